package entity

import (
	"cmp"
	"strings"
	"unicode"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/entity/gazetteer"
	"factgraph/ingest/mention/lexicon"
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
	titled  bool   // a title stands before the name
	crowd   bool   // people or bodies called by a bare noun, "analysts": the same in all the article, others in the next
	types   counts

	person  personName  // persons only
	listed  *aliasClass // what the table of well-known names says of the name
	keys    []string    // for the index
	context []feature
	home    string         // the country of the article, for general names only
	frame   *frame         // events and documents only
	unlike  graph.EntityID // what a table takes the name for, against the article

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
	a.typeActors(plan)
	a.home = a.homeCountry()
	a.join()
	for _, th := range a.things {
		for _, c := range th.chains {
			a.ofChain[c] = th
		}
		th.entry = a.resolver.catalogue.find(th)
	}
}

// newThing describes a chain; nil for one of pronouns only, or whose names are
// marks without letters.
func (a *articleThings) newThing(chain int) *thing {
	c := &a.doc.Chains[chain]
	th := &thing{
		chains: []int{chain}, forced: a.forced[chain], typ: c.Type, subtype: c.Subtype, first: -1,
		names: counts{}, aliases: counts{}, roles: counts{}, types: counts{},
	}
	kind := a.readMentions(th, c)
	th.typ = cmp.Or(th.typ, graph.Type(th.types.top()))
	switch kind {
	case document.Named:
		th.class = named
		a.dropForeignNames(th)
		th.setName(graph.FullestName(th.names.list()))
	case document.Nominal:
		th.class = specific
		th.typ = moreThanConcept(th.typ, th.types)
		a.nameNominal(th, c)
	case document.Temporal:
		th.class, th.typ = value, graph.Date
		th.setName(c.Name)
	case document.Amount:
		th.class, th.typ = value, graph.Quantity
		th.setName(cmp.Or(phraseOf(a.doc, &a.doc.Mentions[c.Mentions[0]]), c.Name))
	}
	if !strings.ContainsFunc(th.name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return nil
	}
	a.correctType(th)
	if th.typ == graph.Person && th.class == named {
		th.person = parsePerson(th.name)
	}
	return th
}

// readMentions counts the names, roles and types that the mentions of a chain
// give, and tells the most telling kind among them.
func (a *articleThings) readMentions(th *thing, c *document.Chain) document.MentionKind {
	best := document.Pronoun
	for _, i := range c.Mentions {
		m := &a.doc.Mentions[i]
		if th.first < 0 {
			th.first = m.Start
		}
		kind := m.Kind
		if kind == document.Named {
			kind = a.addName(th, m)
		}
		if kind == document.Pronoun {
			continue
		}
		if kind == document.Nominal && m.Number != document.Plural && (m.Type == graph.Person || m.Type == graph.Organization) {
			th.roles.add(roleOf(m))
		}
		th.types.add(string(m.Type))
		if best == document.Pronoun || kind < best {
			best = kind
		}
	}
	return best
}

// moreThanConcept is what one of a chain's mentions tells of the type where the
// chain as a whole tells nothing: "a magnitude 7.1 earthquake" is an event.
func moreThanConcept(typ graph.Type, votes counts) graph.Type {
	if typ != graph.Concept && typ != "" {
		return typ
	}
	for _, vote := range votes.list() {
		if t := graph.Type(vote.Text); t == graph.Event || t == graph.Document {
			return t
		}
	}
	return typ
}

// correctType corrects the type by what the name or the noun says, and lets the
// thing vote for the result.
func (a *articleThings) correctType(th *thing) {
	tagged := th.typ
	defer func() {
		if th.typ != tagged {
			th.subtype = "" // that of another type
		}
	}()
	switch {
	case th.class == named && th.typ == graph.Concept && th.titled:
		th.typ = graph.Person // "economist Masamichi Adachi"
	case th.class != named:
		lemma := strings.ToLower(a.headLemma(th))
		if th.typ == graph.Concept && (lexicon.NameEnding(lemma).Type == graph.Event || frames().events[lemma]) {
			th.typ = graph.Event
		}
	case a.isPlaceAfterAll(th):
		th.typ = graph.Place
	default:
		th.typ = typeByName(th.name, th.typ)
	}
	if th.types.top() != string(th.typ) {
		th.types = counts{string(th.typ): 1}
	}
}

// inOrder lists the things in the order in which they are identified, what a
// name says most about first: names, lone names of persons, then events and
// the things that no table has and that have no name.
func (a *articleThings) inOrder() (names, phrases []*thing) {
	var lone []*thing
	for _, th := range a.things {
		switch {
		case (th.class != named || th.framed()) && a.wellKnown(th) == nil:
			phrases = append(phrases, th)
		case th.typ == graph.Person && th.person.lone():
			lone = append(lone, th)
		default:
			names = append(names, th)
		}
	}
	return append(names, lone...), phrases
}
