package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"factgraph/ingest/document"
)

// maxToken is the length in bytes at which a token is cut. It bounds what the
// rules look at, so that the time is linear whatever the text.
const maxToken = 512

// A lexer cuts a paragraph into tokens. It goes through the text once; at each
// place the first of its rules that matches tells where the token ends.
type lexer struct {
	text   string // the article's text
	end    int    // of the paragraph
	tokens []document.Token

	chunk  string // the rest of the text up to the next blank
	at     int    // offset of the chunk's beginning in text
	quotes int    // opening single quotes that await their closing one
	parens int    // opening parentheses that await their closing one
	first  bool   // the chunk has no token yet
}

// A rule returns the length of the token at the beginning of the chunk, or 0 if
// there is none of its kind.
type rule func(l *lexer) int

// rules are tried in this order.
var rules = []rule{
	address, emoticon, handle, elision, fileSuffix, initials, abbreviation, number, currency, run, word,
}

// lex returns the tokens of text[start:end].
func lex(text string, start, end int) []document.Token {
	l := &lexer{text: text, end: end, tokens: make([]document.Token, 0, (end-start)/5+1)}
	for start < end {
		r, size := utf8.DecodeRuneInString(text[start:end])
		if blank(r) {
			start += size
			continue
		}
		stop := l.chunkEnd(start)
		if !invisible(text[start:stop]) {
			l.lexChunk(start, stop)
		}
		start = stop
	}
	return l.tokens
}

// chunkEnd is where the run of characters without a blank ends, or is cut.
func (l *lexer) chunkEnd(start int) int {
	limit := min(l.end, start+maxToken)
	for i, r := range l.text[start:limit] {
		if blank(r) {
			return start + i
		}
	}
	for limit < l.end && !utf8.RuneStart(l.text[limit]) {
		limit--
	}
	return limit
}

// blank tells whether r is white space or a control character.
func blank(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r == 0x7f
	}
	return unicode.IsSpace(r) || unicode.Is(unicode.Zs, r) || unicode.IsControl(r)
}

// invisible tells whether nothing of s can be seen.
func invisible(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Variation_Selector, r) {
			return false
		}
	}
	return true
}

func (l *lexer) lexChunk(start, stop int) {
	l.first = true
	for start < stop {
		l.chunk, l.at = l.text[start:stop], start
		n := 0
		for _, match := range rules {
			if n = match(l); n > 0 {
				break
			}
		}
		if n == 0 {
			n = symbol(l.chunk)
		}
		if rest := l.chunk[n:]; rest != "" && invisible(rest) {
			n = len(l.chunk) // what nobody sees belongs to what stands before it
		}
		l.emit(n)
		l.first = false
		start += n
	}
}

// symbol is the length of a character with the joiners and selectors that make
// it one with the next ones.
func symbol(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	joined := false
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !joined && !unicode.In(r, unicode.Cf, unicode.Mn, unicode.Variation_Selector) && !(r >= 0x1f3fb && r <= 0x1f3ff) {
			break
		}
		joined = r == '\u200d'
		n += size
	}
	return n
}

// emit appends the first n bytes of the chunk as a token, cut into words where
// it is made of several.
func (l *lexer) emit(n int) {
	wording := l.chunk[:n]
	switch wording {
	case "(":
		l.parens++
	case ")":
		l.parens = max(0, l.parens-1)
	}
	from := 0
	for _, to := range wordEnds(wording) {
		l.tokens = append(l.tokens, document.Token{
			Span:      document.Span{Start: l.at + from, End: l.at + to},
			Form:      Form(wording[from:to]),
			Head:      -1,
			Continued: from > 0,
		})
		from = to
	}
	l.tokens = append(l.tokens, document.Token{
		Span:      document.Span{Start: l.at + from, End: l.at + n},
		Form:      Form(wording[from:]),
		Head:      -1,
		Continued: from > 0,
	})
}

// previous is the form of the token before, empty at the beginning.
func (l *lexer) previous() string {
	if len(l.tokens) == 0 {
		return ""
	}
	return l.tokens[len(l.tokens)-1].Form
}

// next is the first character after the first n bytes of the chunk and the
// blanks that follow, 0 at the end of the paragraph.
func (l *lexer) next(n int) rune {
	for _, r := range l.text[l.at+n : min(l.end, l.at+n+maxToken)] {
		if !blank(r) && !strings.ContainsRune(`"'“‘([`, r) {
			return r
		}
	}
	return 0
}

// wordEnds returns where the words that a token is made of end, but for the
// last: 2 for "don't", none for "dogs".
func wordEnds(token string) []int {
	if len(token) < 2 || !letterFirst(token) {
		return nil
	}
	if at, ok := contracted[strings.ToLower(token)]; ok {
		return []int{at}
	}
	mark := strings.LastIndexFunc(token, apostrophe)
	if mark <= 0 {
		if strings.EqualFold(token, "dunno") {
			return []int{2, 3}
		}
		return nil
	}
	_, size := utf8.DecodeRuneInString(token[mark:])
	tail := strings.ToLower(token[mark+size:])
	switch {
	case tail == "": // "parents'"
		return []int{mark}
	case tail == "t" && mark > 1 && (token[mark-1] == 'n' || token[mark-1] == 'N'):
		return append(wordEnds(token[:mark-1]), mark-1)
	case cliticTokens["'"+tail]:
		return append(wordEnds(token[:mark]), mark)
	}
	return nil
}

func letterFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func apostrophe(r rune) bool {
	switch r {
	case '\'', '’', '`', '´', '‘', 'ʼ', '′':
		return true
	}
	return false
}
