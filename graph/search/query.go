package search

import (
	"slices"
	"strings"

	"factgraph/graph/words"
)

// A textQuery is what is sought in texts. Articles must have the phrases; the
// more of the words they have, the better.
type textQuery struct {
	terms   []string // of words and phrases, each once
	single  []bool   // which of them stand outside of phrases
	phrases [][]int  // of two words or more, as indexes of terms
}

// quotes makes all quotation marks one.
var quotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`)

// parseText reads a query: words, and phrases in quotes. A word with signs in
// it ("joint-statement", "U.S.") is a phrase, too.
func parseText(text string) *textQuery {
	q := &textQuery{}
	for i, part := range strings.Split(quotes.Replace(text), `"`) {
		if i%2 == 1 {
			q.add(part)
			continue
		}
		for word := range strings.FieldsSeq(part) {
			q.add(word)
		}
	}
	return q
}

// add adds what is to stand together.
func (q *textQuery) add(text string) {
	var phrase []int
	for w := range words.In(text) {
		i := slices.Index(q.terms, w.Term)
		if i < 0 {
			i = len(q.terms)
			q.terms, q.single = append(q.terms, w.Term), append(q.single, false)
		}
		phrase = append(phrase, i)
	}
	switch len(phrase) {
	case 0:
	case 1:
		q.single[phrase[0]] = true
	default:
		q.phrases = append(q.phrases, phrase)
	}
}

// fits tells whether an article has all phrases; places are those of each term.
func (q *textQuery) fits(places [][]int) bool {
	for _, phrase := range q.phrases {
		if !hasPhrase(phrase, places) {
			return false
		}
	}
	return true
}

func hasPhrase(phrase []int, places [][]int) bool {
	for _, start := range places[phrase[0]] {
		found := true
		for n, term := range phrase[1:] {
			if _, found = slices.BinarySearch(places[term], start+n+1); !found {
				break
			}
		}
		if found {
			return true
		}
	}
	return false
}
