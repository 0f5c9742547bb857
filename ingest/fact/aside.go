package fact

import (
	"slices"

	"strings"

	"factgraph/graph"
	"factgraph/ingest/mention/timex"
)

// aside reads what stands between commas or brackets behind a name: an age
// ("Jane Roe, 45,"), the place that a place lies in ("Danang, Vietnam").
func (x *extractor) aside(s *sentence, a int) {
	h := s.tok(a).Head
	if h < 0 || a < h {
		return
	}
	if x.placed(s, h, a) {
		return
	}
	x.age(s, h, a)
}

// age reads a number behind a person's name.
func (x *extractor) age(s *sentence, h, a int) {
	t := s.tok(a)
	if x.typeAt(s, h) != graph.Person || a < 1 || t.XPOS != "CD" || s.form(a-1) != "," || len(s.children[a]) > 2 {
		return
	}
	switch s.form(min(a+1, len(s.Tokens)-1)) {
	case ",", ".", ")", ";":
	default:
		return
	}
	if !isDigits(t.Form) || len(t.Form) > 3 || len(t.Form) == 3 && t.Form >= "130" {
		return
	}
	x.addAge(s, x.argument(s, h), []int{a}, t.Form)
}

// ages reads ages that the text calls so: "Samir Haddad, aged 31,", "a
// 45-year-old man".
func (x *extractor) ages(s *sentence) {
	for _, e := range s.times() {
		if e.Kind != timex.Age {
			continue
		}
		years := strings.TrimSuffix(strings.TrimPrefix(e.Value(timex.Reference{}), "P"), "Y")
		if !isDigits(years) {
			continue
		}
		tokens := tokensBetween(e.First, e.Last)
		if noun := s.described(e.Last); noun != none && x.typeAt(s, noun) == graph.Person {
			x.addAge(s, x.argument(s, noun), tokens, years)
			continue
		}
		if before := e.First - 2; before >= 0 && s.form(e.First-1) == "," {
			if n := s.nameAt(before); n != nil && n.Type == graph.Person && n.Last == before {
				x.addAge(s, x.bearer(s, *n), tokens, years)
			}
		}
	}
}

// described is the noun behind the adjective at i: "man" of "45-year-old man".
func (s *sentence) described(i int) int {
	if h := s.tok(i).Head; h > i && s.is(i, "amod") && s.nominal(h) {
		return h
	}
	return none
}

func (x *extractor) addAge(s *sentence, who Argument, tokens []int, years string) {
	arg := Argument{Text: s.wording(tokens), Span: s.span(tokens)}
	x.addNoun(s, nounFact{
		rule: "age", subject: who, predicate: "aged", phrase: tokens,
		object: literal(arg, years, graph.IntegerType), context: taken,
	})
}

func isDigits(text string) bool {
	for _, r := range text {
		if r < '0' || r > '9' {
			return false
		}
	}
	return text != ""
}

// placed reads "Danang, Vietnam": the first lies in the second.
func (x *extractor) placed(s *sentence, h, a int) bool {
	if !s.is(a, "appos", "nmod:unmarked", "dep", "conj", "list", "parataxis") || a == 0 || s.form(a-1) != "," || s.kid(a, "case", "det", "cc") != none {
		return false
	}
	if x.typeAt(s, h) != graph.Place || !x.region(s, a) || !s.isName(h) || !s.isName(a) || s.kid(a, "nmod", "conj") != none {
		return false
	}
	for _, k := range s.conjuncts(s.firstConjunct(h)) { // "Oslo, Norway and Iceland" is a list
		if s.kid(k, "cc") != none && s.is(a, "conj") {
			return false
		}
	}
	x.addNoun(s, nounFact{
		rule: "place-of-place", subject: x.argument(s, h), predicate: "located in", phrase: []int{a},
		object: x.argument(s, a), context: taken,
	})
	return true
}

// region tells whether the place at i is one that places lie in: a country or
// a part of one.
func (x *extractor) region(s *sentence, i int) bool {
	m := s.mentions[i]
	if m == none {
		return false
	}
	switch x.doc.Mentions[m].Subtype {
	case "country", "region", "state", "province":
		return true
	}
	return false
}

// including reads "three people, including a minister".
func (x *extractor) including(s *sentence, i int) {
	group := s.tok(i).Head
	if s.is(i, "obl") { // the tree may give it to the verb: then it belongs to the object before it
		verb := group
		if group = s.kid(verb, "obj"); group == none {
			group = s.kid(verb, "nsubj")
		}
	}
	if group < 0 || !s.nominal(group) || s.tok(group).UPOS == "PROPN" {
		return
	}
	for _, k := range s.conjuncts(group)[1:] { // "Roe and her colleagues, including Poe"
		if k < i && s.tok(k).XPOS == "NNS" {
			group = k
		}
	}
	ctx := taken
	if c := s.at(group); c != nil {
		ctx = ctx.below(c.scope, s.definite(group))
	}
	members := x.things(s, i)
	if s.tok(i).UPOS == "NUM" && s.kid(i, "nmod") != none { // "99 caps, including 17 as captain"
		members = []Argument{s.phraseLiteral(slices.DeleteFunc(s.trim(s.subtree(i, nil)), func(k int) bool { return slices.Contains(s.caseWords(i), k) }))}
	}
	for _, member := range members {
		x.addNoun(s, nounFact{
			rule: "including", subject: x.argument(s, group), predicate: "includes", phrase: s.caseWords(i),
			object: member, context: ctx,
		})
	}
}

// amongThem reads "six members resigned, among them Roe and Poe": those named are
// members of what the pronoun stands for, which is the subject where nothing
// else is known.
func (x *extractor) amongThem(s *sentence, i int) {
	c := s.at(i)
	name := s.kid(i, "appos")
	if name == none || c == nil {
		return
	}
	groups := x.arguments(s, i)
	if len(groups) == 0 && len(c.subjects) == 1 {
		groups = x.arguments(s, c.subjects[0])
	}
	for _, group := range groups {
		for _, member := range x.things(s, name) {
			x.addNoun(s, nounFact{
				rule: "including", subject: group, predicate: "includes", phrase: s.caseWords(i),
				object: member, context: taken.below(c.scope, true),
			})
		}
	}
}

// participle reads "a London-based company" and "the U.S.-led coalition".
func (x *extractor) participle(s *sentence, i int) {
	for _, k := range s.kids(i, "amod") {
		p, ok := nounWords().compounds[s.form(k)]
		if !ok || k < 2 || s.form(k-1) != "-" {
			continue
		}
		owner := x.nameBefore(s, k-2)
		if owner.Kind == None {
			continue
		}
		for _, bearer := range x.bearers(s, i) {
			subject, object := bearer, owner
			if p.agent {
				subject, object = owner, bearer
			}
			x.addNoun(s, nounFact{
				rule: "participle-compound", subject: subject, predicate: canonical(p.relation), phrase: []int{k},
				object: object, context: taken,
			})
		}
	}
}

// bearers are those that a noun phrase describes: the name that it stands
// before ("Tokyo-based carmaker Toyota"), or what it refers to itself.
func (x *extractor) bearers(s *sentence, i int) []Argument {
	if s.is(i, "nmod:desc", "compound") && s.tok(i).Head > i {
		return x.arguments(s, s.tok(i).Head)
	}
	if i+1 < len(s.Tokens) {
		if n := s.nameAt(i + 1); n != nil && n.First == i+1 {
			if bearer := x.bearer(s, *n); bearer.Kind != None {
				return []Argument{bearer}
			}
		}
	}
	return x.arguments(s, i)
}

// nameBefore is the name or the demonym that ends at token i.
func (x *extractor) nameBefore(s *sentence, i int) Argument {
	if where, _ := x.country(s, i); where.Kind != None {
		return where
	}
	if s.tok(i).UPOS != "PROPN" && s.nameAt(i) == nil {
		return Argument{}
	}
	first := i
	for first > 0 && s.nameAt(i) != nil && s.nameAt(first-1) == s.nameAt(i) {
		first--
	}
	return x.thing(s, first, i)
}
