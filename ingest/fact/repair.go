package fact

import "slices"

// The rules of this file put right what trees get wrong in ways that repeat:
// a clause that hangs on the wrong word, or is taken for another kind of
// clause. Each looks at what the verb above asks for (tables/embedding.tsv).

// promote makes a complement of an infinitive or gerund that the verb above
// asks for and the tree has as something else: "accused him of lying",
// "forced the company to pay", "is likely to win".
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
		if f == "that" && c.up.speaks() && len(c.up.complements)+len(c.up.objects) == 0 && c.up.speaksIn(noun) {
			break // "said in a statement that the road was open"
		}
		if words().embedding[c.governor()][f] == "" || !slices.Contains(c.up.objects, noun) || f == "to" || f == "ing" {
			return
		}
		if f == "that" && (c.marker() != "that" || words().embedding[c.s.lemma(noun)]["that"] != "" || !c.s.somebody(noun)) {
			return // but "convinced the jury that Poe was innocent"
		}
		if _, own := words().embedding[c.s.lemma(noun)]["to"]; own && f == "obj-to" {
			return
		}
	case c.kind != adverbial:
		return
	case c.marker() == "whether" || c.openQuestion() || c.finite() && c.wh() && c.head > c.up.head && wordSet("asking").has(c.marker()):
		// "will decide whether the company must pay", "did not say when it would"
		if words().embedding[c.governor()]["wh"] == "" || len(c.up.complements)+len(c.up.objects) > 0 {
			return
		}
	case c.gerund():
		if f == "ing" && !c.ruledOut() || words().embedding[c.governor()][f] == "" && !c.aims() {
			return
		}
	case c.up.spends(): // "needed an hour to win"
		return
	case c.governor() == "come" && len(c.up.obliques) > 0: // "came from Oslo to see"
		return
	case c.governor() == "go" && c.s.tok(c.up.head).XPOS != "VBG": // "went to inspect"
		return
	case c.infinitive() && c.marker() == "" && c.head > c.up.head:
		// "ordered the troops to leave", "called on all parties to talk"
		lex := words()
		frames := lex.embedding[c.governor()]
		promises := f == "obj-to" && lex.control["subject"].has(c.governor()) && frames["to"] != ""
		if frames[f] == "" && !promises && !c.up.asksThrough() || c.up.leads() {
			return
		}
	default:
		return
	}
	before := c.kind
	for _, other := range c.s.clauses { // "asked them to release the men and hold talks"
		if other == c || other.first == c && other.up == c.up && other.kind == before {
			other.kind = complement
			other.up.complements = append(other.up.complements, other)
		}
	}
}

// openQuestion tells whether the clause asks how many of a kind there are, or
// when or where right behind a verb that lacks what was said: "is not clear how
// many were there", "did not say when it would reopen".
func (c *clause) openQuestion() bool {
	s := c.s
	if slices.ContainsFunc(s.kids(c.head, "nsubj", "obj"), s.asked) {
		return true
	}
	first := s.subtree(c.head, nil)[0]
	word := s.form(first)
	return first == c.up.head+1 && (word == "when" || word == "where") && c.finite()
}

// ruledOut tells whether a gerund stands right behind a verb with a particle
// that asks for one: "ruled out paying a ransom".
func (c *clause) ruledOut() bool {
	up := c.up
	return up.particle != none && c.head == up.particle+1 && len(up.objects) == 0 && words().embedding[c.governor()]["ing"] != ""
}

// leads tells whether somebody is at the head of the object, and not the cause
// of what it does: "led the firm through the crisis to save it".
func (c *clause) leads() bool {
	return c.lemma() == "lead" && c.firstOblique(func(o *oblique) bool { return o.head > c.head && o.preposition != "" }) != nil
}

// speaksIn tells whether the noun is what the verb of saying says something in
// or at, "said in a statement that", or a noun that no claim can be of. What is
// said to or of a noun that has a claim is not that claim: "commented on reports
// that", "responded to claims that".
func (c *clause) speaksIn(noun int) bool {
	return slices.ContainsFunc(c.obliques, func(o oblique) bool {
		return o.head == noun && (wordSet("setting").has(o.preposition) || words().embedding[c.s.lemma(noun)]["that"] == "")
	})
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
	if up.lemma() == "go" && c.s.tok(up.head).XPOS == "VBG" { // "is going to win": the future
		return
	}
	frames := words().embedding[c.governor()]
	if frames["to"] != "" || frames["obj-to"] != "" || frames["pass-to"] != "" {
		if !words().control["motion"].has(up.lemma()) && (!wordSet("contact").has(up.lemma()) || up.asksThrough()) {
			return
		}
	} else if len(up.objects) == 0 && !words().control["motion"].has(up.lemma()) {
		return
	}
	c.kind = adverbial
	up.complements = slices.DeleteFunc(up.complements, func(other *clause) bool { return other == c })
}

// settleOnNoun hangs an infinitive on the noun right before it that takes one,
// where the tree has it on a verb that takes none: in "hailed a decision by
// Oslo to postpone the sale" Oslo postpones it, and in "disrupted efforts to end
// the war" those who make the efforts end it.
func (c *clause) settleOnNoun() {
	s, up := c.s, c.up
	if s.open || up == nil || up.outer || c.first != nil || c.kind != adverbial && c.kind != complement || !c.infinitive() || c.marker() != "" || s.kid(c.head, "nsubj") != none {
		return
	}
	frames, lex := words().embedding[c.governor()], words()
	if frames["obj-to"] != "" || frames["pass-to"] != "" && up.passive || lex.control["motion"].has(up.lemma()) || up.copular {
		return
	}
	first := s.subtree(c.head, nil)[0]
	for _, o := range up.objects {
		lemma := s.lemma(o)
		_, event := relations().events[lemma]
		if o > c.head || !lex.control["noun"].has(lemma) && (!event || !lex.control["approving"].has(up.lemma())) {
			continue
		}
		if tokens := s.subtree(o, nil); tokens[len(tokens)-1] != first-1 {
			continue
		}
		if c.kind == complement {
			up.complements = slices.DeleteFunc(up.complements, func(other *clause) bool { return other == c })
		}
		c.kind, c.host = adnominal, o
		return
	}
}

// stepAside takes out of what is said a clause that a conjunction parts from the
// speaker behind it: "Some called for a boycott, but the king says …".
func (c *clause) stepAside() {
	up := c.up
	if c.kind != complement || up == nil || len(up.subjects) == 0 || c.first != nil || !c.s.is(c.head, "ccomp") || c.head > up.subjects[0] || !c.s.coordinated(c.head, up.subjects[0]) {
		return
	}
	c.kind = parenthesis
	up.complements = slices.DeleteFunc(up.complements, func(other *clause) bool { return other == c })
}

// noun is the noun that the clause hangs on, with the clause that it is
// coordinated with; none for a main clause.
func (c *clause) noun() int {
	if c.first != nil && c.kind == adnominal {
		return c.first.noun()
	}
	if c.host != none {
		return c.host
	}
	return c.s.tok(c.head).Head
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
// to stay, saying it was safe" the one who urges says so. So does what another
// says meanwhile: "Roe said it was safe, while Poe accused him of lying".
func (c *clause) climb() {
	if c.kind == adverbial && c.up != nil && c.up.kind == complement && c.up.up != nil && words().markers[c.marker()] == "contrast" && c.finite() && c.s.setOff(c.head) && c.s.kid(c.head, "nsubj") != none && c.voices() {
		c.up = c.up.up
		return
	}
	if c.kind != adverbial || c.s.tok(c.head).XPOS != "VBG" || !c.s.setOff(c.head) || c.marker() != "" {
		return
	}
	class, ok := words().classes[words().embedding[c.lemma()]["that"]]
	for ok && class.speaker && c.up.kind == complement && c.up.up != nil {
		c.up = c.up.up
	}
}

// voices tells whether the verb says something of its subject's own: a verb of
// saying, of accusing or of asking.
func (c *clause) voices() bool {
	for _, f := range [...]frame{"that", "of-ing", "obj-to"} {
		if words().classes[words().embedding[c.lemma()][f]].speaker {
			return true
		}
	}
	return false
}

// climbed tells whether the clause hangs below another in the tree, and was
// found to belong to one above that.
func (c *clause) climbed(from *clause) bool {
	return c != nil && c.kind == adverbial && c.first == nil && c.up != from && from.up == c.up
}

// nearer gives a participle the objects that the tree has coordinated with one
// before it: in "issued a statement, stressing their resolve, as well as their
// hope" they stress their hope.
func (c *clause) nearer() {
	up := c.up
	if c.kind != adverbial || up == nil || c.first != nil || len(c.objects) == 0 || c.s.tok(c.head).XPOS != "VBG" || len(up.objects) < 2 || up.objects[0] > c.head {
		return
	}
	for i, o := range up.objects {
		if o > c.objects[len(c.objects)-1] {
			c.objects = append(c.objects, up.objects[i:]...)
			up.objects = up.objects[:i:i]
			return
		}
	}
}
