package parse

import (
	"slices"
	"strings"

	"factgraph/ingest/document"
)

// The mends of this file hang phrases and clauses where number, position and
// form leave no other choice.

// predicate makes the verb in a tense the head of a sentence whose first word
// the tree has taken for a command: "Melt from Greenland accounted for two
// thirds." Without a mark between the two no sentence has both.
func predicate(s *document.Sentence) {
	noun := 0
	for noun < len(s.Tokens) && s.Tokens[noun].UPOS == "PUNCT" {
		noun++
	}
	if noun >= len(s.Tokens) || s.Tokens[noun].XPOS != "VB" || s.Tokens[noun].Head >= 0 || nameless(s, noun) {
		return
	}
	verb := -1
	for i := noun + 1; i < len(s.Tokens) && verb < 0; i++ {
		tok := &s.Tokens[i]
		if tok.Form == "," || tok.Form == ":" || tok.Form == ";" || tok.Form == "\"" || tok.Form == "”" {
			return
		}
		if tok.Head == noun && (tok.XPOS == "VBD" || tok.XPOS == "VBZ") && (tok.Deprel == "parataxis" || tok.Deprel == "ccomp") && child(s, i, "nsubj", "mark") < 0 {
			verb = i
		}
	}
	if verb < 0 {
		return
	}
	subject := noun
	if noun+1 < verb && s.Tokens[noun+1].XPOS == "POS" { // "Acme's profit rose"
		owned := child(s, noun, "obj", "nsubj")
		for owned >= 0 && owned <= noun+1 { // the "'s" itself
			owned = slices.IndexFunc(s.Tokens[noun+2:verb], func(t document.Token) bool { return t.Head == noun && t.Deprel == "obj" })
			if owned >= 0 {
				owned += noun + 2
			}
		}
		if owned < 0 || owned > verb {
			return
		}
		s.Tokens[noun+1].Head, s.Tokens[noun+1].Deprel = noun, "case"
		s.Tokens[noun].Head, s.Tokens[noun].Deprel = owned, "nmod:poss"
		subject = owned
	}
	for i := range s.Tokens {
		tok := &s.Tokens[i]
		if tok.Head != noun || i == noun+1 && tok.Deprel == "case" && subject != noun {
			continue
		}
		switch {
		case i > verb || tok.Deprel == "punct" || subject != noun:
			tok.Head = verb
		case tok.Deprel == "obl":
			tok.Deprel = "nmod"
		}
	}
	s.Tokens[verb].Head, s.Tokens[verb].Deprel = -1, "root"
	s.Tokens[subject].Head, s.Tokens[subject].Deprel = verb, "nsubj"
	if subject != noun {
		s.Tokens[noun].Head = subject
	}
	s.Tokens[noun].UPOS, s.Tokens[noun].XPOS = "NOUN", "NN"
	if subject != noun {
		s.Tokens[noun].UPOS, s.Tokens[noun].XPOS = "PROPN", "NNP"
	}
}

// nameless gives a name its first word back, which the tree has taken for a
// command: "Discover Financial Services' income grew." It tells whether it was
// so.
func nameless(s *document.Sentence, verb int) bool {
	next := verb + 1
	if next >= len(s.Tokens) || s.Tokens[next].UPOS != "PROPN" {
		return false
	}
	for i := next; i < len(s.Tokens); i++ {
		tok := &s.Tokens[i]
		if tok.Head != verb || tok.XPOS != "VBD" && tok.XPOS != "VBZ" || tok.Deprel != "parataxis" && tok.Deprel != "ccomp" {
			continue
		}
		subject := child(s, i, "nsubj")
		if subject < next || child(s, i, "mark") >= 0 || firstOf(s, subject) != next {
			return false
		}
		for k := range s.Tokens {
			if s.Tokens[k].Head == verb {
				s.Tokens[k].Head = i
			}
		}
		tok.Head, tok.Deprel = -1, "root"
		s.Tokens[verb].Head, s.Tokens[verb].Deprel = next, "compound"
		if h := s.Tokens[next].Head; s.Tokens[next].Deprel != "nsubj" && h > next {
			s.Tokens[verb].Head = h
		}
		s.Tokens[verb].UPOS, s.Tokens[verb].XPOS = "PROPN", "NNP"
		return true
	}
	return false
}

// firstOf is the first token of the phrase that token i heads.
func firstOf(s *document.Sentence, i int) int {
	for k := range i {
		h := k
		for steps := 0; h >= 0 && h != i && steps < len(s.Tokens); steps++ {
			h = s.Tokens[h].Head
		}
		if h == i {
			return k
		}
	}
	return i
}

// reduced hangs a participle between commas on the subject before it: "The
// bones, thought to be old, were sold" has the bones thought to be old.
func reduced(s *document.Sentence) {
	for i := range s.Tokens {
		tok := &s.Tokens[i]
		if tok.Deprel != "advcl" || tok.XPOS != "VBD" && tok.XPOS != "VBN" || tok.Head < i || child(s, i, "nsubj", "mark", "aux", "obj") >= 0 {
			continue
		}
		subject := child(s, tok.Head, "nsubj")
		if comma := firstOf(s, i) - 1; subject < 0 || subject > i || comma < 1 || s.Tokens[comma].Form != "," || !endsAt(s, subject, comma-1) {
			continue
		}
		tok.Head, tok.Deprel, tok.XPOS = subject, "acl", "VBN"
	}
}

// endsAt tells whether the phrase that token i heads goes up to token last.
func endsAt(s *document.Sentence, i, last int) bool {
	for steps := 0; last >= 0 && steps < len(s.Tokens); steps++ {
		if last == i {
			return true
		}
		last = s.Tokens[last].Head
	}
	return false
}

// agree hangs a relative clause on the noun that its verb agrees with: "the
// first planet orbiting two stars that has been seen" is a planet that has
// been seen.
func agree(s *document.Sentence) {
	for i := range s.Tokens {
		tok := &s.Tokens[i]
		if tok.Deprel != "acl:relcl" || tok.Head < 0 {
			continue
		}
		verb := finiteOf(s, i)
		pronoun := child(s, i, "nsubj")
		if verb < 0 || pronoun < 0 || s.Tokens[pronoun].XPOS != "WDT" && s.Tokens[pronoun].XPOS != "WP" {
			continue
		}
		plural := pluralVerb(s.Tokens[verb])
		if noun := s.Tokens[tok.Head]; noun.UPOS != "NOUN" || pluralNoun(noun) == plural || hasConjunct(s, tok.Head) {
			continue
		}
		for noun, steps := s.Tokens[tok.Head].Head, 0; noun >= 0 && noun < i && steps < 4; noun, steps = s.Tokens[noun].Head, steps+1 {
			if t := s.Tokens[noun]; t.UPOS == "NOUN" && pluralNoun(t) == plural {
				tok.Head = noun
				break
			} else if t.UPOS != "NOUN" && t.Deprel != "acl" {
				break
			}
		}
	}
}

// finiteOf is the verb of clause i that shows number: the auxiliary, the
// copula or the verb itself; -1 where none does.
func finiteOf(s *document.Sentence, i int) int {
	shows := func(k int) bool {
		switch s.Tokens[k].XPOS {
		case "VBZ", "VBP":
			return true
		case "VBD":
			f := strings.ToLower(s.Tokens[k].Form)
			return f == "was" || f == "were"
		}
		return false
	}
	for k := range i {
		if s.Tokens[k].Head == i && (strings.HasPrefix(s.Tokens[k].Deprel, "aux") || s.Tokens[k].Deprel == "cop") {
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
func hasConjunct(s *document.Sentence, i int) bool {
	return s.Tokens[i].Deprel == "conj" || child(s, i, "conj") >= 0
}

// rates hangs "a share" of "35 cents a share" on the amount that it is the
// rate of. The trees coordinate it, or make it an apposition.
func rates(s *document.Sentence) {
	for i := 2; i < len(s.Tokens); i++ {
		tok := &s.Tokens[i]
		det := i - 1
		if tok.UPOS != "NOUN" || tok.Deprel != "conj" && tok.Deprel != "appos" && tok.Deprel != "obl:unmarked" && tok.Deprel != "obj" && tok.Deprel != "nmod" || s.Tokens[det].Head != i || child(s, i, "cc", "case") >= 0 {
			continue
		}
		if f := strings.ToLower(s.Tokens[det].Form); f != "a" && f != "an" || i+1 < len(s.Tokens) && since[strings.ToLower(s.Tokens[i+1].Form)] {
			continue
		}
		if amount := amountEndingAt(s, det-1); amount >= 0 {
			tok.Head, tok.Deprel = amount, "nmod:unmarked"
		}
	}
}

// amountEndingAt is the head of the amount of money whose last word is token
// i: "$" of "$95", "cents" of "35 cents"; -1 where none ends there.
func amountEndingAt(s *document.Sentence, i int) int {
	tok := &s.Tokens[i]
	switch {
	case tok.UPOS == "NUM":
		for h := tok.Head; h >= 0 && h < i; h = s.Tokens[h].Head {
			if s.Tokens[h].UPOS == "SYM" {
				return h
			}
		}
		if h := tok.Head; h >= 0 && s.Tokens[h].UPOS == "SYM" {
			return h
		}
	case tok.UPOS == "NOUN" && child(s, i, "nummod") >= 0 && money[strings.ToLower(tok.Form)]:
		return i
	}
	return -1
}

// portions hangs "of its business" of "most of its business" on the word that
// says how much of it, as what it is of and not as a phrase of an adjective.
func portions(s *document.Sentence) {
	for i := range s.Tokens {
		tok := &s.Tokens[i]
		if tok.Deprel != "obl" || tok.Head < 0 || tok.Head > i {
			continue
		}
		head := &s.Tokens[tok.Head]
		if head.UPOS != "ADJ" || head.Deprel != "obj" && head.Deprel != "nsubj" && head.Deprel != "obl" && head.Deprel != "nsubj:pass" {
			continue
		}
		if of := child(s, i, "case"); of == tok.Head+1 && strings.EqualFold(s.Tokens[of].Form, "of") {
			tok.Deprel = "nmod"
		}
	}
}

// dashed makes an apposition of an amount behind a dash that the tree has as a
// second object: "rose 6 percent to $37 million — $6 million less than hoped".
func dashed(s *document.Sentence) {
	for i := 2; i < len(s.Tokens); i++ {
		tok := &s.Tokens[i]
		if tok.Deprel != "obj" || tok.UPOS != "SYM" && tok.UPOS != "NOUN" && tok.UPOS != "NUM" || tok.Head < 0 {
			continue
		}
		first := firstOf(s, i)
		if first < 2 || s.Tokens[first-1].Form != "—" && s.Tokens[first-1].Form != "–" && s.Tokens[first-1].Form != "--" {
			if s.Tokens[first].Form != "—" && s.Tokens[first].Form != "–" && s.Tokens[first].Form != "--" {
				continue
			}
			first++
		}
		if before := child(s, tok.Head, "obj"); before >= 0 && before < i {
			if noun := amountEndingAt(s, first-2); noun >= 0 {
				tok.Head, tok.Deprel = noun, "appos"
			} else if noun := phraseEndingAt(s, first-2); noun >= 0 {
				tok.Head, tok.Deprel = noun, "appos"
			}
		}
	}
}

// said hangs the day behind a verb of saying on that verb: "Halden said Monday
// it was cutting jobs" tells when it said so. The trees give it to the claim.
func said(s *document.Sentence) {
	for i := 1; i+1 < len(s.Tokens); i++ {
		tok := &s.Tokens[i]
		if !days[strings.ToLower(tok.Form)] || !strings.HasPrefix(tok.Deprel, "obl") && !strings.HasPrefix(tok.Deprel, "nmod") && tok.Deprel != "nsubj" || child(s, i, "case") >= 0 || tok.Head <= i {
			continue
		}
		verb := tok.Head
		for verb >= 0 && s.Tokens[verb].Deprel != "ccomp" {
			verb = s.Tokens[verb].Head
		}
		if verb >= 0 && s.Tokens[verb].Head == i-1 && s.Tokens[i-1].UPOS == "VERB" && s.Tokens[i+1].Form != "'s" && s.Tokens[i+1].Form != "’s" && s.Tokens[i+1].UPOS != "NOUN" {
			tok.Head, tok.Deprel = i-1, "obl:unmarked"
		}
	}
}

// demoted makes a participle of what the tree takes for the verb of a sentence
// that goes on with another verb in a tense and no subject of its own: "The
// results announced on Thursday revealed a fall."
func demoted(s *document.Sentence) {
	for v := 1; v < len(s.Tokens); v++ {
		verb := &s.Tokens[v]
		if verb.XPOS != "VBD" && verb.XPOS != "VBN" || child(s, v, "aux", "mark", "obj") >= 0 {
			continue
		}
		subject := child(s, v, "nsubj")
		next := child(s, v, "ccomp")
		if subject != v-1 || next < v+2 || child(s, next, "nsubj", "mark", "csubj", "expl") >= 0 || !tensed(s, next) || marked(s, v+1, next) {
			continue
		}
		for i := range s.Tokens {
			if tok := &s.Tokens[i]; tok.Head == v && (tok.Deprel == "punct" || tok.Deprel == "parataxis" || tok.Deprel == "conj" || i < subject) {
				tok.Head = next
			}
		}
		for i := v + 1; i < next; i++ {
			if tok := &s.Tokens[i]; tok.Head == next && strings.HasPrefix(tok.Deprel, "obl") {
				tok.Head = v
			}
		}
		attach(s, next, verb.Head, verb.Deprel)
		attach(s, subject, next, s.Tokens[subject].Deprel)
		attach(s, v, subject, "acl")
		verb.XPOS = "VBN"
	}
}

// tensed tells whether clause i is in a tense.
func tensed(s *document.Sentence, i int) bool {
	switch s.Tokens[i].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return child(s, i, "aux", "cop") >= 0
}

// marked tells whether punctuation stands in first..last.
func marked(s *document.Sentence, first, last int) bool {
	for i := first; i <= last; i++ {
		if s.Tokens[i].UPOS == "PUNCT" && s.Tokens[i].XPOS != "HYPH" {
			return true
		}
	}
	return false
}

// clauseAfter makes a clause of "after investors pressured the board", where
// the tree has the investors in a phrase and the verb hang on something else.
func clauseAfter(s *document.Sentence) {
	for v := 2; v < len(s.Tokens); v++ {
		verb := &s.Tokens[v]
		behind := verb.Deprel == "conj" && s.Tokens[v-1].Form == "," && child(s, v, "cc") < 0 // "after the keeper, Jan Roe, spilled the ball"
		object := child(s, v, "obj")
		if verb.XPOS != "VBD" || verb.Deprel != "acl" && verb.Deprel != "advcl" && !behind || object >= 0 && object < v || child(s, v, "nsubj", "mark", "aux", "obl:agent") >= 0 {
			continue
		}
		for n := v - 1; n > 0; n-- {
			noun := &s.Tokens[n]
			if noun.Deprel != "obl" || noun.Head < 0 || noun.Head == v || noun.UPOS != "NOUN" && noun.UPOS != "PROPN" {
				continue
			}
			word := child(s, n, "case")
			if word < 0 || !conjunctive[strings.ToLower(s.Tokens[word].Form)] || verb.Head != n && verb.Head != noun.Head || behind && child(s, n, "appos") < n {
				break
			}
			if object < 0 && (verb.Head == n || marked(s, n, v)) { // "after the talks held in Oslo", "after the vote, fled"
				break
			}
			attach(s, v, noun.Head, "advcl")
			attach(s, n, v, "nsubj")
			attach(s, word, v, "mark")
			break
		}
	}
}

// whereabouts hangs a clause with "where" on the phrase right before it: in
// "sent vaccine to the province of Sichuan, where many fell ill" they did so in
// the province.
func whereabouts(s *document.Sentence) {
	for i := range s.Tokens {
		tok := &s.Tokens[i]
		if tok.Deprel != "acl:relcl" || tok.Head < 0 {
			continue
		}
		where := child(s, i, "advmod")
		if where < 2 || !strings.EqualFold(s.Tokens[where].Form, "where") || s.Tokens[where-1].Form != "," {
			continue
		}
		place := where - 2
		if tok := &s.Tokens[place]; tok.UPOS != "NOUN" && tok.UPOS != "PROPN" {
			continue
		}
		for {
			of := &s.Tokens[place]
			part := of.Deprel == "flat" || of.Deprel == "nmod:unmarked"
			if k := child(s, place, "case"); k >= 0 && strings.EqualFold(s.Tokens[k].Form, "of") && of.Deprel == "nmod" {
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
func returned(s *document.Sentence) {
	for i := 1; i < len(s.Tokens); i++ {
		tok := &s.Tokens[i]
		if tok.Deprel != "amod" || !strings.EqualFold(tok.Form, "back") || s.Tokens[i-1].UPOS != "VERB" {
			continue
		}
		if noun := tok.Head; noun >= 0 && s.Tokens[noun].Head == i-1 && s.Tokens[noun].Deprel == "obj" && child(s, noun, "det") < 0 {
			tok.Head, tok.Deprel, tok.UPOS, tok.XPOS = i-1, "compound:prt", "ADP", "RP"
		}
	}
}

// resultative hangs on the verb an adjective that stands before a number or a
// determiner of the object, where none of the object's can, or tells how
// somebody with a name is found: "shot dead five rebels", "shot dead Jane Roe".
func resultative(s *document.Sentence) {
	for i := 1; i+1 < len(s.Tokens); i++ {
		tok := &s.Tokens[i]
		verb := i - 1
		if tok.XPOS != "JJ" || tok.Deprel != "amod" || tok.Head < i+1 || s.Tokens[verb].UPOS != "VERB" || s.Tokens[tok.Head].Head != verb || s.Tokens[tok.Head].Deprel != "obj" {
			continue
		}
		next := s.Tokens[i+1]
		named := s.Tokens[tok.Head].UPOS == "PROPN" && conditions[strings.ToLower(tok.Form)] // "shot dead Jane Roe"
		if named || i+1 < tok.Head && next.Head == tok.Head && (next.Deprel == "nummod" || next.Deprel == "det" || next.Deprel == "nmod:poss") {
			tok.Head, tok.Deprel = verb, "xcomp"
		}
	}
}
