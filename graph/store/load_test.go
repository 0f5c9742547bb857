package store_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"factgraph/graph"
	"factgraph/graph/memory"
	"factgraph/graph/store"
)

// each gives the contributions, then the error if there is one.
func each(all []*graph.Contribution, last error) iter.Seq2[*graph.Contribution, error] {
	return func(yield func(*graph.Contribution, error) bool) {
		for _, c := range all {
			if !yield(c, nil) {
				return
			}
		}
		if last != nil {
			yield(&graph.Contribution{}, last)
		}
	}
}

// TestLoad compares a load with the model, articles in several parts too, and
// goes on writing to the loaded store.
func TestLoad(t *testing.T) {
	g := newGenerator(7)
	model := memory.New()
	ctx := context.Background()
	var parts []*graph.Contribution
	for n := range 8 {
		c := g.article(fmt.Sprintf("article-%d", n), 10+g.IntN(30))
		check(t, model.PutArticle(ctx, c))
		again := *c // contributes the same to each entity
		again.Article.ID += "-again"
		check(t, model.PutArticle(ctx, &again))
		half := len(c.Facts) / 2
		parts = append(parts,
			&graph.Contribution{Article: c.Article, Entities: c.Entities, Facts: c.Facts[:half+2], Links: c.Links[:len(c.Links)/2]},
			&graph.Contribution{Article: c.Article, Facts: c.Facts[half:], Links: c.Links[len(c.Links)/2:]},
			&again)
	}
	dir := filepath.Join(t.TempDir(), "graph")
	check(t, store.Load(ctx, dir, store.Options{}, each(parts, nil)))
	sound(t, dir)
	s := open(t, dir)
	defer s.Close()
	compare(t, s, model, "the load")
	for step := range 30 {
		compare(t, s, model, operate(t, g, step, model, s))
	}
}

// TestLoadMentions loads an article with more entities than are held at once, of
// which few are in its facts.
func TestLoadMentions(t *testing.T) {
	a := graph.Article{ID: "gazetteer"}
	var entities []graph.Entity
	for n := range 100_000 {
		entities = append(entities, graph.Entity{ID: graph.EntityID(fmt.Sprintf("town-%d", n)), Name: "Town", Type: graph.Place})
	}
	var facts []graph.Fact
	for n := range 50 {
		id := graph.EntityID(fmt.Sprintf("zone-%d", n)) // described after the towns
		entities = append(entities, graph.Entity{ID: id, Name: "Zone", Type: graph.Place})
		facts = append(facts, graph.Fact{Subject: id, Predicate: "exists", Modality: graph.Asserted, Evidence: []graph.Evidence{{Confidence: 1}}})
	}
	dir := filepath.Join(t.TempDir(), "graph")
	check(t, store.Load(context.Background(), dir, quiet, each([]*graph.Contribution{{Article: a, Entities: entities, Facts: facts}}, nil)))
	sound(t, dir)
}

func TestLoadFails(t *testing.T) {
	ctx := context.Background()
	stop := errors.New("stop")
	g := newGenerator(1)
	a, b := g.article("a", 3), g.article("b", 3)
	for name, test := range map[string]struct {
		parts iter.Seq2[*graph.Contribution, error]
		cause error
	}{
		"source":      {each([]*graph.Contribution{a}, stop), stop},
		"not a row":   {each([]*graph.Contribution{a, b, a}, nil), nil},
		"not a graph": {each([]*graph.Contribution{{Article: graph.Article{ID: "x"}, Facts: []graph.Fact{{Subject: "s"}}}}, nil), nil},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			err := store.Load(ctx, filepath.Join(folder, "graph"), store.Options{}, test.parts)
			if err == nil || test.cause != nil && !errors.Is(err, test.cause) {
				t.Errorf("Load gives %v", err)
			}
			if left, _ := os.ReadDir(folder); len(left) > 0 {
				t.Errorf("Load leaves %v behind", left)
			}
		})
	}
}

// TestUnfinishedLoad has what a killed load leaves behind: it is no store, and
// the next load takes its place.
func TestUnfinishedLoad(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "graph")
	left := dir + ".loading"
	check(t, os.MkdirAll(filepath.Join(left, "runs"), 0o777))
	check(t, os.WriteFile(filepath.Join(left, "UNFINISHED"), nil, 0o666))
	for _, opts := range []store.Options{{}, {ReadOnly: true}} {
		if _, err := store.Open(ctx, left, opts); !errors.Is(err, store.ErrUnfinished) {
			t.Errorf("opening an unfinished load: %v", err)
		}
	}
	check(t, store.Load(ctx, dir, quiet, each([]*graph.Contribution{newGenerator(1).article("a", 3)}, nil)))
	sound(t, dir)
	if _, err := os.Stat(left); err == nil {
		t.Error("the unfinished load is still there")
	}
	if err := store.Load(ctx, dir, quiet, each(nil, nil)); err == nil {
		t.Error("a store was loaded over")
	}
}
