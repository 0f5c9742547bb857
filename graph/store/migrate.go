package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"

	"factgraph/graph"
)

// migrations[n] brings a store from layout n+1 to n+2. One that is interrupted
// is begun again: it has to pass over what it did.
var migrations = []func(*Store) error{chunkEntities, indexWords, chunkSays}

// migrate brings the store from an older layout to that of today.
func (s *Store) migrate(from uint64) error {
	for version := from; version < schema; version++ {
		s.log.Info("migrate the store", "from", version, "to", version+1)
		if err := migrations[version-1](s); err != nil {
			return fmt.Errorf("migrate the store from layout %d: %w", version, err)
		}
		if err := s.setSchema(version + 1); err != nil {
			return fmt.Errorf("migrate the store from layout %d: %w", version, err)
		}
	}
	return nil
}

func (s *Store) setSchema(version uint64) error {
	txn := s.db.NewTransaction(false)
	defer txn.Discard()
	state, err := readState(txn)
	if err != nil {
		return err
	}
	state.Schema = version
	return s.commit([]op{{stateKey, state.encode()}})
}

// eachArticle writes what change makes of each article, one after another.
func (s *Store) eachArticle(change func(*View, *articleRecord) ([]op, error)) error {
	v, err := s.View()
	if err != nil {
		return err
	}
	defer v.Close()
	records := list(context.Background(), v, famArticle, func(it *scanner) (*articleRecord, error) { return decodeArticle(it.value()) })
	for r, err := range records {
		if err != nil {
			return err
		}
		ops, err := change(v, r)
		if err == nil && len(ops) > 0 {
			err = s.write(ops)
		}
		if err != nil {
			return fmt.Errorf("article %s: %w", r.ID, err)
		}
	}
	return nil
}

// famEntityPart is a family of layout 1: A, E → what the article contributes to
// the entity.
const famEntityPart family = 'c'

// chunkEntities is layout 2: what an article contributes to entities is in
// chunks, and evidence says that its article nearly repeats another.
func chunkEntities(s *Store) error {
	return s.eachArticle(func(v *View, r *articleRecord) ([]op, error) {
		ops, err := v.chunkEntities(r)
		if err == nil && r.DuplicateOf != "" {
			ops, err = v.markCopies(r, ops)
		}
		return ops, err
	})
}

// chunkEntities puts what an article contributes to entities into chunks.
func (v *View) chunkEntities(r *articleRecord) (ops []op, err error) {
	it := scan(v.txn, famEntityPart)
	defer it.Close()
	numbers := make(map[graph.EntityID]graph.ID)
	var all []graph.Entity
	for it.seek(famEntityPart.key().id(r.Number)); it.next(); {
		number := readID(it.rest())
		id, err := v.entityID(number)
		if err != nil {
			return nil, err
		}
		d := &decoder{rest: it.value()}
		all = append(all, *d.entity(id))
		if err := d.close(); err != nil {
			return nil, err
		}
		numbers[id] = number
		ops = append(ops, op{key: bytes.Clone(it.key())})
	}
	slices.SortFunc(all, func(a, b graph.Entity) int { return cmp.Compare(a.ID, b.ID) })
	chunks, err := encodeParts(all, func(id graph.EntityID) (graph.ID, error) { return numbers[id], nil })
	for n, chunk := range chunks {
		ops = append(ops, op{famPart.key().id(r.Number).number(uint32(n)), chunk})
	}
	return ops, err
}

// markCopies says in an article's evidence which article it nearly repeats.
func (v *View) markCopies(r *articleRecord, ops []op) ([]op, error) {
	it := scan(v.txn, famSays)
	defer it.Close()
	for it.seek(famSays.key().id(r.Number)); it.next(); {
		k := append(famEvidence.key(), it.rest()...).id(r.Number)
		record, err := get(v.txn, k)
		if err != nil {
			return nil, err
		}
		d := &decoder{rest: record}
		var f graph.Fact
		if d.evidenceHeader(&f) != "" {
			continue
		}
		var e encoder
		e.evidenceHeader(&f, r.DuplicateOf)
		if d.err != nil {
			return nil, d.err
		}
		ops = append(ops, op{k, append(e, d.rest...)})
	}
	return ops, it.err
}
