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

	"factgraph/export/gather"
	"factgraph/export/jsonl"
	"factgraph/export/jsonld"
	"factgraph/export/rdf"
	"factgraph/export/triples"
	"factgraph/graph"
	"factgraph/graph/store"
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
facts. - is standard input; the format is told by the file's ending or --format.
JSON Lines may be larger than memory; of RDF all is held.`,
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
	if !holdsFiles(a.db) { // a new graph is made at once, which is several times faster
		load := func(contributions iter.Seq2[*graph.Contribution, error]) error {
			return store.Load(ctx, a.db, store.Options{Logger: a.log()}, contributions)
		}
		if err := importFile(ctx, a, o, load, names[0]); err != nil || len(names) == 1 {
			return err
		}
		names = names[1:]
	}
	return a.write(ctx, func(g storedGraph) error {
		put := func(contributions iter.Seq2[*graph.Contribution, error]) error { return putAll(ctx, g, contributions) }
		for _, name := range names {
			if err := importFile(ctx, a, o, put, name); err != nil {
				return err
			}
		}
		return nil
	})
}

// holdsFiles tells whether there is anything in the folder.
func holdsFiles(dir string) bool {
	entries, err := os.ReadDir(dir)
	return len(entries) > 0 || err != nil && !errors.Is(err, os.ErrNotExist)
}

// putAll stores contributions one after another.
func putAll(ctx context.Context, g storedGraph, contributions iter.Seq2[*graph.Contribution, error]) error {
	for c, err := range contributions {
		if err == nil {
			err = g.PutArticle(ctx, c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// importFile reads a file and has keep store what it holds.
func importFile(ctx context.Context, a *app, o *importOptions, keep func(iter.Seq2[*graph.Contribution, error]) error, name string) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("import %s: %w", name, err)
		}
	}()
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
	read, err := gather.New(gather.DefaultMemory)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, read.Close()) }()
	contributions, err := readContributions(ctx, o, r, read, name, format, bad)
	if err != nil {
		return err
	}
	facts, sources := 0, 0
	err = keep(func(yield func(*graph.Contribution, error) bool) {
		for c, err := range contributions {
			if err == nil {
				facts += len(c.Facts)
				sources++
			}
			if !yield(c, err) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	a.say("%s from %s", plural(facts, "fact"), plural(sources, "source"))
	if skipped > 0 {
		return fmt.Errorf("%d places could not be read (see above); all others are in the graph", skipped)
	}
	return nil
}

// readContributions reads the whole file before it gives the first contribution:
// nothing of a file that can't be read gets into the graph. JSON Lines are
// grouped by read, in bounded memory; of RDF all is held.
func readContributions(ctx context.Context, o *importOptions, r io.Reader, read *gather.Gatherer, name, format string, bad func(error) error) (iter.Seq2[*graph.Contribution, error], error) {
	if format == "jsonl" {
		return read.Contributions(), jsonl.Read(r, read, bad)
	}
	var quads iter.Seq2[rdf.Quad, error]
	if format == "jsonld" || format == "json" {
		quads = jsonld.Read(r)
	} else {
		syntax, err := rdf.FormatOf("x." + format)
		if err != nil {
			return nil, usagef("--format is needed: %s does not tell it", name)
		}
		quads = skippingFaults(rdf.NewDecoder(r, syntax).Quads(), bad)
	}
	contributions, err := triples.Read(ctx, rebased(quads, o.base), name)
	return func(yield func(*graph.Contribution, error) bool) {
		for _, c := range contributions {
			if !yield(c, nil) {
				return
			}
		}
	}, err
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
