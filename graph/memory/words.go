package memory

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"strings"
	"sync"

	"factgraph/graph"
	"factgraph/graph/words"
)

// A wordIndex has the words of articles and names; they are indexed when they
// are first asked for.
type wordIndex struct {
	articles map[graph.ID]*graph.Article
	keys     map[graph.ID][]string // of entities

	once     sync.Once
	postings map[string][]graph.Posting
	names    []nameWord // sorted
}

type nameWord struct {
	word   string
	entity graph.ID
}

func newWordIndex(g *Graph, number func(graph.Term) graph.ID) *wordIndex {
	x := &wordIndex{articles: make(map[graph.ID]*graph.Article), keys: make(map[graph.ID][]string)}
	for id, c := range g.articles {
		x.articles[number(graph.Term{Kind: graph.ArticleTerm, Value: string(id)})] = &c.Article
	}
	for id, tally := range g.entities {
		x.keys[number(graph.EntityObject(id))] = tally.Keys.Texts()
	}
	return x
}

func (x *wordIndex) build() {
	x.postings = make(map[string][]graph.Posting)
	for number, a := range x.articles {
		entries, length := words.Index(a.Title, a.Text)
		if length > 0 {
			x.postings[""] = append(x.postings[""], graph.Posting{Article: number, Length: length})
		}
		for term, e := range entries {
			x.postings[term] = append(x.postings[term], graph.Posting{Article: number, Length: length, Title: e.Title, Positions: e.Positions})
		}
	}
	for _, all := range x.postings {
		slices.SortFunc(all, func(a, b graph.Posting) int { return cmp.Compare(a.Article, b.Article) })
	}
	for number, keys := range x.keys {
		for _, key := range keys {
			if words.IsName(key) {
				first, _, _ := strings.Cut(key, " ")
				x.names = append(x.names, nameWord{first, number})
			}
		}
		for _, word := range words.Inner(keys) {
			x.names = append(x.names, nameWord{word, number})
		}
	}
	slices.SortFunc(x.names, func(a, b nameWord) int {
		return cmp.Or(strings.Compare(a.word, b.word), cmp.Compare(a.entity, b.entity))
	})
}

// Postings implements graph.WordIndex.
func (x *index) Postings(term string) iter.Seq2[graph.Posting, error] {
	x.words.once.Do(x.words.build)
	return list(x.words.postings[term])
}

// NameWords implements graph.WordIndex.
func (x *index) NameWords() graph.NameCursor {
	x.words.once.Do(x.words.build)
	return &nameCursor{rest: x.words.names}
}

type nameCursor struct {
	current nameWord
	rest    []nameWord
}

func (c *nameCursor) Seek(word string) {
	c.rest = c.rest[sort.Search(len(c.rest), func(i int) bool { return c.rest[i].word >= word }):]
}

func (c *nameCursor) Next() bool {
	if len(c.rest) == 0 {
		return false
	}
	c.current, c.rest = c.rest[0], c.rest[1:]
	return true
}

func (c *nameCursor) Word() string     { return c.current.word }
func (c *nameCursor) Entity() graph.ID { return c.current.entity }
func (c *nameCursor) Err() error       { return nil }
func (c *nameCursor) Close() error     { return nil }
