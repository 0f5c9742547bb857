package fact

// frame decides which arguments of a clause are the subject and the object of
// its facts, and what the predicate is.
func (x *extractor) frame(c *clause) {
	r := relation{Verb: c.lemma(), Passive: c.passive}
	if c.particle != none {
		r.Particle = c.s.lemma(c.particle)
	}
	c.predicate = canonical(r)
	c.phrase = []int{c.head}
	c.rule = "clause"
}

// emit writes a fact for each pair of a subject and an object.
func (x *extractor) emit(c *clause) {
	for _, subject := range c.subjects {
		for _, object := range c.objects {
			for _, a := range x.arguments(c.s, subject) {
				for _, b := range x.arguments(c.s, object) {
					x.add(c, a, b)
				}
			}
		}
	}
}

// add drafts a fact of the clause with its context.
func (x *extractor) add(c *clause, subject, object Argument) {
	s := c.s
	x.drafts = append(x.drafts, draft{Fact: Fact{
		Subject: subject, Predicate: c.predicate, Phrase: s.wording(c.phrase), Object: object,
		Negated: c.scope.negated, Modality: c.scope.modality, AttributedTo: c.scope.speakers,
		Qualifiers: c.qualifiers, Rule: c.rule,
		Sentence: s.index, Span: s.span(s.subtree(c.head, nil)),
	}})
}

// finish scores the drafts, drops doubles and settles the claims.
func (x *extractor) finish() []Fact {
	facts := make([]Fact, len(x.drafts))
	for i := range x.drafts {
		facts[i] = x.drafts[i].Fact
		facts[i].Confidence = 0.5
	}
	return facts
}

// at is the innermost clause that token i stands in, or nil. Its scope is the
// context of a fact that a noun at i carries.
func (s *sentence) at(i int) *clause {
	for i >= 0 {
		if c := s.clauseAt[i]; c != nil {
			return c
		}
		i = s.Tokens[i].Head
	}
	return nil
}
