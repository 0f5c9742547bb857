package timex

import (
	"math"
	"time"
)

// A meaning is what a time expression says, before it is known when.
type meaning interface {
	// resolve gives the span of time; false when that rests on a date that the
	// reference doesn't have.
	resolve(Reference) (span, bool)
}

// which tells which one of many is meant, seen from the article's date.
type which uint8

const (
	unsaid  which = iota // "Saturday": by the tense
	last                 // "last Saturday": of the week before
	recent               // "this past Saturday": the nearest before
	current              // "this Saturday": of this week
	next                 // "next Saturday": of the week after
	coming               // "the coming Saturday": the nearest ahead
)

// vague is a time that is told from another one in the story ("the following
// day") or has no bounds ("in recent years").
type vague struct{}

func (vague) resolve(Reference) (span, bool) { return span{}, false }

// fixed is a time that needs no reference: "the 1990s".
type fixed span

func (f fixed) resolve(Reference) (span, bool) { return span(f), true }

// calendar is a date, or a month or year when day or month are 0.
type calendar struct {
	year, month, day int
	yearless         bool
	which            which // of a month: "last May"
}

func (c calendar) resolve(ref Reference) (span, bool) {
	if !c.yearless {
		return c.in(c.year), true
	}
	if ref.Told.goes && c.which == unsaid && ref.Tense != Present && ref.Tense != Future {
		return ref.Told.next(c.in), true
	}
	if ref.Date.IsZero() {
		return span{}, false
	}
	return recur(c.in, c.which, ref, c.day > 0)
}

// in is the date in a given year.
func (c calendar) in(y int) span {
	switch {
	case c.month == 0:
		return period(date(y, time.January, 1), 1, year)
	case c.day == 0:
		return period(date(y, time.Month(c.month), 1), 1, month)
	}
	return period(date(y, time.Month(c.month), c.day), 1, day)
}

// recur picks the year of something that comes once a year. News tells of what
// has happened, but a day within the next month is more likely ahead ("the
// vote was set for Nov. 30") than a year back.
func recur(in func(int) span, which which, ref Reference, exact bool) (span, bool) {
	today := floor(ref.Date, day)
	y := today.Year()
	this := in(y)
	switch which {
	case current:
		return this, true
	case last, recent:
		if this.end.After(today) {
			return in(y - 1), true
		}
		return this, true
	case next, coming:
		if !this.start.After(today) {
			return in(y + 1), true
		}
		return this, true
	}
	switch ref.Tense {
	case Future:
		if !this.end.After(today) {
			return in(y + 1), true
		}
	case Present:
		best := this
		for _, other := range [...]span{in(y - 1), in(y + 1)} {
			if distance(other, today) < distance(best, today) {
				best = other
			}
		}
		return best, true
	default:
		if this.start.After(today) && !(exact && distance(this, today) <= 31*24*time.Hour) {
			return in(y - 1), true
		}
		if ahead := in(y + 1); exact && distance(ahead, today) <= 31*24*time.Hour && distance(this, today) > 180*24*time.Hour {
			return ahead, true
		}
	}
	return this, true
}

func distance(s span, t time.Time) time.Duration {
	switch {
	case t.Before(s.start):
		return s.start.Sub(t)
	case t.Before(s.end):
		return 0
	}
	return t.Sub(s.end)
}

// days is a day counted from the article's: "yesterday".
type days int

func (d days) resolve(ref Reference) (span, bool) {
	if ref.Date.IsZero() {
		return span{}, false
	}
	return period(floor(ref.Date, day).AddDate(0, 0, int(d)), 1, day), true
}

// weekday is a day of the week, 1 for Monday, or the weekend.
type weekday struct {
	day     int
	weekend bool // Saturday and Sunday; day is 6
	which   which
}

func (w weekday) resolve(ref Reference) (span, bool) {
	if ref.Date.IsZero() {
		return span{}, false
	}
	n := 1
	if w.weekend {
		n = 2
	}
	today := floor(ref.Date, day)
	this := monday(today).AddDate(0, 0, w.day-1)
	back := this // the nearest that has begun
	if back.After(today) {
		back = back.AddDate(0, 0, -7)
	}
	ahead := this // the nearest that has not ended
	if !ahead.AddDate(0, 0, n).After(today) {
		ahead = ahead.AddDate(0, 0, 7)
	}
	start := this
	switch w.which {
	case last:
		start = this.AddDate(0, 0, -7)
	case next:
		start = this.AddDate(0, 0, 7)
	case recent:
		if start = back; !back.AddDate(0, 0, n-1).Before(today) {
			start = back.AddDate(0, 0, -7)
		}
	case coming:
		if start = ahead; !ahead.After(today) {
			start = ahead.AddDate(0, 0, 7)
		}
	case current:
		if w.weekend && ref.Tense == Past {
			start = back // "this weekend" said on the Monday after
		}
	default:
		switch {
		case ref.Tense == Future:
			start = ahead
		case ref.Tense == Present && ahead.Sub(today) <= today.Sub(back):
			start = ahead
		default:
			start = back
		}
	}
	return period(start, n, day), true
}

// A count is a number of units of time.
type count struct {
	n    float64
	unit measure
}

// A measure is a unit of time as words name it: a week is 7 days.
type measure struct {
	code string // the ISO 8601 designator, with "MIN" for minutes; "SEASON" has none
	size float64
}

// months and days of the count; ok is false for shorter units.
func (c count) shift() (months, days int, ok bool) {
	n := c.n * c.unit.size
	switch c.unit.code {
	case "Y":
		return int(math.Round(n * 12)), 0, true
	case "M":
		return int(math.Round(n)), int(math.Round((n - math.Trunc(n)) * 30)), true
	case "D":
		return 0, int(math.Round(n)), true
	}
	return 0, 0, false
}

// whole tells whether the count is a whole number of years.
func (c count) whole() bool {
	n := c.n * c.unit.size
	return c.unit.code == "Y" && n == math.Trunc(n)
}

// offset is a time counted from the article's date: "two years ago" is known
// to the year, "two weeks ago" to the week, "two days ago" to the day.
type offset struct {
	count
	sign int // -1 ago, 1 from now
}

func (o offset) resolve(ref Reference) (span, bool) {
	if ref.Date.IsZero() || o.n*o.unit.size > 1e5 {
		return span{}, false
	}
	today := floor(ref.Date, day)
	months, ds, ok := o.shift()
	if !ok {
		if o.unit.code == "H" || o.unit.code == "MIN" {
			return period(today, 1, day), o.n*o.unit.size < 12 || o.unit.code == "MIN"
		}
		return span{}, false
	}
	switch {
	case o.whole():
		return period(floor(today, year).AddDate(o.sign*months/12, 0, 0), 1, year), true
	case months > 0:
		return period(floor(today, month).AddDate(0, o.sign*months, 0), 1, month), true
	}
	t := today.AddDate(0, 0, o.sign*ds)
	if o.unit.size >= 7 {
		return period(monday(t), 7, day), true
	}
	return period(t, 1, day), true
}

// stretch is a time that ends or begins now: "the past three days", "the next
// two years".
type stretch struct {
	count
	sign int
}

func (s stretch) resolve(ref Reference) (span, bool) {
	months, ds, ok := s.shift()
	if ref.Date.IsZero() || !ok || s.n*s.unit.size > 1e5 {
		return span{}, false
	}
	today := floor(ref.Date, day)
	other := today.AddDate(0, s.sign*months, s.sign*ds)
	u := day
	if s.unit.code == "Y" {
		u = year
	} else if s.unit.code == "M" {
		u = month
	}
	if s.unit.code == "Y" && s.n*s.unit.size < 2 {
		u = month
	}
	from, to := floor(today, u), floor(other, u)
	if s.sign < 0 {
		from, to = to, from
	}
	return span{start: from, end: add(to, 1, u), startUnit: u, endUnit: u}, true
}

// relative is a unit of the calendar seen from the article's date: "last
// year", "this month".
type relative struct {
	unit  measure
	which which
}

func (r relative) resolve(ref Reference) (span, bool) {
	if ref.Date.IsZero() {
		return span{}, false
	}
	step := 0
	switch r.which {
	case last, recent:
		step = -1
	case next, coming:
		step = 1
	}
	today := floor(ref.Date, day)
	size := int(r.unit.size)
	switch r.unit.code {
	case "D":
		if size == 1 {
			return period(today.AddDate(0, 0, step), 1, day), true
		}
		return period(monday(today).AddDate(0, 0, step*size), size, day), true
	case "M":
		first := floor(today, month)
		first = first.AddDate(0, -(int(first.Month())-1)%size, 0)
		return period(first.AddDate(0, step*size, 0), size, month), true
	case "Y":
		y := today.Year()
		start := y - y%size
		if size >= 100 {
			start = y - (y-1)%size // the 20th century began in 1901
		}
		return period(date(start+step*size, time.January, 1), size, year), true
	}
	return span{}, false
}
