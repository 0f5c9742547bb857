package fact

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// A title is a role that the text gives to somebody or something, with those
// that the role is in, of or for: "former press secretary" of the White House.
type title struct {
	noun    int    // the role noun
	first   int    // the first token of the role
	name    string // "press secretary", with its status: "former president"
	role    role
	holders []holder
	origin  Argument // the country of a person whose profession has none: "Danish architect"
	left    int      // the first token that belongs to the title
}

// A holder is what a role is in, of or for.
type holder struct {
	Argument
	preposition string
	tokens      []int // of the wording of the relation: "president of"
}

// titleAt reads the role whose noun is token r: the words of the role before
// it, whose role it is by what stands before that, and by the prepositional
// phrases behind it.
func (x *extractor) titleAt(s *sentence, r int) (title, bool) {
	t, ok := s.roleWords(r)
	if !ok || (t.role.ofThing() || t.role.class == "work") && s.superlative(r) { // "Europe's biggest manufacturer of tyres": that, and no manufacturer of Europe
		return t, false
	}
	i := t.first - 1
	t.left = t.first
	// Descriptions stand between the role and whose it is: "Russia's powerful
	// defense minister".
	for i >= 0 && s.is(i, "amod", "advmod", "compound") && s.tok(i).Head == r && nounWords().demonyms[s.tok(i).Form] == "" && !s.isName(i) {
		i--
	}
	if i > 2 && s.form(i) == ")" && s.form(i-2) == "(" { // "Halden Marine Works (HMW) chairman"
		i -= 3
	}
	region := i >= 0 && i == r-1 && s.is(i, "compound") && s.isName(i) && x.typeAt(s, i) == graph.Place && s.kid(r, "nmod:poss") != none
	if region { // "its Africa director": of a body, for Africa
		t.name = s.tok(i).Form + " " + t.name
		t.first, t.left = i, i
	} else if i >= 0 {
		x.holderBefore(s, &t, i)
	}
	if len(t.holders) == 0 {
		if poss := s.kid(r, "nmod:poss"); poss != none && !wordSet("direction").has(s.lemma(poss)) {
			preposition := t.role.preposition
			if preposition == "at" && x.typeAt(s, poss) == graph.Person { // "my student"
				preposition = "of"
			}
			for _, a := range x.things(s, poss) {
				t.holders = append(t.holders, holder{a, preposition, tokensBetween(t.first, r)})
			}
		}
	}
	t.left = s.status(&t, t.left)
	x.holdersAfter(s, &t)
	return t, true
}

// superlative tells whether an adjective of the noun at i singles it out.
func (s *sentence) superlative(i int) bool {
	for _, k := range s.kids(i, "amod") {
		if s.tok(k).XPOS == "JJS" {
			return true
		}
	}
	return false
}

// office extends a role by its "of" where that is a part of its name:
// "assistant secretary of state". It returns the token of the part, or none.
func (s *sentence) office(t *title) int {
	if t.noun+2 >= len(s.Tokens) || s.form(t.noun+1) != "of" {
		return none
	}
	part := t.noun + 2
	if _, ok := nounWords().roles[s.singular(t.noun)+" of "+s.form(part)]; !ok {
		return none
	}
	t.name += " of " + s.form(part)
	return part
}

// roleWords reads the words of the role that ends at token r.
func (s *sentence) roleWords(r int) (title, bool) {
	lex := nounWords()
	singular, ex := strings.CutPrefix(s.singular(r), "ex-")
	found, ok := lex.roles[singular]
	first := r
	for n := 1; n <= 3 && r-n >= 0; n++ { // "chief executive officer", "secretary - general"
		words := s.wordsBetween(r-n, r-1)
		for _, joined := range []string{words + " " + singular, strings.ReplaceAll(words+" "+singular, " - ", "-")} {
			if whole, has := lex.roles[joined]; has {
				found, ok, first = whole, true, r-n
			}
		}
	}
	if !ok && strings.HasSuffix(singular, "ologist") { // "a hepatologist at Torvik Hospital"
		found, ok = role{"work", "at"}, true
	}
	if !ok {
		return title{}, false
	}
	for first > 0 {
		next := first - 1
		if s.form(next) == "-" && next > 0 {
			next-- // "vice-president"
		}
		word := s.tok(next).Form
		if s.is(next, "conj") || s.tok(next).UPOS == "PROPN" && s.tok(r).Form == s.form(r) || !lex.modifiers[s.form(next)] && !lex.collective[word] {
			break
		}
		first = next
	}
	name := s.wordsBetween(first, r-1)
	if name != "" {
		name += " "
	}
	name += singular
	t := title{noun: r, first: first, name: strings.ReplaceAll(name, " - ", "-"), role: found}
	if ex {
		t.name = "former " + t.name
	}
	t.first = s.status(&t, t.first)
	return t, true
}

// status adds the marks of a role that is no longer or not fully held, which
// end before token i, to its name: "former", "acting". It returns the first
// token of them.
func (s *sentence) status(t *title, i int) int {
	for i > 0 {
		word := s.form(i - 1)
		from := i - 1
		if word == "-" && i > 1 && s.form(i-2) == "ex" {
			word, from = "ex", i-2
		}
		if !nounWords().status[word] {
			break
		}
		if word == "ex" || word == "then" {
			word = "former"
		}
		t.name, i = word+" "+t.name, from
	}
	return i
}

// wordsBetween is the wording of tokens first..last in lower case.
func (s *sentence) wordsBetween(first, last int) string {
	var parts []string
	for i := first; i <= last; i++ {
		parts = append(parts, s.form(i))
	}
	return strings.Join(parts, " ")
}

// singular is the noun at i as it is listed.
func (s *sentence) singular(i int) string {
	form := s.form(i)
	if lex := nounWords(); lex.roles[form].class != "" {
		return form
	}
	if t := s.tok(i); t.XPOS == "NNS" || t.XPOS == "NNPS" {
		if lemma := s.lemma(i); lemma != form {
			return lemma
		}
		return strings.TrimSuffix(form, "s")
	}
	return form
}

// holderBefore reads whose role it is from what ends at token i: a country's
// adjective, a possessor, a name.
func (x *extractor) holderBefore(s *sentence, t *title, i int) {
	words := tokensBetween(t.first, t.noun)
	if where, first := x.country(s, i); where.Kind != None {
		t.left = first
		if t.role.class == "work" || t.role.class == "kin" || t.role.class == "group" || t.role.class == "trade" {
			t.origin = where
		} else {
			t.holders = append(t.holders, holder{where, t.role.preposition, words})
		}
		return
	}
	if f := s.form(i); f == "'s" || f == "'" || f == "’s" || f == "’" {
		owner := s.tok(i).Head
		if owner < 0 {
			return
		}
		t.left = min(i, owner)
		if wordSet("direction").has(s.lemma(owner)) {
			return // "the world's largest producer"
		}
		for _, a := range x.arguments(s, owner) {
			t.holders = append(t.holders, holder{a, t.role.preposition, words})
		}
		return
	}
	if s.tok(i).XPOS == "PRP$" {
		preposition := t.role.preposition
		if preposition == "at" && x.typeAt(s, i) == graph.Person { // "my student"
			preposition = "of"
		}
		for _, a := range x.arguments(s, i) {
			t.holders = append(t.holders, holder{a, preposition, words})
		}
		t.left = i
		return
	}
	if first := s.nameEndingAt(i, t.noun); first != none && t.role.class != "kin" {
		t.left = first
		of := x.thing(s, first, i)
		if (t.role.class == "work" || t.role.class == "trade") && of.Kind == Mention && x.doc.Mentions[of.Mention].Subtype == "country" {
			t.origin = of // "U.S. astronaut"
			return
		}
		t.holders = append(t.holders, holder{of, t.role.preposition, words})
		if where, _ := x.country(s, first-1); where.Kind != None {
			t.left = first - 1
		}
	}
}

// nameEndingAt is the first token of the name that ends at token i and stands
// before the noun as a part of its phrase, or none.
func (s *sentence) nameEndingAt(i, noun int) int {
	if s.tok(i).UPOS != "PROPN" && !strings.HasPrefix(s.tok(i).XPOS, "NNP") {
		return none
	}
	first := i
	for first > 0 {
		t := s.tok(first - 1)
		name := s.nameAt(first)
		inside := name != nil && s.nameAt(first-1) == name
		if !inside && (!strings.HasPrefix(t.XPOS, "NNP") || name != nil || nounWords().demonyms[t.Form] != "") {
			break
		}
		if nounWords().demonyms[t.Form] != "" && !inside {
			break
		}
		first--
	}
	if first > 0 && s.tok(first-1).UPOS == "PROPN" && s.tok(first-1).End == s.tok(first).Start {
		return none
	}
	return first
}

// holdersAfter reads whose role it is from the phrases behind it: "of Acme",
// "to China".
func (x *extractor) holdersAfter(s *sentence, t *title) {
	part, before := s.office(t), len(t.holders)
	for _, k := range s.kids(t.noun, "nmod") {
		if k == part || s.is(k, "nmod:poss", "nmod:desc", "nmod:unmarked") || k < t.noun {
			continue
		}
		p := s.preposition(k)
		shown := p
		switch p {
		case "of", "for", "at", "with":
			if _, timed := s.timeAt(k); timed {
				continue
			}
			if p != "of" && (before > 0 || s.apposedBetween(t.noun, k)) { // "Acme's chief executive, Jane Roe, at its headquarters"
				continue
			}
			shown = t.role.preposition
			if p == "of" && shown == "at" && x.typeAt(s, k) != graph.Organization && x.typeAt(s, k) != graph.Place { // "a teacher of Latin"
				shown = p
			}
			if (p == "for" || p == "with") && !x.party(s, k) {
				continue
			}
			if p == "of" && before > 0 && !x.party(s, k) { // "Codelco's head of safety"
				t.name += " of " + strings.ToLower(s.wording(s.short(k)))
				continue
			}
			if p == "of" && t.role.preposition == "to" || p == "for" && t.role.class == "kin" {
				shown = p
			}
		case "to", "from":
			if t.role.ofThing() || t.role.class == "kin" {
				continue
			}
		default:
			continue
		}
		tokens := append(tokensBetween(t.first, t.noun), s.caseWords(k)...)
		for _, a := range x.things(s, k) {
			if a.Kind == Mention || a.Kind == Named {
				t.holders = append(t.holders, holder{a, shown, tokens})
			}
		}
	}
}

// apposedBetween tells whether a name that is the noun's apposition stands between it
// and the phrase at k.
func (s *sentence) apposedBetween(noun, k int) bool {
	return slices.ContainsFunc(s.kids(noun, "appos"), func(a int) bool { return a > noun && a < k })
}

// party tells whether the phrase at k names somebody one can speak or play for.
func (x *extractor) party(s *sentence, k int) bool {
	switch x.typeAt(s, k) {
	case graph.Organization, graph.Place, graph.Person, graph.Group:
		return true
	}
	return s.isName(k)
}

// addTitle drafts what a title says of its bearer.
func (x *extractor) addTitle(s *sentence, bearer Argument, t title, rule string, ctx context, qualifiers []Qualifier) {
	for _, h := range t.holders {
		if h.Kind == None || h.Kind == Literal {
			continue
		}
		if strings.HasPrefix(t.name, "co-") && h.Kind == Mention && x.doc.Mentions[h.Mention].Type == graph.Person { // "Oduya's co-founder" founded something with him
			h.preposition = "with"
		}
		x.addNoun(s, nounFact{
			rule: rule, subject: bearer, predicate: canonical(relation{Verb: "be", Event: t.name, Preposition: h.preposition}), phrase: slices.Clone(h.tokens),
			object: h.Argument, context: ctx, qualifiers: qualifiers,
		})
	}
	if plural := s.tok(t.noun).XPOS == "NNS" || s.tok(t.noun).XPOS == "NNPS"; len(t.holders) == 0 && !plural && !t.role.relational() {
		tokens := tokensBetween(t.first, t.noun)
		object := Argument{Text: s.wording(tokens), Span: s.span(tokens)}
		x.addNoun(s, nounFact{
			rule: rule, subject: bearer, predicate: "is", phrase: tokens,
			object: literal(object, s.distinctName(t), graph.StringType), context: ctx, qualifiers: qualifiers,
		})
	}
	if t.origin.Kind != None {
		x.addNoun(s, nounFact{
			rule: "nationality", subject: bearer, predicate: "is from", phrase: tokensBetween(t.left, t.noun),
			object: t.origin, context: ctx,
		})
	}
}

// distinctName is the name of a role without a holder, with the words before it
// that say which it is: "commission chief", "former dairy farmer", "world's largest
// copper producer".
func (s *sentence) distinctName(t title) string {
	if s.superlative(t.noun) {
		return s.wording(s.short(t.noun))
	}
	name := t.name
	for k := t.first - 1; k >= 0 && s.distinguishes(k, t.noun); k-- { // "commission chief", "2019 champion"
		word := s.tok(k).Form
		if s.tok(k).UPOS != "PROPN" {
			word = s.form(k)
		}
		if k > 1 && s.tok(k-1).XPOS == "HYPH" && s.tok(k-2).UPOS == "NUM" { // "four-time champion"
			k -= 2
			word = s.form(k) + "-" + word
		}
		name = word + " " + name
		if k > 0 && nounWords().status[s.form(k-1)] && s.is(k-1, "amod") { // "former dairy farmer"
			name = s.form(k-1) + " " + name
			break
		}
	}
	if k := t.first - 1; k >= 0 && name == t.name && s.tok(k).Head == t.noun && wordSet("party").has(s.form(k)) { // "Republican leader"
		name = s.tok(k).Form + " " + name
	}
	return name
}

// distinguishes tells whether a word before a role without a holder says which
// role it is: "world indoor champion", "defending champion", "2019 champion".
func (s *sentence) distinguishes(k, noun int) bool {
	if s.is(k, "compound") && s.tok(k).XPOS == "NN" {
		return true
	}
	if s.tok(k).Head != noun || nounWords().demonyms[s.tok(k).Form] != "" {
		return false
	}
	return s.is(k, "compound") && s.tok(k).UPOS == "NUM" || s.is(k, "nummod") && s.timely(k) ||
		s.is(k, "amod") && s.tok(k).Form == s.form(k) && wordSet("titled").has(s.lemma(noun))
}

// shareHolders gives a title whose the titles coordinated with it are.
func (t *title) shareHolders(others []title) {
	for _, other := range others {
		for _, h := range other.holders {
			h.preposition = t.role.preposition
			t.holders = append(t.holders, h)
		}
	}
}

// ofThing tells whether a role is one that organizations and places have.
func (r role) ofThing() bool { return r.class == "thing" || r.class == "trade" }

// relational tells whether a role says nothing without whose it is: "mother",
// "capital", "member".
func (r role) relational() bool { return r.ofThing() || r.class == "group" || r.class == "kin" }

// titles reads the roles that stand before names: "Kremlin spokesman Dmitry
// Peskov", "Vietnam's capital Hanoi". It looks at the words, so that a wrong
// tree does no harm.
func (x *extractor) titles(s *sentence) {
	for _, n := range s.Names {
		if n.First == 0 || s.Kind == document.Headline && n.First == n.Last {
			continue // "Minister Resigns": headlines make names of verbs
		}
		bearer := x.bearer(s, n)
		if bearer.Kind == None {
			continue
		}
		r := n.First - 1
		if s.tok(r).UPOS == "VERB" && s.kid(r, "nsubj") != none { // "Rovik host Halden"
			continue
		}
		t, ok := x.titleAt(s, r)
		if !ok {
			t, ok = x.describing(s, n)
		}
		if !ok {
			x.classBefore(s, n, bearer)
			continue
		}
		if t.role.ofThing() == (n.Type == graph.Person) || t.role.class == "group" {
			continue
		}
		if tag := s.tok(r).XPOS; tag == "NNS" || tag == "NNPS" || s.is(r, "nsubj", "root") && s.tok(n.First).Head != r && s.tok(r).XPOS == "NN" && s.kid(r, "det") != none && s.tok(r).Head != n.First {
			continue
		}
		both := x.titleBefore(s, &t)
		for _, one := range both {
			x.addTitle(s, bearer, one, "title", taken, nil)
		}
		x.addTitle(s, bearer, t, "title", taken, nil)
	}
}

// titleBefore is the title coordinated with one that stands before a name:
// "president" of "Acme President and CEO Jane Roe". Both are of the same firm.
func (x *extractor) titleBefore(s *sentence, t *title) []title {
	and := t.first - 1
	if and < 1 || s.tok(and).XPOS != "CC" || s.tok(and).Form == "&" {
		return nil
	}
	before, ok := x.titleAt(s, and-1)
	if !ok || before.role.class != t.role.class {
		return nil
	}
	if len(t.holders) == 0 {
		t.shareHolders([]title{before})
	}
	return []title{before}
}

// describing reads the role that the tree hangs on a name with words between
// them: "ambassador to Japan Karen Mills".
func (x *extractor) describing(s *sentence, n document.Name) (title, bool) {
	for i := n.First; i <= n.Last; i++ {
		for _, k := range s.kids(i, "nmod:desc") {
			if k < n.First {
				return x.titleAt(s, k)
			}
		}
	}
	return title{}, false
}

// classBefore reads what kind of thing a name is from the noun before it: "news
// agency TASS".
func (x *extractor) classBefore(s *sentence, n document.Name, bearer Argument) {
	r := n.First - 1
	if n.Type == graph.Person || n.Type == graph.Group || s.tok(r).XPOS != "NN" || !s.is(r, "nmod:desc", "compound", "appos", "nsubj", "obj", "obl", "nmod") {
		return
	}
	head := s.tok(r).Head
	joined := head >= n.First && head <= n.Last && s.is(r, "nmod:desc", "compound") || s.tok(n.First).Head == r && s.is(n.First, "appos", "nmod:desc") ||
		head == s.tok(n.First).Head && s.is(r, "nsubj") && s.is(n.First, "nsubj") && n.Type != graph.Place // torn apart by the tree
	if !joined {
		return
	}
	tokens := s.short(r)
	for len(tokens) > 0 && tokens[len(tokens)-1] > r {
		tokens = tokens[:len(tokens)-1]
	}
	if tokens[len(tokens)-1]-tokens[0] != len(tokens)-1 || nounWords().compounds[s.form(tokens[0])].relation.Verb != "" {
		return
	}
	x.addNoun(s, nounFact{
		rule: "class-title", subject: bearer, predicate: "is", phrase: []int{r}, object: s.phraseLiteral(tokens), context: taken,
	})
}

// bearer is the mention whose head stands in a name.
func (x *extractor) bearer(s *sentence, n document.Name) Argument {
	for i := n.First; i <= n.Last; i++ {
		if m := s.mentions[i]; m != none && x.doc.Mentions[m].Kind == document.Named {
			tokens := tokensBetween(n.First, n.Last)
			return Argument{Kind: Mention, Mention: m, Text: s.wording(tokens), Span: s.span(tokens)}
		}
	}
	// A tree may make the title the head: "architect" of "architect Karl Winther".
	if h := s.tok(n.First).Head; h == n.First-1 && s.is(n.First, "flat") && s.mentions[h] != none {
		tokens := tokensBetween(n.First, n.Last)
		return Argument{Kind: Mention, Mention: s.mentions[h], Text: s.wording(tokens), Span: s.span(tokens)}
	}
	return Argument{}
}
