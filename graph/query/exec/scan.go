package exec

import (
	"factgraph/graph"
	"factgraph/graph/query/algebra"
)

// A slot is a place of a pattern: a variable, or the number of a constant.
type slot struct {
	v  algebra.Var
	id graph.ID
}

// get is the number that the slot has now; 0 for a variable that is not bound.
func (s slot) get(row []graph.ID) graph.ID {
	if s.v != 0 {
		return row[s.v]
	}
	return s.id
}

// slot numbers an operand. The zero operand gives the zero slot.
func (r *run) slot(o algebra.Operand) slot {
	if o.Var != 0 {
		return slot{v: o.Var}
	}
	return slot{id: r.number(o.Term)}
}

// A scan finds the quads of a pattern.
type scan struct {
	f       *frame
	s, p, o slot
	g       slot
	cursor  graph.Cursor

	freeS, freeP, freeO, freeG bool
	pattern                    graph.Quad
	graphs                     []graph.ID
	one                        [1]graph.ID
	seeking                    bool
	seen                       map[graph.Quad]bool // when graphs are merged
}

func newScan(f *frame, p algebra.Pattern) *scan {
	return &scan{f: f, s: f.slot(p.S), p: f.slot(p.P), o: f.slot(p.O), g: f.slot(p.G), cursor: f.cursor()}
}

func (s *scan) open() {
	row := s.f.row
	q := graph.Quad{S: s.s.get(row), P: s.p.get(row), O: s.o.get(row)}
	s.freeS, s.freeP, s.freeO = q.S == 0, q.P == 0, q.O == 0
	s.pattern, s.seeking, s.freeG, s.seen = q, false, false, nil
	if isLocal(q.S) || isLocal(q.P) || isLocal(q.O) {
		s.graphs = nil
		return
	}
	s.graphs = s.choose()
}

// choose gives the graphs to look in.
func (s *scan) choose() []graph.ID {
	if s.g == (slot{}) {
		merged := s.f.defaults()
		if len(merged) > 1 {
			s.seen = make(map[graph.Quad]bool)
		}
		return merged
	}
	g := s.g.get(s.f.row)
	switch {
	case g == 0:
		s.freeG = true
		return s.f.anyNamed()
	case isLocal(g) || !s.f.isNamed(g):
		return nil
	}
	s.one[0] = g
	return s.one[:]
}

func (s *scan) next() bool {
	for s.f.alive() {
		if !s.seeking {
			if len(s.graphs) == 0 {
				break
			}
			s.pattern.G, s.graphs, s.seeking = s.graphs[0], s.graphs[1:], true
			s.cursor.Seek(s.pattern)
		}
		if !s.cursor.Next() {
			s.f.fail(s.cursor.Err())
			s.seeking = false
			continue
		}
		if q := s.cursor.Quad(); s.bind(q) && (s.seen == nil || s.first(q)) {
			return true
		}
	}
	s.stop()
	return false
}

// bind puts a quad into the row; false when a variable would have two values.
func (s *scan) bind(q graph.Quad) bool {
	row := s.f.row
	if s.freeS {
		row[s.s.v] = q.S
	}
	if s.freeP {
		if s.freeS && s.p.v == s.s.v {
			if q.P != q.S {
				return false
			}
		} else {
			row[s.p.v] = q.P
		}
	}
	if s.freeO {
		switch {
		case s.freeS && s.o.v == s.s.v:
			if q.O != q.S {
				return false
			}
		case s.freeP && s.o.v == s.p.v:
			if q.O != q.P {
				return false
			}
		default:
			row[s.o.v] = q.O
		}
	}
	return !s.freeG || s.bindGraph(q)
}

func (s *scan) bindGraph(q graph.Quad) bool {
	v := s.g.v
	switch {
	case s.freeS && v == s.s.v:
		return q.G == q.S
	case s.freeP && v == s.p.v:
		return q.G == q.P
	case s.freeO && v == s.o.v:
		return q.G == q.O
	}
	s.f.row[v] = q.G
	return true
}

// first tells whether a triple of merged graphs is seen for the first time.
func (s *scan) first(q graph.Quad) bool {
	q.G = 0
	if s.seen[q] || !s.f.grow(rowBytes(4)) {
		return false
	}
	s.seen[q] = true
	return true
}

func (s *scan) stop() {
	row := s.f.row
	if s.freeS {
		row[s.s.v] = 0
	}
	if s.freeP {
		row[s.p.v] = 0
	}
	if s.freeO {
		row[s.o.v] = 0
	}
	if s.freeG {
		row[s.g.v] = 0
	}
	if s.seen != nil {
		s.f.shrink(len(s.seen) * rowBytes(4))
		s.seen = nil
	}
	s.graphs, s.seeking = nil, false
	s.freeS, s.freeP, s.freeO, s.freeG = false, false, false, false
}
