package ingest

import (
	"context"
	"iter"
	"runtime"

	"factgraph/graph"
)

// inParallel yields what work makes of the articles, in their order, working
// on several at once. Memory is bounded: no more than two articles a worker
// are read ahead of the one that is yielded next. It leaves no goroutine
// behind, however the loop ends.
func inParallel(ctx context.Context, jobs int, articles iter.Seq2[*graph.Article, error], work func(*graph.Article) (*Analysis, error)) iter.Seq2[*Analysis, error] {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	type result struct {
		analysis *Analysis
		err      error
	}
	type task struct {
		article *graph.Article
		done    chan result
	}
	return func(yield func(*Analysis, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		tasks := make(chan task)
		inOrder := make(chan task, 2*jobs)
		readerDone := make(chan struct{})
		defer func() {
			cancel()
			for range inOrder { // let the reader get past a full channel
			}
			<-readerDone
		}()
		for range jobs {
			go func() {
				for t := range tasks {
					analysis, err := work(t.article)
					t.done <- result{analysis, err}
				}
			}()
		}
		go func() {
			defer close(readerDone)
			defer close(tasks)
			defer close(inOrder)
			for a, err := range articles {
				t := task{article: a, done: make(chan result, 1)}
				select {
				case inOrder <- t:
				case <-ctx.Done():
					return
				}
				if err != nil {
					t.done <- result{err: err}
					continue
				}
				select {
				case tasks <- t:
				case <-ctx.Done():
					t.done <- result{err: ctx.Err()}
					return
				}
			}
		}()
		for t := range inOrder {
			r := <-t.done
			if !yield(r.analysis, r.err) {
				return
			}
		}
	}
}
