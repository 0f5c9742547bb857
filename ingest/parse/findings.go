package parse

// The mends of this file are for the sentences in which studies, polls and votes
// are told.

// byVotes reads "was defeated by 210 votes to 180" and "voted by 47 to 41": the
// numbers are one result, and do nothing themselves.
func (t tree) byVotes(i int) {
	to := i + 1
	first := i
	if f := t.form(i); (f == "votes" || f == "vote") && t.kid(i, "nummod") == i-1 {
		first = i - 1
	} else if t.Tokens[i].UPOS != "NUM" || t.is(i, "nummod") {
		return
	}
	second := to + 1
	if t.form(first-1) != "by" || t.form(to) != "to" || second >= len(t.Tokens) || t.Tokens[second].UPOS != "NUM" || t.is(second, "nummod") || first == i && t.form(second+1) == "percent" {
		return
	}
	verb := t.Tokens[i].Head
	if !t.verbal(verb) || first == i && !voting[t.form(verb)] {
		return
	}
	t.Tokens[i].Deprel = "obl"
	t.hang(second, i, "nmod")
	t.hang(to, second, "case")
}

// howStrong reads "was surprised by how strong the effect was": the preposition
// governs the question, and the effect is not by anything.
func (t tree) howStrong(i int) {
	how := t.kid(i, "advmod")
	word := t.kid(i, "case")
	if t.Tokens[i].UPOS != "ADJ" || !t.is(i, "obl", "nmod") || how < 0 || t.form(how) != "how" || word != how-1 || t.kid(i, "cop") < i || t.kid(i, "nsubj") < i {
		return
	}
	t.Tokens[i].Deprel = "advcl"
	t.hang(word, i, "mark")
}

// thirdTime makes an adverb of the pronoun in "the third time that it has
// fallen": no time is the object.
func (t tree) thirdTime(i int) {
	noun := t.Tokens[i].Head
	that := t.kid(i, "obj")
	if noun >= 0 && t.is(noun, "nmod") { // "the third time in a decade that"
		noun = t.Tokens[noun].Head
	}
	if t.Tokens[i].Deprel != "acl:relcl" || noun < 0 || t.form(noun) != "time" || that < noun || that > i || t.form(that) != "that" {
		return
	}
	t.hang(i, noun, "acl:relcl")
	t.hang(that, i, "mark")
	t.tag(that, "SCONJ", "IN")
}

// containing hangs a participle on the noun right before it and not on one that
// a relative clause parts it from: in "insects that were fed water containing
// the dust" the water contains it.
func (t tree) containing(i int) {
	noun, before := t.Tokens[i].Head, i-1
	if within[t.form(i)] && t.Tokens[i].Deprel == "advcl" && noun >= 0 && t.is(before, "obj", "obl") && t.Tokens[before].Head == noun && t.Tokens[noun].XPOS != "VBG" {
		t.hang(i, before, "acl")
		return
	}
	if t.Tokens[i].Deprel != "acl" || t.Tokens[i].XPOS != "VBG" || noun < 0 || noun >= before || !t.nominal(before) || !t.is(before, "obj", "obl", "nmod") {
		return
	}
	for _, k := range t.kids(noun, "acl:relcl", "acl") {
		if k < before && t.above(k, before) {
			t.hang(i, before, "acl")
		}
	}
}

// asideOfVerb hangs a phrase behind the comma that ends a participle's clause on
// the verb above: in "put the Greens, led by Roe, on 12 percent" nobody leads on
// that.
func (t tree) asideOfVerb(i int) {
	participle := t.Tokens[i].Head
	if !t.is(i, "obl") || !t.verbal(participle) || participle > i || t.Tokens[participle].Deprel != "acl" || t.form(t.begins(i)-1) != "," {
		return
	}
	noun := t.Tokens[participle].Head
	if noun < 0 || t.form(t.begins(participle)-1) != "," && t.form(t.begins(participle)) != "," {
		return
	}
	for steps := 0; noun >= 0 && !t.verbal(noun) && steps < len(t.Tokens); steps++ {
		if !t.is(noun, "obj", "appos", "flat", "obl") {
			return
		}
		noun = t.Tokens[noun].Head
	}
	if t.verbal(noun) && noun < participle {
		t.hang(i, noun, "obl")
	}
}

// purposeInName makes one name of "the Committee to Protect Journalists": what
// has a capital in the midst of a sentence tells no purpose of its own.
func (t tree) purposeInName(i int) {
	noun, to := t.Tokens[i].Head, i-1
	if noun < 0 || to-1 != noun || t.form(to) != "to" || t.Tokens[to].Form != "to" || !t.capitalised(noun) || !t.capitalised(i) || !t.is(i, "acl") || t.headline() {
		return
	}
	last := i
	for last+1 < len(t.Tokens) && t.capitalised(last+1) {
		last++
	}
	for object := t.kid(i, "obj"); object >= 0; { // "AIDS, Tuberculosis and Malaria"
		member := -1
		for _, k := range t.kids(object, "conj") {
			if k > last && t.capitalised(k) && t.form(t.begins(k)-1) != "." {
				member = max(member, k)
			}
		}
		if member < 0 || t.form(member-1) != "and" && t.form(member-1) != "&" {
			break
		}
		last = member
	}
	first := noun
	for first > 0 && t.capitalised(first-1) && t.Tokens[first-1].Head == noun && t.is(first-1, "amod", "compound") && first > 1 {
		first--
	}
	if last == i {
		return
	}
	head := noun
	for k := i + 1; k <= last; k++ { // what stands behind the name belongs to it
		for _, d := range t.kids(k) {
			if d > last {
				t.hang(d, head, t.Tokens[d].Deprel)
			}
		}
	}
	t.joinName(first, last)
}

// askedAbout makes a passive of the participle at the beginning of "Asked whether
// he would resign, Roe shook his head": he did not ask.
func (t tree) askedAbout(i int) {
	if i != 0 || t.form(i) != "asked" || t.Tokens[i].Deprel != "advcl" || t.kid(i, "obj", "nsubj") >= 0 {
		return
	}
	t.tag(i, "VERB", "VBN")
}

// struckDown makes a particle of the preposition right behind a verb that is one
// verb with it: "struck down a state's ban" has nothing struck.
func (t tree) struckDown(i int) {
	verb, noun := i-1, t.Tokens[i].Head
	if t.Tokens[i].Deprel != "case" || !t.verbal(verb) || !particles[t.form(i)][t.form(verb)] || noun < i || !t.is(noun, "obl") || t.Tokens[noun].Head != verb || !t.nominal(noun) || t.kid(verb, "obj", "aux:pass") >= 0 || t.begins(noun) != i || t.timely(noun) || t.form(i+1) == "of" {
		return
	}
	t.hang(i, verb, "compound:prt")
	t.tag(i, "ADP", "RP")
	t.Tokens[noun].Deprel = "obj"
}

// flatApposition hangs on the head of a name what the tree has on one of its
// other words: "Mary Otieno, a nurse,".
func (t tree) flatApposition(i int) {
	word := t.Tokens[i].Head
	if !t.is(i, "appos", "acl") || word < 0 || t.Tokens[word].Deprel != "flat" || word > i {
		return
	}
	name := word
	for t.Tokens[name].Deprel == "flat" && t.Tokens[name].Head >= 0 {
		name = t.Tokens[name].Head
	}
	if t.Tokens[name].UPOS == "PROPN" && t.Tokens[word].UPOS == "PROPN" {
		t.hang(i, name, t.Tokens[i].Deprel)
	}
}

// suchAs makes a noun of the verb in "animals such as fruit bats": an example is
// no clause.
func (t tree) suchAs(i int) {
	such, noun := t.kid(i, "mark"), t.kid(i, "nsubj")
	if !t.verbal(i) || !t.is(i, "advcl", "acl") || t.Tokens[i].XPOS != "VBZ" || such < 1 || t.form(such) != "such" || t.form(such+1) != "as" || noun != i-1 || !t.nominal(such-1) || t.kid(i, "obj", "obl", "aux", "ccomp", "xcomp") >= 0 {
		return
	}
	t.tag(i, "NOUN", "NNS")
	t.hang(i, such-1, "nmod")
	t.hang(noun, i, "compound")
	t.Tokens[such].Deprel = "case"
}

// neighbouring finds the subject of "Neighbouring Norvia, which has shut the
// road, said …", where the tree has a participle and its object.
func (t tree) neighbouring(i int) {
	verb, name := t.Tokens[i].Head, t.kid(i, "obj")
	if i != 0 || t.Tokens[i].XPOS != "VBG" || t.Tokens[i].Deprel != "advcl" || verb < 0 || name != 1 || t.Tokens[name].UPOS != "PROPN" || !t.verbal(verb) || !t.finite(verb) || t.kid(verb, "nsubj", "expl", "csubj", "aux") >= 0 {
		return
	}
	t.hang(name, verb, "nsubj")
	t.hang(i, name, "amod")
	t.hand(i, name)
	t.tag(i, "ADJ", "JJ")
}

// builtBy gives a participle the agent right behind it, which the tree has with
// the verb of the sentence: in "a lander built by a firm touched down" nothing
// touched down by a firm.
func (t tree) builtBy(i int) {
	by := i + 1
	if t.Tokens[i].Deprel != "acl" || t.Tokens[i].XPOS != "VBN" || t.form(by) != "by" || t.Tokens[by].Deprel != "case" || t.kid(i, "obl:agent", "obl") >= 0 {
		return
	}
	agent := t.Tokens[by].Head
	if verb := t.Tokens[agent].Head; t.is(agent, "obl") && t.verbal(verb) && verb > agent && t.above(verb, i) && t.begins(agent) == by {
		t.hang(agent, i, "obl:agent")
	}
}

// advisedToo coordinates a verb in the past with the one above, where the claim
// before it has a modal: "warned that it could spread and advised them to leave".
func (t tree) advisedToo(i int) {
	claim := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "conj" || t.Tokens[i].XPOS != "VBD" || unchanging[t.form(i)] || claim < 0 || claim > i || t.Tokens[claim].Deprel != "ccomp" || t.kid(i, "nsubj", "aux") >= 0 {
		return
	}
	modal := t.kid(claim, "aux")
	if verb := t.Tokens[claim].Head; modal >= 0 && t.Tokens[modal].XPOS == "MD" && t.verbal(verb) && verb < claim && t.Tokens[verb].XPOS == "VBD" {
		t.hang(i, verb, "conj")
	}
}
