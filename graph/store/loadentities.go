package store

import (
	"bytes"
	"errors"

	"factgraph/graph"
)

// writeEntities writes what the article contributes to entities, and puts it
// aside to be summed up.
func (l *loader) writeEntities() error {
	w := &partsWriter{loader: l, chunk: l.record[:0]}
	for i := range l.entities {
		if err := w.add(&l.entities[i]); err != nil {
			return err
		}
	}
	l.entities = nil
	var current *graph.Entity
	err := l.parts.Sorted(func(_, value []byte) error {
		e, err := decodeNamed(value)
		if err != nil {
			return err
		}
		if current != nil && current.ID == e.ID {
			current = &graph.JoinEntities([]graph.Entity{*current, *e})[0]
			return nil
		}
		if current != nil {
			err = w.add(current)
		}
		current = e
		return err
	})
	if err == nil && current != nil {
		err = w.add(current)
	}
	if err == nil {
		err = w.flush()
	}
	l.record = w.chunk
	if err == nil {
		err = l.parts.Reset()
	}
	return err
}

// A partsWriter writes the chunks of an article.
type partsWriter struct {
	*loader
	chunk   encoder
	n, next int     // entities in the chunk, its number
	named   encoder // the contribution with the entity's id
}

func (w *partsWriter) add(e *graph.Entity) error {
	number, err := w.entityNumber(e.ID)
	if err != nil {
		return err
	}
	w.chunk.part(number, e)
	w.named = appendNamed(w.named[:0], e)
	if err := w.sorted.add(famPart.key().id(number, w.article.Number), w.named); err != nil {
		return err
	}
	if w.n++; w.n < entitiesPerChunk {
		return nil
	}
	return w.flush()
}

func (w *partsWriter) flush() error {
	if w.n == 0 {
		return nil
	}
	err := w.out.write(famPart.key().id(w.article.Number).number(uint32(w.next)), w.chunk)
	w.chunk, w.n = w.chunk[:0], 0
	w.next++
	return err
}

// sumEntities sums up what articles contribute to each entity.
func (l *loader) sumEntities() error {
	s := &entitySum{loader: l}
	err := l.sorted.sorted(famPart, func(k, record []byte) error {
		return errors.Join(s.add(readID(k[1:]), record), l.ctx.Err())
	})
	return errors.Join(err, s.finish())
}

// An entitySum is the sum of the entity whose contributions are coming. Many
// articles contribute the same, which is read once.
type entitySum struct {
	*loader
	number graph.ID // 0: none
	id     graph.EntityID
	tally  graph.Tally
	record []byte // the contribution that came last
	times  int    // how often it came since it was added to the tally
}

func (s *entitySum) add(number graph.ID, record []byte) error {
	if number == s.number && bytes.Equal(record, s.record) {
		s.times++
		return nil
	}
	var err error
	if number == s.number {
		err = s.count()
	} else {
		err = s.finish()
	}
	s.number, s.record, s.times = number, append(s.record[:0], record...), 1
	return err
}

// count adds the contribution that came last to the tally.
func (s *entitySum) count() error {
	e, err := decodeNamed(s.record)
	s.id = e.ID
	s.tally.AddAll(e, s.times)
	return err
}

// finish writes the entity's sum, and the keys by which it is found.
func (s *entitySum) finish() error {
	if s.number == 0 {
		return nil
	}
	err := s.count()
	s.state.Stats.Entities++
	index := func(k key) { err = errors.Join(err, s.sorted.add(k, nil)) }
	for _, k := range s.tally.Keys {
		index(famKey.key().text(k.Text).id(s.number))
	}
	nameKeys(s.number, s.tally.Keys, index)
	record := encodeTally(s.id, &s.tally)
	s.tally = graph.Tally{}
	return errors.Join(err, s.sorted.add(famEntity.key().text(string(s.id)), record))
}
