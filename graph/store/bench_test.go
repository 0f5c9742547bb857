package store_test

import (
	"context"
	"flag"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/ristretto/v2/z"
	"github.com/klauspost/compress/zstd"

	"factgraph/graph"
	"factgraph/graph/store"
)

// The benchmarks stand beside raw Badger code that does the same in the same
// run, so that their ratio means something on any machine. -facts 1000000 is
// the size for which figures are given.
var facts = flag.Int("facts", 20_000, "size of the graph of the benchmarks")

const factsPerArticle = 100

// news makes articles like those of a newspaper: a few entities and predicates
// are in most facts and most are in few (Zipf).
func news(facts int) iter.Seq2[*graph.Contribution, error] {
	return func(yield func(*graph.Contribution, error) bool) {
		n := newNews(facts, 1)
		for article := range facts / factsPerArticle {
			if !yield(n.article(article), nil) {
				return
			}
		}
	}
}

type newspaper struct {
	*rand.Rand
	entities, predicates, words *rand.Zipf
}

func newNews(facts int, edition uint64) *newspaper {
	r := rand.New(rand.NewPCG(edition, 2))
	return &newspaper{
		Rand:       r,
		entities:   rand.NewZipf(r, 1.1, 8, uint64(facts/3+10)),
		predicates: rand.NewZipf(r, 1.3, 4, 400),
		words:      rand.NewZipf(r, 1.2, 20, 20_000),
	}
}

func (n *newspaper) entity() string { return fmt.Sprintf("person-of-name-%d", n.entities.Uint64()) }

func (n *newspaper) article(number int) *graph.Contribution {
	c := &graph.Contribution{Article: graph.Article{
		ID: graph.ArticleID(fmt.Sprintf("article-%08d", number)), Title: fmt.Sprint("Title ", number),
		Date: time.Date(2010, 1, 1+number%3000, 0, 0, 0, 0, time.UTC),
	}}
	var text strings.Builder
	seen := make(map[string]bool)
	say := func(s string) (start, end int) {
		start = text.Len()
		text.WriteString(s)
		end = text.Len()
		text.WriteByte(' ')
		return start, end
	}
	mention := func(id string) (start, end int) {
		start, end = say(id)
		if !seen[id] {
			seen[id] = true
			c.Entities = append(c.Entities, graph.Entity{
				ID: graph.EntityID(id), Name: id, Type: graph.Person, Keys: []string{id},
				Aliases: []graph.Count{{Text: id, N: 1}}, Types: []graph.Count{{Text: "person", N: 1}},
			})
		}
		return start, end
	}
	for i := range factsPerArticle {
		ev := graph.Evidence{Sentence: i, Start: text.Len(), Confidence: float64(500+n.IntN(500)) / 1000, Rule: fmt.Sprint("rule-", n.IntN(12))}
		f := graph.Fact{Modality: graph.Asserted}
		id := n.entity()
		f.Subject = graph.EntityID(id)
		ev.SubjectStart, ev.SubjectEnd = mention(id)
		p := n.predicates.Uint64()
		f.Predicate = fmt.Sprint("predicate ", p)
		ev.Phrase = fmt.Sprintf("had predicate %d %d", p, n.IntN(5))
		say(ev.Phrase)
		if n.IntN(10) < 7 {
			id := n.entity()
			f.Object = graph.EntityObject(graph.EntityID(id))
			ev.ObjectStart, ev.ObjectEnd = mention(id)
		} else {
			f.Object = graph.LiteralObject(fmt.Sprintf("about %d of %d", n.words.Uint64(), n.words.Uint64()), graph.StringType)
			ev.ObjectStart, ev.ObjectEnd = say(f.Object.Value)
		}
		for range 8 {
			say(fmt.Sprintf("word%d", n.words.Uint64()))
		}
		if n.IntN(5) == 0 {
			ev.Qualifiers = []graph.Qualifier{{Role: "time", Text: "on that day",
				Value: graph.LiteralObject(c.Article.Date.Format(time.DateOnly), graph.DateType)}}
		}
		ev.End = text.Len()
		ev.Text = text.String()[ev.Start:ev.End]
		f.Evidence = []graph.Evidence{ev}
		c.Facts = append(c.Facts, f)
	}
	c.Article.Text = text.String()
	return c
}

// loaded is a store of the benchmarks' size.
func loaded(b *testing.B) string {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "graph")
	check(b, store.Load(context.Background(), dir, store.Options{}, news(*facts)))
	return dir
}

// raw opens Badger with the store's options.
func raw(b *testing.B, dir string, change func(badger.Options) badger.Options) *badger.DB {
	b.Helper()
	opts := badger.DefaultOptions(dir).WithLogger(nil).WithMetricsEnabled(false).
		WithDetectConflicts(false).WithSyncWrites(true).
		WithMemTableSize(8 << 20).WithNumMemtables(2).WithNumCompactors(2).WithBaseTableSize(2 << 20).WithValueLogFileSize(1 << 20).
		WithCompression(options.ZSTD).WithBlockSize(8 << 10).WithBlockCacheSize(24 << 20)
	opts.TableSizeMultiplier = 1
	if change != nil {
		opts = change(opts)
	}
	db, err := badger.Open(opts)
	check(b, err)
	return db
}

type record struct{ key, value []byte }

// records reads all that a store holds, in order.
func records(b *testing.B, dir string) []record {
	b.Helper()
	db := raw(b, dir, nil)
	defer db.Close()
	var all []record
	check(b, db.View(func(txn *badger.Txn) error {
		it := txn.NewIterator(badger.IteratorOptions{})
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			value, err := it.Item().ValueCopy(nil)
			if err != nil {
				return err
			}
			all = append(all, record{it.Item().KeyCopy(nil), value})
		}
		return nil
	}))
	return all
}

// BenchmarkLoad loads articles made beforehand, and lets go of each as it is
// handed over, as a stream does: otherwise the garbage collector would go
// through all of them again and again in the store's time, while raw's records
// are few large slices to it. The making is outside both times.
func BenchmarkLoad(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "graph")
	b.Run("store", func(b *testing.B) {
		articles := make([]*graph.Contribution, *facts/factsPerArticle)
		var making time.Duration // of the processor
		before := processorTime()
		for b.Loop() {
			b.StopTimer()
			start := processorTime()
			os.RemoveAll(dir)
			articles = articles[:0]
			for c := range news(*facts) {
				articles = append(articles, c)
			}
			making += processorTime() - start
			b.StartTimer()
			check(b, store.Load(context.Background(), dir, store.Options{}, handOver(articles)))
		}
		rate(b, before+making, *facts)
	})
	all := records(b, dir)
	b.Run("size", func(b *testing.B) { reportSize(b, dir, all) })
	b.Run("raw", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "raw")
		before := processorTime()
		for b.Loop() {
			os.RemoveAll(dir)
			streamAll(b, dir, all)
		}
		rate(b, before, *facts)
	})
}

// handOver yields articles and forgets each before the next.
func handOver(articles []*graph.Contribution) iter.Seq2[*graph.Contribution, error] {
	return func(yield func(*graph.Contribution, error) bool) {
		for i, c := range articles {
			articles[i] = nil
			if !yield(c, nil) {
				return
			}
		}
	}
}

// reportSize reports the bytes of a store for each fact: apart from the articles'
// texts and from the index of the words in them, and those two, packed as the
// store packs them.
func reportSize(b *testing.B, dir string, all []record) {
	total := 0
	files, err := os.ReadDir(dir)
	check(b, err)
	for _, f := range files {
		info, err := f.Info()
		check(b, err)
		total += int(info.Size())
	}
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest))
	check(b, err)
	packed := func(families string) (n int) {
		var block []byte
		for i, r := range all {
			if strings.IndexByte(families, r.key[0]) >= 0 {
				block = append(append(block, r.key...), r.value...)
			}
			if len(block) >= 8<<10 || i == len(all)-1 {
				n += len(z.EncodeAll(block, nil))
				block = block[:0]
			}
		}
		return n
	}
	text, words := packed("t"), packed("fs")
	for b.Loop() { // nothing is timed here
	}
	perFact := func(n int) float64 { return float64(n) / float64(*facts) }
	b.ReportMetric(perFact(total-text-words), "bytes/fact")
	b.ReportMetric(perFact(text), "text-bytes/fact")
	b.ReportMetric(perFact(words), "words-bytes/fact")
	b.ReportMetric(perFact(len(all)), "records/fact")
}

// streamAll writes sorted records with Badger's StreamWriter.
func streamAll(b *testing.B, dir string, all []record) {
	db := raw(b, dir, func(o badger.Options) badger.Options { return o.WithSyncWrites(false) })
	w := db.NewStreamWriter()
	check(b, w.Prepare())
	buffer := z.NewBuffer(4<<20, "raw")
	for i, r := range all {
		badger.KVToBuffer(&pb.KV{Key: r.key, Value: r.value, Version: 1, StreamId: uint32(r.key[0])}, buffer)
		if buffer.LenNoPadding() > 2<<20 || i == len(all)-1 {
			check(b, w.Write(buffer))
			buffer.Reset()
		}
	}
	check(b, w.Flush())
	check(b, buffer.Release())
	check(b, db.Close())
}

// rate reports facts by the second, and the processor's time for each: on a
// shared machine that is the steadier figure.
func rate(b *testing.B, before time.Duration, perLoop int) {
	b.ReportMetric(float64(processorTime()-before)/float64(b.N)/float64(perLoop), "cpu-ns/fact")
	b.ReportMetric(float64(b.N)*float64(perLoop)/b.Elapsed().Seconds(), "facts/s")
}

// BenchmarkPut commits articles to a store of the benchmarks' size. Raw writes
// the very records of these articles, known beforehand, in one synced
// transaction each; and of them the bare triples: three orders and a dictionary.
func BenchmarkPut(b *testing.B) {
	dir := loaded(b)
	n := newNews(*facts, 2)
	next := *facts / factsPerArticle
	fresh := fork(b, dir)
	b.Run("store", func(b *testing.B) {
		s := open(b, fresh)
		defer s.Close()
		var articles []*graph.Contribution
		for range b.N {
			articles = append(articles, n.article(next))
			next++
		}
		before := processorTime()
		b.ResetTimer()
		for _, c := range articles {
			check(b, s.PutArticle(context.Background(), c))
		}
		rate(b, before, factsPerArticle)
	})
	commits := newRecords(b, fresh)
	for _, of := range []struct{ name, families string }{
		{"raw records", ""},
		{"raw triples", "\x10\x11\x12di"},
	} {
		b.Run(of.name, func(b *testing.B) {
			db := raw(b, fork(b, dir), nil)
			defer db.Close()
			total := 0
			before := processorTime()
			b.ResetTimer()
			for i := range b.N {
				txn := db.NewTransaction(true)
				for _, r := range commits[i%len(commits)] {
					if of.families == "" || strings.IndexByte(of.families, r.key[0]) >= 0 {
						check(b, txn.Set(r.key, r.value))
						total++
					}
				}
				check(b, txn.Commit())
			}
			rate(b, before, factsPerArticle)
			b.ReportMetric(float64(total)/float64(b.N*factsPerArticle), "records/fact")
		})
	}
}

// fork copies a store that is closed.
func fork(b *testing.B, dir string) string {
	b.Helper()
	copied := filepath.Join(b.TempDir(), "graph")
	check(b, os.CopyFS(copied, os.DirFS(dir)))
	return copied
}

// newRecords reads what the commits after the load wrote, one list for each.
func newRecords(b *testing.B, dir string) [][]record {
	b.Helper()
	db := raw(b, dir, nil)
	defer db.Close()
	commits := make(map[uint64][]record)
	check(b, db.View(func(txn *badger.Txn) error {
		it := txn.NewIterator(badger.IteratorOptions{AllVersions: true, SinceTs: 1})
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			value, err := it.Item().ValueCopy(nil)
			if err != nil {
				return err
			}
			version := it.Item().Version()
			commits[version] = append(commits[version], record{it.Item().KeyCopy(nil), value})
		}
		return nil
	}))
	var all [][]record
	for _, version := range slices.Sorted(maps.Keys(commits)) {
		all = append(all, commits[version])
	}
	return all
}

// BenchmarkLookup finds the objects of a subject and predicate, with their
// terms. Raw is a loop over Badger's iterator that decodes keys by hand.
func BenchmarkLookup(b *testing.B) {
	dir := loaded(b)
	s := open(b, dir)
	v, err := s.View()
	check(b, err)
	patterns := somePatterns(b, v, 1000)
	b.Run("store", func(b *testing.B) {
		c := v.Cursor()
		defer c.Close()
		i := 0
		for b.Loop() {
			for c.Seek(patterns[i%len(patterns)]); c.Next(); {
				_, err := v.Term(c.Quad().O)
				check(b, err)
			}
			check(b, c.Err())
			i++
		}
	})
	b.Run("count", func(b *testing.B) {
		i := 0
		for b.Loop() {
			p := patterns[i%len(patterns)]
			p.S = 0
			_, err := v.Count(p)
			check(b, err)
			i++
		}
	})
	check(b, s.Close())
	db := raw(b, dir, nil)
	defer db.Close()
	txn := db.NewTransaction(false)
	defer txn.Discard()
	b.Run("raw", func(b *testing.B) {
		it := txn.NewIterator(badger.IteratorOptions{Prefix: []byte{0x10}})
		defer it.Close()
		prefix := make([]byte, 11)
		id := make([]byte, 6)
		prefix[0], id[0] = 0x10, 'i'
		put := func(b []byte, n graph.ID) {
			for i := range 5 {
				b[i] = byte(n >> (32 - 8*i))
			}
		}
		i := 0
		for b.Loop() {
			p := patterns[i%len(patterns)]
			put(prefix[1:], p.S)
			put(prefix[6:], p.P)
			for it.Seek(prefix); it.ValidForPrefix(prefix); it.Next() {
				copy(id[1:], it.Item().Key()[11:16])
				item, err := txn.Get(id)
				check(b, err)
				check(b, item.Value(func(v []byte) error { _ = string(v); return nil }))
			}
			i++
		}
	})
}

// somePatterns are patterns S P ? that have matches.
func somePatterns(b *testing.B, v *store.View, n int) []graph.Quad {
	b.Helper()
	r := rand.New(rand.NewPCG(3, 4))
	var all []graph.Quad
	for f, err := range v.Facts(context.Background(), graph.Filter{Plain: true}) {
		check(b, err)
		if r.IntN(max(*facts/n/2, 1)) > 0 {
			continue
		}
		s, err := v.Lookup(graph.EntityObject(f.Subject))
		check(b, err)
		p, err := v.Lookup(graph.Term{Kind: graph.PredicateTerm, Value: f.Predicate})
		check(b, err)
		all = append(all, graph.Quad{S: s, P: p})
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// BenchmarkOpen opens a store for reading, looks one entity up, and closes it.
func BenchmarkOpen(b *testing.B) {
	dir := loaded(b)
	for _, readOnly := range []bool{true, false} {
		b.Run(fmt.Sprintf("store read-only=%v", readOnly), func(b *testing.B) {
			for b.Loop() {
				s, err := store.Open(context.Background(), dir, store.Options{ReadOnly: readOnly})
				check(b, err)
				check(b, s.Close())
			}
		})
		b.Run(fmt.Sprintf("raw read-only=%v", readOnly), func(b *testing.B) {
			for b.Loop() {
				db := raw(b, dir, func(o badger.Options) badger.Options { return o.WithReadOnly(readOnly) })
				check(b, db.Close())
			}
		})
	}
}
