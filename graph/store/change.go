package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dgraph-io/badger/v4"

	"factgraph/graph"
)

// A change collects what is to be written, over a view of what was there
// before; commit writes it all or nothing.
type change struct {
	*View
	state   state
	version uint64   // what the change makes the store's
	fresh   graph.ID // the terms from here on are new with it
	ops     []op     // of two with one key the later counts
	numbers map[graph.Term]graph.ID

	// What adds up is added up here and written by finish.
	said       map[statement]*said
	phrases    map[phrase]int
	predicates map[graph.ID]int // facts
	tallies    map[graph.EntityID]*sum
	pins       *graph.Pins // nil: as they were
	recent     *recents    // nil: as they were

	articleVersion uint64 // what it makes that of the articles that it changes
}

// said is how many more articles say a statement than before.
type said struct {
	fact     graph.FactID
	speakers []graph.EntityID
	delta    int
}

// A sum is an entity's tally with the change, and what there was before it.
type sum struct {
	there bool // the entity
	keys  graph.Counts
	now   *graph.Tally
}

type phrase struct {
	predicate graph.ID
	text      string
}

// usualFacts is about how many facts an article has: maps that grow copy what
// they hold.
const usualFacts = 100

// change begins a change; the caller holds s.writing.
func (s *Store) change() (*change, error) {
	if s.opts.ReadOnly {
		return nil, graph.ErrReadOnly
	}
	v, err := s.View()
	if err != nil {
		return nil, err
	}
	c := &change{
		View:       v,
		ops:        make([]op, 0, 8*usualFacts),
		numbers:    make(map[graph.Term]graph.ID, usualFacts),
		said:       make(map[statement]*said, usualFacts),
		phrases:    make(map[phrase]int, usualFacts),
		predicates: make(map[graph.ID]int, usualFacts),
		tallies:    make(map[graph.EntityID]*sum, usualFacts),
	}
	if c.state, err = readState(v.txn); err != nil {
		v.Close()
		return nil, err
	}
	c.version, c.fresh = c.state.Version+1, c.state.Next
	c.articleVersion = c.version
	return c, nil
}

// update makes a change by what f does, and commits it.
func (s *Store) update(f func(*change) error) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.tidyRecents(); err != nil {
		return err
	}
	c, err := s.change()
	if err != nil {
		return err
	}
	defer c.Close()
	if err := f(c); err != nil {
		return err
	}
	return c.commit()
}

func (c *change) set(k key, value []byte) {
	if value == nil {
		value = []byte{}
	}
	c.ops = append(c.ops, op{k, value})
}

func (c *change) delete(k key) { c.ops = append(c.ops, op{key: k}) }

// index sets or deletes a key that has no value.
func (c *change) index(k key, there bool) {
	if there {
		c.set(k, nil)
	} else {
		c.delete(k)
	}
}

// get reads a record as it was before the change, nil when there is none.
func (c *change) get(k key) ([]byte, error) {
	if value, ok := c.store.hot.get(string(k)); ok {
		return value, nil
	}
	return get(c.txn, k)
}

// warm keeps the sums that were written: the next article will add
// to many of them. There is one writer, so that they can't change in between.
func (c *change) warm() {
	for _, o := range c.ops {
		switch family(o.key[0]) {
		case famEntity, famPredicate, famPhrase:
			if len(o.value) <= hotSize {
				c.store.hot.put(string(o.key), o.value)
			} else {
				c.store.hot.drop(string(o.key))
			}
		}
	}
}

// hotSize bounds a record that is kept, hotRecords how many are.
const (
	hotSize    = 1 << 10
	hotRecords = 20_000
)

// get reads a record, nil when there is none.
func get(txn *badger.Txn, k key) ([]byte, error) {
	item, err := txn.Get(k)
	if errors.Is(err, badger.ErrKeyNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", []byte(k), err)
	}
	value, err := item.ValueCopy(nil)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", []byte(k), err)
	}
	if value == nil {
		value = []byte{}
	}
	return value, nil
}

// number gives the number of a term and makes one for a new term.
func (c *change) number(t graph.Term) (graph.ID, error) {
	same := identity(t)
	if id, ok := c.numbers[same]; ok {
		return id, nil
	}
	if id, ok := c.store.numbers.get(same); ok {
		return id, nil
	}
	id, err := lookup(c.txn, t)
	if err != nil {
		return 0, err
	}
	if id == 0 {
		id = c.state.Next
		c.state.Next++
		var e encoder
		e.uint(uint64(id))
		c.set(termKey(t), e)
		c.set(famID.key().id(id), encodeTerm(t))
	}
	c.numbers[same] = id
	return id, nil
}

func (c *change) entityNumber(id graph.EntityID) (graph.ID, error) {
	return c.number(graph.EntityObject(id))
}

func (c *change) articleNumber(id graph.ArticleID) (graph.ID, error) {
	return c.number(graph.Term{Kind: graph.ArticleTerm, Value: string(id)})
}

// newStatement is the fact in numbers.
func newStatement(f *graph.Fact, numbers numbering) (s statement, err error) {
	if s.S, err = numbers.number(graph.EntityObject(f.Subject)); err != nil {
		return s, err
	}
	if s.P, err = numbers.number(graph.PredicateObject(f.Predicate)); err != nil {
		return s, err
	}
	if !f.Object.IsZero() {
		if s.O, err = numbers.number(f.Object); err != nil {
			return s, err
		}
	}
	if len(f.AttributedTo) > 0 {
		s.By, err = numbers.number(speakers(f.AttributedTo))
	}
	s.Marks = newMarks(f.Negated, f.Modality, s.By != 0)
	return s, err
}

// speakers is the term of a list of speakers, whatever their order.
func speakers(by []graph.EntityID) graph.Term {
	texts := make([]string, len(by))
	for i, id := range by {
		texts[i] = string(id)
	}
	slices.Sort(texts)
	return graph.Term{Kind: speakersTerm, Value: strings.Join(texts, "\x01")}
}

// commit finishes the change and writes it to disk.
func (c *change) commit() error {
	if err := c.finish(); err != nil {
		return err
	}
	if len(c.ops) == 0 {
		return nil
	}
	c.state.Schema = schema
	c.state.Version = c.version
	c.set(stateKey, c.state.encode())
	if err := c.store.write(c.ops); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	c.warm()
	for term, id := range c.numbers {
		c.store.numbers.put(term, id)
	}
	if c.pins != nil {
		c.store.pins.Store(c.pins)
	}
	if c.recent != nil {
		c.store.recent = c.recent
	}
	return nil
}

// An op is one record to be written; a nil value deletes it.
type op struct{ key, value []byte }

// write writes the records in one step. They are the store's from then on.
func (s *Store) write(ops []op) error {
	if err := checkSpace(s.dir); err != nil {
		return err
	}
	var size int64
	for _, o := range ops {
		size += int64(len(o.key)+len(o.value)) + perEntry
	}
	if int64(len(ops)) >= s.db.MaxBatchCount() || size >= s.db.MaxBatchSize() {
		return s.writeLarge(ops)
	}
	return s.commit(ops)
}

// perEntry bounds what Badger counts for an entry beside its key and value.
const perEntry = 32

// commit writes the records in one transaction.
func (s *Store) commit(ops []op) error {
	txn := s.db.NewTransaction(true)
	defer txn.Discard()
	for _, o := range ops {
		var err error
		if o.value == nil {
			err = txn.Delete(o.key)
		} else {
			err = txn.Set(o.key, o.value)
		}
		if err != nil {
			return err
		}
	}
	return txn.Commit()
}
