package entity

import (
	"factgraph/graph"
)

// rulings are what persons decided about entities, ready to be asked.
type rulings struct {
	same      map[graph.EntityID]graph.EntityID // an entity that is another → that one
	different map[[2]graph.EntityID]bool
	moved     []graph.Decision // splits
}

func newRulings() *rulings {
	return &rulings{same: make(map[graph.EntityID]graph.EntityID), different: make(map[[2]graph.EntityID]bool)}
}

// add takes up a decision; a later one about the same entities wins.
func (r *rulings) add(d graph.Decision) {
	switch d.Kind {
	case "same", "merge":
		delete(r.different, [2]graph.EntityID{d.A, d.B})
		delete(r.different, [2]graph.EntityID{d.B, d.A})
		if r.resolve(d.A) != d.B {
			r.same[d.B] = d.A
		}
	case "different":
		r.different[[2]graph.EntityID{d.A, d.B}] = true
		r.different[[2]graph.EntityID{d.B, d.A}] = true
		if r.same[d.B] == d.A {
			delete(r.same, d.B)
		}
	case "split":
		r.moved = append(r.moved, d)
	}
}

// resolve follows what is the same as what to its end.
func (r *rulings) resolve(id graph.EntityID) graph.EntityID {
	for range len(r.same) + 1 {
		next, ok := r.same[id]
		if !ok {
			return id
		}
		id = next
	}
	return id
}
