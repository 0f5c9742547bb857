package rdf

import (
	"unicode/utf8"

	"factgraph/graph/iri"
)

// node reads an IRI, a prefixed name or a labelled blank node.
func (d *Decoder) node(what string) (Term, error) {
	s := d.scanner
	switch c := s.peek(); {
	case c == '<':
		return d.resolved()
	case c == '_' && s.peekAt(1) == ':':
		label, err := s.blankLabel()
		return NewBlank(d.blanks.named(label)), err
	case c == ':':
		return d.prefixed()
	default:
		if r, size := s.rune(0); size > 0 && iri.IsNameStart(r) && r != utf8.RuneError {
			return d.prefixed()
		}
	}
	return Term{}, s.expected(what)
}

// object reads whatever may stand as an object.
func (d *Decoder) object() (Term, error) {
	s := d.scanner
	switch c := s.peek(); {
	case c == '[' || c == '(':
		term, _, err := d.nested()
		return term, err
	case c == '"' || c == '\'':
		return d.literal()
	case c >= '0' && c <= '9', c == '+', c == '-', c == '.':
		return s.number()
	}
	switch word := d.keyword(); word {
	case "true", "false":
		s.pos += len(word)
		return NewLiteral(word, Boolean), nil
	}
	return d.node("an object")
}

// nested reads [...] or (...). bare tells a node that says nothing itself: an
// empty property list or a collection.
func (d *Decoder) nested() (term Term, bare bool, err error) {
	if d.depth++; d.depth > maxDepth {
		return Term{}, false, d.scanner.fault("nested deeper than %d levels", maxDepth)
	}
	defer func() { d.depth-- }()
	if d.scanner.peek() == '(' {
		term, err = d.collection()
		return term, true, err
	}
	return d.propertyList()
}

func (d *Decoder) propertyList() (term Term, bare bool, err error) {
	s := d.scanner
	s.pos++
	term = NewBlank(d.blanks.fresh())
	s.skipSpace()
	if s.peek() == ']' {
		s.pos++
		return term, true, nil
	}
	if err := d.predicates(term); err != nil {
		return Term{}, false, err
	}
	s.skipSpace()
	if s.peek() != ']' {
		return Term{}, false, s.expected("';', ',' or ']'")
	}
	s.pos++
	return term, false, nil
}

// collection reads (...) as a chain of rdf:first and rdf:rest.
func (d *Decoder) collection() (Term, error) {
	s := d.scanner
	s.pos++
	head, last := NewIRI(Nil), Term{}
	for {
		s.skipSpace()
		if s.peek() == ')' {
			s.pos++
			if last.Kind == None {
				return head, nil
			}
			return head, d.emit(last, NewIRI(Rest), NewIRI(Nil))
		}
		cell := NewBlank(d.blanks.fresh())
		if last.Kind == None {
			head = cell
		} else if err := d.emit(last, NewIRI(Rest), cell); err != nil {
			return Term{}, err
		}
		item, err := d.object()
		if err != nil {
			return Term{}, err
		}
		if err := d.emit(cell, NewIRI(First), item); err != nil {
			return Term{}, err
		}
		last = cell
	}
}

func (d *Decoder) literal() (Term, error) {
	s := d.scanner
	value, err := s.quoted(true)
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
		s.skipSpace()
		if s.peek() == '_' {
			return Term{}, s.expected("a datatype")
		}
		datatype, err := d.node("a datatype")
		return NewLiteral(value, datatype.Value), err
	}
	return NewLiteral(value, ""), nil
}

// number reads an integer, a decimal or a double.
func (s *scanner) number() (Term, error) {
	n, digits := 0, 0
	count := func() {
		for c := s.peekAt(n); c >= '0' && c <= '9'; c = s.peekAt(n) {
			n++
			digits++
		}
	}
	if c := s.peek(); c == '+' || c == '-' {
		n++
	}
	count()
	datatype := Integer
	if s.peekAt(n) == '.' {
		c := s.peekAt(n + 1)
		exponent := (c|0x20) == 'e' && digits > 0 && s.exponentLength(n+1) > 0
		if c >= '0' && c <= '9' || exponent {
			datatype = Decimal
			n++
			count()
		}
	}
	if digits == 0 {
		return Term{}, s.expected("a number")
	}
	if length := s.exponentLength(n); length > 0 {
		datatype = Double
		n += length
	} else if s.peekAt(n)|0x20 == 'e' {
		return Term{}, s.fault("expected the digits of an exponent")
	}
	text := string(s.buf[s.pos : s.pos+n])
	s.pos += n
	return NewLiteral(text, datatype), nil
}

// exponentLength measures e±digits at n, 0 when it isn't one.
func (s *scanner) exponentLength(n int) int {
	if s.peekAt(n)|0x20 != 'e' {
		return 0
	}
	i := n + 1
	if c := s.peekAt(i); c == '+' || c == '-' {
		i++
	}
	start := i
	for c := s.peekAt(i); c >= '0' && c <= '9'; c = s.peekAt(i) {
		i++
	}
	if i == start {
		return 0
	}
	return i - n
}

// prefixName reads a prefix with its colon and gives it without.
func (s *scanner) prefixName() (string, error) {
	n := 0
	if r, size := s.rune(0); size > 0 && r != ':' {
		if !iri.IsNameStart(r) {
			return "", s.expected("a prefix")
		}
		n = s.nameLength(size, iri.IsName)
	}
	if s.peekAt(n) != ':' {
		s.pos += n
		return "", s.expected("':' after the prefix")
	}
	name := string(s.buf[s.pos : s.pos+n])
	s.pos += n + 1
	return name, nil
}

// prefixed reads a prefixed name and expands it.
func (d *Decoder) prefixed() (Term, error) {
	s := d.scanner
	start := s.pos
	name, err := s.prefixName()
	if err != nil {
		return Term{}, err
	}
	namespace, ok := d.prefixes[name]
	if !ok {
		s.pos = max(0, min(start, s.pos-len(name)-1))
		return Term{}, s.fault("the prefix %q is not declared", name+":")
	}
	local, err := s.localName()
	if err != nil {
		return Term{}, err
	}
	return NewIRI(namespace + local), nil
}

// localName reads what follows the colon of a prefixed name, escapes undone.
func (s *scanner) localName() (string, error) {
	var b []byte
	kept := 0 // length of b up to the last character that is not a dot
	dots := 0 // bytes of dots passed since
	for first := true; ; first = false {
		r, size := s.rune(dots)
		switch {
		case size == 0 || r == utf8.RuneError && size == 1:
			return string(b[:kept]), nil
		case r == '.' && !first:
			b = append(b, '.')
			dots++
			continue
		case r == '%':
			if hexDigit(s.peekAt(dots+1)) < 0 || hexDigit(s.peekAt(dots+2)) < 0 {
				s.pos += dots
				return "", s.fault("expected two hexadecimal digits after '%%'")
			}
			b = append(b, s.buf[s.pos+dots:s.pos+dots+3]...)
			size = 3
		case r == '\\':
			c := s.peekAt(dots + 1)
			if c == endOfInput || !iri.IsLocalEscape(byte(c)) {
				s.pos += dots
				return "", s.fault("expected a character that may be escaped in a name")
			}
			b = append(b, byte(c))
			size = 2
		case r == ':', iri.IsName(r) && !(first && (r == '-' || r == 0xB7 || r >= 0x300 && r <= 0x36F || r >= 0x203F && r <= 0x2040)):
			b = utf8.AppendRune(b, r)
		default:
			return string(b[:kept]), nil
		}
		s.pos += dots + size
		dots = 0
		kept = len(b)
	}
}
