package main

import (
	"github.com/spf13/cobra"

	"factgraph/graph"
	"factgraph/graph/store"
)

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
