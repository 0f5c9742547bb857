package sparql

import (
	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/vocabulary"
)

// A block gathers the triples of one basic graph pattern.
type block struct {
	patterns []algebra.Pattern
	routes   []*algebra.Route
}

// node is what the block amounts to.
func (b *block) node() algebra.Node {
	var n algebra.Node = &algebra.Unit{}
	if len(b.patterns) > 0 {
		n = &algebra.BGP{Patterns: b.patterns}
	}
	for _, r := range b.routes {
		n = join(n, r)
	}
	return n
}

// join joins two nodes; nothing is joined with a Unit.
func join(a, b algebra.Node) algebra.Node {
	if _, ok := a.(*algebra.Unit); ok {
		return b
	}
	if _, ok := b.(*algebra.Unit); ok {
		return a
	}
	return &algebra.Join{Left: a, Right: b}
}

// group parses { ... }.
func (p *parser) group() algebra.Node {
	n, filters := p.groupAndFilters()
	for _, f := range filters {
		n = &algebra.Filter{Of: n, Cond: f}
	}
	return n
}

// groupAndFilters parses { ... } and gives the filters of the group apart.
func (p *parser) groupAndFilters() (algebra.Node, []algebra.Expr) {
	p.enter()
	defer p.leave()
	p.needSign("{")
	p.bgp++
	if p.isWord("SELECT") {
		n := p.subSelect()
		if p.word("VALUES") {
			n = join(n, p.values())
		}
		p.needSign("}")
		p.bgp++
		return n, nil
	}
	g := &groupBuilder{p: p, node: &algebra.Unit{}}
	for !p.sign("}") {
		g.element()
	}
	g.flush()
	p.bgp++
	return g.node, g.filters
}

// A groupBuilder builds the node of a group from its elements, in order.
type groupBuilder struct {
	p       *parser
	node    algebra.Node
	triples block
	filters []algebra.Expr
}

// flush ends the basic graph pattern.
func (g *groupBuilder) flush() {
	g.node = join(g.node, g.triples.node())
	g.triples = block{}
}

// breakPattern is flush, and labels of blank nodes end too.
func (g *groupBuilder) breakPattern() {
	g.flush()
	g.p.bgp++
}

func (g *groupBuilder) element() {
	p := g.p
	p.part()
	switch {
	case p.word("FILTER"):
		p.layer()
		g.filters = append(g.filters, p.constraint())
		p.sign(".")
		return
	case p.word("OPTIONAL"):
		p.layer()
		g.breakPattern()
		g.optional()
	case p.word("MINUS"):
		p.layer()
		g.breakPattern()
		g.node = &algebra.Minus{Left: g.node, Right: p.group()}
	case p.word("BIND"):
		p.layer()
		g.bind()
	case p.word("VALUES"):
		g.breakPattern()
		g.node = join(g.node, p.values())
	case p.word("GRAPH"):
		g.breakPattern()
		g.node = join(g.node, p.graphPattern())
	case p.isWord("SERVICE"):
		p.fail("SERVICE asks another machine; this program works offline")
	case p.isSign("{"):
		g.breakPattern()
		g.node = join(g.node, p.unions())
	case p.startsTriples():
		p.triplesSameSubject(&g.triples)
		if !p.sign(".") && p.startsTriples() {
			p.expected("'.' between triples")
		}
		return
	default:
		p.expected("a triple pattern, FILTER, OPTIONAL, MINUS, BIND, VALUES, GRAPH, '{' or '}'")
	}
	p.bgp++
	p.sign(".")
}

// optional takes the filters of the optional group as the condition of the join:
// they see the variables of both sides.
func (g *groupBuilder) optional() {
	right, filters := g.p.groupAndFilters()
	var on algebra.Expr
	for _, f := range filters {
		if on == nil {
			on = f
		} else {
			on = &algebra.Call{Func: "&&", Args: []algebra.Expr{on, f}}
		}
	}
	g.node = &algebra.LeftJoin{Left: g.node, Right: right, On: on}
}

func (g *groupBuilder) bind() {
	p := g.p
	g.breakPattern()
	p.needSign("(")
	e := p.expression()
	p.needWord("AS")
	if p.tok.kind != varToken {
		p.expected("a variable")
	}
	v := p.variable(p.tok.text)
	if algebra.Possible(g.node).Has(v) {
		p.fail("the variable ?%s is used before BIND in this group", p.tok.text)
	}
	p.advance()
	p.needSign(")")
	g.node = &algebra.Extend{Of: g.node, Var: v, Expr: e}
}

// graphPattern parses what follows GRAPH.
func (p *parser) graphPattern() algebra.Node {
	outer := p.graph
	defer func() { p.graph = outer }()
	if p.tok.kind != varToken {
		p.graph = algebra.Operand{Term: p.iri()}
		n := p.group()
		if _, ok := n.(*algebra.Unit); ok {
			return p.graphExists()
		}
		return n
	}
	name := algebra.Operand{Var: p.variable(p.tok.text)}
	p.advance()
	context := p.hidden()
	p.graph = algebra.Operand{Var: context}
	return &algebra.Graph{Name: name, Context: context, Of: p.group()}
}

// graphExists has one solution, that binds nothing, if the graph has a triple.
func (p *parser) graphExists() algebra.Node {
	any := func() algebra.Operand { return algebra.Operand{Var: p.hidden()} }
	quad := algebra.Pattern{S: any(), P: any(), O: any(), G: p.graph}
	return &algebra.Slice{Of: &algebra.Project{Of: &algebra.BGP{Patterns: []algebra.Pattern{quad}}}, Limit: 1}
}

func (p *parser) unions() algebra.Node {
	first := p.group()
	if !p.isWord("UNION") {
		return first
	}
	u := &algebra.Union{Branches: []algebra.Node{first}}
	for p.word("UNION") {
		p.part()
		u.Branches = append(u.Branches, p.group())
	}
	return u
}

// startsTriples tells whether a subject stands here.
func (p *parser) startsTriples() bool {
	switch p.tok.kind {
	case varToken, iriToken, nameToken, blankToken, stringToken, integerToken, decimalToken, doubleToken:
		return true
	case signToken:
		return p.tok.text == "(" || p.tok.text == "[" || p.tok.text == "+" || p.tok.text == "-"
	}
	return p.isWord("true") || p.isWord("false")
}

func (p *parser) triplesSameSubject(b *block) {
	if p.isSign("(") || p.isSign("[") {
		subject, says := p.node(b)
		if says && !p.startsVerb() {
			return
		}
		p.propertyList(b, subject)
		return
	}
	subject, _ := p.node(b)
	p.propertyList(b, subject)
}

// startsVerb tells whether a predicate or path stands here.
func (p *parser) startsVerb() bool {
	switch p.tok.kind {
	case varToken, iriToken, nameToken:
		return true
	case signToken:
		return p.tok.text == "^" || p.tok.text == "!" || p.tok.text == "("
	}
	return p.tok.kind == wordToken && p.tok.text == "a"
}

func (p *parser) propertyList(b *block, subject algebra.Operand) {
	for {
		predicate, path := p.verb()
		for {
			object, _ := p.node(b)
			p.part()
			if path == nil {
				b.patterns = append(b.patterns, algebra.Pattern{S: subject, P: predicate, O: object, G: p.graph})
			} else {
				b.routes = append(b.routes, &algebra.Route{Subject: subject, Path: path, Object: object, Graph: p.graph})
			}
			if !p.sign(",") {
				break
			}
		}
		if !p.isSign(";") {
			return
		}
		for p.sign(";") {
		}
		if !p.startsVerb() {
			return
		}
	}
}

// verb parses a predicate; path is nil for a variable or one IRI.
func (p *parser) verb() (predicate algebra.Operand, path algebra.Path) {
	if p.tok.kind == varToken {
		v := p.variable(p.tok.text)
		p.advance()
		return algebra.Operand{Var: v}, nil
	}
	if !p.startsVerb() {
		p.expected("a predicate")
	}
	path = p.path()
	if link, ok := path.(*algebra.Link); ok {
		return algebra.Operand{Term: link.Term}, nil
	}
	if p.template {
		p.fail("a template has no property paths")
	}
	return algebra.Operand{}, path
}

// node parses a term, a collection or a property list. says tells that it has
// made triples itself.
func (p *parser) node(b *block) (o algebra.Operand, says bool) {
	switch {
	case p.tok.kind == varToken:
		o.Var = p.variable(p.tok.text)
		p.advance()
		return o, false
	case p.tok.kind == blankToken:
		o = p.label(p.tok.text)
		p.advance()
		return o, false
	case p.isSign("("):
		return p.collection(b)
	case p.isSign("["):
		return p.blankPropertyList(b)
	}
	t, ok := p.constant()
	if !ok {
		p.expected("a variable, an IRI, a literal or a blank node")
	}
	return algebra.Operand{Term: t}, false
}

// label is the blank node of a label: a hidden variable of the basic graph
// pattern.
func (p *parser) label(label string) algebra.Operand {
	if p.template {
		return algebra.Operand{Term: graph.Term{Kind: graph.BlankTerm, Value: label}}
	}
	if at, ok := p.labels[label]; ok && at != p.bgp {
		p.fail("the blank node _:%s is used in two graph patterns", label)
	}
	if p.labels == nil {
		p.labels = make(map[string]int)
	}
	p.labels[label] = p.bgp
	return algebra.Operand{Var: p.variable("._:" + label)}
}

func (p *parser) freshNode() algebra.Operand {
	v := p.hidden()
	if p.template {
		return algebra.Operand{Term: graph.Term{Kind: graph.BlankTerm, Value: "." + string(rune('a'+v%26)) + itoa(int(v))}}
	}
	return algebra.Operand{Var: v}
}

func (p *parser) blankPropertyList(b *block) (algebra.Operand, bool) {
	p.enter()
	defer p.leave()
	p.advance()
	node := p.freshNode()
	if p.sign("]") {
		return node, false
	}
	if !p.startsVerb() {
		p.expected("a predicate or ']'")
	}
	p.propertyList(b, node)
	p.needSign("]")
	return node, true
}

func resource(iri string) algebra.Operand {
	return algebra.Operand{Term: vocabulary.Resource(iri)}
}

func (p *parser) collection(b *block) (algebra.Operand, bool) {
	p.enter()
	defer p.leave()
	p.advance()
	first, rest, end := resource(vocabulary.RDF+"first"), resource(vocabulary.RDF+"rest"), resource(vocabulary.RDF+"nil")
	head, last := end, algebra.Operand{}
	add := func(s, predicate, o algebra.Operand) {
		p.part()
		b.patterns = append(b.patterns, algebra.Pattern{S: s, P: predicate, O: o, G: p.graph})
	}
	for !p.sign(")") {
		cell := p.freshNode()
		if last.IsZero() {
			head = cell
		} else {
			add(last, rest, cell)
		}
		item, _ := p.node(b)
		add(cell, first, item)
		last = cell
	}
	if last.IsZero() {
		return head, false
	}
	add(last, rest, end)
	return head, true
}
