package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"factgraph/cmd/train/learn"
	"factgraph/ingest/parse"
	"factgraph/ingest/parse/model"
)

func newEvaluateCommand() *cobra.Command {
	var data, file string
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "evaluate --data DIR [--model FILE]",
		Short:   "Score a model on the development sets",
		Example: "  train evaluate --data data",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			m, err := openModel(file)
			if err != nil {
				return err
			}
			corpus, err := learn.LoadCorpus(data)
			if err != nil {
				return err
			}
			rows := learn.EvaluateModel(m, corpus)
			if asJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(rows)
			}
			printRows(cmd.OutOrStdout(), rows)
			return nil
		},
	}
	cmd.AddCommand(newEvaluateCorefCommand())
	cmd.Flags().StringVar(&data, "data", "", "data folder")
	cmd.Flags().StringVar(&file, "model", "", "model file (default: the embedded one)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cobra.CheckErr(cmd.MarkFlagRequired("data"))
	return cmd
}

func openModel(file string) (*model.Model, error) {
	if file == "" {
		return parse.Embedded()
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return model.Open(string(b))
}

func printRows(w io.Writer, rows []learn.Row) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "data\twords\tUPOS\tXPOS\tFeats\tUAS\tLAS\tnames\tP/O/L F1\tall F1\t")
	for _, r := range rows {
		s := r.Scores
		fmt.Fprintf(t, "%s\t", r.Name)
		if s.Words > 0 {
			fmt.Fprintf(t, "%d\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t", s.Words, s.Percent(s.UPOS), s.Percent(s.XPOS), s.Percent(s.Feats), s.Percent(s.UAS), s.Percent(s.LAS))
		} else {
			fmt.Fprint(t, "\t\t\t\t\t\t")
		}
		if s.Gold > 0 {
			fmt.Fprintf(t, "%d\t%.2f\t%.2f\t\n", s.Gold, learn.F1(s.Right3, s.Gold3, s.Found3), learn.F1(s.Right, s.Gold, s.Found))
		} else {
			fmt.Fprint(t, "\t\t\t\n")
		}
	}
	t.Flush()
}
