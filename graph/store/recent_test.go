package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"

	"factgraph/graph"
)

// TestInterruptedBlock leaves a block half made, at several places: readers
// don't see it, and whoever opens the store next has it made.
func TestInterruptedBlock(t *testing.T) {
	ctx := context.Background()
	opts := Options{Logger: slog.New(slog.DiscardHandler)}
	for percent := 0; percent <= 100; percent += 25 {
		dir := t.TempDir()
		s := mustOpen(t, dir, opts)
		for n := range 5 {
			a := graph.Article{ID: graph.ArticleID(fmt.Sprint("article-", n)), Text: fmt.Sprintf("The harbour of town %d has %d boats.", n%3, n)}
			if err := s.PutArticle(ctx, &graph.Contribution{Article: a}); err != nil {
				t.Fatal(err)
			}
		}
		v, err := s.View()
		if err != nil {
			t.Fatal(err)
		}
		pieces, err := v.blockPieces()
		if err != nil || len(pieces) != 2 {
			t.Fatal(len(pieces), err)
		}
		v.Close()
		begun := pieces[0][:1+(len(pieces[0])-1)*percent/100]
		if err := s.commit(begun); err != nil {
			t.Fatal(err)
		}
		if got := boats(t, s); got != 5 {
			t.Errorf("%d %% of a block: %d articles have the word, not 5", percent, got)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		report, err := Check(ctx, dir, opts)
		if err != nil || len(report.Problems) > 0 {
			t.Errorf("%d %% of a block: %v, %v", percent, report, err)
		}
		s = mustOpen(t, dir, opts)
		if begun, err := s.isInterrupted(); begun || err != nil || boats(t, s) != 5 {
			t.Errorf("%d %% of a block are left: %t, %v, %d articles have the word", percent, begun, err, boats(t, s))
		}
		if err := errors.Join(s.RemoveArticle(ctx, "article-0"), s.Close()); err != nil {
			t.Fatal(err)
		}
		report, err = Check(ctx, dir, opts)
		if err != nil || len(report.Problems) > 0 {
			t.Errorf("%d %% of a block, and an article removed: %v, %v", percent, report, err)
		}
	}
}

// boats counts the articles that have the word.
func boats(t *testing.T, s *Store) (n int) {
	t.Helper()
	v, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	for _, err := range v.Postings("boat") {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}
