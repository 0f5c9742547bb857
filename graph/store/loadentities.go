package store

import (
	"bytes"
	"errors"

	"factgraph/graph"
)

// talliesHeld is how many entities are summed up before the sums are put aside,
// to be summed again.
const talliesHeld = 50_000

// A loadedEntity is the sum of an entity so far.
type loadedEntity struct {
	id graph.EntityID
	graph.Tally
}

// writeEntities writes what the article contributes to entities, and adds it up.
func (l *loader) writeEntities() error {
	w := &partsWriter{loader: l, chunk: l.record[:0]}
	for i := range l.entities {
		if err := w.add(&l.entities[i]); err != nil {
			return err
		}
	}
	l.entities = nil
	var current *graph.Entity
	err := l.parts.sorted(func(_ key, value []byte) error {
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
		err = l.parts.reset()
	}
	if err == nil && len(l.tallies) >= talliesHeld {
		err = l.flushTallies()
	}
	return err
}

// A partsWriter writes the chunks of an article.
type partsWriter struct {
	*loader
	chunk   encoder
	n, next int // entities in the chunk, its number
}

func (w *partsWriter) add(e *graph.Entity) error {
	number, err := w.entityNumber(e.ID)
	if err != nil {
		return err
	}
	w.chunk.part(number, e)
	sum := w.tallies[number]
	if sum == nil {
		sum = &loadedEntity{id: e.ID}
		w.tallies[number] = sum
	}
	sum.Add(e)
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

// flushTallies puts the sums aside, each with its entity's number before it.
func (l *loader) flushTallies() error {
	for number, sum := range l.tallies {
		record := append(key(nil).id(number), encodeTally(sum.id, &sum.Tally)...)
		if err := l.sorted.add(famEntity.key().text(string(sum.id)), record); err != nil {
			return err
		}
	}
	clear(l.tallies)
	return nil
}

// sumEntities writes the sums of entities, and the keys by which they are found.
func (l *loader) sumEntities() error {
	if err := l.flushTallies(); err != nil {
		return err
	}
	var at key
	var number graph.ID
	var id graph.EntityID
	var sum *graph.Tally
	finish := func() error {
		if sum == nil {
			return nil
		}
		l.state.Stats.Entities++
		for _, k := range sum.Keys {
			if err := l.sorted.add(famKey.key().text(k.Text).id(number), nil); err != nil {
				return err
			}
		}
		var err error
		nameKeys(number, sum.Keys, func(k key) { err = errors.Join(err, l.sorted.add(k, nil)) })
		if err != nil {
			return err
		}
		return l.out.write(at, encodeTally(id, sum))
	}
	err := l.sorted.sorted(famEntity, func(k key, value []byte) error {
		next, t, err := decodeTally(value[idSize:])
		if err != nil {
			return err
		}
		if bytes.Equal(k, at) {
			*sum = sum.Plus(t)
			return nil
		}
		if err := finish(); err != nil {
			return err
		}
		at, number, id, sum = append(at[:0], k...), readID(value), next, t
		return l.ctx.Err()
	})
	if err == nil {
		err = finish()
	}
	if err != nil || sum == nil {
		return err
	}
	return l.out.done(famEntity)
}
