package fact

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// emit writes the facts of one reading of a clause: one for each pair of a
// subject and an object.
func (x *extractor) emit(c *clause, r reading) {
	subjects := c.subjects
	switch {
	case r.claim != nil:
		for _, subject := range subjects {
			x.add(c, r, subject, none)
		}
	case len(r.object) == 0:
		if !x.open && x.reciprocal(c, r) {
			return
		}
		for _, subject := range subjects {
			x.add(c, r, subject, none)
		}
	case r.mutual && !x.open:
		x.reciprocal(c, r)
	case c.respectively() && len(subjects) == len(r.object):
		for i, subject := range subjects {
			x.add(c, r, subject, r.object[i])
		}
	default:
		for _, subject := range subjects {
			for _, object := range r.object {
				x.add(c, r, subject, object)
			}
		}
	}
}

// reciprocal reads "X and Y met" as X – met – Y.
func (x *extractor) reciprocal(c *clause, r reading) bool {
	preposition, ok := words().together[c.lemma()]
	if !r.mutual && (!ok || c.passive || r.relation.Particle != "") {
		return false
	}
	var all []party
	for _, i := range c.subjects {
		for _, a := range x.arguments(c.s, i) {
			all = append(all, party{a, i})
		}
	}
	if len(all) < 2 || c.coordination(c.subjects) == "or" {
		return false
	}
	if !r.mutual {
		r.relation.Preposition = strings.TrimPrefix(preposition, "-")
	}
	r.rule = "reciprocal"
	for i, a := range all {
		for _, b := range all[i+1:] {
			x.addPair(c, r, a, b)
		}
	}
	return true
}

// A party is an argument with the token that it was read from.
type party struct {
	Argument
	token int
}

// respectively tells whether the clause pairs its subjects and objects off.
func (c *clause) respectively() bool {
	for _, k := range c.s.subtree(c.head, nil) {
		if c.s.form(k) == "respectively" {
			return true
		}
	}
	return false
}

// coordination is the conjunction among the arguments, "and" or "or".
func (c *clause) coordination(arguments []int) string {
	for _, a := range arguments {
		if conj := c.s.coordinator(a); conj == "or" || conj == "nor" {
			return conj
		}
	}
	return "and"
}

// add drafts the facts between two noun phrases; object is none where there is
// none or it is a claim.
func (x *extractor) add(c *clause, r reading, subject, object int) {
	for _, a := range x.subjectArguments(c.s, subject) {
		if object == none {
			x.addPair(c, r, party{a, subject}, party{token: none})
			continue
		}
		for _, b := range x.arguments(c.s, object) {
			x.addPair(c, r, party{a, subject}, party{b, object})
		}
	}
}

// addPair drafts one fact.
func (x *extractor) addPair(c *clause, r reading, subject, object party) {
	s := c.s
	scope := c.scope
	scope.negated = scope.negated != r.negated
	if !scope.negated && scope.modality == graph.Asserted && c.oneOfSeveral() {
		scope.modality = graph.Possible
	}
	for _, p := range []party{subject, object} {
		if p.token == none {
			continue
		}
		if s.notAll(p.token) {
			return
		}
		if s.negates(p.token) {
			scope.negated = !scope.negated
		}
		if !scope.negated && s.coordinator(p.token) == "or" && !s.restated(p.token) && !c.names(r) && (scope.modality == graph.Asserted || scope.modality == graph.Future) {
			scope.modality = graph.Possible
		}
	}
	if object.Kind == Mention && x.same(subject.Argument, object.Argument) {
		if (r.relation.Verb != "be" && r.rule != "predicative" || c.names(r)) && !reflexive(object.Text) { // "the lab is called Kibo" gives it the name
			return
		}
		object.Argument = literal(object.Argument, object.Text, graph.StringType)
	}
	if alone, ok := c.oneOf(r, object.token); ok {
		object.Argument = alone
	}
	kind := (r.rule == "copula" || r.rule == "predicative") && object.token != none && s.indefinite(object.token) ||
		r.relation.Verb == "become" && object.token != none && !s.isName(object.token) ||
		object.token != none && s.countedName(object.token)
	if kind && object.Kind == Mention { // a kind of thing, not a thing
		object.Argument = literal(object.Argument, object.Text, graph.StringType)
	}
	qualifiers := slices.DeleteFunc(slices.Clone(c.qualifiers), func(q Qualifier) bool { // "seven lamps, among them", a name torn in two
		return object.Kind == Mention && q.Value.Kind == Mention && q.Role != "as" && x.same(q.Value, object.Argument)
	})
	qualifiers = append(qualifiers, x.completions(c, r, subject.token, object.token)...)
	r.relation.Acts = r.relation.Verb == "contain" && object.token != none && wordSet("contained").has(s.lemma(object.token))
	r.relation.Alone = object.token == none && r.claim == nil && !r.relation.Passive
	d := draft{
		Fact: Fact{
			Subject: subject.Argument, Object: object.Argument,
			Predicate: c.predicate(r.relation), Phrase: s.wording(r.phrase),
			Negated: scope.negated, Modality: scope.modality, AttributedTo: scope.speakers,
			Qualifiers: qualifiers, Rule: r.rule,
			Sentence: s.index, Span: c.span(),
		},
		claim:    r.claim,
		features: c.clauseFeatures(r),
	}
	if d.Phrase == "" { // "found him guilty": nothing says "is"
		d.Phrase = d.Predicate
	}
	d.Words = c.openWords(r, subject.token, object.token)
	if r.claim != nil {
		tokens := d.Words.Object
		if r.relation.Preposition != "" { // "was accused of" has the "of" already
			marks := r.claim.marks()
			tokens = slices.DeleteFunc(slices.Clone(tokens), func(i int) bool { return slices.Contains(marks, i) })
		}
		d.Object = Argument{Kind: Claim, Text: r.claim.told(tokens), Span: s.span(tokens)}
	}
	if _, ok := x.firstFact[c]; !ok {
		x.firstFact[c] = len(x.drafts)
	}
	x.drafts = append(x.drafts, d)
}

// oneOfSeveral tells whether the verb is one of those of which "or" says that
// one holds: "the storm destroyed or damaged 212 homes".
func (c *clause) oneOfSeveral() bool {
	s := c.s
	return s.tok(c.head).UPOS == "VERB" && s.coordinator(c.head) == "or" && s.tok(s.firstConjunct(c.head)).UPOS == "VERB"
}

// names tells whether the clause gives its object for a name, which "or" gives
// another of: "is called the Spit, or the Hook", "is known as Kibo, or Hope".
func (c *clause) names(r reading) bool {
	return c.passive && (words().embedding[c.lemma()]["small"] != "" || r.relation.Preposition == "as")
}

// reflexive tells whether a pronoun is one for the subject of its clause, without
// which the fact would say something else: "shot himself", "put itself up for sale".
func reflexive(word string) bool {
	word = strings.ToLower(word)
	return strings.HasSuffix(word, "self") || strings.HasSuffix(word, "selves")
}

// oneOf is what each of several subjects is, where the predicate counts them:
// "Oslo and Bergen are two of the oldest towns" makes each one of them.
func (c *clause) oneOf(r reading, object int) (Argument, bool) {
	s := c.s
	if r.rule != "copula" || object == none || len(c.subjects) < 2 || s.tok(object).UPOS != "NUM" || s.kid(object, "nmod") == none || s.open {
		return Argument{}, false
	}
	if n, ok := numerals[s.form(object)]; !ok || n != len(c.subjects) {
		return Argument{}, false
	}
	tokens := s.short(object)
	text := "one" + strings.TrimPrefix(s.wording(tokens), s.tok(object).Form)
	return literal(Argument{Text: text, Span: s.span(tokens)}, "", graph.StringType), true
}

// numerals are the numbers that count subjects.
var numerals = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5}

// restated tells whether "or" gives the same amount in other terms: "earned
// $7.7 million, or $1.28 a share", "fell 678 points or 7.3 percent", but not
// "three or four boats".
func (s *sentence) restated(i int) bool {
	first := s.firstConjunct(i)
	for _, k := range s.conjuncts(first)[1:] {
		or := s.kid(k, "cc")
		if or < 1 || !s.counted(k) || !s.counted(first) {
			return false
		}
		if s.tok(or-1).Form != "," && (s.lemma(k) == s.lemma(first) || s.tok(k).UPOS == "NUM" || s.tok(first).UPOS == "NUM") {
			return false
		}
	}
	return true
}

// counted tells whether the phrase at i is an amount.
func (s *sentence) counted(i int) bool {
	return s.tok(i).UPOS == "SYM" || s.tok(i).UPOS == "NUM" || s.kid(i, "nummod") != none
}

// predicate is the canonical predicate of a relation, with the verb above that
// is told as one with it: "stopped exporting".
func (c *clause) predicate(r relation) string {
	if c.s.open || !c.joined() {
		return canonical(r)
	}
	tail := c.s.form(c.head)
	for _, part := range []string{r.Particle, r.Preposition} {
		if part != "" {
			tail += " " + part
		}
	}
	return canonical(relation{Verb: c.up.lemma(), Passive: c.up.passive}) + " " + tail
}

// countedName tells whether a number counts things of a name, each of which is one
// of its kind: "two Nobel Prizes", not "the two Koreas".
func (s *sentence) countedName(i int) bool {
	if s.open || s.tok(i).UPOS != "PROPN" || !strings.HasSuffix(s.form(i), "s") || s.kid(i, "det", "nmod:poss") != none {
		return false
	}
	name := s.nameAt(i)
	return slices.ContainsFunc(s.kids(i, "nummod"), func(k int) bool {
		return k < i && s.form(k) != "one" && (name == nil || k < name.First)
	})
}

// indefinite tells whether a noun phrase names a kind of thing: "a surgeon",
// "doctors", not "the winner", "Ruth Adeyemi".
func (s *sentence) indefinite(i int) bool {
	if s.tok(i).UPOS != "NOUN" || s.kid(i, "nmod:poss") != none {
		return false
	}
	for _, k := range s.kids(i, "det") {
		if f := s.form(k); f != "a" && f != "an" && f != "no" && f != "another" && f != "some" {
			return false
		}
	}
	return !s.singled(i) && s.kid(i, "flat", "appos") == none
}

// negates tells whether a noun phrase denies its clause: "no solution",
// "nobody", "neither man".
func (s *sentence) negates(i int) bool {
	if words().polarity["negative-word"].has(s.form(i)) && s.nominal(i) {
		return true
	}
	for _, k := range s.children[i] {
		if own := s.clauseAt[i]; own != nil && (s.is(k, "advmod", "cc") || s.is(k, "det") && own.copular && len(s.caseWords(i)) > 0) { // "is not the owner", "is in no hurry": said of the clause
			continue
		}
		if s.is(k, "det", "cc:preconj", "advmod", "cc") {
			switch s.form(k) {
			case "no", "neither", "not", "nor":
				return !s.concedes(k)
			}
		}
	}
	return s.is(i, "conj") && s.coordinator(i) != "but" && s.coordinator(i) != "and" && s.negates(s.firstConjunct(i))
}

// notAll tells whether a noun phrase denies its clause of some only, who are not
// told apart: "not all members signed", "not everyone came".
func (s *sentence) notAll(i int) bool {
	every := words().polarity["every"]
	whole := every.has(s.form(i)) && s.nominal(i) || slices.ContainsFunc(s.kids(i, "det"), func(k int) bool { return every.has(s.form(k)) })
	return whole && slices.ContainsFunc(s.kids(i, "advmod"), func(k int) bool { return s.form(k) == "not" })
}

// wording are the tokens of a clause as a claim: an infinitive has its subject
// before it, "the widow to keep the house", and so has a clause that shares it.
func (c *clause) wording() []int {
	s, tokens := c.s, c.body()
	if up := c.up; up != nil && up.task() == c && len(tokens) > 0 { // "easier for the virus to mutate", where the tree has the virus elsewhere
		return tokensBetween(tokens[0], tokens[len(tokens)-1])
	}
	if shared := c.sharedWords(); len(shared) > 0 && len(tokens) > 0 && shared[len(shared)-1] < tokens[0] {
		tokens = append(shared, tokens...)
	}
	if up := c.up; up != nil && s.kid(c.head, "nsubj") == none && len(c.subjects) > 0 && slices.Contains(up.objects, c.subjects[0]) && len(tokens) > 0 && c.subjects[0] < tokens[0] {
		before := slices.DeleteFunc(s.openPhrase(c.subjects[0], c.head), func(i int) bool { return i >= tokens[0] })
		tokens = append(before, tokens...)
	}
	return tokens
}

// body are the tokens of a clause below another: without its subordinator, and
// without the clauses coordinated with it.
func (c *clause) body() []int {
	s := c.s
	tokens := s.subtree(c.head, func(k int) bool {
		if s.tok(k).Head != c.head {
			return false
		}
		if c.up != nil && c.up.outer && (s.is(k, "nsubj:outer", "csubj:outer") || s.is(k, "cop") && k != c.verb) {
			return true
		}
		if other := s.clauseAt[k]; other != nil && (other.echo == c || slices.Contains(other.complements, c)) || other.climbed(c) { // "As Reuters reported, …"
			return true
		}
		return s.is(k, "conj") && s.clauseAt[k] != nil && !s.clauseAt[k].goesOn() || s.is(k, "mark") && s.form(k) == "that" ||
			s.is(k, "parataxis") || s.is(k, "cc") && k < c.head
	})
	return s.mend(s.trim(tokens))
}

// sharedWords are the subject and the auxiliaries that a claim shares with the
// claim it is coordinated with, and the word that makes a question of both: "the
// ferry" of "said the ferry capsized and sank".
func (c *clause) sharedWords() []int {
	s := c.s
	if s.open || c.first == nil || c.kind != complement || c.infinitive() || s.kid(c.head, "nsubj", "csubj", "expl", "mark") != none {
		return nil
	}
	from := c.sharer()
	subject := s.kid(from.head, "nsubj")
	if subject == none || subject > c.head || len(c.subjects) == 0 || c.subjects[0] != subject {
		return nil
	}
	tokens := s.trim(s.short(subject))
	if det := s.kid(subject, "det", "nmod:poss"); det != none && det < tokens[0] {
		tokens = append([]int{det}, tokens...)
	}
	if xpos := s.tok(c.head).XPOS; s.kid(c.head, "aux", "cop") == none && (xpos == "VB" || xpos == "VBN" || xpos == "VBG") {
		tokens = append(tokens, s.kids(from.head, "aux", "cop")...)
		if c.own.negated && s.coordinator(c.head) != "but" { // "did not see or hear it"
			tokens = append(tokens, slices.DeleteFunc(s.kids(from.head, "advmod"), func(k int) bool { return !words().polarity["negative"].has(s.form(k)) })...)
		}
	}
	for _, k := range s.kids(from.head, "mark") {
		if s.form(k) == "whether" || s.form(k) == "if" {
			tokens = append(tokens, k)
		}
	}
	slices.Sort(tokens)
	return slices.Compact(tokens)
}

// told is the wording of a claim, with the noun in the place of the pronoun that
// a relative clause begins with: "the drug, which it says is safe" has it say
// that the drug is safe.
func (c *clause) told(tokens []int) string {
	s := c.s
	if s.open {
		return s.wording(tokens)
	}
	if len(tokens) < 2 || !s.relativePronoun(tokens[0]) || s.kid(c.head, "nsubj") != tokens[0] || len(c.subjects) != 1 || c.subjects[0] >= tokens[0] {
		return balanced(s.wording(tokens))
	}
	return balanced(s.wording(s.short(c.subjects[0])) + " " + s.wording(tokens[1:]))
}

// balanced is the text without quotation marks if one of them has no other: half
// of the quotation stands outside.
func balanced(text string) string {
	if strings.Count(text, "\"")%2 == 0 {
		return text
	}
	return strings.ReplaceAll(text, "\"", "")
}

// mend takes out the commas that stood around tokens left out.
func (s *sentence) mend(tokens []int) []int {
	mended := tokens[:0:0]
	for j, i := range tokens {
		gap := j > 0 && tokens[j-1] != i-1 || j+1 < len(tokens) && tokens[j+1] != i+1
		if s.Tokens[i].Form != "," || !gap {
			mended = append(mended, i)
		}
	}
	return mended
}

// span is the clause's stretch of the text.
func (c *clause) span() document.Span { return c.s.span(c.s.subtree(c.head, nil)) }

// at is the innermost clause that token i stands in, or nil. Its scope is the
// context of a fact that a noun at i carries.
func (s *sentence) at(i int) *clause {
	for i >= 0 {
		if c := s.clauseAt[i]; c != nil {
			return c
		}
		i = s.Tokens[i].Head
	}
	return nil
}
