package fact

import (
	"slices"

	"factgraph/graph"
	"factgraph/ingest/mention/timex"
)

// times are the time expressions of the sentence.
func (s *sentence) times() []timex.Expression {
	if s.expressions == nil {
		s.expressions = s.story.Expressions(s.index)
	}
	return s.expressions
}

// timeAt is the time expression that token i stands in.
func (s *sentence) timeAt(i int) (timex.Expression, bool) {
	for _, e := range s.times() {
		if e.First <= i && i <= e.Last {
			return e, true
		}
	}
	return timex.Expression{}, false
}

// tense is the tense in which a clause tells its time.
func (c *clause) tense() timex.Tense {
	switch c.scope.modality {
	case graph.Future, graph.Intended:
		return timex.Future
	}
	if c.past() {
		return timex.Past
	}
	s := c.s
	if c.kind == adnominal && c.passive && c.verb != none && s.kid(c.head, "aux") == none { // "plans announced in January"
		return timex.Past
	}
	if c.verb != none {
		switch s.tok(c.verb).XPOS {
		case "VBZ", "VBP":
			return timex.Present
		case "VBG":
			if s.kid(c.head, "aux") != none {
				return timex.Present
			}
		}
	}
	if s.kid(c.head, "aux:pass") != none && s.kid(c.head, "aux") != none {
		return timex.Present
	}
	if c.up != nil && c.kind != mainClause && c.up != c {
		return c.up.tense()
	}
	return timex.TenseUnknown
}

// timeQualifier is the time that the phrase at token i tells: its expression
// with the preposition, resolved against the article's date.
func (x *extractor) timeQualifier(s *sentence, i int, preposition string, tense timex.Tense) (Qualifier, bool) {
	e, ok := s.timeAt(i)
	if !ok && words().time[s.lemma(i)] { // "Thursday's Thanksgiving Day holiday"
		for _, k := range s.kids(i, "compound", "nmod:unmarked", "nmod:poss", "amod") {
			if e, ok = s.timeAt(k); ok {
				break
			}
		}
		ok = ok && e.Kind != timex.Duration // "a nine-year term"
	}
	if !ok || e.Kind == timex.Age || e.Kind == timex.Duration && (preposition == "to" || preposition == "at" || preposition == "of" || preposition == "with") {
		return Qualifier{}, false // "sentenced to ten years" is how much, not when
	}
	bare := tokensBetween(e.First, e.Last)
	whole := bare
	if words := s.caseWords(i); len(words) > 0 && words[len(words)-1] < e.First && e.First-words[0] < 4 &&
		(preposition != "during" || s.form(words[0]) == preposition) { // "since 1983, when ten died": in 1983
		whole = tokensBetween(words[0], e.Last)
	}
	if first := whole[0]; first > 1 && s.form(first-1) == "than" && s.is(first-1, "fixed") { // "longer than two years"
		whole = tokensBetween(s.tok(first-1).Head, e.Last)
	}
	value := e.Bounded(preposition, s.story.Reference(s.index, e.First, tense))
	datatype := graph.DateType
	if e.Kind != timex.Date && e.Kind != timex.Time && !isDate(value) {
		datatype = graph.StringType // a duration, a repetition
	}
	arg := Argument{Text: s.wording(bare), Span: s.span(bare)}
	return Qualifier{Role: "time", Value: literal(arg, value, datatype), Text: s.wording(whole)}, true
}

// isDate tells a date or an interval from a duration and a repetition.
func isDate(value string) bool { return value != "" && value[0] != 'P' && value[0] != 'R' }

func tokensBetween(first, last int) []int {
	tokens := make([]int, 0, last-first+1)
	for i := first; i <= last; i++ {
		tokens = append(tokens, i)
	}
	return tokens
}

// schedule makes what is told in the present tense of a time to come future:
// "the talks begin on Friday".
func (x *extractor) schedule(c *clause) {
	if x.doc.Date.IsZero() || c.scope.modality != graph.Asserted || c.tense() != timex.Present || c.s.kid(c.head, "aux") != none && !c.gerund() {
		return
	}
	today := x.doc.Date.Format("2006-01-02")
	for _, q := range c.qualifiers {
		if q.Role == "time" && q.Value.Kind == Literal && dated(q.Value.Literal.Value) && q.Value.Literal.Value > today {
			c.scope.modality = graph.Future
		}
	}
}

// expects makes future of what a thing "should" do at a time to come, which is
// expected of it, not demanded: "the plant should reopen in May".
func (x *extractor) expects(c *clause) {
	verb := c.head
	if c.merged() { // "should start carrying"
		verb = c.up.head
	}
	should := slices.ContainsFunc(c.s.kids(verb, "aux"), func(k int) bool { return c.s.form(k) == "should" })
	if !should || c.scope.modality != graph.Necessary || c.passive || len(c.subjects) == 0 || slices.ContainsFunc(c.subjects, func(i int) bool { return c.s.somebody(i) && (c.s.isName(i) || c.s.typeOf(i) != graph.Place) }) {
		return
	}
	if slices.ContainsFunc(c.qualifiers, func(q Qualifier) bool {
		return q.Role == "time" && q.Value.Kind == Literal && dated(q.Value.Literal.Value)
	}) {
		c.scope.modality = graph.Future
	}
}

// dated tells whether a value begins with a year.
func dated(value string) bool {
	return len(value) >= 4 && isDigits(value[:4])
}
