package fact

import (
	"slices"

	"factgraph/ingest/document"
)

// A gerund behind a preposition ("focused on rebuilding the harbour",
// "confessed to taking bribes", "credited with discovering a comet") is a
// complement when the word before it asks for it: then embedding.tsv says what
// becomes of it. Some prepositions tell what is meant whatever word stands
// before them (control.tsv, "aiming"). Elsewhere a gerund is an adverbial: "died
// after eating the fish", "responded by closing the road".

// aims tells whether a gerund right behind its verb or adjective tells what is
// meant: "focused on rebuilding the harbour".
func (c *clause) aims() bool {
	s := c.s
	preposition := s.gerundPreposition(c.head)
	if preposition == none || !words().control["aiming"].has(s.form(preposition)) {
		return false
	}
	before := preposition - 1
	for before > c.up.head && s.is(before, "advmod", "compound:prt") {
		before--
	}
	return before == c.up.head
}

// gerundPreposition is the preposition of the gerund at i, or none.
func (s *sentence) gerundPreposition(i int) int {
	verb := i
	if cop := s.kid(i, "cop"); cop != none {
		verb = cop
	}
	if s.tok(verb).XPOS != "VBG" || s.kid(i, "aux", "nsubj") != none {
		return none
	}
	for _, k := range s.kids(i, "mark", "case") {
		if f := s.form(k); f != "that" && s.tok(k).XPOS != "WRB" {
			return k
		}
	}
	return none
}

// beforeQuoteMark is the token before token i, over a quotation mark: "barrier" of
// "an "artificial barrier" to doing business".
func (s *sentence) beforeQuoteMark(i int) int {
	before := i - 1
	for before > 0 && s.tok(before).UPOS == "PUNCT" && s.doc.QuoteMark(s.index, before) != document.NoMark {
		before--
	}
	return before
}

// openGerund tells whether a gerund as an adverbial says what a noun before it
// is for, not what was done: "asked for help in ending the war", "put up a
// barrier to doing business".
func (c *clause) openGerund() bool {
	s := c.s
	preposition := s.gerundPreposition(c.head)
	if preposition < 1 || c.up == nil || c.head < c.up.head || s.setOff(preposition) {
		return false
	}
	noun := s.beforeQuoteMark(preposition)
	switch s.form(preposition) {
	case "in", "to":
	case "for": // "ended its support for building the dam"
		if words().embedding[s.lemma(noun)]["for-ing"] != "intend" {
			return false
		}
	default:
		return false
	}
	return s.tok(noun).UPOS == "NOUN" && !s.timely(noun) && !slices.Contains(c.up.subjects, noun)
}
