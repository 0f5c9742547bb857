package mention

import (
	"slices"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// What a text has brought in, it goes on to call by other words: an institute "the
// agency", the probe of a headline "the spacecraft", the captain of a ship by name.

// bodies are the nouns for organizations that no other noun need have been said
// of: an institute is "the agency", a militia "the movement".
var bodies = map[string]bool{
	"agency": true, "organization": true, "organisation": true, "group": true, "body": true, "movement": true, "charity": true, "institution": true,
	"association": true, "watchdog": true, "regulator": true, "broadcaster": true, "newspaper": true, "outlet": true, "militia": true, "operator": true,
	"brokerage": true, "carrier": true, "lender": true, "insurer": true, "retailer": true, "manufacturer": true, "maker": true, "developer": true,
}

// continuedBody is the organization that a bare noun for one goes on to speak of
// where the text has called none so: the only one in the phrase of who says it,
// or the subject of the sentence before. It is nil if there is none.
func (a *analysis) continuedBody(n *node) *node {
	if n.Kind != document.Nominal || !bodies[n.lemma] || n.Sentence == 0 || n.det != definiteArticle || n.Number == plur || len(n.mods) > 0 || len(a.byLemma[n.lemma]) > 0 || a.narrowed(n) {
		return nil
	}
	if n.role != subject && n.role != passiveSubject && n.role != possessiveModifier || a.namedSo(n) {
		return nil
	}
	m := a.rootSubject(n.Sentence - 1)
	if said := a.spokenFor(n); len(said) == 1 {
		m = a.nodes[slices.Min(a.clusters[said[0]].members)]
	} else if n.tree.relation(n.clause) != "root" && a.saidBySomebody(n) && n.role != possessiveModifier {
		return nil
	}
	if m != nil && m.Type != graph.Organization {
		m = a.at(m.Sentence, m.tree.child(m.Head, "nmod:poss")) // "Its leader", "the company's licence"
	}
	if m == nil || a.clusterOf(m).person || len(a.clusterOf(m).names) == 0 || a.clusterOf(m).types&typeBits[graph.Organization] == 0 || m.Number == plur && m.Kind != document.Pronoun || m.tree.coordinated(m.Head) || a.clash(n, m) || !a.mayBe(n, m) {
		return nil
	}
	return m
}

// namedSo tells whether the name of something before n says that it is what n says.
func (a *analysis) namedSo(n *node) bool {
	return slices.ContainsFunc(a.nodes, func(m *node) bool { return m.Kind == document.Named && m.order < n.order && nameHead(m) == n.lemma })
}

// mayBe tells whether the names of m say nothing else than the noun n does: a
// court is no agency, and only a company is a carrier.
func (a *analysis) mayBe(n, m *node) bool {
	if companyRoles[n.lemma] {
		return !a.isPublicBody(m)
	}
	return !slices.ContainsFunc(a.clusterOf(m).names, func(name *node) bool { return exactBodies[nameHead(name)] || name.country != nil })
}

// exactBodies are called by the last word of their names and no wider one.
var exactBodies = map[string]bool{
	"court": true, "university": true, "bank": true, "club": true, "party": true, "police": true, "parliament": true, "senate": true, "congress": true,
	"ministry": true, "army": true, "school": true, "hospital": true, "government": true,
}

// byItsHead is the organization that a capital noun with "the" stands for, "the
// Front" of the People's Liberation Front: the only one whose name says that it is
// one. It is nil if there is none.
func (a *analysis) byItsHead(n *node, pos int) *node {
	single := n.Kind == document.Named && len(n.words) == 1 || n.Kind == document.Nominal && len(n.mods) == 0
	if !single || n.det != definiteArticle || n.noun == nil || !capitalised(n.tree.Tokens[n.Head].Form) || n.tree.Kind != document.Prose || a.nodes[slices.Min(a.clusterOf(n).members)] != n {
		return nil
	}
	var found *node
	for _, id := range a.byOrder[:pos] {
		m := a.nodes[id]
		if m.Kind != document.Named || m.Type != graph.Organization || nameHead(m) != n.tree.lower(n.Head) {
			continue
		}
		if found != nil && a.cluster[found.id] != a.cluster[id] {
			return nil
		}
		found = m
	}
	return found
}

// announced is the noun of the headline that the text now first speaks of in its
// own words: "Drug works in large trial", "a trial with 900 patients". It is nil if
// there is none.
func (a *analysis) announced(n *node) *node {
	if n.Kind != document.Nominal || n.Type == graph.Person || n.Sentence == 0 || n.Number == plur || a.trees[0].Kind != document.Headline || a.trees[n.Sentence].Kind == document.Headline ||
		n.det != indefiniteArticle && n.det != definiteArticle || n.ordinal != "" {
		return nil
	}
	before := a.byLemma[n.lemma]
	for _, crafts := range []map[string]bool{spacecraft, ships} { // "Indian probe", "an Indian spacecraft"
		for other := range crafts {
			if crafts[n.lemma] && other != n.lemma && len(n.mods) > 0 {
				before = append(before[:len(before):len(before)], a.byLemma[other]...)
			}
		}
	}
	if len(before) != 1 {
		return nil
	}
	m := a.nodes[before[0]]
	if m.Sentence > 0 || m.Kind != document.Nominal || m.Number != n.Number || m.det != bare && m.det != n.det || !a.sameWords(n, m) || a.clash(n, m) {
		return nil
	}
	return m
}

// sameHolder is who has been described by the same noun of the same thing as n, a
// noun for one who leads or steers it: "Captain of the Corvina" of a headline and
// "the captain of the ship Corvina". It is nil if there is none.
func (a *analysis) sameHolder(n *node, pos int) *node {
	of := a.whose(n)
	if of == nil || n.det == indefiniteArticle || n.det == quantifying {
		return nil
	}
	for _, id := range slices.Backward(a.byOrder[max(0, pos-maxParts):pos]) {
		m := a.nodes[id]
		if m.lemma != n.lemma || m.det == indefiniteArticle || m.det == quantifying {
			continue
		}
		if other := a.whose(m); other != nil && a.cluster[other.id] == a.cluster[of.id] && !a.clash(n, m) {
			return m
		}
	}
	return nil
}

// steering are the nouns for the one who leads or steers something.
var steering = map[string]bool{
	"captain": true, "skipper": true, "pilot": true, "coach": true, "chairman": true, "chairwoman": true, "president": true, "governor": true,
	"mayor": true, "owner": true, "leader": true, "head": true, "commander": true, "manager": true, "editor": true, "boss": true,
}

// whose is what n, a description of somebody who steers it, says that it is of;
// nil if it says none.
func (a *analysis) whose(n *node) *node {
	if n.Kind != document.Nominal || n.Type != graph.Person || n.Number == plur || !steering[n.lemma] || n.ordinal != "" {
		return nil
	}
	t := n.tree
	if owner := t.child(n.Head, "nmod:poss"); owner >= 0 {
		return a.at(n.Sentence, owner)
	}
	for d := range t.dependents(n.Head) {
		if c := t.child(d, "case"); d > n.Head && t.relation(d) == "nmod" && c >= 0 && t.lower(c) == "of" {
			m := a.at(n.Sentence, d)
			if m != nil && m.pair != nil {
				return m.pair
			}
			return m
		}
	}
	return nil
}

// oneCourt is the organization brought in with "a" and its country that n calls by
// the same noun and its full name: "A Finnish court acquitted him. The district
// court of Helsinki said". It is nil if there is none or more than one.
func (a *analysis) oneCourt(n *node) *node {
	before := a.byLemma[n.lemma]
	if n.Kind != document.Nominal || n.Type != graph.Organization || n.det != definiteArticle || n.Number == plur || len(n.places) == 0 || len(before) != 1 {
		return nil
	}
	m := a.nodes[before[0]]
	if m.Kind != document.Nominal || m.det != indefiniteArticle || m.Number == plur || n.Sentence-m.Sentence > 2 || shared(m.places, n.places) == 0 || a.clash(n, m) {
		return nil
	}
	return m
}

// sameWords tells whether the words before two nouns have one in common, or one has
// none.
func (a *analysis) sameWords(n, m *node) bool {
	before := func(x *node) (words []string) {
		for d := range x.tree.dependents(x.Head) {
			if r := x.tree.relation(d); d < x.Head && (r == "amod" || r == "compound") {
				words = append(words, x.tree.lower(d))
			}
		}
		return words
	}
	mine, theirs := before(n), before(m)
	return len(mine) == 0 || len(theirs) == 0 || shared(mine, theirs) > 0
}
