package exec

import (
	"context"
	"fmt"
	"iter"
	"time"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/facts"
)

// Options of an evaluation.
type Options struct {
	Limits
	Now    time.Time    // what NOW() says; zero: the time of the call
	Reader graph.Reader // the facts behind the triples, as package facts shows them; nil: triples only
}

// A Triple is a statement that CONSTRUCT or DESCRIBE makes.
type Triple struct{ Subject, Predicate, Object graph.Term }

// Solutions gives the answers of a SELECT query, one term a column, the zero
// term where a column is unbound. The slice is to be read, and good until the next
// solution. An error ends the sequence. The index stays open.
func Solutions(ctx context.Context, index graph.Index, q *algebra.Query, o Options) iter.Seq2[[]graph.Term, error] {
	return func(yield func([]graph.Term, error) bool) {
		row := make([]graph.Term, len(q.Columns))
		shown := make([]graph.ID, len(q.Columns)) // the numbers of the terms in row
		err := solve(ctx, index, q, o, func(f *frame) bool {
			for i, column := range q.Columns {
				id := f.row[column.Var]
				if id == shown[i] {
					continue // joins change the columns of the last pattern most
				}
				term, err := f.terms.term(id)
				if err != nil {
					f.fail(err)
					return false
				}
				row[i], shown[i] = term, id
			}
			return yield(row, nil)
		})
		if err != nil {
			yield(nil, err)
		}
	}
}

// Ask tells whether the query has a solution.
func Ask(ctx context.Context, index graph.Index, q *algebra.Query, o Options) (bool, error) {
	found := false
	err := solve(ctx, index, q, o, func(*frame) bool {
		found = true
		return false
	})
	return found, err
}

// solve runs a query and calls visit for each solution until it returns false.
func solve(ctx context.Context, index graph.Index, q *algebra.Query, o Options, visit func(*frame) bool) error {
	now := o.Now
	if now.IsZero() {
		now = time.Now()
	}
	r := newRun(ctx, index, o.Limits, now)
	if o.Reader != nil {
		r.reader, r.index = o.Reader, facts.New(ctx, index, o.Reader)
		r.terms.index = r.index
	}
	r.setDataset(q.Dataset)
	c := &compiler{run: r, vars: len(q.Names)}
	f := c.frame()
	plan := c.compile(q.Root, f, scope{})
	for _, frame := range c.frames {
		frame.row = make([]graph.ID, c.vars+1)
	}
	stopped := false
	if r.err == nil {
		var n int64
		for plan.open(); r.err == nil && plan.next() && r.err == nil; {
			if n++; o.Rows > 0 && n > o.Rows {
				r.fail(fmt.Errorf("%w: %d", ErrRows, o.Rows))
				break
			}
			if !visit(f) {
				stopped = true
				break
			}
		}
	}
	r.close()
	if stopped && r.err == nil {
		return nil
	}
	return r.err
}
