package exec

import (
	"math"
	"slices"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
)

type graphID = graph.ID

// A part is what a join joins: a pattern, a path, or another node.
type part struct {
	pattern *algebra.Pattern
	node    algebra.Node // a *algebra.Route or *algebra.Statement too
	vars    algebra.Set
}

// parts flattens a join.
func (c *compiler) parts(n algebra.Node, all []part) []part {
	switch n := n.(type) {
	case *algebra.Unit:
		return all
	case *algebra.BGP:
		for i := range n.Patterns {
			p := &n.Patterns[i]
			all = append(all, part{pattern: p, vars: p.Vars()})
		}
		return all
	case *algebra.Join:
		return c.parts(n.Right, c.parts(n.Left, all))
	case *algebra.Route:
		if simple := c.unfold(n, n.Path); simple != algebra.Node(n) {
			return c.parts(simple, all)
		}
	}
	return append(all, part{node: n, vars: algebra.Possible(n)})
}

// unfold turns the parts of a path that are mere joins and unions into such.
func (c *compiler) unfold(n *algebra.Route, path algebra.Path) algebra.Node {
	step := func(s algebra.Operand, p algebra.Path, o algebra.Operand) algebra.Node {
		r := &algebra.Route{Subject: s, Path: p, Object: o, Graph: n.Graph}
		return c.unfold(r, p)
	}
	switch p := path.(type) {
	case *algebra.Link:
		predicate := algebra.Operand{Term: p.Term}
		return &algebra.BGP{Patterns: []algebra.Pattern{{S: n.Subject, P: predicate, O: n.Object, G: n.Graph}}}
	case *algebra.Inverse:
		return step(n.Object, p.Of, n.Subject)
	case *algebra.Chain:
		var all algebra.Node = &algebra.Unit{}
		from := n.Subject
		for i, s := range p.Steps {
			to := n.Object
			if i < len(p.Steps)-1 {
				to = algebra.Operand{Var: c.fresh()}
			}
			all = &algebra.Join{Left: all, Right: step(from, s, to)}
			from = to
		}
		return all
	case *algebra.Choice:
		u := &algebra.Union{}
		for _, branch := range p.Of {
			u.Branches = append(u.Branches, step(n.Subject, branch, n.Object))
		}
		return u
	}
	if path != n.Path {
		return &algebra.Route{Subject: n.Subject, Path: path, Object: n.Object, Graph: n.Graph}
	}
	return n
}

// join orders the parts of a join, cheapest first, and puts each filter behind
// the part that binds the last of its variables.
func (c *compiler) join(n algebra.Node, filters []algebra.Expr, f *frame, sc scope) []step {
	left := c.parts(n, nil)
	if len(left) > 1 {
		c.terms.keepNumbers()
	}
	var possible algebra.Set // of the whole join
	var steps []step
	if len(filters) > 0 {
		possible = sc.possible
		for _, p := range left {
			possible = possible.Or(p.vars)
		}
	}
	place := func() {
		if len(filters) == 0 {
			return
		}
		var now []algebra.Expr
		now, filters = split(filters, sc.visible(possible), sc.certain)
		steps = c.filtered(steps, now, f, sc)
	}
	place()
	o := newOrderer(c)
	var first *algebra.Pattern // the first part, if it gives its subjects in order
	for outermost := true; len(left) > 0 && c.going(); outermost = false {
		i := o.choose(left, sc)
		p := left[i]
		left = slices.Delete(left, i, i+1)
		switch node := p.node.(type) {
		case nil:
			s := c.member(f, *p.pattern, first)
			if s == nil {
				s = newScan(f, *p.pattern)
			}
			steps = append(steps, s)
			if outermost && len(left) > 0 && !sc.possible.Has(p.pattern.S.Var) && c.isList(*p.pattern) {
				first = p.pattern
			}
			sc = sc.bind(p.vars)
		case *algebra.Route:
			steps = append(steps, newFollow(f, node))
			sc = sc.bind(p.vars)
		case *algebra.Statement:
			steps = append(steps, newStatement(f, node))
			sc = sc.bind(p.vars)
		default:
			steps = append(steps, c.correlated(node, nil, f, sc))
			sc = sc.after(node)
		}
		place()
		o.placed(p, left)
	}
	return c.filtered(steps, filters, f, sc)
}

// An orderer chooses the next part of a join. The first is the one of which the
// store counts the fewest quads; the next ones are measured on a sample of the
// solutions so far, for a mean over all subjects says little where a few have
// most of the facts.
type orderer struct {
	c       *compiler
	samples []map[algebra.Var]graph.ID
	sampled algebra.Set // the variables that the samples bind
	usable  bool
	first   bool
}

// sampleSize is how many solutions are looked at; each costs a count in the
// index for every part that could be next.
const sampleSize = 4

func newOrderer(c *compiler) *orderer {
	return &orderer{c: c, first: true, usable: true}
}

// choose gives the index of the best part: connected to what is bound if there
// is such a one, and with the fewest solutions. Those that name more are looked
// at first, and when one of them has few solutions, the others are not counted.
func (o *orderer) choose(left []part, sc scope) int {
	if len(left) == 1 {
		return 0
	}
	order := make([]int, len(left))
	ranks := make([]int, len(left))
	for i, p := range left {
		order[i], ranks[i] = i, p.rank(sc)
	}
	slices.SortStableFunc(order, func(a, b int) int { return ranks[a] - ranks[b] })
	best, bestCost := order[0], math.Inf(1)
	for _, i := range order {
		if !o.c.alive() {
			break
		}
		p := left[i]
		cost := o.cost(p, sc)
		if ranks[i] == crossProduct && !sc.possible.IsEmpty() {
			cost = cost*1e3 + 1e6
		}
		if cost < bestCost {
			best, bestCost = i, cost
		}
		if bestCost <= few {
			break
		}
	}
	return best
}

// few solutions are not worth a look for fewer.
const few = 16

// crossProduct is the rank of a part that shares nothing with what is bound.
const crossProduct = 9

// rank tells how much a part names, the most first: whether it only tests, and
// which places are constant or bound.
func (p part) rank(sc scope) int {
	if !p.vars.IsEmpty() && !sc.possible.IsEmpty() && !p.vars.Meets(sc.possible) {
		return crossProduct
	}
	if p.pattern == nil {
		return 6
	}
	known := func(o algebra.Operand) bool { return o.Var == 0 || sc.possible.Has(o.Var) }
	s, o := known(p.pattern.S), known(p.pattern.O)
	switch {
	case s && o:
		return 0
	case s && known(p.pattern.P):
		return 1
	case o && known(p.pattern.P):
		return 2
	case s:
		return 3
	case o:
		return 4
	}
	return 5
}

func (o *orderer) cost(p part, sc scope) float64 {
	if p.pattern == nil {
		if !algebra.Correlates(p.node, sc.possible) {
			return o.c.estimate(p.node, algebra.Set{}) + 1e4
		}
		return o.c.estimate(p.node, sc.possible)
	}
	bound := p.vars.And(sc.possible)
	if !bound.IsEmpty() && p.vars.Within(bound) {
		return 0.5 // it only tests
	}
	if !bound.IsEmpty() && o.usable && len(o.samples) > 0 && bound.Within(o.sampled) {
		return o.measure(*p.pattern)
	}
	return o.c.patternCost(*p.pattern, sc.possible)
}

// measure is the mean number of quads over the sample.
func (o *orderer) measure(p algebra.Pattern) float64 {
	total := 0.0
	for _, sample := range o.samples {
		total += o.c.count(p, sample)
	}
	return total / float64(len(o.samples))
}

// placed extends the sample by the part that was placed, if it will be needed.
func (o *orderer) placed(p part, left []part) {
	if !o.usable || len(left) < 2 {
		return
	}
	if p.pattern == nil || !o.first && len(o.samples) == 0 {
		o.usable = false
		return
	}
	if o.first {
		o.samples = []map[algebra.Var]graph.ID{{}}
	}
	o.extend(*p.pattern)
	o.first = false
	o.sampled = o.sampled.Or(p.vars)
	o.usable = len(o.samples) > 0
}

func (o *orderer) extend(p algebra.Pattern) {
	var next []map[algebra.Var]graph.ID
	per := sampleSize
	if len(o.samples) > 1 {
		per = 1
	}
	f := &frame{run: o.c.run, row: make([]graph.ID, o.c.vars+1)}
	s := newScan(f, p)
	for _, sample := range o.samples {
		clear(f.row)
		for v, id := range sample {
			f.row[v] = id
		}
		s.open()
		for range per {
			if !s.next() {
				break
			}
			extended := make(map[algebra.Var]graph.ID, len(sample)+3)
			for v, id := range sample {
				extended[v] = id
			}
			for v := range p.Vars().All() {
				extended[v] = f.row[v]
			}
			next = append(next, extended)
		}
		s.stop()
	}
	o.samples = next
}
