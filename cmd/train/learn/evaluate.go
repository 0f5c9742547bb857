package learn

import (
	"slices"
	"strings"

	"factgraph/ingest/parse/model"
)

// A Row is one line of an evaluation.
type Row struct {
	Name   string
	Scores Scores
}

// EvaluateModel scores a model file's own runtime on the development sets, given
// their tokens: every treebank as a whole, by genre, and as it reads in Title
// Case, CAPITALS and lower case; every names data set.
func EvaluateModel(m *model.Model, c *Corpus) []Row {
	ewt, gum := c.Dev["ewt-dev"], c.Dev["gum-dev"]
	rows := []Row{{"ewt-dev", scoreModel(m, ewt, nil)}, {"gum-dev", scoreModel(m, gum, nil)}}
	var genres []string
	for _, s := range gum {
		if !slices.Contains(genres, s.Genre) {
			genres = append(genres, s.Genre)
		}
	}
	slices.Sort(genres)
	for _, g := range genres {
		var of []*Sentence
		for _, s := range gum {
			if s.Genre == g {
				of = append(of, s)
			}
		}
		rows = append(rows, Row{"gum-dev " + g, scoreModel(m, of, nil)})
	}
	for _, name := range []string{"title", "capitals", "lower"} {
		rows = append(rows, Row{"ewt-dev " + name, scoreModel(m, ewt, Guises[name])})
	}
	for _, name := range []string{"uner-ewt-dev", "gum-named-dev", "crossner-politics-dev"} {
		rows = append(rows, Row{name, scoreModel(m, c.Dev[name], nil)})
	}
	return rows
}

func scoreModel(m *model.Model, sents []*Sentence, f func(string) string) Scores {
	labels := m.Labels()
	var sum Scores
	order := slices.Clone(sents)
	slices.SortStableFunc(order, func(a, b *Sentence) int { return len(b.Forms) - len(a.Forms) })
	for part := range slices.Chunk(order, model.BatchSentences) {
		batch := make([][]string, len(part))
		for i, s := range part {
			if f != nil {
				s = recase(s, f)
			}
			batch[i] = s.Forms
		}
		for i, a := range m.Analyze(batch, false) {
			p := &Prediction{UPOS: a.UPOS, XPOS: a.XPOS, Feats: a.Feats, Heads: a.Heads, Deprel: a.Deprel}
			for _, n := range a.Names {
				p.Names = append(p.Names, n.NameSpan)
			}
			sum.add(score(labels, part[i], p))
		}
	}
	return sum
}

// relation is a relation without its subtype.
func relation(deprel string) string {
	base, _, _ := strings.Cut(deprel, ":")
	return base
}
