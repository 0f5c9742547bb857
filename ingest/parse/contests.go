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

// asBeat finds the verb of "scored twice as Halden beat Rovik", where the tree
// has one long phrase behind "as".
func (t tree) asBeat(v int) {
	noun := t.Tokens[v].Head
	if !beating[t.form(v)] || !t.is(v, "compound", "amod") || noun < v || !t.nominal(noun) || v < 2 || t.Tokens[v-1].UPOS != "PROPN" || t.kid(noun, "det") >= 0 && t.kid(noun, "det") < v {
		return
	}
	as, subject := t.kid(noun, "case"), v-1
	for t.Tokens[subject].Head != noun && t.Tokens[subject].Head >= 0 && t.Tokens[subject].Head < v {
		subject = t.Tokens[subject].Head
	}
	if as < 0 || t.form(as) != "as" || as > subject || t.Tokens[subject].Head != noun && t.Tokens[subject].Head != v {
		return
	}
	t.promote(v, noun, "obj")
	t.Tokens[v].Deprel = "advcl"
	t.tag(v, "VERB", "VBD")
	t.hang(as, v, "mark")
	t.hang(subject, v, "nsubj")
	t.handBefore(noun, subject, v)
	if verb := t.Tokens[v].Head; verb >= 0 { // the score and the day are those of the match
		for _, k := range t.kids(verb, "obl") {
			if k > noun {
				t.hang(k, v, t.Tokens[k].Deprel)
			}
		}
	}
}

// hosts reads "Rovik host Halden United on Sunday" with a verb: a side is
// spoken of in the plural, and the tree has a noun or a name of it all.
func (t tree) hosts(v int) {
	if v == 0 || !meetings[t.form(v)] || t.Tokens[v].UPOS == "VERB" || t.Tokens[v-1].UPOS != "PROPN" || t.Tokens[v-1].Head != v || !t.capitalised(v-1) || !t.capitalised(v+1) {
		return
	}
	guest := v + 1
	for t.Tokens[guest].Head > v && t.Tokens[guest].Head < len(t.Tokens) {
		guest = t.Tokens[guest].Head
	}
	if t.Tokens[guest].Head != v || !t.is(guest, "appos", "flat", "obj") || t.kid(v, "det", "amod", "nmod:poss", "case", "cop") >= 0 || t.Tokens[v].Head >= 0 {
		return
	}
	t.tag(v, "VERB", "VBP")
	t.hang(v-1, v, "nsubj")
	t.hang(guest, v, "obj")
	t.hand(guest, v, "obl")
	for _, k := range t.kids(v, "appos", "flat") { // the rest of the name
		t.hand(k, v, "obl")
		t.hang(k, guest, "flat")
	}
	for _, k := range t.kids(v, "acl") { // "…, while Moss travel to Kesby"
		if t.kid(k, "mark") >= 0 && t.kid(k, "nsubj") >= 0 {
			t.Tokens[k].Deprel = "advcl"
		}
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

// scoreBeforeCase takes a score out of the phrase whose preposition follows it:
// "trailing 5-1 to third seed Ann Roe" has no five seeds.
func (t tree) scoreBeforeCase(i int) {
	noun := t.Tokens[i].Head
	if t.Tokens[i].UPOS != "NUM" || noun < i || i+2 >= len(t.Tokens) || !dashes[t.form(i+1)] || t.Tokens[i+2].UPOS != "NUM" || !t.is(noun, "obl", "nmod") {
		return
	}
	word, verb := t.kid(noun, "case"), t.Tokens[noun].Head
	if word != i+3 || !t.verbal(verb) {
		return
	}
	t.hang(i, verb, "obl:unmarked")
}
