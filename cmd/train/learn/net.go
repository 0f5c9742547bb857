package learn

import (
	"math"
	"math/rand/v2"
	"slices"

	"factgraph/ingest/parse/model"
	"factgraph/ingest/parse/nn"
)

// Dropout holds the rates of what is hidden from the network in training.
type Dropout struct {
	Word    float64 // a token's whole-word vectors
	Learned float64 // a token's learned word alone: it becomes the unknown word
	Part    float64 // a token's affix, n-gram or shape embedding, each
	Layer   float64 // inputs of the recurrent layers and heads, the same for a whole sentence
	State   float64 // the recurrent state, the same at every step
	Hidden  float64 // hidden layers of the heads, the same for a whole sentence
}

// Loss weights of the tasks.
type taskWeights struct{ arc, label, upos, xpos, feats, name, fine float32 }

var defaultTasks = taskWeights{arc: 1, label: 1, upos: 0.4, xpos: 0.4, feats: 0.4, name: 1, fine: 0.2}

// worker runs forward and backward passes over its own batches.
type worker struct {
	*params
	w       []float32 // shared, read only while workers run
	grad    []float32
	touched map[*tensor]map[int32]struct{}
	vectors *model.Vectors
	mem     arena
	rng     *rand.Rand
	drop    *Dropout // nil: no dropout, no noise
	head    model.Columns
	tasks   taskWeights
	frozen  bool // tables get no gradient
}

func newWorker(p *params, w []float32, v *model.Vectors, rng *rand.Rand) *worker {
	wk := &worker{params: p, w: w, vectors: v, rng: rng, head: p.cfg.Hiddens(), tasks: defaultTasks, touched: map[*tensor]map[int32]struct{}{}}
	for _, t := range p.list {
		if t.sparse {
			wk.touched[t] = map[int32]struct{}{}
		}
	}
	return wk
}

// pass is everything a forward pass computed.
type pass struct {
	batch  []*Example // longest first
	k      model.Packed
	first  []int     // first row of each sentence in the sentence-major matrices
	inputs []tokenIn // packed order

	x      [][]float32 // input of each layer, after dropout
	xmask  [][]float32 // sentences × width
	hmask  [][2][]float32
	states [][2]lstmState

	y          []float32 // encoder output, sentence-major, after dropout
	ymask      []float32
	hid        []float32
	hidAct     []float32 // slope of the activation times dropout
	tagLogits  []float32
	nameLogits []float32
	query      []float32
	arcs       [][]float32 // per sentence, n × (n+1)
	z          []float32   // input of the label classifier
	labLogits  []float32
}

// tokenIn is what the input layer did for one token.
type tokenIn struct {
	word                           *model.Word
	known                          int32
	keepWord                       float32
	keepAffix, keepGram, keepShape float32
}

// mask draws an inverted dropout mask, nil when the rate is zero.
func (wk *worker) mask(n int, rate float64) []float32 {
	if wk.drop == nil || rate == 0 {
		return nil
	}
	m := wk.mem.take(n)
	keep := float32(1 / (1 - rate))
	for i := range m {
		if wk.rng.Float64() >= rate {
			m[i] = keep
		}
	}
	return m
}

func (wk *worker) drops(rate float64) bool { return wk.drop != nil && wk.rng.Float64() < rate }

func (wk *worker) rates() Dropout {
	if wk.drop == nil {
		return Dropout{}
	}
	return *wk.drop
}

func (wk *worker) input(p *pass) []float32 {
	c := wk.cfg
	width := c.InputWidth()
	x := wk.mem.take(p.k.Rows * width)
	p.inputs = make([]tokenIn, p.k.Rows)
	rate := wk.rates()
	for t, at := range p.k.Offset {
		for b := range p.k.Active[t] {
			ex := p.batch[b]
			row := x[(at+b)*width : (at+b+1)*width]
			in := tokenIn{word: ex.Words[t], keepWord: 1, keepAffix: 1, keepGram: 1, keepShape: 1}
			in.known = in.word.Known
			if wk.drops(rate.Learned) {
				in.known = 0
			}
			if wk.drops(rate.Word) {
				in.keepWord = 0
			}
			if wk.drops(rate.Part) {
				in.keepAffix = 0
			}
			if wk.drops(rate.Part) {
				in.keepGram = 0
			}
			if wk.drops(rate.Part) {
				in.keepShape = 0
			}
			p.inputs[at+b] = in
			if in.keepWord > 0 {
				copy(row, wk.word.row(wk.w, int(in.known)))
				if g := in.word.Glove; g >= 0 {
					scale := wk.vectors.Scale[g]
					for j, v := range wk.vectors.Rows[int(g)*c.Glove : (int(g)+1)*c.Glove] {
						row[j] += scale * float32(v)
					}
				}
			}
			row = row[c.Glove:]
			if in.keepAffix > 0 {
				for _, a := range in.word.Affix {
					addScaled(row[:c.Affix], wk.affix.row(wk.w, int(a)), model.AffixScale)
				}
			}
			row = row[c.Affix:]
			if in.keepGram > 0 {
				s := model.GramScale(len(in.word.Grams))
				for _, g := range in.word.Grams {
					addScaled(row[:c.Gram], wk.gram.row(wk.w, int(g)), s)
				}
			}
			row = row[c.Gram:]
			if in.keepShape > 0 {
				copy(row, wk.shape.row(wk.w, int(in.word.Shape)))
			}
			row = row[c.Shape:]
			for bit := range model.NumBits {
				if ex.Bits[t]>>bit&1 != 0 {
					row[bit] = 1
				}
			}
		}
	}
	return x
}

func (wk *worker) inputBackward(p *pass, dx []float32) {
	c := wk.cfg
	width := c.InputWidth()
	for r, in := range p.inputs {
		row := dx[r*width : (r+1)*width]
		if in.keepWord > 0 {
			wk.touch(wk.word, in.known, row[:c.Glove], 1)
		}
		row = row[c.Glove:]
		if in.keepAffix > 0 {
			for _, a := range in.word.Affix {
				wk.touch(wk.affix, a, row[:c.Affix], model.AffixScale)
			}
		}
		row = row[c.Affix:]
		if in.keepGram > 0 {
			s := model.GramScale(len(in.word.Grams))
			for _, g := range in.word.Grams {
				wk.touch(wk.gram, g, row[:c.Gram], s)
			}
		}
		row = row[c.Gram:]
		if in.keepShape > 0 {
			wk.touch(wk.shape, in.word.Shape, row[:c.Shape], 1)
		}
	}
}

func (wk *worker) touch(t *tensor, r int32, d []float32, scale float32) {
	wk.touched[t][r] = struct{}{}
	addScaled(t.row(wk.grad, int(r)), d, scale)
}

func addScaled(dst, src []float32, s float32) {
	for j, v := range src {
		dst[j] += s * v
	}
}

// forward runs the network over a batch; it sorts the batch by length.
func (wk *worker) forward(batch []*Example, goldHeads bool) *pass {
	slices.SortStableFunc(batch, func(a, b *Example) int { return len(b.Words) - len(a.Words) })
	lengths := make([]int, len(batch))
	first := make([]int, len(batch))
	rows := 0
	for i, e := range batch {
		lengths[i], first[i] = len(e.Words), rows
		rows += len(e.Words)
	}
	p := &pass{batch: batch, k: model.Pack(lengths), first: first}
	rate := wk.rates()

	x := wk.input(p)
	width := wk.cfg.InputWidth()
	h := wk.cfg.Hidden
	for l := range wk.lstm {
		var mask []float32
		if l > 0 { // the input has dropout of its own kind
			mask = wk.mask(len(batch)*width, rate.Layer)
		}
		applyPacked(p.k, x, mask, width)
		p.x, p.xmask = append(p.x, x), append(p.xmask, mask)
		out := wk.mem.take(rows * 2 * h)
		var states [2]lstmState
		var masks [2][]float32
		for d := range states {
			masks[d] = wk.mask(len(batch)*h, rate.State)
			states[d] = lstmForward(wk.w, wk.lstm[l][d], p.k, x, masks[d], out[d*h:], 2*h, d == 1, &wk.mem)
		}
		p.states, p.hmask = append(p.states, states), append(p.hmask, masks)
		x, width = out, 2*h
	}

	p.y = wk.mem.take(rows * width)
	p.ymask = wk.mask(len(batch)*width, rate.Layer)
	for b, e := range batch {
		for t := range e.Words {
			dst := p.y[(first[b]+t)*width : (first[b]+t+1)*width]
			copy(dst, x[(p.k.Offset[t]+b)*width:])
			if p.ymask != nil {
				for j, m := range p.ymask[b*width : (b+1)*width] {
					dst[j] *= m
				}
			}
		}
	}
	wk.heads(p, rows, width, rate, goldHeads)
	return p
}

// applyPacked multiplies each row with its sentence's mask.
func applyPacked(k model.Packed, x, mask []float32, width int) {
	if mask == nil {
		return
	}
	for t, at := range k.Offset {
		n := k.Active[t] * width
		for j, m := range mask[:n] {
			x[at*width+j] *= m
		}
	}
}

func (wk *worker) linear(x []float32, ldx, rows int, w, b *tensor) []float32 {
	y := wk.mem.take(rows * w.rows)
	bias := b.of(wk.w)
	for r := range rows {
		copy(y[r*w.rows:], bias)
	}
	gemm(false, true, rows, w.rows, w.cols, x, ldx, w.of(wk.w), w.cols, 1, y, w.rows)
	return y
}

// linearBackward adds the gradients of a linear layer and adds that of its
// input to dx.
func (wk *worker) linearBackward(x []float32, ldx, rows int, w, b *tensor, dy, dx []float32, lddx int) {
	gemm(true, false, w.rows, w.cols, rows, dy, w.rows, x, ldx, 1, w.of(wk.grad), w.cols)
	addColumns(b.of(wk.grad), dy, rows, w.rows)
	gemm(false, false, rows, w.cols, w.rows, dy, w.rows, w.of(wk.w), w.cols, 1, dx, lddx)
}

func (wk *worker) heads(p *pass, rows, width int, rate Dropout, goldHeads bool) {
	hw := wk.head.Width
	p.hid = wk.linear(p.y, width, rows, wk.hidW, wk.hidB)
	p.hidAct = wk.mem.take(rows * hw)
	hmask := wk.mask(len(p.batch)*hw, rate.Hidden)
	for b, e := range p.batch {
		for t := range e.Words {
			at := (p.first[b] + t) * hw
			addScaled(p.hid[at+wk.head.Name.At:][:wk.head.Name.Width], wk.style.row(wk.w, e.Style), 1)
			for j := range hw {
				slope := float32(1)
				if p.hid[at+j] < 0 {
					slope = nn.Leak
				}
				if hmask != nil {
					slope *= hmask[b*hw+j]
				}
				p.hidAct[at+j] = slope
				p.hid[at+j] *= slope
			}
		}
	}
	p.tagLogits = wk.linear(p.hid[wk.head.Tag.At:], hw, rows, wk.tagW, wk.tagB)
	p.nameLogits = wk.linear(p.hid[wk.head.Name.At:], hw, rows, wk.nameW, wk.nameB)
	p.query = wk.linear(p.hid[wk.head.ArcDep.At:], hw, rows, wk.arcW, wk.arcB)

	a := wk.cfg.Arc
	root := wk.arcRoot.of(wk.w)
	p.arcs = make([][]float32, len(p.batch))
	for b, e := range p.batch {
		if goldHeads && e.Heads == nil {
			continue
		}
		n := len(e.Words)
		s := wk.mem.take(n * (n + 1))
		q := p.query[p.first[b]*a:]
		gemm(false, true, n, n, a, q, a, p.hid[p.first[b]*hw+wk.head.ArcHead.At:], hw, 0, s[1:], n+1)
		for d := range n {
			sum := float32(0)
			for j, v := range root {
				sum += v * q[d*a+j]
			}
			s[d*(n+1)] = sum
		}
		p.arcs[b] = s
	}
	if goldHeads {
		wk.scoreLabels(p, func(b int) []int { return p.batch[b].Heads })
	}
}

// scoreLabels scores the relation of every token to the head that heads gives.
func (wk *worker) scoreLabels(p *pass, heads func(b int) []int) {
	hw, r := wk.head.Width, wk.cfg.Label
	p.z = wk.mem.take(p.k.Rows * 3 * r)
	root := wk.labRoot.of(wk.w)
	for b := range p.batch {
		hs := heads(b)
		for t, head := range hs {
			row := p.first[b] + t
			dep := p.hid[row*hw+wk.head.LabelDep.At:][:r]
			from := root
			if head >= 0 {
				from = p.hid[(p.first[b]+head)*hw+wk.head.LabelHead.At:][:r]
			}
			z := p.z[row*3*r : (row+1)*3*r]
			copy(z, dep)
			copy(z[r:], from)
			for j := range r {
				z[2*r+j] = dep[j] * from[j]
			}
		}
	}
	p.labLogits = wk.linear(p.z, 3*r, p.k.Rows, wk.labW, wk.labB)
}

// crossEntropy turns logits into the gradient of -weight·log softmax(gold) and
// returns that loss.
func crossEntropy(logits []float32, gold int, weight float32) float64 {
	top := slices.Max(logits)
	sum := 0.0
	for _, v := range logits {
		sum += math.Exp(float64(v - top))
	}
	loss := math.Log(sum) - float64(logits[gold]-top)
	scale := float64(weight) / sum
	for j, v := range logits {
		logits[j] = float32(math.Exp(float64(v-top)) * scale)
	}
	logits[gold] -= weight
	return loss * float64(weight)
}

// Losses of a batch, summed over its tokens, by task.
type Losses struct{ Arc, Label, Tags, Name float64 }

// Total is the sum over the tasks.
func (l Losses) Total() float64 { return l.Arc + l.Label + l.Tags + l.Name }

// backward computes the losses of a forward pass with gold heads and adds the
// gradients, scaled by scale, to grad. It overwrites the logits.
func (wk *worker) backward(p *pass, scale float32) Losses {
	var loss Losses
	hw, a, r := wk.head.Width, wk.cfg.Arc, wk.cfg.Label
	rows := p.k.Rows
	dhid := wk.mem.take(rows * hw)

	tags, names := wk.tagW.rows, wk.nameW.rows
	nu, nx := len(wk.labels.UPOS), len(wk.labels.XPOS)
	bioes := wk.labels.NameTags()
	dquery := wk.mem.take(rows * a)
	for b, e := range p.batch {
		trees, named := scale*e.TreeWeight, scale*e.NameWeight
		for t := range e.Words {
			row := p.first[b] + t
			tl := p.tagLogits[row*tags : (row+1)*tags]
			if e.UPOS != nil {
				loss.Tags += crossEntropy(tl[:nu], e.UPOS[t], wk.tasks.upos*trees)
				loss.Tags += crossEntropy(tl[nu:nu+nx], e.XPOS[t], wk.tasks.xpos*trees)
				loss.Tags += crossEntropy(tl[nu+nx:], e.Feats[t], wk.tasks.feats*trees)
			} else {
				clear(tl)
			}
			nl := p.nameLogits[row*names : (row+1)*names]
			if e.Names != nil && e.Names[t] >= 0 {
				loss.Name += crossEntropy(nl[:bioes], e.Names[t], wk.tasks.name*named)
			} else {
				clear(nl[:bioes])
			}
			if e.Fine != nil && e.Fine[t] >= 0 {
				loss.Name += crossEntropy(nl[bioes:], e.Fine[t], wk.tasks.fine*named)
			} else {
				clear(nl[bioes:])
			}
			ll := p.labLogits[row*wk.labW.rows : (row+1)*wk.labW.rows]
			if e.Heads != nil {
				loss.Label += crossEntropy(ll, e.Deprel[t], wk.tasks.label*trees)
			} else {
				clear(ll)
			}
		}
		if e.Heads == nil {
			continue
		}
		n := len(e.Words)
		s := p.arcs[b]
		for t, head := range e.Heads {
			row := s[t*(n+1) : (t+1)*(n+1)]
			row[t+1] = -1e4
			loss.Arc += crossEntropy(row, head+1, wk.tasks.arc*trees)
		}
		base := p.first[b]
		q, dq := p.query[base*a:], dquery[base*a:]
		hh, dhh := p.hid[base*hw+wk.head.ArcHead.At:], dhid[base*hw+wk.head.ArcHead.At:]
		gemm(false, false, n, a, n, s[1:], n+1, hh, hw, 0, dq, a)
		gemm(true, false, n, a, n, s[1:], n+1, q, a, 1, dhh, hw)
		root, droot := wk.arcRoot.of(wk.w), wk.arcRoot.of(wk.grad)
		for t := range n {
			d := s[t*(n+1)]
			addScaled(dq[t*a:(t+1)*a], root, d)
			addScaled(droot, q[t*a:(t+1)*a], d)
		}
	}

	wk.linearBackward(p.hid[wk.head.Tag.At:], hw, rows, wk.tagW, wk.tagB, p.tagLogits, dhid[wk.head.Tag.At:], hw)
	wk.linearBackward(p.hid[wk.head.Name.At:], hw, rows, wk.nameW, wk.nameB, p.nameLogits, dhid[wk.head.Name.At:], hw)
	wk.linearBackward(p.hid[wk.head.ArcDep.At:], hw, rows, wk.arcW, wk.arcB, dquery, dhid[wk.head.ArcDep.At:], hw)

	dz := wk.mem.take(rows * 3 * r)
	wk.linearBackward(p.z, 3*r, rows, wk.labW, wk.labB, p.labLogits, dz, 3*r)
	droot := wk.labRoot.of(wk.grad)
	for b, e := range p.batch {
		for t, head := range e.Heads {
			row := p.first[b] + t
			z, d := p.z[row*3*r:(row+1)*3*r], dz[row*3*r:(row+1)*3*r]
			ddep := dhid[row*hw+wk.head.LabelDep.At:][:r]
			dfrom := droot
			if head >= 0 {
				dfrom = dhid[(p.first[b]+head)*hw+wk.head.LabelHead.At:][:r]
			}
			for j := range r {
				ddep[j] += d[j] + d[2*r+j]*z[r+j]
				dfrom[j] += d[r+j] + d[2*r+j]*z[j]
			}
		}
	}
	for j, s := range p.hidAct {
		dhid[j] *= s
	}
	for b, e := range p.batch {
		for t := range e.Words {
			addScaled(wk.style.row(wk.grad, e.Style), dhid[(p.first[b]+t)*hw+wk.head.Name.At:][:wk.head.Name.Width], 1)
		}
	}

	width := wk.cfg.OutputWidth()
	dy := wk.mem.take(rows * width)
	wk.linearBackward(p.y, width, rows, wk.hidW, wk.hidB, dhid, dy, width)
	dout := wk.mem.take(rows * width)
	for b, e := range p.batch {
		for t := range e.Words {
			src := dy[(p.first[b]+t)*width : (p.first[b]+t+1)*width]
			dst := dout[(p.k.Offset[t]+b)*width:][:width]
			copy(dst, src)
			if p.ymask != nil {
				for j, m := range p.ymask[b*width : (b+1)*width] {
					dst[j] *= m
				}
			}
		}
	}
	h := wk.cfg.Hidden
	for l := len(wk.lstm) - 1; l >= 0; l-- {
		in := wk.lstm[l][0].wx.cols
		dx := wk.mem.take(rows * in)
		for d := range 2 {
			lstmBackward(wk.w, wk.grad, wk.lstm[l][d], p.k, p.x[l], p.hmask[l][d], p.states[l][d], dout[d*h:], 2*h, dx, d == 1, &wk.mem)
		}
		applyPacked(p.k, dx, p.xmask[l], in)
		dout = dx
	}
	if !wk.frozen {
		wk.inputBackward(p, dout)
	}
	return loss
}
