package fact

import (
	"strings"
	"testing"

	"factgraph/ingest/document"
)

// FuzzExtract makes trees of arbitrary bytes: whatever the parser says, Extract
// and OpenIE return, with claims that point to facts.
func FuzzExtract(f *testing.F) {
	f.Add([]byte("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09"))
	f.Add([]byte("said that the dam was not safe according to him \x11\x23\x35\x47"))
	f.Add([]byte(strings.Repeat("\x7f\x03\x91", 40)))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc := randomDocument(data)
		facts := Extract(doc)
		for i, one := range facts {
			if one.Object.Kind == Claim && (one.Object.Claim < 0 || one.Object.Claim >= len(facts)) {
				t.Errorf("fact %d claims fact %d of %d", i, one.Object.Claim, len(facts))
			}
			if one.Confidence <= 0 || one.Confidence >= 1 {
				t.Errorf("fact %d has confidence %v", i, one.Confidence)
			}
		}
		OpenIE(doc)
	})
}

// randomDocument is one sentence whose words, tags, relations and heads follow
// from the bytes. Every head stands in a tree: no cycles.
func randomDocument(data []byte) *document.Document {
	const most = 60
	words := strings.Fields("say deny want be have to that not no by in of and or who which what he it Rome 1998 man war talk quote as if there agree likely call president \" , . ?")
	tags := []string{"VBD", "VBN", "VBG", "VB", "VBZ", "NN", "NNS", "NNP", "PRP", "IN", "TO", "CC", "DT", "JJ", "RB", "CD", "WDT", "RP", ","}
	upos := map[string]string{"VBD": "VERB", "VBN": "VERB", "VBG": "VERB", "VB": "VERB", "VBZ": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN",
		"PRP": "PRON", "IN": "ADP", "TO": "PART", "CC": "CCONJ", "DT": "DET", "JJ": "ADJ", "RB": "ADV", "CD": "NUM", "WDT": "PRON", "RP": "ADP", ",": "PUNCT"}
	relations := strings.Fields("nsubj nsubj:pass nsubj:outer csubj obj iobj obl obl:agent obl:unmarked ccomp xcomp advcl acl acl:relcl advmod aux aux:pass cop mark case cc conj det amod nmod nmod:poss nmod:desc appos compound compound:prt flat fixed parataxis vocative dislocated expl punct nummod list orphan dep")
	doc := &document.Document{}
	var text strings.Builder
	sentence := document.Sentence{}
	for i := 0; i+1 < len(data) && len(sentence.Tokens) < most; i += 2 {
		a, b := int(data[i]), int(data[i+1])
		n := len(sentence.Tokens)
		tag := tags[(a*7+b)%len(tags)]
		tok := document.Token{Form: words[a%len(words)], Lemma: words[a%len(words)], XPOS: tag, UPOS: upos[tag], Deprel: relations[b%len(relations)]}
		tok.Start = text.Len()
		text.WriteString(tok.Form)
		tok.End = text.Len()
		text.WriteByte(' ')
		if tok.Head = -1; n == 0 {
			tok.Deprel = "root"
		} else {
			tok.Head = (a + b) % n
		}
		sentence.Tokens = append(sentence.Tokens, tok)
	}
	mirror(&sentence, len(data)%2 == 1)
	sentence.End = text.Len()
	doc.Text = text.String()
	doc.Sentences = []document.Sentence{sentence}
	for i, tok := range sentence.Tokens {
		if tok.UPOS == "NOUN" || tok.UPOS == "PROPN" || tok.UPOS == "PRON" {
			kind := document.Nominal
			if tok.UPOS == "PRON" {
				kind = document.Pronoun
			}
			doc.Chains = append(doc.Chains, document.Chain{Mentions: []int{len(doc.Mentions)}, Name: tok.Form})
			doc.Mentions = append(doc.Mentions, document.Mention{Span: tok.Span, First: i, Last: i, Head: i, Kind: kind, Name: tok.Form, Chain: len(doc.Chains) - 1})
		}
	}
	return doc
}

// mirror turns the tree around, so that dependents may stand before their
// heads: token i takes the place in the tree of the i-th from the end.
func mirror(s *document.Sentence, turn bool) {
	if !turn {
		return
	}
	n := len(s.Tokens)
	turned := make([]document.Token, n)
	for i, tok := range s.Tokens {
		other := s.Tokens[n-1-i]
		if other.Head >= 0 {
			other.Head = n - 1 - other.Head
		}
		tok.Head, tok.Deprel = other.Head, other.Deprel
		turned[i] = tok
	}
	s.Tokens = turned
}
