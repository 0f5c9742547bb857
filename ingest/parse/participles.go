package parse

import (
	"strings"
)

// swelling reads "caused swelling in the brain" with a noun.
func (t tree) swelling(i int) {
	tok := &t.Tokens[i]
	if !strings.HasSuffix(tok.Form, "ing") || tok.Deprel != "xcomp" || tok.Head < 0 || tok.Head > i || !thingVerbs[t.form(tok.Head)] && !neverVerbs[t.form(i)] || t.kid(i, "obj", "xcomp", "ccomp", "mark") >= 0 {
		return
	}
	t.tag(i, "NOUN", "NN")
	tok.Deprel = "obj"
	for _, k := range t.kids(i, "obl") {
		t.Tokens[k].Deprel = "nmod"
	}
}

// adjusted reads "expects adjusted earnings of $3" with an adjective: a
// participle that is a complement has no object behind it.
func (t tree) adjusted(i int) {
	tok := &t.Tokens[i]
	if tok.XPOS != "VBN" || tok.Deprel != "xcomp" || tok.Head != i-1 || smallVerbs[t.form(tok.Head)] || t.kid(i, "mark", "aux", "aux:pass") >= 0 {
		return
	}
	noun := t.kid(i, "obj", "nsubj")
	if noun < i || t.begins(noun) != i+1 || t.kid(noun, "det", "nmod:poss") >= 0 || t.kid(tok.Head, "obj") >= 0 {
		return
	}
	t.promote(noun, i, "amod")
	t.Tokens[noun].Deprel = "obj"
	t.hand(i, noun)
}

// leaking reads "the tank was leaking acid" with a verb: one thing that is said
// to be another has an article.
func (t tree) leaking(i int) {
	tok := &t.Tokens[i]
	noun := tok.Head
	if tok.XPOS != "VBG" || tok.Deprel != "amod" || noun < i || t.Tokens[noun].XPOS != "NN" || t.kid(noun, "nsubj") < 0 || t.kid(noun, "det", "nmod:poss", "case") >= 0 {
		return
	}
	be := t.kid(noun, "cop")
	if be < 0 || be != i-1 {
		return
	}
	for _, k := range t.kids(noun) {
		if k < i || k > noun && t.is(k, "obl", "advcl", "punct", "conj", "advmod", "parataxis") {
			t.hang(k, i, t.Tokens[k].Deprel)
		}
	}
	t.promote(i, noun, "obj")
	t.handBefore(noun, i, i)
	t.Tokens[be].Deprel = "aux"
	t.tag(i, "VERB", "VBG")
}

// declining reads "suffered from declining prices" with an adjective.
func (t tree) declining(i int) {
	tok := &t.Tokens[i]
	mark, noun := t.kid(i, "mark", "case"), t.kid(i, "obj")
	if mark < 0 && noun > i {
		mark = t.kid(noun, "case")
	}
	if !t.verbal(i) || !fluctuating[t.form(i)] || tok.Deprel != "advcl" && tok.Deprel != "acl" || mark < 0 || mark != i-1 || noun < i || t.kid(noun, "det", "nmod:poss") >= 0 || t.begins(noun) != i+1 && t.begins(noun) != mark {
		return
	}
	relation := "obl"
	if tok.Deprel == "acl" {
		relation = "nmod"
	}
	t.promote(noun, i, "amod")
	t.Tokens[noun].Deprel = relation
	t.tag(i, "ADJ", "JJ")
	t.hang(mark, noun, "case")
	t.tag(mark, "ADP", "IN")
	t.hand(i, noun)
}

// missing reads "rose 2%, missing analysts' estimates" with a verb of its own.
func (t tree) missing(i int) {
	tok := &t.Tokens[i]
	if !meeting[t.form(i)] || tok.Deprel != "amod" || tok.Head < i || t.form(i-1) != "," {
		return
	}
	noun := tok.Head
	for h := t.Tokens[noun].Head; h >= 0 && t.nominal(h) && t.begins(h) == i; h = t.Tokens[noun].Head {
		noun = h
	}
	verb := t.Tokens[noun].Head
	for verb >= 0 && !t.verbal(verb) {
		verb = t.Tokens[verb].Head
	}
	if verb < 0 || verb > i || t.kid(noun, "case") >= 0 && t.kid(noun, "case") < noun {
		return
	}
	t.hang(i, verb, "advcl")
	t.tag(i, "VERB", "VBG")
	t.hang(noun, i, "obj")
}
