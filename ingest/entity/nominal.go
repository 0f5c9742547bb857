package entity

import (
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// nameNominal names a thing that the article calls by noun phrases only, and
// tells whether it is a kind of thing rather than one of them.
func (a *articleThings) nameNominal(th *thing) {
	c := &a.doc.Chains[th.chains[0]]
	th.name = nominalName(c.Name)
	best := -1
	for _, m := range c.Mentions {
		mention := &a.doc.Mentions[m]
		if mention.Kind != document.Nominal {
			continue
		}
		name := nominalName(mention.Name)
		th.aliases.add(name)
		if best < 0 {
			best = m
		}
		if th.name == "" {
			th.name = name
		}
	}
	if len(c.Mentions) == 1 && a.isKind(&a.doc.Mentions[best]) {
		th.class = kind
	}
}

// nominalName is a noun phrase without determiner, possessive and quotes.
func nominalName(phrase string) string {
	words := strings.Fields(cleanName(phrase))
	for len(words) > 1 && determiners[strings.ToLower(words[0])] {
		words = words[1:]
	}
	return cleanName(strings.Join(words, " "))
}

// determiners are the words before a noun phrase that say nothing of what it
// is.
var determiners = wordSet(`a an the this that these those my your his her its our their some any each every such no another
what which whose both all many much few several most more other certain`)

// isKind tells whether a mention speaks of a kind of thing: a bare plural or a
// mass noun with no word but a noun before it. "Elections", "oil prices" and
// "inflation" are kinds; "the elections", "heavy rain" and "40 soldiers" are
// not, nor are events and documents, which happen and are written each by
// itself.
func (a *articleThings) isKind(m *document.Mention) bool {
	if m.Type == graph.Event || m.Type == graph.Document || m.Definite {
		return false
	}
	head := headToken(a.doc, m)
	if head == nil || head.UPOS != "NOUN" || m.Last != m.Head {
		return false
	}
	tokens := a.doc.Sentences[m.Sentence].Tokens
	for _, tok := range tokens[m.First:m.Head] {
		relation, _, _ := strings.Cut(tok.Deprel, ":")
		if relation != "compound" || tok.UPOS != "NOUN" {
			return false
		}
	}
	for _, tok := range tokens { // what stands after the noun makes it special
		if tok.Head == m.Head {
			switch relation, _, _ := strings.Cut(tok.Deprel, ":"); relation {
			case "nmod", "acl", "det", "nummod", "amod", "appos":
				return false
			}
		}
	}
	return true
}

// kindKey is the name of a kind in the singular or plural alike.
func kindKey(name string) string { return graph.NameKey(name) }
