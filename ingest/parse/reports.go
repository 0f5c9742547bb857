package parse

// The mends of this file are for sentences of the news whose verb or subject the
// tree has lost among phrases of time, place and number.

// countedSubject finds the subject of the second verb in "four were killed and
// 19 people, two of them soldiers, were wounded", where the tree has it beside
// the verb: the conjunction stands before it, not before the verb.
func (t tree) countedSubject(v int) {
	tok := &t.Tokens[v]
	if tok.Deprel != "conj" || tok.Head < 0 || tok.Head > v || t.kid(v, "nsubj", "csubj", "expl", "cc") >= 0 || t.finiteOf(v) < 0 {
		return
	}
	first := tok.Head
	for k := first + 1; k < v; k++ {
		and := t.kid(k, "cc")
		if !t.nominal(k) || t.Tokens[k].Deprel != "conj" || !t.above(first, k) || and < 0 || and < first || and > k || t.kid(k, "case") >= 0 || t.verbalBetween(and, v) {
			continue
		}
		t.hang(k, v, t.subjectRelation(v))
		t.hang(and, v, "cc")
		for _, aside := range t.kids(v, "obl") {
			if aside > k && aside < t.finiteOf(v) { // "including two soldiers"
				t.hang(aside, k, "nmod")
			}
		}
		return
	}
}

// verbalBetween tells whether a verb in a tense stands between two tokens.
func (t tree) verbalBetween(first, last int) bool {
	for i := first + 1; i < last; i++ {
		if t.verbal(i) && (t.Tokens[i].XPOS == "VBD" || t.Tokens[i].XPOS == "VBZ" || t.Tokens[i].XPOS == "VBP") {
			return true
		}
	}
	return false
}

// mediaReport reads "local media report a group of men attacked the house": no
// verb is a subject.
func (t tree) mediaReport(i int) {
	claim := t.Tokens[i].Head
	subject := t.kid(i, "nsubj")
	if subject < 0 {
		subject = t.kid(i, "compound")
	}
	if !t.verbal(i) || t.Tokens[i].Deprel != "nsubj" || claim < i || subject < 0 || subject > i || !t.verbal(claim) || !saying[t.form(i)] && !reportingNouns[t.form(i)+"s"] {
		return
	}
	t.promote(i, claim, "ccomp")
	t.Tokens[subject].Deprel = "nsubj"
	for _, k := range t.kids(claim) {
		if k == len(t.Tokens)-1 && t.Tokens[k].UPOS == "PUNCT" {
			t.hang(k, i, "punct")
		}
	}
}

// heldThere hangs "to be held in Oslo" behind a comma on the event before it:
// nobody else is held.
func (t tree) heldThere(i int) {
	tok := &t.Tokens[i]
	verb := tok.Head
	if !held[t.form(i)] || tok.Deprel != "advcl" || verb < 0 || verb > i || t.kid(i, "nsubj") >= 0 || t.form(t.kid(i, "mark")) != "to" && t.kid(i, "mark") >= 0 || t.kid(i, "aux:pass") < 0 && tok.XPOS != "VBN" {
		return
	}
	for _, k := range t.kids(verb, "obl", "obj") {
		if k > verb && k < i && meetingEvents[t.form(k)] {
			t.hang(i, k, "acl")
		}
	}
}

// cutOff hangs a participle with its agent on the object before it: in "tried to
// reach villages cut off by snow" the villages are cut off.
func (t tree) cutOff(i int) {
	tok := &t.Tokens[i]
	object := i - 1
	if !t.verbal(i) || tok.Deprel != "xcomp" || object < 0 || tok.Head < 0 || t.Tokens[object].Deprel != "obj" || t.Tokens[object].Head != tok.Head || t.kid(i, "obl:agent") < i || t.kid(i, "mark", "aux", "obj", "nsubj") >= 0 {
		return
	}
	if verb := t.form(tok.Head); smallVerbs[verb] || causing[verb] || perceiving[verb] || having[verb] {
		return
	}
	t.hang(i, object, "acl")
	t.tag(i, "VERB", "VBN")
}

// accountedFor makes "for" part of "unaccounted for", where a comma parts it
// from the phrase that the tree gives it to.
func (t tree) accountedFor(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "case" || i == 0 || tok.Head <= i+1 || i+1 >= len(t.Tokens) || t.Tokens[i+1].UPOS != "PUNCT" || t.Tokens[i+1].XPOS == "HYPH" || t.Tokens[i+1].Form == "(" || quotes[t.form(i+1)] {
		return
	}
	if before := &t.Tokens[i-1]; before.UPOS == "ADJ" || before.UPOS == "VERB" {
		relation := "compound:prt"
		if before.UPOS == "ADJ" {
			relation = "fixed"
		}
		t.hang(i, i-1, relation)
		t.hang(i+1, i-1, "punct")
	}
}

// subjectBehindPlace gives the verb of "In the village of Tolo, a school that
// was a shelter collapsed" its subject, where the tree has an apposition to the
// place: that would have a comma behind it.
func (t tree) subjectBehindPlace(v int) {
	if !t.verbal(v) || !t.tensed(v) || t.kid(v, "nsubj", "csubj", "expl", "mark") >= 0 || t.is(v, "conj", "acl") {
		return
	}
	for _, place := range t.kids(v, "obl") {
		if place > v || t.kid(place, "case") < 0 || t.begins(place) > 0 {
			continue
		}
		for k := place + 1; k < v; k++ {
			if !t.is(k, "appos") || !t.above(place, k) || t.Tokens[k].UPOS == "NUM" || t.kid(k, "det", "nummod") < 0 || t.form(t.begins(k)-1) != "," {
				continue
			}
			if last := t.lastBefore(v); t.above(k, last) && t.Tokens[last].UPOS != "PUNCT" {
				t.hang(k, v, t.subjectRelation(v))
				return
			}
		}
	}
}

// lastBefore is the last token before a verb and its auxiliaries and adverbs.
func (t tree) lastBefore(v int) int {
	i := v - 1
	for i > 0 && t.Tokens[i].Head == v && t.is(i, "aux", "advmod", "cop") {
		i--
	}
	return i
}

// nameBehindNoun makes a description of a common noun right before a name, where
// the tree has two members of a list: "the government and the rebel Salvation
// Army agreed".
func (t tree) nameBehindNoun(i int) {
	tok := &t.Tokens[i]
	if tok.UPOS != "NOUN" || tok.XPOS != "NN" || tok.Deprel != "conj" || i+1 >= len(t.Tokens) {
		return
	}
	name := i + 1
	for t.Tokens[name].Head > name && t.is(name, "compound", "amod", "flat") {
		name = t.Tokens[name].Head
	}
	if !t.nominal(name) || t.Tokens[name].UPOS != "PROPN" || !t.capitalised(i+1) || t.Tokens[name].Deprel != "conj" || t.Tokens[name].Head != tok.Head && t.Tokens[name].Head != i || t.kid(name, "det", "nmod:poss") > i {
		return
	}
	t.hang(name, tok.Head, "conj")
	t.hand(i, name, "cc", "det", "punct")
	t.hang(i, name, "nmod:desc")
}

// raisingHopes hangs a participle that tells what came of an event on what is
// reported, not on who reports it: "A truce was signed, the ministry said,
// raising hopes of peace."
func (t tree) raisingHopes(i int) {
	verb := t.Tokens[i].Head
	if t.Tokens[i].XPOS != "VBG" || t.Tokens[i].Deprel != "advcl" || !harm[t.form(i)] && !outcomes[t.form(i)] || !t.verbal(verb) || verb > i || !saying[t.form(verb)] || t.form(t.begins(i)-1) != "," && t.form(t.begins(i)) != "," {
		return
	}
	claim := t.kid(verb, "ccomp")
	if t.Tokens[verb].Deprel == "parataxis" {
		claim = t.Tokens[verb].Head
	}
	if claim >= 0 && claim < verb {
		t.hang(i, claim, "advcl")
	}
}

// endToFighting makes a noun of "fighting" in "an end to fighting that has
// killed thousands": what kills is the fighting.
func (t tree) endToFighting(i int) {
	tok := &t.Tokens[i]
	word := i - 1
	if tok.XPOS != "VBG" || word < 0 || t.Tokens[word].Head != i || !t.is(word, "mark", "case") || t.kid(i, "obj", "nsubj", "xcomp", "ccomp") >= 0 || tok.Head < 0 {
		return
	}
	noun := tok.Head
	switch f := t.form(word); {
	case f == "to" && ending[t.form(noun)] && tok.Deprel == "acl":
		tok.Deprel = "nmod"
		for _, k := range t.kids(noun, "acl:relcl") {
			if k > i {
				t.hang(k, i, "acl:relcl")
			}
		}
	case f == "during" || f == "amid" || f == "despite":
		tok.Deprel = "obl"
		if t.nominal(noun) {
			tok.Deprel = "nmod"
		}
	default:
		return
	}
	t.Tokens[word].Deprel = "case"
	t.tag(word, "ADP", "IN")
	t.tag(i, "NOUN", "NN")
	for _, k := range t.kids(i, "obl") {
		t.Tokens[k].Deprel = "nmod"
	}
}

// amongWas finds the subject behind the verb in "Among those killed was a
// couple", where the tree has the couple hang on "those".
func (t tree) amongWas(i int) {
	be := t.kid(i, "cop")
	if t.form(t.kid(i, "case")) != "among" || be < i {
		return
	}
	for _, k := range append(t.kids(i), t.kids(t.Tokens[i].Head)...) {
		if k > be && t.nominal(k) && t.begins(k) == be+1 && t.kid(k, "case") < 0 && t.is(k, "nmod", "appos", "obl", "conj") {
			t.hang(k, i, "nsubj")
			if verb := t.Tokens[i].Head; t.is(i, "obl") && t.verbal(verb) && saying[t.form(verb)] {
				t.Tokens[i].Deprel = "ccomp"
			}
			return
		}
	}
}

// forMissing reads "searched for two people reported missing" with people that
// are searched for: no clause begins with "for" and has no "to".
func (t tree) forMissing(i int) {
	tok := &t.Tokens[i]
	mark, noun := t.kid(i, "mark"), t.kid(i, "nsubj")
	if !t.verbal(i) || tok.Deprel != "advcl" || tok.XPOS != "VBN" && tok.XPOS != "VBD" || mark < 0 || noun < mark || noun > i || t.form(mark) != "for" || len(t.kids(i, "mark")) > 1 || t.kid(i, "aux") >= 0 || tok.Head < 0 {
		return
	}
	t.hang(noun, tok.Head, "obl")
	t.hang(mark, noun, "case")
	t.tag(mark, "ADP", "IN")
	t.hang(i, noun, "acl")
	t.tag(i, "VERB", "VBN")
}

// reachedMiles makes an object of the measure behind "reached".
func (t tree) reachedMiles(i int) {
	verb := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "obl:unmarked" || !t.verbal(verb) || verb > i || !reaching[t.form(verb)] || t.kid(verb, "obj") >= 0 || !t.numbered(i) || t.timely(i) {
		return
	}
	t.Tokens[i].Deprel = "obj"
	for _, k := range t.kids(verb, "obl") {
		if t.form(t.kid(k, "case")) == "per" && t.kid(k, "case") == i+1 {
			t.hang(k, i, "nmod")
		}
	}
}

// severalFighters makes one phrase of "several Hamas and Fatah fighters", where
// the tree has Hamas and fighters: a number of several is of no single name.
func (t tree) severalFighters(i int) {
	tok := &t.Tokens[i]
	name := tok.Head
	if tok.Deprel != "conj" || !pluralNoun(*tok) || tok.UPOS != "NOUN" || name < 0 || name > i || t.Tokens[name].XPOS != "NNP" || t.kid(i, "compound", "amod") < 0 || t.kid(i, "det", "nummod", "nmod:poss", "case") >= 0 {
		return
	}
	many := t.kid(name, "nummod")
	if many < 0 {
		for _, k := range t.kids(name, "amod", "det") {
			if several[t.form(k)] {
				many = k
			}
		}
	}
	if many < 0 || many > name {
		return
	}
	other := t.kid(i, "compound", "amod")
	t.promote(i, name, "compound")
	t.hand(name, i, "det", "amod", "nummod", "case", "nmod:poss", "acl", "nmod", "advmod")
	t.hang(other, name, "conj")
	t.hang(name, i, "compound")
	t.hand(i, other, "cc")
}

// secondCompound makes one noun of "the state mine rescue service" behind a
// preposition, where the tree has two phrases and the second has none.
func (t tree) secondCompound(i int) {
	first := t.begins(i)
	noun := first - 1
	if !t.is(i, "nmod") || t.Tokens[i].UPOS != "NOUN" || t.Tokens[i].XPOS != "NN" || noun < 0 || t.kid(i, "case", "det", "nummod", "nmod:poss", "amod") >= 0 || first == i ||
		t.Tokens[noun].Deprel != "nmod" || t.Tokens[noun].UPOS != "NOUN" || t.Tokens[noun].XPOS != "NN" || t.Tokens[noun].Head != t.Tokens[i].Head || t.kid(noun, "case") < 0 {
		return
	}
	t.hand(noun, i, "case", "det", "amod", "nmod:poss")
	t.hang(noun, i, "compound")
}

// setSail makes a noun of "sail" in "set sail": there is no other verb.
func (t tree) setSail(i int) {
	if f := t.form(i - 1); t.form(i) == "sail" && (f == "set" || f == "sets" || f == "setting") && t.Tokens[i].Head == i-1 && t.is(i, "xcomp") {
		t.tag(i, "NOUN", "NN")
		t.Tokens[i].Deprel = "obj"
		t.hand(i, i-1, "obl", "advmod")
	}
}

// coastalCity hangs "a coastal city" behind a comma on the name right before it:
// in "the road from Oslo to Torvik, a coastal city," Oslo is none.
func (t tree) coastalCity(i int) {
	name := t.begins(i) - 2
	if !t.is(i, "appos") || !settlements[t.form(i)] || name < 0 || t.form(name+1) != "," || t.Tokens[name].UPOS != "PROPN" || t.Tokens[i].Head == name || t.Tokens[i].Head > name {
		return
	}
	for t.is(name, "flat", "compound") && t.Tokens[name].Head >= 0 {
		name = t.Tokens[name].Head
	}
	if name < i && t.Tokens[t.Tokens[i].Head].UPOS == "PROPN" {
		t.hang(i, name, "appos")
	}
}

// mineAtDepth hangs "which is owned by Acme" on the place right before it: in "at a
// depth of 600 metres at the Zorya mine, which is owned by Acme" no depth is
// owned.
func (t tree) mineAtDepth(i int) {
	noun := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "acl:relcl" || noun < 0 || !extents[t.form(noun)] {
		return
	}
	for _, k := range t.kids(noun, "nmod") {
		if k > noun && k < i && t.nominal(k) && t.kid(k, "nummod") < 0 && t.form(t.kid(k, "case")) != "of" {
			t.hang(i, k, "acl:relcl")
		}
	}
}

// verbBehindRelative finds the verb of "Norvia, which backs the rebels, called for
// restraint.", where the tree has a name with two clauses and no verb.
func (t tree) verbBehindRelative(i int) {
	t.verbBeforeObject(i)
	root := t.Tokens[i].Head
	if x := t.Tokens[i].XPOS; !t.verbal(i) || !t.is(i, "acl", "amod") || x != "VBN" && x != "VBD" || root < 0 || t.Tokens[root].Head >= 0 || !t.nominal(root) || t.form(i-1) != "," || t.headline() ||
		t.kid(root, "nsubj", "cop", "obj") >= 0 || t.kid(i, "obl:agent", "aux", "nsubj", "mark") >= 0 {
		return
	}
	if relative := t.kid(root, "acl:relcl", "appos"); relative < 0 || relative > i {
		return
	}
	t.predicate(i, root, "VBD")
}

// verbBeforeObject finds the verb of "The guard, whose name was withheld, underwent
// surgery.", where the tree has a kind of surgery that belongs to the relative
// clause.
func (t tree) verbBeforeObject(i int) {
	object := t.Tokens[i].Head
	if !t.verbal(i) || t.Tokens[i].XPOS != "VBD" || !t.is(i, "amod") || t.form(i-1) != "," || object < i || !t.is(object, "obj") || t.headline() {
		return
	}
	relative := t.Tokens[object].Head
	noun := t.Tokens[relative].Head
	if t.Tokens[relative].Deprel != "acl:relcl" || noun < 0 || t.Tokens[noun].Head >= 0 || relative > i || t.kid(noun, "nsubj", "cop") >= 0 {
		return
	}
	t.attach(i, -1, "root")
	t.attach(noun, i, "nsubj")
	t.attach(object, i, "obj")
	t.handAfter(relative, i, i)
	t.handAfter(noun, i, i)
}

// saidToo coordinates a second verb of saying with the first: in "denied that his
// men had fired and said that a drone had" it is not the men who said so, nor is
// it the ship in "said that the ship had been full and blamed its owner".
func (t tree) saidToo(i int) {
	claim := t.Tokens[i].Head
	if said := saying[t.form(i)] && t.kid(i, "ccomp") > i || judging[t.form(i)] && t.kid(i, "obj") > i; t.Tokens[i].Deprel != "conj" || !said || claim < 0 || claim > i || t.kid(i, "nsubj", "aux") >= 0 || t.Tokens[claim].Deprel != "ccomp" || t.kid(claim, "aux", "cop") < 0 {
		return
	}
	if verb := t.Tokens[claim].Head; t.verbal(verb) && t.Tokens[verb].XPOS == "VBD" && verb < claim && t.kid(verb, "nsubj") >= 0 && !saying[t.form(claim)] {
		t.hang(i, verb, "conj")
	}
}

// derailsNear reads the headline "Train derails near Selby" with its verb.
func (t tree) derailsNear(i int) {
	verb, place := t.kid(i, "nsubj"), t.kid(i, "obj")
	if t.form(i) != "near" || !t.verbal(i) || !t.headline() || verb != i-1 || place < i || t.kid(verb, "compound", "amod") < 0 || t.Tokens[verb].XPOS != "NNS" {
		return
	}
	t.promote(verb, i, "case")
	t.tag(i, "ADP", "IN")
	t.tag(verb, "VERB", "VBZ")
	t.hand(i, verb)
	t.hang(i, place, "case")
	t.Tokens[place].Deprel = "obl"
	subject := -1
	for _, k := range t.kids(verb, "compound", "amod") {
		if k < verb {
			subject = k
		}
	}
	t.tag(subject, "NOUN", "NN")
	t.handBefore(verb, subject, subject)
	t.Tokens[subject].Deprel = "nsubj"
}

// meetingWhere hangs "where …" on the meeting and not on what it is about.
func (t tree) meetingWhere(i int) {
	topic := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "acl:relcl" || topic < 0 || t.form(t.kid(i, "advmod")) != "where" || t.Tokens[topic].Deprel != "nmod" {
		return
	}
	if word := t.form(t.kid(topic, "case")); (word == "on" || word == "about") && t.Tokens[topic].Head >= 0 && meetingEvents[t.form(t.Tokens[topic].Head)] {
		t.hang(i, t.Tokens[topic].Head, "acl:relcl")
	}
}

// dayOfPlace hangs a day that the tree has given to a place on what happened
// there: in "was killed in the town of Baiji Tuesday" no town is of Tuesday.
func (t tree) dayOfPlace(i int) {
	if !days[t.form(i)] && !(t.Tokens[i].UPOS == "NUM" && t.timely(t.kid(i, "nmod"))) || !t.is(i, "nmod") || t.kid(i, "det") >= 0 {
		return
	}
	if word := t.kid(i, "case"); word >= 0 && t.form(word) != "on" {
		return
	}
	place, relation := t.Tokens[i].Head, "nmod:unmarked"
	moved := false
	bare := t.kid(i, "case") < 0
	for place >= 0 && place < i && (t.Tokens[place].UPOS == "PROPN" || settlements[t.form(place)] || bare && t.is(place, "obl") && t.nominal(place)) && t.is(place, "nmod", "obl", "flat", "appos", "conj") {
		if t.is(place, "obl") {
			relation = "obl:unmarked"
		}
		place, moved = t.Tokens[place].Head, true
		if relation == "obl:unmarked" {
			break
		}
	}
	if !moved || place < 0 || place > i {
		return
	}
	if !bare {
		relation = relation[:len(relation)-len(":unmarked")]
	}
	t.hang(i, place, relation)
}
