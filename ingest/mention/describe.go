package mention

import (
	"cmp"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention/lexicon"
	"factgraph/ingest/mention/timex"
)

// determiner is what stands before a noun and tells whether it is known.
type determiner uint8

const (
	bare determiner = iota
	definiteArticle
	indefiniteArticle
	pointing    // "this", "those"
	possessor   // "his", "Russia's"
	quantifying // "some", "every", "no"
	alternative // "another"
	negative    // "no", "neither": there is no such thing
	numDeterminers
)

// role is the place of a mention in its clause.
type role uint8

const (
	otherRole role = iota
	subject
	passiveSubject
	object
	indirectObject
	oblique
	nominalModifier
	possessiveModifier
	appositive
	predicate // "He is a teacher"
	root
	modifierName // "the Trump campaign"
	numRoles
)

// A node is a mention with what coreference needs to know of it.
type node struct {
	*document.Mention
	id   int // index in Document.Mentions
	tree *tree

	lemma     string // lower-case head; of a name its last word
	noun      *lexicon.Noun
	words     []string // of a name: its lower-case words
	unlike    []string // of a full name: the words of a short one that means somebody or something else
	ambiguous bool     // a short name that may mean several people
	full      []string // of an acronym: the words of the name that the article says it is short for
	mods      []string // lower-case modifiers before and after a noun
	numeral   string   // "two", "5"
	measure   string   // "7.6 magnitude" of "a 7.6 magnitude earthquake"
	det       determiner
	role      role
	clause    int // token that heads the innermost clause
	pro       pronoun
	places    []string         // of a noun: places and countries that its modifiers name
	country   *lexicon.Country // that it names or, as an adjective, belongs to
	quote     int              // number of the quotation around it, -1 for none
	aged      bool             // calls a person by an age, "the 19-year-old"
	national  bool             // calls a person by a nationality, "the Swede"
	typed     bool             // the type rests on evidence, not on a default
	order     int              // number of the token in the document

	nameFirst    int              // of a name: its first token
	titleCountry *lexicon.Country // "Russian" of "Russian President Putin"
	subject      int              // of a predicate nominal: the head of its subject, else -1

	doubtful    bool            // a name whose type may be wrong: it could be a person
	hint        document.Gender // that a name shows, but may be wrong about: "Ashley"
	leaning     int             // of a name, to women if positive: see Lexicon.Leaning
	provisional bool            // dropped if it stays alone
	ordinal     string          // "first", "second", "other"
	pair        *node           // the mention in it, or around it, that means the same: see pairNames
	contested   bool            // a description that several things fit as well
}

// describe makes the mention of the head i of sentence s.
func (r *Resolver) describe(doc *document.Document, t *tree, s, i int) node {
	tok := &t.Tokens[i]
	first, last := t.span(i)
	m := &document.Mention{Sentence: s, First: first, Last: last, Head: i, Person: 3, Chain: -1}
	n := node{Mention: m, tree: t, quote: -1, lemma: t.lower(i), nameFirst: -1, subject: t.subjectOf(i)}
	n.role, n.clause = t.place(i)
	if tok.UPOS == "VERB" {
		n.lemma = lowerForm(tok) // "ruling", not "rule"
	}

	switch {
	case t.partitive(i):
		m.Kind, m.Type, n.typed = document.Amount, graph.Quantity, true
	case (tok.UPOS == "PRON" || tok.UPOS == "DET") && !t.isAcronymPronoun(i):
		m.Kind = document.Pronoun
		m.First, m.Last = i, i
		r.describePronoun(&n, i)
	case t.isName(r.lexicon, i) && !r.counted(t, i) && !r.national(t, i):
		m.Kind = document.Named
		r.describeName(doc, &n, i)
	default:
		m.Kind = document.Nominal
		n.provisional = t.provisional(i)
		r.describeNoun(doc, &n, i)
	}
	m.Span = document.Span{Start: t.Tokens[m.First].Start, End: t.Tokens[m.Last].End}
	return n
}

// isAcronymPronoun tells whether a word that looks like a pronoun is a name in
// capitals: "the WHO".
func (t *tree) isAcronymPronoun(i int) bool {
	if len(t.Tokens[i].Form) < 3 || !isAcronym(t.Tokens[i].Form) {
		return false
	}
	lower := 0
	for j := range t.Tokens {
		if tok := &t.Tokens[j]; len(tok.Form) > 2 && tok.Form == lowerForm(tok) {
			lower++
		}
	}
	return lower > 1 // the sentence is not all in capitals
}

// isName tells whether the head i stands for a name rather than a description
// in capitals ("the President", "the White House Press Secretary").
func (t *tree) isName(lex *lexicon.Lexicon, i int) bool {
	tok := &t.Tokens[i]
	if t.nameAt(i) != nil || t.isSurname(i) {
		return true // "Jobs said"
	}
	switch tok.UPOS {
	case "PROPN":
	case "PRON":
		return true // see isAcronymPronoun
	case "NOUN":
		numbered := namePrefixes[tok.Form] != "" && i+1 < len(t.Tokens) && t.Tokens[i+1].UPOS == "NUM"
		return numbered || i > 0 && capitalised(tok.Form) && lex.Place(lowerForm(tok)) != lexicon.NoPlace
	default:
		return false
	}
	if t.hasNamePart(i) {
		return true
	}
	n := lex.Noun(t.lower(i))
	if n == nil {
		n = lex.Noun(lowerForm(tok))
	}
	_, title := isTitle(t.lower(i))
	common := title || n != nil && n.Type != graph.Concept && lex.Place(t.lower(i)) == lexicon.NoPlace
	return !common || t.child(i, "det", "nmod:poss") < 0
}

// hasNamePart tells whether a proper noun has other words of a name at it.
func (t *tree) hasNamePart(i int) bool {
	for d := range t.dependents(i) {
		r := t.relation(d)
		proper := (r == "compound" || r == "flat") && t.Tokens[d].UPOS == "PROPN"
		if proper || r == "amod" && d > 0 && capitalised(t.Tokens[d].Form) {
			_, title := isTitle(t.lower(i))
			return !title
		}
	}
	return false
}

func (r *Resolver) describePronoun(n *node, i int) {
	t := n.tree
	n.pro = t.pronounOf(i)
	n.Person, n.Number, n.Gender = n.pro.person, n.pro.number, n.pro.gender
	n.Name = t.Tokens[i].Form
	n.lemma = lowerForm(&t.Tokens[i])
	n.Definite = n.pro.class != indefinite && n.pro.class != interrogative
	n.Type = graph.Concept
	switch {
	case n.Gender == masc || n.Gender == fem || n.Person < 3 || strings.HasPrefix(n.lemma, "who") && n.lemma != "whose" || n.pro.class == indefinite && (strings.HasSuffix(n.lemma, "one") || strings.HasSuffix(n.lemma, "body")):
		n.Type, n.typed = graph.Person, true
	}
	if n.Number == anyNumber {
		n.Number = numberOf(&t.Tokens[i])
	}
}

func (r *Resolver) describeName(doc *document.Document, n *node, i int) {
	t := n.tree
	first, last := t.nameSpan(r.lexicon, i)
	n.First, n.Last = min(n.First, first), max(i, last)
	n.nameFirst = first
	n.Name = t.text(doc, first, last)
	n.words = nameWords(n.Name)
	if form := strings.ToLower(lastWord(n.Name)); companyForms[form] && len(n.words) > 1 {
		if head := r.lexicon.Noun(n.words[len(n.words)-1]); head != nil && head.Type == graph.Place {
			n.words = append(n.words, form) // "the Suez Canal Company" is not the canal
		}
	}
	if len(n.words) > 0 {
		n.lemma = n.words[len(n.words)-1]
		if generation[n.lemma] && len(n.words) > 1 {
			n.lemma = n.words[len(n.words)-2]
		}
	}
	var gender document.Gender
	n.Titles, gender = t.titlesOf(r.lexicon, i, first, last)
	n.titleCountry = r.titleCountry(t, i, first)
	kind := t.classifyName(r.lexicon, doc, i, first, last, len(n.Titles) > 0)
	n.Type, n.Subtype, n.Gender = kind.typ, kind.subtype, kind.gender
	n.typed = n.Type != ""
	n.doubtful = t.doubtful(r.lexicon, i, n)
	if n.Type == "" {
		n.Type = graph.Concept
	}
	n.hint = n.Gender
	if len(n.words) == 1 && n.Gender == masc && !r.lexicon.GivenOnly(n.words[0]) {
		n.Gender = anyGender // many surnames are men's given names too
	}
	if len(n.words) > 0 && (n.Type == graph.Person || !n.typed || n.doubtful) {
		n.leaning = r.lexicon.Leaning(n.words[0])
		n.Gender = cmp.Or(n.Gender, n.sureGender(r.lexicon))
	}
	if gender != anyGender && n.Type == graph.Person {
		n.Gender = gender
	}
	if n.Type != graph.Person && n.Type != graph.Group && n.typed {
		n.Gender, n.hint = neut, neut
		if n.doubtful {
			n.Gender = anyGender
		}
	}
	n.Number = sing
	if n.Type == graph.Group || (hasFeature(&t.Tokens[i], "Number=Plur") || t.Tokens[i].XPOS == "NNPS") && !t.isSurname(i) {
		n.Number = plur
		if n.Type == graph.Place || n.Type == graph.Organization {
			n.Number = sing // "the United States", "the United Nations"
		}
	}
	n.Definite = true
	n.noun = r.lexicon.Noun(n.lemma)
	name := strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(n.Name, "the "), "The "))
	if n.country = r.lexicon.Country(name); n.country == nil && n.Type == graph.Group {
		n.country = r.lexicon.Demonym(name)
	}
	n.det = t.determinerOf(i)
	if n.Type == graph.Organization && n.noun != nil { // "Poland's Foreign Ministry" is not Norway's
		for d := range t.dependents(i) {
			if t.Tokens[d].Deprel == "nmod:poss" {
				n.places = append(n.places, r.placesOf(t, d, r.countryOf(t, d))...)
			}
		}
	}
}

// sureGender is the gender of a given name that a list leaves open and that is
// still seldom the other's: "Fred Astaire", "Claire Foy".
func (n *node) sureGender(lex *lexicon.Lexicon) document.Gender {
	switch {
	case len(n.words) == 1 && !lex.GivenOnly(n.words[0]) || n.Type != graph.Person:
	case n.leaning >= lexicon.MaxLeaning-1:
		return fem
	case n.leaning <= 1-lexicon.MaxLeaning:
		return masc
	}
	return anyGender
}

func (r *Resolver) describeNoun(doc *document.Document, n *node, i int) {
	t := n.tree
	tok := &t.Tokens[i]
	n.aged, n.national = t.aged(i), r.national(t, i)
	n.noun = r.lexicon.Noun(n.lemma)
	if n.noun == nil {
		n.noun = r.lexicon.Noun(lowerForm(tok))
	}
	if n.lemma == "vessel" && t.child(i, "compound", "amod") < 0 { // a blood vessel is called so
		n.noun = r.lexicon.Noun("ship")
	}
	n.Type = graph.Concept
	if n.noun != nil {
		n.Type, n.Subtype, n.Gender, n.typed = n.noun.Type, n.noun.Subtype, n.noun.Gender, true
		if n.Subtype == "role" || n.Subtype == party {
			n.Subtype = ""
		}
		if n.Type != graph.Person && n.Type != graph.Group && !n.noun.Human {
			n.Gender = neut
		}
	} else if g := personSuffix(n.lemma); g != anyGender {
		n.Type, n.Gender, n.typed = graph.Person, g, true
	}
	if goals[n.lemma] && t.relation(i) == "obj" && scoring[t.lower(t.head(i))] {
		n.Type, n.Subtype, n.Gender, n.typed = graph.Concept, "", neut, true
	}
	if r.lexicon.Group(n.lemma) || r.lexicon.Group(lowerForm(tok)) {
		n.Type, n.Gender, n.typed = graph.Group, anyGender, true
		n.country = r.lexicon.Demonym(n.lemma)
	}
	if n.national {
		n.Type, n.Subtype, n.Gender, n.typed = graph.Person, "", anyGender, true
		n.country = r.lexicon.Demonym(lowerForm(tok))
	}
	if tok.UPOS == "NUM" || tok.UPOS == "SYM" {
		n.Type = graph.Quantity
	}
	if tok.UPOS == "ADJ" && (!n.typed || n.aged) {
		n.Type, n.Subtype, n.Gender, n.typed = graph.Person, "", anyGender, n.aged // "the poor", "the 19-year-old"
	}
	n.Number = numberOf(tok)
	n.det = t.determinerOf(i)
	n.Definite = n.det == definiteArticle || n.det == pointing || n.det == possessor
	n.Name = t.phraseName(doc, n.First, n.Last)
	r.modifiers(n, i)
}

// doubtful tells whether a name that is taken for no person could be one after
// all: the tagger was not sure, and no list knows the name.
func (t *tree) doubtful(lex *lexicon.Lexicon, i int, n *node) bool {
	name := t.nameAt(i)
	if name == nil || n.Type == graph.Person || name.Score >= certain {
		return false
	}
	return len(n.words) <= 2 && lex.Place(strings.ToLower(n.Name)) == lexicon.NoPlace && !isAcronym(n.Name) && aliasLine(n.words) == 0
}

// certain is the probability from which the tagger's type is taken for granted.
const certain = 0.85

// titleCountry is the country of the title before a name: "Russia's President",
// "the Russian leader".
func (r *Resolver) titleCountry(t *tree, i, first int) *lexicon.Country {
	for j := first - 1; j >= 0 && j >= first-maxTitle; j-- {
		tok := &t.Tokens[j]
		switch tok.UPOS {
		case "PROPN", "NOUN", "ADJ", "PART", "DET":
		default:
			return nil
		}
		if tok.UPOS != "PROPN" && tok.UPOS != "ADJ" || !t.dominates(i, j) {
			continue
		}
		if c := r.countryOf(t, j); c != nil {
			return c
		}
	}
	return nil
}

// maxTitle bounds a title with its modifiers, in tokens.
const maxTitle = 6

// subjectOf is the subject of which i is said in a copular clause, -1 for none.
func (t *tree) subjectOf(i int) int {
	if t.child(i, "cop") < 0 {
		return -1
	}
	return t.child(i, "nsubj")
}

// personSuffix is the gender of a noun that ends in -man or -woman.
func personSuffix(lemma string) document.Gender {
	switch {
	case strings.HasSuffix(lemma, "woman") || strings.HasSuffix(lemma, "women"):
		return fem
	case strings.HasSuffix(lemma, "man") && len(lemma) > 4:
		return masc
	}
	return anyGender
}

// phraseName is the wording of a noun phrase without its determiner.
func (t *tree) phraseName(doc *document.Document, first, last int) string {
	for first < last && (t.Tokens[first].UPOS == "DET" || t.Tokens[first].Deprel == "nmod:poss" && t.Tokens[first].UPOS == "PRON") {
		first++
	}
	return t.text(doc, first, last)
}

// modifiers collects the words that tell the thing from others of its kind.
func (r *Resolver) modifiers(n *node, i int) {
	t := n.tree
	for d := range t.dependents(i) {
		switch t.relation(d) {
		case "amod", "compound", "flat", "nmod":
			if t.Tokens[d].UPOS == "PRON" {
				continue
			}
			word := t.lower(d)
			if ordinals[word] {
				n.ordinal = word
				continue
			}
			if (t.Tokens[d].UPOS == "PROPN" || t.Tokens[d].Deprel == "nmod:poss") && t.relation(d) != "amod" {
				_, end := t.nameSpan(r.lexicon, d)
				word = t.lower(end)
			}
			if number := t.child(d, "nummod"); number >= 0 {
				n.measure = t.lower(number) + " " + word
			}
			n.mods = append(n.mods, word)
			c := r.countryOf(t, d)
			if c != nil && n.country == nil {
				n.country = c
			}
			n.places = append(n.places, r.placesOf(t, d, c)...)
			if word == "based" { // "the Oslo-based airline"
				if base := t.child(d, "obl", "compound", "nmod", "npadvmod"); base >= 0 {
					n.places = append(n.places, r.placesOf(t, base, r.countryOf(t, base))...)
				}
			}
		case "nummod":
			n.numeral = t.lower(d)
		}
	}
}

// ordinals tell a thing from others of its kind: two different ones never
// belong to the same thing.
var ordinals = map[string]bool{
	"first": true, "second": true, "third": true, "fourth": true, "fifth": true, "last": true, "next": true, "other": true,
	"former": true, "latter": true, "northern": true, "southern": true, "eastern": true, "western": true, "left": true, "right": true,
	"old": true, "new": true, "upper": true, "lower": true, "previous": true,
}

// countryOf is the country that a modifier says a thing belongs to: "Russian",
// "U.S.", "of Russia".
func (r *Resolver) countryOf(t *tree, d int) *lexicon.Country {
	form := lowerForm(&t.Tokens[d])
	if c := r.lexicon.Demonym(form); c != nil {
		return c
	}
	if t.Tokens[d].UPOS != "PROPN" {
		return nil
	}
	if c := r.lexicon.Country(form); c != nil {
		return c
	}
	name := t.lowerName(r.lexicon, d)
	if c := r.lexicon.Country(name); c != nil {
		return c
	}
	return r.lexicon.Demonym(name)
}

func numberOf(tok *document.Token) document.Number {
	switch {
	case hasFeature(tok, "Number=Plur") || tok.XPOS == "NNS" || tok.XPOS == "NNPS":
		return plur
	case hasFeature(tok, "Number=Sing") || tok.XPOS == "NN" || tok.XPOS == "NNP" || tok.XPOS == "VBG":
		return sing
	}
	return anyNumber
}

// determinerOf is the kind of determiner that the noun i has.
func (t *tree) determinerOf(i int) determiner {
	for d := range t.dependents(i) {
		if d > i {
			break
		}
		switch t.Tokens[d].Deprel {
		case "nmod:poss":
			return possessor
		case "det":
			switch lowerForm(&t.Tokens[d]) {
			case "the":
				return definiteArticle
			case "a", "an":
				return indefiniteArticle
			case "another":
				return alternative
			case "no", "neither":
				return negative
			case "this", "that", "these", "those":
				return pointing
			}
			return quantifying
		}
	}
	return bare
}

// place is the role of token i and the token that heads its clause. A conjunct
// has the role of the first one.
func (t *tree) place(i int) (role, int) {
	r := otherRole
	settled := false
	for range t.Tokens {
		relation := t.Tokens[i].Deprel
		if !settled && relation != "conj" {
			settled = true
			r = roleOf(relation)
			if r == root || r == otherRole {
				if t.child(i, "cop") >= 0 {
					r = predicate
				}
			}
		}
		h := t.head(i)
		switch relation {
		case "root", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass", "advcl:relcl":
			return r, i
		}
		if h < 0 {
			return r, i
		}
		i = h
	}
	return r, i
}

func roleOf(relation string) role {
	switch relation {
	case "nsubj", "nsubj:outer", "csubj":
		return subject
	case "nsubj:pass":
		return passiveSubject
	case "obj":
		return object
	case "iobj":
		return indirectObject
	case "obl", "obl:agent", "obl:unmarked":
		return oblique
	case "nmod", "nmod:unmarked":
		return nominalModifier
	case "nmod:poss":
		return possessiveModifier
	case "appos":
		return appositive
	case "compound":
		return modifierName
	case "root":
		return root
	case "xcomp":
		return predicate
	}
	return otherRole
}

// detect fills doc.Mentions and returns a node for each, in the same order.
func (r *Resolver) detect(doc *document.Document, trees []*tree) []*node {
	var nodes []node
	story := timex.NewStory(doc.Date, doc.Sentences)
	for s, t := range trees {
		start := len(nodes)
		for i := range t.Tokens {
			if t.isHead(i) {
				nodes = append(nodes, r.describe(doc, t, s, i))
			}
		}
		nodes = append(nodes[:start], measures(doc, story, s, t, nodes[start:])...)
	}
	slices.SortStableFunc(nodes, func(a, b node) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.Head, b.Head))
	})
	starts := make([]int, len(trees)+1)
	for s, t := range trees {
		starts[s+1] = starts[s] + len(t.Tokens)
	}
	all := make([]*node, len(nodes))
	doc.Mentions = make([]document.Mention, len(nodes))
	for i := range nodes {
		n := &nodes[i]
		doc.Mentions[i] = *n.Mention
		n.Mention = &doc.Mentions[i]
		n.id = i
		n.order = starts[n.Sentence] + n.Head
		all[i] = n
	}
	r.sides(all)
	return all
}
