//go:build !amd64

package nn

func multiply(t *tile, n int)                         { multiplyPortable(t, 0, n) }
func sumBytes(q []int8) int32                         { return sumPortable(q) }
func Quantize(q []int8, v []float32) (float32, int32) { return quantizePortable(q, v) }
func Cell(h []int8, state, gates []float32)           { cellPortable(h, state, gates) }
func Leaky(v []float32)                               { leakyPortable(v) }
func Dot(a, b []float32) float32                      { return dotPortable(a, b) }
