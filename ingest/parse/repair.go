package parse

import (
	"slices"
	"strings"

	"factgraph/ingest/document"
)

// The repairs of this file put right attachments that the parser gets wrong in
// ways that repeat in the news: estimates before numbers, clauses that leave
// out the auxiliary of the one before them, and subjects of a second clause
// that it coordinates with the last noun of the first.

// repair runs the repairs on one sentence.
func repair(s *document.Sentence) {
	t := repairer{s.Tokens}
	for i := range s.Tokens {
		t.estimate(i)
	}
	for i := range s.Tokens {
		t.gapped(i)
		t.secondSubject(i)
	}
}

// A repairer changes heads and relations of a sentence's tokens.
type repairer struct{ tokens []document.Token }

// kid is the first dependent of token i in one of the relations, with or
// without their subtypes; -1 for none.
func (t repairer) kid(i int, relations ...string) int {
	for k := range t.tokens {
		if t.tokens[k].Head == i && (slices.Contains(relations, t.tokens[k].Deprel) || slices.Contains(relations, universal(t.tokens[k].Deprel))) {
			return k
		}
	}
	return -1
}

// universal is a relation without its subtype.
func universal(deprel string) string {
	relation, _, _ := strings.Cut(deprel, ":")
	return relation
}

func (t repairer) lower(i int) string { return strings.ToLower(t.tokens[i].Form) }

// below tells whether token i is k or hangs below it.
func (t repairer) below(i, k int) bool {
	for range t.tokens {
		if i == k {
			return true
		}
		if i < 0 {
			return false
		}
		i = t.tokens[i].Head
	}
	return false
}

// last is the last token below k.
func (t repairer) last(k int) int {
	last := k
	for i := k + 1; i < len(t.tokens); i++ {
		if t.below(i, k) {
			last = i
		}
	}
	return last
}

// attach makes token i depend on head.
func (t repairer) attach(i, head int, deprel string) {
	t.tokens[i].Head, t.tokens[i].Deprel = head, deprel
}

// estimates are the wordings before a number that say how near it is, and that
// hold prepositions which are none: in "killed at least 20 people" the people
// are the object.
var estimates = [][]string{
	{"at", "least"}, {"at", "most"}, {"at", "the", "least"}, {"up", "to"}, {"close", "to"},
	{"as", "many", "as"}, {"as", "much", "as"}, {"as", "few", "as"}, {"as", "little", "as"},
	{"more", "than"}, {"less", "than"}, {"fewer", "than"}, {"no", "more", "than"}, {"no", "fewer", "than"}, {"no", "less", "than"}, {"well", "over"},
}

// estimate hangs an estimate before the number at n on the number, and makes a
// subject or object of the noun that thereby has no preposition any more.
func (t repairer) estimate(n int) {
	if t.tokens[n].UPOS != "NUM" {
		return
	}
	first := t.estimateBefore(n)
	if first < 0 {
		return
	}
	for i := first; i < n; i++ {
		for k := range t.tokens { // nothing may hang on the words
			if t.tokens[k].Head == i && (k < first || k >= n) {
				return
			}
		}
	}
	t.attach(first, n, "advmod")
	for i := first + 1; i < n; i++ {
		t.attach(i, first, "fixed")
	}
	noun := n
	if universal(t.tokens[n].Deprel) == "nummod" {
		noun = t.tokens[n].Head
	}
	t.argument(noun)
}

// estimateBefore is the first token of the longest estimate right before the
// number, -1 for none.
func (t repairer) estimateBefore(n int) int {
	best := -1
	for _, words := range estimates {
		first := n - len(words)
		if first < 0 || best >= 0 && first >= best {
			continue
		}
		match := true
		for j, word := range words {
			match = match && t.lower(first+j) == word
		}
		if match {
			best = first
		}
	}
	return best
}

// argument makes a noun phrase without a preposition, taken for an oblique, the
// subject or object of its verb where that lacks one.
func (t repairer) argument(noun int) {
	tok := &t.tokens[noun]
	verb := tok.Head
	if tok.Deprel != "obl" && tok.Deprel != "nmod" || verb < 0 || t.tokens[verb].UPOS != "VERB" || t.kid(noun, "case") >= 0 {
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

// gapped makes a clause of a number and a participle that share the auxiliary
// of the clause before them, and that the parser takes for a noun phrase: "12
// people were killed and 30 injured", "left 12 people dead and 30 injured".
func (t repairer) gapped(p int) {
	if p == 0 || !t.participle(p) || !slices.Contains([]string{"amod", "acl", "advcl"}, t.tokens[p].Deprel) {
		return
	}
	number := t.tokens[p].Head
	if number != p-1 || t.tokens[number].Deprel != "conj" || t.tokens[number].UPOS != "NUM" && t.kid(number, "nummod") < 0 {
		return
	}
	if t.kid(p, "obl") >= 0 && t.kid(p, "case", "mark") >= 0 {
		return
	}
	verb := t.tokens[number].Head
	if tok := t.tokens[verb]; tok.UPOS == "ADJ" && (tok.Deprel == "amod" || tok.Deprel == "xcomp") { // "dead" of "left 12 people dead"
		verb = tok.Head
		if tok.Deprel == "amod" && t.tokens[verb].Deprel == "obj" {
			verb = t.tokens[verb].Head
		}
		if verb < 0 || t.tokens[verb].UPOS != "VERB" {
			return
		}
	} else if tok.UPOS != "VERB" || t.kid(verb, "aux:pass") < 0 {
		return
	}
	t.attach(p, verb, "conj")
	t.attach(number, p, "nsubj:pass")
	if cc := t.kid(number, "cc"); cc >= 0 {
		t.tokens[cc].Head = p
	}
	t.tokens[p].UPOS, t.tokens[p].XPOS, t.tokens[p].Feats = "VERB", "VBN", "Tense=Past|VerbForm=Part|Voice=Pass"
}

// participle tells whether the token can be a past participle, whatever its
// tag: "injured" is now an adjective, now a verb.
func (t repairer) participle(i int) bool {
	switch t.tokens[i].XPOS {
	case "VBN", "VBD":
		return true
	case "JJ":
		return strings.HasSuffix(t.tokens[i].Form, "ed")
	}
	return false
}

// secondSubject gives a coordinated verb the subject that the parser has
// coordinated with the last noun of the clause before: "shelled the village
// and rebels fired back", "in the first half and striker Ana Berg hit the
// post". The one "and" between the verbs tells that the noun begins the clause.
func (t repairer) secondSubject(v int) {
	tok := t.tokens[v]
	if tok.UPOS != "VERB" || tok.Deprel != "conj" || tok.Head < 0 || tok.Head > v || t.kid(v, "mark") >= 0 || !t.finite(v) {
		return
	}
	begin := v // the first token of the verb group
	subject := -1
	for k := v - 1; k >= 0 && t.tokens[k].Head == v; k-- {
		if relation := universal(t.tokens[k].Deprel); relation != "aux" && relation != "advmod" {
			break
		}
		begin = k
	}
	if subject = t.kid(v, "nsubj"); subject >= 0 { // "striker" before "Ana Berg"
		begin = subject
	}
	for k := begin - 1; k > tok.Head; k-- {
		t1 := t.tokens[k]
		if t1.Deprel != "conj" || t1.UPOS != "NOUN" && t1.UPOS != "PROPN" || t1.Head >= k || t.last(k) != begin-1 || !t.below(k, tok.Head) {
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
			if t.tokens[subject].UPOS != "PROPN" || t1.UPOS != "NOUN" {
				return
			}
			t.attach(k, subject, "nmod:desc")
		} else {
			relation := "nsubj"
			if t.kid(v, "aux:pass") >= 0 {
				relation = "nsubj:pass"
			}
			t.attach(k, v, relation)
		}
		t.attach(cc, v, "cc")
		return
	}
}

// finite tells whether the verb is in a tense.
func (t repairer) finite(v int) bool {
	switch t.tokens[v].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return t.kid(v, "aux") >= 0
}
