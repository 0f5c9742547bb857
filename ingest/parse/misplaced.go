package parse

import (
	"strings"
)

// behindTime gives the verb the phrase behind a bare time: "was convicted last
// month of fraud", "died last week in Oslo". Only "of" tells of the time itself
// ("the last day of the war"), unless the verb asks for it.
func (t tree) behindTime(i int) {
	time := t.Tokens[i].Head
	if !t.is(i, "nmod") || time < 0 || time > i || t.Tokens[time].Deprel != "obl:unmarked" || t.kid(time, "case", "det") >= 0 {
		return
	}
	word, verb := t.kid(i, "case"), t.Tokens[time].Head
	if word < 0 || !t.verbal(verb) || t.Tokens[time].UPOS == "NUM" || t.form(word) == "of" && !ofVerbs[t.form(verb)] {
		return
	}
	t.hang(i, verb, "obl")
}

// behindVerb coordinates what stands behind the verb with what stands there: in
// "the developer paid for holidays and a kitchen" no kitchen pays.
func (t tree) behindVerb(i int) {
	subject, and := t.Tokens[i].Head, t.kid(i, "cc")
	if t.Tokens[i].Deprel != "conj" || !t.nominal(i) || subject < 0 || !t.is(subject, "nsubj") || and < 0 || t.form(and-1) == "," {
		return
	}
	verb := t.Tokens[subject].Head
	if !t.verbal(verb) || subject > verb || verb > and {
		return
	}
	like := -1
	for _, k := range t.kids(verb, "obj", "obl") {
		if k > verb && k < and {
			like = k
		}
	}
	if like >= 0 {
		t.hang(i, like, "conj")
	}
}

// cameAfter gives the second verb of "the vote came after the party lost its
// majority and called for talks" to the clause that tells what came before: a
// vote that came does nothing else.
func (t tree) cameAfter(i int) {
	verb := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "conj" || !t.verbal(i) || verb < 0 || verb > i || !comings[t.form(verb)] || t.kid(i, "nsubj") >= 0 {
		return
	}
	for _, k := range t.kids(verb, "advcl") {
		if k > verb && k < i && t.verbal(k) && t.kid(k, "nsubj") >= 0 && t.kid(k, "mark", "advmod") >= 0 {
			t.hang(i, k, "conj")
		}
	}
}

// describedConjunct makes a description of the noun right before a name that the
// tree coordinates beside it: in "Wolf and astronaut Tim Kopra" there are two.
func (t tree) describedConjunct(i int) {
	tok := &t.Tokens[i]
	name := i + 1
	if tok.Deprel != "conj" || tok.XPOS != "NN" || name >= len(t.Tokens) || t.Tokens[name].UPOS != "PROPN" ||
		t.Tokens[name].Deprel != "conj" || t.Tokens[name].Head != tok.Head || t.kid(i, "det", "nmod:poss", "conj") >= 0 {
		return
	}
	t.hand(i, name)
	t.hang(i, name, "nmod:desc")
	for k := range i { // "and" may hang on the first conjunct
		if t.form(k) == "and" && k == i-1 && t.Tokens[k].Head == tok.Head {
			t.hang(k, name, "cc")
		}
	}
}

// actingOffice makes an adjective of the "acting" before an office: "appointed
// him acting president" has nobody act.
func (t tree) actingOffice(i int) {
	if t.form(i) != "acting" || !t.is(i, "xcomp", "conj", "acl", "advcl") || i+1 >= len(t.Tokens) {
		return
	}
	for office := i + 1; office < min(i+4, len(t.Tokens)); office++ {
		if !t.nominal(office) && t.Tokens[office].UPOS != "ADJ" {
			return
		}
		if !positions[t.form(office)] {
			continue
		}
		if t.above(i, office) {
			t.promote(office, i, "amod")
			t.hand(i, office)
		}
		t.hang(i, office, "amod")
		t.tag(i, "ADJ", "JJ")
		return
	}
}

// calledSo makes what stands in quotation marks behind the object of a verb of
// naming its predicate: "called the findings “intriguing”". A participle there
// is an adjective.
func (t tree) calledSo(i int) {
	object := t.Tokens[i].Head
	if t.Tokens[i].Deprel == "appos" && object >= 0 && object < i && t.is(object, "obj") && quotes[t.form(t.begins(i)-1)] {
		if verb := t.Tokens[object].Head; naming[t.form(verb)] {
			t.hang(i, verb, "xcomp")
		}
	}
	if tok := &t.Tokens[i]; tok.Deprel == "xcomp" && tok.XPOS == "VBG" && tok.Head >= 0 && naming[t.form(tok.Head)] && t.kid(i, "obj", "obl", "xcomp", "advmod") < 0 {
		t.tag(i, "ADJ", "JJ")
	}
}

// sizeBySize joins two sizes before a noun: in "a six-hour, 53-minute flight"
// the hour is no object of its own.
func (t tree) sizeBySize(i int) {
	size, second := t.measure(i), t.measure(i+4)
	if !size || !second || t.form(i+3) != "," || i+7 >= len(t.Tokens) {
		return
	}
	noun := t.Tokens[i+6].Head
	if noun <= i+6 || !t.is(i+6, "compound") || t.Tokens[i+2].Head == noun && t.is(i+2, "compound") {
		return
	}
	t.hang(i+2, noun, "compound")
	t.hang(i+3, i+2, "punct")
}

// measure tells whether a number, a hyphen and a unit begin at token i:
// "53-minute".
func (t tree) measure(i int) bool {
	return i >= 0 && i+2 < len(t.Tokens) && t.Tokens[i].UPOS == "NUM" && t.form(i+1) == "-" && t.Tokens[i+2].XPOS == "NN"
}

// pronouns mends the tags of rare names and of "her": no pronoun has a capital
// in the midst of a sentence or letters that pronouns don't have.
func (t tree) pronouns() {
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		switch {
		case (tok.XPOS == "PRP" || tok.XPOS == "PRP$") && !personal[t.form(i)] && t.capitalised(i) && !strings.HasSuffix(t.form(i), "self"):
			t.tag(i, "PROPN", "NNP")
		case tok.XPOS == "PRP$" && t.form(i) == "her":
			t.named(i)
		}
	}
}

// named reads "named her one of the best", "appointed her acting premier": she
// is named, not something of hers.
func (t tree) named(her int) {
	role := t.Tokens[her].Head
	if t.is(her, "obj") && her+1 < len(t.Tokens) && t.Tokens[her+1].Head == role {
		role = her + 1
	}
	if role < her || !t.is(role, "obj", "obl", "xcomp") || t.Tokens[role].Head != her-1 || !appointing[t.form(her-1)] || t.form(role) != "one" && !positions[t.form(role)] {
		return
	}
	t.hang(her, her-1, "obj")
	t.tag(her, "PRON", "PRP")
	t.Tokens[role].Deprel = "xcomp"
}
