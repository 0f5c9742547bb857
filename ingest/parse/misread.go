package parse

import (
	"slices"
	"strings"

	"factgraph/ingest/document"
)

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

// pastOfOne gives verbs their past that look like their infinitive and have one
// person or thing for their subject: "Roe beat Lee", not "Roe beats Lee".
func (t tree) pastOfOne(i int) {
	subject := t.kid(i, "nsubj")
	if x := t.Tokens[i].XPOS; x != "VBP" && x != "VB" || !t.verbal(i) || !unchanging[t.form(i)] || subject < 0 || subject > i || t.kid(i, "aux", "mark") >= 0 {
		return
	}
	if noun := t.Tokens[subject]; noun.XPOS != "NNP" && noun.XPOS != "NN" && !singularPronouns[t.form(subject)] || t.kid(subject, "conj") >= 0 || t.is(i, "ccomp", "xcomp") {
		return
	}
	t.tag(i, "VERB", "VBD")
}

// notGerund makes a verb in a tense of what is tagged as a participle but has no
// "-ing", and the noun that it hangs on its subject: "54 per cent of voters
// favour the plan".
func (t tree) notGerund(verb int) {
	if tok := &t.Tokens[verb]; tok.XPOS != "VBG" || tok.Deprel != "acl" || strings.HasSuffix(t.form(verb), "ing") || strings.HasSuffix(t.form(verb), "in") {
		return
	}
	if t.form(t.kid(verb, "mark")) == "to" { // "a plan to combat terrorism"
		t.tag(verb, "VERB", "VB")
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
	t.predicate(verb, subject, "VBZ")
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
	t.handAfter(noun, verb, verb)
}

// compoundOfVerb makes the subject of a verb in a tense of the noun before it
// that the tree has as a part of a compound: in "held that the law conflicts
// with the treaty" the verb heads no compound, and no noun's phrases.
func (t tree) compoundOfVerb(verb int) {
	noun := verb - 1
	tok := &t.Tokens[verb]
	if tok.XPOS != "VBZ" && tok.XPOS != "VBP" && tok.XPOS != "VBD" || !t.verbal(verb) && (tok.Deprel != "ccomp" || t.kid(verb, "mark") < 0) {
		return
	}
	if noun < 0 || t.Tokens[noun].Head != verb || !t.is(noun, "compound") || t.Tokens[noun].Deprel != "compound" || !t.nominal(noun) || t.kid(verb, "nsubj", "csubj") >= 0 {
		return
	}
	tok.UPOS = "VERB"
	t.subjectOf(noun, verb)
}

// subjectOf makes the noun the subject of the verb, with what stands before it
// as its own; what is said of the verb as of a noun is said of it as of a verb.
func (t tree) subjectOf(noun, verb int) {
	t.hang(noun, verb, "nsubj")
	for _, k := range t.kids(verb, "det", "amod", "nummod", "nmod", "compound") {
		switch {
		case k < noun:
			t.hang(k, noun, t.Tokens[k].Deprel)
		case t.is(k, "nmod"):
			t.Tokens[k].Deprel = "obl"
		}
	}
}

// claimVerb makes a verb of the noun in -s that the tree has for what somebody
// said: "said the find “changes where we go”".
func (t tree) claimVerb(i int) {
	tok := &t.Tokens[i]
	if tok.XPOS != "NNS" || tok.Deprel != "ccomp" || tok.Head < 0 || !saying[t.form(tok.Head)] || t.kid(i, "cop", "nsubj") >= 0 {
		return
	}
	noun := i - 1
	if quotes[t.form(noun)] {
		noun--
	}
	if noun < 0 || t.Tokens[noun].Head != i || t.Tokens[noun].Deprel != "compound" || t.kid(i, "acl", "obj", "obl", "advcl", "nmod") < i {
		return
	}
	t.tag(i, "VERB", "VBZ")
	t.subjectOf(noun, i)
	for _, k := range t.kids(i, "acl") {
		if k > i {
			t.Tokens[k].Deprel = "ccomp"
		}
	}
}

// gerundSubject makes a noun of the gerund behind a determiner that the tree has
// for a clause: "this ruling puts rivers at risk".
func (t tree) gerundSubject(i int) {
	if t.Tokens[i].XPOS != "VBG" || t.Tokens[i].Deprel != "csubj" || i == 0 || t.Tokens[i-1].Head != i || t.Tokens[i-1].XPOS != "DT" || t.kid(i, "obj", "xcomp") >= 0 {
		return
	}
	t.tag(i, "NOUN", "NN")
	t.Tokens[i].Deprel = "nsubj"
	t.Tokens[i-1].Deprel = "det"
	for _, k := range t.kids(i, "obl") {
		t.Tokens[k].Deprel = "nmod"
	}
}

// ratedAs makes a phrase of the one word behind "as" that says how something is
// seen: "is listed as threatened".
func (t tree) ratedAs(i int) {
	verb := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "advcl" || t.form(i-1) != "as" || t.Tokens[i-1].Head != i || verb != i-2 || !t.verbal(verb) || !rating[t.form(verb)] || len(t.kids(i)) > 1 {
		return
	}
	t.Tokens[i].Deprel, t.Tokens[i-1].Deprel = "obl", "case"
	t.tag(i, "ADJ", "JJ")
}

// verbBesideNoun finds the second verb of "rejected the demand and named a
// successor", which the tree coordinates with the object of the first though
// it has an object of its own, and of "pleaded guilty to fraud and awaits
// sentencing", where a noun in -s stands right before another.
func (t tree) verbBesideNoun(i int) {
	tok := &t.Tokens[i]
	noun := tok.Head
	if tok.Deprel != "conj" || noun < 0 || noun > i || t.form(i-1) != "and" || !t.nominal(noun) || t.kid(noun, "nsubj", "cop") >= 0 || t.kid(i, "nsubj", "det", "amod", "case") >= 0 {
		return
	}
	verb := noun
	for verb >= 0 && !t.verbal(verb) {
		verb = t.Tokens[verb].Head
	}
	if !t.verbal(verb) || verb > noun || t.Tokens[verb].XPOS == "VB" || t.Tokens[verb].XPOS == "VBG" {
		return
	}
	object := i + 1
	switch {
	case t.verbal(i) && (tok.XPOS == "VBN" || tok.XPOS == "VBD") && t.kid(i, "obj") > i && t.kid(i, "aux") < 0:
		t.tag(i, "VERB", "VBD")
	case tok.XPOS == "NNS" && object < len(t.Tokens) && t.nominal(object) && t.is(object, "conj") && t.Tokens[object].Head == noun && t.kid(object, "cc", "case") < 0:
		t.tag(i, "VERB", "VBZ")
		t.hang(object, i, "obj")
	default:
		return
	}
	t.hang(i, verb, "conj")
}

// grantedTo makes the second object of a verb of giving of the bare noun behind
// its passive: "was granted immunity" has nobody be immunity.
func (t tree) grantedTo(i int) {
	verb := t.Tokens[i].Head
	if t.Tokens[i].Deprel == "xcomp" && t.Tokens[i].UPOS == "NOUN" && verb >= 0 && verb < i && granting[t.form(verb)] && t.kid(verb, "aux:pass") >= 0 && t.kid(verb, "obj") < 0 {
		t.Tokens[i].Deprel = "obj"
	}
}

// yearOfNobody parts the year from the noun in the plural behind it: in "In 2020
// researchers reported" there are not so many of them.
func (t tree) yearOfNobody(i int) {
	noun := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "nummod" || noun != i+1 || i == 0 || !t.is(noun, "nsubj") || len(t.form(i)) != 4 || t.form(i) < "1500" || t.form(i) > "2100" {
		return
	}
	in := i - 1
	if f := t.form(in); f != "in" && f != "since" && f != "by" && f != "until" || !t.is(in, "case", "mark") || t.Tokens[in].Head != noun && t.Tokens[in].Head != i {
		return
	}
	t.hang(i, t.Tokens[noun].Head, "obl")
	t.hang(in, i, "case")
	t.Tokens[in].Deprel = "case"
}

// uncapitalised takes small words for no names: in a text that has capitals
// "panda" is a kind of animal.
func (t tree) uncapitalised() {
	if len(t.Tokens) == 0 || !t.capitalised(0) {
		return
	}
	t.Names = slices.DeleteFunc(t.Names, func(n document.Name) bool {
		for i := n.First; i <= n.Last; i++ {
			if strings.ToLower(t.Tokens[i].Form) != t.Tokens[i].Form || strings.ContainsAny(t.Tokens[i].Form, "0123456789") {
				return false
			}
		}
		return true
	})
}

// oneInSeven hangs "in seven adults" on the "one" before it, of which the tree
// has two phrases of the verb: "affects one in seven adults".
func (t tree) oneInSeven(i int) {
	in := i + 1
	if t.Tokens[i].UPOS != "NUM" || t.form(in) != "in" || t.Tokens[in].Deprel != "case" || !t.is(i, "obj", "nsubj") {
		return
	}
	noun := t.Tokens[in].Head
	if count := t.kid(noun, "nummod"); noun < in || count != in+1 || t.timely(count) || !t.is(noun, "obl") || t.Tokens[noun].Head != t.Tokens[i].Head {
		return
	}
	t.hang(noun, i, "nmod")
}

// saidBetween hangs "Parata said" of "the good news, Parata said, is that …" on
// the verb that it stands before: the noun says nothing.
func (t tree) saidBetween(i int) {
	noun := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "parataxis" || !saying[t.form(i)] || noun < 0 || noun > i || !t.nominal(noun) || t.kid(i, "nsubj") < 0 || t.kid(i, "obj", "ccomp") >= 0 {
		return
	}
	if head := t.Tokens[noun].Head; head > i && t.is(noun, "nsubj") && t.form(t.begins(i)-1) == "," && t.form(i+1) == "," {
		t.hang(i, head, "parataxis")
	}
}

// nounInHeadline makes nouns of the bare words behind the verb of a headline that
// the tree has for verbs: "Lawmakers vow fight over teacher pay" has nobody pay.
func (t tree) nounInHeadline(i int) {
	verb := t.Tokens[i].Head
	if t.Kind != document.Headline || t.Tokens[i].XPOS != "VB" || t.Tokens[i].Deprel != "xcomp" || verb != i-1 || smallVerbs[t.form(verb)] || t.kid(i, "mark", "aux", "obj", "nsubj") >= 0 {
		return
	}
	t.tag(i, "NOUN", "NN")
	t.Tokens[i].Deprel = "obj"
	for _, k := range append(t.kids(verb, "advcl"), t.kids(i, "advcl")...) {
		mark, subject := t.kid(k, "mark"), t.kid(k, "nsubj")
		if mark != i+1 || t.Tokens[k].XPOS != "VB" || subject != k-1 || t.form(mark) != "over" && t.form(mark) != "on" && t.form(mark) != "against" {
			continue
		}
		t.tag(k, "NOUN", "NN")
		t.hang(k, i, "nmod")
		t.hang(mark, k, "case")
		t.hang(subject, k, "compound")
	}
}

// secondCharge coordinates the gerund of "was charged with theft and insulting
// the state" with what stands behind the preposition: no participle goes on with
// a verb in a tense.
func (t tree) secondCharge(i int) {
	verb := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "conj" || t.Tokens[i].XPOS != "VBG" || verb < 0 || verb > i || t.Tokens[verb].XPOS == "VBG" || t.form(i-1) != "and" || t.kid(i, "aux", "nsubj") >= 0 || t.kid(verb, "aux:pass") < 0 {
		return
	}
	for _, k := range t.kids(verb, "obl") {
		if k == i-2 && t.nominal(k) && t.kid(k, "case") >= 0 {
			t.hang(i, k, "conj")
		}
	}
}

// ofPhraseBefore hangs the participle right behind the noun of a phrase that
// begins the sentence on that noun: in "In a ruling handed down on Monday, five
// judges rejected the plea" no judge is handed down.
func (t tree) ofPhraseBefore(i int) {
	verb, noun := t.Tokens[i].Head, i-1
	if t.Tokens[i].Deprel != "advcl" || t.Tokens[i].XPOS != "VBN" || verb < i || noun < 1 || !t.nominal(noun) || !t.is(noun, "obl") || t.Tokens[noun].Head != verb || t.kid(noun, "case") != 0 || t.kid(i, "nsubj", "mark", "aux") >= 0 {
		return
	}
	t.hang(i, noun, "acl")
}
