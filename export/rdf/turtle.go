package rdf

import (
	"errors"
	"io"
	"strings"

	"factgraph/graph/iri"
)

// maxDepth bounds how deep collections and property lists nest.
const maxDepth = 1000

// errStopped unwinds the parser when the caller wants no more quads.
var errStopped = errors.New("stopped")

// readTurtle parses Turtle and TriG.
func (d *Decoder) readTurtle(yield func(Quad, error) bool) {
	d.yield = yield
	s := d.scanner
	for {
		s.skipSpace()
		if s.peek() == endOfInput {
			if err := s.ioErr(); err != nil {
				yield(Quad{}, err)
			}
			return
		}
		err := d.statement()
		if err == errStopped {
			return
		}
		if err == nil {
			continue
		}
		var fault *SyntaxError
		if !yield(Quad{}, err) || !errors.As(err, &fault) || s.err != nil && s.err != io.EOF {
			return
		}
		d.graph, d.depth = Term{}, 0
		d.recover()
	}
}

// recover passes the rest of a bad statement: up to a dot that ends a line.
func (d *Decoder) recover() {
	s := d.scanner
	for c := s.peek(); c != endOfInput; c = s.peek() {
		s.pos++
		if c == '\n' {
			s.newline()
		}
		if next := s.peek(); c == '.' && (next == '\n' || next == '\r' || next == endOfInput) {
			return
		}
	}
}

func (d *Decoder) statement() error {
	s := d.scanner
	if s.peek() == '@' {
		return d.atDirective()
	}
	if word := d.keyword(); word != "" {
		switch {
		case strings.EqualFold(word, "prefix"):
			s.pos += len(word)
			return d.prefix()
		case strings.EqualFold(word, "base"):
			s.pos += len(word)
			return d.baseIRI()
		case d.format == TriG && strings.EqualFold(word, "graph"):
			s.pos += len(word)
			return d.namedBlock()
		}
	}
	if d.format == TriG && s.peek() == '{' {
		return d.block(Term{})
	}
	return d.triplesOrBlock()
}

// keyword is the bare word that stands here, if it is one: not the start of a
// prefixed name.
func (d *Decoder) keyword() string {
	s := d.scanner
	word := s.letters()
	after := len(word)
	for s.peekAt(after) == '.' {
		after++ // a dot belongs to a name if the name goes on behind it
	}
	if r, size := s.rune(after); size > 0 && (iri.IsName(r) && (after == len(word) || r != '_') || r == ':') {
		return ""
	}
	return word
}

// letters are the ASCII letters that stand here.
func (s *scanner) letters() string {
	n := 0
	for c := s.peekAt(n) | 0x20; c >= 'a' && c <= 'z'; c = s.peekAt(n) | 0x20 {
		n++
	}
	return string(s.buf[s.pos : s.pos+n])
}

func (d *Decoder) atDirective() error {
	s := d.scanner
	s.pos++
	var err error
	switch s.letters() {
	case "prefix":
		s.pos += len("prefix")
		err = d.prefix()
	case "base":
		s.pos += len("base")
		err = d.baseIRI()
	default:
		return s.expected("@prefix or @base")
	}
	if err != nil {
		return err
	}
	return d.dot()
}

func (d *Decoder) dot() error {
	s := d.scanner
	s.skipSpace()
	if s.peek() != '.' {
		return s.expected("'.'")
	}
	s.pos++
	return nil
}

func (d *Decoder) prefix() error {
	s := d.scanner
	s.skipSpace()
	name, err := s.prefixName()
	if err != nil {
		return err
	}
	s.skipSpace()
	target, err := d.resolved()
	if err != nil {
		return err
	}
	d.prefixes[name] = target.Value
	return nil
}

func (d *Decoder) baseIRI() error {
	d.scanner.skipSpace()
	target, err := d.resolved()
	if err != nil {
		return err
	}
	d.base = target.Value
	return nil
}

// resolved reads an IRI reference and resolves it.
func (d *Decoder) resolved() (Term, error) {
	text, err := d.scanner.reference()
	if err != nil {
		return Term{}, err
	}
	if d.base != "" {
		text = iri.Resolve(d.base, text)
	}
	return d.absolute(text)
}

// namedBlock parses what follows GRAPH.
func (d *Decoder) namedBlock() error {
	s := d.scanner
	s.skipSpace()
	name, err := d.graphName()
	if err != nil {
		return err
	}
	s.skipSpace()
	if s.peek() != '{' {
		return s.expected("'{'")
	}
	return d.block(name)
}

func (d *Decoder) graphName() (Term, error) {
	s := d.scanner
	if s.peek() == '[' {
		s.pos++
		s.skipSpace()
		if s.peek() != ']' {
			return Term{}, s.expected("']'")
		}
		s.pos++
		return NewBlank(d.blanks.fresh()), nil
	}
	return d.node("the name of a graph")
}

// block parses { triples } of a graph.
func (d *Decoder) block(name Term) error {
	s := d.scanner
	s.pos++
	d.graph = name
	for {
		s.skipSpace()
		if s.peek() == '}' {
			s.pos++
			d.graph = Term{}
			return nil
		}
		if err := d.triples(); err != nil {
			return err
		}
		s.skipSpace()
		switch s.peek() {
		case '.':
			s.pos++
		case '}':
		default:
			return s.expected("'.' or '}'")
		}
	}
}

// triplesOrBlock parses a statement whose start may also name a graph (TriG).
func (d *Decoder) triplesOrBlock() error {
	s := d.scanner
	if open := s.peek(); open == '[' || open == '(' {
		subject, bare, err := d.nested()
		if err != nil {
			return err
		}
		s.skipSpace()
		if d.format == TriG && s.peek() == '{' && bare && open == '[' {
			return d.block(subject)
		}
		if err := d.afterNested(subject, bare); err != nil {
			return err
		}
		return d.dot()
	}
	subject, err := d.node("a subject")
	if err != nil {
		return err
	}
	s.skipSpace()
	if d.format == TriG && s.peek() == '{' {
		return d.block(subject)
	}
	if err := d.predicates(subject); err != nil {
		return err
	}
	return d.dot()
}

// triples parses a subject with its predicates and objects.
func (d *Decoder) triples() error {
	s := d.scanner
	if s.peek() == '[' || s.peek() == '(' {
		subject, bare, err := d.nested()
		if err != nil {
			return err
		}
		return d.afterNested(subject, bare)
	}
	subject, err := d.node("a subject")
	if err != nil {
		return err
	}
	return d.predicates(subject)
}

// afterNested parses the predicates behind [...] or (...): only a property list
// that says something may stand alone.
func (d *Decoder) afterNested(subject Term, bare bool) error {
	s := d.scanner
	s.skipSpace()
	if c := s.peek(); !bare && (c == '.' || c == '}') {
		return nil
	}
	return d.predicates(subject)
}

// predicates parses a list of predicates with their objects.
func (d *Decoder) predicates(subject Term) error {
	s := d.scanner
	for {
		s.skipSpace()
		predicate, err := d.verb()
		if err != nil {
			return err
		}
		if err := d.objects(subject, predicate); err != nil {
			return err
		}
		more := false
		for s.skipSpace(); s.peek() == ';'; s.skipSpace() {
			s.pos++
			more = true
		}
		if c := s.peek(); !more || c == '.' || c == ']' || c == '}' || c == endOfInput {
			return nil
		}
	}
}

func (d *Decoder) verb() (Term, error) {
	if d.keyword() == "a" {
		d.scanner.pos++
		return NewIRI(Type), nil
	}
	if d.scanner.peek() == '_' {
		return Term{}, d.scanner.expected("a predicate")
	}
	return d.node("a predicate")
}

func (d *Decoder) objects(subject, predicate Term) error {
	s := d.scanner
	for {
		s.skipSpace()
		object, err := d.object()
		if err != nil {
			return err
		}
		if err := d.emit(subject, predicate, object); err != nil {
			return err
		}
		s.skipSpace()
		if s.peek() != ',' {
			return nil
		}
		s.pos++
	}
}

func (d *Decoder) emit(subject, predicate, object Term) error {
	if !d.yield(Quad{subject, predicate, object, d.graph}, nil) {
		return errStopped
	}
	return nil
}
