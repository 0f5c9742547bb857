package fact

import (
	"slices"

	"factgraph/graph"
)

// resolveRelative puts what a relative clause says of its antecedent into the
// clause: "the man who left" has the man as the subject of left.
func (s *sentence) resolveRelative(c *clause) {
	if noun := s.tok(c.head).Head; c.kind == adnominal && c.marker() == "that" && c.up != nil && len(c.up.objects) > 0 && noun == c.up.objects[0] { // "told a conference that"
		c.reclaim(noun)
		return
	}
	if c.kind != relative || s.is(c.head, "advcl:relcl") || c.first != nil && len(c.subjects)+len(c.objects)+len(c.obliques) == 0 {
		return
	}
	top := c
	if c.first != nil {
		top = c.first
	}
	if top.kind == adnominal { // reclaimed, and so what goes on with it
		c.kind = adnominal
		return
	}
	antecedent := s.tok(top.head).Head
	if antecedent == none || c.reclaim(antecedent) {
		return
	}
	antecedent = c.thingBefore(c.personBefore(antecedent))
	antecedent = c.eventBefore(antecedent)
	antecedent = c.actorBehind(antecedent)
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
			c.obliques = append(c.obliques, oblique{head: antecedent, preposition: "in", where: true})
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
	// A reduced relative: "the man (whom) I saw", "the house she lives in"; not
	// "whose house burned".
	if len(c.subjects) == 0 || slices.ContainsFunc(s.kids(c.subjects[0], "nmod:poss"), func(k int) bool { return s.tok(k).XPOS == "WP$" }) {
		return
	}
	for _, k := range s.children[c.head] {
		if s.is(k, "advmod", "case", "obl") && s.tok(k).UPOS == "ADP" && len(s.children[k]) == 0 {
			c.obliques = append(c.obliques, oblique{head: antecedent, preposition: s.form(k)})
			return
		}
	}
	if !c.passive && len(c.objects) == 0 && s.kid(c.head, "ccomp", "xcomp") == none && c.particle == none && c.coreOblique() == nil {
		if wordSet("circumstance").has(s.lemma(antecedent)) { // "the way it happened"
			return
		}
		if s.timely(antecedent) {
			c.obliques = append(c.obliques, oblique{head: antecedent, preposition: "during"})
			return
		}
		c.objects = append(c.objects, antecedent)
	}
}

// personBefore is the person whom a "who" is about, where the tree has taken
// the organization or place in the person's description for it: "the head of
// the institute, who was not involved".
func (c *clause) personBefore(antecedent int) int {
	s := c.s
	who := false
	for _, k := range s.kids(c.head, "nsubj", "obj", "obl") {
		who = who || s.form(k) == "who" || s.form(k) == "whom"
	}
	for i := antecedent; who && i != none; i = s.tok(i).Head {
		switch s.typeOf(i) {
		case graph.Person:
			return i
		case graph.Organization, graph.Place:
			if s.is(i, "nmod", "appos", "flat", "compound") {
				continue
			}
		}
		break
	}
	return antecedent
}

// thingBefore is what a "which" is about, where the tree has taken the person in
// whose description it stands: "Ana Ruiz, chief executive of Acme, which failed".
func (c *clause) thingBefore(antecedent int) int {
	s := c.s
	which := none
	for _, k := range s.kids(c.head, "nsubj", "obj", "obl") {
		if s.form(k) == "which" {
			which = k
		}
	}
	if s.typeOf(antecedent) != graph.Person {
		return antecedent
	}
	for i := which - 1; i > antecedent; i-- {
		if s.mentions[i] != none && s.nominal(i) && s.typeOf(i) != graph.Person {
			return i
		}
	}
	return antecedent
}

// eventBefore is the event that a "which" is about, where the tree has taken a
// name in its description for it: "her trip to Oslo, which she had postponed".
func (c *clause) eventBefore(antecedent int) int {
	s := c.s
	if !wordSet("scheduling").has(c.phrasal()) || !s.isName(antecedent) || !slices.ContainsFunc(c.objects, s.relativePronoun) && !(c.passive && slices.ContainsFunc(c.subjects, s.relativePronoun)) {
		return antecedent
	}
	for i := antecedent; s.is(i, "nmod") && s.tok(i).Head >= 0; {
		i = s.tok(i).Head
		if _, event := relations().events[s.lemma(i)]; event || qualifierWords().nouns[s.lemma(i)] == "event" {
			return i
		}
	}
	return antecedent
}

// actorBehind is the body that a "which" is about, where the tree has taken a
// thing before it though the verb tells what only somebody does: "offered a deal
// to staff at Acme, which is seeking to cut jobs".
func (c *clause) actorBehind(antecedent int) int {
	s := c.s
	if !wordSet("acting").has(c.lemma()) || c.passive || len(c.subjects) != 1 || !s.relativePronoun(c.subjects[0]) || actor(s.typeOf(antecedent)) {
		return antecedent
	}
	last := c.subjects[0] - 2
	if last < antecedent || s.tok(last+1).Form != "," {
		return antecedent
	}
	for i := last; i > antecedent; i = s.tok(i).Head {
		if actor(s.typeOf(i)) && s.isName(i) {
			return i
		}
		if !s.is(i, "flat", "appos", "compound") {
			break
		}
	}
	return antecedent
}

// actor tells whether things of the type act by themselves.
func actor(t graph.Type) bool {
	return t == graph.Person || t == graph.Organization || t == graph.Group || t == graph.Place
}

// typeOf is the type of the mention that token i heads; empty for none.
func (s *sentence) typeOf(i int) graph.Type {
	if m := s.mentions[i]; m != none {
		return s.doc.Mentions[m].Type
	}
	return ""
}

// reclaim undoes a relative clause that is none, because it has all its
// arguments: "told the court (that) he had paid", "claims that he lied".
func (c *clause) reclaim(noun int) bool {
	s := c.s
	if len(c.subjects) == 0 || c.first != nil || c.up == nil {
		return false
	}
	lex := words()
	switch c.marker() {
	case "that":
		if _, claim := lex.embedding[s.lemma(noun)]["that"]; claim {
			c.kind = adnominal
			return true
		}
	case "":
		// "told the meeting his firm wants peace", but "told the man she trusts"
		if !lex.control["telling"].has(c.up.lemma()) || !c.finite() || len(c.objects)+len(c.complements) == 0 && !c.copular && s.kid(c.head, "ccomp", "xcomp") == none || slices.ContainsFunc(s.children[c.head], func(k int) bool { return s.relativePronoun(k) || s.is(k, "advmod") && s.tok(k).XPOS == "WRB" }) {
			return false
		}
	default:
		return false
	}
	if class, ok := lex.classes[lex.embedding[c.up.lemma()]["that"]]; ok && class.addressee && slices.Contains(c.up.objects, noun) {
		c.kind = complement
		c.up.complements = append(c.up.complements, c)
		return true
	}
	return false
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
	if c := s.clauseAt[noun]; c != nil && c.copular && c.verb == none && c.kind == complement && c.up != nil && len(c.up.objects) == 0 {
		return c.up.subjects // "became the first woman to …"
	}
	if c := s.clauseAt[noun]; c != nil && c.copular && c.verb != none && len(c.subjects) > 0 && !s.isName(noun) && !s.negates(noun) && s.nominal(c.subjects[0]) && s.tok(c.subjects[0]).XPOS != "EX" {
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
		return s.tok(i).UPOS == "SCONJ" || s.tok(i).UPOS == "PRON" && (s.tok(i).XPOS == "WDT" || s.feature(i, "PronType=Rel"))
	}
	return false
}

// strayThat is the "that" which the tree has for the object of the clause at i
// though the clause has one of its own: in "proof that Roe forged the will" it
// brings in a claim. None for none.
func (s *sentence) strayThat(i int) int {
	that := none
	for _, k := range s.kids(i, "obj", "obl") {
		switch {
		case k < i && s.form(k) == "that" && s.tok(k).UPOS != "DET" && len(s.children[k]) == 0 && s.kid(i, "nsubj") > k:
			that = k
		case k > i && s.is(k, "obj") && that != none:
			return that
		}
	}
	return none
}
