package entity

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"factgraph/graph"
)

// BenchmarkResolve resolves one article of 24 names against graphs of more and
// more entities, whose surnames are shared as surnames are: the most frequent
// one by every twelfth person, half of them by one.
func BenchmarkResolve(b *testing.B) {
	for _, size := range []int{1_000, 10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("entities=%d", size), func(b *testing.B) {
			if size > 100_000 && testing.Short() {
				b.Skip("an index of a million entities takes half a minute to make")
			}
			g := newCrowd(size)
			r := newTestResolver(b)
			a := benchArticle(b)
			b.ResetTimer()
			g.reads = 0
			for b.Loop() {
				if _, err := r.Resolve(context.Background(), g, a.article, a.doc, a.facts); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(g.reads)/float64(b.N), "reads/op")
		})
	}
}

var benchGiven = strings.Fields("John Mary Ottilie Vera Miro Tim Anna Paul Ingrid Walter Ximena Harald Olga Pavel Rosa Sven Tara Uwe Yusuf Zoe")

// surname is the nth of endlessly many surnames.
func surname(n int) string {
	const parts = "ba ke lo mi nu pra sto tri vel dor gan hus jor kal len mar nor ost pet rik"
	syllables := strings.Fields(parts)
	name := ""
	for n++; n > 0; n /= len(syllables) {
		name += syllables[n%len(syllables)]
	}
	return strings.ToUpper(name[:1]) + name[1:] + "sen"
}

// crowd is a graph of persons for measuring: an index in memory, entities made
// anew from their number when they are read.
type crowd struct {
	graph.Reader // nothing else is asked
	keys         map[string][]int32
	names        []string
	size         int
	reads        int // of entities
}

func newCrowd(size int) *crowd {
	g := &crowd{keys: make(map[string][]int32), size: size}
	random := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(random, 1.1, 1, uint64(size))
	for i := range size {
		name := benchGiven[random.IntN(len(benchGiven))] + " " + surname(int(zipf.Uint64()))
		g.names = append(g.names, name)
		for _, key := range indexKeys(g.thing(i)) {
			g.keys[key] = append(g.keys[key], int32(i))
		}
	}
	return g
}

func (g *crowd) thing(i int) *thing {
	name := g.names[i]
	th := &thing{class: named, typ: graph.Person, names: counts{name: 1}, person: parsePerson(name)}
	th.setName(name)
	random := rand.New(rand.NewPCG(3, uint64(i)))
	for k := range 8 {
		th.addContext(feature{surname(random.IntN(g.size)), []float64{1, 0.8}[k%2]})
	}
	return th
}

func (g *crowd) Entity(id graph.EntityID) (*graph.Entity, error) {
	g.reads++
	i, err := strconv.Atoi(string(id))
	if err != nil || i >= g.size {
		return nil, graph.ErrNotFound
	}
	th := g.thing(i)
	e := &graph.Entity{
		ID: id, Name: th.name, Type: graph.Person,
		Aliases: []graph.Count{{Text: th.name, N: 1}}, Types: []graph.Count{{Text: "person", N: 1}},
	}
	for _, f := range th.context {
		e.Context = append(e.Context, graph.Count{Text: f.text, N: 1})
	}
	return e, nil
}

func (g *crowd) EntitiesByKey(key string) iter.Seq2[graph.EntityID, error] {
	return func(yield func(graph.EntityID, error) bool) {
		for _, i := range g.keys[key] {
			if !yield(graph.EntityID(strconv.Itoa(int(i))), nil) {
				return
			}
		}
	}
}

func (g *crowd) Links(graph.ArticleID) iter.Seq2[graph.Link, error] {
	return func(func(graph.Link, error) bool) {}
}

func (g *crowd) Decisions() iter.Seq2[graph.Decision, error] {
	return func(func(graph.Decision, error) bool) {}
}

// benchArticle speaks of persons with frequent and rare names, of places and of
// things without a name.
func benchArticle(b *testing.B) *caseArticle {
	b.Helper()
	var text strings.Builder
	for i := range 12 {
		fmt.Fprintf(&text, "[%s %s:p] met [%s:p] of [Halden %s:o] in [Vietnam:l]. ", benchGiven[i], surname(i), surname(i*i), surname(i))
	}
	return parseArticle(b, "bench", "2024-05-11", text.String())
}
