package exec

import (
	"cmp"
	"container/heap"
	"slices"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/value"
)

// A distinct drops solutions that it has seen.
type distinct struct {
	f     *frame
	inner step
	vars  []algebra.Var
	seen  map[string]bool
	key   []byte
}

func (s *distinct) open() {
	s.forget()
	s.seen = make(map[string]bool)
	s.inner.open()
}

func (s *distinct) next() bool {
	for s.inner.next() {
		s.key = appendKey(s.key[:0], s.f.row, s.vars)
		if s.seen[string(s.key)] {
			continue
		}
		if !s.f.grow(len(s.key) + 64) {
			s.inner.stop()
			break
		}
		s.seen[string(s.key)] = true
		return true
	}
	s.forget()
	return false
}

func (s *distinct) stop() {
	s.inner.stop()
	s.forget()
}

func (s *distinct) forget() {
	s.f.shrink(len(s.seen) * (8*len(s.vars) + 64))
	s.seen = nil
}

// appendKey writes the values of the variables as bytes.
func appendKey(key []byte, row []graph.ID, vars []algebra.Var) []byte {
	for _, v := range vars {
		id := row[v]
		key = append(key, byte(id), byte(id>>8), byte(id>>16), byte(id>>24), byte(id>>32), byte(id>>40), byte(id>>48), byte(id>>56))
	}
	return key
}

// A slice skips solutions and ends early.
type slice struct {
	inner         step
	offset, limit int64 // limit < 0: none
	given         int64
	skipped       bool
	done          bool
}

func (s *slice) open() {
	s.given, s.skipped, s.done = 0, false, false
	s.inner.open()
}

func (s *slice) next() bool {
	if s.done {
		return false
	}
	if s.limit >= 0 && s.given >= s.limit {
		s.inner.stop()
		s.done = true
		return false
	}
	for n := s.offset; !s.skipped && n > 0; n-- {
		if !s.inner.next() {
			s.done = true
			return false
		}
	}
	s.skipped = true
	s.given++
	s.done = !s.inner.next()
	return !s.done
}

func (s *slice) stop() {
	if !s.done {
		s.inner.stop()
		s.done = true
	}
}

// A sorter gathers the solutions and gives them in order; with a limit it keeps
// the first ones only.
type sorter struct {
	f     *frame
	inner step
	vars  []algebra.Var
	keys  []sortKey
	limit int64 // < 0: none

	rows sorted
	at   int
	set  bool // the frame holds a row of ours
}

type sortKey struct {
	expr expression
	desc bool
}

type sortedRow struct {
	row  []graph.ID
	keys []value.Value
	n    int // place in the input: the sort is stable
}

// sorted is a heap with the last row on top.
type sorted struct {
	rows []sortedRow
	keys []sortKey
}

func (s *sorted) compare(a, b *sortedRow) int {
	for i, k := range s.keys {
		c := value.Order(a.keys[i], b.keys[i])
		if k.desc {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return cmp.Compare(a.n, b.n)
}

func (s *sorted) Len() int           { return len(s.rows) }
func (s *sorted) Less(i, j int) bool { return s.compare(&s.rows[i], &s.rows[j]) > 0 }
func (s *sorted) Swap(i, j int)      { s.rows[i], s.rows[j] = s.rows[j], s.rows[i] }
func (s *sorted) Push(x any)         { s.rows = append(s.rows, x.(sortedRow)) }
func (s *sorted) Pop() any {
	last := s.rows[len(s.rows)-1]
	s.rows = s.rows[:len(s.rows)-1]
	return last
}

func (s *sorter) open() {
	s.rows, s.at, s.set = sorted{keys: s.keys}, 0, false
	n := 0
	for s.inner.open(); s.inner.next(); n++ {
		r := sortedRow{n: n, row: make([]graph.ID, len(s.vars)), keys: make([]value.Value, len(s.keys))}
		for i, v := range s.vars {
			r.row[i] = s.f.row[v]
		}
		for i, k := range s.keys {
			r.keys[i], _ = k.expr(s.f)
		}
		full := s.limit >= 0 && int64(len(s.rows.rows)) >= s.limit
		switch {
		case full && (s.limit == 0 || s.rows.compare(&r, &s.rows.rows[0]) >= 0):
			continue
		case full:
			s.rows.rows[0] = r
			heap.Fix(&s.rows, 0)
			continue
		case !s.f.grow(rowBytes(len(s.vars) + 24*len(s.keys))):
			s.inner.stop()
			return
		}
		if s.limit >= 0 {
			heap.Push(&s.rows, r)
		} else {
			s.rows.rows = append(s.rows.rows, r)
		}
	}
	slices.SortFunc(s.rows.rows, func(a, b sortedRow) int { return s.rows.compare(&a, &b) })
}

func (s *sorter) next() bool {
	s.release()
	if s.at >= len(s.rows.rows) || !s.f.alive() {
		s.stop()
		return false
	}
	for i, v := range s.vars {
		s.f.row[v] = s.rows.rows[s.at].row[i]
	}
	s.at++
	s.set = true
	return true
}

func (s *sorter) release() {
	if s.set {
		for _, v := range s.vars {
			s.f.row[v] = 0
		}
		s.set = false
	}
}

func (s *sorter) stop() {
	s.release()
	s.f.shrink(len(s.rows.rows) * rowBytes(len(s.vars)+24*len(s.keys)))
	s.rows.rows = nil
}
