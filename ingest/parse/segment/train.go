package segment

import (
	"math"
	"math/rand/v2"

	"factgraph/ingest/document"
)

// An Example is a paragraph with its gold sentences.
type Example struct {
	Text string
	Ends []int // offsets in Text where the sentences end
}

// Examples returns the paragraphs of documents whose sentences are known.
func Examples(docs []*document.Document) []Example {
	var all []Example
	for _, doc := range docs {
		for from := 0; from < len(doc.Sentences); {
			to := from
			for to < len(doc.Sentences) && doc.Sentences[to].Paragraph == doc.Sentences[from].Paragraph {
				to++
			}
			start := doc.Sentences[from].Start
			example := Example{Text: doc.Text[start:doc.Sentences[to-1].End]}
			for _, sent := range doc.Sentences[from:to] {
				example.Ends = append(example.Ends, sent.End-start)
			}
			all = append(all, example)
			from = to
		}
	}
	return all
}

// gap is a place where a sentence may end, as the classifier sees it.
type gap struct {
	features []uint32
	ends     bool
}

// Train trains the classifier and returns its weights as they are embedded in
// boundary.bin. The same examples give the same weights.
//
// It is a logistic regression with AdaGrad steps. The weights are averaged over
// the second half of the epochs, and over several runs with other orders of the
// examples: a single run's score varies by half a point.
func Train(examples []Example, epochs int) []byte {
	var gaps []gap
	for _, example := range examples {
		gaps = append(gaps, gapsOf(example)...)
	}
	const runs = 5
	average := make([]float64, 1<<featureBits)
	for seed := range uint64(runs) {
		trainRun(gaps, epochs, rand.New(rand.NewPCG(seed, 2)), average)
	}
	return quantized(average)
}

// trainRun trains once and adds the weights of its later epochs to sum.
func trainRun(gaps []gap, epochs int, random *rand.Rand, sum []float64) {
	const (
		rate = 0.15
		l2   = 1e-5
		// Features are left out at random, so that the classifier does not lean
		// on single words where the shapes tell enough.
		dropout = 0.5
	)
	weights := make([]float64, len(sum))
	squares := make([]float64, len(sum))
	var kept []uint32
	for epoch := range epochs {
		random.Shuffle(len(gaps), func(i, j int) { gaps[i], gaps[j] = gaps[j], gaps[i] })
		for _, g := range gaps {
			kept = kept[:0]
			score := 0.0
			for _, f := range g.features {
				if random.Float64() >= dropout {
					kept = append(kept, f)
					score += weights[f]
				}
			}
			slope := 1 / (1 + math.Exp(-score))
			if g.ends {
				slope--
			}
			for _, f := range kept {
				step := slope + l2*weights[f]
				squares[f] += step * step
				weights[f] -= rate * step / math.Sqrt(squares[f]+1e-8)
			}
		}
		if epoch >= epochs/2 {
			for f, w := range weights {
				sum[f] += w
			}
		}
	}
}

// quantized scales the weights to signed bytes.
func quantized(weights []float64) []byte {
	most := 0.0
	for _, w := range weights {
		most = max(most, math.Abs(w))
	}
	bytes := make([]byte, len(weights))
	for f, w := range weights {
		bytes[f] = byte(int8(math.Round(w / most * math.MaxInt8)))
	}
	return bytes
}

// gapsOf returns the candidates of a paragraph, walked over with its gold
// boundaries.
func gapsOf(example Example) []gap {
	tokens := lex(example.Text, 0, len(example.Text))
	if len(tokens) == 0 {
		return nil
	}
	ends := make(map[int]bool)
	for _, end := range example.Ends {
		ends[end] = true
	}
	var gaps []gap
	s := newScanner(example.Text, tokens)
	for i := range tokens[:len(tokens)-1] {
		s.advance(i)
		end := ends[tokens[i].End]
		if s.candidate(i) {
			gaps = append(gaps, gap{features: append([]uint32(nil), s.features(i)...), ends: end})
		}
		if end || i+1 == s.opening {
			s.begin(i + 1)
		}
	}
	return gaps
}
