package fact

import "factgraph/graph"

// location reads where events, organizations and places are: "the summit in
// Vietnam".
func (x *extractor) location(s *sentence, i int) {
	if !x.sited(s, i) || s.tok(i).XPOS == "NNS" && s.kid(i, "det", "nmod:poss", "nummod", "appos") == none { // "hospitals in Oslo" tells nothing that the name doesn't
		return
	}
	ctx := x.existing(s, i)
	if ctx.negated || ctx.modality != graph.Asserted {
		return
	}
	for _, k := range s.kids(i, "nmod") {
		if k < i || s.preposition(k) != "in" || x.typeAt(s, k) != graph.Place || !s.isName(k) {
			continue
		}
		for _, where := range x.things(s, k) {
			for _, what := range x.bearers(s, i) {
				x.addNoun(s, nounFact{
					rule: "location", subject: what, predicate: "located in", phrase: s.caseWords(k),
					object: where, context: ctx,
				})
			}
		}
	}
}

// sited tells whether what a noun names is somewhere: an event, a building,
// an organization.
func (x *extractor) sited(s *sentence, i int) bool {
	kind := qualifierWords().nouns[s.lemma(i)]
	if wordSet("direction").has(s.lemma(i)) {
		return false
	}
	switch x.typeAt(s, i) {
	case graph.Place, graph.Organization:
		return true
	case graph.Person, graph.Group, graph.Document, graph.Quantity, graph.Date:
		return false
	}
	_, mutual := words().together[s.lemma(i)]
	return kind == "event" || kind == "place" || mutual && x.typeAt(s, i) == graph.Event
}

// existing is the context of what is said of the thing that a noun names: what
// is denied or only possible has no place.
func (x *extractor) existing(s *sentence, i int) context {
	ctx, _ := x.eventContext(s, i)
	ctx.speakers = nil
	return ctx
}

// held reads where events are from the clauses that they are objects of, also
// by a relative clause: "a summit the two men were attending in Vietnam".
func (x *extractor) held(c *clause) {
	s := c.s
	if !wordSet("holding").has(c.lemma()) || c.copular {
		return
	}
	events := c.objects
	if c.passive {
		events = c.subjects
	}
	for _, i := range events {
		if s.tok(i).UPOS != "NOUN" || !x.sited(s, i) || x.typeAt(s, i) == graph.Place {
			continue
		}
		for _, k := range s.kids(c.head, "obl") {
			if s.preposition(k) != "in" || x.typeAt(s, k) != graph.Place || !s.isName(k) {
				continue
			}
			for _, what := range x.arguments(s, i) {
				x.addNoun(s, nounFact{
					rule: "location", subject: what, predicate: "located in", phrase: s.caseWords(k),
					object: x.argument(s, k), context: x.existing(s, i),
				})
			}
		}
	}
}
