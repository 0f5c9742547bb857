package exec

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/internal/quads"
	"factgraph/graph/query/value"
)

// A generator makes random graphs and queries.
type generator struct {
	*rand.Rand
	vars    int             // variables made so far
	pool    []algebra.Var   // those that queries share
	context algebra.Operand // the graph of the patterns here
}

func (g *generator) node() graph.Term {
	return graph.EntityObject(graph.EntityID(fmt.Sprintf("n%d", g.IntN(8))))
}

func (g *generator) literal() graph.Term { return value.FromInt(int64(g.IntN(4))).Term }

func (g *generator) predicate() graph.Term {
	return graph.Term{Kind: graph.PredicateTerm, Value: fmt.Sprintf("p%d", g.IntN(3))}
}

func (g *generator) graph() []quads.Statement {
	var all []quads.Statement
	for range 10 + g.IntN(30) {
		s := quads.Statement{Subject: g.node(), Predicate: g.predicate(), Object: g.node()}
		if g.IntN(4) == 0 {
			s.Object = g.literal()
		}
		if g.IntN(2) == 0 {
			s.Graph = graph.EntityObject(graph.EntityID(fmt.Sprintf("g%d", g.IntN(2))))
		}
		all = append(all, s)
	}
	return all
}

func (g *generator) variable() algebra.Var { return g.pool[g.IntN(len(g.pool))] }

func (g *generator) fresh() algebra.Var {
	g.vars++
	return algebra.Var(g.vars)
}

func (g *generator) operand(constant func() graph.Term) algebra.Operand {
	if g.IntN(3) > 0 {
		return algebra.Operand{Var: g.variable()}
	}
	return algebra.Operand{Term: constant()}
}

func (g *generator) object() graph.Term {
	if g.IntN(3) == 0 {
		return g.literal()
	}
	return g.node()
}

func (g *generator) bgp() algebra.Node {
	b := &algebra.BGP{}
	if g.IntN(4) == 0 { // a star: several things are said of one subject
		s := algebra.Operand{Var: g.variable()}
		for range 2 + g.IntN(2) {
			b.Patterns = append(b.Patterns, algebra.Pattern{S: s, P: algebra.Operand{Term: g.predicate()}, O: algebra.Operand{Term: g.object()}, G: g.context})
		}
		if g.IntN(2) == 0 {
			return b
		}
	}
	for range 1 + g.IntN(3) {
		p := algebra.Pattern{S: g.operand(g.node), P: algebra.Operand{Term: g.predicate()}, O: g.operand(g.object), G: g.context}
		if g.IntN(6) == 0 {
			p.P = algebra.Operand{Var: g.variable()}
		}
		b.Patterns = append(b.Patterns, p)
	}
	return b
}

func (g *generator) route() algebra.Node {
	return &algebra.Route{
		Subject: g.operand(g.node), Object: g.operand(g.node), Graph: g.context,
		Path: &algebra.Repeat{Of: &algebra.Link{Term: g.predicate()}, Min: g.IntN(2), Once: g.IntN(4) == 0},
	}
}

func (g *generator) expr() algebra.Expr {
	ref := func() algebra.Expr { return &algebra.Ref{Var: g.variable()} }
	switch g.IntN(8) {
	case 0:
		return &algebra.Call{Func: "BOUND", Args: []algebra.Expr{ref()}}
	case 1:
		return &algebra.Call{Func: "!", Args: []algebra.Expr{g.expr()}}
	case 2:
		return &algebra.Call{Func: "&&", Args: []algebra.Expr{g.expr(), g.expr()}}
	case 3:
		return &algebra.Call{Func: "||", Args: []algebra.Expr{g.expr(), g.expr()}}
	case 4:
		return &algebra.Call{Func: "<", Args: []algebra.Expr{ref(), &algebra.Const{Term: g.literal()}}}
	case 5:
		return &algebra.Call{Func: "!=", Args: []algebra.Expr{ref(), &algebra.Const{Term: g.object()}}}
	case 6:
		return &algebra.Call{Func: "ISLITERAL", Args: []algebra.Expr{ref()}}
	}
	return &algebra.Call{Func: "=", Args: []algebra.Expr{ref(), ref()}}
}

func (g *generator) query(depth int) algebra.Node {
	if depth == 0 {
		return g.bgp()
	}
	sub := func() algebra.Node { return g.query(depth - 1) }
	switch g.IntN(14) {
	case 0, 1:
		return &algebra.Join{Left: sub(), Right: sub()}
	case 2, 3:
		n := &algebra.LeftJoin{Left: sub(), Right: sub()}
		if g.IntN(2) == 0 {
			n.On = g.expr()
		}
		return n
	case 4:
		return &algebra.Union{Branches: []algebra.Node{sub(), sub()}}
	case 5:
		return &algebra.Minus{Left: sub(), Right: sub()}
	case 6:
		return &algebra.Filter{Of: sub(), Cond: g.expr()}
	case 7:
		return &algebra.Filter{Of: sub(), Cond: &algebra.Exists{Of: g.bgp(), Not: g.IntN(2) == 0}}
	case 8:
		return g.extend(sub())
	case 9:
		return g.values()
	case 10:
		return g.subSelect(depth - 1)
	case 11:
		return g.route()
	case 12:
		return g.inGraph(depth - 1)
	}
	return g.bgp()
}

func (g *generator) extend(of algebra.Node) algebra.Node {
	v := g.variable()
	if algebra.Possible(of).Has(v) {
		return of
	}
	var e algebra.Expr = &algebra.Ref{Var: g.variable()}
	if g.IntN(2) == 0 {
		e = &algebra.Call{Func: "+", Args: []algebra.Expr{e, &algebra.Const{Term: g.literal()}}}
	}
	return &algebra.Extend{Of: of, Var: v, Expr: e}
}

func (g *generator) values() algebra.Node {
	n := &algebra.Values{Vars: []algebra.Var{g.variable()}}
	if v := g.variable(); v != n.Vars[0] {
		n.Vars = append(n.Vars, v)
	}
	for range g.IntN(4) {
		var row []graph.Term
		for range n.Vars {
			t := g.object()
			if g.IntN(4) == 0 {
				t = graph.Term{}
			}
			row = append(row, t)
		}
		n.Rows = append(n.Rows, row)
	}
	return n
}

// subSelect shares some variables with the outside and has others of its own.
func (g *generator) subSelect(depth int) algebra.Node {
	outer := g.pool
	shared := slices.Clone(outer[:1+g.IntN(len(outer))])
	g.pool = append(slices.Clone(shared), g.fresh())
	of := g.query(depth)
	g.pool = outer
	if g.IntN(2) == 0 {
		key := shared[g.IntN(len(shared))]
		count := g.fresh()
		of = &algebra.Group{
			Of: of, Keys: []algebra.Binding{{Var: key, Expr: &algebra.Ref{Var: key}}},
			Aggregates: []algebra.Aggregate{{Var: count, Func: "COUNT"}},
		}
		return &algebra.Project{Of: of, Vars: []algebra.Var{key, count}}
	}
	return &algebra.Distinct{Of: &algebra.Project{Of: of, Vars: shared}}
}

func (g *generator) inGraph(depth int) algebra.Node {
	outer := g.context
	context := g.fresh()
	g.context = algebra.Operand{Var: context}
	n := &algebra.Graph{Name: algebra.Operand{Var: g.variable()}, Context: context, Of: g.query(depth)}
	g.context = outer
	return n
}

// TestPlansAgree compares the plans with the naive evaluator on random graphs
// and queries.
func TestPlansAgree(t *testing.T) {
	const pool = 4
	for seed := range uint64(2000) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 7))}
		if seed%4 == 0 {
			g.vars = 61 // sets of variables have words of 64
		}
		for range pool {
			g.pool = append(g.pool, g.fresh())
		}
		index := quads.New(g.graph())
		root := g.query(1 + g.IntN(3))
		q := &algebra.Query{Root: root, Names: make([]string, g.vars+1)}
		want, ok := expected(index, q)
		if !ok {
			continue // too many to compare
		}
		got := solutions(t, index, q)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: %s\ngot  %d solutions %v\nwant %d solutions %v", seed, show(root), len(got), got[:min(len(got), 10)], len(want), want[:min(len(want), 10)])
		}
	}
}

// expected gives the solutions of the naive evaluator, sorted.
func expected(index *quads.Index, q *algebra.Query) ([]string, bool) {
	r := newRun(context.Background(), index, Limits{}, time.Now())
	n := &naive{c: &compiler{run: r, vars: len(q.Names)}, ctx: make(map[algebra.Var]graph.ID)}
	for _, g := range []graph.ID{0, graph.AnyGraph} {
		c := index.Cursor()
		for c.Seek(graph.Quad{G: g}); c.Next(); {
			n.quads = append(n.quads, c.Quad())
			if id := c.Quad().G; id != 0 && !slices.Contains(n.named, id) {
				n.named = append(n.named, id)
			}
		}
	}
	visible := algebra.Possible(q.Root)
	var keys []string
	for _, s := range n.eval(q.Root) {
		if len(keys) > 20000 {
			return nil, false
		}
		keys = append(keys, rowKey(func(v algebra.Var) graph.ID { return s[v] }, visible, len(q.Names), r))
	}
	slices.Sort(keys)
	return keys, true
}

func solutions(t *testing.T, index *quads.Index, q *algebra.Query) []string {
	visible := algebra.Possible(q.Root)
	var keys []string
	err := solve(context.Background(), index, q, Options{}, func(f *frame) bool {
		keys = append(keys, rowKey(func(v algebra.Var) graph.ID { return f.row[v] }, visible, len(q.Names), f.run))
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(keys)
	return keys
}

// rowKey writes a solution with its terms, for numbers of computed ones differ.
func rowKey(get func(algebra.Var) graph.ID, visible algebra.Set, n int, r *run) string {
	key := ""
	for v := range n {
		if id := get(algebra.Var(v)); visible.Has(algebra.Var(v)) && id != 0 {
			term, _ := r.terms.term(id)
			key += fmt.Sprintf("?%d=%s ", v, term)
		}
	}
	return key
}

func show(n algebra.Node) string {
	s := fmt.Sprintf("%T%+v", n, n)
	for _, child := range algebra.Children(n) {
		s += "\n  (" + show(child) + ")"
	}
	return s
}
