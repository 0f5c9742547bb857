package pattern

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is the kind of a token.
type kind uint8

const (
	wordToken kind = iota
	quotedToken
	varToken
	starToken // * that stands alone
	signToken // ^ | / ( ) and + * ? behind a predicate
	stopToken // . or ; between patterns
)

// A token has its place for errors.
type token struct {
	kind       kind
	text       string
	start, end int
}

// A SyntaxError is a place that no pattern can have.
type SyntaxError struct {
	Column int // in characters, from 1
	Msg    string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("column %d: %s", e.Column, e.Msg) }

func faultAt(text string, offset int, format string, args ...any) error {
	return &SyntaxError{Column: utf8.RuneCountInString(text[:min(offset, len(text))]) + 1, Msg: fmt.Sprintf(format, args...)}
}

// signs end a word wherever they stand; repeats only behind a predicate.
const (
	signs   = "^|/()"
	repeats = "+*?"
	quotes  = "\"“”„'"
)

// lex cuts the text into tokens.
func lex(text string) ([]token, error) {
	var tokens []token
	for pos := 0; pos < len(text); {
		r, size := utf8.DecodeRuneInString(text[pos:])
		switch {
		case r == utf8.RuneError && size == 1:
			return nil, faultAt(text, pos, "the pattern is not UTF-8")
		case unicode.IsSpace(r):
			pos += size
		case strings.ContainsRune(quotes, r):
			t, err := quoted(text, pos)
			if err != nil {
				return nil, err
			}
			tokens = append(tokens, t)
			pos = t.end
		case r == '?' && isVariable(text[pos+1:]):
			t := token{kind: varToken, start: pos, end: pos + 1 + nameLength(text[pos+1:])}
			t.text = text[pos+1 : t.end]
			tokens = append(tokens, t)
			pos = t.end
		default:
			t := word(text, pos, tokens)
			tokens = append(tokens, t)
			pos = t.end
		}
	}
	return tokens, nil
}

func quoted(text string, pos int) (token, error) {
	r, size := utf8.DecodeRuneInString(text[pos:])
	closing := map[rune]string{'"': "\"", '\'': "'"}[r]
	if closing == "" {
		closing = "”“" // typographic quotes close with either
	}
	end := strings.IndexAny(text[pos+size:], closing)
	if end < 0 {
		return token{}, faultAt(text, pos, "the quote that opens here is not closed")
	}
	_, closeSize := utf8.DecodeRuneInString(text[pos+size+end:])
	t := token{kind: quotedToken, text: strings.TrimSpace(text[pos+size : pos+size+end]), start: pos, end: pos + size + end + closeSize}
	if t.text == "" {
		return token{}, faultAt(text, pos, "there is no name between the quotes")
	}
	return t, nil
}

func isVariable(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(r) || r == '_'
}

func nameLength(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' {
			return i
		}
	}
	return len(s)
}

// word reads a bare word or a sign.
func word(text string, pos int, before []token) token {
	rest := text[pos:]
	touches := len(before) > 0 && before[len(before)-1].end == pos
	switch c := rest[0]; {
	case strings.IndexByte(signs, c) >= 0:
		return token{signToken, rest[:1], pos, pos + 1}
	case strings.IndexByte(repeats, c) >= 0 && touches && before[len(before)-1].kind != varToken:
		return token{signToken, rest[:1], pos, pos + 1}
	case c == '*' || c == '?':
		return token{starToken, rest[:1], pos, pos + 1}
	case (c == '.' || c == ';') && (len(rest) == 1 || unicode.IsSpace(rune(rest[1]))):
		return token{stopToken, rest[:1], pos, pos + 1}
	}
	end := len(rest)
	for i, r := range rest {
		ends := unicode.IsSpace(r) || strings.ContainsRune(signs, r) || i > 0 && strings.ContainsRune("\"“”„", r)
		ends = ends || i > 0 && strings.ContainsRune(repeats, r)
		if ends && i > 0 {
			end = i
			break
		}
	}
	w := rest[:end]
	// A stop or a comma behind the last word of a pattern is no part of a name;
	// one behind a single letter is: "U.S."
	if n := len(w); n > 2 && w[n-1] == ';' || n > 1 && w[n-1] == '.' && !strings.Contains(w[:n-1], ".") && n > 2 {
		w = w[:n-1]
	}
	return token{wordToken, w, pos, pos + len(w)}
}
