package sparql

import (
	"strconv"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
)

// A selection is what SELECT lists.
type selection struct {
	distinct, reduced bool
	all               bool
	vars              []algebra.Var
	exprs             []algebra.Binding // (expr AS ?v), in order
	start             int               // place in the query, for errors
}

func (p *parser) selectQuery(q *algebra.Query) {
	s := p.selectClause()
	q.Dataset = p.dataset()
	q.Root = p.modifiers(p.where(), s)
	for _, v := range s.vars {
		q.Columns = append(q.Columns, algebra.Column{Name: p.names[v], Var: v})
	}
}

// subSelect parses a SELECT within a group. Only what it projects is known
// outside; the other names are its own.
func (p *parser) subSelect() algebra.Node {
	p.enter()
	defer p.leave()
	outer := p.scope
	projected, all := p.lookAhead()
	if !all {
		inner := &scope{}
		for _, name := range projected {
			inner.order = append(inner.order, p.variable(name))
		}
		p.scope = inner
	} else {
		p.scope = &scope{order: outer.order}
	}
	s := p.selectClause()
	n := p.modifiers(p.where(), s)
	if all {
		outer.order = p.scope.order
	}
	p.scope = outer
	return n
}

// lookAhead finds the names that the SELECT here projects.
func (p *parser) lookAhead() (names []string, all bool) {
	saved, tok := p.lexer, p.tok
	defer func() { p.lexer, p.tok = saved, tok }()
	p.advance()
	depth, as := 0, false
	for p.tok.kind != endOfQuery && !p.isSign("{") && !p.isWord("WHERE") && !p.isWord("FROM") {
		switch {
		case p.isSign("("):
			depth++
		case p.isSign(")"):
			depth--
		case p.isSign("*") && depth == 0:
			all = true
		case p.tok.kind == varToken && (depth == 0 || depth == 1 && as):
			names = append(names, p.tok.text)
		}
		as = p.isWord("AS")
		p.advance()
	}
	return names, all
}

func (p *parser) selectClause() *selection {
	p.needWord("SELECT")
	s := &selection{start: p.tok.start}
	s.distinct = p.word("DISTINCT")
	s.reduced = !s.distinct && p.word("REDUCED")
	if p.sign("*") {
		s.all = true
		return s
	}
	p.scope.allowed = true
	for {
		switch {
		case p.tok.kind == varToken:
			s.vars = append(s.vars, p.variable(p.tok.text))
			p.advance()
			continue
		case p.sign("("):
			p.layer()
			e := p.expression()
			p.needWord("AS")
			if p.tok.kind != varToken {
				p.expected("a variable")
			}
			v := p.variable(p.tok.text)
			for _, have := range s.vars {
				if have == v {
					p.fail("the variable ?%s is selected twice", p.tok.text)
				}
			}
			p.advance()
			p.needSign(")")
			s.vars = append(s.vars, v)
			s.exprs = append(s.exprs, algebra.Binding{Var: v, Expr: e})
			continue
		}
		if len(s.vars) == 0 {
			p.expected("a variable, '(' or '*'")
		}
		p.scope.allowed = false
		return s
	}
}

// modifiers parses what follows the WHERE clause, and builds the node in the
// order in which SPARQL evaluates: grouping, HAVING, VALUES, expressions of the
// selection, ORDER BY, projection, DISTINCT, LIMIT.
func (p *parser) modifiers(n algebra.Node, s *selection) algebra.Node {
	where := n
	keys, grouped := p.groupBy(&n)
	p.scope.allowed = true
	having := p.having()
	order := p.orderBy()
	p.scope.allowed = false
	offset, limit := p.limits()
	grouped = grouped || len(p.scope.aggregates) > 0
	if grouped {
		p.checkGrouping(s, keys, having, order)
		n = &algebra.Group{Of: n, Keys: keys, Aggregates: p.scope.aggregates}
	}
	p.scope.aggregates = nil
	for _, e := range having {
		n = &algebra.Filter{Of: n, Cond: e}
	}
	if p.word("VALUES") {
		n = join(n, p.values())
	}
	if s != nil {
		n = p.extend(n, where, s, grouped)
	}
	if len(order) > 0 {
		n = &algebra.OrderBy{Of: n, Keys: order}
	}
	if s != nil {
		n = &algebra.Project{Of: n, Vars: s.vars}
		if s.distinct || s.reduced {
			n = &algebra.Distinct{Of: n, Reduced: s.reduced}
		}
	}
	if offset > 0 || limit >= 0 {
		n = &algebra.Slice{Of: n, Offset: offset, Limit: limit}
	}
	return n
}

// extend binds the expressions of the selection.
func (p *parser) extend(n, where algebra.Node, s *selection, grouped bool) algebra.Node {
	if s.all {
		if grouped {
			p.fault(s.start, "SELECT * cannot be grouped: name the variables")
		}
		s.vars = p.inScope(n)
	}
	visible := algebra.Possible(where)
	for _, b := range s.exprs {
		if visible.Has(b.Var) {
			p.fault(s.start, "the variable ?%s of AS is used in the pattern already", p.names[b.Var])
		}
		n = &algebra.Extend{Of: n, Var: b.Var, Expr: b.Expr}
	}
	return n
}

func (p *parser) groupBy(n *algebra.Node) (keys []algebra.Binding, grouped bool) {
	if !p.word("GROUP") {
		return nil, false
	}
	p.needWord("BY")
	for {
		switch {
		case p.tok.kind == varToken:
			v := p.variable(p.tok.text)
			p.advance()
			keys = append(keys, algebra.Binding{Var: v, Expr: &algebra.Ref{Var: v}})
			continue
		case p.isSign("("):
			p.advance()
			e := p.expression()
			v := algebra.Var(0)
			if p.word("AS") {
				if p.tok.kind != varToken {
					p.expected("a variable")
				}
				if v = p.variable(p.tok.text); algebra.Possible(*n).Has(v) {
					p.fail("the variable ?%s is used in the pattern already", p.tok.text)
				}
				p.advance()
			} else {
				v = p.hidden()
			}
			p.needSign(")")
			keys = append(keys, algebra.Binding{Var: v, Expr: e})
			continue
		case p.startsCall():
			keys = append(keys, algebra.Binding{Var: p.hidden(), Expr: p.primary()})
			continue
		}
		if len(keys) == 0 {
			p.expected("a variable or an expression to group by")
		}
		return keys, true
	}
}

// checkGrouping holds that what is shown of a group is a key or an aggregate.
func (p *parser) checkGrouping(s *selection, keys []algebra.Binding, having []algebra.Expr, order []algebra.OrderKey) {
	if s == nil {
		return
	}
	var known algebra.Set
	for _, k := range keys {
		known = known.With(k.Var)
	}
	for _, a := range p.scope.aggregates {
		known = known.With(a.Var)
	}
	check := func(e algebra.Expr) {
		for v := range algebra.Mentioned(e).All() {
			if !known.Has(v) && !hasExists(e) {
				p.fault(s.start, "the variable ?%s is neither grouped by nor aggregated", p.names[v])
			}
		}
	}
	next := 0
	for _, v := range s.vars {
		if next < len(s.exprs) && s.exprs[next].Var == v {
			check(s.exprs[next].Expr)
			known = known.With(v)
			next++
			continue
		}
		check(&algebra.Ref{Var: v})
	}
}

func hasExists(e algebra.Expr) bool {
	switch e := e.(type) {
	case *algebra.Exists:
		return true
	case *algebra.Call:
		for _, arg := range e.Args {
			if hasExists(arg) {
				return true
			}
		}
	}
	return false
}

func (p *parser) having() []algebra.Expr {
	if !p.word("HAVING") {
		return nil
	}
	var all []algebra.Expr
	for p.isSign("(") || p.startsCall() {
		p.layer()
		all = append(all, p.constraint())
	}
	if len(all) == 0 {
		p.expected("a condition")
	}
	return all
}

func (p *parser) orderBy() []algebra.OrderKey {
	if !p.word("ORDER") {
		return nil
	}
	p.needWord("BY")
	var keys []algebra.OrderKey
	for {
		switch {
		case p.isWord("ASC"), p.isWord("DESC"):
			desc := p.isWord("DESC")
			p.advance()
			if !p.isSign("(") {
				p.expected("'('")
			}
			keys = append(keys, algebra.OrderKey{Expr: p.brackets(), Desc: desc})
			continue
		case p.tok.kind == varToken:
			keys = append(keys, algebra.OrderKey{Expr: &algebra.Ref{Var: p.variable(p.tok.text)}})
			p.advance()
			continue
		case p.isSign("("), p.startsCall():
			keys = append(keys, algebra.OrderKey{Expr: p.constraint()})
			continue
		}
		if len(keys) == 0 {
			p.expected("a variable or an expression to order by")
		}
		return keys
	}
}

func (p *parser) limits() (offset, limit int64) {
	limit = -1
	for hasLimit, hasOffset := false, false; ; {
		switch {
		case !hasLimit && p.word("LIMIT"):
			limit, hasLimit = p.count(), true
		case !hasOffset && p.word("OFFSET"):
			offset, hasOffset = p.count(), true
		default:
			return offset, limit
		}
	}
}

func (p *parser) count() int64 {
	n, err := strconv.ParseInt(p.tok.text, 10, 64)
	if p.tok.kind != integerToken || err != nil {
		p.expected("a number")
	}
	p.advance()
	return n
}

// values parses the table behind VALUES.
func (p *parser) values() algebra.Node {
	v := &algebra.Values{}
	single := p.tok.kind == varToken
	switch {
	case single:
		v.Vars = []algebra.Var{p.variable(p.tok.text)}
		p.advance()
	default:
		p.needSign("(")
		for !p.sign(")") {
			if p.tok.kind != varToken {
				p.expected("a variable or ')'")
			}
			v.Vars = append(v.Vars, p.variable(p.tok.text))
			p.advance()
		}
	}
	p.needSign("{")
	for !p.sign("}") {
		var row []graph.Term
		start := p.tok.start
		if single {
			row = []graph.Term{p.dataValue()}
		} else {
			p.needSign("(")
			for !p.sign(")") {
				row = append(row, p.dataValue())
			}
		}
		if len(row) != len(v.Vars) {
			p.fault(start, "expected %d values for the %d variables, found %d", len(v.Vars), len(v.Vars), len(row))
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

func (p *parser) dataValue() graph.Term {
	if p.word("UNDEF") {
		return graph.Term{}
	}
	t, ok := p.constant()
	if !ok {
		p.expected("an IRI, a literal or UNDEF")
	}
	return t
}
