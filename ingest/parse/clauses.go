package parse

// verblessRoot finds the verb of "Acme, the copper producer, suspended work",
// where the tree has a list of noun phrases with the verb as a participle.
func (t tree) verblessRoot(i int) {
	tok := &t.Tokens[i]
	if !t.verbal(i) || tok.Deprel != "amod" || tok.XPOS == "VBG" || t.form(i-1) != "," {
		return
	}
	root := i
	for t.Tokens[root].Head >= 0 {
		root = t.Tokens[root].Head
	}
	object := tok.Head
	for k := i + 1; object < i && k < len(t.Tokens); k++ {
		if t.nominal(k) && t.Tokens[k].Head == root && t.begins(k) == i+1 {
			object = k
		}
	}
	if object < i || object == root || t.begins(object) < i || !t.nominal(root) || t.form(root+1) != "," || t.kid(root, "appos") < root || t.kid(root, "nsubj", "cop") >= 0 {
		return
	}
	t.promote(i, root, "nsubj")
	if tok.XPOS == "VBN" {
		t.tag(i, "VERB", "VBD")
	}
	t.hang(object, i, "obj")
	t.handAfter(root, i, i)
}

// headlineInfinitive reads "Acme to shut mine" with the verb as its head.
func (t tree) headlineInfinitive(i int) {
	subject := t.Tokens[i].Head
	if !t.headline() || !t.verbal(i) || t.Tokens[i].Deprel != "acl" || t.Tokens[i].XPOS != "VB" || t.Tokens[subject].Head >= 0 || t.Tokens[subject].UPOS != "PROPN" {
		return
	}
	if to := t.kid(i, "mark"); to != i-1 || t.form(to) != "to" || t.begins(subject) != 0 {
		return
	}
	t.promote(i, subject, "nsubj")
}

// thatNoun finds the verb of "that its vaccine halved cases", where the tree
// has the verb as a participle before a noun that "that" stands with.
func (t tree) thatNoun(i int) {
	tok := &t.Tokens[i]
	if !t.verbal(i) || tok.Deprel != "amod" || tok.Head < i || tok.XPOS != "VBN" && tok.XPOS != "VBD" {
		return
	}
	noun := tok.Head
	that := t.kid(noun, "mark")
	if that < 0 {
		that = t.kid(i, "mark")
	}
	if that < 0 || t.form(that) != "that" || t.kid(noun, "nsubj", "cop") >= 0 {
		return
	}
	subject := -1
	for _, k := range t.kids(noun, "compound", "nmod", "amod") {
		if k < i && t.nominal(k) {
			subject = k
		}
	}
	if subject < 0 {
		return
	}
	t.promote(i, noun, "obj")
	if t.Tokens[i].Deprel == "obj" {
		t.Tokens[i].Deprel = "ccomp"
	}
	t.tag(i, "VERB", "VBD")
	t.hang(that, i, "mark")
	t.hang(subject, i, "nsubj")
	t.handBefore(noun, subject, i)
	for _, k := range t.kids(i) { // the name behind its description
		if k > subject && k < i && t.nominal(k) {
			t.hang(k, subject, "appos")
		}
	}
}

// subjectAfterMark finds the subject of "after its owner, Acme, had agreed",
// where the tree has "after" as a preposition.
func (t tree) subjectAfterMark(i int) {
	next := t.kid(i, "parataxis", "ccomp")
	switch t.Tokens[i].Deprel {
	case "advcl":
		next = -1
	case "root": // the main clause follows
		if next < i || t.kid(next, "nsubj") < i {
			return
		}
	default:
		return
	}
	verb := t.kid(i, "aux")
	if verb < 0 && t.Tokens[i].XPOS == "VBD" && t.form(i-1) == "," && t.kid(i, "obj") > i { // "after its owner, Acme, cancelled the order"
		verb = i
	}
	if !t.verbal(i) || t.kid(i, "nsubj", "mark", "csubj", "expl") >= 0 || verb < 0 {
		return
	}
	for _, k := range t.kids(i, "obl") {
		mark := t.kid(k, "case")
		if mark < 0 || mark > k || !timeMarks[t.form(mark)] || k > verb {
			continue
		}
		t.Tokens[k].Deprel = "nsubj"
		if t.kid(i, "aux:pass") >= 0 {
			t.Tokens[k].Deprel = "nsubj:pass"
		}
		t.hang(mark, i, "mark")
		t.tag(mark, "SCONJ", "IN")
		if next >= 0 {
			t.promote(next, i, "advcl")
		}
		return
	}
}

// subjectOfTime finds the subject of "after profit fell", where the tree has
// "after profit" for a phrase right before the verb.
func (t tree) subjectOfTime(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "advcl" || !t.verbal(i) || !t.tensed(i) || tok.Head < 0 || t.kid(i, "nsubj", "mark", "csubj", "expl") >= 0 {
		return
	}
	first := i
	for first > 0 && t.Tokens[first-1].Head == i && t.is(first-1, "aux", "advmod") {
		first--
	}
	if first == 0 {
		return
	}
	noun := t.phraseEndingAt(first - 1)
	if noun < 0 || !t.is(noun, "obl") || t.Tokens[noun].Head != tok.Head && t.Tokens[noun].Head != i {
		return
	}
	mark := t.kid(noun, "case")
	if mark < 0 || mark > noun || !conjunctive[t.form(mark)] || t.timely(noun) {
		return
	}
	t.hang(noun, i, t.subjectRelation(i))
	t.hang(mark, i, "mark")
	t.tag(mark, "SCONJ", "IN")
}

// loneSubject takes a name right before a verb in a tense that has no subject
// for its subject, where the tree has it as an adverbial: "Pugh accused …".
func (t tree) loneSubject(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "obl:unmarked" && tok.Deprel != "dislocated" && tok.Deprel != "vocative" || tok.UPOS != "PROPN" || tok.Head != i+1 || t.timely(i) {
		return
	}
	verb := &t.Tokens[tok.Head]
	if verb.UPOS == "VERB" && (verb.XPOS == "VBD" || verb.XPOS == "VBZ" || verb.XPOS == "VBN" && t.kid(tok.Head, "obj") >= 0) && t.kid(tok.Head, "nsubj", "aux", "csubj") < 0 {
		tok.Deprel = "nsubj"
	}
}

// considering reads "they agree considering they have never met" with a
// conjunction.
func (t tree) considering(i int) {
	tok := &t.Tokens[i]
	if !participleMarks[t.form(i)] || tok.Deprel != "acl" && tok.Deprel != "advcl" || t.kid(i, "obj", "aux", "nsubj", "mark", "case") >= 0 {
		return
	}
	clause := t.kid(i, "ccomp")
	if clause < i || t.kid(clause, "nsubj") < 0 || t.kid(clause, "mark") >= 0 {
		return
	}
	verb := tok.Head
	for steps := 0; verb >= 0 && t.nominal(verb) && t.Tokens[verb].Head >= 0 && t.kid(verb, "cop") < 0 && steps < len(t.Tokens); steps++ {
		verb = t.Tokens[verb].Head
	}
	t.promote(clause, i, "mark")
	t.hand(i, clause)
	t.hang(clause, verb, "advcl")
	t.Tokens[clause].Deprel = "advcl"
	t.tag(i, "SCONJ", "IN")
}

// conditionThat hangs "that …" on the noun right before it: "on condition that
// the price falls". No adverbial clause begins with "that" alone.
func (t tree) conditionThat(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "advcl" || t.form(t.kid(i, "mark")) != "that" {
		return
	}
	noun := t.kid(i, "mark") - 1
	if noun >= 0 && t.Tokens[noun].UPOS == "NOUN" && t.Tokens[noun].Deprel == "obl" && t.Tokens[noun].Head == tok.Head {
		t.hang(i, noun, "acl")
	}
}

// lastReport makes a parenthesis of a report at the end that the tree has
// coordinated without a conjunction: "X, but Y, said Roe."
func (t tree) lastReport(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "conj" || !t.verbal(i) || t.form(i-1) != "," || t.kid(i, "cc", "obj", "ccomp", "xcomp", "aux") >= 0 || !saying[t.form(i)] {
		return
	}
	if subject := t.kid(i, "nsubj"); subject > i {
		tok.Deprel = "parataxis"
	}
}

// frontedReport finds what is reported in "The roof leaked, but nobody left, said
// Roe.", where the tree has it as a participle of a second subject.
func (t tree) frontedReport(i int) {
	if !saying[t.form(i)] && !reporting[t.form(i)] {
		return
	}
	subjects := t.kids(i, "nsubj")
	if len(subjects) != 2 || subjects[0] > i || subjects[1] > i && subjects[1] != i+1 && t.begins(subjects[1]) != i+1 ||
		t.form(i-1) != "," && t.form(t.begins(subjects[1])-1) != "," {
		return
	}
	for _, k := range t.kids(subjects[0], "acl") {
		if t.verbal(k) && k < i && t.kid(k, "nsubj", "mark") < 0 && t.unagented(k) && t.Tokens[k].XPOS != "VBG" {
			t.promote(k, subjects[0], "nsubj")
			t.Tokens[k].Deprel = "ccomp"
			t.tag(k, "VERB", "VBD")
			return
		}
	}
}

// unagented tells whether the verb at i has no agent: a measure is none, "rose by
// 14 kilometres".
func (t tree) unagented(i int) bool {
	agent := t.kid(i, "obl:agent")
	return agent < 0 || t.numbered(agent) && (t.Tokens[agent].UPOS == "SYM" || units[t.form(agent)])
}

// reportingNoun reads "…, the Acme Centre estimates." with a verb.
func (t tree) reportingNoun() {
	last := len(t.Tokens) - 1
	for last > 0 && t.Tokens[last].UPOS == "PUNCT" {
		last--
	}
	if last < 2 || t.Tokens[last].UPOS != "NOUN" || !reportingNouns[t.form(last)] {
		return
	}
	first := t.begins(last)
	if first < 2 || t.form(first-1) != "," || t.form(first) != "the" && t.Tokens[first].UPOS != "PROPN" {
		return
	}
	name := -1
	for _, k := range t.kids(last, "compound", "nmod", "amod", "nsubj") {
		if t.Tokens[k].UPOS == "PROPN" {
			name = k
		}
	}
	root := last
	for t.Tokens[root].Head >= 0 {
		root = t.Tokens[root].Head
	}
	if name < 0 || root == last || t.kid(last, "cc", "conj", "case") >= 0 || t.kid(last, "nmod:poss") >= 0 {
		return
	}
	t.tag(last, "VERB", "VBZ")
	for _, k := range t.kids(last) {
		if k != name && t.Tokens[k].UPOS != "PUNCT" {
			t.hang(k, name, t.Tokens[k].Deprel)
		}
	}
	t.hang(name, last, "nsubj")
	t.hang(last, root, "parataxis")
}
