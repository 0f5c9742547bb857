package fact

import (
	"slices"
	"strings"

	"factgraph/graph"
)

// planned is the context of a clause that no other stands above, but perhaps a
// noun: in the headline "Osland's plan to deploy troops" they are not deployed.
func (c *clause) planned() context {
	if c.kind != adnominal {
		return context{}
	}
	if class, ok := c.nounClass(); ok {
		return class.affirmed.context(nil)
	}
	if c.infinitive() && !c.s.singled(c.noun()) {
		return context{modality: graph.Intended}
	}
	return context{}
}

// context is the effect as the context of a clause that speakers have spoken of.
func (e effect) context(speakers []Argument) context {
	return context{negated: e.negated, unsaid: e.unsaid, modality: e.modality, speakers: speakers}
}

// ofNoun is the context of a clause that says what a claim, a plan or a prospect
// is: "the claim that", "a plan to", "the possibility of somebody's leaving".
// It is false for a clause that only describes its noun.
func (x *extractor) ofNoun(c *clause, up context) (context, bool) {
	if stand, who, ok := x.disputed(c); ok {
		speakers := append(slices.Clip(up.speakers), who...)
		switch {
		case c.s.negates(c.noun()): // "found no evidence that"
			return context{unsaid: true, speakers: up.speakers}, true
		case up.negated && !stand.affirmed.negated: // "could not verify the claim that": it is not their claim
			return context{modality: graph.Possible, speakers: append(slices.Clip(up.speakers), x.holder(c)...)}, true
		}
		return context{negated: stand.affirmed.negated, modality: stand.affirmed.modality, speakers: speakers}, true
	}
	if class, ok := c.nounClass(); ok {
		return x.ofClass(c, class, up), true
	}
	if c.infinitive() && !c.s.singled(c.noun()) {
		if c.passive && len(c.subjects) == 1 && c.subjects[0] == c.noun() { // "a conference to be held in Oslo"
			return context{modality: combine(up.modality, graph.Future), speakers: up.speakers}, true
		}
		return context{modality: graph.Intended, speakers: up.speakers}, true
	}
	if noun, _ := c.prospect(); noun != none {
		class := words().classes[words().embedding[c.s.lemma(noun)]["of-ing"]]
		return class.affirmed.context(up.speakers), true
	}
	return context{}, false
}

// ofClass is the context of a clause whose noun is of an embedding class.
func (x *extractor) ofClass(c *clause, class class, up context) context {
	noun := c.noun()
	wanted := slices.Contains(c.up.objects, noun)
	effect := class.affirmed
	if up.negated && wanted && !c.s.definite(noun) || c.s.negates(noun) {
		effect = class.negated // but "will not affect their plans to": they plan it
	}
	down := effect.context(up.speakers)
	switch {
	case wanted && words().control["wanting"].has(c.up.lemma()) && c.frame() == "that": // "wanted a guarantee that"
		down.modality = graph.Asked
		down.speakers = append(slices.Clip(up.speakers), x.speakers(c.up)...)
		return down
	case wanted && words().control["awaiting"].has(c.up.lemma()): // "awaited confirmation that"
		down.modality = graph.Possible
	}
	if class.speaker {
		who := x.holder(c)
		if len(who) == 0 && !words().control["factive"].has(c.s.lemma(noun)) { // whose allegation?
			down.modality = combine(down.modality, graph.Possible)
		}
		down.speakers = append(slices.Clip(up.speakers), who...)
	}
	return down
}

// presupposed is the context of a relative clause, a participle or a parenthesis.
// They take something for granted: only what is new and not so yet stays open
// within them.
func (x *extractor) presupposed(c *clause, up context) context {
	down := context{speakers: up.speakers}
	if c.kind == parenthesis {
		return down
	}
	if c.remark() {
		down.speakers = nil
	}
	if c.inSource() { // "according to a decree issued in May"
		down.speakers = slices.DeleteFunc(slices.Clone(down.speakers), func(who Argument) bool {
			return slices.ContainsFunc(c.up.own.speakers, func(own Argument) bool { return x.same(own, who) })
		})
	}
	if !c.indefinite() || up.modality == graph.Asked {
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

// remark tells whether a relative clause behind a comma is what the article
// itself adds to somebody's indirect speech: in "Roe said she would sell the
// mill, which employs 200 people" it does not depend on Roe what it employs.
func (c *clause) remark() bool {
	s := c.s
	if c.kind != relative || !c.finite() || !s.setOff(c.head) || !slices.ContainsFunc(s.subtree(c.head, nil), func(k int) bool { return strings.HasPrefix(s.tok(k).XPOS, "W") && s.form(k) != "that" }) {
		return false
	}
	indirect := false
	for up := c.up; up != nil; up = up.up {
		if len(up.own.speakers) > 0 || up.kind == complement && up.quoted() {
			return false
		}
		indirect = indirect || up.kind == complement
	}
	return indirect && len(c.own.speakers) == 0
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
