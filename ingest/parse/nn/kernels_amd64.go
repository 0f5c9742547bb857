package nn

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

// What the machine has. AVX-512 with VNNI multiplies 64 bytes an instruction.
var (
	hasVNNI = cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VNNI
	hasAVX2 = cpu.X86.HasAVX2 && cpu.X86.HasFMA
)

// The kernels multiply 12, 4, 2 or 1 rows with a panel.
//
//go:noescape
func product12VNNI(c *call)

//go:noescape
func product4VNNI(c *call)

//go:noescape
func product1VNNI(c *call)

//go:noescape
func product2AVX2(c *call)

//go:noescape
func product1AVX2(c *call)

// n is a multiple of 16 in all of these.
//
//go:noescape
func quantize512(q *int8, v *float32, n int) (scale float32, sum int32)

//go:noescape
func sum512(q *int8, n int) int32

//go:noescape
func cell512(h *int8, state, gates *float32, n int)

//go:noescape
func cellTrain512(gates, before, cell, tanhCell, out *float32, n int)

//go:noescape
func leaky512(v *float32, n int)

//go:noescape
func dot512(a, b *float32, n int) float32

func multiply(t *tile, n int) {
	switch {
	case hasVNNI:
		multiplyVNNI(t, n)
	case hasAVX2:
		multiplyAVX2(t, n)
	default:
		multiplyPortable(t, 0, n)
	}
}

func multiplyVNNI(t *tile, n int) {
	for r := 0; r < n; {
		c := t.call(r)
		switch left := n - r; {
		case left >= 12:
			product12VNNI(&c)
			r += 12
		case left >= 4:
			product4VNNI(&c)
			r += 4
		default:
			product1VNNI(&c)
			r++
		}
	}
}

func multiplyAVX2(t *tile, n int) {
	r := 0
	for ; r+2 <= n; r += 2 {
		c := t.call(r)
		product2AVX2(&c)
	}
	if r < n {
		c := t.call(r)
		product1AVX2(&c)
	}
}

// Quantize writes v in 8 bits with one scale, ±127 being the largest magnitude,
// and returns the scale and the sum of the bytes.
func Quantize(q []int8, v []float32) (scale float32, sum int32) {
	if !hasVNNI || len(v)%16 != 0 || len(v) == 0 {
		return quantizePortable(q, v)
	}
	return quantize512(unsafe.SliceData(q[:len(v)]), unsafe.SliceData(v), len(v))
}

func sumBytes(q []int8) int32 {
	if !hasVNNI || len(q)%16 != 0 || len(q) == 0 {
		return sumPortable(q)
	}
	return sum512(unsafe.SliceData(q), len(q))
}

// Cell is one step of an LSTM of len(state) cells: gates holds the input,
// forget, candidate and output gates before activation; state is updated; the
// outputs go to h in units of StateScale.
func Cell(h []int8, state, gates []float32) {
	n := len(state)
	h, gates = h[:n], gates[:4*n]
	if !hasVNNI || n%16 != 0 || n == 0 {
		cellPortable(h, state, gates)
		return
	}
	cell512(unsafe.SliceData(h), unsafe.SliceData(state), unsafe.SliceData(gates), n)
}

// CellTrain is Cell in floating point, for training: it keeps the activated
// gates in gates, the new state in cell and its tanh in tanhCell, and writes the
// outputs to out; before is the state of the step before.
func CellTrain(gates, before, cell, tanhCell, out []float32) {
	n := len(cell)
	gates, before, tanhCell, out = gates[:4*n], before[:n], tanhCell[:n], out[:n]
	if !hasVNNI || n%16 != 0 || n == 0 {
		cellTrainPortable(gates, before, cell, tanhCell, out)
		return
	}
	cellTrain512(unsafe.SliceData(gates), unsafe.SliceData(before), unsafe.SliceData(cell), unsafe.SliceData(tanhCell), unsafe.SliceData(out), n)
}

// Leaky applies LeakyReLU to every value.
func Leaky(v []float32) {
	if !hasVNNI || len(v)%16 != 0 || len(v) == 0 {
		leakyPortable(v)
		return
	}
	leaky512(unsafe.SliceData(v), len(v))
}

// Dot is the inner product of two vectors of one length.
func Dot(a, b []float32) float32 {
	b = b[:len(a)]
	if !hasVNNI || len(a)%16 != 0 || len(a) == 0 {
		return dotPortable(a, b)
	}
	return dot512(unsafe.SliceData(a), unsafe.SliceData(b), len(a))
}
