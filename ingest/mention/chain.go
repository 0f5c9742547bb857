package mention

import (
	"cmp"
	"slices"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// build fills doc.Chains from the clusters, in the order of their first
// mentions.
func (a *analysis) build() {
	a.doc.Chains = nil
	for i := range a.nodes {
		c := a.clusterOf(a.nodes[i])
		members := c.sorted()
		if members[0] != i {
			continue
		}
		k := len(a.doc.Chains)
		chain := document.Chain{Mentions: slices.Clone(members)}
		for _, m := range members {
			a.doc.Mentions[m].Chain = k
			if a.links[m].Mention >= 0 {
				chain.Links = append(chain.Links, a.links[m])
			}
		}
		best := a.representative(members)
		chain.Name = best.Name
		chain.Type, chain.Subtype = a.chainType(members, best)
		a.doc.Chains = append(a.doc.Chains, chain)
	}
}

// representative is the mention whose wording names the chain best: the
// fullest name that is used most, else the first noun phrase, else a pronoun.
func (a *analysis) representative(members []int) *node {
	count := map[string]int{}
	for _, m := range members {
		count[a.nodes[m].Name]++
	}
	return a.nodes[slices.MinFunc(members, func(x, y int) int {
		n, m := a.nodes[x], a.nodes[y]
		return cmp.Or(
			cmp.Compare(kindRank(n), kindRank(m)),
			a.compareNames(n, m, count),
			cmp.Compare(x, y),
		)
	})]
}

// compareNames orders two names: words of the full name before a short one or
// an acronym, then the more frequent.
func (a *analysis) compareNames(n, m *node, count map[string]int) int {
	if n.Kind != document.Named {
		return 0
	}
	return cmp.Or(
		cmp.Compare(fullness(m), fullness(n)),
		cmp.Compare(count[m.Name], count[n.Name]),
	)
}

// maxFullName is the number of words beyond which a longer name is no better:
// it has swallowed a description.
const maxFullName = 4

func fullness(n *node) int { return min(len(n.words), maxFullName) }

func kindRank(n *node) int {
	switch n.Kind {
	case document.Named:
		return 0
	case document.Nominal, document.Temporal, document.Amount:
		return 1
	}
	return 2
}

// chainType is the type that most mentions of the chain have: names count
// more than nouns, and pronouns only by what they exclude.
func (a *analysis) chainType(members []int, best *node) (graph.Type, string) {
	votes := map[graph.Type]int{}
	for _, m := range members {
		n := a.nodes[m]
		if !n.typed {
			continue
		}
		switch n.Kind {
		case document.Named:
			votes[n.Type] += 3
		case document.Pronoun:
			votes[n.Type]++
		default:
			votes[n.Type] += 2
		}
	}
	typ := best.Type
	for _, t := range graph.Types() {
		if votes[t] > votes[typ] {
			typ = t
		}
	}
	if best.Type == typ && best.Subtype != "" {
		return typ, best.Subtype
	}
	for _, m := range members {
		if n := a.nodes[m]; n.Type == typ && n.Subtype != "" && n.Kind != document.Pronoun {
			return typ, n.Subtype
		}
	}
	return typ, ""
}
