package mention

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// companyNouns are what an article calls the company that it is about, when it
// does not name it again.
var companyNouns = map[string]bool{"company": true, "firm": true}

// publicBodies end, or begin, the names of organizations that nobody calls a
// company.
var publicBodies = map[string]bool{
	"agency": true, "ministry": true, "department": true, "commission": true, "board": true, "court": true, "police": true, "university": true,
	"council": true, "authority": true, "party": true, "union": true, "association": true, "committee": true, "institute": true, "federation": true,
	"college": true, "school": true, "hospital": true, "office": true, "bureau": true, "parliament": true, "senate": true, "congress": true, "house": true,
	"government": true, "administration": true, "army": true, "navy": true, "league": true, "society": true, "foundation": true, "church": true, "service": true,
	"workers": true, "reserve": true,
}

// ownCompany is the company that a bare "the company" means, nil if that is not
// certain: the one that the sentence before was about, or the one that the
// article speaks of twice as often as of any other.
func (a *analysis) ownCompany(n *node, pos int) *node {
	if n.Kind != document.Nominal || !companyNouns[n.lemma] || n.det != definiteArticle || n.Number == plur || len(n.mods) > 0 || n.Sentence == 0 || a.narrowed(n) {
		return nil
	}
	if before := a.byLemma[n.lemma]; len(before) > 0 {
		if m := a.nodes[before[len(before)-1]]; len(a.clusterOf(m).names) == 0 && (m.det != definiteArticle || len(m.mods) == 0) {
			return nil // "a Danish company": no name for it yet, unlike "the combined company"
		}
	}
	m := a.rootSubject(n.Sentence - 1)
	if m != nil && m.Type != graph.Organization { // "Acme's shares rose. The company …"
		if owner := a.at(m.Sentence, m.tree.child(m.Head, "nmod:poss")); owner != nil {
			m = owner
		}
	}
	if m != nil && a.isCompany(m) && n.role == subject && n.tree.relation(n.tree.head(n.Head)) == "root" && !a.clash(n, m) && a.aloneInClause(m) {
		return m
	}
	return a.mostSpokenOf(n, pos)
}

// narrowed tells whether n has words behind it that say which company is meant:
// "the company of his brother", "the company that built it".
func (a *analysis) narrowed(n *node) bool {
	for d := range n.tree.dependents(n.Head) {
		switch n.tree.relation(d) {
		case "acl", "acl:relcl", "nmod", "appos", "amod", "compound":
			if n.tree.Tokens[n.Head+1].Form != "," {
				return true
			}
		}
	}
	return false
}

// companyRoles are what a company is called in an apposition.
var companyRoles = map[string]bool{
	"company": true, "firm": true, "subsidiary": true, "maker": true, "manufacturer": true, "producer": true, "operator": true, "retailer": true,
	"developer": true, "supplier": true, "unit": true, "carrier": true, "airline": true, "insurer": true, "lender": true, "conglomerate": true,
	"automaker": true, "carmaker": true, "drugmaker": true, "startup": true, "start-up": true, "contractor": true,
}

// isCompany tells whether the cluster of m has a name that a company can have.
func (a *analysis) isCompany(m *node) bool {
	c := a.clusterOf(m)
	if len(c.names) == 0 || c.person {
		return false
	}
	told := slices.ContainsFunc(c.members, func(i int) bool { return a.nodes[i].Kind == document.Nominal && companyRoles[a.nodes[i].lemma] })
	for _, name := range c.names {
		if name.Type != graph.Organization && !told || name.country != nil {
			return false
		}
	}
	spelt := slices.ContainsFunc(c.names, func(name *node) bool { return !isAcronym(name.Name) })
	return spelt && !a.isPublicBody(m)
}

// isPublicBody tells whether a name of the cluster of m says that it is no
// company.
func (a *analysis) isPublicBody(m *node) bool {
	return slices.ContainsFunc(a.clusterOf(m).names, func(name *node) bool {
		for word := range strings.FieldsSeq(strings.ToLower(name.Name)) {
			if publicBodies[word] {
				return true
			}
		}
		return false
	})
}

// aloneInClause tells whether no other organization takes part in what m is the
// subject of; those in the phrase of m itself only describe it.
func (a *analysis) aloneInClause(m *node) bool {
	for i := range m.tree.Tokens {
		o := a.at(m.Sentence, i)
		if o != nil && o.Type == graph.Organization && o.clause == m.clause && a.cluster[o.id] != a.cluster[m.id] &&
			o.role != possessiveModifier && o.role != modifierName && !m.tree.dominates(m.Head, o.Head) {
			return false
		}
	}
	return true
}

// leastSpokenOf is how often an article must have spoken of a company before it
// can be the one that all is about.
const leastSpokenOf = 4

// lookBack is how many sentences ago the company must have been spoken of.
const lookBack = 5

// mostSpokenOf is the latest mention before n of the company that the article
// has spoken of most, if no other comes near.
func (a *analysis) mostSpokenOf(n *node, pos int) *node {
	last := map[int]*node{}
	count := map[int]int{}
	for _, id := range a.byOrder[:pos] {
		if m := a.nodes[id]; m.Kind == document.Named || len(a.clusterOf(m).names) > 0 {
			if k := a.cluster[id]; a.isCompany(m) {
				count[k]++
				last[k] = m
			}
		}
	}
	var best *node
	most, next := 0, 0
	for k, c := range count {
		switch {
		case c > most:
			best, most, next = last[k], c, most
		case c > next:
			next = c
		}
	}
	if best == nil || most < leastSpokenOf || most < 2*next || n.Sentence-best.Sentence > lookBack || a.clash(n, best) {
		return nil
	}
	return best
}
