package store

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"factgraph/graph"
)

// What an article says is a sorted list of statements, in chunks: a record for
// each statement would be a tenth of all records. A chunk's key ends with its
// last statement, so that a seek to a statement finds the chunk that it is in
// if the article says it.

// statementsPerChunk keeps the reading of one statement short.
const statementsPerChunk = 64

// compareStatements is the order of keys.
func compareStatements(a, b statement) int {
	return cmp.Or(cmp.Compare(a.S, b.S), cmp.Compare(a.P, b.P), cmp.Compare(a.O, b.O),
		cmp.Compare(a.Marks, b.Marks), cmp.Compare(a.By, b.By))
}

// saysKey is the key of the chunk of an article's statements that ends so.
func saysKey(article graph.ID, last statement) key { return famSays.key().id(article).statement(last) }

// A saysChunk writes statements in their order: each has its subject relative
// to that of the one before.
type saysChunk struct {
	encoder
	n    int
	last statement
}

func (c *saysChunk) put(st statement) {
	c.uint(uint64(st.S - c.last.S))
	c.uint(uint64(st.P))
	c.uint(uint64(st.O))
	c.byte(st.Marks)
	if st.Marks&markBy != 0 {
		c.uint(uint64(st.By))
	}
	c.n, c.last = c.n+1, st
}

// appendStatements reads a chunk.
func appendStatements(all []statement, chunk []byte) ([]statement, error) {
	var subject graph.ID
	for d := (&decoder{rest: chunk}); len(d.rest) > 0; {
		subject += graph.ID(d.uint())
		st := statement{S: subject, P: graph.ID(d.uint()), O: graph.ID(d.uint()), Marks: d.byte()}
		if st.Marks&markBy != 0 {
			st.By = graph.ID(d.uint())
		}
		if d.err != nil {
			return all, fmt.Errorf("what an article says: %w", d.err)
		}
		all = append(all, st)
	}
	return all, nil
}

// saysRecords gives the records of an article that says so; the list is sorted,
// and each statement is once in it.
func saysRecords(article graph.ID, all []statement) []op {
	slices.SortFunc(all, compareStatements)
	var records []op
	for some := range slices.Chunk(slices.Compact(all), statementsPerChunk) {
		chunk := saysChunk{encoder: make(encoder, 0, len(some)*12)}
		for _, st := range some {
			chunk.put(st)
		}
		records = append(records, op{saysKey(article, chunk.last), chunk.encoder})
	}
	return records
}

// A saysReader walks what an article says.
type saysReader struct {
	it    *scanner
	chunk []statement // the rest of the current one
	all   []statement // its memory
	err   error
}

func (v *View) saysReader() *saysReader { return &saysReader{it: scan(v.txn, famSays)} }

func (r *saysReader) Close() { r.it.Close() }

// seek starts over at the article's first statement from start on.
func (r *saysReader) seek(article graph.ID, start statement) {
	r.chunk = nil
	r.it.seekFrom(famSays.key().id(article), saysKey(article, start))
	if r.read() {
		at, _ := slices.BinarySearchFunc(r.chunk, start, compareStatements)
		r.chunk = r.chunk[at:]
	}
}

// read reads the next chunk, false after the last one.
func (r *saysReader) read() bool {
	if r.err != nil || !r.it.next() {
		r.err = errors.Join(r.err, r.it.err)
		return false
	}
	r.all, r.err = appendStatements(r.all[:0], r.it.value())
	r.err = errors.Join(r.err, r.it.err)
	r.chunk = r.all
	return r.err == nil
}

// next gives the next statement, false after the last one.
func (r *saysReader) next() (st statement, ok bool) {
	for len(r.chunk) == 0 {
		if !r.read() {
			return st, false
		}
	}
	st, r.chunk = r.chunk[0], r.chunk[1:]
	return st, true
}

// has tells whether the article says the statement.
func (r *saysReader) has(article graph.ID, st statement) bool {
	r.seek(article, st)
	found, ok := r.next()
	return ok && found == st
}
