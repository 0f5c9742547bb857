package parse

import "factgraph/graph"

// upTo makes "up to" a part of the amount behind it: "costs up to $9,000" has
// nothing cost up.
func (t tree) upTo(i int) {
	to := i + 1
	if t.form(i) != "up" || t.form(to) != "to" || !t.is(i, "compound", "advmod") || t.Tokens[to].Deprel != "case" {
		return
	}
	amount := t.Tokens[to].Head
	if amount < to || t.begins(amount) != to || t.Tokens[amount].UPOS != "SYM" && t.Tokens[amount].UPOS != "NUM" && t.kid(amount, "nummod") < 0 {
		return
	}
	verb := t.Tokens[i].Head
	if t.Tokens[amount].Head != verb || t.kid(verb, "obj") >= 0 {
		return
	}
	t.Tokens[amount].Deprel = "obj"
	t.hang(i, amount, "advmod")
	t.hang(to, i, "fixed")
}

// strandedFor leaves the preposition with its verb in "was paid for by the
// state".
func (t tree) strandedFor(i int) {
	by := i + 1
	if t.Tokens[i].Deprel != "case" || t.form(by) != "by" || t.Tokens[by].Deprel != "case" || t.Tokens[i].Head != t.Tokens[by].Head {
		return
	}
	agent := t.Tokens[i].Head
	if verb := t.Tokens[agent].Head; t.is(agent, "obl") && verb == i-1 && t.verbal(verb) {
		t.hang(i, verb, "compound:prt")
		t.Tokens[agent].Deprel = "obl:agent"
	}
}

// amongThem hangs on "them" those who are named behind: "six voted against,
// among them the former minister Roe". They are no second object of the verb.
func (t tree) amongThem(i int) {
	them := i + 1
	if t.form(i) != "among" || t.Tokens[i].Deprel != "case" || t.Tokens[i].Head != them || t.form(them) != "them" || t.form(i-1) != "," {
		return
	}
	for k := them + 1; k < len(t.Tokens); k++ {
		if t.nominal(k) && t.begins(k) == them+1 && !t.above(k, them) && t.Tokens[k].Head < them {
			t.hang(k, them, "appos")
			return
		}
	}
}

// byThird parts the fraction from the time behind it: "rose by a third last
// winter".
func (t tree) byThird(i int) {
	time := t.Tokens[i].Head
	if !fractions[t.form(i)] || time < i+2 || !t.is(i, "amod", "compound", "nummod") || !t.is(time, "obl") || t.form(t.kid(time, "case")) != "by" {
		return
	}
	if f := t.form(i + 1); f != "last" && f != "this" && f != "next" {
		return
	}
	t.hang(i, t.Tokens[time].Head, "obl")
	t.tag(i, "NUM", "CD")
	t.handBefore(time, i, i)
	t.Tokens[time].Deprel = "obl:unmarked"
}

// followedBy gives "followed by" to the subject: in "Halden leads the table
// followed by Torvik" Torvik comes after Halden, not after the table.
func (t tree) followedBy(i int) {
	noun := t.Tokens[i].Head
	if t.form(i) != "followed" || t.Tokens[i].Deprel != "acl" || noun < 0 || !t.is(noun, "obj", "obl", "nmod") {
		return
	}
	agent := t.kid(i, "obl:agent")
	for noun >= 0 && t.is(noun, "nmod") {
		noun = t.Tokens[noun].Head
	}
	if agent < 0 || t.Tokens[agent].UPOS != "PROPN" || noun < 0 {
		return
	}
	if subject := t.kid(t.Tokens[noun].Head, "nsubj"); subject >= 0 && subject < i && t.Tokens[subject].UPOS == "PROPN" {
		t.hang(i, subject, "acl")
	}
}

// listedCharge coordinates what a claim goes on with: in "denied charges that
// he took money, hid it and lied" he is charged with all three. The tree
// coordinates the second verb with the verb above the claim.
func (t tree) listedCharge(i int) {
	verb := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "conj" || !t.verbal(i) || verb < 0 || t.form(i-1) != "," || t.kid(i, "cc", "nsubj", "mark", "aux") >= 0 {
		return
	}
	last := -1
	for _, k := range t.kids(i, "conj") {
		if t.kid(k, "cc") >= 0 && t.kid(k, "nsubj") < 0 {
			last = k
		}
	}
	if last < 0 {
		return
	}
	for k := verb + 1; k < i; k++ {
		if t.verbal(k) && t.is(k, "acl", "ccomp") && t.form(t.kid(k, "mark")) == "that" && t.Tokens[k].XPOS == t.Tokens[i].XPOS && t.kid(k, "conj") < 0 {
			t.hang(i, k, "conj")
			return
		}
	}
}

// behindTime gives the verb the phrase behind a bare time: "was convicted last
// month of fraud", "died last week in Oslo". Only "of" tells of the time itself
// ("the last day of the war"), unless the verb asks for it.
func (t tree) behindTime(i int) {
	time := t.Tokens[i].Head
	if !t.is(i, "nmod", "obl") || time < 0 || time > i || t.Tokens[time].Deprel != "obl:unmarked" || t.kid(time, "case", "det") >= 0 {
		return
	}
	word, verb := t.kid(i, "case"), t.Tokens[time].Head
	if word < 0 || !t.verbal(verb) || !t.timely(time) && !partsOfDay[t.form(time)] || t.Tokens[time].UPOS == "NUM" || conjunctive[t.form(word)] || t.form(word) == "of" && !ofVerbs[t.form(verb)] {
		return
	}
	t.hang(i, verb, "obl")
}

// behindVerb coordinates what stands behind the verb with what stands there: in
// "the developer paid for holidays and a kitchen" no kitchen pays.
func (t tree) behindVerb(i int) {
	subject, and := t.Tokens[i].Head, t.kid(i, "cc")
	if t.Tokens[i].Deprel != "conj" || !t.nominal(i) || subject < 0 || !t.is(subject, "nsubj") || and < 0 || t.form(and-1) == "," {
		return
	}
	verb := t.Tokens[subject].Head
	if !t.verbal(verb) || subject > verb || verb > and {
		return
	}
	like := -1
	for _, k := range t.kids(verb, "obj", "obl") {
		if k > verb && k < and {
			like = k
		}
	}
	if like >= 0 {
		t.hang(i, like, "conj")
	}
}

// cameAfter gives the second verb of "the vote came after the party lost its
// majority and called for talks" to the clause that tells what came before: a
// vote that came does nothing else.
func (t tree) cameAfter(i int) {
	verb := t.Tokens[i].Head
	if t.Tokens[i].Deprel != "conj" || !t.verbal(i) || verb < 0 || verb > i || !comings[t.form(verb)] || t.kid(i, "nsubj") >= 0 {
		return
	}
	for _, k := range t.kids(verb, "advcl") {
		if k > verb && k < i && t.verbal(k) && t.kid(k, "nsubj") >= 0 && t.kid(k, "mark", "advmod") >= 0 {
			t.hang(i, k, "conj")
		}
	}
}

// describedConjunct makes a description of the noun right before a name that the
// tree coordinates beside it: in "Wolf and astronaut Tim Kopra" there are two.
func (t tree) describedConjunct(i int) {
	tok := &t.Tokens[i]
	name := i + 1
	if tok.Deprel != "conj" || tok.XPOS != "NN" || name >= len(t.Tokens) || t.Tokens[name].UPOS != "PROPN" ||
		t.Tokens[name].Deprel != "conj" || t.Tokens[name].Head != tok.Head || t.kid(i, "det", "nmod:poss", "conj") >= 0 {
		return
	}
	t.hand(i, name)
	t.hang(i, name, "nmod:desc")
	for k := range i { // "and" may hang on the first conjunct
		if t.form(k) == "and" && k == i-1 && t.Tokens[k].Head == tok.Head {
			t.hang(k, name, "cc")
		}
	}
}

// actingOffice makes an adjective of the "acting" before an office: "appointed
// him acting president" has nobody act.
func (t tree) actingOffice(i int) {
	if t.form(i) != "acting" || !t.is(i, "xcomp", "conj", "acl", "advcl") || i+1 >= len(t.Tokens) {
		return
	}
	for office := i + 1; office < min(i+4, len(t.Tokens)); office++ {
		if !t.nominal(office) && t.Tokens[office].UPOS != "ADJ" {
			return
		}
		if !positions[t.form(office)] {
			continue
		}
		if t.above(i, office) {
			t.promote(office, i, "amod")
			t.hand(i, office)
		}
		t.hang(i, office, "amod")
		t.tag(i, "ADJ", "JJ")
		return
	}
}

// calledSo makes what stands in quotation marks behind the object of a verb of
// naming its predicate: "called the findings “intriguing”". A participle there
// is an adjective.
func (t tree) calledSo(i int) {
	object := t.Tokens[i].Head
	if t.Tokens[i].Deprel == "appos" && object >= 0 && object < i && t.is(object, "obj") && quotes[t.form(t.begins(i)-1)] {
		if verb := t.Tokens[object].Head; naming[t.form(verb)] {
			t.hang(i, verb, "xcomp")
		}
	}
	if tok := &t.Tokens[i]; tok.Deprel == "xcomp" && tok.XPOS == "VBG" && tok.Head >= 0 && naming[t.form(tok.Head)] && t.kid(i, "obj", "obl", "xcomp", "advmod") < 0 {
		t.tag(i, "ADJ", "JJ")
	}
}

// sizeBySize joins two sizes before a noun: in "a six-hour, 53-minute flight"
// the hour is no object of its own.
func (t tree) sizeBySize(i int) {
	size, second := t.measure(i), t.measure(i+4)
	if !size || !second || t.form(i+3) != "," || i+7 >= len(t.Tokens) {
		return
	}
	noun := t.Tokens[i+6].Head
	if noun <= i+6 || !t.is(i+6, "compound") || t.Tokens[i+2].Head == noun && t.is(i+2, "compound") {
		return
	}
	t.hang(i+2, noun, "compound")
	t.hang(i+3, i+2, "punct")
}

// measure tells whether a number, a hyphen and a unit begin at token i:
// "53-minute".
func (t tree) measure(i int) bool {
	return i >= 0 && i+2 < len(t.Tokens) && t.Tokens[i].UPOS == "NUM" && t.form(i+1) == "-" && t.Tokens[i+2].XPOS == "NN"
}

// appointedName reads "named Ann Reid chief executive" with her as the object:
// the tree has the name a part of the office.
func (t tree) appointedName(i int) {
	office := t.Tokens[i].Head
	if !t.is(i, "compound", "nmod", "flat") || office < i || !positions[t.form(office)] || !t.is(office, "xcomp", "obj") || t.begins(office) != t.begins(i) {
		return
	}
	verb, n := t.Tokens[office].Head, t.nameAt(i)
	if n < 0 || t.Names[n].Type != graph.Person || verb != t.begins(i)-1 || !appointing[t.form(verb)] || t.Names[n].Last >= office {
		return
	}
	t.hang(i, verb, "obj")
	t.Tokens[office].Deprel = "xcomp"
	if t.kid(verb, "aux") >= 0 {
		return
	}
	if who := t.Tokens[verb].Head; t.is(verb, "acl") && t.Tokens[who].Head < 0 && who == verb-1 && t.kid(who, "nsubj", "cop") < 0 { // "The bank named …" is no noun phrase
		t.promote(verb, who, "nsubj")
		t.hand(who, verb, "punct")
	}
	if who := t.kid(verb, "nsubj"); who >= 0 {
		t.Tokens[who].Deprel = "nsubj"
		t.tag(verb, "VERB", "VBD")
	}
}

// tornPhrase parts two phrases that the tree has run into one: what stands
// before a preposition is no part of what it governs, so in "sentenced a former
// general to ten years" the general is the object.
func (t tree) tornPhrase(head int) {
	noun, word := t.Tokens[head].Head, head+1
	if t.Tokens[head].XPOS != "NN" || !t.is(head, "amod", "compound") || noun <= word || t.Tokens[word].UPOS != "ADP" || t.kid(head, "det") < 0 || !t.is(noun, "obj", "obl") {
		return
	}
	verb := t.Tokens[noun].Head
	if word := t.Tokens[word].Head; !t.verbal(verb) || verb > head || word > noun || !t.above(noun, word) {
		return
	}
	t.handBefore(noun, head, head)
	t.hang(head, verb, "obj")
	t.hang(word, noun, "case")
	t.Tokens[noun].Deprel = "obl"
}
