package store

import (
	"math/bits"
	"sync/atomic"

	"factgraph/graph"
)

// terms keeps decoded terms by their numbers: a two-way set-associative table,
// in which a number's last bits say where it may stand. Numbers are given out
// one after the other, so the terms of one article do not meet there. Readers
// take no lock: every column of every row of an answer comes by here.
type terms struct {
	sets []termSet // a power of two
}

// A termSet holds the term that was put last, and the one before.
type termSet [2]atomic.Pointer[keptTerm]

// A keptTerm is a term in half of a cache line, which is what reading it costs.
type keptTerm struct {
	tag     uint64 // the number, its kind behind it
	value   string
	literal *graph.Term // what is more than a kind and a value
}

// newTerms makes a table for at least so many terms.
func newTerms(size int) *terms {
	return &terms{sets: make([]termSet, 1<<bits.Len(uint(max(size, 2)-1)/2))}
}

func (t *terms) set(id graph.ID) *termSet { return &t.sets[id&graph.ID(len(t.sets)-1)] }

// get gives the term of a number, if it is kept.
func (t *terms) get(id graph.ID) (graph.Term, bool) {
	set := t.set(id)
	for i := range set {
		if kept := set[i].Load(); kept != nil && kept.tag>>8 == uint64(id) {
			if kept.literal != nil {
				return *kept.literal, true
			}
			return graph.Term{Kind: graph.TermKind(kept.tag), Value: kept.value}, true
		}
	}
	return graph.Term{}, false
}

// put keeps a term. Two writers at once may lose one of theirs: it is read again.
func (t *terms) put(id graph.ID, term graph.Term) {
	kept := &keptTerm{tag: uint64(id)<<8 | uint64(term.Kind), value: term.Value}
	if term != (graph.Term{Kind: term.Kind, Value: term.Value}) {
		kept.literal = &term
	}
	set := t.set(id)
	set[1].Store(set[0].Load())
	set[0].Store(kept)
}
