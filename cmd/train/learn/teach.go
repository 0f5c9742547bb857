package learn

import (
	"context"

	"factgraph/ingest/parse/model"
)

// silverWeight is how much a tree that a model made counts against a gold one.
const silverWeight = 0.4

// Teach gives the sentences of the names data the tags and trees that an earlier
// model finds in them: self-training. They are encyclopedia and news, which the
// treebanks have little of, and cost nothing, as the encoder reads them for
// their names anyway. Of the names in the silver news only those words are
// trusted on which their annotation and the teacher agree.
func (c *Corpus) Teach(ctx context.Context, teacher *model.Model, workers int) error {
	labels := teacher.Labels()
	all := append(append([]*Sentence(nil), c.Names...), c.News...)
	parallel(workers, func(worker int) {
		for lo := worker * model.BatchSentences; lo < len(all) && ctx.Err() == nil; lo += workers * model.BatchSentences {
			part := all[lo:min(lo+model.BatchSentences, len(all))]
			batch := make([][]string, len(part))
			for i, s := range part {
				if len(s.Forms) <= maxTrainLength {
					batch[i] = s.Forms
				}
			}
			for i, a := range teacher.Analyze(batch, false) {
				s := part[i]
				if batch[i] == nil {
					continue
				}
				s.Heads, s.TreeWeight = a.Heads, silverWeight
				for t := range s.Forms {
					s.UPOS = append(s.UPOS, labels.UPOS[a.UPOS[t]])
					s.XPOS = append(s.XPOS, labels.XPOS[a.XPOS[t]])
					s.Feats = append(s.Feats, labels.Feats[a.Feats[t]])
					s.Deprel = append(s.Deprel, labels.Deprel[a.Deprel[t]])
				}
				if lo+i >= len(c.Names) {
					s.Doubt = disagreement(s, a, labels)
				}
			}
		}
	})
	return ctx.Err()
}

// disagreement marks the words that the sentence and an analysis tag otherwise.
func disagreement(s *Sentence, a *model.Analysis, labels *model.Labels) []bool {
	own := make([]string, len(s.Forms))
	for _, sp := range bioSpans(s.Names) {
		for t := sp.first; t <= sp.last; t++ {
			own[t] = sp.label
		}
		own[sp.first] += " begins"
	}
	doubt := make([]bool, len(s.Forms))
	for _, n := range a.Names {
		for t := n.First; t <= n.Last; t++ {
			label := labels.Names[n.Type]
			if t == n.First {
				label += " begins"
			}
			doubt[t] = own[t] != label
			own[t] = ""
		}
	}
	for t, label := range own {
		doubt[t] = doubt[t] || label != ""
	}
	return doubt
}

// WarmStart takes over the averaged weights of an earlier run whose network has
// the same shape.
func (t *Trainer) WarmStart(path string) error {
	earlier, err := Resume(path, t.enc.Gazetteer, t.enc.Vectors, nil)
	if err != nil {
		return err
	}
	byName := map[string]*tensor{}
	for _, tn := range earlier.params.list {
		byName[tn.name] = tn
	}
	for _, tn := range t.params.list {
		if o := byName[tn.name]; o != nil && o.rows == tn.rows && o.cols == tn.cols {
			copy(tn.of(t.w), o.of(earlier.opt.average))
		}
	}
	copy(t.opt.average, t.w)
	return nil
}
