package parse

import (
	"strings"

	"factgraph/ingest/document"
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
func estimated(s *document.Sentence) {
	for n := range s.Tokens {
		if s.Tokens[n].UPOS == "NUM" {
			estimate(s, n)
		}
	}
}

func estimate(s *document.Sentence, n int) {
	first := estimateBefore(s, n)
	if first < 0 {
		return
	}
	for i := first; i < n; i++ {
		for k := range s.Tokens { // nothing may hang on the words
			if s.Tokens[k].Head == i && (k < first || k >= n) {
				return
			}
		}
	}
	attach(s, first, n, "advmod")
	for i := first + 1; i < n; i++ {
		attach(s, i, first, "fixed")
	}
	noun := n
	if strings.HasPrefix(s.Tokens[n].Deprel, "nummod") {
		noun = s.Tokens[n].Head
	}
	argument(s, noun)
}

// estimateBefore is the first token of the longest estimate right before the
// number, -1 for none.
func estimateBefore(s *document.Sentence, n int) int {
	best := -1
	for _, words := range estimates {
		first := n - len(words)
		if first < 0 || best >= 0 && first >= best {
			continue
		}
		match := true
		for j, word := range words {
			match = match && strings.EqualFold(s.Tokens[first+j].Form, word)
		}
		if match {
			best = first
		}
	}
	return best
}

// argument makes a noun phrase without a preposition, taken for an oblique, the
// subject or object of its verb where that lacks one.
func argument(s *document.Sentence, noun int) {
	tok := &s.Tokens[noun]
	verb := tok.Head
	if tok.Deprel != "obl" && tok.Deprel != "nmod" || verb < 0 || s.Tokens[verb].UPOS != "VERB" || child(s, noun, "case") >= 0 {
		return
	}
	passive := child(s, verb, "aux:pass") >= 0
	switch {
	case noun < verb && child(s, verb, "nsubj", "csubj") < 0:
		tok.Deprel = "nsubj"
		if passive {
			tok.Deprel = "nsubj:pass"
		}
	case noun > verb && !passive && child(s, verb, "obj", "ccomp", "xcomp") < 0:
		tok.Deprel = "obj"
	}
}

// possessorAlone hangs a possessor right before a verb in a tense on that verb
// by the possessor's own relation: in "Acme's shares rose and Lund's fell four
// per cent" Lund neither fell nor has a per cent. What fell is left out, as the
// subject of the clause before tells.
func possessorAlone(s *document.Sentence) {
	t := tree{s}
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
func interposed(s *document.Sentence) {
	for p := 2; p < len(s.Tokens); p++ {
		tok := &s.Tokens[p]
		subject := child(s, p, "nsubj")
		if tok.UPOS != "VERB" || !participle(s, p) || s.Tokens[p-1].Form != "," || subject < 0 || subject > p || !endsAt(s, subject, p-2) || child(s, p, "aux", "obj", "mark") >= 0 {
			continue
		}
		verb := child(s, p, "conj")
		if verb < p || s.Tokens[verb].UPOS != "VERB" || child(s, verb, "cc", "nsubj", "mark") >= 0 || !finite(s, verb) && s.Tokens[verb].XPOS != "VBN" || !afterComma(s, verb) {
			continue
		}
		if child(s, verb, "aux") < 0 && s.Tokens[verb].XPOS == "VBN" {
			s.Tokens[verb].XPOS, s.Tokens[verb].Feats = "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"
		}
		attach(s, verb, tok.Head, tok.Deprel)
		for i := range s.Tokens {
			if s.Tokens[i].Head == p && (i > verb || i == subject) {
				s.Tokens[i].Head = verb
			}
		}
		attach(s, p, subject, "acl")
		tok.XPOS = "VBN"
	}
}

// due marks the subject of "is to" plus a verb as that of the copula, however
// the tree has it: "before she was to speak".
func due(s *document.Sentence) {
	for i := range s.Tokens {
		if s.Tokens[i].XPOS != "VB" || child(s, i, "nsubj:outer") >= 0 {
			continue
		}
		to, be, subject := child(s, i, "mark"), child(s, i, "cop"), child(s, i, "nsubj")
		for k := i - 1; k >= 0 && subject >= 0 && be >= 0; k-- {
			if s.Tokens[k].Head == i && strings.EqualFold(s.Tokens[k].Form, "to") && s.Tokens[k].Deprel == "mark" {
				to = k
			}
		}
		if subject >= 0 && subject < be && be < to && strings.EqualFold(s.Tokens[to].Form, "to") {
			s.Tokens[subject].Deprel = "nsubj:outer"
		}
	}
}

// attach makes token i depend on head.
func attach(s *document.Sentence, i, head int, deprel string) {
	s.Tokens[i].Head, s.Tokens[i].Deprel = head, deprel
}

// participle tells whether the token can be a past participle, whatever its
// tag: "injured" is now an adjective, now a verb.
func participle(s *document.Sentence, i int) bool {
	switch s.Tokens[i].XPOS {
	case "VBN", "VBD":
		return true
	case "JJ":
		return strings.HasSuffix(s.Tokens[i].Form, "ed")
	}
	return false
}

// secondSubject gives a coordinated verb the subject that the parser has
// coordinated with the last noun of the clause before: "shelled the village
// and rebels fired back", "in the first half and striker Ana Berg hit the
// post". The one "and" between the verbs tells that the noun begins the clause.
func secondSubject(s *document.Sentence) {
	for v := range s.Tokens {
		giveSubject(s, v)
	}
}

func giveSubject(s *document.Sentence, v int) {
	tok := s.Tokens[v]
	if tok.UPOS != "VERB" || tok.Deprel != "conj" || tok.Head < 0 || tok.Head > v || child(s, v, "mark") >= 0 || !finite(s, v) {
		return
	}
	begin := v // the first token of the verb group
	subject := -1
	for k := v - 1; k >= 0 && s.Tokens[k].Head == v; k-- {
		if relation := s.Tokens[k].Deprel; !strings.HasPrefix(relation, "aux") && relation != "advmod" {
			break
		}
		begin = k
	}
	if subject = child(s, v, "nsubj"); subject >= 0 { // "striker" before "Ana Berg"
		begin = subject
	}
	for k := begin - 1; k > tok.Head; k-- {
		t1 := s.Tokens[k]
		if t1.Deprel != "conj" || t1.UPOS != "NOUN" && t1.UPOS != "PROPN" || t1.Head >= k || !endsAt(s, k, begin-1) || !endsAt(s, tok.Head, k) {
			continue
		}
		cc := child(s, k, "cc")
		if own := child(s, v, "cc"); own >= 0 && (cc >= 0 || own > k || own < t1.Head) { // "and" twice: the noun belongs to the first clause
			return
		} else if own >= 0 {
			cc = own
		}
		if cc < 0 || cc > k {
			return
		}
		if subject >= 0 {
			if s.Tokens[subject].UPOS != "PROPN" || t1.UPOS != "NOUN" {
				return
			}
			attach(s, k, subject, "nmod:desc")
		} else {
			relation := "nsubj"
			if child(s, v, "aux:pass") >= 0 {
				relation = "nsubj:pass"
			}
			attach(s, k, v, relation)
		}
		attach(s, cc, v, "cc")
		return
	}
}

// finite tells whether the verb is in a tense.
func finite(s *document.Sentence, v int) bool {
	switch s.Tokens[v].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return child(s, v, "aux") >= 0
}
