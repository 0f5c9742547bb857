// Package enhance adds to a basic tree of Universal Dependencies the relations
// that readers of facts need and the tree leaves out: prepositions and
// conjunctions in the labels, the shared subjects, objects and heads of
// coordination, the understood subjects of infinitives and participles, and
// what a relative clause says of its antecedent.
//
// It follows the enhanced graphs of UD English EWT, without their empty nodes.
package enhance

import (
	"slices"
	"strings"

	"factgraph/ingest/document"
)

// Annotate fills the Enhanced relations of a sentence: those that its basic
// tree lacks, by dependent. It requires all fields of the tokens. A head that is
// no token counts as none.
func Annotate(sent *document.Sentence) {
	g := newGraph(sent)
	g.label()
	g.relativeClauses()
	g.conjuncts()
	// An understood subject may come from another one: "he wants to try to
	// leave", "they came and began to sing". Few chains are longer than two.
	for range 3 {
		g.sharedSubjects()
		g.sharedObjects()
		g.understoodSubjects()
	}
	sent.Enhanced = g.extra()
}

// A graph is a sentence with its relations, those of each token as a dependent
// and as a head.
type graph struct {
	tokens   []document.Token
	heads    []int   // of the basic tree; -1 for the root and for what is none
	children [][]int // of the basic tree
	arcs     [][]document.Arc
	governed [][]document.Arc
}

func newGraph(sent *document.Sentence) *graph {
	n := len(sent.Tokens)
	g := &graph{
		tokens:   sent.Tokens,
		heads:    make([]int, n),
		children: make([][]int, n),
		arcs:     make([][]document.Arc, n),
		governed: make([][]document.Arc, n),
	}
	for i, tok := range sent.Tokens {
		g.heads[i] = -1
		if tok.Head >= 0 && tok.Head < n && tok.Head != i {
			g.heads[i] = tok.Head
			g.children[tok.Head] = append(g.children[tok.Head], i)
		}
	}
	return g
}

// add adds a relation unless the graph has it, or one like it.
func (g *graph) add(head, dep int, deprel string) {
	if head == dep {
		return
	}
	for _, arc := range g.arcs[dep] {
		if arc.Head == head && base(arc.Deprel) == base(deprel) {
			return
		}
	}
	arc := document.Arc{Head: head, Dep: dep, Deprel: deprel}
	g.arcs[dep] = append(g.arcs[dep], arc)
	if head >= 0 {
		g.governed[head] = append(g.governed[head], arc)
	}
}

// remove takes a relation out of the graph.
func (g *graph) remove(head, dep int) {
	is := func(arc document.Arc) bool { return arc.Head == head && arc.Dep == dep }
	g.arcs[dep] = slices.DeleteFunc(g.arcs[dep], is)
	if head >= 0 {
		g.governed[head] = slices.DeleteFunc(g.governed[head], is)
	}
}

// extra returns the relations that are not in the basic tree.
func (g *graph) extra() []document.Arc {
	var all []document.Arc
	for i, arcs := range g.arcs {
		slices.SortStableFunc(arcs, func(a, b document.Arc) int { return a.Head - b.Head })
		for _, arc := range arcs {
			if arc.Head != g.heads[i] || arc.Deprel != g.tokens[i].Deprel {
				all = append(all, arc)
			}
		}
	}
	return all
}

// child returns the first dependent of i in the basic tree with one of the
// relations, without their subtypes, or -1.
func (g *graph) child(i int, relations ...string) int {
	for _, c := range g.children[i] {
		if slices.Contains(relations, base(g.tokens[c].Deprel)) {
			return c
		}
	}
	return -1
}

func base(deprel string) string {
	name, _, _ := strings.Cut(deprel, ":")
	return name
}

// predicate tells whether a token heads a clause: a verb, or anything with a
// copula.
func (g *graph) predicate(i int) bool {
	return g.tokens[i].UPOS == "VERB" || g.tokens[i].UPOS == "AUX" || g.child(i, "cop") >= 0
}

// passive tells whether a verb's subject suffers what it says.
func (g *graph) passive(i int) bool {
	if strings.Contains(g.tokens[i].Feats, "Voice=Pass") {
		return true
	}
	for _, c := range g.children[i] {
		if rel := g.tokens[c].Deprel; rel == "aux:pass" || rel == "nsubj:pass" {
			return true
		}
	}
	return false
}
