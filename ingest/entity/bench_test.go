package entity

import (
	"context"
	"flag"
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/graph/store"
)

var benchEntities = flag.Int("entities", 100_000, "the largest graph of BenchmarkResolve, in entities; a million take two minutes to write")

// BenchmarkResolve resolves one article of 24 persons, 12 organisations and a
// place against stores of more and more persons, whose surnames are shared as
// surnames are: the most frequent one by every twelfth person, half of them by
// one. No article costs more in a larger graph than in a small one, but for
// what it costs Badger to find a key.
func BenchmarkResolve(b *testing.B) {
	for size := 1_000; size <= *benchEntities; size *= 10 {
		b.Run(fmt.Sprintf("entities=%d", size), func(b *testing.B) {
			view := crowd(b, size)
			r := newTestResolver(b)
			a := benchArticle(b)
			runtime.LockOSThread() // for the time of the processor, which other programs don't lengthen
			defer runtime.UnlockOSThread()
			var times []time.Duration
			for b.Loop() {
				before := threadTime()
				if _, err := r.Resolve(context.Background(), view, a.article, a.doc, a.facts); err != nil {
					b.Fatal(err)
				}
				times = append(times, threadTime()-before)
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Nanoseconds()), "median-cpu-ns/op")
			view.count(b)
		})
	}
}

// counted counts what is read of a graph.
type counted struct {
	graph.Reader
	entities int
}

func (c *counted) Entity(id graph.EntityID) (*graph.Entity, error) {
	c.entities++
	return c.Reader.Entity(id)
}

func (c *counted) count(b *testing.B) {
	b.ReportMetric(float64(c.entities)/float64(b.N), "entities/op")
}

// crowd is a store of persons.
func crowd(b *testing.B, size int) *counted {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "crowd")
	if err := store.Load(b.Context(), dir, store.Options{}, crowdArticles(size)); err != nil {
		b.Fatal(err)
	}
	s, err := store.Open(b.Context(), dir, store.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	view, err := s.View()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		view.Close()
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return &counted{Reader: view}
}

// crowdArticles are the articles that made a store of so many persons, a
// hundred of them each.
func crowdArticles(size int) iter.Seq2[*graph.Contribution, error] {
	const perArticle = 100
	return func(yield func(*graph.Contribution, error) bool) {
		random := rand.New(rand.NewPCG(1, 2))
		zipf := rand.NewZipf(random, 1.1, 1, uint64(size))
		for first := 0; first < size; first += perArticle {
			c := &graph.Contribution{Article: graph.Article{ID: graph.ArticleID(fmt.Sprintf("a%d", first))}}
			for i := first; i < min(first+perArticle, size); i++ {
				name := benchGiven[random.IntN(len(benchGiven))] + " " + surname(int(zipf.Uint64()))
				c.Entities = append(c.Entities, person(i, name, size, random))
			}
			if !yield(c, nil) {
				return
			}
		}
	}
}

// person is a person of an article who stands beside eight others.
func person(number int, name string, size int, random *rand.Rand) graph.Entity {
	th := &thing{class: named, typ: graph.Person, names: counts{name: 1}, person: parsePerson(name)}
	th.setName(name)
	e := graph.Entity{
		ID: graph.EntityID(fmt.Sprintf("%s-%d", graph.NewEntityID(name), number)), Name: name, Type: graph.Person,
		Aliases: []graph.Count{{Text: name, N: 1}}, Types: []graph.Count{{Text: "person", N: 1}},
	}
	for k := range 8 {
		f := feature{strings.ToLower(surname(random.IntN(size))), []float64{1, 0.8}[k%2]}
		th.addContext(f)
		e.Context = append(e.Context, graph.Count{Text: f.text, N: 1})
	}
	e.Keys = indexKeys(th)
	return e
}

var (
	benchGiven     = strings.Fields("John Mary Ottilie Vera Miro Tim Anna Paul Ingrid Walter Ximena Harald Olga Pavel Rosa Sven Tara Uwe Yusuf Zoe")
	benchSyllables = strings.Fields("ba ke lo mi nu pra sto tri vel dor gan hus jor kal len mar nor ost pet rik")
)

// surname is the nth of endlessly many surnames.
func surname(n int) string {
	name := ""
	for n++; n > 0; n /= len(benchSyllables) {
		name += benchSyllables[n%len(benchSyllables)]
	}
	return strings.ToUpper(name[:1]) + name[1:] + "sen"
}

// benchArticle speaks of persons with frequent and rare names, of places and of
// organisations.
func benchArticle(b *testing.B) *caseArticle {
	b.Helper()
	var text strings.Builder
	for i := range 12 {
		fmt.Fprintf(&text, "[%s %s:p] met [%s:p] of [Halden %s:o] in [Vietnam:l]. ", benchGiven[i], surname(i), surname(i*i), surname(i))
	}
	return parseArticle(b, "bench", "2024-05-11", text.String())
}
