package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/pprof"

	"github.com/spf13/cobra"

	"factgraph/cmd/train/learn"
	"factgraph/ingest/parse/model"
)

type parserOptions struct {
	data, out string
	resume    bool
	vectors   int
	config    model.Config
	learn     learn.Options
	teacher   string
	warm      []string
	profile   string
}

func newParserCommand() *cobra.Command {
	o := parserOptions{config: model.DefaultConfig(), learn: learn.DefaultOptions()}
	cmd := &cobra.Command{
		Use:   "train --data DIR --out DIR",
		Short: "Train the tagger, parser and name tagger",
		Long: `Train reads the treebanks, names, vectors and word lists in the data folder and
writes a checkpoint after every epoch: last.ckpt, and best.ckpt when the scores
on the development sets are the best so far. A run with the same seed, data and
number of workers gives the same weights. Build with the tag openblas: the
portable matrix product is some fifty times slower.`,
		Example: "  train train --data data --out run1 --epochs 20",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return trainParser(cmd, &o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.data, "data", "", "data folder")
	f.StringVar(&o.out, "out", "", "folder for checkpoints")
	f.BoolVar(&o.resume, "resume", false, "go on from last.ckpt")
	f.IntVar(&o.vectors, "vectors", 150_000, "pretrained vectors to keep")
	f.IntVar(&o.learn.Epochs, "epochs", o.learn.Epochs, "epochs")
	f.Uint64Var(&o.learn.Seed, "seed", o.learn.Seed, "seed of everything random")
	f.Float64Var(&o.learn.Rate, "rate", o.learn.Rate, "peak learning rate")
	f.IntVar(&o.learn.BatchTokens, "batch", o.learn.BatchTokens, "words a worker sees in a step")
	f.IntVar(&o.learn.Workers, "workers", o.learn.Workers, "workers that share a step")
	f.IntVar(&o.learn.NameTokens, "names", o.learn.NameTokens, "words of gold names data an epoch")
	f.IntVar(&o.learn.NewsTokens, "news", o.learn.NewsTokens, "words of silver names data an epoch")
	f.IntVar(&o.learn.PostTokens, "posts", o.learn.PostTokens, "words of gold names in posts an epoch")
	f.IntVar(&o.config.Hidden, "hidden", o.config.Hidden, "LSTM cells per direction")
	f.IntVar(&o.config.Layers, "layers", o.config.Layers, "LSTM layers")
	drop := &o.learn.Dropout
	f.Float64Var(&drop.Layer, "drop-layer", drop.Layer, "dropout between layers")
	f.Float64Var(&drop.State, "drop-state", drop.State, "dropout of the recurrent state")
	f.Float64Var(&drop.Hidden, "drop-hidden", drop.Hidden, "dropout of the heads' hidden layers")
	f.Float64Var(&drop.Word, "drop-word", drop.Word, "share of words hidden whole")
	f.Float64Var(&drop.Part, "drop-part", drop.Part, "share of affixes, n-grams and shapes hidden, each")
	f.StringVar(&o.teacher, "teacher", "", "model file that makes trees for the sentences of the names data")
	f.StringSliceVar(&o.warm, "warm", nil, "checkpoint whose weights to start from; the mean of several that share their tables")
	f.BoolVar(&o.learn.Freeze, "freeze", false, "leave the embedding tables as they are, to share them with the run of --warm")
	f.StringVar(&o.profile, "profile", "", "write a CPU profile to this file")
	cobra.CheckErr(cmd.MarkFlagRequired("data"))
	cobra.CheckErr(cmd.MarkFlagRequired("out"))
	return cmd
}

func trainParser(cmd *cobra.Command, o *parserOptions) error {
	log := slog.New(slog.NewTextHandler(cmd.OutOrStdout(), nil))
	corpus, err := learn.LoadCorpus(o.data)
	if err != nil {
		return err
	}
	vectors, err := model.ReadVectors(filepath.Join(o.data, "vectors", "glove-wink-100d.svec.gz"), o.vectors)
	if err != nil {
		return err
	}
	gazetteer, err := model.CompileGazetteer(filepath.Join(o.data, "lexicon"))
	if err != nil {
		return err
	}
	if o.teacher != "" {
		teacher, err := openModel(o.teacher)
		if err != nil {
			return err
		}
		o.learn.Teacher = filepath.Base(o.teacher)
		if err := corpus.Teach(cmd.Context(), teacher, o.learn.Workers); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	if o.profile != "" {
		p, err := os.Create(o.profile)
		if err != nil {
			return err
		}
		defer p.Close()
		if err := pprof.StartCPUProfile(p); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	last := filepath.Join(o.out, "last.ckpt")
	var t *learn.Trainer
	if o.resume {
		t, err = learn.Resume(last, gazetteer, vectors, corpus)
		if err != nil {
			return err
		}
	} else {
		enc := learn.NewEncoder(o.config, learn.CollectLabels(corpus.Trees), gazetteer, vectors, learn.LearnedWords(corpus))
		t = learn.NewTrainer(enc, corpus, o.learn)
		if len(o.warm) > 0 {
			if err := t.WarmStart(o.warm); err != nil {
				return err
			}
		}
	}
	log.Info("start", "trees", len(corpus.Trees), "names", len(corpus.Names), "news", len(corpus.News), "parameters", t.Size(), "matrix", t.MatrixSize())
	return t.Run(cmd.Context(), log, func(best bool) error {
		if err := t.Save(last); err != nil {
			return err
		}
		if best {
			if err := t.Save(filepath.Join(o.out, "best.ckpt")); err != nil {
				return fmt.Errorf("best: %w", err)
			}
		}
		return nil
	})
}
