package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/graph"
	"factgraph/graph/search"
	"factgraph/graph/store"
)

type searchOptions struct {
	listing  listing[found]
	articles bool
	names    bool
}

// found is an entity or an article that fits the words.
type found struct {
	What    string          `json:"what"` // "entity" or "article"
	ID      string          `json:"id"`
	Name    string          `json:"name"`
	Type    graph.Type      `json:"type,omitempty"`
	Score   float64         `json:"score"`
	How     string          `json:"how,omitempty"`
	Passage string          `json:"passage,omitempty"`
	Article graph.ArticleID `json:"article,omitempty"`
}

func newSearchCommand(a *app) *cobra.Command {
	o := &searchOptions{}
	cmd := &cobra.Command{
		Use:   "search TEXT...",
		Short: "Find entities by name (typos and beginnings count) and articles by words",
		Example: `  factgraph search lahtinnen
  factgraph search --articles undersea cable
  factgraph search --names "estonian pri" --format jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runSearch(cmd.Context(), a, o, view, strings.Join(args, " "))
			})
		},
	}
	o.listing.flags(cmd)
	cmd.Flags().BoolVar(&o.articles, "articles", false, "search the texts of articles only")
	cmd.Flags().BoolVar(&o.names, "names", false, "search the names of entities only")
	cmd.MarkFlagsMutuallyExclusive("articles", "names")
	return cmd
}

func runSearch(ctx context.Context, a *app, o *searchOptions, r graph.Reader, text string) error {
	limit := o.listing.limit
	if limit == 0 {
		limit = 10
	}
	var all []found
	if !o.articles {
		matches, err := search.Names(ctx, r, text, limit)
		if err != nil {
			return err
		}
		for _, m := range matches {
			all = append(all, found{What: "entity", ID: string(m.Entity.ID), Name: m.Entity.Name, Type: m.Entity.Type, Score: m.Score, How: string(m.How)})
		}
	}
	if !o.names {
		hits, err := search.Text(ctx, r, text, limit)
		if err != nil {
			return err
		}
		for _, h := range hits {
			passage := strings.Join(strings.Fields(h.Article.Text[h.Start:h.End]), " ")
			all = append(all, found{What: "article", ID: string(h.Article.ID), Name: h.Article.Title, Score: h.Score, Passage: passage, Article: h.Article.ID})
		}
	}
	l := &o.listing
	l.limit = 0
	l.empty = "Nothing fits."
	l.object = func(f found) (any, error) { return f, nil }
	l.columns = []column[found]{
		{name: "what", cell: func(f found) string { return f.What }},
		{name: "id", cell: func(f found) string { return f.ID }, style: func(found) string { return "2" }},
		{name: "name", cell: func(f found) string { return f.Name }, wide: true, style: func(found) string { return "1" }},
		{name: "score", cell: func(f found) string { return fmt.Sprintf("%.2f", f.Score) }, right: true},
		{name: "how, where", cell: func(f found) string { return f.How + f.Passage }, wide: true},
	}
	return l.print(a, func(yield func(found, error) bool) {
		for f := range slices.Values(all) {
			if !yield(f, nil) {
				return
			}
		}
	})
}
