package memory

import (
	"cmp"
	"fmt"
	"slices"
	"sort"

	"factgraph/graph"
)

// A view is the graph with its indexes as they were when it was made.
type view struct {
	*Graph
	*index
}

// View implements graph.Graph. What is written later is seen by the view's
// listings, but not in its indexes.
func (g *Graph) View() (graph.View, error) { return view{g, newIndex(g)}, nil }

func newIndex(g *Graph) *index {
	g.mu.RLock()
	defer g.mu.RUnlock()
	x := &index{ids: make(map[graph.Term]graph.ID)}
	for _, said := range g.facts {
		for article, f := range said {
			if !f.Plain() || f.Object.IsZero() {
				continue
			}
			q := graph.Quad{
				S: x.number(graph.EntityObject(f.Subject)),
				P: x.number(graph.PredicateObject(f.Predicate)),
				O: x.number(f.Object),
			}
			x.plain[spo] = append(x.plain[spo], q)
			q.G = x.number(graph.Term{Kind: graph.ArticleTerm, Value: string(article)})
			x.named[spo] = append(x.named[spo], q)
		}
	}
	for _, quads := range []*[3][]graph.Quad{&x.plain, &x.named} {
		quads[pos], quads[osp] = slices.Clone(quads[spo]), slices.Clone(quads[spo])
		for o := range quads {
			slices.SortFunc(quads[o], order(o).compare)
			quads[o] = slices.Compact(quads[o])
		}
	}
	x.words = newWordIndex(g, x.number)
	return x
}

// order is one of the three orders of the triples' fields.
type order int

const (
	spo order = iota
	pos
	osp
)

// arrange gives the fields of the quad in the order, the graph last.
func (o order) arrange(q graph.Quad) [4]graph.ID {
	switch o {
	case pos:
		return [4]graph.ID{q.P, q.O, q.S, q.G}
	case osp:
		return [4]graph.ID{q.O, q.S, q.P, q.G}
	default:
		return [4]graph.ID{q.S, q.P, q.O, q.G}
	}
}

func (o order) compare(a, b graph.Quad) int {
	x, y := o.arrange(a), o.arrange(b)
	return slices.Compare(x[:], y[:])
}

// orderFor is the order that has the bound fields of the pattern first.
func orderFor(pattern graph.Quad) order {
	switch {
	case pattern.S != 0 && pattern.P == 0 && pattern.O != 0, pattern.S == 0 && pattern.P == 0 && pattern.O != 0:
		return osp
	case pattern.S == 0 && pattern.P != 0:
		return pos
	default:
		return spo
	}
}

type index struct {
	ids          map[graph.Term]graph.ID
	terms        []graph.Term // the term of id is terms[id-1]
	plain, named [3][]graph.Quad
	words        *wordIndex
}

func (x *index) number(t graph.Term) graph.ID {
	key := t
	key.Text = ""
	id, ok := x.ids[key]
	if !ok {
		x.terms = append(x.terms, t)
		id = graph.ID(len(x.terms))
		x.ids[key] = id
	}
	return id
}

func (x *index) Lookup(t graph.Term) (graph.ID, error) {
	t.Text = ""
	return x.ids[t], nil
}

func (x *index) Term(id graph.ID) (graph.Term, error) {
	if id == 0 || id > graph.ID(len(x.terms)) {
		return graph.Term{}, fmt.Errorf("term %d: %w", id, graph.ErrNotFound)
	}
	return x.terms[id-1], nil
}

func (x *index) Cursor() graph.Cursor { return &cursor{index: x} }

func (x *index) Count(pattern graph.Quad) (uint64, error) {
	var n uint64
	for c := x.seek(pattern); c.Next(); {
		n++
	}
	return n, nil
}

func (x *index) Close() error { return nil }

func (x *index) seek(pattern graph.Quad) *cursor {
	c := &cursor{index: x}
	c.Seek(pattern)
	return c
}

type cursor struct {
	index   *index
	pattern graph.Quad
	rest    []graph.Quad
	quad    graph.Quad
}

func (c *cursor) Seek(pattern graph.Quad) {
	quads := &c.index.plain
	if pattern.G != 0 {
		quads = &c.index.named
	}
	o := orderFor(pattern)
	prefix := o.arrange(pattern)
	bound := 0
	for bound < 3 && prefix[bound] != 0 {
		bound++
	}
	within := func(i int) int {
		fields := o.arrange(quads[o][i])
		return slices.Compare(fields[:bound], prefix[:bound])
	}
	n := len(quads[o])
	from := sort.Search(n, func(i int) bool { return within(i) >= 0 })
	to := sort.Search(n, func(i int) bool { return cmp.Compare(within(i), 0) > 0 })
	c.pattern, c.rest = pattern, quads[o][from:to]
}

func (c *cursor) Next() bool {
	for len(c.rest) > 0 {
		c.quad, c.rest = c.rest[0], c.rest[1:]
		if c.pattern.G == 0 || c.pattern.G == graph.AnyGraph || c.quad.G == c.pattern.G {
			return true
		}
	}
	return false
}

func (c *cursor) Quad() graph.Quad { return c.quad }
func (c *cursor) Err() error       { return nil }
func (c *cursor) Close() error     { return nil }
