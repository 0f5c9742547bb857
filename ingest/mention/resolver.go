// Package mention finds what an article speaks of: names, noun phrases,
// pronouns, dates and amounts, and which of them mean the same thing.
//
// It requires a document's Sentences with trees, and their Names if there are
// any; it fills Mentions and Chains.
//
// The order of the work is the order of certainty. Rules that hardly ever fail
// come first (short names, acronyms in brackets, appositions, reflexives); then
// a trained ranker chooses for each remaining mention among the mentions before
// it, or none. No link is made that hard constraints forbid: two different full
// names, genders or numbers never meet in one chain.
package mention

import (
	"context"
	_ "embed"
	"fmt"

	"factgraph/ingest/document"
	"factgraph/ingest/mention/lexicon"
	"factgraph/ingest/mention/rank"
)

// A Resolver finds mentions and chains. It is immutable and may be shared.
type Resolver struct {
	lexicon *lexicon.Lexicon
	net     rank.Ensemble // folded; nil links by rules alone
	limits  thresholds
}

//go:embed model/ranker.bin
var model []byte

// Load reads the embedded lexicon and ranker.
func Load() (*Resolver, error) {
	r, err := LoadUntrained()
	if err != nil {
		return nil, err
	}
	net, err := rank.Read(model, rows)
	if err != nil {
		return nil, fmt.Errorf("load mention resolver: %w", err)
	}
	return r.With(net), nil
}

// LoadUntrained reads the lexicon alone: the resolver links by its rules, and
// is what a ranker is trained for.
func LoadUntrained() (*Resolver, error) {
	lex, err := lexicon.Load()
	if err != nil {
		return nil, fmt.Errorf("load mention resolver: %w", err)
	}
	return &Resolver{lexicon: lex, limits: defaultThresholds}, nil
}

// Resolve fills doc.Mentions and doc.Chains. Every mention is in exactly one
// chain, be it alone there. The error is that of ctx.
func (r *Resolver) Resolve(ctx context.Context, doc *document.Document) error {
	a := r.analyse(doc)
	a.precise()
	if r.net != nil {
		choose := a.choose(r.net, &r.limits)
		err := a.rank(ctx, func(pos int, candidates []*node) (int, float32) {
			best, p, _ := choose(pos, candidates)
			return best, p
		})
		if err != nil {
			return fmt.Errorf("resolve mentions: %w", err)
		}
	}
	a.splitAntecedents()
	a.build()
	return nil
}

// analyse finds the mentions of doc.
func (r *Resolver) analyse(doc *document.Document) *analysis {
	trees := make([]*tree, len(doc.Sentences))
	for i := range doc.Sentences {
		trees[i] = newTree(&doc.Sentences[i])
	}
	splitNames(trees)
	findSurnames(trees)
	findLabels(r.lexicon, trees)
	a := &analysis{lexicon: r.lexicon, doc: doc, trees: trees, nodes: r.detect(doc, trees)}
	a.prepare()
	return a
}
