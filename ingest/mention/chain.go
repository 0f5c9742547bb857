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
	a.dropProvisional()
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
	for i := range a.doc.Chains {
		c := a.clusterOf(a.nodes[a.doc.Chains[i].Mentions[0]])
		for _, part := range c.parts {
			a.doc.Chains[i].Members = append(a.doc.Chains[i].Members, part.Chain)
		}
	}
}

// dropProvisional takes out the mentions that count only in company and have
// found none.
func (a *analysis) dropProvisional() {
	number := make([]int, len(a.nodes))
	var nodes []*node
	for i, n := range a.nodes {
		number[i] = -1
		if !n.provisional || a.hasCompany(n) {
			number[i] = len(nodes)
			nodes = append(nodes, n)
		}
	}
	if len(nodes) == len(a.nodes) {
		return
	}
	mentions := make([]document.Mention, len(nodes))
	clusters := make([]cluster, len(nodes))
	cluster := make([]int, len(nodes))
	links := make([]document.Link, len(nodes))
	moved := map[int]int{}
	for i, n := range nodes {
		mentions[i] = *n.Mention
		n.Mention = &mentions[i]
		old := a.cluster[n.id]
		if _, ok := moved[old]; !ok {
			moved[old] = i
			clusters[i] = a.clusters[old]
			clusters[i].members = nil
		}
		cluster[i] = moved[old]
		clusters[moved[old]].members = append(clusters[moved[old]].members, i)
		links[i] = a.links[n.id]
		if links[i].Mention >= 0 {
			links[i].Mention, links[i].Antecedent = i, number[links[i].Antecedent]
		}
	}
	for i, n := range nodes {
		n.id = i
	}
	a.nodes, a.cluster, a.clusters, a.links, a.doc.Mentions = nodes, cluster, clusters, links, mentions
}

// hasCompany tells whether the cluster of n has a mention that stands by
// itself.
func (a *analysis) hasCompany(n *node) bool {
	for _, m := range a.clusterOf(n).members {
		if !a.nodes[m].provisional {
			return true
		}
	}
	return false
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
		if n.Kind == document.Pronoun && n.Gender == neut {
			votes[graph.Person] -= 100 // "it" is nobody
		}
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
	if votes[typ] < 0 {
		typ = graph.Concept
	}
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
