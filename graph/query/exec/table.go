package exec

import (
	"factgraph/graph"
	"factgraph/graph/query/algebra"
)

// A table is a step whose solutions do not depend on the row: they are gathered
// once, and looked up by the variables that are surely bound on both sides (a
// hash join).
type table struct {
	f    *frame
	vars []algebra.Var // what the rows bind, by column; 0 in a row: unbound
	keys []int         // columns that are bound in every row, and in the frame when opened

	// The rows come from a step on a frame of its own, which gets the context
	// of the graph that is being asked.
	source   step
	own      *frame
	contexts []algebra.Var

	filled bool
	filter []graph.ID // the contexts that the rows were gathered with
	rows   [][]graph.ID
	index  map[tableKey][]int32

	matches []int32 // rows to try, by number, if index is used
	at      int
	free    []bool // columns whose variables the current row bound
}

// tableKey holds the first key columns; more than these are compared one by one.
type tableKey [3]graph.ID

func (t *table) open() {
	t.fill()
	t.at = 0
	if t.index == nil {
		return
	}
	var key tableKey
	for i, column := range t.keys[:min(len(t.keys), len(key))] {
		key[i] = t.f.row[t.vars[column]]
	}
	t.matches = t.index[key]
}

// fill gathers the rows, unless it is done already.
func (t *table) fill() {
	if t.filled && t.sameContext() {
		return
	}
	if t.source != nil {
		t.f.shrink(len(t.rows) * rowBytes(len(t.vars)))
		t.rows, t.filter = t.rows[:0], t.filter[:0]
		for _, v := range t.contexts {
			t.own.row[v] = t.f.row[v]
			t.filter = append(t.filter, t.f.row[v])
		}
		for t.source.open(); t.source.next(); {
			if !t.f.grow(rowBytes(len(t.vars))) {
				t.source.stop()
				break
			}
			row := make([]graph.ID, len(t.vars))
			for i, v := range t.vars {
				row[i] = t.own.row[v]
			}
			t.rows = append(t.rows, row)
		}
	}
	t.filled = true
	t.free = make([]bool, len(t.vars))
	t.index = nil
	if len(t.keys) > 0 {
		t.buildIndex()
	}
}

func (t *table) sameContext() bool {
	for i, v := range t.contexts {
		if t.filter[i] != t.f.row[v] {
			return false
		}
	}
	return true
}

func (t *table) buildIndex() {
	t.index = make(map[tableKey][]int32, len(t.rows))
	for n, row := range t.rows {
		var key tableKey
		for i, column := range t.keys[:min(len(t.keys), len(key))] {
			key[i] = row[column]
		}
		t.index[key] = append(t.index[key], int32(n))
	}
}

func (t *table) next() bool {
	t.release()
	for t.f.alive() {
		n := t.at
		if t.index != nil {
			if t.at >= len(t.matches) {
				return false
			}
			n = int(t.matches[t.at])
		} else if t.at >= len(t.rows) {
			return false
		}
		t.at++
		if t.bind(t.rows[n]) {
			return true
		}
	}
	return false
}

// bind puts the row into the frame; false, and nothing is bound, when they
// disagree.
func (t *table) bind(row []graph.ID) bool {
	for i, v := range t.vars {
		if have := t.f.row[v]; row[i] != 0 && have != 0 && have != row[i] {
			t.release()
			return false
		} else if row[i] != 0 && have == 0 {
			t.f.row[v], t.free[i] = row[i], true
		}
	}
	return true
}

// release unbinds what the current row bound.
func (t *table) release() {
	for i, free := range t.free {
		if free {
			t.f.row[t.vars[i]], t.free[i] = 0, false
		}
	}
}

func (t *table) stop() { t.release() }

// overlaps tells whether some row agrees with the frame and shares a bound
// variable with it.
func (t *table) overlaps() bool {
	t.open()
	for n := range t.count() {
		shared, agree := false, true
		for i, id := range t.rows[t.row(n)] {
			if have := t.f.row[t.vars[i]]; id != 0 && have != 0 {
				shared = true
				agree = agree && have == id
			}
		}
		if shared && agree {
			return true
		}
	}
	return false
}

func (t *table) count() int {
	if t.index != nil {
		return len(t.matches)
	}
	return len(t.rows)
}

func (t *table) row(n int) int {
	if t.index != nil {
		return int(t.matches[n])
	}
	return n
}

// A subtract passes when no row of the table agrees with the frame and shares a
// variable with it: MINUS.
type subtract struct {
	rows *table
	done bool
}

func (s *subtract) open() { s.done = false }
func (s *subtract) stop() {}
func (s *subtract) next() bool {
	if s.done {
		return false
	}
	s.done = true
	return !s.rows.overlaps() && s.rows.f.err == nil
}
