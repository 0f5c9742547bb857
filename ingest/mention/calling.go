package mention

import (
	"cmp"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention/lexicon"
)

// Reports that have named somebody go on with "the 19-year-old", "the
// Olympic champion" or "the Swede": the words say nothing that the text has
// said before, so no likeness of words finds who is meant.

// aged tells whether i heads what calls a person by an age, "the 19-year-old".
func (t *tree) aged(i int) bool { return t.ageAt(i) != "" && t.child(i, "det") >= 0 }

// ageAt is the number of years before the "old" at i, empty where there is none.
func (t *tree) ageAt(i int) string {
	if i < 3 || lowerForm(&t.Tokens[i]) != "old" {
		return ""
	}
	year := i - 1
	if t.Tokens[year].Form == "-" {
		year--
	}
	number := year - 1
	if t.Tokens[max(number, 0)].Form == "-" {
		number--
	}
	if number < 0 || lowerForm(&t.Tokens[year]) != "year" || t.Tokens[number].UPOS != "NUM" {
		return ""
	}
	return t.Tokens[number].Form
}

// national tells whether i is a word for one person of a country: "the Swede",
// "the 24-year-old Norwegian", not "the French".
func (r *Resolver) national(t *tree, i int) bool {
	tok := &t.Tokens[i]
	word := lowerForm(tok)
	if tok.XPOS != "NN" && tok.XPOS != "NNP" && (tok.XPOS != "JJ" || tok.UPOS == "ADJ") || r.lexicon.Demonym(word) == nil || r.lexicon.Country(word) != nil || t.child(i, "compound", "flat") >= 0 || t.relation(i) == "compound" {
		return false
	}
	if age := t.child(i, "amod"); age >= 0 && t.ageAt(age) != "" {
		return true
	}
	det := t.child(i, "det")
	if det != i-1 || det < 0 {
		return false
	}
	for _, plural := range []string{"ese", "sh", "ch", "ss", "s", "philippine"} {
		if strings.HasSuffix(word, plural) && word != "czech" {
			return false
		}
	}
	return true
}

// calledBy is the person that n calls by an age, a nationality or a sport: whoever has
// that age behind the name, or else the one whom the sentence before was about,
// or speaks of alone. It is nil where there is none, and where two are in reach and
// none is clearly meant.
func (a *analysis) calledBy(n *node) *node {
	if n.Kind != document.Nominal || n.Type != graph.Person || n.Number == plur || n.det != definiteArticle || n.Sentence == 0 {
		return nil
	}
	age := n.tree.ageAt(n.Head)
	if old := n.tree.child(n.Head, "amod"); age == "" && old >= 0 {
		age = n.tree.ageAt(old)
	}
	if n.lemma == "teenager" {
		return a.teenager(n)
	}
	calling := a.calling(n)
	if age == "" && !n.national && !a.epithet(n) && !calling || n.tree.child(n.Head, "acl:relcl") >= 0 && n.tree.Tokens[n.Head+1].Form != "," {
		return nil
	}
	if m := a.agedBefore(n, age); m != nil {
		return m
	}
	if m := a.countryman(n); m != nil {
		return m
	}
	if _, title := isTitle(n.lemma); title && !calling { // whose office that is, the ranker knows better
		return nil
	}
	if n.role != subject && n.role != passiveSubject { // "leads the Spaniard by 38 seconds": not the one who leads
		return nil
	}
	if len(a.peopleOf(n, n.Sentence)) > 0 { // "Roe pulled back Poe, and the 19-year-old ..."
		return nil
	}
	for back := 1; back <= 2 && back <= n.Sentence; back++ {
		people := a.peopleOf(n, n.Sentence-back)
		if len(people) > 1 && (back > 1 || calling && !a.saysQuotation(n.Sentence-back)) { // "Roe replaced Poe. The entrepreneur ..."
			return nil
		}
		m := a.rootSubject(n.Sentence - back)
		if m != nil && m.quote >= 0 { // "We waited," she said. "We saw nothing."
			m = a.speakerOf(m)
		}
		if m != nil && a.clusterOf(m).person && len(a.clusterOf(m).names) > 0 && m.Number != plur && !a.clash(n, m) && !a.foreign(n, m) {
			return m
		}
		switch len(people) {
		case 0:
			continue
		case 1:
			return a.spokenAbout(people[0], m)
		}
		return nil
	}
	return nil
}

// spokenAbout is m, the only person whom a sentence names, unless he or she is there
// only as the owner of something else than its subject: "met Roe's corner".
func (a *analysis) spokenAbout(m, subject *node) *node {
	t := m.tree
	if t.relation(m.Head) == "nmod:poss" && (subject == nil || t.head(m.Head) != subject.Head) {
		return nil
	}
	return m
}

// speakerOf is who says the quotation in which m stands; nil if nobody is named.
func (a *analysis) speakerOf(m *node) *node {
	if s := a.quotes[m.quote].speaker; s >= 0 {
		return a.nodes[s]
	}
	return nil
}

// saysQuotation tells whether a sentence is about somebody who says what it quotes.
func (a *analysis) saysQuotation(sentence int) bool {
	return slices.ContainsFunc(a.quotes, func(q quotation) bool {
		return q.speaker >= 0 && q.last.sentence == sentence && a.nodes[q.speaker].Sentence == sentence
	})
}

// callings are nouns for what people are by birth, learning or art, and not by
// their part in what is told, as victims and drivers are. WordNet has most of
// their kinds below them: a cardiologist is a scientist.
var callings = []string{
	"scientist", "artist", "musician", "writer", "politician", "legislator", "diplomat", "entertainer", "athlete", "economist", "historian",
	"industrialist", "entrepreneur", "capitalist", "activist", "astronaut", "scholar", "philanthropist", "engineer", "specialist", "reformer",
	"businessperson", "nobleman", "intellectual", "laureate", "analyst", "expert",
}

// ties are nouns for what people are to others, of whom the text goes on to speak
// as such: "the former wife".
var ties = map[string]bool{
	"wife": true, "husband": true, "spouse": true, "partner": true, "boss": true, "colleague": true, "girlfriend": true, "boyfriend": true,
	"lover": true, "ally": true, "rival": true, "owner": true, "employee": true, "member": true, "client": true, "patient": true, "student": true,
	"friend": true, "neighbour": true, "neighbor": true, "tenant": true, "employer": true, "victim": true, "suspect": true, "soldier": true, "national": true,
}

// calling tells whether n, which goes on with the paragraph, calls somebody by a
// calling, a nationality or a past that the text has given nobody yet: "Prof. Okafor
// led the trial. The cardiologist ...".
func (a *analysis) calling(n *node) bool {
	t := n.tree
	if n.role != subject && n.role != passiveSubject || n.noun == nil || ties[n.lemma] || t.child(n.Head, "acl", "nmod") >= 0 {
		return false
	}
	if other := t.child(n.Head, "appos"); other >= 0 && t.Tokens[other].UPOS != "NUM" { // but "the sprinter, 25,"
		return false
	}
	if r := t.relation(n.clause); r != "root" && r != "parataxis" && a.saidBySomebody(n) {
		return false
	}
	switch {
	case n.country != nil && len(n.mods) == 1:
		return !slices.ContainsFunc(a.byLemma[n.lemma], func(id int) bool { return a.nodes[id].country == n.country })
	case n.ordinal == "former":
		return !slices.ContainsFunc(a.byLemma[n.lemma], func(id int) bool { return a.nodes[id].ordinal == "former" })
	case len(n.mods) > 0:
		return a.characterized(n)
	case t.Paragraph != a.trees[n.Sentence-1].Paragraph, slices.ContainsFunc(a.byLemma[n.lemma], func(id int) bool { return a.nodes[id].Number != plur }):
		return false
	}
	return strings.HasSuffix(n.lemma, "ologist") || slices.ContainsFunc(callings, func(word string) bool {
		r := a.lexicon.Relate(a.lexicon.Noun(word), n.noun)
		return r == lexicon.Synonym || r == lexicon.Hypernym
	})
}

// characterized tells whether an adjective that the text has not used for anybody
// says of what camp or how far on somebody is: "the Socialist leader", "the retired
// officer". Nouns before a noun introduce somebody else: "the union leader".
func (a *analysis) characterized(n *node) bool {
	t := n.tree
	for d := range t.dependents(n.Head) {
		r := t.relation(d)
		if r == "compound" && d < n.Head && t.lower(d) != "wing" || r == "amod" && !traits[t.lower(d)] && !strings.HasSuffix(t.lower(d), "ist") && !strings.HasSuffix(t.lower(d), "wing") {
			return false
		}
	}
	return !slices.ContainsFunc(a.byLemma[n.lemma], func(id int) bool { return shared(a.nodes[id].mods, n.mods) > 0 })
}

// traits are adjectives that say of a known person what he or she is like.
var traits = map[string]bool{
	"retired": true, "veteran": true, "conservative": true, "liberal": true, "democratic": true, "republican": true, "left-wing": true, "right-wing": true,
	"far-right": true, "far-left": true, "leftist": true, "centrist": true, "populist": true, "nationalist": true, "progressive": true, "hardline": true,
	"moderate": true, "outspoken": true, "charismatic": true, "flamboyant": true, "reclusive": true, "young": true, "youthful": true, "ageing": true,
	"aging": true, "outgoing": true, "longtime": true, "embattled": true, "disgraced": true, "exiled": true, "self-made": true, "bearded": true,
	"green": true, "labour": true, "christian": true, "catholic": true, "independent": true, "married": true, "widowed": true, "decorated": true,
	"wing": true, "right": true, "left": true,
}

// saidBySomebody tells whether the sentence of n has a person for its subject, who
// seldom speaks of himself so.
func (a *analysis) saidBySomebody(n *node) bool {
	m := a.rootSubject(n.Sentence)
	return m == nil || a.clusterOf(m).person || m.Kind == document.Pronoun
}

// foreign tells whether m is known to be of another country than n says.
func (a *analysis) foreign(n, m *node) bool {
	return n.country != nil && slices.ContainsFunc(a.clusterOf(m).members, func(k int) bool {
		o := a.nodes[k]
		c := cmp.Or(o.titleCountry, o.country)
		return c != nil && c != n.country
	})
}

// contestants are the nouns that reports call an athlete by who has just been
// named: "Oduya won. The Olympic medallist ...".
var contestants = map[string]bool{
	"medallist": true, "medalist": true, "champion": true, "striker": true, "midfielder": true, "defender": true, "goalkeeper": true, "winger": true,
	"forward": true, "playmaker": true, "sprinter": true, "runner": true, "jumper": true, "hurdler": true, "swimmer": true, "cyclist": true, "rider": true,
	"driver": true, "skier": true, "golfer": true, "boxer": true, "seed": true, "teenager": true, "veteran": true, "rookie": true, "debutant": true,
	"quarterback": true, "pitcher": true, "batsman": true, "bowler": true, "skipper": true,
}

// epithet tells whether n, the subject of a sentence in the paragraph of the one
// before, calls an athlete by what the text has not called anybody yet.
func (a *analysis) epithet(n *node) bool {
	return contestants[n.lemma] && n.role == subject && n.tree.relation(n.clause) == "root" && len(a.byLemma[n.lemma]) == 0
}

// peopleOf are the persons that a sentence names before n and that n can mean.
func (a *analysis) peopleOf(n *node, sentence int) []*node {
	var people []*node
	for i := range a.trees[sentence].Tokens {
		if m := a.at(sentence, i); m != nil && m.order < n.order && m.Kind == document.Named && m.Type == graph.Person && !a.clash(n, m) && !a.foreign(n, m) {
			people = a.addDistinct(people, m)
		}
	}
	return people
}

// countryman is the last person before n whom the article has introduced by the
// nationality that n calls somebody by: "Spaniard Iker Zabal".
func (a *analysis) countryman(n *node) *node {
	if !n.national || n.country == nil {
		return nil
	}
	for sentence := n.Sentence; sentence >= 0; sentence-- {
		t := a.trees[sentence]
		for i := len(t.Tokens) - 1; i >= 0; i-- {
			m := a.at(sentence, i)
			if m == nil || m.Kind != document.Named || m.Type != graph.Person || m.order >= n.order || a.clash(n, m) {
				continue
			}
			for k := max(0, m.nameFirst-3); k < m.nameFirst; k++ {
				if a.lexicon.Demonym(lowerForm(&t.Tokens[k])) == n.country && t.Tokens[k].Form != "," {
					return m
				}
			}
		}
	}
	return nil
}

// agedBefore is the person named before n with the age behind the name: "Roe,
// 19,".
func (a *analysis) agedBefore(n *node, age string) *node {
	for sentence := n.Sentence; age != "" && sentence >= 0; sentence-- {
		t := a.trees[sentence]
		for i := 2; i < len(t.Tokens); i++ {
			if t.Tokens[i].Form != age || t.Tokens[i-1].Form != "," {
				continue
			}
			for k := i - 2; k >= 0 && t.Tokens[k].UPOS == "PROPN"; k-- {
				if m := a.at(sentence, k); m != nil && m.Type == graph.Person && m.order < n.order && !a.clash(n, m) {
					return m
				}
			}
		}
	}
	return nil
}

// teenager is the last person named before n with an age between 13 and 19 before
// the name: "19-year-old Ann Roe". It is nil if there is none.
func (a *analysis) teenager(n *node) *node {
	var found *node
	for _, m := range a.nodes {
		if m.Kind != document.Named || m.Type != graph.Person || m.order >= n.order || found != nil && m.order < found.order {
			continue
		}
		for d := range m.tree.dependents(m.Head) {
			if age := m.tree.ageAt(d); len(age) == 2 && age >= "13" && age <= "19" {
				found = m
			}
		}
	}
	return found
}

// goals are the nouns for goals that elsewhere are for persons, and scoring the
// verbs whose object is a goal: "struck the winner".
var (
	goals   = map[string]bool{"winner": true, "opener": true, "decider": true, "leveller": true, "equaliser": true, "equalizer": true}
	scoring = map[string]bool{
		"scored": true, "score": true, "scores": true, "scoring": true, "struck": true, "strikes": true, "strike": true, "striking": true, "hit": true,
		"hits": true, "netted": true, "nets": true, "headed": true, "heads": true, "grabbed": true, "grabs": true, "fired": true, "fires": true,
		"slotted": true, "got": true, "snatched": true, "bagged": true, "added": true, "volleyed": true, "curled": true, "drilled": true,
	}
)
