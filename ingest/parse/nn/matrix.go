package nn

import "fmt"

// Panel is the number of outputs that a kernel computes side by side; group is
// the number of neighbouring inputs that one instruction multiplies and adds.
const (
	Panel = 32
	group = 4
)

// A Matrix is a quantised weight matrix of a linear layer, Out × In, in the
// order in which the kernels read it: panels of 32 outputs; within a panel,
// groups of 4 inputs; within a group, output after output, 4 bytes each. A byte
// is the weight plus 128, and the weight times Scale of its output is its value.
//
// The slices may lie in read-only memory (an embedded file).
type Matrix struct {
	Out, In int
	Packed  []byte
	Scale   []float32 // one an output, padded to whole panels
}

// Stride is Out rounded up to whole panels: the width of a row of results.
func (m *Matrix) Stride() int { return Stride(m.Out) }

// Stride rounds a number of outputs up to whole panels.
func Stride(out int) int { return (out + Panel - 1) / Panel * Panel }

// PackedSize is the number of bytes of a packed matrix.
func PackedSize(out, in int) int { return Stride(out) * in }

// Pack quantises w (out × in, row-major). in must be a multiple of 4.
func Pack(w []float32, out, in int) (*Matrix, error) {
	if in%group != 0 || len(w) != out*in {
		return nil, fmt.Errorf("pack: %d weights for a %d×%d matrix", len(w), out, in)
	}
	m := &Matrix{Out: out, In: in, Packed: make([]byte, PackedSize(out, in)), Scale: make([]float32, Stride(out))}
	for i := range m.Packed {
		m.Packed[i] = 128
	}
	q := make([]int8, in)
	for o := range out {
		m.Scale[o], _ = Quantize(q, w[o*in:(o+1)*in])
		panel := m.Packed[o/Panel*Panel*in:]
		for i, v := range q {
			panel[i/group*Panel*group+o%Panel*group+i%group] = byte(int(v) + 128)
		}
	}
	return m, nil
}

// Rows are quantised inputs: Data has rows of Width bytes; the value of a byte
// of row r is the byte times Scale[r]. Sum[r] is the sum of the row's bytes.
type Rows struct {
	Width int
	Data  []int8
	Scale []float32
	Sum   []int32
}

// NewRows makes room for n rows.
func NewRows(n, width int) *Rows {
	return &Rows{Width: width, Data: make([]int8, n*width), Scale: make([]float32, n), Sum: make([]int32, n)}
}

// Row returns the bytes of row r.
func (x *Rows) Row(r int) []int8 { return x.Data[r*x.Width : (r+1)*x.Width] }

// Set quantises v into row r.
func (x *Rows) Set(r int, v []float32) { x.Scale[r], x.Sum[r] = Quantize(x.Row(r), v) }

// SetSum fills in scale and sum of a row whose bytes have been written.
func (x *Rows) SetSum(r int, scale float32) {
	x.Scale[r], x.Sum[r] = scale, sumBytes(x.Row(r))
}

// Product computes rows first..first+n of x times m: with bias given, each
// result is bias plus product; with bias nil, the product is added to what
// stands in out. A row of out has m.Stride() columns; row r of the product goes
// to row r-first of out. The sums are exact integers, so a row's result does
// not depend on the rows beside it.
func (m *Matrix) Product(out []float32, x *Rows, first, n int, bias []float32) {
	stride := m.Stride()
	if x.Width != m.In || len(out) < n*stride || len(x.Scale) < first+n || bias != nil && len(bias) < stride {
		panic("nn: shapes of a product do not fit")
	}
	if n == 0 {
		return
	}
	for at := 0; at < stride; at += Panel {
		t := tile{
			inputs: m.In, x: x.Data[first*x.Width:], width: x.Width,
			scale: x.Scale[first : first+n], sum: x.Sum[first : first+n],
			panel: m.Packed[at*m.In : (at+Panel)*m.In], panelScale: m.Scale[at : at+Panel],
			base: out[at:], baseStride: stride, out: out[at:], outStride: stride,
		}
		if bias != nil {
			t.base, t.baseStride = bias[at:at+Panel], 0
		}
		multiply(&t, n)
	}
}

// tile is the product of n rows with one panel.
type tile struct {
	inputs     int
	x          []int8
	width      int
	scale      []float32
	sum        []int32
	panel      []byte
	panelScale []float32
	base       []float32
	baseStride int
	out        []float32
	outStride  int
}

// multiplyPortable is what every kernel must equal, bit by bit.
func multiplyPortable(t *tile, from, n int) {
	for r := from; r < n; r++ {
		var acc [Panel]int32
		x := t.x[r*t.width : r*t.width+t.inputs]
		for g := 0; g+group <= len(x); g += group {
			x0, x1, x2, x3 := int32(x[g]), int32(x[g+1]), int32(x[g+2]), int32(x[g+3])
			p := t.panel[g*Panel : (g+group)*Panel]
			for o := range acc {
				w := p[o*group : o*group+group : o*group+group]
				acc[o] += int32(w[0])*x0 + int32(w[1])*x1 + int32(w[2])*x2 + int32(w[3])*x3
			}
		}
		base := t.base[r*t.baseStride:][:Panel]
		out := t.out[r*t.outStride:][:Panel]
		for o, a := range acc {
			v := float32(a-128*t.sum[r]) * t.scale[r]
			out[o] = base[o] + float32(v*t.panelScale[o])
		}
	}
}
