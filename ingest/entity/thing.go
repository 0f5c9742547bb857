package entity

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/entity/gazetteer"
)

// class is how the article speaks of a thing.
type class uint8

const (
	named    class = iota // by a name
	specific              // by a noun phrase: "a joint statement"
	kind                  // as a kind of thing: "elections", "water"
	value                 // a date or an amount that a fact is about
)

// A thing is what one or more chains of the article mean: an entity in the
// making.
type thing struct {
	chains  []int
	class   class
	typ     graph.Type
	subtype string
	name    string // the fullest common name
	key     string // its nameKey
	first   int    // byte offset of its first mention

	names   counts // bare names
	aliases counts // wordings that name it
	roles   counts // titles and descriptions
	types   counts

	person  personName  // persons only
	listed  *aliasClass // what the table of well-known names says of the name
	keys    []string    // for the index
	context []feature
	home    string // the country of the article, for general names only
	frame   *frame // events and documents only

	// What identify decides.
	fixed  bool           // the identity is from a table
	forced graph.EntityID // what a person decided that it is
	entry  *entry         // of the user's catalogue
	id     graph.EntityID
	known  *graph.Entity // nil for a new entity
	reason string
	score  float64
}

// articleThings are the things of one article.
type articleThings struct {
	resolver *Resolver
	doc      *document.Document
	things   []*thing
	ofChain  map[int]*thing

	mentionAt map[[2]int]int            // sentence and head token → mention
	forced    map[int]graph.EntityID    // chains whose entity a person decided
	taken     map[graph.EntityID]*thing // ids given in this article
	home      gazetteer.Place           // the country that the article mostly speaks of
}

func newArticleThings(r *Resolver, doc *document.Document, forced map[int]graph.EntityID) *articleThings {
	a := &articleThings{
		resolver: r, doc: doc, forced: forced,
		ofChain: make(map[int]*thing), taken: make(map[graph.EntityID]*thing),
		mentionAt: make(map[[2]int]int, len(doc.Mentions)),
	}
	for i, m := range doc.Mentions {
		a.mentionAt[[2]int{m.Sentence, m.Head}] = i
	}
	return a
}

// collect makes things of the chains that facts use and of all that have a
// name, and joins the chains that mean one thing. Dates and amounts become
// things only where facts are about them, and passing descriptions ("a great
// thing") only where more is said of them; elsewhere they stay literals.
func (a *articleThings) collect(plan *factPlan) {
	for c := range a.doc.Chains {
		th := a.newThing(c)
		switch {
		case th == nil, len(a.doc.Chains[c].Members) > 0:
		case th.class == named, th.forced != "":
			a.things = append(a.things, th)
		case !plan.used[c], th.class == value && !plan.subjects[c]:
		case !plan.subjects[c] && a.passing(th):
		default:
			a.things = append(a.things, th)
		}
	}
	a.home = a.homeCountry()
	a.join()
	for _, th := range a.things {
		for _, c := range th.chains {
			a.ofChain[c] = th
		}
		th.entry = a.resolver.catalogue.find(th)
	}
}

// newThing describes a chain; nil for one of pronouns only.
func (a *articleThings) newThing(chain int) *thing {
	c := &a.doc.Chains[chain]
	th := &thing{
		chains: []int{chain}, forced: a.forced[chain], typ: c.Type, subtype: c.Subtype, first: -1,
		names: counts{}, aliases: counts{}, roles: counts{}, types: counts{},
	}
	best := document.Pronoun
	for _, m := range c.Mentions {
		m := &a.doc.Mentions[m]
		if th.first < 0 {
			th.first = m.Start
		}
		kind := m.Kind
		if kind == document.Named {
			kind = a.addName(th, m)
		}
		switch kind {
		case document.Nominal:
			if role := roleOf(a.doc, m); role != "" && (m.Type == graph.Person || m.Type == graph.Organization) && m.Number != document.Plural {
				th.roles.add(role)
			}
		}
		if kind != document.Pronoun {
			th.types.add(string(m.Type))
			if best == document.Pronoun || kind < best {
				best = kind
			}
		}
	}
	if th.typ == "" {
		th.typ = graph.Type(th.types.top())
	}
	switch best {
	case document.Named:
		th.class = named
		if len(th.names) == 0 {
			return nil
		}
		a.dropForeignNames(th)
		th.setName(graph.FullestName(th.names.list()))
		if a.isPlaceAfterAll(th) {
			th.typ = graph.Place
		}
	case document.Nominal:
		th.class = specific
		a.nameNominal(th, c)
	case document.Temporal, document.Amount:
		th.class = value
		th.setName(c.Name)
	default:
		return nil
	}
	if !strings.ContainsFunc(th.name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return nil
	}
	if th.class == named {
		th.typ = typeByName(th.name, th.typ)
	} else if th.typ == graph.Concept && lastWords()[strings.ToLower(a.headLemma(th))] == graph.Event {
		th.typ = graph.Event
	}
	if th.types.top() != string(th.typ) {
		th.types = counts{string(th.typ): 1}
	}
	if th.typ == graph.Person && th.class == named {
		th.person = parsePerson(th.name)
	}
	return th
}

// dropForeignNames drops names by which a table knows something else than the
// thing that most uses of its names mean: a chain that took in "Europe" for the
// Council of Europe must not make it an alias.
func (a *articleThings) dropForeignNames(th *thing) {
	if len(th.names) < 2 {
		return
	}
	main := th.names.top()
	mainKnown := a.tableID(main, th.typ)
	for name := range th.names {
		if name == main || graph.IsAcronym(name, main) || graph.IsAcronym(main, name) {
			continue
		}
		if id := a.tableID(name, th.typ); id != "" && id != mainKnown && th.names[name] < th.names[main] {
			delete(th.names, name)
			delete(th.aliases, name)
		}
	}
}

// tableID is the id by which a table knows the name; empty for other names.
func (a *articleThings) tableID(name string, typ graph.Type) graph.EntityID {
	if c := a.resolver.names.find(name, typ); c != nil {
		return c.id
	}
	if places := gazetteer.Places(graph.NameKey(name)); len(places) > 0 && typ != graph.Person {
		return graph.NewEntityID(places[0].Name)
	}
	return ""
}

// addName counts the name, the wording and the titles of a Named mention, and
// tells what the mention is: names of days and numbers are values, and a title
// alone ("the President") is no name.
func (a *articleThings) addName(th *thing, m *document.Mention) document.MentionKind {
	switch m.Type {
	case graph.Date:
		return document.Temporal
	case graph.Quantity:
		return document.Amount
	}
	name := cleanName(m.Name)
	if whole := cleanName(a.doc.Text[m.Start:m.End]); name == "" || whole != name && a.listed(whole, m.Type) {
		name = whole // "People's Republic of China", of which the tagger saw a part
	}
	if isTitle(name) {
		return document.Nominal
	}
	name += numberAfter(a.doc, m)
	if m.Type == graph.Person {
		name = withoutTitles(name)
	}
	name = a.fullName(withoutNoun(th, name), m)
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		return document.Amount
	}
	th.names.add(name)
	th.aliases.add(name)
	for _, title := range m.Titles {
		th.roles.add(title)
		if m.Type == graph.Person {
			th.aliases.add(title + " " + name)
		}
	}
	return document.Named
}

// listed tells whether a table has the name.
func (a *articleThings) listed(name string, typ graph.Type) bool {
	return a.resolver.names.find(name, typ) != nil || typ != graph.Person && len(gazetteer.Places(graph.NameKey(name))) > 0
}

// withoutNoun drops a common noun that stands before a name, and keeps it as a
// role: "union Unite" is Unite, a union. Particles belong to the name.
func withoutNoun(th *thing, name string) string {
	first, rest, ok := strings.Cut(name, " ")
	if !ok || !isCapitalized(rest) || first != strings.ToLower(first) || gazetteer.Rank(first) == 0 || personNames().nameParticles[first] {
		return name
	}
	th.roles.add(first)
	return rest
}

// fullName is the well-known name that begins with the name and goes on in the
// text: "Organization for Security and Co-operation", in Europe.
func (a *articleThings) fullName(name string, m *document.Mention) string {
	const further = 4 // words
	tokens := a.doc.Sentences[m.Sentence].Tokens
	if m.Type != graph.Organization {
		return name
	}
	for last := m.Last + 1; last < len(tokens) && last <= m.Last+further; last++ {
		if longer := name + a.doc.Text[tokens[m.Last].End:tokens[last].End]; tokens[last].UPOS == "PROPN" && a.resolver.names.find(longer, m.Type) != nil {
			return cleanName(longer)
		}
	}
	return name
}

// numberAfter is the number that belongs to a name and stands right after it,
// with a blank before it: "UNSCR" is "UNSCR 2254".
func numberAfter(doc *document.Document, m *document.Mention) string {
	tokens := doc.Sentences[m.Sentence].Tokens
	if next := m.Last + 1; next < len(tokens) && m.Type != graph.Person && m.Type != graph.Place {
		tok := &tokens[next]
		if tok.UPOS == "NUM" && tok.Head == m.Head && strings.Trim(tok.Form, "0123456789") == "" {
			return " " + tok.Form
		}
	}
	return ""
}

// isTitle tells whether a name consists of titles only, in the singular or the
// plural.
func isTitle(name string) bool {
	titles := personNames().titles
	for word := range strings.FieldsSeq(graph.NameKey(name)) {
		if !titles[word] && !titles[strings.TrimSuffix(word, "s")] {
			return false
		}
	}
	return true
}

// cleanName strips what is no part of a name: quotes, a leading article, a
// possessive, punctuation around it, line breaks.
func cleanName(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	name = strings.Trim(name, "\"'“”‘’«»„(),;:-–—#*|\\ ")
	for _, the := range []string{"the ", "The ", "THE "} {
		if rest, ok := strings.CutPrefix(name, the); ok && rest != "" {
			name = rest
		}
	}
	for _, s := range []string{"'s", "’s"} {
		name = strings.TrimSuffix(name, s)
	}
	return strings.TrimSpace(name)
}

// withoutTitles drops the titles that stand before a person's name.
func withoutTitles(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 && personNames().titles[graph.NameKey(words[0])] {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// roleOf is the description that a nominal mention gives: "Kremlin spokesman".
func roleOf(doc *document.Document, m *document.Mention) string {
	name := cleanName(m.Name)
	if len(strings.Fields(name)) > 5 {
		return ""
	}
	return name
}

// join makes one thing of those that mean the same: by the table of aliases
// and the gazetteer, by equal names, by acronyms, and of a lone name with the
// only person of that surname.
func (a *articleThings) join() {
	for _, th := range a.things {
		th.listed = a.resolver.names.find(th.name, th.typ)
	}
	var kept []*thing
	slices.SortStableFunc(a.things, func(x, y *thing) int {
		return cmp.Or(cmp.Compare(x.class, y.class), len(strings.Fields(y.name))-len(strings.Fields(x.name)))
	})
	for _, th := range a.things {
		var fits []*thing
		for _, other := range kept {
			if a.sameInArticle(other, th) {
				fits = append(fits, other)
			}
		}
		if len(fits) == 1 || len(fits) > 1 && !th.person.lone() {
			fits[0].absorb(th)
		} else {
			kept = append(kept, th)
		}
	}
	slices.SortStableFunc(kept, func(x, y *thing) int { return x.first - y.first })
	a.things = kept
}

// sameInArticle tells whether two things of the article are surely one.
func (a *articleThings) sameInArticle(x, y *thing) bool {
	if x.forced != y.forced {
		return false
	}
	if x.class == named && (y.class == kind || y.class == specific) { // the tagger saw it once and missed it once
		return isCapitalized(y.name) && (y.key == x.key || y.key == shortName(x.name)) && typeConflict(x.typ, y.typ) < severe
	}
	if x.class != y.class || x.class == specific {
		return x.class == kind && y.class == kind && kindKey(x.name) == kindKey(y.name)
	}
	if x.class == value {
		return x.name == y.name && x.typ == y.typ
	}
	if typeConflict(x.typ, y.typ) >= severe {
		return false
	}
	if x.typ == graph.Person && y.typ == graph.Person {
		return comparePersons(x.person, y.person) != namesDiffer
	}
	if x.listed != nil && x.listed == y.listed {
		return true
	}
	if y.key == shortName(x.name) && x.typ == graph.Organization && len(gazetteer.Places(y.key)) == 0 {
		return true // "Halden" beside "Halden Energy"
	}
	return x.key == y.key || isAcronym(x.key, y.name) || isAcronym(y.key, x.name)
}

// isAcronym is graph.IsAcronym of a key, which is seldom one.
func isAcronym(key, name string) bool {
	return !strings.Contains(key, " ") && graph.IsAcronym(key, name)
}

func isCapitalized(name string) bool {
	first, _ := utf8.DecodeRuneInString(name)
	return unicode.IsUpper(first)
}

// setName names the thing.
func (t *thing) setName(name string) { t.name, t.key = name, nameKey(name) }

// absorb adds another thing of the article to this one.
func (t *thing) absorb(other *thing) {
	t.chains = append(t.chains, other.chains...)
	slices.Sort(t.chains)
	t.first = min(t.first, other.first)
	t.names.addAll(other.names)
	t.aliases.addAll(other.aliases)
	t.roles.addAll(other.roles)
	t.types.addAll(other.types)
	if t.class == named {
		t.setName(graph.FullestName(t.names.list()))
		if t.typ == graph.Person {
			t.person = parsePerson(t.name)
		}
	}
}

// inOrder lists the things in the order in which they are identified, what a
// name says most about first: names, lone names of persons, then events and
// the things that have no name.
func (a *articleThings) inOrder() (names, phrases []*thing) {
	var lone []*thing
	for _, th := range a.things {
		switch {
		case th.class != named || th.framed():
			phrases = append(phrases, th)
		case th.typ == graph.Person && th.person.lone():
			lone = append(lone, th)
		default:
			names = append(names, th)
		}
	}
	return append(names, lone...), phrases
}
