// Package selection chooses the part of a graph that an export is about.
package selection

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"factgraph/graph"
)

// A Selection says which facts are exported. The zero value selects the plain
// view of the whole graph.
type Selection struct {
	// Entities are where the selection starts, and Depth how many facts away
	// from them it goes (0: only facts of the entities themselves).
	Entities []graph.EntityID
	Depth    int

	// Facts are what a query has found; nil for no such choice.
	Facts map[graph.FactID]bool

	Types      []graph.Type // facts that link things of these types
	Predicates []string     // facts with these predicates
	Filter     graph.Filter // article, time, confidence and marks

	Top int  // only facts among the best-connected entities, so many
	All bool // all facts: denied and hypothetical ones, too
}

// Select yields the selected facts in the order of the graph. Memory grows
// with the number of entities only where Entities or Top ask for it.
func (s *Selection) Select(ctx context.Context, r graph.Reader) iter.Seq2[*graph.Fact, error] {
	return func(yield func(*graph.Fact, error) bool) {
		keep, err := s.entities(ctx, r)
		if err != nil {
			yield(nil, err)
			return
		}
		for f, err := range s.matching(ctx, r) {
			if err != nil {
				yield(nil, err)
				return
			}
			if keep != nil && !within(f, keep) {
				continue
			}
			if !yield(f, nil) {
				return
			}
		}
	}
}

// matching yields the facts that the selection's filters let through.
func (s *Selection) matching(ctx context.Context, r graph.Reader) iter.Seq2[*graph.Fact, error] {
	filter := s.Filter
	if !s.All {
		filter.Plain = true
	}
	types := typeCache{r: r, known: make(map[graph.EntityID]graph.Type)}
	return func(yield func(*graph.Fact, error) bool) {
		for f, err := range r.Facts(ctx, filter) {
			if err == nil {
				var ok bool
				if ok, err = s.matches(f, &types); err == nil && !ok {
					continue
				}
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(f, nil) {
				return
			}
		}
	}
}

func (s *Selection) matches(f *graph.Fact, types *typeCache) (bool, error) {
	if s.Facts != nil && !s.Facts[f.ID] {
		return false, nil
	}
	if len(s.Predicates) > 0 && !slices.Contains(s.Predicates, f.Predicate) {
		return false, nil
	}
	if len(s.Types) == 0 {
		return true, nil
	}
	for _, id := range ends(f) {
		t, err := types.of(id)
		if err != nil {
			return false, err
		}
		if !slices.Contains(s.Types, t) {
			return false, nil
		}
	}
	return true, nil
}

// entities is the set of entities that the selected facts stay within; nil
// for all.
func (s *Selection) entities(ctx context.Context, r graph.Reader) (map[graph.EntityID]bool, error) {
	var keep map[graph.EntityID]bool
	if len(s.Entities) > 0 {
		near, err := s.near(ctx, r)
		if err != nil {
			return nil, err
		}
		keep = near
	}
	if s.Top == 0 {
		return keep, nil
	}
	degree := make(map[graph.EntityID]int)
	for f, err := range s.matching(ctx, r) {
		if err != nil {
			return nil, err
		}
		if keep == nil || within(f, keep) {
			for _, id := range ends(f) {
				degree[id] += len(f.Evidence)
			}
		}
	}
	ranked := make([]graph.EntityID, 0, len(degree))
	for id := range degree {
		ranked = append(ranked, id)
	}
	slices.SortFunc(ranked, func(a, b graph.EntityID) int {
		return cmp.Or(cmp.Compare(degree[b], degree[a]), cmp.Compare(a, b))
	})
	keep = make(map[graph.EntityID]bool)
	for _, id := range ranked[:min(len(ranked), s.Top)] {
		keep[id] = true
	}
	return keep, nil
}

// near is the set of entities within Depth+1 facts of the starting ones.
func (s *Selection) near(ctx context.Context, r graph.Reader) (map[graph.EntityID]bool, error) {
	reached := make(map[graph.EntityID]bool)
	frontier := slices.Clone(s.Entities)
	for _, id := range frontier {
		reached[id] = true
	}
	for range s.Depth + 1 {
		var next []graph.EntityID
		for _, id := range frontier {
			filter := s.Filter
			filter.Entity, filter.Plain = id, !s.All
			for f, err := range r.Facts(ctx, filter) {
				if err != nil {
					return nil, fmt.Errorf("facts of %s: %w", id, err)
				}
				for _, other := range ends(f) {
					if !reached[other] {
						reached[other] = true
						next = append(next, other)
					}
				}
			}
		}
		frontier = next
	}
	return reached, nil
}

// within tells whether a fact links entities of the set only.
func within(f *graph.Fact, set map[graph.EntityID]bool) bool {
	for _, id := range ends(f) {
		if !set[id] {
			return false
		}
	}
	return true
}

// ends lists the entities that a fact links: its subject and object.
func ends(f *graph.Fact) []graph.EntityID {
	if f.Object.Kind == graph.EntityTerm {
		return []graph.EntityID{f.Subject, graph.EntityID(f.Object.Value)}
	}
	return []graph.EntityID{f.Subject}
}

// A typeCache looks up the types of entities, each once.
type typeCache struct {
	r     graph.Reader
	known map[graph.EntityID]graph.Type
}

func (c *typeCache) of(id graph.EntityID) (graph.Type, error) {
	if t, ok := c.known[id]; ok {
		return t, nil
	}
	e, err := c.r.Entity(id)
	if err != nil {
		return "", fmt.Errorf("entity %s: %w", id, err)
	}
	c.known[id] = e.Type
	return e.Type, nil
}
