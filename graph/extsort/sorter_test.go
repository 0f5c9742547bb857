package extsort

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// TestSorter sorts with so little memory that it takes many runs, and compares
// with a stable sort.
func TestSorter(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, limit := range []int{1, 2_000, 1 << 20} {
		dir := t.TempDir()
		s := New(dir, limit, new(Pool))
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
			if err := s.Add(p.key, p.value); err != nil {
				t.Fatal(err)
			}
		}
		slices.SortStableFunc(want, func(a, b pair) int { return bytes.Compare(a.key, b.key) })
		n := 0
		err := s.Sorted(func(k, value []byte) error {
			if n < len(want) && (!bytes.Equal(k, want[n].key) || !bytes.Equal(value, want[n].value)) {
				t.Fatalf("limit %d, record %d: %v %v, want %v", limit, n, k, value, want[n])
			}
			n++
			return nil
		})
		if err != nil || n != len(want) {
			t.Fatalf("limit %d: %d records, want %d; %v", limit, n, len(want), err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("limit %d: %v is left", limit, left)
		}
	}
}
