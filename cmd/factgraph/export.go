package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/export/diagram"
	"factgraph/export/dot"
	"factgraph/export/jsonl"
	"factgraph/export/picture"
	"factgraph/export/selection"
	"factgraph/graph"
	"factgraph/graph/store"
	"factgraph/graph/vocabulary"
)

type exportOptions struct {
	selectionFlags
	format  string
	output  string
	cluster string
	title   string
	dark    bool
	base    string
	rdf     string
	legend  bool
}

// selectionFlags are the flags that select a part of the graph; the same for
// every format.
type selectionFlags struct {
	entities   []string
	depth      int
	query      string
	articles   string
	types      []string
	predicates []string
	since      string
	until      string
	confidence float64
	top        int
	view       string
}

func (f *selectionFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringSliceVar(&f.entities, "entity", nil, "only facts around these entities")
	flags.IntVar(&f.depth, "depth", 0, "with --entity: how many facts away from them")
	flags.StringVar(&f.query, "query", "", "only facts that answer this pattern, as 'factgraph query' takes it")
	flags.StringVar(&f.articles, "article", "", "only facts of this article")
	flags.StringSliceVar(&f.types, "type", nil, "only facts between entities of these types")
	flags.StringSliceVar(&f.predicates, "predicate", nil, "only facts with these predicates, in any of their forms")
	flags.StringVar(&f.since, "since", "", "only facts from this time on (2017, 2017-11 or 2017-11-11)")
	flags.StringVar(&f.until, "until", "", "only facts up to and with this time")
	flags.Float64Var(&f.confidence, "min-confidence", 0, "only facts that are at least so probable (0 to 1)")
	flags.IntVar(&f.top, "top", 0, "only facts among so many best-connected entities (diagrams: 36)")
	flags.StringVar(&f.view, "view", "", "plain (asserted or attributed, not negated) or all (with marks); the default depends on the format")
}

func (f *selectionFlags) selection(ctx context.Context, r graph.Reader) (*selection.Selection, error) {
	s := &selection.Selection{Depth: f.depth, Top: f.top}
	s.Filter.MinConfidence = f.confidence
	if f.view != "" {
		if err := oneOf("view", f.view, "plain", "all"); err != nil {
			return nil, err
		}
		s.All = f.view == "all"
	}
	for _, name := range f.entities {
		id, err := findEntity(ctx, r, name)
		if err != nil {
			return nil, err
		}
		s.Entities = append(s.Entities, id)
	}
	for _, name := range f.predicates {
		predicate, err := findPredicate(ctx, r, name)
		if err != nil {
			return nil, err
		}
		s.Predicates = append(s.Predicates, predicate)
	}
	for _, name := range f.types {
		if !slices.Contains(graph.Types(), graph.Type(name)) {
			return nil, usagef("--type %s: it takes %v", name, graph.Types())
		}
		s.Types = append(s.Types, graph.Type(name))
	}
	var err error
	if f.articles != "" {
		if s.Filter.Article, err = findArticle(ctx, r, f.articles); err != nil {
			return nil, err
		}
	}
	if s.Filter.Since, _, err = timeFlag("since", f.since); err != nil {
		return nil, err
	}
	_, s.Filter.Until, err = timeFlag("until", f.until)
	return s, err
}

// An exporter writes selected facts in one format.
type exporter struct {
	// write writes to a stream, folder into a folder of files; a format has one
	// or both.
	write  func(ctx context.Context, w io.Writer, o *exportOptions, s *selection.Selection, r graph.Reader) error
	folder func(ctx context.Context, folder string, o *exportOptions, s *selection.Selection, r graph.Reader) error

	about string
	all   bool // by default with denied and hypothetical facts, which the format marks
}

// exporters lists the formats; those of RDF and graph tools are in
// export_tools.go.
func exporters() map[string]exporter {
	all := map[string]exporter{
		"dot":   {write: writeDOT, about: "Graphviz source", all: true},
		"svg":   {write: writePicture(picture.SVG), about: "picture", all: true},
		"png":   {write: writePicture(picture.PNG), about: "picture", all: true},
		"html":  {write: writeHTML, about: "interactive page, one file", all: true},
		"jsonl": {write: writeJSONL, about: "facts as JSON Lines, with all marks and evidence", all: true},
	}
	maps.Copy(all, toolExporters())
	return all
}

func newExportCommand(a *app) *cobra.Command {
	o := &exportOptions{legend: true}
	var about strings.Builder
	all := exporters()
	formats := slices.Sorted(maps.Keys(all))
	for _, name := range formats {
		fmt.Fprintf(&about, "  %-10s %s\n", name, all[name].about)
	}
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Draw the graph, or hand its facts to other tools",
		Long: `Write the graph, or the part of it that the flags select, in a format:

` + about.String() + `
Diagrams tell facts apart: solid is asserted, dotted said by somebody, dashed
possible or planned, red denied.`,
		Example: `  factgraph export --format svg > graph.svg
  factgraph export --format dot --entity Putin --depth 1
  factgraph export --format svg --query '?who met ?whom' > meetings.svg
  factgraph export --format jsonl --since 2017-11 > facts.jsonl`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runExport(cmd.Context(), a, o)
		},
	}
	o.add(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&o.format, "format", "f", "dot", strings.Join(formats, ", "))
	flags.StringVarP(&o.output, "output", "o", "-", "file or folder to write to")
	flags.StringVar(&o.cluster, "cluster", "", "diagrams: group nodes by community or article")
	flags.StringVar(&o.title, "title", "", "diagrams: a title")
	flags.BoolVar(&o.dark, "dark", false, "diagrams: light on dark")
	flags.BoolVar(&o.legend, "legend", true, "diagrams: explain colours and lines")
	flags.StringVar(&o.base, "base-iri", "", "RDF: write IRIs below this one instead of "+vocabulary.Namespace)
	flags.StringVar(&o.rdf, "rdf", "1.1", "RDF: 1.1, or 1.2 for facts as reifiers of triple terms")
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func runExport(ctx context.Context, a *app, o *exportOptions) error {
	x, ok := exporters()[o.format]
	if !ok {
		return usagef("--format %s is none of those there are; see 'factgraph export --help'", o.format)
	}
	if o.cluster != "" {
		if err := oneOf("cluster", o.cluster, "community", "article"); err != nil {
			return err
		}
	}
	if err := oneOf("rdf", o.rdf, "1.1", "1.2"); err != nil {
		return err
	}
	return a.read(ctx, func(view *store.View) error {
		s, err := o.selection(ctx, view)
		if err != nil {
			return err
		}
		if o.query != "" {
			if s.Facts, err = factsOfQuery(ctx, view, o.query); err != nil {
				return err
			}
		}
		if o.view == "" {
			s.All = x.all
		}
		if x.folder != nil && (x.write == nil || strings.HasSuffix(o.output, "/")) {
			if o.output == "-" {
				return usagef("--format %s is a folder of files: name it with --output", o.format)
			}
			return x.folder(ctx, o.output, o, s, view)
		}
		write := func(w io.Writer) error { return x.write(ctx, w, o, s, view) }
		if o.output == "-" {
			return write(a.out)
		}
		return writeFile(o.output, write)
	})
}

func writeJSONL(ctx context.Context, w io.Writer, _ *exportOptions, s *selection.Selection, r graph.Reader) error {
	out := jsonl.NewWriter(w, r)
	for f, err := range s.Select(ctx, r) {
		if err != nil {
			return err
		}
		if err := out.Write(f); err != nil {
			return err
		}
	}
	return out.Flush()
}

func writeDOT(ctx context.Context, w io.Writer, o *exportOptions, s *selection.Selection, r graph.Reader) error {
	_, source, err := draw(ctx, o, s, r)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, source)
	return err
}

func writePicture(format picture.Format) func(context.Context, io.Writer, *exportOptions, *selection.Selection, graph.Reader) error {
	return func(ctx context.Context, w io.Writer, o *exportOptions, s *selection.Selection, r graph.Reader) error {
		d, source, err := draw(ctx, o, s, r)
		if err != nil {
			return err
		}
		return picture.Render(ctx, w, source, len(d.Nodes), format)
	}
}

func draw(ctx context.Context, o *exportOptions, s *selection.Selection, r graph.Reader) (*diagram.Diagram, string, error) {
	most := s.Top
	s.Top = 0 // the diagram chooses, so that it can say what it leaves out
	d, err := diagram.New(s.Select(ctx, r), diagram.Options{Most: most, Cluster: o.cluster, Reader: r})
	if err != nil {
		return nil, "", err
	}
	look := dot.Options{Dark: o.dark, Title: o.title, Legend: o.legend}
	if o.cluster == "article" {
		look.ArticleNames = make(map[string]string)
		for _, n := range d.Nodes {
			if article, err := r.Article(graph.ArticleID(n.Cluster)); err == nil {
				look.ArticleNames[n.Cluster] = article.Title
			}
		}
	}
	return d, dot.Source(d, look), nil
}
