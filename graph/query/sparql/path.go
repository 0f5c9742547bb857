package sparql

import (
	"strconv"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/vocabulary"
)

func itoa(n int) string { return strconv.Itoa(n) }

// path parses alternatives.
func (p *parser) path() algebra.Path {
	p.enter()
	defer p.leave()
	first := p.pathSequence()
	if !p.isSign("|") {
		return first
	}
	c := &algebra.Choice{Of: []algebra.Path{first}}
	for p.sign("|") {
		p.part()
		c.Of = append(c.Of, p.pathSequence())
	}
	return c
}

func (p *parser) pathSequence() algebra.Path {
	first := p.pathElement()
	if !p.isSign("/") {
		return first
	}
	c := &algebra.Chain{Steps: []algebra.Path{first}}
	for p.sign("/") {
		p.part()
		c.Steps = append(c.Steps, p.pathElement())
	}
	return c
}

func (p *parser) pathElement() algebra.Path {
	if p.sign("^") {
		return &algebra.Inverse{Of: p.pathRepeat()}
	}
	return p.pathRepeat()
}

func (p *parser) pathRepeat() algebra.Path {
	of := p.pathPrimary()
	switch {
	case p.sign("*"):
		return &algebra.Repeat{Of: of}
	case p.sign("?"):
		return &algebra.Repeat{Of: of, Once: true}
	case p.isSign("+") && !isDigit(p.at(0)) && p.at(0) != '.':
		p.advance()
		return &algebra.Repeat{Of: of, Min: 1}
	}
	return of
}

func (p *parser) pathPrimary() algebra.Path {
	switch {
	case p.sign("("):
		path := p.path()
		p.needSign(")")
		return path
	case p.sign("!"):
		return p.exceptPath()
	}
	return &algebra.Link{Term: p.pathIRI()}
}

// pathIRI parses an IRI or the word a.
func (p *parser) pathIRI() graph.Term {
	if p.tok.kind == wordToken && p.tok.text == "a" {
		p.advance()
		return vocabulary.Resource(vocabulary.Type)
	}
	if p.tok.kind != iriToken && p.tok.kind != nameToken {
		p.expected("an IRI, 'a', '^', '!' or '('")
	}
	return p.iri()
}

// exceptPath parses what follows '!'.
func (p *parser) exceptPath() algebra.Path {
	e := &algebra.Except{}
	one := func() {
		if p.sign("^") {
			e.Backward = append(e.Backward, p.pathIRI())
		} else {
			e.Forward = append(e.Forward, p.pathIRI())
		}
	}
	if !p.sign("(") {
		one()
		return e
	}
	if p.sign(")") {
		e.Forward = []graph.Term{}
		return e
	}
	one()
	for p.sign("|") {
		one()
	}
	p.needSign(")")
	return e
}
