package fact

import (
	"slices"
	"strings"

	"factgraph/graph"
)

// A frame is the shape in which a verb, noun or adjective takes a clause:
// "that", "wh", "to", "obj-to", "ing", "bare", "small", or a preposition and
// a gerund, "from-ing".
type frame string

// A class of embedding words says what they make of the clause below them.
// The signatures of implicative verbs ("managed to", "failed to") are those of
// Karttunen and of Nairn, Condoravdi and Karttunen: one effect under
// affirmation and one under negation.
type class struct {
	name              string
	speaker           bool // the subject says or thinks what follows
	affirmed, negated effect
	outer             string // "keep", "merge"
}

// An effect is what becomes of the clause below: nothing is known of it
// (unknown), or it has a polarity and a modality.
type effect struct {
	unknown  bool
	negated  bool
	modality graph.Modality
}

func newClass(row []string) class {
	return class{name: row[0], speaker: row[1] == "speaker", affirmed: newEffect(row[2]), negated: newEffect(row[3]), outer: row[4]}
}

// newEffect reads "asserted", "not asserted", "intended", "unknown" …
func newEffect(text string) effect {
	if text == "unknown" {
		return effect{unknown: true, modality: graph.Possible}
	}
	rest, negated := strings.CutPrefix(text, "not ")
	return effect{negated: negated, modality: graph.Modality(rest)}
}

// A modal is what an auxiliary or an adverb makes of its clause.
type modal struct {
	modality graph.Modality
}

func newModal(row []string) modal { return modal{modality: graph.Modality(row[1])} }

// scopes gives every clause its context, from the top down.
func (x *extractor) scopes() {
	for _, s := range x.sentences {
		for _, c := range s.clauses {
			c.own = c.ownContext()
		}
		for _, c := range s.clauses {
			x.scopeOf(c)
		}
	}
}

// scopeOf combines what lies above a clause with what it says itself.
func (x *extractor) scopeOf(c *clause) {
	above := context{modality: graph.Asserted}
	if c.up != nil {
		above = x.handDown(c)
	}
	c.scope = context{
		negated:  above.negated != c.own.negated,
		modality: combine(above.modality, c.own.modality),
		speakers: append(slices.Clone(above.speakers), c.own.speakers...),
	}
}

// handDown is what the clause above makes of c.
func (x *extractor) handDown(c *clause) context {
	up := c.up.scope
	down := context{modality: up.modality, speakers: up.speakers}
	switch c.kind {
	case complement, subjectClause:
		class, ok := c.class()
		if !ok {
			return context{modality: up.modality, negated: up.negated, speakers: up.speakers}
		}
		e := class.affirmed
		if up.negated {
			e = class.negated
		}
		down.negated = e.negated
		down.modality = combine(up.modality, e.modality)
		if class.speaker && len(c.up.subjects) > 0 {
			if who := x.argument(c.s, c.up.subjects[0]); who.Kind == Mention {
				down.speakers = append(slices.Clone(up.speakers), who)
			}
		}
	}
	return down
}

// class is that of the word which governs the clause.
func (c *clause) class() (class, bool) {
	lex := words()
	frames := lex.embedding[c.governor()]
	if frames == nil {
		return class{}, false
	}
	name, ok := frames[c.frame()]
	return lex.classes[name], ok
}

// governor is the lemma of the verb, adjective or noun that the clause hangs
// on.
func (c *clause) governor() string {
	if c.up == nil {
		return ""
	}
	return c.s.lemma(c.up.head)
}

// frame is the shape of a complement.
func (c *clause) frame() frame {
	s := c.s
	marker := c.marker()
	xpos := s.tok(c.head).XPOS
	switch {
	case marker == "whether" || marker == "if":
		return "wh"
	case xpos == "VBG" && s.kid(c.head, "aux", "nsubj") == none:
		if marker != "" && marker != "that" {
			return frame(marker + "-ing")
		}
		return "ing"
	case c.infinitive():
		if c.up != nil && len(c.up.objects)+len(c.up.recipients) > 0 || marker == "for" {
			return "obj-to"
		}
		return "to"
	case s.is(c.head, "xcomp") && s.tok(c.head).UPOS == "VERB":
		return "bare"
	case s.is(c.head, "xcomp"):
		return "small"
	}
	return "that"
}

// combine is the modality of a clause under another: the outer one wins,
// unless it leaves everything open to the inner.
func combine(outer, inner graph.Modality) graph.Modality {
	if outer == "" || outer == graph.Asserted {
		if inner == "" {
			return graph.Asserted
		}
		return inner
	}
	return outer
}

// ownContext reads negation and modality off the words of the clause itself.
func (c *clause) ownContext() context {
	s := c.s
	own := context{modality: graph.Asserted}
	for _, k := range s.children[c.head] {
		switch {
		case s.is(k, "aux"):
			if m, ok := words().modals[s.lemma(k)]; ok {
				own.modality = combine(own.modality, m.modality)
			}
		case s.is(k, "advmod"):
			switch words().words[s.lemma(k)] {
			case "negative":
				own.negated = !own.negated
			case "hedge":
				own.modality = combine(own.modality, graph.Possible)
			}
		}
	}
	return own
}
