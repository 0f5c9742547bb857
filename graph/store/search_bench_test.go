package store_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/graph/search"
	"factgraph/graph/store"
)

// -names 10000,100000,1000000 shows that the cost of a search grows with what
// it finds, not with the graph.
var names = flag.String("names", "10000", "how many entities the searched graphs have")

// BenchmarkSearch looks for names among so many: one name that is there, with
// its words in another order, with typos, by its beginning; and none.
func BenchmarkSearch(b *testing.B) {
	for _, text := range strings.Split(*names, ",") {
		n, err := strconv.Atoi(text)
		check(b, err)
		dir := filepath.Join(b.TempDir(), "graph")
		check(b, store.Load(context.Background(), dir, quiet, people(n)))
		s, err := store.Open(context.Background(), dir, store.Options{ReadOnly: true, Logger: quiet.Logger})
		check(b, err)
		v, err := s.View()
		check(b, err)
		for _, query := range []struct{ name, text string }{
			{"exact", "Ingrid Solheimsund"}, {"order", "solheimsund ingrid"}, {"typo", "Ingird Solheimsnud"},
			{"surname", "solhiemsund"}, {"beginning", "solheims"}, {"nothing", "Xyzzyq Plugh"},
		} {
			b.Run(fmt.Sprintf("%s/%d", query.name, n), func(b *testing.B) {
				found := 0
				for b.Loop() {
					matches, err := search.Names(context.Background(), v, query.text, 10)
					check(b, err)
					found = len(matches)
				}
				b.ReportMetric(float64(found), "found")
			})
		}
		check(b, v.Close())
		check(b, s.Close())
	}
}

// people makes articles that speak of so many persons, Ingrid Solheimsund among
// them, with names of syllables.
func people(n int) func(yield func(*graph.Contribution, error) bool) {
	const perArticle = 1000
	return func(yield func(*graph.Contribution, error) bool) {
		r := rand.New(rand.NewPCG(3, 9))
		given := rand.NewZipf(r, 1.2, 10, 2000)
		syllables := strings.Fields("ba der fin gol hem in jor kas lund mar nes ol pet ros sun tor und vik wen ya zel str hei sol")
		word := func(seed uint64, length int) string {
			w := rand.New(rand.NewPCG(seed, 1))
			var b strings.Builder
			for range length {
				b.WriteString(syllables[w.IntN(len(syllables))])
			}
			return b.String()
		}
		for first := 0; first < n; first += perArticle {
			c := &graph.Contribution{Article: graph.Article{ID: graph.ArticleID(fmt.Sprintf("article-%08d", first)), Date: time.Unix(0, 0)}}
			for i := first; i < min(first+perArticle, n); i++ {
				name := word(given.Uint64(), 2) + " " + word(r.Uint64(), 2+r.IntN(3))
				if i == n/2 {
					name = "ingrid solheimsund"
				}
				_, family, _ := strings.Cut(name, " ")
				c.Entities = append(c.Entities, graph.Entity{
					ID: graph.EntityID(fmt.Sprintf("%s-%d", strings.ReplaceAll(name, " ", "-"), i)), Name: name, Type: graph.Person,
					Aliases: []graph.Count{{Text: name, N: 1}}, Keys: []string{family, name},
				})
			}
			if !yield(c, nil) {
				return
			}
		}
	}
}
