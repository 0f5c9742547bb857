package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"factgraph/cmd/train/coref"
	"factgraph/ingest/mention"
	"factgraph/ingest/mention/lexicon"
	"factgraph/ingest/mention/rank"
	"factgraph/ingest/parse"
	"factgraph/ingest/parse/model"
)

type corefOptions struct {
	data, out string
	gold      bool
	options   rank.Options
}

func newCorefCommand() *cobra.Command {
	var o corefOptions
	cmd := &cobra.Command{
		Use:   "coref --data DIR --out FILE",
		Short: "Train the ranker of coreference",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return trainCoref(cmd.Context(), &o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.data, "data", "", "data folder")
	f.StringVar(&o.out, "out", "", "file for the ranker")
	f.BoolVar(&o.gold, "gold", false, "use the treebank's own trees in place of the parser's")
	f.IntVar(&o.options.Epochs, "epochs", 10, "epochs")
	f.IntVar(&o.options.Members, "members", 1, "networks whose mean decides")
	f.Uint64Var(&o.options.Seed, "seed", 1, "seed of everything random")
	f.Float64Var(&o.options.Rate, "rate", 0.001, "learning rate")
	f.Float64Var(&o.options.Dropout, "dropout", 0.2, "share of features left out")
	f.Float64Var(&o.options.Decay, "decay", 0.0, "weight decay")
	f.IntVar(&o.options.Batch, "batch", 16, "choices per step")
	cobra.CheckErr(cmd.MarkFlagRequired("data"))
	cobra.CheckErr(cmd.MarkFlagRequired("out"))
	return cmd
}

func trainCoref(ctx context.Context, o *corefOptions) error {
	r, err := mention.LoadUntrained()
	if err != nil {
		return err
	}
	var parser *parse.Parser
	if !o.gold {
		if parser, err = parse.Load(); err != nil {
			return err
		}
	}
	corpora, err := coref.ReadCorpora(ctx, o.data, parser)
	if err != nil {
		return err
	}
	dev, err := coref.ReadGUM(ctx, o.data, "dev", parser)
	if err != nil {
		return err
	}
	begun := time.Now()
	o.options.Progress = func(epoch int, loss float64, n *rank.Net) {
		s, err := coref.EvaluateGUM(ctx, r.With(rank.Ensemble{n}), dev)
		if err != nil {
			slog.Error("evaluate", "error", err)
			return
		}
		slog.Info("epoch", "number", epoch+1, "loss", fmt.Sprintf("%.4f", loss), "CoNLL", fmt.Sprintf("%.2f", 100*s.CoNLL()),
			"MUC", fmt.Sprintf("%.2f", 100*s.MUC.F1()), "B3", fmt.Sprintf("%.2f", 100*s.BCubed.F1()), "CEAFe", fmt.Sprintf("%.2f", 100*s.CEAFe.F1()),
			"mentions", fmt.Sprintf("%.1f/%.1f", 100*s.Mentions.Recall.Value(), 100*s.Mentions.Precision.Value()), "seconds", int(time.Since(begun).Seconds()))
	}
	net, err := coref.Train(ctx, r, corpora, o.options)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := net.Write(&b); err != nil {
		return err
	}
	return os.WriteFile(o.out, b.Bytes(), 0o644)
}

func newEvaluateCorefCommand() *cobra.Command {
	var data, file string
	var choices bool
	cmd := &cobra.Command{
		Use:   "coref --data DIR [--ranker FILE] [--choices]",
		Short: "Score the resolution of coreference on the development sets",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if choices {
				return printChoices(cmd.Context(), cmd.OutOrStdout(), data, file)
			}
			return evaluateCoref(cmd.Context(), cmd.OutOrStdout(), data, file)
		},
	}
	cmd.Flags().StringVar(&data, "data", "", "data folder")
	cmd.Flags().StringVar(&file, "ranker", "", "file of the ranker (default: the embedded one)")
	cmd.Flags().BoolVar(&choices, "choices", false, "show precision and recall of the ranker's choices by threshold")
	cobra.CheckErr(cmd.MarkFlagRequired("data"))
	return cmd
}

// openResolver loads the resolver with the ranker in a file, or its own.
func openResolver(file string) (*mention.Resolver, error) {
	if file == "" {
		return mention.Load()
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	net, err := rank.Read(b, mention.Rows())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	r, err := mention.LoadUntrained()
	if err != nil {
		return nil, err
	}
	return r.With(net), nil
}

func evaluateCoref(ctx context.Context, w io.Writer, data, file string) error {
	r, err := openResolver(file)
	if err != nil {
		return err
	}
	parser, err := parse.Load()
	if err != nil {
		return err
	}
	gum, err := coref.ReadGUM(ctx, data, "dev", parser)
	if err != nil {
		return err
	}
	own, err := coref.ReadGUM(ctx, data, "dev", nil)
	if err != nil {
		return err
	}
	meantime, err := coref.ReadTokens(ctx, filepath.Join(data, "coref", "meantime.jsonl.gz"), parser)
	if err != nil {
		return err
	}
	gap, err := coref.ReadGAP(ctx, filepath.Join(data, "coref", "gap-development.tsv.gz"), parser)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "set\tCoNLL\tMUC\tB³\tCEAFe\tLEA\tmentions R/P")
	row := func(name string, s *coref.Scores) {
		fmt.Fprintf(table, "%s\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.1f/%.1f\n", name, 100*s.CoNLL(), 100*s.MUC.F1(), 100*s.BCubed.F1(),
			100*s.CEAFe.F1(), 100*s.LEA.F1(), 100*s.Mentions.Recall.Value(), 100*s.Mentions.Precision.Value())
	}
	for _, set := range []struct {
		name  string
		score func() (*coref.Scores, error)
	}{
		{"GUM dev, raw text", func() (*coref.Scores, error) { return coref.EvaluateGUM(ctx, r, gum) }},
		{"GUM dev, its own trees", func() (*coref.Scores, error) { return coref.EvaluateGUM(ctx, r, own) }},
		{"MEANTIME, given mentions", func() (*coref.Scores, error) { return coref.EvaluateGiven(ctx, r, meantime, false) }},
		{"MEANTIME, with single ones", func() (*coref.Scores, error) { return coref.EvaluateGiven(ctx, r, meantime, true) }},
	} {
		s, err := set.score()
		if err != nil {
			return err
		}
		row(set.name, s)
	}
	begun := time.Now()
	s, err := coref.EvaluateGAP(ctx, r, gap)
	if err != nil {
		return err
	}
	seconds := time.Since(begun).Seconds()
	tokens := 0
	for _, snippet := range gap {
		for _, sentence := range snippet.Sentences {
			tokens += len(sentence.Tokens)
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "GAP development  F1 %.2f  (precision %.2f, recall %.2f)  feminine %.2f / masculine %.2f = %.3f\n%.0f tokens a second\n",
		100*s.All.F1(), 100*s.All.Precision.Value(), 100*s.All.Recall.Value(), 100*s.Feminine.F1(), 100*s.Masculine.F1(), s.Bias(), float64(tokens)/seconds)
	return err
}

// printChoices shows, for each class of mention, what share of the links that a
// threshold lets through is right, and what share of the right ones it lets
// through.
func printChoices(ctx context.Context, w io.Writer, data, file string) error {
	r, err := openResolver(file)
	if err != nil {
		return err
	}
	parser, err := parse.Load()
	if err != nil {
		return err
	}
	dev, err := coref.ReadGUM(ctx, data, "dev", parser)
	if err != nil {
		return err
	}
	choices, err := coref.Choices(ctx, r, dev)
	if err != nil {
		return err
	}
	limits := []float32{0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(table, "class\tchoices")
	for _, limit := range limits {
		fmt.Fprintf(table, "\tP/R at %.1f", limit)
	}
	fmt.Fprintln(table)
	byClass := map[string][]mention.Choice{}
	for _, c := range choices {
		byClass[c.Class] = append(byClass[c.Class], c)
	}
	for _, class := range slices.Sorted(maps.Keys(byClass)) {
		fmt.Fprintf(table, "%s\t%d", class, len(byClass[class]))
		for _, limit := range limits {
			var m coref.Measure
			for _, c := range byClass[class] {
				m.Count(c.Probability >= limit && (limit > 0 || c.Probability >= c.None), c.Right, c.Possible)
			}
			fmt.Fprintf(table, "\t%.0f/%.0f", 100*m.Precision.Value(), 100*m.Recall.Value())
		}
		fmt.Fprintln(table)
	}
	return table.Flush()
}

func newLexiconCommand() *cobra.Command {
	var data, out string
	cmd := &cobra.Command{
		Use:     "lexicon --data DIR --out DIR",
		Short:   "Compile the word lists that the mention stage embeds",
		Example: "  train lexicon --data data --out ingest/mention/lexicon/data",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return lexicon.Compile(data, out, func(path string, limit int) ([]string, []int8, error) {
				v, err := model.ReadVectors(path, limit)
				if err != nil {
					return nil, nil, err
				}
				return v.Words, v.Rows, nil
			})
		},
	}
	cmd.Flags().StringVar(&data, "data", "", "data folder")
	cmd.Flags().StringVar(&out, "out", "", "folder for the tables")
	cobra.CheckErr(cmd.MarkFlagRequired("data"))
	cobra.CheckErr(cmd.MarkFlagRequired("out"))
	return cmd
}
