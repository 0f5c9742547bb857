package timex

import (
	"strconv"
	"strings"
)

// dated reads a date, a time of day, or both: "Saturday", "5 p.m. EST on
// Saturday", "Monday evening", "this morning", "overnight".
func (s *scanner) dated(i int) (Expression, int) {
	if from, to, zone, next := s.clock(i); next > i {
		of, end := s.dayAfterClock(next)
		return Expression{Kind: Time, period: hours{from, to, zone, of}}, end
	}
	if m, next := s.partOf(i); next > i {
		return Expression{Kind: Time, period: m}, next
	}
	m, next := s.date(i)
	if next == i {
		return Expression{}, i
	}
	if name := s.at(next); table["part"][name] != "" && name != "night" || name == "night" && s.at(next-1) != "first" {
		if _, ok := m.(weekday); ok || isDay(m) {
			from, to := partOfDay(name)
			return Expression{Kind: Time, period: hours{from: from, to: to, of: m}}, next + 1
		}
	}
	at := next
	if s.at(at) == "," {
		at++
	}
	if s.at(at) == "at" {
		at++
	}
	if from, to, zone, end := s.clock(at); end > at && (at > next || isDay(m)) {
		return Expression{Kind: Time, period: hours{from, to, zone, m}}, end
	}
	kind := Date
	if _, ok := m.(hours); ok {
		kind = Time
	}
	return Expression{Kind: kind, period: m}, next
}

// isDay tells whether a meaning is a single day.
func isDay(m meaning) bool {
	switch m := m.(type) {
	case weekday:
		return !m.weekend
	case calendar:
		return m.day > 0
	case days, holiday:
		return true
	}
	return false
}

// dayAfterClock reads the day of a time of day; when none is said it is the day
// that the news happened on.
func (s *scanner) dayAfterClock(i int) (meaning, int) {
	at := i
	if s.is(at, "on", ",") {
		at++
	}
	if m, next := s.date(at); next > at && isDay(m) {
		return m, next
	}
	return dayOfNews{}, i
}

// dayOfNews is the day that an article of the days after tells of: having said
// "on Sunday" it goes on with "at 9 p.m.". It is the article's own before that.
type dayOfNews struct{}

func (dayOfNews) resolve(ref Reference) (span, bool) {
	if ref.Day.known {
		return ref.Day.at, true
	}
	return days(0).resolve(ref)
}

// clock reads a time of day with its zone: "5 p.m. EST", "17:00", "noon". The
// result is in minutes from midnight.
func (s *scanner) clock(i int) (from, to int, zone string, next int) {
	m, next := s.hour(i)
	if next == i {
		return 0, 0, "", i
	}
	at := next
	if s.at(at) == "(" {
		at++
	}
	if z, end := s.lookup("zone", at); end > at {
		zone, next = z, end
		if s.at(next) == ")" {
			next++
		}
	}
	return m, m, zone, next
}

// hour reads a time of day in minutes from midnight.
func (s *scanner) hour(i int) (int, int) {
	if v, next := s.lookup("clock", i); next > i && s.at(i-1) != "high" {
		h, m, _ := strings.Cut(v, ":")
		return atoi(h)*60 + atoi(m), next
	}
	word := s.at(i)
	for _, suffix := range [...]string{"a.m.", "p.m.", "am", "pm"} {
		if body, ok := strings.CutSuffix(word, suffix); ok && body != "" {
			return meridian(body, suffix, i, i+1)
		}
	}
	switch {
	case s.is(i+1, "a.m.", "p.m.", "am", "pm", "a.m", "p.m"):
		return meridian(word, s.at(i+1), i, i+2)
	case s.at(i+1) == "o'clock":
		return meridian(word, "", i, i+2)
	case strings.Contains(word, ":"):
		return meridian(word, "", i, i+1)
	}
	if len(word) == 4 && digits(word) && atoi(word[2:]) < 60 && atoi(word) < 2400 {
		if _, end := s.lookup("zone", i+1); end > i+1 {
			return atoi(word[:2])*60 + atoi(word[2:]), i + 1
		}
	}
	return 0, i
}

// meridian reads "5", "5:30" with "p.m." or nothing behind it.
func meridian(clock, half string, i, next int) (int, int) {
	hh, mm, colon := strings.Cut(strings.Replace(clock, ".", ":", 1), ":")
	h, err := strconv.Atoi(hh)
	m := 0
	if err == nil && colon {
		if len(mm) != 2 {
			return 0, i
		}
		m, err = strconv.Atoi(mm)
	}
	if err != nil || h < 0 || h > 24 || m < 0 || m > 59 || half != "" && h > 12 {
		return 0, i
	}
	switch {
	case strings.HasPrefix(half, "p") && h < 12:
		h += 12
	case strings.HasPrefix(half, "a") && h == 12:
		h = 0
	}
	return h*60 + m, next
}

// partOf reads "this morning", "tonight", "overnight", "Monday night".
func (s *scanner) partOf(i int) (meaning, int) {
	switch {
	case s.at(i) == "tonight":
		from, to := partOfDay("night")
		return hours{from: from, to: to, of: days(0)}, i + 1
	case s.at(i) == "overnight" && s.tag(i) != "JJ":
		from, to := partOfDay("night")
		return overnight{from, to}, i + 1
	case s.at(i) == "this":
		if v := s.at(i + 1); table["part"][v] != "" {
			from, to := partOfDay(v)
			return hours{from: from, to: to, of: days(0)}, i + 2
		}
	}
	return nil, i
}

// overnight is the night before the article's date, or the night after it.
type overnight struct{ from, to int }

func (o overnight) resolve(ref Reference) (span, bool) {
	d := days(-1)
	if ref.Tense == Future {
		d = 0
	}
	return hours{from: o.from, to: o.to, of: d}.resolve(ref)
}
