package main

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"factgraph/export/jsonl"
	"factgraph/graph"
	"factgraph/graph/query"
	"factgraph/graph/query/exec"
	"factgraph/graph/query/pattern"
	"factgraph/graph/store"
	"factgraph/ingest/fact"
)

type queryOptions struct {
	filterFlags
	format   string
	limit    int64
	timeout  time.Duration
	evidence bool
}

func newQueryCommand(a *app) *cobra.Command {
	o := &queryOptions{}
	cmd := &cobra.Command{
		Use:   "query PATTERN",
		Short: "Ask the graph by patterns: '?who met \"Vladimir Putin\"'",
		Long: `Ask the graph. A pattern is a subject, a predicate and an object; several stand
with a dot between them and share their variables.

  ?name      a variable                     *        anything
  Putin      a name in any spelling         "a b"    a name or predicate of several words
  met        a predicate in any form        ^met     the other way round
  met|saw    either                         met/is   one after the other
  knows+     one or more times              ?x is person   a test of the type

The plain view is asked: what is asserted or said by somebody, and not denied.
With --negated, --modality, --by, --article, --since or --until facts are asked,
with those marks.`,
		Example: `  factgraph query '?who met "Vladimir Putin"'
  factgraph query '?who "president of" ?country . ?country is place'
  factgraph query 'Trump ?did ?what' --since 2017-11 --evidence
  factgraph query '?who meddled ?where' --negated --format json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runQuery(cmd.Context(), a, o, view, strings.Join(args, " "))
			})
		},
	}
	o.addMarks(cmd)
	flags := cmd.Flags()
	formatFlag(cmd, &o.format)
	flags.Int64VarP(&o.limit, "limit", "n", 0, "print at most so many answers (0: all)")
	flags.DurationVar(&o.timeout, "timeout", time.Minute, "give up after this time (0: never)")
	flags.BoolVarP(&o.evidence, "evidence", "e", false, "print the facts and sentences behind each answer, too")
	return cmd
}

// An answer is one solution of a query.
type answer struct {
	terms []graph.Term
	facts []*graph.Fact // the evidence, when it is asked for
}

func runQuery(ctx context.Context, a *app, o *queryOptions, view *store.View, text string) error {
	filter, err := o.filter(ctx, view)
	if err != nil {
		return err
	}
	if o.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, o.timeout, fmt.Errorf("the query took longer than %v; --timeout allows more", o.timeout))
		defer cancel()
	}
	q, err := pattern.Parse(ctx, view, text, pattern.Options{Forms: fact.PredicateForms, Filter: filter, Limit: o.limit})
	if err != nil {
		return pointed(text, err)
	}
	names := newNamer(view)
	l := listing[answer]{format: o.format, empty: "No answer."}
	for i, c := range q.Columns {
		l.columns = append(l.columns, column[answer]{name: c.Name, wide: true, cell: func(x answer) string { return names.term(x.terms[i]) }})
	}
	if len(q.Columns) == 0 {
		l.columns = []column[answer]{{name: "answer", cell: func(answer) string { return "yes" }}}
		l.limit = 1
	}
	if o.evidence {
		l.columns = append(l.columns, column[answer]{name: "evidence", wide: true, cell: func(x answer) string { return strings.Join(sentences(x.facts), " | ") }})
	}
	writer := jsonl.NewWriter(a.out, view)
	l.object = func(x answer) (any, error) { return answerObject(q, writer, x) }
	answers := answersOf(ctx, view, q, o.evidence)
	if err := l.print(a, answers); err != nil {
		if cause := context.Cause(ctx); cause != nil {
			return cause
		}
		return err
	}
	return names.err
}

func answersOf(ctx context.Context, view *store.View, q *pattern.Question, evidence bool) iter.Seq2[answer, error] {
	return func(yield func(answer, error) bool) {
		for terms, err := range exec.Solutions(ctx, view, q.Query, exec.Options{Reader: view}) {
			x := answer{terms: terms}
			if err == nil && evidence {
				x.facts, err = factsBehind(ctx, view, q, terms)
			}
			if !yield(x, err) || err != nil {
				return
			}
		}
	}
}

// shownFacts bounds the facts that are printed behind one answer: a wildcard
// may match thousands.
const shownFacts = 100

// factsBehind lists the facts that say what an answer says.
func factsBehind(ctx context.Context, view *store.View, q *pattern.Question, terms []graph.Term) ([]*graph.Fact, error) {
	all := []*graph.Fact{}
	for f, err := range query.Facts(ctx, view, q, terms) {
		if err != nil {
			return nil, err
		}
		if all = append(all, f); len(all) == shownFacts {
			break
		}
	}
	return all, nil
}

// factsOfQuery is the set of the facts behind all answers to a pattern.
func factsOfQuery(ctx context.Context, view *store.View, text string) (map[graph.FactID]bool, error) {
	q, err := pattern.Parse(ctx, view, text, pattern.Options{Forms: fact.PredicateForms})
	if err != nil {
		return nil, pointed(text, err)
	}
	found := make(map[graph.FactID]bool)
	for f, err := range query.Facts(ctx, view, q, nil) {
		if err != nil {
			return nil, err
		}
		found[f.ID] = true
	}
	return found, nil
}

func sentences(facts []*graph.Fact) []string {
	var texts []string
	for _, f := range facts {
		for _, ev := range f.Evidence {
			texts = append(texts, "“"+strings.Join(strings.Fields(ev.Text), " ")+"”")
		}
	}
	return texts
}

// answerObject is an answer in JSON: an object with a field for each variable,
// whose value has the form that objects of facts have.
func answerObject(q *pattern.Question, writer *jsonl.Writer, x answer) (any, error) {
	object := make(map[string]any)
	for i, c := range q.Columns {
		value, err := writer.Object(x.terms[i])
		if err != nil {
			return nil, err
		}
		if value != nil {
			object[c.Name] = value
		}
	}
	if len(q.Columns) == 0 {
		object["answer"] = true
	}
	if x.facts == nil {
		return object, nil
	}
	facts := []*jsonl.Fact{}
	for _, f := range x.facts {
		line, err := writer.Fact(f)
		if err != nil {
			return nil, err
		}
		facts = append(facts, line)
	}
	object["facts"] = facts
	return object, nil
}
