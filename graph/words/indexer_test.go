package words

import (
	"maps"
	"slices"
	"testing"
)

// TestIndexer holds an indexer to what Index says, article by article.
func TestIndexer(t *testing.T) {
	var x Indexer
	for i, a := range []struct{ title, text string }{
		{"Harbour news", "The harbour's news: harbours."},
		{"", "News of NEWS, and no title"},
		{"A title, no text", ""},
		{"", ""},
		{"lighthouse", "harbours lighthouses lighthouse harbourx harbours"}, // of eight bytes, and of more
		{"Émigrés", "emigre, émigré – \xff 12 (harbour)"},
	} {
		got := make(map[string]*Entry)
		length := x.Index(a.title, a.text, func(term uint32, e Entry) {
			e.Positions = slices.Clone(e.Positions)
			got[x.Terms()[term]] = &e
		})
		want, wantLength := Index(a.title, a.text)
		same := func(a, b *Entry) bool { return a.Title == b.Title && slices.Equal(a.Positions, b.Positions) }
		if length != wantLength || !maps.EqualFunc(got, want, same) {
			t.Errorf("%q, %q: %d words, %v", a.title, a.text, length, got)
		}
		if i == 2 {
			x.Reset()
		}
	}
}
