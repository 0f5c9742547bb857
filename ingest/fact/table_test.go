package fact

import (
	"io/fs"
	"strings"
	"testing"
)

// TestTables reads every table and looks for what an editor of them gets
// wrong: unknown classes, a word in two classes with one frame, blanks for tabs.
func TestTables(t *testing.T) {
	files, err := fs.Glob(tableFiles, "tables/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(file, "tables/"), ".tsv")
		if len(table(name)) == 0 {
			t.Errorf("%s has no rows", file)
		}
	}
	classes := words().classes
	for _, row := range table("classes") {
		if len(row) != 6 {
			t.Errorf("classes: %q has %d columns, not 6", row[0], len(row))
		}
	}
	seen := make(map[[2]string]string)
	for _, row := range table("embedding") {
		if len(row) != 3 {
			t.Errorf("embedding: %q has %d columns, not 3", row, len(row))
			continue
		}
		if _, ok := classes[row[0]]; !ok {
			t.Errorf("embedding: unknown class %q", row[0])
		}
		for _, f := range strings.Fields(row[1]) {
			for _, lemma := range strings.Fields(row[2]) {
				key := [2]string{lemma, f}
				if before, ok := seen[key]; ok {
					t.Errorf("embedding: %s with %s is in %s and in %s", lemma, f, before, row[0])
				}
				seen[key] = row[0]
			}
		}
	}
	for _, name := range []string{"modals", "polarity", "markers", "reciprocal", "prepositional"} {
		for _, row := range table(name) {
			if len(row) != 2 {
				t.Errorf("%s: %q has %d columns, not 2", name, row, len(row))
			}
		}
	}
}
