package learn

import (
	"time"

	"factgraph/ingest/parse/model"
)

// Source returns the averaged weights with all that a model file holds.
func (t *Trainer) Source(vectors *model.Vectors, revision string) *model.Source {
	s := &model.Source{
		Config: t.enc.Config, Labels: *t.enc.Labels, Gazetteer: t.enc.Gazetteer, Vectors: vectors, Learned: t.enc.Lexicon,
		Weights: map[string][]float32{},
		Record: model.Record{
			Created: time.Now().UTC().Format(time.DateOnly), Revision: revision, Licence: "CC BY-SA 4.0",
			Seed: t.opts.Seed, Epochs: t.epoch,
			Options: map[string]any{
				"rate": t.opts.Rate, "batch_words": t.opts.BatchTokens, "workers": t.opts.Workers,
				"name_words": t.opts.NameTokens, "news_words": t.opts.NewsTokens, "teacher": t.opts.Teacher, "dropout": t.opts.Dropout,
			},
			Scores: map[string]float64{},
			Data:   t.data,
		},
	}
	for _, tn := range t.params.list {
		s.Weights[tn.name] = tn.of(t.opt.average)
	}
	if n := len(t.History); n > 0 {
		s.Record.Scores = t.History[n-1].Scores
	}
	return s
}
