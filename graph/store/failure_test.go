package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dgraph-io/badger/v4"

	"factgraph/graph"
	"factgraph/graph/memory"
	"factgraph/graph/store"
)

var quiet = store.Options{Logger: slog.New(slog.DiscardHandler)}

// small makes a store of a few articles, some loaded and some put, and closes it.
func small(t testing.TB) string {
	t.Helper()
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "graph")
	articles := smallArticles()
	check(t, store.Load(ctx, dir, quiet, func(yield func(*graph.Contribution, error) bool) {
		_ = yield(articles[0], nil) && yield(articles[1], nil)
	}))
	s := open(t, dir)
	for _, c := range articles[2:] {
		check(t, s.PutArticle(ctx, c))
	}
	check(t, s.Close())
	return dir
}

func smallArticles() []*graph.Contribution {
	g := newGenerator(11)
	articles := make([]*graph.Contribution, 4)
	for n := range articles {
		articles[n] = g.article(fmt.Sprintf("article-%d", n), 20)
	}
	return articles
}

// TestFlippedBits flips bits in every file of a store: Check reports each, and
// opening the store is no worse than an error.
func TestFlippedBits(t *testing.T) {
	ctx := context.Background()
	dir := small(t)
	r := rand.New(rand.NewPCG(5, 5))
	files, err := os.ReadDir(dir)
	check(t, err)
	if len(files) < 4 {
		t.Fatalf("the store has only the files %v", files)
	}
	for _, f := range files {
		path := filepath.Join(dir, f.Name())
		content, err := os.ReadFile(path)
		check(t, err)
		if len(content) == 0 {
			continue
		}
		end := len(content) - 1
		for _, at := range []int{0, end, r.IntN(end + 1), r.IntN(end + 1), end - r.IntN(min(end, 64)+1)} {
			damaged := bytes.Clone(content)
			damaged[at] ^= 1 << r.IntN(8)
			check(t, os.WriteFile(path, damaged, 0o666))
			report, err := store.Check(ctx, dir, quiet)
			if err != nil || len(report.Problems) == 0 {
				t.Errorf("%s, byte %d of %d: Check gives %v, %v", f.Name(), at, len(content), report, err)
			}
			if s, err := store.Open(ctx, dir, store.Options{ReadOnly: true, Logger: quiet.Logger}); err == nil {
				check(t, s.Close())
			}
		}
		check(t, os.WriteFile(path, content, 0o666))
	}
	sound(t, dir)
}

// TestStrayRecords takes away, adds and changes records behind the store's
// back: Check reports each.
func TestStrayRecords(t *testing.T) {
	dir := small(t)
	r := rand.New(rand.NewPCG(6, 6))
	families := make(map[byte][][]byte)
	behind(t, dir, func(txn *badger.Txn) {
		it := txn.NewIterator(badger.IteratorOptions{})
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			k := it.Item().KeyCopy(nil)
			families[k[0]] = append(families[k[0]], k)
		}
	})
	if len(families) < 20 {
		t.Fatalf("the store has only %d families of records", len(families))
	}
	for fam, keys := range families {
		k := keys[r.IntN(len(keys))]
		var old []byte
		behind(t, dir, func(txn *badger.Txn) {
			item, err := txn.Get(k)
			check(t, err)
			old, err = item.ValueCopy(nil)
			check(t, err)
			check(t, txn.Delete(k))
		})
		if report, err := store.Check(context.Background(), dir, quiet); err == nil && len(report.Problems) == 0 {
			t.Errorf("a record of family %q was taken away, and nobody noticed", fam)
		}
		behind(t, dir, func(txn *badger.Txn) { check(t, txn.Set(k, old)) })
	}
	for _, fam := range "abqyxketwpghnfos" {
		stray := families[byte(fam)][0]
		stray = append(stray[:len(stray):len(stray)], 7)
		behind(t, dir, func(txn *badger.Txn) { check(t, txn.Set(stray, []byte{1})) })
		if report, err := store.Check(context.Background(), dir, quiet); err == nil && len(report.Problems) == 0 {
			t.Errorf("a record of family %q was added, and nobody noticed", fam)
		}
		behind(t, dir, func(txn *badger.Txn) { check(t, txn.Delete(stray)) })
	}
	sound(t, dir)
}

// behind changes a store without the store's knowledge.
func behind(t *testing.T, dir string, f func(*badger.Txn)) {
	t.Helper()
	check(t, os.RemoveAll(filepath.Join(dir, "SUMS")))
	db, err := badger.Open(badger.DefaultOptions(dir).WithLogger(nil).WithMemTableSize(4 << 20).
		WithValueThreshold(1 << 19).WithValueLogFileSize(1 << 20).WithNumMemtables(2).WithNumCompactors(2))
	check(t, err)
	txn := db.NewTransaction(true)
	f(txn)
	check(t, txn.Commit())
	check(t, db.Close())
}

func TestLocked(t *testing.T) {
	ctx := context.Background()
	dir := small(t)
	s := open(t, dir)
	for _, opts := range []store.Options{{}, {ReadOnly: true}} {
		_, err := store.Open(ctx, dir, opts)
		if !errors.Is(err, store.ErrLocked) || !strings.Contains(err.Error(), fmt.Sprintf("process %d", os.Getpid())) {
			t.Errorf("opening a store in use with %+v: %v", opts, err)
		}
	}
	if _, err := store.Check(ctx, dir, quiet); !errors.Is(err, store.ErrLocked) {
		t.Errorf("checking a store in use: %v", err)
	}
	brief, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	if _, err := store.Open(brief, dir, store.Options{Wait: true}); !errors.Is(err, store.ErrLocked) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting in vain: %v", err)
	}
	opened := make(chan error)
	go func() {
		w, err := store.Open(ctx, dir, store.Options{Wait: true, Logger: quiet.Logger})
		if err == nil {
			err = w.Close()
		}
		opened <- err
	}()
	check(t, s.Close())
	check(t, <-opened)
}

func TestReadOnly(t *testing.T) {
	ctx := context.Background()
	dir := small(t)
	read := store.Options{ReadOnly: true, Logger: quiet.Logger}
	a, err := store.Open(ctx, dir, read)
	check(t, err)
	defer a.Close()
	b, err := store.Open(ctx, dir, read) // a second reader
	check(t, err)
	defer b.Close()
	if err := b.PutArticle(ctx, newGenerator(1).article("x", 1)); !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("a write to a store open for reading: %v", err)
	}
	if _, err := store.Open(ctx, t.TempDir(), read); !errors.Is(err, store.ErrNoStore) {
		t.Errorf("reading an empty folder: %v", err)
	}
	if _, err := store.Open(ctx, filepath.Join(t.TempDir(), "none"), read); !errors.Is(err, store.ErrNoStore) {
		t.Errorf("reading no folder: %v", err)
	}
}

func TestNewerSchema(t *testing.T) {
	dir := small(t)
	behind(t, dir, func(txn *badger.Txn) { check(t, txn.Set([]byte("mstate"), []byte{99, 1, 2, 3})) })
	for _, readOnly := range []bool{true, false} {
		_, err := store.Open(context.Background(), dir, store.Options{ReadOnly: readOnly, Logger: quiet.Logger})
		if !errors.Is(err, store.ErrNewerSchema) || !strings.Contains(err.Error(), "99") {
			t.Errorf("opening a newer store, read-only %v: %v", readOnly, err)
		}
	}
}

// TestHuge puts, replaces and removes an article of many transactions while
// views are open: each sees all of it or nothing.
func TestHuge(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "graph")
	s := open(t, dir)
	model := memory.New()
	g := newGenerator(12)
	g.entities, g.predicates = 500, 40
	stop := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				whole(t, s, "huge")
			}
		}
	})
	for _, facts := range []int{3000, 2500} {
		c := g.article("huge", facts)
		check(t, s.PutArticle(ctx, c))
		check(t, model.PutArticle(ctx, c))
		sameGraph(t, s, model)
	}
	check(t, s.RemoveArticle(ctx, "huge"))
	check(t, model.RemoveArticle(ctx, "huge"))
	close(stop)
	watch.Wait()
	sameGraph(t, s, model)
	check(t, s.Close())
	sound(t, dir)
}

// whole fails the test when an article is there in part.
func whole(t *testing.T, s *store.Store, id graph.ArticleID) {
	v, err := s.View()
	if err != nil {
		t.Error(err)
		return
	}
	defer v.Close()
	stats, err := v.Stats()
	if err != nil {
		t.Error(err)
	}
	n := uint64(0)
	for _, err := range v.Facts(context.Background(), graph.Filter{Article: id}) {
		if err != nil {
			t.Error(err)
			return
		}
		n++
	}
	if n != stats.Facts {
		t.Errorf("a view has %d facts and counts %d", n, stats.Facts)
	}
}

// TestConcurrency has readers beside a writer; it is for the race detector.
func TestConcurrency(t *testing.T) {
	ctx := context.Background()
	s := open(t, t.TempDir())
	var all sync.WaitGroup
	stop := make(chan struct{})
	for range 3 {
		all.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					readAll(t, s)
				}
			}
		})
	}
	g := newGenerator(13)
	for n := range 20 {
		check(t, s.PutArticle(ctx, g.article(fmt.Sprintf("article-%d", n%5), 10)))
	}
	close(stop)
	all.Wait()
	check(t, s.Close())
}

// readAll reads with two goroutines on one view.
func readAll(t *testing.T, s *store.Store) {
	v, err := s.View()
	if err != nil {
		t.Error(err)
		return
	}
	defer v.Close()
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			for _, err := range v.Facts(context.Background(), graph.Filter{}) {
				if err != nil {
					t.Error(err)
				}
			}
			c := v.Cursor()
			for c.Seek(graph.Quad{}); c.Next(); {
				if n, err := v.Count(graph.Quad{S: c.Quad().S}); err != nil || n == 0 {
					t.Errorf("Count gives %d, %v", n, err)
				}
			}
			if err := c.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
}
