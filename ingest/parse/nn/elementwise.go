package nn

import "math"

// quantizePortable writes v in 8 bits with one scale, ±127 being the largest
// magnitude, and returns the scale and the sum of the bytes.
func quantizePortable(q []int8, v []float32) (scale float32, sum int32) {
	top := float32(0)
	for _, x := range v {
		top = max(top, abs(x))
	}
	if top == 0 {
		clear(q)
		return 0, 0
	}
	inverse := 127 / top
	for i, x := range v {
		b := int8(math.RoundToEven(float64(x * inverse)))
		q[i] = b
		sum += int32(b)
	}
	return top / 127, sum
}

func abs(x float32) float32 { return math.Float32frombits(math.Float32bits(x) &^ (1 << 31)) }

func sumPortable(q []int8) int32 {
	sum := int32(0)
	for _, b := range q {
		sum += int32(b)
	}
	return sum
}

// StateScale is the scale of an LSTM's outputs, which lie in -1..1.
const StateScale = 1.0 / 127

// cellPortable is one step of an LSTM of len(state) cells: gates holds the
// input, forget, candidate and output gates before activation; state is
// updated; the outputs go to h in units of StateScale.
func cellPortable(h []int8, state, gates []float32) {
	n := len(state)
	gi, gf, gc, og := gates[:n], gates[n:2*n], gates[2*n:3*n], gates[3*n:4*n]
	for j := range state {
		c := Sigmoid(gf[j])*state[j] + Sigmoid(gi[j])*Tanh(gc[j])
		state[j] = c
		h[j] = int8(math.RoundToEven(float64(127 * Sigmoid(og[j]) * Tanh(c))))
	}
}

func cellTrainPortable(gates, before, cell, tanhCell, out []float32) {
	n := len(cell)
	gi, gf, gc, og := gates[:n], gates[n:2*n], gates[2*n:3*n], gates[3*n:4*n]
	for j := range cell {
		gi[j], gf[j], gc[j], og[j] = Sigmoid(gi[j]), Sigmoid(gf[j]), Tanh(gc[j]), Sigmoid(og[j])
		cell[j] = gi[j]*gc[j] + gf[j]*before[j]
		tanhCell[j] = Tanh(cell[j])
		out[j] = og[j] * tanhCell[j]
	}
}

func leakyPortable(v []float32) {
	for i, x := range v {
		v[i] = LeakyReLU(x)
	}
}

func dotPortable(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return (s0 + s1) + (s2 + s3)
}
