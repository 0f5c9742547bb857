package store

import (
	"errors"
	"fmt"
	"sync"

	"github.com/dgraph-io/badger/v4"

	"factgraph/graph"
)

// The dictionary numbers terms. A number is never used for another term again,
// so that what was read once may be cached for good; for the same reason terms
// stay when the last fact with them goes. A backup that is restored has only
// those in use.

// Kinds of terms that the store numbers for itself, beside graph's.
const (
	speakersTerm graph.TermKind = 0x40 + iota // the speakers of a fact: entity ids, sorted, parted by \x01
	ruleTerm                                  // the name of a rule
)

// identity is the term without what doesn't matter to what it is.
func identity(t graph.Term) graph.Term {
	t.Text = ""
	return t
}

// termKey is the key of a term in the dictionary.
func termKey(t graph.Term) key { return appendTermKey(make(key, 0, 48), t) }

func appendTermKey(k key, t graph.Term) key {
	k = append(k, byte(famTerm), byte(t.Kind))
	if t.Kind == graph.LiteralTerm {
		k = k.text(t.Datatype).text(t.Lang)
	}
	return k.text(t.Value)
}

// encodeTerm is the record of a number.
func encodeTerm(t graph.Term) []byte {
	e := make(encoder, 0, 8+len(t.Value)+len(t.Datatype)+len(t.Lang)+len(t.Text))
	e.byte(byte(t.Kind))
	e.literal(t)
	return e
}

func decodeTerm(b []byte) (graph.Term, error) {
	d := &decoder{rest: b}
	t := d.literal(graph.TermKind(d.byte()))
	return t, d.close()
}

// lookup finds the number of a term, 0 when it has none.
func lookup(txn *badger.Txn, t graph.Term) (graph.ID, error) {
	item, err := txn.Get(termKey(t))
	if errors.Is(err, badger.ErrKeyNotFound) {
		return 0, nil
	}
	var id graph.ID
	if err == nil {
		err = item.Value(func(b []byte) error {
			d := &decoder{rest: b}
			id = graph.ID(d.uint())
			return d.close()
		})
	}
	if err != nil {
		return 0, fmt.Errorf("look up %s: %w", t, err)
	}
	return id, nil
}

// readTerm finds the term of a number.
func readTerm(txn *badger.Txn, id graph.ID) (t graph.Term, err error) {
	item, err := txn.Get(famID.key().id(id))
	if errors.Is(err, badger.ErrKeyNotFound) {
		return t, fmt.Errorf("term %d: %w", id, graph.ErrNotFound)
	}
	if err == nil {
		err = item.Value(func(b []byte) error {
			t, err = decodeTerm(b)
			return err
		})
	}
	if err != nil {
		return t, fmt.Errorf("read term %d: %w", id, err)
	}
	return t, nil
}

// A cache keeps the values used last, up to a bound: two generations of which
// the older is dropped when the younger is full. Several goroutines may use it.
type cache[K comparable, V any] struct {
	mu         sync.Mutex
	limit      int
	young, old map[K]V
}

func newCache[K comparable, V any](limit int) *cache[K, V] {
	return &cache[K, V]{limit: max(limit/2, 1), young: make(map[K]V)}
}

func (c *cache[K, V]) get(k K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	v, ok := c.young[k]
	if !ok {
		if v, ok = c.old[k]; ok {
			c.add(k, v)
		}
	}
	return v, ok
}

func (c *cache[K, V]) put(k K, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.add(k, v)
}

func (c *cache[K, V]) drop(k K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.young, k)
	delete(c.old, k)
}

func (c *cache[K, V]) add(k K, v V) {
	if len(c.young) >= c.limit {
		c.young, c.old = make(map[K]V, c.limit), c.young
	}
	c.young[k] = v
}
