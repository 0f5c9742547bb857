// Package sparql reads queries in SPARQL 1.1 and says what they amount to in the
// algebra.
package sparql

import (
	"errors"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/graph/iri"
	"factgraph/graph/query/algebra"
	"factgraph/graph/vocabulary"
)

// ErrTooLong is returned for a query beyond maxLength.
var ErrTooLong = errors.New("the query is longer than a megabyte")

const (
	maxLength = 1 << 20
	// maxDepth bounds the nesting of groups, brackets and expressions.
	maxDepth = 250
	// maxParts bounds the triple patterns, steps of paths and elements of groups:
	// to put them in order costs the square of their number.
	maxParts = 5000
	// maxLayers bounds the elements that are laid round all before them: filters,
	// OPTIONAL, MINUS, BIND and the expressions of SELECT.
	maxLayers = 800
)

// Options of the language.
type Options struct {
	Base     string            // for relative IRIs
	Prefixes map[string]string // known without a declaration
}

// Parse reads a query. What is not SPARQL is told by a *SyntaxError.
func Parse(text string, o Options) (q *algebra.Query, err error) {
	if len(text) > maxLength {
		return nil, ErrTooLong
	}
	p := &parser{
		lexer: lexer{src: text}, base: o.Base, known: o.Prefixes,
		names: make([]string, 1, 8), scope: &scope{},
	}
	defer func() {
		if r := recover(); r != nil {
			f, ok := r.(fault)
			if !ok {
				panic(r)
			}
			q, err = nil, f.err
		}
	}()
	p.advance()
	return p.query(), nil
}

// A parser reads by recursive descent; it panics with a fault to get out.
type parser struct {
	lexer
	tok      token
	base     string
	prefixes map[string]string // declared in the query
	known    map[string]string // known without
	depth    int
	parts    int
	layers   int

	names []string // names of the variables by number; hidden ones begin with a dot
	scope *scope

	graph algebra.Operand // the graph of patterns here; zero: the default graph

	labels   map[string]int // blank node labels: the basic graph pattern they stand in
	bgp      int            // number of the current basic graph pattern
	template bool           // within a CONSTRUCT template
}

// A scope knows the variables of a SELECT, and gathers its aggregates.
type scope struct {
	order      []algebra.Var          // in the order of first mention
	numbers    map[string]algebra.Var // the first of them by name, if there are many
	numbered   int                    // so many
	aggregates []algebra.Aggregate
	allowed    bool // aggregates may stand here
	inside     bool // within an aggregate
}

func (p *parser) advance() { p.tok = p.next() }

func (p *parser) fail(format string, args ...any) { p.fault(p.tok.start, format, args...) }

// expected fails with what should stand here.
func (p *parser) expected(what string) {
	if p.tok.kind == endOfQuery {
		p.fail("expected %s, found the end of the query", what)
	}
	p.fail("expected %s, found %s", what, p.src[p.tok.start:min(p.tok.end, p.tok.start+40)])
}

func (p *parser) enter() {
	if p.depth++; p.depth > maxDepth {
		p.fail("nested deeper than %d levels", maxDepth)
	}
}

func (p *parser) leave() { p.depth-- }

// part counts a part of the query.
func (p *parser) part() {
	if p.parts++; p.parts > maxParts {
		p.fail("a query of more than %d parts", maxParts)
	}
}

// layer counts an element that is laid round those before it.
func (p *parser) layer() {
	if p.layers++; p.layers > maxLayers {
		p.fail("a query of more than %d filters, OPTIONAL, MINUS, BIND and AS", maxLayers)
	}
}

func (p *parser) isSign(s string) bool { return p.tok.kind == signToken && p.tok.text == s }

func (p *parser) isWord(w string) bool {
	return p.tok.kind == wordToken && strings.EqualFold(p.tok.text, w)
}

// sign passes a sign if it stands here.
func (p *parser) sign(s string) bool {
	if !p.isSign(s) {
		return false
	}
	p.advance()
	return true
}

// word passes a keyword if it stands here.
func (p *parser) word(w string) bool {
	if !p.isWord(w) {
		return false
	}
	p.advance()
	return true
}

func (p *parser) needSign(s string) {
	if !p.sign(s) {
		p.expected("'" + s + "'")
	}
}

func (p *parser) needWord(w string) {
	if !p.word(w) {
		p.expected(w)
	}
}

// variable is the number of a name in the current scope.
func (p *parser) variable(name string) algebra.Var {
	v, ok := p.find(name)
	if !ok {
		v = p.newVar(name)
		p.scope.order = append(p.scope.order, v)
	}
	return v
}

// fewVars are compared one by one.
const fewVars = 16

func (p *parser) find(name string) (algebra.Var, bool) {
	s := p.scope
	if len(s.order) <= fewVars {
		for _, v := range s.order {
			if p.names[v] == name {
				return v, true
			}
		}
		return 0, false
	}
	if s.numbers == nil {
		s.numbers = make(map[string]algebra.Var)
	}
	for ; s.numbered < len(s.order); s.numbered++ {
		v := s.order[s.numbered]
		s.numbers[p.names[v]] = v
	}
	v, ok := s.numbers[name]
	return v, ok
}

func (p *parser) newVar(name string) algebra.Var {
	p.names = append(p.names, name)
	return algebra.Var(len(p.names) - 1)
}

// hidden makes a variable that has no name.
func (p *parser) hidden() algebra.Var { return p.newVar(".") }

func (p *parser) isHidden(v algebra.Var) bool { return strings.HasPrefix(p.names[v], ".") }

// query parses the whole text.
func (p *parser) query() *algebra.Query {
	p.prologue()
	q := &algebra.Query{}
	switch {
	case p.isWord("SELECT"):
		p.selectQuery(q)
	case p.word("ASK"):
		q.Form = algebra.Ask
		q.Dataset = p.dataset()
		q.Root = p.modifiers(p.where(), nil)
	case p.word("CONSTRUCT"):
		p.construct(q)
	case p.word("DESCRIBE"):
		p.describe(q)
	default:
		p.expected("SELECT, ASK, CONSTRUCT or DESCRIBE")
	}
	if p.tok.kind != endOfQuery {
		p.expected("the end of the query")
	}
	q.Names = p.names
	return q
}

func (p *parser) prologue() {
	for {
		switch {
		case p.word("BASE"):
			if p.tok.kind != iriToken {
				p.expected("an IRI")
			}
			p.base = iri.Resolve(p.base, p.tok.text)
			p.advance()
		case p.word("PREFIX"):
			if p.tok.kind != nameToken || p.tok.local != "" {
				p.expected("a prefix with a colon behind it")
			}
			name := p.tok.text
			p.advance()
			if p.tok.kind != iriToken {
				p.expected("an IRI")
			}
			if p.prefixes == nil {
				p.prefixes = make(map[string]string)
			}
			p.prefixes[name] = iri.Resolve(p.base, p.tok.text)
			p.advance()
		default:
			return
		}
	}
}

// dataset parses FROM and FROM NAMED.
func (p *parser) dataset() *algebra.Dataset {
	var d *algebra.Dataset
	for p.word("FROM") {
		if d == nil {
			d = &algebra.Dataset{}
		}
		if p.word("NAMED") {
			d.Named = append(d.Named, p.iri())
		} else {
			d.Default = append(d.Default, p.iri())
		}
	}
	return d
}

func (p *parser) where() algebra.Node {
	p.word("WHERE")
	return p.group()
}

func (p *parser) construct(q *algebra.Query) {
	q.Form = algebra.Construct
	if !p.isSign("{") {
		q.Dataset = p.dataset()
		p.needWord("WHERE")
		start := p.tok
		q.Root = p.group()
		template, ok := q.Root.(*algebra.BGP)
		if _, empty := q.Root.(*algebra.Unit); !ok && !empty {
			p.fault(start.start, "expected triple patterns only: CONSTRUCT WHERE has no filters or other patterns")
		}
		if ok {
			q.Template = p.asTemplate(template.Patterns)
		}
	} else {
		q.Template = p.constructTemplate()
		q.Dataset = p.dataset()
		q.Root = p.where()
	}
	q.Root = p.modifiers(q.Root, nil)
}

// asTemplate makes blank nodes of the hidden variables of a pattern.
func (p *parser) asTemplate(patterns []algebra.Pattern) []algebra.Pattern {
	template := slices.Clone(patterns)
	for i := range template {
		if !template[i].G.IsZero() {
			p.fail("CONSTRUCT WHERE has no GRAPH")
		}
		for _, o := range []*algebra.Operand{&template[i].S, &template[i].O} {
			if o.Var != 0 && p.isHidden(o.Var) {
				o.Term = graph.Term{Kind: graph.BlankTerm, Value: "b" + itoa(int(o.Var))}
				o.Var = 0
			}
		}
	}
	return template
}

func (p *parser) constructTemplate() []algebra.Pattern {
	p.needSign("{")
	p.template = true
	b := &block{}
	for !p.isSign("}") {
		p.triplesSameSubject(b)
		if !p.sign(".") && !p.isSign("}") {
			p.expected("'.' or '}'")
		}
	}
	p.advance()
	p.template = false
	p.labels = nil
	return b.patterns
}

func (p *parser) describe(q *algebra.Query) {
	q.Form = algebra.Describe
	all := p.sign("*")
	for !all {
		if p.tok.kind == varToken {
			q.Describe = append(q.Describe, algebra.Operand{Var: p.variable(p.tok.text)})
			p.advance()
		} else if p.tok.kind == iriToken || p.tok.kind == nameToken {
			q.Describe = append(q.Describe, algebra.Operand{Term: p.iri()})
		} else if len(q.Describe) == 0 {
			p.expected("a variable, an IRI or '*'")
		} else {
			break
		}
	}
	q.Dataset = p.dataset()
	q.Root = &algebra.Unit{}
	if p.isWord("WHERE") || p.isSign("{") {
		q.Root = p.where()
	}
	if all {
		for _, v := range p.inScope(q.Root) {
			q.Describe = append(q.Describe, algebra.Operand{Var: v})
		}
	}
	q.Root = p.modifiers(q.Root, nil)
}

// inScope lists the named variables that a node can bind, in the order of the
// text.
func (p *parser) inScope(n algebra.Node) []algebra.Var {
	possible := algebra.Possible(n)
	var all []algebra.Var
	for _, v := range p.scope.order {
		if possible.Has(v) && !p.isHidden(v) {
			all = append(all, v)
		}
	}
	return all
}

// iri parses an IRI or a prefixed name.
func (p *parser) iri() graph.Term {
	var s string
	switch p.tok.kind {
	case iriToken:
		s = iri.Resolve(p.base, p.tok.text)
	case nameToken:
		namespace, ok := p.prefixes[p.tok.text]
		if !ok {
			namespace, ok = p.known[p.tok.text]
		}
		if !ok {
			p.fail("the prefix %s: is not declared", p.tok.text)
		}
		s = namespace + p.tok.local
	default:
		p.expected("an IRI")
	}
	p.advance()
	return vocabulary.Resource(s)
}
