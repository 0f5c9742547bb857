package learn

import (
	"math"
	"math/rand/v2"
	"testing"

	"factgraph/ingest/parse/model"
)

// tiny returns a worker over a network small enough to differentiate by hand,
// and a batch that exercises every head.
func tiny(drop *Dropout) (*worker, []*Example) {
	cfg := model.Config{
		Glove: 5, Affix: 4, Gram: 3, Shape: 2, Hidden: 4, Layers: 2,
		Tag: 5, Name: 4, Arc: 5, Label: 3, AffixRows: 16, GramRows: 16, ShapeRows: 8,
	}
	labels := &model.Labels{
		UPOS: []string{"A", "B"}, XPOS: []string{"A", "B", "C"}, Feats: []string{"", "F"},
		Deprel: []string{"root", "obj", "nsubj"}, Names: []string{"PERSON", "ORG"}, Fine: []string{"group", "event"},
	}
	p := newParams(cfg, labels, 6, len(Styles))
	r := rand.New(rand.NewPCG(1, 2))
	vectors := &model.Vectors{Dim: 5, Scale: []float32{0.01, 0.02}, Rows: []int8{10, -20, 30, 40, -50, 60, 7, -80, 9, 10}}
	wk := newWorker(p, p.init(r), vectors, r)
	for i := range wk.w {
		wk.w[i] += float32(r.NormFloat64()) * 0.2
	}
	wk.drop = drop
	wk.grad = make([]float32, p.size)
	word := func() *model.Word {
		return &model.Word{
			Glove: int32(r.IntN(3)) - 1, Known: int32(r.IntN(6)), Shape: int32(r.IntN(8)),
			Affix: []int32{int32(r.IntN(16)), int32(r.IntN(16))}, Grams: []int32{int32(r.IntN(16))},
		}
	}
	example := func(heads []int) *Example {
		e := &Example{Heads: heads, TreeWeight: 0.8, NameWeight: 0.5, Style: len(heads) % 2}
		for range heads {
			e.Words = append(e.Words, word())
			e.Bits = append(e.Bits, uint16(r.IntN(16)))
			e.UPOS, e.XPOS, e.Feats = append(e.UPOS, r.IntN(2)), append(e.XPOS, r.IntN(3)), append(e.Feats, r.IntN(2))
			e.Deprel, e.Names, e.Fine = append(e.Deprel, r.IntN(3)), append(e.Names, r.IntN(9)), append(e.Fine, r.IntN(3)-1)
		}
		return e
	}
	batch := []*Example{example([]int{1, -1}), example([]int{2, 0, -1, 2}), example([]int{-1}), example([]int{-1, 0, 1})}
	batch[2].Heads, batch[2].Deprel = nil, nil
	batch[3].Names = nil
	return wk, batch
}

// TestGradients compares the backward pass of the whole network with numeric
// differences, for every tensor, with and without dropout.
func TestGradients(t *testing.T) {
	for _, drop := range []*Dropout{nil, {Word: 0.2, Learned: 0.2, Part: 0.2, Layer: 0.3, State: 0.3, Hidden: 0.3}} {
		wk, batch := tiny(drop)
		run := func(backward bool) float64 {
			wk.rng = rand.New(rand.NewPCG(7, 7))
			wk.mem.reset()
			p := wk.forward(batch, true)
			save := wk.grad
			if !backward {
				wk.grad = make([]float32, wk.size)
			}
			loss := wk.backward(p, 1)
			wk.grad = save
			return loss.Total()
		}
		run(true)
		base := run(false)
		pick := rand.New(rand.NewPCG(3, 3))
		for _, tn := range wk.list {
			g, w := tn.of(wk.grad), tn.of(wk.w)
			checked := 0
			for range 400 {
				i := pick.IntN(len(g))
				if g[i] == 0 && tn.sparse {
					continue
				}
				if checked++; checked > 25 {
					break
				}
				const eps = 4e-3
				old := w[i]
				w[i] = old + eps
				up := run(false)
				w[i] = old - eps
				down := run(false)
				w[i] = old
				// A step across a kink of LeakyReLU has different slopes on its sides.
				if math.Abs(up+down-2*base) > 0.004*eps+0.01*math.Abs(up-down) {
					checked--
					continue
				}
				numeric := (up - down) / (2 * eps)
				if diff := math.Abs(numeric - float64(g[i])); diff > 2e-3+0.02*math.Abs(numeric) {
					t.Errorf("dropout %v, %s[%d]: backward %.5f, numeric %.5f", drop != nil, tn.name, i, g[i], numeric)
				}
			}
		}
	}
}
