package fact

import (
	"slices"

	"factgraph/graph"
)

// citations reads which document a statement rests on: a clause with "pursuant
// to UNSCR 2254" in it makes the statement whose content it is cite the
// resolution.
func (x *extractor) citations(c *clause) {
	s := c.s
	for _, k := range s.subtree(c.head, func(k int) bool { return s.clauseAt[k] != nil && k != c.head }) {
		if !s.nominal(k) || !s.citing(k) || !x.isDocument(s, k) {
			continue
		}
		source := x.statement(c)
		if source.Kind == None {
			continue
		}
		for _, cited := range x.cited(s, k) {
			x.addNoun(s, nounFact{
				rule: "cites", subject: source, predicate: "cites", phrase: []int{k}, object: cited, context: taken,
			})
		}
	}
}

// cited are the documents that the phrase at k names; a number right behind
// the name is part of it: "UNSCR 2254", "EU Directive 2022/2557".
func (x *extractor) cited(s *sentence, k int) []Argument {
	first, last := k, k
	if m := s.mentions[k]; m != none {
		first, last = x.doc.Mentions[m].First, x.doc.Mentions[m].Last
		for first < k && s.is(first, "det") {
			first++
		}
	}
	end := last
	for end+1 < len(s.Tokens) && s.tok(k).UPOS == "PROPN" {
		next, glued := s.tok(end+1), s.tok(end).End == s.tok(end+1).Start
		if !(next.XPOS == "CD" && (glued || end == k)) && !(glued && (next.Form == "/" || next.Form == "-")) {
			break
		}
		end++
	}
	if end == last || s.tok(end).XPOS != "CD" {
		return x.things(s, k)
	}
	tokens := tokensBetween(first, end)
	return []Argument{x.named(s.wording(tokens), graph.Document, s.span(tokens))}
}

// required reads what a document asks for: "elections as called for under
// UNSCR 2254".
func (x *extractor) required(c *clause) {
	s := c.s
	as := c.marked("as")
	if as < 1 || s.tok(c.head).XPOS != "VBN" || len(c.subjects) > 0 && s.kid(c.head, "nsubj") != none {
		return
	}
	wanted := as - 1
	if !s.nominal(wanted) {
		return
	}
	for _, k := range s.subtree(c.head, nil) {
		if k < c.head || !s.nominal(k) || !x.isDocument(s, k) {
			continue
		}
		switch s.preposition(k) {
		case "under", "by", "in", "for under", "for by", "for in":
		default:
			continue
		}
		key := s.lemma(c.head)
		if s.form(c.head+1) == "for" {
			key += " for"
		}
		for _, document := range x.cited(s, k) {
			for _, what := range x.arguments(s, wanted) {
				x.addNoun(s, nounFact{
					rule: "required", subject: document, predicate: relations().inflect(key, false),
					phrase: []int{c.head}, object: what, context: taken,
				})
			}
		}
		return
	}
}

// marked is the token of a clause's subordinator with the form, or none.
func (c *clause) marked(form string) int {
	for _, k := range c.s.kids(c.head, "mark", "advmod", "case") {
		if c.s.form(k) == form {
			return k
		}
	}
	return none
}

// citing tells whether the phrase headed by k stands behind words that cite
// it. They are looked up as they stand, for "pursuant to" and the like are
// several things to a parser.
func (s *sentence) citing(k int) bool {
	first := s.subtree(k, func(i int) bool { return s.is(i, "case", "mark", "advmod", "cc") || i > k })[0]
	if first == 0 || !nounWords().citeEnds[s.form(first-1)] {
		return false
	}
	for n := 1; n <= 5 && first-n >= 0; n++ {
		if nounWords().cites[s.wordsBetween(first-n, first-1)] {
			return true
		}
	}
	return false
}

// isDocument tells whether the phrase at k names a document: by its type or by
// a noun in it.
func (x *extractor) isDocument(s *sentence, k int) bool {
	if x.typeAt(s, k) == graph.Document {
		return true
	}
	for _, i := range append(s.short(k), k) {
		if nounWords().documents[s.form(i)] || nounWords().documents[s.lemma(i)] {
			return true
		}
	}
	return false
}

// statement is the document whose content a clause is: the innermost speaker
// that is one, or the subject of a clause above.
func (x *extractor) statement(c *clause) Argument {
	for _, who := range slices.Backward(c.scope.speakers) {
		if x.isStatement(who) {
			return who
		}
	}
	for up := c; up != nil; up = up.up {
		if up.copular || up.passive {
			continue
		}
		for _, i := range up.subjects {
			if who := x.argument(up.s, i); x.isStatement(who) {
				return who
			}
		}
	}
	return Argument{}
}

func (x *extractor) isStatement(who Argument) bool {
	if who.Kind != Mention {
		return false
	}
	m := &x.doc.Mentions[who.Mention]
	return m.Type == graph.Document || x.doc.Chains[m.Chain].Type == graph.Document
}
