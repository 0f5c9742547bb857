package fact

import (
	"math"
	"strconv"
	"sync"

	"factgraph/graph"
)

// score sets the confidence of the drafts: the probability that a fact like
// this one is right, by a logistic regression over what is known of its rule
// and its clause. The weights are fitted by cmd/train on extractions that
// people have judged; a feature that was not seen there counts nothing. The
// rules of nouns have a share of their own instead.
func (x *extractor) score() {
	w := weights()
	for i := range x.drafts {
		d := &x.drafts[i]
		d.features = append(d.features, x.describe(d)...)
		sum := w["bias"]
		for _, f := range d.features {
			sum += w[f]
		}
		d.Confidence = 1 / (1 + math.Exp(-sum))
		if share, ok := judged()[d.Rule]; ok {
			d.Confidence = share
		}
		d.Confidence = graph.RoundProbability(d.Confidence)
	}
}

// judged is how often a rule of nouns is right, by its name: the share of
// tables/judged.tsv, drawn to one half where little was read (Laplace).
var judged = sync.OnceValue(func() map[string]float64 {
	all := make(map[string]float64)
	for _, row := range table("judged") {
		right, _ := strconv.Atoi(row[1])
		read, err := strconv.Atoi(row[2])
		if err == nil {
			all[row[0]] = float64(right+1) / float64(read+2)
		}
	}
	return all
})

// weights are those of tables/confidence.tsv, by the names of the features.
var weights = sync.OnceValue(func() map[string]float64 {
	all := make(map[string]float64)
	for _, row := range table("confidence") {
		if weight, err := strconv.ParseFloat(row[1], 64); err == nil {
			all[row[0]] = weight
		}
	}
	return all
})

// describe are the features of a draft: its rule, its marks, and how long and
// how far apart its parts are.
func (x *extractor) describe(d *draft) []string {
	s := x.sentences[d.Sentence]
	features := []string{
		"rule=" + d.Rule,
		"sentence=" + bucket(len(s.Tokens), 8, 12, 16, 20, 25, 30, 40),
		"subject=" + bucket(len(d.Words.Subject), 1, 2, 3, 5, 8, 12),
		"relation=" + bucket(len(d.Words.Relation), 0, 1, 2, 3, 4, 5),
		"object=" + bucket(len(d.Words.Object), 0, 1, 2, 3, 5, 8, 12, 20),
		"others=" + bucket(len(d.Words.Others), 0, 1, 2, 3),
	}
	if d.Negated {
		features = append(features, "negated")
	}
	if d.Modality != "" && d.Modality != "asserted" {
		features = append(features, "modality="+string(d.Modality))
	}
	if n := len(d.AttributedTo); n > 0 {
		features = append(features, "speakers="+bucket(n, 1, 2))
	}
	if words := d.Words; len(words.Subject) > 0 && len(words.Relation) > 0 {
		gap := words.Relation[0] - words.Subject[len(words.Subject)-1] - 1
		features = append(features, "gap="+bucket(gap, -1, 0, 1, 3, 6, 12))
		if len(words.Object) > 0 {
			between := words.Object[0] - words.Relation[len(words.Relation)-1] - 1
			features = append(features, "reach="+bucket(between, -1, 0, 1, 3, 6))
		}
	}
	if len(d.Words.Subject) == 1 {
		features = append(features, "subject is "+s.Tokens[d.Words.Subject[0]].UPOS)
	}
	if last := len(s.Tokens) - 1; last >= 0 && s.Tokens[last].UPOS != "PUNCT" {
		features = append(features, "no full stop")
	}
	return features
}

// clauseFeatures are what the parse says of a clause: how it stands in the
// sentence, and whether something about it is odd.
func (c *clause) clauseFeatures(r reading) []string {
	s := c.s
	features := []string{
		"kind=" + kindNames[c.kind],
		"tag=" + s.tok(c.head).XPOS,
		"depth=" + bucket(s.depth(c.head), 0, 1, 2, 3, 4),
		"rule and kind=" + r.rule + " " + kindNames[c.kind],
	}
	if c.first != nil {
		features = append(features, "coordinated")
	}
	if c.passive {
		features = append(features, "passive")
	}
	if marker := c.marker(); marker != "" {
		features = append(features, "marker="+marker)
	}
	if s.kid(c.head, "nsubj", "csubj") == none {
		features = append(features, "understood subject")
	}
	if c.infinitive() {
		features = append(features, "infinitive")
	}
	if class, ok := c.class(); ok && class.speaker {
		features = append(features, "said by somebody")
	}
	if len(c.stray) > 0 || len(s.kids(c.head, "nsubj")) > 1 {
		features = append(features, "two subjects")
	}
	if r.relation.Preposition != "" {
		features = append(features, "preposition")
	}
	if len(r.object) > 1 {
		features = append(features, "several objects")
	}
	if len(c.subjects) > 1 {
		features = append(features, "several subjects")
	}
	return features
}

var kindNames = [...]string{"main", "complement", "subject", "relative", "adnominal", "adverbial", "parenthesis"}

// depth is how many tokens stand above token i in the tree.
func (s *sentence) depth(i int) int {
	n := 0
	for s.Tokens[i].Head >= 0 && n <= len(s.Tokens) {
		i = s.Tokens[i].Head
		n++
	}
	return n
}

// bucket names the range of n: "≤3" for the least bound that n does not
// exceed, ">5" above the last.
func bucket(n int, bounds ...int) string {
	for _, bound := range bounds {
		if n <= bound {
			return "≤" + strconv.Itoa(bound)
		}
	}
	return ">" + strconv.Itoa(bounds[len(bounds)-1])
}
