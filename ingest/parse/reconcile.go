package parse

import (
	"strings"

	"factgraph/graph"
)

// nominalRelations are the relations in which a noun or name stands.
var nominalRelations = map[string]bool{
	"nsubj": true, "obj": true, "iobj": true, "obl": true, "nmod": true, "appos": true, "vocative": true,
	"flat": true, "compound": true,
}

// reattach mends appositions that the names contradict: a person's name can't
// be another name of an organization or a place. In "the director of Harbour
// North, Alison Reid," it belongs to the noun that the organization's name
// hangs on.
func (t tree) reattach() {
	types := t.types()
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		listed := tok.Deprel == "conj" && tok.Head == i-2 && t.Tokens[i-1].Form == "," && t.kid(i, "case", "cc") < 0
		if tok.Deprel != "appos" && !listed || types[i] != graph.Person {
			continue
		}
		governor := tok.Head
		if t := types[governor]; t != graph.Organization && t != graph.Place && t != graph.Product {
			continue
		}
		for steps := 0; steps < len(t.Tokens) && governor >= 0 && types[governor] != "" && strings.HasPrefix(t.Tokens[governor].Deprel, "nmod"); steps++ {
			governor = t.Tokens[governor].Head
		}
		if governor >= 0 && governor < i && types[governor] == "" && t.Tokens[governor].UPOS == "NOUN" {
			tok.Head, tok.Deprel = governor, "appos"
		}
	}
}

// crossed coordinates "Under pressure from Roe, Lund and Osland left" within the
// subject: no conjunct reaches back over the subject of a verb that comes later.
func (t tree) crossed(i int) {
	tok := &t.Tokens[i]
	and := t.kid(i, "cc")
	noun := and - 1
	if tok.Deprel != "conj" || noun <= tok.Head || and != t.begins(i) || !t.nominal(i) || !t.nominal(noun) || !t.is(noun, "nsubj") || t.Tokens[noun].Head < i {
		return
	}
	tok.Head = noun
}

// doubled are the relations that a head has once only, prepositions aside.
var doubled = map[string]bool{"nsubj": true, "nsubj:pass": true, "obj": true, "obl:agent": true, "obl": true, "nmod": true, "root": true}

// appose makes a name right behind a common noun its apposition: "the captain
// Paula Etcheverry", "the group Lake Erie Watch". The trees have such names now
// as a flat part of the noun, now as a second subject or object beside it.
func (t tree) appose() {
	for _, name := range t.Names {
		noun := name.First - 1
		if noun < 0 || t.Tokens[noun].UPOS != "NOUN" {
			continue
		}
		first, top := -1, -1
		for i := name.First; i <= name.Last; i++ {
			tok := &t.Tokens[i]
			if tok.Head == noun && tok.Deprel == "flat" {
				if first < 0 {
					first = i
					tok.Deprel = "appos"
				} else {
					tok.Head = first
				}
			}
			if tok.Head < name.First || tok.Head > name.Last {
				top = i
			}
		}
		if top < 0 || first >= 0 {
			continue
		}
		tok := &t.Tokens[top]
		twin := tok.Deprel == t.Tokens[noun].Deprel && doubled[tok.Deprel] && t.kid(top, "case", "cc") < 0
		farther := tok.Deprel == "appos" && name.Type == graph.Person && t.Tokens[noun].Deprel == "nmod"                                    // "the trial of pop star Ann Lee"
		second := tok.Deprel == "obj" && name.Type == graph.Person && t.Tokens[noun].Deprel == "obl" && t.kid(noun, "det", "nmod:poss") < 0 // "lost to third seed Ann Roe"
		if tok.Head == t.Tokens[noun].Head && (twin || farther || second) {
			tok.Head, tok.Deprel = noun, "appos"
		}
	}
}

// reconcile mends a word whose two tags contradict each other: a capitalised
// word of a nominal relation that one tag takes for a name is one, whatever
// the other says. Rare given names at the beginning of a sentence, where the
// capital says nothing, are what the two heads of the model disagree about. An
// "adjective" in -ed or in a tense with a subject and no copula is a verb, and a
// bare infinitive behind "not" alone an adjective.
func (t tree) reconcile() {
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		switch {
		case tok.UPOS == "ADJ" && tok.XPOS == "VBD" && t.kid(i, "nsubj") >= 0 && t.kid(i, "cop", "aux") < 0:
			tok.UPOS = "VERB" // "Roe upset the champion"
		case tok.XPOS == "VBP" && unchanging[t.form(i)] && t.kid(i, "nsubj") >= 0 && t.Tokens[t.kid(i, "nsubj")].XPOS == "NNP" && t.kid(i, "aux") < 0:
			tok.XPOS = "VBD" // "Roe beat Vik": one person "beats"
		case i > 0 && tok.XPOS == "VBN" && t.is(i, "root") && t.kid(i, "nsubj:pass") == i-1 && t.kid(i, "aux", "cop", "obl:agent") < 0 && t.kid(i, "obj", "compound:prt") > i && !t.headline():
			t.tag(i, "VERB", "VBD") // "Roe held on": no passive lacks its auxiliary
			t.Tokens[i-1].Deprel = "nsubj"
		case tok.UPOS == "VERB" && tok.XPOS == "JJ" && strings.HasSuffix(tok.Form, "ed") && t.kid(i, "nsubj") >= 0 && t.kid(i, "cop", "aux") < 0:
			t.tag(i, "VERB", "VBD") // "the truce expired"
		case tok.UPOS == "VERB" && tok.XPOS == "VB" && tok.Deprel == "xcomp" && tok.Head >= 0 && t.kid(i, "mark", "obj") < 0 && t.form(i-1) == "not":
			t.tag(i, "ADJ", "JJ") // "pleaded not guilty"
		}
		if tok.UPOS == "PROPN" && strings.ToLower(tok.Form) == tok.Form && t.kid(i, "amod") >= 0 && t.kid(i, "flat", "compound") < 0 && t.capitalised(0) {
			t.tag(i, "NOUN", "NN") // "the green jersey" is no island
		}
		relation, _, _ := strings.Cut(tok.Deprel, ":")
		if (tok.UPOS == "SCONJ" || tok.UPOS == "ADP") && (relation == "nsubj" || relation == "obj") && t.capitalised(i) {
			t.tag(i, "PROPN", "NNP") // no conjunction is a subject
		}
		if tok.UPOS == "PROPN" || tok.XPOS != "NNP" && tok.XPOS != "NNPS" {
			continue
		}
		if nominalRelations[relation] && (tok.UPOS == "VERB" || tok.UPOS == "AUX" || tok.UPOS == "ADV" || tok.UPOS == "INTJ" || tok.UPOS == "X" || tok.UPOS == "ADP") {
			tok.UPOS = "PROPN"
		}
	}
}
