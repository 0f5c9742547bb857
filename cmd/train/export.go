package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"factgraph/cmd/train/learn"
	"factgraph/ingest/parse/model"
)

func newExportCommand() *cobra.Command {
	var data, out, revision string
	var checkpoints []string
	var style string
	var vectors int
	var mean bool
	cmd := &cobra.Command{
		Use:     "export --data DIR --checkpoint FILE --out FILE",
		Short:   "Quantise checkpoints into a model file",
		Example: "  train export --data data --checkpoint run1/best.ckpt --out ingest/parse/english.model",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if !slices.Contains(learn.Styles, style) {
				return fmt.Errorf("no style %q among %q", style, learn.Styles)
			}
			v, err := model.ReadVectors(filepath.Join(data, "vectors", "glove-wink-100d.svec.gz"), vectors)
			if err != nil {
				return err
			}
			g, err := model.CompileGazetteer(filepath.Join(data, "lexicon"))
			if err != nil {
				return err
			}
			corpus, err := learn.LoadCorpus(data)
			if err != nil {
				return err
			}
			var runs []*learn.Trainer
			for _, c := range checkpoints {
				t, err := learn.Resume(c, g, v, nil)
				if err != nil {
					return err
				}
				runs = append(runs, t)
			}
			if mean {
				m, err := learn.Mean(runs)
				if err != nil {
					return err
				}
				runs = []*learn.Trainer{m}
			}
			source, err := learn.Source(runs, v, slices.Index(learn.Styles, style), corpus.Sources, revision)
			if err != nil {
				return err
			}
			f, err := os.Create(out)
			if err != nil {
				return err
			}
			if err := source.Write(f); err != nil {
				f.Close()
				return err
			}
			if err := f.Close(); err != nil {
				return fmt.Errorf("export: %w", err)
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&data, "data", "", "data folder")
	f.StringSliceVar(&checkpoints, "checkpoint", nil, "checkpoints of one training run or several that share their tables")
	f.StringVar(&out, "out", "", "model file to write")
	f.StringVar(&style, "style", learn.Styles[0], "names data set whose conventions to follow")
	f.StringVar(&revision, "revision", "", "git revision that trained it, for the record")
	f.BoolVar(&mean, "mean", false, "store one network, the mean of the checkpoints, in place of several that vote")
	f.IntVar(&vectors, "vectors", 150_000, "pretrained vectors to keep, as in training")
	for _, name := range []string{"data", "checkpoint", "out"} {
		cobra.CheckErr(cmd.MarkFlagRequired(name))
	}
	return cmd
}
