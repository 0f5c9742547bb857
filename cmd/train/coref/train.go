package coref

import (
	"context"

	"factgraph/ingest/mention"
	"factgraph/ingest/mention/rank"
)

// GenreWeight makes news count more: that is what the program reads.
var genreWeight = map[string]float32{"news": 2, "interview": 1.2, "bio": 1.2}

// GUMExamples are the choices of the ranker in documents of GUM.
func GUMExamples(ctx context.Context, r *mention.Resolver, docs []*Document) ([]rank.Example, error) {
	var all []rank.Example
	for _, d := range docs {
		w := genreWeight[d.Genre]
		if w == 0 {
			w = 1
		}
		examples, err := r.Examples(ctx, &d.Document, d.key(func(*Gold) float32 { return w }))
		if err != nil {
			return nil, err
		}
		all = append(all, examples...)
	}
	return all, nil
}
