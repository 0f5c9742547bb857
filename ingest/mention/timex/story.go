package timex

import (
	"time"

	"factgraph/ingest/document"
)

// A Story is the times of a text in the order in which it tells them. What is
// told of the past goes on from the last date told: after "on 26 July 1956"
// "in October" is that of 1956, and "two years later" is 1958, whatever the
// date of the article.
type Story struct {
	article  time.Time
	tellings [][]telling // by sentence
}

// A telling is a time expression with the moment that the story has come to.
type telling struct {
	Expression
	before Moment
	day    Moment
}

// A Moment is a time in the past that a story has come to. The zero moment is
// the time of the article itself.
type Moment struct {
	at    span
	known bool
	goes  bool // months and days without a year go on from it
}

// history is by how many years four of five dates of a text must lie before its
// own one for it to be a work of history, in which all is told of the past.
const history = 5

// NewStory reads the times of an article's sentences.
func NewStory(article time.Time, sentences []document.Sentence) *Story {
	s := &Story{article: article, tellings: make([][]telling, len(sentences))}
	old, all := 0, 0
	for i := range sentences {
		for _, e := range Find(sentences[i].Tokens) {
			s.tellings[i] = append(s.tellings[i], telling{Expression: e})
			if at, ok := e.absolute(); ok {
				all++
				if !article.IsZero() && at.start.Year() < article.Year()-history {
					old++
				}
			}
		}
	}
	historical := all > 3 && 5*old >= 4*all
	var told, today Moment
	for i := range s.tellings {
		if i > 0 && sentences[i].Paragraph != sentences[i-1].Paragraph && !historical {
			told = Moment{}
		}
		for j := range s.tellings[i] {
			t := &s.tellings[i][j]
			t.before, t.day = told, today
			if t.period != nil && (t.Kind == Date || t.Kind == Time) {
				told = s.after(t, historical)
				today = s.dayOf(t, today)
			}
		}
	}
	return s
}

// after is the moment that a story has come to with a time expression.
func (s *Story) after(t *telling, historical bool) Moment {
	if at, ok := t.absolute(); ok {
		if s.article.IsZero() || at.start.Year() < s.article.Year() {
			return Moment{at: at, known: true, goes: historical || at.startUnit < year}
		}
		return Moment{}
	}
	if at, ok := t.period.resolve(Reference{Told: t.before}); ok {
		return Moment{at: at, known: true, goes: t.before.goes}
	}
	if _, ok := t.period.resolve(Reference{Date: s.article}); ok && !historical {
		return Moment{} // "last week": back in the article's own time
	}
	return t.before
}

// news is within how many days before its article an event is news.
const news = 7

// dayOf is the day of the news after a time expression: the last day named
// that is not yet old.
func (s *Story) dayOf(t *telling, before Moment) Moment {
	named := t.period
	if h, ok := named.(hours); ok {
		named = h.of
	}
	if s.article.IsZero() || !isDay(named) {
		return before
	}
	at, ok := named.resolve(Reference{Date: s.article, Tense: Past, Told: t.before})
	if !ok || at.startUnit != day || at.start.After(s.article) || at.start.Before(s.article.AddDate(0, 0, -news)) {
		return before
	}
	return Moment{at: at, known: true}
}

// absolute is the time of an expression that names its year.
func (e Expression) absolute() (span, bool) {
	if e.period == nil || e.Kind != Date && e.Kind != Time {
		return span{}, false
	}
	return e.period.resolve(Reference{})
}

// Expressions are the time expressions of a sentence.
func (s *Story) Expressions(sentence int) []Expression {
	all := make([]Expression, len(s.tellings[sentence]))
	for i, t := range s.tellings[sentence] {
		all[i] = t.Expression
	}
	return all
}

// Reference is what an expression that begins at a token of a sentence is
// relative to.
func (s *Story) Reference(sentence, first int, tense Tense) Reference {
	ref := Reference{Date: s.article, Tense: tense}
	for _, t := range s.tellings[sentence] {
		if t.First == first {
			ref.Told, ref.Day = t.before, t.day
		}
	}
	return ref
}

// next is the time that something which comes once a year has after the
// moment, or in its year where only that is known.
func (m Moment) next(in func(int) span) span {
	this := in(m.at.start.Year())
	if m.at.startUnit < year && !this.end.After(m.at.start) {
		return in(m.at.start.Year() + 1)
	}
	return this
}

// counted is a time counted from the moment that the story has come to: "two
// years later", "the following day", "that year". It is known as exactly as
// its unit.
type counted struct {
	count
	sign int // -1 before, 1 after; 0 the moment's own
}

func (c counted) resolve(ref Reference) (span, bool) {
	if !ref.Told.known || c.n*c.unit.size > 1e5 {
		return span{}, false
	}
	at := ref.Told.at
	months, days, ok := c.shift()
	u := day
	switch {
	case !ok:
		return span{}, false
	case months > 0 && months%12 == 0:
		u = year
	case months > 0:
		u = month
	}
	if at.startUnit > u || at.startUnit == minute {
		return span{}, false
	}
	start := floor(at.start, u)
	if c.sign > 0 && u == day {
		start = at.start
	}
	return period(start.AddDate(0, c.sign*months, c.sign*days), 1, u), true
}

// ofTold is a month or a day of the story's year: "December of that year".
type ofTold struct{ calendar }

func (o ofTold) resolve(ref Reference) (span, bool) {
	if !ref.Told.known {
		return span{}, false
	}
	return o.in(ref.Told.at.start.Year()), true
}
