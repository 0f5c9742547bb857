package exec

import (
	"factgraph/graph"
	"factgraph/graph/query/algebra"
)

// A step is a part of a plan. It finds all ways to bind its variables that
// agree with what the row has when it is opened.
type step interface {
	// open starts over with the bindings that stand in the row now.
	open()
	// next finds the next way and binds it in the row; false when there is no
	// more, and the row is then as it was when the step was opened.
	next() bool
	// stop ends early and leaves the row as it was when the step was opened.
	stop()
}

// A chain is a join: each step is opened for every way of the one before it.
type chain struct {
	steps []step
	depth int // the step that is open last; -1: exhausted
	fresh bool
}

// newChain makes one step of many.
func newChain(steps []step) step {
	if len(steps) == 1 {
		return steps[0]
	}
	return &chain{steps: steps, depth: -1}
}

func (c *chain) open() {
	c.depth, c.fresh = 0, true
	if len(c.steps) > 0 {
		c.steps[0].open()
	}
}

func (c *chain) next() bool {
	if len(c.steps) == 0 {
		once := c.fresh
		c.fresh = false
		return once
	}
	for c.depth >= 0 {
		if !c.steps[c.depth].next() {
			c.depth--
			continue
		}
		if c.depth == len(c.steps)-1 {
			return true
		}
		c.depth++
		c.steps[c.depth].open()
	}
	return false
}

func (c *chain) stop() {
	for ; c.depth >= 0 && len(c.steps) > 0; c.depth-- {
		c.steps[c.depth].stop()
	}
	c.depth = -1
}

// A filter passes when its condition holds.
type filter struct {
	f    *frame
	cond condition
	done bool
}

func (s *filter) open() { s.done = false }
func (s *filter) stop() {}
func (s *filter) next() bool {
	if s.done || s.f.err != nil {
		return false
	}
	s.done = true
	return s.cond(s.f)
}

// A bind gives a variable the value of an expression.
type bind struct {
	f     *frame
	v     algebra.Var
	expr  expression
	done  bool
	binds bool
}

func (s *bind) open() { s.done = false }

func (s *bind) next() bool {
	if s.done || s.f.err != nil {
		s.stop()
		return false
	}
	s.done = true
	v, ok := s.expr(s.f)
	if !ok {
		return true
	}
	id := s.f.number(v.Term)
	if have := s.f.row[s.v]; have != 0 {
		return have == id
	}
	s.f.row[s.v], s.binds = id, true
	return true
}

func (s *bind) stop() {
	if s.binds {
		s.f.row[s.v], s.binds = 0, false
	}
}

// An optional passes once if its inner step finds nothing.
type optional struct {
	inner   step
	matched bool
	done    bool
}

func (s *optional) open() {
	s.matched, s.done = false, false
	s.inner.open()
}

func (s *optional) next() bool {
	if s.done {
		return false
	}
	if s.inner.next() {
		s.matched = true
		return true
	}
	s.done = true
	return !s.matched
}

func (s *optional) stop() {
	if !s.done {
		s.inner.stop()
	}
}

// A union tries its branches one after the other.
type union struct {
	branches []step
	at       int
}

func (s *union) open() {
	s.at = 0
	s.branches[0].open()
}

func (s *union) next() bool {
	for s.at < len(s.branches) {
		if s.branches[s.at].next() {
			return true
		}
		if s.at++; s.at < len(s.branches) {
			s.branches[s.at].open()
		}
	}
	return false
}

func (s *union) stop() {
	if s.at < len(s.branches) {
		s.branches[s.at].stop()
	}
}

// An absent passes when its inner step finds nothing.
type absent struct {
	inner step
	done  bool
}

func (s *absent) open() { s.done = false }
func (s *absent) stop() {}
func (s *absent) next() bool {
	if s.done {
		return false
	}
	s.done = true
	return !finds(s.inner)
}

// finds tells whether a step finds anything, and leaves the row as it was.
func finds(s step) bool {
	s.open()
	if s.next() {
		s.stop()
		return true
	}
	return false
}

// A graphs step evaluates its inner step in each named graph.
type graphs struct {
	f       *frame
	context algebra.Var // has the graph's number while the inner step runs
	name    algebra.Var
	inner   step
	all     []graph.ID // nil until listed
	left    []graph.ID
	saved   graph.ID // what the context was outside
	binds   bool
	running bool
}

func (s *graphs) open() {
	s.saved, s.binds, s.running = s.f.row[s.context], false, false
	if g := s.f.row[s.name]; g != 0 {
		s.left = nil
		if s.f.hasGraph(g) {
			s.left = []graph.ID{g}
		}
		return
	}
	if s.all == nil {
		s.all = s.f.namedGraphs()
	}
	s.left = s.all
}

func (s *graphs) next() bool {
	for s.f.alive() {
		if s.running {
			s.unname()
			if s.inner.next() {
				if s.agrees() {
					return true
				}
				continue
			}
			s.running = false
		}
		if len(s.left) == 0 {
			break
		}
		s.f.row[s.context], s.left = s.left[0], s.left[1:]
		s.inner.open()
		s.running = true
	}
	s.stop()
	return false
}

// agrees joins the graph with its name, which the inner step may have bound.
func (s *graphs) agrees() bool {
	g := s.f.row[s.context]
	if have := s.f.row[s.name]; have != 0 {
		return have == g
	}
	s.f.row[s.name], s.binds = g, true
	return true
}

func (s *graphs) unname() {
	if s.binds {
		s.f.row[s.name], s.binds = 0, false
	}
}

func (s *graphs) stop() {
	s.unname()
	if s.running {
		s.inner.stop()
		s.running = false
	}
	s.f.row[s.context], s.left = s.saved, nil
}
