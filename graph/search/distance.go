package search

import (
	"strings"
	"unicode/utf8"
)

// The scores of a name that fits in one way or another; the rest is taken off
// for what is left over or different.
const (
	exactScore  = 1.0
	prefixScore = 0.9
	typoScore   = 0.8
)

// A name is a typed name, ready for comparison with many.
type name struct {
	key     string
	words   []string
	partial bool // some of the words may have nothing like them
}

func newName(key string) *name { return &name{key: key, words: strings.Fields(key)} }

// score compares the name with a key of an entity; 0 if it doesn't fit. Every
// word of the query must fit one of the key, and the order doesn't matter.
func (q *name) score(key string) (float64, How) {
	if key == q.key {
		return exactScore, Exact
	}
	var total float64
	how := Exact
	words := strings.Fields(key)
	for _, word := range q.words {
		score, way := bestWord(word, words)
		if score == 0 && !q.partial {
			return q.whole(key)
		}
		total += score
		if score == 0 {
			way = Partial
		}
		how = worse(how, way)
	}
	if total == 0 {
		return 0, ""
	}
	if how == Exact {
		how = Prefix
	}
	// Words of the key that were not asked for make it a little worse.
	spare := float64(max(0, len(words)-len(q.words))) / float64(len(words))
	return total / float64(len(q.words)) * (0.95 - 0.15*spare), how
}

// worse is the worse of two ways to match.
func worse(a, b How) How {
	for _, how := range []How{Partial, Typo, Prefix} {
		if a == how || b == how {
			return how
		}
	}
	return Exact
}

// whole compares names whose words are parted elsewhere: "inter fax".
func (q *name) whole(key string) (float64, How) {
	a, b := strings.ReplaceAll(q.key, " ", ""), strings.ReplaceAll(key, " ", "")
	if d := distance(a, b, allowed(a)); d >= 0 && len(q.words) != strings.Count(key, " ")+1 {
		return typoScore - 0.1*float64(d), Typo
	}
	return 0, ""
}

// bestWord finds the word that fits best.
func bestWord(word string, words []string) (float64, How) {
	best, how := 0.0, Exact
	for _, w := range words {
		if score, way := fit(word, w); score > best {
			best, how = score, way
		}
	}
	return best, how
}

// fit compares a word that was typed with one of a name.
func fit(word, w string) (float64, How) {
	typed, length := utf8.RuneCountInString(word), utf8.RuneCountInString(w)
	if w == word {
		return exactScore, Exact
	}
	if strings.HasPrefix(w, word) && typed >= 2 {
		return prefixScore + 0.05*float64(typed)/float64(length), Prefix
	}
	if d := distance(word, w, allowed(word)); d >= 0 {
		return typoScore - 0.1*float64(d-1) - 0.02*float64(abs(length-typed)), Typo
	}
	if typed >= 5 && length > typed {
		beginning := string([]rune(w)[:typed])
		if d := distance(word, beginning, 1); d >= 0 {
			return typoScore - 0.15*float64(d), Typo
		}
	}
	return 0, ""
}

func abs(n int) int { return max(n, -n) }

// allowed is how many letters may differ in a word of this length.
func allowed(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n < 3:
		return 0
	case n < 8:
		return 1
	}
	return 2
}

// distance is the number of letters to insert, delete, change or exchange with
// their neighbours to turn a into b; -1 when it is more than the limit.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if limit == 0 || abs(len(x)-len(y)) > limit {
		if a == b {
			return 0
		}
		return -1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := last[j-1]
			if x[i-1] != y[j-1] {
				change++
			}
			row[j] = min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	if last[len(y)] > limit {
		return -1
	}
	return last[len(y)]
}
