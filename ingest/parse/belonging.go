package parse

import (
	"strings"
)

// outOfRelative hangs what came of an event on its verb: in "destroyed a post
// where troops were based, killing 60" the troops of the relative clause, to
// whom something is done, do nothing. Nor does what stands behind the comma that
// ends a clause with "that" belong to it: "struck down a law that banned mining,
// handing the miners a victory".
func (t tree) outOfRelative(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "advcl" || i == 0 || t.form(i-1) != "," || tok.Head < 0 {
		return
	}
	clause := tok.Head
	that := t.kid(clause, "nsubj")
	ended := tok.XPOS == "VBG" && t.form(that) == "that" && that > 0 && t.form(that-1) != "," && t.kid(i, "nsubj") < 0
	if t.Tokens[clause].Deprel == "acl:relcl" && (ended || harm[t.form(i)] && t.kid(clause, "aux:pass") >= 0) {
		if verb := t.Tokens[t.Tokens[clause].Head].Head; t.verbal(verb) && verb < clause {
			t.hang(i, verb, "advcl")
		}
	}
}

// goesOnSaying hangs "adding that …" on the verb of saying: in "the official
// said 21,000 houses were damaged, adding that …" the houses add nothing.
func (t tree) goesOnSaying(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "advcl" || !goingOn[t.form(i)] || i == 0 || t.form(i-1) != "," || tok.Head < 0 || t.kid(tok.Head, "aux:pass") < 0 {
		return
	}
	for verb := tok.Head; verb >= 0; verb = t.Tokens[verb].Head {
		if claim := t.kid(verb, "ccomp"); verb != tok.Head && claim >= 0 && claim < i && t.kid(verb, "nsubj") >= 0 {
			t.hang(i, verb, "advcl")
			return
		}
	}
}

// behindSource hangs "leaving 12 homeless" of "The roof fell in, police said,
// leaving 12 homeless" on what is said: the source did not leave anybody so.
func (t tree) behindSource(i int) {
	tok := &t.Tokens[i]
	if tok.XPOS != "VBG" || tok.Deprel != "advcl" || i == 0 || t.form(i-1) != "," || tok.Head < 0 || tok.Head > i || !saying[t.form(tok.Head)] || t.kid(i, "mark", "aux", "nsubj") >= 0 ||
		goingOn[t.form(i)] || claiming[t.form(i)] || commenting[t.form(i)] {
		return
	}
	subject := t.kid(tok.Head, "nsubj")
	for _, claim := range t.kids(tok.Head, "ccomp", "parataxis") {
		if claim < tok.Head && subject > claim && t.verbal(claim) && t.form(t.kid(claim, "mark")) != "that" {
			t.hang(i, claim, "advcl")
			return
		}
	}
}

// perceived hangs a participle on what is seen where a description between
// commas parts them: "saw a tower, the tallest in town, shaking".
func (t tree) perceived(i int) {
	tok := &t.Tokens[i]
	if tok.XPOS != "VBG" || tok.Deprel != "advcl" || i == 0 || t.form(i-1) != "," || !t.verbal(tok.Head) || !perceiving[t.form(tok.Head)] {
		return
	}
	if object := t.kid(tok.Head, "obj"); object >= 0 && object < i && t.kid(object, "appos") > object {
		t.hang(i, object, "acl")
	}
}

// hoursBefore hangs a clause of time behind "officials said" on the verb of
// the sentence: in "A missile hit Torvik, officials said, hours before talks
// were to begin" nobody says the last.
func (t tree) hoursBefore(i int) {
	tok := &t.Tokens[i]
	said := tok.Head
	if tok.Deprel != "ccomp" || said < 0 || said > i || t.Tokens[said].Deprel != "parataxis" || t.form(said+1) != "," {
		return
	}
	mark := t.kid(i, "mark")
	if mark < 0 || t.form(mark) != "before" && t.form(mark) != "after" || mark > said+4 {
		return
	}
	t.hang(i, t.Tokens[said].Head, "advcl")
}

// dueTo reads "talks were due to resume" as "were to resume", where the tree
// has the preposition "due to".
func (t tree) dueTo(i int) {
	due := t.kid(i, "mark", "case")
	for _, k := range t.kids(i, "mark", "case") {
		if t.form(k) == "due" {
			due = k
		}
	}
	if due < 0 || t.form(due) != "due" || t.Tokens[i].XPOS != "VB" || t.form(due+1) != "to" || t.kid(i, "cop") < 0 {
		return
	}
	t.hang(due+1, i, "mark")
	t.hang(due, i, "advmod")
}

// had reads "had defender Jan Roe sent off" with a name and what was done to
// its bearer, where the tree has him send.
func (t tree) had(i int) {
	tok := &t.Tokens[i]
	verb, name := tok.Head, t.kid(i, "nsubj")
	if tok.Deprel != "ccomp" || tok.XPOS != "VBD" && tok.XPOS != "VBN" || verb < 0 || !having[t.form(verb)] || name <= verb || t.kid(i, "aux", "obj") >= 0 {
		return
	}
	noun := t.kid(verb, "obj")
	if noun < 0 || noun != name-1 || t.Tokens[name].UPOS != "PROPN" {
		return
	}
	t.hang(name, noun, "appos")
	for _, k := range t.kids(i, "conj") {
		if t.kid(k, "nsubj") >= 0 {
			t.hang(k, verb, "conj")
		}
	}
	t.tag(i, "VERB", "VBN")
	tok.Deprel = "xcomp"
}

// hadDone is had where the tree has the participle beside another verb: "lost
// Jan Roe and had Dai Poe sent off".
func (t tree) hadDone(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "conj" || tok.XPOS != "VBD" && tok.XPOS != "VBN" || i < 2 || t.Tokens[i-1].UPOS != "PROPN" || t.kid(i, "nsubj", "aux", "cc", "obj") >= 0 {
		return
	}
	noun := i - 1
	for t.is(noun, "flat", "appos") && t.Tokens[noun].Head < noun {
		noun = t.Tokens[noun].Head
	}
	if verb := t.Tokens[noun].Head; t.Tokens[noun].Deprel == "obj" && verb >= 0 && having[t.form(verb)] {
		t.hang(i, verb, "xcomp")
		t.tag(i, "VERB", "VBN")
	}
}

// behindRelative gives the verb of the sentence what stands behind the comma
// that closes a relative clause: in "will play Norvia, who beat Halden on
// Friday, in Torvik next week" they play in Torvik.
func (t tree) behindRelative(v int) {
	noun := t.Tokens[v].Head
	pronoun := t.kid(v, "nsubj")
	if t.Tokens[v].Deprel != "acl:relcl" || noun < 0 || pronoun < 1 || t.form(pronoun-1) != "," || !t.is(noun, "obj", "obl") {
		return
	}
	verb := t.Tokens[noun].Head
	if !t.verbal(verb) || verb > noun {
		return
	}
	closed := -1
	for _, k := range t.kids(v, "obl") {
		if first := t.begins(k); closed < 0 && k > v && t.form(first-1) == "," && t.kid(k, "case") >= 0 {
			closed = first
		}
		if closed >= 0 && k > closed {
			t.hang(k, verb, t.Tokens[k].Deprel)
		}
	}
}

// toBeDone hangs the infinitive of "forcing flights to be diverted" on the
// verb.
func (t tree) toBeDone(i int) {
	noun := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "acl" || noun < 0 || noun > i || t.Tokens[noun].Deprel != "obj" || t.kid(i, "aux:pass") < 0 || t.form(t.kid(i, "mark")) != "to" {
		return
	}
	if verb := t.Tokens[noun].Head; t.verbal(verb) && causing[t.form(verb)] {
		t.hang(i, verb, "xcomp")
	}
}

// recovered makes an adjective of the last word of "recover him alive".
func (t tree) recovered(i int) {
	tok := &t.Tokens[i]
	if conditions[strings.ToLower(tok.Form)] && tok.UPOS == "VERB" && t.kid(i, "aux", "nsubj") < 0 {
		t.tag(i, "ADJ", "JJ")
		tok.Lemma = strings.ToLower(tok.Form)
	}
}
