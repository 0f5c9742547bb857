package fact

import (
	"slices"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// invertReports turns reports right side up: what stands beside the words of
// somebody ("…, Trump said", "as Trump said") is put above them.
func (s *sentence) invertReports() {
	for _, c := range s.clauses {
		if c.saysHost() {
			if class := words().classes[words().embedding[s.lemma(c.head)]["that"]]; c.kind == adverbial && class.affirmed.modality != graph.Asserted {
				c.echo = c.up // "as economists had expected": it is so
			} else {
				c.invert()
			}
		}
		if c.kind == complement && c.up != nil && c.frame() == "as-ing" && len(c.complements) == 0 {
			c.quoteBefore()
		}
		c.takeFronted()
	}
}

// takeFronted makes a complement of a clause before a verb of saying that the
// tree has as an adverbial: "The talks failed, agencies said."
func (c *clause) takeFronted() {
	over := c
	if saying := c.quoting(); saying != nil {
		over = saying
	} else if len(c.complements) > 0 || len(c.objects) > 0 && !words().control["telling"].has(c.lemma()) {
		return
	}
	if !c.speaks() || len(c.subjects) == 0 {
		return
	}
	if len(c.complements) == 0 && c.takeRelative() {
		return
	}
	for _, front := range c.s.clauses {
		if front.up == c && front.first == nil && (front.kind == adverbial || front.kind == parenthesis) && front.marker() == "" &&
			front.finite() && c.s.kid(front.head, "nsubj") != none && front.head < c.subjects[0] && !c.s.coordinated(front.head, c.subjects[0]) {
			front.up, front.kind = over, complement
			over.complements = append(over.complements, front)
			return
		}
	}
}

// coordinated tells whether a conjunction stands between the clause at i and the
// subject of the next: "Some called for a boycott, but the king says …".
func (s *sentence) coordinated(i, subject int) bool {
	for _, k := range s.kids(subject, "cc") {
		if k > i && k < subject {
			return true
		}
	}
	for k := i + 1; k < subject; k++ {
		if s.is(k, "cc") && s.tok(k-1).Form == "," && s.tok(k).Head >= subject {
			return true
		}
	}
	return false
}

// takeRelative makes a complement of what the tree has as a relative clause of
// the phrase before it: "In the statement both sides agreed, agencies said."
func (c *clause) takeRelative() bool {
	s := c.s
	for _, front := range s.clauses {
		noun := s.tok(front.head).Head
		if front.up != c || front.kind != relative || front.first != nil || noun == none || s.tok(noun).Head != c.head || !front.finite() || s.kid(front.head, "nsubj") < noun || s.form(front.lastToken()+1) != "," {
			continue
		}
		for _, k := range s.children[front.head] {
			if s.relativePronoun(k) || s.is(k, "mark") || s.is(k, "advmod") && s.form(k) == "where" {
				return false
			}
		}
		for i := range c.obliques {
			if o := c.obliques[i]; o.head == noun && s.subtree(noun, nil)[0] == 0 && front.lastToken() < c.subjects[0] {
				c.obliques = slices.Delete(c.obliques, i, i+1)
				front.obliques = append(front.obliques, o)
				front.up, front.kind = c, complement
				c.complements = append(c.complements, front)
				return true
			}
		}
	}
	return false
}

// lastToken is the last word of the clause.
func (c *clause) lastToken() int {
	tokens := c.s.trim(c.s.subtree(c.head, nil))
	return tokens[len(tokens)-1]
}

// saysHost tells whether a clause beside another one says that one: "…, Trump
// said", "as Trump said".
func (c *clause) saysHost() bool {
	if c.up == nil || len(c.subjects) == 0 || c.first != nil {
		return false
	}
	beside := c.kind == parenthesis || c.kind == adverbial && c.marker() == "as"
	if !beside || len(c.objects) > 1 || c.kind == adverbial && len(c.objects)+len(c.obliques) > 0 {
		return false
	}
	if len(c.complements) > 0 && c.quoting() == nil {
		return false
	}
	if len(c.objects) > 0 && c.quoting() == nil && !words().control["telling"].has(c.lemma()) { // "…; the union demands 8 per cent"
		return false
	}
	if first := c.s.subtree(c.head, nil)[0]; c.s.form(first) == ";" || first > 0 && c.s.form(first-1) == ";" {
		return false
	}
	class, ok := words().classes[words().embedding[c.verbWithParticle()]["that"]], words().embedding[c.verbWithParticle()]["that"] != ""
	return ok && class.speaker && !c.passive
}

// quoting is the "as saying" of "quoted him as saying" that lacks what is
// said, or nil.
func (c *clause) quoting() *clause {
	for _, inner := range c.complements {
		if inner.frame() == "as-ing" && len(inner.complements) == 0 {
			return inner
		}
	}
	return nil
}

// invert makes the clause that a parenthesis stands in its complement.
func (c *clause) invert() {
	host := c.up
	for host.first != nil {
		host = host.first
	}
	if outer := host.up; outer != nil && outer.outer && outer.head == host.head { // "the problem, Roe said, is that …"
		host = outer
	}
	up, kind := host.up, host.kind
	over := c
	if saying := c.quoting(); saying != nil {
		over = saying
	}
	for _, other := range c.s.clauses {
		if other == host || other.first == host {
			other.up, other.kind = over, complement
			over.complements = append(over.complements, other)
		}
	}
	c.up, c.kind = up, kind
	if up != nil {
		for i, inner := range up.complements {
			if inner == host {
				up.complements[i] = c
			}
		}
	}
}

// quoteBefore gives "as saying" what is said, where that stands before the
// verb of quoting: "The talks failed, agencies quoted him as saying."
func (c *clause) quoteBefore() {
	up := c.up
	for i, said := range up.complements {
		if said.head < up.head && said.frame() == "that" {
			said.up = c
			c.complements = append(c.complements, said)
			up.complements = slices.Delete(up.complements, i, i+1)
			return
		}
	}
}

// speakers are the subjects of a clause of saying, as far as they are somebody.
func (x *extractor) speakers(c *clause) []Argument {
	var all []Argument
	for _, i := range c.subjects {
		for _, who := range x.arguments(c.s, i) {
			if who.Kind == Mention && !slices.ContainsFunc(all, func(other Argument) bool { return x.same(other, who) }) {
				all = append(all, who)
			}
		}
	}
	return all
}

// accordingTo attributes clauses with "according to X" to X.
func (x *extractor) accordingTo(s *sentence) {
	for i := range s.Tokens {
		if !s.is(i, "obl", "nmod", "root", "parataxis") || s.kid(i, "case") == none || s.preposition(i) != "according to" {
			continue
		}
		c := s.at(s.Tokens[i].Head)
		who := x.argument(s, i)
		if c == nil || who.Kind != Mention || wordSet("yardstick").has(s.lemma(i)) {
			continue
		}
		for j := range c.obliques {
			if s.firstConjunct(c.obliques[j].head) == i {
				c.obliques[j].used = true
			}
		}
		within := s.subtree(i, nil)
		for _, other := range s.clauses {
			switch {
			case slices.Contains(within, other.head):
				if other.up == c { // "a study published on Monday": that it was published, the study does not say
					other.up = c.up
				}
			case other == c || other.first == c:
				other.own.speakers = append([]Argument{who}, other.own.speakers...)
			}
		}
	}
}

// headlineSource attributes a headline to the source behind its colon: "Four
// killed in strike: officials".
func (x *extractor) headlineSource(s *sentence) {
	if s.Kind != document.Headline || s.root == none {
		return
	}
	for _, k := range s.kids(s.root, "parataxis") {
		colon := s.kid(k, "punct")
		if colon == none || s.tok(colon).Form != ":" || !s.nominal(k) || s.clauseAt[k] != nil {
			continue
		}
		who := x.argument(s, k)
		switch x.typeAt(s, k) {
		case graph.Person, graph.Organization, graph.Group, graph.Place:
		default:
			if !wordSet("source").has(s.lemma(k)) {
				continue
			}
		}
		if who.Kind != Mention {
			continue
		}
		for _, c := range s.clauses {
			if c.kind != complement {
				c.own.speakers = append([]Argument{who}, c.own.speakers...)
			}
		}
	}
}

// A quotation is a stretch of text between quotation marks with who says it.
type quotation struct {
	document.Span
	paragraph int
	goesOn    bool // with the quotation before, which was not closed
	speaker   []Argument
}

// shortest is the number of tokens from which on a quotation is taken for
// somebody's sentence; shorter ones are titles and words set apart.
const shortest = 4

// quotations attributes the sentences that stand in a quotation to who says
// it. The speaker is the subject of a verb of saying beside the quotation, or
// the speaker of the quotation before it that it goes on with or that stands in
// the same paragraph.
func (x *extractor) quotations() {
	quotes := x.findQuotations()
	for i := range quotes {
		q := &quotes[i]
		q.speaker = x.speakerOf(q)
		if q.speaker == nil && i > 0 && (q.goesOn || quotes[i-1].paragraph == q.paragraph || quotes[i-1].paragraph == q.paragraph-1 && x.fillsParagraph(q)) {
			q.speaker = quotes[i-1].speaker
		}
		if q.speaker != nil {
			x.attribute(q)
		}
	}
	for _, turn := range x.turns() {
		x.attribute(&turn)
	}
}

// attribute gives the clauses of a quotation its speaker, where they have none.
func (x *extractor) attribute(q *quotation) {
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

// fillsParagraph tells whether nothing but the quotation stands in its
// paragraph: the speaker of the one before speaks on.
func (x *extractor) fillsParagraph(q *quotation) bool {
	for _, s := range x.sentences {
		if s.Paragraph != q.paragraph {
			continue
		}
		for i := range s.Tokens {
			if t := s.tok(i); t.UPOS != "PUNCT" && !q.Contains(t.Span) {
				return false
			}
		}
	}
	return true
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
	open, end := none, 0 // byte offsets of the opening mark, and of the end of the token before
	tokens, paragraph := 0, 0
	goesOn := false
	closeAt := func(end int) {
		if tokens >= shortest {
			all = append(all, quotation{Span: document.Span{Start: open, End: end}, paragraph: paragraph, goesOn: goesOn})
		}
		open, goesOn = none, false
	}
	for si, s := range x.sentences {
		for i := range s.Tokens {
			t := s.tok(i)
			mark := x.doc.QuoteMark(si, i)
			if open != none && s.Paragraph != paragraph && mark != document.Opens && mark != document.Either {
				open, goesOn = none, false
			}
			another := s.Paragraph != paragraph
			switch {
			case open == none && (mark == document.Opens || mark == document.Either):
				open, tokens = t.Start, 0
			case open != none && (mark == document.Opens || mark == document.Either && another): // not closed: the same words go on
				closeAt(end)
				open, tokens, goesOn = t.Start, 0, true
			case open != none && mark != document.NoMark:
				closeAt(t.End)
			case open != none:
				tokens++
			}
			paragraph, end = s.Paragraph, t.End
		}
	}
	return all
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
	class := words().classes[words().embedding[c.verbWithParticle()]["that"]]
	return class.speaker && class.affirmed.modality == "asserted"
}
