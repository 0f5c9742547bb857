package enhance

import "strings"

// relativeClauses says what a relative clause says of its antecedent: "the man
// who came" is the subject of "came", and "who" refers to him. Without a
// pronoun the antecedent fills the gap: "the book she wrote".
func (g *graph) relativeClauses() {
	for i, tok := range g.tokens {
		antecedent := g.heads[i]
		if tok.Deprel != "acl:relcl" || antecedent < 0 {
			continue
		}
		if pronoun := g.relativePronoun(i, antecedent); pronoun >= 0 {
			g.refer(antecedent, pronoun)
		} else if verb, relation := g.gap(i, antecedent); relation != "" {
			g.add(verb, antecedent, relation)
		}
	}
}

// refer passes the relation of a relative pronoun on to the antecedent.
func (g *graph) refer(antecedent, pronoun int) {
	for _, arc := range append(g.arcs[pronoun][:0:0], g.arcs[pronoun]...) {
		if arc.Head == antecedent {
			continue
		}
		g.remove(arc.Head, pronoun)
		deprel := arc.Deprel
		if deprel == "advmod" {
			deprel = "obl" // "the town where they met"
		}
		g.add(arc.Head, antecedent, deprel)
	}
	g.add(antecedent, pronoun, "ref")
}

// relativePronoun finds the relative word of a clause: the first one between
// the antecedent and the verb that belongs to the clause and not to one within
// it. It is -1 when there is none, or when it is the clause's head itself.
func (g *graph) relativePronoun(verb, antecedent int) int {
	from := min(antecedent+1, verb)
	for i := from; i < verb; i++ {
		if g.relativeWord(i) && g.within(i, verb) {
			return i
		}
	}
	return -1
}

func (g *graph) relativeWord(i int) bool {
	tok := &g.tokens[i]
	switch tok.XPOS {
	case "WDT", "WP", "WP$", "WRB":
	default:
		return false
	}
	if tok.UPOS == "SCONJ" || base(tok.Deprel) == "mark" {
		return false
	}
	switch strings.ToLower(tok.Form) {
	case "what", "how", "whatever", "whoever", "however":
		return false
	}
	return true
}

// within tells whether i hangs below the verb with no other clause's relative
// between.
func (g *graph) within(i, verb int) bool {
	for range 6 {
		i = g.heads[i]
		switch {
		case i < 0:
			return false
		case i == verb:
			return true
		case g.tokens[i].Deprel == "acl:relcl":
			return false
		}
	}
	return false
}

// circumstances are nouns that a clause without a pronoun is more likely to be
// set in than to have as its object: "the day he left".
var circumstances = words(`time day night morning evening week month year hour minute moment date season summer winter last
	way manner reason instant`)

// gap finds where an antecedent belongs in a clause without a relative pronoun:
// after a preposition that has lost its noun ("the house he lives in"), or as
// the object of the verb, or of the complement of the verb ("the man she said
// she met").
func (g *graph) gap(verb, antecedent int) (at int, relation string) {
	if g.child(verb, "nsubj", "csubj", "expl") < 0 {
		return verb, "nsubj"
	}
	if circumstances[g.tokens[antecedent].Lemma] {
		return verb, "obl:unmarked"
	}
	for range 4 {
		if preposition := g.stranded(verb); preposition != "" {
			return verb, "obl:" + preposition
		}
		next := g.child(verb, "xcomp", "ccomp")
		if next < 0 || g.tokens[next].UPOS != "VERB" || g.child(verb, "obj") >= 0 && g.tokens[next].Deprel != "xcomp" {
			break
		}
		verb = next
	}
	if g.tokens[verb].UPOS != "VERB" || g.child(verb, "obj") >= 0 || g.passive(verb) {
		return verb, ""
	}
	return verb, "obj"
}

// stranded is a preposition after the verb that has no noun.
func (g *graph) stranded(verb int) string {
	for _, c := range g.children[verb] {
		if tok := &g.tokens[c]; c > verb && tok.UPOS == "ADP" && tok.XPOS == "IN" && base(tok.Deprel) == "obl" {
			return g.functionWord(c)
		}
	}
	return ""
}
