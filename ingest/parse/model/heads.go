package model

import (
	"math"
	"slices"

	"factgraph/ingest/parse/nn"
)

// score runs the heads over the rows of every network's encoder and lets the
// networks vote: their scores are added up. Adding scores adds log-probabilities
// too, but for a constant in each row that does not matter.
func (m *Model) score(encoded []*nn.Rows, sentences [][]string, order, lengths, first []int, out []*Analysis) {
	n := len(encoded[0].Scale)
	if n == 0 {
		return
	}
	hidden := make([]hiddenRows, len(m.nets))
	for i := range m.nets {
		hidden[i] = m.nets[i].headRows(encoded[i], n)
	}
	vote := func(layer func(*network) *linear, cols func(*Columns) Range) []float32 {
		sum := make([]float32, n*layer(&m.nets[0]).Stride())
		for i := range m.nets {
			layer(&m.nets[i]).addTo(sum, n, func(r int) []float32 { return cols(&m.heads).of(hidden[i].row(r)) })
		}
		return sum
	}
	tags := vote(func(w *network) *linear { return &w.tag }, func(c *Columns) Range { return c.Tag })
	names := vote(func(w *network) *linear { return &w.name }, func(c *Columns) Range { return c.Name })
	queries := make([][]float32, len(m.nets))
	for i := range m.nets {
		arc := &m.nets[i].arc
		queries[i] = make([]float32, n*arc.Stride())
		arc.addTo(queries[i], n, func(r int) []float32 { return m.heads.ArcDep.of(hidden[i].row(r)) })
	}
	for b, sent := range order {
		a, at, words := out[sent], first[b], lengths[b]
		m.tags(a, tags, at, words)
		m.names(a, names, at, sentences[sent])
		scores := make([]float32, words*(words+1))
		for i := range m.nets {
			m.arcs(scores, &m.nets[i], queries[i], hidden[i], at, words)
		}
		a.Heads = Tree(scores, words)
	}

	labels := make([]float32, n*m.nets[0].label.Stride())
	z := make([]float32, n*3*m.config.Label)
	for i := range m.nets {
		for b, sent := range order {
			for d, head := range out[sent].Heads {
				from := m.nets[i].labelRoot
				if head >= 0 {
					from = m.heads.LabelHead.of(hidden[i].row(first[b] + head))
				}
				pair(z[(first[b]+d)*3*m.config.Label:], m.heads.LabelDep.of(hidden[i].row(first[b]+d)), from)
			}
		}
		m.nets[i].label.addTo(labels, n, func(r int) []float32 { return z[r*3*m.config.Label : (r+1)*3*m.config.Label] })
	}
	for b, sent := range order {
		a := out[sent]
		a.Deprel = make([]int, lengths[b])
		for d := range a.Deprel {
			a.Deprel[d] = m.bestLabel(labels[(first[b]+d)*m.nets[0].label.Stride():], a.Heads[d])
		}
	}
}

// hiddenRows is the heads' hidden layer of one network.
type hiddenRows struct {
	data  []float32
	width int
}

func (h hiddenRows) row(r int) []float32 { return h.data[r*h.width : (r+1)*h.width] }

func (w *network) headRows(y *nn.Rows, n int) hiddenRows {
	h := hiddenRows{make([]float32, n*w.hidden.Stride()), w.hidden.Stride()}
	w.hidden.Product(h.data, y, 0, n, w.hidden.bias)
	nn.Leaky(h.data)
	return h
}

// addTo quantises n rows, runs the layer over them and adds the results to sum.
func (l *linear) addTo(sum []float32, n int, row func(r int) []float32) {
	x := nn.NewRows(n, l.In)
	stride := l.Stride()
	for r := range n {
		x.Set(r, row(r))
		for j, b := range l.bias {
			sum[r*stride+j] += b
		}
	}
	l.Product(sum, x, 0, n, nil)
}

// arcs adds the scores of every head for every word of a sentence: the inner
// product of the dependent's query and the head.
func (m *Model) arcs(scores []float32, w *network, query []float32, hidden hiddenRows, at, words int) {
	for d := range words {
		q := query[(at+d)*w.arc.Stride():][:m.config.Arc]
		row := scores[d*(words+1) : (d+1)*(words+1)]
		row[0] += nn.Dot(q, w.arcRoot)
		for h := range words {
			row[h+1] += nn.Dot(q, m.heads.ArcHead.of(hidden.row(at+h)))
		}
	}
}

// pair writes what the label classifier sees of a dependent and its head: both
// and their product.
func pair(z, dep, head []float32) {
	w := len(dep)
	copy(z, dep)
	copy(z[w:], head)
	for j := range dep {
		z[2*w+j] = dep[j] * head[j]
	}
}

func (m *Model) tags(a *Analysis, logits []float32, at, words int) {
	nu, nx, nf := len(m.labels.UPOS), len(m.labels.XPOS), len(m.labels.Feats)
	all := make([]int, 3*words)
	a.UPOS, a.XPOS, a.Feats = all[:words:words], all[words:2*words:2*words], all[2*words:]
	for t := range words {
		row := logits[(at+t)*m.nets[0].tag.Stride():]
		a.UPOS[t], a.XPOS[t], a.Feats[t] = Best(row[:nu]), Best(row[nu:nu+nx]), Best(row[nu+nx:nu+nx+nf])
	}
}

func (m *Model) names(a *Analysis, logits []float32, at int, forms []string) {
	words := len(forms)
	tags, fine := m.labels.NameTags(), len(m.labels.Fine)
	rows := make([]float32, words*tags)
	for t := range words {
		copy(rows[t*tags:(t+1)*tags], logits[(at+t)*m.nets[0].name.Stride():])
	}
	spans := DecodeNames(rows, words, tags)
	if len(spans) == 0 {
		return
	}
	found := EncodeNames(spans, words)
	for _, sp := range m.splitPlaces(spans, forms) {
		n := Name{NameSpan: sp, Score: 1}
		sum := make([]float32, fine)
		for t := sp.First; t <= sp.Last; t++ {
			n.Score = min(n.Score, probability(rows[t*tags:(t+1)*tags], found[t], len(m.nets)))
			for j, v := range logits[(at+t)*m.nets[0].name.Stride()+tags:][:fine] {
				sum[j] += v
			}
		}
		n.Fine = Best(sum)
		a.Names = append(a.Names, n)
	}
}

// probability is the softmax of one class by the mean of the networks' scores.
func probability(sums []float32, class, nets int) float32 {
	top := slices.Max(sums)
	total := 0.0
	for _, v := range sums {
		total += math.Exp(float64(v-top) / float64(nets))
	}
	return float32(math.Exp(float64(sums[class]-top)/float64(nets)) / total)
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
