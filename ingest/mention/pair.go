package mention

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention/lexicon"
)

// classOf is the class of a mention as an anaphor.
func classOf(n *node) class {
	if n.Kind == document.Pronoun {
		switch {
		case n.pro.class == demonstrative:
			return classThis
		case n.pro.class > demonstrative || n.pro.class == relative:
			return classOther
		case n.Person == 1 && n.Number == sing:
			return classI
		case n.Person == 1:
			return classWe
		case n.Person == 2:
			return classYou
		case n.Number == plur:
			return classThey
		case n.Gender == neut:
			return classIt
		}
		return classHe
	}
	switch {
	case n.Kind == document.Named:
		return className
	case n.det == definiteArticle:
		return classDefinite
	case n.det == pointing || n.det == possessor:
		return classPointing
	}
	return classIndefinite
}

// describeOwn puts the features of the mention that looks for an antecedent.
func (a *analysis) describeOwn(x *answers, n *node, candidates []*node) {
	x.put(ownType, typeNumber(n))
	x.put(ownRole, int(n.role))
	x.put(ownNumber, int(n.Number))
	x.put(ownGender, seenFrom(n, n.Gender))
	x.put(ownDeterminer, int(n.det))
	x.put(ownSentence, bin(n.Sentence, 1, 2, 4, 8, 16))
	x.put(ownQuote, boolean(n.quote >= 0))
	x.put(ownModifiers, len(n.mods))
	t := n.tree
	x.put(ownClauses, boolean(t.child(n.Head, "acl:relcl", "acl") >= 0)+2*boolean(t.child(n.Head, "nmod", "appos") >= 0))
	x.put(ownLayout, int(t.Kind))
	if n.Kind == document.Pronoun {
		x.put(ownForm, bucket(evenForm(n), sizes[ownForm]))
	} else if n.Kind == document.Nominal {
		x.put(ownWord, bucket(n.lemma, sizes[ownWord]))
	}
	x.put(ownCountry, boolean(n.country != nil))
	seen, nearest := 0, 5
	for k, c := range candidates {
		s := 0
		switch {
		case c.lemma != n.lemma || c.Kind == document.Pronoun:
			continue
		case strings.EqualFold(c.Name, n.Name):
			s = 3
		case subset(c.mods, n.mods) || subset(n.mods, c.mods):
			s = 2
		default:
			s = 1
		}
		seen = max(seen, s)
		nearest = min(nearest, bin(k, 1, 5, 15, 30))
	}
	x.put(ownSeen, seen)
	x.put(ownNearest, nearest)
	x.put(ownEarlier, bin(len(candidates), 1, 2, 8))
	x.put(ownClause, 2*clauseKinds[t.Tokens[n.clause].Deprel]+boolean(n.First == 0))
}

// clauseKinds number the relations of clauses; 0 is any other.
var clauseKinds = map[string]int{
	"root": 1, "conj": 2, "ccomp": 3, "xcomp": 4, "advcl": 5, "acl:relcl": 6, "acl": 6, "parataxis": 7,
}

// caseKinds number the prepositions that tell what a mention can be; 0 is none,
// 1 is any other.
var caseKinds = map[string]int{
	"in": 2, "at": 2, "on": 2, "of": 3, "by": 4, "with": 5, "from": 6, "to": 7, "for": 8, "about": 9, "as": 10, "like": 11, "than": 11,
}

// caseOf is the kind of preposition before a mention.
func caseOf(n *node) int {
	c := n.tree.child(n.Head, "case")
	if c < 0 || c > n.Head {
		return 0
	}
	return max(1, caseKinds[n.tree.lower(c)])
}

// certainty tells how sure the tagger is of the type of a name.
func certainty(n *node) int {
	if n.Kind != document.Named {
		return 0
	}
	if name := n.tree.nameAt(n.Head); name != nil {
		return 2 + bin(int(100*name.Score), 60, 90)
	}
	return 1
}

// seenFrom is a gender as the ranker sees it: for a feminine anaphor, masculine
// and feminine change places. So it learns of both from each, and cannot treat
// them differently.
func seenFrom(n *node, g document.Gender) int {
	switch {
	case n.Gender != fem:
		return int(g)
	case g == fem:
		return int(masc)
	case g == masc:
		return int(fem)
	}
	return int(g)
}

// evenForm is the form of a pronoun, the masculine one for a feminine.
func evenForm(n *node) string {
	if n.Gender != fem {
		return n.lemma
	}
	switch {
	case n.pro.class == possessive:
		return "his"
	case n.lemma == "her":
		return "him"
	}
	return masculineForms[n.lemma]
}

var masculineForms = map[string]string{"she": "he", "herself": "himself"}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// describePair puts the features of the candidate c for the anaphor n; closer
// is the number of nearer chains that agree with n as well as c's does, back the
// number of mentions between them, and most the size of the largest chain of all
// candidates.
func (a *analysis) describePair(x *answers, n, c *node, back, closer, most int) {
	apart := n.Sentence - c.Sentence
	x.put(sentencesApart, bin(apart, 1, 2, 3, 4, 6, 10, 20, 40))
	x.put(mentionsApart, bin(back, 1, 2, 3, 5, 8, 12, 20, 30, 50))
	if apart == 0 {
		x.put(tokensApart, 1+bin(abs(n.Head-c.Head), 2, 3, 5, 8, 13, 20))
	}
	x.put(sameParagraph, boolean(n.tree.Paragraph == c.tree.Paragraph)+boolean(n.tree.Paragraph-c.tree.Paragraph <= 1))
	x.put(typePair, 12*typeNumber(n)+typeNumber(c))
	x.put(candidateClass, int(classOf(c)))
	x.put(genderPair, 4*seenFrom(n, n.Gender)+seenFrom(n, c.Gender))
	x.put(numberPair, 3*int(n.Number)+int(c.Number))
	x.put(rolePair, int(numRoles)*int(n.role)+int(c.role))
	x.put(candidateRole, int(c.role))
	x.put(parallel, boolean(n.role == c.role)+boolean(n.role == c.role && apart == 1))
	x.put(candidateDeterminer, int(c.det))
	x.put(closerFits, bin(closer, 1, 2, 3, 5, 9))
	x.put(clauseRelation, clauseBetween(n, c))
	x.put(embedded, depth(c))
	x.put(sentenceStart, boolean(c.Head == 0 || c.First == 0)+boolean(c.role == subject && c.tree.relation(c.clause) == "root"))
	x.put(candidateLayout, int(c.tree.Kind))
	if c.Kind == document.Nominal {
		x.put(candidateWord, bucket(c.lemma, sizes[candidateWord]))
	}
	x.put(governorMatch, governors(n, c))
	x.put(candidateCase, caseOf(c))
	x.put(candidateCertainty, certainty(c))
	x.put(forward, boolean(c.order > n.order))
	a.describeWords(x, n, c)
	a.describeQuotes(x, n, c)
	a.describeChain(x, n, c)
	size := len(a.clusterOf(c).members)
	x.put(chainRank, boolean(size == most)+boolean(size == most && size > 1))
	x.put(hintPair, 4*seenFrom(n, n.hint)+seenFrom(n, c.hint))
	if n.Gender == masc || n.Gender == fem {
		x.put(chainLeaning, a.leaningOf(c, n.Gender))
	}
}

// leaningOf tells how far the names of the chain of c lean to a gender: 0 for a
// chain whose gender is known, then seven answers each for chains that have a
// full name, a name of one word, and no name at all.
func (a *analysis) leaningOf(c *node, g document.Gender) int {
	chain := a.clusterOf(c)
	if chain.gender == masc || chain.gender == fem {
		return 0
	}
	form, leaning := 2, 0
	for _, n := range chain.names[:min(len(chain.names), maxNames)] {
		if f := boolean(len(n.words) == 1); f < form {
			form, leaning = f, n.leaning
		}
	}
	if g == masc {
		leaning = -leaning
	}
	return 1 + 7*form + 3 + leaning
}

// describeWords puts the features of what the two mentions are called.
func (a *analysis) describeWords(x *answers, n, c *node) {
	if n.Kind == document.Pronoun {
		if c.Kind == document.Pronoun {
			x.put(headMatch, 1+boolean(n.lemma == c.lemma)+boolean(n.lemma == c.lemma && n.role == c.role))
		}
		return
	}
	if c.Kind == document.Pronoun {
		return
	}
	match := 0
	switch {
	case n.lemma == c.lemma && n.Number == c.Number:
		match = 3
	case n.lemma == c.lemma:
		match = 2
	case n.noun != nil && n.noun == c.noun:
		match = 1
	}
	x.put(headMatch, match)
	x.put(nameMatch, namesMatch(n, c))
	if n.Kind == document.Nominal && c.Kind == document.Nominal {
		if match == 0 {
			x.put(headRelation, int(a.lexicon.Relate(n.noun, c.noun)))
		} else {
			x.put(headRelation, 5)
		}
	}
	if match < 2 {
		if cosine, ok := lexicon.Similarity(n.noun, c.noun); ok {
			x.put(wordSimilarity, 1+bin(int(cosine*100), 10, 20, 30, 40, 50, 60, 70))
		} else {
			x.put(wordSimilarity, 0)
		}
	}
	x.put(modifierMatch, modifiersMatch(n, c))
	switch {
	case n.numeral == "" && c.numeral == "":
		x.put(numeralMatch, 0)
	case n.numeral == c.numeral:
		x.put(numeralMatch, 1)
	default:
		x.put(numeralMatch, 2+boolean(n.numeral != "" && c.numeral != ""))
	}
	switch {
	case n.country == nil && c.country == nil:
		x.put(countryMatch, 0)
	case n.country == c.country:
		x.put(countryMatch, 1)
	case n.country == nil:
		x.put(countryMatch, 2)
	case c.country == nil:
		x.put(countryMatch, 3)
	default:
		x.put(countryMatch, 4)
	}
	switch {
	case n.Subtype == "" || c.Subtype == "":
		x.put(sameSubtype, 0)
	case n.Subtype == c.Subtype:
		x.put(sameSubtype, 1)
	default:
		x.put(sameSubtype, 2)
	}
}

// namesMatch tells how alike the wordings are.
func namesMatch(n, c *node) int {
	switch {
	case strings.EqualFold(n.Name, c.Name):
		return 1
	case n.Kind == document.Named && c.Kind == document.Named:
		switch {
		case acronymOf(n, c) || acronymOf(c, n):
			return 2
		case sameName(n, c):
			return 3
		}
		return 4
	case c.Kind == document.Named && slices.Contains(c.words, n.lemma):
		return 7 // "the hurricane" of Hurricane Maria
	case n.Kind == document.Named && slices.Contains(n.words, c.lemma):
		return 8
	case n.Kind == document.Named && slices.Contains(c.mods, n.lemma):
		return 5
	case c.Kind == document.Named && slices.Contains(n.mods, c.lemma):
		return 6
	}
	return 0
}

// modifiersMatch tells how the modifiers go together.
func modifiersMatch(n, c *node) int {
	switch common := shared(n.mods, c.mods); {
	case len(n.mods) == 0 && len(c.mods) == 0:
		return 0
	case len(n.mods) == 0:
		return 1
	case len(c.mods) == 0:
		return 2
	case common == len(n.mods) && common == len(c.mods):
		return 3
	case common == len(n.mods):
		return 4
	case common > 0:
		return 5
	}
	return 6
}

func shared(a, b []string) int {
	n := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			n++
		}
	}
	return n
}

// clauseBetween tells how the clauses of two mentions of one sentence lie.
func clauseBetween(n, c *node) int {
	if n.Sentence != c.Sentence {
		return 0
	}
	t := n.tree
	switch {
	case n.clause == c.clause:
		return 1
	case c.role == subject && t.head(n.clause) == c.clause && n.role == subject:
		// "Putin denied that he ...", "Putin left when he ..."
		return 7 + boolean(t.relation(n.clause) == "ccomp")
	case t.dominates(c.clause, n.clause):
		return 2 + boolean(c.role == subject)
	case t.dominates(n.clause, c.clause):
		return 4
	case t.dominates(c.Head, n.Head):
		return 5
	}
	return 6
}

// depth tells how deep a mention lies inside other noun phrases.
func depth(n *node) int {
	d := 0
	for i := n.Head; i >= 0 && d < 2; i = n.tree.head(i) {
		switch n.tree.relation(i) {
		case "nmod", "compound", "appos":
			d++
		case "conj", "flat":
		default:
			return d
		}
	}
	return d
}

// governors tells whether both mentions depend on the same verb or noun.
func governors(n, c *node) int {
	h, g := n.tree.head(n.Head), c.tree.head(c.Head)
	if h < 0 || g < 0 {
		return 0
	}
	if n.tree.lower(h) == c.tree.lower(g) {
		return 1 + boolean(n.role == c.role)
	}
	return 0
}

// describeQuotes puts the features of who speaks.
func (a *analysis) describeQuotes(x *answers, n, c *node) {
	switch {
	case n.quote < 0 && c.quote < 0:
		x.put(quotePair, 0)
	case n.quote == c.quote:
		x.put(quotePair, 1)
	case n.quote < 0:
		x.put(quotePair, 2)
	case c.quote < 0:
		x.put(quotePair, 3)
	default:
		x.put(quotePair, 4)
	}
	speaker := func(q int) int {
		if q < 0 || a.quotes[q].speaker < 0 {
			return -1
		}
		return a.cluster[a.quotes[q].speaker]
	}
	switch s := speaker(n.quote); {
	case n.quote < 0:
		x.put(speakerMatch, 0)
	case s < 0:
		x.put(speakerMatch, 1)
	case s == a.cluster[c.id]:
		x.put(speakerMatch, 2)
	case s == speaker(c.quote):
		x.put(speakerMatch, 3)
	default:
		x.put(speakerMatch, 4)
	}
}

// describeChain puts the features of the chain that the candidate is in.
func (a *analysis) describeChain(x *answers, n, c *node) {
	chain := a.clusterOf(c)
	x.put(chainSize, bin(len(chain.members), 2, 3, 4, 6, 10, 20))
	x.put(chainKind, boolean(len(chain.names) > 0)+2*boolean(chain.nominal)+4*boolean(chain.person))
	x.put(chainGender, seenFrom(n, chain.gender))
	var titled, modified, start bool
	sameHead := n.Kind != document.Pronoun && slices.Contains(chain.said, n.lemma)
	latest := -1
	var last *node
	subjects, recent := 0, 0
	for _, m := range chain.members {
		o := a.nodes[m]
		if o.order >= n.order {
			continue
		}
		if o.order > latest {
			latest, last = o.order, o
		}
		if (o.role == subject || o.role == passiveSubject) && n.Sentence-o.Sentence <= 1 {
			subjects = max(subjects, 1+boolean(o.Sentence == n.Sentence))
		}
		start = start || o.Sentence == 0
		recent += boolean(n.Sentence-o.Sentence <= 2)
		if o.Kind == document.Pronoun || n.Kind == document.Pronoun {
			continue
		}
		if o.lemma == n.lemma {
			sameHead = true
			modified = modified || len(o.mods) > 0 && len(n.mods) > 0 && shared(o.mods, n.mods) == 0
		}
		for _, title := range o.Titles {
			titled = titled || strings.EqualFold(lastWord(title), n.lemma)
		}
	}
	x.put(chainHead, 1+boolean(sameHead)+boolean(sameHead && modified))
	x.put(chainModifiers, boolean(modified))
	if n.Kind == document.Nominal {
		x.put(titleMatch, boolean(titled)+boolean(titled && n.det == definiteArticle))
	}
	if last != nil && last.Kind == document.Pronoun && n.Sentence-last.Sentence <= 1 {
		x.put(chainPronoun, 1+boolean(last.Gender == n.Gender && last.Number == n.Number))
	} else {
		x.put(chainPronoun, 0)
	}
	x.put(chainSubject, subjects+boolean(subjects > 0 && last.role == subject))
	x.put(chainRecent, bin(recent, 1, 2, 3, 5))
	x.put(chainRecency, bin(n.order-latest, 3, 6, 12, 25, 50, 100, 200))
	x.put(chainTopic, boolean(start)+boolean(start && len(chain.members) > 3))
	if chain.types != 0 {
		x.put(chainType, 1+firstType(chain.types))
	} else {
		x.put(chainType, 0)
	}
}

// firstType is the number of the first type of the set.
func firstType(s typeSet) int {
	for i := range graph.Types() {
		if s&(1<<i) != 0 {
			return i
		}
	}
	return 0
}
