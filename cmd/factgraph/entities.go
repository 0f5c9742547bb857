package main

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/graph"
	"factgraph/graph/store"
	"factgraph/graph/walk"
)

type entitiesOptions struct {
	listing  listing[entityRow]
	kind     string
	contains string
	by       string
}

// An entityRow is an entity with how much it matters, if that was asked for.
type entityRow struct {
	*graph.Entity
	In       int     `json:"in,omitempty"`
	Out      int     `json:"out,omitempty"`
	PageRank float64 `json:"pagerank,omitempty"`
}

func newEntitiesCommand(a *app) *cobra.Command {
	o := &entitiesOptions{}
	cmd := &cobra.Command{
		Use:   "entities",
		Short: "List the people, organizations, places and other things of the graph",
		Long: `List the entities of the graph: by id, or by how often the articles mention them,
by degree (how many facts of the plain view they have) or by PageRank (how often
a reader would come by who follows facts from subject to object at random).`,
		Example: `  factgraph entities --type person
  factgraph entities --by pagerank --limit 20
  factgraph entities --name baltic --format jsonl`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runEntities(cmd.Context(), a, o, view)
			})
		},
	}
	o.listing.flags(cmd)
	cmd.Flags().StringVar(&o.kind, "type", "", "only entities of this type: person, organization, place, ...")
	cmd.Flags().StringVar(&o.contains, "name", "", "only entities with a name that contains this")
	cmd.Flags().StringVar(&o.by, "by", "id", "order: "+strings.Join(entityOrders, ", "))
	must(cmd.RegisterFlagCompletionFunc("by", cobra.FixedCompletions(entityOrders, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

var entityOrders = []string{"id", "mentions", "degree", "pagerank"}

func runEntities(ctx context.Context, a *app, o *entitiesOptions, view graph.View) error {
	if o.kind != "" {
		var words []string
		for _, t := range graph.Types() {
			words = append(words, string(t))
		}
		if err := oneOf("type", o.kind, words...); err != nil {
			return err
		}
	}
	if err := oneOf("by", o.by, entityOrders...); err != nil {
		return err
	}
	rows, err := entityRows(ctx, view, o.by)
	if err != nil {
		return err
	}
	l := &o.listing
	l.empty = "No entity matches."
	l.object = func(e entityRow) (any, error) { return e, nil }
	l.columns = []column[entityRow]{
		{name: "id", cell: func(e entityRow) string { return string(e.ID) }, style: func(entityRow) string { return "2" }},
		{name: "name", cell: func(e entityRow) string { return e.Name }, wide: true, style: func(entityRow) string { return "1" }},
		{name: "type", cell: func(e entityRow) string { return typeName(e.Entity) }},
		{name: "mentions", cell: func(e entityRow) string { return strconv.Itoa(mentions(e.Entity)) }, right: true},
	}
	if o.by == "degree" || o.by == "pagerank" {
		l.columns = append(l.columns,
			column[entityRow]{name: "in", cell: func(e entityRow) string { return strconv.Itoa(e.In) }, right: true},
			column[entityRow]{name: "out", cell: func(e entityRow) string { return strconv.Itoa(e.Out) }, right: true})
	}
	if o.by == "pagerank" {
		l.columns = append(l.columns, column[entityRow]{name: "pagerank", cell: func(e entityRow) string { return fmt.Sprintf("%.5f", e.PageRank) }, right: true})
	}
	l.columns = append(l.columns, column[entityRow]{name: "also called", cell: func(e entityRow) string { return strings.Join(otherNames(e.Entity, 6), ", ") }, wide: true})
	return l.print(a, selected(rows, func(e entityRow) bool {
		return (o.kind == "" || string(e.Type) == o.kind) && (o.contains == "" || called(e.Entity, o.contains))
	}))
}

// entityRows lists the entities in an order. By id they stream; for the others
// they are held in memory.
func entityRows(ctx context.Context, view graph.View, by string) (iter.Seq2[entityRow, error], error) {
	rank := walk.Degrees
	switch by {
	case "id":
		return mapped(view.Entities(ctx), func(e *graph.Entity) (entityRow, error) { return entityRow{Entity: e}, nil }), nil
	case "mentions":
		all, err := collected(view.Entities(ctx))
		if err != nil {
			return nil, err
		}
		slices.SortStableFunc(all, func(a, b *graph.Entity) int { return cmp.Compare(mentions(b), mentions(a)) })
		return mapped(listed(all), func(e *graph.Entity) (entityRow, error) { return entityRow{Entity: e}, nil }), nil
	case "pagerank":
		rank = walk.PageRank
	}
	ranked, err := rank(ctx, view)
	if err != nil {
		return nil, err
	}
	return mapped(listed(ranked), func(r walk.Ranked) (entityRow, error) {
		e, err := view.Entity(r.ID)
		if err != nil {
			return entityRow{}, fmt.Errorf("entity %s: %w", r.ID, err)
		}
		return entityRow{e, r.In, r.Out, r.PageRank}, nil
	}), nil
}

// mapped gives what f makes of each row.
func mapped[S, T any](rows iter.Seq2[S, error], f func(S) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row, err := range rows {
			var made T
			if err == nil {
				made, err = f(row)
			}
			if !yield(made, err) || err != nil {
				return
			}
		}
	}
}

// collected is all rows, or the first error.
func collected[T any](rows iter.Seq2[T, error]) ([]T, error) {
	var all []T
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, nil
}

func selected[T any](rows iter.Seq2[T, error], keep func(T) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row, err := range rows {
			if (err != nil || keep(row)) && !yield(row, err) {
				return
			}
		}
	}
}

func called(e *graph.Entity, part string) bool {
	part = strings.ToLower(part)
	if strings.Contains(strings.ToLower(e.Name), part) {
		return true
	}
	for _, alias := range e.Aliases {
		if strings.Contains(strings.ToLower(alias.Text), part) {
			return true
		}
	}
	return false
}

func typeName(e *graph.Entity) string {
	if e.Subtype != "" && e.Subtype != string(e.Type) {
		return string(e.Type) + "/" + e.Subtype
	}
	return string(e.Type)
}

func mentions(e *graph.Entity) int {
	n := 0
	for _, alias := range e.Aliases {
		n += alias.N
	}
	return n
}

func otherNames(e *graph.Entity, most int) []string {
	var names []string
	for _, alias := range e.Aliases {
		if alias.Text != e.Name && len(names) < most {
			names = append(names, alias.Text)
		}
	}
	return names
}
