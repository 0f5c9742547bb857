// Package entity makes one node of each real thing: it turns the chains of an
// article into entities, new ones or ones that the graph knows, and the facts
// about mentions into facts about entities.
//
// It requires a document's Mentions and Chains and the facts that were read
// off it. Candidates are found by index keys alone, so the size of the graph
// doesn't matter; each is scored in log-odds by its name, type, roles and
// context, and every decision keeps its reason and score.
package entity

import (
	"context"
	"fmt"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/fact"
)

// Options set up a Resolver. The zero value is fine.
type Options struct {
	// Catalogue links to the user's own entities; nil for none.
	Catalogue *Catalogue
}

// A Resolver resolves articles against a graph. It can be used by several
// goroutines at once; articles that may mention the same unknown thing are
// better resolved and stored one after the other.
type Resolver struct {
	catalogue *Catalogue
	names     *aliasTable
}

// NewResolver makes a resolver.
func NewResolver(options Options) (*Resolver, error) {
	names, err := loadAliases()
	if err != nil {
		return nil, fmt.Errorf("entity: %w", err)
	}
	return &Resolver{catalogue: options.Catalogue, names: names}, nil
}

// Resolve turns an analysed article and its facts into what it contributes to
// the graph. The graph is only read; a nil graph is an empty one. The caller
// stores the contribution before it resolves the next article.
func (r *Resolver) Resolve(ctx context.Context, g graph.Reader, article graph.Article, doc *document.Document, facts []fact.Fact) (*graph.Contribution, error) {
	known, err := openKnown(g, article.ID)
	if err != nil {
		return nil, fmt.Errorf("entity: %w", err)
	}
	doc, facts = withMentions(doc, facts)
	doc, forced := known.decisions.split(doc, article.ID)
	art := newArticleThings(r, doc, forced)
	plan := planFacts(doc, facts)
	art.collect(plan)
	art.describe()

	names, phrases := art.inOrder()
	for _, stage := range [][]*thing{names, phrases} {
		for _, th := range stage {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if err := r.identify(known, art, th); err != nil {
				return nil, fmt.Errorf("entity: %q: %w", th.name, err)
			}
		}
		art.frameThings(facts) // phrases are told apart by the named things about them
	}
	return &graph.Contribution{
		Article:  article,
		Entities: art.entities(known),
		Facts:    plan.facts(article.ID, art),
		Links:    art.links(article.ID),
	}, nil
}
