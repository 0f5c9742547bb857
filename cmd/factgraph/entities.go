package main

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/graph"
	"factgraph/graph/store"
)

type entitiesOptions struct {
	listing  listing[*graph.Entity]
	kind     string
	contains string
}

func newEntitiesCommand(a *app) *cobra.Command {
	o := &entitiesOptions{}
	cmd := &cobra.Command{
		Use:   "entities",
		Short: "List the people, organizations, places and other things of the graph",
		Example: `  factgraph entities --type person
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
	return cmd
}

func runEntities(ctx context.Context, a *app, o *entitiesOptions, r graph.Reader) error {
	if o.kind != "" {
		var words []string
		for _, t := range graph.Types() {
			words = append(words, string(t))
		}
		if err := oneOf("type", o.kind, words...); err != nil {
			return err
		}
	}
	l := &o.listing
	l.empty = "No entity matches."
	l.object = func(e *graph.Entity) (any, error) { return e, nil }
	l.columns = []column[*graph.Entity]{
		{name: "id", cell: func(e *graph.Entity) string { return string(e.ID) }, style: func(*graph.Entity) string { return "2" }},
		{name: "name", cell: func(e *graph.Entity) string { return e.Name }, wide: true, style: func(*graph.Entity) string { return "1" }},
		{name: "type", cell: func(e *graph.Entity) string { return typeName(e) }},
		{name: "mentions", cell: func(e *graph.Entity) string { return strconv.Itoa(mentions(e)) }, right: true},
		{name: "also called", cell: func(e *graph.Entity) string { return strings.Join(otherNames(e, 6), ", ") }, wide: true},
	}
	return l.print(a, selected(r.Entities(ctx), func(e *graph.Entity) bool {
		return (o.kind == "" || string(e.Type) == o.kind) && (o.contains == "" || called(e, o.contains))
	}))
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

type predicatesOptions struct{ listing listing[*graph.Predicate] }

func newPredicatesCommand(a *app) *cobra.Command {
	o := &predicatesOptions{}
	cmd := &cobra.Command{
		Use:   "predicates",
		Short: "List the predicates, with the wordings that stand for each",
		Example: `  factgraph predicates
  factgraph predicates --format csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
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
				return l.print(a, view.Predicates(cmd.Context()))
			})
		},
	}
	o.listing.flags(cmd)
	return cmd
}

type articlesOptions struct{ listing listing[*graph.Article] }

func newArticlesCommand(a *app) *cobra.Command {
	o := &articlesOptions{}
	cmd := &cobra.Command{
		Use:   "articles",
		Short: "List the articles that the graph rests on",
		Example: `  factgraph articles
  factgraph articles --format jsonl`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				l := &o.listing
				l.empty = "The graph has no articles yet."
				l.object = func(article *graph.Article) (any, error) { return article, nil }
				l.columns = []column[*graph.Article]{
					{name: "id", cell: func(x *graph.Article) string { return string(x.ID) }, style: func(*graph.Article) string { return "2" }},
					{name: "date", cell: func(x *graph.Article) string {
						if x.Date.IsZero() {
							return ""
						}
						return x.Date.Format("2006-01-02")
					}},
					{name: "title", cell: func(x *graph.Article) string { return x.Title }, wide: true, style: func(*graph.Article) string { return "1" }},
					{name: "source", cell: func(x *graph.Article) string { return x.Source }},
					{name: "address", cell: func(x *graph.Article) string { return x.Address }, wide: true},
					{name: "nearly repeats", cell: func(x *graph.Article) string { return string(x.DuplicateOf) }},
				}
				return l.print(a, view.Articles(cmd.Context()))
			})
		},
	}
	o.listing.flags(cmd)
	return cmd
}

func newStatsCommand(a *app) *cobra.Command {
	l := &listing[count]{}
	cmd := &cobra.Command{
		Use:     "stats",
		Short:   "Count what the graph holds",
		Example: `  factgraph stats --format json`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				stats, err := view.Stats()
				if err != nil {
					return err
				}
				l.object = func(c count) (any, error) { return c, nil }
				l.columns = []column[count]{
					{name: "what", cell: func(c count) string { return c.What }},
					{name: "number", cell: func(c count) string { return fmt.Sprint(c.Number) }, right: true},
				}
				return l.print(a, func(yield func(count, error) bool) {
					for _, c := range []count{
						{"articles", stats.Articles}, {"entities", stats.Entities}, {"predicates", stats.Predicates},
						{"facts", stats.Facts}, {"facts in the plain view", stats.PlainFacts}, {"evidence", stats.Evidence},
						{"words of the articles", stats.Words},
					} {
						if !yield(c, nil) {
							return
						}
					}
				})
			})
		},
	}
	l.flags(cmd)
	return cmd
}

type count struct {
	What   string `json:"what"`
	Number uint64 `json:"number"`
}
