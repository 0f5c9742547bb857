package store

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"factgraph/graph"
)

// TestSorter sorts with so little memory that it takes many runs, and compares
// with a stable sort.
func TestSorter(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, limit := range []int{1, 2_000, 1 << 20} {
		dir := t.TempDir()
		s := newSorter(dir, limit, new(chunkPool))
		type pair struct{ key, value []byte }
		var want []pair
		for n := range 1_000 {
			p := pair{make([]byte, r.IntN(12)), binary.AppendUvarint(nil, uint64(n))}
			for i := range p.key {
				p.key[i] = byte(r.IntN(3))
			}
			if n%300 == 0 {
				p.value = make([]byte, sortChunk+n) // a chunk of its own
			}
			want = append(want, p)
			if err := s.add(p.key, p.value); err != nil {
				t.Fatal(err)
			}
		}
		slices.SortStableFunc(want, func(a, b pair) int { return bytes.Compare(a.key, b.key) })
		n := 0
		err := s.sorted(func(k key, value []byte) error {
			if n < len(want) && (!bytes.Equal(k, want[n].key) || !bytes.Equal(value, want[n].value)) {
				t.Fatalf("limit %d, record %d: %v %v, want %v", limit, n, []byte(k), value, want[n])
			}
			n++
			return nil
		})
		if err != nil || n != len(want) {
			t.Fatalf("limit %d: %d records, want %d; %v", limit, n, len(want), err)
		}
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("limit %d: %v is left", limit, left)
		}
	}
}

// FuzzDecode reads any bytes as every record: an error at worst.
func FuzzDecode(f *testing.F) {
	f.Add([]byte{1, 2, 3})
	f.Add([]byte{0, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Add(bytes.Repeat([]byte{1}, 60))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = decodeTerm(b)
		_, _ = decodeArticle(b)
		_, _ = decodeParts(b, func(graph.ID) (graph.EntityID, error) { return "", nil })
		_, _, _ = decodeTally(b)
		_, _, _ = decodeFact(b)
		_, _ = decodeNamed(b)
		_, _ = evidencePhrases(b, "p")
		_, _ = joinEvidence(b, append(b, 1))
		_, _ = decodeLinks("a", b, func(graph.ID) (graph.EntityID, error) { return "", nil })
		for o := spo; o < orders; o++ {
			_, _, _ = readStatement(o, b)
		}
	})
}
