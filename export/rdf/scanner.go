package rdf

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// maxToken bounds a single IRI, name or literal: a file that opens a quote and
// never closes it is refused before it fills the memory.
const maxToken = 64 << 20

const endOfInput = -1

// A scanner is a window over the input: bytes are looked at by position, and
// what follows mark is kept until the token is complete.
type scanner struct {
	r         io.Reader
	buf       []byte
	pos, end  int // the window is buf[pos:end]
	mark      int // start of the current token, or -1
	line      int // from 1
	lineStart int // position in buf of the line's first byte; may be negative
	err       error
}

func newScanner(r io.Reader) *scanner {
	return &scanner{r: r, buf: make([]byte, 64<<10), mark: -1, line: 1}
}

// peek is the next byte, or endOfInput.
func (s *scanner) peek() int {
	if s.pos < s.end {
		return int(s.buf[s.pos])
	}
	return s.peekAt(0)
}

// peekAt is the byte n places ahead, or endOfInput.
func (s *scanner) peekAt(n int) int {
	for s.pos+n >= s.end {
		if !s.fill() {
			return endOfInput
		}
	}
	return int(s.buf[s.pos+n])
}

// fill reads more input behind the window; false at the end.
func (s *scanner) fill() bool {
	if s.err != nil {
		return false
	}
	keep := s.pos
	if s.mark >= 0 {
		keep = s.mark
	}
	if keep > 0 && s.end == len(s.buf) {
		copy(s.buf, s.buf[keep:s.end])
		s.pos -= keep
		s.end -= keep
		s.lineStart -= keep
		if s.mark >= 0 {
			s.mark = 0
		}
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= maxToken {
			s.err = s.fault("a token is longer than %d bytes", maxToken)
			return false
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for range 100 {
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		if err != nil {
			s.err = err
			return n > 0
		}
		if n > 0 {
			return true
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// ioErr is the error of the reader, nil at the regular end.
func (s *scanner) ioErr() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

// newline notes that the byte just passed ended a line.
func (s *scanner) newline() {
	s.line++
	s.lineStart = s.pos
}

// skipSpace passes white space and comments.
func (s *scanner) skipSpace() {
	for {
		switch s.peek() {
		case ' ', '\t', '\r':
			s.pos++
		case '\n':
			s.pos++
			s.newline()
		case '#':
			s.skipComment()
		default:
			return
		}
	}
}

// skipBlank passes white space within a line.
func (s *scanner) skipBlank() {
	for c := s.peek(); c == ' ' || c == '\t'; c = s.peek() {
		s.pos++
	}
}

func (s *scanner) skipComment() {
	for c := s.peek(); c != endOfInput && c != '\n' && c != '\r'; c = s.peek() {
		s.pos++
	}
}

// rune decodes the character n bytes ahead; size 0 at the end of the input.
func (s *scanner) rune(n int) (r rune, size int) {
	c := s.peekAt(n)
	if c == endOfInput {
		return 0, 0
	}
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	for have := 1; have < utf8.UTFMax && !utf8.FullRune(s.buf[s.pos+n:s.pos+n+have]); have++ {
		if s.peekAt(n+have) == endOfInput {
			break
		}
	}
	return utf8.DecodeRune(s.buf[s.pos+n : min(s.end, s.pos+n+utf8.UTFMax)])
}

// fault makes a SyntaxError at the current place.
func (s *scanner) fault(format string, args ...any) error {
	return &SyntaxError{Line: s.line, Column: s.pos - s.lineStart + 1, Msg: fmt.Sprintf(format, args...)}
}

// expected makes the fault that something else stands here.
func (s *scanner) expected(what string) error {
	if s.err != nil && s.err != io.EOF {
		return s.err
	}
	r, size := s.rune(0)
	switch {
	case size == 0:
		return s.fault("expected %s, found the end of the input", what)
	case r == utf8.RuneError && size == 1:
		return s.fault("expected %s, found bytes that are not UTF-8", what)
	}
	return s.fault("expected %s, found %q", what, r)
}
