package parse

// The mends of this file part phrases that the trees have run into one another.

// holder makes a description of a noun that the tree gives an object: in
// "striker Ana Berg scored" nothing is done to Berg.
func (t tree) holder(i int) {
	noun := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "obj" || t.Tokens[i].UPOS != "PROPN" || noun != i-1 || t.Tokens[noun].UPOS != "NOUN" || t.kid(i, "case") >= 0 {
		return
	}
	t.promote(i, noun, "nmod:desc")
	t.hand(noun, i, "appos", "cc", "conj", "acl", "case")
}

// dated gives the verb the time of the past that the tree gives to a gerund of
// its object, and what stands behind it: in "signed a deal on sharing the
// profits last month in Oslo" they have not shared anything last month.
func (t tree) dated(i int) {
	gerund := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "obl:unmarked" || gerund < 0 || gerund > i || t.Tokens[gerund].XPOS != "VBG" || t.Tokens[gerund].Deprel != "acl" || !pastTimes[t.form(t.begins(i))] {
		return
	}
	if p := t.form(t.kid(gerund, "mark")); p != "on" && p != "for" && p != "about" {
		return
	}
	object := t.Tokens[gerund].Head
	verb := t.Tokens[object].Head
	if t.Tokens[object].Deprel != "obj" || t.Tokens[verb].XPOS != "VBD" {
		return
	}
	for _, k := range t.kids(gerund, "obl") {
		if k >= i {
			t.hang(k, verb, t.Tokens[k].Deprel)
		}
	}
}

// gerundPhrase parts a gerund from the place before it: in "left every farmer
// in the valley guessing" no farmer is in a guessing.
func (t tree) gerundPhrase(i int) {
	place := i - 1
	if t.Tokens[i].XPOS != "VBG" || !t.verbal(i) || t.Tokens[i].Deprel != "advcl" || place < 0 || t.Tokens[place].Head != i || t.Tokens[place].UPOS != "PROPN" {
		return
	}
	in, object := t.kid(i, "case"), t.kid(t.Tokens[i].Head, "obj")
	if in < 0 || in > place || object != in-1 {
		return
	}
	t.hang(place, object, "nmod")
	t.hang(in, place, "case")
	t.hand(i, place, "det", "amod")
}

// lastSeen reads "was last seen in Oslo" with the participle as the verb, where
// the tree has somebody that was the last.
func (t tree) lastSeen(i int) {
	verb := i + 1
	if form := t.form(i); form != "last" && form != "first" {
		return
	}
	if verb >= len(t.Tokens) || t.Tokens[verb].Head != i || t.Tokens[verb].XPOS != "VBN" || t.kid(i, "cop") < 0 || t.kid(verb, "nsubj", "aux", "mark") >= 0 {
		return
	}
	t.promote(verb, i, "advmod")
	for k := range t.Tokens {
		if t.Tokens[k].Head != i {
			continue
		}
		t.Tokens[k].Head = verb
		switch t.Tokens[k].Deprel {
		case "cop":
			t.Tokens[k].Deprel = "aux:pass"
		case "nsubj":
			t.Tokens[k].Deprel = "nsubj:pass"
		}
	}
	t.tag(i, "ADV", "RB")
}

// toRest makes a phrase of "to rest" behind "laid": who was laid to rest does
// not mean to.
func (t tree) toRest(i int) {
	if h := t.Tokens[i].Head; t.form(i) != "rest" || h < 0 || !laying[t.form(h)] || t.form(i-1) != "to" || t.Tokens[i-1].Head != i || !t.is(i, "xcomp", "advcl") || t.kid(i, "obj") >= 0 {
		return
	}
	t.tag(i, "NOUN", "NN")
	t.tag(i-1, "ADP", "IN")
	t.Tokens[i].Deprel, t.Tokens[i-1].Deprel = "obl", "case"
	verb := t.Tokens[i].Head
	t.hand(i, verb, "obl", "advmod", "advcl")
	if t.Tokens[verb].UPOS == "ADJ" {
		t.tag(verb, "VERB", "VBN")
	}
}

// finiteConjunct coordinates a verb in a tense with the one above the infinitive
// that the tree coordinates it with: "decided to resign or was forced out", "said
// she must wait and barred her from flying".
func (t tree) finiteConjunct(i int) {
	first := t.Tokens[i].Head
	if !t.is(i, "conj") || first < 0 || t.kid(i, "nsubj") >= 0 || t.kid(i, "cc") < 0 {
		return
	}
	infinitive := t.is(first, "xcomp") && t.form(t.kid(first, "mark")) == "to"
	modal := t.is(first, "ccomp") && t.Tokens[first].XPOS == "VB" && t.Tokens[t.Tokens[first].Head].XPOS == "VBD" && t.kid(i, "obj") > i
	if !infinitive && !modal {
		return
	}
	above := t.Tokens[first].Head
	if tense := t.kid(i, "aux", "cop"); t.verbal(above) && t.finite(above) && (tense >= 0 && t.finite(tense) && t.Tokens[tense].XPOS != "VBP" || t.Tokens[i].XPOS == "VBD" && tense < 0) {
		t.Tokens[i].Head = above
	}
}
