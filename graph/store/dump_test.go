package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/graph/words"
)

// A both is what the store's view and the model have in common.
type both interface {
	graph.Reader
	Contribution(graph.ArticleID) (*graph.Contribution, error)
}

// dump lists everything that a graph gives, a line each, sorted within each
// listing: two graphs that hold the same have the same dump.
func dump(t *testing.T, r both, x graph.Index) string {
	t.Helper()
	ctx := context.Background()
	var out strings.Builder
	section := func(name string, lines []string) {
		slices.Sort(lines)
		fmt.Fprintf(&out, "# %s\n%s\n", name, strings.Join(lines, "\n"))
	}
	stats, err := r.Stats()
	check(t, err)
	section("stats", []string{text(stats)})
	section("articles", lines(t, r.Articles(ctx)))
	section("entities", lines(t, r.Entities(ctx)))
	section("predicates", lines(t, r.Predicates(ctx)))
	section("decisions", lines(t, r.Decisions()))
	section("facts", lines(t, r.Facts(ctx, graph.Filter{})))
	for a, err := range r.Articles(ctx) {
		check(t, err)
		c, err := r.Contribution(a.ID)
		check(t, err)
		section("contribution of "+string(a.ID), []string{text(c)})
		section("links of "+string(a.ID), lines(t, r.Links(a.ID)))
		section("facts of "+string(a.ID), ids(t, r.Facts(ctx, graph.Filter{Article: a.ID})))
	}
	for e, err := range r.Entities(ctx) {
		check(t, err)
		one, err := r.Entity(e.ID)
		check(t, err)
		section("entity "+string(e.ID), []string{text(one)})
		section("links to "+string(e.ID), lines(t, r.LinksTo(e.ID)))
		for _, key := range e.Keys {
			section("key "+key, lines(t, r.EntitiesByKey(key)))
		}
	}
	negated := true
	for _, f := range []graph.Filter{
		{Subject: "entity-1"}, {Object: graph.EntityObject("entity-1")}, {Entity: "entity-1"}, {By: "entity-1"},
		{Subject: "entity-2", Predicate: "predicate 1"}, {Predicate: "predicate 2", Plain: true}, {Plain: true},
		{Predicate: "predicate 3", Object: graph.EntityObject("entity-3")}, {Negated: &negated}, {Modality: graph.Future},
		{Subject: "entity-3", Object: graph.EntityObject("entity-4")}, {Subject: "nobody"}, {MinConfidence: 0.9},
		{Object: graph.LiteralObject("1", graph.IntegerType)}, {Entity: "entity-5", Until: day(2014, 1, 1)},
		{Since: day(2015, 6, 1)}, {Until: day(2012, 6, 1)}, {Since: day(2012, 6, 1), Until: day(2013, 6, 1)},
		{Since: day(2014, 6, 7), Until: day(2014, 6, 7)},
	} {
		section("facts "+text(f), ids(t, r.Facts(ctx, f)))
	}
	wordIndex(t, &out, r, x)
	quads(t, &out, x)
	return out.String()
}

// wordIndex lists the postings of all terms of the articles, and the words of
// names, from the beginning and from some words on.
func wordIndex(t *testing.T, out *strings.Builder, r graph.Reader, x graph.Index) {
	t.Helper()
	terms := map[string]bool{"": true, "nowhere": true}
	for a, err := range r.Articles(context.Background()) {
		check(t, err)
		for w := range words.In(a.Title + " " + a.Text) {
			terms[w.Term] = true
		}
	}
	for _, term := range slices.Sorted(maps.Keys(terms)) {
		var found []string
		last := graph.ID(0)
		for p, err := range x.(graph.WordIndex).Postings(term) {
			check(t, err)
			article, err := x.Term(p.Article)
			check(t, err)
			found = append(found, fmt.Sprint(article, p.Length, p.Title, p.Positions))
			if p.Article <= last {
				t.Errorf("the postings of %q are not in order", term)
			}
			last = p.Article
		}
		slices.Sort(found)
		fmt.Fprintf(out, "# postings of %q\n%s\n", term, strings.Join(found, "\n"))
	}
	for _, from := range []string{"", "entity", "g", "great", "zz"} {
		c := x.(graph.WordIndex).NameWords()
		var found []string
		last := from
		for c.Seek(from); c.Next(); {
			entity, err := x.Term(c.Entity())
			check(t, err)
			found = append(found, c.Word()+" "+entity.String())
			if c.Word() < last {
				t.Errorf("the words of names are not in order: %q after %q", c.Word(), last)
			}
			last = c.Word()
			if c.Word() == "entity" {
				c.Seek("entity") // goes nowhere
			}
		}
		check(t, errors.Join(c.Err(), c.Close()))
		slices.Sort(found)
		fmt.Fprintf(out, "# words of names from %q\n%s\n", from, strings.Join(found, "\n"))
	}
}

// quads lists what the index gives for patterns of all shapes.
func quads(t *testing.T, out *strings.Builder, x graph.Index) {
	t.Helper()
	number := func(term graph.Term) graph.ID {
		id, err := x.Lookup(term)
		check(t, err)
		return id
	}
	type pattern struct {
		graph.Quad
		name string
	}
	var patterns []pattern
	graphs := map[string]graph.ID{"default": 0, "any": graph.AnyGraph}
	for n := range 3 {
		name := fmt.Sprintf("article-%d", n)
		if id := number(graph.Term{Kind: graph.ArticleTerm, Value: name}); id != 0 {
			graphs[name] = id
		}
	}
	bound := []graph.ID{
		number(graph.EntityObject("entity-1")),
		number(graph.Term{Kind: graph.PredicateTerm, Value: "predicate 1"}),
		number(graph.EntityObject("entity-2")),
	}
	for _, name := range slices.Sorted(maps.Keys(graphs)) {
	shapes:
		for shape := range 8 {
			q := graph.Quad{G: graphs[name]}
			for bit, field := range []*graph.ID{&q.S, &q.P, &q.O} {
				if shape>>bit&1 == 0 {
					continue
				}
				if *field = bound[bit]; *field == 0 {
					continue shapes // not in the graph: would match anything
				}
			}
			patterns = append(patterns, pattern{q, fmt.Sprintf("%s %03b", name, shape)})
		}
	}
	c := x.Cursor()
	for _, pattern := range patterns {
		var found []string
		for c.Seek(pattern.Quad); c.Next(); {
			q := c.Quad()
			var line []string
			for _, id := range []graph.ID{q.S, q.P, q.O, q.G} {
				if id == 0 {
					continue
				}
				term, err := x.Term(id)
				check(t, err)
				line = append(line, term.String())
			}
			found = append(found, strings.Join(line, " "))
		}
		check(t, c.Err())
		if n, err := x.Count(pattern.Quad); err != nil || pattern.G == 0 && n < 60 && n != uint64(len(found)) {
			t.Errorf("Count(%v) = %d, %v; the cursor found %d", pattern, n, err, len(found))
		}
		slices.Sort(found)
		if len(slices.Compact(slices.Clone(found))) != len(found) {
			t.Errorf("the cursor gives quads twice for %v", pattern)
		}
		if len(found) > 0 { // a graph may know terms that it has no quads of
			fmt.Fprintf(out, "# quads %s\n%s\n", pattern.name, strings.Join(found, "\n"))
		}
	}
	check(t, c.Close())
}

func lines[V any](t *testing.T, all iter.Seq2[V, error]) []string {
	t.Helper()
	var found []string
	for v, err := range all {
		check(t, err)
		found = append(found, text(v))
	}
	return found
}

func ids(t *testing.T, facts iter.Seq2[*graph.Fact, error]) []string {
	t.Helper()
	var found []string
	for f, err := range facts {
		check(t, err)
		found = append(found, string(f.ID))
	}
	return found
}

func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// diff shows the first line in which two dumps differ.
func diff(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	section := ""
	for i := range min(len(x), len(y)) {
		if strings.HasPrefix(x[i], "# ") {
			section = x[i]
		}
		if x[i] != y[i] {
			at := 0
			for at < min(len(x[i]), len(y[i])) && x[i][at] == y[i][at] {
				at++
			}
			around := func(s string) string { return s[max(at-200, 0):min(at+200, len(s))] }
			return fmt.Sprintf("in %s, at %d:\nstore: %s\nmodel: %s", section, at, around(x[i]), around(y[i]))
		}
	}
	if len(x) != len(y) {
		return fmt.Sprintf("in %s: %d lines in the store, %d in the model", section, len(x), len(y))
	}
	return ""
}
