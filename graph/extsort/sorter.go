// Package extsort sorts records by key in bounded memory: what does not fit is
// kept in files (an external merge sort).
package extsort

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"os"
	"slices"
)

// A Sorter sorts records by key in bounded memory: it sorts what fits, writes
// it to a file as a run, and merges the runs at the end.
type Sorter struct {
	dir    string
	limit  int // bytes held in memory
	chunks *Pool

	held
	runs    []*os.File
	sorting chan written // the run that is being written meanwhile; nil: none
}

// held are records in memory. Each stands in the arena as its key, the length
// of its value, and its value.
type held struct {
	arena   [][]byte // chunks, filled one after another
	bytes   int      // in them
	entries []entry
}

// An entry is a record in the arena. head is a part of its key, which settles
// most comparisons.
type entry struct {
	head  uint64
	start uint32 // its chunk, and in the last sortChunkBits its place there
	key   uint32 // the length of its key
}

const entrySize = 16

// An arena grows by chunks, which are never copied, and which one sorter after
// another uses. A record that is larger has a chunk of its own.
const (
	sortChunkBits = 18
	sortChunk     = 1 << sortChunkBits
)

// A Pool keeps memory that is not in use, for the next sorter.
type Pool [][]byte

// take gives an empty chunk with room for so many bytes.
func (p *Pool) take(size int) []byte {
	last := len(*p) - 1
	if size > sortChunk || last < 0 {
		return make([]byte, 0, max(size, sortChunk))
	}
	chunk := (*p)[last]
	*p = (*p)[:last]
	return chunk
}

// give takes back the chunks of an arena.
func (p *Pool) give(arena [][]byte) {
	for _, chunk := range arena {
		if cap(chunk) == sortChunk {
			*p = append(*p, chunk[:0])
		}
	}
}

// written is the memory of a run that is written, to be used again.
type written struct {
	held
	err error
}

// New makes a sorter that holds up to limit bytes, twice that while a run is
// written, and has its runs in the folder. Sorters that are used one after
// another may share a pool.
func New(dir string, limit int, chunks *Pool) *Sorter {
	return &Sorter{dir: dir, limit: limit, chunks: chunks}
}

// Size is how many bytes are held.
func (h *held) Size() int { return h.bytes + len(h.entries)*entrySize }

// from is the record and what follows it in its chunk.
func (h *held) from(e entry) []byte { return h.arena[e.start>>sortChunkBits][e.start&(sortChunk-1):] }

func (h *held) key(e entry) []byte { return h.from(e)[:e.key] }

func (h *held) value(e entry) []byte {
	b := h.from(e)[e.key:]
	n, size := binary.Uvarint(b)
	return b[size:][:n]
}

// Add adds a record. Records of the same key come out in the order in which
// they were added.
func (s *Sorter) Add(key, value []byte) error {
	if s.Size()+len(key)+len(value)+entrySize > s.limit && len(s.entries) > 0 {
		if err := s.Spill(); err != nil {
			return err
		}
	}
	if len(s.entries) == cap(s.entries) { // append grows large slices by a quarter only, and would copy them many times over
		s.entries = slices.Grow(s.entries, len(s.entries)+1)
	}
	room := len(key) + binary.MaxVarintLen32 + len(value)
	last := len(s.arena) - 1
	if last < 0 || cap(s.arena[last])-len(s.arena[last]) < room {
		s.arena = append(s.arena, s.chunks.take(room))
		last++
	}
	chunk := s.arena[last]
	start := len(chunk)
	s.entries = append(s.entries, entry{head(key, 0), uint32(last)<<sortChunkBits | uint32(start), uint32(len(key))})
	chunk = binary.AppendUvarint(append(chunk, key...), uint64(len(value)))
	chunk = append(chunk, value...)
	s.arena[last] = chunk
	s.bytes += len(chunk) - start
	return nil
}

// head are the eight bytes of a key from the given one on, zeros after its end.
func head(k []byte, from int) uint64 {
	if len(k) >= from+8 {
		return binary.BigEndian.Uint64(k[from:])
	}
	var b [8]byte
	if from < len(k) {
		copy(b[:], k[from:])
	}
	return binary.BigEndian.Uint64(b[:])
}

// sort sorts the records by key; those of the same key stay in their order.
func (h *held) sort() {
	h.radix(h.entries, make([]entry, len(h.entries)), 0)
}

// fewEntries are sorted by comparing them.
const fewEntries = 48

// radix sorts entries that agree in the bytes before depth, and whose heads
// begin there, by their most significant byte and then each lot of those by
// itself: keys are made of numbers and share long beginnings, which a sort by
// comparing goes through again and again. spare is as long as entries.
func (h *held) radix(entries, spare []entry, depth int) {
	for {
		if len(entries) <= fewEntries {
			slices.SortFunc(entries, h.compare)
			return
		}
		var differ uint64
		for _, e := range entries {
			differ |= e.head ^ entries[0].head
		}
		if differ != 0 {
			h.scatter(entries, spare, depth, 56-bits.LeadingZeros64(differ)&^7)
			return
		}
		// The heads are the same: go on with the next eight bytes of those that
		// have them; the others are the beginning of these.
		depth += 8
		longer := spare[:0]
		ended := 0
		for _, e := range entries {
			if int(e.key) <= depth {
				entries[ended] = e
				ended++
			} else {
				e.head = head(h.key(e), depth)
				longer = append(longer, e)
			}
		}
		copy(entries[ended:], longer)
		slices.SortStableFunc(entries[:ended], func(a, b entry) int { return cmp.Compare(a.key, b.key) })
		entries, spare = entries[ended:], spare[ended:]
	}
}

// scatter sorts by the byte of the heads that is shift bits from their end.
func (h *held) scatter(entries, spare []entry, depth, shift int) {
	var ends [1 << 8]int
	for _, e := range entries {
		ends[byte(e.head>>shift)]++
	}
	sum := 0
	for b, n := range ends {
		ends[b] = sum
		sum += n
	}
	for _, e := range entries {
		b := byte(e.head >> shift)
		spare[ends[b]] = e
		ends[b]++
	}
	copy(entries, spare)
	start := 0
	for _, end := range ends {
		if end-start > 1 {
			h.radix(entries[start:end], spare[start:end], depth)
		}
		start = end
	}
}

// walk calls yield with the records in the order of the entries. Records lie
// all over the memory: some at a time are looked up before they are needed, so
// that the processor waits for them together and not for one after another.
func (h *held) walk(yield func(key, value []byte) error) error {
	var values [32][]byte
	for some := range slices.Chunk(h.entries, len(values)) {
		for i, e := range some {
			values[i] = h.value(e)
		}
		for i, e := range some {
			if err := yield(h.key(e), values[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (h *held) compare(a, b entry) int {
	if a.head != b.head {
		return cmp.Compare(a.head, b.head)
	}
	if order := bytes.Compare(h.key(a), h.key(b)); order != 0 {
		return order
	}
	return cmp.Compare(a.start, b.start)
}

// Spill sorts what is held and writes it to a run, while more is added.
func (s *Sorter) Spill() error {
	spare, err := s.wait()
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(s.dir, "run-*")
	if err != nil {
		return err
	}
	s.runs = append(s.runs, f)
	full := s.held
	s.held = held{entries: spare}
	s.sorting = make(chan written, 1)
	go func(done chan<- written) {
		full.sort()
		done <- written{full, full.write(f)}
	}(s.sorting)
	return nil
}

// wait waits for the run that is being written, and gives its memory.
func (s *Sorter) wait() (spare []entry, err error) {
	if s.sorting == nil {
		return nil, nil
	}
	run := <-s.sorting
	s.sorting = nil
	s.chunks.give(run.arena)
	return run.entries[:0], run.err
}

// write writes the records, each with the length of its key before it.
func (h *held) write(f *os.File) error {
	w := bufio.NewWriterSize(f, maxBuffer)
	var length [binary.MaxVarintLen32]byte
	for _, e := range h.entries {
		b := h.from(e)
		n, size := binary.Uvarint(b[e.key:])
		w.Write(binary.AppendUvarint(length[:0], uint64(e.key)))
		w.Write(b[:int(e.key)+size+int(n)])
	}
	return w.Flush()
}

// A run is written and read by buffers of these sizes, in bytes.
const (
	minBuffer = 4 << 10
	maxBuffer = 256 << 10
)

// Sorted calls yield with all records in the order of their keys. What it gives
// is valid until the next call.
func (s *Sorter) Sorted(yield func(key, value []byte) error) error {
	s.sort()
	if _, err := s.wait(); err != nil {
		return err
	}
	if len(s.runs) == 0 {
		return s.walk(yield)
	}
	merge := make(merge, 0, len(s.runs)+1)
	buffer := min(maxBuffer, max(minBuffer, s.limit/len(s.runs))) // together about as much as is held of records
	for _, f := range s.runs {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		merge = append(merge, &run{r: bufio.NewReaderSize(f, buffer)})
	}
	merge = append(merge, &run{held: s.held})
	for i, source := range merge {
		source.number = i
	}
	return merge.walk(yield)
}

// Reset forgets the records, for others to be added.
func (s *Sorter) Reset() error {
	entries := s.entries[:0]
	err := s.Close()
	s.entries = entries
	return err
}

// Close removes the runs and gives the memory back.
func (s *Sorter) Close() error {
	_, err := s.wait()
	for _, f := range s.runs {
		err = errors.Join(err, f.Close(), os.Remove(f.Name()))
	}
	s.chunks.give(s.arena)
	s.runs, s.held = nil, held{}
	return err
}

// A run gives records in order, from a file or else from memory.
type run struct {
	number int // runs of smaller number were added first
	r      *bufio.Reader
	buffer []byte
	held

	at    []byte
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
		r.at = r.held.key(e)
		r.value = r.held.value(e)
	} else if err := r.read(); err != nil {
		return err
	}
	r.head = head(r.at, 0)
	return nil
}

func (r *run) read() error {
	k, err := binary.ReadUvarint(r.r)
	if err != nil {
		return err // io.EOF at the end of the run
	}
	r.buffer = slices.Grow(r.buffer[:0], int(k))[:k]
	if _, err := io.ReadFull(r.r, r.buffer); err != nil {
		return fmt.Errorf("a run that was cut off: %w", err)
	}
	v, err := binary.ReadUvarint(r.r)
	if err != nil {
		return fmt.Errorf("a run that was cut off: %w", err)
	}
	r.buffer = slices.Grow(r.buffer, int(v))[:k+v]
	if _, err := io.ReadFull(r.r, r.buffer[k:]); err != nil {
		return fmt.Errorf("a run that was cut off: %w", err)
	}
	r.at, r.value = r.buffer[:k], r.buffer[k:]
	return nil
}

func (r *run) before(other *run) bool {
	if r.head != other.head {
		return r.head < other.head
	}
	if order := bytes.Compare(r.at, other.at); order != 0 {
		return order < 0
	}
	return r.number < other.number
}

// A merge is a heap of runs, the one with the smallest key first.
type merge []*run

func (m merge) walk(yield func(key, value []byte) error) error {
	live := m[:0]
	for _, source := range m {
		if err := source.next(); err == nil {
			live = append(live, source)
		} else if err != io.EOF {
			return err
		}
	}
	m = live
	for i := len(m)/2 - 1; i >= 0; i-- {
		m.down(i)
	}
	for len(m) > 0 {
		first := m[0]
		if err := yield(first.at, first.value); err != nil {
			return err
		}
		if err := first.next(); err == io.EOF {
			m[0] = m[len(m)-1]
			m = m[:len(m)-1]
		} else if err != nil {
			return err
		}
		m.down(0)
	}
	return nil
}

// down moves a run down to where it belongs.
func (m merge) down(i int) {
	for {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(m); child++ {
			if m[child].before(m[least]) {
				least = child
			}
		}
		if least == i {
			return
		}
		m[i], m[least] = m[least], m[i]
		i = least
	}
}
