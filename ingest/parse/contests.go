package parse

import (
	"strings"

	"factgraph/graph"
)

// countedRun makes one phrase of "ended their 14-match unbeaten run", where the
// tree has the match be the run: no number with a hyphen and a noun in the
// singular stands alone.
func (t tree) countedRun(i int) {
	noun := &t.Tokens[i]
	if noun.XPOS != "NN" || i < 2 || t.form(i-1) != "-" || !t.touches(i-2) || !t.touches(i-1) || t.Tokens[i-2].UPOS != "NUM" || !t.is(i, "obj", "nsubj", "obl", "nmod") {
		return
	}
	run := i + 1
	for run < len(t.Tokens) && run < i+3 && !t.nominal(run) && t.Tokens[run].Head == run+1 {
		run++
	}
	if run >= len(t.Tokens) || t.Tokens[run].Head != noun.Head || !t.is(run, "xcomp", "dep", "obj", "obl", "advmod") || t.begins(run) != i+1 || t.Tokens[run].UPOS == "PROPN" {
		return
	}
	t.tag(run, "NOUN", "NN")
	t.hang(run, noun.Head, noun.Deprel)
	t.hand(i, run)
	t.hang(i-2, i, "nummod")
	t.hang(i-1, i, "punct")
	t.hang(i, run, "compound")
	for k := i + 1; k < run; k++ {
		t.tag(k, "ADJ", "JJ")
		t.Tokens[k].Deprel = "amod"
	}
}

// slotVerb makes a noun of a verb in "-s" that the tree has as an object or in
// a phrase: "three of their 28 league matches".
func (t tree) slotVerb(i int) {
	tok := &t.Tokens[i]
	if tok.UPOS != "VERB" || tok.XPOS != "VBZ" || !t.is(i, "obj", "nmod", "obl") || t.kid(i, "nsubj", "aux", "mark", "obj", "ccomp", "xcomp") >= 0 {
		return
	}
	t.tag(i, "NOUN", "NNS")
	for verb := tok.Head; verb >= 0; verb = t.Tokens[verb].Head {
		if t.verbal(verb) {
			t.hand(i, verb, "obl")
			break
		}
	}
	noun := i - 1
	if noun < 0 || !t.nominal(noun) || t.above(i, noun) || t.above(noun, i) || !t.is(noun, "nmod", "obl", "obj") {
		return
	}
	t.hang(i, t.Tokens[noun].Head, t.Tokens[noun].Deprel)
	t.hand(noun, i)
	t.hang(noun, i, "compound")
}

// rating reads `cut Acme to "sell" from "hold"` with nouns: what stands alone
// between quotation marks behind a preposition is a word, not a deed.
func (t tree) rating(i int) {
	to := i - 2
	if to < 0 || i+1 >= len(t.Tokens) || t.Tokens[i-1].UPOS != "PUNCT" || t.Tokens[i+1].UPOS != "PUNCT" || !quotes[t.form(i-1)] || !quotes[t.form(i+1)] || t.Tokens[to].Head != i {
		return
	}
	if word := t.form(to); word != "to" && word != "from" || t.verbal(i) && !t.is(i, "xcomp", "advcl", "acl", "obl") {
		return
	}
	t.tag(to, "ADP", "IN")
	t.Tokens[to].Deprel = "case"
	if !t.verbal(i) && t.is(i, "obl") {
		return
	}
	verb := t.Tokens[i].Head
	for t.Tokens[verb].Head >= 0 && (t.nominal(verb) || t.is(verb, "obl")) {
		verb = t.Tokens[verb].Head
	}
	t.tag(i, "NOUN", "NN")
	t.hang(i, verb, "obl")
	t.hand(i, verb, "obl")
}

// agedVerb finds the verb of "The 31-year-old withdrew from the race", where
// the tree has a noun of that age.
func (t tree) agedVerb(i int) {
	tok := &t.Tokens[i]
	if tok.Head >= 0 || tok.XPOS != "NN" || t.form(i-1) != "old" || t.Tokens[i-1].Head != i || t.kid(i, "cop", "nsubj") >= 0 || t.headline() || t.kid(i, "nmod", "obl") < 0 {
		return
	}
	old := i - 1
	t.tag(i, "VERB", "VBD")
	for _, k := range t.kids(i) {
		switch {
		case k < old:
			t.hang(k, old, t.Tokens[k].Deprel)
		case t.is(k, "nmod"):
			t.Tokens[k].Deprel = "obl"
		}
	}
	t.Tokens[old].Deprel = "nsubj"
}

// seeded makes an adjective of the participle in "sixth seeded Nadia Roe" and
// "top-seeded Roe": nobody seeds her there.
func (t tree) seeded(i int) {
	if !seeding[t.form(i)] || !t.verbal(i) || t.kid(i, "aux", "cop", "mark") >= 0 {
		return
	}
	if t.unseeded(i) {
		return
	}
	name, rank := i+1, i-1
	if t.form(rank) == "-" {
		rank--
	}
	if rank < 0 || name >= len(t.Tokens) || t.Tokens[name].UPOS != "PROPN" || t.form(rank) != "top" && !ranks[t.form(rank)] {
		return
	}
	for t.Tokens[name].Head > i && t.Tokens[name].Head < len(t.Tokens) && t.is(name, "compound", "flat", "amod") { // "American" of "seeded American Ann Roe"
		name = t.Tokens[name].Head
	}
	switch {
	case t.Tokens[name].Head == i:
		relation := t.Tokens[i].Deprel
		t.promote(name, i, "amod")
		if relation == "xcomp" || relation == "advcl" || relation == "acl" {
			t.Tokens[name].Deprel = "obj"
			t.hand(i, t.Tokens[name].Head, "obl", "advcl")
		}
		t.hand(i, name, "conj", "cc", "obl", "punct", "nmod", "nsubj", "xcomp")
		t.verbOf(name)
	case t.Tokens[name].Head == t.Tokens[i].Head || t.is(name, "nsubj"):
		t.hang(i, name, "amod")
	default:
		return
	}
	t.tag(i, "ADJ", "JJ")
	t.hang(rank, i, "advmod")
}

// unseeded reads "Unseeded Ann Roe upset Mia Vik", where the tree has a command
// with a clause as its object; it tells whether it was so.
func (t tree) unseeded(i int) bool {
	if i != 0 || t.Tokens[i].Head >= 0 {
		return false
	}
	for _, v := range t.kids(i, "obj", "ccomp", "xcomp", "parataxis") {
		name := t.kid(v, "nsubj")
		if t.verbal(v) && name > i && t.begins(name) == i+1 && t.Tokens[name].UPOS == "PROPN" {
			t.promote(v, i, "amod")
			t.hand(i, v)
			t.hang(i, name, "amod")
			t.tag(i, "ADJ", "JJ")
			return true
		}
	}
	return false
}

// verbOf makes a verb in the past the head of a sentence whose head the tree has
// in the name before it: "Second seeded Ann Roe of Norway advanced".
func (t tree) verbOf(name int) {
	if t.Tokens[name].Head >= 0 {
		return
	}
	for _, v := range t.kids(name, "xcomp") {
		if v > name && (t.verbal(v) || t.Tokens[v].UPOS == "ADJ") && strings.HasSuffix(t.form(v), "ed") && t.kid(v, "cop") < 0 {
			t.promote(v, name, "nsubj")
			t.tag(v, "VERB", "VBD")
			t.hand(name, v, "obl", "punct")
			return
		}
	}
}

// defending reads "beat defending champion Ann Roe" with an adjective: nobody
// defends her there.
func (t tree) defending(i int) {
	champion := i + 1
	verb := t.Tokens[i].Head
	if t.form(i) != "defending" || !t.verbal(i) || !t.is(i, "xcomp") || t.kid(i, "obj") != champion || !champions[t.form(champion)] || verb < 0 || verb > i || t.kid(verb, "obj") >= 0 {
		return
	}
	t.promote(champion, i, "amod")
	t.Tokens[champion].Deprel = "obj"
	t.hand(i, verb)
	t.tag(i, "ADJ", "JJ")
}

// comesFrom hangs "of Norway" on the name right before it, where the tree gives
// it to the verb: "upset top seed Ann Roe of Norway".
func (t tree) comesFrom(i int) {
	of := t.kid(i, "case")
	if !t.is(i, "obl") || of < 2 || t.form(of) != "of" || t.Tokens[i].UPOS != "PROPN" || t.Tokens[of-1].UPOS != "PROPN" || !t.verbal(t.Tokens[i].Head) {
		return
	}
	name := of - 1
	for t.is(name, "flat") && t.Tokens[name].Head >= 0 && t.Tokens[name].Head < name {
		name = t.Tokens[name].Head
	}
	if n := t.nameAt(name); n >= 0 && t.Names[n].Type == graph.Person && t.Tokens[name].Head >= 0 {
		t.hang(i, name, "nmod")
	}
}

// caseInside parts "the Norwegian" from "by two seconds" in "beat the Norwegian
// by two seconds", where the tree has one phrase of them: a preposition leads
// its phrase.
func (t tree) caseInside(i int) {
	noun := t.Tokens[i].Head
	if t.Tokens[i].UPOS != "ADP" || t.Tokens[i].Deprel != "case" || noun < i || !t.is(noun, "obl", "nmod") || i < 2 || t.Tokens[i-1].Head != noun || !t.is(i-1, "amod") {
		return
	}
	verb, det := t.Tokens[noun].Head, t.kid(i-1, "det")
	if det < 0 {
		det = t.kid(noun, "det")
	}
	if det < 0 || det > i-1 || verb < 0 || verb > det || !t.verbal(verb) || t.kid(verb, "obj") >= 0 {
		return
	}
	t.tag(i-1, "NOUN", "NN")
	t.hang(i-1, verb, "obj")
	t.handBefore(noun, i-1, i-1)
}

// openName makes a name of "French Open", whose second word is tagged as the
// adjective that it is elsewhere.
func (t tree) openName(i int) {
	if i == 0 || t.Tokens[i].Form != "Open" || !t.capitalised(i-1) || t.Tokens[i].UPOS != "ADJ" || t.Tokens[i-1].Head != i && t.Tokens[i-1].Head != t.Tokens[i].Head {
		return
	}
	t.hang(i-1, i, "compound")
	if t.is(i, "amod") {
		t.Tokens[i].Deprel = "compound"
	}
	t.tag(i-1, "PROPN", "NNP")
	t.tag(i, "PROPN", "NNP")
	t.name(i-1, i)
}

// forwardName makes a noun of the position in "signed Brazil forward Ann Roe",
// where the tree has an adverb between two objects.
func (t tree) forwardName(i int) {
	if t.form(i) != "forward" || t.Tokens[i].UPOS != "ADV" || i == 0 || i+1 >= len(t.Tokens) || !t.nominal(i-1) || t.Tokens[i+1].UPOS != "PROPN" {
		return
	}
	side, name := i-1, i+1
	for t.is(name, "flat", "compound") && t.Tokens[name].Head > i {
		name = t.Tokens[name].Head
	}
	slot := name
	if t.Tokens[name].Head == side {
		slot = side
	}
	if n := t.nameAt(name); n < 0 || t.Names[n].Type != graph.Person || t.Tokens[slot].Head < 0 || t.above(slot, t.Tokens[slot].Head) || t.above(i, slot) {
		return
	}
	t.tag(i, "NOUN", "NN")
	t.attach(i, t.Tokens[slot].Head, t.Tokens[slot].Deprel)
	t.handBefore(name, i, i)
	t.handBefore(side, i, side)
	t.attach(name, i, "appos")
	t.attach(side, i, "compound")
}

// wonIt hangs "to win the butterfly" on the verb of "broke the record in
// women's swimming to win the butterfly", where the tree has the swimming win.
func (t tree) wonIt(i int) {
	if !winning[t.form(i)] || t.Tokens[i].Deprel != "acl" || t.form(t.kid(i, "mark")) != "to" {
		return
	}
	noun := t.Tokens[i].Head
	inside := false // a phrase behind the object
	for noun >= 0 && t.is(noun, "nmod") {
		noun, inside = t.Tokens[noun].Head, true
	}
	if verb := t.Tokens[max(noun, 0)].Head; inside && t.is(noun, "obj", "obl") && t.verbal(verb) && verb < noun && triumphs[t.form(verb)] {
		t.hang(i, verb, "advcl")
	}
}

// countedFinish finds the verb of "Only 14 of the 20 cars finished", where the
// tree has the cars for finished ones: what does not take an object describes
// nobody.
func (t tree) countedFinish(v int) {
	root := t.Tokens[v].Head
	if !objectless[t.form(v)] || t.Tokens[v].Deprel != "acl" || t.headline() {
		return
	}
	for root >= 0 && t.Tokens[root].Head >= 0 && t.is(root, "nmod") {
		root = t.Tokens[root].Head
	}
	if root < 0 || t.Tokens[root].Head >= 0 || !t.nominal(root) && t.Tokens[root].UPOS != "NUM" || t.kid(root, "cop", "nsubj") >= 0 {
		return
	}
	t.predicate(v, root, "VBD")
}

// contestVerbs are readings of "Rovik beat Halden" and "Rovik lead going into the
// second leg" in which the verb is one: a side is spoken of in the plural, so
// that its verb looks like a noun.
func (t tree) contestVerbs() []reading {
	var found []reading
	for i := 1; i+1 < len(t.Tokens); i++ {
		form := t.form(i)
		won, plural, leads := beating[form], meetings[form], leading[form]
		if !won && !plural && !leads || t.verbal(i) && t.kid(i, "nsubj") >= 0 || t.Tokens[i-1].UPOS != "PROPN" && t.Tokens[i-1].XPOS != "NNS" || t.timely(i-1) {
			continue
		}
		next := &t.Tokens[i+1]
		r := reading{at: i, holds: tree.hasSides}
		substitutes := []string{"stunned", "defeated"}
		switch {
		case leads:
			if next.UPOS != "NUM" && next.UPOS != "ADP" && next.UPOS != "VERB" {
				continue
			}
			r.holds = tree.hasSide
			substitutes = []string{"led"}
		case !t.capitalised(i+1) && (!won || next.UPOS != "DET" && next.UPOS != "ADJ" && !t.nominal(i+1)):
			continue
		}
		if !unchanging[form] {
			r.upos, r.xpos = "VERB", "VBP"
		}
		for _, r.substitute = range substitutes {
			found = append(found, r)
		}
	}
	return found
}

// hasSide tells whether token i is a verb whose subject, a name or a plural, ends
// right before it.
func (t tree) hasSide(i int) bool {
	subject := t.kid(i, "nsubj")
	if !t.verbal(i) || subject < 0 || subject > i || !t.above(subject, i-1) || t.kid(subject, "acl:relcl", "case") >= 0 {
		return false
	}
	det := t.kid(subject, "det")
	return det < 0 || t.Tokens[subject].XPOS == "NNS" || t.Tokens[subject].XPOS == "NNPS" || strings.HasSuffix(t.Tokens[i-1].Form, "s")
}

// hasSides tells whether the verb has an object, too.
func (t tree) hasSides(i int) bool { return t.hasSide(i) && t.kid(i, "obj") > i }
