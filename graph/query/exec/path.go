package exec

import (
	"slices"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
)

// A route is a property path with its constants numbered.
type route interface {
	// from calls visit for each node that the path leads to, or comes from if
	// back; a node may be visited more than once. It ends when visit is false.
	from(w *walker, node graph.ID, back bool, visit func(graph.ID) bool) bool
}

// A walker follows routes in one graph or in the merge of several.
type walker struct {
	f      *frame
	graphs []graph.ID
	free   []graph.Cursor // cursors that no walk uses now
}

// neighbors calls visit for the quads that match the pattern, in all graphs.
func (w *walker) neighbors(pattern graph.Quad, visit func(graph.Quad) bool) bool {
	var c graph.Cursor
	if n := len(w.free); n > 0 {
		c, w.free = w.free[n-1], w.free[:n-1]
	} else {
		c = w.f.cursor()
	}
	defer func() { w.free = append(w.free, c) }()
	if isLocal(pattern.S) || isLocal(pattern.O) || isLocal(pattern.P) {
		return true
	}
	for _, g := range w.graphs {
		pattern.G = g
		for c.Seek(pattern); w.f.alive() && c.Next(); {
			if !visit(c.Quad()) {
				return false
			}
		}
		w.f.fail(c.Err())
	}
	return w.f.err == nil
}

// has tells whether a node is in the graph.
func (w *walker) has(node graph.ID) bool {
	no := func(graph.Quad) bool { return false }
	return !w.neighbors(graph.Quad{S: node}, no) || !w.neighbors(graph.Quad{O: node}, no)
}

type linkRoute struct{ p graph.ID }

func (l *linkRoute) from(w *walker, node graph.ID, back bool, visit func(graph.ID) bool) bool {
	if back {
		return w.neighbors(graph.Quad{P: l.p, O: node}, func(q graph.Quad) bool { return visit(q.S) })
	}
	return w.neighbors(graph.Quad{S: node, P: l.p}, func(q graph.Quad) bool { return visit(q.O) })
}

type inverseRoute struct{ of route }

func (r *inverseRoute) from(w *walker, node graph.ID, back bool, visit func(graph.ID) bool) bool {
	return r.of.from(w, node, !back, visit)
}

type chainRoute struct{ first, second route }

func (r *chainRoute) from(w *walker, node graph.ID, back bool, visit func(graph.ID) bool) bool {
	a, b := r.first, r.second
	if back {
		a, b = b, a
	}
	return a.from(w, node, back, func(middle graph.ID) bool { return b.from(w, middle, back, visit) })
}

type choiceRoute struct{ of []route }

func (r *choiceRoute) from(w *walker, node graph.ID, back bool, visit func(graph.ID) bool) bool {
	for _, branch := range r.of {
		if !branch.from(w, node, back, visit) {
			return false
		}
	}
	return true
}

type exceptRoute struct {
	forward, backward   []graph.ID
	forwards, backwards bool
}

func (r *exceptRoute) from(w *walker, node graph.ID, back bool, visit func(graph.ID) bool) bool {
	out := func(not []graph.ID) bool {
		return w.neighbors(graph.Quad{S: node}, func(q graph.Quad) bool { return slices.Contains(not, q.P) || visit(q.O) })
	}
	into := func(not []graph.ID) bool {
		return w.neighbors(graph.Quad{O: node}, func(q graph.Quad) bool { return slices.Contains(not, q.P) || visit(q.S) })
	}
	if back {
		out, into = into, out
	}
	return (!r.forwards || out(r.forward)) && (!r.backwards || into(r.backward))
}

// A repeatRoute visits each node once, nearest first.
type repeatRoute struct {
	of   route
	zero bool // the node itself too
	once bool // one step at most
}

func (r *repeatRoute) from(w *walker, node graph.ID, back bool, visit func(graph.ID) bool) bool {
	s := newSpread(w, r, node, back)
	defer s.close()
	for {
		id, ok := s.next()
		if !ok {
			return w.f.err == nil
		}
		if !visit(id) {
			return false
		}
	}
}

// A spread walks breadth first from one node, and gives each node it reaches as
// soon as it is reached.
type spread struct {
	w       *walker
	r       *repeatRoute
	back    bool
	seen    map[graph.ID]bool
	found   []graph.ID // reached, in order
	given   int        // how many of them were given
	spread  int        // how many of them were gone on from
	started bool
	start   graph.ID
}

const nodeBytes = 40

func newSpread(w *walker, r *repeatRoute, start graph.ID, back bool) *spread {
	s := &spread{w: w, r: r, back: back, seen: make(map[graph.ID]bool), start: start}
	if r.zero {
		s.reach(start)
	}
	return s
}

func (s *spread) reach(id graph.ID) bool {
	if !s.seen[id] && s.w.f.grow(nodeBytes) {
		s.seen[id] = true
		s.found = append(s.found, id)
	}
	return s.w.f.err == nil
}

func (s *spread) next() (graph.ID, bool) {
	for s.given == len(s.found) {
		switch {
		case !s.started:
			s.started = true
			s.r.of.from(s.w, s.start, s.back, s.reach)
			if s.r.zero {
				s.spread = 1
			}
		case s.r.once || s.spread == len(s.found) || s.w.f.err != nil:
			return 0, false
		default:
			node := s.found[s.spread]
			s.spread++
			s.r.of.from(s.w, node, s.back, s.reach)
		}
	}
	s.given++
	return s.found[s.given-1], true
}

func (s *spread) close() { s.w.f.shrink(len(s.found) * nodeBytes) }

// route numbers a path.
func (r *run) route(p algebra.Path) route {
	switch p := p.(type) {
	case *algebra.Link:
		return &linkRoute{r.number(p.Term)}
	case *algebra.Inverse:
		return &inverseRoute{r.route(p.Of)}
	case *algebra.Chain:
		all := r.route(p.Steps[0])
		for _, step := range p.Steps[1:] {
			all = &chainRoute{all, r.route(step)}
		}
		return all
	case *algebra.Choice:
		c := &choiceRoute{}
		for _, branch := range p.Of {
			c.of = append(c.of, r.route(branch))
		}
		return c
	case *algebra.Repeat:
		return &repeatRoute{of: r.route(p.Of), zero: p.Min == 0, once: p.Once}
	}
	p2 := p.(*algebra.Except)
	e := &exceptRoute{forwards: p2.Forward != nil, backwards: p2.Backward != nil}
	for _, t := range p2.Forward {
		e.forward = append(e.forward, r.number(t))
	}
	for _, t := range p2.Backward {
		e.backward = append(e.backward, r.number(t))
	}
	return e
}
