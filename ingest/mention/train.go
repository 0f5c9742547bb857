package mention

import (
	"context"

	"factgraph/ingest/document"
	"factgraph/ingest/mention/rank"
)

// Rows is the number of features that a ranker must be trained with.
func Rows() int { return rows }

// With returns a resolver that chooses antecedents by another network.
func (r *Resolver) With(net *rank.Net) *Resolver {
	with := *r
	with.net = net
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
	a := r.analyse(doc)
	a.precise()
	judged := make([]Judgement, len(a.nodes))
	for i, n := range a.nodes {
		judged[i] = key(n.Mention)
	}
	own := func(int, []*node) (int, float32) { return -1, 0 }
	if r.net != nil {
		own = a.choose(r.net, &r.limits)
	}
	var examples []rank.Example
	err := a.rank(ctx, func(pos int, candidates []*node) (int, float32) {
		j := judged[a.byOrder[pos]]
		if j.Chain == "" || len(candidates) == 0 {
			return own(pos, candidates)
		}
		right := make([]bool, len(candidates)+1)
		nearest := -1
		for i, c := range candidates {
			right[i] = judged[c.id].Chain == j.Chain || a.chainJudged(c, judged, j.Chain)
			if right[i] && nearest < 0 {
				nearest = i
			}
		}
		right[len(candidates)] = nearest < 0
		if j.Weight > 0 {
			e := a.describeChoice(pos, candidates)
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
