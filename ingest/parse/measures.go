package parse

import "factgraph/ingest/document"

// measures mends how much, how old and how many.
func measures(s *document.Sentence) {
	t := tree{s}
	for i := range t.Tokens {
		t.aheadOf(i)
		t.ageOfLast(i)
		t.mostOf(i)
		t.withState(i)
	}
}

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
	t.hang(noun, t.Tokens[i].Head, "obl")
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

// states are the words for how an event leaves people, and in which place a
// contest does.
var states = map[string]bool{
	"injured": true, "wounded": true, "hurt": true, "dead": true, "missing": true, "trapped": true, "homeless": true,
	"first": true, "second": true, "third": true, "fourth": true, "fifth": true, "sixth": true, "seventh": true, "eighth": true, "ninth": true, "tenth": true, "last": true,
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
