package model

import "factgraph/ingest/parse/nn"

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

// run runs both directions of an LSTM layer over packed rows.
func (l *bilstm) run(x *nn.Rows, k Packed) *nn.Rows {
	h := l[0].state.In
	out := nn.NewRows(k.Rows, 2*h)
	if k.Rows == 0 {
		return out
	}
	batch := k.Active[0]
	steps := len(k.Offset)
	for d := range 2 {
		w := &l[d]
		stride := w.input.Stride()
		gates, cell := make([]float32, batch*stride), make([]float32, batch*h)
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

// encode runs all layers.
func (w *network) encode(x *nn.Rows, k Packed) *packedRows {
	for i := range w.lstm {
		x = w.lstm[i].run(x, k)
	}
	return (*packedRows)(x)
}

// packedRows are in the order of Packed.
type packedRows nn.Rows

// bySentence returns the rows sentence by sentence.
func (x *packedRows) bySentence(k Packed, lengths, first []int) *nn.Rows {
	y := nn.NewRows(k.Rows, x.Width)
	for b, n := range lengths {
		for t := range n {
			from, to := k.Offset[t]+b, first[b]+t
			copy(y.Row(to), (*nn.Rows)(x).Row(from))
			y.Scale[to], y.Sum[to] = x.Scale[from], x.Sum[from]
		}
	}
	return y
}
