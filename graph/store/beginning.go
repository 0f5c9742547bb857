package store

import (
	"errors"
	"fmt"
	"iter"

	"factgraph/graph"
	"factgraph/graph/words"
)

// EntitiesBeginning lists the entities that have a name with this beginning, by
// that name; an entity may come more than once.
func (v *View) EntitiesBeginning(text string) iter.Seq2[*graph.Entity, error] {
	beginning := famKey.key()
	if text != "" {
		beginning = append(beginning, graph.NameKey(text)...)
	}
	return beginningWith(v, famKey, beginning, func(it *scanner) (*graph.Entity, error) {
		k := it.key()[1:]
		if len(k) <= idSize {
			return nil, fmt.Errorf("%w: a key of a name", errMalformed)
		}
		if name := string(k[:len(k)-idSize-1]); !words.IsName(name) {
			it.seekFrom(beginning, append(famKey.key(), beyondOthers(name)...))
			return nil, nil
		}
		id, err := v.entityID(readID(k[len(k)-idSize:]))
		if err != nil {
			return nil, err
		}
		return v.Entity(id)
	})
}

// PredicatesBeginning lists the predicates whose name has this beginning, by
// name and without their phrases.
func (v *View) PredicatesBeginning(text string) iter.Seq2[*graph.Predicate, error] {
	term := append(famTerm.key(), byte(graph.PredicateTerm))
	return beginningWith(v, famTerm, append(term, text...), func(it *scanner) (*graph.Predicate, error) {
		d := &decoder{rest: it.value()}
		id := graph.ID(d.uint())
		t, err := v.Term(id)
		if err = errors.Join(err, d.err); err != nil {
			return nil, err
		}
		record, err := get(v.txn, famPredicate.key().id(id))
		if err != nil || record == nil { // the term outlived its facts
			return nil, err
		}
		facts := &decoder{rest: record}
		return &graph.Predicate{Name: t.Value, Facts: int(facts.uint())}, facts.err
	})
}

// ArticlesBeginning lists the articles whose id has this beginning, by id and
// without their texts.
func (v *View) ArticlesBeginning(text string) iter.Seq2[*graph.Article, error] {
	return beginningWith(v, famArticle, append(famArticle.key(), text...), func(it *scanner) (*graph.Article, error) {
		r, err := decodeArticle(it.value())
		if err != nil {
			return nil, err
		}
		return &r.Article, nil
	})
}

// beginningWith gives what read makes of the records whose keys begin so; nil
// is left out.
func beginningWith[V any](v *View, fam family, beginning key, read func(*scanner) (*V, error)) iter.Seq2[*V, error] {
	return func(yield func(*V, error) bool) {
		it := scan(v.txn, fam)
		defer it.Close()
		for it.seek(beginning); it.next(); {
			value, err := read(it)
			if err = errors.Join(err, it.err); err != nil {
				yield(nil, fmt.Errorf("list what begins with %q: %w", string(beginning[1:]), err))
				return
			}
			if value != nil && !yield(value, nil) {
				return
			}
		}
	}
}
