package jsonl_test

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"factgraph/export/gather"
	"factgraph/export/jsonl"
)

// TestMemory reads more than it may hold, the facts of every article scattered
// over the whole file: what is in memory stays below a bound that does not
// depend on the file.
func TestMemory(t *testing.T) {
	const (
		articles, factsOf = 400, 60
		bound             = 12 << 20
	)
	size := 0
	lines, w := io.Pipe()
	go func() {
		wording := strings.Repeat("and so on, for the sake of its length, ", 20)
		for n := range articles * factsOf {
			written, err := fmt.Fprintf(w, `{"subject":{"id":"ship-%d","name":"Ship %d","type":"product"},"predicate":"sailed to","object":{"id":"port-%d","name":"Port %d","type":"place"},`+
				`"evidence":[{"article":"log-%d","text":"%s %d"}]}`+"\n", n, n, n%97, n%97, n%articles, wording, n)
			if err != nil {
				return // the test has failed
			}
			size += written
		}
		w.Close()
	}()
	defer lines.Close()
	before := heap()
	g, err := gather.New(4 << 20)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if err := jsonl.Read(lines, g, func(err error) error { return err }); err != nil {
		t.Fatal(err)
	}
	if size < 20<<20 {
		t.Fatalf("the file has %d bytes only", size)
	}
	held := []int{heap() - before}
	n := 0
	for c, err := range g.Contributions() {
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Facts) != factsOf || len(c.Entities) < factsOf {
			t.Fatalf("article %s has %d facts and %d entities", c.Article.ID, len(c.Facts), len(c.Entities))
		}
		if n++; n%100 == 1 {
			held = append(held, heap()-before)
		}
	}
	if n != articles {
		t.Errorf("%d articles, not %d", n, articles)
	}
	for _, bytes := range held {
		if bytes > bound {
			t.Errorf("%d bytes are held of a file of %d: %v", bytes, size, held)
		}
	}
}

// heap is how much memory is in use.
func heap() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
