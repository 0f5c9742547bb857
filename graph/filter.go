package graph

import (
	"slices"
	"time"
)

// Match tells whether the filter selects the fact. dateOf gives the date of an
// article, which dates the evidence that has no time of its own.
func (f *Filter) Match(fact *Fact, dateOf func(ArticleID) time.Time) bool {
	switch {
	case f.Subject != "" && fact.Subject != f.Subject,
		f.Predicate != "" && fact.Predicate != f.Predicate,
		!f.Object.IsZero() && !fact.Object.Same(f.Object),
		f.Modality != "" && fact.Modality != f.Modality,
		f.Negated != nil && fact.Negated != *f.Negated,
		f.Plain && !fact.Plain(),
		fact.Confidence < f.MinConfidence,
		f.By != "" && !slices.Contains(fact.AttributedTo, f.By),
		f.Entity != "" && !fact.Involves(f.Entity),
		f.Article != "" && !slices.ContainsFunc(fact.Evidence, func(ev Evidence) bool { return ev.Article == f.Article }):
		return false
	}
	return !f.Timed() || slices.ContainsFunc(fact.Evidence, func(ev Evidence) bool { return f.during(ev, dateOf) })
}

// Timed tells whether the filter asks for a time.
func (f *Filter) Timed() bool { return !f.Since.IsZero() || !f.Until.IsZero() }

// during tells whether the evidence speaks of the filter's time.
func (f *Filter) during(ev Evidence, dateOf func(ArticleID) time.Time) bool {
	timed := false
	for _, q := range ev.Qualifiers {
		if start, end, ok := q.Interval(); ok {
			timed = true
			if f.overlaps(start, end) {
				return true
			}
		}
	}
	if timed {
		return false
	}
	date := dateOf(ev.Article)
	if date.IsZero() {
		return false
	}
	day := time.Date(date.Year(), date.Month(), date.Day(), 0, 0, 0, 0, time.UTC)
	return f.overlaps(day, day.AddDate(0, 0, 1))
}

// overlaps tells whether a span of time, open where it is zero, has a part in
// the filter's.
func (f *Filter) overlaps(start, end time.Time) bool {
	if !f.Since.IsZero() && !end.IsZero() && !end.After(f.Since) {
		return false
	}
	return f.Until.IsZero() || start.IsZero() || !start.After(f.Until)
}

// Interval is the time that the qualifier gives, false when it gives none.
func (q Qualifier) Interval() (start, end time.Time, ok bool) {
	if q.Role != "time" || q.Value.Kind != LiteralTerm || q.Value.Datatype != DateType {
		return time.Time{}, time.Time{}, false
	}
	return Interval(q.Value.Value)
}

// Involves tells whether the entity is the fact's subject, its object, a
// speaker or the value of a qualifier.
func (f *Fact) Involves(id EntityID) bool {
	if f.Subject == id || f.Object.Is(id) || slices.Contains(f.AttributedTo, id) {
		return true
	}
	for _, ev := range f.Evidence {
		for _, q := range ev.Qualifiers {
			if q.Value.Is(id) {
				return true
			}
		}
	}
	return false
}

// Is tells whether the term is the entity.
func (t Term) Is(id EntityID) bool { return t.Kind == EntityTerm && t.Value == string(id) }

// Same tells whether two terms are the same thing: the wording of a claim
// doesn't matter.
func (t Term) Same(other Term) bool {
	t.Text, other.Text = "", ""
	return t == other
}
