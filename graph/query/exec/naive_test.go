package exec

import (
	"maps"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/value"
)

// naive evaluates the algebra as SPARQL defines it, from the inside out and
// without any index: it is what the plans are compared with.
type naive struct {
	c     *compiler
	quads []graph.Quad
	named []graph.ID
	ctx   map[algebra.Var]graph.ID // the graphs that are being asked
}

// maxVars bounds the variables of a random query.
const maxVars = 128

type solution map[algebra.Var]graph.ID

func (n *naive) eval(node algebra.Node) []solution {
	switch node := node.(type) {
	case *algebra.Unit:
		return []solution{{}}
	case *algebra.BGP:
		all := []solution{{}}
		for _, p := range node.Patterns {
			all = joinAll(all, n.pattern(p))
		}
		return all
	case *algebra.Route:
		return n.route(node)
	case *algebra.Join:
		return joinAll(n.eval(node.Left), n.eval(node.Right))
	case *algebra.LeftJoin:
		return n.leftJoin(node)
	case *algebra.Union:
		var all []solution
		for _, b := range node.Branches {
			all = append(all, n.eval(b)...)
		}
		return all
	case *algebra.Minus:
		return n.minus(node)
	case *algebra.Filter:
		var all []solution
		for _, s := range n.eval(node.Of) {
			if n.holds(node.Cond, s) {
				all = append(all, s)
			}
		}
		return all
	case *algebra.Extend:
		var all []solution
		for _, s := range n.eval(node.Of) {
			if v, ok := n.value(node.Expr, s); ok {
				s = maps.Clone(s)
				s[node.Var] = n.c.number(v.Term)
			}
			all = append(all, s)
		}
		return all
	case *algebra.Graph:
		return n.graphs(node)
	case *algebra.Values:
		var all []solution
		for _, row := range node.Rows {
			s := solution{}
			for i, t := range row {
				if !t.IsZero() {
					s[node.Vars[i]] = n.c.number(t)
				}
			}
			all = append(all, s)
		}
		return all
	case *algebra.Group:
		return n.group(node)
	case *algebra.Project:
		var all []solution
		for _, s := range n.eval(node.Of) {
			kept := solution{}
			for _, v := range node.Vars {
				if s[v] != 0 {
					kept[v] = s[v]
				}
			}
			all = append(all, kept)
		}
		return all
	case *algebra.Distinct:
		var all []solution
		seen := make(map[string]bool)
		for _, s := range n.eval(node.Of) {
			if key := keyOf(s); !seen[key] {
				seen[key] = true
				all = append(all, s)
			}
		}
		return all
	}
	panic("the naive evaluator does not know this node")
}

func keyOf(s solution) string {
	row := make([]graph.ID, maxVars)
	var vars []algebra.Var
	for v := range row {
		row[v] = s[algebra.Var(v)]
		vars = append(vars, algebra.Var(v))
	}
	return string(appendKey(nil, row, vars))
}

func compatible(a, b solution) bool {
	for v, id := range a {
		if other, ok := b[v]; ok && other != id {
			return false
		}
	}
	return true
}

func merge(a, b solution) solution {
	m := maps.Clone(a)
	maps.Copy(m, b)
	return m
}

func joinAll(left, right []solution) []solution {
	var all []solution
	for _, a := range left {
		for _, b := range right {
			if compatible(a, b) {
				all = append(all, merge(a, b))
			}
		}
	}
	return all
}

// get is the number of an operand in a solution; 0: a variable that is free.
func (n *naive) get(o algebra.Operand) (id graph.ID, v algebra.Var) {
	if o.Var != 0 {
		return n.ctx[o.Var], o.Var
	}
	return n.c.number(o.Term), 0
}

func (n *naive) pattern(p algebra.Pattern) []solution {
	var all []solution
	for _, q := range n.quads {
		s := solution{}
		ok := true
		for _, place := range []struct {
			o  algebra.Operand
			id graph.ID
		}{{p.S, q.S}, {p.P, q.P}, {p.O, q.O}, {p.G, q.G}} {
			id, v := n.get(place.o)
			switch {
			case place.o.IsZero():
				ok = ok && place.id == 0
			case id != 0:
				ok = ok && id == place.id
			case s[v] != 0:
				ok = ok && s[v] == place.id
			default:
				ok = ok && place.id != 0
				s[v] = place.id
			}
		}
		if ok {
			all = append(all, s)
		}
	}
	return all
}

func (n *naive) leftJoin(node *algebra.LeftJoin) []solution {
	right := n.eval(node.Right)
	var all []solution
	for _, a := range n.eval(node.Left) {
		matched := false
		for _, b := range right {
			if compatible(a, b) && (node.On == nil || n.holds(node.On, merge(a, b))) {
				all = append(all, merge(a, b))
				matched = true
			}
		}
		if !matched {
			all = append(all, a)
		}
	}
	return all
}

func (n *naive) minus(node *algebra.Minus) []solution {
	right := n.eval(node.Right)
	var all []solution
	for _, a := range n.eval(node.Left) {
		keep := true
		for _, b := range right {
			shared := false
			for v := range a {
				_, in := b[v]
				shared = shared || in
			}
			keep = keep && !(shared && compatible(a, b))
		}
		if keep {
			all = append(all, a)
		}
	}
	return all
}

func (n *naive) graphs(node *algebra.Graph) []solution {
	var all []solution
	for _, g := range n.named {
		outer, had := n.ctx[node.Context]
		n.ctx[node.Context] = g
		inner := n.eval(node.Of)
		if n.ctx[node.Context] = outer; !had {
			delete(n.ctx, node.Context)
		}
		all = append(all, joinAll(inner, []solution{{node.Name.Var: g}})...)
	}
	return all
}

func (n *naive) group(node *algebra.Group) []solution {
	groups := make(map[string][]solution)
	keys := make(map[string]solution)
	var order []string
	for _, s := range n.eval(node.Of) {
		key := solution{}
		for _, k := range node.Keys {
			if v, ok := n.value(k.Expr, s); ok {
				key[k.Var] = n.c.number(v.Term)
			}
		}
		k := keyOf(key)
		if groups[k] == nil {
			order = append(order, k)
			keys[k] = key
		}
		groups[k] = append(groups[k], s)
	}
	if len(order) == 0 && len(node.Keys) == 0 {
		order, keys[""] = []string{""}, solution{}
	}
	var all []solution
	for _, k := range order {
		s := keys[k]
		for _, a := range node.Aggregates { // COUNT(*) only
			s[a.Var] = n.c.number(value.FromInt(int64(len(groups[k]))).Term)
		}
		all = append(all, s)
	}
	return all
}

// route evaluates + * and ? over one predicate.
func (n *naive) route(node *algebra.Route) []solution {
	r := node.Path.(*algebra.Repeat)
	link := r.Of.(*algebra.Link)
	g, _ := n.get(node.Graph)
	next := make(map[graph.ID][]graph.ID)
	nodes := make(map[graph.ID]bool)
	for _, q := range n.quads {
		if q.G != g {
			continue
		}
		nodes[q.S], nodes[q.O] = true, true
		if q.P == n.c.number(link.Term) {
			next[q.S] = append(next[q.S], q.O)
		}
	}
	for _, o := range []algebra.Operand{node.Subject, node.Object} {
		if o.Var == 0 {
			nodes[n.c.number(o.Term)] = true
		}
	}
	var all []solution
	for from := range nodes {
		reached := make(map[graph.ID]bool)
		if r.Min == 0 {
			reached[from] = true
		}
		frontier := []graph.ID{from}
		for len(frontier) > 0 {
			var further []graph.ID
			for _, id := range frontier {
				for _, to := range next[id] {
					if !reached[to] {
						reached[to] = true
						further = append(further, to)
					}
				}
			}
			if frontier = further; r.Once {
				break
			}
		}
		for to := range reached {
			s := solution{}
			if n.fits(s, node.Subject, from) && n.fits(s, node.Object, to) {
				all = append(all, s)
			}
		}
	}
	return all
}

func (n *naive) fits(s solution, o algebra.Operand, id graph.ID) bool {
	if o.Var == 0 {
		return n.c.number(o.Term) == id
	}
	if s[o.Var] != 0 {
		return s[o.Var] == id
	}
	s[o.Var] = id
	return true
}

func (n *naive) holds(e algebra.Expr, s solution) bool {
	v, ok := n.value(e, s)
	if !ok {
		return false
	}
	truth, ok := v.Bool()
	return truth && ok
}

// value evaluates an expression with the engine's own functions; EXISTS is
// evaluated by itself and compared.
func (n *naive) value(e algebra.Expr, s solution) (value.Value, bool) {
	if x, ok := e.(*algebra.Exists); ok {
		found := false
		for _, other := range n.eval(x.Of) {
			found = found || compatible(s, other)
		}
		return value.FromBool(found != x.Not), true
	}
	f := &frame{run: n.c.run, row: make([]graph.ID, maxVars)}
	for v, id := range s {
		f.row[v] = id
	}
	return n.c.expr(e, f, scope{})(f)
}
