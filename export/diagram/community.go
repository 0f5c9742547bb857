package diagram

import (
	"math/rand/v2"
	"slices"
	"strconv"

	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"
)

// communities finds groups of nodes that have more edges among themselves than
// with others, by the Louvain method (Blondel et al. 2008) with a fixed seed.
// Groups of one get no name.
func (d *Diagram) communities() []string {
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
	names := make([]string, len(d.Nodes))
	if len(d.Edges) == 0 {
		return names
	}
	var groups [][]int
	for _, nodes := range community.Modularize(g, 1, rand.NewPCG(1, 1)).Communities() {
		var group []int
		for _, n := range nodes {
			group = append(group, int(n.ID()))
		}
		slices.Sort(group)
		groups = append(groups, group)
	}
	slices.SortFunc(groups, slices.Compare)
	number := 0
	for _, group := range groups {
		if len(group) < 2 {
			continue
		}
		number++
		for _, i := range group {
			names[i] = strconv.Itoa(number)
		}
	}
	return names
}
