package fact

import (
	"slices"
	"strconv"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention/timex"
)

// shortestLife is the number of years from which on two dates in brackets
// behind a name are those of birth and death: fewer are years in an office.
const shortestLife = 18

const dashes = "-–—"

// lifespans reads the dates of birth and death that biographies put in brackets:
// "Ada Roe (4 May 1920 – 3 June 1999) was a chemist".
func (x *extractor) lifespans(s *sentence) {
	for _, n := range s.Names {
		open := n.Last + 1
		if n.Type != graph.Person || open >= len(s.Tokens) || s.form(open) != "(" {
			continue
		}
		closing := open
		for closing < len(s.Tokens) && s.form(closing) != ")" {
			closing++
		}
		if born, died, ok := s.lifespan(open+1, closing-1); ok {
			x.addLife(s, n, "was born", born)
			x.addLife(s, n, "died", died)
		}
	}
}

// lifespan is the two dates that tokens first..last consist of, a dash between
// them, if they lie far enough apart. They are one expression where they are
// years ("1920–1999").
func (s *sentence) lifespan(first, last int) (born, died Qualifier, ok bool) {
	var found []Qualifier
	for _, e := range s.times() {
		if e.First < first || e.Last > last || e.Kind != timex.Date {
			continue
		}
		text := s.wording(tokensBetween(e.First, e.Last))
		value := e.Value(s.story.Reference(s.index, e.First, timex.Past))
		from, to, ranged := strings.Cut(value, "/")
		if !ranged {
			found = append(found, s.moment(value, text, e))
			continue
		}
		parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(dashes, r) })
		if len(parts) != 2 {
			return born, died, false
		}
		found = append(found, s.moment(from, strings.TrimSpace(parts[0]), e), s.moment(to, strings.TrimSpace(parts[1]), e))
	}
	if len(found) != 2 || !slices.ContainsFunc(tokensBetween(first, last), func(i int) bool { return strings.Contains(dashes, s.tok(i).Form) }) {
		return born, died, false
	}
	a, okA := year(found[0].Value.Literal.Value)
	b, okB := year(found[1].Value.Literal.Value)
	return found[0], found[1], okA && okB && b-a >= shortestLife
}

// moment is a date as the time of a fact.
func (s *sentence) moment(value, text string, e timex.Expression) Qualifier {
	arg := Argument{Text: text, Span: s.span(tokensBetween(e.First, e.Last))}
	return Qualifier{Role: "time", Value: literal(arg, value, graph.DateType), Text: text}
}

// year is the year of a date in ISO 8601.
func year(date string) (int, bool) {
	if !dated(date) {
		return 0, false
	}
	n, err := strconv.Atoi(date[:4])
	return n, err == nil
}

func (x *extractor) addLife(s *sentence, n document.Name, predicate string, when Qualifier) {
	x.addNoun(s, nounFact{
		rule: "lifespan", subject: x.bearer(s, n), predicate: predicate, phrase: tokensBetween(n.First, n.Last),
		context: taken, qualifiers: []Qualifier{when},
	})
}
