package parse

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"factgraph/ingest/document"
)

// TestEllipsis mends trees written as one word a line, "form XPOS head relation"
// with heads counted from 1, and looks at the words named in want.
func TestEllipsis(t *testing.T) {
	for _, tt := range []struct{ name, tree, want string }{
		{"estimate of an object", `
			Floods NNS 2 nsubj
			killed VBD 0 root
			at IN 6 case
			least JJS 5 nmod
			nine CD 6 nummod
			people NNS 2 obl`,
			"at←nine/advmod least←at/fixed people←killed/obj"},
		{"estimate of a subject", `
			Up RB 3 case
			to IN 3 case
			nine CD 4 nummod
			people NNS 5 nsubj
			died VBD 0 root`,
			"Up←nine/advmod to←Up/fixed people←died/nsubj"},
		{"a preposition of its own stays", `
			spread VBD 0 root
			to IN 6 case
			more JJR 5 advmod
			than IN 3 fixed
			nine CD 6 nummod
			towns NNS 1 obl`,
			"to←towns/case more←nine/advmod towns←spread/obl"},
		{"number and participle after a passive", `
			Two CD 3 nsubj:pass
			were VBD 3 aux:pass
			killed VBN 0 root
			and CC 5 cc
			six CD 3 conj
			injured JJ 5 amod`,
			"and←injured/cc six←injured/nsubj:pass injured←killed/conj"},
		{"number and participle after dead", `
			It PRP 2 nsubj
			left VBD 0 root
			two CD 4 nummod
			people NNS 2 obj
			dead JJ 4 amod
			and CC 7 cc
			six CD 5 conj
			injured JJ 7 amod`,
			"dead←people/amod six←injured/nsubj:pass injured←left/conj"},
		{"no clause without an auxiliary before", `
			Doctors NNS 2 nsubj
			saw VBD 0 root
			two CD 4 nummod
			dead NNS 2 obj
			and CC 6 cc
			six CD 4 conj
			injured JJ 6 amod`,
			"six←dead/conj injured←six/amod"},
		{"subject of the second clause", `
			Troops NNS 2 nsubj
			shelled VBD 0 root
			villages NNS 2 obj
			and CC 5 cc
			rebels NNS 3 conj
			fled VBD 2 conj`,
			"and←fled/cc rebels←fled/nsubj"},
		{"description of the second subject", `
			Berg NNP 2 nsubj
			hit VBD 0 root
			posts NNS 2 obj
			and CC 7 cc
			striker NN 3 conj
			Rovik NNP 7 nsubj
			scored VBD 2 conj`,
			"striker←Rovik/nmod:desc Rovik←scored/nsubj and←scored/cc"},
		{"two conjunctions: the noun belongs to the first clause", `
			Troops NNS 2 nsubj
			shelled VBD 0 root
			villages NNS 2 obj
			and CC 5 cc
			towns NNS 3 conj
			and CC 7 cc
			left VBD 2 conj`,
			"towns←villages/conj"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := sentenceOf(t, tt.tree)
			for _, mend := range []func(tree){tree.estimated, tree.gaps, tree.secondSubject} {
				mend(tree{&s})
			}
			got := make(map[string]bool)
			for _, tok := range s.Tokens {
				head := "-"
				if tok.Head >= 0 {
					head = s.Tokens[tok.Head].Form
				}
				got[fmt.Sprintf("%s←%s/%s", tok.Form, head, tok.Deprel)] = true
			}
			for want := range strings.FieldsSeq(tt.want) {
				if !got[want] {
					t.Errorf("no %s in %v", want, got)
				}
			}
		})
	}
}

// sentenceOf reads a tree as TestEllipsis writes it.
func sentenceOf(t *testing.T, lines string) document.Sentence {
	t.Helper()
	upos := map[string]string{"CD": "NUM", "JJ": "ADJ", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "IN": "ADP", "CC": "CCONJ"}
	var s document.Sentence
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		f := strings.Fields(line)
		head, err := strconv.Atoi(f[2])
		if len(f) != 4 || err != nil {
			t.Fatalf("line %q: want form, tag, head, relation", line)
		}
		tok := document.Token{Form: f[0], XPOS: f[1], UPOS: upos[f[1]], Head: head - 1, Deprel: f[3]}
		if strings.HasPrefix(f[1], "VB") {
			tok.UPOS = "VERB"
		}
		if f[3] == "aux:pass" {
			tok.UPOS = "AUX"
		}
		s.Tokens = append(s.Tokens, tok)
	}
	return s
}
