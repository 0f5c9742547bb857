package search

import "strings"

// The scores of a name that fits in one way or another; the rest is taken off
// for what is left over or different.
const (
	exactScore  = 1.0
	prefixScore = 0.9
	typoScore   = 0.8
)

// A name is a typed name, ready for comparison with many.
type name struct {
	key   string
	words []string
	rows  [3][]int // of the distance
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
		score, way := q.bestWord(word, words)
		if score == 0 {
			return q.whole(key)
		}
		total += score
		if way == Typo || how == Exact {
			how = way
		}
	}
	if how == Exact {
		how = Prefix
	}
	if len(words) == 0 {
		return 0, how
	}
	// Words of the key that were not asked for make it a little worse.
	spare := float64(max(0, len(words)-len(q.words))) / float64(len(words))
	return total / float64(len(q.words)) * (0.95 - 0.15*spare), how
}

// whole compares names that are written in other words: "inter fax".
func (q *name) whole(key string) (float64, How) {
	a, b := strings.ReplaceAll(q.key, " ", ""), strings.ReplaceAll(key, " ", "")
	if d := q.distance(a, b, allowed(a)); d >= 0 && len(q.words) != strings.Count(key, " ")+1 {
		return typoScore - 0.1*float64(d), Typo
	}
	return 0, ""
}

// bestWord finds the word that fits best.
func (q *name) bestWord(word string, words []string) (float64, How) {
	best, how := 0.0, Exact
	for _, w := range words {
		switch {
		case w == word:
			return exactScore, Exact
		case strings.HasPrefix(w, word) && len(word) >= 2:
			if s := prefixScore + 0.05*float64(len(word))/float64(len(w)); s > best {
				best, how = s, Prefix
			}
		default:
			limit := allowed(word)
			if d := q.distance(word, w, limit); d >= 0 {
				if s := typoScore - 0.1*float64(d-1) - 0.02*float64(abs(len(w)-len(word))); s > best {
					best, how = s, Typo
				}
			} else if d := q.prefixDistance(word, w); d >= 0 {
				if s := typoScore - 0.15*float64(d); s > best {
					best, how = s, Typo
				}
			}
		}
	}
	return best, how
}

func abs(n int) int { return max(n, -n) }

// allowed is how many letters may differ in a word of this length.
func allowed(word string) int {
	switch n := len(word); {
	case n < 3:
		return 0
	case n < 8:
		return 1
	}
	return 2
}

// prefixDistance compares a word with the beginning of a longer one.
func (q *name) prefixDistance(word, longer string) int {
	if len(word) < 5 || len(longer) <= len(word) {
		return -1
	}
	return q.distance(word, longer[:len(word)], 1)
}

// distance is the number of letters to insert, delete, change or exchange with
// their neighbours to turn a into b; -1 when it is more than the limit.
func (q *name) distance(a, b string, limit int) int {
	if limit == 0 || abs(len(a)-len(b)) > limit {
		if a == b {
			return 0
		}
		return -1
	}
	for i := range q.rows {
		if len(q.rows[i]) < len(b)+1 {
			q.rows[i] = make([]int, len(b)+16)
		}
	}
	before, last, row := q.rows[0], q.rows[1], q.rows[2]
	for j := 0; j <= len(b); j++ {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			d := min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > limit {
			return -1
		}
		before, last, row = last, row, before
	}
	if last[len(b)] > limit {
		return -1
	}
	return last[len(b)]
}
