package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func random(r *rand.Rand, n int, size float32) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(r.NormFloat64()) * size
	}
	return v
}

func TestTanh(t *testing.T) {
	for x := -12.0; x <= 12; x += 0.001 {
		if d := math.Abs(float64(Tanh(float32(x))) - math.Tanh(x)); d > 1e-6 {
			t.Fatalf("Tanh(%v) is off by %v", x, d)
		}
	}
}

// TestProduct holds every kernel to the plain loops, bit by bit, for all
// remainders of rows, and the plain loops to the product in floating point.
func TestProduct(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, shape := range [][3]int{{1, 3, 4}, {5, 40, 16}, {12, 32, 64}, {31, 70, 320}, {64, 128, 448}} {
		rows, out, in := shape[0], shape[1], shape[2]
		w := random(r, out*in, 0.1)
		m, err := Pack(w, out, in)
		if err != nil {
			t.Fatal(err)
		}
		x := NewRows(rows, in)
		v := random(r, rows*in, 1)
		for i := range rows {
			x.Set(i, v[i*in:(i+1)*in])
		}
		bias := random(r, m.Stride(), 1)
		got := make([]float32, rows*m.Stride())
		m.Product(got, x, 0, rows, bias)
		want := make([]float32, rows*m.Stride())
		for at := 0; at < m.Stride(); at += Panel {
			tl := tile{inputs: in, x: x.Data, width: in, scale: x.Scale, sum: x.Sum, panel: m.Packed[at*in : (at+Panel)*in],
				panelScale: m.Scale[at : at+Panel], base: bias[at : at+Panel], out: want[at:], outStride: m.Stride()}
			multiplyPortable(&tl, 0, rows)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v: Product differs from the plain loops", shape)
		}
		for i := range rows {
			for o := range out {
				exact := float64(bias[o])
				for k := range in {
					exact += float64(w[o*in+k]) * float64(v[i*in+k])
				}
				if d := math.Abs(exact - float64(want[i*m.Stride()+o])); d > 0.02*math.Sqrt(float64(in)) {
					t.Fatalf("%v: row %d output %d is %v, want %v", shape, i, o, want[i*m.Stride()+o], exact)
				}
			}
		}
		before := slices.Clone(got)
		m.Product(got, x, 0, rows, nil)
		for i := range got {
			if d := got[i] - (2*before[i] - bias[i%m.Stride()]); d > 1e-4 || d < -1e-4 {
				t.Fatalf("%v: a product without bias is not added", shape)
			}
		}
	}
}

// TestKernels holds every kernel that the machine can run to the plain loops,
// bit by bit, for all remainders of rows and the largest values.
func TestKernels(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for name, kernel := range kernels() {
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

func TestElementwise(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for _, n := range []int{16, 48, 256, 320} {
		v := random(r, n, 1.5)
		q, want := make([]int8, n), make([]int8, n)
		scale, sum := Quantize(q, v)
		ws, wsum := quantizePortable(want, v)
		if scale != ws || sum != wsum || !slices.Equal(q, want) {
			t.Errorf("Quantize of %d differs: scale %v, %v; sum %d, %d", n, scale, ws, sum, wsum)
		}
		if got := sumBytes(q); got != wsum {
			t.Errorf("sum of %d is %d, want %d", n, got, wsum)
		}
		if s, sum := Quantize(q, make([]float32, n)); s != 0 || sum != 0 || q[n-1] != 0 {
			t.Errorf("Quantize of zeros: %v %v", s, sum)
		}
		gates, state := random(r, 4*n, 2), random(r, n, 1)
		state2 := slices.Clone(state)
		Cell(q, state, gates)
		cellPortable(want, state2, gates)
		for i := range q {
			if d := int(q[i]) - int(want[i]); d > 1 || d < -1 || math.Abs(float64(state[i]-state2[i])) > 1e-5 {
				t.Fatalf("Cell %d of %d: %d, want %d; state %v, want %v", i, n, q[i], want[i], state[i], state2[i])
			}
		}
		trained := make([][]float32, 6)
		for i := range trained {
			trained[i] = make([]float32, n)
		}
		gates2 := slices.Clone(gates)
		CellTrain(gates, state, trained[0], trained[1], trained[2])
		cellTrainPortable(gates2, state, trained[3], trained[4], trained[5])
		for i := range 3 {
			if d := largestDifference(trained[i], trained[i+3]); d > 1e-5 {
				t.Errorf("CellTrain of %d: result %d is off by %v", n, i, d)
			}
		}
		if d := largestDifference(gates, gates2); d > 1e-5 {
			t.Errorf("CellTrain of %d: gates are off by %v", n, d)
		}
		a, b := random(r, n, 1), random(r, n, 1)
		if d := Dot(a, b) - dotPortable(a, b); d > 1e-4 || d < -1e-4 {
			t.Errorf("Dot of %d is off by %v", n, d)
		}
		leaky := slices.Clone(a)
		Leaky(leaky)
		leakyPortable(a)
		if !slices.Equal(leaky, a) {
			t.Errorf("Leaky of %d differs", n)
		}
	}
}

func largestDifference(a, b []float32) float32 {
	d := float32(0)
	for i := range a {
		d = max(d, abs(a[i]-b[i]))
	}
	return d
}

func BenchmarkProduct(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	const rows, out, in = 36, 1024, 512
	m, err := Pack(random(r, out*in, 0.1), out, in)
	if err != nil {
		b.Fatal(err)
	}
	x := NewRows(rows, in)
	for i := range rows {
		x.Set(i, random(r, in, 1))
	}
	y := make([]float32, rows*m.Stride())
	for b.Loop() {
		m.Product(y, x, 0, rows, nil)
	}
	b.ReportMetric(float64(2*rows*out*in)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GOP/s")
}

func BenchmarkCell(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	gates, state, h := random(r, 1024, 1), random(r, 256, 1), make([]int8, 256)
	for b.Loop() {
		Cell(h, state, gates)
	}
}
