package learn

import (
	"math"
	"sync"
)

// adam is the optimiser Adam, with lazy moments for the rows of tables and an
// exponential moving average of all weights, which is what gets evaluated.
type adam struct {
	m, v    []float32
	average []float32
	step    int
}

const (
	beta1, beta2 = 0.9, 0.98
	epsilon      = 1e-8
	clipNorm     = 5.0
	averageEvery = 8
	averageDecay = 0.998 // a step
)

func newAdam(w []float32) *adam {
	return &adam{m: make([]float32, len(w)), v: make([]float32, len(w)), average: append([]float32(nil), w...)}
}

// update adds up the workers' gradients, clips them, takes a step and clears
// them. Its sums have a fixed order, so a run can be repeated exactly. It
// returns the norm of the gradient.
func (a *adam) update(p *params, w []float32, workers []*worker, rate float64) float64 {
	a.step++
	dense := 0
	for _, t := range p.list {
		if t.sparse {
			dense = t.off + t.rows*t.cols
		}
	}
	first := workers[0]
	for _, other := range workers[1:] {
		for t, rows := range other.touched {
			for r := range rows {
				first.touched[t][r] = struct{}{}
				addScaled(t.row(first.grad, int(r)), t.row(other.grad, int(r)), 1)
				clear(t.row(other.grad, int(r)))
			}
			clear(rows)
		}
	}
	shards := len(workers)
	norms := make([]float64, shards)
	parallel(shards, func(i int) {
		lo, hi := shard(dense, p.size, i, shards)
		g := first.grad[lo:hi]
		for _, other := range workers[1:] {
			o := other.grad[lo:hi]
			for j, v := range o {
				g[j] += v
			}
			clear(o)
		}
		norms[i] = squares(g)
	})
	sum := 0.0
	for _, n := range norms {
		sum += n
	}
	for _, t := range p.list {
		if t.sparse {
			sum += squares(t.of(first.grad))
		}
	}
	norm := math.Sqrt(sum)
	scale := float32(1)
	if norm > clipNorm {
		scale = float32(clipNorm / norm)
	}
	bias := math.Sqrt(1-math.Pow(beta2, float64(a.step))) / (1 - math.Pow(beta1, float64(a.step)))
	lr := float32(rate * bias)
	parallel(shards, func(i int) {
		lo, hi := shard(dense, p.size, i, shards)
		a.apply(w, first.grad, lo, hi, lr, scale)
		for _, t := range p.list {
			if !t.sparse {
				continue
			}
			for r := range first.touched[t] {
				if int(r)%shards == i {
					at := t.off + int(r)*t.cols
					a.apply(w, first.grad, at, at+t.cols, lr, scale)
				}
			}
		}
	})
	for _, rows := range first.touched {
		clear(rows)
	}
	if a.step%averageEvery == 0 {
		// Early averages must not remember the random start.
		decay := min(math.Pow(averageDecay, averageEvery), float64(a.step)/float64(a.step+10*averageEvery))
		keep := float32(decay)
		parallel(shards, func(i int) {
			lo, hi := shard(0, p.size, i, shards)
			avg := a.average[lo:hi]
			for j, x := range w[lo:hi] {
				avg[j] += (1 - keep) * (x - avg[j])
			}
		})
	}
	return norm
}

// apply takes Adam's step for the parameters lo..hi and clears their gradient.
func (a *adam) apply(w, grad []float32, lo, hi int, lr, scale float32) {
	ws, g, m, v := w[lo:hi], grad[lo:hi], a.m[lo:hi], a.v[lo:hi]
	for j := range ws {
		d := g[j] * scale
		g[j] = 0
		mj := beta1*m[j] + (1-beta1)*d
		vj := beta2*v[j] + (1-beta2)*d*d
		m[j], v[j] = mj, vj
		ws[j] -= lr * mj / (float32(math.Sqrt(float64(vj))) + epsilon)
	}
}

func squares(v []float32) float64 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	return sum
}

func shard(lo, hi, i, n int) (int, int) {
	size := hi - lo
	return lo + size*i/n, lo + size*(i+1)/n
}

func parallel(n int, f func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}
