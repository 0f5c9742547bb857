package parse

// aheadOf makes one preposition of "ahead of": "finished 57 seconds ahead of
// Renard".
func (t tree) aheadOf(i int) {
	if t.form(i) != "ahead" && t.form(i) != "clear" || t.form(i+1) != "of" || t.Tokens[i].UPOS != "ADV" && t.Tokens[i].UPOS != "ADP" {
		return
	}
	of := i + 1
	noun := t.Tokens[of].Head
	if !t.is(of, "case") || noun < of || t.above(noun, i) || t.Tokens[noun].Head != t.Tokens[i].Head && t.Tokens[noun].Head != i || !t.is(i, "advmod") {
		return
	}
	relation := "obl"
	if t.nominal(t.Tokens[i].Head) {
		relation = "nmod"
	}
	t.hang(noun, t.Tokens[i].Head, relation)
	t.hand(i, t.Tokens[i].Head)
	t.tag(i, "ADP", "IN")
	t.hang(i, noun, "case")
	t.hang(of, i, "fixed")
}

// ageOfLast gives the number behind the last of several names to that name:
// "Ann Roe, 44, and Jan Poe, 31, were freed".
func (t tree) ageOfLast(i int) {
	tok := &t.Tokens[i]
	if tok.UPOS != "NUM" || i < 3 || t.form(i-1) != "," || tok.Head < 0 || tok.Head > i || t.Tokens[i-2].UPOS != "PROPN" {
		return
	}
	name := i - 2
	for t.Tokens[name].Deprel == "flat" && t.Tokens[name].Head >= 0 && t.Tokens[name].Head < name {
		name = t.Tokens[name].Head
	}
	if name == tok.Head && tok.Deprel == "list" {
		tok.Deprel = "nmod:unmarked"
	}
	if name != tok.Head && t.Tokens[name].Head == tok.Head && t.Tokens[name].Deprel == "conj" {
		t.hang(i, name, tok.Deprel)
	}
}

// mostOf makes a pronoun of the word that tells how many of something: "most
// of the passengers".
func (t tree) mostOf(i int) {
	of := t.kid(i, "nmod", "obl")
	if t.form(i) != "most" || t.Tokens[i].UPOS != "ADJ" || t.form(i+1) != "of" || of < i || !t.is(i, "nsubj", "obj", "obl", "conj") {
		return
	}
	t.tag(i, "PRON", "PRP")
	t.Tokens[of].Deprel = "nmod"
}

// withState makes a clause without verb of "with 142 injured", "with Ana Ruiz
// third": the number is injured, and it is she who is third, not the subject of
// the main clause.
func (t tree) withState(i int) {
	tok := &t.Tokens[i]
	if !states[t.form(i)] || i < 2 || tok.Head < 0 {
		return
	}
	subject := i - 1
	if t.nominal(i+1) && t.Tokens[i+1].Start-tok.End <= 1 {
		return // "with three injured players"
	}
	for t.Tokens[subject].Deprel == "flat" && t.Tokens[subject].Head < subject {
		subject = t.Tokens[subject].Head
	}
	if with := t.kid(i, "mark"); with >= 0 && t.form(with) == "with" && with < subject && (t.kid(i, "nsubj") == subject || t.Tokens[subject].Head == tok.Head) && t.is(i, "advmod", "advcl") {
		tok.Deprel = "advcl"
		t.tag(i, "ADJ", "JJ")
		t.hang(subject, i, "nsubj")
		return
	}
	with := t.kid(subject, "case")
	if with < 0 || t.form(with) != "with" || !t.is(subject, "obl", "nmod") || t.Tokens[subject].UPOS != "NUM" && t.Tokens[subject].UPOS != "PROPN" && t.kid(subject, "nummod") < 0 {
		return
	}
	switch {
	case tok.Head == subject && t.is(i, "acl", "amod"):
		t.promote(i, subject, "nsubj")
	case tok.Head == t.Tokens[subject].Head && t.is(i, "advmod", "xcomp", "advcl", "obl"):
		t.hang(subject, i, "nsubj")
	default:
		return
	}
	tok.Deprel = "advcl"
	t.hang(with, i, "mark")
	t.tag(i, "ADJ", "JJ")
}

// deadInHeadline makes a sentence of "Eight dead after crash": the number is
// what is dead.
func (t tree) deadInHeadline(i int) {
	number := i - 1
	if number < 0 || !states[t.form(i)] || t.Tokens[number].UPOS != "NUM" || t.begins(number) != 0 {
		return
	}
	root := t.Tokens[number].Head
	if noun := t.Tokens[i].Head; noun == root && noun > i && t.Tokens[noun].Head < 0 && t.kid(noun, "case") == i+1 {
		t.promote(i, noun, "obl")
		t.hang(number, i, "nsubj")
		t.tag(i, "ADJ", "JJ")
		return
	}
	if t.Tokens[i].Head != number {
		return
	}
	switch {
	case root < 0 && t.kid(number, "cop", "nsubj") < 0:
		t.promote(i, number, "nsubj")
		t.handAfter(number, i, i)
	case root > i && t.Tokens[root].Head < 0 && t.kid(root, "mark") == i+1:
		t.promote(number, root, "advcl")
		t.promote(i, number, "nsubj")
		t.hang(root, i, "advcl")
	default:
		return
	}
	t.tag(i, "ADJ", "JJ")
	t.tag(number, "NUM", "CD")
}

// someOfThem gives the number of "injured 126 people, 15 of them in a serious
// condition" what is said of it: not all are in that condition.
func (t tree) someOfThem(i int) {
	of := t.kid(i, "nmod")
	if t.Tokens[i].UPOS != "NUM" && t.Tokens[i].UPOS != "PRON" && !fractions[t.form(i)] || i == 0 || t.form(i-1) != "," || of < i || t.form(i+1) != "of" || t.Tokens[of].UPOS != "PRON" {
		return
	}
	verb := -1
	if where := t.kid(i, "nmod"); fractions[t.form(i)] && where >= 0 && t.is(i, "obj") && t.verbal(t.Tokens[i].Head) {
		verb = t.Tokens[i].Head
	}
	for k := of + 1; k < len(t.Tokens) && k <= of+6; k++ {
		if t.is(k, "obl") && t.begins(k) == of+1 && t.kid(k, "case") == of+1 {
			verb = t.Tokens[k].Head
			t.hang(k, i, "nmod")
		}
	}
	if verb >= 0 && t.Tokens[i].Head == verb {
		t.Tokens[i].Deprel = "parataxis"
	}
}

// itTakes marks the "it" of "it took three days to clear the road", which
// stands for nothing.
func (t tree) itTakes(i int) {
	verb := t.Tokens[i].Head
	if t.form(i) != "it" || !t.is(i, "nsubj") || !t.verbal(verb) || !taking[t.form(verb)] {
		return
	}
	time := t.kid(verb, "obj", "obl")
	if time < verb || !t.numbered(time) && t.form(t.kid(time, "det")) != "another" {
		return
	}
	for _, k := range t.kids(verb, "advcl", "xcomp", "csubj") {
		if t.form(t.kid(k, "mark")) == "to" {
			t.Tokens[i].Deprel, t.Tokens[k].Deprel = "expl", "csubj"
		}
	}
}

// takingTime hangs the infinitive of "taking an hour to beat her" on the verb:
// no hour is to beat anybody.
func (t tree) takingTime(i int) {
	time := t.Tokens[i].Head
	if !t.is(i, "acl") || time < 0 || time > i || !t.verbal(i) || t.form(t.kid(i, "mark")) != "to" || !t.is(time, "obj") || !taking[t.form(t.Tokens[time].Head)] {
		return
	}
	if spans[t.form(time)] {
		t.hang(i, t.Tokens[time].Head, "advcl")
	}
}

// paidAmount makes an object of the money of "will return up to 250 million
// pounds to shareholders", which the tree has as a measure.
func (t tree) paidAmount(i int) {
	verb := t.Tokens[i].Head
	if t.is(i, "obl") && verb >= 0 && verb < i && paying[t.form(verb)] && money[t.form(i)] && t.numbered(i) && t.kid(i, "case", "det") < 0 && t.kid(verb, "obj") < 0 && t.kid(verb, "aux:pass") < 0 {
		t.Tokens[i].Deprel = "obj"
	}
}
