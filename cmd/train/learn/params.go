// Package learn trains the parser's model: data sets, augmentation, the forward
// and backward passes, the optimiser and the scores.
package learn

import (
	"math"
	"math/rand/v2"

	"factgraph/ingest/parse/model"
)

// A tensor is a matrix within the flat vector of all parameters.
type tensor struct {
	name       string
	rows, cols int
	off        int
	sparse     bool // a table: a step touches few of its rows
}

func (t *tensor) of(flat []float32) []float32 { return flat[t.off : t.off+t.rows*t.cols] }

func (t *tensor) row(flat []float32, r int) []float32 {
	return flat[t.off+r*t.cols : t.off+(r+1)*t.cols]
}

// lstmParams are the weights of one direction of one layer; gates in the order
// input, forget, candidate, output.
type lstmParams struct{ wx, wh, b *tensor }

// params lays out every tensor of the network.
type params struct {
	cfg    model.Config
	labels *model.Labels
	size   int
	list   []*tensor

	word, affix, gram, shape *tensor
	lstm                     [][2]lstmParams // layer, direction
	hidW, hidB               *tensor         // all heads' hidden layers in one matrix
	tagW, tagB               *tensor         // UPOS, XPOS, Feats
	nameW, nameB             *tensor         // BIOES tags, fine types
	style                    *tensor         // what a names data set adds to the hidden layer of names
	arcW, arcB               *tensor         // dependent → query
	arcRoot, labRoot         *tensor         // the root as head
	labW, labB               *tensor
}

func newParams(c model.Config, labels *model.Labels, words, styles int) *params {
	p := &params{cfg: c, labels: labels}
	add := func(name string, rows, cols int, sparse bool) *tensor {
		t := &tensor{name, rows, cols, p.size, sparse}
		p.size += rows * cols
		p.list = append(p.list, t)
		return t
	}
	p.word = add("word", words, c.Glove, true)
	p.affix = add("affix", c.AffixRows, c.Affix, true)
	p.gram = add("gram", c.GramRows, c.Gram, true)
	p.shape = add("shape", c.ShapeRows, c.Shape, true)
	in := c.InputWidth()
	for l := range c.Layers {
		var pair [2]lstmParams
		for d := range pair {
			prefix := "lstm" + string(rune('0'+l)) + string("fb"[d])
			pair[d] = lstmParams{
				wx: add(prefix+".wx", 4*c.Hidden, in, false),
				wh: add(prefix+".wh", 4*c.Hidden, c.Hidden, false),
				b:  add(prefix+".b", 1, 4*c.Hidden, false),
			}
		}
		p.lstm = append(p.lstm, pair)
		in = c.OutputWidth()
	}
	h := c.Hiddens()
	p.hidW, p.hidB = add("hidden.w", h.Width, in, false), add("hidden.b", 1, h.Width, false)
	tags := len(labels.UPOS) + len(labels.XPOS) + len(labels.Feats)
	p.tagW, p.tagB = add("tag.w", tags, c.Tag, false), add("tag.b", 1, tags, false)
	names := labels.NameTags() + len(labels.Fine)
	p.nameW, p.nameB = add("name.w", names, c.Name, false), add("name.b", 1, names, false)
	p.arcW, p.arcB = add("arc.w", c.Arc, c.Arc, false), add("arc.b", 1, c.Arc, false)
	p.arcRoot, p.labRoot = add("arc.root", 1, c.Arc, false), add("label.root", 1, c.Label, false)
	p.labW, p.labB = add("label.w", len(labels.Deprel), 3*c.Label, false), add("label.b", 1, len(labels.Deprel), false)
	p.style = add("style", styles, c.Name, false)
	return p
}

// init draws the starting values: small tables, orthogonal-like uniform
// matrices, a forget gate that starts open.
func (p *params) init(r *rand.Rand) []float32 {
	w := make([]float32, p.size)
	for _, t := range p.list {
		v := t.of(w)
		switch {
		case t == p.style: // all alike at first
		case t.sparse:
			for i := range v {
				v[i] = float32(r.NormFloat64()) * 0.05
			}
		case t.rows > 1:
			bound := math.Sqrt(6 / float64(t.rows+t.cols))
			if t.rows == 4*p.cfg.Hidden {
				bound = math.Sqrt(6 / float64(p.cfg.Hidden+t.cols))
			}
			for i := range v {
				v[i] = float32((2*r.Float64() - 1) * bound)
			}
		case t == p.arcRoot || t == p.labRoot:
			for i := range v {
				v[i] = float32(r.NormFloat64()) * 0.1
			}
		}
	}
	for _, pair := range p.lstm {
		for _, d := range pair {
			b := d.b.of(w)
			for i := p.cfg.Hidden; i < 2*p.cfg.Hidden; i++ {
				b[i] = 1
			}
		}
	}
	zero := p.word.row(w, 0)
	clear(zero)
	return w
}

// Size is the number of parameters.
func (t *Trainer) Size() int { return t.params.size }

// MatrixSize is the number of parameters that every word is multiplied with,
// tables left out.
func (t *Trainer) MatrixSize() int {
	n := 0
	for _, tn := range t.params.list {
		if !tn.sparse {
			n += tn.rows * tn.cols
		}
	}
	return n
}
