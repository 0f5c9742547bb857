package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/export/jsonl"
	"factgraph/graph"
	"factgraph/graph/store"
	"factgraph/graph/walk"
)

type whoSaysOptions struct {
	listing  listing[walk.Claim]
	evidence bool
}

func newWhoSaysCommand(a *app) *cobra.Command {
	o := &whoSaysOptions{}
	cmd := &cobra.Command{
		Use:   "who-says SUBJECT [PREDICATE [OBJECT]]",
		Short: "List who says something and who denies it",
		Long: `List who stands for the facts of a subject, a predicate and an object, whatever
their polarity and modality: the articles themselves, or those they quote.
A * stands for anything.`,
		Example: `  factgraph who-says Putin "meddled in"
  factgraph who-says "joint statement" "*" Syria
  factgraph who-says "*" met putin --format jsonl`,
		Args: cobra.RangeArgs(1, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runWhoSays(cmd.Context(), a, o, view, append(args, "*", "*"))
			})
		},
	}
	o.listing.flags(cmd)
	cmd.Flags().BoolVarP(&o.evidence, "evidence", "e", false, "print the sentences, too")
	return cmd
}

func runWhoSays(ctx context.Context, a *app, o *whoSaysOptions, r graph.Reader, what []string) error {
	var subject graph.EntityID
	var predicate string
	var object graph.Term
	var err error
	if what[0] != "*" {
		if subject, err = findEntity(ctx, r, what[0]); err != nil {
			return err
		}
	}
	if what[1] != "*" {
		if predicate, err = findPredicate(ctx, r, what[1]); err != nil {
			return err
		}
	}
	if what[2] != "*" {
		id, err := findEntity(ctx, r, what[2])
		if err != nil {
			return err
		}
		object = graph.EntityObject(id)
	}
	if subject == "" && object.IsZero() {
		return usagef("name the subject or the object")
	}
	claims, err := walk.WhoSays(ctx, r, subject, predicate, object)
	if err != nil {
		return err
	}
	names := newNamer(r)
	writer := jsonl.NewWriter(a.out, r)
	l := &o.listing
	l.empty = "Nobody says anything of the kind."
	l.object = func(c walk.Claim) (any, error) {
		f, err := writer.Fact(c.Fact)
		return struct {
			Speaker graph.EntityID `json:"speaker,omitempty"`
			Denies  bool           `json:"denies"`
			Fact    *jsonl.Fact    `json:"fact"`
		}{c.Speaker, c.Denies, f}, err
	}
	l.columns = []column[walk.Claim]{
		{name: "who", cell: func(c walk.Claim) string {
			if c.Speaker == "" {
				return "the articles"
			}
			return names.entity(c.Speaker)
		}, wide: true, style: func(walk.Claim) string { return "1" }},
		{name: "says", cell: func(c walk.Claim) string {
			switch {
			case c.Denies:
				return "denies"
			case c.Fact.Modality != graph.Asserted:
				return string(c.Fact.Modality)
			}
			return "affirms"
		}, style: func(c walk.Claim) string {
			if c.Denies {
				return "31"
			}
			return "32"
		}},
		{name: "subject", cell: func(c walk.Claim) string { return names.entity(c.Fact.Subject) }, wide: true},
		{name: "predicate", cell: func(c walk.Claim) string { return c.Fact.Predicate }},
		{name: "object", cell: func(c walk.Claim) string { return names.term(c.Fact.Object) }, wide: true},
		{name: "conf", cell: func(c walk.Claim) string { return fmt.Sprintf("%.2f", c.Fact.Confidence) }, right: true},
		{name: "fact", cell: func(c walk.Claim) string { return string(c.Fact.ID) }, style: func(walk.Claim) string { return "2" }},
	}
	if o.evidence {
		l.columns = append(l.columns, column[walk.Claim]{name: "evidence", wide: true, cell: func(c walk.Claim) string { return strings.Join(sentences([]*graph.Fact{c.Fact}), " | ") }})
	}
	if err := l.print(a, listed(claims)); err != nil {
		return err
	}
	return names.err
}
