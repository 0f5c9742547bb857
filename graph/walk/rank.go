package walk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"

	"factgraph/graph"
)

// A Ranked is an entity with how much it matters.
type Ranked struct {
	ID       graph.EntityID
	In, Out  int     // triples of the plain view with it as object and as subject
	PageRank float64 // 0 unless asked for; all sum up to 1
}

// Degrees lists the entities of the plain view by the number of their triples,
// most first.
func Degrees(ctx context.Context, view graph.View) ([]Ranked, error) {
	n, err := read(ctx, view)
	if err != nil {
		return nil, err
	}
	ranked := n.ranked()
	slices.SortFunc(ranked, func(a, b Ranked) int {
		return cmp.Or(-cmp.Compare(a.In+a.Out, b.In+b.Out), strings.Compare(string(a.ID), string(b.ID)))
	})
	return ranked, nil
}

// The usual parameters of PageRank: how likely a reader follows a link rather
// than starting anew, and when the values have settled.
const (
	damping   = 0.85
	tolerance = 1e-6
)

// PageRank lists the entities by how often a reader would come by who follows
// the facts from subject to object at random.
func PageRank(ctx context.Context, view graph.View) ([]Ranked, error) {
	n, err := read(ctx, view)
	if err != nil {
		return nil, err
	}
	ranked := n.ranked()
	if len(ranked) == 0 {
		return nil, nil
	}
	for at, score := range network.PageRankSparse(n, damping, tolerance) {
		ranked[at].PageRank = score
	}
	slices.SortFunc(ranked, func(a, b Ranked) int {
		return cmp.Or(-cmp.Compare(a.PageRank, b.PageRank), strings.Compare(string(a.ID), string(b.ID)))
	})
	return ranked, nil
}

// A net is the entities of the plain view with who points to whom, in a form
// that takes about 20 bytes a triple.
type net struct {
	entities []graph.EntityID
	in, out  []int     // triples, literals included
	links    [][]int32 // of each entity, those it points to, each once, in order
}

// read takes the plain view in.
func read(ctx context.Context, view graph.View) (*net, error) {
	n := &net{}
	number := make(map[graph.ID]int32) // -1: no entity
	node := func(id graph.ID) (int32, error) {
		if at, known := number[id]; known {
			return at, nil
		}
		t, err := view.Term(id)
		if err != nil {
			return 0, err
		}
		number[id] = -1
		if t.Kind == graph.EntityTerm {
			number[id] = int32(len(n.entities))
			n.entities = append(n.entities, graph.EntityID(t.Value))
			n.in, n.out, n.links = append(n.in, 0), append(n.out, 0), append(n.links, nil)
		}
		return number[id], nil
	}
	c := view.Cursor()
	defer c.Close()
	ticks := 0
	for c.Seek(graph.Quad{}); c.Next(); {
		if ticks++; ticks%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		q := c.Quad()
		from, err := node(q.S)
		if err != nil {
			return nil, err
		}
		to, err := node(q.O)
		if err != nil {
			return nil, err
		}
		if from >= 0 {
			n.out[from]++
		}
		if to >= 0 {
			n.in[to]++
		}
		if from >= 0 && to >= 0 && from != to {
			n.links[from] = append(n.links[from], to)
		}
	}
	for i, links := range n.links {
		slices.Sort(links)
		n.links[i] = slices.Compact(links)
	}
	return n, c.Err()
}

func (n *net) ranked() []Ranked {
	all := make([]Ranked, len(n.entities))
	for i, id := range n.entities {
		all[i] = Ranked{ID: id, In: n.in[i], Out: n.out[i]}
	}
	return all
}

// A net is a gonum graph: a node's number is its index.

// Node implements gonum's graph.Graph.
func (n *net) Node(id int64) gonum.Node {
	if id < 0 || id >= int64(len(n.entities)) {
		return nil
	}
	return simple.Node(id)
}

// Nodes implements gonum's graph.Graph.
func (n *net) Nodes() gonum.Nodes { return iterator.NewImplicitNodes(0, len(n.entities), newNode) }

func newNode(id int) gonum.Node { return simple.Node(id) }

// From implements gonum's graph.Graph.
func (n *net) From(id int64) gonum.Nodes {
	nodes := make([]gonum.Node, len(n.links[id]))
	for i, to := range n.links[id] {
		nodes[i] = simple.Node(to)
	}
	return iterator.NewOrderedNodes(nodes)
}

// To implements gonum's graph.Directed. PageRank follows links forwards only.
func (n *net) To(id int64) gonum.Nodes {
	var nodes []gonum.Node
	for from := range n.links {
		if n.HasEdgeFromTo(int64(from), id) {
			nodes = append(nodes, simple.Node(from))
		}
	}
	return iterator.NewOrderedNodes(nodes)
}

// HasEdgeFromTo implements gonum's graph.Directed.
func (n *net) HasEdgeFromTo(u, v int64) bool {
	_, found := slices.BinarySearch(n.links[u], int32(v))
	return found
}

// HasEdgeBetween implements gonum's graph.Graph.
func (n *net) HasEdgeBetween(u, v int64) bool {
	return n.HasEdgeFromTo(u, v) || n.HasEdgeFromTo(v, u)
}

// Edge implements gonum's graph.Graph.
func (n *net) Edge(u, v int64) gonum.Edge {
	if !n.HasEdgeFromTo(u, v) {
		return nil
	}
	return simple.Edge{F: simple.Node(u), T: simple.Node(v)}
}
