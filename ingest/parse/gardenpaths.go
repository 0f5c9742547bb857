package parse

import (
	"slices"
)

// agentBefore reads "fires fanned by strong winds burned the forest": a verb
// in the active has no agent, so "fanned" is the participle and "burned" the
// verb.
func (t tree) agentBefore(v int) {
	subject, agent := t.kid(v, "nsubj"), t.kid(v, "obl:agent")
	if !t.verbal(v) || subject < 0 || subject != v-1 || t.Tokens[subject].Deprel != "nsubj" || agent < v || t.kid(v, "aux", "obj") >= 0 {
		return
	}
	verb := -1
	for _, k := range t.kids(agent) {
		if tok := &t.Tokens[k]; tok.Deprel == "acl" && k == agent+1 && (tok.XPOS == "VBD" || tok.XPOS == "VBN") && t.kid(k, "aux", "obl:agent") < 0 {
			verb = k
		}
	}
	if verb < 0 {
		return
	}
	t.promote(verb, v, "acl")
	t.hang(subject, verb, "nsubj")
	t.hang(v, subject, "acl")
	for _, k := range t.kids(v) {
		if t.is(k, "mark") || k > verb {
			t.hang(k, verb, t.Tokens[k].Deprel)
		}
	}
	t.tag(v, "VERB", "VBN")
	t.tag(verb, "VERB", "VBD")
}

// subjectWith reads "after a ferry with 300 passengers sank": "with" begins no
// clause in a tense, so it is the ferry that sank.
func (t tree) subjectWith(v int) {
	with, noun := t.kid(v, "mark"), t.kid(v, "nsubj")
	if !t.verbal(v) || t.Tokens[v].XPOS != "VBD" && t.Tokens[v].XPOS != "VBZ" || t.Tokens[v].Deprel != "advcl" || with < 1 || noun < with || t.form(with) != "with" {
		return
	}
	subject := with - 1
	word := t.kid(subject, "case")
	if !t.nominal(subject) || t.Tokens[subject].Deprel != "obl" || word < 0 || !conjunctive[t.form(word)] || t.above(v, subject) {
		return
	}
	head := t.Tokens[subject].Head
	if t.above(v, head) {
		return
	}
	t.hang(v, head, "advcl")
	t.hang(subject, v, "nsubj")
	t.hang(word, v, "mark")
	t.hang(noun, subject, "nmod")
	t.hang(with, noun, "case")
}

// pastAfterInfinitive parts what tense keeps apart: in "caused houses to
// collapse and damaged a bridge" the second verb is coordinated with the one
// in the past, not with the infinitive, nor with the gerund in "accused it of
// lying and called for an inquiry".
func (t tree) pastAfterInfinitive(i int) {
	tok := &t.Tokens[i]
	if !t.verbal(i) || tok.XPOS != "VBD" && tok.XPOS != "VBN" || tok.Deprel != "conj" || unchanging[t.form(i)] || t.kid(i, "nsubj", "aux", "obl:agent") >= 0 {
		return
	}
	verb := tok.Head
	if verb < 0 || t.kid(verb, "aux") >= 0 || !(t.Tokens[verb].XPOS == "VB" && t.form(t.kid(verb, "mark")) == "to") && !(t.Tokens[verb].XPOS == "VBG" && t.kid(verb, "mark") >= 0) {
		return
	}
	for verb >= 0 && (t.Tokens[verb].XPOS == "VB" || t.Tokens[verb].XPOS == "VBG") {
		verb = t.Tokens[verb].Head
	}
	if t.verbal(verb) && verb < i && (t.Tokens[verb].XPOS == "VBD" || t.kid(verb, "aux") >= 0) {
		t.hang(i, verb, "conj")
		if t.Tokens[verb].XPOS == "VBD" {
			t.tag(i, "VERB", "VBD")
		}
	}
}

// secondGerund reads "killing 11, two of them children, and wounding 37" and
// "injuring more than 900 and trapping others": a participle is coordinated
// with the participle before it, not with a noun, a number or a verb in a tense:
// "cutting a line that feeds the harbour and flooding the mine".
func (t tree) secondGerund(i int) {
	tok := &t.Tokens[i]
	if tok.XPOS != "VBG" || tok.Deprel != "conj" || i == 0 || t.form(i-1) != "and" || tok.Head < 0 || tok.Head > i || t.verbal(tok.Head) && !t.finite(tok.Head) || t.kid(i, "aux", "nsubj") >= 0 {
		return
	}
	before := tok.Head
	first := before
	for first >= 0 && (t.Tokens[first].XPOS != "VBG" || t.Tokens[first].Deprel == "case") {
		first = t.Tokens[first].Head
	}
	if first < 0 || first > i || !t.verbal(first) || !t.is(first, "advcl", "acl") {
		return
	}
	t.tag(i, "VERB", "VBG")
	counted := t.Tokens[before].Head
	t.hang(i, first, "conj")
	if counted > i && t.is(before, "nummod") {
		t.hang(before, first, "obj")
		t.hang(counted, i, "obj")
	}
	for _, k := range t.kids(first) {
		if k > i && t.is(k, "obl") {
			t.hang(k, i, t.Tokens[k].Deprel)
		}
	}
	for _, k := range t.kids(i, "obl") {
		if t.kid(k, "case") < 0 && t.kid(i, "obj") < 0 && t.numbered(k) {
			t.Tokens[k].Deprel = "obj"
		}
	}
}

// describedName reads "defending champion Lee" and "goals from Roe and
// substitute Poe" with words that describe a name: the first does not tell
// what somebody defends, and no bare infinitive is coordinated with a verb in
// the past.
func (t tree) describedName(i int) {
	tok := &t.Tokens[i]
	switch {
	case t.form(i) == "defending" && tok.Deprel == "advcl" && i+2 < len(t.Tokens) && t.kid(i, "obj") == i+1 && t.Tokens[i+2].UPOS == "PROPN" && t.Tokens[i+2].Head == tok.Head:
		champion, name := i+1, i+2
		t.hang(champion, name, "nmod:desc")
		t.hang(i, champion, "amod")
		t.tag(i, "ADJ", "JJ")
	case tok.XPOS == "VB" && tok.Deprel == "conj" && i > 1 && t.form(i-1) == "and" && i+1 < len(t.Tokens) && t.kid(i, "obj") == i+1 && t.Tokens[i+1].UPOS == "PROPN" && t.kid(i, "aux", "mark", "nsubj") < 0:
		name, before := i+1, i-2
		if t.Tokens[before].UPOS != "PROPN" || tok.Head < 0 || t.Tokens[tok.Head].XPOS != "VBD" || t.kid(tok.Head, "aux") >= 0 {
			return
		}
		for t.Tokens[before].Deprel == "flat" && t.Tokens[before].Head < before {
			before = t.Tokens[before].Head
		}
		t.hang(name, before, "conj")
		t.hand(i, name)
		t.hang(i, name, "nmod:desc")
		t.tag(i, "NOUN", "NN")
	}
}

// nameGoesOn makes one name of "beat Eastbrook United 3-1", where the tree has
// Eastbrook beaten united.
func (t tree) nameGoesOn(i int) {
	tok := &t.Tokens[i]
	if tok.XPOS != "NNP" || tok.Deprel != "xcomp" && tok.Deprel != "advmod" || i == 0 || t.Tokens[i-1].UPOS != "PROPN" || t.Tokens[i-1].Head != tok.Head || !t.is(i-1, "obj", "nsubj", "obl") {
		return
	}
	t.tag(i, "PROPN", "NNP")
	t.hand(i, i-1)
	t.hang(i, i-1, "flat")
}

// gerundNoun makes nouns of "a summer signing from Porto" and "was detained
// for questioning": nobody signs or asks there.
func (t tree) gerundNoun(i int) {
	tok := &t.Tokens[i]
	if tok.XPOS != "VBG" || tok.Head < 0 || t.kid(i, "obj", "nsubj", "xcomp", "ccomp") >= 0 {
		return
	}
	switch mark := t.kid(i, "mark"); {
	case tok.Deprel == "acl" && tok.Head == i-1 && gerundNouns[t.form(i)] && (t.form(t.kid(i-1, "det")) == "a" || t.form(t.kid(i-1, "det")) == "an"):
		noun := tok.Head
		t.promote(i, noun, "compound")
		t.hand(noun, i)
		for _, k := range t.kids(i, "obl") {
			t.Tokens[k].Deprel = "nmod"
		}
		t.tag(i, "NOUN", "NN")
	case tok.Deprel == "advcl" && mark < 0 && gerundNouns[t.form(i)] && t.is(i-1, "obl") && t.Tokens[i-1].Head == tok.Head && t.kid(i-1, "det") >= 0: // "on a level crossing"
		noun := i - 1
		tok.Deprel = t.Tokens[noun].Deprel
		t.hang(noun, i, "compound")
		t.hand(noun, i)
		t.tag(i, "NOUN", "NN")
	case tok.Deprel == "advcl" && askedNouns[t.form(i)] && t.form(mark) == "for" && mark == i-1:
		t.hang(mark, i, "case")
		tok.Deprel = "obl"
		for _, k := range t.kids(i, "obl") {
			t.Tokens[k].Deprel = "nmod"
		}
		t.tag(i, "NOUN", "NN")
	}
}

// ownObject gives the second of two verbs the object right behind it: in "cut
// off power and triggered landslides" nobody cut off landslides.
func (t tree) ownObject(i int) {
	tok := &t.Tokens[i]
	verb := tok.Head
	if noun := tok.Head; tok.Deprel == "amod" && bringing[t.form(i)] && noun > i && t.form(i-1) == "and" && t.Tokens[noun].Deprel == "conj" {
		if object := t.Tokens[noun].Head; object >= 0 && t.Tokens[object].Deprel == "obj" && t.kid(noun, "det", "nmod:poss") < 0 {
			t.promote(i, noun, "obj")
			t.hang(i, t.Tokens[object].Head, "conj")
			t.hand(noun, i, "cc", "advcl")
			t.tag(i, "VERB", "VBD")
		}
		return
	}
	if tok.Deprel != "conj" || tok.XPOS != "VBD" && tok.XPOS != "VBN" && tok.XPOS != "VBG" || !t.verbal(verb) || t.kid(i, "obj", "nsubj", "aux", "obl:agent") >= 0 || t.form(i-1) != "and" {
		return
	}
	before := false
	for _, k := range t.kids(verb, "obj") {
		if k < i {
			before = true
		} else if before && t.nominal(k) && t.begins(k) == i+1 {
			t.hang(k, i, "obj")
			if tok.XPOS == "VBN" {
				t.tag(i, "VERB", "VBD")
			}
			return
		}
	}
}

// fallingRocks reads "was killed by falling rocks" with rocks that fall, not
// with somebody who falls them.
func (t tree) fallingRocks(i int) {
	noun, mark := t.kid(i, "obj"), t.kid(i, "mark")
	if t.Tokens[i].XPOS != "VBG" || t.Tokens[i].Deprel != "advcl" || !unaided[t.form(i)] || mark != i-1 || noun < i || t.kid(noun, "det", "nmod:poss") >= 0 {
		return
	}
	relation := "obl"
	if t.form(mark) == "by" && t.kid(t.Tokens[i].Head, "aux:pass") >= 0 {
		relation = "obl:agent"
	}
	t.promote(noun, i, "amod")
	t.Tokens[noun].Deprel = relation
	t.hand(i, noun)
	t.hang(mark, noun, "case")
	t.tag(mark, "ADP", "IN")
	t.tag(i, "ADJ", "JJ")
}

// parts are the adjectives that make one verb with another.
var parts = map[string][]string{
	"cut": {"short", "open"}, "cuts": {"short", "open"}, "cutting": {"short", "open"},
	"break": {"open"}, "broke": {"open"}, "broken": {"open"}, "breaking": {"open"},
	"set": {"free"}, "sets": {"free"}, "setting": {"free"},
}

// parted makes a particle of the adjective of "cut short a visit", "set free
// two men": it tells of no visit that it is short.
func (t tree) parted(i int) {
	verb := i - 1
	if t.Tokens[i].Head != verb || !t.verbal(verb) || !slices.Contains(parts[t.form(verb)], t.form(i)) || !t.is(i, "xcomp", "advmod", "amod", "ccomp") {
		return
	}
	t.tag(i, "ADP", "RP")
	t.hand(i, verb)
	t.Tokens[i].Deprel = "compound:prt"
}

// fightingBroke finds the subject of "after fighting broke out", where the
// tree has two clauses.
func (t tree) fightingBroke(i int) {
	verb, mark := i+1, i-1
	if t.Tokens[i].XPOS != "VBG" || t.Tokens[i].Deprel != "advcl" || verb >= len(t.Tokens) || !conjunctive[t.form(mark)] {
		return
	}
	tok := &t.Tokens[verb]
	if tok.Head != t.Tokens[i].Head || tok.Deprel != "advcl" || tok.XPOS != "VBD" && tok.XPOS != "VBN" || t.kid(verb, "nsubj", "aux") >= 0 {
		return
	}
	t.hang(i, verb, "nsubj")
	t.hang(mark, verb, "mark")
	t.tag(i, "NOUN", "NN")
	t.tag(verb, "VERB", "VBD")
}

// markBehindSubject reads the headline "Eleven killed as train hits lorry":
// "as" stands behind the number, which is the subject of the participle, and
// the noun before the verb is its own.
func (t tree) markBehindSubject(v int) {
	if tok := &t.Tokens[v]; tok.XPOS == "VBZ" && tok.UPOS == "NOUN" && tok.Deprel == "obl" && t.kid(v, "compound") == v-1 { // the tags tell it is a verb
		if as := t.kid(v, "case"); as >= 0 && timeMarks[t.form(as)] {
			t.tag(v, "VERB", "VBZ")
			tok.Deprel = "advcl"
			t.hang(v-1, v, "nsubj")
			t.hang(as, v, "mark")
			if object := v + 1; t.nominal(object) && t.Tokens[object].Head == tok.Head && t.kid(object, "case") < 0 {
				t.hang(object, v, "obj")
			}
		}
		return
	}
	mark, number := t.kid(v, "mark"), t.kid(v, "nsubj")
	if !t.verbal(v) || t.Tokens[v].Head >= 0 || mark < 0 || number < 0 || number > mark || !timeMarks[t.form(mark)] && t.form(mark) != "when" {
		return
	}
	participle, noun := t.kid(number, "acl"), v-1
	if participle != mark-1 || t.Tokens[participle].XPOS != "VBN" || noun <= mark || !t.nominal(noun) || t.Tokens[noun].Head != v {
		return
	}
	t.promote(participle, v, "advcl")
	t.hang(number, participle, "nsubj:pass")
	t.hang(noun, v, "nsubj")
}

// handedOver reads "handed over three hostages" with a particle, not with more
// than three.
func (t tree) handedOver(i int) {
	number := t.Tokens[i].Head
	if t.form(i) == "over" && i > 0 && over[t.form(i-1)] && t.verbal(i-1) && t.is(i, "advmod") && number == i+1 && t.Tokens[number].UPOS == "NUM" {
		t.tag(i, "ADP", "RP")
		t.hang(i, i-1, "compound:prt")
	}
}

// inLaw makes the first noun the head of "mother-in-law".
func (t tree) inLaw(law int) {
	noun := law - 4
	if f := t.form(law); f != "law" && f != "laws" || noun < 0 || t.form(law-2) != "in" || t.Tokens[law-1].Form != "-" || t.Tokens[law-3].Form != "-" || t.Tokens[noun].Head != law {
		return
	}
	t.promote(noun, law, "flat")
	for _, k := range t.kids(law) {
		if k < noun || k > law {
			t.hang(k, noun, t.Tokens[k].Deprel)
		}
	}
}

// subjectBehindComma gives a verb in a tense the noun phrase between the comma
// and itself as its subject, where the tree has it in a list with what comes
// before: "the quake hit near the town of Akhisar, the Disaster and Emergency
// Authority (DEA) said" has no list of towns.
func (t tree) subjectBehindComma(i int) {
	tok := &t.Tokens[i]
	before := t.kid(i, "ccomp", "advcl")
	if !t.verbal(i) || tok.XPOS != "VBD" && tok.XPOS != "VBZ" || before < 0 || before > i || t.kid(i, "nsubj", "aux", "expl", "csubj") >= 0 || tok.Deprel == "conj" {
		return
	}
	first := i - 1
	for first > before && t.form(first) != "," {
		first--
	}
	if first <= before {
		return
	}
	var tops []int
	for k := first + 1; k < i; k++ {
		if h := t.Tokens[k].Head; (h <= first || h > i) && t.Tokens[k].UPOS != "PUNCT" {
			tops = append(tops, k)
		}
	}
	if len(tops) == 0 || slices.ContainsFunc(tops, func(k int) bool { return !t.nominal(k) || !t.is(k, "conj", "appos", "nmod", "flat", "list") }) {
		return
	}
	last := tops[len(tops)-1]
	if len(tops) > 1 && !bodies[t.form(last)] { // "the United States and 16 other nations"
		t.hang(tops[0], i, "nsubj")
		for _, k := range tops[1:] {
			t.hang(k, tops[0], "conj")
		}
		return
	}
	t.hang(last, i, "nsubj")
	for _, k := range tops[:len(tops)-1] {
		t.hang(k, last, "compound")
	}
	for _, k := range t.kids(last, "cc") { // "Disaster and Emergency Authority"
		t.Tokens[k].Deprel = "compound"
	}
}

// placeOfClaim hangs the phrase at the beginning on what is claimed, where the
// claim comes before who says it: "In Manisa, 14 houses collapsed, the mayor
// told reporters" tells where they collapsed. A second subject before the
// claim describes the place.
func (t tree) placeOfClaim(i int) {
	claim, sayer := t.kid(i, "ccomp"), -1
	for _, k := range t.kids(i, "nsubj") {
		sayer = k
	}
	if !t.verbal(i) || claim < 0 || sayer < claim || claim > i {
		return
	}
	begins := t.begins(claim)
	place := -1
	for _, k := range t.kids(i, "obl", "nsubj") {
		if k >= begins || begins == 0 || t.form(begins-1) != "," {
			continue
		}
		if t.is(k, "nsubj") && place >= 0 {
			t.hang(k, place, "appos")
		} else if t.is(k, "obl") && t.begins(k) == 0 {
			place = k
			t.hang(k, claim, "obl")
		}
	}
}

// coalMine reads "mine" as a noun where no pronoun can stand: before a noun, or
// with an article, an adjective or a name of its own.
func (t tree) coalMine(i int) {
	if t.form(i) != "mine" || t.Tokens[i].UPOS != "PRON" {
		return
	}
	if noun := i - 1; noun >= 0 && t.Tokens[noun].UPOS == "NOUN" && t.Tokens[noun].Head == t.Tokens[i].Head && t.kid(noun, "case", "det") >= 0 { // "through a coal mine"
		t.tag(i, "NOUN", "NN")
		t.Tokens[i].Deprel = t.Tokens[noun].Deprel
		t.hand(noun, i, "case", "det", "amod", "nmod:poss")
		t.hang(noun, i, "compound")
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
