package mention

import (
	"cmp"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention/lexicon"
)

// A spelling is one wording of a name and the mentions that use it.
type spelling struct {
	words []string
	nodes []*node
}

// spellings are the names of a document.
type spellings struct {
	list []*spelling // in the order of the first mentions
	by   map[any][]*spelling
}

// keys of spellings.by, beside words and countries.
type (
	acronymKey string
	aliasKey   int
)

// maxRelated bounds the names of one key that are compared with another, so
// that a long list of one family's members costs no more than it should.
const maxRelated = 40

// related lists the other names that may belong to the same thing: those that
// share a word, an alias or a country, and those that s is short for.
func (all *spellings) related(s *spelling) []*spelling {
	var found []*spelling
	add := func(key any) {
		list := all.by[key]
		for _, other := range list[:min(len(list), maxRelated)] {
			if other != s && !slices.Contains(found, other) {
				found = append(found, other)
			}
		}
	}
	n := s.nodes[0]
	for _, w := range s.words {
		add(w)
	}
	if isAcronym(n.Name) && len(s.words) == 1 {
		add(acronymKey(s.words[0]))
		if len(n.full) > 0 {
			add(n.full[0])
		}
	}
	if line := aliasLine(s.words); line != 0 {
		add(aliasKey(line))
	}
	if n.country != nil {
		add(n.country)
	}
	slices.SortFunc(found, func(x, y *spelling) int { return cmp.Compare(x.nodes[0].order, y.nodes[0].order) })
	return found
}

// index makes s findable.
func (all *spellings) index(s *spelling) {
	n := s.nodes[0]
	keys := map[any]bool{}
	for _, w := range s.words {
		keys[w] = true
	}
	if len(s.words) > 1 {
		for _, letters := range initials(n) {
			keys[acronymKey(letters)] = true
		}
	}
	if line := aliasLine(s.words); line != 0 {
		keys[aliasKey(line)] = true
	}
	if n.country != nil {
		keys[n.country] = true
	}
	for key := range keys {
		all.by[key] = append(all.by[key], s)
	}
}

// spell groups the names of the document by their words.
func (a *analysis) spell() *spellings {
	all := &spellings{by: map[any][]*spelling{}}
	byKey := map[string]*spelling{}
	for _, n := range a.nodes {
		if n.Kind != document.Named || len(n.words) == 0 {
			continue
		}
		key := strings.Join(n.words, " ")
		s := byKey[key]
		if s == nil {
			s = &spelling{words: n.words}
			byKey[key] = s
			all.list = append(all.list, s)
		}
		s.nodes = append(s.nodes, n)
	}
	for _, s := range all.list {
		all.index(s)
	}
	return all
}

// settleTypes gives all mentions of one spelling, and the short forms of a
// person's name, the type that most of them have: within an article a name
// seldom changes its meaning, but a tagger changes its mind.
func (s *spelling) settleTypes(all *spellings) {
	votes := map[graph.Type]int{}
	for _, n := range s.nodes {
		if n.typed {
			votes[n.Type]++
			if len(n.Titles) > 0 {
				votes[n.Type] += 2
			}
			if n.Type == graph.Person && n.tree.thing(n.Head) {
				votes[n.Type] -= 3
			}
			if n.Type == graph.Organization && n.incorporated() { // whatever "Acme" is taken for, "Acme Inc." is a company
				votes[n.Type] += len(s.nodes)
			}
		}
	}
	var bearers []*spelling // the full names that this is the surname of
	if len(s.words) == 1 || particles[s.words[0]] {
		for _, long := range all.related(s) {
			first := long.nodes[0]
			if len(long.words) < 2 || !first.typed {
				continue
			}
			switch {
			case first.Type == graph.Person && long.hasSurname(s.words) && !s.incorporated(),
				first.Type == graph.Organization && long.words[0] == s.words[0] && s.nodes[0].country == nil && (s.nodes[0].Type != graph.Place || s.nodes[0].Subtype == ""):
				votes[first.Type] += 2 * len(long.nodes)
				if first.Type == graph.Organization && (first.incorporated() && !s.located() || first.trades() && !s.introduced(all)) {
					votes[first.Type] += len(s.nodes) // "Acme" of "Acme Inc" is no place where nothing happens, nor anybody
				}
				if first.Type == graph.Person {
					bearers = append(bearers, long)
				}
			}
		}
	}
	best := graph.Type("")
	for _, t := range graph.Types() {
		if votes[t] > votes[best] {
			best = t
		}
	}
	if best == "" {
		return
	}
	model := s.nodes[0]
	for _, n := range s.nodes {
		if n.Type == best {
			model = n
			break
		}
	}
	gender := anyGender
	if len(bearers) > 0 {
		// "Ashley" is no woman's name in an article about Brian Ashley.
		shared := commonGender(bearers)
		for _, n := range s.nodes {
			if len(n.Titles) == 0 {
				n.Gender, n.hint, n.leaning = shared, shared, bearers[0].nodes[0].leaning
			}
		}
	}
	for _, n := range s.nodes {
		if best == graph.Person && n.Gender != neut && n.Gender != anyGender && (gender == anyGender || len(n.Titles) > 0) {
			gender = n.Gender
		}
	}
	for _, n := range s.nodes {
		if n.Type != best {
			n.Type, n.Subtype, n.typed = best, "", true
			if model.Type == best {
				n.Subtype = model.Subtype
			}
			n.Gender = neut
		}
		if best == graph.Person {
			n.Gender = gender
		}
	}
}

// incorporated tells whether a name ends in a legal form or as only those of
// organizations do, "Acme Inc.", "Acme Foods".
func (n *node) incorporated() bool {
	last := lastWord(n.Name)
	word := strings.ToLower(strings.Trim(last, "."))
	return last != n.Name && (companyForms[word] || lexicon.NameEnding(word).Impersonal)
}

// incorporated tells whether a name is written with a legal form somewhere: the
// "Roe" of "Roe Group" is the firm, though Jane Roe leads it.
func (s *spelling) incorporated() bool {
	return slices.ContainsFunc(s.nodes, func(n *node) bool { return n.Type == graph.Organization && n.incorporated() })
}

// introduced tells whether the article has a person of that surname under a full
// name, or speaks of one with a title: who is not is nobody that it goes on with
// by the bare surname.
func (s *spelling) introduced(all *spellings) bool {
	if slices.ContainsFunc(s.nodes, func(n *node) bool { return len(n.Titles) > 0 }) {
		return true
	}
	return slices.ContainsFunc(all.related(s), func(long *spelling) bool {
		return len(long.words) > 1 && long.nodes[0].Type == graph.Person && long.hasSurname(s.words)
	})
}

// trades tells whether the name of an organization may be that of a company: no
// ordinary word in it says that it is another body, as in "Smith Foundation".
func (n *node) trades() bool {
	return n.incorporated() || n.noun == nil || n.noun.Type != graph.Organization
}

// located tells whether something is said to happen in or at what has the name.
func (s *spelling) located() bool {
	return slices.ContainsFunc(s.nodes, func(n *node) bool {
		preposition := n.tree.child(n.Head, "case")
		if preposition < 0 || n.tree.relation(n.Head) != "obl" {
			return false
		}
		switch n.tree.lower(preposition) {
		case "in", "at", "near", "outside":
			return true
		}
		return false
	})
}

// commonGender is the gender that all full names have.
func commonGender(full []*spelling) document.Gender {
	g := full[0].nodes[0].Gender
	for _, s := range full[1:] {
		if s.nodes[0].Gender != g {
			return anyGender
		}
	}
	return g
}

// thing tells whether a relative clause calls the name i "which".
func (t *tree) thing(i int) bool {
	c := t.child(i, "acl:relcl")
	if c < 0 {
		return false
	}
	for d := range t.dependents(c) {
		if t.lower(d) == "which" {
			return true
		}
	}
	return false
}

// hasSurname tells whether a full name ends with the words.
func (s *spelling) hasSurname(words []string) bool {
	full, _ := splitGeneration(s.words)
	return len(full) > len(words) && slices.Equal(full[len(full)-len(words):], words)
}

// mergeNames links the mentions of each spelling, and each short form to the
// only full name it can be short for.
func (a *analysis) mergeNames(all *spellings) {
	for _, s := range all.list {
		for i, n := range s.nodes[1:] {
			a.link(n, s.nodes[i], "same name", 1)
		}
	}
	for _, s := range all.list {
		var full *spelling
		unique, fullNames := true, []*spelling(nil)
		for _, long := range all.related(s) {
			if !expands(s, long) || s.relative(long) {
				continue
			}
			fullNames = append(fullNames, long)
			if full != nil && a.cluster[full.nodes[0].id] != a.cluster[long.nodes[0].id] {
				if sameName(full.nodes[0], long.nodes[0]) {
					if len(long.words) > len(full.words) {
						full = long
					}
					continue
				}
				unique = false
				continue
			}
			full = long
		}
		if !unique {
			a.onlyBefore(s, fullNames)
			continue
		}
		if full == nil {
			continue
		}
		first, second := s.nodes[0], full.nodes[0]
		if first.order < second.order {
			first, second = second, first
		}
		a.link(first, second, "short name", 1)
	}
}

// madeThings types as products what the tagger took for an organization and is
// the maker's name with another and "the" right before it: "the Chrysler Aspen",
// where the text speaks of Chrysler. Organizations called so end as only they do,
// "the Chrysler Group"; and "the historical Octavia Minor" is somebody.
func (s *spelling) madeThings(all *spellings) {
	n := s.nodes[0]
	if len(s.words) < 2 || n.Type != graph.Organization || n.incorporated() || !n.trades() || lexicon.NameEnding(s.words[len(s.words)-1]).Type == graph.Organization {
		return
	}
	maker := slices.ContainsFunc(all.related(s), func(o *spelling) bool {
		return len(o.words) == 1 && o.words[0] == s.words[0] && o.nodes[0].Type == graph.Organization
	})
	article := func(n *node) bool { return n.nameFirst > 0 && n.tree.lower(n.nameFirst-1) == "the" }
	if !maker || !slices.ContainsFunc(s.nodes, article) {
		return
	}
	for _, n := range s.nodes {
		n.Type, n.Subtype, n.unlike = graph.Product, "", s.words[:1]
	}
}

// relative tells whether the full name is that of a relative of whom the bare
// surname s meant before, and tells its mentions so. So it is where one sentence
// names both, "Ure is the daughter of Colin Ure", and where the full name comes
// as somebody's brother or wife, "Mr. Castro ... his brother, Raul Castro".
func (s *spelling) relative(long *spelling) bool {
	n, m := s.nodes[0], long.nodes[0]
	if n.Type != graph.Person || m.Type != graph.Person || len(s.words) > 1 || n.order > m.order || n.tree.Kind != document.Prose {
		return false
	}
	if n.Sentence == m.Sentence && isApposition(n.tree, n.Head, m.Head) || n.Sentence != m.Sentence && !m.tree.kinOf(m.Head) {
		return false
	}
	for _, m := range long.nodes {
		m.unlike = s.words
	}
	return true
}

// kin are the nouns that say whose relative somebody is.
var kin = map[string]bool{
	"brother": true, "sister": true, "wife": true, "husband": true, "widow": true, "widower": true, "son": true, "daughter": true,
	"father": true, "mother": true, "uncle": true, "aunt": true, "nephew": true, "niece": true, "cousin": true, "grandson": true,
	"granddaughter": true, "grandfather": true, "grandmother": true, "spouse": true, "sibling": true, "child": true, "parent": true,
	"stepson": true, "stepdaughter": true, "brother-in-law": true, "sister-in-law": true, "son-in-law": true, "daughter-in-law": true,
}

// kinOf tells whether the name i is that of somebody's relative: "his younger
// brother, Defense Minister Raul Castro".
func (t *tree) kinOf(i int) bool {
	if h := t.head(i); h >= 0 && t.relation(i) == "appos" && kin[t.lower(h)] {
		return true
	}
	for d := range t.dependents(i) {
		switch t.relation(d) {
		case "appos", "compound", "nmod":
			if kin[t.lower(d)] && (t.relation(d) != "nmod" || t.Tokens[d].Deprel == "nmod:desc") {
				return true
			}
		}
	}
	return false
}

// onlyBefore links an ambiguous short name to the full name that stands before
// its first use, if there is just one: "Sanders" after Sarah Sanders and before
// Bernie Sanders. If there are more, it is the one that the headline names.
func (a *analysis) onlyBefore(s *spelling, full []*spelling) {
	n := s.nodes[0]
	var before, headline []*node
	for _, f := range full {
		m := f.nodes[0]
		if m.order >= n.order {
			continue
		}
		before = a.addDistinct(before, m)
		if m.tree.Kind == document.Headline {
			headline = a.addDistinct(headline, m)
		}
	}
	switch {
	case len(before) == 1:
		a.link(n, before[0], "short name", 0.9)
	case len(headline) == 1:
		a.link(n, headline[0], "short name", 0.8)
	default:
		for _, n := range s.nodes {
			n.ambiguous = true
		}
	}
}

// addDistinct adds m to the nodes, unless one of its chain is among them.
func (a *analysis) addDistinct(nodes []*node, m *node) []*node {
	if slices.ContainsFunc(nodes, func(o *node) bool { return a.cluster[o.id] == a.cluster[m.id] }) {
		return nodes
	}
	return append(nodes, m)
}

// expands tells whether long is a fuller form of the name s.
func expands(s, long *spelling) bool {
	x, y := s.nodes[0], long.nodes[0]
	a, b := s.words, long.words
	switch {
	case aliasLine(a) != 0 && aliasLine(a) == aliasLine(b):
		return true
	case x.country != nil && x.country == y.country:
		return x.Type == y.Type
	case acronymOf(x, y):
		return true
	case len(a) > len(b) || slices.Equal(a, b):
		return false
	case x.Type == graph.Person || y.Type == graph.Person:
		return y.Type == graph.Person && (x.Type == graph.Person || !x.typed) && !halfSurname(x, y) && expandsPerson(a, b)
	case x.country != nil || y.country != nil:
		return false
	case x.Type == graph.Place || y.Type == graph.Place:
		return x.Type == y.Type && extendsPlace(a, b)
	case x.typed && y.typed && x.Type != y.Type:
		return false
	case len(a) == 1 && isModel(a[0]):
		return y.Type == graph.Product && slices.Contains(b, a[0])
	case strings.HasPrefix(y.Name, x.Name+"'s ") || strings.HasPrefix(y.Name, x.Name+"’s "): // "Parkinson", "Parkinson's Association"
		return false
	case len(a) == 1:
		return b[0] == a[0] && !x.kindOnly() && !y.ownedEvent() && (y.Type == graph.Organization || y.Type == graph.Product)
	}
	return a[len(a)-1] == b[len(b)-1] && subset(a, b) || slices.Equal(a, b[:len(a)])
}

// isModel tells whether a word is the number of a model, which makers give to
// one product alone: "A380" of "Airbus A380".
func isModel(word string) bool {
	return len(word) >= 3 && strings.ContainsAny(word, "0123456789")
}

// kindOnly tells whether a name of one word may say no more than what kind of
// thing it names: "Congress" need not be the Congress Party. "Apple" is no
// kind of company.
func (n *node) kindOnly() bool {
	return n.noun != nil && (n.noun.Type == graph.Organization || n.noun.Type == graph.Group || n.Type != graph.Organization)
}

// ownedEvent tells whether a name ends in a noun for an event, whatever type it
// has: "the Acme Developers Conference" is no fuller name of Acme.
func (n *node) ownedEvent() bool { return n.noun != nil && n.noun.Type == graph.Event }

func expandsPerson(a, b []string) bool {
	a, genA := splitGeneration(a)
	b, genB := splitGeneration(b)
	if genA != "" && genA != genB || len(a) == 0 || len(b) < 2 {
		return false
	}
	if len(a) == 1 {
		return a[0] == b[len(b)-1] || a[0] == b[0]
	}
	return a[len(a)-1] == b[len(b)-1] && sameGiven(a[0], b[0]) || subset(a, b)
}
