// Package rdf reads and writes RDF: N-Triples, N-Quads, Turtle and TriG.
//
// Readers stream: memory does not grow with the input but for the prefixes and
// the longest token. They go on after a fault: a bad statement is reported with
// its place and skipped.
package rdf

import (
	"errors"
	"fmt"
	"path"
	"strings"
)

// Kind tells what a Term is.
type Kind uint8

// The kinds of terms. The zero kind is no term: as the graph of a quad, the
// default graph.
const (
	None Kind = iota
	IRI
	Blank   // Value is the label
	Literal // Value is the lexical form
)

// The IRIs that the syntaxes themselves speak of.
const (
	rdfNS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	xsdNS = "http://www.w3.org/2001/XMLSchema#"

	LangString = rdfNS + "langString"
	Type       = rdfNS + "type"
	First      = rdfNS + "first"
	Rest       = rdfNS + "rest"
	Nil        = rdfNS + "nil"

	String  = xsdNS + "string"
	Integer = xsdNS + "integer"
	Decimal = xsdNS + "decimal"
	Double  = xsdNS + "double"
	Boolean = xsdNS + "boolean"
)

// A Term is an IRI, a blank node or a literal. It is comparable.
type Term struct {
	Kind     Kind
	Value    string
	Datatype string // literals: the IRI, String for simple ones, LangString for tagged ones
	Lang     string // tagged literals, in lower case
}

// NewIRI makes the term of an IRI.
func NewIRI(iri string) Term { return Term{Kind: IRI, Value: iri} }

// NewBlank makes the term of a blank node.
func NewBlank(label string) Term { return Term{Kind: Blank, Value: label} }

// NewLiteral makes a literal; an empty datatype means a string.
func NewLiteral(value, datatype string) Term {
	if datatype == "" {
		datatype = String
	}
	return Term{Kind: Literal, Value: value, Datatype: datatype}
}

// NewLangString makes a literal with a language tag.
func NewLangString(value, lang string) Term {
	return Term{Kind: Literal, Value: value, Datatype: LangString, Lang: strings.ToLower(lang)}
}

// A Quad is a triple in a graph.
type Quad struct {
	Subject, Predicate, Object Term
	Graph                      Term // the zero Term: the default graph
}

// Format is a syntax of RDF.
type Format uint8

// The formats.
const (
	NTriples Format = iota + 1
	NQuads
	Turtle
	TriG
)

// ErrUnknownFormat is returned for a file whose name tells no format.
var ErrUnknownFormat = errors.New("no RDF format known by this name: use .nt, .nq, .ttl or .trig")

// FormatOf tells the format from a file's name.
func FormatOf(name string) (Format, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".nt":
		return NTriples, nil
	case ".nq":
		return NQuads, nil
	case ".ttl":
		return Turtle, nil
	case ".trig":
		return TriG, nil
	}
	return 0, fmt.Errorf("%s: %w", name, ErrUnknownFormat)
}

// A SyntaxError is a place that is not as the format's grammar wants it.
type SyntaxError struct {
	Line   int // from 1
	Column int // in bytes, from 1
	Msg    string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Msg)
}
