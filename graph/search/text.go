package search

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"factgraph/graph"
)

// A Hit is an article that has the words.
type Hit struct {
	Article    *graph.Article
	Score      float64
	Start, End int // the passage of the text with most of the words, in bytes
}

// The parameters of BM25: how fast a repeated word stops counting, and how much
// long articles are held back. These are the usual values.
const (
	bm25K = 1.2
	bm25B = 0.75
	// titleWeight is how many times a word in the title counts.
	titleWeight = 3
)

// A document is an article that has some of the words.
type document struct {
	id     graph.ArticleID
	counts []int // of each word of the query
	length int
}

// Text ranks the articles that have the words of the query (BM25), best first.
// Words are compared without case, diacritics and endings of inflection. It
// reads all articles once and keeps the counts of those that have a word.
func Text(ctx context.Context, r graph.Reader, query string, limit int) ([]Hit, error) {
	words := queryWords(query)
	if len(words) == 0 {
		return nil, nil
	}
	var documents []document
	having := make([]int, len(words))
	total, length := 0, 0
	for a, err := range r.Articles(ctx) {
		if err != nil {
			return nil, fmt.Errorf("search texts: %w", err)
		}
		text, err := textOf(r, a)
		if err != nil {
			return nil, err
		}
		d := count(a, text, words)
		total++
		length += d.length
		if !slices.ContainsFunc(d.counts, func(n int) bool { return n > 0 }) {
			continue
		}
		for i, n := range d.counts {
			if n > 0 {
				having[i]++
			}
		}
		documents = append(documents, d)
	}
	scores := rank(documents, having, total, float64(length)/float64(max(total, 1)))
	order := make([]int, len(documents))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(-cmp.Compare(scores[a], scores[b]), strings.Compare(string(documents[a].id), string(documents[b].id)))
	})
	if limit > 0 && len(order) > limit {
		order = order[:limit]
	}
	return hits(r, order, documents, scores, words)
}

// textOf is the text of an article, which a listing may leave out.
func textOf(r graph.Reader, a *graph.Article) (string, error) {
	if a.Text != "" {
		return a.Text, nil
	}
	whole, err := r.Article(a.ID)
	if err != nil {
		return "", fmt.Errorf("article %s: %w", a.ID, err)
	}
	return whole.Text, nil
}

func count(a *graph.Article, text string, words []string) document {
	d := document{id: a.ID, counts: make([]int, len(words))}
	add := func(weight int) func(string, int, int) {
		return func(word string, _, _ int) {
			d.length++
			if i := slices.Index(words, word); i >= 0 {
				d.counts[i] += weight
			}
		}
	}
	eachWord(text, add(1))
	eachWord(a.Title, add(titleWeight))
	return d
}

func rank(documents []document, having []int, total int, mean float64) []float64 {
	scores := make([]float64, len(documents))
	for n, d := range documents {
		for i, tf := range d.counts {
			rare := math.Log(1 + (float64(total-having[i])+0.5)/(float64(having[i])+0.5))
			norm := bm25K * (1 - bm25B + bm25B*float64(d.length)/mean)
			scores[n] += rare * float64(tf) * (bm25K + 1) / (float64(tf) + norm)
		}
	}
	return scores
}

func hits(r graph.Reader, order []int, documents []document, scores []float64, words []string) ([]Hit, error) {
	var all []Hit
	for _, i := range order {
		a, err := r.Article(documents[i].id)
		if err != nil {
			return nil, fmt.Errorf("article %s: %w", documents[i].id, err)
		}
		start, end := passage(a.Text, words)
		all = append(all, Hit{Article: a, Score: scores[i], Start: start, End: end})
	}
	return all, nil
}

// passageWords is the length of the passage that is shown, in words.
const passageWords = 30

// passage finds the words of the text among which most different words of the
// query stand.
func passage(text string, words []string) (start, end int) {
	type place struct{ word, start, end int }
	var places []place
	eachWord(text, func(word string, start, end int) {
		places = append(places, place{slices.Index(words, word), start, end})
	})
	if len(places) == 0 {
		return 0, 0
	}
	best, bestAt := -1, 0
	seen := make([]int, len(words))
	different := 0
	for i, p := range places {
		if p.word >= 0 {
			if seen[p.word]++; seen[p.word] == 1 {
				different++
			}
		}
		if i >= passageWords {
			if left := places[i-passageWords].word; left >= 0 {
				if seen[left]--; seen[left] == 0 {
					different--
				}
			}
		}
		if different > best {
			best, bestAt = different, i
		}
	}
	first := max(0, bestAt-passageWords/2)
	last := min(len(places)-1, first+passageWords)
	return places[first].start, places[last].end
}

// queryWords are the different words of a query.
func queryWords(query string) []string {
	var words []string
	eachWord(query, func(word string, _, _ int) {
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	})
	return words
}

// eachWord calls visit for each word of the text, folded, with its bytes.
func eachWord(text string, visit func(word string, start, end int)) {
	start := -1
	for i, r := range text + " " {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r)
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			visit(fold(text[start:i]), start, i)
			start = -1
		}
	}
}

// fold takes case, diacritics and the commonest endings away.
func fold(word string) string {
	plain := true
	for i := 0; i < len(word) && plain; i++ {
		plain = word[i] < utf8.RuneSelf
	}
	if plain {
		word = strings.ToLower(word)
	} else {
		word = graph.NameKey(word)
	}
	for _, ending := range []string{"ies", "es", "s", "ed", "ing"} {
		if stem, ok := strings.CutSuffix(word, ending); ok && len(stem) >= 3 && !strings.HasSuffix(word, "ss") {
			if ending == "ies" {
				return stem + "i"
			}
			word = stem
			break
		}
	}
	for n := len(word); n > 3 && word[n-1] == 'e'; n-- {
		word = word[:n-1]
	}
	if n := len(word); n > 3 && word[n-1] == word[n-2] && doubles(word[n-1]) {
		word = word[:n-1]
	}
	if n := len(word); n > 3 && word[n-1] == 'y' {
		word = word[:n-1] + "i"
	}
	return word
}

// doubles tells whether English doubles the letter before an ending.
func doubles(c byte) bool { return strings.IndexByte("bdgmnprt", c) >= 0 }
