package rdf

import (
	"strings"
	"unicode/utf8"

	"factgraph/graph/iri"
)

// referenceBytes are the bytes that stand for themselves between < and >.
var referenceBytes = func() (table [256]bool) {
	for c := range table {
		table[c] = iri.IsReferenceByte(byte(c))
	}
	return table
}()

// reference reads <...> and gives the text between, escapes undone.
func (s *scanner) reference() (string, error) {
	if s.peek() != '<' {
		return "", s.expected("an IRI")
	}
	s.pos++
	s.mark = s.pos
	defer func() { s.mark = -1 }()
	var b []byte // only when there are escapes
	for {
		c := s.peek()
		switch {
		case c == '>':
			text := s.buf[s.mark:s.pos]
			if b != nil {
				text = append(b, text...)
			}
			if !utf8.Valid(text) {
				return "", s.fault("an IRI is not UTF-8")
			}
			s.pos++
			return string(text), nil
		case c == '\\':
			b = append(b, s.buf[s.mark:s.pos]...)
			r, err := s.unicodeEscape()
			if err != nil {
				return "", err
			}
			if r < utf8.RuneSelf && !referenceBytes[r] {
				return "", s.fault("the character %q may not stand in an IRI", r)
			}
			b = utf8.AppendRune(b, r)
			s.mark = s.pos
		case c == endOfInput || !referenceBytes[c]:
			return "", s.expected("a character of an IRI or '>'")
		default:
			s.pos++
		}
	}
}

// unicodeEscape reads \uXXXX or \UXXXXXXXX.
func (s *scanner) unicodeEscape() (rune, error) {
	digits := 0
	switch s.peekAt(1) {
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		return 0, s.fault(`expected an escape \uXXXX or \UXXXXXXXX`)
	}
	var r rune
	for i := range digits {
		d := hexDigit(s.peekAt(2 + i))
		if d < 0 {
			return 0, s.fault("expected %d hexadecimal digits", digits)
		}
		r = r<<4 | rune(d)
	}
	if !utf8.ValidRune(r) {
		return 0, s.fault("the escape is no Unicode character")
	}
	s.pos += 2 + digits
	return r, nil
}

func hexDigit(c int) int {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return -1
}

// characterEscapes are what may follow a backslash in a literal.
var characterEscapes = map[int]byte{
	't': '\t', 'b': '\b', 'n': '\n', 'r': '\r', 'f': '\f', '"': '"', '\'': '\'', '\\': '\\',
}

// quoted reads a string in quotes; long ones (three quotes) if long is set.
func (s *scanner) quoted(long bool) (string, error) {
	quote := s.peek()
	line, column := s.line, s.pos-s.lineStart+1
	s.pos++
	if long && s.peek() == quote {
		if s.peekAt(1) != quote {
			s.pos++
			return "", nil
		}
		s.pos += 2
	} else {
		long = false
	}
	s.mark = s.pos
	defer func() { s.mark = -1 }()
	var b []byte
	for {
		c := s.peek()
		switch {
		case c == quote && (!long || s.peekAt(1) == quote && s.peekAt(2) == quote):
			text := s.buf[s.mark:s.pos]
			if b != nil {
				text = append(b, text...)
			}
			if !utf8.Valid(text) {
				return "", s.fault("a literal is not UTF-8")
			}
			s.pos++
			if long {
				s.pos += 2
			}
			return string(text), nil
		case c == '\\':
			b = append(b, s.buf[s.mark:s.pos]...)
			if plain, ok := characterEscapes[s.peekAt(1)]; ok {
				b = append(b, plain)
				s.pos += 2
			} else {
				r, err := s.unicodeEscape()
				if err != nil {
					return "", err
				}
				b = utf8.AppendRune(b, r)
			}
			s.mark = s.pos
		case c == '\n' && long:
			s.pos++
			s.newline()
		case c == endOfInput && long:
			return "", &SyntaxError{line, column, "the literal that opens here is not closed"}
		case c == endOfInput || (c == '\n' || c == '\r') && !long:
			return "", s.expected("the closing quote of a literal")
		default:
			s.pos++
		}
	}
}

// langTag reads the tag after an @.
func (s *scanner) langTag() (string, error) {
	s.pos++
	n := 0
	for letters := true; ; n++ {
		c := s.peekAt(n)
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		case c >= '0' && c <= '9' && !letters:
		case c == '-' && n > 0 && s.peekAt(n-1) != '-':
			letters = false
		default:
			if n == 0 || s.peekAt(n-1) == '-' {
				return "", s.expected("a language tag")
			}
			tag := string(s.buf[s.pos : s.pos+n])
			s.pos += n
			return strings.ToLower(tag), nil
		}
	}
}

// blankLabel reads _:label and gives the label. Colons are the older N-Triples
// way and no longer allowed.
func (s *scanner) blankLabel() (string, error) {
	if s.peek() != '_' || s.peekAt(1) != ':' {
		return "", s.expected("a blank node")
	}
	s.pos += 2
	r, size := s.rune(0)
	if size == 0 || !(iri.IsNameStart(r) || r == '_' || r >= '0' && r <= '9') {
		return "", s.expected("the label of a blank node")
	}
	n := s.nameLength(size, iri.IsName)
	label := string(s.buf[s.pos : s.pos+n])
	s.pos += n
	return label, nil
}

// nameLength measures a name from n bytes on: characters that may, and dots
// within.
func (s *scanner) nameLength(n int, may func(rune) bool) int {
	for end := n; ; {
		r, size := s.rune(end)
		switch {
		case size > 0 && r == '.':
			end += size
		case size > 0 && may(r) && !(r == utf8.RuneError && size == 1):
			end += size
			n = end
		default:
			return n
		}
	}
}
