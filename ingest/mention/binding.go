package mention

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// apart tells whether two mentions cannot mean the same thing by their places
// in one sentence.
func (a *analysis) apart(x, y *node) bool {
	if introduced(x, y) || introduced(y, x) || otherInstance(x, y) || a.contrasted(x, y) || elsewhere(x, y) || elsewhere(y, x) {
		return true
	}
	if x.Sentence != y.Sentence || x == y {
		return false
	}
	t := x.tree
	if x.nameFirst >= 0 && x.nameFirst == y.nameFirst {
		return false // two heads of one name
	}
	if isRelative(x) || isRelative(y) {
		return coargument(t, x, y) || reporter(x, y) || reporter(y, x)
	}
	if isApposition(t, x.Head, y.Head) || x.pair == y || y.pair == x {
		return false
	}
	if reporter(x, y) || reporter(y, x) {
		return true
	}
	return copular(t, x.Head, y.Head) || copular(t, y.Head, x.Head) || owned(x, y) || owned(y, x) || conjoined(t, x.Head, y.Head) ||
		within(t, x, y) || within(t, y, x) || coargument(t, x, y) || bound(x, y) || bound(y, x) || unlike(x, y)
}

// introduced tells whether y brings somebody in by name and office whom x, an
// earlier description of somebody new by another word, can't mean: after "his
// lawyer" or "a doctor", "Mayor Jane Roe" is somebody else.
func introduced(x, y *node) bool {
	if x.order > y.order || x.Kind != document.Nominal || y.Kind != document.Named || len(y.Titles) == 0 || x.Type != graph.Person || y.Type != graph.Person {
		return false
	}
	if x.det != possessor && x.det != indefiniteArticle || x.subject >= 0 || x.Sentence == y.Sentence {
		return false
	}
	return !slices.ContainsFunc(y.Titles, func(title string) bool { return strings.EqualFold(lastWord(title), x.lemma) })
}

// separating are the words with which a report goes over to something else that
// happened.
var separating = map[string]bool{"elsewhere": true, "separately": true, "separate": true, "another": true}

// elsewhere tells whether y brings in people of a kind that x is of, too, where
// the report goes over to something else: "In a separate attack, gunmen killed
// a guard" does not say that they are the gunmen of before.
func elsewhere(x, y *node) bool {
	if x.Sentence >= y.Sentence || x.Kind != document.Nominal || y.Kind != document.Nominal || y.Type != graph.Person || y.det != bare {
		return false
	}
	for i := range min(y.First, opening) {
		if separating[y.tree.lower(i)] {
			return true
		}
	}
	return false
}

// opening is how many tokens the words may be that open a sentence and tell of
// what it speaks.
const opening = 5

// instances are the words before "court" that tell which of the courts that a
// case goes through it is.
var instances = map[string]string{
	"supreme": "last", "high": "last", "constitutional": "last",
	"appeals": "appeal", "appeal": "appeal", "appellate": "appeal", "circuit": "appeal",
	"lower": "first", "district": "first", "county": "first", "magistrate": "first", "magistrates": "first", "municipal": "first", "trial": "first",
	"military": "military",
}

// otherInstance tells whether two courts are of different instances: "a lower
// court" is not the Supreme Court.
func otherInstance(x, y *node) bool {
	a, b := instance(x), instance(y)
	return a != "" && b != "" && a != b
}

// instance is that of a court; empty where its words tell none, or what n means
// is no court.
func instance(n *node) string {
	if n.Kind != document.Nominal && n.Kind != document.Named || !strings.EqualFold(n.tree.Tokens[n.Head].Form, "court") {
		return ""
	}
	for i := n.First; i <= n.Last; i++ {
		if found := instances[n.tree.lower(i)]; found != "" {
			return found
		}
	}
	return ""
}

func isRelative(n *node) bool { return n.Kind == document.Pronoun && n.pro.class == relative }

func isApposition(t *tree, x, y int) bool {
	return t.Tokens[x].Head == y && t.relation(x) == "appos" || t.Tokens[y].Head == x && t.relation(y) == "appos"
}

// copular tells whether y is said to be x: "Peskov is a spokesman". That is a
// fact to be told, so the two stay apart.
func copular(t *tree, x, y int) bool {
	return t.Tokens[x].Head == y && t.relation(x) == "nsubj" && t.child(y, "cop") >= 0
}

// owned tells whether x is said to be something of y, as in "Halden is the
// port's customer": then it is not y.
func owned(x, y *node) bool {
	if y.Kind == document.Pronoun {
		return false // "Paris is the heart of its region"
	}
	t := x.tree
	for i := y.Head; i >= 0 && t.relation(i) == "nmod"; {
		if i = t.head(i); i >= 0 && copular(t, x.Head, i) {
			return true
		}
	}
	return false
}

// conjoined tells whether x and y are parts of one coordination.
func conjoined(t *tree, x, y int) bool {
	top := func(i int) int {
		if t.Tokens[i].Deprel == "conj" {
			return t.head(i)
		}
		return i
	}
	return top(x) == top(y)
}

// coordinated tells whether token i is a part of a coordination.
func (t *tree) coordinated(i int) bool {
	return t.Tokens[i].Deprel == "conj" || t.child(i, "conj") >= 0
}

// unlike tells whether two noun phrases have one head and nothing else in
// common: "the Labor party" is not "the Kadima party".
func unlike(x, y *node) bool {
	return x.Kind == document.Nominal && y.Kind == document.Nominal && x.lemma == y.lemma &&
		len(x.mods) > 0 && len(y.mods) > 0 && shared(x.mods, y.mods) == 0 && (x.country == nil || x.country != y.country)
}

// within tells whether y stands inside the phrase of x ("his wife" is not he),
// relative clauses and appositions aside.
func within(t *tree, x, y *node) bool {
	if !t.dominates(x.Head, y.Head) {
		return false
	}
	for i := y.Head; i != x.Head && i >= 0; i = t.head(i) {
		if t.head(i) == x.Head {
			switch t.relation(i) {
			case "nmod", "amod", "compound", "nummod", "det":
				return true
			case "acl":
				return y.Kind != document.Pronoun // "the man who shot the president"
			}
			return false
		}
	}
	return false
}

// coargument tells whether x and y are arguments of one verb, of which neither
// is a reflexive: "he saw him".
func coargument(t *tree, x, y *node) bool {
	for _, n := range []*node{x, y} {
		if n.Kind == document.Pronoun && (n.pro.class == reflexive || n.pro.class == reciprocal || n.pro.class == possessive) {
			return false
		}
	}
	hx, hy := argumentOf(t, x), argumentOf(t, y)
	return hx >= 0 && hx == hy
}

// argumentOf is the predicate that n is a direct argument of, -1 if none.
func argumentOf(t *tree, n *node) int {
	i := n.Head
	if t.Tokens[i].Deprel == "conj" {
		i = t.head(i)
	}
	if i < 0 {
		return -1
	}
	if nounArguments[t.relation(i)] {
		return t.head(i)
	}
	return -1
}

var nounArguments = map[string]bool{"nsubj": true, "obj": true, "iobj": true}

// boundBy are the prepositions whose pronoun is an argument of the verb: "paid
// for it", "called on her", but not "looked behind him".
var boundBy = map[string]bool{"on": true, "for": true, "to": true, "against": true, "by": true, "from": true, "at": true, "of": true}

// bound tells whether the pronoun n is an object in a clause that x is the
// subject of, said or understood: in "the company promised to sell it", it is
// not the company.
func bound(n, x *node) bool {
	if n.Kind != document.Pronoun || n.pro.class != personal {
		return false
	}
	t := n.tree
	switch t.relation(n.Head) {
	case "obj", "iobj":
	case "obl":
		if c := t.child(n.Head, "case"); c < 0 || !boundBy[t.lower(c)] {
			return false
		}
	default:
		return false
	}
	d := t.doer(t.head(n.Head))
	return d >= 0 && d == x.Head
}

// objectMarks begin clauses that tell what the object of the clause above does.
var objectMarks = map[string]bool{"of": true, "from": true, "for": true, "into": true}

// showing are the verbs by which a study tells of something else than itself.
var showing = map[string]bool{
	"find": true, "show": true, "suggest": true, "indicate": true, "reveal": true, "estimate": true, "conclude": true, "confirm": true, "say": true,
}

// studies are the nouns for what tells of findings.
var studies = map[string]bool{
	"study": true, "survey": true, "poll": true, "data": true, "trial": true, "analysis": true, "research": true, "paper": true, "finding": true,
	"image": true, "test": true, "census": true, "investigation": true, "inquiry": true, "review": true, "autopsy": true,
}

// reporter tells whether the study x shows something of the pronoun n: in "the
// study suggests it is closer to collapse" it is not the study.
func reporter(n, x *node) bool {
	if n.Kind != document.Pronoun || n.Person != 3 || n.role != subject && n.role != passiveSubject {
		return false
	}
	t := n.tree
	noun := x.Head
	if isRelative(x) { // "a study that suggests it is closer"
		noun = t.relativeNoun(x.Head)
	}
	if noun < 0 || t.Tokens[noun].UPOS != "NOUN" || !studies[t.lower(noun)] {
		return false
	}
	verb := t.head(n.clause)
	return verb >= 0 && t.relation(n.clause) == "ccomp" && showing[t.lower(verb)] && verb == t.head(x.Head)
}

// doer is the token that heads the subject of the verb v, be it said, or that
// of the clause that v continues or depends on; -1 if there is none.
func (t *tree) doer(v int) int {
	for v >= 0 {
		if s := t.child(v, "nsubj", "nsubj:pass"); s >= 0 {
			return s
		}
		h := t.head(v)
		if h < 0 {
			return -1
		}
		switch t.Tokens[v].Deprel {
		case "xcomp":
			if o := t.child(h, "obj", "iobj"); o >= 0 && o < v {
				return o // "urged the union to accept it"
			}
		case "advcl":
			if m, o := t.child(v, "mark"), t.child(h, "obj"); m >= 0 && o >= 0 && o < v && objectMarks[t.lower(m)] {
				return o // "accused the firm of cheating her"
			}
		case "conj":
		case "acl":
			switch {
			case t.Tokens[v].XPOS == "VBG":
				return h // "workers demanding it"
			case t.child(h, "cop") < 0:
				return -1 // "a plan to sell it": anybody's
			}
			// "She was the first to congratulate him."
		default:
			return -1
		}
		v = h
	}
	return -1
}
