package dot

import (
	"cmp"
	"slices"

	"factgraph/export/diagram"
)

// A layout is the hints by which Graphviz's layered layout makes a compact
// picture: without them everything that a hub is linked to stands in one
// endless column, and so do the parts of the graph that have no link between
// them.
type layout struct {
	turned []bool   // edges whose head stands left of their tail
	chains [][2]int // pairs of nodes of which the second stands right of the first
}

// manyLeaves is the number of neighbours without other links from which a
// node has them on both sides.
const manyLeaves = 3

func newLayout(d *diagram.Diagram) layout {
	l := layout{turned: make([]bool, len(d.Edges))}
	l.spreadLeaves(d)
	l.chains = l.shelves(d)
	return l
}

// spreadLeaves turns edges of hubs that have more leaves on one side than on
// the other.
func (l *layout) spreadLeaves(d *diagram.Diagram) {
	neighbours := make([][]int, len(d.Nodes))
	edges := make(map[[2]int][]int)
	for i, e := range d.Edges {
		key := [2]int{min(e.From, e.To), max(e.From, e.To)}
		if edges[key] == nil {
			neighbours[e.From] = append(neighbours[e.From], e.To)
			neighbours[e.To] = append(neighbours[e.To], e.From)
		}
		edges[key] = append(edges[key], i)
	}
	for hub := range d.Nodes {
		var left, right []int
		for _, leaf := range neighbours[hub] {
			if len(neighbours[leaf]) != 1 {
				continue
			}
			if first := edges[[2]int{min(hub, leaf), max(hub, leaf)}][0]; d.Edges[first].From == hub {
				right = append(right, leaf)
			} else {
				left = append(left, leaf)
			}
		}
		if len(left)+len(right) < manyLeaves {
			continue
		}
		for len(right) > len(left)+1 {
			leaf := right[len(right)-1]
			right, left = right[:len(right)-1], append(left, leaf)
			for _, i := range edges[[2]int{min(hub, leaf), max(hub, leaf)}] {
				l.turned[i] = d.Edges[i].From == hub
			}
		}
	}
}

// shelves sets unconnected parts side by side, as many as fit in the width of
// the widest.
func (l *layout) shelves(d *diagram.Diagram) [][2]int {
	parts := l.parts(d)
	if len(parts) < 2 {
		return nil
	}
	width := 5
	for _, p := range parts {
		width = max(width, p.depth)
	}
	type shelf struct{ used, last int }
	var shelves []shelf
	var chains [][2]int
	for _, p := range parts {
		i := slices.IndexFunc(shelves, func(s shelf) bool { return s.used+p.depth <= width })
		if i < 0 {
			shelves = append(shelves, shelf{p.depth, p.last})
			continue
		}
		chains = append(chains, [2]int{shelves[i].last, p.first})
		shelves[i].used += p.depth
		shelves[i].last = p.last
	}
	return chains
}

// A part is nodes that are connected with each other and with no others.
type part struct {
	first, last int // a leftmost and a rightmost node
	depth       int // ranks
	size        int
}

// parts finds the connected parts, the largest first, and estimates their
// ranks by longest paths.
func (l *layout) parts(d *diagram.Diagram) []part {
	next := make([][]int, len(d.Nodes)) // from left to right
	both := make([][]int, len(d.Nodes))
	for i, e := range d.Edges {
		from, to := e.From, e.To
		if l.turned[i] {
			from, to = to, from
		}
		next[from] = append(next[from], to)
		both[from] = append(both[from], to)
		both[to] = append(both[to], from)
	}
	rank := ranks(next)
	seen := make([]bool, len(d.Nodes))
	var parts []part
	for start := range d.Nodes {
		if seen[start] {
			continue
		}
		p := part{first: start, last: start}
		seen[start] = true
		queue := []int{start}
		for len(queue) > 0 {
			n := queue[0]
			queue = queue[1:]
			p.size++
			if rank[n] < rank[p.first] {
				p.first = n
			}
			if rank[n] > rank[p.last] {
				p.last = n
			}
			for _, m := range both[n] {
				if !seen[m] {
					seen[m] = true
					queue = append(queue, m)
				}
			}
		}
		p.depth = rank[p.last] - rank[p.first] + 1
		parts = append(parts, p)
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(b.size, a.size) })
	return parts
}

// ranks is the length of the longest path to each node; arrows that close a
// circle don't count.
func ranks(next [][]int) []int {
	const fresh, open, done = 0, 1, 2
	state := make([]int, len(next))
	var order []int // reverse topological
	var visit func(n int)
	back := make(map[[2]int]bool)
	visit = func(n int) {
		state[n] = open
		for _, m := range next[n] {
			switch state[m] {
			case fresh:
				visit(m)
			case open:
				back[[2]int{n, m}] = true
			}
		}
		state[n] = done
		order = append(order, n)
	}
	for n := range next {
		if state[n] == fresh {
			visit(n)
		}
	}
	rank := make([]int, len(next))
	for _, n := range slices.Backward(order) {
		for _, m := range next[n] {
			if !back[[2]int{n, m}] {
				rank[m] = max(rank[m], rank[n]+1)
			}
		}
	}
	return rank
}
