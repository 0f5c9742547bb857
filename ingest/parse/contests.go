package parse

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
	for _, k := range t.kids(noun) {
		if k < v {
			t.hang(k, subject, t.Tokens[k].Deprel)
		}
	}
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
	if i < 2 || i+1 >= len(t.Tokens) || !t.verbal(i) || t.Tokens[i-1].UPOS != "PUNCT" || t.Tokens[i+1].UPOS != "PUNCT" || !quotes[t.form(i-1)] || !quotes[t.form(i+1)] {
		return
	}
	to := i - 2
	if t.form(to) != "to" || t.Tokens[to].Head != i || !t.is(i, "xcomp", "advcl", "acl") {
		return
	}
	verb := t.Tokens[i].Head
	for t.nominal(verb) && t.Tokens[verb].Head >= 0 {
		verb = t.Tokens[verb].Head
	}
	t.tag(i, "NOUN", "NN")
	t.tag(to, "ADP", "IN")
	t.Tokens[to].Deprel = "case"
	t.hang(i, verb, "obl")
	t.hand(i, verb, "obl")
}
