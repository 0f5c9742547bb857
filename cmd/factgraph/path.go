package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/export/jsonl"
	"factgraph/graph"
	"factgraph/graph/store"
	"factgraph/graph/walk"
)

type pathOptions struct {
	format   string
	max      int
	limit    int
	avoid    []string
	via      string
	evidence bool
}

func newPathCommand(a *app) *cobra.Command {
	o := &pathOptions{}
	cmd := &cobra.Command{
		Use:   "path FROM TO",
		Short: "Show how two things are connected, fact by fact",
		Long: `Show the shortest ways from one entity to another along facts of the plain view,
in either direction. Among ways of one length the surest comes first.`,
		Example: `  factgraph path "Donald Trump" "Staffan de Mistura"
  factgraph path putin nato --limit 5 --evidence
  factgraph path putin nato --avoid "United States" --via Turkey`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runPath(cmd.Context(), a, o, view, args[0], args[1])
			})
		},
	}
	flags := cmd.Flags()
	formatFlag(cmd, &o.format)
	flags.IntVar(&o.max, "max", walk.DefaultMax, "steps that a way may have")
	flags.IntVarP(&o.limit, "limit", "n", 1, "ways to show")
	flags.StringArrayVar(&o.avoid, "avoid", nil, "an entity that no way may touch (more than once, if need be)")
	flags.StringVar(&o.via, "via", "", "an entity that every way must touch")
	flags.BoolVarP(&o.evidence, "evidence", "e", false, "print the sentences, too")
	return cmd
}

func runPath(ctx context.Context, a *app, o *pathOptions, view *store.View, from, to string) error {
	if err := oneOf("format", o.format, listFormats...); err != nil {
		return err
	}
	ends := [2]graph.EntityID{}
	for i, name := range []string{from, to} {
		var err error
		if ends[i], err = findEntity(ctx, view, name); err != nil {
			return err
		}
	}
	wanted := walk.PathOptions{Max: o.max, Limit: o.limit}
	for _, name := range o.avoid {
		id, err := findEntity(ctx, view, name)
		if err != nil {
			return err
		}
		wanted.Avoid = append(wanted.Avoid, id)
	}
	if o.via != "" {
		var err error
		if wanted.Via, err = findEntity(ctx, view, o.via); err != nil {
			return err
		}
	}
	names := newNamer(view)
	paths, err := walk.Paths(ctx, view, ends[0], ends[1], wanted)
	if errors.Is(err, walk.ErrUnconnected) {
		return errors.Join(unconnected(names, ends, wanted), names.err)
	}
	if err != nil {
		return err
	}
	switch o.format {
	case "json", "jsonl":
		return printPathObjects(a, o.format, view, paths)
	case "csv", "tsv":
		return errors.Join(pathListing(o, names).print(a, listed(pathSteps(paths))), names.err)
	}
	for i, p := range paths {
		if i > 0 {
			fmt.Fprintln(a.out)
		}
		printPath(a, o, names, ends[0], p)
	}
	return names.err
}

// unconnected says what was sought in vain.
func unconnected(names *namer, ends [2]graph.EntityID, o walk.PathOptions) error {
	text := fmt.Sprintf("no facts of the plain view connect %s with %s in %s", names.entity(ends[0]), names.entity(ends[1]), plural(o.Max, "step"))
	if o.Via != "" {
		text += " by way of " + names.entity(o.Via)
	}
	for i, id := range o.Avoid {
		text += []string{" without ", " or "}[min(i, 1)] + names.entity(id)
	}
	return fmt.Errorf("%s; --max allows more", text)
}

func printPath(a *app, o *pathOptions, names *namer, from graph.EntityID, p walk.Path) {
	fmt.Fprintf(a.out, "%s  %s\n", a.paint("1", names.entity(from)), a.paint("2", fmt.Sprintf("%s, confidence %.2f", plural(len(p.Steps), "step"), p.Confidence)))
	for _, s := range p.Steps {
		arrow := "─" + s.Fact.Predicate + "→"
		if !s.Forward {
			arrow = "←" + s.Fact.Predicate + "─"
		}
		line := fmt.Sprintf("  %s %s", arrow, a.paint("1", names.entity(s.To)))
		if m := marks(names, s.Fact); m != "" {
			line += a.paint("33", " ["+m+"]")
		}
		fmt.Fprintf(a.out, "%s  %s\n", line, a.paint("2", fmt.Sprintf("%.2f %s", s.Fact.Confidence, s.Fact.ID)))
		if o.evidence {
			for _, ev := range s.Fact.Evidence {
				fmt.Fprintf(a.out, "      %s\n", a.paint("2", "“"+strings.Join(strings.Fields(ev.Text), " ")+"”"))
			}
		}
	}
}

// A pathStep is a step with the number of its path, from 1.
type pathStep struct {
	path int
	walk.Step
}

func pathSteps(paths []walk.Path) []pathStep {
	var all []pathStep
	for i, p := range paths {
		for _, s := range p.Steps {
			all = append(all, pathStep{i + 1, s})
		}
	}
	return all
}

func pathListing(o *pathOptions, names *namer) *listing[pathStep] {
	l := &listing[pathStep]{format: o.format, columns: []column[pathStep]{
		{name: "path", cell: func(s pathStep) string { return strconv.Itoa(s.path) }},
		{name: "from", cell: func(s pathStep) string { return names.entity(s.From) }},
		{name: "to", cell: func(s pathStep) string { return names.entity(s.To) }},
		{name: "subject", cell: func(s pathStep) string { return names.entity(s.Fact.Subject) }},
		{name: "predicate", cell: func(s pathStep) string { return s.Fact.Predicate }},
		{name: "object", cell: func(s pathStep) string { return names.term(s.Fact.Object) }},
		{name: "marks", cell: func(s pathStep) string { return marks(names, s.Fact) }},
		{name: "conf", cell: func(s pathStep) string { return fmt.Sprintf("%.2f", s.Fact.Confidence) }},
		{name: "fact", cell: func(s pathStep) string { return string(s.Fact.ID) }},
	}}
	if o.evidence {
		l.columns = append(l.columns, column[pathStep]{name: "evidence", cell: func(s pathStep) string { return strings.Join(sentences([]*graph.Fact{s.Fact}), " | ") }})
	}
	return l
}

// A pathObject is a path in JSON.
type pathObject struct {
	Confidence float64      `json:"confidence"`
	Steps      []stepObject `json:"steps"`
}

type stepObject struct {
	From    graph.EntityID `json:"from"`
	To      graph.EntityID `json:"to"`
	Forward bool           `json:"forward"`
	Fact    *jsonl.Fact    `json:"fact"`
}

func printPathObjects(a *app, format string, r graph.Reader, paths []walk.Path) error {
	writer := jsonl.NewWriter(a.out, r)
	objects := []pathObject{}
	for _, p := range paths {
		object := pathObject{Confidence: p.Confidence, Steps: []stepObject{}}
		for _, s := range p.Steps {
			f, err := writer.Fact(s.Fact)
			if err != nil {
				return err
			}
			object.Steps = append(object.Steps, stepObject{s.From, s.To, s.Forward, f})
		}
		objects = append(objects, object)
	}
	if format == "json" {
		return printObject(a.out, format, objects)
	}
	for _, object := range objects {
		if err := printObject(a.out, format, object); err != nil {
			return err
		}
	}
	return nil
}
