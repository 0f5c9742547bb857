package parse

import (
	"strings"

	"factgraph/ingest/document"
)

// The mends of this file hang phrases and clauses where number, position and
// form leave no other choice.

// reduced hangs a participle between commas on the subject before it: "The
// bones, thought to be old, were sold" has the bones thought to be old.
func (t tree) reduced() {
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		if tok.Deprel != "advcl" || tok.XPOS != "VBD" && tok.XPOS != "VBN" || tok.Head < i || t.kid(i, "nsubj", "mark", "aux", "obj") >= 0 {
			continue
		}
		subject := t.kid(tok.Head, "nsubj")
		if comma := t.begins(i) - 1; subject < 0 || subject > i || comma < 1 || t.Tokens[comma].Form != "," || !t.above(subject, comma-1) {
			continue
		}
		tok.Head, tok.Deprel, tok.XPOS = subject, "acl", "VBN"
	}
}

// agree hangs a relative clause on the noun that its verb agrees with: "the
// first planet orbiting two stars that has been seen" is a planet that has
// been seen.
func (t tree) agree() {
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		if tok.Deprel != "acl:relcl" || tok.Head < 0 {
			continue
		}
		verb := t.finiteOf(i)
		pronoun := t.kid(i, "nsubj")
		if verb < 0 || pronoun < 0 || t.Tokens[pronoun].XPOS != "WDT" && t.Tokens[pronoun].XPOS != "WP" {
			continue
		}
		plural := pluralVerb(t.Tokens[verb])
		if noun := t.Tokens[tok.Head]; noun.UPOS != "NOUN" || pluralNoun(noun) == plural || t.hasConjunct(tok.Head) {
			continue
		}
		if nearest := t.lastNoun(tok.Head, i); nearest >= 0 && pluralNoun(t.Tokens[nearest]) == plural {
			tok.Head = nearest // "demand for its phones, which account for half of it"
			continue
		}
		for noun, steps := t.Tokens[tok.Head].Head, 0; noun >= 0 && noun < i && steps < 4; noun, steps = t.Tokens[noun].Head, steps+1 {
			if t := t.Tokens[noun]; t.UPOS == "NOUN" && pluralNoun(t) == plural {
				tok.Head = noun
				break
			} else if t.UPOS != "NOUN" && t.Deprel != "acl" {
				break
			}
		}
	}
}

// listedSubject puts the second of two subjects that a verb in the singular can't
// have into the list that the first's description ends with: "a man who paid for
// a house, two boats and trips was convicted".
func (t tree) listedSubject(v int) {
	finite := t.finiteOf(v)
	subjects := t.kids(v, "nsubj")
	if finite < 0 || len(subjects) != 2 || pluralVerb(t.Tokens[finite]) {
		return
	}
	first, second := subjects[0], subjects[1]
	if second > v || pluralNoun(t.Tokens[first]) || t.hasConjunct(first) || !pluralNoun(t.Tokens[second]) && !t.hasConjunct(second) {
		return
	}
	comma := t.begins(second) - 1
	if last := comma - 1; last > first && t.Tokens[comma].Form == "," && t.Tokens[last].UPOS == "NOUN" && t.above(first, last) {
		t.hang(second, last, "conj")
	}
}

// claimedRelative gives the clause that a speaker claims its relative pronoun,
// which the tree makes a second subject of the saying: "a man who police said
// fled".
func (t tree) claimedRelative(v int) {
	subjects, claim := t.kids(v, "nsubj"), t.kid(v, "ccomp")
	if len(subjects) != 2 || claim < v || !t.tensed(claim) && t.Tokens[claim].XPOS != "VBN" || t.kid(claim, "nsubj", "mark") >= 0 {
		return
	}
	if pronoun := subjects[0]; t.Tokens[pronoun].XPOS == "WP" || t.Tokens[pronoun].XPOS == "WDT" {
		t.Tokens[pronoun].Head = claim
		if t.Tokens[claim].XPOS == "VBN" && t.kid(claim, "aux") < 0 {
			t.tag(claim, "VERB", "VBD")
		}
	}
}

// participleOfObject hangs a participle on the noun right before it where the
// tree has it describe one before the relative clause that the noun ends: "a
// clerk who took money raised for the choir" was not raised.
func (t tree) participleOfObject(i int) {
	described, noun := t.Tokens[i].Head, i-1
	if !t.is(i, "acl") || t.Tokens[i].XPOS != "VBN" || described < 0 || noun <= described || t.Tokens[noun].UPOS != "NOUN" || !t.is(noun, "obj") {
		return
	}
	if relative := t.kid(described, "acl:relcl"); relative > described && relative < i && t.above(relative, noun) {
		t.Tokens[i].Head = noun
	}
}

// lastNoun is the noun below another that stands right before the relative clause
// i, with nothing but a comma between; -1 where there is none.
func (t tree) lastNoun(above, i int) int {
	last := t.begins(i) - 1
	for last > above && t.Tokens[last].UPOS == "PUNCT" {
		last--
	}
	if last > above && t.Tokens[last].UPOS == "NOUN" && t.is(last, "nmod") && t.above(above, last) {
		return last
	}
	return -1
}

// ofWhichThat hangs a clause with "that" on the noun that a name stands below: in
// "the only member of the Group of Seven that cannot make steel" it is the member
// that cannot. A name needs none to say which it is.
func (t tree) ofWhichThat(i int) {
	name := t.Tokens[i].Head
	that := t.kid(i, "nsubj", "obj")
	if !t.is(i, "acl:relcl") || name < 0 || t.Tokens[name].UPOS != "PROPN" && t.nameAt(name) < 0 || t.form(that) != "that" || t.form(that-1) == "," {
		return
	}
	for steps := 0; name >= 0 && t.is(name, "nmod") && steps < 3; steps++ {
		name = t.Tokens[name].Head
		if name < 0 || t.Tokens[name].UPOS == "NOUN" && t.nameAt(name) < 0 {
			break
		}
	}
	if name >= 0 && name < i && t.Tokens[name].UPOS == "NOUN" && t.nameAt(name) < 0 {
		t.hang(i, name, "acl:relcl")
	}
}

// finiteOf is the verb of clause i that shows number: the auxiliary, the
// copula or the verb itself; -1 where none does.
func (t tree) finiteOf(i int) int {
	shows := func(k int) bool {
		switch t.Tokens[k].XPOS {
		case "VBZ", "VBP":
			return true
		case "VBD":
			f := strings.ToLower(t.Tokens[k].Form)
			return f == "was" || f == "were"
		}
		return false
	}
	for k := range i {
		if t.Tokens[k].Head == i && (strings.HasPrefix(t.Tokens[k].Deprel, "aux") || t.Tokens[k].Deprel == "cop") {
			if shows(k) {
				return k
			}
			return -1
		}
	}
	if shows(i) {
		return i
	}
	return -1
}

func pluralVerb(t document.Token) bool {
	return t.XPOS == "VBP" || strings.EqualFold(t.Form, "were")
}

func pluralNoun(t document.Token) bool { return t.XPOS == "NNS" || t.XPOS == "NNPS" }

// hasConjunct tells whether something is coordinated with token i.
func (t tree) hasConjunct(i int) bool {
	return t.Tokens[i].Deprel == "conj" || t.kid(i, "conj") >= 0
}

// shareOf hangs "a share" of "35 cents a share" on the amount that it is the
// rate of. The trees coordinate it, or make it an apposition.
func (t tree) shareOf() {
	for i := 2; i < len(t.Tokens); i++ {
		tok := &t.Tokens[i]
		det := i - 1
		if tok.UPOS != "NOUN" || tok.Deprel != "conj" && tok.Deprel != "appos" && tok.Deprel != "obl:unmarked" && tok.Deprel != "obj" && tok.Deprel != "nmod" || t.Tokens[det].Head != i || t.kid(i, "cc", "case") >= 0 {
			continue
		}
		if f := strings.ToLower(t.Tokens[det].Form); f != "a" && f != "an" || i+1 < len(t.Tokens) && since[strings.ToLower(t.Tokens[i+1].Form)] {
			continue
		}
		if amount := t.amountEndingAt(det - 1); amount >= 0 {
			tok.Head, tok.Deprel = amount, "nmod:unmarked"
		}
	}
}

// amountEndingAt is the head of the amount of money whose last word is token
// i: "$" of "$95", "cents" of "35 cents"; -1 where none ends there.
func (t tree) amountEndingAt(i int) int {
	tok := &t.Tokens[i]
	switch {
	case tok.UPOS == "NUM":
		for h := tok.Head; h >= 0 && h < i; h = t.Tokens[h].Head {
			if t.Tokens[h].UPOS == "SYM" {
				return h
			}
		}
		if h := tok.Head; h >= 0 && t.Tokens[h].UPOS == "SYM" {
			return h
		}
	case tok.UPOS == "NOUN" && t.kid(i, "nummod") >= 0 && money[strings.ToLower(tok.Form)]:
		return i
	}
	return -1
}

// portions hangs "of its business" of "most of its business" on the word that
// says how much of it, as what it is of and not as a phrase of an adjective.
func (t tree) portions() {
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		if tok.Deprel != "obl" || tok.Head < 0 || tok.Head > i {
			continue
		}
		head := &t.Tokens[tok.Head]
		if head.UPOS != "ADJ" || head.Deprel != "obj" && head.Deprel != "nsubj" && head.Deprel != "obl" && head.Deprel != "nsubj:pass" {
			continue
		}
		if of := t.kid(i, "case"); of == tok.Head+1 && strings.EqualFold(t.Tokens[of].Form, "of") {
			tok.Deprel = "nmod"
		}
	}
}

// demoted makes a participle of what the tree takes for the verb of a sentence
// that goes on with another verb in a tense and no subject of its own: "The
// results announced on Thursday revealed a fall."
func (t tree) demoted() {
	for v := 1; v < len(t.Tokens); v++ {
		verb := &t.Tokens[v]
		if verb.XPOS != "VBD" && verb.XPOS != "VBN" || t.kid(v, "aux", "mark", "obj") >= 0 {
			continue
		}
		subject := t.kid(v, "nsubj")
		next := t.kid(v, "ccomp")
		if subject < 0 || t.Tokens[subject].UPOS != "NOUN" || saying[t.form(v)] { // "what police said was a bomb"
			continue
		}
		if subject != v-1 || next < v+2 || t.kid(next, "nsubj", "mark", "csubj", "expl") >= 0 || !t.tensed(next) || t.marked(v+1, next) {
			continue
		}
		for i := range t.Tokens {
			if tok := &t.Tokens[i]; tok.Head == v && (tok.Deprel == "punct" || tok.Deprel == "parataxis" || tok.Deprel == "conj" || i < subject) {
				tok.Head = next
			}
		}
		for i := v + 1; i < next; i++ {
			if tok := &t.Tokens[i]; tok.Head == next && strings.HasPrefix(tok.Deprel, "obl") {
				tok.Head = v
			}
		}
		t.attach(next, verb.Head, verb.Deprel)
		t.attach(subject, next, t.Tokens[subject].Deprel)
		t.attach(v, subject, "acl")
		verb.XPOS = "VBN"
	}
}

// clauseAfter makes a clause of "after investors pressured the board", where
// the tree has the investors in a phrase and the verb hang on something else.
func (t tree) clauseAfter() {
	for v := 2; v < len(t.Tokens); v++ {
		verb := &t.Tokens[v]
		behind := verb.Deprel == "conj" && t.Tokens[v-1].Form == "," && t.kid(v, "cc") < 0 // "after the keeper, Jan Roe, spilled the ball"
		object := t.kid(v, "obj")
		if verb.XPOS != "VBD" && !(verb.XPOS == "VBN" && striking[t.form(v)]) || verb.Deprel != "acl" && verb.Deprel != "advcl" && !behind || object >= 0 && object < v || t.kid(v, "nsubj", "mark", "aux", "obl:agent") >= 0 {
			continue
		}
		for n := v - 1; n > 0; n-- {
			noun := &t.Tokens[n]
			if noun.Deprel != "obl" || noun.Head < 0 || noun.Head == v || noun.UPOS != "NOUN" && noun.UPOS != "PROPN" {
				continue
			}
			word := t.kid(n, "case")
			if word < 0 || !conjunctive[strings.ToLower(t.Tokens[word].Form)] || verb.Head != n && verb.Head != noun.Head || behind && t.kid(n, "appos") < n {
				break
			}
			if object < 0 && (verb.Head == n && !(striking[t.form(v)] && v == n+1) || t.marked(n, v)) { // "after the talks held in Oslo", "after the vote, fled", but "after a blast ripped through"
				break
			}
			t.attach(v, noun.Head, "advcl")
			t.attach(n, v, "nsubj")
			t.attach(word, v, "mark")
			t.tag(v, "VERB", "VBD")
			break
		}
	}
}

// whereabouts hangs a clause with "where" on the phrase right before it: in
// "sent vaccine to the province of Sichuan, where many fell ill" they did so in
// the province.
func (t tree) whereabouts() {
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		if tok.Deprel != "acl:relcl" || tok.Head < 0 {
			continue
		}
		where := t.kid(i, "advmod")
		if where < 2 || !strings.EqualFold(t.Tokens[where].Form, "where") || t.Tokens[where-1].Form != "," {
			continue
		}
		place := where - 2
		if !t.nominal(place) || t.timely(place) {
			continue
		}
		for {
			of := &t.Tokens[place]
			part := of.Deprel == "flat" || of.Deprel == "nmod:unmarked"
			if k := t.kid(place, "case"); k >= 0 && strings.EqualFold(t.Tokens[k].Form, "of") && of.Deprel == "nmod" {
				part = true
			}
			if !part || of.Head < 0 || of.Head > place {
				break
			}
			place = of.Head
		}
		tok.Head = place
	}
}

// returned makes a particle of "back" between a verb and a noun without
// determiner: "could send back data" sends data back.
func (t tree) returned() {
	for i := 1; i < len(t.Tokens); i++ {
		tok := &t.Tokens[i]
		if tok.Deprel != "amod" || !strings.EqualFold(tok.Form, "back") || t.Tokens[i-1].UPOS != "VERB" {
			continue
		}
		if noun := tok.Head; noun >= 0 && t.Tokens[noun].Head == i-1 && t.Tokens[noun].Deprel == "obj" && t.kid(noun, "det") < 0 {
			tok.Head, tok.Deprel, tok.UPOS, tok.XPOS = i-1, "compound:prt", "ADP", "RP"
		}
	}
}

// resultative hangs on the verb an adjective that stands before a number or a
// determiner of the object, where none of the object's can, or tells how
// somebody with a name is found: "shot dead five rebels", "shot dead Jane Roe".
func (t tree) resultative() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		tok := &t.Tokens[i]
		verb := i - 1
		if tok.XPOS != "JJ" || tok.Deprel != "amod" || tok.Head < i+1 || t.Tokens[verb].UPOS != "VERB" || t.Tokens[tok.Head].Head != verb || t.Tokens[tok.Head].Deprel != "obj" {
			continue
		}
		next := t.Tokens[i+1]
		named := t.Tokens[tok.Head].UPOS == "PROPN" && conditions[strings.ToLower(tok.Form)] // "shot dead Jane Roe"
		if named || i+1 < tok.Head && next.Head == tok.Head && (next.Deprel == "nummod" || next.Deprel == "det" || next.Deprel == "nmod:poss") {
			tok.Head, tok.Deprel = verb, "xcomp"
		}
	}
}
