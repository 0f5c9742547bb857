package parse

// The mends of this file are for the sentences in which reports of disasters and
// fighting tell who was killed by what, who said so, and who is feared dead.

// speakerBehindQuote gives the verb of `"…, but it is getting worse," fire chief
// Dana Roe said.` its subject, where the tree has it within the quotation:
// nothing goes on behind the mark that closes one.
func (t tree) speakerBehindQuote(v int) {
	if !t.verbal(v) || !saying[t.form(v)] || t.kid(v, "nsubj", "aux") >= 0 || t.kid(v, "ccomp") > v || t.kid(v, "ccomp") < 0 {
		return
	}
	mark := v - 1
	for mark > 0 && t.Tokens[mark].UPOS != "PUNCT" {
		mark--
	}
	if mark < 1 || mark == v-1 || !quotes[t.form(mark)] {
		return
	}
	subject := -1
	for k := mark + 1; k < v; k++ {
		if h := t.Tokens[k].Head; h >= mark && h < v {
			continue
		}
		if subject >= 0 || !t.nominal(k) {
			return // no single noun phrase
		}
		subject = k
	}
	if subject < 0 {
		return
	}
	within := t.Tokens[subject].Head
	if within < 0 {
		return
	}
	for _, k := range t.kids(subject) {
		if k >= mark {
			continue
		}
		t.hang(k, within, t.Tokens[k].Deprel)
		if t.Tokens[k].UPOS == "ADJ" {
			t.Tokens[k].Deprel = "xcomp"
		}
	}
	t.hang(subject, v, "nsubj")
}

// eventThatKilled hangs "that killed ten people" on the event and not on where
// it happened: "carried out a bombing at a market that killed ten people".
func (t tree) eventThatKilled(i int) {
	tok := &t.Tokens[i]
	pronoun := t.kid(i, "nsubj")
	if tok.Deprel != "acl:relcl" || tok.Head < 0 || !harmed[t.form(i)] || pronoun < 0 || t.form(pronoun) != "that" && t.form(pronoun) != "which" || t.kid(i, "aux:pass") >= 0 {
		return
	}
	noun := tok.Head
	for k := i - 1; k > noun && !t.mishap(noun); k-- { // "suspected of ties to attacks that killed ten"
		if t.mishap(k) && t.is(k, "obl", "nmod") && t.above(noun, k) && k < pronoun {
			t.hang(i, k, "acl:relcl")
			return
		}
	}
	for steps := 0; steps < 3 && noun >= 0 && t.nominal(noun); steps++ {
		if t.mishap(noun) {
			t.hang(i, noun, "acl:relcl")
			return
		}
		word := t.kid(noun, "case")
		if word < 0 || word > noun || !t.is(noun, "nmod", "obl") {
			return
		}
		above := t.Tokens[noun].Head
		if t.is(noun, "obl") { // beside the event: its object, or what went off
			object := t.kid(above, "obj")
			if object < 0 || object > noun || !t.mishap(object) {
				return
			}
			above = object
		}
		noun = above
	}
}

// mishap tells whether a noun is an event that harms, in either number.
func (t tree) mishap(i int) bool {
	f := t.form(i)
	return mishaps[f] || len(f) > 1 && f[len(f)-1] == 's' && mishaps[f[:len(f)-1]]
}

// secondHarm reads "killing ten people, collapsing houses and triggering
// landslides" with a third participle, not with landslides that trigger.
func (t tree) secondHarm(i int) {
	noun := t.Tokens[i].Head
	if !harm[t.form(i)] || t.Tokens[i].Deprel != "amod" || noun < i || i == 0 || t.form(i-1) != "and" || t.Tokens[noun].Deprel != "conj" || t.kid(noun, "det", "nmod:poss") >= 0 {
		return
	}
	object := t.Tokens[noun].Head
	if object < 0 || object > i || t.Tokens[object].Deprel != "obj" {
		return
	}
	verb := t.Tokens[object].Head
	if verb < 0 || t.Tokens[verb].XPOS != "VBG" {
		return
	}
	t.promote(i, noun, "obj")
	t.hang(i, verb, "conj")
	t.hand(noun, i, "cc", "advcl")
	t.tag(i, "VERB", "VBG")
}

// fearedDead reads "41 people are missing and feared drowned" with a passive:
// what is feared is that they drowned.
func (t tree) fearedDead(i int) {
	next := i + 1
	if !presumed[t.form(i)] || !t.verbal(i) || next >= len(t.Tokens) || t.kid(i, "obj", "ccomp") >= 0 || !lost[t.form(next)] {
		return
	}
	if t.Tokens[i].XPOS == "VBD" {
		t.tag(i, "VERB", "VBN")
	}
	if head := t.Tokens[i].Head; t.Tokens[next].Head == head && t.Tokens[next].Deprel == "conj" || t.Tokens[next].Head == i {
		t.hang(next, i, "xcomp")
	}
}

// pluralConjunct parts what number keeps apart: in "officials say the blast may
// be an accident but have not ruled out sabotage" it is the officials who have
// not.
func (t tree) pluralConjunct(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "conj" || tok.Head < 0 || tok.Head > i || t.kid(i, "nsubj", "csubj", "expl", "mark") >= 0 {
		return
	}
	claim := tok.Head
	verb := t.Tokens[claim].Head
	subject, above := t.kid(claim, "nsubj"), t.kid(verb, "nsubj")
	if t.Tokens[claim].Deprel != "ccomp" || verb < 0 || verb > claim || subject < verb || above < 0 || above > verb {
		return
	}
	finite := t.finiteOf(i)
	if finite < 0 || finite < claim || !pluralVerb(t.Tokens[finite]) || !pluralNoun(t.Tokens[above]) {
		return
	}
	if x := t.Tokens[subject].XPOS; (x == "NN" || x == "NNP") && !t.hasConjunct(subject) && t.kid(subject, "nummod") < 0 {
		t.hang(i, verb, "conj")
	}
}

// butOthersSay gives the article what it says against a report: in "officials say
// the blast killed five, but residents dispute that" the officials do not say
// who disputes it.
func (t tree) butOthersSay(i int) {
	tok := &t.Tokens[i]
	but := t.kid(i, "cc")
	if tok.Deprel != "conj" || tok.Head < 0 || tok.Head > i || t.form(but) != "but" || t.Tokens[but-1].Form != "," || t.kid(i, "nsubj") < but || t.kid(i, "mark") >= 0 || !saying[t.form(i)] && !disputing[t.form(i)] {
		return
	}
	verb := t.Tokens[tok.Head].Head
	if t.is(tok.Head, "ccomp") && t.kid(tok.Head, "mark") < 0 && verb >= 0 && verb < tok.Head && (saying[t.form(verb)] || thinking[t.form(verb)]) && !t.is(t.kid(i, "nsubj"), "expl") && t.Tokens[t.kid(i, "nsubj")].UPOS != "PRON" {
		t.hang(i, verb, "conj")
	}
}

// headOn makes an adverb of "head-on" behind a verb.
func (t tree) headOn(i int) {
	on := i + 2
	if t.form(i) != "head" || t.form(on) != "on" || t.Tokens[i+1].Form != "-" || !t.touches(i) || !t.touches(i+1) || !t.is(i, "obj", "obl", "advmod") {
		return
	}
	verb := t.Tokens[i].Head
	if !t.verbal(verb) {
		return
	}
	t.Tokens[i].Deprel = "advmod"
	t.tag(i, "ADV", "RB")
	t.hang(on, i, "fixed")
	t.tag(on, "ADV", "RB")
}

// flooding reads "the deck was flooding" with a verb in the progressive.
func (t tree) flooding(i int) {
	be := t.kid(i, "cop")
	if t.Tokens[i].XPOS == "VBG" && t.verbal(i) && be >= 0 && be < i && t.kid(i, "nsubj") >= 0 && t.kid(i, "det", "case", "mark") < 0 {
		t.Tokens[be].Deprel = "aux"
	}
}

// adjectiveInIng reads "accused neighbouring Norvia of …" with an adjective.
func (t tree) adjectiveInIng(i int) {
	noun := t.kid(i, "obj")
	if !describing[t.form(i)] || !t.verbal(i) || t.Tokens[i].Deprel != "xcomp" || noun < i || t.begins(noun) != i+1 || t.kid(noun, "det", "nmod:poss") >= 0 {
		return
	}
	t.promote(noun, i, "amod")
	t.Tokens[noun].Deprel = "obj"
	t.tag(i, "ADJ", "JJ")
	t.hand(i, t.Tokens[noun].Head, "advcl", "xcomp", "obl", "punct")
	t.hand(i, noun)
}

// recounted reads "residents reported hearing shots" with a verb: what is
// heard, not shots of a kind.
func (t tree) recounted(i int) {
	noun := t.Tokens[i].Head
	if i == 0 || !recounting[t.form(i-1)] || !t.verbal(i-1) || !sensing[t.form(i)] || !t.is(i, "compound", "amod") || noun < i || t.Tokens[noun].Head != i-1 || t.Tokens[noun].Deprel != "obj" {
		return
	}
	t.promote(i, noun, "obj")
	t.Tokens[i].Deprel = "xcomp"
	t.tag(i, "VERB", "VBG")
	for _, k := range t.kids(i-1, "obl") {
		if k > noun {
			t.hang(k, i, "obl")
		}
	}
}

// pending makes a preposition of "pending an investigation".
func (t tree) pending(i int) {
	noun := t.kid(i, "obj")
	if !participlePrepositions[t.form(i)] || !t.is(i, "acl", "advcl", "amod") || noun < i || t.begins(noun) != i+1 || t.kid(i, "aux", "nsubj", "mark") >= 0 {
		return
	}
	verb := t.Tokens[i].Head
	for verb >= 0 && !t.verbal(verb) && t.kid(verb, "cop") < 0 && t.Tokens[verb].Head >= 0 {
		verb = t.Tokens[verb].Head
	}
	t.promote(noun, i, "case")
	t.hand(i, noun)
	t.hang(noun, verb, "obl")
	t.Tokens[noun].Deprel = "obl"
	t.tag(i, "ADP", "IN")
}

// whenOf hangs a clause with "when" on the time right before it: in "the worst
// fire since 1983, when 14 people died" they died in 1983.
func (t tree) whenOf(i int) {
	when := t.kid(i, "advmod", "mark")
	if t.Tokens[i].Deprel != "advcl" || when < 2 || t.form(when) != "when" || t.begins(i) != when || t.Tokens[when-1].Form != "," {
		return
	}
	time := when - 2
	if t.is(time, "flat", "nmod:unmarked") && t.Tokens[time].Head >= 0 && t.Tokens[time].Head < time && t.Tokens[time].UPOS == "NUM" { // "March 2011"
		time = t.Tokens[time].Head
	}
	if !t.timely(when-2) || !t.is(time, "obl", "nmod", "obl:unmarked") {
		return
	}
	t.hang(i, time, "acl:relcl")
}

// accordingTo hangs the source at the end of a sentence on its main clause: in
// "six died when shells hit the square, according to doctors" the doctors tell
// of both.
func (t tree) accordingTo(i int) {
	according := t.kid(i, "case")
	verb := t.Tokens[i].Head
	if !t.is(i, "obl", "nmod") || according < 1 || t.form(according) != "according" || t.form(according-1) != "," || !t.verbal(verb) || t.Tokens[verb].Deprel != "advcl" {
		return
	}
	for t.Tokens[verb].Deprel == "advcl" && t.Tokens[verb].Head >= 0 {
		verb = t.Tokens[verb].Head
	}
	if verb < i {
		t.hang(i, verb, "obl")
	}
}

// leftDead reads "left 30 people dead and more than 100 injured" with what
// became of the first, and with a second verb for the others.
func (t tree) leftDead(i int) {
	verb := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "obj" || !leaving[t.form(verb)] {
		return
	}
	state := i + 1
	if state >= len(t.Tokens) || !conditions[t.form(state)] && !states[t.form(state)] || t.Tokens[state].Head != i {
		return
	}
	t.hang(state, verb, "xcomp")
	for k := state + 2; k+1 < len(t.Tokens); k++ {
		hurt := k + 1
		if t.Tokens[k].UPOS != "NUM" && !t.nominal(k) || !states[t.form(hurt)] || !harmed[t.form(hurt)] || t.form(t.kid(k, "cc")) != "and" || t.Tokens[hurt].Head != k {
			continue
		}
		t.hang(hurt, verb, "conj")
		t.hang(k, hurt, "obj")
		t.hand(k, hurt, "cc")
		t.tag(hurt, "VERB", "VBD")
		return
	}
}

// subjectOfClaim gives a claim before the verb of saying its subject, where the
// tree has two subjects of that verb: "The ferry sank on Monday, police said."
// The claim may have become a participle of the last noun before it: "A ferry
// carrying tourists capsized and sank, police said."
func (t tree) subjectOfClaim(v int) {
	claim := t.kid(v, "ccomp")
	subjects := t.kids(v, "nsubj")
	if !t.verbal(v) || !saying[t.form(v)] || len(subjects) != 2 || subjects[1] > v {
		return
	}
	if claim < 0 {
		if claim = t.lastVerb(subjects[0]); claim >= 0 {
			t.hang(claim, v, "ccomp")
		}
	}
	if claim < subjects[0] || claim > subjects[1] || t.kid(claim, "nsubj", "csubj", "expl") >= 0 {
		return
	}
	t.hang(subjects[0], claim, t.subjectRelation(claim))
}

// lastVerb is the verb in the past that the tree has as a participle of the
// object of the noun's own participle, or of the noun itself right before the
// comma: "Eight cars derailed, police said." It is -1 where there is none.
func (t tree) lastVerb(noun int) int {
	carrying := t.kid(noun, "acl")
	if carrying >= 0 && t.form(carrying+1) == "," && t.kid(carrying, "obl:agent", "obj", "aux") < 0 && t.participle(carrying) {
		t.tag(carrying, "VERB", "VBD")
		return carrying
	}
	object := t.kid(carrying, "obj")
	if carrying < 0 || object < carrying {
		return -1
	}
	for _, k := range t.kids(object, "acl") {
		if k == object+1 && t.participle(k) && t.kid(k, "obl:agent", "nsubj", "aux") < 0 {
			t.tag(k, "VERB", "VBD")
			return k
		}
	}
	return -1
}
