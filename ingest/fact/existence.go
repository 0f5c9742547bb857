package fact

import (
	"slices"

	"factgraph/graph"
)

// eventContext tells how the event that the noun at i names stands to what is
// so, and whether the text takes it for granted. A definite noun or one with a
// possessor is taken for granted, whatever its clause says of it, unless its
// own adjectives ("alleged") or the words right above it ("denied", "plans
// for") leave it open.
func (x *extractor) eventContext(s *sentence, i int) (ctx context, definite bool) {
	ctx = context{modality: graph.Asserted}
	c := s.at(i)
	if c != nil {
		ctx.speakers = c.scope.speakers
	}
	x.marked(s, i, &ctx)
	definite = s.definite(i)
	at := i
	for steps := 0; steps < 8; steps++ {
		for s.is(at, "conj") {
			at = s.tok(at).Head
			if s.coordinator(i) == "or" {
				ctx.modality = combine(ctx.modality, graph.Possible)
			}
		}
		head := s.tok(at).Head
		if clause := s.clauseAt[at]; clause != nil && clause.copular {
			if clause.head == at && clause.scope.modality == graph.Future { // "it will be her second visit"
				definite = false
			}
			return ctx.below(clause.scope, definite), definite
		}
		if head < 0 {
			return ctx, definite
		}
		if clause := s.clauseAt[head]; clause != nil && !s.is(at, "nmod", "amod", "compound") {
			return x.governed(s, at, clause, ctx, definite), definite
		}
		p := s.preposition(at)
		effect := ""
		if !wordSet("apart").has(p) {
			effect = x.effect(s, head, p)
		}
		if effect != "" && s.negates(head) { // "no possibility of an attack"
			ctx.negated = true
		}
		if effect == "open" && !definite {
			effect = "possible"
		}
		switch effect {
		case "possible":
			ctx.modality = combine(ctx.modality, graph.Possible)
		case "intended":
			ctx.modality = combine(ctx.modality, graph.Intended)
		case "not":
			ctx.negated = !ctx.negated
		}
		if definite || effect == "possible" || effect == "intended" || effect == "not" {
			return ctx, definite
		}
		x.marked(s, head, &ctx)
		definite = s.definite(head)
		at = head
	}
	return ctx, definite
}

// marked adds what the determiner and the adjectives of the noun at i make of
// it.
func (x *extractor) marked(s *sentence, i int, ctx *context) {
	for _, k := range s.kids(i, "amod", "det") {
		switch form := s.form(k); nounWords().marks[form] {
		case "possible":
			ctx.modality = combine(ctx.modality, graph.Possible)
		case "intended":
			ctx.modality = combine(ctx.modality, graph.Intended)
		case "future":
			ctx.modality = combine(ctx.modality, graph.Future)
		case "negated":
			ctx.negated = true
		default:
			if form == "no" {
				ctx.negated = true
			} else if s.is(k, "det") && (form == "any" || form == "whatever") {
				ctx.modality = combine(ctx.modality, graph.Possible)
			}
		}
	}
}

// definite tells whether the text takes for granted that there is what the
// noun at i names.
func (s *sentence) definite(i int) bool {
	if s.kid(i, "nmod:poss") != none || s.tok(i).UPOS == "PROPN" {
		return true
	}
	for _, k := range s.kids(i, "det") {
		switch s.form(k) {
		case "the", "this", "that", "these", "those", "both":
			return true
		}
	}
	return false
}

// below is the context of an event that a clause asserts or denies: one taken
// for granted stays as it is.
func (ctx context) below(clause context, definite bool) context {
	ctx.speakers = clause.speakers
	if definite {
		return ctx
	}
	ctx.negated = ctx.negated != clause.negated
	ctx.modality = combine(clause.modality, ctx.modality)
	return ctx
}

// governed is the context of an event that is an argument of a clause.
func (x *extractor) governed(s *sentence, at int, c *clause, ctx context, definite bool) context {
	if s.is(at, "nsubj", "csubj") && !(s.is(at, "nsubj:pass") && !wordSet("happens").has(c.lemma())) {
		// "The attack may take place": the clause is about the event itself.
		if wordSet("happens").has(c.lemma()) || c.existential {
			return ctx.below(c.scope, false)
		}
		return ctx.below(c.scope, definite)
	}
	if c.kind == relative && c.scope.modality == graph.Possible { // "no deal that includes the release of the men": there may be none
		definite = false
	}
	p := s.preposition(at)
	if p == "as" { // "see it as an invasion of privacy"
		ctx.modality = combine(ctx.modality, graph.Possible)
		return ctx.below(c.scope, true)
	}
	if wordSet("apart").has(p) { // "to sign a deal during a visit": there is a visit, unless all is yet to come
		return ctx.below(c.scope, definite || c.scope.modality != graph.Future && c.scope.modality != graph.Conditional)
	}
	effect := x.effect(s, c.head, p)
	if effect == "open" && !definite {
		effect = "possible"
	}
	switch effect {
	case "possible":
		ctx.modality = combine(ctx.modality, graph.Possible)
	case "intended":
		ctx.modality = combine(ctx.modality, graph.Intended)
	case "asked":
		if definite {
			return ctx.below(c.scope, definite)
		}
		ctx.modality = combine(ctx.modality, graph.Asked)
	case "not":
		ctx.negated = !ctx.negated
		ctx.modality = graph.Asserted
		if c.scope.modality != graph.Asserted { // "sued to block the merger"
			ctx.modality, ctx.negated = graph.Possible, false
		}
		if c.scope.negated { // "did not deny the attack": nothing is said of it
			ctx.modality, ctx.negated = graph.Possible, false
		}
	case "claimed":
		ctx = ctx.below(c.scope, definite)
		if who := x.sayer(s, c); who.Kind == None { // "is accused of the murder"
			ctx.modality = combine(ctx.modality, graph.Possible)
		}
	default:
		return ctx.below(c.scope, definite)
	}
	ctx.speakers = c.scope.speakers
	if who := x.sayer(s, c); who.Kind != None && !slices.ContainsFunc(ctx.speakers, func(a Argument) bool { return x.alike(a, who) }) {
		ctx.speakers = append(slices.Clip(ctx.speakers), who)
	}
	return ctx
}

// sayer is who says or thinks what stands below a verb of saying.
func (x *extractor) sayer(s *sentence, c *clause) Argument {
	for _, name := range words().embedding[s.lemma(c.head)] {
		if !words().classes[name].speaker || c.passive || name == "ask" || name == "propose" {
			continue
		}
		for _, i := range c.subjects {
			if who := x.argument(s, i); who.Kind == Mention {
				return who
			}
		}
	}
	return Argument{}
}

// effect is what the word at i makes of an event below it: "possible",
// "intended", "not", "claimed", "asserted", "open" (possible, unless it is taken
// for granted), "asked" (a question, unless it is taken for granted), or empty
// when it makes nothing of it.
func (x *extractor) effect(s *sentence, i int, preposition string) string {
	lemma := s.lemma(i)
	if c := s.clauseAt[i]; c != nil && c.particle != none {
		lemma += " " + s.lemma(c.particle)
	}
	contexts := nounWords().contexts
	if e := contexts[lemma+" "+preposition]; e != "" {
		return e
	}
	if e := contexts[lemma]; e != "" && (s.clauseAt[i] == nil || preposition == "" || wordSet("content").has(preposition)) {
		return e
	}
	frames := words().embedding[lemma]
	for _, f := range [...]frame{frame(preposition + "-ing"), "ing", "that"} {
		if f == "ing" && preposition != "" && s.clauseAt[i] != nil {
			break // "asked about the attack" is not "asked whether"
		}
		class, ok := words().classes[frames[f]]
		if !ok {
			continue
		}
		switch frames[f] {
		case "allege":
			return "claimed"
		case "ask":
			return "open"
		}
		switch e := class.affirmed; {
		case e.negated:
			return "not"
		case e.modality == graph.Intended || e.modality == graph.Necessary:
			return "intended"
		case e.modality != graph.Asserted && e.modality != "":
			return "possible"
		}
		return "asserted"
	}
	return ""
}
