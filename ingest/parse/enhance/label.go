package enhance

import "strings"

// label enters the basic relations, with their prepositions, subordinators and
// conjunctions: "obl:in", "advcl:because", "conj:and".
func (g *graph) label() {
	for i, tok := range g.tokens {
		deprel := tok.Deprel
		switch deprel {
		case "obl", "nmod":
			deprel = joined(deprel, g.preposition(i))
		case "advcl", "acl":
			deprel = joined(deprel, g.subordinator(i))
		case "conj":
			deprel = joined(deprel, g.conjunction(i))
		}
		g.add(g.heads[i], i, deprel)
	}
}

func joined(deprel, marker string) string {
	if marker == "" {
		return deprel
	}
	return deprel + ":" + marker
}

// preposition is the preposition of a phrase, in small letters and with "_"
// within: "in", "because_of". Of several the last counts ("out of the house").
// Empty when the phrase has none.
func (g *graph) preposition(i int) string {
	return g.marking(i, func(c int) bool { return g.tokens[c].Deprel == "case" })
}

// subordinator is what introduces a clause: "because", "to", "when". Empty when
// nothing does.
func (g *graph) subordinator(i int) string {
	return g.marking(i, func(c int) bool {
		tok := &g.tokens[c]
		return tok.Deprel == "mark" || tok.Deprel == "case" || tok.Deprel == "advmod" && conjunctional[strings.ToLower(tok.Form)]
	})
}

// conjunctional are the adverbs that introduce adverbial clauses.
var conjunctional = words(`when whenever where wherever`)

// marking is the last function word before i that the condition holds for.
func (g *graph) marking(i int, marks func(child int) bool) string {
	last := ""
	for _, c := range g.children[i] {
		if c < i && marks(c) {
			last = g.wording(c)
		}
	}
	return last
}

// wording is a function word with the words that are fixed to it.
func (g *graph) wording(i int) string {
	word := g.functionWord(i)
	for _, c := range g.children[i] {
		if g.tokens[c].Deprel == "fixed" {
			word += "_" + g.functionWord(c)
		}
	}
	return word
}

func (g *graph) functionWord(i int) string {
	tok := &g.tokens[i]
	word := tok.Lemma
	if word == "" || tok.UPOS == "VERB" {
		word = tok.Form
	}
	if tok.UPOS == "SYM" && (word == "-" || word == "--") {
		return "to" // of a range
	}
	return strings.ToLower(word)
}

// conjunction is the coordinating conjunction of a conjunct: its own, or that
// of the last one of a series ("a, b and c").
func (g *graph) conjunction(i int) string {
	if own := g.child(i, "cc"); own >= 0 {
		return coordinator(g.wording(own))
	}
	if g.heads[i] < 0 {
		return ""
	}
	for _, sibling := range g.children[g.heads[i]] {
		if sibling > i && base(g.tokens[sibling].Deprel) == "conj" {
			if its := g.child(sibling, "cc"); its >= 0 {
				return coordinator(g.wording(its))
			}
		}
	}
	return ""
}

// coordinator spells the signs that stand for conjunctions.
func coordinator(word string) string {
	switch word {
	case "&", "n", "'n'":
		return "and"
	case "/":
		return "slash"
	case "and_/_or", "and/or":
		return "and_or"
	case "+":
		return "and"
	case "-":
		return ""
	}
	return word
}
