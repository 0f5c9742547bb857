package fact

import (
	"slices"
	"strings"
)

// The rules of this file tell which clauses make no fact of their own: what they
// say is told by another clause, or it only measures something.

// silent tells whether the clause makes no fact, because all it says is told
// by the clauses below it or, as in "became president", above it.
func (c *clause) silent() bool {
	if c.kind == complement && c.verb == none && c.up != nil && len(c.up.objects) == 0 && c.s.kid(c.head, "nsubj") == none && !c.merged() {
		return true
	}
	if !c.s.open && c.s.tok(c.head).XPOS == "MD" { // "She asked me to help and I could not"
		return true
	}
	if c.up != nil && !c.s.open && (c.up.swallows(c) || c.state()) {
		return true
	}
	if c.kind == relative && !c.s.open { // "what he called an attack" is the attack
		if what := c.s.tok(c.head).Head; what != none && c.s.namedBy(what) != none {
			return true
		}
	}
	if c.spends() && c.s.kid(c.head, "expl") != none { // "it takes two days"
		return !c.s.open
	}
	for _, inner := range c.complements {
		if inner.merged() || inner.joined() || inner.undergone() {
			return true
		}
	}
	return false
}

// swallows tells whether the adjective that is the complement becomes part of
// the predicate and nothing is left to tell of it: "shot dead", "left homeless".
func (c *clause) swallows(small *clause) bool {
	return c.small() == small && (wordSet("deadly").has(c.lemma()) || c.lemma() == "leave") && c.s.tok(small.head).UPOS == "ADJ" && len(c.objects) > 0
}

// state tells whether a bare participle is told above it as what somebody was:
// "retired injured".
func (c *clause) state() bool {
	s := c.s
	return s.is(c.head, "xcomp") && s.tok(c.head).XPOS == "VBN" && !c.infinitive() && s.kid(c.head, "aux", "nsubj") == none &&
		!c.up.passive && len(c.up.objects) == 0 && len(c.objects)+len(c.obliques)+len(c.complements) == 0
}

// torn tells whether a noun or adjective is no predicate though it has a
// subject: without a copula only what is said of an object is one, and what
// "with" says of its noun, "with Ana Ruiz third", or a headline of a number,
// "Eight dead after crash".
func (c *clause) torn() bool {
	return c.copular && c.verb == none && c.kind != complement && c.marker() != "with" && !wordSet("toll").has(c.s.form(c.head)) && len(c.s.caseWords(c.head)) == 0
}

// compares tells whether a clause only measures the one above: "faster than
// they were ten years ago", "less than analysts had forecast", "twice the rate
// it was in 1990".
func (c *clause) compares() bool {
	s := c.s
	switch {
	case s.open:
		return false
	case c.marker() == "than":
		return c.copular || len(c.objects)+len(c.complements) == 0
	case c.kind == relative && c.copular && c.first == nil && !s.timely(s.tok(c.head).Head):
		return s.kid(c.head, "nsubj") != none && !slices.ContainsFunc(s.subtree(c.head, nil), func(i int) bool { return strings.HasPrefix(s.tok(i).XPOS, "W") })
	}
	return false
}

// situates tells whether the clause only says of which stretch of time an
// amount is, or what it is measured by: "the quarter ended Sept. 30", "compared
// with $2 million". Or it counts events that nothing before names: "it was the
// second failure in four flights".
func (c *clause) situates() bool {
	s := c.s
	switch {
	case s.open:
		return false
	case c.passive && s.kid(c.head, "aux", "aux:pass") == none && c.finite() == (s.tok(c.head).XPOS == "VBD"):
		lemma := c.lemma()
		if lemma == "compare" {
			return true
		}
		return lemma == "end" && c.firstOblique(func(o *oblique) bool { return s.timely(o.head) }) != nil
	case c.lemma() == "spend" && len(c.objects) == 1 && (s.timely(c.objects[0]) || words().time.has(s.lemma(c.objects[0]))): // "spent the week waiting": it waited
		return len(c.complements) > 0 || slices.ContainsFunc(append(s.kids(c.head, "advcl", "xcomp"), s.kids(c.objects[0], "acl")...), func(k int) bool { return s.tok(k).XPOS == "VBG" })
	case c.nominal(), c.found() && wordSet("puzzling").has(c.lemma()):
		return true
	case c.eases() && c.up != nil && c.up.small() == c && len(c.up.objects) == 1 && s.form(c.up.objects[0]) == "it":
		return true
	case c.copular && len(c.subjects) == 1 && s.form(c.subjects[0]) == "it" && relations().events[s.lemma(c.head)].verb != "":
		return slices.ContainsFunc(s.kids(c.head, "amod"), func(k int) bool { return wordSet("ordinal").has(s.form(k)) })
	}
	return false
}

// nominal tells whether a gerund behind "in" names what goes on, whoever does
// it: civilians "killed in fighting near the port" did not fight.
func (c *clause) nominal() bool {
	return c.kind == adverbial && c.gerund() && c.marker() == "in" && !c.copular && len(c.objects)+len(c.complements) == 0 &&
		c.up != nil && c.head > c.up.head && len(c.s.kids(c.head, "nsubj", "aux", "obj")) == 0
}

// eases tells whether an adjective says how it is to do something: "easier to
// pay", "hard for the firm to recover".
func (c *clause) eases() bool { return c.task() != nil }

// task is the infinitive of what an adjective says is easy or hard, or nil.
func (c *clause) task() *clause {
	s := c.s
	if s.tok(c.head).UPOS != "ADJ" {
		return nil
	}
	for _, inner := range s.clauses {
		if h := s.tok(inner.head).Head; inner.head > c.head && inner.infinitive() && (h == c.head || h == s.tok(c.head).Head) {
			return inner
		}
	}
	return nil
}

// extraposed is the infinitive that "it" stands for as the object: "made it
// harder to pay". Nil for none.
func (c *clause) extraposed() *clause {
	small := c.small()
	if it := c.s.kid(c.head, "obj", "expl"); small == nil || it == none || c.s.form(it) != "it" {
		return nil
	}
	return small.task()
}

// predicateWords are the tokens of an adjective with the adverbs before it.
func (s *sentence) predicateWords(i int) []int {
	return append(s.kids(i, "advmod"), i)
}
