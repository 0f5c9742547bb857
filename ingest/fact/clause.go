package fact

import (
	"slices"

	"factgraph/graph"
)

// clauseKind tells how a clause stands to the one above it.
type clauseKind uint8

const (
	mainClause    clauseKind = iota
	complement               // "said that …", "wanted to …": claims and infinitives
	subjectClause            // "Having a relationship would be …"
	relative                 // "the man who …"
	adnominal                // "the talks held in …", "the plan to …"
	adverbial                // "because …", "flying to Asia, …"
	parenthesis              // "…, Trump said, …" and clauses side by side
)

// A clause is one predication of the tree: a verb, or a copula with its
// nominal or adjective, with its arguments. All arguments are head tokens of
// the same sentence, coordinations spread out.
type clause struct {
	s     *sentence
	head  int // heads the clause in the tree: the verb, or the nominal or adjective of a copula
	verb  int // the verb or the copula; none in "found him guilty" (him – guilty)
	kind  clauseKind
	up    *clause // the clause that this one depends on; nil for the main clause
	first *clause // the first conjunct when the clause is coordinated with an earlier one

	subjects    []int
	objects     []int
	recipients  []int // indirect objects
	obliques    []oblique
	complements []*clause // clauses as objects: what is said, wanted, begun
	csubject    *clause   // a clause as the subject
	echo        *clause   // what "as …" says was expected or feared, and is told as so
	particle    int       // "up" of "give up", or none
	kin         []kinship // relatives that the subject has, by name
	name        int       // what the object is named, elected or called, or none

	host        int   // the noun that the clause belongs to though the tree has it elsewhere; none for the tree's own
	stray       []int // a noun phrase before the subject that belongs to the complement
	gap         bool  // the verb is left out, and is that of the first clause
	scheduled   bool  // "is to reopen"
	existential bool  // "there is": the subject is what there is
	passive     bool
	agentive    bool // a passive with an agent, turned active: the agent is the subject
	copular     bool // the predicate is head, not verb
	outer       bool // "the problem is that …": the copula over the clause with the same head

	own    context // what the clause's own words say
	scope  context // own, and what lies above
	scoped bool

	qualifiers []Qualifier // of all its facts
}

// An oblique is a further argument with its preposition: "in Vietnam",
// "to Hanoi", "last year" (none).
type oblique struct {
	head        int
	preposition string
	used        bool // it became the subject, the object or a recipient
	where       bool // the antecedent of "where": a place, never the object
}

// A context is how words stand to what is so: denied, only possible, said by
// somebody.
type context struct {
	negated  bool
	unsaid   bool // nothing is said of it: the inner clause of "has not threatened to leave"
	modality graph.Modality
	speakers []Argument // outermost first
}

// findClauses walks the tree from the top, so that a clause's up and first are
// known before the clause.
func (s *sentence) findClauses() {
	if s.root != none {
		s.walk(s.root, nil)
	}
}

func (s *sentence) walk(i int, up *clause) {
	if s.gapped(i) {
		up = s.addGapped(i)
	} else if s.predicative(i) {
		up = s.addClause(i, up)
	}
	for _, k := range s.children[i] {
		s.walk(k, up)
	}
}

// predicative tells whether token i heads a clause.
func (s *sentence) predicative(i int) bool {
	if s.kid(i, "cop") != none || s.kid(i, "nsubj", "csubj", "expl") != none {
		return true
	}
	switch s.tok(i).UPOS {
	case "VERB", "AUX":
		if s.form(i) == "following" && s.is(i, "advcl") && s.kid(i, "nsubj", "obj") == none { // "died following an attack" is no pursuit
			return false
		}
		if s.is(i, "conj") {
			first := s.firstConjunct(i)
			return s.clauseAt[first] != nil || s.tok(first).UPOS == "VERB" && !s.is(first, "amod", "compound")
		}
		return s.is(i, "root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "dislocated", "list", "dep", "appos")
	case "ADJ", "NOUN", "PROPN":
		if s.is(i, "conj") { // "is rich and famous"
			first := s.clauseAt[s.firstConjunct(i)]
			return first != nil && first.copular
		}
		return s.is(i, "xcomp")
	case "NUM": // "named her one of the four best"
		return s.is(i, "xcomp") && s.kid(i, "nmod") != none
	}
	return false
}

func (s *sentence) addClause(i int, up *clause) *clause {
	c := &clause{s: s, head: i, verb: i, up: up, particle: none, name: none, host: none, kind: s.kindOf(i)}
	if s.is(i, "conj") {
		if first := s.clauseAt[s.firstConjunct(i)]; first != nil {
			c.first, c.up, c.kind = first, first.up, first.kind
		}
	}
	if cop := s.kid(i, "cop"); cop != none {
		c.verb, c.copular = cop, true
	} else if upos := s.tok(i).UPOS; upos != "VERB" && upos != "AUX" {
		c.verb, c.copular = none, true
		if c.first != nil {
			c.verb = c.first.verb
		}
	}
	if c.copular && c.verb != none && c.infinitive() && s.tok(i).UPOS == "VERB" && s.tok(i).XPOS == "VB" && s.kid(i, "nsubj:outer", "csubj:outer") == none {
		c.verb, c.copular, c.scheduled = i, false, true // "Roe is to join the board"
	}
	if to, be := s.kid(i, "mark"), s.kid(i, "aux"); to > be && be != none && s.form(to) == "to" && s.lemma(be) == "be" && s.tok(be).UPOS == "AUX" {
		c.scheduled = true // "the shops that are to be closed"
	}
	// "The problem is that …": the copula has the subject outside the clause
	// that is its predicate.
	if outer := s.kid(i, "nsubj:outer", "csubj:outer"); outer != none && c.copular && c.isTo(outer) {
		c.subjects, c.copular, c.verb, c.scheduled = s.conjuncts(outer), false, i, true
	} else if outer != none && c.copular {
		over := &clause{s: s, head: i, verb: c.verb, copular: true, outer: true, particle: none, name: none, host: none, kind: c.kind, up: c.up, first: c.first}
		over.subjects = s.conjuncts(outer)
		over.complements = []*clause{c}
		s.clauses = append(s.clauses, over)
		c.up, c.kind, c.first = over, complement, nil
		c.copular = s.tok(i).UPOS != "VERB"
		c.verb = i
		if cops := s.kids(i, "cop"); len(cops) > 1 {
			c.verb, c.copular = cops[1], true
		}
	}
	if s.is(i, "xcomp") && s.tok(i).XPOS == "VBN" && up != nil && up.stative() && s.kid(i, "obj", "aux", "mark") == none {
		c.verb, c.copular = none, true // "stay shut"
	}
	c.rejoin()
	s.clauses = append(s.clauses, c)
	s.clauseAt[i] = c
	c.findArguments()
	if c.kind == complement && up != nil && s.is(i, "ccomp") && words().markers[c.marker()] != "" && c.marker() != "if" && c.marker() != "whether" {
		c.kind = adverbial // "said X after Y"
		if n := len(up.complements); n > 0 && up.complements[n-1].head < i {
			c.up = up.complements[n-1]
		}
	}
	if c.up != nil && c.kind == complement {
		c.up.complements = append(c.up.complements, c)
	}
	if c.up != nil && c.kind == subjectClause && c.first == nil {
		c.up.csubject = c
	}
	return c
}

// stative tells whether a participle behind the verb says what its subject or
// object is: "stay shut", "deemed it flawed".
func (c *clause) stative() bool {
	if words().control["state"].has(c.lemma()) {
		return len(c.objects) == 0
	}
	return words().embedding[c.lemma()]["small"] == "judge" && len(c.objects) > 0
}

// isTo tells whether "is to" says what is due: "the museum is to reopen", not
// "the aim is to win".
func (c *clause) isTo(subject int) bool {
	noun := c.s.lemma(subject)
	_, embeds := words().embedding[noun]["to"]
	return c.infinitive() && c.s.tok(c.head).UPOS == "VERB" && !embeds && !words().control["aim"].has(noun) && !words().control["noun"].has(noun)
}

// rejoin coordinates "and that Y" with the "that X" before it, where the tree
// coordinates it with the verb of saying: "said that X and that Y".
func (c *clause) rejoin() {
	if c.first == nil || len(c.first.complements) == 0 || c.s.kid(c.head, "mark") == none || c.marker() != "that" {
		return
	}
	before := c.first.complements[len(c.first.complements)-1]
	if before.marker() == "that" {
		c.up, c.first, c.kind = c.first, before, complement
	}
}

func (s *sentence) kindOf(i int) clauseKind {
	switch {
	case s.is(i, "ccomp") && s.is(s.tok(i).Head, "obl", "nmod") && len(s.caseWords(s.tok(i).Head)) > 0:
		return adnominal // "responded to claims that …": the claims have it
	case s.is(i, "ccomp", "xcomp"):
		return complement
	case s.is(i, "csubj"):
		if it := s.kid(s.tok(i).Head, "nsubj", "expl"); it != none && s.form(it) == "it" && s.tok(s.tok(i).Head).UPOS == "VERB" { // "it is understood he has resigned"
			return complement
		}
		return subjectClause
	case s.is(i, "acl:relcl", "advcl:relcl"):
		return relative
	case s.is(i, "acl"):
		if slices.ContainsFunc(s.children[i], s.relativePronoun) && s.strayThat(i) == none {
			return relative
		}
		return adnominal
	case s.is(i, "advcl"):
		return adverbial
	case s.is(i, "parataxis", "list", "dislocated", "appos", "dep", "conj"):
		return parenthesis
	}
	return mainClause
}

// findArguments reads the clause's own arguments off the tree.
func (c *clause) findArguments() {
	s := c.s
	c.passive = c.inPassive()
	inverted := false
	for _, k := range s.children[c.head] {
		switch {
		case s.is(k, "nsubj:outer", "csubj:outer"), k == s.strayThat(c.head):
		case s.is(k, "nsubj") && s.is(c.head, "conj") && words().time.has(s.lemma(k)) && s.kid(k, "det") != none:
			c.obliques = append(c.obliques, oblique{head: k}) // "and later that year issued …"
		case s.is(k, "nsubj") && s.tok(k).XPOS == "CC": // "neither confirmed nor denied"
		case s.is(k, "nsubj") && !c.copular && s.elliptic(k): // "Acme's rose 2%": not Acme, but what was spoken of
		case s.is(k, "vocative", "dislocated") && k < c.head && s.tok(k).UPOS == "PROPN" && c.headlines(k):
			c.subjects = append(c.subjects, s.conjuncts(k)...)
		case s.is(k, "nsubj") && c.invertedBy(k):
			inverted = true
			c.obliques = append(c.obliques, oblique{head: k, preposition: s.preposition(k)})
		case s.is(k, "nsubj") && len(c.subjects) > 0 && s.tok(k).UPOS == "NUM" && s.kid(k, "nmod") > k: // "three were injured, two of them seriously"
		case s.is(k, "nsubj") && len(c.subjects) > 0 && len(s.caseWords(k)) > 0: // "an aide to Bush": no second subject
		case s.is(k, "nsubj") && len(c.subjects) > 0 && s.bracketed(k): // "The fossils, thought to be a fish, a relative of the eel, were sold"
		case s.is(k, "nsubj"):
			if len(c.subjects) > 0 && s.is(s.firstConjunct(c.subjects[0]), "nsubj") && s.setOff(k) { // "The driver, the police said, was drunk"
				c.stray, c.subjects = c.subjects, nil
			} else if n := len(c.subjects); n > 0 && s.adjoins(c.subjects[n-1], k) { // "news agency", "TASS": one name
				c.subjects = c.subjects[:n-1]
			}
			c.subjects = append(c.subjects, s.conjuncts(k)...)
		case s.is(k, "obj", "obl", "dep", "xcomp") && s.tallied(k):
			if _, begins, _ := s.tallyAt(k); begins { // "beat Lee 6-4, 7-5"
				c.obliques = append(c.obliques, oblique{head: k})
			}
		case s.is(k, "obj"):
			if len(c.objects) > 0 && s.mentions[k] == none && s.timely(k) && s.timely(c.objects[0]) { // "clocked 28 minutes 46 seconds"
				continue
			}
			if len(c.objects) > 0 && !c.copular {
				c.secondObject(k)
				continue
			}
			c.objects = append(c.objects, s.conjuncts(k)...)
		case s.is(k, "iobj"):
			c.recipients = append(c.recipients, s.conjuncts(k)...)
		case s.is(k, "obl") && c.phrasalObject(k):
			c.objects = append(c.objects, s.conjuncts(k)...)
		case s.is(k, "obl"):
			for _, one := range s.conjuncts(k) {
				if one == k || !s.negates(one) { // "spend it on loans, not on shares"
					c.obliques = append(c.obliques, oblique{head: one, preposition: s.preposition(one)})
				}
			}
		case s.is(k, "compound:prt"), s.is(k, "advmod") && k == c.head+1 && (s.tok(k).XPOS == "RP" || words().control["adverb"].has(s.form(k))):
			c.particle = k
		case s.is(k, "advmod") && k > c.head && c.particle == none && wordSet("trading").has(s.lemma(c.head)) && (s.form(k) == "lower" || s.form(k) == "higher"): // "closed 2 percent lower"
			c.particle = k
		case s.is(k, "advmod") && k > c.head && c.particle == none && len(c.objects) > 0 && wordSet("phrasal").has(s.lemma(c.head)+" "+s.form(k)): // "put Rovik ahead"
			c.particle = k
		case s.is(k, "expl"):
			c.existential = s.form(k) == "there" && !words().classes[words().embedding[c.lemma()]["that"]].speaker // not "opponents there said"
		}
	}
	if len(c.objects) == 0 { // "told the court"
		c.objects, c.recipients = c.recipients, nil
	}
	if inverted || c.reports() {
		c.subjects, c.objects = c.objects, nil
	}
}

// reports tells whether the object of a verb of saying at the end is the one
// who says so: "The mill will close, reports The Oslo Times."
func (c *clause) reports() bool {
	s := c.s
	class, ok := words().classes[words().embedding[c.verbWithParticle()]["that"]]
	return ok && class.speaker && c.kind == parenthesis && c.first == nil && len(c.subjects) == 0 && len(c.objects) == 1 &&
		(s.tok(c.objects[0]).UPOS == "PROPN" || s.typeOf(c.objects[0]) == graph.Person) && c.objects[0] > c.head && c.head > 0 && s.tok(c.head-1).Form == "," && c.finite()
}

// bracketed tells whether commas stand before and behind a noun phrase.
func (s *sentence) bracketed(i int) bool {
	tokens := s.subtree(i, nil)
	last := tokens[len(tokens)-1]
	return s.setOff(i) && (s.tok(last).Form == "," || last+1 < len(s.Tokens) && s.tok(last+1).Form == ",")
}

// phrasalObject tells whether the phrase at k is the object of a verb with a
// particle, where the tree has the particle for a preposition: "sealed off the
// area". The particle becomes the clause's.
func (c *clause) phrasalObject(k int) bool {
	s := c.s
	words := s.caseWords(k)
	if len(words) == 0 && c.particle != none && c.particle+1 == s.subtree(k, nil)[0] && s.kid(c.head, "obj") == none && !s.timely(k) { // "wore down Mia"
		return wordSet("phrasal").has(c.phrasal())
	}
	if len(words) != 1 || words[0] != c.head+1 || s.kid(c.head, "obj") != none || !wordSet("phrasal").has(s.lemma(c.head)+" "+s.form(words[0])) {
		return false
	}
	c.particle = words[0]
	return true
}

// invertedBy tells whether what looks like the subject is a prepositional
// phrase before the verb, the subject coming after: "On the hill stands a
// chapel".
func (c *clause) invertedBy(k int) bool {
	s := c.s
	words := s.caseWords(k)
	return len(words) > 0 && s.tok(words[0]).XPOS == "IN" && k < c.head && !c.copular &&
		s.kid(k, "nummod") == none && s.kid(c.head, "obj") > c.head
}

// elliptic tells whether a name has the ending of a possessor and what it
// possesses is left out.
func (s *sentence) elliptic(i int) bool {
	ending := s.kid(i, "case")
	return ending > i && s.tok(ending).XPOS == "POS" && s.tok(i).UPOS == "PROPN"
}

// adjoins tells whether noun phrase k follows noun phrase i directly, as when
// the tree has torn a name apart.
func (s *sentence) adjoins(i, k int) bool {
	own := append(s.subtree(i, nil), s.subtree(k, nil)...)
	for j := i + 1; j < k; j++ {
		if s.tok(j).UPOS == "PUNCT" || !slices.Contains(own, j) {
			return false
		}
	}
	return true
}

// headlines tells whether a name before the subject is another subject, as in
// the headline "Merkel, Macron Sign Accord".
func (c *clause) headlines(k int) bool {
	s := c.s
	subject := s.kid(c.head, "nsubj")
	last := s.tok(len(s.Tokens) - 1).Form
	return subject > k && s.tok(subject).UPOS == "PROPN" && last != "." && last != "?" && last != "!"
}

// inPassive tells whether the verb is in the passive: by its auxiliary, or as
// a participle that nothing makes a perfect.
func (c *clause) inPassive() bool {
	s := c.s
	if s.kid(c.head, "aux:pass") != none {
		return !c.contracted()
	}
	if c.lemma() == "finish" && c.standing() != none { // "ranked fifth, finished third"
		return false
	}
	if agent := s.kid(c.head, "obl:agent"); agent != none && s.agentLike(agent) && s.kid(c.head, "aux", "obj") == none {
		return !c.onlyPast()
	}
	xpos, deprel := s.tok(c.head).XPOS, s.tok(c.head).Deprel
	if few := s.kid(c.head, "nsubj:pass"); few != none && deprel == "conj" && s.kid(c.head, "aux", "obj") == none &&
		(s.tok(few).UPOS == "NUM" || s.kid(few, "nummod") != none) { // "were killed and 30 injured"
		return true
	}
	if s.kid(c.head, "aux", "obj") == none && c.elliptic() {
		return true
	}
	if deprel == "acl" && (xpos == "VBN" || xpos == "VBD") && len(s.kids(c.head, "nsubj", "aux")) == 0 {
		// With an object of its own it is passive only if it can have two:
		// "a boy named Oscar", but not "the producer, suspended work".
		lex := words()
		return s.kid(c.head, "obj") == none || lex.control["ditransitive"].has(c.lemma()) || lex.control["naming"].has(c.lemma()) || lex.embedding[c.lemma()]["small"] != ""
	}
	if xpos == "VBN" && deprel == "xcomp" && words().control["linking"].has(s.lemma(s.tok(c.head).Head)) { // "became known as"
		return s.kid(c.head, "obj", "aux") == none
	}
	if deprel == "xcomp" && xpos == "VBN" && s.kid(s.tok(c.head).Head, "aux:pass") != none && s.kid(c.head, "obj", "aux", "mark", "nsubj") == none { // "were confirmed killed"
		return true
	}
	if xpos != "VBN" || s.kid(c.head, "obj") != none && !words().control["ditransitive"].has(c.lemma()) && words().embedding[c.lemma()]["small"] == "" {
		return false
	}
	if s.kid(c.head, "aux") == none && s.tok(len(s.Tokens)-1).UPOS == "PUNCT" && s.kid(c.head, "nsubj", "obl:agent") != none && deprel != "acl" {
		return false // with a subject and no auxiliary: a past tense, taken for a participle
	}
	return s.kid(c.head, "nsubj:pass", "csubj:pass", "obl:agent") != none && !c.perfect() ||
		deprel == "advcl" && s.kid(c.head, "aux", "nsubj") == none
}

// onlyPast tells whether the verb is in the past whatever stands behind it: its
// participle is another word ("profit fell by half"), or its "by" tells of no
// doer ("stood by the deal").
func (c *clause) onlyPast() bool {
	lex, form := relations(), c.s.form(c.head)
	past := lex.past(c.lemma())
	return form == past && past != lex.participle(c.lemma()) || c.s.tok(c.head).XPOS == "VBD" && wordSet("bystanding").has(c.lemma())
}

// elliptic tells whether a participle without auxiliary can only be one of a
// passive: behind a passive with a subject of its own ("homes were destroyed and
// dozens more damaged"), behind "with" and what it happened to ("with millions
// lost"), and where verbs of thinking have a predicate ("is missing and feared
// dead").
func (c *clause) elliptic() bool {
	s := c.s
	switch {
	case s.is(c.head, "conj") && s.kid(c.head, "nsubj:pass") != none, s.is(c.head, "conj", "advcl") && s.tok(c.head).XPOS == "VBN" && s.kid(c.head, "nsubj") != none:
		return s.kid(s.tok(c.head).Head, "aux:pass") != none
	case s.is(c.head, "advcl") && s.kid(c.head, "nsubj") != none && s.kid(c.head, "nsubj") < c.head:
		mark := s.kid(c.head, "mark")
		xpos := s.tok(c.head).XPOS
		return mark != none && s.form(mark) == "with" && (xpos == "VBN" || xpos == "VBD")
	}
	predicate := s.kid(c.head, "xcomp")
	return words().embedding[c.lemma()]["pass-small"] != "" && predicate != none && s.kid(predicate, "mark") == none && s.tok(c.head).XPOS != "VBG"
}

// contracted tells whether the "'s" before a participle with an object is "has":
// "a fire that's destroyed the market".
func (c *clause) contracted() bool {
	aux := c.s.kid(c.head, "aux:pass")
	return c.s.form(aux) == "'s" && c.s.kid(c.head, "obj") != none && !words().control["ditransitive"].has(c.lemma()) && words().embedding[c.lemma()]["small"] == ""
}

// perfect tells whether the clause has "have" and no "been".
func (c *clause) perfect() bool {
	for _, k := range c.s.kids(c.head, "aux") {
		if c.s.lemma(k) == "have" {
			return true
		}
	}
	return false
}

// secondObject takes the second of two objects: the first was the recipient
// ("gave the defendants ten years") or, after a verb of naming, is what gets
// the name ("named the boy Oscar").
func (c *clause) secondObject(k int) {
	if s := c.s; s.tok(k).UPOS == "NUM" && !words().control["ditransitive"].has(c.lemma()) { // "beat Chelsea 2-1"
		c.obliques = append(c.obliques, oblique{head: k})
		return
	}
	if _, names := words().embedding[c.lemma()]["small"]; names || words().control["naming"].has(c.lemma()) {
		c.name = k
		return
	}
	c.recipients = append(c.recipients, c.objects...)
	c.objects = c.s.conjuncts(k)
}

// lemma is that of the verb; "be" for a predicate without one.
func (c *clause) lemma() string {
	if c.verb == none || c.copular {
		return "be"
	}
	return c.s.lemma(c.verb)
}

// infinitive tells whether the clause is a "to" infinitive.
func (c *clause) infinitive() bool {
	for _, k := range c.s.kids(c.head, "mark") {
		if c.s.form(k) == "to" {
			return c.s.gerundPreposition(c.head) == none // not "confessed to lying"
		}
	}
	return c.continues() && c.first.infinitive()
}

// continues tells whether a coordinated clause goes on with the subject and
// the subordinator of the first: "to enlarge the mosque and improve safety".
func (c *clause) continues() bool {
	return c.first != nil && c.s.kid(c.head, "nsubj", "mark", "aux") == none && c.s.tok(c.head).XPOS == c.s.tok(c.first.head).XPOS
}

// marker is the subordinator in lower case, "because", "in order that";
// without the "to" of an infinitive. Empty when there is none.
func (c *clause) marker() string {
	if c.s.strayThat(c.head) != none {
		return "that"
	}
	if marks := c.marks(); len(marks) > 0 {
		if last := c.s.form(marks[len(marks)-1]); last == "whether" { // "the question of whether"
			return last
		}
		return wordsOf(c.s, marks)
	}
	if c.first != nil && c.s.kid(c.head, "mark") == none {
		return c.first.marker()
	}
	return ""
}

// marks are the tokens of the marker.
func (c *clause) marks() []int {
	var marks []int
	for _, k := range c.s.kids(c.head, "mark") {
		if c.s.form(k) != "to" || c.s.gerundPreposition(c.head) == k {
			marks = append(marks, c.s.withFixed(k)...)
		}
	}
	slices.Sort(marks)
	return marks
}

// belongs tells whether dependent k of a copular clause's head belongs to the
// clause and not to the noun phrase that is its predicate.
func (c *clause) belongs(k int) bool {
	return c.s.is(k, "nsubj", "csubj", "cop", "aux", "mark", "punct", "advcl", "parataxis", "expl", "cc",
		"obl", "advmod", "discourse", "vocative", "ccomp", "dislocated")
}
