package diagram

import (
	"math/rand/v2"
	"slices"
	"strconv"

	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"

	"factgraph/graph"
)

// clusterByArticle puts each node with the article that says most of it. A box
// around one node alone tells nothing and is left out.
func (d *Diagram) clusterByArticle() {
	votes := make([]map[graph.ArticleID]int, len(d.Nodes))
	for i := range votes {
		votes[i] = make(map[graph.ArticleID]int)
	}
	for _, e := range d.Edges {
		for _, f := range e.Facts {
			for _, ev := range f.Evidence {
				votes[e.From][ev.Article]++
				votes[e.To][ev.Article]++
			}
		}
	}
	members := make(map[string]int)
	for i, vote := range votes {
		var best graph.ArticleID
		for id, n := range vote {
			if n > vote[best] || n == vote[best] && id < best {
				best = id
			}
		}
		d.Nodes[i].Cluster = string(best)
		members[string(best)]++
	}
	for i := range d.Nodes {
		if members[d.Nodes[i].Cluster] == 1 {
			d.Nodes[i].Cluster = ""
		}
	}
}

// clusterByCommunity groups nodes that have more edges among themselves than
// with others, by the Louvain method (Blondel et al. 2008) with a fixed seed.
// Groups of one get no name.
func (d *Diagram) clusterByCommunity() {
	if len(d.Edges) == 0 {
		return
	}
	g := simple.NewWeightedUndirectedGraph(0, 0)
	for i := range d.Nodes {
		g.AddNode(simple.Node(i))
	}
	for _, e := range d.Edges {
		if e.From == e.To {
			continue
		}
		weight := float64(e.Evidence)
		if w, ok := g.Weight(int64(e.From), int64(e.To)); ok {
			weight += w
		}
		g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(e.From), T: simple.Node(e.To), W: weight})
	}
	var groups [][]int
	for _, nodes := range community.Modularize(g, 1, rand.NewPCG(1, 1)).Communities() {
		var group []int
		for _, n := range nodes {
			group = append(group, int(n.ID()))
		}
		slices.Sort(group)
		if len(group) > 1 {
			groups = append(groups, group)
		}
	}
	slices.SortFunc(groups, slices.Compare)
	for number, group := range groups {
		for _, i := range group {
			d.Nodes[i].Cluster = strconv.Itoa(number + 1)
		}
	}
}
