package parse

import (
	"slices"
)

// gaps restores verbs and auxiliaries that are left out: "Roe had 54 votes and
// Poe 45", "found one in May and another in June", "12 people were killed and
// 30 injured". As in Universal Dependencies, the first of what is left of a
// clause without a verb is coordinated with the verb and the rest hangs on it
// as orphans.
func (t tree) gaps() {
	for i := range t.Tokens {
		t.gapOfAuxiliary(i)
	}
	for i := range t.Tokens {
		if t.Tokens[i].Deprel != "conj" || t.Tokens[i].Head < 0 || t.kid(i, "cc") < 0 {
			continue
		}
		t.gapOfAmounts(i)
		t.gapOfTimes(i)
		t.gapBelowVerb(i)
	}
}

// gapOfAmounts reads "A had 54 per cent and B 45 per cent": an amount is no part
// of a name before it.
func (t tree) gapOfAmounts(i int) {
	object := t.Tokens[i].Head
	for t.Tokens[object].Deprel == "nmod" { // "54 per cent of the vote"
		object = t.Tokens[object].Head
	}
	verb := t.Tokens[object].Head
	if t.Tokens[object].Deprel != "obj" || !t.verbal(verb) || !t.numbered(object) {
		return
	}
	first := t.begins(i)
	for first < i && (t.Tokens[first].UPOS == "CCONJ" || t.Tokens[first].UPOS == "PUNCT") {
		first++
	}
	before := first // "the German" of "the German Dax 45 per cent"
	for first < i && (t.Tokens[first].UPOS == "DET" || t.Tokens[first].UPOS == "ADJ") {
		first++
	}
	number := first
	for number < i && t.Tokens[number].UPOS != "NUM" {
		if t.Tokens[number].UPOS != "PROPN" {
			return
		}
		number++
	}
	if number == first || t.Tokens[number].UPOS != "NUM" {
		return
	}
	for k := before; k < first; k++ {
		t.hang(k, first, t.Tokens[k].Deprel)
	}
	t.hang(number, i, "nummod")
	t.hang(first, verb, "conj")
	for k := first + 1; k < number; k++ {
		t.hang(k, first, "flat")
	}
	t.hand(i, first, "cc")
	t.hang(i, first, "orphan")
	if n := t.nameAt(first); n >= 0 && t.Names[n].Last >= number {
		t.Names[n].Last = number - 1
	}
}

// gapOfTimes reads "found one in May and another in June": what is coordinated
// with a time is no time, and another time follows.
func (t tree) gapOfTimes(i int) {
	time := t.Tokens[i].Head
	verb := t.Tokens[time].Head
	if t.Tokens[time].Deprel != "obl" || verb < 0 || !t.verbal(verb) || !t.timely(time) || t.timely(i) || t.kid(i, "case") >= 0 || !t.nominal(i) || t.kid(verb, "obj") < 0 {
		return
	}
	for _, k := range t.kids(verb, "obl") {
		if k > i && t.timely(k) && t.form(t.kid(k, "case")) == t.form(t.kid(time, "case")) {
			t.hang(i, verb, "conj")
			t.hang(k, i, "orphan")
			return
		}
	}
}

// gapBelowVerb makes orphans of the times of a noun that is coordinated with a
// verb already.
func (t tree) gapBelowVerb(i int) {
	verb := t.Tokens[i].Head
	if verb < 0 || !t.verbal(verb) || !t.nominal(i) || t.kid(i, "orphan", "cop", "nsubj", "case") >= 0 || t.kid(verb, "obj") < 0 {
		return
	}
	for _, k := range t.kids(i, "nmod") {
		if k > i && t.timely(k) {
			t.Tokens[k].Deprel = "orphan"
		}
	}
}

// gapOfAuxiliary makes a clause of a number and a participle that share the
// auxiliary of the clause before them, and that the parser takes for a noun
// phrase: "12 people were killed and 30 injured", "left 12 people dead and 30
// injured".
func (t tree) gapOfAuxiliary(p int) {
	if !t.participle(p) || !slices.Contains([]string{"amod", "acl", "advcl"}, t.Tokens[p].Deprel) {
		return
	}
	number := t.Tokens[p].Head
	if number < 0 || number != p-1 || t.Tokens[number].Deprel != "conj" || t.Tokens[number].UPOS != "NUM" && t.kid(number, "nummod") < 0 {
		return
	}
	if t.kid(p, "obl") >= 0 && t.kid(p, "case", "mark") >= 0 {
		return
	}
	verb := t.Tokens[number].Head
	if tok := t.Tokens[verb]; tok.UPOS == "ADJ" && (tok.Deprel == "amod" || tok.Deprel == "xcomp") { // "dead" of "left 12 people dead"
		verb = tok.Head
		if tok.Deprel == "amod" && t.Tokens[verb].Deprel == "obj" {
			verb = t.Tokens[verb].Head
		}
		if verb < 0 || t.Tokens[verb].UPOS != "VERB" {
			return
		}
	} else if tok.UPOS != "VERB" || t.kid(verb, "aux:pass") < 0 {
		return
	}
	t.attach(p, verb, "conj")
	t.attach(number, p, "nsubj:pass")
	if cc := t.kid(number, "cc"); cc >= 0 {
		t.Tokens[cc].Head = p
	}
	t.Tokens[p].UPOS, t.Tokens[p].XPOS, t.Tokens[p].Feats = "VERB", "VBN", "Tense=Past|VerbForm=Part|Voice=Pass"
}
