package entity

import (
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/entity/gazetteer"
)

// nameNominal names a thing that the article calls by noun phrases only, and
// tells whether it is a kind of thing rather than one of them.
func (a *articleThings) nameNominal(th *thing, c *document.Chain) {
	var only *document.Mention
	for _, m := range c.Mentions {
		if m := &a.doc.Mentions[m]; m.Kind == document.Nominal || m.Kind == document.Named {
			th.names.add(a.ownedPhrase(m, noChain))
			only = m
		}
	}
	th.aliases.addAll(th.names)
	th.setName(graph.FullestName(th.names.list()))
	if len(c.Mentions) != 1 || !a.isKind(only) {
		return
	}
	switch th.typ {
	case graph.Person, graph.Organization, graph.Group:
		th.crowd = true
	default:
		th.class = kind
	}
}

// passing tells whether a noun phrase that is no subject is a passing
// description that makes no node: said once, and neither a document, an event
// that something tells from others, an institution nor a concept that other
// articles may speak of.
func (a *articleThings) passing(th *thing) bool {
	if len(th.chains) > 1 || len(a.doc.Chains[th.chains[0]].Mentions) > 1 {
		return false
	}
	if a.resolver.names.find(th.name, th.typ) != nil {
		return false
	}
	if th.class == kind {
		return th.typ != graph.Concept || !strings.Contains(th.name, " ") && everyday(strings.ToLower(th.name))
	}
	switch th.typ {
	case graph.Document:
		return false
	case graph.Event:
		f := a.newFrame(th)
		return !f.identified() && len(f.modifiers) == 0
	case graph.Organization:
		return !a.newFrame(th).institution()
	}
	return true
}

// everyday tells whether a word is too common to be a topic: "attention" and
// "trade" are, "inflation" and "tariffs" are not.
func everyday(word string) bool {
	const common = 1400
	rank := gazetteer.Rank(word)
	return rank > 0 && rank < common || frames().light[word]
}

// headLemma is the lemma of the noun of the thing's first mention.
func (a *articleThings) headLemma(th *thing) string {
	for _, m := range a.doc.Chains[th.chains[0]].Mentions {
		if tok := headToken(a.doc, &a.doc.Mentions[m]); tok != nil {
			return tok.Lemma
		}
	}
	return ""
}

// isAnaphor tells whether a noun phrase means things that the article has just
// named, so that it names nothing itself: "the two leaders", "both sides". When
// nothing resolves it, it is as empty as an unresolved pronoun.
func isAnaphor(doc *document.Document, m *document.Mention) bool {
	if m.Kind == document.Amount {
		return theNumber(doc, m)
	}
	if m.Kind != document.Nominal || m.Number == document.Singular || m.Head == m.First || m.Sentence >= len(doc.Sentences) {
		return false
	}
	tokens := doc.Sentences[m.Sentence].Tokens
	if m.Head >= len(tokens) {
		return false
	}
	for i := m.Head + 1; i <= m.Last && i < len(tokens); i++ {
		if tokens[i].Head == m.Head && basic(&tokens[i]) == "nmod" { // "the two leaders of the party"
			return false
		}
	}
	counted, pointing := false, false // "two men were arrested" is news, "the two men" are known
	for _, tok := range tokens[m.First:m.Head] {
		word := strings.ToLower(tok.Form)
		switch {
		case word == "both":
			counted, pointing = true, true
		case word == "two" || word == "three":
			counted = true
		case definiteWords[word]:
			pointing = true
		case tok.UPOS == "ADJ" || tok.UPOS == "NOUN" || tok.UPOS == "PROPN":
			return false // "two Russian soldiers" are news
		}
	}
	return counted && pointing && countedAnaphors[strings.ToLower(tokens[m.Head].Lemma)]
}

// theNumber tells whether an amount is a bare number behind a definite
// determiner: "the two are due to meet".
func theNumber(doc *document.Document, m *document.Mention) bool {
	tok := headToken(doc, m)
	if tok == nil || tok.UPOS != "NUM" || m.Head == 0 || m.Head < m.First {
		return false
	}
	before := doc.Sentences[m.Sentence].Tokens[m.Head-1]
	return definiteWords[strings.ToLower(before.Form)]
}

var definiteWords = wordSet(`the these those`)

// countedAnaphors are the nouns that, with a number, point back to what was
// named.
var countedAnaphors = wordSet(`leader man woman president minister country nation side party government state
company firm team politician official person people ally rival neighbour neighbor partner power capital king queen brother sister`)

// determiners are the words before a noun phrase that say nothing of what it
// is.
var determiners = wordSet(`a an the this that these those my your his her its our their some any each every such no another
what which whose both all much more certain`)

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
