package store_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"factgraph/graph"
	"factgraph/graph/memory"
	"factgraph/graph/store"
)

// TestTornMemtable opens a store after a crash that left an empty log file.
func TestTornMemtable(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	s := open(t, dir)
	check(t, s.PutArticle(t.Context(), crashArticle(0)))
	check(t, s.Close())
	check(t, os.Remove(filepath.Join(dir, "SUMS"))) // as if it had never been closed
	check(t, os.WriteFile(filepath.Join(dir, "00099.mem"), nil, 0o600))
	s = open(t, dir)
	if !known(s, 0) {
		t.Error("the article is gone")
	}
	check(t, s.Close())
	sound(t, dir)
}

// TestShortWrites takes the files of a store that was not closed, and cuts the
// last write to its log short in many places, as a crash may: that article is
// there whole or not at all, and those before it are.
func TestShortWrites(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	s := open(t, dir)
	g := newGenerator(31)
	model := memory.New()
	article := func(n int) *graph.Contribution { return g.article(fmt.Sprintf("article-%d", n), 15) }
	var whole []*graph.Contribution
	for n := range 3 {
		whole = append(whole, article(n))
		check(t, s.PutArticle(t.Context(), whole[n]))
		check(t, model.PutArticle(t.Context(), whole[n]))
	}
	log := theLog(t, dir)
	before := written(t, log)
	last := article(3)
	check(t, s.PutArticle(t.Context(), last))
	after := written(t, log)
	image := filepath.Join(t.TempDir(), "image")
	check(t, os.CopyFS(image, os.DirFS(dir)))
	check(t, s.Close())
	r := rand.New(rand.NewPCG(31, 31))
	places := []int{before, before + 1, after - 1, after}
	for range 12 {
		places = append(places, before+r.IntN(after-before))
	}
	for _, end := range places {
		torn := filepath.Join(t.TempDir(), "graph")
		check(t, os.CopyFS(torn, os.DirFS(image)))
		f, err := os.OpenFile(theLog(t, torn), os.O_RDWR, 0)
		check(t, err)
		_, err = f.WriteAt(make([]byte, after-end), int64(end)) // what was not written is zeros
		check(t, err)
		check(t, f.Close())
		sound(t, torn)
		s, err := store.Open(t.Context(), torn, quiet)
		check(t, err)
		want := model
		if known(s, 3) {
			want = memory.New()
			for _, c := range append(whole[:3:3], last) {
				check(t, want.PutArticle(t.Context(), c))
			}
		} else if end == after {
			t.Error("an article whose write was not cut short is gone")
		}
		compare(t, s, want, fmt.Sprintf("a write of %d bytes cut short at %d", after-before, end-before))
		check(t, s.Close())
	}
}

// theLog is the log file of the memtable of a small store.
func theLog(t *testing.T, dir string) string {
	t.Helper()
	logs, err := filepath.Glob(filepath.Join(dir, "*.mem"))
	check(t, err)
	if len(logs) != 1 {
		t.Fatalf("the store has the logs %v, want one", logs)
	}
	return logs[0]
}

// written is how many bytes of a log are written; zeros follow.
func written(t *testing.T, log string) int {
	t.Helper()
	content, err := os.ReadFile(log)
	check(t, err)
	return len(bytes.TrimRight(content, "\x00"))
}
