package exec

import (
	"fmt"

	"factgraph/graph"
	"factgraph/graph/query/facts"
	"factgraph/graph/query/value"
)

// firstLocal is the first number for terms that the graph doesn't have: those
// that a query computes. A store would have to hold 4 · 10¹⁸ terms to get here.
const firstLocal graph.ID = 1 << 62

// isLocal tells whether no quad of the graph can have the term.
func isLocal(id graph.ID) bool { return id >= firstLocal && id != graph.AnyGraph }

// terms numbers all terms of a run, so that solutions are short rows of numbers
// and equal terms have equal numbers.
type terms struct {
	index  graph.Index
	stored graph.Index // below index: what has the terms of stored triples
	known  []numbered  // looked up before, if that is kept; at most keptNumbers
	local  map[graph.Term]graph.ID
	made   []graph.Term
	values map[graph.ID]value.Value
}

type numbered struct {
	term graph.Term
	id   graph.ID
}

// keptNumbers bounds the terms whose numbers are kept.
const keptNumbers = 8

// keepNumbers has the first numbers kept: to order the patterns of a join their
// constants are asked for again and again.
func (t *terms) keepNumbers() {
	if t.known == nil {
		t.known = make([]numbered, 0, keptNumbers)
	}
}

// cachedValues bounds the values kept; then the cache starts over.
const cachedValues = 1 << 14

// number is the number of a term, a new one if need be.
func (t *terms) number(term graph.Term) (graph.ID, error) {
	if term.IsZero() {
		return 0, nil
	}
	term.Text = ""
	for i := range t.known {
		if t.known[i].term == term {
			return t.known[i].id, nil
		}
	}
	id, err := t.index.Lookup(term)
	if err != nil {
		return 0, fmt.Errorf("look up %s: %w", term, err)
	}
	if id != 0 {
		if len(t.known) < cap(t.known) {
			t.known = append(t.known, numbered{term, id})
		}
		return id, nil
	}
	if id, ok := t.local[term]; ok {
		return id, nil
	}
	id = firstLocal + graph.ID(len(t.made))
	if t.local == nil {
		t.local = make(map[graph.Term]graph.ID)
	}
	t.made = append(t.made, term)
	t.local[term] = id
	return id, nil
}

// term is the term of a number, the zero term for 0.
func (t *terms) term(id graph.ID) (graph.Term, error) {
	switch {
	case id == 0:
		return graph.Term{}, nil
	case id < facts.FirstMade:
		return t.stored.Term(id)
	case isLocal(id):
		return t.made[id-firstLocal], nil
	}
	return t.index.Term(id)
}

// value is the value of a number.
func (t *terms) value(id graph.ID) (value.Value, error) {
	if v, ok := t.values[id]; ok {
		return v, nil
	}
	term, err := t.term(id)
	if err != nil {
		return value.Value{}, err
	}
	if t.values == nil {
		t.values = make(map[graph.ID]value.Value)
	}
	if len(t.values) >= cachedValues {
		clear(t.values)
	}
	v := value.Of(term)
	t.values[id] = v
	return v, nil
}
