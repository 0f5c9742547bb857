package mention

import (
	"cmp"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// precise applies the rules that hardly ever fail.
func (a *analysis) precise() {
	a.brackets()
	a.closeAppositions()
	a.namedStorms()
	a.namedCrafts()
	a.prefixedShips()
	names := a.spell()
	for _, s := range names.list {
		s.settleTypes(names)
	}
	for _, s := range names.list {
		s.madeThings(names)
	}
	a.closeAppositions() // the nouns weigh more than what names have in common
	a.pairNames()
	for i, n := range a.nodes {
		a.clusters[i] = newCluster(n)
	}
	a.mergeNames(names)
	a.titled = map[string][]*node{}
	for _, n := range a.nodes {
		for _, title := range n.Titles {
			word := strings.ToLower(lastWord(title))
			a.titled[word] = append(a.titled[word], n)
			if heads[strings.ToLower(title)] {
				a.titled[countryHead] = append(a.titled[countryHead], n)
			}
			for _, other := range sameOffice[word] {
				a.titled[other] = append(a.titled[other], n)
			}
		}
	}
	times := map[string]*node{}
	for _, id := range a.byOrder {
		n := a.nodes[id]
		a.said(n)
		if a.sameTime(n, times) || a.holder(n) || a.paired(n) || a.bracket(n) || a.apposition(n) || a.relativePronoun(n) || a.reflexive(n) || a.quantified(n) || a.ownRelative(n) || a.ownReport(n) || a.amongThem(n) || a.ownClaim(n) || a.afterReport(n) || a.sameObject(n) {
			continue
		}
		a.speech(n)
	}
}

// pairNames finds for each mention the one that means the same and stands in it,
// or that it stands in: "the Meridian spacecraft", "its vaccine LV-21", "the state
// of Ohio".
func (a *analysis) pairNames() {
	for _, n := range a.nodes {
		n.pair = cmp.Or(a.craftName(n), a.labelOf(n), a.realmOf(n))
	}
}

// paired links what pairNames has found.
func (a *analysis) paired(n *node) bool {
	switch {
	case n.pair == nil:
		return false
	case n.Kind == document.Named:
		return a.link(n.pair, n, "apposition", 1)
	case !realms[n.lemma]:
		n.Type = graph.Product // also a probe, which may be an inquiry
	}
	return a.link(n, n.pair, "name", 1)
}

// realms are the nouns that stand with "of" before the name of what they mean:
// "the state of Ohio" is Ohio, as the capital of Ohio is not.
var realms = map[string]bool{
	"state": true, "city": true, "town": true, "village": true, "island": true, "province": true, "region": true, "county": true,
	"republic": true, "kingdom": true, "municipality": true, "township": true, "district": true, "peninsula": true,
}

// realmOf is the name in "the state of Ohio"; nil if there is none.
func (a *analysis) realmOf(n *node) *node {
	t := n.tree
	if n.Kind != document.Nominal || !realms[n.lemma] || n.Number == plur || n.det != definiteArticle {
		return nil
	}
	m := a.at(n.Sentence, t.child(n.Head, "nmod"))
	if m == nil || m.Kind != document.Named || m.Type != graph.Place || m.Head < n.Head || m.nameFirst != n.Head+2 || t.lower(n.Head+1) != "of" || t.child(m.Head, "conj") >= 0 {
		return nil
	}
	return m
}

// storms are the words before the name of a storm.
var storms = map[string]bool{"hurricane": true, "typhoon": true, "cyclone": true, "storm": true}

// stormName is "Stan" of "Hurricane Stan" and "Tropical Storm Stan", "" for all
// other names.
func (n *node) stormName() string {
	last := len(n.words) - 1
	if n.Kind != document.Named || last < 1 || !storms[n.words[last-1]] || last > 1 && (last > 2 || n.words[0] != "tropical") {
		return ""
	}
	return lastWord(n.Name)
}

// namedStorms gives "Stan" the type that it has in "Hurricane Stan", whatever
// the tagger took it for.
func (a *analysis) namedStorms() {
	full := make(map[string]*node)
	for _, n := range a.nodes {
		if name := n.stormName(); name != "" {
			full[name] = n
		}
	}
	for _, n := range a.nodes {
		if m := full[n.Name]; m != nil && n.Kind == document.Named && len(n.Titles) == 0 {
			n.Type, n.Subtype, n.typed, n.Gender = m.Type, m.Subtype, true, document.Neuter
		}
	}
}

// apposition links "Peskov" and "the Kremlin spokesman" in "Peskov, the Kremlin
// spokesman, said", and an acronym in brackets with what it is short for.
func (a *analysis) apposition(n *node) bool {
	t := n.tree
	if t.relation(n.Head) != "appos" || n.Kind == document.Pronoun {
		return false
	}
	// Where types clash, the tree took the nearest noun: "the director of
	// Harbour North, Alison Reid," is about the director.
	for h := t.head(n.Head); h >= 0; h = t.head(h) {
		if m := a.at(n.Sentence, h); m != nil && a.apposed(n, m) && a.link(n, m, "apposition", 1) {
			return true
		}
		if t.relation(h) != "nmod" {
			return false
		}
	}
	return false
}

// closeAppositions gives a name right behind a common noun the type of the
// noun, wherever the article has the name: what is called "the ship Havila" is
// a ship, whatever the tagger took it for.
func (a *analysis) closeAppositions() {
	nouns, companies := make(map[string]*node), make(map[string]bool)
	for _, n := range a.nodes {
		if m := a.nounBefore(n); m != nil {
			nouns[n.Name] = m
		}
		if a.companyLabel(n) {
			companies[n.Name] = true
		}
	}
	for _, n := range a.nodes {
		if companies[n.Name] && n.Kind == document.Named && (n.Type == graph.Person || n.Type == graph.Concept) && len(n.Titles) == 0 {
			n.Type, n.Subtype, n.typed, n.Gender = graph.Organization, "company", true, document.Neuter
		}
		m := nouns[n.Name]
		if m == nil || n.Kind != document.Named || n.Type == m.Type {
			continue
		}
		n.Type, n.Subtype, n.typed, n.Gender = m.Type, m.Subtype, true, document.Neuter
	}
}

// nounBefore is the common noun that a name right behind it is an apposition
// of, if the noun tells what kind of thing bears the name. Nouns for persons
// don't: "the drug maker Pfizer".
func (a *analysis) nounBefore(n *node) *node {
	if n.Kind != document.Named || n.nameFirst <= 0 {
		return nil
	}
	t, noun := n.tree, n.nameFirst-1
	beside := t.head(noun) == t.head(n.Head) && t.relation(noun) == "appos" && t.relation(n.Head) == "appos" // "its rival, Dutch group Velder,"
	if t.head(n.Head) != noun && !beside {
		return nil
	}
	m := a.at(n.Sentence, n.nameFirst-1)
	if m == nil || m.Kind != document.Nominal || !m.typed {
		return nil
	}
	switch m.Type {
	case graph.Person, graph.Quantity, graph.Date, graph.Concept:
		return nil
	}
	return m
}

// apposed tells whether n can be another description of m, which it stands
// beside.
func (a *analysis) apposed(n, m *node) bool {
	t := n.tree
	switch {
	case m.Kind == document.Pronoun:
		return false
	case n.Type == graph.Quantity || m.Type == graph.Quantity:
		return false // "Montalvo, 19,"
	case n.Type != m.Type && (n.Type == graph.Date || m.Type == graph.Date):
		return false
	case n.Number != m.Number && n.Number != anyNumber && m.Number != anyNumber:
		return false // "three men: a smith, ..."
	case n.Number == sing && t.child(n.Head, "conj") >= 0:
		return false
	case n.Kind == document.Named && m.Kind == document.Named && !acronymOf(n, m) && !acronymOf(m, n) && !subset(n.words, m.words) && !subset(m.words, n.words):
		return false // "Paris, France"
	}
	for i := m.Head + 1; i < n.Head; i++ {
		if t.Tokens[i].Form == ":" {
			return false // "Joint statement: no military solution"
		}
	}
	return true
}

// brackets tells acronyms what they are short for: the name before "(APEC)" in
// "Asia Pacific Economic Cooperation (APEC)", whatever the tree makes of it. An
// organization may have its letters from another language, "the State Property
// Agency (AVAS)".
func (a *analysis) brackets() {
	full := map[string][]string{}
	for _, n := range a.nodes {
		if m := a.beforeBracket(n); m != nil && full[n.words[0]] == nil {
			full[n.words[0]] = m.words
		}
	}
	for _, n := range a.nodes {
		if n.Kind == document.Named && len(n.words) == 1 && isAcronym(n.Name) {
			n.full = full[n.words[0]]
		}
	}
}

// beforeBracket is the name that n, in brackets right behind it, is short for;
// nil if there is none.
func (a *analysis) beforeBracket(n *node) *node {
	t := n.tree
	if n.Kind != document.Named || len(n.words) != 1 || n.Head < 2 || t.Tokens[n.Head-1].Form != "(" || !isAcronym(n.Name) {
		return nil
	}
	alone := n.Head+1 < len(t.Tokens) && t.Tokens[n.Head+1].Form == ")"
	for back := n.Head - 2; back >= 0 && back > n.Head-10; back-- {
		m := a.at(n.Sentence, back)
		if m == nil || m.Kind != document.Named || m.Last < n.Head-2 {
			continue
		}
		if acronymOf(n, m) || alone && m.Type == graph.Organization && len(m.words) > 1 && n.country == nil {
			return m
		}
	}
	return nil
}

// bracket links an acronym in brackets with the name before it.
func (a *analysis) bracket(n *node) bool {
	m := a.beforeBracket(n)
	return m != nil && a.link(n, m, "acronym", 1)
}

// relativePronoun links "who" with the noun that its clause modifies.
func (a *analysis) relativePronoun(n *node) bool {
	if n.Kind != document.Pronoun || n.pro.class != relative {
		return false
	}
	i := n.tree.relativeNoun(n.Head)
	if i < 0 {
		return false
	}
	m := a.at(n.Sentence, i)
	if m == nil {
		return false
	}
	if m.subject >= 0 && !m.Definite {
		// "Xi is a man who wants ...": Xi wants.
		if s := a.at(n.Sentence, m.subject); s != nil && s.Kind != document.Pronoun && a.link(n, s, "relative pronoun", 1) {
			return true
		}
	}
	return a.link(n, m, "relative pronoun", 1)
}

// said tells the cluster of a copula's subject what is said of it, and that of an
// organization what the noun before its name says: "Irish brewer Halloran".
func (a *analysis) said(n *node) {
	if before := n.nameFirst - 1; n.Kind == document.Named && n.Type == graph.Organization && before >= 0 {
		if t := n.tree; t.Tokens[before].XPOS == "NN" && (t.relation(before) == "compound" || t.relation(before) == "nmod:desc") || before == 0 && t.labelled || a.companyLabel(n) {
			c := a.clusterOf(n)
			c.said = append(c.said, t.lower(before))
		}
	}
	if n.subject < 0 || n.Kind != document.Nominal {
		return
	}
	if s := a.at(n.Sentence, n.subject); s != nil {
		c := a.clusterOf(s)
		c.said = append(c.said, n.lemma)
	}
}

// holder links "the Russian president" with the person who has that title and
// country, and "the prime minister" with the only one before, if there is just
// one.
func (a *analysis) holder(n *node) bool {
	if n.Kind != document.Nominal || n.Type != graph.Person || n.Number != sing || n.det != definiteArticle {
		return false
	}
	titled := a.titled[n.lemma]
	if n.lemma == "leader" && n.country != nil {
		titled = append(titled[:len(titled):len(titled)], a.titled[countryHead]...)
	}
	var found *node
	for _, m := range titled {
		switch {
		case n.country != nil && m.titleCountry != n.country:
			continue
		case n.country == nil && (m.order > n.order || !a.sameTitle(n, m)):
			continue
		}
		if found != nil && a.cluster[found.id] != a.cluster[m.id] {
			return false
		}
		if found == nil || m.order < n.order {
			found = m
		}
	}
	return found != nil && a.link(n, found, "title", 1)
}

// sameTitle tells whether a description says no more than a title of m does:
// "the prime minister", but not "the foreign minister" or "the minister who
// resigned", of Prime Minister Ardern.
func (a *analysis) sameTitle(n, m *node) bool {
	if t := n.tree; t.child(n.Head, "acl", "nmod", "nmod:poss") >= 0 || t.child(n.Head, "acl:relcl") >= 0 && t.Tokens[n.Head+1].Form != "," {
		return false
	}
	mods := slices.DeleteFunc(slices.Clone(n.mods), func(word string) bool { return phases[word] })
	for _, title := range m.Titles {
		words := strings.Fields(strings.ToLower(title))
		last := len(words) - 1
		if words[last] != n.lemma && !slices.Contains(sameOffice[words[last]], n.lemma) || shared(mods, words) < len(mods) {
			continue
		}
		if len(mods) == last || len(mods) == 0 && !slices.ContainsFunc(words[:last], func(word string) bool { return ranks[word] }) {
			return true
		}
	}
	return false
}

// sameOffice are the nouns that also stand for the holder of an office.
var sameOffice = map[string][]string{"secretary": {"minister"}}

// countryHead is the key of titled for those who lead a country, whom "the Greek
// leader" may be.
const countryHead = "head of a country"

// heads are the titles of those who lead a country.
var heads = map[string]bool{"president": true, "prime minister": true, "premier": true, "chancellor": true}

// phases are the words before a title that say how far on its holder is.
var phases = map[string]bool{"outgoing": true, "incumbent": true, "current": true, "embattled": true, "longtime": true, "new": true, "newly": true, "elected": true}

// ranks are the words in a title that nobody leaves out: the deputy minister is
// never called the minister.
var ranks = map[string]bool{
	"prime": true, "vice": true, "deputy": true, "assistant": true, "associate": true, "under": true, "former": true, "ex": true, "acting": true,
	"attorney": true, "secretary": true, "director": true, "lieutenant": true, "major": true, "brigadier": true, "chief": true, "executive": true,
	"press": true, "state": true, "junior": true, "shadow": true, "honorary": true, "emeritus": true, "elect": true,
}

// selfVerbs are the verbs whose subject is what "he" means in the clause that
// they govern: "Trump said Putin had denied that he meddled".
var selfVerbs = map[string]bool{
	"deny": true, "promise": true, "vow": true, "admit": true, "pledge": true, "insist": true, "reiterate": true, "boast": true,
	"claim": true, "swear": true, "acknowledge": true, "confess": true, "concede": true, "regret": true, "hope": true,
	"believe": true, "fear": true, "decide": true, "realize": true, "realise": true, "maintain": true, "contend": true,
	"threaten": true, "think": true, "feel": true,
}

// ownClaim links a pronoun with the subject of the verb that governs its
// clause, where the verb tells of what its subject itself does.
func (a *analysis) ownClaim(n *node) bool {
	if n.Kind != document.Pronoun || n.pro.class != personal || n.Person != 3 || n.role != subject {
		return false
	}
	t := n.tree
	h := t.head(n.clause)
	if h < 0 || t.relation(n.clause) != "ccomp" || !selfVerbs[t.lower(h)] && !speechVerbs[t.lower(h)] {
		return false
	}
	s := t.child(h, "nsubj")
	if s < 0 && n.lemma == "it" && t.relation(h) == "conj" { // "posted a profit and said it would hire"
		s = t.doer(h)
	}
	if s < 0 || s > n.Head {
		return false
	}
	if owner := a.ownerOf(n, s); owner != nil {
		return a.link(n, owner, "whose speaker it is", 0.9)
	}
	m := a.at(n.Sentence, s)
	if one := a.oneNamed(t, n.Sentence, s); one != nil && classOf(n) == classHe && !a.clash(n, one) {
		return a.link(n, one, "subject of the claim", 0.9)
	}
	if m != nil && isRelative(m) && a.cluster[m.id] != m.id {
		return a.link(n, m, "subject of the claim", 0.9) // "leaders, who said they needed time"
	}
	return m != nil && (selfVerbs[t.lower(h)] || a.speaksOfItself(n, m)) && (m.Kind != document.Pronoun || m.pro.class == personal) && a.link(n, m, "subject of the claim", 0.9)
}

// oneNamed is the person named behind "one of the rebels, Ann Roe," at i; nil for
// other phrases.
func (a *analysis) oneNamed(t *tree, sentence, i int) *node {
	name := t.child(i, "appos")
	if t.lower(i) != "one" || name < i {
		return nil
	}
	m := a.at(sentence, name)
	if m == nil || m.Kind != document.Named || m.Type != graph.Person {
		return nil
	}
	return m
}

// speaksOfItself tells whether "it" is the company or group m that says the claim in
// which it does something: "the bank said it would close". What is said to be so of
// "it" may be something else, and so may what an agency or a ministry speaks of.
func (a *analysis) speaksOfItself(n, m *node) bool {
	verb := n.tree.head(n.Head) // also the second: "that the price was low and that it would sell"
	return n.lemma == "it" && verb >= 0 && n.tree.Tokens[verb].UPOS == "VERB" && m.Kind != document.Pronoun && m.Number != plur && a.meansBody(m) && !a.isPublicBody(m)
}

// meansBody tells whether m, or a name that it goes with, is an organization's.
func (a *analysis) meansBody(m *node) bool {
	return m.Type == graph.Organization || slices.ContainsFunc(a.clusterOf(m).names, func(name *node) bool { return name.Type == graph.Organization })
}

// sameTime links times of one value, and those of one wording.
func (a *analysis) sameTime(n *node, before map[string]*node) bool {
	if n.Kind != document.Temporal {
		return false
	}
	key := n.Value
	if key == "" || strings.HasPrefix(key, "P") {
		return false // "three hours" twice are not the same hours
	}
	if m := before[key]; m != nil {
		return a.link(n, m, "same time", 1)
	}
	before[key] = n
	return false
}

// reflexive links "himself" with the subject of its clause.
func (a *analysis) reflexive(n *node) bool {
	if n.Kind != document.Pronoun || n.pro.class != reflexive {
		return false
	}
	t := n.tree
	for i := n.clause; i >= 0; i = t.head(i) {
		s := t.child(i, "nsubj", "nsubj:pass")
		if s < 0 {
			continue
		}
		if m := a.at(n.Sentence, s); m != nil && m != n && a.link(n, m, "reflexive", 1) {
			return true
		}
	}
	return false
}

// distributives are the determiners of subjects that are nobody in particular.
var distributives = map[string]bool{"no": true, "every": true, "each": true}

// quantified links a possessive with the subject of its clause when that is
// nobody in particular: "no driver will lose his licence" is about each one's
// own, whoever was named before.
func (a *analysis) quantified(n *node) bool {
	if n.Kind != document.Pronoun || n.pro.class != possessive || n.Person != 3 {
		return false
	}
	t := n.tree
	owned := t.head(n.Head)
	if owned < 0 || t.head(owned) < 0 {
		return false
	}
	subject := t.child(t.head(owned), "nsubj", "nsubj:pass")
	if subject < 0 || subject > n.Head {
		return false
	}
	if det := t.child(subject, "det"); det < 0 || !distributives[t.lower(det)] {
		return false
	}
	m := a.at(n.Sentence, subject)
	return m != nil && m != n && a.link(n, m, "quantified subject", 1)
}

// ownRelative links a possessive in a relative clause with what the clause is
// about: "Acme's rival Halden, which withdrew its offer", "a firm that says its
// profit fell".
func (a *analysis) ownRelative(n *node) bool {
	if n.Kind != document.Pronoun || n.pro.class != possessive || n.Person != 3 || n.Gender == masc || n.Gender == fem {
		return false // whose "his" is, the ranker knows better
	}
	t, c := n.tree, n.clause
	if c >= 0 && t.relation(c) == "ccomp" && t.child(c, "nsubj") == t.head(n.Head) {
		c = t.head(c)
	}
	if c < 0 || t.relation(c) != "acl" {
		return false
	}
	subject := t.child(c, "nsubj", "nsubj:pass")
	if subject < 0 || subject > n.Head || !strings.HasPrefix(t.Tokens[subject].XPOS, "W") {
		return false
	}
	m := a.at(n.Sentence, subject)
	if m == nil || n.Number == sing && slices.ContainsFunc(a.clusterOf(m).members, func(i int) bool { return a.nodes[i].Type == graph.Person }) {
		return false // "a lawyer who had worked for its rival"
	}
	return a.link(n, m, "own relative clause", 0.95)
}

// sameObject links the object of a second verb with that of the first: "She
// founded the institute and directed it."
func (a *analysis) sameObject(n *node) bool {
	if n.Kind != document.Pronoun || n.pro.class != personal || n.Person != 3 || n.role != object || n.Gender == masc || n.Gender == fem {
		return false
	}
	t := n.tree
	v := t.head(n.Head)
	if v < 0 || t.Tokens[v].Deprel != "conj" || t.child(v, "nsubj", "nsubj:pass") >= 0 || n.meansClaim() {
		return false
	}
	first := t.head(v)
	if first < 0 {
		return false // the text does not say what the verb is coordinated with
	}
	o := t.child(first, "obj")
	if o < 0 || o > n.Head || t.coordinated(o) {
		return false
	}
	m := a.at(n.Sentence, o)
	return m != nil && m.Kind != document.Pronoun && m.det != negative && m.Number == n.Number && a.link(n, m, "same object", 0.9)
}

// speech links "I" and "me" in a quotation with who says it.
func (a *analysis) speech(n *node) bool {
	if n.Kind != document.Pronoun || n.Person != 1 || n.Number != sing || n.quote < 0 {
		return false
	}
	s := a.quotes[n.quote].speaker
	if s < 0 {
		return false
	}
	m := a.nodes[s]
	if m.Type != graph.Person && m.typed && !(m.noun != nil && m.noun.Human && m.Kind == document.Nominal) {
		return false
	}
	return a.link(n, m, "speaker", 1)
}
