package fact

import (
	"slices"
	"strings"

	"factgraph/graph"
)

// A frame is the shape in which a verb, noun or adjective takes a clause:
// "that", "wh", "to", "obj-to", "pass-to", "ing", "bare", "small", "pass-small"
// below a passive, or a preposition and a gerund, "from-ing".
type frame string

// preposition is that of a gerund: "from" of "from-ing". Empty for other frames.
func (f frame) preposition() string {
	p, ok := strings.CutSuffix(string(f), "-ing")
	if !ok {
		return ""
	}
	return p
}

// A class of embedding words says what they make of the clause below them.
// The signatures of implicative verbs ("managed to", "failed to") are those of
// Karttunen and of Nairn, Condoravdi and Karttunen: one effect under
// affirmation and one under negation.
type class struct {
	speaker           bool // the subject says or thinks what follows
	affirmed, negated effect
	outer             string // "keep", "merge" or "join": what becomes of the clause above
	addressee         bool   // the object beside the clause is an argument of the verb: "told Xi to …"
	somebody          bool   // it is one when it is somebody: "allowed Xi to …", not "allowed prices to …"
}

// An effect is the polarity and modality that a clause gets from above.
type effect struct {
	negated  bool
	unsaid   bool
	modality graph.Modality
}

func newClass(row []string) class {
	return class{speaker: row[1] == "speaker", affirmed: newEffect(row[2]), negated: newEffect(row[3]), outer: row[4], addressee: row[5] == "addressee", somebody: row[5] == "somebody"}
}

// factive tells whether the clause below is so whatever is said of it: "is
// proud to live here".
func (c class) factive() bool {
	return !c.speaker && c.affirmed == c.negated && c.affirmed.modality == graph.Asserted && c.outer == "keep"
}

// newEffect reads "asserted", "not asserted", "intended", "unknown", "unsaid".
// What is unknown is possible.
func newEffect(text string) effect {
	if text == "unsaid" {
		return effect{unsaid: true, modality: graph.Possible}
	}
	rest, negated := strings.CutPrefix(text, "not ")
	if rest == "unknown" {
		return effect{modality: graph.Possible}
	}
	return effect{negated: negated, modality: graph.Modality(rest)}
}

// nounClass is the class of the noun that the clause hangs on.
func (c *clause) nounClass() (class, bool) {
	s := c.s
	noun := c.noun()
	if noun == none {
		return class{}, false
	}
	frames := words().embedding[s.lemma(noun)]
	f := c.frame()
	if f == "obj-to" {
		f = "to"
	}
	if f == "that" && c.marker() != "that" || f == "ing" {
		return class{}, false
	}
	name, ok := frames[f]
	return words().classes[name], ok
}

// class is that of the word which governs the complement.
func (c *clause) class() (class, bool) {
	if c.up == nil || c.kind != complement && c.kind != subjectClause || c.up.outer {
		return class{}, false
	}
	lex := words()
	f := c.frame()
	if name := lex.embedding[c.governor()][f]; name == "" && f == "wh" && (c.marker() == "whether" || c.marker() == "if") {
		return lex.classes["ask"], true // "it is not clear whether", whatever the word above
	}
	if f == "to" && c.up.copular && c.s.tok(c.up.head).UPOS == "ADJ" && words().control["judging"].has(c.governor()) { // "was right to leave"
		return lex.classes["manage"], true
	}
	if f == "to" && c.up.lemma() == "have" && c.yet() { // "has yet to pay"
		return lex.classes["false"], true
	}
	if (f == "to" || f == "pass-to") && c.up.copular && slices.ContainsFunc(c.s.kids(c.up.head, "advmod"), func(k int) bool { return c.s.form(k) == "too" }) {
		return lex.classes["excess"], true // "too young to vote"
	}
	if f == "to" && c.up.copular && !c.s.open && c.s.tok(c.up.head).UPOS == "ADJ" && c.s.compared(c.up.head) {
		return lex.classes["compare"], true // "is less likely to die"
	}
	if c.governor() == "go" && c.s.tok(c.up.head).XPOS != "VBG" { // "went to inspect" is no future
		return class{}, false
	}
	frames := lex.embedding[c.governor()]
	if frames == nil {
		return class{}, false
	}
	if f == "obj-to" && c.governor() == "call" && !c.up.asksThrough() { // "called the police to report a theft"
		return class{}, false
	}
	if f == "to" && c.up.asksThrough() { // "waited for the water to fall"
		f = "obj-to"
	}
	if (f == "small" || f == "bare") && c.up.passive { // "is feared dead"
		f = "pass-small"
	}
	name, ok := frames[f]
	if c.governor() == "able" && f == "to" && c.up.past() { // "was able to escape" says that it was done
		return lex.classes["manage"], true
	}
	if !ok && f == "pass-to" {
		if name, ok = frames["obj-to"]; !ok {
			name, ok = frames["to"]
		}
	}
	if !ok && f == "obj-to" && words().control["subject"][c.governor()] {
		name, ok = frames["to"]
	}
	return lex.classes[name], ok
}

// yet tells whether "yet" stands before the infinitive.
func (c *clause) yet() bool {
	for _, k := range append(c.s.kids(c.head, "advmod"), c.s.kids(c.up.head, "advmod")...) {
		if c.s.form(k) == "yet" && k < c.head {
			return true
		}
	}
	return false
}

// governor is the lemma of the verb, adjective or noun that the clause hangs
// on, with its particle: "point out".
func (c *clause) governor() string {
	if c.up == nil {
		return ""
	}
	return c.up.verbWithParticle()
}

// verbWithParticle is the verb as embedding.tsv lists it: "point out".
func (c *clause) verbWithParticle() string {
	if c.particle == none {
		return c.s.lemma(c.head)
	}
	return c.s.lemma(c.head) + " " + c.s.lemma(c.particle)
}

// frame is the shape of a complement; a conjunct has that of the first.
func (c *clause) frame() frame {
	if c.first != nil {
		return c.first.frame()
	}
	s := c.s
	marker := c.marker()
	gerund := c.gerund() && s.kid(c.head, "aux", "nsubj") == none
	switch {
	case marker == "whether" || marker == "if":
		return "wh"
	case c.kind == adnominal && c.passive && marker != "that":
		return "participle"
	case gerund && marker != "" && marker != "that":
		return frame(marker + "-ing")
	case gerund:
		return "ing"
	case c.infinitive():
		switch {
		case c.up != nil && c.up.passive:
			return "pass-to"
		case marker == "for" || c.up != nil && len(c.up.objects)+len(c.up.recipients) > 0:
			return "obj-to"
		}
		return "to"
	case s.is(c.head, "xcomp") && s.tok(c.head).UPOS == "VERB" && c.verb != none && s.kid(c.head, "cop") == none:
		if c.up != nil && len(c.up.objects) > 0 {
			return "obj-bare"
		}
		return "bare"
	case s.is(c.head, "xcomp"):
		return "small"
	case c.wh():
		return "wh"
	}
	return "that"
}

// gerund tells whether the verb, or the copula, is an "-ing" form.
func (c *clause) gerund() bool {
	verb := c.head
	if c.copular && c.verb != none {
		verb = c.verb
	}
	return c.s.tok(verb).XPOS == "VBG"
}

// asked tells whether a noun phrase asks how many or which of a kind: "how many
// workers were there", "which route it took".
func (s *sentence) asked(i int) bool {
	for _, k := range s.kids(i, "amod", "det", "nummod") {
		if f := s.form(k); s.is(k, "det") && (f == "which" || f == "what") {
			return true
		}
		if (s.form(k) == "many" || s.form(k) == "much") && k > 0 && s.form(k-1) == "how" {
			return true
		}
	}
	return false
}

// wh tells whether a finite clause is an indirect question: "how it began".
func (c *clause) wh() bool {
	for _, k := range c.s.children[c.head] {
		if c.s.is(k, "nsubj", "obj", "obl") && c.s.asked(k) {
			return true
		}
		if c.s.is(k, "advmod", "nsubj", "obj", "obl") {
			switch c.s.form(k) {
			case "how", "why", "where", "when", "what", "who", "whom":
				return true
			}
		}
	}
	return false
}
