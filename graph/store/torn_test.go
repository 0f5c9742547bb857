package store_test

import (
	"os"
	"path/filepath"
	"testing"
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
