package parse

import "strings"

// orphan gives a verb in a tense that has no subject the noun before it that has
// no other place: "reports said the blast late on Sunday killed a guard", where
// the network has the blast as what is said, "after a bomb tied to a car
// exploded", where it has "after" as a preposition.
func (t tree) orphan(v int) {
	happens := t.Tokens[v].XPOS == "VBN" && happening[t.form(v)] && t.Tokens[v].Deprel == "acl" && t.kid(v, "obj", "obl:agent") < 0
	if !t.verbal(v) || t.Tokens[v].XPOS != "VBD" && t.Tokens[v].XPOS != "VBZ" && !happens || !t.is(v, "ccomp", "advcl", "acl") || t.Tokens[v].Deprel == "acl:relcl" ||
		t.kid(v, "nsubj", "csubj", "expl", "mark", "aux") >= 0 {
		return
	}
	head := t.Tokens[v].Head
	if head < 0 || head > v {
		return
	}
	if t.goesOn(v) {
		return
	}
	for noun := v - 1; noun >= 0; noun-- {
		verb := t.Tokens[noun].Head
		if !t.nominal(noun) || t.timely(noun) || verb < 0 || verb > noun || !t.verbal(verb) || !t.above(head, noun) && head != noun {
			continue
		}
		mark := t.kid(noun, "case")
		switch {
		case t.is(noun, "obj") && mark < 0 && (saying[t.form(verb)] || claiming[t.form(verb)] || verb == head && t.is(v, "ccomp")):
			t.adopt(noun, v, verb, "ccomp")
			return
		case t.is(noun, "obl") && mark >= 0 && mark < noun && conjunctive[t.form(mark)]:
			t.adopt(noun, v, verb, "advcl")
			t.hang(mark, v, "mark")
			t.tag(mark, "SCONJ", "IN")
			return
		}
	}
}

// adopt makes a noun the subject of a clause that hangs on the verb before, with
// what that verb has between them.
func (t tree) adopt(noun, v, verb int, relation string) {
	if t.Tokens[v].XPOS == "VBN" {
		t.tag(v, "VERB", "VBD")
	}
	t.attach(noun, verb, "dep") // v may stand below it
	t.attach(v, verb, relation)
	t.attach(noun, v, "nsubj")
	for _, k := range t.kids(verb, "obl", "advmod") {
		if k > noun && k < v {
			t.attach(k, v, t.Tokens[k].Deprel)
		}
	}
}

// goesOn coordinates the second verb of "said they landed at dawn, then marched
// north" with the first.
func (t tree) goesOn(v int) bool {
	then := v - 1
	if t.form(then) != "then" || then < 1 || t.form(then-1) != "," && t.form(then-1) != "and" || !t.is(v, "ccomp") {
		return false
	}
	for _, k := range t.kids(t.Tokens[v].Head, "ccomp") {
		if k < v && t.kid(k, "nsubj") >= 0 {
			t.hang(v, k, "conj")
			return true
		}
	}
	return false
}

// leftMissing reads "12 were hurt and about 40 remain missing", where the tree has
// the second verb for an adverb that the number counts.
func (t tree) leftMissing(i int) {
	state := t.Tokens[i].Head
	number := t.kid(i, "nummod")
	if t.Tokens[i].XPOS != "VBP" && t.Tokens[i].XPOS != "VBD" || !remaining[t.form(i)] || !t.is(i, "advmod") || state < i || number < 0 || number > i || t.kid(state, "nsubj", "cop") >= 0 {
		return
	}
	t.promote(i, state, "xcomp")
	t.hand(state, i, "cc")
	t.Tokens[number].Deprel = "nsubj"
}

// thinkingVerb puts "suspect" of "Police suspect Roe may have fled" above what is
// suspected, where the tree has it as a subject beside the other one.
func (t tree) thinkingVerb(i int) {
	claim, subject := t.Tokens[i].Head, i-1
	if !t.verbal(i) || t.Tokens[i].XPOS != "VBP" && t.Tokens[i].XPOS != "VBZ" || !t.is(i, "nsubj") || claim < i || subject < 0 || !t.nominal(subject) ||
		t.Tokens[subject].Head != claim && t.Tokens[subject].Head != i {
		return
	}
	if own := t.kids(claim, "nsubj"); own[len(own)-1] <= i {
		return
	}
	t.promote(i, claim, "ccomp")
	t.attach(subject, i, "nsubj")
	t.handBefore(claim, i, subject)
	t.hand(claim, i, "punct")
}

// secondPerfect coordinates "driven" of "has killed dozens, driven others away and
// cut the road" with the verb whose auxiliary it shares.
func (t tree) secondPerfect(i int) {
	verb := t.Tokens[i].Head
	if t.Tokens[i].XPOS != "VBN" || !t.is(i, "advcl", "acl", "xcomp") || t.form(i-1) != "," || !t.verbal(verb) || t.Tokens[verb].XPOS != "VBN" || verb > i || t.kid(i, "obj") < i || t.kid(i, "aux", "mark", "nsubj") >= 0 {
		return
	}
	if has := t.kid(verb, "aux"); has >= 0 && having[t.form(has)] && t.kid(verb, "aux:pass") < 0 && t.kid(verb, "conj") > i {
		t.Tokens[i].Deprel = "conj"
	}
}

// claimInPast gives "but it failed" of "a report says the pump was new but it
// failed" to what is said: who speaks in the present tells of the past.
func (t tree) claimInPast(i int) {
	said := t.Tokens[i].Head
	if !t.is(i, "conj") || t.Tokens[i].XPOS != "VBD" || said < 0 || said > i || t.form(said) != "says" && t.form(said) != "say" || t.form(t.kid(i, "nsubj")) != "it" && t.form(t.kid(i, "nsubj")) != "they" {
		return
	}
	claim := t.kid(said, "ccomp")
	if claim < said || claim > i || saying[t.form(i)] {
		return
	}
	tense := claim
	if aux := t.kid(claim, "aux", "cop"); aux >= 0 {
		tense = aux
	}
	if t.Tokens[tense].XPOS == "VBD" {
		t.hang(i, claim, "conj")
	}
}

// promisingTo makes a verb of the "promising" that has an infinitive: "took office
// promising to cut taxes".
func (t tree) promisingTo(i int) {
	verb := t.Tokens[i].Head
	if x := t.Tokens[i].XPOS; x != "JJ" && x != "VBG" || !promising[t.form(i)] || verb < 0 || verb > i || !t.is(i, "advcl", "acl", "amod", "xcomp") || t.kid(i, "cop", "aux", "mark") >= 0 {
		return
	}
	if to := t.kid(i, "xcomp"); to < i || t.form(t.kid(to, "mark")) != "to" {
		return
	}
	t.tag(i, "VERB", "VBG")
	if t.is(verb, "obj") {
		verb = t.Tokens[verb].Head
	}
	t.hang(i, verb, "advcl")
}

// concernedBy makes no agent of what somebody is concerned by: nothing is done.
func (t tree) concernedBy(i int) {
	if by := t.kid(i, "obl:agent"); t.Tokens[i].UPOS == "ADJ" && by > i && t.kid(i, "cop") >= 0 {
		t.Tokens[by].Deprel = "obl"
	}
}

// calledOn makes an infinitive of "called on him to step down" what he is to do.
func (t tree) calledOn(i int) {
	verb := t.Tokens[i].Head
	if t.Tokens[i].XPOS != "VB" || !t.is(i, "advcl") || t.form(t.kid(i, "mark")) != "to" || verb < 0 || verb > i || !strings.HasPrefix(t.form(verb), "call") {
		return
	}
	for _, k := range t.kids(verb, "obj", "obl") {
		if on := t.form(t.kid(k, "case")); k < i && (on == "on" || on == "upon") && t.kid(i, "nsubj") < 0 {
			t.Tokens[k].Deprel, t.Tokens[i].Deprel = "obl", "xcomp"
			return
		}
	}
}
