package enhance

import (
	"slices"
	"strings"
)

// conjuncts gives every conjunct the relations of the first one: in "met Ann
// and Bob" both are objects of "met". A conjunct with a preposition of its own
// keeps it in the label.
func (g *graph) conjuncts() {
	for i, tok := range g.tokens {
		if tok.Deprel != "conj" || g.heads[i] < 0 {
			continue
		}
		first := g.firstConjunct(i)
		for _, arc := range slices.Clone(g.arcs[first]) {
			if arc.Head < 0 || !passedOn(arc.Deprel) {
				continue
			}
			deprel := arc.Deprel
			if name := base(deprel); name == "obl" || name == "nmod" {
				if own := g.preposition(i); own != "" {
					deprel = name + ":" + own
				}
			}
			g.add(arc.Head, i, deprel)
		}
	}
}

// passedOn tells whether a relation holds for the other conjuncts too.
func passedOn(deprel string) bool {
	switch base(deprel) {
	case "conj", "root", "parataxis", "ref", "punct", "cc", "fixed", "goeswith", "reparandum", "discourse", "list", "dep", "flat", "vocative", "orphan":
		return false
	}
	return true
}

// firstConjunct is the head of the coordination that i is in.
func (g *graph) firstConjunct(i int) int {
	for range len(g.tokens) {
		if g.tokens[i].Deprel != "conj" || g.heads[i] < 0 {
			break
		}
		i = g.heads[i]
	}
	return i
}

// sharedSubjects gives a coordinated predicate without a subject the subject of
// the one before: "he came and saw".
func (g *graph) sharedSubjects() {
	for i, tok := range g.tokens {
		first := g.heads[i]
		if tok.Deprel != "conj" || first < 0 || g.hasSubject(i) {
			continue
		}
		if !g.predicate(i) && g.child(first, "cop") < 0 {
			continue
		}
		for _, arc := range slices.Clone(g.governed[first]) {
			if subjectRelation(arc.Deprel) && (arc.Dep < i || g.tokens[arc.Dep].Deprel != "nsubj") {
				g.add(i, arc.Dep, g.voiced(i, arc.Deprel))
			}
		}
	}
}

func subjectRelation(deprel string) bool {
	switch deprel {
	case "nsubj", "nsubj:pass", "nsubj:xsubj", "nsubj:outer", "csubj", "csubj:pass":
		return true
	}
	return false
}

// hasSubject tells whether a predicate has a subject of its own, or cannot have
// one.
func (g *graph) hasSubject(i int) bool {
	if g.child(i, "nsubj", "csubj", "expl") >= 0 {
		return true
	}
	return g.commands(i)
}

// commands tells whether a verb is an imperative.
func (g *graph) commands(i int) bool { return strings.Contains(g.tokens[i].Feats, "Mood=Imp") }

// voiced is a subject relation in the voice of the verb that receives it.
func (g *graph) voiced(verb int, deprel string) string {
	switch {
	case deprel == "nsubj" && g.passive(verb):
		return "nsubj:pass"
	case deprel == "nsubj:pass" && !g.passive(verb):
		return "nsubj"
	}
	return deprel
}

// sharedObjects gives an object that follows two verbs to both: "they make and
// sell toys". One that stands between them belongs to the first alone.
func (g *graph) sharedObjects() {
	for i, tok := range g.tokens {
		first := g.heads[i]
		if tok.Deprel != "conj" || first < 0 || tok.UPOS != "VERB" || g.tokens[first].UPOS != "VERB" {
			continue
		}
		for _, arc := range slices.Clone(g.governed[first]) {
			if arc.Deprel == "obj" && arc.Dep > i && g.child(i, "obj") < 0 {
				g.add(i, arc.Dep, "obj")
			}
		}
	}
}
