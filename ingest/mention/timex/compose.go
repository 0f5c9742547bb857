package timex

import "time"

// season is three months, with or without a year: winter begins in December
// of the year that it is named after.
type season struct {
	month int // the first
	year  int
	of    meaning // the year's meaning: "the summer of last year"; nil when the year is said or unsaid
	yearless
	which which
}

// yearless tells that no year is said.
type yearless bool

func (s season) resolve(ref Reference) (span, bool) {
	if s.of != nil {
		of, ok := s.of.resolve(ref)
		if !ok {
			return span{}, false
		}
		return s.in(of.start.Year()), true
	}
	if !s.yearless {
		return s.in(s.year), true
	}
	if ref.Date.IsZero() {
		return span{}, false
	}
	if s.month == 12 && ref.Date.Month() < time.March {
		ref.Date = ref.Date.AddDate(-1, 0, 0) // still the winter of last year
	}
	return recur(s.in, s.which, ref, false)
}

func (s season) in(y int) span { return period(date(y, time.Month(s.month), 1), 3, month) }

// holiday comes once a year on the day that the rule of words.tsv gives.
type holiday struct {
	rule  func(year int) time.Time
	year  int
	which which
	yearless
}

func (h holiday) resolve(ref Reference) (span, bool) {
	if !h.yearless {
		return h.in(h.year), true
	}
	if ref.Date.IsZero() {
		return span{}, false
	}
	return recur(h.in, h.which, ref, true)
}

func (h holiday) in(y int) span { return period(h.rule(y), 1, day) }

// section is a part of a longer time, in twelfths: "early May", "the second
// half of 2016".
type section struct {
	from, to int
	of       meaning
}

func (s section) resolve(ref Reference) (span, bool) {
	of, ok := s.of.resolve(ref)
	if !ok || of.startUnit != of.endUnit {
		return of, ok
	}
	u, n := finer(of)
	if n == 0 {
		return of, true
	}
	return span{
		start:     add(of.start, (s.from*n+6)/12, u),
		end:       add(of.start, (s.to*n+6)/12, u),
		startUnit: u, endUnit: u,
	}, true
}

// finer is the unit that sections of a span are told in, and how many of it
// the span has; 0 when it is too short to be cut.
func finer(s span) (unit, int) {
	days := int(s.end.Sub(s.start).Hours() / 24)
	switch {
	case s.startUnit == minute || days < 3:
		return day, 0
	case days < 200:
		return day, days
	case days < 3*366:
		return month, int((float64(days) + 15) / 30.4375)
	}
	return year, s.end.Year() - s.start.Year()
}

// nth is the first, second, ... unit within a longer time: "the first week of
// May", "the third quarter of 2023".
type nth struct {
	n    int // from 1; -1 is the last
	unit measure
	of   meaning
}

func (x nth) resolve(ref Reference) (span, bool) {
	of, ok := x.of.resolve(ref)
	if !ok {
		return span{}, false
	}
	u, size := day, int(x.unit.size)
	switch x.unit.code {
	case "D":
	case "M":
		u = month
	case "Y":
		u = year
	default:
		return span{}, false
	}
	s := period(add(of.start, (x.n-1)*size, u), size, u)
	if x.n < 0 {
		s = period(add(of.end, -size, u), size, u)
	}
	if s.start.Before(of.start) || s.end.After(of.end) {
		return of, true
	}
	return s, true
}

// partial is what has passed of a time, or what is left: "earlier this year",
// "later this week".
type partial struct {
	left bool
	of   meaning
}

func (p partial) resolve(ref Reference) (span, bool) {
	of, ok := p.of.resolve(ref)
	if !ok {
		return span{}, false
	}
	today := floor(ref.Date, day)
	if today.Before(of.start) || !today.Before(of.end) {
		return of, true
	}
	of.startUnit, of.endUnit = day, day
	if p.left {
		of.start = today
	} else {
		of.end = today.AddDate(0, 0, 1)
	}
	return of, true
}

// hours is a part of a day ("Monday evening"), in minutes from its midnight,
// or a time of day when both ends are one.
type hours struct {
	from, to int
	zone     string
	of       meaning
}

func (h hours) resolve(ref Reference) (span, bool) {
	of, ok := h.of.resolve(ref)
	if !ok || of.startUnit != day || of.endUnit != day {
		return of, ok
	}
	if !of.end.Equal(of.start.AddDate(0, 0, 1)) {
		return of, true
	}
	return span{
		start:     add(of.start, h.from, minute),
		end:       add(of.start, h.to, minute),
		startUnit: minute, endUnit: minute, zone: h.zone,
	}, true
}

// between is a range. Its ends may lack what the other one has: the year of
// "between May and July 2016", the week of "from Monday to Friday".
type between struct{ from, to meaning }

func (b between) resolve(ref Reference) (span, bool) {
	first, second := b.from, b.to
	if a, ok := first.(calendar); ok && a.yearless {
		if z, ok := second.(calendar); ok && !z.yearless {
			a.year, a.yearless = z.year, false
			if a.month > z.month {
				a.year--
			}
			first = a
		}
	}
	if z, ok := second.(calendar); ok && z.yearless {
		if a, ok := first.(calendar); ok && !a.yearless {
			z.year, z.yearless = a.year, false
			if z.month < a.month {
				z.year++
			}
			second = z
		}
	}
	start, ok := first.resolve(ref)
	end, ok2 := second.resolve(ref)
	if !ok || !ok2 {
		return span{}, false
	}
	if start.start.After(end.start) {
		if ref.Tense == Future {
			end, _ = second.resolve(Reference{Date: start.start, Tense: Future})
		} else {
			start, _ = first.resolve(Reference{Date: end.start, Tense: Past})
		}
	}
	if start.start.After(end.start) {
		return span{}, false
	}
	return span{start: start.start, end: end.end, startUnit: start.startUnit, endUnit: end.endUnit, zone: end.zone}, true
}
