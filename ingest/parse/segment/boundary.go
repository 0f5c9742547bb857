package segment

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"factgraph/ingest/document"
)

// The classifier is a logistic regression over hashed features of the tokens
// around a gap. Its weights are one signed byte each; only the sign of their
// sum counts, so that their scale is of no account.
// Run "train segment" to make them anew.
//
//go:embed boundary.bin
var boundaryWeights string

// featureBits is the number of bits of a feature's hash.
const featureBits = 16

// boundaries returns where the sentences of a paragraph end: ascending token
// indexes, the last of which is len(tokens).
func boundaries(text string, tokens []document.Token) []int {
	var ends []int
	s := newScanner(text, tokens)
	for i := range tokens[:len(tokens)-1] {
		s.advance(i)
		if i+1 == s.opening || s.candidate(i) && (s.starts(i+1) || score(s.features(i)) > 0) {
			ends = append(ends, i+1)
			s.begin(i + 1)
		} else if i+1-s.start == maxSentence {
			cut := s.bestCut(i + 1)
			ends = append(ends, cut)
			s.begin(cut)
		}
	}
	return append(ends, len(tokens))
}

// bias is added to every score, in units of the weights. A boundary missed
// costs more than one too many: two sentences under one root spoil each other's
// trees. It was chosen on the development sets.
const bias = 80

func score(features []uint32) int {
	sum := bias
	for _, f := range features {
		if int(f) < len(boundaryWeights) {
			sum += int(int8(boundaryWeights[f]))
		}
	}
	return sum
}

// A clue is what the classifier sees of a token.
type clue struct {
	form  uint32 // hash of the form in small letters
	shape uint32
	word  bool // begins with a letter or a digit
	lower bool // begins with a small letter
	stop  bool // ends a sentence by itself: "." "?!" "..."
	abbr  bool // a word with its full stop
	apart bool // a blank stands before it
	next  bool // a later part of a multiword token
	curly rune // “ or ”, 0 for other tokens
}

// A scanner walks over the gaps of a paragraph.
type scanner struct {
	tokens   []document.Token
	clues    []clue
	start    int  // first token of the sentence
	opening  int  // number of tokens of the dateline; 0 for none
	quoted   bool // within double quotes
	brackets int  // open brackets
	loose    bool // the paragraph does not end as a sentence does
	found    []uint32
}

func newScanner(text string, tokens []document.Token) *scanner {
	s := &scanner{tokens: tokens, clues: make([]clue, len(tokens)), opening: dateline(tokens), loose: !terminated(tokens)}
	for i := range tokens {
		s.clues[i] = newClue(text, tokens, i)
	}
	return s
}

func newClue(text string, tokens []document.Token, i int) clue {
	tok := &tokens[i]
	r, _ := utf8.DecodeRuneInString(tok.Form)
	c := clue{
		form:  hash(strings.ToLower(tok.Form)),
		word:  unicode.IsLetter(r) || unicode.IsDigit(r),
		lower: unicode.IsLower(r),
		apart: i == 0 || tokens[i-1].End < tok.Start,
		next:  tok.Continued,
	}
	stops := strings.Trim(tok.Form, ".!?") == ""
	c.stop = stops
	c.abbr = !stops && strings.HasSuffix(tok.Form, ".")
	c.shape = shape(tok.Form)
	if tok.Form == `"` {
		if mark := first(text[tok.Start:]); mark == '“' || mark == '”' {
			c.curly = mark
		}
	}
	return c
}

// shape classifies a form by its letters, so that unknown words share what is
// known of their kind.
func shape(form string) uint32 {
	r, size := utf8.DecodeRuneInString(form)
	long := uint32(0)
	if len(form) > size {
		long = 1
	}
	if len(form) > 6 {
		long = 2
	}
	second, _ := utf8.DecodeRuneInString(form[size:])
	switch {
	case unicode.IsUpper(r) && long > 0 && unicode.IsUpper(second):
		return 10 + long
	case unicode.IsUpper(r) && second == '.':
		return 14
	case unicode.IsUpper(r):
		return 20 + long
	case unicode.IsLower(r):
		return 30 + long
	case unicode.IsDigit(r):
		return 40 + long
	case unicode.IsLetter(r):
		return 50
	}
	return 60 + uint32(min(len(form), 3))<<8 + hash(form[:size])<<12
}

// advance takes note of token i: quotes and brackets.
func (s *scanner) advance(i int) {
	switch s.tokens[i].Form {
	case `"`:
		switch s.clues[i].curly {
		case '“':
			s.quoted = true
		case '”':
			s.quoted = false
		default:
			s.quoted = !s.quoted
		}
	case "(", "[", "{":
		s.brackets++
	case ")", "]", "}":
		s.brackets = max(0, s.brackets-1)
	}
}

// begin starts a sentence at token i.
func (s *scanner) begin(i int) {
	s.start = i
	if s.brackets > 0 && i < len(s.tokens) && !closing(s.tokens[i].Form) {
		s.brackets = 0
	}
}

// candidate tells whether a sentence may end after token i. Between two words of
// which the second has a small letter it never does.
func (s *scanner) candidate(i int) bool {
	a, b := &s.clues[i], &s.clues[i+1]
	if b.next || b.stop && a.stop || b.lower && a.stop && s.clue(i-1).stop {
		return false // also within and after ". . ."
	}
	if a.word && !a.abbr && (b.lower || !b.apart) {
		return false
	}
	if f := s.tokens[s.start].Form; i == s.start+1 && s.tokens[i].Form == ":" && (f == "Q" || f == "A") {
		return false // an interview's "Q: Why?"
	}
	if s.brackets > 0 && !a.stop && s.closes(i) {
		return false // "Ada Roe (March 2, 1920 – May 5, 1999)"
	}
	if !s.loose && a.lower && a.word && !a.abbr && b.word {
		return false // no text with full stops leaves one out behind a small word
	}
	if s.tokens[i+1].Form == `"` && (b.curly == '”' || b.curly == 0 && s.quoted && s.clue(i+2).apart) {
		return false // a closing quote, by its form or by the blanks around it
	}
	if s.reported(i) && s.clue(i-1).stop && s.tokens[i-1].Form != "." {
		return false
	}
	return b.apart || a.stop || !a.word
}

// aside is the number of tokens up to which what stands in brackets is no
// sentence.
const aside = 16

// closes tells whether the bracket that is open at token i closes soon, with no
// full stop before.
func (s *scanner) closes(i int) bool {
	for j := i + 1; j < min(i+aside, len(s.tokens)); j++ {
		switch {
		case s.tokens[j].Form == ")" || s.tokens[j].Form == "]":
			return true
		case s.clues[j].stop:
			return false
		}
	}
	return false
}

// starts tells whether token i begins a sentence because of what it is: a small
// word with a capital, maybe after a quotation mark, behind an abbreviation.
// Without this rule the classifier would follow the many abbreviations that
// stand before names.
func (s *scanner) starts(i int) bool {
	before := s.tokens[i-1].Form
	if before == ")" && s.clue(i-2).stop && s.tokens[s.start].Form == "(" && !s.clues[i].lower {
		return true // the sentence before was in brackets
	}
	if !s.clues[i-1].abbr || len(before) < 3 || introducing[strings.ToLower(before)] {
		return false
	}
	quote := s.tokens[i].Form == `"` && (!s.quoted || s.clues[i].curly == '“') && i+1 < len(s.tokens)
	if class := abbreviations[before]; class == "reference" || class == "title" && !quote {
		return false
	}
	if quote {
		i++
	}
	form := s.tokens[i].Form
	return capitalized(form) && starters[strings.ToLower(form)]
}

// bestCut is the best place to cut a sentence that is too long: after its last
// semicolon or comma, but not in its first half.
func (s *scanner) bestCut(end int) int {
	for _, mark := range []string{";", ":", ","} {
		for i := end - 1; i > (s.start+end)/2; i-- {
			if s.tokens[i-1].Form == mark {
				return i
			}
		}
	}
	for end > s.start+1 && end < len(s.tokens) && s.tokens[end].Continued {
		end--
	}
	return end
}

// features returns the features of the gap after token i, as hashes. The slice
// is valid until the next call.
func (s *scanner) features(i int) []uint32 {
	s.found = s.found[:0]
	before2, before1, a := s.clue(i-2), s.clue(i-1), s.clue(i)
	b, after1, after2 := s.clue(i+1), s.clue(i+2), s.clue(i+3)
	here := bit(b.apart) | bit(s.quoted)<<1 | bit(s.brackets > 0)<<2 | bit(a.stop)<<3 | bit(a.abbr)<<4
	length := uint32(min(i+1-s.start, 12))
	rest := uint32(min(len(s.tokens)-i-1, 6))

	// The last word before the stop and the marks that close after it.
	last := i
	for last > s.start && (closing(s.tokens[last].Form) || s.clues[last].stop) {
		last--
	}
	word := s.clue(last)
	ended := i > last && s.stopBetween(last, i)

	s.add(0, here, 0)
	s.add(1, a.form, b.shape)
	s.add(2, a.form, here)
	s.add(3, a.shape, b.form)
	s.add(4, a.shape, b.shape)
	s.add(5, b.form, here)
	s.add(6, before1.form, a.form)
	s.add(7, before1.shape, a.form)
	s.add(8, b.form, after1.shape)
	s.add(9, b.shape, after1.form)
	s.add(10, b.shape^after1.shape<<7, a.form)
	s.add(11, before1.shape^b.shape<<7, a.form)
	s.add(12, length, a.form)
	s.add(13, rest, a.form)
	s.add(14, bit(ended), b.shape)
	s.add(15, bit(ended)|here<<1, b.form)
	s.add(16, word.form, bit(ended))
	s.add(17, word.shape^b.shape<<7, bit(ended))
	s.add(18, before2.form, a.form)
	s.add(19, after1.form, a.form)
	s.add(20, after2.shape^after1.shape<<9, a.form)
	s.add(21, bit(ended)|here<<1, length)
	s.add(22, a.form^b.form<<5, 0)
	s.add(23, b.form, bit(ended)|rest<<1)
	s.add(24, s.clue(s.start).shape^a.form<<3, length)
	s.add(25, here, b.shape)
	s.add(26, bit(s.loose)|bit(ended)<<1, a.shape<<8^b.shape)
	s.add(27, bit(s.loose)|bit(ended)<<1, length)
	s.add(28, bit(s.reported(i))|bit(ended)<<1|bit(s.quoted)<<2, uint32(len(s.tokens[i].Form)))
	s.add(29, bit(s.reported(i))|bit(ended)<<1, b.shape)
	return s.found
}

// reported tells whether token i closes a quotation and a verb of speaking comes
// soon: "“Why?” Ann Lee asked."
func (s *scanner) reported(i int) bool {
	if s.tokens[i].Form != `"` && s.tokens[i].Form != "'" {
		return false
	}
	for j := i + 1; j < min(i+6, len(s.tokens)) && (s.clues[j].word || s.tokens[j].Form == ","); j++ {
		if speaking[s.tokens[j].Form] {
			return true
		}
	}
	return false
}

func (s *scanner) stopBetween(from, to int) bool {
	for i := from + 1; i <= to; i++ {
		if s.clues[i].stop {
			return true
		}
	}
	return false
}

// edge stands for the tokens before the first and after the last.
var edge = clue{form: 1, shape: 1, apart: true}

func (s *scanner) clue(i int) *clue {
	if i < 0 || i >= len(s.clues) {
		return &edge
	}
	return &s.clues[i]
}

func (s *scanner) add(template, x, y uint32) {
	h := template*0x9e3779b1 ^ x*0x85ebca6b
	h = (h ^ h>>15) * 0xc2b2ae35
	h ^= y * 0x27d4eb2f
	h = (h ^ h>>13) * 0x165667b1
	s.found = append(s.found, (h^h>>16)>>(32-featureBits-8)&(1<<featureBits-1))
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// hash is FNV-1a.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
