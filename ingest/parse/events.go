package parse

import (
	"factgraph/graph"
)

// coalMine reads "mine" as a noun where no pronoun can stand: before a noun, or
// with an article, an adjective or a name of its own.
func (t tree) coalMine(i int) {
	if t.form(i) != "mine" || t.Tokens[i].UPOS != "PRON" {
		return
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

// whichHappened reads "the cause of the blast, which happened at noon" as told
// of the blast.
func (t tree) whichHappened(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "acl:relcl" || tok.Head < 0 || !aspects[t.form(tok.Head)] || !mereHappening[t.form(i)] {
		return
	}
	if event := t.kid(tok.Head, "nmod"); event > tok.Head && event < t.begins(i) && t.form(t.kid(event, "case")) == "of" {
		t.hang(i, event, "acl:relcl")
	}
}

// ownedPlace reads "the blast at the mine, owned by Acme" as told of the mine.
func (t tree) ownedPlace(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "acl" || tok.Head < 0 || !mishaps[t.form(tok.Head)] {
		return
	}
	switch t.form(i) {
	case "owned", "located", "based", "situated", "operated", "headquartered":
	default:
		return
	}
	if place := t.kid(tok.Head, "nmod"); place > tok.Head && place < i && t.nominal(place) && t.form(t.kid(place, "case")) != "of" {
		t.hang(i, place, "acl")
	}
}

// occurredTo hangs an infinitive behind "where the blast occurred" on the verb
// above: nothing occurs for a purpose.
func (t tree) occurredTo(i int) {
	tok := &t.Tokens[i]
	if tok.Head < 0 || tok.Head > i || t.form(tok.Head) != "occurred" || !t.is(i, "xcomp", "advcl", "ccomp") || t.form(t.kid(i, "mark")) != "to" {
		return
	}
	verb := t.Tokens[tok.Head].Head
	for verb >= 0 && !t.verbal(verb) {
		verb = t.Tokens[verb].Head
	}
	t.hang(i, verb, "advcl")
}

// asCause reads "looked at gas as cause of the fire" with a noun: "as" has no
// bare verb behind it.
func (t tree) asCause(i int) {
	tok := &t.Tokens[i]
	as := i - 1
	if !t.verbal(i) || tok.XPOS != "VB" || tok.Deprel != "advcl" || as < 0 || t.form(as) != "as" || t.Tokens[as].Head != i || t.kid(i, "nsubj", "aux", "obj", "csubj") >= 0 {
		return
	}
	t.tag(i, "NOUN", "NN")
	t.tag(as, "ADP", "IN")
	tok.Deprel, t.Tokens[as].Deprel = "obl", "case"
	for _, k := range t.kids(i, "obl") {
		t.Tokens[k].Deprel = "nmod"
	}
}

// splitApposition makes one apposition of two that no comma parts: "Roe, a state
// mine safety official,".
func (t tree) splitApposition(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "appos" || tok.UPOS != "NOUN" || t.begins(i) == 0 {
		return
	}
	first := t.begins(i) - 1
	if t.Tokens[first].Deprel == "appos" && t.Tokens[first].Head == tok.Head && t.Tokens[first].XPOS == "NN" && t.kid(first, "det") >= 0 && t.kid(i, "det", "nmod:poss", "nummod") < 0 {
		t.hand(first, i, "det", "amod", "punct")
		t.hang(first, i, "compound")
	}
}

// fieldsOfBody makes one name of "Mine Safety and Health Administration", which
// the tree has as two: nothing is called "Mine Safety" and acts.
func (t tree) fieldsOfBody(i int) {
	last := i
	if i < 3 || !t.capitalised(i) || !bodies[t.form(i)] || t.titled() {
		return
	}
	and := i - 1
	for and > 0 && t.capitalised(and) {
		and--
	}
	if t.form(and) != "and" || and == i-1 || and < 1 || !fields[t.form(and-1)] || !t.capitalised(and-1) {
		return
	}
	first := and - 1
	for first > 0 && t.capitalised(first-1) && t.Tokens[first-1].UPOS == "PROPN" {
		first--
	}
	if n := t.nameAt(first); n >= 0 && t.Names[n].Last >= last {
		return
	}
	if before := and - 1; t.Tokens[last].Head >= first && t.Tokens[last].Head <= before {
		head := t.Tokens[last].Head
		t.promote(last, head, "compound")
		t.hand(head, last, "det", "case", "punct", "nmod:poss")
	}
	for k := first; k < last; k++ {
		if h := t.Tokens[k].Head; h < first || h > last {
			return // still torn
		}
	}
	t.name(first, last)
	t.Names[t.nameAt(first)].Type = graph.Organization
}
