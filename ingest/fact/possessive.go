package fact

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// possessive reads what a possessor has: "Syria's civil war" is a war that
// Syria has. Roles and events with a possessor are told by their own rules;
// qualities and parts of a thing ("its sixth year", "his words") tell nothing.
func (x *extractor) possessive(s *sentence, k int) {
	noun := s.tok(k).Head
	if noun < 0 || s.tok(noun).UPOS != "NOUN" || s.consumed[noun] {
		return
	}
	if _, ok := nounWords().roles[s.singular(noun)]; ok {
		return
	}
	if relations().events[s.lemma(noun)].verb != "" {
		return
	}
	if xpos := s.tok(noun).XPOS; xpos == "NNS" || xpos == "NNPS" { // "its founder's shares": what is one of a kind identifies
		return
	}
	if slices.ContainsFunc(s.kids(noun, "amod"), func(a int) bool { return s.tok(a).XPOS == "JJS" }) { // "the world's biggest port"
		return
	}
	if s.superlative(k) && s.kid(k, "nmod:poss") != none { // "the state's largest teachers' union": the union is the largest
		return
	}
	if wordSet("generic").has(s.form(k)) && s.kid(k, "nmod:poss") == none { // "the women's race"
		return
	}
	if qualifierWords().adverbs[s.form(noun)] == "where" { // "Sydney's north"
		return
	}
	if x.typeAt(s, k) == graph.Date || s.tok(k).UPOS == "PRON" {
		return
	}
	m := s.mentions[k]
	if m == none || x.doc.Mentions[m].Kind == document.Pronoun {
		return
	}
	switch x.typeAt(s, noun) {
	case graph.Organization, graph.Group:
		if x.typeAt(s, k) == graph.Place && s.tok(noun).UPOS == "NOUN" { // every country has a government and an army
			return
		}
	default:
		_, mutual := words().together[s.lemma(noun)]
		kind := qualifierWords().nouns[s.lemma(noun)]
		if !mutual && kind != "event" && kind != "place" || strings.HasSuffix(s.form(noun), "ing") {
			return
		}
	}
	if _, part := relations().heads["+"+s.lemma(noun)+" in"]; part { // "Russia's role in the election"
		return
	}
	ctx := x.existing(s, noun)
	if ctx.negated || ctx.modality != graph.Asserted {
		return
	}
	if s.is(noun, "compound", "nmod:desc", "appos") || s.kid(noun, "appos") != none {
		return
	}
	for _, owner := range x.things(s, k) {
		for _, what := range x.arguments(s, noun) {
			if owner.Kind != Mention || what.Kind != Mention {
				continue
			}
			x.addNoun(s, nounFact{
				rule: "possessive", subject: owner, predicate: "has", phrase: []int{k},
				object: what, context: ctx,
			})
		}
	}
}
