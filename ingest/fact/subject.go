package fact

import (
	"slices"

	"factgraph/ingest/document"
)

// shareArguments gives clauses the arguments that they have without saying
// them: of a coordination, an infinitive, a participle, a relative clause.
func (s *sentence) shareArguments() {
	for _, c := range s.clauses {
		c.unmixParticiple()
		c.reclaimSubject()
		c.climb()
		s.resolveRelative(c)
		c.promote()
		c.demote()
		if c.first != nil {
			c.shareWithFirst()
		}
		if len(c.subjects) == 0 && c.csubject == nil {
			c.subjects = c.understoodSubject()
		}
		if len(c.subjects) == 0 && c.csubject != nil {
			c.subjects = c.csubject.possessed()
		}
	}
}

// promote makes a complement of a gerund with the preposition that the verb
// above asks for: "accused him of lying", "prevented them from leaving".
func (c *clause) promote() {
	if c.up == nil || c.up.outer || c.first != nil {
		return
	}
	f := c.frame()
	switch {
	case c.kind == subjectClause:
		// "the team is likely to win": the subject is the team
		if len(c.up.subjects) == 0 || !c.infinitive() || !c.up.copular || c.s.kid(c.up.head, "expl") != none {
			return
		}
		c.up.csubject = nil
	case c.kind == adnominal:
		// "forced the company to pay", "accused him of lying", hung on the object
		noun := c.s.tok(c.head).Head
		if words().embedding[c.governor()][f] == "" || !slices.Contains(c.up.objects, noun) || f == "to" || f == "ing" || f == "that" {
			return
		}
		if _, own := words().embedding[c.s.lemma(noun)]["to"]; own && f == "obj-to" {
			return
		}
	case c.kind != adverbial:
		return
	case c.s.tok(c.head).XPOS == "VBG":
		if f == "ing" || words().embedding[c.governor()][f] == "" {
			return
		}
	case c.infinitive() && c.marker() == "" && c.head > c.up.head:
		// "ordered the troops to leave", "called on all parties to talk"
		lex := words()
		frames := lex.embedding[c.governor()]
		promises := f == "obj-to" && lex.control["subject"].has(c.governor()) && frames["to"] != ""
		if frames[f] == "" && !promises && !c.up.asksThrough() {
			return
		}
	default:
		return
	}
	c.kind = complement
	c.up.complements = append(c.up.complements, c)
}

// asksThrough tells whether the clause has the preposition that its verb wants
// before an infinitive: "called on".
func (c *clause) asksThrough() bool {
	preps := words().oblique[c.lemma()]
	return c.firstOblique(func(o *oblique) bool { return preps.has(o.preposition) }) != nil
}

// demote makes an adverbial clause of purpose of an infinitive that the verb
// above does not ask for: "closed the mine to save money".
func (c *clause) demote() {
	up := c.up
	if c.s.open || c.kind != complement || up == nil || up.copular || up.passive || c.first != nil || !c.infinitive() || !c.s.is(c.head, "xcomp") {
		return
	}
	frames := words().embedding[c.governor()]
	if frames["to"] != "" || frames["obj-to"] != "" || frames["pass-to"] != "" {
		if !words().control["motion"].has(up.lemma()) {
			return
		}
	} else if len(up.objects) == 0 && !words().control["motion"].has(up.lemma()) {
		return
	}
	c.kind = adverbial
	up.complements = slices.DeleteFunc(up.complements, func(other *clause) bool { return other == c })
}

// shareWithFirst takes over what a coordinated clause shares with the first:
// the subject, and objects that stand after both verbs ("bought and sold
// shares").
func (c *clause) shareWithFirst() {
	f := c.first
	if len(c.subjects) == 0 && c.csubject == nil && !c.imperative() {
		c.subjects = slices.Clone(f.subjects)
		c.csubject = f.csubject
		// "was arrested and charged": the auxiliary is shared too.
		if f.passive && !c.copular && c.s.kid(c.head, "aux", "cop") == none && c.s.tok(c.head).XPOS == "VBN" {
			c.passive = true
		}
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

// possessed is the noun of a clause that is a subject, where it says no more
// than the noun: "having a relationship would help".
func (c *clause) possessed() []int {
	if words().control["possession"].has(c.lemma()) {
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
	case adnominal:
		return c.nounController()
	case adverbial:
		if c.up == nil || c.infinitive() && (c.up.passive || c.up.copular) {
			return nil
		}
		if c.passive && c.marker() == "as" { // "as called for", "as planned"
			return nil
		}
		return c.up.subjects
	}
	return nil
}

// controller is the argument of the upper clause that is the subject of this
// complement: the object ("wanted Xi to …") unless the verb is one of subject
// control ("promised Xi to …").
func (c *clause) controller() []int {
	up := c.up
	if up.outer {
		return nil
	}
	if up.copular {
		if words().control["tough"][c.s.lemma(up.head)] { // "is hard to reach": nobody is said to reach it
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
	if words().control["subject"][up.lemma()] {
		return up.subjects
	}
	if len(up.objects) > 0 {
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
	noun := s.tok(c.head).Head
	if noun == none {
		return nil
	}
	if !c.infinitive() {
		if c.marker() != "" && c.marker() != "as" { // "the fact that", "of leaving"
			if poss := s.kid(noun, "nmod:poss"); poss != none && s.tok(c.head).XPOS == "VBG" {
				return s.conjuncts(poss)
			}
			if _, aims := c.nounClass(); aims && c.up != nil && !c.up.passive && c.frame() != "that" { // "with an eye towards winning"
				return c.up.subjects
			}
			return nil
		}
		if s.tok(c.head).UPOS != "VERB" {
			return nil
		}
		if words().control["gerund"][s.lemma(noun)] && s.tok(c.head).XPOS == "VBG" { // "had trouble sleeping"
			if up := c.up; up != nil && slices.Contains(up.objects, noun) {
				return up.subjects
			}
			return nil
		}
		return s.antecedents(noun, c.head)
	}
	if s.singled(noun) { // "the first man to walk"
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
		if up := c.up; up != nil && slices.Contains(up.objects, noun) && !up.passive {
			return up.subjects
		}
	}
	return nil
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

// resolveRelative puts what a relative clause says of its antecedent into the
// clause: "the man who left" has the man as the subject of left.
func (s *sentence) resolveRelative(c *clause) {
	if c.kind != relative || s.is(c.head, "advcl:relcl") || c.first != nil && len(c.subjects)+len(c.objects)+len(c.obliques) == 0 {
		return
	}
	top := c
	if c.first != nil {
		top = c.first
	}
	antecedent := s.tok(top.head).Head
	if antecedent == none || c.reclaim(antecedent) {
		return
	}
	c.unmixWhom()
	found := false
	replace := func(list []int) []int {
		var replaced []int
		for _, a := range list {
			if s.relativePronoun(a) {
				replaced = append(replaced, s.antecedents(antecedent, top.head)...)
				found = true
			} else {
				replaced = append(replaced, a)
			}
		}
		return replaced
	}
	c.subjects = replace(c.subjects)
	c.objects = replace(c.objects)
	c.recipients = replace(c.recipients)
	for i := range c.obliques {
		if s.relativePronoun(c.obliques[i].head) {
			c.obliques[i].head = antecedent
			found = true
		}
	}
	for _, k := range s.kids(c.head, "advmod") {
		switch s.form(k) {
		case "where":
			c.obliques = append(c.obliques, oblique{head: antecedent, preposition: "in"})
			found = true
		case "when":
			c.obliques = append(c.obliques, oblique{head: antecedent, preposition: "during"})
			found = true
		case "why", "how":
			found = true
		}
	}
	if found || c.copular || c.first != nil {
		return
	}
	// A reduced relative: "the man (whom) I saw", "the house she lives in".
	if len(c.subjects) == 0 {
		return
	}
	for _, k := range s.children[c.head] {
		if s.is(k, "advmod", "case", "obl") && s.tok(k).UPOS == "ADP" && len(s.children[k]) == 0 {
			c.obliques = append(c.obliques, oblique{head: antecedent, preposition: s.form(k)})
			return
		}
	}
	if !c.passive && len(c.objects) == 0 && s.kid(c.head, "ccomp", "xcomp") == none && c.particle == none {
		if s.timely(antecedent) {
			c.obliques = append(c.obliques, oblique{head: antecedent, preposition: "during"})
			return
		}
		c.objects = append(c.objects, antecedent)
	}
}

// reclaim undoes a relative clause that is none, because it has all its
// arguments: "told the court that he had paid", "claims that he lied".
func (c *clause) reclaim(noun int) bool {
	s := c.s
	if c.marker() != "that" || len(c.subjects) == 0 || c.first != nil || c.up == nil {
		return false
	}
	lex := words()
	if _, claim := lex.embedding[s.lemma(noun)]["that"]; claim {
		c.kind = adnominal
		return true
	}
	if class, ok := lex.classes[lex.embedding[c.up.lemma()]["that"]]; ok && class.addressee && slices.Contains(c.up.objects, noun) {
		c.kind = complement
		c.up.complements = append(c.up.complements, c)
		return true
	}
	return false
}

// unmixParticiple undoes a participle that is none, because it has an object of
// its own: "said scheduling conflicts made a meeting impossible" is not about
// conflicts that somebody made, and not they are what was said.
func (c *clause) unmixParticiple() {
	s, up := c.s, c.up
	if c.kind != adnominal || up == nil || !c.passive || len(c.recipients) > 0 || s.kid(c.head, "aux", "obl:agent", "mark") != none {
		return
	}
	if len(c.objects) == 0 && s.tok(c.head).XPOS != "VBD" {
		return
	}
	noun := s.tok(c.head).Head
	if !slices.Contains(up.objects, noun) || noun > c.head || words().embedding[up.lemma()]["that"] == "" || s.tok(c.head-1).Form == "," {
		return
	}
	c.passive, c.kind, c.subjects = false, complement, []int{noun}
	up.objects = slices.DeleteFunc(up.objects, func(o int) bool { return o == noun })
	up.complements = append(up.complements, c)
}

// reclaimSubject gives a clause in a tense its subject back, which the tree has
// made an object of the verb of saying: "said people are likely to suffer".
func (c *clause) reclaimSubject() {
	up := c.up
	if c.kind == complement && up != nil && up.kind == relative {
		c.subjects = slices.DeleteFunc(c.subjects, c.s.relativePronoun)
	}
	if c.kind != complement || up == nil || !c.finite() || c.infinitive() || len(c.subjects) > 0 || c.csubject != nil || c.first != nil || c.s.kid(c.head, "expl") != none {
		return
	}
	class, ok := words().classes[words().embedding[up.lemma()]["that"]]
	if !ok || !class.speaker || len(up.recipients) > 0 {
		return
	}
	switch {
	case len(up.objects) > 0 && up.objects[0] < c.head && c.marker() == "":
		c.subjects, up.objects = up.objects, nil
	case len(up.objects) == 0 && up.kind == relative && up.first == nil:
		// "rules that he says are a burden", "rules he said were a burden"
		c.subjects = c.s.antecedents(c.s.tok(up.head).Head, up.head)
	}
}

// climb hangs "saying that …" behind a comma on the main verb: in "urged them
// to stay, saying it was safe" the one who urges says so.
func (c *clause) climb() {
	if c.kind != adverbial || c.s.tok(c.head).XPOS != "VBG" || !c.s.setOff(c.head) || c.marker() != "" {
		return
	}
	class, ok := words().classes[words().embedding[c.lemma()]["that"]]
	for ok && class.speaker && c.up.kind == complement && c.up.up != nil {
		c.up = c.up.up
	}
}

// unmixWhom makes an object of a "whom" that was taken for the subject.
func (c *clause) unmixWhom() {
	if len(c.subjects) < 2 {
		return
	}
	c.subjects = slices.DeleteFunc(c.subjects, func(i int) bool {
		whom := c.s.form(i) == "whom"
		if whom {
			c.objects = append(c.objects, i)
		}
		return whom
	})
}

// antecedents are the noun and what is coordinated with it before the relative
// clause: "Iran and Yemen, which are covered".
//
// What a relative clause says of the noun of a copula holds for its subject:
// "Xi is a man who wants peace".
func (s *sentence) antecedents(noun, clause int) []int {
	if c := s.clauseAt[noun]; c != nil && c.copular && c.verb != none && len(c.subjects) > 0 && !s.negates(noun) && s.nominal(c.subjects[0]) && s.tok(c.subjects[0]).XPOS != "EX" {
		if f := s.form(c.subjects[0]); f != "it" && f != "this" && f != "that" && f != "there" {
			return c.subjects
		}
	}
	all := []int{noun}
	for _, k := range s.conjuncts(noun)[1:] {
		if k < clause {
			all = append(all, k)
		}
	}
	return all
}

// relativePronoun tells whether the token is "who", "which", "that" as a
// relative pronoun.
func (s *sentence) relativePronoun(i int) bool {
	if !s.is(i, "nsubj", "obj", "iobj", "obl", "nmod") {
		return false
	}
	switch s.form(i) {
	case "who", "whom", "which":
		return true
	case "that":
		return s.tok(i).UPOS == "PRON" && (s.tok(i).XPOS == "WDT" || s.feature(i, "PronType=Rel"))
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
			agent := s.is(s.firstConjunct(o.head), "obl:agent") || !marked && o.preposition == "by"
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
	return !s.timely(i)
}
