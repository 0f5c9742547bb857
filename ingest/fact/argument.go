package fact

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention"
)

// arguments are what the noun phrase headed by token i refers to: one argument,
// or one for each member when it stands for several things named before ("the
// two leaders"). It is empty for what refers to nothing known: an unresolved
// pronoun, "there", "who".
func (x *extractor) arguments(s *sentence, i int) []Argument {
	if named := s.namedBy(i); named != none && !x.open {
		i = named
	}
	if whole := s.wholeOf(i); whole != none && !x.open {
		i = whole
	}
	if s.relatives(i) {
		return []Argument{s.phraseLiteral(s.short(i))}
	}
	if names := s.apposedNames(i); len(names) > 1 && !x.open {
		var all []Argument
		for _, name := range names {
			all = append(all, x.arguments(s, name)...)
		}
		return all
	}
	if name := s.kid(i, "appos"); s.form(i) == "one" && name > i && s.typeOf(name) == graph.Person && s.isName(name) && !x.open { // "One of the rebels, Ann Roe,"
		i = name
	}
	m := s.mentions[i]
	if tokens := s.trim(s.subtree(i, nil)); s.form(i) == "what" && s.kid(i, "acl:relcl") > i && len(tokens) <= longestClause && !x.open { // "explained what caused the fault"
		return []Argument{s.phraseLiteral(tokens)}
	}
	if m == none || x.open {
		return x.unmentioned(s, i)
	}
	if name := s.nameBehind(i); name != none && (x.sameChain(m, s.mentions[name]) || s.sideBehind(i, name)) {
		i, m = name, s.mentions[name]
	}
	mention := &x.doc.Mentions[m]
	tokens := s.short(i)
	if mention.Kind == document.Named && !strings.Contains(s.wording(tokens), mention.Name) { // "striker" of "striker Tom Avery"
		tokens = s.named(mention)
	}
	arg := Argument{Kind: Mention, Mention: m, Text: s.wording(tokens), Span: s.span(tokens)}
	if what := s.whatOf(i); what != none {
		return []Argument{literal(Argument{Text: s.wording(s.calledPhrase(i, what)), Span: s.span(s.short(i))}, "", graph.StringType)}
	}
	if slices.ContainsFunc(s.kids(i, "det:predet"), func(k int) bool { return wordSet("fraction").has(s.form(k)) }) { // "half the houses"
		return []Argument{literal(arg, "", graph.StringType)}
	}
	if chain := mention.Chain; mention.Kind == document.Amount && chain >= 0 && chain < len(x.doc.Chains) && len(x.doc.Chains[chain].Members) > 0 {
		return x.members(&x.doc.Chains[chain], arg) // "the two died"
	}
	switch mention.Kind {
	case document.Temporal:
		return []Argument{x.timeArgument(s, i, arg, len(tokens))}
	case document.Amount:
		return []Argument{x.amountArgument(s, i, arg)}
	}
	if mention.Chain >= 0 && mention.Chain < len(x.doc.Chains) {
		chain := &x.doc.Chains[mention.Chain]
		if len(chain.Members) > 0 {
			if !x.trusted(m) {
				return nil
			}
			return x.members(chain, arg)
		}
		if mention.Kind == document.Pronoun && slices.Contains([]string{"those", "that"}, s.form(i)) && slices.ContainsFunc(s.kids(i, "nmod"), s.identifies) { // "those of other countries"
			return []Argument{literal(arg, "", graph.StringType)}
		}
		if mention.Kind == document.Pronoun && (!x.resolved(chain) || !x.trusted(m)) {
			return nil
		}
	}
	return []Argument{arg}
}

// timeArgument is a time as an argument: its value, or its wording where the value
// says less. Length is that of the phrase in tokens.
func (x *extractor) timeArgument(s *sentence, i int, arg Argument, length int) Argument {
	mention := &x.doc.Mentions[arg.Mention]
	if !x.open && slices.ContainsFunc(s.kids(i, "nmod"), func(k int) bool { return s.preposition(k) == "of" && !s.timely(k) && s.tok(k).UPOS != "NUM" }) { // "seven minutes of terror"
		return literal(arg, "", graph.StringType)
	}
	if e, ok := s.timeAt(i); ok && mention.Value == "" && e.Last-e.First >= length && !x.open { // "June 26" in an article without a date
		return s.phraseLiteral(tokensBetween(e.First, e.Last))
	}
	if strings.HasPrefix(mention.Value, "P") && len(s.kids(s.kid(i, "nummod"), "advmod")) > 0 && !x.open { // "faces up to 20 years": the value says 20
		return s.phraseLiteral(s.trim(s.subtree(i, func(k int) bool {
			return s.tok(k).Head == i && s.is(k, "nmod", "acl", "conj", "cc", "case", "punct", "appos")
		})))
	}
	return literal(arg, mention.Value, graph.DateType)
}

// amountArgument is a number as an argument: its value, or its wording where it is
// more than a number.
func (x *extractor) amountArgument(s *sentence, i int, arg Argument) Argument {
	if t, _, ok := s.tallyAt(i); ok {
		return s.tallyArgument(t)
	}
	if k := s.kid(i, "acl"); k != none && s.tok(i).UPOS == "NUM" && s.kid(k, "mark") != none { // "one count of theft and one of lying"
		return s.phraseLiteral(s.trim(s.subtree(i, func(k int) bool { return s.is(k, "cc", "case") && s.tok(k).Head == i })))
	}
	if slices.ContainsFunc(s.kids(i, "nmod"), s.identifies) || s.kid(i, "nmod:poss") != none || s.form(i) == "one" && s.kid(i, "det", "amod") != none { // "a third of the sum", "the women's 100m", "the old one": more than a number
		return literal(arg, "", graph.StringType)
	}
	return literal(arg, x.doc.Mentions[arg.Mention].Value, graph.QuantityType)
}

// wholeOf is the noun in "none of the hostages", of which all is denied; none for
// other phrases.
func (s *sentence) wholeOf(i int) int {
	if f := s.form(i); f != "none" && f != "neither" {
		return none
	}
	for _, k := range s.kids(i, "nmod") {
		if s.preposition(k) == "of" {
			return k
		}
	}
	return none
}

// apposedNames are the names of those that a plural noun speaks of: "the
// engineers Roe and Poe", "two men, Roe and Poe,".
func (s *sentence) apposedNames(i int) []int {
	if s.tok(i).XPOS != "NNS" {
		return nil
	}
	name := s.kid(i, "appos")
	if name < i {
		return nil
	}
	names := s.conjuncts(name)
	for _, k := range names {
		if s.tok(k).UPOS != "PROPN" || s.mentions[k] == none {
			return nil
		}
	}
	return names
}

// subjectArguments are arguments for the place of the subject, where an amount
// stands for those who are counted: "Three were killed".
func (x *extractor) subjectArguments(s *sentence, i int) []Argument {
	all := x.arguments(s, i)
	if m := s.mentions[i]; len(all) == 1 && all[0].Kind == Literal && m != none && !x.open && x.doc.Mentions[m].Kind == document.Amount {
		return []Argument{{Kind: Mention, Mention: m, Text: all[0].Text, Span: all[0].Span}}
	}
	return all
}

// argument is the first of arguments, of kind None when there is none.
func (x *extractor) argument(s *sentence, i int) Argument {
	if all := x.arguments(s, i); len(all) > 0 {
		return all[0]
	}
	return Argument{}
}

// unmentioned makes a literal of a noun phrase that is no mention.
func (x *extractor) unmentioned(s *sentence, i int) []Argument {
	if !x.open && (s.tok(i).UPOS == "PRON" || s.tok(i).UPOS == "DET") && !slices.ContainsFunc(s.kids(i, "nmod"), s.identifies) { // but "some of the gunmen"
		return nil
	}
	tokens := s.short(i)
	if s.tok(i).XPOS == "VBG" && s.is(i, "conj") && s.clauseAt[i] == nil && !x.open { // "charged with theft and insulting the state"
		tokens = s.trim(s.subtree(i, func(k int) bool { return s.is(k, "cc", "conj") && s.tok(k).Head == i }))
	}
	if whole := s.trim(s.subtree(i, nil)); s.tok(i).XPOS == "WRB" && len(whole) <= longestClause && !x.open { // "explained how birds migrate"
		tokens = whole
	}
	text := s.wording(tokens)
	return []Argument{literal(Argument{Text: text, Span: s.span(tokens)}, text, graph.StringType)}
}

// namedBy is the noun in "what he called an artificial barrier", which says
// what "what" is; none for other phrases.
func (s *sentence) namedBy(i int) int {
	if s.form(i) != "what" {
		return none
	}
	for _, k := range s.kids(i, "acl:relcl") {
		c := s.clauseAt[k]
		if c == nil || words().embedding[c.lemma()]["small"] == "" {
			continue
		}
		if c.name != none {
			return c.name
		}
		if small := c.small(); small != nil && s.nominal(small.head) {
			return small.head
		}
		for _, o := range c.objects {
			if o != i && s.tok(o).UPOS == "NOUN" {
				return o
			}
		}
	}
	return none
}

// whatOf is the "what" of "the perpetrators of what he called a massacre"; none in
// other phrases.
func (s *sentence) whatOf(i int) int {
	for _, k := range s.kids(i, "nmod") {
		if k > i && s.namedBy(k) != none {
			return k
		}
	}
	return none
}

// calledPhrase are the tokens of such a phrase with what it is called in the
// place of "what": "perpetrators of massacre".
func (s *sentence) calledPhrase(i, what int) []int {
	tokens := slices.DeleteFunc(s.short(i), func(k int) bool { return k >= what })
	return append(tokens, s.short(s.namedBy(what))...)
}

// literal turns an argument into one with a value; a missing value is the
// wording as a string.
func literal(arg Argument, value, datatype string) Argument {
	if value == "" {
		value, datatype = arg.Text, graph.StringType
	}
	return Argument{Kind: Literal, Literal: graph.LiteralObject(value, datatype), Text: arg.Text, Span: arg.Span}
}

// members spreads a plural over the things it stands for, each by its first
// mention.
func (x *extractor) members(chain *document.Chain, whole Argument) []Argument {
	var all []Argument
	for _, m := range chain.Members {
		if member := &x.doc.Chains[m]; len(member.Mentions) > 0 {
			one := whole
			one.Mention = member.Mentions[0]
			all = append(all, one)
		}
	}
	return all
}

// resolved tells whether a chain has a mention that is not a pronoun.
func (x *extractor) resolved(chain *document.Chain) bool {
	for _, m := range chain.Mentions {
		if x.doc.Mentions[m].Kind != document.Pronoun {
			return true
		}
	}
	return false
}

// same tells whether two arguments refer to one thing.
func (x *extractor) same(a, b Argument) bool {
	if a.Kind != b.Kind {
		return false
	}
	switch a.Kind {
	case Mention:
		return a.Mention == b.Mention || x.doc.Mentions[a.Mention].Chain == x.doc.Mentions[b.Mention].Chain
	case Literal:
		return a.Literal == b.Literal
	}
	return false
}

// short are the tokens of the noun phrase at i that say which thing is meant:
// determiners, clauses, appositions, coordinations and most prepositional
// phrases are left out; "of" and what classifies stays.
func (s *sentence) short(i int) []int {
	tokens := s.subtree(i, func(k int) bool {
		t := s.tok(k)
		switch {
		case s.is(k, "det") && t.Head != i && s.is(t.Head, "nmod:unmarked"): // "a share"
			return false
		case s.tok(k).Deprel == "det:predet" && wordSet("fraction").has(s.form(k)), s.is(k, "advmod") && t.Head >= 0 && s.tok(t.Head).Deprel == "det:predet": // "more than half the houses"
			return false
		case t.Head == i && (s.is(k, "det") && s.exceeds(k-1) || s.is(k, "advmod") && s.exceeds(k+1)): // "more than a ton"
			return false
		case s.is(k, "det") && slices.ContainsFunc(s.kids(i, "det:predet"), func(p int) bool { return wordSet("fraction").has(s.form(p)) }):
			return false
		case t.Head == i && wordSet("part").has(s.form(i)) && s.kid(i, "nmod") > i && k < i && s.is(k, "det", "advmod"): // "nearly a third of voters"
			return false
		case s.is(k, "det") && t.Head == i && (wordSet("each").has(s.form(k)) || s.form(i) == "few"): // "a few" are some, "few" hardly any
			return false
		case s.is(k, "det"), s.tok(k).XPOS == "WP$":
			return true
		case t.Head == i && s.tok(i).UPOS == "ADJ" && s.is(k, "advmod") && k < i && (wordSet("degree").has(s.form(k)) || s.degrees(i, k)): // "the most dangerous in Europe", "less likely"
			return false
		case s.is(k, "amod", "nummod", "flat", "fixed", "goeswith", "nmod:poss", "nmod:desc", "compound", "advmod"):
			return t.Head == i && s.is(k, "advmod") && !s.is(i, "nummod") && (s.tok(i).UPOS != "SYM" && s.tok(i).UPOS != "NUM" || t.XPOS == "WRB")
		case s.is(k, "punct"):
			return !s.inside(k)
		case s.is(k, "case"):
			return s.outerCase(k, i)
		case s.is(k, "nmod"):
			score := t.UPOS == "NUM" && s.tok(t.Head).UPOS == "NUM"       // "3-1"
			return !s.identifies(k) && !score && !(k > i && s.singled(i)) // "the largest port in the North Sea"
		case s.is(k, "cc", "conj"):
			return t.Head == i || s.is(k, "cc") && s.tok(t.Head).Head == i && s.is(t.Head, "conj")
		case s.is(k, "dep", "list", "nmod:unmarked"), s.is(k, "obl:unmarked") && t.Head != i: // "Tokyo-based"
			return t.UPOS == "PUNCT"
		}
		return true
	})
	return s.trim(tokens)
}

// degrees tells whether the word at k is the "less" of "less likely". What "has
// never been more important" is important.
func (s *sentence) degrees(i, k int) bool {
	f := s.form(k)
	return !s.open && (f == "more" || f == "less") && !slices.ContainsFunc(s.kids(i, "advmod"), func(d int) bool { return s.form(d) == "never" })
}

// exceeds tells whether token i is the "than" of "more than a ton".
func (s *sentence) exceeds(i int) bool {
	return i > 0 && i+1 < len(s.Tokens) && s.form(i) == "than" && s.is(i, "fixed") && s.is(i+1, "det")
}

// named are the tokens of a name with what stands before it, "Chelsea striker
// Tom Avery", where the tree has the name below its description.
func (s *sentence) named(mention *document.Mention) []int {
	var tokens []int
	for i := mention.First; i <= mention.Last && i < len(s.Tokens); i++ {
		if i > mention.First || !s.is(i, "det") {
			tokens = append(tokens, i)
		}
	}
	return s.trim(tokens)
}

// nameBehind is the name right behind a noun that says what it names, "Tom
// Avery" of "Chelsea striker Tom Avery"; none when there is none.
func (s *sentence) nameBehind(i int) int {
	for _, k := range s.kids(i, "appos") {
		if s.tok(k).UPOS == "PROPN" && k > i && s.tok(k-1).UPOS != "PUNCT" {
			return k
		}
	}
	return none
}

// sideBehind tells whether a name behind a noun is that of the one side or body
// that a plural speaks of, "leaders Rovik Town", or of the person that a noun
// without article describes, "top seed Ann Roe".
func (s *sentence) sideBehind(i, name int) bool {
	if s.mentions[name] != none && s.typeOf(name) == graph.Person && s.tok(i).XPOS == "NN" {
		return s.kid(i, "det", "nmod:poss") == none && len(s.conjuncts(name)) == 1
	}
	return s.tok(i).XPOS == "NNS" && s.mentions[name] != none && len(s.conjuncts(name)) == 1 && s.kid(i, "nummod") == none && s.typeOf(name) != graph.Person && actor(s.typeOf(name))
}

// sameChain tells whether two mentions are in one chain.
func (x *extractor) sameChain(a, b int) bool {
	return a != none && b != none && x.doc.Mentions[a].Chain == x.doc.Mentions[b].Chain
}

// outerCase tells whether case marker k is that of the phrase i itself: its
// preposition, or the 's of "Russia's" standing alone.
func (s *sentence) outerCase(k, i int) bool { return s.tok(k).Head == i }

// inside tells whether punctuation k belongs inside a name: a hyphen or an
// apostrophe between its neighbours, with no blank.
func (s *sentence) inside(k int) bool {
	if k == 0 || k+1 >= len(s.Tokens) {
		return false
	}
	return s.tok(k).XPOS == "HYPH" || s.tok(k-1).End == s.tok(k).Start && s.tok(k).End == s.tok(k+1).Start
}

// identifies tells whether a phrase behind a noun is needed to know which
// thing it is, or how much: "of", "per share", "a share", "a rise in prices".
func (s *sentence) identifies(k int) bool {
	if s.is(k, "nmod:unmarked") {
		return s.rate(k)
	}
	p := s.preposition(k)
	if h := s.tok(k).Head; p == "in" && s.tok(h).UPOS == "NUM" && s.kid(k, "nummod") != none { // "one in seven adults"
		return true
	}
	if (p == "under" || p == "over") && s.tok(k).UPOS == "NUM" && len(s.form(k)) < 3 { // "children under 15"
		return true
	}
	return p == "of" || strings.HasPrefix(p, "of ") || p == "per" || p == "in" && mention.Changes(s.lemma(s.tok(k).Head))
}

// rate tells whether a noun behind an amount is what the amount is for one of:
// "$95 a share".
func (s *sentence) rate(k int) bool {
	h := s.tok(k).Head
	det := s.kid(k, "det")
	return det != none && s.form(det) != "the" && (s.tok(h).UPOS == "SYM" || s.kid(h, "nummod") != none)
}

func wordsOf(s *sentence, tokens []int) string {
	parts := make([]string, len(tokens))
	for j, i := range tokens {
		parts[j] = s.form(i)
	}
	return strings.Join(parts, " ")
}
