package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/export/jsonl"
	"factgraph/export/rdf"
	"factgraph/export/triples"
	"factgraph/graph"
	"factgraph/ingest"
	"factgraph/ingest/article"
	"factgraph/ingest/document"
	"factgraph/ingest/fact"
	"factgraph/ingest/parse/segment"
)

type extractOptions struct {
	articleFlags
	format    string
	evidence  bool
	sentences bool
	tokenized bool
}

var extractFormats = []string{"table", "json", "jsonl", "csv", "tsv", "nt"}

func newExtractCommand(a *app) *cobra.Command {
	o := &extractOptions{}
	cmd := &cobra.Command{
		Use:   "extract PATH...",
		Short: "Print the facts of articles, with no store",
		Long: `Print the facts of articles without storing them. Each article is taken on its
own: 'ingest' is what joins the people and things of several.

With --sentences, every line of the input is a sentence on its own, and the
output is open information extraction in words of the sentence: with --format
tsv, sentence, confidence, subject, relation, object and further arguments,
separated by tabs. --tokenized takes the blanks of a line as its token
boundaries.`,
		Example: `  factgraph extract story.txt
  factgraph extract --format jsonl news/ > facts.jsonl
  factgraph extract --sentences --tokenized --format tsv sentences.txt`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.sentences {
				return runExtractSentences(cmd.Context(), a, o, args)
			}
			return runExtract(cmd.Context(), a, o, args)
		},
	}
	o.add(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&o.format, "format", "f", "table", strings.Join(extractFormats, ", "))
	flags.BoolVarP(&o.evidence, "evidence", "e", false, "print the sentences, too")
	flags.BoolVar(&o.sentences, "sentences", false, "one sentence a line, each on its own")
	flags.BoolVar(&o.tokenized, "tokenized", false, "with --sentences: tokens are separated by blanks")
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(extractFormats, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func runExtract(ctx context.Context, a *app, o *extractOptions, paths []string) error {
	if err := oneOf("format", o.format, extractFormats...); err != nil {
		return err
	}
	if o.tokenized {
		return usagef("--tokenized goes with --sentences")
	}
	reading, err := o.options(a)
	if err != nil {
		return err
	}
	stages, err := o.stages()
	if err != nil {
		return err
	}
	failed := 0
	results := ingest.ExtractAll(ctx, article.Read(ctx, paths, reading), stages, o.jobs)
	print := printExtracted
	if o.format == "nt" {
		print = printTriples
	}
	if err := print(ctx, a, o, results, &failed); err != nil {
		return err
	}
	if failed > 0 {
		return fmt.Errorf("%d of the articles could not be read (see above)", failed)
	}
	return ctx.Err()
}

// extracted is a fact with what prints it: the names of its article's graph.
type extracted struct {
	fact    *graph.Fact
	columns []column[*graph.Fact]
	writer  *jsonl.Writer
}

func printExtracted(_ context.Context, a *app, o *extractOptions, results iter.Seq2[*ingest.Extract, error], failed *int) error {
	facts := func(yield func(extracted, error) bool) {
		for extract, err := range results {
			if err != nil {
				*failed++
				fmt.Fprintf(a.errOut, "failed: %v\n", err)
				continue
			}
			row := extracted{columns: factColumns(newNamer(extract.Graph), o.evidence), writer: jsonl.NewWriter(io.Discard, extract.Graph)}
			for _, row.fact = range extract.Facts {
				if !yield(row, nil) {
					return
				}
			}
		}
	}
	l := listing[extracted]{format: o.format, empty: "No facts."}
	for i, c := range factColumns(nil, o.evidence) {
		l.columns = append(l.columns, column[extracted]{
			name: c.name, right: c.right, wide: c.wide,
			cell: func(e extracted) string { return e.columns[i].cell(e.fact) },
			style: func(e extracted) string {
				if style := e.columns[i].style; style != nil {
					return style(e.fact)
				}
				return ""
			},
		})
	}
	l.object = func(e extracted) (any, error) { return e.writer.Fact(e.fact) }
	return l.print(a, facts)
}

// printTriples prints the facts as N-Triples, one article after the other.
func printTriples(ctx context.Context, a *app, _ *extractOptions, results iter.Seq2[*ingest.Extract, error], failed *int) error {
	for extract, err := range results {
		if err != nil {
			*failed++
			fmt.Fprintf(a.errOut, "failed: %v\n", err)
			continue
		}
		facts := func(yield func(*graph.Fact, error) bool) {
			for _, f := range extract.Facts {
				if !yield(f, nil) {
					return
				}
			}
		}
		if err := triples.Write(ctx, rdf.NewEncoder(a.out, rdf.NTriples, nil), facts, extract.Graph, triples.Options{}); err != nil {
			return err
		}
	}
	return nil
}

func runExtractSentences(ctx context.Context, a *app, o *extractOptions, paths []string) error {
	if err := oneOf("format", o.format, "table", "tsv"); err != nil {
		return err
	}
	stages, err := o.stages()
	if err != nil {
		return err
	}
	for _, path := range paths {
		if err := eachLine(a, path, func(line string) error {
			return extractSentence(ctx, a, o, stages, line)
		}); err != nil {
			return err
		}
	}
	return nil
}

func extractSentence(ctx context.Context, a *app, o *extractOptions, stages *ingest.Stages, line string) error {
	doc, err := sentenceDocument(ctx, stages, line, o.tokenized)
	if err != nil {
		return err
	}
	for _, x := range fact.OpenIE(doc) {
		parts := append([]string{x.Subject, x.Relation, x.Object}, x.Arguments...)
		if o.format == "tsv" {
			fmt.Fprintf(a.out, "%s\t%s\t%s\n", line, strconv.FormatFloat(x.Confidence, 'f', 4, 64), strings.Join(parts, "\t"))
			continue
		}
		fmt.Fprintf(a.out, "%.2f  %s\n", x.Confidence, strings.Join(parts, " | "))
	}
	return nil
}

// sentenceDocument parses one line as a document of its own.
func sentenceDocument(ctx context.Context, stages *ingest.Stages, line string, tokenized bool) (*document.Document, error) {
	doc := &document.Document{Text: line}
	if tokenized {
		doc.Sentences = segment.Tokenized(line)
	} else {
		doc.Sentences = segment.Text(line)
	}
	if err := stages.Parser.Parse(ctx, doc); err != nil {
		return nil, fmt.Errorf("parse %.40q: %w", line, err)
	}
	if err := stages.Mentions.Resolve(ctx, doc); err != nil {
		return nil, fmt.Errorf("find mentions in %.40q: %w", line, err)
	}
	return doc, nil
}

// eachLine calls do with every line of a file, or of standard input for "-".
func eachLine(a *app, path string, do func(string) error) error {
	r := a.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		r = f
	}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), 16<<20)
	for number := 1; lines.Scan(); number++ {
		line := strings.ToValidUTF8(strings.TrimRight(lines.Text(), "\r"), "\ufffd")
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := do(line); err != nil {
			return fmt.Errorf("%s, line %d: %w", path, number, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
