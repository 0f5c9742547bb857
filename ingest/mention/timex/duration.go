package timex

import (
	"fmt"
	"strconv"
	"strings"
)

// count reads a number of units: "three hours", "half an hour", "a decade",
// "two and a half years", "several weeks" (number 0: not said).
func (s *scanner) count(i int) (count, int) {
	if s.at(i) == "half" && s.is(i+1, "a", "an") {
		if u, next := s.measure(i + 2); next > i+2 {
			return count{0.5, u}, next
		}
		return count{}, i
	}
	n, at := s.many(i)
	if s.is(i, "a", "an") && at == i {
		if s.is(i+1, "full", "whole", "further", "single", "mere") {
			at++
		}
		n, at = 1, at+1
		if s.is(at, "few", "couple") {
			return s.countOf(0, at+1, i)
		}
	}
	if at == i {
		return count{}, i
	}
	if s.is(at, "and") && s.at(at+1) == "a" && s.at(at+2) == "half" {
		n, at = n+0.5, at+3
	}
	at = s.dash(at)
	if s.at(at) == "and" && s.at(at+1) == "-" && s.at(at+2) == "a" { // "three-and-a-half"
		if s.at(at+4) == "half" {
			n, at = n+0.5, s.dash(at+5)
		}
	}
	return s.countOf(n, at, i)
}

// countOf reads the unit after a number.
func (s *scanner) countOf(n float64, at, i int) (count, int) {
	if s.is(at, "of", "more", "consecutive", "straight", "full", "whole", "successive", "additional") {
		at++
	}
	u, next := s.measure(at)
	if next == at {
		return count{}, i
	}
	if _, more := s.measure(next); more > next && s.at(at) == "second" { // "for a second day"
		return count{}, i
	}
	if s.is(next, "and") && s.at(next+1) == "a" && s.at(next+2) == "half" {
		return count{n + 0.5, u}, next + 3
	}
	return count{n, u}, next
}

// duration reads a length of time. A unit with nothing but "a" before it is
// one only after a preposition that asks for it: "for a year", not "$5 a year".
func (s *scanner) duration(i int) (Expression, int) {
	if s.ranking(i) {
		return Expression{}, i
	}
	c, next := s.count(i)
	if next == i {
		return s.spread(i)
	}
	if s.is(i, "a", "an") && next == i+2 && !s.is(i-1, "for", "in", "within", "after", "over", "than", "about", "nearly", "almost", "only", "just", "lasted", "last", "takes", "took", "spent", "under") {
		return Expression{}, i
	}
	e := Expression{Kind: Duration, literal: c.String(), length: c}
	for last := c; ; { // "two hours and ten minutes", "14 minutes 12.59 seconds"
		at := next
		if s.is(at, "and", ",") {
			at++
		}
		more, end := s.count(at)
		if end == at || more.n <= 0 || last.n <= 0 || s.tag(at) != "CD" || more.unit.code == last.unit.code || at > next+1 {
			break
		}
		joined := joinDurations(e.literal, more)
		if joined == "" || s.at(next) == "," && more.unit.code != "MIN" && more.unit.code != "S" {
			break
		}
		e.literal, next, last = joined, end, more
	}
	if s.at(next) == "-" && s.is(next+1, "long") {
		next += 2
	}
	return e, next
}

// ranking tells whether the number at i is an ordinal used as one.
func (s *scanner) ranking(i int) bool { return s.at(i) == "second" }

// spread reads two bounds: "two to three weeks", "10-15 years"; ISO 8601 can't
// write them, so they have no value.
func (s *scanner) spread(i int) (Expression, int) {
	_, at := s.numerals.Numeral(i)
	if at == i || !s.is(at, "to", "-", "–", "or", "and") || s.at(at) == "and" && s.at(i-1) != "between" {
		return Expression{}, i
	}
	if _, next := s.count(at + 1); next > at+1 && s.tag(at+1) == "CD" {
		return Expression{Kind: Duration}, next
	}
	return Expression{}, i
}

// String is the count as an ISO 8601 duration; empty when the number is not
// said or ISO has no sign for the unit.
func (c count) String() string {
	d := c.designator()
	if d == "" {
		return ""
	}
	return "P" + d
}

// designator is the part of an ISO 8601 duration behind the P.
func (c count) designator() string {
	n := c.n * c.unit.size
	if c.n <= 0 || n > 1e7 {
		return ""
	}
	switch c.unit.code {
	case "Y":
		if months := n * 12; n != float64(int(n)) && months == float64(int(months)) {
			return parts(int(months)/12, "Y", int(months)%12, "M")
		}
		return number(n) + "Y"
	case "M":
		return number(n) + "M"
	case "D":
		if c.unit.size == 7 {
			return number(c.n) + "W"
		}
		return number(n) + "D"
	case "H":
		if minutes := n * 60; n != float64(int(n)) && minutes == float64(int(minutes)) {
			return "T" + parts(int(minutes)/60, "H", int(minutes)%60, "M")
		}
		return "T" + number(n) + "H"
	case "MIN":
		return "T" + number(n) + "M"
	case "S":
		return "T" + number(n) + "S"
	}
	return ""
}

func parts(a int, unitA string, b int, unitB string) string {
	out := ""
	if a > 0 {
		out = fmt.Sprint(a, unitA)
	}
	if b > 0 {
		out += fmt.Sprint(b, unitB)
	}
	return out
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// joinDurations adds a count to an ISO 8601 duration; empty when either has no
// value.
func joinDurations(duration string, more count) string {
	d := more.designator()
	if duration == "" || d == "" {
		return ""
	}
	if strings.Contains(duration, "T") {
		d = strings.TrimPrefix(d, "T")
	}
	return duration + d
}

// age reads "45-year-old", "45 years old", "aged 45", "at the age of 45".
func (s *scanner) age(i int) (Expression, int) {
	if c, next := s.count(i); next > i && c.n > 0 && !s.is(i, "a", "an") {
		at := s.dash(next)
		if s.is(at, "old", "olds") || s.at(at) == "of" && s.at(at+1) == "age" {
			if s.at(at) == "of" {
				at++
			}
			return Expression{Kind: Age, literal: c.String()}, at + 1
		}
	}
	at := s.skip(s.the(i), "age", "of")
	if at <= i+1 && s.is(i, "aged", "age") {
		at = i + 1
	} else if at == s.the(i) {
		return Expression{}, i
	}
	n, next := s.numerals.Numeral(at)
	if next == at || n < 1 || n > 130 {
		return Expression{}, i
	}
	return Expression{Kind: Age, literal: "P" + number(n) + "Y"}, next
}

// ordinal reads "sixth year": a unit counted from a beginning that is not
// said.
func (s *scanner) ordinal(i int) (Expression, int) {
	_, next := s.rank(i)
	if next == i || next == i+1 && s.is(i+1, "-") {
		return Expression{}, i
	}
	if s.is(next, "consecutive", "straight", "full", "successive") {
		next++
	}
	if _, end := s.measure(next); end > next {
		return Expression{Kind: Ordinal}, end
	}
	return Expression{}, i
}

// frequency reads "every Monday", "every two weeks", "twice a week", "daily".
func (s *scanner) frequency(i int) (Expression, int) {
	repeat := func(value string) Expression { return Expression{Kind: Frequency, literal: value} }
	if v, next := s.lookup("adverb", i); next > i && s.tag(i) == "RB" {
		return repeat(v), next
	}
	if at := s.times(i); at > i && s.is(at, "a", "an", "per", "each", "every") {
		if c, next := s.countOf(1, at+1, at+1); next > at+1 {
			if s.at(i) == "once" {
				return repeat("R/" + c.String()), next
			}
			return repeat(""), next
		}
	}
	if s.is(i, "every", "each") {
		return s.every(i, repeat)
	}
	if form := s.at(i); strings.HasSuffix(form, "days") {
		if _, ok := table["weekday"][strings.TrimSuffix(form, "s")]; ok {
			return repeat("R/P1W"), i + 1
		}
	}
	return Expression{}, i
}

// times reads "once", "twice", "three times".
func (s *scanner) times(i int) int {
	if s.is(i, "once", "twice") {
		return i + 1
	}
	if _, next := s.many(i); next > i && s.is(next, "times") {
		return next + 1
	}
	return i
}

func (s *scanner) every(i int, repeat func(string) Expression) (Expression, int) {
	at, step := i+1, 1.0
	if s.at(at) == "other" || s.at(at) == "second" {
		step, at = 2, at+1
	} else if n, next := s.many(at); next > at && n > 0 {
		step, at = n, next
	} else if n, next := s.rank(at); next > at {
		step, at = float64(n), next
	}
	unit := measure{}
	next := at
	switch u, end := s.measure(at); {
	case end > at:
		unit, next = u, end
	default:
		for _, kind := range [...]struct {
			class string
			unit  measure
		}{{"weekday", measure{"D", 7}}, {"month", measure{"Y", 1}}, {"season", measure{"Y", 1}}, {"part", measure{"D", 1}}} {
			if _, end := s.lookup(kind.class, at); end > at {
				unit, next = kind.unit, end
			}
		}
		if s.at(at) == "weekend" {
			unit, next = measure{"D", 7}, at+1
		}
	}
	if next == at {
		return Expression{}, i
	}
	return repeat("R/" + count{step, unit}.String()), next
}
