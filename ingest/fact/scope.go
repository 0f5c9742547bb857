package fact

import (
	"slices"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// scopes gives every clause its context.
func (x *extractor) scopes() {
	for _, s := range x.sentences {
		s.invertReports()
		for _, c := range s.clauses {
			c.own = c.ownContext()
		}
		x.accordingTo(s)
		x.headlineSource(s)
	}
	x.quotations()
	for _, s := range x.sentences {
		for _, c := range s.clauses {
			x.scopeOf(c)
		}
	}
}

// scopeOf gives a clause its context, those above it first.
func (x *extractor) scopeOf(c *clause) {
	if c.scoped {
		return
	}
	c.scoped = true
	if c.up != nil {
		x.scopeOf(c.up)
	}
	c.scope = x.within(x.handDown(c), c.own)
}

// within is the context of a clause that says own, standing in context above.
func (x *extractor) within(above, own context) context {
	c := context{
		negated:  above.negated != own.negated,
		unsaid:   above.unsaid || own.unsaid,
		modality: combine(above.modality, own.modality),
	}
	for _, who := range slices.Concat(above.speakers, own.speakers) {
		if n := len(c.speakers); n == 0 || !x.same(c.speakers[n-1], who) {
			c.speakers = append(c.speakers, who)
		}
	}
	return c
}

// combine is the modality of a clause under another: the outer one wins,
// unless it leaves everything to the inner.
func combine(outer, inner graph.Modality) graph.Modality {
	switch {
	case outer != "" && outer != graph.Asserted:
		return outer
	case inner != "":
		return inner
	}
	return graph.Asserted
}

// handDown is what the clauses above make of c.
func (x *extractor) handDown(c *clause) context {
	if c.up == nil {
		return context{}
	}
	if c.first != nil && (c.kind == adnominal || c.kind == relative) { // "charges that he took money and hid it"
		return x.handDown(c.first)
	}
	up := c.up.scope
	down := context{speakers: up.speakers}
	switch c.kind {
	case complement, subjectClause:
		down = x.embed(c, up)
		down.unsaid = down.unsaid || up.unsaid
		return down
	case adverbial:
		down = c.subordinate(up)
		down.unsaid = down.unsaid || up.unsaid
		return down
	case adnominal:
		if class := words().markers[c.marker()]; class == "time" || class == "conditional" { // "the plant, once completed, is"
			return c.subordinate(up)
		}
		if e, who, ok := x.disputed(c); ok {
			if c.s.negates(c.noun()) { // "found no evidence that"
				down.unsaid = true
				return down
			}
			if up.negated && !e.affirmed.negated { // "could not verify the claim that": it is not their claim
				down.modality, down.speakers = graph.Possible, append(slices.Clip(up.speakers), x.holder(c)...)
				return down
			}
			down.modality, down.negated = e.affirmed.modality, e.affirmed.negated
			down.speakers = append(slices.Clip(up.speakers), who...)
			return down
		}
		if e, ok := c.nounClass(); ok {
			effect := e.affirmed
			if noun := c.noun(); up.negated && slices.Contains(c.up.objects, noun) && !c.s.definite(noun) || c.s.negates(noun) {
				effect = e.negated // but "will not affect their plans to": they plan it
			}
			down.modality, down.negated, down.unsaid = effect.modality, effect.negated, effect.unsaid
			switch wanted := slices.Contains(c.up.objects, c.noun()); {
			case wanted && words().control["wanting"].has(c.up.lemma()) && c.frame() == "that": // "wanted a guarantee that"
				down.modality = graph.Asked
				down.speakers = append(slices.Clip(up.speakers), x.speakers(c.up)...)
				return down
			case wanted && words().control["awaiting"].has(c.up.lemma()): // "awaited confirmation that"
				down.modality = graph.Possible
			}
			if e.speaker {
				who := x.holder(c)
				if len(who) == 0 && !words().control["factive"].has(c.s.lemma(c.noun())) { // whose allegation?
					down.modality = combine(down.modality, graph.Possible)
				}
				down.speakers = append(slices.Clip(up.speakers), who...)
			}
			return down
		}
		if c.infinitive() && !c.s.singled(c.noun()) {
			down.modality = graph.Intended
			if c.passive && len(c.subjects) == 1 && c.subjects[0] == c.noun() { // "a conference to be held in Oslo"
				down.modality = combine(up.modality, graph.Future)
			}
			return down
		}
		if noun, _ := c.prospect(); noun != none {
			e := words().classes[words().embedding[c.s.lemma(noun)]["of-ing"]].affirmed
			down.modality, down.negated, down.unsaid = e.modality, e.negated, e.unsaid
			return down
		}
	}
	// Relative clauses, participles and parentheses take something for
	// granted: only what is new and not so yet stays open within them.
	if c.kind != parenthesis && c.inSource() { // "according to a decree issued in May"
		down.speakers = slices.DeleteFunc(slices.Clone(down.speakers), func(who Argument) bool {
			return slices.ContainsFunc(c.up.own.speakers, func(own Argument) bool { return x.same(own, who) })
		})
	}
	if c.kind == parenthesis || !c.indefinite() || up.modality == graph.Asked {
		return down
	}
	noun := c.s.firstConjunct(c.described(c.noun()))
	switch {
	case up.unsaid, up.negated && (c.opaque() || c.generic()):
		down.unsaid = true
	case c.s.negates(noun) && slices.Contains(c.up.subjects, noun) && !c.up.existential: // "no plan that failed was published"
		down.unsaid = true
	case up.negated || !c.opaque():
	case up.modality == graph.Future && c.s.setOff(c.head): // "will debate a plan, drafted by two ministers, on"
	case c.past():
	case up.modality != graph.Asserted && up.modality != graph.Necessary:
		down.modality = up.modality
	case words().control["awaiting"].has(c.up.lemma()): // "needs a striker who scores": anyone who does
		down.modality = graph.Possible
	}
	return down
}

// inSource tells whether the clause describes the source that "according to"
// names, which does not say it itself.
func (c *clause) inSource() bool {
	for i := c.noun(); i != none && i != c.up.head; i = c.s.tok(i).Head {
		if c.s.preposition(i) == "according to" {
			return true
		}
	}
	return false
}

// prospect is the noun in "the possibility of the state dictating prices", and
// who does it; none for other clauses.
func (c *clause) prospect() (noun, doer int) {
	s := c.s
	on := c.noun()
	if !c.gerund() || c.marker() != "" || on == none {
		return none, none
	}
	frames := words().embedding
	if head := s.tok(on).Head; s.preposition(on) == "of" && head != none && frames[s.lemma(head)]["of-ing"] != "" {
		return head, on
	}
	for _, k := range s.kids(on, "nmod") {
		if k < c.head && s.preposition(k) == "of" && frames[s.lemma(on)]["of-ing"] != "" {
			return on, k
		}
	}
	return none, none
}

// opaque tells whether the clause describes what there need not be: what
// somebody makes, wants or looks for, as in "will build a channel that avoids
// incidents". What is bought, helped or hit is there: "to buy goods that are
// scarce". The terms are those of Quine (1960).
func (c *clause) opaque() bool {
	top := c
	if c.first != nil {
		top = c.first
	}
	up, noun := c.up, c.s.firstConjunct(top.described(top.noun()))
	if up.existential || up.copular {
		return true
	}
	for _, o := range up.objects {
		if c.s.firstConjunct(o) == noun {
			return words().control["opaque"].has(up.lemma())
		}
	}
	for i := range up.obliques {
		if o := &up.obliques[i]; c.s.firstConjunct(o.head) == noun {
			return words().control["opaque"].has(up.lemma() + " " + o.preposition)
		}
	}
	return up.passive && slices.Contains(up.subjects, noun) && words().control["opaque"].has(up.lemma())
}

// generic tells whether the noun that the clause describes is any of its kind:
// "has not made a film that won an award", "no plan that failed".
func (c *clause) generic() bool {
	top := c
	if c.first != nil {
		top = c.first
	}
	for _, k := range c.s.kids(top.described(top.noun()), "det") {
		switch c.s.form(k) {
		case "a", "an", "any", "no":
			return true
		}
	}
	return false
}

// embed is the context of a clause that is the complement of a verb or of a
// predicative adjective or noun.
func (x *extractor) embed(c *clause, up context) context {
	class, ok := c.class()
	if marker := c.marker(); marker == "whether" || marker == "if" { // open, whatever is said or known of it
		down := context{modality: graph.Asked, speakers: up.speakers}
		if ok && class.speaker && !up.negated {
			down.speakers = append(slices.Clip(up.speakers), x.speakers(c.up)...)
		}
		return down
	}
	if !ok {
		if c.gerund() && words().control["aiming"].has(c.marker()) { // "focused on rebuilding the harbour"
			return context{negated: up.negated, modality: combine(up.modality, graph.Intended), speakers: up.speakers}
		}
		if stand := words().classes[words().embedding[c.up.lemma()]["that"]]; c.passive && c.up.passive && c.kind == complement && !up.negated { // "was feared drowned"
			return context{modality: combine(up.modality, stand.affirmed.modality), negated: stand.affirmed.negated, speakers: up.speakers}
		}
		if c.infinitive() && c.kind == complement {
			return context{negated: up.negated, modality: combine(up.modality, graph.Intended), speakers: up.speakers}
		}
		if c.kind == subjectClause {
			return context{modality: up.modality, speakers: up.speakers}
		}
		return up
	}
	e := class.affirmed
	if up.negated {
		e = class.negated
	}
	if e.unsaid && c.frame() == "wh" { // "did not say why he left": he left
		return context{modality: graph.Asserted, speakers: up.speakers}
	}
	down := context{negated: e.negated, unsaid: e.unsaid, modality: combine(up.modality, e.modality), speakers: up.speakers}
	switch {
	case e.modality == graph.Asked && up.modality == graph.Future: // "will ask": what will be asked is asked
		down.modality = graph.Asked
	case class.factive() && up.modality == graph.Necessary: // "should be proud to live here": they do
		down.modality = graph.Asserted
	}
	if class.speaker && !up.negated && c.up.past() && words().control["belief"].has(c.governor()) { // "thought she had lost"
		down.modality = combine(up.modality, graph.Possible)
	}
	if class.speaker && !e.unsaid {
		var who []Argument
		if !c.up.passive { // "was accused of": by whom is not said
			who = x.speakers(c.up)
		}
		if len(who) == 0 { // said by nobody known: not for the article to assert
			down.modality = combine(down.modality, graph.Possible)
		}
		down.speakers = append(slices.Clip(down.speakers), who...)
		// "will say that", "might deny that": the saying is open, not what is said.
		if e.modality == graph.Asserted && up.modality == graph.Future {
			down.modality = graph.Future
		}
	}
	return down
}

// holder is who has the claim, the plan, the doubt that a clause hangs on:
// "his claim that …", "the allegation by X that …".
func (x *extractor) holder(c *clause) []Argument {
	s := c.s
	noun := c.noun()
	for _, k := range s.kids(noun, "nmod:poss", "nmod") {
		if p := s.preposition(k); s.is(k, "nmod:poss") || p == "by" || p == "from" || p == "of" {
			if who := x.argument(s, k); who.Kind == Mention {
				return []Argument{who}
			}
		}
	}
	if up := c.up; up != nil && slices.Contains(up.objects, noun) && words().control["utterance"].has(up.lemma()) { // "expressed hope that"
		return x.speakers(up)
	}
	return nil
}

// disputed is the class of a verb that takes a stand on the claim which is its
// object: "rejected allegations that …", "confirmed reports that …".
func (x *extractor) disputed(c *clause) (class, []Argument, bool) {
	up := c.up
	noun := c.noun()
	if up == nil || up.copular || !slices.Contains(up.objects, noun) || c.frame() != "that" {
		return class{}, nil, false
	}
	if _, claim := words().embedding[c.s.lemma(noun)]["that"]; !claim {
		return class{}, nil, false
	}
	stand, ok := words().classes[words().embedding[up.lemma()]["that"]]
	return stand, x.speakers(up), ok && stand.speaker
}

// subordinate is the context of an adverbial clause.
func (c *clause) subordinate(up context) context {
	down := context{speakers: up.speakers}
	marker := c.marker()
	lex := words()
	switch lex.markers[marker] {
	case "question":
		down.modality = graph.Asked
	case "conditional":
		if c.s.concessive(c.head) {
			return down
		}
		down.modality = graph.Conditional
	case "purpose":
		down.modality = graph.Intended
	case "negative":
		down.negated = true
		down.modality = up.modality
	case "unreal":
		down.modality = graph.Possible
	case "before":
		if up.modality != graph.Asserted || up.negated {
			down.modality = graph.Possible
		}
	default:
		if c.openGerund() {
			down.unsaid = true
			return down
		}
		if c.gerund() && marker == "" && up.modality != graph.Asserted && !c.s.setOff(c.head) { // "would be left waiting"
			down.modality = up.modality
			return down
		}
		if c.achieves() {
			down.modality = up.modality
			return down
		}
		if c.infinitive() {
			down.modality = graph.Intended
			return down
		}
		if c.inverted() {
			down.modality = graph.Conditional
			return down
		}
		// "when he arrives, he will …", "leaving Paris, he would …", "once
		// completed, it is expected to …"
		outlook := up.modality
		if c.temporal() {
			outlook = combine(outlook, c.up.outlook())
		}
		if outlook == graph.Future || outlook == graph.Conditional || outlook == graph.Intended {
			if lex.markers[marker] != "cause" && lex.markers[marker] != "contrast" && !c.past() {
				down.modality = outlook
			}
		}
		// "it may be made when he returns": he has not returned yet
		if (up.modality == graph.Possible || up.modality == graph.Necessary) && c.temporal() && c.present() {
			down.modality = graph.Future
		}
	}
	return down
}

// outlook is what a verb that is told as one with its infinitive makes of that:
// "is expected to" is of the future.
func (c *clause) outlook() graph.Modality {
	for _, inner := range c.complements {
		if class, ok := inner.class(); ok && class.outer == "merge" {
			return class.affirmed.modality
		}
	}
	return graph.Asserted
}

// past tells whether the clause is in a past or perfect tense.
func (c *clause) past() bool {
	s := c.s
	if c.verb != none && (s.tok(c.verb).XPOS == "VBD" || s.feature(c.verb, "Tense=Past") && s.feature(c.verb, "VerbForm=Fin")) {
		return true
	}
	for _, k := range s.kids(c.head, "aux", "cop") {
		if f := s.form(k); f == "did" || f == "had" || f == "was" || f == "were" || f == "has" || f == "have" {
			return true
		}
	}
	return false
}

// temporal tells whether the clause tells when: "when he returns".
func (c *clause) temporal() bool {
	if words().markers[c.marker()] == "time" {
		return true
	}
	for _, k := range c.s.kids(c.head, "advmod") {
		if k < c.head && words().markers[c.s.form(k)] == "time" {
			return true
		}
	}
	return false
}

// present tells whether the clause is in the present tense.
func (c *clause) present() bool {
	if c.verb == none || c.past() {
		return false
	}
	xpos := c.s.tok(c.verb).XPOS
	return xpos == "VBZ" || xpos == "VBP"
}

// indefinite tells whether a relative clause or participle hangs on a noun
// that the text brings in as new: "a channel that avoids incidents".
func (c *clause) indefinite() bool {
	s := c.s
	top := c
	if c.first != nil {
		top = c.first
	}
	noun := top.noun()
	if noun != none {
		noun = top.described(noun)
	}
	if noun == none || s.tok(noun).UPOS == "PROPN" || s.kid(noun, "nmod:poss") != none || s.timely(noun) {
		return false
	}
	if s.is(noun, "obl") && s.preposition(noun) == "under" { // "will leave under a deal signed in May"
		return false
	}
	for _, k := range s.kids(noun, "det") {
		switch s.form(k) {
		case "the", "this", "that", "these", "those", "both", "all":
			return false
		}
	}
	return true
}

// ownContext reads negation, modality and attribution off the words of the
// clause itself.
func (c *clause) ownContext() context {
	s := c.s
	own := context{modality: graph.Asserted}
	if c.outer {
		return own
	}
	if c.gap {
		return c.first.own
	}
	lex := words()
	if c.scheduled || c.announces() {
		own.modality = graph.Future
	}
	reported := c.reportedInPast()
	for _, k := range s.children[c.head] {
		switch {
		case s.is(k, "obl") && lex.polarity["negative-noun"].has(s.lemma(k)) && k < c.head && s.negates(k):
			own.negated = true
			for i := range c.obliques {
				c.obliques[i].used = c.obliques[i].used || c.obliques[i].head == k
			}
		case s.is(k, "aux", "cop"):
			for _, below := range s.kids(k, "advmod") { // "never has the club won"
				own.negated = own.negated || lex.polarity["negative"].has(s.form(below))
			}
			m := lex.modals[s.lemma(k)]
			if m == "" {
				m = lex.modals[s.form(k)]
			}
			if m == graph.Conditional && reported { // "said it would": the future, seen from the past
				m = graph.Future
			}
			own.modality = combine(own.modality, m)
		case s.is(k, "cc") && lex.markers[s.phraseForm(k)] == "negative": // "closed the mine rather than sell it"
			own.negated = true
		case s.is(k, "advmod", "cc", "cc:preconj", "det") || s.tok(k).XPOS == "CC" && s.form(k) == "neither":
			switch word := s.phraseForm(k); {
			case word == "neither" && s.is(k, "nsubj"):
				own.negated = true
			case lex.polarity["negative"].has(word):
				own.negated = own.negated || !s.concedes(k) && !(word == "never" && c.surpassing())
				own.unsaid = own.unsaid || k+1 < c.head && lex.polarity["every"].has(s.form(k+1)) && s.is(k+1, "advmod") // "does not always work"
			case lex.polarity["hedge"].has(word):
				own.modality = combine(own.modality, graph.Possible)
			case lex.polarity["nearly"].has(word) && c.verb == c.head && k+1 == c.head && len(s.children[k]) == 0:
				own.negated = true
			}
		}
	}
	if c.conditioned() || c.inverted() {
		own.modality = combine(graph.Conditional, own.modality)
	}
	if c.first != nil {
		c.shareAuxiliary(&own)
	}
	if c.asks() {
		own.modality = graph.Asked
	}
	return own
}

// surpassing tells whether "never" makes a superlative of the predicate: work
// that "has never been more important" is important.
func (c *clause) surpassing() bool {
	s := c.s
	if !c.copular || s.tok(c.head).UPOS != "ADJ" || c.firstOblique(func(o *oblique) bool { return o.preposition == "than" }) != nil {
		return false
	}
	return s.tok(c.head).XPOS == "JJR" || slices.ContainsFunc(s.kids(c.head, "advmod"), func(k int) bool { return s.form(k) == "more" })
}

// announces tells whether the clause is a headline of what is to come: "Acme to
// close mine".
func (c *clause) announces() bool {
	return c.kind == mainClause && !c.copular && c.infinitive() && c.s.kid(c.head, "nsubj") != none
}

// concedes tells whether a negation denies nothing of the clause: "not only",
// "not just", "not until".
func (s *sentence) concedes(k int) bool {
	if k+1 < len(s.Tokens) {
		switch s.form(k + 1) {
		case "only", "just", "merely", "simply", "until", "least":
			return true
		}
	}
	for _, below := range s.children[k] {
		switch s.form(below) {
		case "only", "just", "merely":
			return true
		}
	}
	return false
}

// phraseForm is the word with the rest of its fixed expression, "no longer".
func (s *sentence) phraseForm(k int) string {
	if rest := s.kids(k, "fixed"); len(rest) > 0 {
		return wordsOf(s, append([]int{k}, rest...))
	}
	if s.form(k) == "longer" && k > 0 && s.form(k-1) == "no" {
		return "no longer"
	}
	return s.form(k)
}

// shareAuxiliary gives a coordinated verb the modal and the negation of the
// first: "will meet and discuss", "did not eat or drink".
func (c *clause) shareAuxiliary(own *context) {
	s := c.s
	if s.kid(c.head, "aux", "cop", "nsubj") != none || c.copular != c.first.copular {
		return
	}
	if s.tok(c.head).XPOS != s.tok(c.first.head).XPOS && !c.copular && !c.alternative() {
		return
	}
	own.modality = combine(c.first.own.modality, own.modality)
	if s.kid(c.first.head, "aux", "cop") != none && s.coordinator(c.head) != "but" {
		own.negated = own.negated || c.first.own.negated
	}
}

// alternative tells whether the verb is one of two that share what stands
// before and behind them: "has not confirmed or denied the report". A tagger
// that sees the second alone may take its participle for a past tense.
func (c *clause) alternative() bool {
	s := c.s
	if c.first == nil || c.head != c.first.head+2 || c.copular {
		return false
	}
	or := s.form(c.head - 1)
	return (or == "or" || or == "nor") && s.tok(c.head).UPOS == "VERB" && !s.is(c.first.head, "amod")
}

// conditioned tells whether the clause holds only if another does: "If X, Y".
func (c *clause) conditioned() bool {
	s := c.s
	for _, k := range s.kids(c.head, "advcl") {
		if inner := s.clauseAt[k]; inner != nil && (words().markers[inner.marker()] == "conditional" || inner.inverted()) && !s.concessive(k) {
			return true
		}
	}
	return false
}

// inverted tells whether a clause is a condition without "if": "Had it
// happened an hour later, …".
func (c *clause) inverted() bool {
	s := c.s
	if s.kid(c.head, "mark") != none || len(c.subjects) == 0 || s.tok(len(s.Tokens)-1).Form == "?" {
		return false
	}
	if up := c.up; up != nil && c.kind == complement && up.head == 0 && s.form(0) == "had" && len(up.subjects) == 0 && s.tok(c.head).XPOS == "VBN" {
		return true // the tree has taken "had" for the verb
	}
	subject := s.kid(c.head, "nsubj") // of a passive turned active, too
	if subject == none {
		subject = c.subjects[0]
	}
	for _, k := range s.kids(c.head, "aux", "cop") {
		f := s.form(k)
		first := k == 0 || s.tok(k-1).UPOS == "PUNCT"
		if k < subject && (first || c.kind == adverbial) && (f == "had" || f == "were" || f == "should") {
			return true
		}
	}
	return false
}

// concessive tells whether an "if" clause conditions nothing: "even if".
func (s *sentence) concessive(k int) bool {
	for _, m := range s.kids(k, "advmod", "mark") {
		if s.form(m) == "even" || s.form(m) == "whether" {
			return true
		}
	}
	return false
}

// asks tells whether the clause is a direct question.
func (c *clause) asks() bool {
	s := c.s
	if c.kind != mainClause && c.kind != parenthesis || len(s.Tokens) == 0 {
		return false
	}
	last := len(s.Tokens) - 1
	for last > 0 && s.tok(last).UPOS == "PUNCT" && s.tok(last).Form != "?" {
		last--
	}
	return s.tok(last).Form == "?"
}

// reportedInPast tells whether the clause is what somebody said, with the
// saying in the past. What is quoted word for word keeps its own tense.
func (c *clause) reportedInPast() bool {
	if c.kind != complement || c.up == nil || c.quoted() {
		return false
	}
	if c.up.infinitive() && c.up.up != nil && c.up.up.past() { // "declined to predict when it would"
		return true
	}
	return c.up.past() || c.up.verb != none && c.s.tok(c.up.verb).XPOS == "VBN"
}

// quoted tells whether the clause begins with a quotation mark that the verb of
// saying stands outside of.
func (c *clause) quoted() bool {
	s := c.s
	first := s.subtree(c.head, nil)[0]
	opens := func(i int) bool {
		mark := s.doc.QuoteMark(s.index, i)
		return mark == document.Opens || mark == document.Either
	}
	return opens(first) || first > 0 && opens(first-1)
}
