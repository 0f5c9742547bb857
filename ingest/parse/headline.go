package parse

import (
	"factgraph/ingest/document"
)

// longestSource is the number of words up to which what stands behind the colon
// of a headline can be who says so.
const longestSource = 6

// verbless finds the predicate of "Coffee drinkers less likely to fall ill, study
// finds": a headline leaves the copula out, and the tree has the subject and
// the source as two subjects of the verb of saying.
func verbless(s *document.Sentence) {
	t := tree{s}
	if s.Kind != document.Headline {
		return
	}
	for verb := range t.Tokens {
		subjects := t.kids(verb, "nsubj")
		if t.Tokens[verb].Head >= 0 || !t.verbal(verb) || len(subjects) != 2 || subjects[1] > verb || t.form(t.begins(subjects[1])-1) != "," {
			continue
		}
		for k := subjects[0] + 1; k < t.begins(subjects[1]); k++ {
			if tok := &t.Tokens[k]; tok.Head == verb && (tok.UPOS == "ADJ" || tok.XPOS == "VBN") && !t.is(k, "amod") {
				t.Tokens[k].Deprel = "ccomp"
				t.hang(subjects[0], k, "nsubj")
				break
			}
		}
	}
}

// sourced sets the source behind the colon of a headline apart from what it
// says: "Strike kills four: Ruritanian officials". The trees have it as an
// object or as an adjective.
func sourced(s *document.Sentence) {
	if s.Kind != document.Headline {
		return
	}
	colon, verb := -1, -1
	for i := range s.Tokens {
		switch tok := &s.Tokens[i]; {
		case tok.Form == ":":
			colon = i
		case tok.UPOS == "VERB" || tok.UPOS == "AUX":
			if colon >= 0 {
				return
			}
			if tok.Head < 0 {
				verb = i
			}
		}
	}
	if n := len(s.Tokens) - colon - 1; colon < 0 || verb < 0 || n == 0 || n > longestSource {
		return
	}
	source := -1
	for i := colon + 1; i < len(s.Tokens); i++ {
		if s.Tokens[i].Head > colon || s.Tokens[i].UPOS == "PUNCT" {
			continue
		}
		if source < 0 {
			source = i
			attach(s, i, verb, "parataxis")
		} else {
			attach(s, i, source, "dep")
		}
	}
	if source < 0 {
		return
	}
	if tok := &s.Tokens[source]; tok.UPOS == "ADJ" || tok.UPOS == "ADV" { // "the military"
		tok.UPOS, tok.XPOS = "NOUN", "NN"
	}
	for i := range colon {
		if s.Tokens[i].Head > colon {
			s.Tokens[i].Head = verb
		}
		if s.Tokens[i].Deprel == "iobj" && s.Tokens[i].Head == verb && child(s, verb, "obj") < 0 {
			s.Tokens[i].Deprel = "obj"
		}
	}
	attach(s, colon, source, "punct")
}
