package parse

import (
	"strings"

	"factgraph/ingest/document"
)

// participles mends words in "-ing" and "-ed", which can be verbs, nouns and
// adjectives, where the words around them leave one reading alone.
func participles(s *document.Sentence) {
	t := tree{s}
	for i := range t.Tokens {
		t.swelling(i)
		t.adjusted(i)
		t.leaking(i)
		t.knownAs(i)
		t.killedIn(i)
	}
}

// thingVerbs take a thing as their object, never a gerund: what is caused or
// suffered in "-ing" is a noun.
var thingVerbs = map[string]bool{
	"cause": true, "causes": true, "caused": true, "causing": true, "suffer": true, "suffers": true, "suffered": true, "suffering": true,
	"trigger": true, "triggers": true, "triggered": true, "reduce": true, "reduces": true, "reduced": true, "reducing": true,
	"prompt": true, "prompts": true, "prompted": true, "provoke": true, "provoked": true, "increase": true, "increases": true, "increased": true,
}

// swelling reads "caused swelling in the brain" with a noun.
func (t tree) swelling(i int) {
	tok := &t.Tokens[i]
	if !strings.HasSuffix(tok.Form, "ing") || tok.Deprel != "xcomp" || tok.Head < 0 || tok.Head > i || !thingVerbs[t.form(tok.Head)] || t.kid(i, "obj", "xcomp", "ccomp", "mark") >= 0 {
		return
	}
	t.tag(i, "NOUN", "NN")
	tok.Deprel = "obj"
	for _, k := range t.kids(i, "obl") {
		t.Tokens[k].Deprel = "nmod"
	}
}

// adjusted reads "expects adjusted earnings of $3" with an adjective: a
// participle that is a complement has no object behind it.
func (t tree) adjusted(i int) {
	tok := &t.Tokens[i]
	if tok.XPOS != "VBN" || tok.Deprel != "xcomp" || tok.Head != i-1 || smallVerbs[t.form(tok.Head)] || t.kid(i, "mark", "aux", "aux:pass") >= 0 {
		return
	}
	noun := t.kid(i, "obj", "nsubj")
	if noun < i || t.begins(noun) != i+1 || t.kid(noun, "det", "nmod:poss") >= 0 || t.kid(tok.Head, "obj") >= 0 {
		return
	}
	t.promote(noun, i, "amod")
	t.Tokens[noun].Deprel = "obj"
	t.hand(i, noun)
}

// leaking reads "the tank was leaking acid" with a verb: one thing that is said
// to be another has an article.
func (t tree) leaking(i int) {
	tok := &t.Tokens[i]
	noun := tok.Head
	if tok.XPOS != "VBG" || tok.Deprel != "amod" || noun < i || t.Tokens[noun].XPOS != "NN" || t.kid(noun, "nsubj") < 0 || t.kid(noun, "det", "nmod:poss", "case") >= 0 {
		return
	}
	be := t.kid(noun, "cop")
	if be < 0 || be != i-1 {
		return
	}
	for _, k := range t.kids(noun) {
		if k < i || k > noun && t.is(k, "obl", "advcl", "punct", "conj", "advmod", "parataxis") {
			t.hang(k, i, t.Tokens[k].Deprel)
		}
	}
	t.promote(i, noun, "obj")
	for _, k := range t.kids(noun) {
		if k < i {
			t.hang(k, i, t.Tokens[k].Deprel)
		}
	}
	t.Tokens[be].Deprel = "aux"
	t.tag(i, "VERB", "VBG")
}

// knownAs finds the verb of "that invaders known as raiders burned the town",
// where the tree has the participle as the verb of "that" and the verb beside
// it.
func (t tree) knownAs(i int) {
	tok := &t.Tokens[i]
	subject, mark := t.kid(i, "nsubj"), t.kid(i, "mark")
	if !t.verbal(i) || tok.XPOS != "VBN" && (tok.XPOS != "VBD" || t.kid(i, "obl") < 0) || tok.Head < 0 || subject != i-1 || mark < 0 || mark > subject || t.kid(i, "aux", "obj", "conj", "cc") >= 0 {
		return
	}
	for _, verb := range t.kids(tok.Head, "acl", "ccomp", "conj", "advcl") {
		if verb < i || t.Tokens[verb].XPOS != "VBD" && t.Tokens[verb].XPOS != "VBZ" && t.Tokens[verb].XPOS != "VBP" || t.kid(verb, "nsubj", "cc", "mark", "punct") >= 0 {
			continue
		}
		t.hang(subject, verb, "nsubj")
		t.hang(mark, verb, "mark")
		t.hang(verb, tok.Head, tok.Deprel)
		t.hang(i, subject, "acl")
		tok.XPOS = "VBN"
		return
	}
}

// killedIn hangs a participle right behind a noun on it: in "the families of
// two workers killed in the blast sued" the workers were killed.
func (t tree) killedIn(i int) {
	tok := &t.Tokens[i]
	noun := i - 1
	if !t.verbal(i) || tok.XPOS != "VBN" || tok.Deprel != "advcl" || tok.Head < i || !t.nominal(noun) || t.begins(i) != i || t.kid(i, "aux", "mark", "nsubj", "obj") >= 0 {
		return
	}
	for subject := noun; subject >= 0; subject = t.Tokens[subject].Head {
		if t.Tokens[subject].Head == tok.Head && t.is(subject, "nsubj") {
			t.hang(i, noun, "acl")
			return
		}
	}
}
