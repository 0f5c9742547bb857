package fact

import (
	"slices"
)

// A reading is one way to read subject, predicate and object off a clause. A
// clause has several when it says several things at once: "told reporters that
// …" has what was told and who was told.
type reading struct {
	relation relation
	phrase   []int   // tokens of the predicate, ascending
	object   []int   // heads of the object's conjuncts; empty for none
	claim    *clause // the object is a clause
	rule     string
	negated  bool // a word that the predicate has swallowed denies it
	mutual   bool // the subjects did it with one another

	complements []*clause // what completes it beside the object: "accused Roe of lying"
}

// frame decides which arguments of a clause are subject and object of its
// facts. What it takes as an object it marks as used, so that the qualifiers
// are what is left.
func (x *extractor) frame(c *clause) []reading {
	switch {
	case c.existential:
		return c.frameExistential()
	case c.copular:
		return c.frameCopular()
	case c.lemma() == "be" && len(c.subjects) > 0:
		return c.frameCopular()
	}
	return x.frameVerb(c)
}

func (c *clause) frameExistential() []reading {
	r := reading{relation: relation{Verb: "exist"}, phrase: c.words(), rule: "existential"}
	if len(c.subjects) == 0 {
		c.subjects = c.objects
	}
	for _, what := range c.subjects { // "there are two boats off the coast": the phrase says where they are
		_, event := relations().events[c.s.lemma(what)]
		for _, k := range c.s.kids(what, "nmod") {
			if event && !wordSet("setting").has(c.s.preposition(k)) { // "no attack on the convoy"
				continue
			}
			if p := c.s.preposition(k); k > what && !c.s.is(k, "nmod:poss", "nmod:unmarked", "nmod:desc") && p != "" && !c.s.identifies(k) {
				c.obliques = append(c.obliques, oblique{head: k, preposition: p})
			}
		}
	}
	return []reading{r}
}

// cleft tells whether the clause only puts a name in front of what is said of
// it: "it was Roe who signed the contract". It says nothing of any "it".
func (c *clause) cleft() bool {
	s := c.s
	if !c.copular || len(c.subjects) != 1 || s.form(c.subjects[0]) != "it" || s.tok(c.head).UPOS != "PROPN" {
		return false
	}
	names := append(s.kids(c.head, "nmod:unmarked", "appos", "conj"), c.head) // "it was Roe, not Lund, who"
	return slices.ContainsFunc(names, func(k int) bool { return s.kid(k, "acl:relcl") != none })
}

// frameCopular reads "X is a Y", "X is in Y", "X is sensitive about Y" and "X
// is important".
func (c *clause) frameCopular() []reading {
	s := c.s
	r := reading{relation: relation{Verb: "be"}, phrase: c.words(), rule: "copula"}
	if c.outer {
		r.claim = c.complements[0]
		return []reading{r}
	}
	if c.cleft() {
		return nil
	}
	if !c.copular { // "there it is", "the summit was last week"
		if o := c.firstOblique(func(o *oblique) bool { return o.preposition != "" }); o != nil {
			o.used = true
			r.relation.Preposition = o.preposition
			r.phrase = append(r.phrase, s.caseWords(o.head)...)
			r.object = []int{o.head}
			return []reading{r}
		}
		return nil
	}
	if len(c.subjects) == 1 && len(s.caseWords(c.head)) == 0 && s.nominal(c.head) { // "among the dead was a fireman"
		place := c.subjects[0]
		if words := s.caseWords(place); len(words) > 0 && s.tok(words[0]).XPOS == "IN" && place < c.head && s.kid(place, "nummod") == none {
			r.relation.Preposition = s.preposition(place)
			r.phrase = append(r.phrase, words...)
			r.object, c.subjects = c.subjects, []int{c.head}
			r.rule = "copula-preposition"
			return []reading{r}
		}
	}
	if among := c.amongst(); among != none { // "among the dead were six children"
		r.relation.Preposition = "among"
		r.phrase = append(r.phrase, s.caseWords(among)...)
		r.object, c.subjects = []int{among}, s.conjuncts(c.head)
		r.rule = "copula-preposition"
		return []reading{r}
	}
	if words := s.caseWords(c.head); len(words) > 0 {
		r.relation.Preposition = s.preposition(c.head)
		r.phrase = append(r.phrase, words...)
		r.object = []int{c.head}
		r.rule = "copula-preposition"
		return []reading{r}
	}
	for _, k := range s.kids(c.head, "advmod") { // "shares were down 2 percent"
		if f := s.form(k); k > c.verb && s.kid(c.head, "nummod") > k && (f == "down" || f == "up" || f == "off") {
			r.relation.Preposition = f
			r.phrase = append(r.phrase, k)
			r.object = []int{c.head}
			r.rule = "copula-preposition"
			return []reading{r}
		}
	}
	if s.tok(c.head).UPOS == "ADJ" && s.kid(c.head, "det") == none {
		if o := c.complementOf(c.head); o != nil {
			o.used = true
			r.relation.Event = c.quality(o.preposition)
			r.relation.Preposition = o.preposition
			r.phrase = append(append(r.phrase, c.head), s.caseWords(o.head)...)
			r.object = []int{o.head}
			r.complements = s.completing(c, c.head) // "more likely than men to die"
			r.rule = "copula-adjective"
			return []reading{r}
		}
	}
	r.object = []int{c.head}
	return []reading{r}
}

// amongst is the phrase before a copula that tells of whom its predicate, which
// is the subject then, is one: "among the dead were six children"; none in other
// clauses.
func (c *clause) amongst() int {
	s := c.s
	if len(c.subjects) > 0 || !s.nominal(c.head) || c.verb == none || c.verb > c.head {
		return none
	}
	for _, k := range s.kids(c.head, "nmod", "obl") {
		if k < c.verb && s.preposition(k) == "among" {
			return k
		}
	}
	return none
}

// complementOf is the phrase that an adjective as a predicate is told with:
// what something is larger than, or else the first phrase behind it.
func (c *clause) complementOf(adjective int) *oblique {
	if o := c.firstOblique(func(o *oblique) bool { return o.preposition == "than" && o.head > adjective }); o != nil {
		return o
	}
	return c.firstOblique(func(o *oblique) bool {
		return o.preposition != "" && !c.s.timely(o.head) && o.head > adjective && !c.s.idle(o.head) && !c.s.fixed(o.head, qualifierWords().stage)
	})
}

// quality is the adjective of the predicate, in the comparative where it
// compares: "larger" than, "more reliable" in.
func (c *clause) quality(preposition string) string {
	s := c.s
	if preposition == "as" && slices.ContainsFunc(s.kids(c.head, "advmod"), func(k int) bool { return s.form(k) == "as" }) {
		return "as " + s.form(c.head) // "twice as high as"
	}
	if preposition != "than" && (s.open || !s.compared(c.head)) {
		return s.lemma(c.head)
	}
	for _, k := range s.kids(c.head, "advmod") {
		if f := s.form(k); k == c.head-1 && (f == "more" || f == "less") {
			return f + " " + s.form(c.head)
		}
	}
	return s.form(c.head)
}

// lies tells whether the verb is the one of lying somewhere, not of telling lies.
func (c *clause) lies() bool {
	return c.lemma() == "lie" && c.s.form(c.head) != "lied" && len(c.objects)+len(c.complements) == 0
}

// rests tells whether the verb says how far something lies from a place.
func (c *clause) rests() bool {
	return c.lies() && (c.firstOblique(func(o *oblique) bool { return o.preposition == "from" }) != nil ||
		slices.ContainsFunc(c.s.kids(c.head, "advmod"), func(k int) bool { return c.s.kid(k, "obl", "nmod") != none }))
}

// resting is the place of a verb that says where something lies, or nil.
func (c *clause) resting() *oblique {
	if !c.lies() {
		return nil
	}
	return c.firstOblique(func(o *oblique) bool { return wordSet("where").has(o.preposition) && !c.s.timely(o.head) })
}

// settledTime is the bare time that a verb without an object settles on, or nil.
func (c *clause) settledTime() *oblique {
	if c.passive || !wordSet("settling").has(c.lemma()) || c.particle != none {
		return nil
	}
	return c.firstOblique(func(o *oblique) bool { return o.preposition == "" && o.head > c.head && c.s.timely(o.head) })
}

// lightVerb reads "had several conversations with Putin" as met, with what
// follows the noun's preposition as the object.
func (x *extractor) lightVerb(c *clause, r reading) (reading, bool) {
	s := c.s
	noun := c.objects[0]
	if qualifierWords().nouns[s.lemma(noun)] == "document" && s.kid(noun, "compound") != none { // "signed a trade agreement with": on what would be lost
		return r, false
	}
	try := func(head int, preposition string) bool {
		if preposition == "" || c.particle != none && s.form(c.particle) == "over" || s.dates(head) || s.figurative(noun) || !isLight(c.lemma(), s.lemma(noun), preposition) {
			return false
		}
		r.relation.Event, r.relation.Preposition = s.lemma(noun), preposition
		r.phrase = append(append(slices.Clone(r.phrase), s.short(noun)...), s.caseWords(head)...)
		slices.Sort(r.phrase)
		r.phrase = slices.Compact(r.phrase)
		r.object = s.conjuncts(head)
		r.rule = "light-verb"
		r.negated = s.negates(noun) // "had no answer to the attack"
		return true
	}
	for _, k := range s.kids(noun, "nmod") {
		if try(k, s.preposition(k)) {
			s.consumed[noun] = true
			return r, true
		}
	}
	for _, k := range s.kids(noun, "nmod:poss") { // "took their place"
		if _, idiom := relations().heads[c.lemma()+" "+s.lemma(noun)+" of"]; idiom && try(k, "of") {
			s.consumed[noun] = true
			return r, true
		}
	}
	for i := range c.obliques {
		if o := &c.obliques[i]; try(o.head, o.preposition) {
			o.used = true
			s.consumed[noun] = true
			return r, true
		}
	}
	return r, false
}

// figurative tells whether the noun of an idiom has lost what it is literally: who
// takes "an impairment charge of" a sum has charge of nothing.
func (s *sentence) figurative(noun int) bool {
	return wordSet("bare").has(s.lemma(noun)) && s.kid(noun, "compound", "nummod") != none ||
		wordSet("bare").has(s.lemma(noun)) && slices.ContainsFunc(s.kids(noun, "det"), func(k int) bool { return s.form(k) == "a" || s.form(k) == "an" })
}

// dates tells whether the phrase at i is a time by its wording.
func (s *sentence) dates(i int) bool {
	_, ok := s.timeAt(i)
	return ok
}

// together reads "France and Britain fought a war" as fought with one another.
func (c *clause) together(r reading) (reading, bool) {
	s := c.s
	noun := c.objects[0]
	preposition, ok := words().together[s.lemma(noun)]
	if !ok || len(c.objects) > 1 || len(c.subjects) < 2 || s.kid(noun, "nmod:poss") != none || !isLight(c.lemma(), s.lemma(noun), preposition) {
		return r, false
	}
	r.relation.Event, r.relation.Preposition = s.lemma(noun), preposition
	r.phrase = append(slices.Clone(r.phrase), s.short(noun)...)
	slices.Sort(r.phrase)
	r.rule = "reciprocal"
	r.mutual = true
	s.consumed[noun] = true
	return r, true
}

// claims are the complements that are objects of their own facts: what is
// said, wanted, refused; not those that are told as one fact with the verb.
func (c *clause) claims() []*clause {
	var claims []*clause
	for _, inner := range c.complements {
		if inner.frame() == "small" || inner.frame() == "as-ing" || inner.merged() || inner.joined() || inner.undergone() || inner.goesOn() {
			continue
		}
		claims = append(claims, inner)
	}
	if c.echo != nil {
		claims = append(claims, c.echo)
	}
	return claims
}

// goesOn tells whether the clause is but another word of the predicate before it:
// "was impressive but not conclusive" is one claim.
func (c *clause) goesOn() bool {
	return !c.s.open && c.first != nil && c.copular && c.first.copular && c.s.kid(c.head, "nsubj", "csubj", "expl", "cop", "aux", "mark") == none
}

// small is the complement without a verb: "elected him president", "became
// president".
func (c *clause) small() *clause {
	for _, inner := range c.complements {
		if inner.frame() == "small" {
			return inner
		}
	}
	return nil
}

// merged tells whether the clause and the one above are told as one fact:
// "failed to reach", "is likely to win".
func (c *clause) merged() bool {
	class, ok := c.class()
	return ok && class.outer == "merge"
}

// joined tells whether the verb above becomes part of this clause's
// predicate: "stopped exporting".
func (c *clause) joined() bool {
	if c.s.open && c.kind == complement && c.s.is(c.head, "xcomp") {
		switch c.frame() {
		case "to", "pass-to", "ing", "bare":
			return true
		}
	}
	class, ok := c.class()
	return ok && class.outer == "join"
}

// undergone tells whether the clause is what somebody had done to something:
// "had a player sent off" tells of the player alone.
func (c *clause) undergone() bool {
	return !c.s.open && c.up != nil && c.up.lemma() == "have" && c.s.is(c.head, "xcomp") && c.s.tok(c.head).XPOS == "VBN"
}

// coreOblique is the prepositional phrase that is the object of the verb:
// "agreed on a plan".
func (c *clause) coreOblique() *oblique {
	core, phrasal := words().core[c.lemma()], words().core[c.phrasal()]
	return c.firstOblique(func(o *oblique) bool {
		return (core.has(o.preposition) || phrasal.has(o.preposition)) && !o.where && !c.s.idle(o.head) && !c.s.fixed(o.head, qualifierWords().how) && !c.s.fixed(o.head, qualifierWords().stage) && (!c.s.timely(o.head) || o.preposition == "with") && !c.s.setOff(o.head)
	})
}

// setOff tells whether a comma stands before the prepositional phrase.
func (s *sentence) setOff(i int) bool {
	first := s.subtree(i, nil)[0]
	return s.tok(first).Form == "," || first > 0 && s.tok(first-1).Form == ","
}

// links tells whether a noun or adjective without a verb can be what the verb
// says of its subject.
func (c *clause) links() bool {
	linking := words().control["linking"]
	return linking.has(c.lemma()) || c.passive && words().control["naming"].has(c.lemma())
}

func (c *clause) firstOblique(ok func(*oblique) bool) *oblique {
	for i := range c.obliques {
		if o := &c.obliques[i]; !o.used && ok(o) {
			return o
		}
	}
	return nil
}

// ruleName tells how the clause came by its subject.
func (c *clause) ruleName() string {
	switch {
	case c.agentive:
		return "passive-agent"
	case c.passive:
		return "passive"
	}
	switch c.kind {
	case relative:
		return "relative-clause"
	case adnominal:
		return "participle"
	case complement:
		if c.s.kid(c.head, "nsubj") == none {
			return "control"
		}
	case adverbial:
		return "adverbial-clause"
	case parenthesis:
		return "parenthesis"
	}
	if c.first != nil {
		return "coordination"
	}
	return "clause"
}

// words are the tokens of the predicate: auxiliaries, negation, verb and
// particle; with those of the clauses above that are told as one with it.
func (c *clause) words() []int {
	s := c.s
	var tokens []int
	if c.up != nil && (c.merged() || c.joined()) {
		if s.kid(c.up.head, "expl") == none { // not for "it is likely that …"
			tokens = append(tokens, c.up.words()...)
		}
		if c.up.copular && !c.up.outer {
			tokens = append(tokens, c.up.head)
		}
	}
	for _, k := range s.kids(c.head, "aux", "mark", "advmod") {
		if s.is(k, "mark") && s.form(k) != "to" || s.is(k, "advmod") && !words().polarity["negative"].has(s.form(k)) {
			continue
		}
		tokens = append(tokens, k)
	}
	if c.verb != none {
		tokens = append(tokens, c.verb)
	}
	if c.particle != none {
		tokens = append(tokens, c.particle)
	}
	slices.Sort(tokens)
	return slices.Compact(tokens)
}
