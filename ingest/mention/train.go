package mention

import (
	"context"

	"factgraph/ingest/document"
	"factgraph/ingest/mention/rank"
)

// Rows is the number of features that a ranker must be trained with.
func Rows() int { return rows }

// With returns a resolver that chooses antecedents by other networks.
func (r *Resolver) With(net rank.Ensemble) *Resolver {
	with := *r
	with.net = net.Fold(folds)
	return &with
}

// A Key tells the training which chain a mention belongs to.
type Key func(m *document.Mention) Judgement

// A Judgement is what an annotator says of a mention.
type Judgement struct {
	Chain string // empty: not annotated; the resolver's own ranker links it, if it has one
	// Weight is what its choice counts in the training; 0 to learn nothing
	// from it but still let it be an antecedent.
	Weight float32
}

// Examples makes the choices that the ranker faces in doc, with the right
// answers of the key: it links what the key links, as far as the constraints
// allow, so that each choice is seen with the right chains before it. Mentions
// and Chains of doc are overwritten.
func (r *Resolver) Examples(ctx context.Context, doc *document.Document, key Key) ([]rank.Example, error) {
	a, judged := r.judge(doc, key)
	own := func(int, []*node) (int, float32) { return -1, 0 }
	if r.net != nil {
		choose := a.choose(r.net, &r.limits)
		own = func(pos int, candidates []*node) (int, float32) {
			best, p, _ := choose(pos, candidates)
			return best, p
		}
	}
	var examples []rank.Example
	err := a.rank(ctx, func(pos int, candidates []*node) (int, float32) {
		j := judged[a.byOrder[pos]]
		if j.Chain == "" || len(candidates) == 0 {
			return own(pos, candidates)
		}
		right, nearest := a.rightOnes(candidates, judged, j.Chain)
		if j.Weight > 0 {
			e := a.describeChoice(pos, candidates, false)
			e.Right, e.Weight = right, j.Weight
			examples = append(examples, e)
		}
		return nearest, 1
	})
	if err != nil {
		return nil, err
	}
	a.build()
	return examples, nil
}

// judge finds the mentions of doc and asks the key for each.
func (r *Resolver) judge(doc *document.Document, key Key) (*analysis, []Judgement) {
	a := r.analyse(doc)
	a.precise()
	judged := make([]Judgement, len(a.nodes))
	for i, n := range a.nodes {
		judged[i] = key(n.Mention)
	}
	return a, judged
}

// rightOnes tells which candidates are in the chain, and which of them is the
// nearest, -1 if none is. The last element stands for "none of them".
func (a *analysis) rightOnes(candidates []*node, judged []Judgement, chain string) (right []bool, nearest int) {
	right, nearest = make([]bool, len(candidates)+1), -1
	for i, c := range candidates {
		right[i] = judged[c.id].Chain == chain || a.chainJudged(c, judged, chain)
		if right[i] && nearest < 0 {
			nearest = i
		}
	}
	right[len(candidates)] = nearest < 0
	return right, nearest
}

// A Choice is how the ranker decides about one mention when every choice before
// was right.
type Choice struct {
	Class       string  // of the mention: "he", "it", "definite"
	Probability float32 // of the best chain
	None        float32 // of "none of them"
	Right       bool    // the best chain is the right one
	Possible    bool    // the right chain is among the candidates
}

// Choices lists the ranker's choices about the annotated mentions of doc, from
// which the thresholds are read.
func (r *Resolver) Choices(ctx context.Context, doc *document.Document, key Key) ([]Choice, error) {
	a, judged := r.judge(doc, key)
	decide := a.choose(r.net, &thresholds{})
	var all []Choice
	err := a.rank(ctx, func(pos int, candidates []*node) (int, float32) {
		n := a.nodes[a.byOrder[pos]]
		j := judged[n.id]
		if j.Chain == "" || len(candidates) == 0 {
			return -1, 0
		}
		right, nearest := a.rightOnes(candidates, judged, j.Chain)
		best, p, none := decide(pos, candidates)
		all = append(all, Choice{classNames[classOf(n)], p, none, best >= 0 && right[best], nearest >= 0})
		return nearest, 1
	})
	return all, err
}

// chainJudged tells whether some mention of the cluster of c is judged to be
// in the chain. A mention that is not annotated, or wrongly merged by a rule,
// stands for its cluster.
func (a *analysis) chainJudged(c *node, judged []Judgement, chain string) bool {
	if judged[c.id].Chain != "" {
		return false
	}
	for _, m := range a.clusterOf(c).members {
		if judged[m].Chain == chain {
			return true
		}
	}
	return false
}
