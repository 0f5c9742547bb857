package learn

import (
	"factgraph/ingest/parse/model"
)

// A Prediction is what the network says of a sentence, in class indexes.
type Prediction struct {
	UPOS, XPOS, Feats, Heads, Deprel []int
	Names                            []model.NameSpan
}

// predict parses a batch and returns the predictions in the batch's new order.
func (wk *worker) predict(batch []*Example) []*Prediction {
	wk.mem.reset()
	p := wk.forward(batch, false)
	out := make([]*Prediction, len(batch))
	for b, e := range batch {
		out[b] = &Prediction{Heads: model.Tree(p.arcs[b], len(e.Words))}
	}
	wk.scoreLabels(p, func(b int) []int { return out[b].Heads })
	nu, nx := len(wk.labels.UPOS), len(wk.labels.XPOS)
	bioes := wk.labels.NameTags()
	for b, e := range batch {
		n := len(e.Words)
		logp := make([]float32, n*bioes)
		for t := range n {
			row := p.first[b] + t
			tl := p.tagLogits[row*wk.tagW.rows : (row+1)*wk.tagW.rows]
			out[b].UPOS = append(out[b].UPOS, model.Best(tl[:nu]))
			out[b].XPOS = append(out[b].XPOS, model.Best(tl[nu:nu+nx]))
			out[b].Feats = append(out[b].Feats, model.Best(tl[nu+nx:]))
			out[b].Deprel = append(out[b].Deprel, wk.bestLabel(p.labLogits[row*wk.labW.rows:(row+1)*wk.labW.rows], out[b].Heads[t]))
			copy(logp[t*bioes:], p.nameLogits[row*wk.nameW.rows:][:bioes])
		}
		out[b].Names = model.DecodeNames(logp, n, bioes)
	}
	return out
}

// bestLabel gives the root the label root, and no other word.
func (wk *worker) bestLabel(logits []float32, head int) int {
	best := -1
	for i, v := range logits {
		if (wk.labels.Deprel[i] == "root") != (head < 0) {
			continue
		}
		if best < 0 || v > logits[best] {
			best = i
		}
	}
	return best
}

// Scores counts what was right in a data set.
type Scores struct {
	Words, UPOS, XPOS, Feats, UAS, LAS int
	Gold, Found, Right                 int // names of all types
	Gold3, Found3, Right3              int // names but MISC
}

func (s *Scores) add(o Scores) {
	s.Words, s.UPOS, s.XPOS, s.Feats = s.Words+o.Words, s.UPOS+o.UPOS, s.XPOS+o.XPOS, s.Feats+o.Feats
	s.UAS, s.LAS = s.UAS+o.UAS, s.LAS+o.LAS
	s.Gold, s.Found, s.Right = s.Gold+o.Gold, s.Found+o.Found, s.Right+o.Right
	s.Gold3, s.Found3, s.Right3 = s.Gold3+o.Gold3, s.Found3+o.Found3, s.Right3+o.Right3
}

// Percent is the share of words in percent.
func (s *Scores) Percent(right int) float64 { return 100 * float64(right) / float64(max(s.Words, 1)) }

// F1 of right spans among gold and found ones, in percent.
func F1(right, gold, found int) float64 { return 200 * float64(right) / float64(max(gold+found, 1)) }

// score compares a prediction with the gold columns of s, which have the same
// words. Relations are compared without their subtypes, as is usual.
func score(labels *model.Labels, s *Sentence, p *Prediction) Scores {
	var r Scores
	if s.Heads != nil {
		r.Words = len(s.Forms)
		for i := range s.Forms {
			r.UPOS += same(s.UPOS[i], labels.UPOS[p.UPOS[i]])
			r.XPOS += same(s.XPOS[i], labels.XPOS[p.XPOS[i]])
			r.Feats += same(s.Feats[i], labels.Feats[p.Feats[i]])
			if s.Heads[i] == p.Heads[i] {
				r.UAS++
				r.LAS += same(relation(s.Deprel[i]), relation(labels.Deprel[p.Deprel[i]]))
			}
		}
	}
	if s.Names != nil {
		gold := map[bioSpan]bool{}
		for _, sp := range bioSpans(s.Names) {
			gold[sp] = true
			r.Gold++
			if sp.label != "MISC" {
				r.Gold3++
			}
		}
		for _, n := range p.Names {
			sp := bioSpan{n.First, n.Last, labels.Names[n.Type]}
			three := sp.label != "MISC"
			r.Found++
			if three {
				r.Found3++
			}
			if gold[sp] {
				r.Right++
				if three {
					r.Right3++
				}
			}
		}
	}
	return r
}

func same(a, b string) int {
	if a == b {
		return 1
	}
	return 0
}
