package timex

import (
	"strconv"
	"strings"
)

// date reads a day or a longer period of the calendar, the longest there is.
func (s *scanner) date(i int) (meaning, int) {
	var best meaning
	end := i
	for _, rule := range [...]func(int) (meaning, int){
		s.numeric, s.monthDay, s.weekday, s.near, s.year, s.decade, s.century, s.season, s.holiday,
		s.shifted, s.narrative, s.section, s.within, s.fiscal, s.ago,
	} {
		if m, next := rule(i); next > end {
			best, end = m, next
		}
	}
	return best, end
}

// numeric reads "2017-11-11" and "11/12/2017" (month first).
func (s *scanner) numeric(i int) (meaning, int) {
	word := s.at(i)
	if parts := strings.Split(word, "-"); len(parts) == 3 {
		return ymd(parts[0], parts[1], parts[2], i, i+1)
	}
	if parts := strings.Split(word, "/"); len(parts) == 3 {
		return ymd(parts[2], parts[0], parts[1], i, i+1)
	}
	if s.at(i+1) == "-" && s.at(i+3) == "-" {
		return ymd(word, s.at(i+2), s.at(i+4), i, i+5)
	}
	return nil, i
}

func ymd(y, m, d string, i, next int) (meaning, int) {
	c := calendar{year: atoi(y), month: atoi(m), day: atoi(d)}
	if len(y) != 4 || !c.valid() || c.month == 0 || c.day == 0 {
		return nil, i
	}
	return c, next
}

// valid tells whether the month has that day.
func (c calendar) valid() bool {
	y := c.year
	if c.yearless {
		y = 2000
	}
	if c.month < 0 || c.month > 12 || c.day < 0 || y > 9999 {
		return false
	}
	if c.day == 0 {
		return true
	}
	d := c.in(y).start
	return c.month > 0 && int(d.Month()) == c.month && d.Day() == c.day
}

// month reads the name of a month; "may" and "march" must look like names.
func (s *scanner) month(i int) (int, int) {
	v, next := s.lookup("month", i)
	if next == i || strings.HasPrefix(s.tag(i), "MD") || strings.HasPrefix(s.tag(i), "VB") {
		return 0, i
	}
	if form := s.tokens[i].Form; form == strings.ToLower(form) {
		return 0, i
	}
	return atoi(v), next
}

// monthDay reads "Nov. 11", "Nov. 11, 2017", "11 November", "the 11th of
// November", "November 2017" and "November".
func (s *scanner) monthDay(i int) (meaning, int) {
	if d, at := s.dayNumber(s.the(i)); at > i {
		if s.at(at) == "of" {
			at++
		}
		if m, next := s.month(at); next > at {
			return s.withYear(calendar{month: m, day: d, yearless: true}, i, next)
		}
	}
	which, at := s.shift(i)
	m, next := s.month(at)
	if next == at {
		return nil, i
	}
	c := calendar{month: m, yearless: true, which: which}
	if which != unsaid {
		return c, next
	}
	if d, after := s.dayNumber(next); after > next && !s.counted(after) {
		c.day = d
		return s.withYear(c, i, after)
	}
	if found, after := s.withYear(c, i, next); after > next {
		return found, after
	}
	if !s.bareMonth(i) {
		return nil, i
	}
	return c, next
}

// counted tells whether the number before token i counts things: "May 20
// people".
func (s *scanner) counted(i int) bool { return s.tag(i) == "NNS" && s.at(i-1) != "," }

// dayNumber reads a day of a month.
func (s *scanner) dayNumber(i int) (int, int) {
	if n, err := strconv.Atoi(s.at(i)); err == nil && n >= 1 && n <= 31 && len(s.at(i)) <= 2 {
		return n, i + 1
	}
	if n, next := s.rank(i); next > i && n <= 31 {
		return n, next
	}
	return 0, i
}

// withYear adds a year that follows a month or a day.
func (s *scanner) withYear(c calendar, i, end int) (meaning, int) {
	at := end
	switch s.at(at) {
	case ",", "of", "in":
		at++
	}
	y, after := s.yearNumber(at)
	if after > at && !s.counted(after) {
		c.year, c.yearless, end = y, false, after
	} else if s.at(end) == "of" && (s.at(end+1) == "that" || s.is(end+1, "the") && s.at(end+2) == "same") {
		if s.at(end+1) == "the" {
			end++
		}
		if m, after := s.measure(end + 2); after > end+2 && m.code == "Y" && m.size == 1 {
			return ofTold{c}, after // "in December of that year"
		}
	} else if s.at(end) == "of" {
		if of, after := s.shifted(end + 1); after > end+1 {
			if r, ok := of.(relative); ok && r.unit.code == "Y" {
				return ofYear{c, r}, after // "in May of last year"
			}
		}
	} else if w, after := s.shift(end); w == last || w == next || w == current {
		if m, last := s.measure(after); last > after && m.code == "Y" && m.size == 1 {
			return ofYear{c, relative{unit: m, which: w}}, last // "on May 5 last year"
		}
	}
	if !c.valid() {
		return nil, i
	}
	return c, end
}

// ofYear is a date in a year that is relative: "May of last year".
type ofYear struct {
	date calendar
	year relative
}

func (o ofYear) resolve(ref Reference) (span, bool) {
	y, ok := o.year.resolve(ref)
	if !ok {
		return span{}, false
	}
	return o.date.in(y.start.Year()), true
}

// safeMonths can't be taken for a person or a verb.
var safeMonths = map[string]bool{
	"january": true, "february": true, "july": true, "september": true, "sept.": true, "october": true,
	"november": true, "december": true, "jan.": true, "feb.": true, "aug.": true, "oct.": true, "nov.": true, "dec.": true,
}

// beforeTime are words that a bare month, season or year may follow.
var beforeTime = map[string]bool{
	"in": true, "since": true, "by": true, "until": true, "till": true, "from": true, "of": true, "during": true,
	"before": true, "after": true, "through": true, "between": true, "to": true, "and": true, "around": true,
	"circa": true, "early": true, "late": true, "mid": true, "-": true, "–": true, "this": true, "last": true,
	"next": true, "every": true, "each": true, "throughout": true, "for": true, "'s": true, "the": true,
	"a": true, "an": true, "its": true, "their": true, "his": true, "her": true, "our": true, "one": true, "past": true,
	"previous": true, "following": true, "or": true, "as of": true, "on": true, "starting": true, "beginning": true,
}

// bareMonth tells whether the month at i stands for a time when nothing else
// in the expression says so: "in May", "the May summit", not "Theresa May".
func (s *scanner) bareMonth(i int) bool {
	if strings.HasPrefix(s.tag(i-1), "NNP") {
		return false
	}
	if safeMonths[s.at(i)] {
		return true
	}
	return beforeTime[s.at(i-1)] && !strings.HasPrefix(s.tag(i+1), "NNP")
}

// weekday reads "Saturday", "last Saturday", "the weekend", with the date
// after it: "Saturday, Nov. 11".
func (s *scanner) weekday(i int) (meaning, int) {
	which, at := s.shift(i)
	if which == unsaid && s.at(at) == "the" && s.at(at+1) == "weekend" {
		at++
	}
	if s.at(at) == "weekend" && at > i {
		return weekday{day: 6, weekend: true, which: which}, at + 1
	}
	v, next := s.lookup("weekday", at)
	if next == at || s.tokens[at].Form == s.words[at] {
		return nil, i
	}
	w := weekday{day: atoi(v), which: which}
	from := next
	if s.at(from) == "," || s.at(from) == "the" {
		from++
	}
	if s.at(from) == "the" {
		from++
	}
	if m, after := s.monthDay(from); after > from {
		if c, ok := m.(calendar); ok && c.day > 0 {
			return c, after
		}
	}
	if which == unsaid {
		if m, after := s.relativeWeek(w, next); after > next {
			return m, after
		}
	}
	return w, next
}

// relativeWeek reads "Saturday of last week", "Monday next week".
func (s *scanner) relativeWeek(w weekday, i int) (meaning, int) {
	at := i
	if s.at(at) == "of" {
		at++
	}
	if which, next := s.shift(at); next > at && s.at(next) == "week" {
		w.which = which
		return w, next + 1
	}
	return nil, i
}

// near reads days named from today: "yesterday", "the day before yesterday".
func (s *scanner) near(i int) (meaning, int) {
	v, next := s.lookup("day", i)
	if next == i || s.at(i) == "now" && s.tag(i) != "RB" || s.at(i) == "now" && s.is(i+1, "that", ",") {
		return nil, i
	}
	return days(atoi(v)), next
}

// yearNumber reads a year in figures, with its era.
func (s *scanner) yearNumber(i int) (int, int) {
	if s.is(i, "ad", "a.d.", "ce") {
		if y, err := strconv.Atoi(s.at(i + 1)); err == nil && y > 0 && y < 3000 {
			return y, i + 2
		}
	}
	word := s.at(i)
	y, err := strconv.Atoi(word)
	if err != nil || y <= 0 || len(word) > 4 {
		return 0, i
	}
	switch {
	case s.is(i+1, "bc", "b.c.", "bce", "b.c.e."):
		return 1 - y, i + 2
	case s.is(i+1, "ad", "a.d.", "ce"):
		return y, i + 2
	case len(word) == 4 && y >= 1000 && y <= 2199:
		return y, i + 1
	}
	return 0, i
}

// year reads a year that stands alone, when the words around it say that it is
// one: "in 2017", "the 2016 election", not "2000 people".
func (s *scanner) year(i int) (meaning, int) {
	y, next := s.yearNumber(i)
	if next == i {
		if s.at(i) == "year" {
			if y, next = s.yearNumber(i + 1); next > i+1 {
				return calendar{year: y}, next
			}
		}
		return nil, i
	}
	if next > i+1 {
		return calendar{year: y}, next
	}
	prev, after := s.at(i-1), s.tag(next)
	determined := s.tag(i-1) == "DT" || s.tag(i-1) == "PRP$" || s.tag(i-1) == "POS"
	switch {
	case strings.HasPrefix(s.tag(i-1), "NNP"), s.is(i-1, "$", "€", "£", "¥", "#", "no.", "about", "nearly", "than", "some", "almost", "least"):
		return nil, i
	case s.is(next, "percent", "%", "per", "million", "billion", "hundred", "thousand", "people", "-") && !determined:
		return nil, i
	case after == "NNS":
		if !determined && !s.is(i-1, "in", "since", "until", "early", "late", "mid") || prev == "a" {
			return nil, i
		}
	case beforeTime[prev], determined, prev == "(", prev == ",":
	case strings.HasPrefix(after, "NN") || strings.HasPrefix(after, "JJ"):
	default:
		return nil, i
	}
	return calendar{year: y}, next
}

// decade reads "the 1990s", "the '90s", "the nineties".
func (s *scanner) decade(i int) (meaning, int) {
	at := s.the(i)
	start, next := 0, at
	word := strings.TrimSuffix(strings.TrimPrefix(s.at(at), "'"), "s")
	switch {
	case word == "" || !strings.HasSuffix(s.at(at), "s"):
		if s.at(at) == "'" {
			return s.decade(at + 1)
		}
	case len(word) == 4 && word[3] == '0' && digits(word):
		start, next = atoi(word), at+1
	case len(word) == 2 && word[1] == '0' && digits(word) && (at > i || s.is(i-1, "early", "late", "mid", "-", "'")):
		start, next = 1900+atoi(word), at+1
	case at > i || s.is(i-1, "early", "late", "mid", "-"):
		if v, after := s.lookup("decade", at); after > at {
			start, next = atoi(v), after
		}
	}
	if next == at || start < 1000 || start > 2190 {
		return nil, i
	}
	return fixed(period(date(start, 1, 1), 10, year)), next
}

// century reads "the 20th century", "the fifth century BC".
func (s *scanner) century(i int) (meaning, int) {
	at := s.the(i)
	n, next := s.rank(at)
	if next == at {
		return nil, i
	}
	next = s.dash(next)
	if s.at(next) != "century" || n > 30 {
		return nil, i
	}
	next++
	start := 100*(n-1) + 1
	if s.is(next, "bc", "b.c.", "bce", "b.c.e.") {
		start, next = 1-100*n, next+1
	}
	return fixed(period(date(start, 1, 1), 100, year)), next
}

func digits(word string) bool {
	for _, r := range word {
		if r < '0' || r > '9' {
			return false
		}
	}
	return word != ""
}
