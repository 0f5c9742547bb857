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
func (t tree) verbless() {
	if t.Kind != document.Headline {
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
func (t tree) sourced() {
	if t.Kind != document.Headline {
		return
	}
	colon, verb := -1, -1
	for i := range t.Tokens {
		switch tok := &t.Tokens[i]; {
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
	if n := len(t.Tokens) - colon - 1; colon < 0 || verb < 0 || n == 0 || n > longestSource {
		return
	}
	source := -1
	for i := colon + 1; i < len(t.Tokens); i++ {
		if t.Tokens[i].Head > colon || t.Tokens[i].UPOS == "PUNCT" {
			continue
		}
		if source < 0 {
			source = i
			t.attach(i, verb, "parataxis")
		} else {
			t.attach(i, source, "dep")
		}
	}
	if source < 0 {
		return
	}
	if tok := &t.Tokens[source]; tok.UPOS == "ADJ" || tok.UPOS == "ADV" { // "the military"
		tok.UPOS, tok.XPOS = "NOUN", "NN"
	}
	for i := range colon {
		if t.Tokens[i].Head > colon {
			t.Tokens[i].Head = verb
		}
		if t.Tokens[i].Deprel == "iobj" && t.Tokens[i].Head == verb && t.kid(verb, "obj") < 0 {
			t.Tokens[i].Deprel = "obj"
		}
	}
	t.attach(colon, source, "punct")
}

// commaAnd coordinates the two subjects of "Norvia, Varland reach deal": headlines
// have a comma for "and".
func (t tree) commaAnd() {
	if t.Kind != document.Headline {
		return
	}
	for verb := range t.Tokens {
		subjects := t.kids(verb, "nsubj")
		if len(subjects) != 2 || subjects[1] > verb || t.Tokens[verb].XPOS == "VBZ" || !t.nominal(subjects[0]) || !t.nominal(subjects[1]) {
			continue
		}
		if comma := t.begins(subjects[1]) - 1; comma > 0 && t.form(comma) == "," && t.above(subjects[0], comma-1) {
			t.attach(subjects[1], subjects[0], "conj")
		}
	}
}
