package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"factgraph/graph"
	"factgraph/graph/store"
	"factgraph/graph/walk"
)

type rankOptions struct {
	listing listing[walk.Ranked]
	by      string
	kind    string
}

func newRankCommand(a *app) *cobra.Command {
	o := &rankOptions{}
	cmd := &cobra.Command{
		Use:   "rank",
		Short: "List the entities that matter most",
		Long: `List the entities of the plain view by PageRank (how often a reader would come by
who follows facts from subject to object at random) or by degree (how many facts
they have).`,
		Example: `  factgraph rank --limit 20
  factgraph rank --by degree --type person --format csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runRank(cmd.Context(), a, o, view)
			})
		},
	}
	o.listing.flags(cmd)
	cmd.Flags().StringVar(&o.by, "by", "pagerank", "pagerank or degree")
	must(cmd.RegisterFlagCompletionFunc("by", cobra.FixedCompletions([]string{"pagerank", "degree"}, cobra.ShellCompDirectiveNoFileComp)))
	cmd.Flags().StringVar(&o.kind, "type", "", "only entities of this type: person, organization, place, ...")
	return cmd
}

func runRank(ctx context.Context, a *app, o *rankOptions, view *store.View) error {
	if err := oneOf("by", o.by, "pagerank", "degree"); err != nil {
		return err
	}
	rank := walk.PageRank
	if o.by == "degree" {
		rank = walk.Degrees
	}
	ranked, err := rank(ctx, view)
	if err != nil {
		return err
	}
	names := newNamer(view)
	l := &o.listing
	l.empty = "The plain view has no entities."
	l.object = func(r walk.Ranked) (any, error) {
		return struct {
			ID       graph.EntityID `json:"id"`
			Name     string         `json:"name"`
			In       int            `json:"in"`
			Out      int            `json:"out"`
			PageRank float64        `json:"pagerank,omitempty"`
		}{r.ID, names.entity(r.ID), r.In, r.Out, r.PageRank}, nil
	}
	l.columns = []column[walk.Ranked]{
		{name: "id", cell: func(r walk.Ranked) string { return string(r.ID) }, style: func(walk.Ranked) string { return "2" }},
		{name: "name", cell: func(r walk.Ranked) string { return names.entity(r.ID) }, wide: true, style: func(walk.Ranked) string { return "1" }},
		{name: "in", cell: func(r walk.Ranked) string { return strconv.Itoa(r.In) }, right: true},
		{name: "out", cell: func(r walk.Ranked) string { return strconv.Itoa(r.Out) }, right: true},
	}
	if o.by == "pagerank" {
		l.columns = append(l.columns, column[walk.Ranked]{name: "pagerank", cell: func(r walk.Ranked) string { return fmt.Sprintf("%.5f", r.PageRank) }, right: true})
	}
	var failed error
	err = l.print(a, selected(listed(ranked), func(r walk.Ranked) bool {
		if o.kind == "" {
			return true
		}
		e, err := view.Entity(r.ID)
		if err != nil && failed == nil {
			failed = fmt.Errorf("entity %s: %w", r.ID, err)
		}
		return err == nil && string(e.Type) == o.kind
	}))
	if err == nil {
		err = failed
	}
	if err != nil {
		return err
	}
	return names.err
}
