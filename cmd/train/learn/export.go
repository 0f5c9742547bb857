package learn

import (
	"fmt"
	"runtime"
	"slices"
	"time"

	"factgraph/ingest/parse/model"
)

// licence of the weights: that of the treebank they are made from.
const licence = "CC BY-SA 4.0"

// Source returns the averaged weights of runs that share their tables, with all
// that a model file holds. Names are tagged in the style of one data set, an
// index of Styles. The vectors may be more than those of the training.
func Source(runs []*Trainer, vectors *model.Vectors, style int, data []model.DataSet, revision string) (*model.Source, error) {
	t := runs[0]
	s := &model.Source{
		Config: t.enc.Config, Labels: *t.enc.Labels, Gazetteer: t.enc.Gazetteer, Vectors: vectors, Learned: t.enc.Lexicon,
		Tables: map[string][]float32{},
		Record: model.Record{
			Created: time.Now().UTC().Format(time.DateOnly), Revision: revision, Licence: licence, Style: Styles[style], Data: data,
			Machine: fmt.Sprintf("%s/%s, %d cores", runtime.GOOS, runtime.GOARCH, runtime.NumCPU()),
		},
	}
	for i, run := range runs {
		net := map[string][]float32{}
		for _, tn := range run.params.list {
			switch v := tn.of(run.opt.average); {
			case !tn.sparse:
				net[tn.name] = v
			case i == 0:
				s.Tables[tn.name] = v
			case !slices.Equal(v, s.Tables[tn.name]):
				return nil, fmt.Errorf("export: the runs have different %s tables", tn.name)
			}
		}
		// What the style adds is constant, so it joins the bias.
		bias := slices.Clone(net["hidden.b"])
		addScaled(bias[run.params.cfg.Hiddens().Name.At:], run.params.style.row(run.opt.average, style), 1)
		net["hidden.b"] = bias
		s.Nets = append(s.Nets, net)
		s.Record.Runs = append(s.Record.Runs, run.record())
	}
	return s, nil
}

// Mean replaces the averaged weights of the last run by their mean with those of
// the runs it was started from. Runs that began at one another's weights lie in
// one valley, and the middle of it is often better than its rims. Styles that
// only later runs know are theirs.
func Mean(runs []*Trainer) (*Trainer, error) {
	last := runs[len(runs)-1]
	mean, count := make([]float32, last.params.size), make([]float32, last.params.size)
	for _, run := range runs {
		if n := len(run.opt.average); n > len(mean) || n < last.params.style.off {
			return nil, fmt.Errorf("mean: a run has %d weights, another %d", n, len(mean))
		}
		for i, x := range run.opt.average {
			mean[i] += x
			count[i]++
		}
	}
	for i := range mean {
		mean[i] /= count[i]
	}
	last.opt.average = mean
	return last, nil
}

func (t *Trainer) record() model.Run {
	r := model.Run{
		Seed: t.opts.Seed, Epochs: t.epoch,
		Options: map[string]any{
			"rate": t.opts.Rate, "batch_words": t.opts.BatchTokens, "workers": t.opts.Workers, "dropout": t.opts.Dropout,
			"name_words": t.opts.NameTokens, "news_words": t.opts.NewsTokens, "teacher": t.opts.Teacher, "frozen_tables": t.opts.Freeze,
		},
	}
	if n := len(t.History); n > 0 {
		r.Scores = t.History[n-1].Scores
	}
	return r
}
