package rdf

import (
	"io"
	"iter"
	"maps"
	"strconv"
	"strings"

	"factgraph/graph/iri"
)

// A Decoder reads the quads of one input.
type Decoder struct {
	format   Format
	scanner  *scanner
	base     string
	prefixes map[string]string
	blanks   labels

	// Turtle and TriG
	graph Term
	depth int
	yield func(Quad, error) bool
}

// An Option changes how a Decoder reads.
type Option func(*Decoder)

// WithBase sets the IRI against which relative references are resolved.
func WithBase(base string) Option { return func(d *Decoder) { d.base = base } }

// NewDecoder makes a decoder. Without a base, a relative reference is a fault.
func NewDecoder(r io.Reader, format Format, options ...Option) *Decoder {
	d := &Decoder{format: format, scanner: newScanner(r), prefixes: make(map[string]string)}
	for _, o := range options {
		o(d)
	}
	return d
}

// Quads gives the quads in the order of the text. A fault comes as a
// *SyntaxError, after which the reading goes on behind the bad statement if the
// caller wants more; triples of that statement that stood before the fault have
// been given. Any other error ends the sequence. Quads is called once.
func (d *Decoder) Quads() iter.Seq2[Quad, error] {
	if d.format == NTriples || d.format == NQuads {
		return d.readLines
	}
	return d.readTurtle
}

// Prefixes are the prefixes declared so far, without the colon.
func (d *Decoder) Prefixes() map[string]string { return maps.Clone(d.prefixes) }

// absolute checks that an IRI has a scheme.
func (d *Decoder) absolute(text string) (Term, error) {
	if !iri.IsAbsolute(text) {
		return Term{}, d.scanner.fault("the IRI <%s> is relative and there is no base", text)
	}
	return NewIRI(text), nil
}

// labels keeps the labels that the text gives to blank nodes apart from those
// that the decoder gives to unnamed ones.
type labels struct{ n int }

const madeLabel = "anon"

// named is the label for a node that has one in the text.
func (l *labels) named(label string) string {
	if strings.HasPrefix(label, madeLabel) {
		return madeLabel + "-" + label
	}
	return label
}

// fresh is the label for a node that has none.
func (l *labels) fresh() string {
	l.n++
	return madeLabel + strconv.Itoa(l.n)
}
