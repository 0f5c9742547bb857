package parse

import (
	"strings"

	"factgraph/ingest/document"
)

// nominalRelations are the relations in which a noun or name stands.
var nominalRelations = map[string]bool{
	"nsubj": true, "obj": true, "iobj": true, "obl": true, "nmod": true, "appos": true, "vocative": true,
	"flat": true, "compound": true,
}

// reconcile mends a word whose two tags contradict each other: a capitalised
// word of a nominal relation that one tag takes for a name is one, whatever
// the other says. Rare given names at the beginning of a sentence, where the
// capital says nothing, are what the two heads of the model disagree about.
func reconcile(s *document.Sentence) {
	for i := range s.Tokens {
		tok := &s.Tokens[i]
		if tok.UPOS == "PROPN" || tok.XPOS != "NNP" && tok.XPOS != "NNPS" {
			continue
		}
		relation, _, _ := strings.Cut(tok.Deprel, ":")
		if nominalRelations[relation] && (tok.UPOS == "VERB" || tok.UPOS == "AUX" || tok.UPOS == "ADV" || tok.UPOS == "INTJ" || tok.UPOS == "X" || tok.UPOS == "ADP") {
			tok.UPOS = "PROPN"
		}
	}
}
