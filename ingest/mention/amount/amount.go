// Package amount finds the amounts in a sentence and says what they amount to:
// "nearly two million" is about 2,000,000, "$5bn" 5,000,000,000 US dollars,
// "3-1" a score.
//
// It looks at words alone, so it works before there are trees. The words that
// amounts are made of stand in words.tsv.
package amount

import (
	"strconv"
	"strings"

	"factgraph/ingest/document"
)

// Relation tells how the number in the text stands to the true one.
type Relation string

// The relations.
const (
	Exactly  Relation = ""
	About    Relation = "~"
	AtLeast  Relation = ">="
	MoreThan Relation = ">"
	AtMost   Relation = "<="
	LessThan Relation = "<"
	Between  Relation = ".." // Low to High
	Score    Relation = "-"  // Low is the first side's, High the second's
)

// An Amount is a number in the text, with its unit when that is a measure or a
// currency. What is counted ("people" of "70 people") is not part of it.
type Amount struct {
	First, Last int // token indexes, both included
	Relation    Relation
	Low, High   float64 // High is for Between and Score only
	Unit        string  // "km", "%", "USD"; empty for a bare count
}

// Value is the amount as one text: relation, number, unit: "~2000000",
// "5000000000 USD", ">=70", "10..12 %", "3-1".
func (a Amount) Value() string {
	var b strings.Builder
	switch a.Relation {
	case Between, Score:
		b.WriteString(format(a.Low) + string(a.Relation) + format(a.High))
	default:
		b.WriteString(string(a.Relation) + format(a.Low))
	}
	if a.Unit != "" {
		b.WriteString(" " + a.Unit)
	}
	return b.String()
}

// format writes a number without exponent; fractions get at most four digits.
func format(f float64) string {
	s := strconv.FormatFloat(f, 'f', 4, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// Find returns the amounts in the tokens of one sentence, in order; they don't
// overlap. It takes every number for an amount but those that follow a name
// ("Boeing 747", "Resolution 2254"): years and clock times are the caller's to
// take out first.
func Find(tokens []document.Token) []Amount {
	s := newScanner(tokens)
	var all []Amount
	for i := 0; i < len(tokens); {
		a, next := s.amount(i)
		if next == i {
			i++
			continue
		}
		all = append(all, a)
		i = next
	}
	return all
}

// A Reader reads numerals from the tokens of one sentence.
type Reader struct{ s *scanner }

// NewReader makes a reader of a sentence's tokens.
func NewReader(tokens []document.Token) Reader { return Reader{newScanner(tokens)} }

// Numeral reads the cardinal number that begins at token i ("twenty-one",
// "2.5 million", "a dozen") and returns it with the index after it, which is i
// when there is none.
func (r Reader) Numeral(i int) (float64, int) { return r.s.numeral(i) }

// IsNumber tells whether a word in lower case can be part of a cardinal in
// words: "seven", "dozen".
func IsNumber(word string) bool {
	_, number := table["number"][word]
	_, scale := table["scale"][word]
	return number || scale
}
