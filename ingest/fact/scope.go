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
		return c.planned()
	}
	if c.first != nil && (c.kind == adnominal || c.kind == relative) { // "charges that he took money and hid it"
		return x.handDown(c.first)
	}
	up := c.up.scope
	var down context
	switch c.kind {
	case complement, subjectClause:
		down = x.embed(c, up)
	case adverbial:
		down = c.subordinate(up)
	case adnominal:
		if slices.ContainsFunc(c.s.kids(c.head, "mark"), func(k int) bool { return c.s.form(k) == "whether" }) { // "an inquiry into whether it lied"
			return context{modality: graph.Asked, speakers: up.speakers}
		}
		if class := words().markers[c.marker()]; class == "time" || class == "conditional" { // "the plant, once completed, is"
			return c.subordinate(up)
		}
		if of, ok := x.ofNoun(c, up); ok {
			return of
		}
		return x.presupposed(c, up)
	default:
		return x.presupposed(c, up)
	}
	down.unsaid = down.unsaid || up.unsaid
	return down
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
	if e.unsaid && c.frame() == "wh" {
		return c.unanswered(up)
	}
	down := context{negated: e.negated, unsaid: e.unsaid, modality: combine(up.modality, e.modality), speakers: up.speakers}
	switch {
	case class.speaker && e.modality == graph.Asserted && c.subjunctive():
		down.modality = combine(up.modality, graph.Asked)
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
		if !c.up.passive || words().control["moved"].has(c.up.lemma()) { // "was accused of": by whom is not said
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

// subjunctive tells whether a claim says what is to be done: "insisted the owner
// pay".
func (c *clause) subjunctive() bool {
	s := c.s
	subject := s.kid(c.head, "nsubj")
	xpos := s.tok(c.head).XPOS
	bare := xpos == "VB" || xpos == "VBP" && wordSet("mandative").has(c.governor()) && subject != none && (s.tok(subject).XPOS == "NN" || s.tok(subject).XPOS == "NNP")
	return bare && c.kind == complement && !c.copular && subject != none && subject < c.head && !c.infinitive() && s.kid(c.head, "aux") == none
}

// unanswered is the context of an indirect question that nobody answers: who "did
// not say why he left" left, but "how many jobs would go" is open.
func (c *clause) unanswered(up context) context {
	if slices.ContainsFunc(c.s.kids(c.head, "nsubj", "obj"), c.s.asked) {
		return context{modality: graph.Asked, speakers: up.speakers}
	}
	return context{modality: graph.Asserted, speakers: up.speakers}
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
		if up.modality != graph.Asserted || up.negated && !(marker != "before" && c.past()) { // but "was not told until he was back": he was
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
			if lex.markers[marker] != "cause" && lex.markers[marker] != "contrast" && (!c.past() || c.temporal() && c.perfected()) {
				down.modality = outlook
			}
		}
		// "it may be made when he returns": he has not returned yet
		if (up.modality == graph.Possible || up.modality == graph.Necessary) && c.temporal() && (c.present() || c.perfected()) {
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

// perfected tells whether the clause is in the present perfect, which behind
// "once" or "when" is of the future: "should leave once the others have come".
func (c *clause) perfected() bool {
	return slices.ContainsFunc(c.s.kids(c.head, "aux"), func(k int) bool { return c.s.form(k) == "has" || c.s.form(k) == "have" })
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

// conditioned tells whether the clause holds only if another does: "If X, Y".
// What was done does not wait for what is still to come: "promised a bonus if
// they win".
func (c *clause) conditioned() bool {
	s := c.s
	done := !c.copular && s.tok(c.head).XPOS == "VBD"
	for _, k := range s.kids(c.head, "advcl") {
		if inner := s.clauseAt[k]; inner != nil && (words().markers[inner.marker()] == "conditional" || inner.inverted()) && !s.concessive(k) {
			return !done || !inner.present()
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

// reportedInPast tells whether the clause is what somebody said, with the
// saying in the past. What is quoted word for word keeps its own tense.
func (c *clause) reportedInPast() bool {
	if c.kind != complement || c.up == nil || c.quoted() {
		return false
	}
	if (c.up.infinitive() || c.up.gerund()) && c.up.up != nil && c.up.up.past() { // "declined to predict when it would", "left, saying she would"
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
