package learn

// arena hands out zeroed float32 slices that live until the next reset, so that
// a training step leaves nothing to the garbage collector.
type arena struct {
	block []float32
	used  int
	need  int
}

func (a *arena) take(n int) []float32 {
	a.need += n
	if a.used+n > len(a.block) {
		return make([]float32, n)
	}
	s := a.block[a.used : a.used+n : a.used+n]
	a.used += n
	clear(s)
	return s
}

func (a *arena) reset() {
	if a.need > len(a.block) {
		a.block = make([]float32, a.need+a.need/8)
	}
	a.used, a.need = 0, 0
}
