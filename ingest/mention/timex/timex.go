// Package timex finds the time expressions in a sentence and resolves them to
// ISO 8601: "Saturday" in an article of Saturday, November 11, 2017 is
// 2017-11-11, "this weekend" 2017-11-11/2017-11-12, "for three hours" PT3H.
//
// It looks at words alone, so it works before there are trees; what depends on
// the article's date or the tense of the sentence is told when a value is
// asked for. The words stand in words.tsv, the ways to combine them in the
// files date.go, clock.go, duration.go and range.go.
package timex

import (
	"time"

	"factgraph/ingest/document"
)

// Kind tells what a time expression stands for.
type Kind uint8

// The kinds of time expressions.
const (
	Date      Kind = iota // a day or a longer period: "Saturday", "the 1990s"
	Time                  // a time of day: "5 p.m. EST", "Monday evening"
	Duration              // "three hours"
	Frequency             // "every Monday"
	Ordinal               // "sixth year": counted from a beginning that is not said
	Age                   // "45 years old"
)

// An Expression is a time expression without its preposition: "March" of
// "since March". A range is one expression: "1970 to 1985".
type Expression struct {
	First, Last int // token indexes, both included
	Kind        Kind

	period  meaning // Date and Time
	length  count   // Duration
	literal string  // the value of the other kinds; empty when it has none
}

// Tense is the tense of the clause that an expression stands in: "on Friday"
// is the last one when something happened, the next when it will.
type Tense uint8

// The tenses.
const (
	TenseUnknown Tense = iota // read as past: news tells what has happened
	Past
	Present
	Future
)

// A Reference is what relative expressions are relative to.
type Reference struct {
	Date  time.Time // the article's own date; zero when it has none
	Tense Tense
	Told  Moment // the time in the past that the story has come to, if it has
	Day   Moment // the day that the news happened on, as far as the story has told it
}

// Value is the expression as an ISO 8601 date, month, year, time, interval
// ("2017-11-11/2017-11-12", both ends included), duration ("PT3H") or
// repetition ("R/P1W"). It is empty when the expression is vague ("several
// years") or rests on a date that the reference doesn't have.
func (e Expression) Value(ref Reference) string {
	if e.period == nil {
		return e.literal
	}
	s, ok := e.period.resolve(ref)
	if !ok {
		return ""
	}
	return s.String()
}

// Bounded is the value of the expression after a preposition that makes it one
// end of a period: "since March" is 2017-03/.., with ".." for the open end as
// in ISO 8601-2. A duration counts from the article's date after "in" and
// "within" when the tense is future ("in two days"). Any other preposition
// leaves the value as it is.
func (e Expression) Bounded(preposition string, ref Reference) string {
	if e.Kind == Duration {
		if (preposition == "in" || preposition == "within") && ref.Tense == Future && e.length.n > 0 {
			if s, ok := (offset{e.length, 1}).resolve(ref); ok {
				return s.String()
			}
		}
		return e.literal
	}
	if e.period == nil {
		return e.literal
	}
	switch preposition {
	case "until", "till", "by", "before", "ahead of":
		if ref.Tense == Present { // "runs until Friday" looks ahead
			ref.Tense = Future
		}
	}
	s, ok := e.period.resolve(ref)
	if !ok {
		return ""
	}
	if _, isRange := e.period.(between); isRange {
		return s.String()
	}
	switch preposition {
	case "since", "from", "starting", "beginning", "as of":
		return s.first() + "/.."
	case "after", "following":
		return s.after() + "/.."
	case "until", "till", "through", "by", "up to":
		return "../" + s.last()
	case "before", "prior to", "ahead of":
		return "../" + s.before()
	}
	return s.String()
}

// Find returns the time expressions in the tokens of one sentence, in order;
// they don't overlap.
func Find(tokens []document.Token) []Expression {
	s := newScanner(tokens)
	var all []Expression
	for i := 0; i < len(tokens); {
		if !s.starts(i) {
			i++
			continue
		}
		e, next := s.expression(i)
		if next == i {
			i++
			continue
		}
		e.First, e.Last = i, next-1
		all = append(all, e)
		i = next
	}
	return all
}
