package mention

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention/rank"
)

// Bounds of the search for an antecedent, so that the work grows with the
// length of the article and no faster.
const (
	maxCandidates = 50 // mentions looked back at
	maxRepeats    = 3  // further back: mentions with the same head
	maxBack       = 12 // sentences that a pronoun looks back
)

// A threshold says when a mention is linked to the most probable chain.
type threshold struct {
	least float32 // probability that the chain must have
	none  float32 // and how many times the probability of "none of them"
}

// thresholds are those of each class of mention. A pronoun below its own stays
// unresolved: a fact about the wrong person is worse than none. Descriptions
// are linked a little more easily than the ranker, which has seen every kind
// of text, would do. Chosen on the development part of GUM, that of "he" and
// "she" with an eye on GAP development; "train evaluate coref --choices" shows
// what others would give.
type thresholds [numClasses]threshold

var defaultThresholds = thresholds{
	classHe:         {0.46, 1},
	classIt:         {0.42, 1},
	classThey:       {0.45, 1},
	classI:          {0.30, 1},
	classWe:         {0.45, 1},
	classYou:        {0.45, 1},
	classThis:       {0.50, 1},
	className:       {0.32, 0.55},
	classDefinite:   {0.33, 0.65},
	classPointing:   {0.30, 0.6},
	classIndefinite: {0.55, 0.9},
}

// antecedents finds the candidates for the mention at place pos of byOrder,
// nearest first.
func (a *analysis) antecedents(pos int, dst []*node) []*node {
	n := a.nodes[a.byOrder[pos]]
	pronoun := n.Kind == document.Pronoun
	a.stamp++
	looked := 0
	back := pos - 1
	for ; back >= 0 && looked < maxCandidates; back-- {
		c := a.nodes[a.byOrder[back]]
		if pronoun && n.Sentence-c.Sentence > maxBack {
			break
		}
		looked++
		if a.fits(n, c) {
			dst = append(dst, c)
		}
	}
	if pronoun {
		if c := a.laterSubject(n); c != nil && a.fits(n, c) {
			dst = append(dst, c)
		}
		return dst
	}
	repeats := a.byLemma[n.lemma]
	found := 0
	for k := len(repeats) - 1; k >= 0 && found < maxRepeats; k-- {
		c := a.nodes[repeats[k]]
		if back < 0 || c.order > a.nodes[a.byOrder[back]].order {
			continue
		}
		found++
		if a.fits(n, c) {
			dst = append(dst, c)
		}
	}
	return dst
}

// laterSubject is the subject of the main clause after a clause or phrase that
// stands before it and has the pronoun n in it: "When he arrived, Putin ...".
// It is nil if there is none.
func (a *analysis) laterSubject(n *node) *node {
	t := n.tree
	if n.Person != 3 || n.pro.class == demonstrative {
		return nil
	}
	for i := n.Head; i >= 0; i = t.head(i) {
		h := t.head(i)
		if h < 0 || h < i {
			return nil
		}
		switch t.relation(i) {
		case "advcl", "obl":
			s := t.child(h, "nsubj", "nsubj:pass")
			if s < n.Head {
				return nil
			}
			if c := a.at(n.Sentence, s); c != nil && c.Kind != document.Pronoun {
				return c
			}
			return nil
		}
	}
	return nil
}

// fits tells whether c may be an antecedent of n: it refers to something, and
// no constraint keeps their chains apart. The answer is the same for all
// mentions of a chain, and kept.
func (a *analysis) fits(n, c *node) bool {
	if c.Kind == document.Pronoun && (c.pro.class == relative || c.pro.class >= indefinite) || !a.refers(c) {
		return false
	}
	if unlike(n, c) || n.anotherHolder(c) || a.lowerRank(n, c) || a.introducesOther(n, c) || n.Kind == document.Pronoun && c.described() {
		return false
	}
	if n.Kind == document.Nominal && c.Kind == document.Nominal && n.lemma == c.lemma && n.Type != graph.Person && n.another() != c.another() {
		return false
	}
	if n.lemma != c.lemma && (n.unique() || c.unique()) {
		return false
	}
	if n.otherForce(a.clusterOf(c)) || a.isEvent(n) && a.clusterOf(c).acts() {
		return false
	}
	if n.Kind == document.Pronoun && n.Number == plur && n.Person == 3 && c.Number == sing && a.partOfSeveral(n, c) {
		return false
	}
	if n.Kind == document.Pronoun && (n.quote < 0 && c.quote >= 0 && a.ascribes(n, c) || a.speaks(n, c)) {
		return false
	}
	k := a.cluster[c.id]
	if a.seen[k] != a.stamp {
		a.seen[k] = a.stamp
		// "The next summit" is none that was not called so.
		told := n.ordinal == "" || n.Kind != document.Nominal || a.clusterOf(c).ordinal == n.ordinal
		a.fit[k] = told && !a.clash(n, c)
	}
	return a.fit[k]
}

// refers tells whether a mention stands for a thing of its own that others can
// mean too. Times and amounts are compared by value, "no solution" is nothing,
// and what a copula says of its subject is no other thing.
func (a *analysis) refers(n *node) bool {
	return n.Kind != document.Amount && n.Kind != document.Temporal && n.det != negative && (n.subject < 0 || n.Kind != document.Nominal) && !n.office() && !n.idle()
}

// idlePhrases are the nouns that behind a bare "in" mean nothing of their own.
var idlePhrases = map[string]bool{
	"return": true, "fact": true, "addition": true, "turn": true, "general": true, "particular": true, "part": true, "response": true,
	"practice": true, "theory": true, "principle": true, "essence": true, "contrast": true, "exchange": true, "total": true, "reality": true,
}

// idle tells whether n is the noun of "in return": nobody owns that.
func (n *node) idle() bool {
	return n.Kind == document.Nominal && idlePhrases[n.lemma] && n.First == n.Last && n.Head > 0 && n.tree.lower(n.Head-1) == "in"
}

// office tells whether a noun for a person says in what role somebody does
// something, "elected as president of Finland": it means the office, and nobody
// who holds it.
func (n *node) office() bool {
	if n.Kind != document.Nominal || n.Type != graph.Person {
		return false
	}
	for d := range n.tree.dependents(n.Head) {
		if n.tree.relation(d) == "case" && n.tree.lower(d) == "as" {
			return true
		}
	}
	return false
}

// looks tells whether a mention looks for an antecedent at all.
func (a *analysis) looks(n *node) bool {
	if !a.refers(n) || n.det == alternative || n.Kind == document.Pronoun && (n.pro.class == relative || n.pro.class >= indefinite) {
		return false
	}
	if n.meansClaim() || n.named() || n.Type == graph.Organization && n.comes() && len(a.byLemma[n.lemma]) == 0 || n.ambiguous || a.ownParts(n) != nil {
		return false
	}
	if s := a.quotedSpeaker(n); s >= 0 && a.cluster[s] == a.cluster[n.id] { // whose words they are is known
		return false
	}
	for _, m := range a.clusterOf(n).members {
		if o := a.nodes[m]; o.order < n.order && a.quotedSpeaker(o) != n.id { // but '"I won," the teenager said': who that is, no "I" tells
			return false
		}
	}
	return true
}

// quotedSpeaker is the node of who says "I" in a quotation; -1 for all others.
func (a *analysis) quotedSpeaker(n *node) int {
	if n.Kind != document.Pronoun || n.Person != 1 || n.Number != sing || n.quote < 0 {
		return -1
	}
	return a.quotes[n.quote].speaker
}

// anotherHolder tells whether n, "its president", is somebody else than c, "the
// president" or "President Bush": whose president c is goes without saying.
func (n *node) anotherHolder(c *node) bool {
	if n.Kind != document.Nominal || n.Type != graph.Person || n.det != possessor {
		return false
	}
	if c.Kind == document.Nominal {
		return c.lemma == n.lemma && c.det != possessor && c.tree.child(c.Head, "nmod", "compound") < 0
	}
	return slices.ContainsFunc(c.Titles, func(title string) bool { return strings.EqualFold(lastWord(title), n.lemma) })
}

// introducesOther tells whether n, "the union leader", is said with a noun before
// it what somebody else is whom the chain of c calls by the same noun in other
// words, "the right-wing leader".
func (a *analysis) introducesOther(n, c *node) bool {
	if n.Kind != document.Nominal || n.Type != graph.Person || c.Kind == document.Pronoun {
		return false
	}
	if noun := n.tree.child(n.Head, "compound"); noun < 0 || noun > n.Head {
		return false
	}
	return slices.ContainsFunc(a.clusterOf(c).members, func(k int) bool { return unlike(n, a.nodes[k]) })
}

// lowerRank tells whether n, "the deputy minister", has a rank in an office whose
// holder c is.
func (a *analysis) lowerRank(n, c *node) bool {
	if n.Kind != document.Nominal || n.Type != graph.Person || !slices.ContainsFunc(n.mods, func(word string) bool { return ranks[word] }) {
		return false
	}
	return slices.ContainsFunc(a.titled[n.lemma], func(m *node) bool {
		return a.cluster[m.id] == a.cluster[c.id] && !slices.ContainsFunc(m.Titles, func(title string) bool {
			return shared(n.mods, strings.Fields(strings.ToLower(title))) > 0
		})
	})
}

// speaks tells whether c is who says the quotation in which "he" or "she" stands:
// nobody speaks so of himself.
func (a *analysis) speaks(n, c *node) bool {
	if n.quote < 0 || classOf(n) != classHe {
		return false
	}
	s := a.quotes[n.quote].speaker
	return s >= 0 && a.cluster[s] == a.cluster[c.id]
}

// partOfSeveral tells whether the sentence of the plural n names c together with
// others before n: in "GM and Chrysler said that they ..." it is not Chrysler.
func (a *analysis) partOfSeveral(n, c *node) bool {
	if c.tree.coordinated(c.Head) {
		return true
	}
	for _, m := range a.clusterOf(c).members {
		if o := a.nodes[m]; o.Sentence == n.Sentence && o.order < n.order && o.tree.coordinated(o.Head) {
			return true
		}
	}
	return false
}

// ascribes tells whether n stands in the phrase for who says the quotation that
// c stands in: in '"It was a fair contract," said its officer', the officer is
// not the contract's.
func (a *analysis) ascribes(n, c *node) bool {
	s := a.quotes[c.quote].speaker
	return s >= 0 && a.nodes[s].tree == n.tree && n.tree.dominates(a.nodes[s].Head, n.Head)
}

// named tells whether the noun n says what kind of thing the name right behind
// it names: "the oil company Petrocaledon" is no company mentioned before under
// another name.
func (n *node) named() bool {
	if n.Kind != document.Nominal {
		return false
	}
	for d := range n.tree.dependents(n.Head) {
		if d == n.Head+1 && n.tree.relation(d) == "appos" || d > n.Head && n.tree.relation(d) == "appos" && n.tree.nameAt(n.Head+1) != nil && n.tree.nameAt(n.Head+1) == n.tree.nameAt(d) {
			return true
		}
	}
	return false
}

// uniqueNouns name things of which there is only one, or one that is meant when
// nothing else is said, and directions: they are called by no other noun.
var uniqueNouns = map[string]bool{
	"world": true, "earth": true, "globe": true, "sun": true, "sky": true, "internet": true, "universe": true, "public": true,
	"media": true, "press": true, "weather": true, "environment": true, "climate": true, "future": true, "past": true, "present": true,
	"economy": true, "market": true, "industry": true, "business": true,
	"north": true, "south": true, "east": true, "west": true, "left": true, "right": true,
}

func (n *node) unique() bool {
	return n.Kind == document.Nominal && uniqueNouns[n.lemma] && n.Number != plur
}

// forces are the nouns for those who bear arms for a state, with the words that
// their names have.
var forces = map[string][]string{
	"army":     {"army", "military", "forces", "force", "troops"},
	"military": {"military", "army", "forces", "force", "navy", "command", "pentagon"},
	"navy":     {"navy", "naval", "fleet", "forces"},
	"police":   {"police", "constabulary", "yard", "gendarmerie", "department", "sheriff"},
}

// otherForce tells whether n, "the army", is none of the names of a cluster, as
// these say what they are: a liberation front is not the army.
func (n *node) otherForce(c *cluster) bool {
	words := forces[n.lemma]
	if n.Kind != document.Nominal || len(words) == 0 || len(c.names) == 0 {
		return false
	}
	for _, name := range c.names {
		if name.Type != graph.Organization || isAcronym(name.Name) || shared(words, name.words) > 0 {
			return false
		}
	}
	return true
}

// isEvent tells whether "it" is said to be an event: "it was the worst fire
// since 1983".
func (a *analysis) isEvent(n *node) bool {
	t := n.tree
	h := t.head(n.Head)
	if n.Kind != document.Pronoun || n.role != subject || t.lower(n.Head) != "it" || h < 0 || t.child(h, "cop") < 0 {
		return false
	}
	m := a.at(n.Sentence, h)
	return m != nil && m.Kind == document.Nominal && m.typed && m.Type == graph.Event
}

// acts tells whether the cluster is known to be somebody or an organization.
func (c *cluster) acts() bool {
	return c.person || c.types != 0 && c.types&typeBits[graph.Event] == 0 && c.types&(typeBits[graph.Organization]|typeBits[graph.Person]|typeBits[graph.Group]) != 0
}

// claimVerbs are verbs whose "it" is what somebody has said, and no thing:
// "Pugh accused the company of strike-breaking. The company denied it."
var claimVerbs = map[string]bool{
	"deny": true, "admit": true, "confirm": true, "dispute": true, "refute": true, "concede": true, "acknowledge": true,
}

// meansClaim tells whether a pronoun is the object of such a verb.
func (n *node) meansClaim() bool {
	if n.Kind != document.Pronoun || n.role != object || n.tree.lower(n.Head) != "it" {
		return false
	}
	h := n.tree.head(n.Head)
	return h >= 0 && claimVerbs[strings.ToLower(n.tree.Tokens[h].Lemma)]
}

// describeChoice makes the ranker's question about n: which of the candidates,
// or none; folded is the question to a folded ranker.
func (a *analysis) describeChoice(pos int, candidates []*node, folded bool) rank.Example {
	n := a.nodes[a.byOrder[pos]]
	x := answers{class: classOf(n), folded: folded}
	a.describeOwn(&x, n, candidates)
	own := x.rows
	e := rank.Example{Shared: own, Candidates: make([][]uint16, 0, len(candidates)+1)}
	closer := map[int]bool{}
	most := 0
	for _, c := range candidates {
		most = max(most, len(a.clusterOf(c).members))
	}
	for _, c := range candidates {
		x.rows = make([]uint16, 0, 96)
		back := pos - a.place[c.id]
		if c.order > n.order {
			back = 0 // a cataphor
		}
		a.describePair(&x, n, c, back, len(closer), most)
		closer[a.cluster[c.id]] = true
		e.Candidates = append(e.Candidates, x.rows)
	}
	x.rows = nil
	x.put(none, 0)
	for _, f := range own {
		x.rows = append(x.rows, f+uint16(pairRows)) // the same answers, for "none of them"
	}
	e.Candidates = append(e.Candidates, x.rows)
	return e
}

// rank asks decide for each mention that looks for an antecedent, in the order
// of the text, and links it to the candidate chosen; -1 is none of them.
func (a *analysis) rank(ctx context.Context, decide func(pos int, candidates []*node) (choice int, probability float32)) error {
	a.seen = make([]int, len(a.nodes))
	a.fit = make([]bool, len(a.nodes))
	a.byLemma = map[string][]int{}
	a.place = make([]int, len(a.nodes))
	var candidates []*node
	for pos, id := range a.byOrder {
		if pos%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		n := a.nodes[id]
		a.place[id] = pos
		if !a.settled(n, pos) && a.looks(n) {
			candidates = a.antecedents(pos, candidates[:0])
			if choice, p := decide(pos, candidates); choice >= 0 {
				a.link(n, candidates[choice], "ranker", p)
			}
		}
		if n.Kind != document.Pronoun {
			a.byLemma[n.lemma] = append(a.byLemma[n.lemma], id)
		}
	}
	return nil
}

// settled links n by the rules that see what the text has been about, and tells
// whether one of them did.
func (a *analysis) settled(n *node, pos int) bool {
	if m := a.unnamed(n, pos); m != nil && a.link(n, m, "named after a pronoun", 0.8) {
		return true
	}
	if m := a.namedLater(n, pos); m != nil && a.link(n, m, "named later", 0.8) {
		return true
	}
	if m := a.sameHolder(n, pos); m != nil && a.link(n, m, "same office", 0.85) {
		return true
	}
	if m := a.byItsHead(n, pos); m != nil && a.link(n, m, "short name", 0.9) {
		return true
	}
	if !a.looks(n) {
		return false
	}
	if m := cmp.Or(a.announced(n), a.continuedBody(n), a.hadPart(n), a.oneCourt(n)); m != nil && a.link(n, m, "description taken up", 0.8) {
		return true
	}
	if m := cmp.Or(a.continued(n), a.goneOnWith(n), a.willing(n)); m != nil && a.link(n, m, "subject before", 0.9) {
		return true
	}
	if m := a.calledBy(n); m != nil && a.link(n, m, "called by age, country or sport", 0.85) {
		return true
	}
	m := cmp.Or(a.takenUp(n, pos), a.atHome(n, pos), a.byEpithet(n, pos))
	return m != nil && a.link(n, m, "description taken up", 0.8)
}

// rivalLeast is the probability that a chain must have for a description that
// several things fit as well: "the company" where two are named.
const rivalLeast = 0.6

// lastCalled corrects the choice for "the ruling" that passes over another
// ruling nearer by: a bare description means the last thing so called.
func (a *analysis) lastCalled(n *node, candidates []*node, best int) int {
	if n.Kind != document.Nominal || n.det != definiteArticle || len(n.mods) > 0 || candidates[best].lemma != n.lemma {
		return best
	}
	for i, c := range candidates[:best] {
		if c.Kind == document.Nominal && c.lemma == n.lemma && c.Number == n.Number && !c.another() {
			return i
		}
	}
	return best
}

// another tells whether a description is of a thing that is set off against the
// one that the text is about: "the country's previous outbreak".
func (n *node) another() bool {
	return others[n.ordinal] || slices.ContainsFunc(n.mods, func(word string) bool { return others[word] })
}

var others = map[string]bool{"previous": true, "earlier": true, "past": true, "next": true, "other": true, "similar": true}

// choose lets the network decide: it returns the nearest candidate of the chain
// with the most probability, that probability, and that of "none of them"; the
// candidate is -1 below the threshold.
func (a *analysis) choose(net rank.Ensemble, limits *thresholds) func(int, []*node) (choice int, top, none float32) {
	var probabilities []float32
	return func(pos int, candidates []*node) (int, float32, float32) {
		if len(candidates) == 0 {
			return -1, 0, 1
		}
		e := a.describeChoice(pos, candidates, true)
		probabilities = net.Probabilities(&e, probabilities[:0])
		sum := map[int]float32{}
		for i, c := range candidates {
			sum[a.cluster[c.id]] += probabilities[i]
		}
		best := -1
		var top, most float32
		for i, c := range candidates {
			s := sum[a.cluster[c.id]]
			if s > top || s == top && probabilities[i] > most {
				best, top, most = i, s, probabilities[i]
			}
		}
		none := probabilities[len(candidates)]
		n := a.nodes[a.byOrder[pos]]
		limit := limits[classOf(n)]
		if best >= 0 {
			best = a.lastCalled(n, candidates, best)
			if n.contested {
				limit.least = max(limit.least, rivalLeast)
			}
		}
		if top < limit.least || top < limit.none*none {
			best = -1
		}
		return best, top, none
	}
}

// described tells whether the mention only says what some doing is: no pronoun
// takes up "a risk" of "leaving would be a risk".
func (n *node) described() bool {
	return n.Kind == document.Nominal && n.det == indefiniteArticle && n.tree.child(n.Head, "csubj") >= 0
}
