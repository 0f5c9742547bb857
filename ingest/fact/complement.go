package fact

import (
	"slices"

	"factgraph/graph"
)

// The rules of this file keep what completes a verb, a noun or an adjective
// beside the object of the fact: without it "accused Harbour North" and "had no
// time" say half of what the text says. What is a clause becomes a qualifier
// with the role complement, its value the fact that the clause makes, or its
// wording where it makes none.

// complementRole is the role of a clause that completes the verb, the noun or
// the adjective of a fact: "of hiring agency workers", "to discuss Korea".
const complementRole = "complement"

// addressed tells whether the object of a verb with a complement is somebody
// that the verb's act is done to, as in "told Xi that …" and "accused Xi of …",
// and not just the subject of the complement, as in "wanted Xi to …".
func (c *clause) addressed(inner *clause) bool {
	f := inner.frame()
	if f == "that" || f == "wh" {
		return !c.s.timely(c.objects[0]) // "said Tuesday that"
	}
	if f == "obj-to" && len(inner.subjects) > 0 && !slices.Contains(inner.subjects, c.objects[0]) {
		return true // "committed money to fight malaria"
	}
	class, ok := inner.class()
	if class.somebody {
		return f != "obj-bare" && c.s.somebody(c.objects[0])
	}
	return ok && class.addressee || f.preposition() != ""
}

// somebody tells whether the phrase at i refers to those who can do something.
func (s *sentence) somebody(i int) bool {
	switch s.typeOf(i) {
	case graph.Person, graph.Group, graph.Organization, graph.Place:
		return true
	}
	return false
}

// completes tells whether the clauses are told as qualifiers of the fact about
// the object beside them: "told the court that …" tells whom, and what. An
// object that refers to nothing known leaves them to be the object.
func (x *extractor) completes(c *clause, claims []*clause) bool {
	return !x.open && len(claims) > 0 && len(c.objects) > 0 && c.addressed(claims[0]) &&
		slices.ContainsFunc(c.objects, func(o int) bool { return len(x.arguments(c.s, o)) > 0 })
}

// completion is the clause as a qualifier of the fact that it completes.
func (c *clause) completion() (Qualifier, bool) {
	tokens := c.body()
	if len(tokens) == 0 {
		return Qualifier{}, false
	}
	q := Qualifier{Role: complementRole, Value: c.s.phraseLiteral(tokens), Text: c.s.wording(tokens), clause: c}
	if c.marker() == "that" && c.s.form(tokens[0]) != "that" {
		q.Text = "that " + q.Text
	}
	return q, true
}

// completed are the clauses as qualifiers.
func completed(clauses []*clause) []Qualifier {
	var all []Qualifier
	for _, c := range clauses {
		if q, ok := c.completion(); ok {
			all = append(all, q)
		}
	}
	return all
}

// completions are the qualifiers of one fact of the clause: what completes the
// verb beside the object, and what completes the noun or adjective that is the
// object; where nothing does, what completes the subject.
func (x *extractor) completions(c *clause, r reading, subject, object int) []Qualifier {
	if x.open {
		return nil
	}
	clauses := slices.Clone(r.complements)
	for _, inner := range c.s.clauses {
		if inner.up == c && inner.found() {
			clauses = append(clauses, inner)
		}
	}
	if object != none {
		clauses = append(clauses, c.s.completing(c, object)...)
		if named := c.s.namedBy(object); named != none { // "created what he called a barrier to hiring nurses"
			clauses = append(clauses, c.s.completing(c, named)...)
		}
	}
	if len(clauses) == 0 && subject != none && c.s.tok(subject).UPOS == "NOUN" { // "there is no evidence that …", "the plan to close the mine failed"
		clauses = slices.DeleteFunc(c.s.completing(c, subject), c.within)
	}
	all := completed(clauses)
	if object != none {
		all = append(all, x.attached(c, object)...)
	}
	return slices.DeleteFunc(all, func(q Qualifier) bool {
		return slices.ContainsFunc(c.qualifiers, func(have Qualifier) bool { return have.Text == q.Text })
	})
}

// within tells whether the clause is the other one or stands below it.
func (c *clause) within(other *clause) bool {
	for ; c != nil; c = c.up {
		if c == other || c.first == other {
			return true
		}
	}
	return false
}

// completing are the clauses that complete the noun or adjective at i: "time to
// discuss Korea", "the accusation that the crew lied", "a way of isolating
// radium", "the first man to walk on the Moon", "ready to leave". What a
// participle or a relative clause says of a noun is a fact of its own.
func (s *sentence) completing(c *clause, i int) []*clause {
	var all []*clause
	for _, inner := range s.clauses {
		if inner.openGerund() && s.beforeQuoteMark(s.gerundPreposition(inner.head)) == i { // "created a barrier to doing business"
			all = append(all, inner)
			continue
		}
		top := inner.head
		if inner.first != nil {
			top = inner.first.head
		}
		if inner == c || inner.noun() != i || inner.head < i || !s.is(top, "acl", "acl:relcl", "ccomp", "xcomp", "advcl") || s.tok(i).UPOS == "NUM" { // "one of lying" is the object as a whole
			continue
		}
		switch inner.kind {
		case relative:
			if s.negates(i) && !s.setOff(inner.head) { // "no plan that failed": there may be others
				all = append(all, inner)
			}
		case adnominal:
			if s.negates(i) || inner.infinitive() && !s.setOff(inner.head) || inner.marker() == "that" && words().embedding[s.lemma(i)]["that"] != "" || inner.gerund() && inner.marker() != "" {
				all = append(all, inner)
			}
		case complement:
			if c.copular && c.head == i && !inner.merged() && inner.up == c {
				all = append(all, inner)
			}
		case adverbial: // "responsible for closing the mine"
			p := s.gerundPreposition(inner.head)
			if s.tok(i).UPOS == "ADJ" && (p == i+1 && (s.form(p) == "in" || !wordSet("setting").has(s.form(p))) || inner.infinitive() && s.compared(i)) {
				all = append(all, inner)
			}
		}
	}
	return all
}

// attached is what the phrases behind the noun at i say, which is the object:
// "an offer from Peru", "work at the mine", "access to the port". Of a noun that
// names what happens, is said or planned, they say when, where and why as the
// clause would; of a thing they keep their preposition for a role.
func (x *extractor) attached(c *clause, i int) []Qualifier {
	s := c.s
	if s.consumed[i] || s.tok(i).UPOS != "NOUN" && s.tok(i).UPOS != "NUM" || s.timely(i) {
		return nil
	}
	var all []Qualifier
	if s.abstract(i) {
		for _, k := range s.kids(i, "nmod:poss") { // "Monday's election"
			if q, ok := x.timeQualifier(s, k, "", c.tense()); ok {
				all = append(all, q)
			}
		}
	}
	for _, first := range append(s.kids(i, "nmod"), s.misattached(i)...) {
		switch {
		case first < i, s.is(first, "nmod:poss", "nmod:desc", "nmod:unmarked"), s.is(first, "obl") && !s.owned(c, first):
		case s.singled(i): // "the largest operator of farms in the North Sea" has it all
		case s.identifies(first): // "an operator of farms in the North Sea"
			all = append(all, x.attached(c, first)...)
		default:
			for _, k := range s.conjuncts(first) {
				all = append(all, x.behind(c, i, k)...)
			}
		}
	}
	return all
}

// behind makes qualifiers of the phrase at k behind a noun. What an event is
// done to keeps its preposition for a role, as an attack on the embassy need not
// be at the embassy; so does all but the place of a thing, and that too where
// the verb is one of saying or thinking, which can be done anywhere.
func (x *extractor) behind(c *clause, noun, k int) []Qualifier {
	s := c.s
	p := s.preposition(k)
	if p == "" || p == "including" {
		return nil
	}
	if q, ok := x.timeQualifier(s, k, p, c.tense()); ok {
		if p == "for" { // "cut its outlook for 2024": not in 2024
			q.Role = p
		}
		return []Qualifier{q}
	}
	own := p == "between"
	if s.abstract(noun) {
		_, argument := relations().events[s.lemma(noun)].with(s.lemma(noun), p, false)
		own = own || argument
	} else {
		own = own || len(words().embedding[c.lemma()]) > 0
	}
	all := x.phrase(s, k, p)
	for j := range all {
		if role := all[j].Role; own && role != "topic" || role != "place" && role != "topic" && !s.abstract(noun) {
			all[j].Role = p
		}
	}
	return all
}

// abstract tells whether a noun names what happens, is said, planned or able
// to be done.
func (s *sentence) abstract(i int) bool {
	lemma := s.lemma(i)
	_, event := relations().events[lemma]
	return event || len(words().embedding[lemma]) > 0 || words().control["noun"].has(lemma)
}
