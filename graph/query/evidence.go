package query

import (
	"context"
	"iter"
	"slices"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/exec"
	"factgraph/graph/query/pattern"
)

// Facts lists the facts that an answer to a question rests on, each once; those
// of all answers if row is nil. The row has a term for each column.
//
// The question is asked again with the columns bound to the row: what else it
// has matched (wildcards, the facts themselves) is known then.
func Facts(ctx context.Context, view View, q *pattern.Question, row []graph.Term) iter.Seq2[*graph.Fact, error] {
	return func(yield func(*graph.Fact, error) bool) {
		again := &algebra.Query{Root: q.Body, Names: q.Names}
		if row != nil {
			values := &algebra.Values{Rows: [][]graph.Term{row}}
			for _, c := range q.Columns {
				values.Vars = append(values.Vars, c.Var)
			}
			again.Root = &algebra.Join{Left: values, Right: q.Body}
		}
		for v := 1; v < len(q.Names); v++ {
			again.Columns = append(again.Columns, algebra.Column{Var: algebra.Var(v)})
		}
		t := &tracer{ctx: ctx, view: view, seen: make(map[graph.FactID]bool), yield: yield}
		for terms, err := range exec.Solutions(ctx, view, again, exec.Options{Reader: view}) {
			if err == nil {
				t.binding = terms
				err = t.steps(q.Steps)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if t.done {
				return
			}
		}
	}
}

// A tracer finds the facts behind the steps of a question.
type tracer struct {
	ctx     context.Context
	view    View
	binding []graph.Term // by variable, less one
	seen    map[graph.FactID]bool
	yield   func(*graph.Fact, error) bool
	done    bool
}

func (t *tracer) value(o algebra.Operand) graph.Term {
	if o.Var != 0 {
		return t.binding[o.Var-1]
	}
	return o.Term
}

func (t *tracer) steps(all []pattern.Step) error {
	for _, s := range all {
		if err := t.step(s); err != nil || t.done {
			return err
		}
	}
	return nil
}

func (t *tracer) step(s pattern.Step) error {
	if s.Fact != 0 {
		f, err := t.view.Fact(graph.FactID(t.value(algebra.Operand{Var: s.Fact}).Value))
		if err == nil {
			t.give(f)
		}
		return err
	}
	from, to := t.value(s.Subject), t.value(s.Object)
	if s.Path == nil {
		return t.triple(from, t.value(algebra.Operand{Var: s.Predicate}), to)
	}
	return t.path(s.Path, from, to)
}

// triple gives the facts of a triple of the plain view.
func (t *tracer) triple(s, p, o graph.Term) error {
	filter := graph.Filter{Subject: graph.EntityID(s.Value), Predicate: p.Value, Object: o, Plain: true}
	for f, err := range t.view.Facts(t.ctx, filter) {
		if err != nil {
			return err
		}
		if t.give(f); t.done {
			break
		}
	}
	return nil
}

func (t *tracer) give(f *graph.Fact) {
	if !t.seen[f.ID] {
		t.seen[f.ID] = true
		t.done = !t.yield(f, nil)
	}
}

// path gives the facts along all ways of a path from one node to another; of
// ways that repeat a step, those along the shortest.
func (t *tracer) path(path algebra.Path, from, to graph.Term) error {
	start, err := t.view.Lookup(from)
	if err != nil {
		return err
	}
	end, err := t.view.Lookup(to)
	if err != nil {
		return err
	}
	var triples []graph.Quad
	w := &wayfinder{ctx: t.ctx, view: t.view}
	w.walk(path, start, false, nil, func(node graph.ID, way []graph.Quad) {
		if node == end {
			triples = append(triples, way...)
			_, w.done = path.(*algebra.Repeat) // which comes to a node once
		}
	})
	if w.err != nil {
		return w.err
	}
	for _, q := range triples {
		var terms [3]graph.Term
		for i, id := range []graph.ID{q.S, q.P, q.O} {
			if terms[i], err = t.view.Term(id); err != nil {
				return err
			}
		}
		if err := t.triple(terms[0], terms[1], terms[2]); err != nil || t.done {
			return err
		}
	}
	return nil
}

// A wayfinder follows paths and remembers the triples on the way. It does by
// recursion what package exec does by steps, for the few answers whose evidence
// is looked at.
type wayfinder struct {
	ctx  context.Context
	view View
	err  error
	done bool
}

// walk calls visit for each node that the path leads to (backwards: comes from),
// with the triples on the way there, which begin with those before.
func (w *wayfinder) walk(path algebra.Path, from graph.ID, back bool, before []graph.Quad, visit func(graph.ID, []graph.Quad)) {
	if w.err == nil {
		w.err = w.ctx.Err()
	}
	if w.err != nil || w.done {
		return
	}
	switch path := path.(type) {
	case *algebra.Link:
		p, err := w.view.Lookup(path.Term)
		if err != nil || p == 0 {
			w.err = err
			return
		}
		w.triples(graph.Quad{S: from, P: p}, back, before, visit)
	case *algebra.Except: // the wildcard: Forward is empty
		w.triples(graph.Quad{S: from}, back, before, visit)
	case *algebra.Inverse:
		w.walk(path.Of, from, !back, before, visit)
	case *algebra.Choice:
		for _, branch := range path.Of {
			w.walk(branch, from, back, before, visit)
		}
	case *algebra.Chain:
		w.chain(path.Steps, from, back, before, visit)
	case *algebra.Repeat:
		w.repeat(path, from, back, before, visit)
	}
}

func (w *wayfinder) triples(pattern graph.Quad, back bool, before []graph.Quad, visit func(graph.ID, []graph.Quad)) {
	if back {
		pattern.S, pattern.O = 0, pattern.S
	}
	c := w.view.Cursor()
	for c.Seek(pattern); w.err == nil && !w.done && c.Next(); {
		q := c.Quad()
		end := q.O
		if back {
			end = q.S
		}
		visit(end, append(slices.Clip(before), q))
	}
	if err := c.Err(); w.err == nil {
		w.err = err
	}
	if err := c.Close(); w.err == nil {
		w.err = err
	}
}

func (w *wayfinder) chain(steps []algebra.Path, from graph.ID, back bool, before []graph.Quad, visit func(graph.ID, []graph.Quad)) {
	if len(steps) == 0 {
		visit(from, before)
		return
	}
	next, rest := steps[0], steps[1:]
	if back {
		next, rest = steps[len(steps)-1], steps[:len(steps)-1]
	}
	w.walk(next, from, back, before, func(node graph.ID, way []graph.Quad) {
		w.chain(rest, node, back, way, visit)
	})
}

// repeat goes breadth first, to each node once.
func (w *wayfinder) repeat(path *algebra.Repeat, from graph.ID, back bool, before []graph.Quad, visit func(graph.ID, []graph.Quad)) {
	type reached struct {
		node graph.ID
		way  []graph.Quad
	}
	seen := make(map[graph.ID]bool)
	if path.Min == 0 {
		seen[from] = true
		visit(from, before)
	}
	frontier := []reached{{from, before}}
	for len(frontier) > 0 && w.err == nil && !w.done {
		var next []reached
		for _, r := range frontier {
			w.walk(path.Of, r.node, back, r.way, func(node graph.ID, way []graph.Quad) {
				if !seen[node] {
					seen[node] = true
					next = append(next, reached{node, way})
					visit(node, way)
				}
			})
		}
		if frontier = next; path.Once {
			return
		}
	}
}
