// Package entity makes one node of each real thing: it turns the chains of an
// article into entities, new ones or ones that the graph knows, and the facts
// about mentions into facts about entities.
//
// It requires a document's Mentions and Chains and the facts that were read
// off it, and changes neither. A thing is identified in this order:
//
//   - by a person's decision (same, different, merge, split; see rulings);
//   - by a table: the well-known names of aliases.tsv, the gazetteer, kinds of
//     things ("inflation"). These have one id wherever they are met first;
//   - by a known entity that fits. Candidates are found by index keys alone and
//     few are read, so the size of the graph doesn't matter. Each is scored in
//     log-odds by its name, type, roles and context (match.go), events and
//     documents by who, where and when (frame.go). From a probability of 0.5
//     (sameThreshold) the thing is that entity. A full name that few bear is
//     enough; a name that many bear, an initial or a lone surname needs the
//     support of the context, so that homonyms stay apart;
//   - else as a new entity. Its id is made of the name by which it is met first
//     and never changes; a number tells it from another of that name.
//
// Unresolved pronouns and phrases as empty as they ("the two leaders") are no
// entities, and facts about them are dropped. A description that is only the
// object of a fact ("a great thing") stays a literal.
//
// The order in which articles are ingested doesn't matter for which mentions
// are one thing where names, tables or frames decide, and ids differ in what
// they are made of only. It can matter where context alone decides: a surname
// that fits two persons is linked to the first if the second is not known yet,
// of three homonyms the one in the middle may join either side, and two things
// that a later article shows to be one stay two until a person merges them.
//
// Every link of a mention keeps its reason and score.
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
	art.joinSpouses(facts)
	art.describe()

	names, phrases := art.inOrder()
	if err := r.identifyAll(ctx, known, art, names); err != nil {
		return nil, err
	}
	art.frameThings(facts) // phrases are told apart by the named things about them
	occurrences, concepts := partConcepts(phrases)
	if err := r.identifyAll(ctx, known, art, bareLast(occurrences)); err != nil {
		return nil, err
	}
	art.frameThings(facts) // concepts by the events and documents about them, too
	if err := r.identifyAll(ctx, known, art, concepts); err != nil {
		return nil, err
	}
	art.frameThings(facts)
	return &graph.Contribution{
		Article:  article,
		Entities: art.entities(known),
		Facts:    plan.facts(article.ID, art),
		Links:    art.links(article.ID),
	}, nil
}

func (r *Resolver) identifyAll(ctx context.Context, known *known, art *articleThings, things []*thing) error {
	for _, th := range things {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.identify(known, art, th); err != nil {
			return fmt.Errorf("entity: %q: %w", th.name, err)
		}
	}
	return nil
}
