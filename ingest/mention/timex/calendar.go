package timex

import (
	"fmt"
	"time"
)

// unit is how exactly an end of a span is known.
type unit uint8

const (
	minute unit = iota
	day
	month
	year
)

// A span is a stretch of time, [start, end). Each end has the precision with
// which it is written.
type span struct {
	start, end         time.Time // in UTC, whatever the zone
	startUnit, endUnit unit
	zone               string // offset that is written behind clock times, "-05:00"
}

// period makes a span of n units from start.
func period(start time.Time, n int, u unit) span {
	return span{start: start, end: add(start, n, u), startUnit: u, endUnit: u}
}

func add(t time.Time, n int, u unit) time.Time {
	switch u {
	case year:
		return t.AddDate(n, 0, 0)
	case month:
		return t.AddDate(0, n, 0)
	case day:
		return t.AddDate(0, 0, n)
	default:
		return t.Add(time.Duration(n) * time.Minute)
	}
}

// floor is the beginning of the unit that t lies in.
func floor(t time.Time, u unit) time.Time {
	y, m, d := t.Date()
	switch u {
	case year:
		return date(y, time.January, 1)
	case month:
		return date(y, m, 1)
	case day:
		return date(y, m, d)
	default:
		return t.Truncate(time.Minute)
	}
}

func date(y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// monday is the Monday of the week of t.
func monday(t time.Time) time.Time {
	return floor(t, day).AddDate(0, 0, -(int(t.Weekday())+6)%7)
}

// String writes the span in ISO 8601: one date when it is just that, else the
// first and the last.
func (s span) String() string {
	first, last := s.first(), s.last()
	if first == last {
		return first
	}
	return first + "/" + last
}

// first writes the first unit of the span.
func (s span) first() string { return write(s.start, s.startUnit, s.zone) }

// last writes the last unit of the span; a clock time that is a moment or the
// end of a part of the day is written as it is.
func (s span) last() string {
	if s.endUnit == minute {
		return write(s.end, minute, s.zone)
	}
	return write(add(s.end, -1, s.endUnit), s.endUnit, s.zone)
}

// after writes the first unit behind the span.
func (s span) after() string { return write(s.end, s.endUnit, s.zone) }

// before writes the last unit ahead of the span.
func (s span) before() string {
	if s.startUnit == minute {
		return write(s.start, minute, s.zone)
	}
	return write(add(s.start, -1, s.startUnit), s.startUnit, s.zone)
}

func write(t time.Time, u unit, zone string) string {
	y, m, d := t.Date()
	years := fmt.Sprintf("%04d", y)
	if y < 0 {
		years = fmt.Sprintf("-%04d", -y)
	}
	switch u {
	case year:
		return years
	case month:
		return fmt.Sprintf("%s-%02d", years, m)
	case day:
		return fmt.Sprintf("%s-%02d-%02d", years, m, d)
	default:
		return fmt.Sprintf("%s-%02d-%02dT%02d:%02d%s", years, m, d, t.Hour(), t.Minute(), zone)
	}
}

// easter is the day of Easter Sunday in the Gregorian calendar (the anonymous
// algorithm of Nature, 1876).
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	j, k := c/4, c%4
	m := (a + 11*h) / 319
	r := (2*e + 2*j - k - h + m + 32) % 7
	n := (h - m + r + 90) / 25
	p := (h - m + r + n + 19) % 32
	return date(y, time.Month(n), p)
}
