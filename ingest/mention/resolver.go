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
	"fmt"

	"factgraph/ingest/document"
	"factgraph/ingest/mention/lexicon"
)

// A Resolver finds mentions and chains. It is immutable and may be shared.
type Resolver struct {
	lexicon *lexicon.Lexicon
}

// Load reads the embedded lexicon and ranker.
func Load() (*Resolver, error) {
	lex, err := lexicon.Load()
	if err != nil {
		return nil, fmt.Errorf("load mention resolver: %w", err)
	}
	return &Resolver{lexicon: lex}, nil
}

// Resolve fills doc.Mentions and doc.Chains. Every mention is in exactly one
// chain, be it alone there. The error is that of ctx.
func (r *Resolver) Resolve(ctx context.Context, doc *document.Document) error {
	trees := make([]*tree, len(doc.Sentences))
	for i := range doc.Sentences {
		trees[i] = newTree(&doc.Sentences[i])
	}
	a := &analysis{lexicon: r.lexicon, doc: doc, trees: trees}
	a.nodes = r.detect(doc, trees)
	a.prepare()
	if err := ctx.Err(); err != nil {
		return err
	}
	return a.resolve(ctx)
}
