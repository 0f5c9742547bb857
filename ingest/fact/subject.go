package fact

import (
	"slices"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// shareArguments gives clauses the arguments that they have without saying
// them: of a coordination, an infinitive, a participle, a relative clause.
func (s *sentence) shareArguments() {
	for _, c := range s.clauses {
		c.unmixParticiple()
		c.reclaimSubject()
		c.climb()
		c.settleOnNoun()
		c.stepAside()
		c.nearer()
		s.resolveRelative(c)
		c.promote()
		c.demote()
		if c.first != nil {
			c.shareWithFirst()
		}
		if len(c.subjects) == 0 && c.csubject == nil {
			c.subjects = c.understoodSubject()
			c.resultOf()
		}
		if len(c.subjects) == 0 && c.csubject != nil {
			c.subjects = c.csubject.possessed()
		}
		c.findKin()
	}
}

// sharer is the clause whose subject a coordinated clause shares: the nearest
// before it in the coordination that has one of its own. In "the ferry sank,
// and 41 people are missing and feared drowned" the people are.
func (c *clause) sharer() *clause {
	s := c.s
	nearest := c.first
	for _, k := range s.conjuncts(c.first.head) {
		if other := s.clauseAt[k]; other != nil && k < c.head && k > nearest.head && other.first == c.first && s.kid(k, "nsubj") != none {
			nearest = other
		}
	}
	return nearest
}

// shareWithFirst takes over what a coordinated clause shares with one before
// it: the subject, and objects that stand after both verbs ("bought and sold
// shares").
func (c *clause) shareWithFirst() {
	f := c.sharer()
	if len(c.subjects) == 0 && c.csubject == nil && !c.imperative() && c.s.kid(c.head, "nmod:poss") == none {
		c.subjects = slices.Clone(f.subjects)
		c.csubject = f.csubject
		// "was arrested and charged": the auxiliary is shared too.
		if f.passive && !c.copular && c.s.kid(c.head, "aux", "cop") == none && c.s.tok(c.head).XPOS == "VBN" {
			c.passive = true
		}
	}
	if c.alternative() && len(f.objects)+len(f.obliques)+len(f.complements) == 0 && !f.passive {
		f.objects = slices.Clone(c.objects)
	}
	if c.copular || f.copular || c.passive || len(c.objects) > 0 {
		return
	}
	if len(c.obliques)+len(c.complements) > 0 || c.s.kid(c.head, "ccomp", "xcomp") != none {
		return
	}
	for _, o := range f.objects {
		if o > c.head {
			c.objects = append(c.objects, o)
		}
	}
}

// resultOf gives a participle that tells what came of a passive the passive's
// agent for its subject, and where none is said makes a passive of it too: in
// "the bus was hit by a train, killing six" the train killed, and in "homes were
// flooded, leaving hundreds homeless" hundreds were left homeless.
func (c *clause) resultOf() {
	s, up := c.s, c.up
	if s.open || c.kind != adverbial || c.first != nil || c.passive || c.copular || up == nil || !up.passive || !c.gerund() || c.marker() != "" || !wordSet("consequence").has(c.lemma()) || len(c.objects) == 0 {
		return
	}
	if agent := s.kid(up.head, "obl:agent"); agent != none && s.agentLike(agent) {
		c.subjects = s.conjuncts(agent)
		return
	}
	c.subjects, c.objects, c.passive = c.objects, nil, true
}

// possessed is the noun of a clause that is a subject, where it says no more
// than the noun: "having a relationship would help".
func (c *clause) possessed() []int {
	if words().control["possession"].has(c.lemma()) && !c.finite() {
		return c.objects
	}
	return nil
}

// finite tells whether the verb is in a tense, and so has a subject of its own.
func (c *clause) finite() bool {
	switch c.s.tok(c.head).XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return c.s.kid(c.head, "aux", "cop") != none
}

// imperative tells whether a clause without subject is a command.
func (c *clause) imperative() bool {
	t := c.s.tok(c.head)
	if c.first != nil && !c.first.imperative() { // "could cost jobs and destroy the system"
		return false
	}
	return t.UPOS == "VERB" && (t.XPOS == "VB" || c.s.feature(c.head, "Mood=Imp")) &&
		c.s.kid(c.head, "aux", "mark", "nsubj") == none
}

// understoodSubject is the subject that a clause without one is understood to
// have.
func (c *clause) understoodSubject() []int {
	s := c.s
	switch c.kind {
	case mainClause:
		// "The war is in its sixth year, has cost lives": a clause before it,
		// without a conjunction, has the subject.
		for _, other := range s.clauses {
			if other.head < c.head && s.tok(other.head).Head == c.head && !c.imperative() && len(other.subjects) > 0 && other.kind != complement && s.kid(other.head, "mark") == none && s.kid(other.head, "nsubj") != none {
				return other.subjects
			}
		}
	case complement:
		if c.up != nil && len(c.up.stray) > 0 && s.is(c.head, "ccomp") {
			return c.up.stray
		}
		if c.imperative() && !s.is(c.head, "xcomp") { // "Close the gate!"
			return nil
		}
		if c.up == nil || s.is(c.head, "ccomp") && (c.marker() != "" || c.finite()) && !c.infinitive() {
			return nil
		}
		return c.controller()
	case parenthesis: // "is in its sixth year, has cost lives"
		if c.up != nil && c.finite() && !c.imperative() && c.head > c.up.head && s.kid(c.head, "expl") == none {
			return c.up.subjects
		}
	case adnominal:
		return c.nounController()
	case adverbial:
		if c.up == nil || s.kid(c.head, "nmod:poss") != none || // "whereas Acme's fell": something of Acme's
			c.infinitive() && (c.up.passive || c.up.copular) {
			return nil
		}
		if c.passive && c.marker() == "as" { // "as called for", "as planned"
			return nil
		}
		if c.infinitive() && c.up.lemma() == "cost" { // "it costs 90 crowns to join": nobody is said to
			return nil
		}
		if c.infinitive() && c.up.lemma() == "give" && !c.up.passive && len(c.up.recipients) > 0 && len(c.up.objects) > 0 && s.timely(c.up.objects[0]) { // "gave the firm three months to pay"
			return c.up.recipients
		}
		if noun := c.nearest(); noun != none {
			return s.conjuncts(noun)
		}
		if with := c.attendant(); with != nil {
			with.used = true
			return []int{with.head}
		}
		if c.found() {
			return c.up.objects
		}
		return c.up.subjects
	}
	return nil
}

// nearest is the noun right before the comma and "believed to be": what people
// believe is said of it, not of the subject. None for other clauses.
func (c *clause) nearest() int {
	s := c.s
	first := s.subtree(c.head, nil)[0]
	if s.tok(first).Form == "," {
		first++
	}
	if frames := words().embedding[c.lemma()]; !c.passive || first != c.head || first < 2 || s.tok(first-1).Form != "," || frames["pass-to"] == "" || len(c.complements) == 0 {
		return none
	}
	noun := first - 2
	if s.tok(noun).UPOS == "PROPN" || s.tok(noun).UPOS == "NOUN" {
		for s.is(noun, "flat", "compound") && s.tok(noun).Head >= 0 {
			noun = s.tok(noun).Head
		}
		return noun
	}
	return none
}

// attendant is the phrase with "with" right before a participle that says what
// it does: in "fell with rivals cutting prices" the rivals cut them. Nil for
// none.
func (c *clause) attendant() *oblique {
	s := c.s
	if c.marker() != "" || !c.gerund() && !c.passive || s.kid(c.head, "nsubj", "mark") != none || s.setOff(c.head) {
		return nil
	}
	first := s.subtree(c.head, nil)[0]
	for i := range c.up.obliques {
		o := &c.up.obliques[i]
		if tokens := s.subtree(o.head, nil); o.preposition == "with" && tokens[len(tokens)-1] == first-1 {
			return o
		}
	}
	return nil
}

// found tells whether a gerund says what somebody leaves, finds or sees the
// object do: "left everybody guessing".
func (c *clause) found() bool {
	return c.kind == adverbial && c.up != nil && c.gerund() && c.marker() == "" && words().control["finding"].has(c.up.lemma()) &&
		len(c.up.objects) > 0 && !c.up.passive && !c.s.setOff(c.head) && c.up.objects[0] < c.head
}

// controller is the argument of the upper clause that is the subject of this
// complement: the object ("wanted Xi to …") unless the verb is one of subject
// control ("promised Xi to …").
func (c *clause) controller() []int {
	up := c.up
	if up.outer || up.spends() && c.s.kid(up.head, "expl") != none { // "it took two days to clear the road": who cleared it is not said
		return nil
	}
	if up.copular {
		if words().control["tough"][c.s.lemma(up.head)] { // "is hard to reach": nobody is said to reach it
			return nil
		}
		if class, ok := c.class(); ok && class == words().classes["excess"] && len(c.objects) == 0 && !slices.ContainsFunc(up.subjects, c.s.somebody) { // "too damaged to repair"
			return nil
		}
		return up.subjects
	}
	if words().control["arbitrary"].has(up.lemma()) && c.frame() == "ing" {
		return nil
	}
	if !c.infinitive() && c.marker() == "" && !c.s.is(c.head, "xcomp") { // "denied meddling"
		return up.subjects
	}
	if c.gerund() && words().control["own"].has(c.marker()) { // "spent the money on building a road"
		return up.subjects
	}
	if words().control["subject"][up.lemma()] {
		return up.subjects
	}
	if len(up.objects) > 0 {
		// "won a contract to build ships": whoever has the contract builds
		if noun := c.s.lemma(up.objects[0]); words().control["noun"].has(noun) && (words().embedding[c.governor()][c.frame()] == "" || words().control["possession"].has(up.lemma())) && len(up.recipients) == 0 {
			return up.subjects
		}
		return up.objects
	}
	if len(up.recipients) > 0 {
		return up.recipients
	}
	var found []int
	for _, o := range up.obliques {
		if words().oblique[up.lemma()].has(o.preposition) {
			found = append(found, o.head)
		}
	}
	if len(found) > 0 {
		return found
	}
	return up.subjects
}

// nounController is the subject of a clause that hangs on a noun: the noun
// itself for a participle ("talks held in Geneva"), whoever has the plan for
// "the plan to …".
func (c *clause) nounController() []int {
	s := c.s
	noun := c.noun()
	if noun == none {
		return nil
	}
	if !c.infinitive() {
		if c.marker() != "" && c.marker() != "as" { // "the fact that", "of leaving"
			if poss := s.kid(noun, "nmod:poss"); poss != none && s.tok(c.head).XPOS == "VBG" {
				return s.conjuncts(poss)
			}
			if _, aims := c.nounClass(); aims && c.up != nil && !c.up.passive && c.frame() != "that" && !slices.Contains(c.up.subjects, noun) { // "with an eye towards winning"
				return c.up.subjects
			}
			return nil
		}
		if s.tok(c.head).UPOS != "VERB" {
			return nil
		}
		if _, doer := c.prospect(); doer != none {
			return s.conjuncts(doer)
		}
		if words().control["gerund"][s.lemma(noun)] && s.tok(c.head).XPOS == "VBG" { // "had trouble sleeping"
			if up := c.up; up != nil && slices.Contains(up.objects, noun) {
				return up.subjects
			}
			return nil
		}
		if up := c.up; up != nil && s.tok(c.head).XPOS == "VBG" && words().control["means"].has(c.lemma()) && slices.Contains(up.objects, noun) && s.typeOf(noun) != graph.Person && s.typeOf(noun) != graph.Group {
			return up.subjects // "made the discovery using radar"
		}
		return s.antecedents(c.described(noun), c.head)
	}
	if c.passive && s.kid(c.head, "aux:pass") != none && (s.typeOf(noun) == graph.Event || qualifierWords().nouns[s.lemma(noun)] == "event") { // "a conference to be held in Oslo"
		return []int{noun}
	}
	if over := s.clauseAt[noun]; over != nil && over.copular && len(over.subjects) > 0 && s.form(over.subjects[0]) == "it" {
		return nil // "it is the greatest honour to serve"
	}
	if s.singled(noun) && !words().control["noun"].has(s.lemma(noun)) { // "the first man to walk", not "the next chance to"
		for _, k := range s.kids(noun, "amod") { // "the hardest place to drill"
			if words().control["tough"].has(s.lemma(k)) {
				return nil
			}
		}
		return s.antecedents(noun, c.head)
	}
	if poss := s.kid(noun, "nmod:poss"); poss != none && s.tok(poss).XPOS != "WP$" {
		return s.conjuncts(poss)
	}
	if words().control["noun"][s.lemma(noun)] {
		for _, k := range s.kids(noun, "nmod") {
			if p := s.preposition(k); p == "by" || p == "of" || p == "for" {
				return s.conjuncts(k)
			}
		}
		// "gave him the right to …": the one who gets it; "made a decision
		// to …", "has a plan to …": the one who has it
		if up := c.up; up != nil && slices.Contains(up.objects, noun) && len(up.recipients) > 0 {
			return up.recipients
		}
		if up := c.up; up != nil && slices.Contains(up.objects, noun) && !up.passive && words().control["having"].has(up.lemma()) {
			return up.subjects
		}
	}
	return nil
}

// described is the noun that a participle describes, where the tree has taken
// the nearest one though the verb is that of another before it: in "the deal on
// wages reached in Oslo" the deal was reached.
func (c *clause) described(noun int) int {
	s, lights := c.s, relations().lights[c.lemma()]
	if !c.passive || lights.has(s.lemma(noun)) {
		return noun
	}
	for i := noun; s.is(i, "nmod") && s.tok(i).Head >= 0; {
		if i = s.tok(i).Head; lights.has(s.lemma(i)) {
			return i
		}
	}
	return noun
}

// singled tells whether the noun has a word such as "first" or "only", whose
// infinitive tells what happened: "the first man to walk on the Moon".
func (s *sentence) singled(noun int) bool {
	for _, k := range s.kids(noun, "amod") {
		if s.feature(k, "NumType=Ord") || s.feature(k, "Degree=Sup") {
			return true
		}
		switch s.form(k) {
		case "first", "second", "third", "last", "latest", "next", "only", "sole", "youngest", "oldest":
			return true
		}
	}
	return false
}

// activate tells passives with an agent in the active: "was signed by Xi"
// gives Xi – signed.
func (s *sentence) activate() {
	for _, c := range s.clauses {
		if !c.passive {
			continue
		}
		var agents []int
		marked := s.kid(c.head, "obl:agent") != none
		for i := range c.obliques {
			o := &c.obliques[i]
			agent := o.preposition == "by" && (!marked || s.is(s.firstConjunct(o.head), "obl:agent"))
			if agent && s.agentLike(o.head) {
				agents = append(agents, o.head)
				o.used = true
			}
		}
		if len(agents) == 0 {
			continue
		}
		// The second object of a ditransitive stays: "was given a medal by".
		if len(c.objects) > 0 {
			c.recipients = append(c.recipients, c.subjects...)
		} else {
			c.objects = c.subjects
		}
		c.subjects, c.agentive, c.passive = agents, true, false
	}
}

// agentLike tells whether a "by" phrase can be the doer: not a time, an amount
// or a way of doing.
func (s *sentence) agentLike(i int) bool {
	switch s.tok(i).UPOS {
	case "NUM", "SYM", "VERB":
		return false
	}
	if m := s.mentions[i]; m != none && s.doc.Mentions[m].Kind == document.Amount {
		return false
	}
	if qualifierWords().nouns[s.lemma(i)] == "vehicle" && s.tok(i).XPOS == "NN" && s.kid(i, "det", "nmod:poss", "nummod", "amod") == none { // "taken by ambulance"
		return false
	}
	if s.kid(i, "nummod") != none && (s.lemma(i) == "vote" || s.form(i) == "percent" || s.form(i) == "%" || s.form(i) == "points") {
		return false
	}
	if wordSet("channel").has(s.lemma(i)) && s.kid(i, "det", "nmod:poss", "nummod") == none { // "contacted by telephone"
		return false
	}
	return !s.timely(i)
}
