package exec

import (
	"context"
	"fmt"
	"slices"

	"factgraph/graph/query/algebra"
)

// maxNesting bounds the depth of the plan.
const maxNesting = 1000

// A compiler turns the algebra into steps.
type compiler struct {
	*run
	vars   int // variables numbered so far
	frames []*frame
	depth  int
	counts map[algebra.Pattern]float64
}

// A scope is what is known of the row when a step is opened.
type scope struct {
	possible, certain algebra.Set
	contexts          algebra.Set // the graphs that are being asked
}

// bind is the scope behind what surely binds the variables.
func (sc scope) bind(vars algebra.Set) scope {
	vars = sc.visible(vars)
	sc.possible, sc.certain = sc.possible.Or(vars), sc.certain.Or(vars)
	return sc
}

// after is the scope behind the node.
func (sc scope) after(n algebra.Node) scope {
	sc.possible = sc.possible.Or(sc.visible(algebra.Possible(n)))
	sc.certain = sc.certain.Or(sc.visible(algebra.Certain(n)))
	return sc
}

// visible takes the contexts out of a set.
func (sc scope) visible(s algebra.Set) algebra.Set { return s.Without(sc.contexts) }

// list sorts the variables of a set, contexts left out.
func (sc scope) list(s algebra.Set) []algebra.Var {
	return slices.Collect(sc.visible(s).All())
}

// frame makes a frame; its row is made when all variables are known.
func (c *compiler) frame() *frame {
	f := &frame{run: c.run}
	c.frames = append(c.frames, f)
	return f
}

// fresh makes a variable that the query has no name for.
func (c *compiler) fresh() algebra.Var {
	c.vars++
	return algebra.Var(c.vars)
}

// compile makes one step of a node.
func (c *compiler) compile(n algebra.Node, f *frame, sc scope) step {
	return newChain(c.steps(n, nil, f, sc))
}

// steps makes the steps of a node under filters, which are put as early as they
// can decide.
func (c *compiler) steps(n algebra.Node, filters []algebra.Expr, f *frame, sc scope) []step {
	if c.depth++; c.depth > maxNesting {
		c.fail(ErrDepth)
	}
	defer func() { c.depth-- }()
	if !c.going() {
		return []step{&chain{}}
	}
	switch n := n.(type) {
	case *algebra.Filter:
		return c.steps(n.Of, append(conjuncts(n.Cond), filters...), f, sc)
	case *algebra.LeftJoin:
		early, late := split(filters, algebra.Possible(n), algebra.Certain(n.Left))
		steps := append(c.steps(n.Left, early, f, sc), c.optional(n, f, sc.after(n.Left)))
		return c.filteredAfter(n, steps, late, f, sc)
	case *algebra.Minus:
		steps := c.steps(n.Left, filters, f, sc)
		return append(steps, c.minus(n, f, sc)...)
	case *algebra.Extend:
		early, late := split(filters, algebra.Possible(n), algebra.Certain(n.Of))
		steps := c.steps(n.Of, early, f, sc)
		c.bound = c.bound.With(n.Var)
		steps = append(steps, &bind{f: f, v: n.Var, expr: c.expr(n.Expr, f, sc.after(n.Of))})
		return c.filteredAfter(n, steps, late, f, sc)
	case *algebra.Join, *algebra.BGP, *algebra.Route, *algebra.Statement, *algebra.Unit:
		return c.join(n, filters, f, sc)
	}
	return c.filteredAfter(n, []step{c.single(n, f, sc)}, filters, f, sc)
}

// single makes the step of a node that is neither a join nor a filter.
func (c *compiler) single(n algebra.Node, f *frame, sc scope) step {
	switch n := n.(type) {
	case *algebra.Union:
		u := &union{}
		for _, branch := range n.Branches {
			u.branches = append(u.branches, c.compile(branch, f, sc))
		}
		return u
	case *algebra.Graph:
		return c.graph(n, f, sc)
	case *algebra.Values:
		return c.values(n, f, sc)
	case *algebra.Group:
		return c.group(n, f, sc)
	case *algebra.OrderBy:
		return c.order(n, -1, f, sc)
	case *algebra.Project:
		return c.compile(n.Of, f, sc)
	case *algebra.Distinct:
		return &distinct{f: f, inner: c.compile(n.Of, f, sc), vars: sc.list(algebra.Possible(n))}
	case *algebra.Slice:
		return c.slice(n, f, sc)
	}
	return c.compile(n, f, sc)
}

// going tells whether the plan is still wanted: a long query takes long to plan.
func (c *compiler) going() bool {
	if err := c.ctx.Err(); err != nil {
		c.fail(fmt.Errorf("query stopped: %w", context.Cause(c.ctx)))
	}
	return c.err == nil
}

// filtered puts filters behind steps.
func (c *compiler) filtered(steps []step, filters []algebra.Expr, f *frame, sc scope) []step {
	for _, e := range filters {
		steps = append(steps, &filter{f: f, cond: c.condition(e, f, sc)})
	}
	return steps
}

// filteredAfter puts filters behind the steps of a node.
func (c *compiler) filteredAfter(n algebra.Node, steps []step, filters []algebra.Expr, f *frame, sc scope) []step {
	if len(filters) == 0 {
		return steps
	}
	return c.filtered(steps, filters, f, sc.after(n))
}

// conjuncts takes a && b apart.
func conjuncts(e algebra.Expr) []algebra.Expr {
	if call, ok := e.(*algebra.Call); ok && call.Func == "&&" && len(call.Args) == 2 {
		return append(conjuncts(call.Args[0]), conjuncts(call.Args[1])...)
	}
	return []algebra.Expr{e}
}

// split tells the filters that can decide when only the certain variables are
// bound from those that must wait for others that are possible.
func split(filters []algebra.Expr, possible, certain algebra.Set) (early, late []algebra.Expr) {
	for _, e := range filters {
		if algebra.Mentioned(e).And(possible).Within(certain) {
			early = append(early, e)
		} else {
			late = append(late, e)
		}
	}
	return early, late
}

// correlated makes a step of a node that may follow other steps: one that sees
// their bindings if that is right, or else a table.
func (c *compiler) correlated(n algebra.Node, filters []algebra.Expr, f *frame, sc scope) step {
	if algebra.Correlates(n, sc.possible) {
		return newChain(c.steps(n, filters, f, sc))
	}
	return newChain(c.filteredAfter(n, []step{c.table(n, algebra.Possible(n), f, sc)}, filters, f, sc))
}

// table gathers the solutions of a node by itself.
func (c *compiler) table(n algebra.Node, keep algebra.Set, f *frame, sc scope) *table {
	own := c.frame()
	inner := scope{contexts: sc.contexts}
	t := &table{
		f: f, own: own, source: c.compile(n, own, inner),
		vars: sc.list(keep), contexts: slices.Collect(algebra.Touched(n).And(sc.contexts).All()),
	}
	t.setKeys(algebra.Certain(n), sc)
	return t
}

func (t *table) setKeys(certain algebra.Set, sc scope) {
	for i, v := range t.vars {
		if certain.Has(v) && sc.certain.Has(v) {
			t.keys = append(t.keys, i)
		}
	}
}

func (c *compiler) values(n *algebra.Values, f *frame, sc scope) step {
	t := &table{f: f, vars: n.Vars}
	for _, row := range n.Rows {
		ids := make([]graphID, len(row))
		for i, term := range row {
			ids[i] = c.number(term)
		}
		t.rows = append(t.rows, ids)
	}
	t.setKeys(algebra.Certain(n), sc)
	return t
}

func (c *compiler) optional(n *algebra.LeftJoin, f *frame, sc scope) step {
	var on []algebra.Expr
	if n.On != nil {
		on = conjuncts(n.On)
	}
	return &optional{inner: c.correlated(n.Right, on, f, sc)}
}

// minus makes the steps behind the left side of MINUS.
func (c *compiler) minus(n *algebra.Minus, f *frame, sc scope) []step {
	left, right := algebra.Possible(n.Left), algebra.Possible(n.Right)
	shared := sc.visible(left.And(right))
	if shared.IsEmpty() {
		return nil
	}
	sc = sc.after(n.Left)
	sure := sc.visible(algebra.Certain(n.Left).And(algebra.Certain(n.Right)))
	if !sure.IsEmpty() && algebra.Correlates(n.Right, sc.possible) {
		return []step{&absent{inner: c.compile(n.Right, f, sc)}}
	}
	return []step{&subtract{rows: c.table(n.Right, shared, f, sc)}}
}

func (c *compiler) graph(n *algebra.Graph, f *frame, sc scope) step {
	if bgp, ok := n.Of.(*algebra.BGP); ok && len(bgp.Patterns) > 0 {
		named := &algebra.BGP{Patterns: slices.Clone(bgp.Patterns)}
		for i := range named.Patterns {
			named.Patterns[i].G = n.Name
		}
		return c.compile(named, f, sc)
	}
	inner := scope{possible: sc.possible, certain: sc.certain, contexts: sc.contexts.With(n.Context)}
	return &graphs{f: f, context: n.Context, name: n.Name.Var, inner: c.correlated(n.Of, nil, f, inner)}
}

func (c *compiler) group(n *algebra.Group, f *frame, sc scope) step {
	inside := sc.after(n.Of)
	g := &grouper{f: f, inner: c.compile(n.Of, f, sc)}
	for _, k := range n.Keys {
		g.keys = append(g.keys, keyExpr{k.Var, c.expr(k.Expr, f, inside)})
	}
	for _, a := range n.Aggregates {
		agg := aggregate{Aggregate: a, vars: sc.list(algebra.Possible(n.Of))}
		if a.Arg != nil {
			agg.arg = c.expr(a.Arg, f, inside)
		}
		g.aggs = append(g.aggs, agg)
	}
	return g
}

func (c *compiler) order(n *algebra.OrderBy, limit int64, f *frame, sc scope) step {
	s := &sorter{f: f, inner: c.compile(n.Of, f, sc), vars: sc.list(algebra.Possible(n.Of)), limit: limit}
	for _, k := range n.Keys {
		s.keys = append(s.keys, sortKey{c.expr(k.Expr, f, sc.after(n.Of)), k.Desc})
	}
	return s
}

// slice tells a sorter below that it need not keep more than what is shown.
func (c *compiler) slice(n *algebra.Slice, f *frame, sc scope) step {
	of := n.Of
	if p, ok := of.(*algebra.Project); ok {
		of = p.Of
	}
	if o, ok := of.(*algebra.OrderBy); ok && n.Limit >= 0 && n.Offset+n.Limit >= 0 {
		return &slice{inner: c.order(o, n.Offset+n.Limit, f, sc), offset: n.Offset, limit: n.Limit}
	}
	return &slice{inner: c.compile(n.Of, f, sc), offset: n.Offset, limit: n.Limit}
}
