package timex

// season reads "the summer of 2016", "last winter", "this spring".
func (s *scanner) season(i int) (meaning, int) {
	which, at := s.shift(i)
	if which == unsaid {
		at = s.the(i)
	}
	v, next := s.lookup("season", at)
	if next == at || len(s.tag(at)) > 1 && s.tag(at)[:2] == "VB" {
		return nil, i
	}
	x := season{month: atoi(v), yearless: true, which: which}
	if which != unsaid {
		return x, next
	}
	from := next
	if s.is(from, "of", "in") {
		from++
	}
	if y, after := s.yearNumber(from); after > from && !s.counted(after) {
		x.year, x.yearless = y, false
		return x, after
	}
	if s.at(next) == "of" {
		if of, after := s.shifted(next + 1); after > next+1 {
			x.of = of
			return x, after
		}
	}
	if s.at(at) == "fall" && s.is(next, "in", "of", "from", "to") {
		return nil, i // "hit by the fall in prices"
	}
	if s.is(i-1, "in", "since", "until", "during", "by", "early", "late", "mid", "-", "every", "each", "throughout", "through", "of", "between", "and") {
		return x, next
	}
	return nil, i
}

// holiday reads "Christmas", "last Thanksgiving", "Easter 2016".
func (s *scanner) holiday(i int) (meaning, int) {
	which, at := s.shift(i)
	v, next := s.lookup("holiday", at)
	if next == at || s.tokens[at].Form == s.words[at] {
		return nil, i
	}
	h := holiday{rule: holidayRule(v), yearless: true, which: which}
	from := next
	if s.is(from, ",", "of") {
		from++
	}
	if y, after := s.yearNumber(from); after > from && which == unsaid {
		h.year, h.yearless, next = y, false, after
	}
	return h, next
}

// shifted reads units seen from the article's date: "last year", "the past
// three days", "this quarter", "last night", "earlier this month".
func (s *scanner) shifted(i int) (meaning, int) {
	if s.is(i, "earlier", "later") {
		if of, next := s.shifted(i + 1); next > i+1 {
			return partial{left: s.at(i) == "later", of: of}, next
		}
		return nil, i
	}
	w, at := s.shift(i)
	if w == unsaid {
		return nil, i
	}
	articled := at > i+1
	sign := 1
	if w == last || w == recent {
		sign = -1
	}
	if n, next := s.many(at); next > at && w != current {
		if u, end := s.measure(next); end > next {
			if n == 0 {
				return vague{}, end
			}
			return stretch{count{n, u}, sign}, end
		}
		return nil, i
	}
	u, end := s.measure(at)
	switch {
	case end == at:
		return nil, i
	case s.at(at) == "night":
		return s.nightOf(w, end)
	case u.code == "SEASON":
		return vague{}, end
	case u.code == "S" || u.code == "MIN" || u.code == "H":
		return nil, i
	case s.tag(at) == "NNS" && w != current: // "the past weeks"
		return vague{}, end
	case w == recent, articled && (w == last || w == coming || w == next) && u.size != 1:
		return stretch{count{1, u}, sign}, end
	}
	return relative{u, w}, end
}

// nightOf is "last night" and "this night".
func (s *scanner) nightOf(w which, end int) (meaning, int) {
	from, to := partOfDay("night")
	n := 0
	if w == last {
		n = -1
	}
	return hours{from: from, to: to, of: days(n)}, end
}

// many reads how many: a numeral, or 0 for a number that is not said.
func (s *scanner) many(i int) (float64, int) {
	if _, next := s.lookup("vague", i); next > i {
		return 0, next
	}
	if s.at(i) == "couple" && s.at(i+1) == "of" {
		return 2, i + 2
	}
	return s.numerals.Numeral(i)
}

// narrative reads times that are told from others in the story: "the
// following day", "that week", "in recent years".
func (s *scanner) narrative(i int) (meaning, int) {
	at, sign, known := s.the(i), 0, true
	switch {
	case at > i && s.is(at, "following", "same", "previous", "preceding", "other"), at == i && s.at(at) == "that":
		switch s.at(at) {
		case "following":
			sign = 1
		case "previous", "preceding":
			sign = -1
		case "other":
			known = false
		}
		at++
	case s.is(i, "recent"):
		at = i + 1
	default:
		return nil, i
	}
	if s.at(at) == "same" {
		at++
	}
	if u, next := s.measure(at); next > at {
		if s.tag(at) != "NNS" && known && !s.is(i, "recent") && (u.size == 1 || sign != 0) {
			return counted{count{1, u}, sign}, next
		}
		return vague{}, next
	}
	if s.is(at, "morning", "evening", "afternoon") {
		return vague{}, at + 1
	}
	return nil, i
}

// section reads a part of a longer time: "early May", "mid-2016", "the end of
// the year", "the second half of 2016".
func (s *scanner) section(i int) (meaning, int) {
	at := s.the(i)
	v, next := s.lookup("section", at)
	if next == at {
		return nil, i
	}
	from, to := interval(v)
	simple := s.is(at, "early", "mid", "late")
	if simple {
		next = s.dash(next)
	} else if s.is(next, "of", "in") {
		next++
	} else {
		return nil, i
	}
	if of, end := s.longer(next); end > next {
		return section{from, to, of}, end
	}
	return nil, i
}

// longer reads a time that has sections.
func (s *scanner) longer(i int) (meaning, int) {
	if of, next := s.date(i); next > i {
		return of, next
	}
	at := s.the(i)
	if at > i && s.is(at, "year", "month", "week", "century", "decade") {
		u, next := s.measure(at)
		return relative{u, current}, next // "by the end of the year"
	}
	return nil, i
}

// within reads a counted unit of a longer time: "the first week of May",
// "the third quarter of 2023", "Q3 2023", "the third quarter".
func (s *scanner) within(i int) (meaning, int) {
	if w := s.at(i); len(w) == 2 && w[0] == 'q' && w[1] >= '1' && w[1] <= '4' {
		return s.quarter(int(w[1]-'0'), i, i+1)
	}
	at := s.the(i)
	n, next := s.rank(at)
	if next == at {
		if s.at(at) != "last" && s.at(at) != "final" {
			return nil, i
		}
		n, next = -1, at+1
	}
	next = s.dash(next)
	u, end := s.measure(next)
	if end == next {
		return nil, i
	}
	if u.code == "M" && u.size == 3 {
		return s.quarter(n, i, end)
	}
	if !s.is(end, "of", "in") {
		return nil, i
	}
	if of, after := s.longer(end + 1); after > end+1 {
		return nth{n, u, of}, after
	}
	return nil, i
}

// quarter reads the year that follows a quarter, if one does.
func (s *scanner) quarter(n, i, next int) (meaning, int) {
	if n < 1 || n > 4 {
		return nil, i
	}
	from := next
	if s.is(from, "of", "in", ",") {
		from++
	}
	u := measure{"M", 3}
	if y, after := s.yearNumber(from); after > from {
		return nth{n, u, calendar{year: y}}, after
	}
	if from > next {
		if of, after := s.longer(from); after > from {
			return nth{n, u, of}, after
		}
	}
	return season{month: 3*n - 2, yearless: true}, next
}

// fiscal reads a financial year, which is given as the year it is named after.
func (s *scanner) fiscal(i int) (meaning, int) {
	at := s.the(i)
	if w := s.at(at); len(w) == 6 && w[:2] == "fy" && digits(w[2:]) {
		return calendar{year: atoi(w[2:])}, at + 1
	}
	if y, next := s.yearNumber(at); next > at && s.is(next, "fiscal", "financial") && s.at(next+1) == "year" {
		return calendar{year: y}, next + 2
	}
	if !s.is(at, "fiscal", "fy", "financial") {
		return nil, i
	}
	at++
	if s.at(at) == "year" {
		at++
	}
	if y, next := s.yearNumber(at); next > at {
		return calendar{year: y}, next
	}
	return nil, i
}

// ago reads "two days ago", "a year earlier", "three weeks from now".
func (s *scanner) ago(i int) (meaning, int) {
	c, next := s.count(i)
	if next == i {
		return nil, i
	}
	known := c.n > 0
	switch {
	case s.at(next) == "ago" || s.at(next) == "back" && s.tag(next) == "RB":
		if known {
			return offset{c, -1}, next + 1
		}
		return vague{}, next + 1
	case s.at(next) == "from" && s.is(next+1, "now", "today"):
		if known {
			return offset{c, 1}, next + 2
		}
		return vague{}, next + 2
	case s.is(next, "earlier", "later") || s.is(next, "before", "after", "afterwards") && !s.goesOn(next+1):
		if known && s.is(next, "earlier", "before") {
			return counted{c, -1}, next + 1
		} else if known {
			return counted{c, 1}, next + 1
		}
		return vague{}, next + 1
	}
	return nil, i
}

// goesOn tells whether a phrase begins at i: "two days after the vote".
func (s *scanner) goesOn(i int) bool {
	switch t := s.tag(i); {
	case t == "" || s.is(i, ",", ".", ";", ":", "-", ")", "''", "\""):
		return false
	default:
		return true
	}
}

// interval reads "0-4".
func interval(v string) (from, to int) {
	for k := range v {
		if v[k] == '-' {
			return atoi(v[:k]), atoi(v[k+1:])
		}
	}
	return 0, 0
}

// partOfDay gives the minutes from midnight of "evening".
func partOfDay(name string) (from, to int) {
	from, to = interval(table["part"][name])
	return from * 60, to * 60
}
