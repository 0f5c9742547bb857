package walk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"factgraph/graph"
)

// An Event is a fact at a time.
type Event struct {
	Start, End time.Time // half-open; zero: open
	When       string    // the time as the fact has it, or the article's date
	Stated     bool      // the fact says its time; otherwise it is the article's date
	Fact       *graph.Fact
	Evidence   graph.Evidence // what says so
}

// Timeline lists what the graph knows of an entity in the order of time: each
// fact at the times that its evidence gives, or else at the date of the first
// article that tells it. What has one date comes in the order of the text. Facts
// without any date are left out. Zero times leave the window open.
func Timeline(ctx context.Context, r graph.Reader, id graph.EntityID, since, until time.Time) ([]Event, error) {
	dates := make(map[graph.ArticleID]time.Time)
	var events []Event
	for f, err := range r.Facts(ctx, graph.Filter{Entity: id, Since: since, Until: until}) {
		if err != nil {
			return nil, err
		}
		found, err := eventsOf(r, f, dates)
		if err != nil {
			return nil, err
		}
		for _, e := range found {
			if within(e, since, until) {
				events = append(events, e)
			}
		}
	}
	slices.SortStableFunc(events, func(a, b Event) int {
		return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End),
			cmp.Compare(a.Evidence.Article, b.Evidence.Article), cmp.Compare(a.Evidence.Sentence, b.Evidence.Sentence),
			cmp.Compare(a.Evidence.SubjectStart, b.Evidence.SubjectStart), cmp.Compare(a.Fact.ID, b.Fact.ID))
	})
	return events, nil
}

// within tells whether an event touches the window; Until is inclusive.
func within(e Event, since, until time.Time) bool {
	return (since.IsZero() || e.End.IsZero() || e.End.After(since)) && (until.IsZero() || e.Start.IsZero() || !e.Start.After(until))
}

// eventsOf gives the different times of a fact.
func eventsOf(r graph.Reader, f *graph.Fact, dates map[graph.ArticleID]time.Time) ([]Event, error) {
	var stated []Event
	first := Event{Fact: f}
	for _, ev := range f.Evidence {
		for _, q := range ev.Qualifiers {
			start, end, ok := q.Interval()
			if ok && !slices.ContainsFunc(stated, func(e Event) bool { return e.When == q.Value.Value }) {
				stated = append(stated, Event{Start: start, End: end, When: q.Value.Value, Stated: true, Fact: f, Evidence: ev})
			}
		}
		date, err := dateOf(r, ev.Article, dates)
		if err != nil {
			return nil, err
		}
		if !date.IsZero() && (first.Start.IsZero() || date.Before(first.Start)) {
			first.Start, first.End, first.When, first.Evidence = date, date.AddDate(0, 0, 1), date.Format(time.DateOnly), ev
		}
	}
	if len(stated) > 0 || first.Start.IsZero() {
		return stated, nil
	}
	return []Event{first}, nil
}

// dateOf is the day of an article; dates keeps those that were asked.
func dateOf(r graph.Reader, id graph.ArticleID, dates map[graph.ArticleID]time.Time) (time.Time, error) {
	if date, known := dates[id]; known {
		return date, nil
	}
	a, err := r.Article(id)
	if err != nil {
		return time.Time{}, fmt.Errorf("article %s: %w", id, err)
	}
	var date time.Time
	if !a.Date.IsZero() {
		date = time.Date(a.Date.Year(), a.Date.Month(), a.Date.Day(), 0, 0, 0, 0, time.UTC)
	}
	dates[id] = date
	return date, nil
}
