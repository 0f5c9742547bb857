package mention

import (
	"factgraph/graph"
	"factgraph/ingest/document"
)

// ownReport links the possessive of who says a claim that stands before with the
// subject of the claim: "Norvia has no plans to ban it, its ministry said."
func (a *analysis) ownReport(n *node) bool {
	if n.Kind != document.Pronoun || n.pro.class != possessive || n.Person != 3 {
		return false
	}
	t := n.tree
	verb := n.clause
	if verb < 0 || !speechVerbs[t.lower(verb)] || t.child(verb, "nsubj") != t.head(n.Head) {
		return false
	}
	claim := t.child(verb, "ccomp")
	if t.relation(verb) == "parataxis" {
		claim = t.head(verb)
	}
	if claim < 0 || claim > n.Head {
		return false
	}
	m := a.at(n.Sentence, t.child(claim, "nsubj", "nsubj:pass"))
	if m == nil || m.order > n.order || m.Kind == document.Pronoun || m.Kind == document.Nominal && m.Type != graph.Person && m.Type != graph.Organization || t.coordinated(m.Head) {
		return false
	}
	switch m.Type {
	case graph.Person:
		return n.Number == sing && n.Gender != neut && a.link(n, m, "subject of the claim", 0.9)
	case graph.Place, graph.Organization:
		return n.Gender == neut && a.link(n, m, "subject of the claim", 0.9)
	}
	return false
}

// amongThem links "them" of "detained 14 people, among them a lawyer" with those
// right before the comma.
func (a *analysis) amongThem(n *node) bool {
	t := n.tree
	if n.Kind != document.Pronoun || n.role == subject || n.Number != plur || n.Person != 3 || n.Head < 3 || t.Tokens[n.Head-2].Form != "," {
		return false
	}
	if word := t.lower(n.Head - 1); word != "among" && word != "of" && word != "including" {
		return false
	}
	for i := n.Head - 3; i >= 0; i = t.head(i) {
		if m := a.at(n.Sentence, i); m != nil && m.Number == plur && m.Kind != document.Pronoun && m.order < n.order {
			n.pair = m // they may be within the phrase
			return a.link(n, m, "those before the comma", 0.95)
		}
		if t.relation(i) != "nmod" && t.relation(i) != "flat" && t.relation(i) != "compound" {
			return false
		}
	}
	return false
}
