package store_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dgraph-io/badger/v4"

	"factgraph/graph"
	"factgraph/graph/query"
	"factgraph/graph/store"
	"factgraph/graph/vocabulary"
	"factgraph/graph/walk"
)

var (
	sizes  = flag.String("sizes", "20000", "numbers of facts of the graphs that the benchmarks of queries ask, parted by commas")
	graphs = flag.String("graphs", "", "folder to keep those graphs in, for the next run")
)

// questions is how many times each question is asked, of other things each time.
const questions = 200

// A question is asked of the engine and of a loop over Badger's iterators. Both
// begin with names and end with the terms of all answers, and both are counted.
type question struct {
	name   string
	engine func(v *store.View, f []graph.Fact) int
	raw    func(l *loop, f []graph.Fact) int
}

// BenchmarkQueries asks each question many times, the engine and the loop in
// turn, and reports the medians of the time that the processor worked for them:
// what else the machine does counts little.
func BenchmarkQueries(b *testing.B) {
	for size := range strings.SplitSeq(*sizes, ",") {
		dir := graphOf(b, size)
		s, err := store.Open(context.Background(), dir, store.Options{ReadOnly: true})
		check(b, err)
		v, err := s.View()
		check(b, err)
		l := newLoop(b, dir)
		subjects := someFacts(b, v)
		for _, q := range allQuestions() {
			b.Run(q.name+"/"+size, func(b *testing.B) { ask(b, q, v, l, subjects) })
		}
		l.close()
		check(b, v.Close())
		check(b, s.Close())
	}
}

// BenchmarkLargeStar asks which subjects stand in two of the longest lists of the
// graph, beside a loop that seeks in the one for each of the other.
func BenchmarkLargeStar(b *testing.B) {
	star := question{"large-star",
		func(v *store.View, f []graph.Fact) int {
			return rows(v, "SELECT ?x { ?x "+predicate(f[0].Predicate)+" "+object(f[0].Object)+" ; "+predicate(f[1].Predicate)+" "+object(f[1].Object)+" }")
		},
		func(l *loop, f []graph.Fact) int {
			n := 0
			second := []graph.ID{l.predicate(f[1].Predicate), l.lookup(f[1].Object)}
			l.walk(pos, []graph.ID{l.predicate(f[0].Predicate), l.lookup(f[0].Object)}, func(ids []graph.ID) {
				x := ids[2]
				l.walk(spo, []graph.ID{x, second[0], second[1]}, func([]graph.ID) { l.term(x); n++ })
			})
			return n
		}}
	for size := range strings.SplitSeq(*sizes, ",") {
		dir := graphOf(b, size)
		s, err := store.Open(context.Background(), dir, store.Options{ReadOnly: true})
		check(b, err)
		v, err := s.View()
		check(b, err)
		l := newLoop(b, dir)
		lists := longLists(b, v)
		b.Run(size, func(b *testing.B) { ask(b, star, v, l, lists) })
		l.close()
		check(b, v.Close())
		check(b, s.Close())
	}
}

// longLists pairs the predicates and objects that have the most subjects, the
// shorter list first.
func longLists(b *testing.B, v *store.View) [][]graph.Fact {
	b.Helper()
	type list struct {
		fact graph.Fact
		n    uint64
	}
	var all []list
	seen := make(map[graph.Quad]bool)
	for _, group := range someFacts(b, v) {
		for _, f := range group {
			p, err := v.Lookup(graph.PredicateObject(f.Predicate))
			check(b, err)
			o, err := v.Lookup(f.Object)
			check(b, err)
			q := graph.Quad{P: p, O: o}
			n, err := v.Count(q)
			check(b, err)
			if !seen[q] {
				seen[q] = true
				all = append(all, list{f, n})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y list) int { return int(y.n) - int(x.n) })
	all = all[:8]
	var pairs [][]graph.Fact
	for i, long := range all {
		for _, short := range all[i+1:] {
			pairs = append(pairs, []graph.Fact{short.fact, long.fact})
		}
	}
	return pairs
}

// BenchmarkFirstRow asks for much and takes the first row.
func BenchmarkFirstRow(b *testing.B) {
	for size := range strings.SplitSeq(*sizes, ",") {
		s, err := store.Open(context.Background(), graphOf(b, size), store.Options{ReadOnly: true})
		check(b, err)
		v, err := s.View()
		check(b, err)
		for name, text := range map[string]string{
			"all":      "SELECT * { ?s ?p ?o }",
			"chain":    "SELECT * { ?a ?p ?b . ?b ?q ?c . ?c ?r ?d }",
			"optional": "SELECT * { ?a ?p ?b OPTIONAL { ?b ?q ?c } FILTER(?a != ?c) }",
			"union":    "SELECT DISTINCT ?x { { ?x ?p ?y } UNION { ?y ?p ?x } }",
		} {
			b.Run(name+"/"+size, func(b *testing.B) {
				for b.Loop() {
					a, err := query.SPARQL(context.Background(), v, text, query.Options{})
					check(b, err)
					for _, err := range a.Rows {
						check(b, err)
						break
					}
				}
			})
		}
		check(b, v.Close())
		check(b, s.Close())
	}
}

// graphOf is the folder of a graph of the size.
func graphOf(b *testing.B, size string) string {
	b.Helper()
	var n int
	_, err := fmt.Sscan(size, &n)
	check(b, err)
	dir := filepath.Join(b.TempDir(), size)
	if *graphs != "" {
		dir = filepath.Join(*graphs, size)
	}
	if _, err := os.Stat(dir); err != nil {
		check(b, store.Load(context.Background(), dir, store.Options{}, news(n)))
	}
	return dir
}

func ask(b *testing.B, q question, v *store.View, l *loop, subjects [][]graph.Fact) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var engine, raw []time.Duration
	answers := 0
	asked := func(f []graph.Fact) (n int) {
		start := threadTime()
		n = q.engine(v, f)
		engine = append(engine, threadTime()-start)
		return n
	}
	looped := func(f []graph.Fact) (n int) {
		start := threadTime()
		l.begin()
		n = q.raw(l, f)
		l.end()
		raw = append(raw, threadTime()-start)
		return n
	}
	for b.Loop() {
		for i, f := range subjects {
			var n, m int
			if i%2 == 0 { // whoever comes second finds the files in memory
				n, m = asked(f), looped(f)
			} else {
				m, n = looped(f), asked(f)
			}
			if n != m {
				b.Fatalf("%s of %v: the engine finds %d, the loop %d", q.name, f[0].Subject, n, m)
			}
			answers += n
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(engine), "engine-µs")
	b.ReportMetric(median(raw), "loop-µs")
	b.ReportMetric(median(engine)/median(raw), "ratio")
	b.ReportMetric(float64(answers)/float64(len(engine)), "answers")
}

func median(d []time.Duration) float64 {
	slices.Sort(d)
	return float64(d[len(d)/2].Nanoseconds()) / 1000
}

// someFacts picks triples at random, and to each the ones that questions of
// several patterns need: one that starts where the first ends, and two others of
// its subject.
func someFacts(b *testing.B, v *store.View) [][]graph.Fact {
	b.Helper()
	r := rand.New(rand.NewPCG(5, 6))
	stats, err := v.Stats()
	check(b, err)
	every := max(int(stats.PlainFacts)/questions/2, 1)
	fact := func(q graph.Quad) graph.Fact {
		var terms [3]graph.Term
		for i, id := range []graph.ID{q.S, q.P, q.O} {
			terms[i], err = v.Term(id)
			check(b, err)
		}
		return graph.Fact{Subject: graph.EntityID(terms[0].Value), Predicate: terms[1].Value, Object: terms[2]}
	}
	all, other := v.Cursor(), v.Cursor()
	defer all.Close()
	defer other.Close()
	var groups [][]graph.Fact
	for all.Seek(graph.Quad{}); all.Next() && len(groups) < questions; {
		q := all.Quad()
		if r.IntN(every) > 0 {
			continue
		}
		group := []graph.Fact{fact(q)}
		other.Seek(graph.Quad{S: q.O})
		if group[0].Object.Kind != graph.EntityTerm || !other.Next() {
			continue
		}
		group = append(group, fact(other.Quad()))
		for other.Seek(graph.Quad{S: q.S}); len(group) < 4 && other.Next(); {
			if p := other.Quad().P; p != q.P {
				group = append(group, fact(other.Quad()))
			}
		}
		if len(group) == 4 {
			groups = append(groups, group)
		}
	}
	check(b, all.Err())
	r.Shuffle(len(groups), func(i, j int) { groups[i], groups[j] = groups[j], groups[i] })
	return groups
}

func entity(id graph.EntityID) string { return "<" + vocabulary.IRI(graph.EntityObject(id)) + ">" }

func predicate(name string) string {
	return "<" + vocabulary.IRI(graph.Term{Kind: graph.PredicateTerm, Value: name}) + ">"
}

func object(t graph.Term) string {
	if t.Kind == graph.EntityTerm {
		return entity(graph.EntityID(t.Value))
	}
	return fmt.Sprintf("%q", t.Value)
}

// rows asks in SPARQL and walks all answers.
func rows(v *store.View, text string) int {
	a, err := query.SPARQL(context.Background(), v, text, query.Options{})
	if err != nil {
		panic(err)
	}
	n := 0
	for _, err := range a.Rows {
		if err != nil {
			panic(err)
		}
		n++
	}
	return n
}

func allQuestions() []question {
	return []question{
		{"S-P-any",
			func(v *store.View, f []graph.Fact) int {
				return rows(v, "SELECT ?o { "+entity(f[0].Subject)+" "+predicate(f[0].Predicate)+" ?o }")
			},
			func(l *loop, f []graph.Fact) int {
				n := 0
				l.walk(spo, []graph.ID{l.entity(f[0].Subject), l.predicate(f[0].Predicate)}, func(ids []graph.ID) { l.term(ids[2]); n++ })
				return n
			}},
		{"any-P-O",
			func(v *store.View, f []graph.Fact) int {
				return rows(v, "SELECT ?s { ?s "+predicate(f[0].Predicate)+" "+object(f[0].Object)+" }")
			},
			func(l *loop, f []graph.Fact) int {
				n := 0
				l.walk(pos, []graph.ID{l.predicate(f[0].Predicate), l.lookup(f[0].Object)}, func(ids []graph.ID) { l.term(ids[2]); n++ })
				return n
			}},
		{"all-of-entity",
			func(v *store.View, f []graph.Fact) int {
				e := entity(f[0].Subject)
				return rows(v, "SELECT * { { "+e+" ?p ?o } UNION { ?s ?q "+e+" } }")
			},
			func(l *loop, f []graph.Fact) int {
				n := 0
				e := []graph.ID{l.entity(f[0].Subject)}
				l.walk(spo, e, func(ids []graph.ID) { l.term(ids[1]); l.term(ids[2]); n++ })
				l.walk(osp, e, func(ids []graph.ID) { l.term(ids[1]); l.term(ids[2]); n++ })
				return n
			}},
		{"two-steps",
			func(v *store.View, f []graph.Fact) int {
				return rows(v, "SELECT ?x ?y { "+entity(f[0].Subject)+" "+predicate(f[0].Predicate)+" ?x . ?x "+predicate(f[1].Predicate)+" ?y }")
			},
			func(l *loop, f []graph.Fact) int {
				n := 0
				q := l.predicate(f[1].Predicate)
				l.walk(spo, []graph.ID{l.entity(f[0].Subject), l.predicate(f[0].Predicate)}, func(ids []graph.ID) {
					x := ids[2]
					l.walk(spo, []graph.ID{x, q}, func(ids []graph.ID) { l.term(x); l.term(ids[2]); n++ })
				})
				return n
			}},
		{"star",
			func(v *store.View, f []graph.Fact) int {
				return rows(v, "SELECT ?x ?y { ?x "+predicate(f[0].Predicate)+" "+object(f[0].Object)+" ; "+
					predicate(f[2].Predicate)+" "+object(f[2].Object)+" ; "+predicate(f[3].Predicate)+" ?y }")
			},
			func(l *loop, f []graph.Fact) int {
				n := 0
				first := []graph.ID{l.predicate(f[0].Predicate), l.lookup(f[0].Object)}
				second := []graph.ID{l.predicate(f[2].Predicate), l.lookup(f[2].Object)}
				third := l.predicate(f[3].Predicate)
				if l.longer(first, second) { // a loop by hand begins with the shorter list, too
					first, second = second, first
				}
				l.walk(pos, first, func(ids []graph.ID) {
					x := ids[2]
					l.walk(spo, []graph.ID{x, second[0], second[1]}, func([]graph.ID) {
						l.walk(spo, []graph.ID{x, third}, func(ids []graph.ID) { l.term(x); l.term(ids[2]); n++ })
					})
				})
				return n
			}},
		{"shortest-path",
			func(v *store.View, f []graph.Fact) int {
				route, err := walk.Route(context.Background(), v, f[0].Subject, f[1].Subject, 6)
				if err != nil {
					panic(err)
				}
				return len(route)
			},
			func(l *loop, f []graph.Fact) int { return l.route(l.entity(f[0].Subject), l.entity(f[1].Subject)) }},
	}
}

// A loop asks Badger by hand. It keeps every name that it has read, as one would
// write it by hand; the store keeps a bounded number.
type loop struct {
	db    *badger.DB
	txn   *badger.Txn
	free  [3][]*badger.Iterator
	names map[graph.ID]string
}

// The orders of the triples, as the store numbers them.
const (
	spo = iota
	pos
	osp
)

func newLoop(b *testing.B, dir string) *loop {
	db := raw(b, dir, func(o badger.Options) badger.Options { return o.WithReadOnly(true) })
	return &loop{db: db, names: make(map[graph.ID]string)}
}

// begin and end stand around a question: its iterators are used again within
// it, as one would write it by hand.
func (l *loop) begin() { l.txn = l.db.NewTransaction(false) }

func (l *loop) end() {
	for i, free := range l.free {
		for _, it := range free {
			it.Close()
		}
		l.free[i] = free[:0]
	}
	l.txn.Discard()
}

func (l *loop) close() {
	if err := l.db.Close(); err != nil {
		panic(err)
	}
}

func (l *loop) entity(id graph.EntityID) graph.ID { return l.lookup(graph.EntityObject(id)) }

func (l *loop) predicate(name string) graph.ID {
	return l.lookup(graph.Term{Kind: graph.PredicateTerm, Value: name})
}

func (l *loop) lookup(t graph.Term) graph.ID {
	k := append([]byte{'d', byte(t.Kind)}, t.Value...)
	if t.Kind == graph.LiteralTerm {
		k = append([]byte{'d', byte(t.Kind)}, t.Datatype+"\x00"+t.Lang+"\x00"+t.Value...)
	}
	item, err := l.txn.Get(append(k, 0))
	if err != nil {
		panic(err)
	}
	var id graph.ID
	if err := item.Value(func(v []byte) error {
		for i, shift := 0, 0; i < len(v); i, shift = i+1, shift+7 {
			id |= graph.ID(v[i]&0x7f) << shift
		}
		return nil
	}); err != nil {
		panic(err)
	}
	return id
}

func appendID(k []byte, id graph.ID) []byte {
	return append(k, byte(id>>32), byte(id>>24), byte(id>>16), byte(id>>8), byte(id))
}

// term reads a term, the first time.
func (l *loop) term(id graph.ID) string {
	s, ok := l.names[id]
	if ok {
		return s
	}
	item, err := l.txn.Get(appendID([]byte{'i'}, id))
	if err != nil {
		panic(err)
	}
	if err := item.Value(func(v []byte) error { s = string(v); return nil }); err != nil {
		panic(err)
	}
	l.names[id] = s
	return s
}

// walk visits the different triples that begin with the ids.
func (l *loop) walk(order int, ids []graph.ID, visit func([]graph.ID)) {
	prefix := []byte{0x10 + byte(order)}
	for _, id := range ids {
		prefix = appendID(prefix, id)
	}
	it := l.iterator(order)
	var last [15]byte
	var fields [3]graph.ID
	for it.Seek(prefix); it.ValidForPrefix(prefix); it.Next() {
		k := it.Item().Key()[1:16]
		if string(k) == string(last[:]) {
			continue // the same triple, said by another
		}
		copy(last[:], k)
		for i := range fields {
			b := k[5*i:]
			fields[i] = graph.ID(b[0])<<32 | graph.ID(b[1])<<24 | graph.ID(b[2])<<16 | graph.ID(b[3])<<8 | graph.ID(b[4])
		}
		visit(fields[:])
	}
	l.free[order] = append(l.free[order], it)
}

func (l *loop) iterator(order int) *badger.Iterator {
	if n := len(l.free[order]); n > 0 {
		it := l.free[order][n-1]
		l.free[order] = l.free[order][:n-1]
		return it
	}
	return l.txn.NewIterator(badger.IteratorOptions{Prefix: []byte{0x10 + byte(order)}})
}

// longer compares two lists without walking the longer one to its end.
func (l *loop) longer(a, b []graph.ID) bool {
	length := func(ids []graph.ID) int {
		n := 0
		prefix := appendID(appendID([]byte{0x10 + pos}, ids[0]), ids[1])
		it := l.iterator(pos)
		for it.Seek(prefix); it.ValidForPrefix(prefix) && n < 100; it.Next() {
			n++
		}
		l.free[pos] = append(l.free[pos], it)
		return n
	}
	return length(a) > length(b)
}

// route is the number of nodes of a shortest path, searched from both ends, the
// smaller side first; 0 if there is none of six steps.
func (l *loop) route(a, b graph.ID) int {
	if a == b {
		return 1
	}
	near := [2]map[graph.ID]bool{{a: true}, {b: true}}
	frontier := [2][]graph.ID{{a}, {b}}
	degree := func(nodes []graph.ID) int {
		if len(nodes) > 64 {
			return 1000 * len(nodes)
		}
		n := 0
		for _, id := range nodes {
			for _, order := range []int{spo, osp} {
				prefix := appendID([]byte{0x10 + byte(order)}, id)
				it := l.iterator(order)
				for it.Seek(prefix); it.ValidForPrefix(prefix) && n < 100; it.Next() {
					n++
				}
				l.free[order] = append(l.free[order], it)
			}
		}
		return n
	}
	for steps := 1; steps <= 6; steps++ {
		side := 0
		if degree(frontier[1]) < degree(frontier[0]) {
			side = 1
		}
		var next []graph.ID
		met := false
		visit := func(id graph.ID) {
			if !near[side][id] {
				near[side][id] = true
				next = append(next, id)
				met = met || near[1-side][id] && l.term(id)[0] == byte(graph.EntityTerm)
			}
		}
		for _, id := range frontier[side] {
			if l.term(id)[0] != byte(graph.EntityTerm) {
				continue
			}
			l.walk(spo, []graph.ID{id}, func(ids []graph.ID) { visit(ids[2]) })
			l.walk(osp, []graph.ID{id}, func(ids []graph.ID) { visit(ids[1]) })
		}
		if met {
			return steps + 1
		}
		if frontier[side] = next; len(next) == 0 {
			return 0
		}
	}
	return 0
}
