package store

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// A sorter sorts records by key in bounded memory: it sorts what fits, writes
// it to a file as a run, and merges the runs at the end.
type sorter struct {
	dir   string
	limit int // bytes held in memory

	arena   []byte
	entries []entry
	runs    []*os.File
	sorting chan error // the run that is being written meanwhile; nil: none
}

// An entry is a record in the arena. head is the beginning of its key, which
// settles most comparisons.
type entry struct {
	head     uint64
	start    int
	key, val uint32 // lengths
}

func newSorter(dir string, limit int) *sorter { return &sorter{dir: dir, limit: limit} }

// add adds a record. Records of the same key come out in the order in which
// they were added.
func (s *sorter) add(k key, value []byte) error {
	if len(s.arena)+len(k)+len(value)+len(s.entries)*entrySize > s.limit && len(s.entries) > 0 {
		if err := s.spill(); err != nil {
			return err
		}
	}
	s.entries = double(s.entries, 1)
	s.arena = double(s.arena, len(k)+len(value))
	s.entries = append(s.entries, entry{head(k), len(s.arena), uint32(len(k)), uint32(len(value))})
	s.arena = append(append(s.arena, k...), value...)
	return nil
}

const entrySize = 24

// double makes room for n more; append grows large slices by a quarter only,
// and would copy them many times over.
func double[E any](s []E, n int) []E {
	if len(s)+n <= cap(s) {
		return s
	}
	return slices.Grow(s, len(s)+n)
}

func head(k []byte) uint64 {
	if len(k) >= 8 {
		return binary.BigEndian.Uint64(k)
	}
	var b [8]byte
	copy(b[:], k)
	return binary.BigEndian.Uint64(b[:])
}

func sortEntries(arena []byte, entries []entry) {
	slices.SortFunc(entries, func(a, b entry) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		if order := bytes.Compare(arena[a.start:a.start+int(a.key)], arena[b.start:b.start+int(b.key)]); order != 0 {
			return order
		}
		return cmp.Compare(a.start, b.start)
	})
}

// spill sorts what is held and writes it to a run, while more is added.
func (s *sorter) spill() error {
	if err := s.wait(); err != nil {
		return err
	}
	f, err := os.CreateTemp(s.dir, "run-*")
	if err != nil {
		return err
	}
	s.runs = append(s.runs, f)
	arena, entries := s.arena, s.entries
	s.arena, s.entries = make([]byte, 0, len(arena)), make([]entry, 0, len(entries)+len(entries)/8)
	s.sorting = make(chan error, 1)
	go func(done chan<- error) {
		sortEntries(arena, entries)
		done <- writeRun(f, arena, entries)
	}(s.sorting)
	return nil
}

// wait waits for the run that is being written.
func (s *sorter) wait() error {
	if s.sorting == nil {
		return nil
	}
	err := <-s.sorting
	s.sorting = nil
	return err
}

func writeRun(f *os.File, arena []byte, entries []entry) error {
	w := bufio.NewWriterSize(f, 256<<10)
	var lengths [2 * binary.MaxVarintLen32]byte
	for _, e := range entries {
		n := binary.PutUvarint(lengths[:], uint64(e.key))
		n += binary.PutUvarint(lengths[n:], uint64(e.val))
		w.Write(lengths[:n])
		w.Write(arena[e.start : e.start+int(e.key+e.val)])
	}
	return w.Flush()
}

// sorted calls yield with all records in the order of their keys. What it gives
// is valid until the next call.
func (s *sorter) sorted(yield func(k key, value []byte) error) error {
	sortEntries(s.arena, s.entries)
	if err := s.wait(); err != nil {
		return err
	}
	merge := &merge{}
	for _, f := range s.runs {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		merge.sources = append(merge.sources, &run{r: bufio.NewReaderSize(f, 256<<10)})
	}
	merge.sources = append(merge.sources, &run{arena: s.arena, entries: s.entries})
	for i, source := range merge.sources {
		source.number = i
	}
	return merge.walk(yield)
}

// close removes the runs.
func (s *sorter) close() error {
	err := s.wait()
	for _, f := range s.runs {
		err = errors.Join(err, f.Close(), os.Remove(f.Name()))
	}
	s.runs, s.arena, s.entries = nil, nil, nil
	return err
}

// A run gives records in order, from a file or else from memory.
type run struct {
	number  int // runs of smaller number were added first
	r       *bufio.Reader
	buffer  []byte
	arena   []byte
	entries []entry

	key   key
	value []byte
	head  uint64
}

// next goes to the next record; io.EOF after the last.
func (r *run) next() error {
	if r.r == nil {
		if len(r.entries) == 0 {
			return io.EOF
		}
		e := r.entries[0]
		r.entries = r.entries[1:]
		middle := e.start + int(e.key)
		r.key, r.value, r.head = r.arena[e.start:middle], r.arena[middle:middle+int(e.val)], e.head
		return nil
	}
	k, err := binary.ReadUvarint(r.r)
	if err != nil {
		return err // io.EOF at the end of the run
	}
	v, err := binary.ReadUvarint(r.r)
	if err != nil {
		return fmt.Errorf("a run that was cut off: %w", err)
	}
	r.buffer = slices.Grow(r.buffer[:0], int(k+v))[:k+v]
	if _, err := io.ReadFull(r.r, r.buffer); err != nil {
		return fmt.Errorf("a run that was cut off: %w", err)
	}
	r.key, r.value = r.buffer[:k], r.buffer[k:]
	r.head = head(r.key)
	return nil
}

// A merge is a heap of runs, the one with the smallest key first.
type merge struct{ sources []*run }

func (m *merge) Len() int      { return len(m.sources) }
func (m *merge) Swap(i, j int) { m.sources[i], m.sources[j] = m.sources[j], m.sources[i] }
func (m *merge) Push(any)      {}

func (m *merge) Less(i, j int) bool {
	a, b := m.sources[i], m.sources[j]
	if a.head != b.head {
		return a.head < b.head
	}
	if order := bytes.Compare(a.key, b.key); order != 0 {
		return order < 0
	}
	return a.number < b.number
}

func (m *merge) Pop() any {
	last := m.sources[len(m.sources)-1]
	m.sources = m.sources[:len(m.sources)-1]
	return last
}

func (m *merge) walk(yield func(k key, value []byte) error) error {
	live := m.sources[:0]
	for _, source := range m.sources {
		if err := source.next(); err == nil {
			live = append(live, source)
		} else if err != io.EOF {
			return err
		}
	}
	m.sources = live
	heap.Init(m)
	for len(m.sources) > 0 {
		first := m.sources[0]
		if err := yield(first.key, first.value); err != nil {
			return err
		}
		if err := first.next(); err == io.EOF {
			heap.Pop(m)
		} else if err != nil {
			return err
		} else {
			heap.Fix(m, 0)
		}
	}
	return nil
}
