package mention

import (
	"factgraph/graph"
	"factgraph/ingest/document"
)

// ownerOf is the pronoun of "her" in "her lawyer said she would appeal", for whom
// the lawyer speaks; nil if there is none.
func (a *analysis) ownerOf(n *node, speaker int) *node {
	owner := n.tree.child(speaker, "nmod:poss")
	if described := n.tree.child(speaker, "appos", "nmod:desc"); owner < 0 && described >= 0 {
		owner = n.tree.child(described, "nmod:poss")
	}
	if owner < 0 {
		return nil
	}
	m := a.at(n.Sentence, owner)
	if m == nil || m.Kind != document.Pronoun || m.pro.class != possessive || m.Gender != n.Gender || m.Number != n.Number || n.Gender != document.Masculine && n.Gender != document.Feminine {
		return nil
	}
	return m
}

// afterReport links the "it" of "The quake struck at dawn, the agency said. It was
// followed by a tsunami." with what the report is about: who says so stands at the
// end and is hardly the subject of a passive or a copula.
func (a *analysis) afterReport(n *node) bool {
	if n.Kind != document.Pronoun || n.pro.class != personal || n.Person != 3 || n.Number != sing || n.Gender == masc || n.Gender == fem || n.Sentence == 0 {
		return false
	}
	t := n.tree
	if t.head(n.clause) >= 0 || t.child(n.clause, "nsubj:pass") != n.Head && (t.child(n.clause, "nsubj") != n.Head || t.child(n.clause, "cop") < 0) {
		return false
	}
	before := a.trees[n.Sentence-1]
	said := -1
	for i := range before.Tokens {
		if before.Tokens[i].Head < 0 {
			said = i
		}
	}
	if said < 0 || !speechVerbs[before.lower(said)] {
		return false
	}
	claim, source := before.child(said, "ccomp"), before.child(said, "nsubj")
	if claim < 0 || source < claim || claim > said {
		return false
	}
	m := a.at(n.Sentence-1, before.child(claim, "nsubj", "nsubj:pass"))
	if m == nil || m.Kind == document.Pronoun || m.Kind == document.Amount || m.Number != sing || before.coordinated(m.Head) {
		return false
	}
	switch m.Type {
	case graph.Person, graph.Organization, graph.Place:
		return false
	}
	return a.link(n, m, "subject of the report before", 0.9)
}
