package entity

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"factgraph/graph"
)

// A Catalogue is the user's own list of entities, such as a list of companies
// or labels of Wikidata. What an article mentions by a name of the catalogue is
// linked to its identifier, and gets its name and type.
type Catalogue struct {
	byKey map[string][]*entry
	size  int
}

type entry struct {
	iri  string
	name string
	typ  graph.Type
	keys []string
}

// ErrCatalogue is wrapped by every error about the contents of a catalogue.
var ErrCatalogue = errors.New("malformed catalogue")

// ReadCatalogueCSV reads a table whose header names the columns id, name,
// aliases (parted by bars) and type; only id and name are needed, others are
// passed over. Fields are parted by commas, or by tabs if the header has them.
func ReadCatalogueCSV(r io.Reader) (*Catalogue, error) {
	buffered := bufio.NewReader(r)
	rows := csv.NewReader(buffered)
	if start, _ := buffered.Peek(4096); strings.Contains(firstLine(start), "\t") {
		rows.Comma, rows.LazyQuotes = '\t', true
	}
	rows.ReuseRecord = true
	header, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("%w: header: %w", ErrCatalogue, err)
	}
	column := make(map[string]int)
	for i, name := range header {
		column[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))] = i
	}
	for _, needed := range []string{"id", "name"} {
		if _, ok := column[needed]; !ok {
			return nil, fmt.Errorf("%w: the header has no column %q", ErrCatalogue, needed)
		}
	}
	c := newCatalogue()
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return c, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrCatalogue, err)
		}
		field := func(name string) string {
			if i, ok := column[name]; ok && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		var aliases []string
		if list := field("aliases"); list != "" {
			aliases = strings.Split(list, "|")
		}
		if err := c.add(field("id"), field("name"), aliases, field("type")); err != nil {
			line, _ := rows.FieldPos(0)
			return nil, fmt.Errorf("%w: line %d: %w", ErrCatalogue, line, err)
		}
	}
}

func firstLine(text []byte) string {
	line, _, _ := strings.Cut(string(text), "\n")
	return line
}

// ReadCatalogueJSONL reads an object a line, with the fields id, name, aliases
// (a list) and type; only id and name are needed.
func ReadCatalogueJSONL(r io.Reader) (*Catalogue, error) {
	c := newCatalogue()
	lines := bufio.NewScanner(r)
	const longest = 16 << 20
	lines.Buffer(nil, longest)
	for n := 1; lines.Scan(); n++ {
		if len(strings.TrimSpace(lines.Text())) == 0 {
			continue
		}
		var e struct {
			ID, Name, Type string
			Aliases        []string
		}
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return nil, fmt.Errorf("%w: line %d: %w", ErrCatalogue, n, err)
		}
		if err := c.add(e.ID, e.Name, e.Aliases, e.Type); err != nil {
			return nil, fmt.Errorf("%w: line %d: %w", ErrCatalogue, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCatalogue, err)
	}
	return c, nil
}

func newCatalogue() *Catalogue { return &Catalogue{byKey: make(map[string][]*entry)} }

// Len is the number of entities in the catalogue.
func (c *Catalogue) Len() int { return c.size }

func (c *Catalogue) add(id, name string, aliases []string, typ string) error {
	if id == "" || name == "" {
		return errors.New("an entity needs an id and a name")
	}
	t := graph.Type(strings.ToLower(typ))
	if typ != "" && !slices.Contains(graph.Types(), t) {
		return fmt.Errorf("%s: unknown type %q; the types are %v", id, typ, graph.Types())
	}
	e := &entry{iri: identifierIRI(id), name: name, typ: t}
	for _, alias := range append([]string{name}, aliases...) {
		if key := nameKey(alias); key != "" && !slices.Contains(e.keys, key) {
			e.keys = append(e.keys, key)
			c.byKey[key] = append(c.byKey[key], e)
		}
	}
	c.size++
	return nil
}

var wikidataID = regexp.MustCompile(`^[QPL][0-9]+$`)

// identifierIRI is the IRI of an identifier: itself if it is one already, that
// of Wikidata for Q42, else a URN.
func identifierIRI(id string) string {
	if u, err := url.Parse(id); err == nil && u.IsAbs() && (u.Host != "" || u.Opaque != "") {
		return id
	}
	if wikidataID.MatchString(id) {
		return "http://www.wikidata.org/entity/" + id
	}
	return "urn:catalogue:" + url.PathEscape(id)
}

// find is the entry that a named thing is; nil when there is none or several.
// An entry of that very name goes before those that have it as an alias.
func (c *Catalogue) find(th *thing) *entry {
	if c == nil || th.class != named || th.typ == graph.Person && th.person.lone() {
		return nil
	}
	key := th.key
	var byName, byAlias []*entry
	for _, e := range c.byKey[key] {
		switch {
		case typeConflict(e.typ, th.typ) >= severe:
		case e.keys[0] == key:
			byName = append(byName, e)
		default:
			byAlias = append(byAlias, e)
		}
	}
	switch {
	case len(byName) == 1:
		return byName[0]
	case len(byName) == 0 && len(byAlias) == 1:
		return byAlias[0]
	}
	return nil
}
