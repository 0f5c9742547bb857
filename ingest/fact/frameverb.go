package fact

import "slices"

// frameVerb reads a clause with a full verb: the claims that are its objects,
// and then the one other thing that it says.
func (x *extractor) frameVerb(c *clause) []reading {
	base := reading{relation: relation{Verb: c.lemma(), Passive: c.passive}, phrase: c.words(), rule: c.ruleName()}
	if c.particle != none {
		base.relation.Particle = c.s.form(c.particle)
		base.relation.Measured = len(c.objects) == 1 && !c.passive && x.kindOf(c.s, c.objects[0]) == "amount"
	}
	if r, ok := x.frameState(c, base); ok {
		return []reading{r}
	}
	claims := c.claims()
	if c.asksThrough() || x.completes(c, claims) { // "called on all parties to talk" is told by "called on"
		base.complements, claims = claims, nil
	}
	all := x.frameClaims(c, base, claims)
	if len(c.objects) > 0 && len(claims) > 0 && !(x.open && c.addressed(claims[0])) {
		return all
	}
	if r, ok := c.frameExtraposed(base); ok && !x.open {
		return append(all, r)
	}
	if len(c.objects) > 0 {
		return append(all, x.frameObject(c, base))
	}
	if r, ok := x.framePredicate(c, base, len(claims) > 0); ok {
		return append(all, r)
	}
	if r, ok := x.frameOblique(c, base); ok {
		return append(all, r)
	}
	if !x.open && wordSet("coming").has(c.lemma()) && len(c.obliques) == 0 && c.particle == none && slices.ContainsFunc(c.s.kids(c.head, "advcl"), func(k int) bool { return k > c.head }) { // "the move came after …" tells only when
		return all
	}
	if len(claims) == 0 && (x.open || c.passive || c.particle != none || len(c.obliques) > 0 && c.lemma() != "say" || !words().control["bare"].has(c.lemma())) {
		all = append(all, base)
	}
	return all
}

// frameState reads a verb that only says what or where something is: "scores are
// missing", "was lying on its side".
func (x *extractor) frameState(c *clause, r reading) (reading, bool) {
	if words().control["adjectival"].has(c.s.form(c.head)) && len(c.objects) == 0 && c.s.kid(c.head, "xcomp") == none {
		r.relation = relation{Verb: "be"}
		r.object = []int{c.head}
		r.rule = "copula"
		return r, true
	}
	if x.open {
		return r, false
	}
	if o := c.resting(); o != nil { // no lie
		o.used = true
		r.relation = relation{Verb: "be", Preposition: o.preposition}
		r.phrase = append(slices.Clone(r.phrase), c.s.caseWords(o.head)...)
		r.object = []int{o.head}
		r.rule = "copula-preposition"
		return r, true
	}
	if c.rests() { // "lies close to the border"
		r.relation = relation{Verb: "be"}
		return r, true
	}
	return r, false
}

// frameClaims reads the clauses that are objects.
func (x *extractor) frameClaims(c *clause, base reading, claims []*clause) []reading {
	var all []reading
	for _, claim := range claims {
		r := base
		r.claim = claim
		r.rule = "claim"
		if p := claim.frame().preposition(); p != "" && len(c.objects) == 0 && !x.open { // "was accused of lying"
			r.relation.Preposition = p
			r.phrase = append(slices.Clone(r.phrase), claim.marks()...)
		}
		all = append(all, r)
	}
	return all
}

// frameExtraposed reads "made it harder to pay".
func (c *clause) frameExtraposed(r reading) (reading, bool) {
	if r.claim = c.extraposed(); r.claim == nil {
		return r, false
	}
	adjective := c.small().head
	r.rule = "claim"
	r.relation.Event = c.s.form(adjective)
	r.phrase = append(slices.Clone(r.phrase), c.s.predicateWords(adjective)...)
	return r, true
}

// frameObject reads a verb with an object: a light verb ("held talks with"), an
// idiom ("took place"), an object with what it becomes ("shot the man dead").
func (x *extractor) frameObject(c *clause, r reading) reading {
	s := c.s
	r.object = c.objects
	if light, ok := x.lightVerb(c, r); ok {
		return light
	}
	if noun := s.lemma(c.objects[0]); !s.open && isIdiom(c.lemma(), noun) && (noun == "debut" || s.kid(c.objects[0], "nmod:poss") == none) {
		r.relation.Event = noun
		r.phrase = append(slices.Clone(r.phrase), s.short(c.objects[0])...)
		r.object = nil
		r.rule = "idiom"
		return r
	}
	if pair, ok := c.together(r); ok {
		return pair
	}
	if small := c.small(); small != nil && s.tok(small.head).UPOS == "ADJ" && (words().embedding[c.lemma()]["small"] != "" || wordSet("deadly").has(c.lemma())) {
		r = c.resultative(r, small)
	}
	return r
}

// resultative adds what something becomes to the predicate: "was shot dead".
func (c *clause) resultative(r reading, small *clause) reading {
	r.relation.Event = c.s.form(small.head)
	r.phrase = append(slices.Clone(r.phrase), small.head)
	r.rule = "resultative"
	return r
}

// framePredicate reads a verb without an object and what it says of its subject:
// "was shot dead", "became president", "finished third".
func (x *extractor) framePredicate(c *clause, r reading, claimed bool) (reading, bool) {
	s, small := c.s, c.small()
	if o := c.settledTime(); o != nil && !x.open { // "set June 26 for the vote": the day is what is set
		o.used = true
		r.object = []int{o.head}
		return r, true
	}
	switch {
	case small != nil && c.passive && s.tok(small.head).UPOS == "ADJ" && wordSet("deadly").has(c.lemma()):
		return c.resultative(r, small), true
	case small != nil && c.links():
		return x.frameLinked(c, r, small), true
	case small != nil && s.nominal(small.head) && !c.passive: // an object, taken for a predicate
		r.object = s.conjuncts(small.head)
		return r, true
	}
	if place := c.standing(); place != none && !claimed {
		r.object = []int{place}
		r.rule = "predicative"
		return r, true
	}
	return r, false
}

// frameLinked reads a linking verb: "became president", "fell short of".
func (x *extractor) frameLinked(c *clause, r reading, small *clause) reading {
	s := c.s
	for _, o := range small.obliques { // "will remain closed until Monday"
		if s.timely(o.head) {
			c.obliques = append(c.obliques, o)
		}
	}
	r.object = []int{small.head}
	r.rule = "predicative"
	r.negated = small.own.negated // "pleaded not guilty"
	if words := s.caseWords(small.head); len(words) > 0 {
		r.relation.Preposition = s.preposition(small.head)
		r.phrase = append(slices.Clone(r.phrase), words...)
	} else if o := small.complementOf(small.head); o != nil && !s.open && s.tok(small.head).UPOS == "ADJ" && len(x.arguments(s, o.head)) > 0 {
		o.used = true
		r.relation.Event = small.quality(o.preposition)
		r.relation.Preposition = o.preposition
		r.phrase = append(append(slices.Clone(r.phrase), small.head), s.caseWords(o.head)...)
		r.object = []int{o.head}
	}
	return r
}

// frameOblique reads a verb whose object has a preposition: "agreed on a plan".
func (x *extractor) frameOblique(c *clause, r reading) (reading, bool) {
	s, o := c.s, c.coreOblique()
	if x.open {
		o = c.nearestOblique()
	}
	if o == nil {
		return r, false
	}
	r.relation.Preposition = o.preposition
	r.phrase = append(slices.Clone(r.phrase), s.caseWords(o.head)...)
	for i := range c.obliques {
		if other := &c.obliques[i]; s.firstConjunct(other.head) == s.firstConjunct(o.head) {
			other.used = true
			r.object = append(r.object, other.head)
		}
	}
	return r, true
}
