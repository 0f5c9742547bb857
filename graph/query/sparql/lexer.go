package sparql

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"factgraph/graph/iri"
)

// kind is the kind of a token.
type kind uint8

const (
	endOfQuery  kind = iota
	iriToken         // text: what stands between < and >, escapes undone
	nameToken        // prefix:local; text is the prefix, local the rest
	blankToken       // _:label
	varToken         // ?name
	stringToken      // text: what stands between the quotes, escapes undone
	langToken        // @en
	integerToken
	decimalToken
	doubleToken
	wordToken // a keyword, as it is written
	signToken // punctuation and operators
)

// A token is a word of the language with its place.
type token struct {
	kind       kind
	text       string
	local      string
	start, end int // byte offsets in the query
}

// A SyntaxError is a place where the query is not SPARQL.
type SyntaxError struct {
	Line   int // from 1
	Column int // in characters, from 1
	Msg    string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Msg)
}

// faultAt makes the error for a place in the text.
func faultAt(text string, offset int, format string, args ...any) error {
	before := text[:min(offset, len(text))]
	lineStart := strings.LastIndexByte(before, '\n') + 1
	return &SyntaxError{
		Line:   strings.Count(before, "\n") + 1,
		Column: utf8.RuneCountInString(before[lineStart:]) + 1,
		Msg:    fmt.Sprintf(format, args...),
	}
}

// A lexer cuts a query into tokens.
type lexer struct {
	src string
	pos int
}

// fault panics with the error of a place; the parser's entry recovers it.
func (l *lexer) fault(offset int, format string, args ...any) {
	panic(fault{faultAt(l.src, offset, format, args...)})
}

// fault carries an error out of the recursion.
type fault struct{ err error }

func (l *lexer) at(n int) byte {
	if l.pos+n < len(l.src) {
		return l.src[l.pos+n]
	}
	return 0
}

func (l *lexer) skipSpace() {
	for l.pos < len(l.src) {
		switch l.src[l.pos] {
		case ' ', '\t', '\r', '\n':
			l.pos++
		case '#':
			if i := strings.IndexAny(l.src[l.pos:], "\r\n"); i >= 0 {
				l.pos += i
			} else {
				l.pos = len(l.src)
			}
		default:
			return
		}
	}
}

// next reads a token.
func (l *lexer) next() token {
	l.skipSpace()
	t := token{start: l.pos}
	if l.pos < len(l.src) {
		l.read(&t)
	}
	t.end = l.pos
	return t
}

func (l *lexer) read(t *token) {
	c := l.src[l.pos]
	switch {
	case c == '<' && l.reference(t):
	case c == '?' || c == '$':
		l.variable(t)
	case c == '"' || c == '\'':
		l.quoted(t)
	case c == '@':
		l.langTag(t)
	case c == '_' && l.at(1) == ':':
		l.blank(t)
	case isDigit(c), c == '.' && isDigit(l.at(1)):
		l.number(t)
	default:
		r, _ := utf8.DecodeRuneInString(l.src[l.pos:])
		if r == ':' || iri.IsNameStart(r) && r != utf8.RuneError {
			l.word(t)
			return
		}
		l.sign(t)
	}
}

// reference reads an IRI; false if the < is an operator.
func (l *lexer) reference(t *token) bool {
	escaped := false
	for i := l.pos + 1; i < len(l.src); i++ {
		switch c := l.src[i]; {
		case c == '>':
			t.kind, t.text = iriToken, l.src[l.pos+1:i]
			if escaped {
				t.text = l.unescape(t.text, l.pos+1)
			}
			if escaped && strings.ContainsAny(t.text, "<>\"{}|^`\\ ") || !utf8.ValidString(t.text) {
				l.fault(l.pos, "the IRI has a character that may not stand in an IRI")
			}
			l.pos = i + 1
			return true
		case c == '\\':
			escaped = true
		case !iri.IsReferenceByte(c):
			return false
		}
	}
	return false
}

func (l *lexer) variable(t *token) {
	n := 1
	for l.pos+n < len(l.src) {
		r, size := utf8.DecodeRuneInString(l.src[l.pos+n:])
		if r == '-' || !iri.IsName(r) || r == utf8.RuneError && size == 1 {
			break
		}
		if n == 1 && (r == 0xB7 || r >= 0x300 && r <= 0x36F || r >= 0x203F && r <= 0x2040) {
			break
		}
		n += size
	}
	if n == 1 {
		t.kind, t.text = signToken, l.src[l.pos:l.pos+1]
		if t.text == "$" {
			l.fault(l.pos, "expected the name of a variable after '$'")
		}
	} else {
		t.kind, t.text = varToken, l.src[l.pos+1:l.pos+n]
	}
	l.pos += n
}

func (l *lexer) quoted(t *token) {
	start, quote := l.pos, l.src[l.pos:l.pos+1]
	end := quote
	if strings.HasPrefix(l.src[l.pos:], strings.Repeat(quote, 3)) {
		end = strings.Repeat(quote, 3)
	}
	l.pos += len(end)
	begin := l.pos
	for ; l.pos < len(l.src); l.pos++ {
		switch c := l.src[l.pos]; {
		case c == '\\':
			l.pos++
		case strings.HasPrefix(l.src[l.pos:], end):
			t.kind, t.text = stringToken, l.unescape(l.src[begin:l.pos], begin)
			if !utf8.ValidString(t.text) {
				l.fault(start, "the string is not UTF-8")
			}
			l.pos += len(end)
			return
		case len(end) == 1 && (c == '\n' || c == '\r'):
			l.fault(start, "the string that opens here is not closed in its line; use three quotes for a long one")
		}
	}
	l.fault(start, "the string that opens here is not closed")
}

var escapes = map[byte]string{
	't': "\t", 'b': "\b", 'n': "\n", 'r': "\r", 'f': "\f", '"': "\"", '\'': "'", '\\': "\\",
}

// unescape undoes \n and \u00e9.
func (l *lexer) unescape(s string, offset int) string {
	if !strings.Contains(s, "\\") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		digits := map[byte]int{'u': 4, 'U': 8}[s[i]]
		if plain, ok := escapes[s[i]]; ok {
			b.WriteString(plain)
			continue
		}
		if digits == 0 || i+digits >= len(s) {
			l.fault(offset+i-1, "expected an escape such as \\n or \\u00e9")
		}
		var r rune
		for _, c := range []byte(s[i+1 : i+1+digits]) {
			d := strings.IndexByte("0123456789abcdef", c|0x20)
			if c >= '0' && c <= '9' {
				d = int(c - '0')
			}
			if d < 0 {
				l.fault(offset+i-1, "expected %d hexadecimal digits", digits)
			}
			r = r<<4 | rune(d)
		}
		if !utf8.ValidRune(r) {
			l.fault(offset+i-1, "the escape is no Unicode character")
		}
		b.WriteRune(r)
		i += digits
	}
	return b.String()
}

func (l *lexer) langTag(t *token) {
	n := 1
	for letters := true; ; n++ {
		c := l.at(n)
		if c == '-' && n > 1 && l.at(n-1) != '-' {
			letters = false
		} else if !isLetter(c) && (letters || !isDigit(c)) {
			break
		}
	}
	if n == 1 || l.at(n-1) == '-' {
		l.fault(l.pos, "expected a language tag after '@'")
	}
	t.kind, t.text = langToken, l.src[l.pos+1:l.pos+n]
	l.pos += n
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// name measures a name from an offset on, with dots within but not at its end.
func (l *lexer) name(n int) int {
	for end := n; ; {
		r, size := utf8.DecodeRuneInString(l.src[l.pos+end:])
		switch {
		case size > 0 && r == '.':
			end++
		case size > 0 && iri.IsName(r) && !(r == utf8.RuneError && size == 1):
			end += size
			n = end
		default:
			return n
		}
	}
}

func (l *lexer) blank(t *token) {
	r, size := utf8.DecodeRuneInString(l.src[l.pos+2:])
	if size == 0 || !(iri.IsNameStart(r) || r == '_' || r >= '0' && r <= '9') || r == utf8.RuneError {
		l.fault(l.pos, "expected the label of a blank node after '_:'")
	}
	n := l.name(2 + size)
	t.kind, t.text = blankToken, l.src[l.pos+2:l.pos+n]
	l.pos += n
}

func (l *lexer) number(t *token) {
	n := 0
	digits := func() int {
		from := n
		for isDigit(l.at(n)) {
			n++
		}
		return n - from
	}
	t.kind = integerToken
	whole := digits()
	if l.at(n) == '.' && (isDigit(l.at(n+1)) || whole > 0 && l.exponent(n+1) > 0) {
		t.kind = decimalToken
		n++
		digits()
	}
	if e := l.exponent(n); e > 0 {
		t.kind = doubleToken
		n += e
	}
	t.text = l.src[l.pos : l.pos+n]
	l.pos += n
}

// exponent measures e±digits.
func (l *lexer) exponent(n int) int {
	if l.at(n)|0x20 != 'e' {
		return 0
	}
	i := n + 1
	if l.at(i) == '+' || l.at(i) == '-' {
		i++
	}
	from := i
	for isDigit(l.at(i)) {
		i++
	}
	if i == from {
		return 0
	}
	return i - n
}

// word reads a keyword or a prefixed name.
func (l *lexer) word(t *token) {
	n := 0
	if l.at(0) != ':' {
		_, size := utf8.DecodeRuneInString(l.src[l.pos:])
		n = l.name(size)
	}
	if l.at(n) != ':' {
		t.kind = wordToken
		n = 0
		for isLetter(l.at(n)) || n > 0 && (isDigit(l.at(n)) || l.at(n) == '_') {
			n++
		}
		if n == 0 {
			l.fault(l.pos, "expected a prefix with a colon behind it")
		}
		t.text = l.src[l.pos : l.pos+n]
		l.pos += n
		return
	}
	t.kind, t.text = nameToken, l.src[l.pos:l.pos+n]
	l.pos += n + 1
	t.local = l.localName()
}

// localName reads what follows the colon of a prefixed name.
func (l *lexer) localName() string {
	var b []byte
	kept, keptPos := 0, l.pos
	for first := true; l.pos < len(l.src); first = false {
		r, size := utf8.DecodeRuneInString(l.src[l.pos:])
		switch {
		case r == '.' && !first:
			b = append(b, '.')
			l.pos++
			continue
		case r == '%':
			if l.pos+2 >= len(l.src) || !isHex(l.src[l.pos+1]) || !isHex(l.src[l.pos+2]) {
				l.fault(l.pos, "expected two hexadecimal digits after '%%'")
			}
			b = append(b, l.src[l.pos:l.pos+3]...)
			size = 3
		case r == '\\':
			if !iri.IsLocalEscape(l.at(1)) || l.at(1) == 0 {
				l.fault(l.pos, "expected a character that may be escaped in a name")
			}
			b = append(b, l.at(1))
			size = 2
		case r == utf8.RuneError && size == 1:
			size = 0
		case r == ':', iri.IsName(r) && !(first && (r == '-' || r == 0xB7 || r >= 0x300 && r <= 0x36F || r >= 0x203F && r <= 0x2040)):
			b = utf8.AppendRune(b, r)
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		l.pos += size
		kept, keptPos = len(b), l.pos
	}
	l.pos = keptPos
	return string(b[:kept])
}

func isHex(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

// doubled are the signs of two characters.
var doubled = [...]string{"^^", "&&", "||", "!=", "<=", ">="}

func (l *lexer) sign(t *token) {
	t.kind = signToken
	for _, s := range doubled {
		if strings.HasPrefix(l.src[l.pos:], s) {
			t.text = s
			l.pos += len(s)
			return
		}
	}
	if strings.IndexByte("{}()[].,;*/|^?+-!=<>", l.src[l.pos]) >= 0 {
		t.text = l.src[l.pos : l.pos+1]
		l.pos++
		return
	}
	r, size := utf8.DecodeRuneInString(l.src[l.pos:])
	if r == utf8.RuneError && size == 1 {
		l.fault(l.pos, "the query is not UTF-8")
	}
	l.fault(l.pos, "unexpected character %q", r)
}
