package main

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/graph"
	"factgraph/graph/store"
	"factgraph/graph/walk"
)

type neighborsOptions struct {
	listing listing[walk.Neighbor]
	depth   int
}

func newNeighborsCommand(a *app) *cobra.Command {
	o := &neighborsOptions{}
	cmd := &cobra.Command{
		Use:   "neighbors ENTITY",
		Short: "List what stands around an entity",
		Long: `List the entities that facts of the plain view connect with another: the nearest
first, then those with most facts. ^ marks predicates that point to the entity.`,
		Example: `  factgraph neighbors "Vladimir Putin"
  factgraph neighbors nato --depth 2 --limit 50 --format csv`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runNeighbors(cmd.Context(), a, o, view, args[0])
			})
		},
	}
	o.listing.flags(cmd)
	cmd.Flags().IntVar(&o.depth, "depth", 1, "steps to go")
	return cmd
}

func runNeighbors(ctx context.Context, a *app, o *neighborsOptions, view *store.View, name string) error {
	id, err := findEntity(ctx, view, name)
	if err != nil {
		return err
	}
	near, err := walk.Neighbors(ctx, view, id, o.depth, o.listing.limit)
	if err != nil {
		return err
	}
	names := newNamer(view)
	l := &o.listing
	l.empty = "No fact of the plain view connects it with anything."
	l.object = func(n walk.Neighbor) (any, error) {
		return struct {
			ID       graph.EntityID `json:"id"`
			Name     string         `json:"name"`
			Distance int            `json:"distance"`
			Facts    int            `json:"facts"`
			By       []string       `json:"by"`
		}{n.ID, names.entity(n.ID), n.Distance, n.Facts, n.By}, nil
	}
	l.columns = []column[walk.Neighbor]{
		{name: "steps", cell: func(n walk.Neighbor) string { return strconv.Itoa(n.Distance) }, right: true},
		{name: "id", cell: func(n walk.Neighbor) string { return string(n.ID) }, style: func(walk.Neighbor) string { return "2" }},
		{name: "name", cell: func(n walk.Neighbor) string { return names.entity(n.ID) }, wide: true, style: func(walk.Neighbor) string { return "1" }},
		{name: "facts", cell: func(n walk.Neighbor) string { return strconv.Itoa(n.Facts) }, right: true},
		{name: "by", cell: func(n walk.Neighbor) string { return strings.Join(n.By, ", ") }, wide: true},
	}
	if err := l.print(a, listed(near)); err != nil {
		return err
	}
	return names.err
}

// listed gives the rows of a slice to a listing.
func listed[T any](rows []T) func(func(T, error) bool) {
	return func(yield func(T, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}
