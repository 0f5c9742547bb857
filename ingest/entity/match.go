package entity

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/entity/gazetteer"
	"factgraph/ingest/mention/lexicon"
)

// The weights of what speaks for and against a thing of an article being a
// known entity, in log-odds: 0 is as likely as not. They were set by hand so
// that the cases in testdata come out right; the lines of the tests say which
// case each one decides.
const (
	sameThreshold = 0.5 // the probability from which a thing is a known entity
	margin        = 0.3 // by how much (log-odds) a lone name's best entity must lead

	wFullName      = 2.5  // a full name that few bear
	wHalfCommon    = 1.2  // its given name or its surname is common
	wCommonName    = -1.5 // both are: "John Smith"
	wParts         = -0.3 // added when names agree in parts only
	wNickname      = -0.8
	wSpelling      = -1.2
	wInitials      = -2.2
	wSurname       = -2.0 // a lone surname: only context can tell
	wCommonSurname = -0.7 // added when the surname is common

	wName         = 2.5  // a name of something else than a person
	wGenericName  = -1.0 // a name of common words only: "the Supreme Court"
	wAlias        = 1.2  // a name that is not its usual one
	wAcronym      = -0.3 // an acronym and a name with its initials
	wLongAcronym  = 1.0  // added when it has four letters or more
	wPartOfName   = -1.5 // "Ford" and "Ford Motor Company"
	wSameRole     = 1.2
	wOtherRole    = -0.8
	wContext      = 3.5 // times S/(S+1), S the support of the context
	wMildType     = -1.0
	wSevereType   = -4.0
	wDoubtfulType = -2.0
	wSameCountry  = 1.5
	wOtherCountry = -2.0
	wCatalogue    = 4.0 // both are one entry of the user's catalogue
	wSeenBefore   = 2.5 // the article's last ingest linked these words to it
)

// A match is how well a thing fits a known entity.
type match struct {
	entity  *graph.Entity
	logOdds float64
	lone    bool // the names agree in a surname only
	here    bool // with a thing of the same article, not with a known entity
	reasons []string
}

func (m *match) add(weight float64, reason string) {
	m.logOdds += weight
	if reason != "" {
		m.reasons = append(m.reasons, reason)
	}
}

// probability is the logistic function of the log-odds.
func (m *match) probability() float64 { return 1 / (1 + math.Exp(-m.logOdds)) }

// score matches a thing with a candidate; ok is false when the names differ.
func (a *articleThings) score(th *thing, e *graph.Entity) (m match, ok bool) {
	m.entity = e
	if e.Subtype == kindSubtype {
		return m, false
	}
	if th.frame != nil {
		if !m.scoreFrame(th.frame, readFrame(e.Context)) {
			return m, th.class == named && m.otherName(th, e)
		}
		if th.class == named && th.key == nameKey(e.Name) {
			m.add(-wNoun, "same name")
		}
		s, _ := support(th.context, e.Context)
		m.add(wFrameContext*s/(s+1), "")
		return m, true
	}
	if th.typ == graph.Person && (e.Type == graph.Person || e.Type == "") {
		ok = m.personName(th, e)
	} else {
		ok = m.otherName(th, e)
	}
	listed := th.entry != nil && slices.Contains(e.SameAs, th.entry.iri)
	if listed {
		m.add(wCatalogue, "catalogue")
	}
	if !ok && !listed {
		return m, false
	}
	switch typeConflict(th.typ, e.Type) {
	case mild:
		m.add(wMildType, "")
	case severe:
		m.add(severeWeight(th, e), "")
	}
	m.roles(th, e)
	m.context(th, e)
	return m, true
}

// severeWeight is what a severe conflict of types costs: less when one is a
// person for whom a single, unusual word and nothing else speaks, because that
// is how taggers take the names of companies and papers.
func severeWeight(th *thing, e *graph.Entity) float64 {
	t := personNames()
	key := graph.NameKey(th.name)
	person := th.typ == graph.Person && len(th.roles) == 0 || e.Type == graph.Person && len(e.Roles) == 0
	if _, country := gazetteer.NationalityOf(key); country || len(gazetteer.Places(key)) > 0 {
		return wSevereType // a person called Georgia
	}
	if person && !strings.Contains(key, " ") && !t.common[key] && !t.commonGiven[key] && key == graph.NameKey(e.Name) {
		return wDoubtfulType
	}
	return wSevereType
}

// personName scores the names of persons by the best pair of them.
func (m *match) personName(th *thing, e *graph.Entity) bool {
	best := namesDiffer
	for _, other := range personNamesOf(e) {
		if got := comparePersons(th.person, other); got > best {
			best = got
			m.lone = got == surnameOnly
		}
	}
	if best == namesDiffer {
		return false
	}
	full := [...]float64{wFullName, wHalfCommon, wCommonName}[th.person.common()]
	switch best {
	case surnameOnly:
		weight := wSurname
		if personNames().common[th.person.bareSurname()] {
			weight += wCommonSurname
		}
		m.add(weight, "")
	case sameName:
		m.add(full, "")
	case partsFit:
		m.add(full+wParts, "")
	case nicknamesFit:
		m.add(full+wNickname, "")
	case spellingsFit:
		m.add(full+wSpelling, "")
	case initialsFit:
		m.add(full+wInitials, "")
	}
	m.reasons = append(m.reasons, nameMatchReasons[best])
	return true
}

// personNamesOf are the names of a known person, full names only where there
// are any: "Kestner" as an alias of Anna Kestner doesn't make Paul Kestner fit.
// The lone names stay when the thing at hand has nothing but a surname, which
// fits the full names just as well.
func personNamesOf(e *graph.Entity) []personName {
	var full, all []personName
	for _, name := range entityNames(e) {
		p := parsePerson(name)
		all = append(all, p)
		if !p.lone() {
			full = append(full, p)
		}
	}
	if len(full) > 0 {
		return full
	}
	return all
}

// otherName scores the names of what is no person.
func (m *match) otherName(th *thing, e *graph.Entity) bool {
	if companyAndThing(th.name, e.Name, th.typ, e.Type) {
		return false
	}
	key := th.key
	var same, acronym, part bool
	for _, name := range entityNames(e) {
		other := nameKey(name)
		switch {
		case (key == other || squeeze(key) == squeeze(other)) && (len(key) > 3 || isCapitals(name) == isCapitals(th.name)):
			same = true
		case graph.IsAcronym(key, other) || graph.IsAcronym(other, key):
			acronym = true
		case !otherFullName(th.name, e) && typeConflict(th.typ, e.Type) < severe && (th.typ == graph.Organization || e.Type == graph.Organization) && (shortName(name) == key || shortName(th.name) == other) && key != "":
			part = true
		}
	}
	switch {
	case same && isNumbered(key):
		return false // "Figure 1" is another in each article
	case same && genericName(th.name, th.typ):
		m.add(wGenericName, "same general name")
		m.country(th, e)
	case same && key != nameKey(e.Name):
		m.add(wAlias, "same as another of its names")
	case same:
		m.add(wName, "same name")
	case acronym:
		m.add(wAcronym, "acronym")
		if len(th.name) > 3 && len(e.Name) > 3 {
			m.add(wLongAcronym, "")
		}
	case part:
		m.add(wPartOfName, "part of the name")
	default:
		return false
	}
	return true
}

// otherFullName tells whether a name of several words and those of an entity go
// on in different ways: "Apple Corps" is not short for anything that is called
// "Apple Inc.".
func otherFullName(name string, e *graph.Entity) bool {
	full := string(graph.NewEntityID(name)) // the folded words, legal forms among them
	if !strings.Contains(full, "-") {
		return false
	}
	for _, other := range entityNames(e) {
		other := string(graph.NewEntityID(other))
		if strings.Contains(other, "-") && !strings.HasPrefix(full+"-", other+"-") && !strings.HasPrefix(other+"-", full+"-") {
			return true
		}
	}
	return false
}

// squeeze leaves out the blanks: "Da Nang" and "Danang".
func squeeze(key string) string { return strings.ReplaceAll(key, " ", "") }

// genericName tells whether a name is made of common words only, so that many
// things bear it: "Supreme Court", "Ministry of Defence". Of single words only
// those that are no name of somebody or some place or company can be so:
// "Education", but not "Apple".
func genericName(name string, typ graph.Type) bool {
	const listed = 3500
	words := strings.Fields(name)
	if len(words) == 1 {
		switch typ {
		case graph.Organization, graph.Place, graph.Product, graph.Person, graph.Group:
			return false
		}
	}
	if typ == graph.Organization && !slices.ContainsFunc(words, isBody) { // "Apple Computer"
		return false
	}
	for _, word := range words {
		if len(word) > 1 && isCapitals(word) { // "ABC News"
			return false
		}
		key := graph.NameKey(word)
		if rank := gazetteer.Rank(key); rank == 0 || rank > listed {
			return false
		}
		if len(gazetteer.Places(key)) > 0 {
			return false
		}
		if _, ok := gazetteer.NationalityOf(word); ok {
			return false
		}
	}
	return true
}

// isBody tells whether a word says what kind of body an organisation is:
// "Court", "Ministries".
func isBody(word string) bool {
	key := strings.ToLower(word)
	for _, form := range []string{key, strings.TrimSuffix(key, "s")} {
		if e := lexicon.NameEnding(form); e.Type == graph.Organization && !e.Impersonal || frames().institutions[form] {
			return true
		}
	}
	return false
}

// isNumbered tells whether a name is a common word with a number or a letter,
// or a letter alone: "chapter 1", "group b".
func isNumbered(key string) bool {
	words := strings.Fields(key)
	last := words[len(words)-1]
	short := len(last) == 1 || strings.Trim(last, "0123456789") == "" && len(last) < 3
	return short && (len(words) == 1 || len(words) == 2 && gazetteer.Rank(words[0]) > 0)
}

// country compares the countries that articles about things of a general name
// are about: there is a Supreme Court in each.
func (m *match) country(th *thing, e *graph.Entity) {
	if th.home == "" {
		return
	}
	for _, c := range e.Context {
		if home, ok := strings.CutPrefix(c.Text, "country="); ok {
			if home == th.home {
				m.add(wSameCountry, "country: "+home)
			} else {
				m.add(wOtherCountry, "")
			}
			return
		}
	}
}

// entityNames are the canonical name and the aliases of an entity.
func entityNames(e *graph.Entity) []string {
	names := []string{e.Name}
	for _, alias := range e.Aliases {
		if alias.Text != e.Name {
			names = append(names, alias.Text)
		}
	}
	return names
}

// roles compares titles and descriptions of persons.
func (m *match) roles(th *thing, e *graph.Entity) {
	if len(th.roles) == 0 || len(e.Roles) == 0 {
		return
	}
	mine := make(map[string]bool)
	for role := range th.roles {
		mine[roleHead(role)] = true
	}
	for _, role := range e.Roles {
		if head := roleHead(role.Text); mine[head] {
			m.add(wSameRole, "role: "+head)
			return
		}
	}
	m.add(wOtherRole, "")
}

// roleHead is the word that says what a role is: "president" of "former U.S.
// President", "minister" of "Minister of Finance".
func roleHead(role string) string {
	words := strings.Fields(graph.NameKey(role))
	if i := slices.Index(words, "of"); i > 0 {
		words = words[:i]
	}
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// context scores what the article has beside the thing.
func (m *match) context(th *thing, e *graph.Entity) {
	s, shared := support(th.context, e.Context)
	if s == 0 {
		return
	}
	m.add(wContext*s/(s+1), "context: "+strings.Join(shared[:min(len(shared), 4)], ", "))
}

// reason is the explanation that a link keeps.
func (m *match) reason() string {
	return fmt.Sprintf("known as %s: %s", m.entity.Name, strings.Join(m.reasons, "; "))
}
