package entity

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"factgraph/graph"
)

// The table of well-known names: a class a line, of the canonical name, the
// type with an optional subtype, and the other names.
//
//go:embed aliases.tsv
var aliasesTSV string

// An aliasClass is a thing with names that no rule could relate.
type aliasClass struct {
	id      graph.EntityID
	name    string
	typ     graph.Type
	subtype string
	keys    []string
}

// aliasTable finds classes by the key of a name. A key of several classes is
// in none: such a name says too little.
type aliasTable struct {
	byKey map[string]*aliasClass
}

func loadAliases() (*aliasTable, error) {
	t := &aliasTable{byKey: make(map[string]*aliasClass)}
	for line := range tableLines(aliasesTSV) {
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			return nil, fmt.Errorf("aliases.tsv: %q has %d columns, not 3", line, len(fields))
		}
		typ, subtype, _ := strings.Cut(fields[1], "/")
		if !slices.Contains(graph.Types(), graph.Type(typ)) {
			return nil, fmt.Errorf("aliases.tsv: %q: unknown type %q", fields[0], typ)
		}
		c := &aliasClass{id: graph.NewEntityID(fields[0]), name: fields[0], typ: graph.Type(typ), subtype: subtype}
		for _, name := range append(strings.Split(fields[2], "|"), c.name) {
			key := nameKey(name)
			if slices.Contains(c.keys, key) {
				continue
			}
			c.keys = append(c.keys, key)
			if other := t.byKey[key]; other != nil {
				return nil, fmt.Errorf("aliases.tsv: %q is a name of %s and of %s", name, other.name, c.name)
			}
			t.byKey[key] = c
		}
	}
	return t, nil
}

// find is the class of a name for a thing of the given type; nil when there is
// none or the types can't be the same.
func (t *aliasTable) find(name string, typ graph.Type) *aliasClass {
	c := t.byKey[nameKey(name)]
	if c == nil || typeConflict(c.typ, typ) >= severe {
		return nil
	}
	return c
}

// nameKey is graph.NameKey with the abbreviations of common words written out
// or, where the short form is the usual one, shortened: "UN Security Council
// Resolution 2254" and "UNSCR 2254" have one key.
func nameKey(name string) string {
	key := " " + graph.NameKey(name) + " "
	for _, r := range rewrites {
		key = strings.ReplaceAll(key, r[0], r[1])
	}
	return strings.TrimSpace(key)
}

// rewrites are applied to keys in order.
var rewrites = [][2]string{
	{" united nations ", " un "}, {" un security council resolution ", " unscr "}, {" security council resolution ", " unscr "},
	{" un general assembly resolution ", " unga resolution "},
	{" dept ", " department "}, {" govt ", " government "}, {" natl ", " national "}, {" intl ", " international "},
	{" univ ", " university "}, {" assn ", " association "}, {" bros ", " brothers "}, {" mt ", " mount "},
	{" center ", " centre "}, {" defense ", " defence "}, {" labor ", " labour "}, {" harbor ", " harbour "}, {" organisation ", " organization "},
	{" programme ", " program "}, {" theater ", " theatre "},
}
