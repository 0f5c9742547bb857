package exec

import (
	"factgraph/graph"
	"factgraph/graph/query/algebra"
)

// A follow finds where a path leads: from the subject, or backwards from the
// object, or from every node of the graph if neither is bound.
type follow struct {
	f    *frame
	s, o slot
	g    slot
	path route

	w            *walker
	freeS, freeO bool
	to           graph.ID // the other end, if it is bound
	back         bool
	nodes        []graph.ID // to start from
	at           int
	from         graph.ID   // the node started from
	walk         *spread    // a repeated path
	pending      []graph.ID // ends of another path, reached and not given yet
}

func newFollow(f *frame, n *algebra.Route) *follow {
	s := &follow{f: f, s: f.slot(n.Subject), o: f.slot(n.Object), g: f.slot(n.Graph), path: f.route(n.Path)}
	s.w = &walker{f: f}
	return s
}

func (s *follow) open() {
	row := s.f.row
	from, to := s.s.get(row), s.o.get(row)
	s.freeS, s.freeO = from == 0, to == 0
	s.pending, s.walk, s.nodes, s.at = nil, nil, nil, 0
	s.w.graphs = s.f.defaults()
	if s.g != (slot{}) {
		s.w.graphs = []graph.ID{s.g.get(row)}
	}
	s.back = from == 0 && to != 0
	s.from, s.to = from, to
	if s.back {
		s.from, s.to = to, 0
	}
	if s.from == 0 {
		s.nodes = s.everyNode()
		return
	}
	if s.misses() {
		s.nodes = nil
		return
	}
	s.nodes = []graph.ID{s.from}
}

// misses tells whether a variable is bound to something that is not in the
// graph: a path of length zero leads from there only if the query says it.
func (s *follow) misses() bool {
	absent := func(place slot, id graph.ID) bool { return place.v != 0 && id != 0 && !s.w.has(id) }
	return absent(s.s, s.s.get(s.f.row)) || absent(s.o, s.o.get(s.f.row))
}

// everyNode lists the nodes of the graph, each once.
func (s *follow) everyNode() []graph.ID {
	seen := make(map[graph.ID]bool)
	var all []graph.ID
	add := func(id graph.ID) bool {
		if !seen[id] && s.f.grow(nodeBytes) {
			seen[id] = true
			all = append(all, id)
		}
		return s.f.err == nil
	}
	s.w.neighbors(graph.Quad{}, func(q graph.Quad) bool { return add(q.S) && add(q.O) })
	s.f.shrink(len(all) * nodeBytes)
	return all
}

func (s *follow) next() bool {
	for s.f.alive() {
		end, ok := s.reached()
		if !ok {
			s.stopWalk()
			if s.at >= len(s.nodes) {
				break
			}
			s.from = s.nodes[s.at]
			s.at++
			s.startWalk()
			continue
		}
		if s.bind(end) {
			return true
		}
	}
	s.stop()
	return false
}

// startWalk begins at the next node. Only repeated paths stream; the others are
// short.
func (s *follow) startWalk() {
	if r, ok := s.path.(*repeatRoute); ok {
		s.walk = newSpread(s.w, r, s.from, s.back)
		return
	}
	s.pending = s.pending[:0]
	s.path.from(s.w, s.from, s.back, func(id graph.ID) bool {
		s.pending = append(s.pending, id)
		return true
	})
}

func (s *follow) reached() (graph.ID, bool) {
	if s.walk != nil {
		return s.walk.next()
	}
	if len(s.pending) == 0 {
		return 0, false
	}
	end := s.pending[0]
	s.pending = s.pending[1:]
	return end, true
}

// bind puts both ends into the row; false if the end is not the wanted one.
func (s *follow) bind(end graph.ID) bool {
	if s.to != 0 {
		if end == s.to && s.walk != nil {
			s.stopWalk() // it would not come here again
		}
		return end == s.to
	}
	from := s.from
	if s.back {
		from, end = end, from
	}
	if s.freeS && s.freeO && s.s.v == s.o.v && from != end {
		return false
	}
	if s.freeS {
		s.f.row[s.s.v] = from
	}
	if s.freeO {
		s.f.row[s.o.v] = end
	}
	return true
}

func (s *follow) stopWalk() {
	if s.walk != nil {
		s.walk.close()
		s.walk = nil
	}
	s.pending = nil
}

func (s *follow) stop() {
	s.stopWalk()
	if s.freeS {
		s.f.row[s.s.v] = 0
	}
	if s.freeO {
		s.f.row[s.o.v] = 0
	}
	s.freeS, s.freeO, s.nodes = false, false, nil
}
