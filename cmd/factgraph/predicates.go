package main

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/graph"
	"factgraph/graph/store"
)

type predicatesOptions struct {
	listing listing[*graph.Predicate]
	by      string
}

var predicateOrders = []string{"facts", "name"}

func newPredicatesCommand(a *app) *cobra.Command {
	o := &predicatesOptions{}
	cmd := &cobra.Command{
		Use:   "predicates",
		Short: "List the predicates, with the wordings that stand for each",
		Example: `  factgraph predicates --limit 20
  factgraph predicates --by name --format csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runPredicates(cmd.Context(), a, o, view)
			})
		},
	}
	o.listing.flags(cmd)
	cmd.Flags().StringVar(&o.by, "by", "facts", "order: "+strings.Join(predicateOrders, ", "))
	must(cmd.RegisterFlagCompletionFunc("by", cobra.FixedCompletions(predicateOrders, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func runPredicates(ctx context.Context, a *app, o *predicatesOptions, r graph.Reader) error {
	if err := oneOf("by", o.by, predicateOrders...); err != nil {
		return err
	}
	rows := r.Predicates(ctx)
	if o.by == "facts" {
		all, err := collected(rows)
		if err != nil {
			return err
		}
		slices.SortStableFunc(all, func(a, b *graph.Predicate) int { return cmp.Compare(b.Facts, a.Facts) })
		rows = listed(all)
	}
	l := &o.listing
	l.empty = "The graph has no facts yet."
	l.object = func(p *graph.Predicate) (any, error) { return p, nil }
	l.columns = []column[*graph.Predicate]{
		{name: "predicate", cell: func(p *graph.Predicate) string { return p.Name }, style: func(*graph.Predicate) string { return "1" }},
		{name: "facts", cell: func(p *graph.Predicate) string { return strconv.Itoa(p.Facts) }, right: true},
		{name: "wordings", wide: true, cell: func(p *graph.Predicate) string {
			var texts []string
			for _, phrase := range p.Phrases[:min(len(p.Phrases), 6)] {
				texts = append(texts, phrase.Text)
			}
			return strings.Join(texts, ", ")
		}},
	}
	return l.print(a, rows)
}
