package words

import (
	"slices"
	"testing"
)

func TestTerm(t *testing.T) {
	for _, same := range [][]string{
		{"flood", "floods", "flooded", "flooding"}, {"stop", "stopped", "stops", "stopping"},
		{"city", "cities"}, {"Émigré", "emigre", "Emigrés"}, {"agree", "agrees", "agreed"},
		{"house", "houses", "housed"}, {"child", "children"}, {"virus", "viruses"}, {"ЛЕНИН", "Ленин"},
	} {
		for _, word := range same[1:] {
			if Term(word) != Term(same[0]) {
				t.Errorf("the term of %s is %s, that of %s is %s", word, Term(word), same[0], Term(same[0]))
			}
		}
	}
	for _, different := range [][2]string{{"news", "new"}, {"united", "unit"}, {"spring", "spr"}, {"bus", "bu"}, {"king", "k"}} {
		if Term(different[0]) == Term(different[1]) {
			t.Errorf("%s and %s have one term", different[0], different[1])
		}
	}
}

func TestIndex(t *testing.T) {
	entries, length := Index("Harbour news", "The harbour's news: harbours.")
	if length != 7 {
		t.Errorf("there are %d words", length)
	}
	if e := entries["harbour"]; e.Title != 1 || !slices.Equal(e.Positions, []int{0, 4, 7}) {
		t.Errorf("harbour: %+v", e)
	}
}

func TestInner(t *testing.T) {
	got := Inner([]string{"bank of nordvik", "nordvik bank limited", "new bank", "~nrd bnk", "frame:bank|nordvik", "nbl"})
	if want := []string{"limited"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := Inner([]string{"university of the nordvik coast"}); !slices.Equal(got, []string{"coast", "nordvik"}) {
		t.Errorf("got %v", got)
	}
}
