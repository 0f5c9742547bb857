package memory_test

import (
	"context"
	"errors"
	"testing"

	"factgraph/graph"
	"factgraph/graph/memory"
)

func contribution(article string, object graph.EntityID) *graph.Contribution {
	entity := func(id graph.EntityID) graph.Entity {
		return graph.Entity{ID: id, Name: string(id), Type: graph.Person, Keys: []string{string(id)},
			Aliases: []graph.Count{{Text: string(id), N: 1}}}
	}
	return &graph.Contribution{
		Article:  graph.Article{ID: graph.ArticleID(article)},
		Entities: []graph.Entity{entity("trump"), entity(object)},
		Facts: []graph.Fact{{
			Subject: "trump", Predicate: "met", Object: graph.EntityObject(object), Modality: graph.Asserted,
			Evidence: []graph.Evidence{{Phrase: "met", Confidence: 0.5}},
		}},
		Links: []graph.Link{{Start: 0, End: 5, Text: "Trump", Entity: "trump"}},
	}
}

// TestGraph goes through the life of a small graph.
func TestGraph(t *testing.T) {
	ctx := context.Background()
	g := memory.New()
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	stats := func(want graph.Stats) {
		t.Helper()
		if got, err := g.Stats(); err != nil || got != want {
			t.Errorf("Stats gives %+v, %v; want %+v", got, err, want)
		}
	}
	do(g.PutArticle(ctx, contribution("a", "putin")))
	do(g.PutArticle(ctx, contribution("b", "putin")))
	stats(graph.Stats{Articles: 2, Entities: 2, Predicates: 1, Facts: 1, PlainFacts: 1, Evidence: 2})
	for f, err := range g.Facts(ctx, graph.Filter{Subject: "trump"}) {
		if do(err); f.Confidence != 0.75 || len(f.Evidence) != 2 {
			t.Errorf("two articles make the fact %+v", f)
		}
	}
	do(g.PutArticle(ctx, contribution("b", "xi")))
	stats(graph.Stats{Articles: 2, Entities: 3, Predicates: 1, Facts: 2, PlainFacts: 2, Evidence: 2})
	do(g.Merge(ctx, "putin", "xi", graph.Decision{}))
	stats(graph.Stats{Articles: 2, Entities: 2, Predicates: 1, Facts: 1, PlainFacts: 1, Evidence: 2})
	do(g.Rename(ctx, "putin", "Vladimir Putin", graph.Decision{}))
	if e, err := g.Entity("putin"); err != nil || e.Name != "Vladimir Putin" || !e.Pinned || len(e.Aliases) != 2 {
		t.Errorf("the merged and renamed entity is %+v, %v", e, err)
	}
	do(g.RemoveArticle(ctx, "a"))
	do(g.RemoveArticle(ctx, "b"))
	stats(graph.Stats{})
	if err := g.RemoveArticle(ctx, "b"); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("removing an article twice: %v", err)
	}
}

// TestDuplicate has a paper print a wire story: the fact is as sure as before,
// and still there when the story is taken back.
func TestDuplicate(t *testing.T) {
	ctx := context.Background()
	g := memory.New()
	paper := contribution("paper", "putin")
	paper.Article.DuplicateOf = "wire"
	for _, c := range []*graph.Contribution{contribution("wire", "putin"), paper} {
		if err := g.PutArticle(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	confident := func(want float64, evidence int) {
		t.Helper()
		for f, err := range g.Facts(ctx, graph.Filter{}) {
			if err != nil || f.Confidence != want || len(f.Evidence) != evidence {
				t.Errorf("the fact is %+v, %v; want the confidence %v", f, err, want)
			}
		}
	}
	confident(0.5, 2)
	if err := g.RemoveArticle(ctx, "wire"); err != nil {
		t.Fatal(err)
	}
	confident(0.5, 1)
	paper.Article.DuplicateOf = ""
	for _, c := range []*graph.Contribution{contribution("wire", "putin"), paper} {
		if err := g.PutArticle(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	confident(0.75, 2)
}

// TestIndex compares the orders in which a cursor gives quads with the contract.
func TestIndex(t *testing.T) {
	ctx := context.Background()
	g := memory.New()
	for _, c := range []*graph.Contribution{contribution("a", "putin"), contribution("b", "putin"), contribution("c", "xi")} {
		if err := g.PutArticle(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	x, err := g.View()
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	id := func(term graph.Term) graph.ID {
		n, err := x.Lookup(term)
		if err != nil || n == 0 {
			t.Fatalf("Lookup(%s) = %d, %v", term, n, err)
		}
		return n
	}
	trump, putin := id(graph.EntityObject("trump")), id(graph.EntityObject("putin"))
	b := id(graph.Term{Kind: graph.ArticleTerm, Value: "b"})
	for _, test := range []struct {
		pattern graph.Quad
		want    int
	}{
		{graph.Quad{}, 2}, {graph.Quad{G: graph.AnyGraph}, 3}, {graph.Quad{S: trump}, 2}, {graph.Quad{O: putin}, 1},
		{graph.Quad{O: putin, G: graph.AnyGraph}, 2}, {graph.Quad{G: b}, 1}, {graph.Quad{S: putin}, 0},
	} {
		c := x.Cursor()
		n := 0
		for c.Seek(test.pattern); c.Next(); {
			n++
		}
		if count, err := x.Count(test.pattern); n != test.want || err != nil || count != uint64(n) {
			t.Errorf("%v: %d quads, want %d; Count gives %d, %v", test.pattern, n, test.want, count, err)
		}
	}
}
