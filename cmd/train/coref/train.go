package coref

import (
	"context"
	"path/filepath"

	"factgraph/ingest/document"
	"factgraph/ingest/mention"
	"factgraph/ingest/mention/rank"
	"factgraph/ingest/parse"
)

// genreWeight makes those genres count more that the program reads.
var genreWeight = map[string]float32{"news": 2, "interview": 1.2, "bio": 1.2}

// Weights of the choices in the other corpora. LitBank's novels are far from
// news and only their pronouns are used.
const (
	litBankWeight = 0.3
	gapWeight     = 2
)

// gumExamples are the choices of the ranker in documents of GUM.
func gumExamples(ctx context.Context, r *mention.Resolver, docs []*Document) ([]rank.Example, error) {
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

// litBankExamples are the choices for pronouns in LitBank.
func litBankExamples(ctx context.Context, r *mention.Resolver, docs []*Document) ([]rank.Example, error) {
	var all []rank.Example
	for _, d := range docs {
		examples, err := r.Examples(ctx, &d.Document, d.key(func(g *Gold) float32 {
			if g.Kind == "PRON" {
				return litBankWeight
			}
			return 0
		}))
		if err != nil {
			return nil, err
		}
		all = append(all, examples...)
	}
	return all, nil
}

// gapExamples are the choices for the pronouns of GAP that stand for one of
// their two names. The other mentions of a snippet are not annotated: a
// resolver with a ranker links them as it thinks best.
func gapExamples(ctx context.Context, r *mention.Resolver, snippets []*Snippet) ([]rank.Example, error) {
	var all []rank.Example
	for _, s := range snippets {
		if !s.Right[0] && !s.Right[1] {
			continue
		}
		examples, err := r.Examples(ctx, &s.Document.Document, func(m *document.Mention) mention.Judgement {
			head := s.Sentences[m.Sentence].Tokens[m.Head].Span
			for i, chain := range []string{"A", "B"} {
				switch {
				case s.Names[i].Contains(head):
					return mention.Judgement{Chain: chain}
				case s.Right[i] && s.Pronoun.Contains(head):
					return mention.Judgement{Chain: chain, Weight: gapWeight}
				}
			}
			return mention.Judgement{}
		})
		if err != nil {
			return nil, err
		}
		all = append(all, examples...)
	}
	return all, nil
}

// Corpora are the texts to train on.
type Corpora struct {
	GUM, LitBank []*Document
	GAP          []*Snippet
}

// ReadCorpora reads and parses the texts below the data folder. Without a
// parser GUM has its own trees, and the rest, which has none, is left out.
func ReadCorpora(ctx context.Context, data string, parser *parse.Parser) (*Corpora, error) {
	var c Corpora
	var err error
	if c.GUM, err = ReadGUM(ctx, data, "train", parser); err != nil || parser == nil {
		return &c, err
	}
	if c.LitBank, err = ReadTokens(ctx, filepath.Join(data, "coref", "litbank.jsonl.gz"), parser); err != nil {
		return nil, err
	}
	c.GAP, err = ReadGAP(ctx, filepath.Join(data, "coref", "gap-validation.tsv.gz"), parser)
	return &c, err
}

// Train fits a ranker for the resolver: first to the corpora whose chains are
// annotated whole, then to all, with the first one linking what GAP leaves
// open.
func Train(ctx context.Context, r *mention.Resolver, c *Corpora, o rank.Options) (rank.Ensemble, error) {
	examples, err := gumExamples(ctx, r, c.GUM)
	if err != nil {
		return nil, err
	}
	more, err := litBankExamples(ctx, r, c.LitBank)
	if err != nil {
		return nil, err
	}
	examples = append(examples, more...)
	if len(c.GAP) == 0 {
		return rank.Train(ctx, examples, mention.Rows(), o)
	}
	first := o
	first.Epochs, first.Members, first.Progress = 2, 1, nil
	net, err := rank.Train(ctx, examples, mention.Rows(), first)
	if err != nil {
		return nil, err
	}
	if more, err = gapExamples(ctx, r.With(net), c.GAP); err != nil {
		return nil, err
	}
	return rank.Train(ctx, append(examples, more...), mention.Rows(), o)
}
