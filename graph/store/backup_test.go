package store_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"testing"

	"factgraph/graph/memory"
	"factgraph/graph/store"
)

func backup(t *testing.T, s *store.Store, since uint64) ([]byte, uint64) {
	t.Helper()
	v, err := s.View()
	check(t, err)
	defer v.Close()
	var b bytes.Buffer
	version, err := v.Backup(context.Background(), &b, since)
	check(t, err)
	return b.Bytes(), version
}

// TestBackup restores a full backup and the incremental ones that follow it,
// between random operations.
func TestBackup(t *testing.T) {
	ctx := context.Background()
	g := newGenerator(3)
	model := memory.New()
	folder := t.TempDir()
	s := open(t, filepath.Join(folder, "graph"))
	defer s.Close()
	for step := range 30 {
		operate(t, g, step, model, s)
	}
	full, version := backup(t, s, 0)
	copied := filepath.Join(folder, "copy")
	check(t, store.Restore(ctx, copied, store.Options{}, bytes.NewReader(full)))
	sound(t, copied)
	r := open(t, copied)
	defer r.Close()
	compare(t, r, model, "restore")
	for round := range 5 {
		for step := range 8 {
			operate(t, g, 100*(round+1)+step, model, s)
		}
		part, next := backup(t, s, version)
		check(t, r.Apply(ctx, bytes.NewReader(part)))
		check(t, r.Apply(ctx, bytes.NewReader(part))) // again changes nothing
		compare(t, r, model, "an incremental backup")
		version = next
	}
	old, _ := backup(t, s, version)
	check(t, r.Apply(ctx, bytes.NewReader(old)))
	fresh := open(t, filepath.Join(folder, "fresh"))
	defer fresh.Close()
	if err := fresh.Apply(ctx, bytes.NewReader(old)); !errors.Is(err, store.ErrBackup) {
		t.Errorf("an incremental backup on an empty store: %v", err)
	}
}

// TestBackupDamaged cuts a backup off and flips its bits at many places: it
// must never be restored.
func TestBackupDamaged(t *testing.T) {
	ctx := context.Background()
	g := newGenerator(4)
	folder := t.TempDir()
	s := open(t, filepath.Join(folder, "graph"))
	defer s.Close()
	for range 3 {
		check(t, s.PutArticle(ctx, g.article("article-"+string(rune('a'+g.IntN(5))), 5)))
	}
	full, _ := backup(t, s, 0)
	try := func(what string, at int, content []byte) {
		dir := filepath.Join(folder, "restored")
		if err := store.Restore(ctx, dir, store.Options{}, bytes.NewReader(content)); err == nil {
			t.Fatalf("a backup %s at byte %d of %d was restored", what, at, len(full))
		}
	}
	for at := 0; at < len(full); at += 1 + len(full)/12 {
		try("cut off", at, full[:at])
		flipped := bytes.Clone(full)
		flipped[at] ^= 1 << g.IntN(8)
		try("flipped", at, flipped)
	}
}
