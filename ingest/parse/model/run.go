package model

import (
	"slices"

	"factgraph/ingest/parse/nn"
)

// An Analysis is what the model says of one sentence: classes by their index in
// Labels.
type Analysis struct {
	UPOS, XPOS, Feats []int
	Heads             []int // -1 for the root
	Deprel            []int
	Names             []Name
	States            []float32 // words × OutputWidth of the last network, where asked for
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
	first := make([]int, len(order))
	for b := 1; b < len(order); b++ {
		first[b] = first[b-1] + lengths[b-1]
	}
	encoded := make([]*nn.Rows, len(m.nets))
	for i := range m.nets {
		encoded[i] = m.nets[i].encode(x, k).bySentence(k, lengths, first)
	}
	m.score(encoded, sentences, order, lengths, first, out)
	if states {
		y := encoded[len(encoded)-1]
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
