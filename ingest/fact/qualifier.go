package fact

import (
	"slices"
	"strings"
	"sync"

	"factgraph/graph"
	"factgraph/ingest/mention/timex"
)

// qualifiers turns what the readings of a clause left over into qualifiers of
// its facts: when, where, about what, what for, why, with what, how much, how.
func (x *extractor) qualifiers(c *clause) {
	s := c.s
	for i := 0; i < len(c.obliques); i++ {
		o := &c.obliques[i]
		if _, _, tally := s.tallyAt(o.head); tally && o.preposition == "to" { // "52 to 48" is told by its first number
			continue
		}
		if o.used || o.preposition == "including" || o.preposition == "among" && s.kid(o.head, "appos") != none || c.measures(o.head) || o.preposition == "in" && s.timely(o.head) && x.datesAmount(c, o.head) || s.owned(c, o.head) || c.spokenOf(i) || s.heads(o.head) {
			continue
		}
		if k, preposition := s.complexPreposition(o.head); k != none {
			x.qualify(c, k, preposition)
			if i+1 < len(c.obliques) && c.obliques[i+1].head == k {
				i++
			}
			continue
		}
		if o.where { // "to Haiti, where thousands live": in Haiti, not to it
			for _, where := range x.arguments(s, o.head) {
				c.addQualifier(Qualifier{Role: "place", Value: where, Text: s.wording(s.short(o.head))})
			}
			continue
		}
		x.qualify(c, o.head, o.preposition)
	}
	for _, k := range s.children[c.head] {
		switch {
		case s.is(k, "advmod") && s.clauseAt[k] == nil && !x.datesAmount(c, k):
			x.adverb(c, k)
		case s.is(k, "advcl"):
			x.adverbialClause(c, k)
		}
	}
	// What the noun of a light verb says of time and place: "held talks in Oslo".
	for _, noun := range c.objects {
		if !s.consumed[noun] {
			continue
		}
		for _, k := range s.kids(noun, "nmod") {
			if p := s.preposition(k); !s.is(k, "nmod:poss", "nmod:desc") && !isLight(c.lemma(), s.lemma(noun), p) {
				x.qualify(c, k, p)
			}
		}
	}
	if c.copular {
		x.predicateTimes(c, c.head)
	} else if small := c.small(); small != nil && s.nominal(small.head) {
		x.predicateTimes(c, small.head)
	} else if small != nil && len(c.objects) > 0 && !x.open { // "declared the port open to all ships"
		for _, o := range small.obliques {
			if o.head > small.head {
				x.qualify(c, o.head, o.preposition)
			}
		}
	}
	x.eventSetting(c)
	x.sharedTime(c)
	if up := c.up; up != nil && up.lemma() == "spend" && len(up.objects) == 1 && up.situates() { // "spent a week waiting": it waited a week
		if q, ok := x.timeQualifier(s, up.objects[0], "", c.tense()); ok {
			c.addQualifier(q)
		}
	}
	x.roles(c)
}

// eventSetting adds where and when an event was that its noun tells and not the
// verb, which only says that it was: "the attack in Oslo on Friday happened as …".
func (x *extractor) eventSetting(c *clause) {
	s := c.s
	if len(c.subjects) != 1 || c.copular || !wordSet("begins").has(c.lemma()) && !(c.lemma() == "take" && len(c.objects) == 1 && s.lemma(c.objects[0]) == "place") {
		return
	}
	event := c.subjects[0]
	if s.tok(event).UPOS != "NOUN" || event > c.head {
		return
	}
	for _, k := range s.kids(event, "nmod") {
		if p := s.preposition(k); k > event && (wordSet("site").has(p) && x.isPlace(s, k) || s.timely(k)) {
			x.qualify(c, k, p)
		}
	}
}

// sharedTime gives what is told with "when" the date of the clause above: "in
// 2019 a strike ended when the owners agreed to a rise".
func (x *extractor) sharedTime(c *clause) {
	up := c.up
	if up == nil || c.kind != adverbial || !c.temporal() || slices.ContainsFunc(c.qualifiers, func(q Qualifier) bool { return q.Role == "time" }) {
		return
	}
	when := c.marker() == "when" || slices.ContainsFunc(c.s.kids(c.head, "advmod"), func(k int) bool { return c.s.form(k) == "when" })
	if !when || c.past() != up.past() {
		return
	}
	for _, q := range up.qualifiers {
		if q.Role == "time" && q.Value.Kind == Literal && dated(q.Value.Literal.Value) {
			c.addQualifier(q)
		}
	}
}

// datesAmount tells whether a time belongs to the amount before it and not to
// the clause: "rose to $5 million from $4 million a year earlier".
func (x *extractor) datesAmount(c *clause, k int) bool {
	s := c.s
	first := s.subtree(k, nil)[0]
	for i := c.head + 1; i < first; i++ {
		if s.is(i, "obl", "nmod") && s.preposition(i) == "from" && x.kindOf(s, i) == "amount" {
			if tokens := s.subtree(i, nil); tokens[len(tokens)-1] == first-1 {
				return true
			}
		}
	}
	return false
}

// spokenOf tells whether the bare time at index i belongs to the event before
// it, that is spoken of: "asked about the vote last year".
func (c *clause) spokenOf(i int) bool {
	s := c.s
	o := c.obliques[i]
	if i == 0 || o.preposition != "" || !s.timely(o.head) {
		return false
	}
	for _, before := range c.obliques[:i] {
		if wordSet("about").has(before.preposition) && before.head < o.head {
			return true
		}
	}
	return false
}

// measures tells whether a bare time stands before the clause's conjunction, or
// right before a preposition, and so says how far from it something else was:
// "four months after the bank bought it", "a day after the vote".
func (c *clause) measures(i int) bool {
	s := c.s
	if e, ok := s.timeAt(i); !ok || e.Kind != timex.Duration {
		return false
	}
	return s.kid(i, "case") == none && slices.ContainsFunc(append(s.kids(c.head, "mark"), c.cases()...), func(m int) bool {
		return m > i && (m < c.head || m == i+1) && (words().markers[s.form(m)] == "time" || s.form(m) == "before")
	})
}

// measure are the tokens of the bare time that stands right before token i.
func (c *clause) measure(i int) []int {
	for _, o := range c.obliques {
		if tokens := c.s.subtree(o.head, nil); o.preposition == "" && tokens[len(tokens)-1] == i-1 && c.measures(o.head) {
			return tokens
		}
	}
	return nil
}

// cases are the prepositions of the clause's phrases and the conjunctions of the
// clauses below it.
func (c *clause) cases() []int {
	var all []int
	for _, k := range c.s.kids(c.head, "advcl") {
		all = append(all, c.s.kids(k, "mark")...)
	}
	for _, o := range c.obliques {
		all = append(all, c.s.caseWords(o.head)...)
	}
	return all
}

// heads tells whether a phrase is the heading of what follows: "About Acme: …".
func (s *sentence) heads(i int) bool {
	tokens := s.short(i)
	if len(tokens) == 0 { // of a lone punctuation mark nothing is left
		return false
	}
	last := tokens[len(tokens)-1]
	return s.subtree(i, nil)[0] == 0 && last+1 < len(s.Tokens) && s.form(last+1) == ":"
}

// roles adds who gets what a verb with two objects gives away, and as what
// somebody is named, chosen or called.
func (x *extractor) roles(c *clause) {
	s := c.s
	if len(c.objects) > 0 {
		for _, i := range c.recipients {
			if !s.somebody(i) && !words().control["ditransitive"].has(c.lemma()) { // no second object: "signed a five-year, $2 million contract"
				continue
			}
			for _, who := range x.arguments(s, i) {
				c.addQualifier(Qualifier{Role: "to", Value: who, Text: s.wording(s.short(i))})
			}
		}
	}
	name := c.name
	if small := c.small(); name == none && small != nil && len(c.objects) > 0 && s.nominal(small.head) {
		name = small.head
	}
	if name == none {
		return
	}
	tokens := s.short(name)
	value := s.phraseLiteral(tokens)
	if s.isName(name) {
		if what := x.argument(s, name); what.Kind == Mention {
			value = what
		}
	}
	c.addQualifier(Qualifier{Role: "as", Value: value, Text: s.wording(tokens)})
}

// complexPreposition reads "in exchange for a ransom", where the tree takes
// "exchange" for the head of the phrase: the head of what follows, with the
// whole preposition. None when the phrase at i is no part of one.
func (s *sentence) complexPreposition(i int) (int, string) {
	words := s.caseWords(i)
	if len(words) == 0 {
		return none, ""
	}
	for last := i + 1; last <= i+2 && last < len(s.Tokens); last++ {
		preposition := s.wordsBetween(words[0], last)
		if _, ok := qualifierWords().rules[preposition]; !ok || !s.is(last, "case", "mark") && s.tok(last).UPOS != "ADP" {
			continue
		}
		if h := s.tok(last).Head; h > last && s.nominal(h) {
			return h, preposition
		}
	}
	return none, ""
}

// predicateTimes are the times that hang on a predicative noun: "was a
// minister from 1990 to 1994", "became a member in 1995"; on an amount, all
// phrases.
func (x *extractor) predicateTimes(c *clause, head int) {
	s := c.s
	for _, k := range s.kids(head, "nmod") {
		if q, ok := x.timeQualifier(s, k, s.preposition(k), c.tense()); ok && s.preposition(k) != "of" { // "the best player of the 20th century"
			c.addQualifier(q)
		}
	}
	if x.kindOf(s, head) != "amount" {
		return
	}
	// "shares were down 2 percent at $16 in London on Monday": the tree hangs
	// all that on the amount.
	for _, k := range s.kids(head, "nmod") {
		if !s.identifies(k) {
			x.qualify(c, k, s.preposition(k))
		}
		for _, below := range s.subtree(k, nil) {
			if q, ok := x.timeQualifier(s, below, s.preposition(below), c.tense()); ok && s.is(below, "nmod") && s.preposition(below) != "of" {
				c.addQualifier(q)
			}
		}
	}
}

// qualify adds the phrase at token i as a qualifier.
func (x *extractor) qualify(c *clause, i int, preposition string) {
	s := c.s
	if words := s.caseWords(i); len(words) > 0 && words[0] > 0 { // "pursuant" hangs on the verb
		if whole := s.form(words[0]-1) + " " + preposition; len(qualifierWords().rules[whole]) > 0 {
			preposition = whole
		}
	}
	if q, ok := x.timeQualifier(s, i, preposition, c.tense()); ok {
		c.addQualifier(q)
		return
	}
	for _, q := range x.phrase(s, i, preposition) {
		c.addQualifier(q)
	}
}

func (c *clause) addQualifier(q Qualifier) {
	for _, have := range c.qualifiers {
		if have.Role == q.Role && (have.Text == q.Text || q.Value.Kind == Literal && have.Value.Literal == q.Value.Literal) {
			return
		}
	}
	c.qualifiers = append(c.qualifiers, q)
}

// adverb adds an adverb that says when, where or how.
func (x *extractor) adverb(c *clause, k int) {
	s := c.s
	if q, ok := x.timeQualifier(s, k, "", c.tense()); ok {
		c.addQualifier(q)
		return
	}
	form := s.form(k)
	role := ""
	if k > c.head && s.compared(k) && qualifierWords().adverbs[form] != "when" && k != c.particle {
		x.comparison(c, k)
		return
	}
	if s.tok(k).UPOS != "ADV" {
		return
	}
	for _, o := range s.kids(k, "obl", "nmod") { // "as far away as La Paz"
		if p := s.preposition(o); p != "" && s.nominal(o) {
			for _, q := range x.phrase(s, o, p) {
				if x.isPlace(s, o) {
					q.Role = "place"
				}
				q.Text = s.wording(s.trim(s.subtree(k, nil)))
				c.addQualifier(q)
			}
			return
		}
	}
	switch kind := qualifierWords().adverbs[form]; {
	case kind == "where":
		role = "place"
	case len(s.children[k]) > 1:
		return
	case kind == "when":
		role = "time"
	case kind == "times":
		role = "amount"
	case kind == "degree":
		role = "manner"
	case kind == "comment" || words().polar(form):
		return
	case strings.HasSuffix(form, "ly") && len(form) > 4:
		role = "manner"
	default:
		return
	}
	tokens := s.trim(s.subtree(k, nil))
	if len(tokens) == 0 || len(tokens) > longestClause/2 {
		return
	}
	c.addQualifier(Qualifier{Role: role, Value: s.phraseLiteral(tokens), Text: s.wording(tokens)})
}

// compared tells whether the word at k, which says how something is or is done,
// compares: "faster", "less likely", "twice as high". What a finding says is
// often nothing else.
func (s *sentence) compared(k int) bool {
	if words().polarity["negative"].has(s.phraseForm(k)) || s.dates(k) {
		return false // "no longer", "earlier"
	}
	switch s.tok(k).XPOS {
	case "RBR", "JJR":
		return true
	}
	return slices.ContainsFunc(s.kids(k, "advmod"), func(d int) bool { return d < k && wordSet("comparing").has(s.form(d)) })
}

// comparison adds how much more or less the clause says something is done, with
// what it is compared to where that is short: "longer than those who did not".
func (x *extractor) comparison(c *clause, k int) {
	s := c.s
	tokens := s.trim(s.subtree(k, nil))
	if o := c.firstOblique(func(o *oblique) bool { return o.preposition == "than" && o.head > k }); o != nil {
		o.used = true
		tokens = append(tokens, s.trim(s.subtree(o.head, nil))...)
	}
	if len(tokens) > longestClause {
		tokens = tokens[:slices.Index(tokens, k)+1]
	}
	if len(tokens) > 0 && s.form(tokens[0]) != "the" { // "the sooner, the better"
		c.addQualifier(Qualifier{Role: "manner", Value: s.phraseLiteral(tokens), Text: s.wording(tokens)})
	}
}

// longestClause is the number of tokens up to which an adverbial clause is
// told as a qualifier; a longer one is told by its own facts alone.
const longestClause = 15

// adverbialClause adds what an infinitive, a gerund or a "because" says.
func (x *extractor) adverbialClause(c *clause, k int) {
	s := c.s
	inner := s.clauseAt[k]
	if inner == nil || inner.kind != adverbial {
		return
	}
	role := ""
	marker := inner.marker()
	measure := c.measure(s.subtree(k, nil)[0])
	switch {
	case inner.achieves(): // told by its own fact
		return
	case words().markers[marker] == "purpose", marker == "" && inner.infinitive():
		role = "purpose"
	case words().markers[marker] == "cause" && (marker == "because"):
		role = "cause"
	case marker == "by" && s.tok(k).XPOS == "VBG":
		role = "instrument"
	case inner.nominal(): // "killed in fighting"
		role = marker
	case len(measure) > 0: // "came a day after the bank closed"
		role = marker
	default:
		return
	}
	tokens := s.trim(append(measure, s.subtree(k, nil)...))
	if len(tokens) == 0 || len(tokens) > longestClause {
		return
	}
	arg := Argument{Text: s.wording(tokens), Span: s.span(tokens)}
	c.addQualifier(Qualifier{Role: role, Value: literal(arg, "", graph.StringType), Text: arg.Text})
}

// roleOf is the role of a phrase in a clause.
func roleOf(preposition, kind string, place bool) string {
	preposition = strings.TrimSuffix(preposition, " up to") // "by up to 20 percent"
	for _, rule := range qualifierWords().rules[preposition] {
		if rule.kind == kind || rule.kind == "*" || rule.kind == "place" && place {
			return rule.role
		}
	}
	return preposition
}

// qualifierTable is qualifiers.tsv and qualifier-nouns.tsv.
type qualifierTable struct {
	rules   map[string][]qualifierRule // by preposition
	nouns   map[string]string          // noun → kind
	adverbs map[string]string          // "where", "when", "times" for how often, "degree" for how little, or "comment" for what is no manner
	idle    set                        // phrases that say nothing: "in fact"
	how     set                        // phrases that say how: "on purpose"
	stage   set                        // phrases that say at what stage: "at first"
}

type qualifierRule struct{ kind, role string }

var qualifierWords = sync.OnceValue(func() *qualifierTable {
	q := &qualifierTable{rules: make(map[string][]qualifierRule), nouns: make(map[string]string), adverbs: make(map[string]string), idle: make(set), how: make(set), stage: make(set)}
	for _, row := range table("qualifiers") {
		q.rules[row[0]] = append(q.rules[row[0]], qualifierRule{row[1], row[2]})
	}
	for _, row := range table("qualifier-nouns") {
		switch row[0] {
		case "idle":
			q.idle.addAll(row[1])
			continue
		case "how":
			q.how.addAll(row[1])
			continue
		case "stage":
			q.stage.addAll(row[1])
			continue
		}
		for _, noun := range strings.Fields(row[1]) {
			into := q.nouns
			switch row[0] {
			case "where", "when", "times", "degree", "comment":
				into = q.adverbs
			}
			if noun = strings.ReplaceAll(noun, "_", " "); into[noun] == "" {
				into[noun] = row[0]
			}
		}
	}
	return q
})
