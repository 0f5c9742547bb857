// Package gather groups by article what a file says in any order, in bounded
// memory: a fact has evidence from many articles, an entity is described
// wherever it is named, and a graph takes each article whole.
package gather

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"strings"

	"factgraph/graph"
	"factgraph/graph/extsort"
)

// DefaultMemory is a bound for laptops, in bytes.
const DefaultMemory = 64 << 20

// A Gatherer takes facts and entities as they come and gives contributions, one
// for each article. It sorts what it is told: first by entity, to know all that
// the file says of it and in which articles it is; then by article.
type Gatherer struct {
	dir      string          // of what does not fit in memory
	entities *extsort.Sorter // entity id, \0, kind, of a mention the article's id → description
	articles *extsort.Sorter // article id, \0, kind → article, entity or fact
	said     map[string]bool // descriptions and articles that came lately; see again
}

// Kinds of records, in the order in which they are needed.
const (
	description = '1' // of an entity
	mention     = '2' // of it, by an article

	article = '1'
	entity  = '2'
	fact    = '3'
)

// New makes a gatherer that holds about so many bytes, and the rest in a
// temporary folder, which Close removes.
func New(memory int) (*Gatherer, error) {
	dir, err := os.MkdirTemp("", "factgraph-import-")
	if err != nil {
		return nil, err
	}
	pool := new(extsort.Pool)
	return &Gatherer{
		dir:      dir,
		entities: extsort.New(dir, memory/4, pool), // there may be twice that of each
		articles: extsort.New(dir, memory/4, pool),
		said:     make(map[string]bool),
	}, nil
}

// Close removes what is left in files.
func (g *Gatherer) Close() error {
	return errors.Join(g.entities.Close(), g.articles.Close(), os.RemoveAll(g.dir))
}

// Describe tells something of an entity. The first name, type and subtype count,
// and the longest lists.
func (g *Gatherer) Describe(e *graph.Entity) error {
	if err := usable(string(e.ID)); err != nil {
		return err
	}
	return g.addOnce(g.entities, string(e.ID), description, e)
}

// Say tells what an article says of a fact: its evidence is that article's. Of
// several forms of the article the first counts.
func (g *Gatherer) Say(a *graph.Article, f *graph.Fact) error {
	err := usable(string(a.ID))
	if err == nil {
		err = g.addOnce(g.articles, string(a.ID), article, a)
	}
	if err != nil {
		return err
	}
	one := graph.Contribution{Facts: []graph.Fact{*f}}
	for _, id := range one.Mentions() {
		err := usable(string(id))
		if err == nil {
			err = g.entities.Add(append(recordKey(string(id), mention), a.ID...), nil)
		}
		if err != nil {
			return err
		}
	}
	return add(g.articles, string(a.ID), fact, f)
}

func recordKey(id string, kind byte) []byte { return append(append([]byte(id), 0), kind) }

// split gives the id and the kind of a key, and what follows.
func split(key []byte) (id []byte, kind byte, rest []byte) {
	end := bytes.IndexByte(key, 0)
	return key[:end], key[end+1], key[end+2:]
}

// usable tells whether an id can stand in a key.
func usable(id string) error {
	if id == "" || strings.IndexByte(id, 0) >= 0 {
		return fmt.Errorf("%q can't be an id", id)
	}
	return nil
}

func add(to *extsort.Sorter, id string, kind byte, what any) error {
	value, err := json.Marshal(what)
	if err != nil {
		return fmt.Errorf("%s: %w", id, err)
	}
	return to.Add(recordKey(id, kind), value)
}

// saidLately bounds how many records are known not to be added again: an
// export describes an entity with every fact.
const saidLately = 1 << 13

// addOnce adds what has not come lately.
func (g *Gatherer) addOnce(to *extsort.Sorter, id string, kind byte, what any) error {
	value, err := json.Marshal(what)
	if err != nil {
		return fmt.Errorf("%s: %w", id, err)
	}
	if g.said[string(value)] {
		return nil
	}
	if len(g.said) >= saidLately {
		clear(g.said)
	}
	g.said[string(value)] = true
	return to.Add(recordKey(id, kind), value)
}

// Contributions gives what was told, by the ids of the articles. It is called
// once, when all was told.
func (g *Gatherer) Contributions() iter.Seq2[*graph.Contribution, error] {
	return func(yield func(*graph.Contribution, error) bool) {
		clear(g.said)
		var c *graph.Contribution
		err := g.describeMentions()
		if err == nil {
			err = g.articles.Sorted(func(key, value []byte) error {
				id, kind, _ := split(key)
				if c != nil && string(c.Article.ID) != string(id) {
					if !yield(c, nil) {
						return errStopped
					}
					c = nil
				}
				if c == nil {
					c = new(graph.Contribution)
				}
				return take(c, kind, value)
			})
		}
		switch {
		case err == errStopped:
		case err != nil:
			yield(nil, err)
		case c != nil:
			yield(c, nil)
		}
	}
}

// errStopped ends the reading when nobody wants more.
var errStopped = errors.New("stopped")

// take puts a record to its article.
func take(c *graph.Contribution, kind byte, value []byte) error {
	switch kind {
	case article:
		if c.Article.ID != "" {
			return nil
		}
		return json.Unmarshal(value, &c.Article)
	case entity:
		c.Entities = append(c.Entities, graph.Entity{})
		return json.Unmarshal(value, &c.Entities[len(c.Entities)-1])
	default:
		c.Facts = append(c.Facts, graph.Fact{})
		return json.Unmarshal(value, &c.Facts[len(c.Facts)-1])
	}
}

// describeMentions gives each article the entities that it mentions, with what
// the whole file says of them.
func (g *Gatherer) describeMentions() error {
	var e *graph.Entity // the one that is coming
	var record []byte   // of it, when all descriptions have come
	var last []byte     // the mention that came last: an article has many facts of an entity
	err := g.entities.Sorted(func(key, value []byte) error {
		id, kind, by := split(key)
		if e == nil || string(e.ID) != string(id) {
			e, record = &graph.Entity{ID: graph.EntityID(id)}, nil
		}
		if kind == description {
			return describe(e, value)
		}
		if bytes.Equal(key, last) {
			return nil
		}
		last = append(last[:0], key...)
		if record == nil {
			var err error
			if record, err = json.Marshal(complete(e)); err != nil {
				return err
			}
		}
		return g.articles.Add(recordKey(string(by), entity), record)
	})
	return errors.Join(err, g.entities.Reset())
}

// describe adds a description to what is known of an entity.
func describe(e *graph.Entity, record []byte) error {
	var more graph.Entity
	if err := json.Unmarshal(record, &more); err != nil {
		return err
	}
	e.Name = cmp.Or(e.Name, more.Name)
	e.Type = cmp.Or(e.Type, more.Type)
	e.Subtype = cmp.Or(e.Subtype, more.Subtype)
	if len(more.Aliases) > len(e.Aliases) {
		e.Aliases = more.Aliases
	}
	if len(more.SameAs) > len(e.SameAs) {
		e.SameAs = more.SameAs
	}
	return nil
}

// complete is the entity with what no graph can do without.
func complete(e *graph.Entity) *graph.Entity {
	e.Name = cmp.Or(e.Name, string(e.ID))
	e.Type = cmp.Or(e.Type, graph.Concept)
	e.Keys = e.NameKeys()
	return e
}
