package rdf

import "io"

// readLines parses N-Triples and N-Quads, one statement a line.
func (d *Decoder) readLines(yield func(Quad, error) bool) {
	s := d.scanner
	for {
		s.skipBlank()
		switch s.peek() {
		case endOfInput:
			if err := s.ioErr(); err != nil {
				yield(Quad{}, err)
			}
			return
		case '\r':
			s.pos++
			continue
		case '\n':
			s.pos++
			s.newline()
			continue
		case '#':
			s.skipComment()
			continue
		}
		q, err := d.line()
		if !yield(q, err) {
			return
		}
		if err != nil {
			if s.err != nil && s.err != io.EOF {
				return
			}
			s.skipComment() // on with the next line
		}
	}
}

// line parses one statement up to the end of its line.
func (d *Decoder) line() (q Quad, err error) {
	s := d.scanner
	if q.Subject, err = d.lineNode("a subject: an IRI or a blank node"); err != nil {
		return Quad{}, err
	}
	s.skipBlank()
	if q.Predicate, err = d.lineIRI(); err != nil {
		return Quad{}, err
	}
	s.skipBlank()
	if s.peek() == '"' {
		q.Object, err = d.lineLiteral()
	} else {
		q.Object, err = d.lineNode("an object: an IRI, a blank node or a literal")
	}
	if err != nil {
		return Quad{}, err
	}
	s.skipBlank()
	if d.format == NQuads && s.peek() != '.' {
		if q.Graph, err = d.lineNode("a graph name or '.'"); err != nil {
			return Quad{}, err
		}
		s.skipBlank()
	}
	if s.peek() != '.' {
		return Quad{}, s.expected("'.'")
	}
	s.pos++
	s.skipBlank()
	switch s.peek() {
	case endOfInput, '\n', '\r', '#':
		return q, nil
	}
	return Quad{}, s.expected("the end of the line")
}

func (d *Decoder) lineNode(what string) (Term, error) {
	switch d.scanner.peek() {
	case '<':
		return d.lineIRI()
	case '_':
		label, err := d.scanner.blankLabel()
		return NewBlank(d.blanks.named(label)), err
	}
	return Term{}, d.scanner.expected(what)
}

// lineIRI reads an IRI, which must be absolute here.
func (d *Decoder) lineIRI() (Term, error) {
	text, err := d.scanner.reference()
	if err != nil {
		return Term{}, err
	}
	return d.absolute(text)
}

func (d *Decoder) lineLiteral() (Term, error) {
	s := d.scanner
	value, err := s.quoted(false)
	if err != nil {
		return Term{}, err
	}
	switch s.peek() {
	case '@':
		lang, err := s.langTag()
		return NewLangString(value, lang), err
	case '^':
		if s.peekAt(1) != '^' {
			return Term{}, s.expected("'^^' and a datatype")
		}
		s.pos += 2
		datatype, err := d.lineIRI()
		return NewLiteral(value, datatype.Value), err
	}
	return NewLiteral(value, ""), nil
}
