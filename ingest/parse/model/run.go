package model

import (
	"math"
	"slices"
	"sync"

	"factgraph/ingest/parse/nn"
)

// An Analysis is what the model says of one sentence: classes by their index in
// Labels.
type Analysis struct {
	UPOS, XPOS, Feats []int
	Heads             []int // -1 for the root
	Deprel            []int
	Names             []Name
	States            []float32 // words × OutputWidth, where asked for
}

// A Name is a span with its finer type, an index in Labels.Fine that means
// something for MISC names only, and the probability of its least certain tag.
type Name struct {
	NameSpan
	Fine  int
	Score float32
}

// Limits of a batch. Sentences of one batch are computed side by side; how they
// are grouped does not change any result.
const (
	BatchSentences = 36
	BatchWords     = 900
)

// scratch is the memory of one batch, kept between batches.
type scratch struct {
	bytes  []int8
	floats []float32
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func grow[T any](s *[]T, n int) []T {
	if cap(*s) < n {
		*s = make([]T, n)
	}
	*s = (*s)[:n]
	return *s
}

// Analyze runs the model over sentences of words, none of them empty. Sentences
// beyond the limits of a batch are accepted, but take memory in proportion, and
// for a sentence the square of its length.
func (m *Model) Analyze(sentences [][]string, states bool) []*Analysis {
	order := make([]int, 0, len(sentences))
	for i, s := range sentences {
		if len(s) > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(sentences[b]) - len(sentences[a]) })
	out := make([]*Analysis, len(sentences))
	for i := range out {
		out[i] = new(Analysis)
	}
	lengths := make([]int, len(order))
	for i, s := range order {
		lengths[i] = len(sentences[s])
	}
	k := Pack(lengths)
	x := m.inputs(sentences, order, k)
	for layer := range m.lstm {
		x = m.layer(layer, x, k)
	}
	// From here on rows go sentence by sentence.
	y := nn.NewRows(k.Rows, x.Width)
	first := make([]int, len(order))
	at := 0
	for b := range order {
		first[b] = at
		for t := range lengths[b] {
			r := k.Offset[t] + b
			copy(y.Row(at), x.Row(r))
			y.Scale[at], y.Sum[at] = x.Scale[r], x.Sum[r]
			at++
		}
	}
	m.score(y, order, lengths, first, out)
	if states {
		for b, s := range order {
			rows := y.Data[first[b]*y.Width : (first[b]+lengths[b])*y.Width]
			out[s].States = make([]float32, len(rows))
			for i, v := range rows {
				out[s].States[i] = float32(v) * nn.StateScale
			}
		}
	}
	return out
}

// Packed is the layout of a batch: sentences sorted by length, longest first,
// and the rows of all matrices ordered by time, then by sentence. The rows of
// time t are Offset[t] .. Offset[t]+Active[t], so no row is padding.
type Packed struct {
	Offset []int
	Active []int
	Rows   int
}

// Pack lays out sentences of the given lengths, which must not increase.
func Pack(lengths []int) Packed {
	var p Packed
	if len(lengths) == 0 {
		return p
	}
	n := len(lengths)
	for t := range lengths[0] {
		for n > 0 && lengths[n-1] <= t {
			n--
		}
		p.Offset = append(p.Offset, p.Rows)
		p.Active = append(p.Active, n)
		p.Rows += n
	}
	return p
}

func (m *Model) inputs(sentences [][]string, order []int, k Packed) *nn.Rows {
	width := m.config.InputWidth()
	x := nn.NewRows(k.Rows, width)
	row := make([]float32, width)
	for b, s := range order {
		forms := make([]*form, len(sentences[s]))
		words := make([]*Word, len(forms))
		for t, text := range sentences[s] {
			forms[t] = m.form(text)
			words[t] = forms[t].word
		}
		for t, set := range Sentence(words, m.gazetteer) {
			n := copy(row, forms[t].input)
			for bit := range NumBits {
				row[n+bit] = float32(set >> bit & 1)
			}
			x.Set(k.Offset[t]+b, row)
		}
	}
	return x
}

// layer runs both directions of an LSTM layer over packed rows.
func (m *Model) layer(layer int, x *nn.Rows, k Packed) *nn.Rows {
	h := m.config.Hidden
	out := nn.NewRows(k.Rows, 2*h)
	if k.Rows == 0 {
		return out
	}
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	batch := k.Active[0]
	steps := len(k.Offset)
	for d := range 2 {
		w := &m.lstm[layer][d]
		stride := w.input.Stride()
		floats := grow(&s.floats, batch*(stride+h))
		gates, cell := floats[:batch*stride], floats[batch*stride:]
		clear(cell)
		state := nn.NewRows(batch, h)
		for i := range steps {
			t, before := i, i-1
			if d == 1 {
				t, before = steps-1-i, steps-i
			}
			at, n := k.Offset[t], k.Active[t]
			w.input.Product(gates, x, at, n, w.input.bias)
			if i > 0 {
				w.state.Product(gates, state, 0, min(n, k.Active[before]), nil)
			}
			for b := range n {
				nn.Cell(state.Row(b), cell[b*h:(b+1)*h], gates[b*stride:b*stride+4*h])
				state.SetSum(b, nn.StateScale)
				copy(out.Row(at + b)[d*h:], state.Row(b))
				out.Sum[at+b] += state.Sum[b]
				out.Scale[at+b] = nn.StateScale
			}
		}
	}
	return out
}

// score runs the heads over the encoder's rows.
func (m *Model) score(y *nn.Rows, order, lengths, first []int, out []*Analysis) {
	n := len(y.Scale)
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	hw := m.hidden.Stride()
	hid := grow(&s.floats, n*hw)
	m.hidden.Product(hid, y, 0, n, m.hidden.bias)
	nn.Leaky(hid)
	row := func(r int) []float32 { return hid[r*hw : (r+1)*hw] }

	tags := m.apply(&m.tag, n, func(r int) []float32 { return m.heads.Tag.of(row(r)) })
	names := m.apply(&m.name, n, func(r int) []float32 { return m.heads.Name.of(row(r)) })
	query := m.apply(&m.arc, n, func(r int) []float32 { return m.heads.ArcDep.of(row(r)) })
	for b, sent := range order {
		a, at, words := out[sent], first[b], lengths[b]
		m.tags(a, tags, at, words)
		m.names(a, names, at, words)
		scores := make([]float32, words*(words+1))
		for d := range words {
			q := query[(at+d)*m.arc.Stride():][:m.config.Arc]
			arcs := scores[d*(words+1) : (d+1)*(words+1)]
			arcs[0] = nn.Dot(q, m.arcRoot)
			for h := range words {
				arcs[h+1] = nn.Dot(q, m.heads.ArcHead.of(row(at+h)))
			}
		}
		a.Heads = Tree(scores, words)
	}

	z := make([]float32, 3*m.config.Label)
	zs := nn.NewRows(n, len(z))
	for b, sent := range order {
		for d, head := range out[sent].Heads {
			dep, from := m.heads.LabelDep.of(row(first[b]+d)), m.labelRoot
			if head >= 0 {
				from = m.heads.LabelHead.of(row(first[b] + head))
			}
			w := len(dep)
			copy(z, dep)
			copy(z[w:], from)
			for j := range dep {
				z[2*w+j] = dep[j] * from[j]
			}
			zs.Set(first[b]+d, z)
		}
	}
	labels := make([]float32, n*m.label.Stride())
	m.label.Product(labels, zs, 0, n, m.label.bias)
	for b, sent := range order {
		a := out[sent]
		a.Deprel = make([]int, lengths[b])
		for d := range a.Deprel {
			a.Deprel[d] = m.bestLabel(labels[(first[b]+d)*m.label.Stride():], a.Heads[d])
		}
	}
}

// apply quantises n rows and runs a linear layer over them.
func (m *Model) apply(l *linear, n int, row func(r int) []float32) []float32 {
	x := nn.NewRows(n, l.In)
	for r := range n {
		x.Set(r, row(r))
	}
	y := make([]float32, n*l.Stride())
	l.Product(y, x, 0, n, l.bias)
	return y
}

func (m *Model) tags(a *Analysis, logits []float32, at, words int) {
	nu, nx, nf := len(m.labels.UPOS), len(m.labels.XPOS), len(m.labels.Feats)
	all := make([]int, 3*words)
	a.UPOS, a.XPOS, a.Feats = all[:words:words], all[words:2*words:2*words], all[2*words:]
	for t := range words {
		row := logits[(at+t)*m.tag.Stride():]
		a.UPOS[t], a.XPOS[t], a.Feats[t] = Best(row[:nu]), Best(row[nu:nu+nx]), Best(row[nu+nx:nu+nx+nf])
	}
}

func (m *Model) names(a *Analysis, logits []float32, at, words int) {
	tags, fine := m.labels.NameTags(), len(m.labels.Fine)
	rows := make([]float32, words*tags)
	for t := range words {
		copy(rows[t*tags:(t+1)*tags], logits[(at+t)*m.name.Stride():])
	}
	spans := DecodeNames(rows, words, tags)
	if len(spans) == 0 {
		return
	}
	gold := EncodeNames(spans, words)
	for _, sp := range spans {
		n := Name{NameSpan: sp, Score: 1}
		sum := make([]float32, fine)
		for t := sp.First; t <= sp.Last; t++ {
			n.Score = min(n.Score, probability(rows[t*tags:(t+1)*tags], gold[t]))
			for j, v := range logits[(at+t)*m.name.Stride()+tags:][:fine] {
				sum[j] += v
			}
		}
		n.Fine = Best(sum)
		a.Names = append(a.Names, n)
	}
}

// probability is the softmax of one class.
func probability(logits []float32, class int) float32 {
	top := slices.Max(logits)
	sum := 0.0
	for _, v := range logits {
		sum += math.Exp(float64(v - top))
	}
	return float32(math.Exp(float64(logits[class]-top)) / sum)
}

// bestLabel gives the root the label root, and no other word.
func (m *Model) bestLabel(logits []float32, head int) int {
	best := -1
	for i, label := range m.labels.Deprel {
		if (label == "root") != (head < 0) {
			continue
		}
		if best < 0 || logits[i] > logits[best] {
			best = i
		}
	}
	return best
}

// Best is the index of the largest value, the first of equals.
func Best(v []float32) int {
	best := 0
	for i, x := range v {
		if x > v[best] {
			best = i
		}
	}
	return best
}
