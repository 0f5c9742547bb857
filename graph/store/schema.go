package store

import (
	"errors"
	"fmt"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"

	"factgraph/graph"
)

// schema is the version of the layout of keys and records. A change of the
// layout adds to migrations what brings the stores of the version before to it.
const schema = 4

// How blocks are stored: small numbers under ZSTD take a third of their size,
// and a checksum is looked at whenever a block is read.
const (
	compression = options.ZSTD
	blockSize   = 8 << 10
	checksums   = options.OnBlockRead
)

var stateKey = append(famMeta.key(), "state"...)

// A state is what the store counts; it changes with every commit.
type state struct {
	Schema  uint64
	Version uint64   // number of the last commit
	Next    graph.ID // the number that the next new term gets
	Stats   graph.Stats
}

func (s *state) encode() []byte {
	var e encoder
	e.uint(s.Schema)
	e.uint(s.Version)
	e.uint(uint64(s.Next))
	for _, n := range s.counters()[:countersOf(s.Schema)] {
		e.uint(*n)
	}
	return e
}

func (s *state) counters() []*uint64 {
	return []*uint64{&s.Stats.Articles, &s.Stats.Entities, &s.Stats.Predicates, &s.Stats.Facts, &s.Stats.PlainFacts, &s.Stats.Evidence, &s.Stats.Words}
}

// countersOf is how many of the counters the states of a layout have.
func countersOf(schema uint64) int {
	if schema < 3 {
		return 6
	}
	return 7
}

// readState reads the state; an empty store has that of a new one.
func readState(txn *badger.Txn) (s state, err error) {
	item, err := txn.Get(stateKey)
	if errors.Is(err, badger.ErrKeyNotFound) {
		return state{Schema: schema, Next: 1}, nil
	}
	if err == nil {
		err = item.Value(func(b []byte) error {
			d := &decoder{rest: b}
			s.Schema = d.uint()
			if s.Schema > schema { // what follows is not known
				return nil
			}
			s.Version = d.uint()
			s.Next = graph.ID(d.uint())
			for i, n := range s.counters() {
				if i < countersOf(s.Schema) {
					*n = d.uint()
				}
			}
			return d.close()
		})
	}
	if err != nil {
		return s, fmt.Errorf("read the state of the store: %w", err)
	}
	return s, nil
}

// checkSchema refuses newer stores and migrates older ones.
func (s *Store) checkSchema() error {
	txn := s.db.NewTransaction(false)
	found, err := readState(txn)
	txn.Discard()
	switch {
	case err != nil:
		return err
	case found.Schema > schema:
		return fmt.Errorf("%w: its layout is version %d, this program knows %d", ErrNewerSchema, found.Schema, schema)
	case found.Schema == 0:
		return fmt.Errorf("%w: its layout has no version", ErrDamaged)
	case found.Schema == schema:
		return nil
	case s.opts.ReadOnly:
		return fmt.Errorf("the store has the older layout %d: open it for writing once, and it is brought to %d", found.Schema, schema)
	}
	return s.migrate(found.Schema)
}
