package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"factgraph/graph"
)

// TestMigrate opens stores of layouts 1 and 3, the latter also as a migration
// leaves it that is interrupted: they hold what they held.
func TestMigrate(t *testing.T) {
	for name, downgrade := range map[string]func(*testing.T, *View) []op{
		"layout 1": layout1,
		"layout 3": func(t *testing.T, v *View) []op { return append(atLayout(t, v, 3), unchunkSays(t, v, "")...) },
		"layout 3, interrupted": func(t *testing.T, v *View) []op {
			return append(atLayout(t, v, 3), unchunkSays(t, v, "wire")...)
		},
	} {
		t.Run(name, func(t *testing.T) { testMigration(t, downgrade) })
	}
}

func testMigration(t *testing.T, downgrade func(*testing.T, *View) []op) {
	ctx := context.Background()
	opts := Options{Logger: slog.New(slog.DiscardHandler)}
	dir := t.TempDir()
	s := mustOpen(t, dir, opts)
	want := make(map[graph.ArticleID]*graph.Contribution)
	for _, a := range []graph.Article{{ID: "wire"}, {ID: "paper", DuplicateOf: "wire"}, {ID: "empty"}} {
		c := &graph.Contribution{Article: a}
		if a.ID != "empty" {
			c.Entities, c.Facts = manyEntities(statementsPerChunk + 3)
		}
		if err := s.PutArticle(ctx, c); err != nil {
			t.Fatal(err)
		}
		want[a.ID] = contributionOf(t, s, a.ID)
	}
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	ops := downgrade(t, v)
	v.Close()
	if err := errors.Join(s.commit(ops), s.Close(), os.RemoveAll(filepath.Join(s.dir, sumsFile))); err != nil {
		t.Fatal(err)
	}
	opts.ReadOnly = true
	if _, err := Open(ctx, dir, opts); err == nil {
		t.Error("a store of an older layout is opened for reading")
	}
	opts.ReadOnly = false
	s = mustOpen(t, dir, opts)
	for id, c := range want {
		if now := contributionOf(t, s, id); !now.Equal(c) {
			t.Errorf("article %s brings\n%+v\nand brought\n%+v", id, now, c)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	report, err := Check(ctx, dir, opts)
	if err != nil || len(report.Problems) > 0 {
		t.Errorf("after the migration: %v, %v", report, err)
	}
}

func mustOpen(t *testing.T, dir string, opts Options) *Store {
	t.Helper()
	s, err := Open(context.Background(), dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func contributionOf(t *testing.T, s *Store, id graph.ArticleID) *graph.Contribution {
	t.Helper()
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	c, err := v.Contribution(id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func manyEntities(n int) (entities []graph.Entity, facts []graph.Fact) {
	for i := range n {
		id := fmt.Sprintf("town-%d", i)
		entities = append(entities, graph.Entity{ID: graph.EntityID(id), Name: id, Type: graph.Place, Keys: []string{id}})
		facts = append(facts, graph.Fact{
			Subject: graph.EntityID(id), Predicate: "twinned with", Object: graph.EntityObject("town-0"), Modality: graph.Asserted,
			Evidence: []graph.Evidence{{Phrase: "is twinned with", Rule: "verb", Confidence: 0.5}},
		})
	}
	return entities, facts
}

// atLayout is the state of the store in an older layout.
func atLayout(t *testing.T, v *View, layout uint64) []op {
	t.Helper()
	state, err := readState(v.txn)
	if err != nil {
		t.Fatal(err)
	}
	state.Schema = layout
	return []op{{stateKey, state.encode()}}
}

// layout1 brings the records to layout 1.
func layout1(t *testing.T, v *View) []op {
	ops := append(atLayout(t, v, 1), unchunkSays(t, v, "")...)
	it := scan(v.txn, famPart)
	defer it.Close()
	for it.seek(famPart.key()); it.next(); {
		ops = append(ops, op{key: append(key(nil), it.key()...)})
		for d := (&decoder{rest: it.value()}); len(d.rest) > 0; {
			number := graph.ID(d.uint())
			var e encoder
			e.entity(d.entity(""))
			ops = append(ops, op{famEntityPart.key().id(readID(it.rest()), number), e})
		}
	}
	evidence := scan(v.txn, famEvidence)
	defer evidence.Close()
	for evidence.seek(famEvidence.key()); evidence.next(); {
		d := &decoder{rest: evidence.value()}
		var f graph.Fact
		d.evidenceHeader(&f)
		var e encoder
		e.evidenceHeader(&f, "")
		ops = append(ops, op{append(key(nil), evidence.key()...), append(e, d.rest...)})
	}
	for _, fam := range []family{famPosting, famRecent, famName} {
		it := scan(v.txn, fam)
		for it.seek(fam.key()); it.next(); {
			ops = append(ops, op{key: append(key(nil), it.key()...)})
		}
		it.Close()
	}
	return ops
}

// unchunkSays brings what articles say to layout 3, but for one article, and the
// index of their mentions.
func unchunkSays(t *testing.T, v *View, except graph.ArticleID) []op {
	t.Helper()
	var ops []op
	it := scan(v.txn, famSays)
	defer it.Close()
	for it.seek(famSays.key()); it.next(); {
		article := readID(it.rest())
		id, err := v.Term(article)
		if err != nil {
			t.Fatal(err)
		}
		if graph.ArticleID(id.Value) == except {
			continue
		}
		said, err := appendStatements(nil, it.value())
		if err != nil {
			t.Fatal(err)
		}
		for _, st := range said {
			ops = append(ops, op{saysKey(article, st), []byte{}})
			ops = append(ops, op{famMention.key().id(st.S, article), []byte{}}, op{famMention.key().id(st.O, article), []byte{}})
		}
	}
	return ops
}
