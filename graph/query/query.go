// Package query asks the graph: in the everyday language of patterns, or in
// SPARQL 1.1. Both are read into one algebra (package algebra) and answered by
// one engine (package exec) over the indexes of the store.
//
// Answers stream: the first rows come before the last are looked for. The
// context ends a query; Limits bound what it may cost.
package query

import (
	"context"
	"iter"
	"time"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/exec"
	"factgraph/graph/query/pattern"
	"factgraph/graph/query/sparql"
	"factgraph/graph/vocabulary"
)

// View is a graph in both shapes: as things and as triples. The caller closes it.
type View = graph.View

// Options of a query.
type Options struct {
	exec.Limits
	Now  time.Time // what NOW() says; zero: the time of the call
	Base string    // SPARQL: for relative IRIs
}

// prefixes need no declaration in a query.
var prefixes = vocabulary.Prefixes()

// An Answer is what a query gives. Which fields are set depends on its form.
// The sequences are to be walked once, before the view is closed.
type Answer struct {
	Form    algebra.Form
	Columns []string                       // SELECT
	Rows    iter.Seq2[[]graph.Term, error] // SELECT: a term for each column, the zero term for none; good until the next row
	Truth   bool                           // ASK
	Triples iter.Seq2[exec.Triple, error]  // CONSTRUCT, DESCRIBE
}

// SPARQL answers a query in SPARQL 1.1. A query that cannot be read is told by a
// *sparql.SyntaxError. The prefixes of package vocabulary need no declaration.
func SPARQL(ctx context.Context, view View, text string, o Options) (*Answer, error) {
	q, err := sparql.Parse(text, sparql.Options{Base: o.Base, Prefixes: prefixes})
	if err != nil {
		return nil, err
	}
	return run(ctx, view, q, o)
}

// Pattern answers a question in the language of package pattern. The question is
// given back as it was understood: its steps tell which facts a row rests on.
func Pattern(ctx context.Context, view View, text string, po pattern.Options, o Options) (*Answer, *pattern.Question, error) {
	q, err := pattern.Parse(ctx, view, text, po)
	if err != nil {
		return nil, nil, err
	}
	answer, err := run(ctx, view, q.Query, o)
	return answer, q, err
}

func run(ctx context.Context, view View, q *algebra.Query, o Options) (*Answer, error) {
	eo := exec.Options{Limits: o.Limits, Now: o.Now, Reader: view}
	answer := &Answer{Form: q.Form}
	var err error
	switch q.Form {
	case algebra.Ask:
		answer.Truth, err = exec.Ask(ctx, view, q, eo)
	case algebra.Select:
		for _, c := range q.Columns {
			answer.Columns = append(answer.Columns, c.Name)
		}
		answer.Rows = exec.Solutions(ctx, view, q, eo)
	default:
		answer.Triples = exec.Triples(ctx, view, q, eo)
	}
	return answer, err
}
