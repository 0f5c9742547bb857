package walk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"factgraph/graph"
)

// A Neighbor is an entity near another.
type Neighbor struct {
	ID       graph.EntityID
	Distance int      // steps
	Facts    int      // triples that connect it with what is nearer
	By       []string // their predicates, "^" before those that point the other way
}

// Neighbors lists the entities within some steps of another along the plain
// view: the nearest first, then those with most facts. A limit of 0 gives all.
func Neighbors(ctx context.Context, view graph.View, id graph.EntityID, depth, limit int) ([]Neighbor, error) {
	s, err := newSearcher(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	defer s.close()
	start, err := view.Lookup(graph.EntityObject(id))
	if err != nil || start == 0 {
		return nil, err
	}
	distance := map[graph.ID]int{start: 0}
	found := make(map[graph.ID]*Neighbor)
	names := make(map[graph.ID]string)
	frontier := []graph.ID{start}
	var order []graph.ID
	for step := 1; step <= depth && len(frontier) > 0; step++ {
		var next []graph.ID
		for _, node := range frontier {
			err := s.around(node, func(q graph.Quad) error {
				other, mark := q.O, ""
				if q.S != node {
					other, mark = q.S, "^"
				}
				if d, known := distance[other]; known && d < step {
					return nil
				}
				thing, err := s.isThing(other)
				if err != nil || !thing {
					return err
				}
				if _, known := distance[other]; !known {
					distance[other] = step
					found[other] = &Neighbor{Distance: step}
					next = append(next, other)
				}
				name, err := s.predicate(names, q.P)
				if err != nil {
					return err
				}
				n := found[other]
				n.Facts++
				if by := mark + name; !slices.Contains(n.By, by) {
					n.By = append(n.By, by)
				}
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
		order = append(order, next...)
		frontier = next
	}
	return s.listed(order, found, limit)
}

// predicate is the name of a predicate; names keeps those that were asked.
func (s *searcher) predicate(names map[graph.ID]string, id graph.ID) (string, error) {
	if name, known := names[id]; known {
		return name, nil
	}
	t, err := s.view.Term(id)
	if err != nil {
		return "", err
	}
	names[id] = t.Value
	return t.Value, nil
}

func (s *searcher) listed(order []graph.ID, found map[graph.ID]*Neighbor, limit int) ([]Neighbor, error) {
	slices.SortFunc(order, func(a, b graph.ID) int {
		x, y := found[a], found[b]
		return cmp.Or(cmp.Compare(x.Distance, y.Distance), -cmp.Compare(x.Facts, y.Facts), cmp.Compare(a, b))
	})
	if limit > 0 && len(order) > limit {
		order = order[:limit]
	}
	var all []Neighbor
	for _, id := range order {
		t, err := s.view.Term(id)
		if err != nil {
			return nil, err
		}
		n := found[id]
		n.ID = graph.EntityID(t.Value)
		slices.SortFunc(n.By, strings.Compare)
		all = append(all, *n)
	}
	return all, nil
}
