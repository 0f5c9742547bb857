package search

import (
	"iter"
	"math/rand/v2"
	"slices"
	"testing"

	"factgraph/graph"
)

// A wordList is a graph.WordIndex of one entity for each word.
type wordList struct {
	words       []string // sorted
	next, seeks int
}

func (l *wordList) Postings(string) iter.Seq2[graph.Posting, error] { return nil }
func (l *wordList) NameWords() graph.NameCursor                     { return l }
func (l *wordList) Next() bool                                      { l.next++; return l.next <= len(l.words) }
func (l *wordList) Word() string                                    { return l.words[l.next-1] }
func (l *wordList) Entity() graph.ID                                { return graph.ID(l.next) }
func (l *wordList) Err() error                                      { return nil }
func (l *wordList) Close() error                                    { return nil }

func (l *wordList) Seek(word string) {
	at, _ := slices.BinarySearch(l.words, word)
	l.next = max(l.next, at)
	l.seeks++
}

// The automaton finds exactly the words within the distance, and those with a
// beginning within it, that a comparison with all words finds.
func TestAutomaton(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	random := func(letters string, longest int) string {
		runes := []rune(letters)
		word := make([]rune, 1+r.IntN(longest))
		for i := range word {
			word[i] = runes[r.IntN(len(runes))]
		}
		return string(word)
	}
	for _, letters := range []string{"ab", "abcde", "aбя漢"} {
		list := &wordList{}
		for range 400 {
			list.words = append(list.words, random(letters, 11))
		}
		slices.Sort(list.words)
		list.words = slices.Compact(list.words)
		for range 300 {
			word := random(letters, 11)
			a := newAutomaton(word)
			var want []string
			for _, w := range list.words {
				if d := distance(word, w, a.limit); d >= 0 || hasBeginning(w, word, a.begin) {
					want = append(want, w)
				}
			}
			var got []string
			list.next = 0
			if err := a.walk(list, func(w string, _ graph.ID) bool { got = append(got, w); return true }); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%s: got %v, want %v", word, got, want)
			}
		}
	}
}

// hasBeginning tells whether a word has a beginning so near another word.
func hasBeginning(longer, word string, limit int) bool {
	runes := []rune(longer)
	for n := 1; n <= len(runes) && limit >= 0; n++ {
		if distance(word, string(runes[:n]), limit) >= 0 {
			return true
		}
	}
	return false
}

// The steps that a search takes grow with what it finds, not with the index.
func TestAutomatonSeeks(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	list := &wordList{}
	for range 200_000 {
		word := make([]byte, 8)
		for i := range word {
			word[i] = byte('a' + r.IntN(26))
		}
		list.words = append(list.words, string(word))
	}
	slices.Sort(list.words)
	found := 0
	if err := newAutomaton("lahtine").walk(list, func(string, graph.ID) bool { found++; return true }); err != nil {
		t.Fatal(err)
	}
	if list.seeks > 2000 {
		t.Errorf("%d seeks for %d words found", list.seeks, found)
	}
}
