package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"factgraph/graph"
	"factgraph/graph/store"
	"factgraph/ingest/entity"
)

// A person's corrections. Each is recorded as a decision, which later ingests
// respect and 'undo' takes back.

func newMergeCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "merge ENTITY OTHER...",
		Aliases: []string{"same"},
		Short:   "Say that entities are one and the same",
		Long: `Make OTHER's facts, names and mentions those of ENTITY, and remember that they
are the same for later articles.`,
		Example: `  factgraph merge donald-trump trump-2
  factgraph merge "Halden Energy" Halden`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.correct(cmd.Context(), func(ctx context.Context, g storedGraph, view *store.View) error {
				return runMerge(ctx, a, g, view, args[0], args[1:])
			})
		},
	}
}

func runMerge(ctx context.Context, a *app, g storedGraph, view *store.View, name string, others []string) error {
	into, err := findEntity(ctx, view, name)
	if err != nil {
		return err
	}
	for _, other := range others {
		from, err := findEntity(ctx, view, other)
		if err != nil {
			return err
		}
		if from == into {
			return fmt.Errorf("%q and %q are one entity already: %s", name, other, into)
		}
		e, err := view.Entity(from)
		if err != nil {
			return err
		}
		if err := g.Merge(ctx, into, from, graph.Decision{Time: now(), Name: e.Name, Type: e.Type}); err != nil {
			return fmt.Errorf("merge %s into %s: %w", from, into, err)
		}
		a.say("merged %s into %s", from, into)
	}
	return nil
}

type splitOptions struct{ to, kind string }

func newSplitCommand(a *app) *cobra.Command {
	o := &splitOptions{}
	cmd := &cobra.Command{
		Use:   "split ENTITY MENTION...",
		Short: "Say that some mentions of an entity mean another one",
		Long: `Give mentions of an entity to another one, with the facts that rest on them. A
MENTION is a place (article:start-end, as 'show --why' prints it), an article's
id, or a wording; a wording means all mentions that are worded so.`,
		Example: `  factgraph split sanders "Bernie Sanders" --to "Bernie Sanders"
  factgraph split john-smith a3f9k2m7qd --to "John Smith (footballer)"`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.correct(cmd.Context(), func(ctx context.Context, g storedGraph, view *store.View) error {
				return runSplit(ctx, a, o, g, view, args[0], args[1:])
			})
		},
	}
	cmd.Flags().StringVar(&o.to, "to", "", "name or id of the entity that they mean (default: a new one, named after the first mention)")
	cmd.Flags().StringVar(&o.kind, "type", "", "its type if it is new (default: that of the old one)")
	return cmd
}

func runSplit(ctx context.Context, a *app, o *splitOptions, g storedGraph, view *store.View, name string, mentions []string) error {
	id, err := findEntity(ctx, view, name)
	if err != nil {
		return err
	}
	old, err := view.Entity(id)
	if err != nil {
		return err
	}
	links, err := linksAt(view, id, mentions)
	if err != nil {
		return err
	}
	to := graph.Entity{Name: o.to, Type: old.Type, Subtype: old.Subtype}
	if o.kind != "" {
		if !slices.Contains(graph.Types(), graph.Type(o.kind)) {
			return usagef("--type %s: it takes %v", o.kind, graph.Types())
		}
		to.Type, to.Subtype = graph.Type(o.kind), ""
	}
	if to.Name == "" {
		to.Name = links[0].Text
	}
	decision := graph.Decision{Time: now(), B: id}
	if known, err := view.Entity(graph.EntityID(o.to)); err == nil {
		to = *known
	} else if to.ID, err = freshID(view, to.Name); err != nil {
		return err
	} else {
		decision.Name, decision.Type = to.Name, graph.Type(o.kind) // which the person chose, and later articles don't change
	}
	if err := g.Move(ctx, links, to, decision); err != nil {
		return fmt.Errorf("split %s: %w", id, err)
	}
	a.say("gave %s of %s to %s", plural(len(links), "mention"), id, to.ID)
	return nil
}

// linksAt chooses the links to an entity that a person names by place, article
// or wording.
func linksAt(r graph.Reader, id graph.EntityID, mentions []string) ([]graph.Link, error) {
	var chosen []graph.Link
	used := make(map[string]bool)
	for link, err := range r.LinksTo(id) {
		if err != nil {
			return nil, err
		}
		for _, m := range mentions {
			if m == link.Place() || m == string(link.Article) || strings.EqualFold(m, link.Text) {
				chosen = append(chosen, link)
				used[m] = true
				break
			}
		}
	}
	for _, m := range mentions {
		if !used[m] {
			return nil, fmt.Errorf("%s has no mention %q; 'factgraph show %s --why' lists them", id, m, id)
		}
	}
	return chosen, nil
}

// linksStillAt are the links to an entity at the places of a decision, or with
// its wordings, that no later decision gave to another one.
func linksStillAt(r graph.Reader, id graph.EntityID, keys []string) ([]graph.Link, error) {
	var still []graph.Link
	for link, err := range r.LinksTo(id) {
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(keys, func(key string) bool { return key == link.Place() || strings.EqualFold(key, link.Text) }) {
			still = append(still, link)
		}
	}
	return still, nil
}

// freshID is an id for a new entity that none has yet.
func freshID(r graph.Reader, name string) (graph.EntityID, error) {
	base := graph.NewEntityID(name)
	id := base
	for n := 2; ; n++ {
		taken, err := exists(r, id)
		if err != nil || !taken {
			return id, err
		}
		id = graph.EntityID(fmt.Sprintf("%s-%d", base, n))
	}
}

func newRenameCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "rename ENTITY NAME",
		Short:   "Choose the name by which an entity is called; its id stays",
		Example: `  factgraph rename xi-jinping "Xi Jinping"`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.correct(cmd.Context(), func(ctx context.Context, g storedGraph, view *store.View) error {
				id, err := findEntity(ctx, view, args[0])
				if err != nil {
					return err
				}
				if err := g.Rename(ctx, id, args[1], graph.Decision{Time: now()}); err != nil {
					return fmt.Errorf("rename %s: %w", id, err)
				}
				a.say("%s is called %q now", id, args[1])
				return nil
			})
		},
	}
}

func newDifferentCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "different ENTITY OTHER",
		Short:   "Say that two entities are not the same, whatever later articles look like",
		Example: `  factgraph different john-smith john-smith-2`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.correct(cmd.Context(), func(ctx context.Context, g storedGraph, view *store.View) error {
				x, err := findEntity(ctx, view, args[0])
				if err != nil {
					return err
				}
				y, err := findEntity(ctx, view, args[1])
				if err != nil {
					return err
				}
				d := graph.Decision{Time: now()}.About(graph.DecidedDifferent, x, y, "", nil)
				if err := g.PutDecision(ctx, d); err != nil {
					return err
				}
				a.say("%s and %s stay two things", x, y)
				return nil
			})
		},
	}
}

type decisionsOptions struct {
	listing listing[graph.Decision]
	export  string
	load    string
}

func newDecisionsCommand(a *app) *cobra.Command {
	o := &decisionsOptions{}
	cmd := &cobra.Command{
		Use:   "decisions",
		Short: "List what persons decided about entities; take it to another graph",
		Long: `List what persons decided about entities. --export writes it as a small text
file; --import records the decisions of such a file, which later ingests respect:
import them before the articles are read.`,
		Example: `  factgraph decisions
  factgraph decisions --export decisions.txt
  factgraph --db new.db decisions --import decisions.txt`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case o.load != "":
				return importDecisions(cmd.Context(), a, o.load)
			case o.export != "":
				return a.read(cmd.Context(), func(view *store.View) error { return exportDecisions(a, view, o.export) })
			}
			return a.read(cmd.Context(), func(view *store.View) error { return listDecisions(a, &o.listing, view) })
		},
	}
	o.listing.flags(cmd)
	cmd.Flags().StringVar(&o.export, "export", "", "write the decisions to this file (- for standard output)")
	cmd.Flags().StringVar(&o.load, "import", "", "record the decisions of this file (- for standard input)")
	cmd.MarkFlagsMutuallyExclusive("export", "import")
	return cmd
}

func listDecisions(a *app, l *listing[graph.Decision], view *store.View) error {
	l.empty = "Nobody has decided anything yet."
	l.object = func(d graph.Decision) (any, error) { return d, nil }
	l.columns = []column[graph.Decision]{
		{name: "id", cell: func(d graph.Decision) string { return d.ID }},
		{name: "when", cell: func(d graph.Decision) string { return d.Time.Format("2006-01-02 15:04") }},
		{name: "what", cell: func(d graph.Decision) string { return d.Kind }},
		{name: "entity", cell: func(d graph.Decision) string { return string(d.A) }},
		{name: "other", cell: func(d graph.Decision) string { return string(d.B) }},
		{name: "name", cell: func(d graph.Decision) string { return d.Name }},
	}
	return l.print(a, view.Decisions())
}

func exportDecisions(a *app, view *store.View, name string) error {
	var all []graph.Decision
	for d, err := range view.Decisions() {
		if err != nil {
			return err
		}
		all = append(all, d)
	}
	write := func(w io.Writer) error { return entity.WriteDecisions(w, all) }
	if name == "-" {
		return write(a.out)
	}
	return writeFile(name, write)
}

func importDecisions(ctx context.Context, a *app, name string) error {
	r := a.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		r = f
	}
	decisions, err := entity.ReadDecisions(r)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return a.write(ctx, func(g storedGraph) error {
		for _, d := range decisions {
			if err := g.PutDecision(ctx, d); err != nil {
				return err
			}
		}
		a.say("%s recorded", plural(len(decisions), "decision"))
		return nil
	})
}

func newUndoCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "undo DECISION",
		Short:   "Take back a decision, by its id ('decisions' lists them)",
		Example: `  factgraph undo d4k2j5m6q7`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.correct(cmd.Context(), func(ctx context.Context, g storedGraph, view *store.View) error {
				for d, err := range view.Decisions() {
					if err != nil {
						return err
					}
					if d.ID == args[0] {
						return undo(ctx, a, g, view, d)
					}
				}
				return fmt.Errorf("there is no decision %q; 'factgraph decisions' lists those there are", args[0])
			})
		},
	}
}

// undo gives mentions back to the entity that they meant before, and forgets
// the decision.
func undo(ctx context.Context, a *app, g storedGraph, view *store.View, d graph.Decision) error {
	back := graph.Entity{ID: d.B, Name: d.Name, Type: d.Type}
	switch d.Kind {
	case graph.DecidedMerge, graph.DecidedSplit:
		if known, err := view.Entity(d.B); err == nil {
			back = *known
		} else if back.Name == "" {
			back.Name = string(d.B)
		}
		links, err := linksStillAt(view, d.A, d.Keys)
		if err != nil {
			return fmt.Errorf("undo %s: %w", d.ID, err)
		}
		if len(links) == 0 {
			break
		}
		step := graph.Decision{Time: now(), B: d.A}.About(graph.DecidedSplit, back.ID, d.A, "", links)
		if err := g.Move(ctx, links, back, step); err != nil {
			return fmt.Errorf("undo %s: %w", d.ID, err)
		}
		if err := g.RemoveDecision(ctx, step.ID); err != nil {
			return fmt.Errorf("undo %s: %w", d.ID, err)
		}
	}
	if err := g.RemoveDecision(ctx, d.ID); err != nil {
		return fmt.Errorf("undo %s: %w", d.ID, err)
	}
	a.say("took back: %s", strings.Join(slices.DeleteFunc([]string{d.Kind, string(d.A), string(d.B)}, func(s string) bool { return s == "" }), " "))
	return nil
}

// correct opens the graph for a correction.
func (a *app) correct(ctx context.Context, do func(context.Context, storedGraph, *store.View) error) error {
	return a.write(ctx, func(g storedGraph) error {
		view, err := g.Store.View()
		if err != nil {
			return err
		}
		defer view.Close()
		return do(ctx, g, view)
	})
}

func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }
