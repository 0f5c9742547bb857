package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"time"

	"github.com/spf13/cobra"

	"factgraph/graph"
	"factgraph/graph/query"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/exec"
	"factgraph/graph/query/result"
	"factgraph/graph/store"
)

type sparqlOptions struct {
	format  string
	file    string
	base    string
	timeout time.Duration
	rows    int64
	memory  int64
}

// sparqlFormats are those of results; nt is of triples alone.
var sparqlFormats = []string{"table", "json", "jsonl", "csv", "tsv", "xml", "nt"}

func newSPARQLCommand(a *app) *cobra.Command {
	o := &sparqlOptions{}
	cmd := &cobra.Command{
		Use:   "sparql [QUERY]",
		Short: "Ask the graph in SPARQL 1.1",
		Long: `Ask the graph in SPARQL 1.1 (SELECT, ASK, CONSTRUCT, DESCRIBE).

The default graph is the plain view; each article is a named graph. Known
without PREFIX are fg: for predicates and the words below, entity:, fact:,
article:, rdf:, rdfs:, xsd:, owl: and skos:.

  entity:donald-trump fg:met ?whom          the plain view
  ?f a fg:Fact ; fg:subject ?s ; fg:predicate ?p ; fg:object ?o ;
     fg:negated ?n ; fg:modality ?m ; fg:attributedTo ?who ; fg:confidence ?c ;
     fg:time ?t ; fg:place ?where ; fg:evidence ?e .       facts as nodes
  ?e fg:text ?sentence ; fg:article ?a ; fg:start ?from ; fg:end ?to ; fg:rule ?r .
  ?a fg:title ?title ; fg:date ?date ; fg:source ?source .
  ?x a fg:Person ; rdfs:label ?name ; skos:altLabel ?alias .`,
		Example: `  factgraph sparql 'SELECT ?who { ?who fg:met entity:vladimir-putin }'
  factgraph sparql 'SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n) LIMIT 10'
  factgraph sparql --file question.rq --format json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := o.query(a, args)
			if err != nil {
				return err
			}
			return a.read(cmd.Context(), func(view *store.View) error {
				return runSPARQL(cmd.Context(), a, o, view, text)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&o.format, "format", "f", "", "table, json, jsonl, csv, tsv, xml, or nt for triples (default table, triples: nt)")
	flags.StringVar(&o.file, "file", "", "read the query from a file (- for standard input)")
	flags.StringVar(&o.base, "base", "", "the base of relative IRIs")
	flags.DurationVar(&o.timeout, "timeout", time.Minute, "give up after this time (0: never)")
	flags.Int64Var(&o.rows, "max-rows", 0, "stop with an error after so many results (0: any number)")
	flags.Int64Var(&o.memory, "max-memory", exec.DefaultMemory>>20, "megabytes that sorting, grouping and the like may take")
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(sparqlFormats, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// query is the text of the query: the argument or the file.
func (o *sparqlOptions) query(a *app, args []string) (string, error) {
	switch {
	case len(args) == 1 && o.file == "":
		return args[0], nil
	case len(args) == 1:
		return "", usagef("give the query or --file, not both")
	case o.file == "":
		return "", usagef("give a query, or --file")
	case o.file == "-":
		text, err := io.ReadAll(a.in)
		return string(text), err
	}
	text, err := os.ReadFile(o.file)
	return string(text), err
}

func runSPARQL(ctx context.Context, a *app, o *sparqlOptions, view *store.View, text string) error {
	if err := oneOf("format", o.format, append(sparqlFormats, "")...); err != nil {
		return err
	}
	if o.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, o.timeout, fmt.Errorf("the query took longer than %v; --timeout allows more", o.timeout))
		defer cancel()
	}
	answer, err := query.SPARQL(ctx, view, text, query.Options{Base: o.base, Limits: exec.Limits{Rows: o.rows, Memory: o.memory << 20}})
	if err != nil {
		return pointed(text, err)
	}
	switch answer.Form {
	case algebra.Ask:
		return printTruth(a, o.format, answer.Truth)
	case algebra.Select:
		if o.format == "nt" {
			return usagef("--format nt is of triples: ask with CONSTRUCT or DESCRIBE")
		}
		return printSolutions(a, o.format, answer.Columns, answer.Rows)
	}
	if o.format != "nt" && o.format != "" {
		return printSolutions(a, o.format, []string{"subject", "predicate", "object"}, asRows(answer.Triples))
	}
	for t, err := range answer.Triples {
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(a.out, "%s %s %s .\n", result.Statement(t.Subject), result.Statement(t.Predicate), result.Statement(t.Object)); err != nil {
			return err
		}
	}
	return nil
}

// asRows makes rows of triples.
func asRows(triples iter.Seq2[exec.Triple, error]) result.Rows {
	return func(yield func([]graph.Term, error) bool) {
		for t, err := range triples {
			if !yield([]graph.Term{t.Subject, t.Predicate, t.Object}, err) {
				return
			}
		}
	}
}

func printTruth(a *app, format string, truth bool) error {
	switch format {
	case "json", "jsonl":
		return result.JSONTruth(a.out, truth)
	case "xml":
		return result.XMLTruth(a.out, truth)
	}
	_, err := fmt.Fprintln(a.out, truth)
	return err
}

func printSolutions(a *app, format string, columns []string, rows result.Rows) error {
	switch format {
	case "json":
		return result.JSON(a.out, columns, rows)
	case "jsonl":
		return result.JSONLines(a.out, columns, rows)
	case "xml":
		return result.XML(a.out, columns, rows)
	case "csv":
		return result.CSV(a.out, columns, rows)
	case "tsv":
		return result.TSV(a.out, columns, rows)
	}
	l := listing[[]graph.Term]{format: "table", empty: "No result."}
	for i, name := range columns {
		l.columns = append(l.columns, column[[]graph.Term]{name: name, wide: true, cell: func(row []graph.Term) string { return result.Short(row[i]) }})
	}
	return l.print(a, iter.Seq2[[]graph.Term, error](rows))
}
