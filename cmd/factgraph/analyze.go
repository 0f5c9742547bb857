package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/graph"
	"factgraph/ingest"
	"factgraph/ingest/article"
	"factgraph/ingest/document"
	"factgraph/ingest/parse/conllu"
)

type analyzeOptions struct {
	articleFlags
	format    string
	tokenized bool
}

func newAnalyzeCommand(a *app) *cobra.Command {
	o := &analyzeOptions{}
	cmd := &cobra.Command{
		Use:   "analyze PATH...",
		Short: "Print what the language model sees: trees, names, coreference",
		Long: `Print the analysis that facts are read off: as CoNLL-U (tags, lemmas and
Universal Dependencies), as mentions (JSON Lines: what the text speaks of, those
of one thing with one entity), or as drawn trees.

A .conllu file keeps its sentences and tokens and gets new tags and trees, so
that the model can be scored. --tokenized takes one sentence a line with blanks
between the tokens.`,
		Example: `  factgraph analyze story.txt
  factgraph analyze --format tree story.txt
  factgraph analyze --format mentions story.txt
  factgraph analyze --format conllu en_ewt-ud-dev.conllu > predicted.conllu`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runAnalyze(cmd.Context(), a, o, args)
		},
	}
	o.add(cmd)
	cmd.Flags().StringVarP(&o.format, "format", "f", "conllu", "conllu, mentions or tree")
	cmd.Flags().BoolVar(&o.tokenized, "tokenized", false, "one sentence a line, tokens separated by blanks")
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"conllu", "mentions", "tree"}, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func runAnalyze(ctx context.Context, a *app, o *analyzeOptions, paths []string) error {
	if err := oneOf("format", o.format, "conllu", "mentions", "tree"); err != nil {
		return err
	}
	reading, err := o.options(a)
	if err != nil {
		return err
	}
	reading.AnyLanguage = true
	stages, err := o.stages()
	if err != nil {
		return err
	}
	failed := 0
	for _, path := range paths {
		switch {
		case o.tokenized:
			err = eachLine(a, path, func(line string) error {
				doc, err := sentenceDocument(ctx, stages, line, true)
				if err != nil {
					return err
				}
				return printAnalysis(ctx, a, o, stages, &ingest.Analysis{Article: &graph.Article{Text: line}, Document: doc}, nil)
			})
		case strings.HasSuffix(path, ".conllu"):
			err = analyzeTreebank(ctx, a, o, stages, path)
		default:
			err = nil
			for text, readErr := range article.Read(ctx, []string{path}, reading) {
				if readErr != nil {
					failed++
					fmt.Fprintf(a.errOut, "failed: %v\n", readErr)
					continue
				}
				analysis, analyzeErr := stages.Analyze(ctx, text)
				if analyzeErr != nil {
					failed++
					fmt.Fprintf(a.errOut, "failed: %v\n", analyzeErr)
					continue
				}
				if err = printAnalysis(ctx, a, o, stages, analysis, nil); err != nil {
					break
				}
			}
		}
		if err != nil {
			return err
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d of the articles could not be read (see above)", failed)
	}
	return ctx.Err()
}

// analyzeTreebank keeps the sentences and tokens of a CoNLL-U file and gives
// them the model's tags, lemmas and trees.
func analyzeTreebank(ctx context.Context, a *app, o *analyzeOptions, stages *ingest.Stages, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	docs, err := conllu.Read(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, gold := range docs {
		doc := gold.Document
		forget(&doc)
		if err := stages.Parser.Parse(ctx, &doc); err != nil {
			return fmt.Errorf("%s: parse: %w", path, err)
		}
		if err := stages.Mentions.Resolve(ctx, &doc); err != nil {
			return fmt.Errorf("%s: find mentions: %w", path, err)
		}
		analysis := &ingest.Analysis{Article: &graph.Article{ID: doc.Article, Text: doc.Text}, Document: &doc}
		if err := printAnalysis(ctx, a, o, stages, analysis, gold.Notes); err != nil {
			return err
		}
	}
	return nil
}

// forget clears what the treebank says of the tokens, so that nothing of it
// can pass for the model's work.
func forget(doc *document.Document) {
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		s.Names, s.Enhanced = nil, nil
		for j := range s.Tokens {
			t := &s.Tokens[j]
			t.Lemma, t.UPOS, t.XPOS, t.Feats, t.Head, t.Deprel = "", "", "", "", -1, ""
		}
	}
}

func printAnalysis(ctx context.Context, a *app, o *analyzeOptions, stages *ingest.Stages, analysis *ingest.Analysis, notes []conllu.Note) error {
	switch o.format {
	case "tree":
		for i := range analysis.Document.Sentences {
			printTree(a, &analysis.Document.Sentences[i], nil)
		}
		return nil
	case "mentions":
		return printMentions(ctx, a, stages, analysis)
	}
	return conllu.Write(a.out, analysis.Document, notes)
}

// A mentionLine is a mention as it stands in JSON Lines.
type mentionLine struct {
	Article  graph.ArticleID `json:"article"`
	Sentence int             `json:"sentence"`
	Start    int             `json:"start"`
	End      int             `json:"end"`
	Text     string          `json:"text"`
	Type     graph.Type      `json:"type"`
	Subtype  string          `json:"subtype,omitempty"`
	Kind     string          `json:"kind"` // name, noun, pronoun, time or amount
	Name     bool            `json:"name"`
	Entity   string          `json:"entity"`
	Value    string          `json:"value,omitempty"` // of a time or amount
	Reason   string          `json:"reason,omitempty"`
}

var mentionKinds = map[document.MentionKind]string{
	document.Named: "name", document.Nominal: "noun", document.Pronoun: "pronoun", document.Temporal: "time", document.Amount: "amount",
}

func printMentions(ctx context.Context, a *app, stages *ingest.Stages, analysis *ingest.Analysis) error {
	entities, err := ingest.ChainEntities(ctx, stages, analysis)
	if err != nil {
		return err
	}
	doc := analysis.Document
	reasons := make(map[int]string)
	for _, chain := range doc.Chains {
		for _, link := range chain.Links {
			reasons[link.Mention] = link.Reason
		}
	}
	encoder := json.NewEncoder(a.out)
	encoder.SetEscapeHTML(false)
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		line := mentionLine{
			Article: analysis.Article.ID, Sentence: m.Sentence, Start: m.Start, End: m.End, Text: doc.Text[m.Start:m.End],
			Type: m.Type, Subtype: m.Subtype, Kind: mentionKinds[m.Kind], Name: m.Kind == document.Named,
			Entity: entities[m.Chain], Value: m.Value, Reason: reasons[i],
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return nil
}
