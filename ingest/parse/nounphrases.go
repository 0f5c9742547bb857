package parse

import (
	"strings"
)

// hyphenNoun keeps "start-up" together where the model has a noun and, as
// something else of the verb, its particle.
func (t tree) hyphenNoun(i int) {
	if t.Tokens[i].UPOS != "NOUN" || i+2 >= len(t.Tokens) || t.Tokens[i+1].Form != "-" || !t.touches(i) || !t.touches(i+1) || t.form(i+3) == "-" {
		return
	}
	particle := i + 2
	switch t.form(particle) {
	case "up", "out", "off", "down", "over", "back":
	default:
		return
	}
	t.tag(particle, "NOUN", "NN")
	if t.above(particle, i) {
		return
	}
	t.Tokens[particle].Head, t.Tokens[particle].Deprel = t.Tokens[i].Head, t.Tokens[i].Deprel
	t.Tokens[i].Head, t.Tokens[i].Deprel = particle, "compound"
	t.hand(i, particle)
}

// adjectiveVerb reads "commits them to joint patrols" with a preposition.
func (t tree) adjectiveVerb(i int) {
	if !t.verbal(i) || !rareVerbs[t.form(i)] || t.Tokens[i].XPOS != "VB" {
		return
	}
	noun, to := t.kid(i, "obj"), t.kid(i, "mark")
	if noun < i || to < 0 || t.form(to) != "to" || t.kid(noun, "det", "nmod:poss") >= 0 {
		return
	}
	relation := "obl"
	if !t.verbal(t.Tokens[i].Head) {
		relation = "nmod"
	}
	t.tag(i, "ADJ", "JJ")
	t.tag(to, "ADP", "IN")
	t.promote(noun, i, "amod")
	t.Tokens[noun].Deprel = relation
	t.hand(i, noun)
	t.hang(to, noun, "case")
}

// forecastNoun reads "raised its profit forecast" with a noun at its end.
func (t tree) forecastNoun(i int) {
	tok := &t.Tokens[i]
	if !t.verbal(i) || !outlooks[t.form(i)] || tok.Deprel != "xcomp" || i == 0 || tok.Head < 0 || smallVerbs[t.form(tok.Head)] || t.kid(i, "mark", "obj", "aux", "advmod") >= 0 {
		return
	}
	object := i - 1
	if t.Tokens[object].Head != tok.Head || t.Tokens[object].Deprel != "obj" || t.Tokens[object].XPOS != "NN" || t.kid(object, "nmod:poss", "det") < 0 {
		return
	}
	verb := tok.Head
	t.tag(i, "NOUN", "NN")
	t.hang(i, verb, "obj")
	t.hand(object, i)
	t.hang(object, i, "compound")
	t.rates(i, verb)
}

// rates gives the verb what the noun at i has behind "to" and "from": "raised
// its forecast to 12 from 10".
func (t tree) rates(i, verb int) {
	for _, k := range t.kids(i, "obl", "nmod") {
		switch p := t.form(t.kid(k, "case")); {
		case t.is(k, "nmod:poss"):
		case p == "for":
			t.Tokens[k].Deprel = "nmod"
		default:
			t.hang(k, verb, "obl")
		}
	}
}

// lentCompound reads "is lending Acme $2bn": who gets the money is no part of
// the amount.
func (t tree) lentCompound(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "compound" || tok.Head < 0 || t.Tokens[tok.Head].UPOS != "SYM" || tok.Head != i+1 {
		return
	}
	amount := &t.Tokens[tok.Head]
	if tok.UPOS != "PROPN" || t.nameAt(i) < 0 || currencyPrefixes[t.form(i)] || amount.Deprel != "obj" || t.kid(amount.Head, "iobj") >= 0 {
		return
	}
	t.hang(i, amount.Head, "iobj")
}

// prepositionalSubject hangs a prepositional phrase that is the second subject of a
// verb on the first: "because the University of Oslo admits all".
func (t tree) prepositionalSubject(i int) {
	tok := &t.Tokens[i]
	if tok.Head < 0 || !strings.HasPrefix(tok.Deprel, "nsubj") || t.kid(i, "case") < 0 || t.Tokens[t.kid(i, "case")].XPOS != "IN" {
		return
	}
	if first := t.begins(i) - 1; t.nominal(first) && t.Tokens[first].Head == tok.Head && t.Tokens[first].Deprel == tok.Deprel {
		t.hang(i, first, "nmod")
	}
}

// closeApposition coordinates "and its rival Y" with the noun before a name,
// not with the name: "the operator X and its rival Y".
func (t tree) closeApposition(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "conj" || tok.Head < 1 || t.kid(i, "cc") < 0 {
		return
	}
	name := tok.Head
	noun := t.Tokens[name].Head
	if t.Tokens[name].Deprel != "appos" || noun < 0 || t.Tokens[noun].UPOS != "NOUN" || t.begins(name) != noun+1 {
		return
	}
	own := t.kid(i, "det", "nmod:poss", "nummod")
	for _, k := range t.kids(i, "compound", "nmod") {
		if own < 0 {
			own = t.kid(k, "det", "nmod:poss", "nummod")
		}
	}
	if own < 0 || own > i {
		return
	}
	t.hang(i, noun, "conj")
	for _, k := range t.kids(name, "conj") {
		if k > i {
			t.hang(k, noun, "conj")
		}
	}
}

// destination gives a verb the "to" of its "from … to …": "flew from the talks
// in the city of X to the capital Y".
func (t tree) destination(i int) {
	if t.Tokens[i].Deprel != "nmod" || t.form(t.kid(i, "case")) != "to" || !t.nominal(i) {
		return
	}
	from := t.Tokens[i].Head
	if from < 0 || (t.Tokens[from].UPOS != "PROPN" || t.Tokens[from].Deprel != "nmod") && t.form(t.kid(from, "case")) != "in" {
		return
	}
	for steps := 0; from >= 0 && t.Tokens[from].Deprel == "nmod" && steps < len(t.Tokens); steps++ {
		from = t.Tokens[from].Head
	}
	if from < 0 || t.Tokens[from].Deprel != "obl" {
		return
	}
	verb := t.Tokens[from].Head
	if t.form(t.kid(from, "case")) != "from" { // "in the city of X" is where the talks are
		within := from
		from = t.within(within, verb)
		if from < 0 {
			return
		}
		t.hang(within, from, "nmod")
	}
	t.hang(i, verb, "obl")
}

// within is the phrase with "from" that ends right before the phrase of token i
// and hangs on the same verb; -1 for none.
func (t tree) within(i, verb int) int {
	for _, k := range t.kids(verb, "obl") {
		if k < i && t.form(t.kid(k, "case")) == "from" && t.form(t.kid(i, "case")) == "in" && t.above(k, t.begins(i)-1) {
			return k
		}
	}
	return -1
}

// secondCalling coordinates "and a co-author of Y" with the apposition before
// it: in "Roe, a chemist at X and a co-author of Y, said" one person said it.
func (t tree) secondCalling(i int) {
	tok := &t.Tokens[i]
	cc := t.kid(i, "cc")
	if tok.Deprel != "conj" || tok.UPOS != "NOUN" || tok.Head < 0 || t.Tokens[tok.Head].UPOS != "PROPN" || cc < 1 || t.form(cc-1) == "," || !t.indefinite(i) {
		return
	}
	for _, k := range t.kids(tok.Head, "appos") {
		if k < cc && t.Tokens[k].UPOS == "NOUN" && t.indefinite(k) {
			t.hang(i, k, "conj")
			return
		}
	}
}

// parallelOf coordinates like with like: in "the widow of Roe and the parents
// of Poe" the parents go with the widow.
func (t tree) parallelOf(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "conj" || tok.UPOS != "NOUN" || tok.Head < 0 || t.form(t.kid(i, "cc")) != "and" || t.form(t.kid(i, "det")) != "the" {
		return
	}
	name := tok.Head
	noun := t.Tokens[name].Head
	if t.Tokens[name].UPOS != "PROPN" || t.Tokens[name].Deprel != "nmod" || !t.nominal(noun) || t.form(t.kid(name, "case")) != "of" || t.form(t.kid(noun, "det")) != "the" {
		return
	}
	for _, k := range t.kids(i, "nmod") {
		if k > i && t.form(t.kid(k, "case")) == "of" {
			t.hang(i, noun, "conj")
			return
		}
	}
}

// ownApposition hangs an apposition on the name right before it: in "Roe, a
// nurse, and Poe, a doctor," Poe is the doctor.
func (t tree) ownApposition(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "appos" || tok.Head < 0 || tok.UPOS != "NOUN" {
		return
	}
	comma := t.begins(i) - 1
	if t.form(comma) != "," {
		return
	}
	for _, k := range t.kids(tok.Head, "conj") {
		if last := comma - 1; t.Tokens[k].UPOS == "PROPN" && k <= last && t.above(k, last) && k > tok.Head {
			t.hang(i, k, "appos")
			return
		}
	}
}

// indefinite tells whether the noun at i has "a" or "an".
func (t tree) indefinite(i int) bool {
	article := t.form(t.kid(i, "det"))
	return article == "a" || article == "an"
}

// snackMaker puts a bare noun right before a name with the name, where the tree
// has two objects or two subjects: "buy snack maker Acme", "launch operator
// Acme said".
func (t tree) snackMaker(i int) {
	tok := &t.Tokens[i]
	name := i + 1
	if tok.XPOS != "NN" || !t.is(i, "obj", "iobj", "nsubj") || name >= len(t.Tokens) || t.Tokens[name].UPOS != "PROPN" || t.kid(i, "det", "nmod:poss", "nummod", "case", "conj", "appos") >= 0 {
		return
	}
	object := t.is(name, "obj") && t.Tokens[name].Head == tok.Head && tok.Head < i
	subject := t.is(name, "nsubj") && t.is(i, "nsubj") && tok.Head < i && t.Tokens[name].Head > name
	if object || subject {
		t.hang(i, name, "nmod:desc")
	}
}

// attorneysGeneral reads the plural of an office that ends in an adjective as
// one noun: "the attorneys general of two states".
func (t tree) attorneysGeneral(i int) {
	noun := i - 1
	if t.form(i) != "general" || noun < 0 || t.Tokens[noun].XPOS != "NNS" || t.Tokens[i].Head != noun {
		return
	}
	switch t.form(noun) {
	case "attorneys", "solicitors", "inspectors", "secretaries", "governors", "directors", "surgeons", "consuls":
		t.tag(i, "ADJ", "JJ")
		t.Tokens[i].Deprel = "amod"
		t.hand(i, noun)
	}
}

// particleNoun reads "start-up", "run-off": a verb is never written in one
// word with its particle. A name right behind it takes its place: "the
// start-up Maavara".
func (t tree) particleNoun(i int) {
	if !t.verbal(i) || i+2 >= len(t.Tokens) || t.Tokens[i+1].Form != "-" || !t.touches(i) || !t.touches(i+1) ||
		t.Tokens[i+2].Head != i || t.Tokens[i+2].Deprel != "compound:prt" || t.kid(i, "aux", "mark") >= 0 {
		return
	}
	name := i + 3
	if name >= len(t.Tokens) || t.Tokens[name].UPOS != "PROPN" || t.Tokens[name].Head != i {
		return
	}
	t.tag(i, "NOUN", "NN")
	before := t.kid(i, "nsubj")
	verb := -1
	for _, k := range t.kids(i, "advcl", "xcomp", "acl", "ccomp") {
		if t.verbal(k) && k > name {
			verb = k
			break
		}
	}
	if before < 0 || verb < 0 || t.begins(i) == i {
		t.promote(name, i, "nmod:desc")
		t.hand(i, name, "nsubj", "advcl", "xcomp", "obl", "punct")
		return
	}
	// "Acme and Oslo start-up Borealis to test drills": the infinitive is what
	// the headline says, the names are its subject.
	t.promote(verb, i, "nsubj")
	if last := i - 1; last != before && t.Tokens[last].Head == before && t.Tokens[last].Deprel == "conj" {
		t.hang(name, before, "conj")
		t.hand(last, name, "cc")
		t.hang(last, name, "compound")
		t.hang(before, verb, "nsubj")
	} else {
		t.hang(name, verb, "nsubj")
		t.hang(before, name, "compound")
	}
	t.hand(i, verb, "obl", "punct", "advmod")
	t.hang(i, name, "nmod:desc")
}

// compoundVerb takes a last word that can be noun or verb for the noun where as
// a verb it would disagree with its subject: "strikes down river permit". The
// verb before it gets it as its object.
func (t tree) compoundVerb(i int) {
	tok := &t.Tokens[i]
	if !t.verbal(i) || tok.XPOS != "VBP" && tok.XPOS != "VB" || !t.headline() || tok.Head < 0 || tok.Head > i || !t.verbal(tok.Head) {
		return
	}
	subject := t.kid(i, "nsubj")
	if subject != i-1 || t.Tokens[subject].XPOS != "NN" && t.Tokens[subject].XPOS != "NNP" || t.kid(i, "aux", "mark", "obj", "xcomp", "ccomp") >= 0 || t.kid(tok.Head, "obj") >= 0 || t.kid(subject, "det", "conj") >= 0 {
		return
	}
	verb := tok.Head
	t.tag(i, "NOUN", "NN")
	t.hang(subject, i, "compound")
	for _, k := range t.kids(i, "compound") {
		if k == verb+1 && t.Tokens[k].Deprel == "compound:prt" {
			t.hang(k, verb, "compound:prt")
		}
	}
	t.hang(i, verb, "obj")
}

var numerals = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5}

// counted reads "two fishermen, A and B" as an apposition: as many names
// follow as the number says.
func (t tree) counted(i int) {
	count := numerals[t.form(t.kid(i, "nummod"))]
	if count == 0 || t.Tokens[i].Deprel != "conj" || t.form(i+1) != "," {
		return
	}
	var names []int
	for k := i + 1; k < len(t.Tokens); k++ {
		if t.Tokens[k].Deprel == "conj" && (t.Tokens[k].Head == t.Tokens[i].Head || len(names) > 0 && t.Tokens[k].Head == names[0]) {
			names = append(names, k)
		}
	}
	if len(names) != count || t.begins(names[0]) != i+2 {
		return
	}
	for _, k := range names {
		if t.Tokens[k].UPOS != "PROPN" {
			return
		}
	}
	t.hang(names[0], i, "appos")
	for _, k := range names[1:] {
		t.hang(k, names[0], "conj")
	}
}

// parallel coordinates like with like: in "a camera built by Acme and a radar"
// the radar goes with the camera.
func (t tree) parallel(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "conj" || tok.UPOS != "NOUN" || tok.Head < 0 || t.form(t.kid(i, "cc")) != "and" {
		return
	}
	agent := tok.Head
	if t.Tokens[agent].Deprel != "obl:agent" || t.Tokens[agent].UPOS != "PROPN" {
		return
	}
	participle := t.Tokens[agent].Head
	if t.Tokens[participle].Deprel != "acl" {
		return
	}
	like := t.Tokens[participle].Head
	article := t.form(t.kid(i, "det"))
	if (article == "a" || article == "an") && like >= 0 && t.Tokens[like].UPOS == "NOUN" {
		if own := t.form(t.kid(like, "det")); own == "a" || own == "an" {
			t.hang(i, like, "conj")
		}
	}
}

// setOff hangs a participle between commas on the whole noun phrase before it:
// "a report by the inspector, seen by Acme, blames a valve".
func (t tree) setOff(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "acl" || tok.Head < 0 || tok.XPOS != "VBN" || t.begins(i) == 0 || t.form(t.begins(i)-1) != "," {
		return
	}
	noun := tok.Head
	for t.Tokens[noun].UPOS == "NOUN" && t.Tokens[noun].Deprel == "nmod" && t.Tokens[noun].Head >= 0 && t.form(t.kid(noun, "case")) == "by" {
		noun = t.Tokens[noun].Head
	}
	if noun != tok.Head && t.nominal(noun) {
		t.hang(i, noun, "acl")
	}
}
