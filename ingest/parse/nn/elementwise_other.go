//go:build !amd64

package nn

func sumBytes(q []int8) int32 { return sumPortable(q) }

// Quantize writes v in 8 bits with one scale, ±127 being the largest magnitude,
// and returns the scale and the sum of the bytes.
func Quantize(q []int8, v []float32) (float32, int32) { return quantizePortable(q, v) }

// Cell is one step of an LSTM of len(state) cells: gates holds the input,
// forget, candidate and output gates before activation; state is updated; the
// outputs go to h in units of StateScale.
func Cell(h []int8, state, gates []float32) { cellPortable(h, state, gates) }

// Leaky applies LeakyReLU to every value.
func Leaky(v []float32) { leakyPortable(v) }

// Dot is the inner product of two vectors of one length.
func Dot(a, b []float32) float32 { return dotPortable(a, b) }

// CellTrain is Cell in floating point, for training: it keeps the activated
// gates in gates, the new state in cell and its tanh in tanhCell, and writes the
// outputs to out; before is the state of the step before.
func CellTrain(gates, before, cell, tanhCell, out []float32) {
	cellTrainPortable(gates, before, cell, tanhCell, out)
}
