// Package quads is a small index in memory for the tests of the query engine.
package quads

import (
	"cmp"
	"slices"
	"sort"

	"factgraph/graph"
)

// Statement is a quad of terms; the zero Graph is the default graph.
type Statement struct{ Subject, Predicate, Object, Graph graph.Term }

// Index holds quads in three orders.
type Index struct {
	ids    map[graph.Term]graph.ID
	terms  []graph.Term
	orders [3][]graph.Quad // SPO, POS, OSP, each by graph first
	named  []graph.ID
}

// keys give the places of a quad in the sequence of each order.
var keys = [3]func(graph.Quad) [4]graph.ID{
	func(q graph.Quad) [4]graph.ID { return [4]graph.ID{q.G, q.S, q.P, q.O} },
	func(q graph.Quad) [4]graph.ID { return [4]graph.ID{q.G, q.P, q.O, q.S} },
	func(q graph.Quad) [4]graph.ID { return [4]graph.ID{q.G, q.O, q.S, q.P} },
}

func compare(a, b [4]graph.ID) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]), cmp.Compare(a[2], b[2]), cmp.Compare(a[3], b[3]))
}

// New makes an index of the statements.
func New(statements []Statement) *Index {
	x := &Index{ids: make(map[graph.Term]graph.ID)}
	var all []graph.Quad
	for _, s := range statements {
		all = append(all, graph.Quad{S: x.number(s.Subject), P: x.number(s.Predicate), O: x.number(s.Object), G: x.number(s.Graph)})
	}
	x.fill(all)
	return x
}

// FromIDs makes an index of quads whose terms nobody asks for.
func FromIDs(all []graph.Quad) *Index {
	x := &Index{ids: make(map[graph.Term]graph.ID)}
	x.fill(all)
	return x
}

func (x *Index) fill(all []graph.Quad) {
	for i := range x.orders {
		order := slices.Clone(all)
		slices.SortFunc(order, func(a, b graph.Quad) int { return compare(keys[i](a), keys[i](b)) })
		x.orders[i] = slices.Compact(order)
	}
	for _, q := range x.orders[0] {
		if q.G != 0 && (len(x.named) == 0 || x.named[len(x.named)-1] != q.G) {
			x.named = append(x.named, q.G)
		}
	}
}

func (x *Index) number(t graph.Term) graph.ID {
	if t.IsZero() {
		return 0
	}
	if id, ok := x.ids[t]; ok {
		return id
	}
	x.terms = append(x.terms, t)
	x.ids[t] = graph.ID(len(x.terms))
	return x.ids[t]
}

// Lookup implements graph.Index.
func (x *Index) Lookup(t graph.Term) (graph.ID, error) { return x.ids[t], nil }

// Term implements graph.Index.
func (x *Index) Term(id graph.ID) (graph.Term, error) {
	if id == 0 || id > graph.ID(len(x.terms)) {
		return graph.Term{}, graph.ErrNotFound
	}
	return x.terms[id-1], nil
}

// Count implements graph.Index.
func (x *Index) Count(pattern graph.Quad) (uint64, error) {
	var n uint64
	for _, r := range x.ranges(pattern) {
		n += uint64(len(r))
	}
	return n, nil
}

// Close implements graph.Index.
func (x *Index) Close() error { return nil }

// ranges finds the quads that match, one slice a graph.
func (x *Index) ranges(p graph.Quad) [][]graph.Quad {
	graphs := []graph.ID{p.G}
	if p.G == graph.AnyGraph {
		graphs = x.named
	}
	order := 0
	switch {
	case p.S != 0 && p.O != 0 && p.P == 0:
		order = 2
	case p.S != 0:
	case p.P != 0:
		order = 1
	case p.O != 0:
		order = 2
	}
	var all [][]graph.Quad
	for _, g := range graphs {
		p.G = g
		want := keys[order](p)
		prefix := 1
		for prefix < 4 && want[prefix] != 0 {
			prefix++
		}
		quads := x.orders[order]
		from := sort.Search(len(quads), func(i int) bool { return slices.Compare(first(keys[order](quads[i]), prefix), want[:prefix]) >= 0 })
		to := from + sort.Search(len(quads)-from, func(i int) bool { return slices.Compare(first(keys[order](quads[from+i]), prefix), want[:prefix]) > 0 })
		if from < to {
			all = append(all, quads[from:to])
		}
	}
	return all
}

func first(key [4]graph.ID, n int) []graph.ID { return key[:n] }

// Cursor implements graph.Index.
func (x *Index) Cursor() graph.Cursor { return &cursor{x: x} }

type cursor struct {
	x    *Index
	left [][]graph.Quad
	quad graph.Quad
}

func (c *cursor) Seek(p graph.Quad) { c.left = c.x.ranges(p) }

func (c *cursor) Next() bool {
	for len(c.left) > 0 {
		if len(c.left[0]) == 0 {
			c.left = c.left[1:]
			continue
		}
		c.quad, c.left[0] = c.left[0][0], c.left[0][1:]
		return true
	}
	return false
}

func (c *cursor) Quad() graph.Quad { return c.quad }
func (c *cursor) Err() error       { return nil }
func (c *cursor) Close() error     { return nil }
