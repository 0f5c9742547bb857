package mention

import (
	"factgraph/graph"
	"factgraph/ingest/document"
	"slices"
)

// continued is the subject of the sentence before that "he" or "she" goes on to
// speak of, nil if that is not certain: the sentence begins with the pronoun and
// the one before speaks of nobody else ("The captain was released. He thanked
// the court."), or a quotation is ascribed to it ("Novak wept. 'We won,' he
// said.").
func (a *analysis) continued(n *node) *node {
	if n.Kind != document.Pronoun || classOf(n) != classHe || n.role != subject || n.Sentence == 0 || n.quote >= 0 {
		return nil
	}
	last := a.quoteBegins(n) - 1
	if last < 0 {
		return nil
	}
	t, before := n.tree, a.trees[last]
	if t.Paragraph != before.Paragraph || t.Kind != document.Prose || before.Kind != document.Prose {
		return nil
	}
	h := t.head(n.Head)
	said := h >= 0 && speechVerbs[t.lower(h)] && (t.relation(h) == "root" || t.relation(h) == "parataxis") && t.quotesBefore(n.Head)
	if !said && n.Head > 0 {
		return nil
	}
	m := a.rootSubject(last)
	if m == nil || m.quote >= 0 || m.Number != sing || !a.clusterOf(m).isPerson() || a.clash(n, m) {
		return nil
	}
	if !said && a.speaksOfOthers(n, m) {
		return nil
	}
	return m
}

// quoteBegins is the sentence in which the quotation begins that n says, or that
// of n, who says none.
func (a *analysis) quoteBegins(n *node) int {
	for _, q := range a.quotes {
		if q.speaker == n.id && q.first.sentence < n.Sentence {
			return q.first.sentence
		}
	}
	return n.Sentence
}

// goneOnWith is whose "Its ministry" at the beginning of a sentence is: that of
// the country or organization that the sentence before was about. It is nil where
// that one was about something else, or two of them.
func (a *analysis) goneOnWith(n *node) *node {
	if n.Kind != document.Pronoun || n.pro.class != possessive || n.Gender != neut || n.Head > 0 || n.Sentence == 0 {
		return nil
	}
	t, before := n.tree, a.trees[n.Sentence-1]
	if t.Paragraph != before.Paragraph || t.Kind != document.Prose || before.Kind != document.Prose || n.quote >= 0 {
		return nil
	}
	if s := t.head(n.Head); s < 0 || t.relation(s) != "nsubj" {
		return nil
	}
	m := a.rootSubject(n.Sentence - 1)
	if m == nil || m.quote >= 0 || m.Number == plur || m.Type != graph.Place && m.Type != graph.Organization || m.tree.coordinated(m.Head) || a.clash(n, m) {
		return nil
	}
	return m
}

// isPerson tells whether the cluster is somebody, by its nouns or by its names:
// a sponsor may be a company, but not one that is called Jane Roe.
func (c *cluster) isPerson() bool {
	return c.person || len(c.names) > 0 && !slices.ContainsFunc(c.names, func(n *node) bool { return n.Type != graph.Person })
}

// willed are verbs, beside those of speech and of claims, whose "it" has a will:
// it is the organization that the sentence before was about, and no thing.
var willed = map[string]bool{
	"plan": true, "want": true, "refuse": true, "agree": true, "decline": true, "intend": true, "aim": true, "seek": true,
	"employ": true, "hire": true, "own": true, "offer": true, "demand": true, "accuse": true, "blame": true, "apologize": true,
	"apologise": true, "expect": true, "need": true, "reject": true,
}

// willing is the organization that "it" goes on to speak of, nil if that is not
// certain: "Halden is the port's best customer. It has not threatened to leave."
func (a *analysis) willing(n *node) *node {
	if n.Kind != document.Pronoun || classOf(n) != classIt || n.role != subject || n.Head > 0 || n.Sentence == 0 {
		return nil
	}
	t, before := n.tree, a.trees[n.Sentence-1]
	v := t.head(n.Head)
	if v < 0 || t.Paragraph != before.Paragraph || !speechVerbs[t.lower(v)] && !selfVerbs[t.lower(v)] && !willed[t.lower(v)] {
		return nil
	}
	m := a.rootSubject(n.Sentence - 1)
	if m == nil || m.Type != graph.Organization || m.Number == plur || a.clash(n, m) {
		return nil
	}
	if !a.aloneInClause(m) {
		return nil
	}
	return m
}

// rootSubject is the subject of the main clause of a sentence, nil if it has none.
func (a *analysis) rootSubject(sentence int) *node {
	t := a.trees[sentence]
	for i := range t.Tokens {
		if t.head(i) < 0 && t.Tokens[i].Deprel == "root" {
			return a.at(sentence, t.child(i, "nsubj", "nsubj:pass"))
		}
	}
	return nil
}

// speaksOfOthers tells whether the main clause of the sentence of m has somebody
// else whom n can mean. Whoever is named in passing, in a relative clause, is
// seldom gone on with.
func (a *analysis) speaksOfOthers(n, m *node) bool {
	for i := range m.tree.Tokens {
		o := a.at(m.Sentence, i)
		if o == nil || o.clause != m.clause || o.Number == plur || a.cluster[o.id] == a.cluster[m.id] {
			continue
		}
		c := a.clusterOf(o)
		if (c.person || o.Kind == document.Named && !o.typed || o.Kind == document.Nominal && o.Type == graph.Person) && !a.clash(n, o) {
			return true
		}
	}
	return false
}

// quotesBefore tells whether a quotation ends before token i.
func (t *tree) quotesBefore(i int) bool {
	for j := range i {
		switch t.Tokens[j].Form {
		case "\"", "”", "''":
			return true
		}
	}
	return false
}

// unnamed is the pronoun that a text begins with which the bare surname n, met
// for the first time, must be the name for: "She was born in 1922. Hall was ...".
// A surname alone is old news, so where only one person has been spoken of and
// not named, it is that person's. It is nil if there is none.
func (a *analysis) unnamed(n *node, pos int) *node {
	if n.Kind != document.Named || len(n.words) != 1 || n.Type != graph.Person || n.role != subject && n.role != possessiveModifier && n.role != passiveSubject {
		return nil
	}
	for _, m := range a.clusterOf(n).members {
		if o := a.nodes[m]; o.order < n.order || len(o.words) > 1 {
			return nil
		}
	}
	var first *node
	for _, id := range a.byOrder[:min(pos, maxCandidates)] {
		m := a.nodes[id]
		if m.Kind == document.Pronoun && classOf(m) == classHe && m.pro.class != relative && len(a.clusterOf(m).names) == 0 && !a.clusterOf(m).nominal {
			first = m
			break
		}
		if m.Kind == document.Named && m.Type == graph.Person {
			return nil // the pronoun may be for this one
		}
	}
	if first == nil || first.Sentence == n.Sentence && n.tree.dominates(first.clause, n.Head) || a.clash(n, first) {
		return nil // "He said Hall was ill": not he
	}
	return first
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
