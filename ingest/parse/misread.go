package parse

import "strings"

// The mends of this file undo tags that no word can have: a pronoun that is no
// pronoun, a participle that has no "-ing", a noun with an object.

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

// plainPast gives verbs their past whose participle is another word: in "exports
// rose" nothing was risen.
func (t tree) plainPast(i int) {
	if t.Tokens[i].XPOS != "VBN" || !pastOnly[t.form(i)] || t.kid(i, "aux") >= 0 {
		return
	}
	t.tag(i, "VERB", "VBD")
	for _, k := range t.kids(i, "nsubj") {
		t.Tokens[k].Deprel = "nsubj"
	}
	t.verbOfRoot(i)
}

// notGerund makes a verb in a tense of what is tagged as a participle but has no
// "-ing", and the noun that it hangs on its subject: "54 per cent of voters
// favour the plan".
func (t tree) notGerund(verb int) {
	if tok := &t.Tokens[verb]; tok.XPOS != "VBG" || tok.Deprel != "acl" || strings.HasSuffix(t.form(verb), "ing") || strings.HasSuffix(t.form(verb), "in") {
		return
	}
	subject := t.Tokens[verb].Head
	for subject >= 0 && t.is(subject, "nmod") && t.Tokens[subject].Head < subject {
		subject = t.Tokens[subject].Head
	}
	above := -1
	if subject >= 0 {
		above = t.Tokens[subject].Head
	}
	if subject < 0 || subject > verb || above < 0 || !t.is(subject, "obj", "ccomp") || !t.verbal(above) {
		return
	}
	t.hang(verb, above, "ccomp")
	t.hang(subject, verb, "nsubj")
	t.tag(verb, "VERB", "VBP")
	for _, k := range t.kids(above, "mark") {
		if k > above {
			t.hang(k, verb, "mark")
		}
	}
}

// nounWithObject makes a verb of what is tagged as a noun in -s though it has an
// object, and the noun phrase right before it its subject: "Botanist Ana Roe
// studies mosses".
func (t tree) nounWithObject(verb int) {
	subject := t.Tokens[verb].Head
	if t.Tokens[verb].XPOS != "NNS" || !t.is(verb, "appos", "conj", "list") || t.kid(verb, "obj") < verb {
		return
	}
	if subject < 0 || subject > verb || !t.nominal(subject) || t.kid(verb, "det", "case", "nmod:poss", "amod", "nummod") >= 0 || t.begins(verb) != verb || t.form(verb-1) == "," {
		return
	}
	t.promote(verb, subject, "nsubj")
	t.tag(verb, "VERB", "VBZ")
	for _, k := range t.kids(subject) {
		if k > verb {
			t.hang(k, verb, t.Tokens[k].Deprel)
		}
	}
}

// verbOfFirst makes the first noun of a sentence the subject of the verb behind
// its apposition: "Weevils, a kind of beetle, damage crops" has no verb beside
// a noun.
func (t tree) verbOfFirst(verb int) {
	noun := t.Tokens[verb].Head
	if xpos := t.Tokens[verb].XPOS; t.Tokens[verb].Deprel != "parataxis" || xpos != "VBP" && xpos != "VBZ" && xpos != "VBD" {
		return
	}
	if noun < 0 || t.Tokens[noun].Head >= 0 || !t.nominal(noun) || noun > verb || t.kid(verb, "nsubj", "mark", "cc") >= 0 || t.kid(noun, "appos", "acl", "acl:relcl") < 0 ||
		t.kid(noun, "cop", "nsubj") >= 0 || t.form(t.begins(verb)-1) != "," {
		return
	}
	t.promote(verb, noun, "nsubj")
	for _, k := range t.kids(noun, "punct") {
		if k > verb {
			t.hang(k, verb, "punct")
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

// verbOfRoot makes the noun at the head of a sentence the subject of the verb in
// the past right behind it: "Exports rose by a third" has no verb but that.
func (t tree) verbOfRoot(verb int) {
	noun := t.Tokens[verb].Head
	if !t.is(verb, "acl") || noun < 0 || t.Tokens[noun].Head >= 0 || !t.nominal(noun) || t.kid(verb, "nsubj", "mark") >= 0 || t.kid(noun, "cop", "nsubj") >= 0 {
		return
	}
	t.promote(verb, noun, "nsubj")
	for _, k := range t.kids(noun) {
		if k > verb {
			t.hang(k, verb, t.Tokens[k].Deprel)
		}
	}
}
