package exec

import (
	"slices"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
)

// A dataset says which graphs a query asks: what FROM and FROM NAMED name. A nil
// dataset is all that there is.
type dataset struct{ merged, named []graph.ID }

var plainView = []graph.ID{0}
var allNamed = []graph.ID{graph.AnyGraph}

func (r *run) setDataset(d *algebra.Dataset) {
	if d == nil {
		return
	}
	r.dataset = &dataset{}
	for _, t := range d.Default {
		r.dataset.merged = append(r.dataset.merged, r.number(t))
	}
	for _, t := range d.Named {
		r.dataset.named = append(r.dataset.named, r.number(t))
	}
}

// defaults are the graphs that make up the default graph.
func (r *run) defaults() []graph.ID {
	if r.dataset == nil {
		return plainView
	}
	return r.dataset.merged
}

// anyNamed are the graphs, or AnyGraph, that a graph variable ranges over.
func (r *run) anyNamed() []graph.ID {
	if r.dataset == nil {
		return allNamed
	}
	return r.dataset.named
}

// isNamed tells whether a graph may be asked by its name.
func (r *run) isNamed(g graph.ID) bool {
	return r.dataset == nil || slices.Contains(r.dataset.named, g)
}

// hasGraph tells whether a graph of the dataset goes by the name.
func (r *run) hasGraph(g graph.ID) bool {
	if r.dataset != nil || isLocal(g) {
		return r.dataset != nil && r.isNamed(g)
	}
	c := r.index.Cursor()
	defer func() { r.fail(c.Close()) }()
	c.Seek(graph.Quad{G: g})
	found := c.Next()
	r.fail(c.Err())
	return found
}

// namedGraphs lists the named graphs of the dataset, each once.
func (r *run) namedGraphs() []graph.ID {
	if r.dataset != nil {
		return slices.Compact(slices.Sorted(slices.Values(r.dataset.named)))
	}
	seen := make(map[graph.ID]bool)
	var all []graph.ID
	c := r.index.Cursor()
	defer func() { r.fail(c.Close()) }()
	for c.Seek(graph.Quad{G: graph.AnyGraph}); r.alive() && c.Next(); {
		if g := c.Quad().G; !seen[g] && r.grow(rowBytes(2)) {
			seen[g] = true
			all = append(all, g)
		}
	}
	r.fail(c.Err())
	slices.Sort(all)
	return all
}
