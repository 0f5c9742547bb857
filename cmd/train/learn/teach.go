package learn

import (
	"context"
	"slices"
	"strings"

	"factgraph/ingest/parse/model"
)

// silverWeight is how much a tree that a model made counts against a gold one.
const silverWeight = 0.4

// Teach gives the sentences of the names data the tags and trees that an earlier
// model finds in them: self-training. They are encyclopedia and news, which the
// treebanks have little of, and cost nothing, as the encoder reads them for
// their names anyway. Of the names in the silver news only those words are
// trusted on which their annotation and the teacher agree, or which the corpus
// settles.
func (c *Corpus) Teach(ctx context.Context, teacher *model.Model, workers int) error {
	labels := teacher.Labels()
	all := append(append([]*Sentence(nil), c.Names...), c.News...)
	found := make([][]bioSpan, len(all))
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
					found[lo+i] = spansOf(a, labels)
				}
			}
		}
	})
	news := found[len(c.Names):]
	agreed := agreements(c.News, news)
	for i, s := range c.News {
		s.settle(news[i], agreed)
	}
	return ctx.Err()
}

func spansOf(a *model.Analysis, labels *model.Labels) []bioSpan {
	spans := []bioSpan{}
	for _, n := range a.Names {
		spans = append(spans, bioSpan{n.First, n.Last, labels.Names[n.Type]})
	}
	return spans
}

// agreements counts, for each wording of a name, the types that the annotation
// and the teacher agree on.
func agreements(sents []*Sentence, found [][]bioSpan) map[string]counter {
	agreed := map[string]counter{}
	for i, s := range sents {
		for _, sp := range bioSpans(s.Names) {
			if !slices.Contains(found[i], sp) {
				continue
			}
			key := s.wording(sp)
			if agreed[key] == nil {
				agreed[key] = counter{}
			}
			agreed[key][sp.label]++
		}
	}
	return agreed
}

func (s *Sentence) wording(sp bioSpan) string {
	return strings.Join(s.Forms[sp.first:sp.last+1], " ")
}

// A wording whose type is agreed on so often, in so large a share of its
// places, has it everywhere.
const (
	settledCount = 3
	settledShare = 0.9
)

// settle doubts the words that the annotation and the teacher tag otherwise,
// but for names of which the rest of the corpus tells the type: what is a party
// in nine sentences is one in the tenth.
func (s *Sentence) settle(found []bioSpan, agreed map[string]counter) {
	if found == nil {
		return
	}
	own := bioSpans(s.Names)
	s.Doubt = make([]bool, len(s.Forms))
	disputed := slices.DeleteFunc(slices.Concat(own, found), func(sp bioSpan) bool {
		return slices.Contains(own, sp) && slices.Contains(found, sp)
	})
	for _, sp := range disputed {
		label, settled := majority(agreed[s.wording(sp)])
		for _, other := range slices.Concat(own, found) {
			if other.first <= sp.last && sp.first <= other.last && (other.first != sp.first || other.last != sp.last) {
				settled = false // where does the name end?
			}
		}
		for t := sp.first; t <= sp.last; t++ {
			if !settled {
				s.Doubt[t] = true
				continue
			}
			s.Names[t] = "I-" + label
			if t == sp.first {
				s.Names[t] = "B-" + label
			}
		}
	}
}

// majority is the type that a wording nearly always has.
func majority(types counter) (label string, settled bool) {
	total := 0
	for l, n := range types {
		total += n
		if n > types[label] {
			label = l
		}
	}
	return label, types[label] >= settledCount && float64(types[label]) >= settledShare*float64(total)
}

// WarmStart takes over the averaged weights of an earlier run whose network has
// the same shape, or the mean of those of several. A table that has grown since
// keeps its further rows as they are.
func (t *Trainer) WarmStart(paths []string) error {
	var runs []*Trainer
	for _, path := range paths {
		run, err := Resume(path, t.enc.Gazetteer, t.enc.Vectors, nil)
		if err != nil {
			return err
		}
		runs = append(runs, run)
	}
	earlier, err := Mean(runs)
	if err != nil {
		return err
	}
	byName := map[string]*tensor{}
	for _, tn := range earlier.params.list {
		byName[tn.name] = tn
	}
	for _, tn := range t.params.list {
		if o := byName[tn.name]; o != nil && o.rows <= tn.rows && o.cols == tn.cols {
			copy(tn.of(t.w), o.of(earlier.opt.average))
		}
	}
	copy(t.opt.average, t.w)
	return nil
}
