package parse

// The mends of this file are for the sentences in which courts and regulators
// find, fine and sentence somebody.

// fined reads "fined the firm Acme 410 million euros": the sum is what it has to
// pay, and no other name of it.
func (t tree) fined(i int) {
	if f := t.form(i); !t.verbal(i) || f != "fined" && f != "fines" && f != "fine" || t.kid(i, "aux:pass") >= 0 {
		return
	}
	object, sum := -1, -1
	for _, k := range t.kids(i, "obj", "iobj") {
		if k < i {
			continue
		}
		for _, part := range append(t.kids(k, "appos", "conj"), k) {
			if part > i && t.costs(part) && (part == k || t.form(t.begins(part)-1) != ",") {
				sum = part
			}
		}
		if k != sum {
			object = k
		}
	}
	if object < 0 || sum < object {
		return
	}
	t.Tokens[object].Deprel = "obj"
	t.hang(sum, i, "obl:unmarked")
	for _, k := range t.kids(sum) { // "the firm Acme"
		if k > object && k < sum && t.Tokens[k].UPOS == "PROPN" {
			t.hang(k, object, "appos")
		}
	}
	for _, k := range t.kids(sum) { // "for failing", "over data"
		if k > sum && t.is(k, "acl", "nmod") && t.kid(k, "case", "mark") > sum {
			relation := "obl"
			if t.verbal(k) {
				relation = "advcl"
			}
			t.hang(k, i, relation)
		}
	}
}

// costs tells whether the phrase at i is a sum of money.
func (t tree) costs(i int) bool {
	return t.Tokens[i].UPOS == "SYM" && t.form(i) != "%" || money[t.form(i)] && t.kid(i, "nummod") >= 0
}

// guiltyNoun parts the accused from "guilty" in "found Karl Berg guilty of theft",
// where the tree takes both for one noun phrase.
func (t tree) guiltyNoun(i int) {
	verb := t.Tokens[i].Head
	accused := t.lastKid(i, "compound", "nmod:desc")
	if t.form(i) != "guilty" || !t.is(i, "obj") || !t.verbal(verb) || verb > i || accused < verb || accused > i {
		return
	}
	t.tag(i, "ADJ", "JJ")
	t.hang(i, verb, "xcomp")
	t.hang(accused, verb, "obj")
	t.handBefore(i, accused, accused)
	for _, k := range t.kids(i, "nmod") {
		t.Tokens[k].Deprel = "obl"
	}
}

// foundGuilty parts the age from what somebody is found in "found Roe, 61, guilty
// of theft", where the tree has a list of three.
func (t tree) foundGuilty(i int) {
	name := t.Tokens[i].Head
	if t.Tokens[i].UPOS != "ADJ" && t.form(i) != "guilty" || !t.is(i, "conj", "appos") || name < 0 || name > i || t.Tokens[name].UPOS != "PROPN" || !t.is(name, "obj") || t.kid(i, "cc", "det") >= 0 || t.form(t.begins(i)-1) != "," && t.form(t.begins(i)) != "," {
		return
	}
	for _, age := range t.kids(name, "conj", "appos") {
		if t.Tokens[age].UPOS == "NUM" && age < i && t.form(age-1) == "," {
			t.Tokens[age].Deprel = "appos"
			t.tag(i, "ADJ", "JJ")
			t.hang(i, t.Tokens[name].Head, "xcomp")
			for _, k := range t.kids(i, "nmod") {
				t.Tokens[k].Deprel = "obl"
			}
		}
	}
}

// subjectWithin gives a relative clause the subject that stands within it: in
// "a third of the masks that his firm sold were torn" the firm is not torn.
func (t tree) subjectWithin(i int) {
	that := t.kid(i, "obj")
	if t.Tokens[i].Deprel != "acl:relcl" || that < 0 || that > i || t.Tokens[that].XPOS != "WDT" && t.form(that) != "that" || t.kid(i, "nsubj") >= 0 {
		return
	}
	for k := that + 1; k < i; k++ {
		verb := t.Tokens[k].Head
		if !t.is(k, "nsubj") || verb <= i || t.begins(k) != that+1 {
			continue
		}
		top := i
		for top >= 0 && t.Tokens[top].Head != verb {
			top = t.Tokens[top].Head
		}
		if top < 0 || top > that || t.kid(top, "case") >= 0 {
			return
		}
		t.Tokens[top].Deprel = t.Tokens[k].Deprel
		t.hang(k, i, "nsubj")
		for _, third := range t.kids(top, "obl") { // "more than a third of the masks"
			if t.form(t.kid(third, "case")) == "than" && t.nominal(third) {
				t.promote(third, top, "advmod")
			}
		}
		return
	}
}

// supportOf hangs "which …" on the name right before the comma where the noun
// above it cannot be meant: in "in support of Norvia, which was at war" it is
// bare, in "shares of Acme, which is listed" the verb is in the singular.
func (t tree) supportOf(i int) {
	noun := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "acl:relcl" || noun < 0 || t.Tokens[noun].UPOS != "NOUN" {
		return
	}
	bare := t.kid(noun, "det", "amod", "nmod:poss", "nummod", "compound") < 0 && t.kid(noun, "case") == noun-1
	singular := false
	for _, k := range append(t.kids(i, "aux", "cop"), i) {
		f := t.form(k)
		singular = singular || t.Tokens[k].XPOS == "VBZ" || f == "was" || f == "is" || f == "has"
	}
	if !bare && !(singular && t.Tokens[noun].XPOS == "NNS") {
		return
	}
	for _, name := range t.kids(noun, "nmod") {
		if t.Tokens[name].UPOS == "PROPN" && t.form(t.kid(name, "case")) == "of" && name < i && t.form(t.begins(i)-1) == "," {
			t.hang(i, name, "acl:relcl")
		}
	}
}

// underAge hangs "under 16" on those who are so old: "accounts of users under 16".
func (t tree) underAge(i int) {
	word := t.form(t.kid(i, "case"))
	noun := t.begins(i) - 1
	if t.Tokens[i].UPOS != "NUM" || !t.is(i, "obl") || word != "under" && word != "over" || t.timely(i) || noun < 0 || !t.nominal(noun) || t.Tokens[noun].XPOS != "NNS" || t.kid(i, "nummod", "nmod") >= 0 || len(t.form(i)) > 2 {
		return
	}
	t.hang(i, noun, "nmod")
}

// gerundClaimed makes a subject of the gerund in "said protecting minors was a
// priority", where the tree has two things said.
func (t tree) gerundClaimed(i int) {
	verb := t.Tokens[i].Head
	if t.Tokens[i].XPOS != "VBG" || t.Tokens[i].Deprel != "xcomp" || verb != i-1 || !saying[t.form(verb)] {
		return
	}
	for _, claim := range t.kids(verb, "ccomp") {
		if claim > i && t.tensed(claim) && t.kid(claim, "nsubj", "csubj", "mark", "expl") < 0 {
			t.hang(i, claim, "csubj")
			return
		}
	}
}
