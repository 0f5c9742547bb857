package entity

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

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
	byKey    map[string]*aliasClass
	acronyms map[string]bool // keys that the table writes in capitals only
}

// loadAliases reads the embedded table, once.
var loadAliases = sync.OnceValues(func() (*aliasTable, error) {
	t := &aliasTable{byKey: make(map[string]*aliasClass), acronyms: make(map[string]bool)}
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
		names := append(strings.Split(fields[2], "|"), c.name)
		for _, name := range names {
			if name == "" {
				continue
			}
			key := nameKey(name)
			t.acronyms[key] = isCapitals(name)
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
})

// find is the class of a name for a thing of the given type; nil when there is
// none. A name in capitals or of several words tells more than the tagger's
// type, which often fails on them; another word must agree with it: no person
// is the Pentagon. A short acronym is one in capitals only: WHO is no "Who", but
// "Nato" is NATO.
func (t *aliasTable) find(name string, typ graph.Type) *aliasClass {
	key := nameKey(name)
	c := t.byKey[key]
	letters := len(graph.NameKey(name))
	if c == nil || letters <= 3 && t.acronyms[key] && !isCapitals(name) {
		return nil
	}
	if letters == 2 && c.typ != typ && typ != "" { // "BA" is more than an airline
		return nil
	}
	if !sameCase(name, c.name) {
		return nil
	}
	distinct := strings.Contains(name, " ") || len(name) > 2 && isCapitals(name)
	if !distinct && typeConflict(c.typ, typ) >= severe {
		return nil
	}
	return c
}

// person is the class of a person whose name goes with a listed one: "Vladimir
// V. Putin". Nil when there is none.
func (t *aliasTable) person(name personName) *aliasClass {
	if len(name.words) == 0 {
		return nil
	}
	c := t.byKey[name.bareSurname()]
	if c == nil || c.typ != graph.Person || comparePersons(name, parsePerson(c.name)) == namesDiffer {
		return nil
	}
	return c
}

// sameCase tells whether a name is written as one where the table has the same
// words: "the Islamic state" is not the Islamic State.
func sameCase(name, listed string) bool {
	a, b := strings.Fields(name), strings.Fields(listed)
	if len(a) != len(b) || !isCapitalized(name) {
		return true // another of its names, or a noun phrase as a whole
	}
	for i := 1; i < len(a); i++ {
		if strings.EqualFold(a[i], b[i]) && isCapitalized(b[i]) && !isCapitalized(a[i]) {
			return false
		}
	}
	return true
}

// isCapitals tells whether a name has no lower-case letter.
func isCapitals(name string) bool { return name == strings.ToUpper(name) }

// nameKey is graph.NameKey with the abbreviations of common words written out
// or, where the short form is the usual one, shortened: "UN Security Council
// Resolution 2254" and "UNSCR 2254" have one key.
func nameKey(name string) string {
	key := " " + graph.NameKey(name) + " "
	for _, r := range rewrites {
		key = strings.ReplaceAll(key, r[0], r[1])
	}
	if rest, ok := strings.CutPrefix(key, " st "); ok { // "St. Kitts"
		key = " saint " + rest
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
