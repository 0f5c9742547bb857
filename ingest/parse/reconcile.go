package parse

import (
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// mends put right what tags, trees and names contradict each other in, in the
// order in which they are made.
var mends = []func(*document.Sentence){
	reconcile, pronouns, predicate, demoted, clauseAfter, said, whereabouts, hyphenated, ampersands, bracketed, joinTitles, untwin, unlist, called, returned, rates, portions, dashed, reduced, agree,
	nameParts, appose, reattach,
	contests, events, nounPhrases, participles, clauses, gardenPaths, casualties, misplaced, belonging, measures,
	numbers, possessorAlone, estimated, gaps, secondSubject, interposed, due, verbless, sourced, resultative,
}

// nominalRelations are the relations in which a noun or name stands.
var nominalRelations = map[string]bool{
	"nsubj": true, "obj": true, "iobj": true, "obl": true, "nmod": true, "appos": true, "vocative": true,
	"flat": true, "compound": true,
}

// reattach mends appositions that the names contradict: a person's name can't
// be another name of an organization or a place. In "the director of Harbour
// North, Alison Reid," it belongs to the noun that the organization's name
// hangs on.
func reattach(s *document.Sentence) {
	types := make(map[int]graph.Type)
	for _, name := range s.Names {
		for i := name.First; i <= name.Last; i++ {
			types[i] = name.Type
		}
	}
	for i := range s.Tokens {
		tok := &s.Tokens[i]
		listed := tok.Deprel == "conj" && tok.Head == i-2 && s.Tokens[i-1].Form == "," && !hasCase(s, i)
		if tok.Deprel != "appos" && !listed || types[i] != graph.Person {
			continue
		}
		governor := tok.Head
		if t := types[governor]; t != graph.Organization && t != graph.Place && t != graph.Product {
			continue
		}
		for steps := 0; steps < len(s.Tokens) && governor >= 0 && types[governor] != "" && strings.HasPrefix(s.Tokens[governor].Deprel, "nmod"); steps++ {
			governor = s.Tokens[governor].Head
		}
		if governor >= 0 && governor < i && types[governor] == "" && s.Tokens[governor].UPOS == "NOUN" {
			tok.Head, tok.Deprel = governor, "appos"
		}
	}
}

// doubled are the relations that a head has once only, prepositions aside.
var doubled = map[string]bool{"nsubj": true, "nsubj:pass": true, "obj": true, "obl:agent": true, "obl": true, "nmod": true, "root": true}

// appose makes a name right behind a common noun its apposition: "the captain
// Paula Etcheverry", "the group Lake Erie Watch". The trees have such names now
// as a flat part of the noun, now as a second subject or object beside it.
func appose(s *document.Sentence) {
	for _, name := range s.Names {
		noun := name.First - 1
		if noun < 0 || s.Tokens[noun].UPOS != "NOUN" {
			continue
		}
		first, top := -1, -1
		for i := name.First; i <= name.Last; i++ {
			tok := &s.Tokens[i]
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
		tok := &s.Tokens[top]
		twin := tok.Deprel == s.Tokens[noun].Deprel && doubled[tok.Deprel] && !hasCase(s, top)
		farther := tok.Deprel == "appos" && name.Type == graph.Person && s.Tokens[noun].Deprel == "nmod" // "the trial of pop star Ann Lee"
		if tok.Head == s.Tokens[noun].Head && (twin || farther) {
			tok.Head, tok.Deprel = noun, "appos"
		}
	}
}

// hasCase tells whether a preposition or a conjunction marks the token.
func hasCase(s *document.Sentence, i int) bool {
	for k := range s.Tokens {
		if s.Tokens[k].Head == i && (s.Tokens[k].Deprel == "case" || s.Tokens[k].Deprel == "cc") {
			return true
		}
	}
	return false
}

// reconcile mends a word whose two tags contradict each other: a capitalised
// word of a nominal relation that one tag takes for a name is one, whatever
// the other says. Rare given names at the beginning of a sentence, where the
// capital says nothing, are what the two heads of the model disagree about. An
// "adjective" in -ed with a subject and no copula is a verb in the past, and a
// bare infinitive behind "not" alone an adjective.
func reconcile(s *document.Sentence) {
	t := tree{s}
	for i := range s.Tokens {
		tok := &s.Tokens[i]
		switch {
		case tok.UPOS == "VERB" && tok.XPOS == "JJ" && strings.HasSuffix(tok.Form, "ed") && t.kid(i, "nsubj") >= 0 && t.kid(i, "cop", "aux") < 0:
			t.tag(i, "VERB", "VBD") // "the truce expired"
		case tok.UPOS == "VERB" && tok.XPOS == "VB" && tok.Deprel == "xcomp" && tok.Head >= 0 && t.kid(i, "mark", "obj") < 0 && t.form(i-1) == "not":
			t.tag(i, "ADJ", "JJ") // "pleaded not guilty"
		}
		if tok.UPOS == "PROPN" || tok.XPOS != "NNP" && tok.XPOS != "NNPS" {
			continue
		}
		relation, _, _ := strings.Cut(tok.Deprel, ":")
		if nominalRelations[relation] && (tok.UPOS == "VERB" || tok.UPOS == "AUX" || tok.UPOS == "ADV" || tok.UPOS == "INTJ" || tok.UPOS == "X" || tok.UPOS == "ADP") {
			tok.UPOS = "PROPN"
		}
	}
}
