package exec

import (
	"context"
	"fmt"
	"iter"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/value"
)

// Triples gives the statements of a CONSTRUCT or DESCRIBE query, each once.
func Triples(ctx context.Context, index graph.Index, q *algebra.Query, o Options) iter.Seq2[Triple, error] {
	return func(yield func(Triple, error) bool) {
		w := &writer{seen: make(map[Triple]bool), yield: yield}
		var err error
		if q.Form == algebra.Describe {
			err = describe(ctx, index, q, o, w)
		} else {
			n := 0
			err = solve(ctx, index, q, o, func(f *frame) bool {
				n++
				return w.instantiate(q.Template, f, n)
			})
		}
		if err != nil && !w.stopped {
			yield(Triple{}, err)
		}
	}
}

// A writer gives triples that have not been given yet.
type writer struct {
	seen    map[Triple]bool
	yield   func(Triple, error) bool
	stopped bool
}

func (w *writer) write(f *frame, t Triple) bool {
	if w.seen[t] {
		return true
	}
	if !f.grow(len(t.Subject.Value) + len(t.Object.Value) + 400) {
		return false
	}
	w.seen[t] = true
	w.stopped = !w.yield(t, nil)
	return !w.stopped
}

// instantiate fills the template in; triples that RDF doesn't allow fall away.
func (w *writer) instantiate(template []algebra.Pattern, f *frame, solution int) bool {
	fill := func(o algebra.Operand) graph.Term {
		if o.Var == 0 {
			if o.Term.Kind == graph.BlankTerm {
				return value.FreshBlank(fmt.Sprintf("%s-%d", o.Term.Value, solution)).Term
			}
			return o.Term
		}
		if f.row[o.Var] == 0 {
			return graph.Term{}
		}
		term, err := f.terms.term(f.row[o.Var])
		f.fail(err)
		return term
	}
	for _, p := range template {
		t := Triple{fill(p.S), fill(p.P), fill(p.O)}
		valid := !t.Subject.IsZero() && t.Subject.Kind != graph.LiteralTerm && !t.Object.IsZero() &&
			!t.Predicate.IsZero() && t.Predicate.Kind != graph.LiteralTerm && t.Predicate.Kind != graph.BlankTerm
		if valid && !w.write(f, t) {
			return false
		}
	}
	return f.err == nil
}

// describe gives what the graph says of each resource: the triples with it as
// subject, and those of the blank nodes there.
func describe(ctx context.Context, index graph.Index, q *algebra.Query, o Options, w *writer) error {
	return solve(ctx, index, q, o, func(f *frame) bool {
		for _, operand := range q.Describe {
			id := f.slot(operand).get(f.row)
			if id == 0 {
				continue
			}
			if !f.describe(id, make(map[graph.ID]bool), w) {
				return false
			}
		}
		return true
	})
}

func (f *frame) describe(id graph.ID, seen map[graph.ID]bool, w *writer) bool {
	if seen[id] || isLocal(id) {
		return true
	}
	seen[id] = true
	c := f.index.Cursor()
	defer func() { f.fail(c.Close()) }()
	for c.Seek(graph.Quad{S: id}); f.alive() && c.Next(); {
		quad := c.Quad()
		var t Triple
		for _, place := range []struct {
			id graph.ID
			to *graph.Term
		}{{quad.S, &t.Subject}, {quad.P, &t.Predicate}, {quad.O, &t.Object}} {
			term, err := f.terms.term(place.id)
			f.fail(err)
			*place.to = term
		}
		if f.err != nil || !w.write(f, t) {
			return false
		}
		if t.Object.Kind == graph.BlankTerm && len(seen) < maxNesting && !f.describe(quad.O, seen, w) {
			return false
		}
	}
	f.fail(c.Err())
	return f.err == nil
}
