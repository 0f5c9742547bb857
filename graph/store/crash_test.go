package store_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/graph/memory"
	"factgraph/graph/store"
)

var kills = flag.Int("kills", 5, "how often an ingest is killed")

// childFolder makes the test binary a child that ingests into the folder.
const childFolder = "FACTGRAPH_TEST_INGEST"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		if err := ingest(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	flag.Parse()
	os.Exit(m.Run())
}

const crashArticles = 40

// crashArticle is the nth article of the ingest; some are larger than a
// transaction.
func crashArticle(n int) *graph.Contribution {
	facts := 20
	if n%10 == 7 {
		facts = 4000
	}
	return newGenerator(uint64(n)).article(fmt.Sprintf("article-%d", n), facts)
}

// ingest puts the articles that are not in the store yet, and says which are
// done: what it says is a promise.
func ingest(dir string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, dir, store.Options{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	for n := range crashArticles {
		if known(s, n) {
			continue
		}
		if err := s.PutArticle(ctx, crashArticle(n)); err != nil {
			return err
		}
		fmt.Println("done", n)
	}
	return s.Close()
}

func known(s *store.Store, n int) bool {
	v, err := s.View()
	if err != nil {
		return false
	}
	defer v.Close()
	_, err = v.Article(graph.ArticleID(fmt.Sprintf("article-%d", n)))
	return err == nil
}

// TestKill kills an ingest at random moments. After each the store has to be
// sound, every article that was reported as done whole in it, no other in part,
// and the next ingest goes on.
func TestKill(t *testing.T) {
	r := rand.New(rand.NewPCG(uint64(*kills), 9))
	dir := filepath.Join(t.TempDir(), "graph")
	done := -1
	for range *kills {
		if done == crashArticles-1 {
			check(t, os.RemoveAll(dir))
			done = -1
		}
		said := killedIngest(t, dir, 1+r.IntN(6), time.Duration(r.IntN(30_000))*time.Microsecond)
		done = max(done, said)
		if _, err := os.Stat(filepath.Join(dir, "MANIFEST")); err != nil && done < 0 {
			continue // it was killed before there was a store
		}
		sound(t, dir)
		s := open(t, dir)
		model := memory.New()
		n := 0
		for ; n < crashArticles && (n <= done || known(s, n)); n++ {
			check(t, model.PutArticle(context.Background(), crashArticle(n)))
		}
		if n > done+2 {
			t.Errorf("article %d is there, and only %d was reported", n-1, done)
		}
		sameGraph(t, s, model)
		check(t, s.Close())
		done = n - 1
		if t.Failed() {
			return
		}
	}
}

// killedIngest starts an ingest, waits for some articles and a while longer,
// kills it, and gives the last article that it reported.
func killedIngest(t *testing.T, dir string, articles int, longer time.Duration) (last int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childFolder+"="+dir)
	out, err := cmd.StdoutPipe()
	check(t, err)
	cmd.Stderr = io.Discard
	check(t, cmd.Start())
	last = -1
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); {
		fmt.Sscanf(lines.Text(), "done %d", &last)
		if n++; n == articles {
			time.Sleep(longer)
			check(t, cmd.Process.Kill())
		}
	}
	_ = cmd.Wait() // it was killed
	return last
}

// sameGraph compares the contributions and the counts.
func sameGraph(t *testing.T, s *store.Store, model *memory.Graph) {
	t.Helper()
	v, err := s.View()
	check(t, err)
	defer v.Close()
	var have, want []string
	for a, err := range v.Articles(context.Background()) {
		check(t, err)
		c, err := v.Contribution(a.ID)
		check(t, err)
		have = append(have, text(c))
	}
	for a, err := range model.Articles(context.Background()) {
		check(t, err)
		c, err := model.Contribution(a.ID)
		check(t, err)
		want = append(want, text(c))
	}
	stats, err := v.Stats()
	check(t, err)
	expected, err := model.Stats()
	check(t, err)
	have, want = append(have, text(stats)), append(want, text(expected))
	if d := diff(strings.Join(have, "\n"), strings.Join(want, "\n")); d != "" {
		t.Error(d)
	}
}
