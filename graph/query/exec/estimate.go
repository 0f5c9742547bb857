package exec

import (
	"math"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
)

// count asks the index how many quads match a pattern, with the variables that
// the sample binds.
func (c *compiler) count(p algebra.Pattern, sample map[algebra.Var]graph.ID) float64 {
	quad := func(o algebra.Operand) graph.ID {
		if o.Var != 0 {
			return sample[o.Var]
		}
		return c.number(o.Term)
	}
	q := graph.Quad{S: quad(p.S), P: quad(p.P), O: quad(p.O), G: quad(p.G)}
	if isLocal(q.S) || isLocal(q.P) || isLocal(q.O) || isLocal(q.G) {
		return 0
	}
	if p.G.Var != 0 && q.G == 0 {
		q.G = graph.AnyGraph
	}
	n, err := c.index.Count(q)
	c.fail(err)
	return float64(n)
}

// constants counts the quads that agree with the constants of a pattern.
func (c *compiler) constants(p algebra.Pattern) float64 {
	if n, ok := c.counts[p]; ok {
		return n
	}
	n := c.count(p, nil)
	if c.counts == nil {
		c.counts = make(map[algebra.Pattern]float64)
	}
	c.counts[p] = n
	return n
}

// The fan-out that is assumed where nothing can be counted: how many quads have
// a subject or an object that is bound by other parts.
const (
	fanSubjectPredicate = 3
	fanObjectPredicate  = 10
	fanSubject          = 30
	fanObject           = 60
)

// patternCost estimates the solutions of a pattern when some of its variables
// have values that are not known yet.
func (c *compiler) patternCost(p algebra.Pattern, bound algebra.Set) float64 {
	n := c.constants(p)
	knows := func(o algebra.Operand) bool { return o.Var != 0 && bound.Has(o.Var) }
	fixed := func(o algebra.Operand) bool { return o.Var == 0 || bound.Has(o.Var) }
	switch {
	case knows(p.S) && knows(p.O), knows(p.S) && p.O.Var == 0, knows(p.O) && p.S.Var == 0:
		return min(n, 1)
	case knows(p.S) && fixed(p.P):
		return min(n, fanSubjectPredicate)
	case knows(p.O) && fixed(p.P):
		return min(n, fanObjectPredicate)
	case knows(p.S):
		return min(n, fanSubject)
	case knows(p.O):
		return min(n, fanObject)
	case knows(p.P):
		return n / 10
	}
	return n
}

// estimate guesses how many solutions a node has.
func (c *compiler) estimate(n algebra.Node, bound algebra.Set) float64 {
	switch n := n.(type) {
	case *algebra.BGP:
		return c.estimateJoin(n, bound)
	case *algebra.Join:
		return c.estimateJoin(n, bound)
	case *algebra.Route:
		return c.routeCost(n, bound)
	case *algebra.Statement:
		p := algebra.Pattern{S: n.Subject, P: n.Predicate, O: n.Object}
		if n.Object.IsZero() {
			p.O.Var = n.Fact
		}
		return c.patternCost(p, bound) + 1
	case *algebra.LeftJoin:
		return c.estimate(n.Left, bound)
	case *algebra.Minus:
		return c.estimate(n.Left, bound)
	case *algebra.Union:
		total := 0.0
		for _, branch := range n.Branches {
			total += c.estimate(branch, bound)
		}
		return total
	case *algebra.Values:
		if algebra.Possible(n).Within(bound) {
			return 0.5
		}
		return float64(len(n.Rows))
	case *algebra.Filter:
		return c.estimate(n.Of, bound) / 2
	case *algebra.Slice:
		if n.Limit >= 0 {
			return min(float64(n.Limit), c.estimate(n.Of, bound))
		}
		return c.estimate(n.Of, bound)
	case *algebra.Group:
		if len(n.Keys) == 0 {
			return 1
		}
		return math.Sqrt(c.estimate(n.Of, bound))
	}
	if children := algebra.Children(n); len(children) == 1 {
		return c.estimate(children[0], bound)
	}
	return 1
}

// estimateJoin multiplies along a greedy order.
func (c *compiler) estimateJoin(n algebra.Node, bound algebra.Set) float64 {
	known := bound
	left := c.parts(n, nil)
	total := 1.0
	for len(left) > 0 {
		best, cost := 0, math.Inf(1)
		for i, p := range left {
			var now float64
			if p.pattern != nil {
				now = c.patternCost(*p.pattern, known)
			} else {
				now = c.estimate(p.node, known)
			}
			if now < cost {
				best, cost = i, now
			}
		}
		total *= max(cost, 0.5)
		known = known.Or(left[best].vars)
		left[best] = left[len(left)-1]
		left = left[:len(left)-1]
	}
	return total
}

// routeCost guesses what a path reaches.
func (c *compiler) routeCost(n *algebra.Route, bound algebra.Set) float64 {
	fixed := func(o algebra.Operand) bool { return o.Var == 0 || bound.Has(o.Var) }
	all, err := c.index.Count(graph.Quad{})
	c.fail(err)
	switch {
	case fixed(n.Subject) && fixed(n.Object):
		return 20
	case fixed(n.Subject), fixed(n.Object):
		return min(float64(all), 100)
	}
	return float64(all) * 4
}
