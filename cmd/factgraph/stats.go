package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"factgraph/graph/store"
)

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
