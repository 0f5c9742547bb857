package fact

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/mention/timex"
)

// A happening is what a noun of an event tells, as the verb would: "Russia's
// interference in the election" is Russia – interfered in – the election.
type happening struct {
	noun     int
	event    event
	doers    []Argument
	patients []Argument
	relation []int // tokens of the wording
	key      string
	passive  bool
	used     []int  // phrases that are doers or patients
	marker   string // the preposition of the patients
}

// event writes the facts of the event that the noun at i names.
func (x *extractor) event(s *sentence, i int) {
	if s.consumed[i] || s.is(i, "compound", "nmod:desc", "flat", "fixed") {
		return
	}
	if c := s.at(i); c != nil && c.scope.unsaid {
		return
	}
	lemma := s.lemma(i)
	ev, ok := relations().events[lemma]
	if _, mutual := words().together[lemma]; !ok && !mutual {
		return
	}
	h := happening{noun: i, event: ev, relation: []int{i}}
	if x.mutual(s, &h) {
		return
	}
	if !ok {
		return
	}
	x.patient(s, &h)
	x.doer(s, &h)
	lex := nounWords()
	switch {
	case len(h.doers) > 0 && len(h.patients) > 0 && lex.patients[lemma] && strings.Contains(h.key, " "):
		h.passive = true // "Orlov's sentence to ten years"
	case len(h.doers) > 0 && len(h.patients) > 0:
	case len(h.doers) == 0 && len(h.patients) > 0 && h.marker == "of" && lex.alone[lemma]:
		h.doers, h.patients, h.key = h.patients, nil, ev.verb
		h.passive = !x.acting(s, h.used) // "the withdrawal of the plan"
	case len(h.patients) > 0 && ev.transitive && !strings.Contains(h.key, " ") && (lex.patients[lemma] || lex.done[lemma]):
		h.doers, h.patients, h.passive = h.patients, nil, true
	case len(h.doers) > 0 && lex.patients[lemma]:
		h.passive, h.key = true, ev.verb
	case len(h.doers) > 0 && lex.alone[lemma]:
		h.key = ev.verb
	default:
		return
	}
	ctx, _ := x.eventContext(s, i)
	if h.passive && ctx.negated && s.ceases(i) { // "halted purchases of crude": until then it was bought
		return
	}
	predicate := relations().inflect(h.key, h.passive)
	for _, doer := range h.doers {
		f := nounFact{
			rule: "event-noun", subject: doer, predicate: predicate, phrase: h.relation,
			context: ctx, qualifiers: x.eventQualifiers(s, &h),
		}
		if len(h.patients) == 0 {
			x.addNoun(s, f)
		}
		for _, patient := range h.patients {
			f.object = patient
			f.phrase = slices.Clone(h.relation)
			x.addNoun(s, f)
		}
	}
}

// ceases tells whether the noun at i names what a verb says to have ended.
func (s *sentence) ceases(i int) bool {
	verb := s.tok(i).Head
	return verb >= 0 && s.is(i, "obj", "nsubj:pass") && wordSet("ceasing").has(s.lemma(verb))
}

// patient finds what an event is done to, or its other party: the first phrase
// behind the noun whose preposition marks it.
func (x *extractor) patient(s *sentence, h *happening) {
	lemma := s.lemma(h.noun)
	for _, k := range append(s.kids(h.noun, "nmod"), s.misattached(h.noun)...) {
		if k < h.noun || s.is(k, "nmod:poss", "nmod:desc", "nmod:unmarked") {
			continue
		}
		p := s.preposition(k)
		if _, timed := s.timeAt(k); timed || p == "" || p == "by" {
			continue
		}
		if (p == "to" || p == "from") && (x.kindOf(s, k) == "amount" || s.kid(k, "nummod") != none) { // "raised its forecast to 12 million"
			continue
		}
		if p == "of" && (nounWords().ofDoer[lemma] || !h.event.transitive) {
			if len(h.doers) == 0 {
				h.doers = x.things(s, k)
				h.used = append(h.used, k)
			}
			continue
		}
		if inner, _ := s.complexPreposition(k); inner != none {
			continue // "cuts in response to"
		}
		if p == "of" && (s.timely(k) || wordSet("stretch").has(s.lemma(k))) { // "her first win of the season"
			continue
		}
		if p == "of" && wordSet("paid").has(h.event.verb) && (s.tok(k).UPOS == "SYM" || s.kid(k, "nummod") != none) { // "compensation of 500 euros"
			continue
		}
		key, ok := h.event.with(lemma, p, s.kid(h.noun, "nmod:poss") != none)
		if !ok {
			continue
		}
		h.key, h.patients, h.marker = key, x.things(s, k), p
		h.used = append(h.used, k)
		h.relation = append(h.relation, s.caseWords(k)...)
		return
	}
}

// with is the base form of the relation between an event's doer and the phrase
// with the preposition behind its noun; false when the preposition marks no
// argument of the event. Possessed tells that the doer is said.
func (e event) with(lemma, preposition string, possessed bool) (string, bool) {
	lex, core := relations(), words().core[e.verb].has(preposition)
	if preposition == "at" { // "his speech at the summit"
		return "", false
	}
	switch head, grouped := lex.heads["+"+lemma+" "+preposition]; {
	case preposition == "of":
		return lex.verbal(e.verb, ""), true
	case grouped && (core || wordSet("outcome").has(lemma) || !wordSet("setting").has(preposition)):
		return head, true
	case nounWords().accepts[preposition].has(lemma):
		return lex.verbal(e.verb, ""), true
	case core:
		return lex.verbal(e.verb, preposition), true
	case possessed && wordSet("toward").has(preposition):
		key := e.verb + " " + preposition
		if head, ok := lex.heads[key]; ok {
			key = head
		}
		return key, true
	}
	return "", false
}

// acting tells whether the phrases are of those who can do something.
func (x *extractor) acting(s *sentence, phrases []int) bool {
	for _, k := range phrases {
		switch x.typeAt(s, k) {
		case graph.Person, graph.Group, graph.Organization, graph.Place:
			return true
		}
	}
	return false
}

// misattached are phrases right behind the noun that the tree gives to its
// verb: "denied any interference in the election". What a noun of an event
// takes as an argument is more likely its own.
func (s *sentence) misattached(noun int) []int {
	if !s.is(noun, "obj", "obl") || s.tok(noun).Head < 0 {
		return nil
	}
	core := words().core[s.lemma(s.tok(noun).Head)]
	below := s.subtree(noun, nil)
	next := below[len(below)-1] + 1
	var found []int
	for _, k := range s.kids(s.tok(noun).Head, "obl") {
		tokens := s.subtree(k, nil)
		if k > noun && tokens[0] == next && !core.has(s.preposition(k)) { // "dismissed the interpretation as idle"
			found = append(found, k)
			next = tokens[len(tokens)-1] + 1
		}
	}
	return found
}

// doer finds who does it: after "by", before the noun as a possessor, as a
// nationality or as a name ("the U.S. invasion of Iraq").
func (x *extractor) doer(s *sentence, h *happening) {
	if len(h.doers) > 0 {
		return
	}
	for _, k := range append(s.kids(h.noun, "nmod"), s.misattached(h.noun)...) {
		if s.preposition(k) == "by" && !s.is(k, "nmod:poss") && x.animate(s, k) {
			h.doers = x.things(s, k)
			h.used = append(h.used, k)
			x.possessedPatient(s, h)
			return
		}
	}
	for _, k := range s.kids(h.noun, "nmod:poss") {
		if _, timed := s.timeAt(k); timed || x.typeAt(s, k) == graph.Date {
			continue
		}
		// "Haiti's election" is held in Haiti, "the party's nomination" is given by it.
		if t := x.typeAt(s, k); nounWords().patients[s.lemma(h.noun)] && (t == graph.Place || t == graph.Organization && len(h.patients) == 0) {
			continue
		}
		h.doers = x.things(s, k)
		h.used = append(h.used, k)
		return
	}
	if len(h.patients) == 0 {
		return
	}
	for _, k := range s.kids(h.noun, "amod", "compound") {
		if where, _ := x.country(s, k); where.Kind != None {
			h.doers = []Argument{where}
			return
		}
		if s.is(k, "compound") && s.mentions[k] != none && s.isName(k) {
			switch x.typeAt(s, k) {
			case graph.Organization, graph.Person, graph.Group:
				h.doers = x.arguments(s, k)
				return
			case graph.Place:
				if x.doc.Mentions[s.mentions[k]].Subtype == "country" {
					h.doers = x.arguments(s, k)
					return
				}
			}
		}
	}
	x.understood(s, h)
}

// possessedPatient reads a possessor beside a doer: "Kenya's defeat by Ghana".
func (x *extractor) possessedPatient(s *sentence, h *happening) {
	if len(h.patients) > 0 {
		return
	}
	if poss := s.kid(h.noun, "nmod:poss"); poss != none && x.typeAt(s, poss) != graph.Date {
		h.patients = x.things(s, poss)
		h.used = append(h.used, poss)
	} else if h.patients = x.contender(s, h.noun); len(h.patients) == 0 { // "suffered a defeat by Ghana"
		return
	}
	h.key = relations().verbal(h.event.verb, "")
}

// understood finds the doer of an event that somebody is accused of or plans:
// "accused Russia of interference in the election", "planned an attack".
func (x *extractor) understood(s *sentence, h *happening) {
	if h.doers = x.contender(s, h.noun); len(h.doers) > 0 {
		return
	}
	verb := s.tok(h.noun).Head
	if verb < 0 || !s.is(h.noun, "obl", "obj") {
		return
	}
	c := s.clauseAt[verb]
	if c == nil || c.copular {
		return
	}
	if s.is(h.noun, "obj") {
		if c.passive {
			return
		}
		for _, i := range c.subjects {
			if nounWords().control[c.phrasal()] || nounWords().corporate[c.phrasal()] && x.typeAt(s, i) == graph.Organization {
				h.doers = append(h.doers, x.arguments(s, i)...)
			}
		}
		return
	}
	p := s.preposition(h.noun)
	if words().embedding[s.lemma(verb)][frame(p+"-ing")] != "allege" {
		return
	}
	accused := c.objects
	if c.passive {
		accused = c.subjects
	}
	for _, i := range accused {
		h.doers = append(h.doers, x.arguments(s, i)...)
	}
}

// phrasal is the lemma of the verb with its particle, "carry out".
func (c *clause) phrasal() string {
	if c.particle != none {
		return c.lemma() + " " + c.s.lemma(c.particle)
	}
	return c.lemma()
}

// animate tells whether the phrase after "by" can be a doer.
func (x *extractor) animate(s *sentence, i int) bool {
	if _, timed := s.timeAt(i); timed {
		return false
	}
	switch x.typeAt(s, i) {
	case graph.Person, graph.Organization, graph.Group, graph.Place:
		return true
	}
	return s.isName(i) && s.kid(i, "det") == none
}

// mutual reads what several do with one another: "talks between X and Y", "the
// merger of A and B", "X's meeting with Y".
func (x *extractor) mutual(s *sentence, h *happening) bool {
	lemma := s.lemma(h.noun)
	preposition, ok := words().together[lemma]
	if !ok {
		return false
	}
	if preposition == "-" {
		preposition = ""
	}
	key := relations().heads["+"+lemma+" "+preposition]
	if key == "" && h.event.verb != "" {
		key = relations().verbal(h.event.verb, preposition)
	}
	if key == "" {
		return false
	}
	for _, k := range s.kids(h.noun, "nmod") {
		p := s.preposition(k)
		if p != "between" && p != "among" && p != "of" {
			continue
		}
		parties := x.things(s, k)
		if len(parties) < 2 {
			continue
		}
		h.used = append(h.used, k)
		ctx, _ := x.eventContext(s, h.noun)
		for a := range parties {
			for b := a + 1; b < len(parties); b++ {
				x.addNoun(s, nounFact{
					rule: "event-between", subject: parties[a], predicate: relations().inflect(key, false),
					phrase: append([]int{h.noun}, s.caseWords(k)...), object: parties[b], context: ctx,
					qualifiers: x.eventQualifiers(s, h),
				})
			}
		}
		return true
	}
	return false
}

// owned tells whether phrase k, which the tree gives to the verb, is an
// argument of the event that stands before it: then it is no qualifier of the
// clause.
func (s *sentence) owned(c *clause, k int) bool {
	for _, noun := range s.kids(c.head, "obj", "obl") {
		ev, ok := relations().events[s.lemma(noun)]
		if !ok || s.consumed[noun] || s.tok(noun).UPOS != "NOUN" {
			continue
		}
		for _, m := range s.misattached(noun) {
			if m != k || s.timely(k) { // "agreed to a rise in 2019"
				continue
			}
			_, argument := ev.with(s.lemma(noun), s.preposition(k), false)
			return argument
		}
	}
	return false
}

// eventQualifiers are the phrases of an event's noun that are no arguments.
func (x *extractor) eventQualifiers(s *sentence, h *happening) []Qualifier {
	var all []Qualifier
	tense := timex.TenseUnknown
	if c := s.at(h.noun); c != nil {
		tense = c.tense()
		if s.is(h.noun, "nsubj") && wordSet("begins").has(c.lemma()) { // "Talks began on Monday"
			all = append(all, c.qualifiers...)
		}
	}
	for _, k := range s.kids(h.noun, "nummod", "compound") {
		if t, _, ok := s.tallyAt(k); ok { // "a 3-1 win"
			value := s.tallyArgument(t)
			all = append(all, Qualifier{Role: "amount", Value: value, Text: value.Text})
		}
	}
	for _, k := range s.kids(h.noun, "nmod") {
		if slices.Contains(h.used, k) || s.is(k, "nmod:desc") {
			continue
		}
		if s.is(k, "nmod:poss") {
			if q, ok := x.timeQualifier(s, k, "", tense); ok { // "last year's attack on …"
				all = append(all, q)
			}
			continue
		}
		p := s.preposition(k)
		if q, ok := x.timeQualifier(s, k, p, tense); ok {
			all = append(all, q)
		} else if p != "" && p != "of" {
			all = append(all, x.phrase(s, k, p)...)
		}
	}
	return all
}
