package mention

import (
	"strings"

	"factgraph/ingest/document"
)

// nominalRelations are the relations of tokens that stand for a noun phrase
// whatever their part of speech: "the poor", "all of them", "the latter".
var nominalRelations = map[string]bool{
	"nsubj": true, "nsubj:pass": true, "nsubj:outer": true, "obj": true, "iobj": true,
	"obl": true, "obl:agent": true, "nmod": true, "nmod:poss": true,
}

// insideAnother are the relations of tokens that are only a part of a name or
// a fixed expression.
var insideAnother = map[string]bool{
	"flat": true, "fixed": true, "goeswith": true, "reparandum": true, "punct": true, "case": true, "cc": true,
	"discourse": true, "nmod:desc": true, "cop": true, "aux": true, "mark": true, "det:predet": true, "cc:preconj": true,
	"advmod": true, "nummod": true, "amod": true, "det": true,
}

// isHead tells whether token i heads a noun phrase that refers to something.
func (t *tree) isHead(i int) bool {
	tok := &t.Tokens[i]
	relation := t.relation(i)
	if insideAnother[tok.Deprel] || insideAnother[relation] {
		return false
	}
	if n := t.nameAt(i); n != nil && n.First <= t.head(i) && t.head(i) <= n.Last && relation != "conj" {
		return false // "Oslo" of "University of Oslo"
	}
	switch tok.UPOS {
	case "NOUN":
		return true
	case "PROPN":
		return relation != "compound" || t.isModifierName(i)
	case "PRON":
		return relation != "expl" && tok.XPOS != "EX" && !t.weather(i)
	case "NUM":
		return relation != "compound" || t.nameAt(i) != nil && t.isModifierName(i)
	case "SYM":
		return nominalRelations[tok.Deprel] && strings.ContainsAny(tok.Form, "$€£¥%")
	case "ADJ":
		return nominalRelations[tok.Deprel] && (t.child(i, "det") >= 0 || t.partitive(i))
	case "DET", "X":
		return nominalRelations[tok.Deprel]
	case "VERB":
		return tok.XPOS == "VBG" && nominalRelations[tok.Deprel] && t.child(i, "det", "nmod:poss") >= 0 // "today's ruling"
	}
	return false
}

// weather tells whether i is the "it" of "it rained" or of "it was late at
// night", "it is a dangerous time", which stand for nothing.
func (t *tree) weather(i int) bool {
	h := t.head(i)
	if h < 0 || lowerForm(&t.Tokens[i]) != "it" || t.relation(i) != "nsubj" {
		return false
	}
	return weatherVerbs[t.lower(h)] || times[t.lower(h)] && t.child(h, "cop") >= 0
}

// times are the nouns for times and weathers of "it is a dangerous time".
var times = map[string]bool{
	"time": true, "day": true, "night": true, "morning": true, "afternoon": true, "evening": true, "dawn": true, "dusk": true, "midnight": true,
	"noon": true, "season": true, "moment": true, "hour": true, "spring": true, "summer": true, "autumn": true, "winter": true, "era": true,
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true, "o'clock": true,
}

var weatherVerbs = map[string]bool{
	"rain": true, "rained": true, "rains": true, "raining": true, "snow": true, "snowed": true, "snows": true, "snowing": true,
	"drizzle": true, "hail": true, "pour": true, "thunder": true, "freeze": true,
}

// provisional tells whether i is a noun before a noun ("peace" of "peace
// talks"): it is a mention only if something else turns out to mean the same.
func (t *tree) provisional(i int) bool {
	return t.Tokens[i].UPOS == "NOUN" && t.relation(i) == "compound" && t.nameAt(i) == nil
}

// isModifierName tells whether the compound i is a name of its own and not a
// part of its head's: "Trump" of "the Trump campaign", but not of "Trump Tower".
func (t *tree) isModifierName(i int) bool {
	h := t.head(i)
	if h < 0 {
		return true
	}
	if n := t.nameAt(i); n != nil {
		return !(n.First <= h && h <= n.Last)
	}
	if t.nameAt(h) != nil {
		// The tagger left i out of its head's name: a title, or a name before it.
		_, title := isTitle(lowerForm(&t.Tokens[i]))
		return !title
	}
	return t.Tokens[h].UPOS != "PROPN"
}

// nameAt is the name that token i belongs to, nil if it has none.
func (t *tree) nameAt(i int) *document.Name {
	for k := range t.names {
		if n := &t.names[k]; n.First <= i && i <= n.Last {
			return n
		}
	}
	return nil
}

// outside are the dependents that say more of a thing than what it is called:
// they are left out of a mention's span.
var outside = map[string]bool{
	"conj": true, "cc": true, "appos": true, "case": true, "mark": true, "cop": true, "aux": true,
	"nsubj": true, "csubj": true, "expl": true, "obl": true, "obj": true, "advcl": true, "acl": true, "punct": true,
	"discourse": true, "parataxis": true, "list": true, "dep": true, "vocative": true, "dislocated": true,
	"orphan": true, "ccomp": true, "xcomp": true, "reparandum": true,
}

// maxPhrase bounds the prepositional phrases that are kept in a span, in
// tokens: longer ones are clauses in disguise.
const maxPhrase = 8

// span is the noun phrase of the head i as a reader would quote it: with
// determiner, modifiers and short prepositional phrases, without clauses,
// appositions and conjuncts.
func (t *tree) span(i int) (first, last int) {
	first, last = i, i
	for d := range t.dependents(i) {
		if !t.inSpan(i, d) {
			continue
		}
		if d < i {
			f, _ := t.extent(d, func(int) bool { return false })
			first = min(first, f)
			continue
		}
		f, l, ok := t.phrase(d)
		if !ok || f > last+1 {
			break
		}
		last = max(last, l)
	}
	for first < i && t.trimmed(first) {
		first++
	}
	return first, last
}

// phrase is the stretch of the dependent d that a span keeps: with what is
// coordinated in it if that is short enough ("sales of phones and tablets"),
// else without, and at last without the phrases in it ("sales of 37 million" of
// "… in its third quarter"); false if even that is too long.
func (t *tree) phrase(d int) (first, last int, ok bool) {
	clause := func(e int) bool { return outside[t.relation(e)] && t.relation(e) != "case" }
	single := func(e int) bool {
		return clause(e) && !(t.relation(e) == "conj" && t.Tokens[e].UPOS == t.Tokens[d].UPOS)
	}
	bare := func(e int) bool { return clause(e) || t.relation(e) == "nmod" && e > d }
	for _, cut := range []func(int) bool{single, clause, bare} {
		first, last = t.extent(d, cut)
		if t.relation(d) != "nmod" || last-first < maxPhrase {
			return first, last, true
		}
	}
	return 0, 0, false
}

// aboutNumber tells whether a preposition belongs to a number: "at least 14".
func (t *tree) aboutNumber(i int) bool {
	h := t.head(i)
	if h >= 0 && t.Tokens[h].UPOS != "NUM" {
		h = t.head(h)
	}
	return h > i && t.Tokens[h].UPOS == "NUM" && t.relation(h) == "nummod"
}

// trimmed tells whether a phrase never begins with token i.
func (t *tree) trimmed(i int) bool {
	switch t.Tokens[i].UPOS {
	case "PUNCT":
		return t.Tokens[i].XPOS != "HYPH"
	case "ADP":
		return !t.aboutNumber(i)
	case "CCONJ":
		return true
	}
	return false
}

// inSpan tells whether the dependent d belongs to the span of its head i.
func (t *tree) inSpan(i, d int) bool {
	relation := t.relation(d)
	switch {
	case outside[relation]:
		return false
	case relation == "advmod":
		return d < i && (t.Tokens[i].UPOS == "NUM" || t.exceeds(d))
	case relation == "nmod" && d > i:
		return t.Tokens[d].Deprel == "nmod" && t.keepsPhrase(i, d)
	case relation == "det" && t.Tokens[d].Deprel == "det:predet":
		return false
	}
	return true
}

// exceeds tells whether d is the "more" of "more than a ton".
func (t *tree) exceeds(d int) bool {
	return d+2 < len(t.Tokens) && t.lower(d+1) == "than" && t.relation(d+1) == "fixed" && t.relation(d+2) == "det"
}

// keepsPhrase tells whether the prepositional phrase d belongs to what its
// head is called. "of" always does; a name takes no other.
func (t *tree) keepsPhrase(i, d int) bool {
	c := t.child(d, "case")
	if c < 0 {
		return false
	}
	switch lowerForm(&t.Tokens[c]) {
	case "of", "per":
		return true
	case "in":
		return Changes(t.lower(i))
	case "against", "between", "for", "to", "with", "among":
		return t.Tokens[i].UPOS == "NOUN" && t.Tokens[d].UPOS != "PRON"
	}
	return false
}

// Changes tells whether a noun takes what changes with "in": "a rise in prices".
func Changes(noun string) bool { return changes[noun] }

var changes = map[string]bool{
	"increase": true, "decrease": true, "rise": true, "fall": true, "drop": true, "decline": true, "jump": true, "surge": true,
	"gain": true, "growth": true, "reduction": true, "change": true, "cut": true, "slump": true, "dip": true, "slide": true,
	"improvement": true, "shift": true, "plunge": true, "swing": true, "slowdown": true, "upturn": true, "downturn": true,
	"spike": true, "fluctuation": true, "variation": true, "difference": true,
}

func lowerForm(tok *document.Token) string { return strings.ToLower(tok.Form) }

// clausal are the dependents of a noun that are no part of its phrase, even
// where that is taken as long as can be.
var clausal = map[string]bool{
	"conj": true, "cc": true, "appos": true, "mark": true, "cop": true, "aux": true, "nsubj": true, "csubj": true,
	"expl": true, "obl": true, "obj": true, "advcl": true, "advmod": true, "punct": true, "discourse": true, "parataxis": true,
	"list": true, "dep": true, "vocative": true, "dislocated": true, "orphan": true, "ccomp": true, "xcomp": true, "reparandum": true,
}

// FullSpan is the whole noun phrase of a mention as treebanks annotate it: with
// prepositional phrases, relative clauses and the possessive ending, which
// Mention.Span leaves out.
func FullSpan(doc *document.Document, m *document.Mention) document.Span {
	t := newTree(&doc.Sentences[m.Sentence])
	first, last := t.extent(m.Head, func(d int) bool {
		r := t.relation(d)
		if r == "case" {
			return t.Tokens[d].UPOS != "PART" || d < m.Head
		}
		return clausal[r] && !(r == "advmod" && t.Tokens[m.Head].UPOS == "NUM")
	})
	if m.Kind == document.Named {
		first, last = min(first, m.First), max(last, m.Last)
	}
	for last > m.Head && t.Tokens[last].UPOS == "PUNCT" && !isQuoteMark(t.Tokens[last].Form) {
		last--
	}
	for first < m.Head && t.Tokens[first].UPOS == "PUNCT" && !isQuoteMark(t.Tokens[first].Form) && t.Tokens[first].XPOS != "HYPH" {
		first++
	}
	if open := t.openBracket(first, last); open && last+1 < len(t.Tokens) && t.Tokens[last+1].Form == ")" {
		last++
	}
	return document.Span{Start: t.Tokens[first].Start, End: t.Tokens[last].End}
}

// openBracket tells whether a bracket is opened and not closed in first..last.
func (t *tree) openBracket(first, last int) bool {
	open := 0
	for i := first; i <= last; i++ {
		switch t.Tokens[i].Form {
		case "(":
			open++
		case ")":
			open--
		}
	}
	return open > 0
}

func isQuoteMark(form string) bool {
	switch form {
	case "\"", "“", "”", "''", "``":
		return true
	}
	return false
}
