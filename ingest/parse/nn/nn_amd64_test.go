package nn

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestKernels holds every kernel that the machine can run to the plain loops,
// bit by bit, for all remainders of rows and the largest values.
func TestKernels(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	kernels := map[string]func(*tile, int){}
	if hasAVX2 {
		kernels["AVX2"] = multiplyAVX2
	}
	if hasVNNI {
		kernels["VNNI"] = multiplyVNNI
	}
	for name, kernel := range kernels {
		for rows := 1; rows <= 25; rows++ {
			in := 4 * (1 + r.IntN(60))
			w := random(r, Panel*in, 1)
			extreme := rows%3 == 0
			for i := range w {
				if extreme {
					w[i] = float32(1 - 2*r.IntN(2))
				}
			}
			m, err := Pack(w, Panel, in)
			if err != nil {
				t.Fatal(err)
			}
			x := NewRows(rows, in)
			for i := range rows {
				v := random(r, in, 1)
				for j := range v {
					if extreme {
						v[j] = float32(1 - 2*r.IntN(2))
					}
				}
				x.Set(i, v)
			}
			got, want := make([]float32, rows*Panel), make([]float32, rows*Panel)
			tl := tile{inputs: in, x: x.Data, width: in, scale: x.Scale, sum: x.Sum, panel: m.Packed, panelScale: m.Scale,
				base: random(r, Panel, 1), out: want, outStride: Panel}
			multiplyPortable(&tl, 0, rows)
			tl.out = got
			kernel(&tl, rows)
			if !slices.Equal(got, want) {
				t.Errorf("%s differs from the plain loops for %d rows of %d", name, rows, in)
			}
		}
	}
}
