package parse

// orphan gives a verb in a tense that has no subject the noun before it that has
// no other place: "reports said the blast late on Sunday killed a guard", where
// the network has the blast as what is said, "after a bomb tied to a car
// exploded", where it has "after" as a preposition.
func (t tree) orphan(v int) {
	if !t.verbal(v) || t.Tokens[v].XPOS != "VBD" && t.Tokens[v].XPOS != "VBZ" || !t.is(v, "ccomp", "advcl", "acl") || t.Tokens[v].Deprel == "acl:relcl" ||
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
