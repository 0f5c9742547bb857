package parse

import (
	"strings"
)

// swelling reads "caused swelling in the brain" with a noun.
func (t tree) swelling(i int) {
	tok := &t.Tokens[i]
	if !strings.HasSuffix(tok.Form, "ing") || tok.Deprel != "xcomp" || tok.Head < 0 || tok.Head > i || !thingVerbs[t.form(tok.Head)] || t.kid(i, "obj", "xcomp", "ccomp", "mark") >= 0 {
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
	for _, k := range t.kids(noun) {
		if k < i {
			t.hang(k, i, t.Tokens[k].Deprel)
		}
	}
	t.Tokens[be].Deprel = "aux"
	t.tag(i, "VERB", "VBG")
}

// knownAs finds the verb of "that invaders known as raiders burned the town",
// where the tree has the participle as the verb of "that" and the verb beside
// it.
func (t tree) knownAs(i int) {
	tok := &t.Tokens[i]
	subject, mark := t.kid(i, "nsubj"), t.kid(i, "mark")
	if !t.verbal(i) || tok.XPOS != "VBN" && (tok.XPOS != "VBD" || t.kid(i, "obl") < 0) || tok.Head < 0 || subject != i-1 || mark < 0 || mark > subject || t.kid(i, "aux", "obj", "conj", "cc") >= 0 {
		return
	}
	for _, verb := range t.kids(tok.Head, "acl", "ccomp", "conj", "advcl") {
		if verb < i || t.Tokens[verb].XPOS != "VBD" && t.Tokens[verb].XPOS != "VBZ" && t.Tokens[verb].XPOS != "VBP" || t.kid(verb, "nsubj", "cc", "mark", "punct") >= 0 {
			continue
		}
		t.hang(subject, verb, "nsubj")
		t.hang(mark, verb, "mark")
		t.hang(verb, tok.Head, tok.Deprel)
		t.hang(i, subject, "acl")
		tok.XPOS = "VBN"
		return
	}
}

// killedIn hangs a participle right behind a noun on it: in "the families of
// two workers killed in the blast sued" the workers were killed.
func (t tree) killedIn(i int) {
	tok := &t.Tokens[i]
	noun := i - 1
	if !t.verbal(i) || tok.XPOS != "VBN" || tok.Deprel != "advcl" || tok.Head < i || !t.nominal(noun) || t.begins(i) != i || t.kid(i, "aux", "mark", "nsubj", "obj") >= 0 {
		return
	}
	for subject := noun; subject >= 0; subject = t.Tokens[subject].Head {
		if t.Tokens[subject].Head == tok.Head && t.is(subject, "nsubj") {
			t.hang(i, noun, "acl")
			return
		}
	}
}

// declining reads "suffered from declining prices" with an adjective.
func (t tree) declining(i int) {
	tok := &t.Tokens[i]
	mark, noun := t.kid(i, "mark"), t.kid(i, "obj")
	if !t.verbal(i) || !fluctuating[t.form(i)] || tok.Deprel != "advcl" && tok.Deprel != "acl" || mark < 0 || mark != i-1 || noun < i || t.begins(noun) != i+1 || t.kid(noun, "det", "nmod:poss") >= 0 {
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

// squeezed finds the verb of "after wages squeezed margins", where the tree has
// two phrases side by side: the second has no preposition.
func (t tree) squeezed(i int) {
	tok := &t.Tokens[i]
	noun, subject := tok.Head, i-1
	if tok.Deprel != "amod" || tok.XPOS != "VBN" && tok.XPOS != "VBD" || noun < i || subject < 0 || !t.nominal(subject) || t.begins(noun) != i || t.kid(noun, "case") >= 0 {
		return
	}
	mark := t.kid(subject, "case")
	if mark < 0 || mark > subject || t.Tokens[subject].Deprel != "obl" || t.Tokens[subject].Head != t.Tokens[noun].Head || !t.is(noun, "obl", "obj") {
		return
	}
	switch t.form(mark) {
	case "after", "before", "since", "as", "until":
	default:
		return
	}
	verb := t.Tokens[subject].Head
	t.hang(i, verb, "advcl")
	t.tag(i, "VERB", "VBD")
	t.hang(mark, i, "mark")
	t.tag(mark, "SCONJ", "IN")
	t.hang(subject, i, "nsubj")
	t.hang(noun, i, "obj")
}

// fearing hangs a participle behind a clause that contrasts with the main one
// on that clause: in "it will build, although farmers object, fearing floods"
// the farmers fear.
func (t tree) fearing(i int) {
	tok := &t.Tokens[i]
	if tok.XPOS != "VBG" || tok.Deprel != "advcl" || tok.Head < 0 || tok.Head > i || t.kid(i, "mark", "nsubj") >= 0 || t.form(t.begins(i)-1) != "," {
		return
	}
	for _, k := range t.kids(tok.Head, "advcl") {
		switch t.form(t.kid(k, "mark")) {
		case "although", "though", "while", "whereas":
			if k > tok.Head && k < i && t.kid(k, "nsubj") >= 0 {
				t.hang(i, k, "advcl")
				return
			}
		}
	}
}
