package memory

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"factgraph/graph"
	"factgraph/graph/words"
)

// Entity implements graph.Reader.
func (g *Graph) Entity(id graph.EntityID) (*graph.Entity, error) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.entity(id)
}

func (g *Graph) entity(id graph.EntityID) (*graph.Entity, error) {
	tally, ok := g.entities[id]
	if !ok {
		return nil, fmt.Errorf("entity %s: %w", id, graph.ErrNotFound)
	}
	e := tally.Entity(id)
	g.pins.Apply(e)
	return e, nil
}

// Fact implements graph.Reader.
func (g *Graph) Fact(id graph.FactID) (*graph.Fact, error) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.fact(id)
}

func (g *Graph) fact(id graph.FactID) (*graph.Fact, error) {
	said := g.facts[id]
	if len(said) == 0 {
		return nil, fmt.Errorf("fact %s: %w", id, graph.ErrNotFound)
	}
	parts := make([]graph.Fact, 0, len(said))
	for _, f := range said {
		parts = append(parts, *f)
	}
	return graph.JoinFact(parts), nil
}

// Article implements graph.Reader.
func (g *Graph) Article(id graph.ArticleID) (*graph.Article, error) {
	c, err := g.Contribution(id)
	if err != nil {
		return nil, err
	}
	article := c.Article
	return &article, nil
}

// Contribution is all that the article brings to the graph, in normal form;
// it is not to be changed.
func (g *Graph) Contribution(id graph.ArticleID) (*graph.Contribution, error) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if c, ok := g.articles[id]; ok {
		return c, nil
	}
	return nil, fmt.Errorf("article %s: %w", id, graph.ErrNotFound)
}

// Predicate implements graph.Reader.
func (g *Graph) Predicate(name string) (*graph.Predicate, error) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	facts, ok := g.predicates[name]
	if !ok {
		return nil, fmt.Errorf("predicate %q: %w", name, graph.ErrNotFound)
	}
	var phrases []graph.Count
	for id := range facts {
		for _, f := range g.facts[id] {
			for _, ev := range f.Evidence {
				phrases = append(phrases, graph.Count{Text: ev.Phrase, N: 1})
			}
		}
	}
	return &graph.Predicate{
		Name:    name,
		Phrases: graph.NewCounts(phrases).ByFrequency(),
		Facts:   len(facts),
	}, nil
}

// Entities implements graph.Reader.
func (g *Graph) Entities(ctx context.Context) iter.Seq2[*graph.Entity, error] {
	return each(ctx, g, func() []graph.EntityID { return sorted(g.entities) }, g.Entity)
}

// Predicates implements graph.Reader.
func (g *Graph) Predicates(ctx context.Context) iter.Seq2[*graph.Predicate, error] {
	return each(ctx, g, func() []string { return sorted(g.predicates) }, g.Predicate)
}

// Articles implements graph.Reader.
func (g *Graph) Articles(ctx context.Context) iter.Seq2[*graph.Article, error] {
	return each(ctx, g, func() []graph.ArticleID { return sorted(g.articles) }, g.Article)
}

// each lists what get gives for the ids that list gives.
func each[ID, V any](ctx context.Context, g *Graph, list func() []ID, get func(ID) (V, error)) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		g.mu.RLock()
		ids := list()
		g.mu.RUnlock()
		for _, id := range ids {
			v, err := get(id)
			if ctx.Err() != nil {
				err = ctx.Err()
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// Facts implements graph.Reader; the facts come by id.
func (g *Graph) Facts(ctx context.Context, filter graph.Filter) iter.Seq2[*graph.Fact, error] {
	return func(yield func(*graph.Fact, error) bool) {
		for _, f := range g.matches(&filter) {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			if !yield(f, nil) {
				return
			}
		}
	}
}

func (g *Graph) matches(filter *graph.Filter) []*graph.Fact {
	g.mu.RLock()
	defer g.mu.RUnlock()
	dateOf := func(id graph.ArticleID) time.Time { return g.articles[id].Article.Date }
	var found []*graph.Fact
	for _, id := range g.candidates(filter) {
		if f, err := g.fact(id); err == nil && filter.Match(f, dateOf) {
			found = append(found, f)
		}
	}
	return found
}

// candidates are the ids, sorted, of facts that the filter may match.
func (g *Graph) candidates(filter *graph.Filter) []graph.FactID {
	about := filter.Subject
	for _, id := range []graph.EntityID{filter.By, filter.Entity} {
		if about == "" {
			about = id
		}
	}
	if about == "" && filter.Object.Kind == graph.EntityTerm {
		about = graph.EntityID(filter.Object.Value)
	}
	var within map[graph.ArticleID]struct{}
	switch {
	case filter.Article != "":
		if g.articles[filter.Article] == nil {
			return nil
		}
		within = map[graph.ArticleID]struct{}{filter.Article: {}}
	case about != "":
		within = g.mentions[about]
	case filter.Predicate != "":
		return sorted(g.predicates[filter.Predicate])
	default:
		return sorted(g.facts)
	}
	var ids []graph.FactID
	for article := range within {
		for i := range g.articles[article].Facts {
			ids = append(ids, g.articles[article].Facts[i].ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// EntitiesByKey implements graph.Reader; the entities come by id.
func (g *Graph) EntitiesByKey(key string) iter.Seq2[graph.EntityID, error] {
	g.mu.RLock()
	defer g.mu.RUnlock()
	all := sorted(g.keys[key])
	for _, id := range g.pins.Named(key) {
		if g.entities[id] != nil && !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return list(all)
}

// ArticlesByKey implements graph.ArticleFinder.
func (g *Graph) ArticlesByKey(key string) iter.Seq2[graph.ArticleID, error] {
	g.mu.RLock()
	defer g.mu.RUnlock()
	found := make(map[graph.ArticleID]bool)
	for id, c := range g.articles {
		if slices.Contains(c.Article.Keys, key) {
			found[id] = true
		}
	}
	return list(sorted(found))
}

// Links implements graph.Reader.
func (g *Graph) Links(id graph.ArticleID) iter.Seq2[graph.Link, error] {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if c, ok := g.articles[id]; ok {
		return list(c.Links)
	}
	return list[graph.Link](nil)
}

// LinksTo implements graph.Reader; the links come by article.
func (g *Graph) LinksTo(id graph.EntityID) iter.Seq2[graph.Link, error] {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return list(g.linksTo(id))
}

func (g *Graph) linksTo(id graph.EntityID) []graph.Link {
	var found []graph.Link
	for _, article := range sorted(g.mentions[id]) {
		for _, link := range g.articles[article].Links {
			if link.Entity == id {
				found = append(found, link)
			}
		}
	}
	return found
}

// Decisions implements graph.Reader.
func (g *Graph) Decisions() iter.Seq2[graph.Decision, error] {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return list(g.sortedDecisions())
}

func list[V any](all []V) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		for _, v := range all {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// Stats implements graph.Reader.
func (g *Graph) Stats() (graph.Stats, error) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	stats := graph.Stats{
		Articles:   uint64(len(g.articles)),
		Entities:   uint64(len(g.entities)),
		Predicates: uint64(len(g.predicates)),
		Facts:      uint64(len(g.facts)),
	}
	for _, said := range g.facts {
		plain := false
		for _, f := range said {
			plain = f.Plain()
			stats.Evidence += uint64(len(f.Evidence))
		}
		if plain {
			stats.PlainFacts++
		}
	}
	for _, c := range g.articles {
		for range words.In(c.Article.Title + "\n" + c.Article.Text) {
			stats.Words++
		}
	}
	return stats, nil
}
