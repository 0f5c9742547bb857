package fact

import (
	"slices"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// apposition reads "Jane Roe, chief executive of Acme," and "its chief
// executive, Jane Roe,".
func (x *extractor) apposition(s *sentence, a int) {
	h := s.tok(a).Head
	if h < 0 || s.consumed[a] || s.relatives(h) || s.tok(h).UPOS == "PRON" && s.tok(a).XPOS == "NN" && s.mentions[h] != none && x.doc.Mentions[s.mentions[h]].Number == document.Plural { // "among them a lawyer"
		return
	}
	if s.Kind == document.Dateline { // "OSLO (AP)": a place and an agency
		x.placed(s, h, a)
		return
	}
	bearer, described := h, a
	if s.isName(a) && !s.isName(h) {
		bearer, described = a, h
	}
	if x.placed(s, h, a) {
		return
	}
	if s.tok(described).UPOS == "NUM" {
		x.aside(s, a)
		return
	}
	if !s.besides(h, a) || s.dated(a) {
		return
	}
	if s.isName(described) && s.tok(described).XPOS != "NN" {
		if _, ok := nounWords().roles[s.singular(described)]; !ok {
			return // two names side by side: a list, or a name and its acronym
		}
	}
	if x.misplacedRole(s, bearer, described) {
		if bearer = x.personBefore(s, bearer); bearer == none {
			return
		}
	}
	subject := x.argument(s, bearer)
	if subject.Kind != Mention {
		return
	}
	person := x.typeAt(s, bearer) == graph.Person
	named := false
	for _, k := range s.conjuncts(described) {
		if described < bearer && bearer < k { // "the fund Alba and the state"
			break
		}
		t, ok := x.titleAt(s, k)
		if !ok && person {
			t, ok = x.employment(s, k)
		}
		if !ok || person && t.role.ofThing() {
			continue
		}
		if k != described && len(t.holders) == 0 { // "president and chief executive of Acme"
			if first, ok := x.titleAt(s, described); ok {
				t.shareHolders([]title{first})
			}
		}
		if k == described && len(t.holders) == 0 {
			for _, other := range s.following(described) {
				if last, ok := x.titleAt(s, other); ok {
					t.shareHolders([]title{last})
				}
			}
		}
		named = named || len(t.holders) > 0 || !t.role.relational()
		x.addTitle(s, subject, t, "apposition", taken, nil)
	}
	if named || s.tok(described).XPOS != "NN" || !s.isName(bearer) {
		return
	}
	tokens := s.withoutHyphened(described, s.short(described))
	if len(tokens) == 0 || slices.ContainsFunc(tokens, func(i int) bool { return s.tok(i).XPOS == "PRP$" || s.is(i, "cc") || s.is(i, "punct") && !s.inside(i) }) {
		return
	}
	x.addNoun(s, nounFact{
		rule: "apposition", subject: subject, predicate: "is", phrase: []int{described},
		object: s.phraseLiteral(tokens), context: taken,
	})
}

// withoutHyphened leaves out of the phrase at i what is a fact of its own: that
// "a 29-year-old singer" is so old, and "a Rio-based group" at home there.
func (s *sentence) withoutHyphened(i int, tokens []int) []int {
	for _, k := range s.kids(i, "amod") {
		if f := s.form(k); k > 0 && s.tok(k-1).Form == "-" && (f == "old" || f == "based" || f == "born") {
			own := s.subtree(k, nil)
			tokens = slices.DeleteFunc(tokens, func(token int) bool { return slices.Contains(own, token) })
		}
	}
	return tokens
}

// employment reads any noun that describes a person as the role of one, where
// the organization that it is at or for is told: "a surveyor for Halden Rail".
func (x *extractor) employment(s *sentence, noun int) (title, bool) {
	if s.tok(noun).XPOS != "NN" {
		return title{}, false
	}
	for _, k := range s.kids(noun, "nmod") {
		p := s.preposition(k)
		if k < noun || p != "at" && p != "for" && p != "with" || !x.party(s, k) {
			continue
		}
		first := noun
		for first > 0 && s.is(first-1, "compound") && s.tok(first-1).Head == noun && s.tok(first-1).XPOS == "NN" {
			first--
		}
		t := title{noun: noun, first: first, left: first, name: s.wordsBetween(first, noun), role: role{"work", p}}
		x.holdersAfter(s, &t)
		return t, len(t.holders) > 0
	}
	return title{}, false
}

// misplacedRole tells whether the noun behind a place is the role of a person:
// in "was born in Torvik, the only child of Jan Roe" the place is no child.
func (x *extractor) misplacedRole(s *sentence, bearer, described int) bool {
	role, ok := nounWords().roles[s.singular(described)]
	return ok && !role.ofThing() && role.class != "group" && described > bearer && x.typeAt(s, bearer) == graph.Place && s.is(bearer, "obl", "nmod")
}

// personBefore is the subject of the clause that token i stands in, if it is a
// person; none otherwise.
func (x *extractor) personBefore(s *sentence, i int) int {
	c := s.at(i)
	if c == nil || len(c.subjects) != 1 || x.typeAt(s, c.subjects[0]) != graph.Person {
		return none
	}
	return c.subjects[0]
}

// dated tells whether a bracket holds a date or a number: "the revolt (A.D. 66)".
func (s *sentence) dated(a int) bool {
	tokens := s.subtree(a, nil)
	return tokens[0] > 0 && (s.form(tokens[0]) == "(" || s.form(tokens[0]-1) == "(") &&
		slices.ContainsFunc(tokens, func(i int) bool { return s.tok(i).UPOS == "NUM" })
}

// besides tells whether a comma, a bracket or a dash parts the apposition at a
// from its noun, or nothing does. A colon or a quotation mark begins something
// new.
func (s *sentence) besides(h, a int) bool {
	comma := false
	for k := min(h, a) + 1; k < max(h, a); k++ {
		switch s.form(k) {
		case ",":
			comma = true
		case ":", "\"", "``", "''", "'", ";":
			return false
		case "-":
			if s.tok(k-1).End == s.tok(k).Start && !comma { // "Port-au-Prince"
				return false
			}
		}
	}
	return true
}

// following are the nouns coordinated with an apposition, also where the tree
// makes them appositions of their own: "executive" of "president and chief
// executive".
func (s *sentence) following(i int) []int {
	all := s.conjuncts(i)[1:]
	for _, k := range s.kids(s.tok(i).Head, "appos") {
		if k > i && s.kid(k, "cc") != none {
			all = append(all, k)
		}
	}
	return all
}

// predicateRole reads "Jane Roe is the chief executive of Acme".
func (x *extractor) predicateRole(c *clause) {
	s := c.s
	if s.tok(c.head).UPOS != "NOUN" && s.tok(c.head).UPOS != "PROPN" || len(s.caseWords(c.head)) > 0 {
		return
	}
	t, ok := x.titleAt(s, c.head)
	if ok && len(t.holders) == 0 && c.first == nil { // "is president and chief executive of Acme"
		t.shareHolders(x.following(s, c.head))
	}
	if !ok || len(t.holders) == 0 {
		return
	}
	for _, i := range c.subjects {
		for _, subject := range x.arguments(s, i) {
			if subject.Kind != Mention {
				continue
			}
			x.retell(c, subject, t)
			x.addTitle(s, subject, t, "copula-role", c.scope, c.qualifiers)
		}
	}
}

// following are the titles coordinated with the noun at i.
func (x *extractor) following(s *sentence, i int) []title {
	var all []title
	for _, k := range s.conjuncts(i)[1:] {
		if t, ok := x.titleAt(s, k); ok {
			all = append(all, t)
		}
	}
	return all
}

// retell makes the clause's own fact ("is – president of Acme") the fact of the
// role ("president of – Acme"), so that it isn't told twice and a claim about
// the clause is about the role.
func (x *extractor) retell(c *clause, subject Argument, t title) {
	h := t.holders[0]
	if h.Kind == None || h.Kind == Literal {
		return
	}
	for i := range x.drafts {
		d := &x.drafts[i]
		if d.Sentence == c.s.index && d.Rule == "copula" && d.Span == c.span() && x.alike(d.Subject, subject) {
			d.Predicate = canonical(relation{Verb: "be", Event: t.name, Preposition: h.preposition})
			d.Object, d.Rule = h.Argument, "copula-role"
			tokens := append(slices.Clone(d.Words.Relation), h.tokens...)
			slices.Sort(tokens)
			d.Phrase = c.s.wording(slices.Compact(tokens))
		}
	}
}
