package fact

import (
	"slices"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// A chain takes a pronoun in when that is more likely right than wrong; a fact
// needs more than that, because a fact about the wrong thing is worse than none.

// A bar is the probability that the link of a pronoun must have for a fact: of
// one parallel to what it is linked to, and of another.
type bar struct{ parallel, other float32 }

// bars are chosen on the training part of GUM, where at these nine links in ten
// are right (eight of "it"), and confirmed on its development part.
var bars = map[string]bar{
	"it": {0.5, 0.7}, "its": {0.45, 0.5}, "itself": {0.5, 0.7},
	"they": {0.45, 0.7}, "them": {0.45, 0.7}, "their": {0.45, 0.5}, "themselves": {0.45, 0.7},
	"he": {0.45, 0.6}, "him": {0.45, 0.5}, "his": {0.45, 0.5}, "himself": {0.45, 0.5},
	"she": {0.45, 0.6}, "her": {0.45, 0.5}, "herself": {0.45, 0.5},
	"we": {0.5, 0.6}, "us": {0.5, 0.6}, "our": {0.5, 0.6}, "you": {0.5, 0.5}, "your": {0.5, 0.5},
	"this": {0.8, 0.8}, "that": {0.8, 0.8}, "these": {0.8, 0.8}, "those": {0.8, 0.8},
}

// subjectIt is the bar for "it" as a subject that is linked to what is none: two
// in three of these links are wrong.
const subjectIt = 0.9

// byRanker is the reason of the links that are no rule's.
const byRanker = "ranker"

// trusted tells whether mention m may stand in a fact: it is no pronoun, or one
// whose links, down to what is none, are all sure enough.
func (x *extractor) trusted(m int) bool {
	for range x.doc.Mentions {
		mention := &x.doc.Mentions[m]
		if mention.Kind != document.Pronoun {
			return true
		}
		link, linked := x.links[m]
		if !linked || mention.Chain == x.protagonist && mention.Gender != document.GenderUnknown {
			return true
		}
		if link.Reason == byRanker && (link.Score < x.bar(mention, &x.doc.Mentions[link.Antecedent]) || x.reporterOrReported(m, link.Antecedent)) {
			return false
		}
		m = link.Antecedent
	}
	return false
}

// fewest is how many mentions a protagonist has, and lead how many times as many
// as anybody else.
const (
	fewest = 5
	lead   = 3
)

// protagonist is the chain of the person that the article is about, as a
// biography is: the first sentence begins with it, and nobody else is spoken of
// a third as often. Its "he" or "she" needs no other proof. It is none in most
// articles.
func (x *extractor) findProtagonist() int {
	if len(x.doc.Mentions) == 0 {
		return none
	}
	first := &x.doc.Mentions[0]
	if first.Kind != document.Named || first.Type != graph.Person || first.Sentence != 0 || first.Chain < 0 || !x.sentences[0].is(first.Head, "nsubj") {
		return none
	}
	most := len(x.doc.Chains[first.Chain].Mentions)
	for i := range x.doc.Chains {
		c := &x.doc.Chains[i]
		if i != first.Chain && c.Type == graph.Person && lead*len(c.Mentions) > most && x.doc.Mentions[c.Mentions[0]].Number != document.Plural {
			return none
		}
	}
	if most < fewest {
		return none
	}
	return first.Chain
}

// bar is the probability that the link between a pronoun and what is before it
// must have.
func (x *extractor) bar(pronoun, before *document.Mention) float32 {
	s := x.sentences[pronoun.Sentence]
	form := s.form(pronoun.Head)
	switch {
	case x.parallel(pronoun, before):
		return bars[form].parallel
	case form == "it" && s.is(pronoun.Head, "nsubj"):
		return subjectIt
	}
	return bars[form].other
}

// parallel tells whether a pronoun and what it is linked to are both subjects,
// of one sentence or of two in a row, or the pronoun is a possessive in the
// sentence of the subject.
func (x *extractor) parallel(pronoun, before *document.Mention) bool {
	here, there := x.sentences[pronoun.Sentence], x.sentences[before.Sentence]
	p, b := here.firstConjunct(pronoun.Head), there.firstConjunct(before.Head)
	if !there.is(b, "nsubj") {
		return false
	}
	switch {
	case here.is(p, "nmod:poss"):
		return here == there
	case !here.is(p, "nsubj"):
		return false
	case here == there:
		return true
	}
	return pronoun.Sentence == before.Sentence+1 && here.tok(p).Head == here.root && there.tok(b).Head == there.root
}

// surely is the probability above which a pronoun is taken for who reports
// whatever else is in reach.
const surely = 0.98

// reporterOrReported tells whether "they" or "it" has been taken for who says
// the sentence that it stands in though what is said speaks of something else
// before it: in "witnesses say police arrested nine members as they marched" the
// members march.
func (x *extractor) reporterOrReported(m, antecedent int) bool {
	pronoun, source := &x.doc.Mentions[m], &x.doc.Mentions[antecedent]
	if pronoun.Sentence != source.Sentence || x.links[m].Score >= surely || pronoun.Person != 3 || pronoun.Gender == document.Masculine || pronoun.Gender == document.Feminine {
		return false
	}
	s := x.sentences[pronoun.Sentence]
	c := s.at(pronoun.Head)
	for c != nil && !(c.kind == complement && c.up != nil && slices.Contains(c.up.subjects, source.Head)) {
		c = c.up
	}
	if c == nil || !c.up.speaks() {
		return false
	}
	for i := c.up.head + 1; i < pronoun.Head; i++ {
		if k := s.mentions[i]; k != none && s.is(i, "nsubj", "nsubj:pass", "obj") && x.agrees(pronoun, &x.doc.Mentions[k]) {
			return true
		}
	}
	return false
}

// agrees tells whether a noun can be what a pronoun without gender stands for.
func (x *extractor) agrees(pronoun, noun *document.Mention) bool {
	switch noun.Kind {
	case document.Pronoun, document.Temporal, document.Amount:
		return false
	}
	if pronoun.Number == document.Plural {
		return noun.Number == document.Plural
	}
	return noun.Number != document.Plural && noun.Type != graph.Person
}
