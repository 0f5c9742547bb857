package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/export/jsonl"
	"factgraph/export/jsonld"
	"factgraph/export/rdf"
	"factgraph/export/triples"
	"factgraph/graph"
	"factgraph/graph/vocabulary"
)

type importOptions struct {
	format  string
	base    string
	lenient bool
}

var importFormats = []string{"jsonl", "nt", "nq", "ttl", "trig", "jsonld"}

func newImportCommand(a *app) *cobra.Command {
	o := &importOptions{}
	cmd := &cobra.Command{
		Use:   "import FILE...",
		Short: "Read exported facts or plain RDF into the graph",
		Long: `Read facts into the graph: its own exports (JSON Lines and RDF, with all marks),
and other people's RDF, whose resources become entities and whose triples become
facts. - is standard input; the format is told by the file's ending or --format.`,
		Example: `  factgraph import facts.jsonl
  factgraph import dbpedia.ttl --lenient
  zcat dump.nq.gz | factgraph import --format nq -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runImport(cmd.Context(), a, o, args)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&o.format, "format", "f", "", strings.Join(importFormats, ", ")+" (default: by the file's ending)")
	flags.StringVar(&o.base, "base-iri", "", "the base that the file was exported with")
	flags.BoolVar(&o.lenient, "lenient", false, "report lines that can't be read and skip them")
	return cmd
}

func runImport(ctx context.Context, a *app, o *importOptions, names []string) error {
	if o.format != "" {
		if err := oneOf("format", o.format, importFormats...); err != nil {
			return err
		}
	}
	return a.write(ctx, func(g storedGraph) error {
		for _, name := range names {
			if err := importFile(ctx, a, o, g, name); err != nil {
				return fmt.Errorf("import %s: %w", name, err)
			}
		}
		return nil
	})
}

func importFile(ctx context.Context, a *app, o *importOptions, g storedGraph, name string) error {
	format := o.format
	if format == "" {
		format = strings.TrimPrefix(filepath.Ext(name), ".")
	}
	r := a.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		r = f
	}
	skipped := 0
	bad := func(err error) error {
		if !o.lenient {
			return fmt.Errorf("%w (--lenient skips what can't be read)", err)
		}
		skipped++
		fmt.Fprintf(a.errOut, "skipped: %s: %v\n", name, err)
		return nil
	}
	contributions, err := readContributions(ctx, o, r, name, format, bad)
	if err != nil {
		return err
	}
	facts := 0
	for _, c := range contributions {
		if err := g.PutArticle(ctx, c); err != nil {
			return err
		}
		facts += len(c.Facts)
	}
	a.say("%s from %s", plural(facts, "fact"), plural(len(contributions), "source"))
	if skipped > 0 {
		return fmt.Errorf("%d places could not be read (see above); all others are in the graph", skipped)
	}
	return nil
}

func readContributions(ctx context.Context, o *importOptions, r io.Reader, name, format string, bad func(error) error) ([]*graph.Contribution, error) {
	if format == "jsonl" {
		return jsonl.Read(r, bad)
	}
	if format == "jsonld" || format == "json" {
		return triples.Read(ctx, rebased(jsonld.Read(r), o.base), name)
	}
	syntax, err := rdf.FormatOf("x." + format)
	if err != nil {
		return nil, usagef("--format is needed: %s does not tell it", name)
	}
	quads := rdf.NewDecoder(r, syntax).Quads()
	return triples.Read(ctx, rebased(skippingFaults(quads, bad), o.base), name)
}

// skippingFaults gives faults of the syntax to bad, which may have them
// skipped.
func skippingFaults(quads iter.Seq2[rdf.Quad, error], bad func(error) error) iter.Seq2[rdf.Quad, error] {
	return func(yield func(rdf.Quad, error) bool) {
		for q, err := range quads {
			var fault *rdf.SyntaxError
			if errors.As(err, &fault) {
				if err = bad(err); err == nil {
					continue
				}
			}
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}

// rebased takes IRIs below the base for those of the graph's own vocabulary.
func rebased(quads iter.Seq2[rdf.Quad, error], base string) iter.Seq2[rdf.Quad, error] {
	if base == "" {
		return quads
	}
	own := func(t *rdf.Term) {
		if t.Kind == rdf.IRI {
			if rest, ok := strings.CutPrefix(t.Value, base); ok {
				t.Value = vocabulary.Namespace + rest
			}
		}
		if rest, ok := strings.CutPrefix(t.Datatype, base); ok {
			t.Datatype = vocabulary.Namespace + rest
		}
	}
	return func(yield func(rdf.Quad, error) bool) {
		for q, err := range quads {
			own(&q.Subject)
			own(&q.Predicate)
			own(&q.Object)
			own(&q.Graph)
			if !yield(q, err) {
				return
			}
		}
	}
}
