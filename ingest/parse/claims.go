package parse

// The mends of this file part what somebody says from the saying of it: when it
// was said, where the claim begins, and what the speaker did besides.

// timeOfSaying hangs the time behind a verb of saying on that verb: "Halden said on
// Monday it was cutting jobs" tells when it said so. The trees give it to the
// claim.
func (t tree) timeOfSaying(claim int) {
	verb := t.Tokens[claim].Head
	subject := t.kid(claim, "nsubj", "csubj", "expl")
	if !t.is(claim, "ccomp") || !t.verbal(verb) || verb > claim || subject < 0 || t.kid(claim, "mark") >= 0 && t.kid(claim, "mark") < subject {
		return
	}
	next := verb + 1
	for _, k := range t.kids(claim, "obl", "advmod", "nmod") {
		if k > subject || !t.timely(k) && !days[t.form(k)] && !since[t.form(k)] || t.begins(k) != next || t.marked(next, k) {
			continue
		}
		next = k + 1
		for next < len(t.Tokens) && next < subject && t.above(k, next) {
			next++
		}
		t.hang(k, verb, t.Tokens[k].Deprel)
	}
	if day := t.begins(subject); day == next && day < subject && days[t.form(day)] && t.is(day, "nmod") && t.Tokens[day].Deprel == "nmod:unmarked" {
		t.attach(day, verb, "obl:unmarked") // "said Monday the strike was over"
	}
}

// claimedSubject finds the subject of "said unemployment, now at 5 percent, would
// rise", where the tree has it as what is said, and a claim about nobody.
func (t tree) claimedSubject(claim int) {
	verb := t.Tokens[claim].Head
	if !t.is(claim, "ccomp", "xcomp") || !t.verbal(verb) || verb > claim || !saying[t.form(verb)] || t.kid(claim, "nsubj", "csubj", "expl", "mark") >= 0 {
		return
	}
	tense := t.kid(claim, "aux", "cop")
	object := t.kid(verb, "obj")
	if tense < 0 || !t.finite(tense) || object < verb || object > tense || t.kid(object, "acl:relcl") > object {
		return
	}
	t.hang(object, claim, t.subjectRelation(claim))
	if t.is(claim, "xcomp") {
		t.Tokens[claim].Deprel = "ccomp"
	}
}

// speaksOn coordinates a verb of speech behind a comma with the verb of saying
// before it: in "said that workers were underpaid, and called on Roe to resign" it
// is not the workers who called.
func (t tree) speaksOn(i int) {
	claim := t.Tokens[i].Head
	if !t.is(i, "conj") || !speaking[t.form(i)] || !t.is(claim, "ccomp") || claim > i || t.kid(i, "nsubj", "aux", "mark") >= 0 || t.kid(i, "cc") < 1 || t.form(t.kid(i, "cc")-1) != "," {
		return
	}
	if verb := t.Tokens[claim].Head; t.verbal(verb) && t.Tokens[verb].XPOS == "VBD" && verb < claim && t.kid(verb, "nsubj") >= 0 {
		t.hang(i, verb, "conj")
	}
}

// toldCrowd reads "told cheering workers that they would win" with an adjective:
// what is told is no bare participle.
func (t tree) toldCrowd(i int) {
	verb := t.Tokens[i].Head
	if t.Tokens[i].XPOS != "VBG" || !t.is(i, "ccomp", "xcomp") || verb != i-1 || !telling[t.form(verb)] || t.kid(verb, "obj", "iobj") >= 0 {
		return
	}
	hearers := t.kid(i, "obj")
	if hearers < i || t.kid(hearers, "det", "nmod:poss") >= 0 {
		return
	}
	t.promote(hearers, i, "amod")
	t.Tokens[hearers].Deprel = "obj"
	for _, k := range t.kids(i) {
		relation := t.Tokens[k].Deprel
		switch {
		case k < hearers:
			continue
		case t.is(k, "ccomp", "parataxis", "advcl", "obl", "punct"):
			t.hang(k, verb, relation)
		}
	}
}

// toldThat hangs on the verb the claim of "told workers outside the plant that they
// had won", which the tree has modify the plant: who is told, is told something.
func (t tree) toldThat(i int) {
	that, noun := t.kid(i, "obj", "mark", "nsubj"), t.Tokens[i].Head
	if !t.is(i, "acl:relcl") || t.form(that) != "that" || t.kid(i, "nsubj") <= that {
		return
	}
	verb := noun
	for verb >= 0 && !t.verbal(verb) {
		verb = t.Tokens[verb].Head
	}
	if verb < 0 || verb > noun || !telling[t.form(verb)] || t.kid(verb, "ccomp") >= 0 || t.kid(verb, "obj", "iobj") < 0 || t.kid(verb, "obj", "iobj") == noun {
		return
	}
	t.hang(i, verb, "ccomp")
	t.Tokens[that].Deprel = "mark"
}

// hearerBefore finds who is told in "told Reuters the group may agree", where the
// tree has the name as an argument of the claim.
func (t tree) hearerBefore(claim int) {
	verb := t.Tokens[claim].Head
	subject := t.lastKid(claim, "nsubj")
	if !t.is(claim, "ccomp") || !t.verbal(verb) || !telling[t.form(verb)] || subject > claim || t.kid(verb, "obj", "iobj") >= 0 {
		return
	}
	for _, k := range t.kids(claim, "nsubj", "obj", "iobj", "obl:unmarked", "dislocated", "vocative") {
		if k < subject && t.begins(k) == verb+1 && t.Tokens[k].UPOS == "PROPN" && t.kid(k, "case", "cc") < 0 {
			t.attach(k, verb, "obj")
			return
		}
	}
}

// markedConjunct coordinates a clause that begins with a conjunction with the one
// above it that begins with one: in "fell after sources said a cut was near and as
// data showed a rise" no source says the last.
func (t tree) markedConjunct(i int) {
	mark, and := t.kid(i, "mark"), t.kid(i, "cc")
	if !t.is(i, "conj") || !t.verbal(i) || mark < 0 || and != mark-1 || !adverbialMarks[t.form(mark)] {
		return
	}
	for up := t.Tokens[i].Head; up >= 0; up = t.Tokens[up].Head {
		if t.is(up, "advcl") {
			if m := t.kid(up, "mark"); m >= 0 && up != t.Tokens[i].Head && adverbialMarks[t.form(m)] {
				t.hang(i, up, "conj")
			}
			return
		}
	}
}
