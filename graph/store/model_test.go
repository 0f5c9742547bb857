package store_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/graph/memory"
	"factgraph/graph/store"
)

var seeds = flag.Int("seeds", 3, "how many runs of random operations")

func open(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), dir, store.Options{Logger: slog.New(slog.DiscardHandler)})
	check(t, err)
	return s
}

// TestModel does the same random operations on a store and on a graph in
// memory, and compares all that they give.
func TestModel(t *testing.T) {
	for seed := range uint64(*seeds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			g := newGenerator(seed)
			model := memory.New()
			dir := t.TempDir()
			s := open(t, dir)
			defer func() { s.Close() }()
			for step := range 60 {
				what := operate(t, g, step, model, s)
				if g.IntN(12) == 0 {
					check(t, s.Close())
					s = open(t, dir)
					what += ", reopened"
				}
				compare(t, s, model, what)
			}
			check(t, s.Close())
			sound(t, dir)
		})
	}
}

// TestBlocks puts, replaces and removes so many articles, by chance without
// words, that their postings go from records of their own to blocks and change
// there. The first ones are loaded.
func TestBlocks(t *testing.T) {
	ctx := context.Background()
	g := newGenerator(21)
	model := memory.New()
	dir := filepath.Join(t.TempDir(), "graph")
	article := func(n int) *graph.Contribution {
		c := g.article(fmt.Sprintf("article-%d", n), g.IntN(2))
		if g.IntN(8) == 0 {
			c.Article.Title, c.Article.Text = "", ""
		}
		check(t, model.PutArticle(ctx, c))
		return c
	}
	check(t, store.Load(ctx, dir, store.Options{}, func(yield func(*graph.Contribution, error) bool) {
		for n := range 10 {
			if !yield(article(n), nil) {
				return
			}
		}
	}))
	s := open(t, dir)
	known := 10
	for step := range 600 {
		switch n := g.IntN(known); {
		case g.IntN(2) == 0:
			check(t, s.PutArticle(ctx, article(known)))
			known++
		case g.IntN(2) == 0:
			check(t, s.PutArticle(ctx, article(n)))
		default:
			id := graph.ArticleID(fmt.Sprintf("article-%d", n))
			err, want := s.RemoveArticle(ctx, id), model.RemoveArticle(ctx, id)
			if (err == nil) != (want == nil) {
				t.Fatal(err, want)
			}
		}
		if step%150 == 149 {
			compare(t, s, model, fmt.Sprint("step ", step))
		}
	}
	check(t, s.Close())
	sound(t, dir)
}

// sound fails the test if the store has problems.
func sound(t *testing.T, dir string) {
	t.Helper()
	report, err := store.Check(context.Background(), dir, store.Options{Logger: slog.New(slog.DiscardHandler)})
	check(t, err)
	for _, problem := range report.Problems {
		t.Error(problem)
	}
}

func compare(t *testing.T, s *store.Store, model *memory.Graph, what string) {
	t.Helper()
	v, err := s.View()
	check(t, err)
	defer v.Close()
	modelled, err := model.View()
	check(t, err)
	if d := diff(dump(t, v, v), dump(t, model, modelled)); d != "" {
		t.Fatalf("after %s: %s", what, d)
	}
}

// operate does one random operation on both, which have to agree on whether it
// fails, and says which it was.
func operate(t *testing.T, g *generator, step int, graphs ...graph.Writer) string {
	t.Helper()
	ctx := context.Background()
	article := fmt.Sprintf("article-%d", g.IntN(6))
	d := graph.Decision{Time: day(2020, 1, 1).Add(time.Duration(step) * time.Second)}
	a, b := g.entity(), g.entity()
	var what string
	var do func(graph.Writer) error
	switch g.IntN(10) {
	case 0, 1, 2, 3, 4:
		c := g.article(article, g.IntN(12))
		what = "put " + article
		do = func(w graph.Writer) error { return w.PutArticle(ctx, c) }
	case 5:
		what = "remove " + article
		do = func(w graph.Writer) error { return w.RemoveArticle(ctx, graph.ArticleID(article)) }
	case 6:
		what = fmt.Sprintf("merge %s %s", a, b)
		do = func(w graph.Writer) error { return w.Merge(ctx, a, b, d) }
	case 7:
		var links []graph.Link
		for link, err := range graphs[0].(graph.Reader).LinksTo(a) {
			check(t, err)
			if g.IntN(2) == 0 {
				links = append(links, link)
			}
		}
		to := graph.Entity{ID: b, Name: "Split " + string(b), Type: graph.Person, Keys: []string{"split"}}
		what = fmt.Sprintf("move %d links of %s to %s", len(links), a, b)
		do = func(w graph.Writer) error { return w.Move(ctx, links, to, d) }
	case 8:
		what = fmt.Sprintf("rename %s", a)
		do = func(w graph.Writer) error { return w.Rename(ctx, a, "Renamed "+string(a), d) }
	default:
		id := fmt.Sprintf("decision-%d", g.IntN(3))
		if what = "remove decision " + id; g.IntN(2) == 0 {
			do = func(w graph.Writer) error { return w.RemoveDecision(ctx, id) }
			break
		}
		what = "put decision " + id
		d.ID, d.Kind, d.A, d.Name = id, graph.DecidedRename, a, "Decided"
		do = func(w graph.Writer) error { return w.PutDecision(ctx, d) }
	}
	var errs []error
	for _, w := range graphs {
		errs = append(errs, do(w))
	}
	for _, err := range errs {
		if (err == nil) != (errs[0] == nil) || errors.Is(err, graph.ErrNotFound) != errors.Is(errs[0], graph.ErrNotFound) {
			t.Fatalf("%s: %v", what, errs)
		}
	}
	return what
}
