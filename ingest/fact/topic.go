package fact

import "factgraph/graph"

// topic reads what talks, texts and inquiries are about: "an investigation of
// Russia's role", "a statement on Syria".
func (x *extractor) topic(s *sentence, i int) {
	prepositions := nounWords().topics[s.lemma(i)]
	if prepositions == nil || s.consumed[i] || s.is(i, "compound", "nmod:desc") {
		return
	}
	ctx := x.existing(s, i)
	if ctx.negated || ctx.modality != graph.Asserted {
		return
	}
	for _, k := range s.kids(i, "nmod") {
		p := s.preposition(k)
		if k < i || !prepositions.has(p) && !wordSet("about").has(p) {
			continue
		}
		if _, timed := s.timeAt(k); timed || x.typeAt(s, k) == graph.Date {
			continue
		}
		for _, what := range x.arguments(s, i) {
			for _, about := range x.things(s, k) {
				x.addNoun(s, nounFact{
					rule: "topic", subject: what, predicate: "concerned", phrase: append([]int{i}, s.caseWords(k)...),
					object: about, context: ctx,
				})
			}
		}
	}
}
