package mention

import (
	"cmp"
	"slices"

	"factgraph/ingest/document"
	"factgraph/ingest/mention/lexicon"
)

// An analysis is the work on one document.
type analysis struct {
	lexicon *lexicon.Lexicon
	doc     *document.Document
	trees   []*tree
	nodes   []*node
	heads   *Heads
	byOrder []int // nodes by the position of their heads
	quotes  []quotation

	cluster  []int // of each node
	clusters []cluster
	links    []document.Link // why a node joined its cluster; Mention is -1 for none

	titled map[string][]*node // names by the last words of their titles, lower-case

	// For the ranker.
	place   []int            // of each node in byOrder
	byLemma map[string][]int // names and nouns so far, by their heads
	stamp   int              // number of the question that seen and fit belong to
	seen    []int
	fit     []bool
}

// prepare computes what the steps of the resolution share.
func (a *analysis) prepare() {
	a.heads = Index(a.doc)
	a.byOrder = make([]int, len(a.nodes))
	for i := range a.byOrder {
		a.byOrder[i] = i
	}
	slices.SortFunc(a.byOrder, func(x, y int) int { return cmp.Compare(a.nodes[x].order, a.nodes[y].order) })
	a.quotations()
	a.cluster = make([]int, len(a.nodes))
	a.clusters = make([]cluster, len(a.nodes))
	a.links = make([]document.Link, len(a.nodes))
	for i, n := range a.nodes {
		a.cluster[i] = i
		a.clusters[i] = newCluster(n)
		a.links[i].Mention = -1
	}
}

// at is the node with the head (sentence, token), nil if there is none.
func (a *analysis) at(sentence, token int) *node {
	if i := a.heads.Mention(sentence, token); i >= 0 {
		return a.nodes[i]
	}
	return nil
}

// clusterOf is the cluster that a node is in.
func (a *analysis) clusterOf(n *node) *cluster { return &a.clusters[a.cluster[n.id]] }

// link puts n into the cluster of the antecedent, unless a constraint forbids
// it. It tells whether both are in one cluster now.
func (a *analysis) link(n, antecedent *node, reason string, score float32) bool {
	from, to := a.cluster[n.id], a.cluster[antecedent.id]
	if from == to {
		return true
	}
	if a.clash(n, antecedent) {
		return false
	}
	// The smaller cluster moves, so that the whole is n log n.
	if len(a.clusters[from].members) > len(a.clusters[to].members) {
		from, to = to, from
	}
	for _, m := range a.clusters[from].members {
		a.cluster[m] = to
	}
	a.clusters[to].absorb(&a.clusters[from])
	a.clusters[from].members = nil
	if a.links[n.id].Mention < 0 {
		a.links[n.id] = document.Link{Mention: n.id, Antecedent: antecedent.id, Reason: reason, Score: score}
	} else if a.links[antecedent.id].Mention < 0 {
		a.links[antecedent.id] = document.Link{Mention: antecedent.id, Antecedent: n.id, Reason: reason, Score: score}
	}
	return true
}
