package parse

// coalMine reads "mine" as a noun where no pronoun can stand: before a noun, or
// with an article, an adjective or a name of its own.
func (t tree) coalMine(i int) {
	if t.form(i) != "mine" || t.Tokens[i].UPOS != "PRON" {
		return
	}
	if noun := i - 1; noun >= 0 && t.Tokens[noun].UPOS == "NOUN" && t.Tokens[noun].Head == t.Tokens[i].Head && t.kid(noun, "case", "det") >= 0 { // "through a coal mine"
		t.tag(i, "NOUN", "NN")
		t.Tokens[i].Deprel = t.Tokens[noun].Deprel
		t.hand(noun, i, "case", "det", "amod", "nmod:poss")
		t.hang(noun, i, "compound")
	}
	if t.is(i, "compound", "flat", "appos") || t.kid(i, "det", "compound", "amod", "nmod", "acl", "nmod:poss", "nummod", "appos") >= 0 {
		t.tag(i, "NOUN", "NN")
	}
	if name := i - 1; t.capitalised(name) && t.Tokens[name].UPOS == "PROPN" { // "the Upper Calder mine"
		t.tag(i, "NOUN", "NN")
		if t.Tokens[name].Head == t.Tokens[i].Head && !t.above(i, name) {
			t.hand(name, i, "det", "case")
			t.hang(name, i, "compound")
		}
	}
	if t.is(i, "nmod:poss", "det") && t.Tokens[i].Head > i && t.kid(i, "case") < 0 { // "a mine blast": "my" would stand there
		t.tag(i, "NOUN", "NN")
		t.Tokens[i].Deprel = "compound"
	}
}
