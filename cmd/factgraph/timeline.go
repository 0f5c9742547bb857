package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/export/jsonl"
	"factgraph/graph"
	"factgraph/graph/store"
	"factgraph/graph/walk"
)

type timelineOptions struct {
	listing      listing[walk.Event]
	since, until string
	stated       bool
	evidence     bool
}

func newTimelineCommand(a *app) *cobra.Command {
	o := &timelineOptions{}
	cmd := &cobra.Command{
		Use:   "timeline ENTITY",
		Short: "List what happened to an entity in the order of time",
		Long: `List the facts of an entity by the time that they say, or else by the date of the
first article that tells them (in brackets).`,
		Example: `  factgraph timeline "Donald Trump"
  factgraph timeline syria --since 2017-11 --until 2017-12 --evidence
  factgraph timeline nato --stated --format jsonl`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runTimeline(cmd.Context(), a, o, view, args[0])
			})
		},
	}
	o.listing.flags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.since, "since", "", "from this time on (2017, 2017-11 or 2017-11-11)")
	flags.StringVar(&o.until, "until", "", "up to and with this time")
	flags.BoolVar(&o.stated, "stated", false, "only facts that say their time")
	flags.BoolVarP(&o.evidence, "evidence", "e", false, "print the sentences, too")
	return cmd
}

func runTimeline(ctx context.Context, a *app, o *timelineOptions, r graph.Reader, name string) error {
	id, err := findEntity(ctx, r, name)
	if err != nil {
		return err
	}
	since, _, err := timeFlag("since", o.since)
	if err != nil {
		return err
	}
	_, until, err := timeFlag("until", o.until)
	if err != nil {
		return err
	}
	events, err := walk.Timeline(ctx, r, id, since, until)
	if err != nil {
		return err
	}
	names := newNamer(r)
	writer := jsonl.NewWriter(a.out, r)
	l := &o.listing
	l.empty = "The graph knows of nothing then."
	l.object = func(e walk.Event) (any, error) {
		f, err := writer.Fact(e.Fact)
		return struct {
			When   string      `json:"when"`
			Stated bool        `json:"stated"`
			Fact   *jsonl.Fact `json:"fact"`
		}{e.When, e.Stated, f}, err
	}
	l.columns = []column[walk.Event]{
		{name: "when", cell: func(e walk.Event) string {
			if e.Stated {
				return e.When
			}
			return "(" + e.When + ")"
		}},
		{name: "subject", cell: func(e walk.Event) string { return names.entity(e.Fact.Subject) }, wide: true},
		{name: "predicate", cell: func(e walk.Event) string { return e.Fact.Predicate }, style: func(walk.Event) string { return "1" }},
		{name: "object", cell: func(e walk.Event) string { return names.term(e.Fact.Object) }, wide: true},
		{name: "marks", cell: func(e walk.Event) string { return marks(names, e.Fact) }, wide: true, style: func(walk.Event) string { return "33" }},
		{name: "when, where, how", cell: func(e walk.Event) string { return qualifiers(names, e.Fact) }, wide: true},
		{name: "fact", cell: func(e walk.Event) string { return string(e.Fact.ID) }, style: func(walk.Event) string { return "2" }},
	}
	if o.evidence {
		l.columns = append(l.columns, column[walk.Event]{name: "evidence", wide: true, cell: func(e walk.Event) string {
			return "“" + strings.Join(strings.Fields(e.Evidence.Text), " ") + "”"
		}})
	}
	if err := l.print(a, selected(listed(events), func(e walk.Event) bool { return e.Stated || !o.stated })); err != nil {
		return err
	}
	return names.err
}
