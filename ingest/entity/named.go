package entity

import (
	"slices"

	"factgraph/ingest/document"
	"factgraph/ingest/fact"
)

// withMentions gives the things that facts name without a mention of the
// document, such as the China of "Chinese President", a mention and a chain
// each, so that they become entities like all others. Neither the document nor
// the facts that are passed in change.
func withMentions(doc *document.Document, facts []fact.Fact) (*document.Document, []fact.Fact) {
	n := namer{doc: *doc, chains: make(map[string]int)}
	n.doc.Mentions, n.doc.Chains = slices.Clip(doc.Mentions), slices.Clip(doc.Chains)
	facts = slices.Clone(facts)
	for i := range facts {
		f := &facts[i]
		n.name(&f.Subject, f.Sentence)
		n.name(&f.Object, f.Sentence)
		f.AttributedTo = slices.Clone(f.AttributedTo)
		for j := range f.AttributedTo {
			n.name(&f.AttributedTo[j], f.Sentence)
		}
		f.Qualifiers = slices.Clone(f.Qualifiers)
		for j := range f.Qualifiers {
			n.name(&f.Qualifiers[j].Value, f.Sentence)
		}
	}
	return &n.doc, facts
}

// A namer makes mentions of named arguments, one chain for each name.
type namer struct {
	doc    document.Document
	chains map[string]int // by name
}

func (n *namer) name(a *fact.Argument, sentence int) {
	if a.Kind != fact.Named {
		return
	}
	chain, ok := n.chains[a.Literal.Value]
	if !ok {
		chain = len(n.doc.Chains)
		n.chains[a.Literal.Value] = chain
		n.doc.Chains = append(n.doc.Chains, document.Chain{Type: a.Type, Name: a.Literal.Value})
	}
	first, last := n.tokens(a.Span, sentence)
	m := len(n.doc.Mentions)
	n.doc.Mentions = append(n.doc.Mentions, document.Mention{
		Span: a.Span, Sentence: sentence, First: first, Last: last, Head: last,
		Kind: document.Named, Type: a.Type, Name: a.Literal.Value, Number: document.Singular, Chain: chain,
	})
	c := &n.doc.Chains[chain]
	c.Mentions = append(slices.Clip(c.Mentions), m)
	a.Kind, a.Mention = fact.Mention, m
}

// tokens are the first and the last token of a span.
func (n *namer) tokens(span document.Span, sentence int) (first, last int) {
	first = -1
	for i, tok := range n.doc.Sentences[sentence].Tokens {
		if span.Contains(tok.Span) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return max(first, 0), last
}
