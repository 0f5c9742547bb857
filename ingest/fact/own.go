package fact

import (
	"slices"

	"factgraph/graph"
)

// ownContext reads negation, modality and attribution off the words of the
// clause itself.
func (c *clause) ownContext() context {
	s := c.s
	own := context{modality: graph.Asserted}
	if c.outer {
		return own
	}
	if c.gap {
		return c.first.own
	}
	lex := words()
	if c.scheduled || c.announces() {
		own.modality = graph.Future
	}
	reported := c.reportedInPast()
	for _, k := range s.children[c.head] {
		switch {
		case s.is(k, "obl") && lex.polarity["negative-noun"].has(s.lemma(k)) && k < c.head && s.negates(k):
			own.negated = true
			for i := range c.obliques {
				c.obliques[i].used = c.obliques[i].used || c.obliques[i].head == k
			}
		case s.is(k, "aux", "cop"):
			for _, below := range s.kids(k, "advmod") { // "never has the club won"
				own.negated = own.negated || lex.polarity["negative"].has(s.form(below))
			}
			m := lex.modals[s.lemma(k)]
			if m == "" {
				m = lex.modals[s.form(k)]
			}
			if m == graph.Conditional && reported { // "said it would": the future, seen from the past
				m = graph.Future
			}
			own.modality = combine(own.modality, m)
		case s.is(k, "cc") && lex.markers[s.phraseForm(k)] == "negative": // "closed the mine rather than sell it"
			own.negated = true
		case s.is(k, "advmod", "cc", "cc:preconj", "det") || s.tok(k).XPOS == "CC" && s.form(k) == "neither":
			switch word := s.phraseForm(k); {
			case word == "neither" && s.is(k, "nsubj"):
				own.negated = true
			case lex.polarity["negative"].has(word):
				own.negated = own.negated || !s.concedes(k) && !(word == "never" && c.surpassing())
				own.unsaid = own.unsaid || k+1 < c.head && lex.polarity["every"].has(s.form(k+1)) && s.is(k+1, "advmod") // "does not always work"
			case lex.polarity["hedge"].has(word):
				own.modality = combine(own.modality, graph.Possible)
			case lex.polarity["nearly"].has(word) && c.verb == c.head && k+1 == c.head && len(s.children[k]) == 0:
				own.negated = true
			}
		}
	}
	own.unsaid = own.unsaid || slices.ContainsFunc(c.subjects, s.surpassed) || slices.ContainsFunc(c.objects, s.surpassed)
	if c.conditioned() || c.inverted() {
		own.modality = combine(graph.Conditional, own.modality)
	}
	if c.first != nil {
		c.shareAuxiliary(&own)
	}
	if c.asks() {
		own.modality = graph.Asked
	}
	return own
}

// surpassed tells whether a noun phrase is a comparison that "no" makes a
// superlative of: who has "no more important task than" that has it.
func (s *sentence) surpassed(i int) bool {
	for _, a := range s.kids(i, "amod") {
		for _, degree := range append(s.kids(a, "advmod"), a) {
			if slices.ContainsFunc(s.kids(degree, "advmod", "det"), func(k int) bool { return s.form(k) == "no" }) {
				return true
			}
		}
	}
	return false
}

// surpassing tells whether "never" makes a superlative of the predicate: work
// that "has never been more important" is important.
func (c *clause) surpassing() bool {
	s := c.s
	if !c.copular || s.tok(c.head).UPOS != "ADJ" || c.firstOblique(func(o *oblique) bool { return o.preposition == "than" }) != nil {
		return false
	}
	return s.tok(c.head).XPOS == "JJR" || slices.ContainsFunc(s.kids(c.head, "advmod"), func(k int) bool { return s.form(k) == "more" })
}

// announces tells whether the clause is a headline of what is to come: "Acme to
// close mine".
func (c *clause) announces() bool {
	return c.kind == mainClause && !c.copular && c.infinitive() && c.s.kid(c.head, "nsubj") != none
}

// concedes tells whether a negation denies nothing of the clause: "not only",
// "not just", "not until".
func (s *sentence) concedes(k int) bool {
	if k+1 < len(s.Tokens) {
		switch s.form(k + 1) {
		case "only", "just", "merely", "simply", "until", "least":
			return true
		}
	}
	for _, below := range s.children[k] {
		switch s.form(below) {
		case "only", "just", "merely":
			return true
		}
	}
	return false
}

// phraseForm is the word with the rest of its fixed expression, "no longer".
func (s *sentence) phraseForm(k int) string {
	if rest := s.kids(k, "fixed"); len(rest) > 0 {
		return wordsOf(s, append([]int{k}, rest...))
	}
	if s.form(k) == "longer" && k > 0 && s.form(k-1) == "no" {
		return "no longer"
	}
	return s.form(k)
}

// shareAuxiliary gives a coordinated verb the modal and the negation of the
// first: "will meet and discuss", "did not eat or drink".
func (c *clause) shareAuxiliary(own *context) {
	s, first := c.s, c.first
	if near := s.clauseAt[s.tok(c.head).Head]; near != nil && near.first == first { // "X, but did not see or hear it": not X
		first = near
	}
	if s.kid(c.head, "aux", "cop", "nsubj") != none || c.copular != first.copular {
		return
	}
	if s.tok(c.head).XPOS != s.tok(first.head).XPOS && !c.copular && !c.alternative() {
		return
	}
	own.modality = combine(first.own.modality, own.modality)
	if s.kid(first.head, "aux", "cop") != none && s.coordinator(c.head) != "but" {
		own.negated = own.negated || first.own.negated
	}
}

// alternative tells whether the verb is one of two that share what stands
// before and behind them: "has not confirmed or denied the report". A tagger
// that sees the second alone may take its participle for a past tense.
func (c *clause) alternative() bool {
	s := c.s
	if c.first == nil || c.head != c.first.head+2 || c.copular {
		return false
	}
	or := s.form(c.head - 1)
	return (or == "or" || or == "nor") && s.tok(c.head).UPOS == "VERB" && !s.is(c.first.head, "amod")
}

// asks tells whether the clause is a direct question.
func (c *clause) asks() bool {
	s := c.s
	if c.kind != mainClause && c.kind != parenthesis || len(s.Tokens) == 0 {
		return false
	}
	last := len(s.Tokens) - 1
	for last > 0 && s.tok(last).UPOS == "PUNCT" && s.tok(last).Form != "?" {
		last--
	}
	return s.tok(last).Form == "?"
}
