package timex

import "strings"

// ranged reads two times that bound one: "1970 to 1985" after "from", "May and
// July" after "between", "Nov. 11-12", "Monday through Friday".
func (s *scanner) ranged(i int) (Expression, int) {
	if e, next := s.days(i); next > i {
		return e, next
	}
	first, next := s.end(i)
	if next == i {
		return Expression{}, i
	}
	link := s.at(next)
	tight := s.dash(next) > next
	switch {
	case link == "and" && s.at(i-1) == "between":
	case s.is(next, "to", "until", "till", "through", "up") && s.at(i-1) == "from":
		if link == "up" {
			next++
		}
	case s.is(next, "to", "through") && sameKind(first, s, next+1):
	case tight && sameKind(first, s, next+1):
	default:
		return Expression{}, i
	}
	second, end := s.end(next + 1)
	if end == next+1 && tight {
		second, end = s.shortYear(first, next+1)
	}
	if end == next+1 {
		return Expression{}, i
	}
	kind := Date
	if _, ok := second.(hours); ok {
		kind = Time
	}
	return Expression{Kind: kind, period: between{first, second}}, end
}

// sameKind tells whether another time of the first's kind begins at i: then
// "to" and a dash join them without "from".
func sameKind(first meaning, s *scanner, i int) bool {
	c, ok := first.(calendar)
	if ok && !c.yearless && c.month == 0 {
		if _, next := s.shortYear(first, i); next > i {
			return true
		}
	}
	second, next := s.end(i)
	if next == i {
		return false
	}
	d, ok2 := second.(calendar)
	if ok != ok2 {
		return false
	}
	if ok {
		return (c.month == 0) == (d.month == 0)
	}
	_, w := first.(weekday)
	_, v := second.(weekday)
	return w && v
}

// end reads one end of a range.
func (s *scanner) end(i int) (meaning, int) {
	if y, next := s.yearNumber(i); next > i && !strings.HasPrefix(s.tag(i-1), "NNP") {
		if s.is(i-1, "from", "between", "to", "and", "-", "–", "through", "until", "till") || s.dash(next) > next || s.is(next, "to", "through") {
			return calendar{year: y}, next
		}
	}
	e, next := s.dated(i)
	if e.period == nil {
		return nil, i
	}
	return e.period, next
}

// shortYear reads the second year of "1985-86".
func (s *scanner) shortYear(first meaning, i int) (meaning, int) {
	c, ok := first.(calendar)
	if !ok || c.yearless || c.month != 0 {
		return nil, i
	}
	if y, next := s.yearNumber(i); next > i && y > c.year {
		return calendar{year: y}, next
	}
	word := s.at(i)
	if len(word) != 2 || !digits(word) || c.year%100 >= atoi(word) {
		return nil, i
	}
	return calendar{year: c.year - c.year%100 + atoi(word)}, i + 1
}

// days reads two days of one month: "Nov. 11-12, 2017", "11 to 12 November".
func (s *scanner) days(i int) (Expression, int) {
	link := func(at int) int {
		if s.is(at, "-", "–", "to", "and", "through") {
			return at + 1
		}
		return at
	}
	if m, at := s.month(i); at > i {
		if a, next := s.dayNumber(at); next > at {
			if b, end := s.dayNumber(link(next)); end > next && link(next) > next && b > a && !s.counted(end) {
				return s.daysOf(m, a, b, i, end)
			}
		}
		return Expression{}, i
	}
	if a, next := s.dayNumber(i); next > i {
		if b, at := s.dayNumber(link(next)); at > next && link(next) > next && b > a {
			if m, end := s.month(at); end > at {
				return s.daysOf(m, a, b, i, end)
			}
		}
	}
	return Expression{}, i
}

func (s *scanner) daysOf(m, a, b, i, next int) (Expression, int) {
	last, end := s.withYear(calendar{month: m, day: b, yearless: true}, i, next)
	c, ok := last.(calendar)
	if !ok {
		return Expression{}, i
	}
	first := c
	first.day = a
	return Expression{Kind: Date, period: between{first, c}}, end
}
