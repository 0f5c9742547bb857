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
