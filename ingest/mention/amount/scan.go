package amount

import (
	_ "embed"
	"strconv"
	"strings"

	"factgraph/ingest/document"
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
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(fields) != 3 {
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

// A scanner reads amounts from tokens. Each method takes a token index and
// returns what begins there with the index after it: the same index when
// nothing does.
type scanner struct {
	tokens []document.Token
	words  []string // the forms in lower case
}

func newScanner(tokens []document.Token) *scanner {
	s := &scanner{tokens: tokens, words: make([]string, len(tokens))}
	for i, tok := range tokens {
		s.words[i] = strings.ToLower(tok.Form)
	}
	return s
}

// at is the word at i, empty beyond the end.
func (s *scanner) at(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.words[i]
}

// lookup finds the longest wording of the class that begins at i.
func (s *scanner) lookup(class string, i int) (string, int) {
	for n := min(longest, len(s.words)-i); n > 0; n-- {
		if v, ok := table[class][strings.Join(s.words[i:i+n], " ")]; ok {
			return v, i + n
		}
	}
	return "", i
}

func (s *scanner) amount(i int) (Amount, int) {
	a := Amount{First: i}
	at := i
	if relation, next := s.lookup("about", at); next > at {
		a.Relation, at = Relation(relation), next
	}
	start := at
	if s.named(start) && !s.scored(start) {
		return a, i
	}
	unit, at := s.lookup("symbol", at)
	if at == start {
		if low, high, next := s.indefinite(at); next > at {
			a.Low, a.High, a.Relation = low, high, Between
			return s.finish(a, i, next, "")
		}
		if low, high, ok := joined(s.at(at)); ok {
			a.Low, a.High, a.Relation = low, high, Score
			return s.finish(a, i, at+1, "")
		}
	}
	low, next := s.quantity(at)
	if next == at {
		return a, i
	}
	a.Low, at = low, next
	if high, next, relation := s.second(start, at); next > at {
		if relation == Between && high < 1000 && low > high {
			relation = Exactly // "1990 to 85" is no range of amounts
		} else {
			if scale := s.scaleOf(at, next); relation == Between && scale > 1 && low < 1000 {
				a.Low *= scale // "2 to 3 million", "$10-12bn"
			}
			a.High, a.Relation, at = high, relation, next
		}
	}
	return s.finish(a, i, at, unit)
}

// finish reads the unit and what may follow it.
func (s *scanner) finish(a Amount, i, at int, unit string) (Amount, int) {
	a.Unit = unit
	if a.Relation != Score {
		at = s.unit(&a, at)
	}
	if relation, next := s.lookup("after", at); next > at && a.Relation == Exactly {
		a.Relation, at = Relation(relation), next
	}
	a.Last = at - 1
	return a, at
}

// unit reads a measure or a currency after the number.
func (s *scanner) unit(a *Amount, at int) int {
	from := at
	if s.at(at) == "-" || a.Relation == Between && s.at(at) == "of" {
		from = at + 1 // "a 300-mile march", "millions of dollars"
	}
	if a.Unit != "" { // a symbol stood before the number: "$5 million dollars" is one unit
		if code, next := s.lookup("currency", from); next > from && code == a.Unit {
			return next
		}
		return at
	}
	if from > 0 && s.glued(from-1) && s.metres(from-1) {
		a.Unit = "m"
		return from + 1
	}
	code, next := s.lookup("unit", from)
	if other, after := s.lookup("currency", from); after > next {
		code, next = other, after // "two pounds sterling" is money
	}
	if code == "lb" && s.priced(a.First, from, next) {
		code = "GBP"
	}
	if next == from || code == "KRW" && !s.nominal(from) {
		return at // "they won" is no currency
	}
	a.Unit = code
	return next
}

// priced tells whether the pounds at from are money and no weight: somebody
// pays them, or there are millions of nothing that is weighed.
func (s *scanner) priced(first, from, next int) bool {
	if word := s.at(from); word != "pounds" && word != "pound" || s.at(next) == "of" || s.at(from-1) == "-" {
		return false
	}
	for i := first - 1; i >= 0 && i >= first-priceReach; i-- {
		if _, ok := table["price"][s.at(i)]; ok {
			return true
		}
		if _, ok := table["weight"][s.at(i)]; ok {
			return false
		}
	}
	scale, ok := table["scale"][s.at(from-1)]
	return ok && len(scale) > len("1000")
}

// priceReach is how many words before an amount can say that it is a price.
const priceReach = 6

func (s *scanner) nominal(i int) bool {
	return strings.HasPrefix(s.tokens[i].XPOS, "NN")
}

// named tells whether the number at i belongs to a name: "Boeing 747".
func (s *scanner) named(i int) bool {
	if i == 0 || i >= len(s.tokens) || s.tokens[i].XPOS != "CD" {
		return false
	}
	prev := s.tokens[i-1]
	return strings.HasPrefix(prev.XPOS, "NNP") && prev.Form != "" && prev.End != s.tokens[i].Start || s.at(i-1) == "#"
}

// scored tells whether a score begins at i: "beat Lee 6-4" names no "Lee 6".
func (s *scanner) scored(i int) bool {
	_, next := s.quantity(i)
	if next == i || s.at(next) != "-" {
		return false
	}
	_, _, relation := s.second(i, next)
	return relation == Score
}

// second reads the other end of a range or a score.
func (s *scanner) second(start, at int) (float64, int, Relation) {
	link := s.at(at)
	from := at + 1
	if _, next := s.lookup("symbol", from); next > from {
		from = next
	}
	high, next := s.quantity(from)
	if next == from {
		return 0, at, Exactly
	}
	switch {
	case link == "to" && s.at(start-1) != "back":
		return high, next, Between
	case link == "and" && s.at(start-1) == "between":
		return high, next, Between
	case link == "-" || link == "–" || link == "—":
		if s.isScore(start, at, next) {
			return high, next, Score
		}
		return high, next, Between
	}
	return 0, at, Exactly
}

// scoreNouns are what a score may stand before.
var scoreNouns = map[string]bool{
	"win": true, "victory": true, "defeat": true, "loss": true, "draw": true, "lead": true,
	"vote": true, "ruling": true, "decision": true, "rout": true, "triumph": true, "tie": true,
}

// isScore tells "won 3-1" from "3-5 people": a score has two small whole
// numbers and nothing that is counted.
func (s *scanner) isScore(start, link, next int) bool {
	if link != start+1 || next != link+2 || len(s.at(start)) > 3 || len(s.at(next-1)) > 3 ||
		!digits(s.at(start)) || !digits(s.at(next-1)) {
		return false
	}
	if next >= len(s.tokens) {
		return true
	}
	for at := next; at < len(s.tokens) && at < next+3; at++ { // "a 4-0 home win"
		if scoreNouns[s.at(at)] {
			return true
		}
		if xpos := s.tokens[at].XPOS; xpos != "NN" && xpos != "JJ" && xpos != "NNP" {
			break
		}
	}
	if _, after := s.lookup("unit", next); after > next {
		return false
	}
	if _, after := s.lookup("scale", next); after > next {
		return false
	}
	following := s.tokens[next]
	return !strings.HasPrefix(following.XPOS, "NN") && following.XPOS != "HYPH" && s.at(next) != "-"
}

// scaleOf is the last multiplier among the tokens [from, to).
func (s *scanner) scaleOf(from, to int) float64 {
	scale := 1.0
	for k := from; k < to; k++ {
		if v, next := s.lookup("scale", k); next > k {
			scale *= number(v)
		}
		if _, v, ok := splitSuffix(s.at(k)); ok {
			scale *= v
		} else if v, next := s.lookup("suffix", k); next > k && k > from {
			scale *= number(v)
		}
	}
	return scale
}

// indefinite reads "hundreds of thousands" and "several hundred": from the
// number named to ten times as much.
func (s *scanner) indefinite(i int) (low, high float64, next int) {
	at := i
	product := 1.0
	for {
		v, next := s.lookup("plural", at)
		if next == at {
			break
		}
		product *= number(v)
		at = next
		if s.at(at) != "of" {
			break
		}
		if _, after := s.lookup("plural", at+1); after == at+1 {
			break
		}
		at++
	}
	if at > i {
		return product, ceiling(product), at
	}
	switch {
	case s.at(i) == "several":
		at = i + 1
	case s.at(i) == "a" && s.at(i+1) == "few":
		at = i + 2
	case s.at(i) == "a" && s.at(i+1) == "couple" && s.at(i+2) == "of":
		at = i + 3
	default:
		return 0, 0, i
	}
	if v, next := s.lookup("scale", at); next > at {
		return 2 * number(v), 9 * number(v), next
	}
	return 0, 0, i
}

// joined reads a score that is one token, "3-1".
func joined(word string) (low, high float64, ok bool) {
	a, b, ok := strings.Cut(word, "-")
	if !ok || len(a) > 3 || len(b) > 3 || !digits(a) || !digits(b) {
		return 0, 0, false
	}
	return number(a), number(b), true
}

// ceiling is the next power of ten above an indefinite plural.
func ceiling(f float64) float64 {
	top := 10.0
	for top <= f {
		top *= 10
	}
	return top
}

// number reads a value of the table; the tests read them all.
func number(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return f
}
