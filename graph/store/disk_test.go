package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"factgraph/graph/memory"
	"factgraph/graph/store"
)

// disk mounts a small disk in memory, where that is allowed.
func disk(t *testing.T, megabytes int) (dir string, remount func(options string)) {
	t.Helper()
	dir = t.TempDir()
	mount := func(options string) error {
		return exec.Command("mount", "-t", "tmpfs", "-o", options, "none", dir).Run()
	}
	if err := mount(fmt.Sprintf("size=%dm", megabytes)); err != nil {
		t.Skipf("a full disk is left out: mounting one takes more rights (%v)", err)
	}
	t.Cleanup(func() { check(t, exec.Command("umount", dir).Run()) })
	return dir, func(options string) { check(t, mount("remount,"+options)) }
}

// TestDiskFull writes until the disk is full: that is an error, all that was
// promised is there, and with more room it goes on. A load into a disk that is
// too small leaves nothing behind.
func TestDiskFull(t *testing.T) {
	ctx := context.Background()
	folder, remount := disk(t, 150)
	dir := filepath.Join(folder, "graph")
	s := open(t, dir)
	model := memory.New()
	g := newGenerator(21)
	ballast, err := os.Create(filepath.Join(folder, "ballast"))
	check(t, err)
	defer ballast.Close()
	var full error
	for n := 0; full == nil && n < 200; n++ {
		c := g.article(fmt.Sprintf("article-%d", n), 10)
		if full = s.PutArticle(ctx, c); full == nil {
			check(t, model.PutArticle(ctx, c))
		}
		_, err := ballast.Write(make([]byte, 1<<20))
		check(t, err)
	}
	if !errors.Is(full, store.ErrNoSpace) {
		t.Fatalf("a full disk gives %v", full)
	}
	sameGraph(t, s, model)
	if err := store.Load(ctx, filepath.Join(folder, "other"), quiet, news(1000)); !errors.Is(err, store.ErrNoSpace) {
		t.Errorf("a load into a full disk gives %v", err)
	}
	check(t, s.Close())
	sound(t, dir)
	s = open(t, dir)
	remount("size=400m")
	c := g.article("last", 10)
	check(t, s.PutArticle(ctx, c))
	check(t, model.PutArticle(ctx, c))
	compare(t, s, model, "more room")
	check(t, s.Close())
}

// TestReadOnlyDisk reads a store on a disk that can't be written to.
func TestReadOnlyDisk(t *testing.T) {
	ctx := context.Background()
	folder, remount := disk(t, 300)
	dir := filepath.Join(folder, "graph")
	s := open(t, dir)
	model := memory.New()
	c := newGenerator(22).article("article-1", 10)
	check(t, s.PutArticle(ctx, c))
	check(t, model.PutArticle(ctx, c))
	check(t, s.Close())
	remount("ro")
	if s, err := store.Open(ctx, dir, quiet); err == nil {
		s.Close()
		t.Error("a store on a read-only disk was opened for writing")
	}
	read := quiet
	read.ReadOnly = true
	r, err := store.Open(ctx, dir, read)
	check(t, err)
	compare(t, r, model, "reading only")
	check(t, r.Close())
	sound(t, dir)
}
