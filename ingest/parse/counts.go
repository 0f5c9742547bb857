package parse

import "strings"

// betweenCounts makes an object of "killed between 19 and 25 people": the
// preposition is a part of the number where the verb has no other object.
func (t tree) betweenCounts(i int) {
	verb, between := t.Tokens[i].Head, t.kid(i, "case")
	if !t.is(i, "obl") || !t.verbal(verb) || verb > i || between != verb+1 || t.kid(verb, "obj", "aux:pass", "nsubj:pass") >= 0 || t.form(between) != "between" && t.form(between) != "from" {
		return
	}
	low := t.kid(i, "nummod")
	if t.Tokens[i].UPOS == "NUM" {
		low = i
	}
	if low != between+1 || t.kid(low, "conj", "nmod") < low || changing[t.form(verb)] || t.Tokens[i].XPOS == "NN" || spans[t.form(i)] {
		return
	}
	if high := t.kid(low, "conj", "nmod"); t.Tokens[high].UPOS != "NUM" {
		return
	}
	t.Tokens[i].Deprel = "obj"
	if low != i {
		t.hang(between, low, "advmod")
	}
}

// agesInList gives the ages of "Ann Roe, 52, a nurse; Jan Poe, 38, who drove;
// and Ida Lund, 24" to the names before them, where the tree lists them among
// the names.
func (t tree) agesInList(i int) {
	tok := &t.Tokens[i]
	if tok.UPOS != "NUM" || tok.Deprel != "conj" || i < 2 || t.form(i-1) != "," || len(tok.Form) > 3 || strings.Trim(tok.Form, "0123456789") != "" || t.kid(i, "cc", "nmod") >= 0 {
		return
	}
	if next := t.form(i + 1); next != "," && next != ";" && next != "." {
		return
	}
	name := i - 2
	for t.is(name, "flat") && t.Tokens[name].Head < name {
		name = t.Tokens[name].Head
	}
	if t.Tokens[name].UPOS != "PROPN" || t.above(i, name) {
		return
	}
	t.hang(i, name, "appos")
	t.hand(i, name, "acl", "appos", "conj")
}
