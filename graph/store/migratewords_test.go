package store_test

import (
	"context"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/dgraph-io/badger/v4"

	"factgraph/graph/memory"
	"factgraph/graph/store"
)

// TestMigrateWords opens a store of layout 2, which has no indexes of words, and
// one whose migration was interrupted.
func TestMigrateWords(t *testing.T) {
	ctx := context.Background()
	for _, kept := range []int{0, 3} {
		dir := small(t)
		behind(t, dir, func(txn *badger.Txn) { withoutWords(t, txn, kept) })
		if _, err := store.Open(ctx, dir, store.Options{ReadOnly: true, Logger: quiet.Logger}); err == nil || !strings.Contains(err.Error(), "older layout 2") {
			t.Errorf("reading a store of layout 2: %v", err)
		}
		s := open(t, dir)
		model := memory.New()
		for _, c := range smallArticles() {
			check(t, model.PutArticle(ctx, c))
		}
		compare(t, s, model, "the migration")
		check(t, s.Close())
		sound(t, dir)
	}
}

// withoutWords makes a store what it was in layout 2, but for a few records.
func withoutWords(t *testing.T, txn *badger.Txn, kept int) {
	it := txn.NewIterator(badger.IteratorOptions{})
	defer it.Close()
	for it.Rewind(); it.Valid(); it.Next() {
		k := it.Item().KeyCopy(nil)
		if !strings.ContainsRune("fso", rune(k[0])) {
			continue
		}
		if kept--; kept < 0 {
			check(t, txn.Delete(k))
		}
	}
	item, err := txn.Get([]byte("mstate"))
	check(t, err)
	state, err := item.ValueCopy(nil)
	check(t, err)
	aged := []byte{2}
	state = state[1:]
	for range 8 { // version, next number, six counters
		_, n := binary.Uvarint(state)
		aged, state = append(aged, state[:n]...), state[n:]
	}
	check(t, txn.Set([]byte("mstate"), aged))
}
