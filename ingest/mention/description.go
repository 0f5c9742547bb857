package mention

import (
	"math"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention/lexicon"
)

// A fit tells how well a noun fits a thing that the article has spoken of.
type fit uint8

const (
	unfit     fit = iota
	perhaps       // what may be one, and is therefore no match but a rival: "IBM", "the bank", for "the company"
	ofItsType     // a company, for "the company"
	ofItsKind     // a utility, for "the company": WordNet has the noun above the other
	calledSo      // "a Danish company", "the University of Oslo", for "the company", "the university"
)

const (
	// lastsFor is what is left of the salience of a mention one sentence later.
	// Pronouns look back a sentence or two; descriptions to what the text is about.
	lastsFor = 0.75
	// standsOut is how many times as salient as the next a thing must be.
	standsOut = 2
	// speakerBonus is the salience of the organization that the speaker of a
	// clause speaks for: "Airbus spokesman Jean Roux said the company would sue".
	speakerBonus = 2
	// continuedBonus is that of what the sentence before is about, for the subject
	// of the next; hereBonus that of what the sentence has named already.
	continuedBonus = 1.5
	hereBonus      = 1
	// homeBonus is that of the country in the headline, for "the country".
	homeBonus = 2
	// leastSalience is what a thing must have of which the article says nothing but
	// the name.
	leastSalience = 0.6
	// lookBack is how many sentences ago a thing may have been spoken of last that
	// was not called by the noun, or was mentioned only once.
	lookBack = 8
)

// A candidate is a chain that a description may take up.
type candidate struct {
	latest   *node
	mentions int
	last     int // sentence
	fit      fit
	salience float64
	headed   bool // spoken of in the headline
}

// takenUp is what a bare definite noun takes up, "the company", "the vaccine":
// the only thing that the article has called so, or that is of the kind, or of
// several the one that it has spoken of most and last. It is nil if none stands
// out; if that is because several fit, n is contested.
func (a *analysis) takenUp(n *node, pos int) *node {
	if !a.bareDefinite(n) {
		return nil
	}
	a.stamp++ // fits is asked about n
	chains := map[int]*candidate{}
	for _, id := range a.byOrder[max(0, pos-maxParts):pos] {
		m := a.nodes[id]
		c := chains[a.cluster[id]]
		if c == nil {
			c = &candidate{last: -1}
			chains[a.cluster[id]] = c
		}
		if c.fit < calledSo {
			c.fit = max(c.fit, a.fitOf(n, m))
		}
		c.spokenOf(n, m)
	}
	if n.Subtype == "country" {
		a.addAdjectives(n, pos, chains)
	}
	for _, k := range a.spokenFor(n) {
		if c := chains[k]; c != nil {
			c.salience += speakerBonus
		}
	}
	if m := a.subjectBefore(n); m != nil && chains[a.cluster[m.id]] != nil {
		chains[a.cluster[m.id]].salience += continuedBonus
	}
	return a.standingOut(n, chains)
}

// spokenOf makes a candidate for n more salient by its mention m.
func (c *candidate) spokenOf(n, m *node) {
	c.salience += weightOf(m) * math.Pow(lastsFor, float64(n.Sentence-m.Sentence))
	if n.Subtype == "country" && m.tree.Kind == document.Headline && !c.headed {
		c.salience += homeBonus
		c.headed = true
	}
	if m.Sentence == n.Sentence && c.last < n.Sentence {
		c.salience += hereBonus
	}
	c.latest, c.last = m, m.Sentence
	c.mentions++
}

// addAdjectives makes the countries of adjectives more salient, "Danish police":
// those that have no name in the text are rivals and no more.
func (a *analysis) addAdjectives(n *node, pos int, chains map[int]*candidate) {
	spokenOf := map[*lexicon.Country]*candidate{}
	for _, id := range a.byOrder[max(0, pos-maxParts):pos] {
		if m := a.nodes[id]; m.Kind == document.Named && m.Type == graph.Place && m.country != nil {
			spokenOf[m.country] = chains[a.cluster[id]]
		}
	}
	for _, id := range a.byOrder[max(0, pos-maxParts):pos] {
		m := a.nodes[id]
		if m.country == nil || m.Kind == document.Named && m.Type == graph.Place {
			continue
		}
		c := spokenOf[m.country]
		if c == nil {
			c = &candidate{fit: perhaps, last: -1}
			spokenOf[m.country], chains[-len(spokenOf)-1] = c, c
		}
		latest := c.latest
		c.spokenOf(n, m)
		if c.fit > perhaps {
			c.latest = latest
		}
	}
}

// standingOut is the latest mention of the most salient of the chains that fit
// best, if the next is not nearly as salient.
func (a *analysis) standingOut(n *node, chains map[int]*candidate) *node {
	least := perhaps
	if families[n.lemma] == nil { // a company need not have been called one
		least = ofItsKind
		for _, c := range chains {
			least = max(least, c.fit)
		}
	}
	var best *candidate
	most, next := 0.0, 0.0
	called := false // some chain that has no name
	for _, c := range chains {
		if c.fit < least || !a.fits(n, c.latest) || a.doneBy(n, c.latest) {
			continue
		}
		called = called || c.fit == calledSo && len(a.clusterOf(c.latest).names) == 0
		if c.salience > most {
			best, most, next = c, c.salience, most
		} else {
			next = max(next, c.salience)
		}
	}
	switch {
	case best == nil, (best.fit < calledSo || best.mentions == 1) && n.Sentence-best.last > lookBack, best.fit == ofItsType && most < leastSalience:
		return nil
	case best.fit == perhaps, most < standsOut*next, best.fit < calledSo && (called || best.mentions == 1 && next > 0):
		n.contested = least == perhaps && (n.Type == graph.Organization || n.Subtype == "country") && !called
		return nil
	}
	return best.latest
}

// doneBy tells whether m is the subject of the clause in which n stands further
// down: "Canada has troops in the country" is about another country.
func (a *analysis) doneBy(n, m *node) bool {
	switch n.role {
	case object, indirectObject, oblique:
		s := a.at(n.Sentence, n.tree.doer(n.clause))
		return s != nil && a.cluster[s.id] == a.cluster[m.id]
	}
	return false
}

// bareDefinite tells whether n is a noun in the singular with "the" and nothing
// else that says which one is meant.
func (a *analysis) bareDefinite(n *node) bool {
	return n.Kind == document.Nominal && (n.Type != graph.Person || companyRoles[n.lemma] || a.saidOfBody(n)) && n.Type != graph.Quantity && n.Type != graph.Date &&
		n.det == definiteArticle && n.Number != plur && n.placedOnly() && n.ordinal == "" && n.numeral == "" &&
		n.noun != nil && !n.unique() && !a.narrowed(n)
}

// saidOfBody tells whether the noun of n, which may be one for a person, is what
// the text says of an organization: "the brewer".
func (a *analysis) saidOfBody(n *node) bool {
	return n.Type == graph.Person && n.noun != nil && slices.ContainsFunc(a.nodes, func(m *node) bool {
		return m.Kind == document.Named && m.Type == graph.Organization && m.order < n.order && slices.Contains(a.clusterOf(m).said, n.lemma)
	})
}

// placedOnly tells whether no words before a noun say which one it is but where
// it is at home: "the Oslo-based airline".
func (n *node) placedOnly() bool {
	return !slices.ContainsFunc(n.mods, func(word string) bool { return !homes[word] })
}

// homes are the participles behind the hyphen of where, or whose, a body is.
var homes = map[string]bool{
	"base": true, "based": true, "own": true, "owned": true, "list": true, "listed": true, "headquarter": true, "headquartered": true,
	"hold": true, "held": true, "privately": true, "publicly": true, "trade": true, "traded": true,
}

// narrowed tells whether n has words behind it that say which one is meant:
// "the company of his brother", "the company that built it".
func (a *analysis) narrowed(n *node) bool {
	for d := range n.tree.dependents(n.Head) {
		switch n.tree.relation(d) {
		case "acl", "acl:relcl", "nmod", "appos", "amod", "compound":
			if d > n.Head && n.tree.Tokens[n.Head+1].Form != "," {
				return true
			}
		}
	}
	return false
}

// fitOf tells how the mention m makes its chain fit the noun n.
func (a *analysis) fitOf(n, m *node) fit {
	switch {
	case m.Number == plur && m.Kind != document.Named:
		return unfit
	case m.Kind == document.Nominal:
		if m.det == negative || m.det == quantifying || m.comes() {
			return unfit // "any company", "the combined company"
		}
		return a.sameKind(n, m.lemma, m.noun)
	case m.Kind == document.Named:
		if m.ship() && ships[n.lemma] && (n.lemma == "ship" || n.lemma == "vessel") || slices.Contains(a.clusterOf(m).said, n.lemma) || nameHead(m) == n.lemma || slices.Contains(trades[nameHead(m)], n.lemma) || slices.Contains(epithets[strings.ToLower(m.Name)], n.lemma) {
			return calledSo
		}
		if fitOf := families[n.lemma]; fitOf != nil {
			return fitOf(a, m)
		}
	}
	return unfit
}

// tobe are the adjectives of what does not exist yet when it is spoken of: "the
// combined company" is none of those that were called so before.
var tobe = map[string]bool{"combine": true, "merge": true, "combined": true, "merged": true, "enlarged": true, "resulting": true, "proposed": true, "planned": true}

// comes tells whether n is a thing that is only to be.
func (n *node) comes() bool {
	return slices.ContainsFunc(n.mods, func(word string) bool { return tobe[word] })
}

// trades are the last words of companies' names with what they tell of the trade:
// "Skyra Airlines" is "the airline".
var trades = map[string][]string{
	"airlines": {"airline", "carrier"}, "airways": {"airline", "carrier"}, "motors": {"carmaker", "automaker", "manufacturer"}, "motor": {"carmaker", "automaker", "manufacturer"},
	"bank": {"bank", "lender"}, "bancorp": {"bank", "lender"}, "insurance": {"insurer"}, "stores": {"retailer"}, "breweries": {"brewer"}, "brewing": {"brewer"},
	"mines": {"miner"}, "mining": {"miner"}, "steel": {"steelmaker"}, "semiconductor": {"chipmaker"}, "pharmaceuticals": {"drugmaker"}, "pharma": {"drugmaker"},
}

// ofOneTrade tells whether two nouns are for those of one trade: an airline is "the
// carrier".
func ofOneTrade(x, y string) bool {
	for _, nouns := range trades {
		if slices.Contains(nouns, x) && slices.Contains(nouns, y) {
			return true
		}
	}
	return false
}

// epithets are the nouns that everybody calls some bodies by.
var epithets = map[string][]string{
	"nato": {"alliance", "pact"}, "north atlantic treaty organization": {"alliance", "pact"},
	"eu": {"bloc", "union"}, "e.u.": {"bloc", "union"}, "european union": {"bloc", "union"}, "asean": {"bloc"}, "mercosur": {"bloc"}, "african union": {"bloc", "union"},
	"opec": {"cartel", "group"}, "imf": {"fund", "lender"}, "international monetary fund": {"fund", "lender"}, "world bank": {"lender"},
	"united nations": {"body", "world body"}, "un": {"body", "world body"}, "u.n.": {"body", "world body"},
	"unesco": {"agency", "un agency", "u.n. agency"}, "unicef": {"agency", "un agency", "u.n. agency"}, "unhcr": {"agency", "un agency", "u.n. agency"},
	"iaea": {"agency", "un agency", "u.n. agency", "un watchdog", "u.n. watchdog"}, "international atomic energy agency": {"agency", "un agency", "u.n. agency", "un watchdog"},
	"world health organization": {"agency", "un agency", "u.n. agency"}, "who": {"agency", "un agency", "u.n. agency"},
	"world food programme": {"agency", "un agency", "u.n. agency"}, "world food program": {"agency", "un agency", "u.n. agency"}, "wfp": {"agency", "un agency", "u.n. agency"},
	"nasa": {"agency", "space agency", "u.s. agency", "us agency"}, "esa": {"agency", "space agency", "european agency"}, "warsaw pact": {"alliance", "pact"}, "commonwealth of nations": {"commonwealth"}, "arab league": {"league"},
}

// sameKind tells whether a thing called by the noun lemma can be called by that
// of n: an airliner "the aircraft".
func (a *analysis) sameKind(n *node, lemma string, noun *lexicon.Noun) fit {
	if lemma == n.lemma || ofOneTrade(lemma, n.lemma) {
		return calledSo
	}
	if noun == nil || noun.Type != n.noun.Type || noun.Subtype != n.noun.Subtype || !kinds[noun.Type] {
		return unfit
	}
	if r := a.lexicon.Relate(n.noun, noun); r == lexicon.Synonym || r == lexicon.Hypernym {
		return ofItsKind
	}
	if noun.Subtype != "" {
		return perhaps
	}
	return unfit
}

// kinds are the types whose nouns WordNet orders as articles use them.
var kinds = map[graph.Type]bool{graph.Product: true, graph.Organization: true, graph.Place: true, graph.Document: true}

// nameHead is the lower-case word of a name that says what bears it, if any
// does: "university" of "University of Oslo", "cup" of "Southern Cup", "storm" of
// "Hurricane Mary".
func nameHead(m *node) string {
	switch {
	case len(m.words) < 2:
		return ""
	case m.stormName() != "":
		return "storm"
	}
	fields := strings.Fields(strings.ToLower(m.Name))
	if of := slices.Index(fields, "of"); of > 0 {
		return fields[of-1]
	}
	if last := fields[len(fields)-1]; last == "group" || last == "company" { // which the words of a name leave out
		return last
	}
	return m.words[len(m.words)-1]
}

// weightOf is how salient a mention makes its thing: more as what a sentence is
// about than in passing.
func weightOf(m *node) float64 {
	switch m.role {
	case subject, passiveSubject:
		if relation := m.tree.relation(m.clause); relation == "root" {
			return 1.5
		}
		return 1
	case object, root:
		return 0.7
	case modifierName:
		return 0.3 // "U.S. forces"
	}
	return 0.5
}

// subjectBefore is the one subject of the sentence before, or whose it is ("Acme's
// shares rose. The company ..."), nil if n is no subject itself.
func (a *analysis) subjectBefore(n *node) *node {
	if n.Sentence == 0 || n.role != subject || n.tree.relation(n.clause) != "root" {
		return nil
	}
	m := a.rootSubject(n.Sentence - 1)
	if m == nil || m.tree.coordinated(m.Head) {
		return nil
	}
	if owner := a.at(m.Sentence, m.tree.child(m.Head, "nmod:poss")); owner != nil && m.Type != n.Type {
		return owner
	}
	return m
}

// spokenFor lists the chains of the organizations in the phrase of who says the
// clause that n stands in. Who looks on speaks for himself: "Nordbank analyst
// Lars Moe said the company would recover".
func (a *analysis) spokenFor(n *node) []int {
	t := n.tree
	var chains []int
	for clause := n.clause; clause >= 0; clause = t.head(clause) {
		h := t.head(clause)
		if h < 0 || !speechVerbs[t.lower(h)] || t.relation(clause) != "ccomp" && t.relation(clause) != "parataxis" {
			continue
		}
		s := t.child(h, "nsubj")
		if s < 0 {
			continue
		}
		for i := range t.Tokens {
			if !t.dominates(s, i) {
				continue
			}
			if observers[t.lower(i)] {
				return nil
			}
			m := a.at(n.Sentence, i)
			if m == nil || m.order > n.order {
				continue
			}
			if m.Type == graph.Organization || m.Kind == document.Pronoun && a.clusterOf(m).types&typeBits[graph.Organization] != 0 { // "its leader said"
				chains = append(chains, a.cluster[m.id])
			}
		}
	}
	return chains
}

// observers are the nouns for those who speak of others than those that they
// work for.
var observers = map[string]bool{
	"analyst": true, "economist": true, "strategist": true, "lawyer": true, "attorney": true, "researcher": true, "trader": true,
	"broker": true, "professor": true, "expert": true, "critic": true, "reporter": true, "correspondent": true, "investor": true,
	"newspaper": true, "magazine": true, "agency": true, "report": true, "source": true, "judge": true, "court": true, "regulator": true,
}

// families are the nouns by which an article calls a thing of a type whether or
// not it has said what the thing is, with what tells the type.
var families = map[string]func(*analysis, *node) fit{
	"company": (*analysis).company, "firm": (*analysis).company, "group": (*analysis).company,
	"team": (*analysis).team, "club": (*analysis).team, "side": (*analysis).team, "squad": (*analysis).team,
	"country": (*analysis).country, "nation": (*analysis).country,
	"city": (*analysis).city, "town": (*analysis).city,
	"state": (*analysis).region, "province": (*analysis).region,
}

func (a *analysis) country(m *node) fit { return a.placeOf(m, lexicon.CountryPlace) }
func (a *analysis) city(m *node) fit    { return a.placeOf(m, lexicon.CityPlace) }
func (a *analysis) region(m *node) fit  { return a.placeOf(m, lexicon.RegionPlace) }

// placeOf is how a noun for places of a kind fits the name m.
func (a *analysis) placeOf(m *node, kind lexicon.Place) fit {
	if m.Type == graph.Place && a.lexicon.Place(strings.ToLower(m.Name)) == kind {
		return ofItsType
	}
	return unfit
}

// team is how a noun for teams fits the name m: somebody plays for it, or
// coaches it, or it has a name as only clubs have.
func (a *analysis) team(m *node) fit {
	if len(m.words) > 1 && teamWords[m.words[len(m.words)-1]] {
		return ofItsKind
	}
	h := m.tree.head(m.Head)
	switch m.tree.relation(m.Head) {
	case "nmod", "compound":
		if h >= 0 && teamRoles[m.tree.lower(h)] {
			return ofItsKind
		}
	}
	return unfit
}

// teamWords end the names of clubs.
var teamWords = map[string]bool{
	"fc": true, "united": true, "rovers": true, "wanderers": true, "athletic": true, "albion": true, "rangers": true, "hotspur": true,
}

// teamRoles are what people are in a team and nowhere else.
var teamRoles = map[string]bool{
	"coach": true, "captain": true, "goalkeeper": true, "keeper": true, "striker": true, "midfielder": true, "defender": true,
	"winger": true, "forward": true, "quarterback": true, "pitcher": true, "batsman": true, "bowler": true, "player": true,
}

// publicBodies end, or begin, the names of organizations that nobody calls a
// company.
var publicBodies = map[string]bool{
	"agency": true, "ministry": true, "department": true, "commission": true, "board": true, "court": true, "police": true, "university": true,
	"council": true, "authority": true, "party": true, "union": true, "association": true, "committee": true, "institute": true, "federation": true,
	"college": true, "school": true, "hospital": true, "office": true, "bureau": true, "parliament": true, "senate": true, "congress": true, "house": true,
	"government": true, "administration": true, "army": true, "navy": true, "league": true, "society": true, "foundation": true, "church": true, "service": true,
	"force": true, "forces": true, "fund": true, "organization": true, "organisation": true, "nations": true, "reserve": true,
	"workers": true, "central": true, "center": true, "centre": true, "survey": true, "observatory": true, "front": true, "movement": true, "coalition": true, "alliance": true, "militia": true, "brigade": true, "resistance": true,
}

// companyRoles are what a company is called in an apposition.
var companyRoles = map[string]bool{
	"company": true, "firm": true, "subsidiary": true, "maker": true, "manufacturer": true, "producer": true, "operator": true, "retailer": true,
	"developer": true, "supplier": true, "unit": true, "carrier": true, "airline": true, "insurer": true, "lender": true, "conglomerate": true,
	"automaker": true, "carmaker": true, "drugmaker": true, "startup": true, "start-up": true, "brewer": true, "grocer": true, "supermarket": true, "chain": true, "chipmaker": true, "steelmaker": true,
	"refiner": true, "miner": true, "bank": true, "broker": true, "brokerage": true, "builder": true, "giant": true, "exporter": true, "contractor": true, "utility": true,
}

// company is how a noun for companies fits the chain of the name m. One that is
// never called but by its initials may be any organization.
func (a *analysis) company(m *node) fit {
	c := a.clusterOf(m)
	if c.person {
		return unfit
	}
	if slices.ContainsFunc(c.members, func(i int) bool { return a.nodes[i].campaigns() }) {
		return unfit
	}
	told := slices.ContainsFunc(c.members, func(i int) bool { return a.nodes[i].inBusiness() })
	spelled := told
	for _, name := range c.names {
		if name.Type != graph.Organization && !told || name.country != nil {
			return unfit
		}
		spelled = spelled || !isAcronym(name.Name)
	}
	switch {
	case a.isPublicBody(m):
		return unfit
	case !spelled:
		return perhaps
	}
	return ofItsType
}

// assets are the nouns for what companies have and hardly anybody else: "Acme
// shares", "the chief executive of Acme".
var assets = map[string]bool{
	"share": true, "stock": true, "shareholder": true, "stockholder": true, "executive": true, "ceo": true, "cfo": true,
	"revenue": true, "profit": true, "earnings": true, "sale": true, "dividend": true, "turnover": true, "factory": true, "plant": true,
	"store": true, "dealer": true, "customer": true, "boss": true, "subsidiary": true, "brand": true,
}

// inBusiness tells whether the mention n says that what it means is a company:
// it is called so, has the name of one, or has what companies have.
func (n *node) inBusiness() bool {
	if n.Kind == document.Nominal {
		return companyRoles[n.lemma]
	}
	if n.Kind != document.Named || n.Type != graph.Organization {
		return false
	}
	if n.incorporated() || len(n.words) > 1 && trades[n.words[len(n.words)-1]] != nil {
		return true
	}
	switch h := n.tree.head(n.Head); n.role {
	case possessiveModifier, modifierName, nominalModifier:
		return h >= 0 && assets[n.tree.lower(h)]
	}
	return false
}

// causes stand before the groups that nobody calls a company.
var causes = map[string]bool{
	"environmental": true, "conservation": true, "rights": true, "advocacy": true, "campaign": true, "activist": true, "lobby": true,
	"pressure": true, "aid": true, "civil": true, "human": true, "animal": true, "protest": true, "community": true, "consumer": true,
	"militant": true, "rebel": true, "armed": true, "terrorist": true, "religious": true, "opposition": true, "charitable": true,
}

// campaigns tells whether n calls something a group with a cause and no
// business: "the environmental group", "a charity".
func (n *node) campaigns() bool {
	if n.Kind != document.Nominal {
		return false
	}
	switch n.lemma {
	case "charity", "nonprofit", "watchdog", "union":
		return true
	case "group":
		return slices.ContainsFunc(n.mods, func(word string) bool { return causes[word] })
	}
	return false
}

// isPublicBody tells whether a name of the chain of m says that it is no
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
