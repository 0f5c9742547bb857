package mention

import (
	"cmp"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// partsWindow is how many sentences back the parts of a plural are looked for.
const partsWindow = 3

// maxParts is how many mentions back the parts of a plural are looked for.
const maxParts = 400

// numerals are the counts that a plural may be told with.
var numerals = map[string]int{
	"two": 2, "2": 2, "both": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5,
}

// anybody are the nouns that any persons may be called by together; others, such
// as "the two soldiers", must be said of each.
var anybody = map[string]bool{
	"man": true, "woman": true, "person": true, "leader": true, "politician": true, "official": true, "statesman": true,
	"rival": true, "colleague": true, "friend": true, "ally": true, "counterpart": true, "opponent": true, "candidate": true,
	"partner": true, "suspect": true, "winner": true, "author": true, "founder": true, "player": true,
}

// opposed are the nouns for two that deal or fight with one another, whatever
// they are.
var opposed = map[string]bool{"side": true, "party": true}

// couples are the nouns in the singular for two persons.
var couples = map[string]bool{"couple": true, "duo": true}

// splitAntecedents finds the parts of plurals that mean several things named
// apart: "the two leaders" of Trump and Putin, "they" after "she and her son".
func (a *analysis) splitAntecedents() {
	var plurals []*node // that have parts
	for pos, id := range a.byOrder {
		n := a.nodes[id]
		c := a.clusterOf(n)
		if a.theTwo(n) {
			c.parts = a.opponents(n, pos)
			continue
		}
		if family := a.family(n, pos); len(family) > 1 {
			n.Type, n.Subtype = graph.Person, ""
			c.parts = family
			continue
		}
		if n.Number != plur && !couples[n.lemma] || len(c.names) > 0 || c.parts != nil || slices.Min(c.members) != n.id {
			continue
		}
		var parts []*node
		switch {
		case n.Kind == document.Nominal:
			parts = a.partsOfNoun(n, pos)
		case n.Kind == document.Pronoun && n.Person == 3 && !c.nominal:
			parts = a.partsOfPronoun(n, pos)
		}
		if len(parts) < 2 {
			continue
		}
		c.parts = parts
		a.joinPlurals(n, plurals)
		plurals = append(plurals, n)
	}
}

// family finds those that a plural surname means, "the Curies": all persons of
// that surname that the article has named before.
func (a *analysis) family(n *node, pos int) []*node {
	form := n.tree.Tokens[n.Head].Form
	surname, plural := strings.CutSuffix(strings.ToLower(form), "s")
	if !plural || n.Kind == document.Pronoun || n.Head == 0 || n.tree.lower(n.Head-1) != "the" || n.Last != n.Head || form == strings.ToLower(form) {
		return nil
	}
	var found []*node
	for _, id := range a.byOrder[max(0, pos-maxParts):pos] {
		m := a.nodes[id]
		if m.Kind != document.Named || m.Type != graph.Person || len(m.words) < 2 || m.words[len(m.words)-1] != surname {
			continue
		}
		if !slices.ContainsFunc(found, func(other *node) bool { return a.cluster[other.id] == a.cluster[m.id] }) {
			found = append(found, m)
		}
	}
	return found
}

// joinPlurals links n with an earlier plural that has the same parts.
func (a *analysis) joinPlurals(n *node, plurals []*node) {
	parts := a.clusterOf(n).parts
	same := func(x, y *node) bool { return a.cluster[x.id] == a.cluster[y.id] }
	for _, m := range plurals {
		if !same(m, n) && slices.EqualFunc(a.clusterOf(m).parts, parts, same) && a.link(n, m, "same members", 1) {
			return
		}
	}
}

// partsOfNoun finds the parts of a definite plural noun.
func (a *analysis) partsOfNoun(n *node, pos int) []*node {
	both := n.tree.child(n.Head, "det", "det:predet", "cc:preconj")
	count := numerals[n.numeral]
	if both >= 0 && lowerForm(&n.tree.Tokens[both]) == "both" {
		count = 2
	} else if n.det != definiteArticle && n.det != pointing {
		return nil
	}
	if couples[n.lemma] {
		return a.partsOfCouple(n, pos)
	}
	for d := range n.tree.dependents(n.Head) {
		if r := n.tree.relation(d); (r == "amod" || r == "compound") && n.tree.child(d, "conj") >= 0 {
			return nil // "both Russian and Iranian officials": some of each
		}
	}
	if count == 2 && opposed[n.lemma] {
		return a.opponents(n, pos)
	}
	_, title := isTitle(n.lemma)
	if count == 0 && !title || n.tree.child(n.Head, "acl:relcl", "acl") >= 0 {
		return nil // "the two soldiers whose kidnapping ...": these and no others
	}
	fits := func(m *node) bool {
		switch {
		case m.Kind != document.Named || m.Number == plur || m.order >= n.order:
			return false
		case n.Type == graph.Person:
			return m.Type == graph.Person && (anybody[n.lemma] || a.hasTitle(m, n.lemma) || slices.Contains(a.clusterOf(m).said, n.lemma)) && (n.Gender == anyGender || n.Gender == neut || m.Gender == anyGender || m.Gender == n.Gender)
		case n.Subtype == "country":
			return m.country != nil && m.Type == graph.Place
		}
		return n.Type == m.Type && n.Type == graph.Organization && (families[n.lemma] == nil && a.toldAs(n, m) || families[n.lemma] != nil && !a.isPublicBody(m))
	}
	if title && count == 0 {
		// "the presidents": those with that title.
		holders := a.distinct(n, pos, func(m *node) bool { return fits(m) && a.hasTitle(m, n.lemma) }, 1<<30)
		if len(holders) <= 3 {
			return holders
		}
		return nil
	}
	if n.Subtype == "country" {
		// Articles name many countries in passing: "the two nations" are these
		// only where there are no others.
		if all := a.distinct(n, pos, fits, 1<<30); len(all) == count {
			return all
		}
		return nil
	}
	for window := 0; window <= partsWindow; window++ {
		if found := a.distinct(n, pos, fits, window); len(found) >= count {
			return a.foremost(found, count)
		}
	}
	return a.foremost(a.distinct(n, pos, fits, 1<<30), count)
}

// toldAs tells whether the text has called the chain of m by the noun of n, by one
// for a kind of it, or by none at all: "the two banks" are no bank and a watchdog.
func (a *analysis) toldAs(n, m *node) bool {
	called := len(a.clusterOf(m).said) > 0
	for _, k := range a.clusterOf(m).members {
		o := a.nodes[k]
		if a.fitOf(n, o) >= ofItsKind {
			return true
		}
		called = called || o.Kind == document.Nominal || nameHead(o) != "" && a.lexicon.Noun(nameHead(o)) != nil
	}
	return !called && !a.isPublicBody(m)
}

// theTwo tells whether a number stands for two that were named together: "the
// two died on Monday".
func (a *analysis) theTwo(n *node) bool {
	t := n.tree
	det := t.child(n.Head, "det")
	return n.Kind == document.Amount && t.lower(n.Head) == "two" && det >= 0 && t.lower(det) == "the" && t.child(n.Head, "nmod", "amod", "acl") < 0
}

// opponentsWindow is how many sentences back those who deal or fight with one
// another are named together.
const opponentsWindow = 6

// opponents finds the two that "both sides" are: those that the article last
// named together as a subject, or "between" which something was.
func (a *analysis) opponents(n *node, pos int) []*node {
	for k := pos - 1; k >= 0; k-- {
		m := a.nodes[a.byOrder[k]]
		if n.Sentence-m.Sentence > opponentsWindow {
			return nil
		}
		if m.tree.relation(m.Head) == "conj" || m.role != subject && m.role != passiveSubject && !m.between() {
			continue
		}
		if parts := a.coordination(m); len(parts) == 2 && !slices.Contains(parts, n) {
			return parts
		}
	}
	return nil
}

// between tells whether a mention is what "between" stands before.
func (n *node) between() bool {
	word := n.tree.child(n.Head, "case")
	return word >= 0 && n.tree.lower(word) == "between"
}

// partsOfCouple finds the two persons of "the couple": those, and only those,
// that the sentence before speaks of, by name or by a pronoun for one.
func (a *analysis) partsOfCouple(n *node, pos int) []*node {
	if n.Number == plur || n.tree.child(n.Head, "acl:relcl", "acl", "nmod") >= 0 {
		return nil // "the couple who live next door"
	}
	persons := a.distinct(n, pos, func(m *node) bool {
		return m.Sentence == n.Sentence-1 && m.Number != plur && len(a.clusterOf(m).names) > 0 &&
			(m.Type == graph.Person || m.Kind == document.Pronoun && (m.Gender == masc || m.Gender == fem))
	}, 1)
	if len(persons) != 2 {
		return nil
	}
	return persons
}

// hasTitle tells whether the chain of m has the title somewhere.
func (a *analysis) hasTitle(m *node, title string) bool {
	return slices.ContainsFunc(a.titled[title], func(x *node) bool { return a.cluster[x.id] == a.cluster[m.id] })
}

// distinct lists a mention of each chain that has one before n that fits, at
// most window sentences back, in the order of the text.
func (a *analysis) distinct(n *node, pos int, fits func(*node) bool, window int) []*node {
	var found []*node
	seen := map[int]bool{}
	for _, id := range a.byOrder[max(0, pos-maxParts):pos] {
		m := a.nodes[id]
		if n.Sentence-m.Sentence <= window && fits(m) && !seen[a.cluster[id]] {
			seen[a.cluster[id]] = true
			found = append(found, m)
		}
	}
	return found
}

// foremost picks count of the candidates: all, if there are no more, else those
// that are mentioned most, if they stand out. It is nil if there are too few.
func (a *analysis) foremost(found []*node, count int) []*node {
	if len(found) < count {
		return nil
	}
	if len(found) > count {
		size := func(n *node) int { return len(a.clusterOf(n).members) }
		slices.SortStableFunc(found, func(x, y *node) int { return cmp.Compare(size(y), size(x)) })
		if size(found[count-1]) == size(found[count]) {
			return nil
		}
		found = found[:count]
		slices.SortFunc(found, func(x, y *node) int { return cmp.Compare(x.order, y.order) })
	}
	return found
}

// partsOfPronoun finds the coordination that "they" stands for, in its own
// sentence or the one before.
func (a *analysis) partsOfPronoun(n *node, pos int) []*node {
	for k := pos - 1; k >= 0; k-- {
		m := a.nodes[a.byOrder[k]]
		if n.Sentence-m.Sentence > 1 {
			return nil
		}
		if m.role != subject && m.role != passiveSubject || m.tree.relation(m.Head) == "conj" {
			continue
		}
		if parts := a.coordination(m); len(parts) > 1 && !slices.Contains(parts, n) {
			return parts
		}
	}
	return nil
}

// ownParts are the parts of the coordinated subject of the clause that "their"
// stands in: "Britain and France withdrew their troops". It is nil if there is
// none.
func (a *analysis) ownParts(n *node) []*node {
	if n.Kind != document.Pronoun || n.Person != 3 || n.Number != plur || n.pro.class != possessive {
		return nil
	}
	m := a.at(n.Sentence, n.tree.doer(n.clause))
	if m == nil || m.Head > n.Head {
		return nil
	}
	if parts := a.coordination(m); len(parts) > 1 {
		return parts
	}
	return nil
}

// coordination lists the mentions that are coordinated with m and itself, if
// each stands for one thing that "they" can mean together.
func (a *analysis) coordination(m *node) []*node {
	parts := []*node{m}
	for d := range m.tree.dependents(m.Head) {
		if m.tree.Tokens[d].Deprel != "conj" {
			continue
		}
		c := a.at(m.Sentence, d)
		if c == nil {
			return nil
		}
		parts = append(parts, c)
	}
	for _, p := range parts {
		c := a.clusterOf(p)
		if p.Number == plur && !c.collective() || !c.person && c.types&collectiveTypes == 0 || p.Kind == document.Pronoun && len(c.members) == 1 {
			return nil
		}
	}
	return parts
}
