package search

import (
	"slices"

	"factgraph/graph/words"
)

// A Span is a piece of a text, in bytes.
type Span struct{ Start, End int }

// snippetWords is the length of a snippet, in words.
const snippetWords = 30

// snippet finds the piece of the text in which most different words of the
// query stand, phrases before all, and marks these words, small ones only in
// phrases.
func (q *textQuery) snippet(text string) (piece Span, marks []Span) {
	var all []words.Word
	var terms []int // of the query, -1 for other words
	for w := range words.In(text) {
		all = append(all, w)
		terms = append(terms, slices.Index(q.terms, w.Term))
	}
	if len(all) == 0 {
		return Span{}, nil
	}
	weights := q.weights(terms)
	best, bestAt := -1, 0
	seen := make([]int, len(q.terms))
	different, extra := 0, 0
	for i, term := range terms {
		if term >= 0 {
			if seen[term]++; seen[term] == 1 {
				different++
			}
			extra += weights[i]
		}
		if i >= snippetWords {
			if left := terms[i-snippetWords]; left >= 0 {
				if seen[left]--; seen[left] == 0 {
					different--
				}
				extra -= weights[i-snippetWords]
			}
		}
		if score := different + extra; score > best {
			best, bestAt = score, i
		}
	}
	first := max(0, bestAt-snippetWords/2)
	last := min(len(all)-1, first+snippetWords)
	for i := first; i <= last; i++ {
		if terms[i] >= 0 && (weights[i] > 0 || q.single[terms[i]] && !words.IsSmall(all[i].Term)) {
			marks = append(marks, Span{all[i].Start, all[i].End})
		}
	}
	return Span{all[first].Start, all[last].End}, marks
}

// weights gives the words that stand in a phrase of the query more weight.
func (q *textQuery) weights(terms []int) []int {
	weights := make([]int, len(terms))
	for _, phrase := range q.phrases {
		for i := range len(terms) - len(phrase) + 1 {
			if slices.Equal(terms[i:i+len(phrase)], phrase) {
				for n := range phrase {
					weights[i+n] = len(q.terms)
				}
			}
		}
	}
	return weights
}
