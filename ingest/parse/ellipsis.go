package parse

import (
	"strings"
)

// The mends of this file are for counts and for clauses that leave something
// out: estimates before numbers, subjects of which only the possessor stands,
// and second clauses whose subject the tree coordinates with the last noun of
// the first. Clauses without a verb or an auxiliary are those of gaps.go.

// estimates are the wordings before a number that say how near it is, and that
// hold prepositions which are none: in "killed at least 20 people" the people
// are the object.
var estimates = [][]string{
	{"at", "least"}, {"at", "most"}, {"at", "the", "least"}, {"up", "to"}, {"close", "to"},
	{"as", "many", "as"}, {"as", "much", "as"}, {"as", "few", "as"}, {"as", "little", "as"},
	{"more", "than"}, {"less", "than"}, {"fewer", "than"}, {"no", "more", "than"}, {"no", "fewer", "than"}, {"no", "less", "than"}, {"well", "over"},
}

// estimated hangs the estimates before numbers on the numbers, and makes a
// subject or object of the noun that thereby has no preposition any more.
func (t tree) estimated() {
	for n := range t.Tokens {
		if t.Tokens[n].UPOS == "NUM" {
			t.estimate(n)
		}
	}
}

func (t tree) estimate(n int) {
	first := t.estimateBefore(n)
	if first < 0 {
		return
	}
	for i := first; i < n; i++ {
		for k := range t.Tokens { // nothing may hang on the words
			if t.Tokens[k].Head == i && (k < first || k >= n) {
				return
			}
		}
	}
	t.attach(first, n, "advmod")
	for i := first + 1; i < n; i++ {
		t.attach(i, first, "fixed")
	}
	noun := n
	if strings.HasPrefix(t.Tokens[n].Deprel, "nummod") {
		noun = t.Tokens[n].Head
	}
	t.argument(noun)
}

// estimateBefore is the first token of the longest estimate right before the
// number, -1 for none.
func (t tree) estimateBefore(n int) int {
	best := -1
	for _, words := range estimates {
		first := n - len(words)
		if first < 0 || best >= 0 && first >= best {
			continue
		}
		match := true
		for j, word := range words {
			match = match && strings.EqualFold(t.Tokens[first+j].Form, word)
		}
		if match {
			best = first
		}
	}
	return best
}

// argument makes a noun phrase without a preposition, taken for an oblique, the
// subject or object of its verb where that lacks one.
func (t tree) argument(noun int) {
	tok := &t.Tokens[noun]
	verb := tok.Head
	if tok.Deprel != "obl" && tok.Deprel != "nmod" || verb < 0 || t.Tokens[verb].UPOS != "VERB" || t.kid(noun, "case") >= 0 {
		return
	}
	passive := t.kid(verb, "aux:pass") >= 0
	switch {
	case noun < verb && t.kid(verb, "nsubj", "csubj") < 0:
		tok.Deprel = "nsubj"
		if passive {
			tok.Deprel = "nsubj:pass"
		}
	case noun > verb && !passive && t.kid(verb, "obj", "ccomp", "xcomp") < 0:
		tok.Deprel = "obj"
	}
}

// possessorAlone hangs a possessor right before a verb in a tense on that verb
// by the possessor's own relation: in "Acme's shares rose and Lund's fell four
// per cent" Lund neither fell nor has a per cent. What fell is left out, as the
// subject of the clause before tells.
func (t tree) possessorAlone() {
	for i := range t.Tokens {
		verb := i + 2
		if verb >= len(t.Tokens) || t.Tokens[i+1].XPOS != "POS" || t.Tokens[i+1].Head != i || !t.verbal(verb) || !t.is(verb, "conj", "advcl", "parataxis") {
			continue
		}
		tok := &t.Tokens[i]
		before := t.kid(t.Tokens[verb].Head, "nsubj")
		if xpos := t.Tokens[verb].XPOS; xpos != "VBD" && xpos != "VBZ" && xpos != "VBP" || before < 0 || before > i || t.kid(before, "nmod:poss") < 0 {
			continue
		}
		switch noun := tok.Head; {
		case noun == verb && tok.Deprel == "nsubj":
			tok.Deprel = "nmod:poss"
		case noun > verb && tok.Deprel == "nmod:poss" && t.kid(verb, "nsubj") < 0:
			t.hang(i, verb, "nmod:poss")
			if t.Tokens[noun].Head == verb && t.Tokens[noun].Deprel == "advcl" && t.nominal(noun) {
				t.Tokens[noun].Deprel = "obj"
			}
		}
	}
}

// interposed puts the main verb above a participle between commas that the tree
// has taken for the main verb: "The attackers, thought to be rebels, fled."
func (t tree) interposed() {
	for p := 2; p < len(t.Tokens); p++ {
		tok := &t.Tokens[p]
		subject := t.kid(p, "nsubj")
		if tok.UPOS != "VERB" || !t.participle(p) || t.Tokens[p-1].Form != "," || subject < 0 || subject > p || !t.above(subject, p-2) || t.kid(p, "aux", "obj", "mark") >= 0 {
			continue
		}
		verb := t.kid(p, "conj")
		if verb < p || t.Tokens[verb].UPOS != "VERB" || t.kid(verb, "cc", "nsubj", "mark") >= 0 || !t.tensed(verb) && t.Tokens[verb].XPOS != "VBN" || !t.afterComma(verb) {
			continue
		}
		if t.kid(verb, "aux") < 0 && t.Tokens[verb].XPOS == "VBN" {
			t.Tokens[verb].XPOS, t.Tokens[verb].Feats = "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"
		}
		t.attach(verb, tok.Head, tok.Deprel)
		for i := range t.Tokens {
			if t.Tokens[i].Head == p && (i > verb || i == subject) {
				t.Tokens[i].Head = verb
			}
		}
		t.attach(p, subject, "acl")
		tok.XPOS = "VBN"
	}
}

// due marks the subject of "is to" plus a verb as that of the copula, however
// the tree has it: "before she was to speak".
func (t tree) due() {
	for i := range t.Tokens {
		if t.Tokens[i].XPOS != "VB" || t.kid(i, "nsubj:outer") >= 0 {
			continue
		}
		to, be, subject := t.kid(i, "mark"), t.kid(i, "cop"), t.kid(i, "nsubj")
		for k := i - 1; k >= 0 && subject >= 0 && be >= 0; k-- {
			if t.Tokens[k].Head == i && strings.EqualFold(t.Tokens[k].Form, "to") && t.Tokens[k].Deprel == "mark" {
				to = k
			}
		}
		if subject >= 0 && subject < be && be < to && strings.EqualFold(t.Tokens[to].Form, "to") {
			t.Tokens[subject].Deprel = "nsubj:outer"
		}
	}
}

// secondSubject gives a coordinated verb the subject that the parser has
// coordinated with the last noun of the clause before: "shelled the village
// and rebels fired back", "in the first half and striker Ana Berg hit the
// post". The one "and" between the verbs tells that the noun begins the clause.
func (t tree) secondSubject() {
	for v := range t.Tokens {
		t.giveSubject(v)
	}
}

func (t tree) giveSubject(v int) {
	tok := t.Tokens[v]
	if tok.UPOS != "VERB" || tok.Deprel != "conj" || tok.Head < 0 || tok.Head > v || t.kid(v, "mark") >= 0 || !t.tensed(v) {
		return
	}
	begin := v // the first token of the verb group
	subject := -1
	for k := v - 1; k >= 0 && t.Tokens[k].Head == v; k-- {
		if relation := t.Tokens[k].Deprel; !strings.HasPrefix(relation, "aux") && relation != "advmod" {
			break
		}
		begin = k
	}
	if subject = t.kid(v, "nsubj"); subject >= 0 { // "striker" before "Ana Berg"
		begin = subject
	}
	for k := begin - 1; k > tok.Head; k-- {
		t1 := t.Tokens[k]
		if t1.Deprel == "conj" && t1.UPOS == "PROPN" && t1.Head >= 0 && t.Tokens[t1.Head].UPOS == "PROPN" {
			return // "meetings in Spain and Germany focused on trade"
		}
		if t1.Deprel != "conj" || t1.UPOS != "NOUN" && t1.UPOS != "PROPN" || t1.Head >= k || !t.above(k, begin-1) || !t.above(tok.Head, k) {
			continue
		}
		cc := t.kid(k, "cc")
		if own := t.kid(v, "cc"); own >= 0 && (cc >= 0 || own > k || own < t1.Head) { // "and" twice: the noun belongs to the first clause
			return
		} else if own >= 0 {
			cc = own
		}
		if cc < 0 || cc > k {
			return
		}
		if subject >= 0 {
			if t.Tokens[subject].UPOS != "PROPN" || t1.UPOS != "NOUN" {
				return
			}
			t.attach(k, subject, "nmod:desc")
		} else {
			t.attach(k, v, t.subjectRelation(v))
		}
		t.attach(cc, v, "cc")
		return
	}
}
