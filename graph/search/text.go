package search

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"factgraph/graph"
)

// A Hit is an article that has the words.
type Hit struct {
	Article *graph.Article
	Score   float64
	Snippet Span   // the piece of the text with most of the words
	Marks   []Span // these words in it
}

// The parameters of BM25: how fast a repeated word stops counting, and how much
// long articles are held back. These are the usual values.
const (
	bm25K = 1.2
	bm25B = 0.75
	// titleWeight is how many times a word in the title counts.
	titleWeight = 3
)

// A Library is a graph whose words are indexed.
type Library interface {
	graph.View
	graph.WordIndex
}

// Text ranks the articles that have the words of the query (BM25), best first.
// Words are compared without case, diacritics and endings of inflection; what
// stands in quotes has to stand so in the article. It reads the postings of the
// words, and of the articles only those that it gives. A limit of 0 gives all.
func Text(ctx context.Context, library Library, query string, limit int) ([]Hit, error) {
	q := parseText(query)
	if len(q.terms) == 0 {
		return nil, nil
	}
	found, err := q.find(ctx, library)
	if err != nil {
		return nil, fmt.Errorf("search texts: %w", err)
	}
	slices.SortFunc(found, func(a, b match) int {
		return cmp.Or(-cmp.Compare(a.score, b.score), cmp.Compare(a.article, b.article))
	})
	if limit > 0 && len(found) > limit {
		found = found[:limit]
	}
	hits := make([]Hit, len(found))
	for i, m := range found {
		term, err := library.Term(m.article)
		if err != nil {
			return nil, fmt.Errorf("search texts: %w", err)
		}
		a, err := library.Article(graph.ArticleID(term.Value))
		if err != nil {
			return nil, fmt.Errorf("search texts: %w", err)
		}
		hits[i] = Hit{Article: a, Score: m.score}
		hits[i].Snippet, hits[i].Marks = q.snippet(a.Text)
	}
	return hits, nil
}

// A match is an article that has words of the query.
type match struct {
	article graph.ID
	score   float64
}

// find scores the articles that fit the query.
func (q *textQuery) find(ctx context.Context, library Library) ([]match, error) {
	stats, err := library.Stats()
	if err != nil {
		return nil, err
	}
	mean := float64(stats.Words) / float64(max(stats.Articles, 1))
	scores := make(map[graph.ID]float64)
	places := make(map[graph.ID][][]int) // by term, if there are phrases
	for i, term := range q.terms {
		var having []graph.Posting
		for p, err := range library.Postings(term) {
			if err = cmp.Or(err, ctx.Err()); err != nil {
				return nil, err
			}
			having = append(having, p)
		}
		rare := math.Log(1 + (float64(stats.Articles)-float64(len(having))+0.5)/(float64(len(having))+0.5))
		for _, p := range having {
			tf := float64(len(p.Positions) + (titleWeight-1)*p.Title)
			norm := bm25K * (1 - bm25B + bm25B*float64(p.Length)/mean)
			scores[p.Article] += rare * tf * (bm25K + 1) / (tf + norm)
			if len(q.phrases) > 0 {
				if places[p.Article] == nil {
					places[p.Article] = make([][]int, len(q.terms))
				}
				places[p.Article][i] = p.Positions
			}
		}
	}
	var found []match
	for article, score := range scores {
		if len(q.phrases) == 0 || q.fits(places[article]) {
			found = append(found, match{article, score})
		}
	}
	return found, nil
}
