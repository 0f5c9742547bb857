package graph

import (
	"strings"
	"time"
)

// Interval reads the value of a date literal: an ISO 8601 date, month, year or
// time, or two of them parted by a slash. It gives the half-open span of time
// that the value covers; an open end ("2017-11/..") is the zero time.
func Interval(value string) (start, end time.Time, ok bool) {
	from, to, two := strings.Cut(value, "/")
	if !two {
		return span(value)
	}
	if from != ".." && from != "" {
		if start, _, ok = span(from); !ok {
			return time.Time{}, time.Time{}, false
		}
	}
	if to != ".." && to != "" {
		if _, end, ok = span(to); !ok {
			return time.Time{}, time.Time{}, false
		}
	}
	return start, end, !start.IsZero() || !end.IsZero()
}

// span is the time that one date covers.
func span(value string) (start, end time.Time, ok bool) {
	for _, form := range []struct {
		layout string
		next   func(time.Time) time.Time
	}{
		{"2006-01-02", func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }},
		{"2006-01", func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }},
		{"2006", func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }},
		{"2006-01-02T15:04", func(t time.Time) time.Time { return t.Add(time.Minute) }},
		{"2006-01-02T15:04:05", func(t time.Time) time.Time { return t.Add(time.Second) }},
		{time.RFC3339, func(t time.Time) time.Time { return t.Add(time.Second) }},
	} {
		if t, err := time.Parse(form.layout, value); err == nil {
			return t, form.next(t), true
		}
	}
	return time.Time{}, time.Time{}, false
}
