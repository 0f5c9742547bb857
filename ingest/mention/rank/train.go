package rank

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"sync"
)

// Options of the training.
type Options struct {
	Seed    uint64
	Members int // networks of the ensemble; 0 is one
	Epochs  int
	Rate    float64 // Adam's step at the start; it falls to a tenth
	Dropout float64 // share of features left out at random
	Decay   float64 // weight decay per step, relative to the rate
	Batch   int     // examples per step

	// Progress is told the mean loss of each epoch of each member, by one of
	// them at a time, and may be nil.
	Progress func(epoch int, loss float64, n *Net)
}

// Train fits an ensemble to the examples, its members at the same time. The
// same seed and examples give the same networks. The error is that of ctx.
func Train(ctx context.Context, examples []Example, features int, o Options) (Ensemble, error) {
	e := make(Ensemble, max(1, o.Members))
	failed := make([]error, len(e))
	var members sync.WaitGroup
	var progress sync.Mutex
	for k := range e {
		member := o
		member.Seed += uint64(k)
		if o.Progress != nil {
			member.Progress = func(epoch int, loss float64, n *Net) {
				progress.Lock()
				defer progress.Unlock()
				o.Progress(epoch, loss, n)
			}
		}
		members.Go(func() { e[k], failed[k] = trainNet(ctx, examples, features, member) })
	}
	members.Wait()
	if err := errors.Join(failed...); err != nil {
		return nil, err
	}
	return e, nil
}

func trainNet(ctx context.Context, examples []Example, features int, o Options) (*Net, error) {
	t := newTrainer(features, o)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	steps := o.Epochs * ((len(examples) + o.Batch - 1) / o.Batch)
	for epoch := range o.Epochs {
		t.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		var loss, weight float64
		for start := 0; start < len(order); start += o.Batch {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			for _, i := range order[start:min(start+o.Batch, len(order))] {
				e := &examples[i]
				loss += float64(e.Weight) * t.backward(e)
				weight += float64(e.Weight)
			}
			t.step(1 - 0.9*float64(t.steps)/float64(steps))
		}
		if epoch >= o.Epochs/2 {
			t.average(epoch - o.Epochs/2)
		}
		if o.Progress != nil {
			o.Progress(epoch, loss/max(weight, 1), t.net)
		}
	}
	return t.averaged, nil
}

// average makes t.averaged the mean of the weights after the last n+1 epochs:
// it does better than any of them.
func (t *trainer) average(n int) {
	from := t.net.tensors()
	for k, mean := range t.averaged.tensors() {
		for i, w := range from[k] {
			mean[i] += (w - mean[i]) / float32(n+1)
		}
	}
}

// trainer holds the gradient of a batch and the moments of Adam.
type trainer struct {
	o                       Options
	net, grad, mean, square *Net
	averaged                *Net
	random                  *rand.Rand
	touched                 []bool // rows of the embedding with a gradient
	rows                    []int
	steps                   int

	acts   []activations
	kept   [][]uint16
	shared []uint16
}

// newTrainer begins with a network of small random weights.
func newTrainer(features int, o Options) *trainer {
	t := &trainer{
		net: newNet(features), grad: newNet(features), mean: newNet(features), square: newNet(features),
		averaged: newNet(features), touched: make([]bool, features), o: o,
		random: rand.New(rand.NewPCG(o.Seed, 0x9e3779b97f4a7c15)),
	}
	t.initialise()
	return t
}

func (t *trainer) initialise() {
	fill := func(w []float32, scale float64) {
		for i := range w {
			w[i] = float32(t.random.NormFloat64() * scale)
		}
	}
	fill(t.net.embed, 0.1)
	fill(t.net.layer2, math.Sqrt(2.0/wide))
	fill(t.net.output, math.Sqrt(1.0/narrow))
}

// keep drops features at random.
func (t *trainer) keep(features, into []uint16) []uint16 {
	for _, f := range features {
		if t.random.Float64() >= t.o.Dropout {
			into = append(into, f)
		}
	}
	return into
}

// backward adds the gradient of one example and returns its loss: minus the
// logarithm of the probability that the right candidates have together.
func (t *trainer) backward(e *Example) float64 {
	n := len(e.Candidates)
	for len(t.acts) < n {
		t.acts = append(t.acts, activations{})
		t.kept = append(t.kept, nil)
	}
	t.shared = t.keep(e.Shared, t.shared[:0])
	sum := t.net.sharedSum(t.shared)
	scores := make([]float32, n)
	for i, c := range e.Candidates {
		t.kept[i] = t.keep(c, t.kept[i][:0])
		t.net.forward(sum, t.kept[i], &t.acts[i])
		scores[i] = t.acts[i].score
	}
	softmax(scores)
	var right float32
	for i, p := range scores {
		if e.Right[i] {
			right += p
		}
	}
	right = max(right, 1e-8)
	var total [wide]float32 // gradient of the shared rows
	for i, p := range scores {
		g := p
		if e.Right[i] {
			g -= p / right
		}
		g *= e.Weight
		if g > 1e-6 || g < -1e-6 {
			t.candidate(g, t.kept[i], &t.acts[i], &total)
		}
	}
	t.spread(t.shared, &total)
	for i, g := range total {
		t.grad.bias1[i] += g
	}
	return -math.Log(float64(right))
}

// candidate adds the gradient of one candidate, whose score has gradient g.
func (t *trainer) candidate(g float32, features []uint16, a *activations, total *[wide]float32) {
	var d1 [wide]float32
	for j := range narrow {
		if a.h2[j] <= 0 {
			continue
		}
		t.grad.output[j] += g * a.h2[j]
		d := g * t.net.output[j]
		t.grad.bias2[j] += d
		row := t.net.layer2[j*wide : j*wide+wide : j*wide+wide]
		grad := t.grad.layer2[j*wide : j*wide+wide : j*wide+wide]
		for i := range wide {
			grad[i] += d * a.h1[i]
			d1[i] += d * row[i]
		}
	}
	for i := range wide {
		if a.h1[i] <= 0 {
			d1[i] = 0
		}
		total[i] += d1[i]
	}
	t.spread(features, &d1)
}

// spread adds a gradient to the rows of the features.
func (t *trainer) spread(features []uint16, d *[wide]float32) {
	for _, f := range features {
		if !t.touched[f] {
			t.touched[f] = true
			t.rows = append(t.rows, int(f))
		}
		row := t.grad.embed[int(f)*wide : int(f)*wide+wide : int(f)*wide+wide]
		for i := range wide {
			row[i] += d[i]
		}
	}
}

// Constants of Adam.
const (
	beta1   = 0.9
	beta2   = 0.999
	epsilon = 1e-6
)

// step moves the weights against the gradient and clears it. Rows without a
// gradient rest: their moments don't decay, as usual for sparse features.
func (t *trainer) step(anneal float64) {
	t.steps++
	correct := math.Sqrt(1-math.Pow(beta2, float64(t.steps))) / (1 - math.Pow(beta1, float64(t.steps)))
	rate := float32(t.o.Rate * anneal * correct)
	decay := float32(t.o.Rate * anneal * t.o.Decay)
	update := func(w, g, m, v []float32) {
		for i, gi := range g {
			m[i] += (1 - beta1) * (gi - m[i])
			v[i] += (1 - beta2) * (gi*gi - v[i])
			w[i] -= rate*m[i]/(float32(math.Sqrt(float64(v[i])))+epsilon) + decay*w[i]
			g[i] = 0
		}
	}
	for _, f := range t.rows {
		at, end := f*wide, (f+1)*wide
		update(t.net.embed[at:end], t.grad.embed[at:end], t.mean.embed[at:end], t.square.embed[at:end])
		t.touched[f] = false
	}
	t.rows = t.rows[:0]
	w, g, m, v := t.net.tensors(), t.grad.tensors(), t.mean.tensors(), t.square.tensors()
	for i := 1; i < len(w); i++ {
		update(w[i], g[i], m[i], v[i])
	}
}
