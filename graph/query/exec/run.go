// Package exec answers queries of the algebra over a graph.Index.
//
// A plan is a chain of steps over one row of variables. Each step binds some of
// them and the next step sees them, so a join is a seek in an index (index
// nested loop), the first solution is there before the second is looked for, and
// memory is one row. Only what must see all solutions (groups, sorting) or must
// not see bindings from outside (see algebra.Correlates) is gathered in a table.
package exec

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/facts"
)

// Errors of a run that is stopped for what it costs.
var (
	// ErrMemory is returned when a query needs more memory than it may have.
	ErrMemory = errors.New("the query needs more memory than it is allowed")
	// ErrRows is returned when a query has more solutions than it may have.
	ErrRows = errors.New("the query has more solutions than it is allowed")
	// ErrDepth is returned when a query nests too deep.
	ErrDepth = errors.New("the query nests too deep")
	// ErrNoFacts is returned when a query about facts runs without a reader.
	ErrNoFacts = errors.New("the query asks for facts, but there are triples only")
)

// Limits bound what a query may cost. A zero field is the default.
type Limits struct {
	Rows   int64 // solutions; 0: any number
	Memory int64 // bytes for what is gathered; 0: DefaultMemory
}

// DefaultMemory bounds tables, groups and sorting.
const DefaultMemory = 1 << 30

// A run is one evaluation of a query.
type run struct {
	ctx     context.Context
	index   graph.Index
	reader  graph.Reader // nil: triples only
	terms   *terms
	dataset *dataset
	now     time.Time

	limits  Limits
	err     error
	ticks   uint
	memory  int64    // bytes left
	newest  graph.ID // the last number that was made for a term
	cursors []graph.Cursor
	regexps map[[2]string]*regexp.Regexp
	blanks  int
	labels  map[string]graph.ID // BNODE(label), by label and solution
	bound   algebra.Set         // variables that Extend binds
}

// A frame is the row that the steps of one chain share.
type frame struct {
	*run
	row []graph.ID
}

func newRun(ctx context.Context, index graph.Index, limits Limits, now time.Time) *run {
	if limits.Memory == 0 {
		limits.Memory = DefaultMemory
	}
	return &run{ctx: ctx, index: index, terms: &terms{index: index, stored: index}, now: now, limits: limits, memory: limits.Memory}
}

// fail stops the run; the first error stays.
func (r *run) fail(err error) {
	if r.err == nil && err != nil {
		r.err = err
	}
}

// alive looks now and then whether the run has been cancelled.
func (r *run) alive() bool {
	if r.ticks++; r.ticks%256 == 0 && r.err == nil {
		if err := r.ctx.Err(); err != nil {
			r.fail(fmt.Errorf("query stopped: %w", context.Cause(r.ctx)))
		}
	}
	return r.err == nil
}

// grow accounts for memory that is kept.
func (r *run) grow(bytes int) bool {
	if r.memory -= int64(bytes); r.memory < 0 {
		r.fail(fmt.Errorf("%w: %d bytes", ErrMemory, r.limits.Memory))
		return false
	}
	return true
}

// shrink gives accounted memory back.
func (r *run) shrink(bytes int) { r.memory += int64(bytes) }

// rowBytes is about what a kept row of n numbers costs.
func rowBytes(n int) int { return 8*n + 48 }

// cursor makes a cursor that is closed with the run.
func (r *run) cursor() graph.Cursor {
	c := r.index.Cursor()
	r.cursors = append(r.cursors, c)
	return c
}

func (r *run) close() {
	for _, c := range r.cursors {
		r.fail(c.Close())
	}
	r.cursors = nil
}

// termBytes is about what a term costs besides its value.
const termBytes = 200

// number numbers a term; a failure ends the run. Those that the graph doesn't
// have are kept to the end of the run.
func (r *run) number(t graph.Term) graph.ID {
	id, err := r.terms.number(t)
	r.fail(err)
	if id >= facts.FirstMade && id > r.newest {
		r.newest = id
		r.grow(len(t.Value) + termBytes)
	}
	return id
}
