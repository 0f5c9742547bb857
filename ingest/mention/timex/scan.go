package timex

import (
	_ "embed"
	"strconv"
	"strings"
	"time"

	"factgraph/ingest/document"
	"factgraph/ingest/mention/amount"
)

//go:embed words.tsv
var wordsTSV string

// table is words.tsv: class → wording → value.
var table = parseTable(wordsTSV)

// longest is the number of tokens of the longest wording in the table.
const longest = 4

func parseTable(tsv string) map[string]map[string]string {
	t := make(map[string]map[string]string)
	for line := range strings.Lines(tsv) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.SplitN(strings.TrimRight(line, "\n"), "\t", 3)
		if len(fields) != 3 {
			continue
		}
		class := t[fields[1]]
		if class == nil {
			class = make(map[string]string)
			t[fields[1]] = class
		}
		class[fields[0]] = fields[2]
	}
	return t
}

// A scanner reads time expressions from tokens. Each method takes a token
// index and returns what begins there with the index after it: the same index
// when nothing does.
type scanner struct {
	tokens []document.Token
	words  []string // the forms in lower case

	numerals amount.Reader
}

func newScanner(tokens []document.Token) *scanner {
	s := &scanner{tokens: tokens, words: make([]string, len(tokens)), numerals: amount.NewReader(tokens)}
	for i, tok := range tokens {
		s.words[i] = strings.ToLower(strings.ReplaceAll(tok.Form, "’", "'"))
	}
	return s
}

// at is the word at i, empty outside the sentence.
func (s *scanner) at(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.words[i]
}

// tag is the Penn tag at i, empty outside the sentence.
func (s *scanner) tag(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return s.tokens[i].XPOS
}

// is tells whether the word at i is one of the words.
func (s *scanner) is(i int, words ...string) bool {
	at := s.at(i)
	for _, w := range words {
		if at == w {
			return true
		}
	}
	return false
}

// lookup finds the longest wording of the class that begins at i.
func (s *scanner) lookup(class string, i int) (string, int) {
	if i < 0 {
		return "", i
	}
	for n := min(longest, len(s.words)-i); n > 0; n-- {
		key := s.words[i]
		if n > 1 {
			key = strings.Join(s.words[i:i+n], " ")
		}
		if v, ok := table[class][key]; ok {
			return v, i + n
		}
	}
	return "", i
}

// skip is the index after the words at i, if they stand there.
func (s *scanner) skip(i int, words ...string) int {
	for k, w := range words {
		if s.at(i+k) != w {
			return i
		}
	}
	return i + len(words)
}

// the is the index after an article or a possessive at i.
func (s *scanner) the(i int) int {
	if s.at(i) == "the" {
		return i + 1
	}
	return i
}

// dash is the index after a hyphen or dash at i.
func (s *scanner) dash(i int) int {
	if s.is(i, "-", "–", "—") {
		return i + 1
	}
	return i
}

// expression reads the longest expression of any kind; the first wins a tie.
func (s *scanner) expression(i int) (Expression, int) {
	var best Expression
	end := i
	for _, rule := range [...]func(int) (Expression, int){s.ranged, s.dated, s.frequency, s.age, s.duration, s.ordinal} {
		if e, next := rule(i); next > end {
			best, end = e, next
		}
	}
	return best, end
}

// starters are the words that an expression can begin with, beside numbers.
var starters = func() map[string]bool {
	all := make(map[string]bool)
	for _, words := range table {
		for wording := range words {
			first, _, _ := strings.Cut(wording, " ")
			all[first] = true
		}
	}
	return all
}()

// starts tells whether an expression can begin at token i. Most tokens can't,
// and it is told from them alone.
func (s *scanner) starts(i int) bool {
	word := s.words[i]
	switch word {
	case "the", "a", "an", "that":
		return i+1 < len(s.words) && s.words[i+1] != "the" && s.starts(i+1)
	}
	return starters[word] || strings.ContainsAny(word, "0123456789") || strings.HasSuffix(word, "days") || amount.IsNumber(word)
}

// measure reads a unit of time.
func (s *scanner) measure(i int) (measure, int) {
	v, next := s.lookup("unit", i)
	if next == i {
		return measure{}, i
	}
	code, size, _ := strings.Cut(v, " ")
	return measure{code: code, size: float64(atoi(size))}, next
}

// rank reads an ordinal number in words or figures: "sixth", "21st".
func (s *scanner) rank(i int) (int, int) {
	if v, next := s.lookup("ordinal", i); next > i {
		return atoi(v), next
	}
	if tens, next := s.numerals.Numeral(i); next == i+1 && tens >= 20 && tens < 100 && s.dash(next) > next {
		if v, end := s.lookup("ordinal", next+1); end > next+1 && atoi(v) < 10 {
			return int(tens) + atoi(v), end
		}
	}
	word := s.at(i)
	if len(word) < 3 {
		return 0, i
	}
	switch word[len(word)-2:] {
	case "st", "nd", "rd", "th":
		if n, err := strconv.Atoi(word[:len(word)-2]); err == nil && n > 0 && n < 1000 {
			return n, i + 1
		}
	}
	return 0, i
}

// shift reads "last", "next", "this past", with the article before it.
func (s *scanner) shift(i int) (which, int) {
	at := s.the(i)
	if strings.HasPrefix(s.tag(at), "VB") {
		return unsaid, i // "will last five days"
	}
	if s.is(at, "this", "these") && s.is(at+1, "past", "coming") {
		at++
	}
	switch s.at(at) {
	case "last", "previous":
		return last, at + 1
	case "past":
		return recent, at + 1
	case "this", "current":
		return current, at + 1
	case "next":
		return next, at + 1
	case "coming", "upcoming":
		return coming, at + 1
	}
	return unsaid, i
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// holidayRule reads the rule of a holiday in words.tsv.
func holidayRule(rule string) func(year int) time.Time {
	if shift, ok := strings.CutPrefix(rule, "easter"); ok {
		n := atoi(shift)
		return func(y int) time.Time { return easter(y).AddDate(0, 0, n) }
	}
	m, rest, _ := strings.Cut(rule, "-")
	wd, nth, ok := strings.Cut(rest, "-")
	if !ok {
		return func(y int) time.Time { return date(y, time.Month(atoi(m)), atoi(wd)) }
	}
	w, n := time.Weekday(atoi(wd)%7), atoi(nth)
	return func(y int) time.Time {
		if n < 0 {
			t := date(y, time.Month(atoi(m))+1, 0)
			return t.AddDate(0, 0, -(int(t.Weekday())-int(w)+7)%7)
		}
		t := date(y, time.Month(atoi(m)), 1)
		return t.AddDate(0, 0, (int(w)-int(t.Weekday())+7)%7+7*(n-1))
	}
}
