// Package memory keeps a graph in memory: for programs that need no store, and
// as the plain model that the store is tested against.
package memory

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"factgraph/graph"
)

// A Graph is a graph.Reader and a graph.Writer. Several goroutines may use it;
// each listing is the state of the graph when its loop begins.
type Graph struct {
	mu sync.RWMutex

	// The truth: what each article contributes, in normal form, and what
	// persons decided. The rest follows from it and is kept for speed alone.
	articles  map[graph.ArticleID]*graph.Contribution
	decisions map[string]graph.Decision

	pins       *graph.Pins
	facts      map[graph.FactID]map[graph.ArticleID]*graph.Fact
	entities   map[graph.EntityID]*graph.Tally
	keys       map[string]map[graph.EntityID]int               // how many articles give the key
	mentions   map[graph.EntityID]map[graph.ArticleID]struct{} // articles that speak of it
	predicates map[string]map[graph.FactID]struct{}
}

var (
	_ graph.Reader = (*Graph)(nil)
	_ graph.Graph  = (*Graph)(nil)
)

// New makes an empty graph.
func New() *Graph {
	return &Graph{
		articles:   make(map[graph.ArticleID]*graph.Contribution),
		decisions:  make(map[string]graph.Decision),
		facts:      make(map[graph.FactID]map[graph.ArticleID]*graph.Fact),
		entities:   make(map[graph.EntityID]*graph.Tally),
		keys:       make(map[string]map[graph.EntityID]int),
		mentions:   make(map[graph.EntityID]map[graph.ArticleID]struct{}),
		predicates: make(map[string]map[graph.FactID]struct{}),
	}
}

// PutArticle implements graph.Writer.
func (g *Graph) PutArticle(_ context.Context, c *graph.Contribution) error {
	normal, err := c.Normal()
	if err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.replace(normal)
	return nil
}

// RemoveArticle implements graph.Writer.
func (g *Graph) RemoveArticle(_ context.Context, id graph.ArticleID) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	c, ok := g.articles[id]
	if !ok {
		return fmt.Errorf("article %s: %w", id, graph.ErrNotFound)
	}
	g.subtract(c)
	return nil
}

// Merge implements graph.Writer.
func (g *Graph) Merge(_ context.Context, into, from graph.EntityID, d graph.Decision) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	target, err := g.entity(into)
	if err != nil {
		return err
	}
	if _, err := g.entity(from); err != nil {
		return err
	}
	if into == from {
		return fmt.Errorf("merge %s into itself", into)
	}
	d = d.About(graph.DecidedMerge, into, from, "", g.linksTo(from))
	for id := range g.mentions[from] {
		changed, err := g.articles[id].Merge(target, from)
		if err != nil {
			return err
		}
		g.replace(changed)
	}
	g.decide(d)
	return nil
}

// Move implements graph.Writer.
func (g *Graph) Move(_ context.Context, links []graph.Link, to graph.Entity, d graph.Decision) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if known, err := g.entity(to.ID); err == nil {
		to = *known
	}
	var from graph.EntityID
	byArticle := make(map[graph.ArticleID][]graph.Link)
	for _, link := range links {
		c, ok := g.articles[link.Article]
		if !ok {
			return fmt.Errorf("article %s: %w", link.Article, graph.ErrNotFound)
		}
		if !c.HasLink(link) {
			return fmt.Errorf("link %s to %s: %w", link.Place(), link.Entity, graph.ErrNotFound)
		}
		from = link.Entity
		byArticle[link.Article] = append(byArticle[link.Article], link)
	}
	d = d.About(graph.DecidedSplit, to.ID, from, "", links)
	for id, moving := range byArticle {
		changed, err := g.articles[id].Move(moving, &to)
		if err != nil {
			return err
		}
		g.replace(changed)
	}
	g.decide(d)
	return nil
}

// Rename implements graph.Writer.
func (g *Graph) Rename(_ context.Context, id graph.EntityID, name string, d graph.Decision) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, err := g.entity(id); err != nil {
		return err
	}
	g.decide(d.About(graph.DecidedRename, id, "", name, nil))
	return nil
}

// PutDecision implements graph.Writer.
func (g *Graph) PutDecision(_ context.Context, d graph.Decision) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.decide(d.About("", "", "", "", nil))
	return nil
}

// RemoveDecision implements graph.Writer.
func (g *Graph) RemoveDecision(_ context.Context, id string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, ok := g.decisions[id]; !ok {
		return fmt.Errorf("decision %s: %w", id, graph.ErrNotFound)
	}
	delete(g.decisions, id)
	g.pins = graph.NewPins(g.sortedDecisions())
	return nil
}

func (g *Graph) decide(d graph.Decision) {
	g.decisions[d.ID] = d
	g.pins = graph.NewPins(g.sortedDecisions())
}

func (g *Graph) sortedDecisions() []graph.Decision {
	all := make([]graph.Decision, 0, len(g.decisions))
	for _, d := range g.decisions {
		all = append(all, d)
	}
	graph.SortDecisions(all)
	return all
}

// replace makes c, in normal form, what its article contributes.
func (g *Graph) replace(c *graph.Contribution) {
	id := c.Article.ID
	if old, ok := g.articles[id]; ok {
		if c.Article.Digest != "" && c.Article.Digest == old.Article.Digest || c.Equal(old) {
			c.Article.Ingested = old.Article.Ingested
		}
		g.subtract(old)
	}
	g.articles[id] = c
	for i := range c.Entities {
		e := &c.Entities[i]
		if g.entities[e.ID] == nil {
			g.entities[e.ID] = new(graph.Tally)
		}
		g.entities[e.ID].Add(e)
		for _, key := range e.Keys {
			if g.keys[key] == nil {
				g.keys[key] = make(map[graph.EntityID]int)
			}
			g.keys[key][e.ID]++
		}
	}
	for i := range c.Facts {
		f := &c.Facts[i]
		put(g.predicates, f.Predicate, f.ID, struct{}{})
		put(g.facts, f.ID, id, f)
	}
	for _, e := range c.Mentions() {
		put(g.mentions, e, id, struct{}{})
	}
}

// subtract takes back what replace added.
func (g *Graph) subtract(c *graph.Contribution) {
	id := c.Article.ID
	delete(g.articles, id)
	for i := range c.Entities {
		e := &c.Entities[i]
		if tally := g.entities[e.ID]; tally.Contributions > 1 {
			tally.Subtract(e)
		} else {
			delete(g.entities, e.ID)
		}
		for _, key := range e.Keys {
			if g.keys[key][e.ID] > 1 {
				g.keys[key][e.ID]--
			} else {
				remove(g.keys, key, e.ID)
			}
		}
	}
	for i := range c.Facts {
		f := &c.Facts[i]
		remove(g.facts, f.ID, id)
		if len(g.facts[f.ID]) == 0 {
			remove(g.predicates, f.Predicate, f.ID)
		}
	}
	for _, e := range c.Mentions() {
		remove(g.mentions, e, id)
	}
}

func put[K1, K2 comparable, V any](table map[K1]map[K2]V, k1 K1, k2 K2, v V) {
	if table[k1] == nil {
		table[k1] = make(map[K2]V)
	}
	table[k1][k2] = v
}

func remove[K1, K2 comparable, V any](table map[K1]map[K2]V, k1 K1, k2 K2) {
	delete(table[k1], k2)
	if len(table[k1]) == 0 {
		delete(table, k1)
	}
}

// sorted lists the keys of a map in order.
func sorted[K interface{ ~string }, V any](table map[K]V) []K {
	keys := make([]K, 0, len(table))
	for k := range table {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
