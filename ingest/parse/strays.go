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
