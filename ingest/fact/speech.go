package fact

import (
	"slices"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// attribute finds who says what where the tree of the clause alone does not
// tell: "…, Trump said", "according to", and quotations that run on over
// several sentences. It adds to the own contexts of clauses.
func (x *extractor) attribute() {
	for _, s := range x.sentences {
		for _, c := range s.clauses {
			if c.saysHost() {
				x.invert(c)
			}
		}
		x.accordingTo(s)
	}
	x.quotations()
}

// saysHost tells whether a clause beside another one says that one: "…, Trump
// said", "as Trump said".
func (c *clause) saysHost() bool {
	if c.up == nil || len(c.subjects) == 0 || c.first != nil {
		return false
	}
	beside := c.kind == parenthesis || c.kind == adverbial && c.marker() == "as"
	if !beside || len(c.complements) > 0 || len(c.objects) > 1 || c.kind == adverbial && len(c.objects)+len(c.obliques) > 0 {
		return false
	}
	class, ok := words().classes[words().embedding[c.s.lemma(c.head)]["that"]], words().embedding[c.s.lemma(c.head)]["that"] != ""
	return ok && class.speaker && !c.passive
}

// invert makes the clause that a parenthesis stands in its complement.
func (x *extractor) invert(c *clause) {
	host := c.up
	for host.first != nil {
		host = host.first
	}
	class := words().classes[words().embedding[c.s.lemma(c.head)]["that"]]
	c.up, c.kind = host.up, host.kind
	c.complements = append(c.complements, host)
	for _, other := range c.s.clauses {
		if other != host && other.first != host {
			continue
		}
		who := x.speakers(c)
		if len(who) == 0 {
			other.own.modality = combine(other.own.modality, graph.Possible)
		}
		other.own.speakers = append(slices.Clip(who), other.own.speakers...)
		e := class.affirmed
		if c.own.negated {
			e = class.negated
		}
		other.own.negated = other.own.negated != e.negated
		other.own.modality = combine(other.own.modality, e.modality)
	}
}

// speakers is the subject of a clause of saying, as far as it is somebody.
func (x *extractor) speakers(c *clause) []Argument {
	for _, i := range c.subjects {
		for _, who := range x.arguments(c.s, i) {
			if who.Kind == Mention {
				return []Argument{who}
			}
		}
	}
	return nil
}

// accordingTo attributes clauses with "according to X" to X.
func (x *extractor) accordingTo(s *sentence) {
	for i := range s.Tokens {
		if !s.is(i, "obl", "nmod", "root", "parataxis") || s.kid(i, "case") == none || s.preposition(i) != "according to" {
			continue
		}
		c := s.at(s.Tokens[i].Head)
		who := x.argument(s, i)
		if c == nil || who.Kind != Mention {
			continue
		}
		for j := range c.obliques {
			if c.obliques[j].head == i {
				c.obliques[j].used = true
			}
		}
		for _, other := range s.clauses {
			if other == c || other.first == c {
				other.own.speakers = append([]Argument{who}, other.own.speakers...)
			}
		}
	}
}

// A quotation is a stretch of text between quotation marks with who says it.
type quotation struct {
	document.Span
	paragraph int
	speaker   []Argument
}

// shortest is the number of tokens from which on a quotation is taken for
// somebody's sentence; shorter ones are titles and words set apart.
const shortest = 4

// quotations attributes the sentences that stand in a quotation to who says
// it. The speaker is the subject of a verb of saying beside the quotation, or
// the speaker of the quotation before it in the same paragraph.
func (x *extractor) quotations() {
	quotes := x.findQuotations()
	for i := range quotes {
		q := &quotes[i]
		q.speaker = x.speakerOf(q)
		if q.speaker == nil && i > 0 && quotes[i-1].paragraph == q.paragraph {
			q.speaker = quotes[i-1].speaker
		}
		if q.speaker == nil {
			continue
		}
		for _, s := range x.sentences {
			if s.Start >= q.End || s.End <= q.Start {
				continue
			}
			for _, c := range s.clauses {
				at := s.tok(c.head).Span
				if q.Contains(at) && c.kind != complement && len(c.own.speakers) == 0 && c.outermostWithin(q.Span) {
					c.own.speakers = q.speaker
				}
			}
		}
	}
}

// outermostWithin tells whether no clause above c stands in the span too, and
// none above outside of it says c already.
func (c *clause) outermostWithin(span document.Span) bool {
	for up := c.up; up != nil; up = up.up {
		if span.Contains(c.s.tok(up.head).Span) {
			return false
		}
		if c.kind == complement {
			return false
		}
	}
	return true
}

// findQuotations pairs the quotation marks of the document. A quotation ends
// with its paragraph, unless the next one opens with a mark.
func (x *extractor) findQuotations() []quotation {
	var all []quotation
	open := none // byte offset of the opening mark
	tokens, paragraph := 0, 0
	for _, s := range x.sentences {
		for i := range s.Tokens {
			t := s.tok(i)
			if open != none && s.Paragraph != paragraph && !opensQuote(t.Form, true) {
				open = none
			}
			paragraph = s.Paragraph
			switch {
			case open == none && opensQuote(t.Form, true):
				open, tokens = t.Start, 0
			case open != none && opensQuote(t.Form, false):
				if tokens >= shortest {
					all = append(all, quotation{Span: document.Span{Start: open, End: t.End}, paragraph: s.Paragraph})
				}
				open = none
			case open != none:
				tokens++
			}
		}
	}
	return all
}

// opensQuote tells whether the form is a mark that opens (or else closes) a
// quotation.
func opensQuote(form string, opens bool) bool {
	switch form {
	case "\"":
		return true
	case "“", "``", "«", "„":
		return opens
	case "”", "''", "»":
		return !opens
	}
	return false
}

// speakerOf looks for a verb of saying beside the quotation: in the sentences
// that it touches, or before it, ending in a colon.
func (x *extractor) speakerOf(q *quotation) []Argument {
	for i, s := range x.sentences {
		if s.Start >= q.End || s.End <= q.Start {
			continue
		}
		for _, c := range s.clauses {
			if c.verb != none && !q.Contains(s.tok(c.head).Span) && c.speaks() {
				if who := x.speakers(c); who != nil {
					return who
				}
			}
		}
		if i > 0 && s.Start >= q.Start-1 { // "The statement says in part:"
			before := x.sentences[i-1]
			if n := len(before.Tokens); n > 0 && before.tok(n-1).Form == ":" {
				for _, c := range slices.Backward(before.clauses) {
					if c.speaks() {
						if who := x.speakers(c); who != nil {
							return who
						}
					}
				}
			}
		}
	}
	return nil
}

// speaks tells whether the verb of the clause is one of saying.
func (c *clause) speaks() bool {
	if c.copular || c.verb == none || c.passive {
		return false
	}
	class := words().classes[words().embedding[c.s.lemma(c.head)]["that"]]
	return class.speaker && class.affirmed.modality == "asserted"
}
