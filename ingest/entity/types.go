package entity

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/mention/lexicon"
)

// How badly two types disagree.
const (
	noConflict = 0
	mild       = 1 // taggers confuse them: organisations and places, products and documents
	severe     = 2
)

// typeConflict tells how badly two types of one thing disagree. Unknown types
// and concepts agree with all.
func typeConflict(a, b graph.Type) int {
	vague := func(t graph.Type) bool { return t == "" || t == graph.Concept }
	if a == b || vague(a) || vague(b) {
		return noConflict
	}
	if confused[[2]graph.Type{a, b}] || confused[[2]graph.Type{b, a}] {
		return mild
	}
	return severe
}

// confused are the types between which the tagger wavers, and those that news
// texts use for one another ("Washington said", "the Bank of England's doors").
var confused = map[[2]graph.Type]bool{
	{graph.Organization, graph.Place}:    true,
	{graph.Organization, graph.Product}:  true,
	{graph.Organization, graph.Group}:    true,
	{graph.Organization, graph.Document}: true,
	{graph.Organization, graph.Event}:    true,
	{graph.Place, graph.Group}:           true,
	{graph.Place, graph.Event}:           true,
	{graph.Product, graph.Document}:      true,
	{graph.Product, graph.Place}:         true,
	{graph.Event, graph.Document}:        true,
	{graph.Event, graph.Product}:         true,
	{graph.Group, graph.Document}:        true,
	{graph.Group, graph.Product}:         true,
	{graph.Group, graph.Event}:           true,
	{graph.Date, graph.Event}:            true,
}

// typeByName is the type that the last word of a name of several words tells:
// "APEC Summit" is an event whatever the tagger took it for, "UNSCR 2254" a
// document, "Suez Canal Company" an organisation. Names of persons tell little:
// "Jane Forum" may be one, "Halden Energy" may not.
func typeByName(name string, tagged graph.Type) graph.Type {
	words := strings.Fields(strings.ToLower(name))
	if len(words) < 2 {
		return tagged
	}
	if n := len(words) - 1; strings.Trim(words[n], "0123456789/-") == "" && lexicon.NameEnding(words[n-1]).Type == graph.Document {
		return graph.Document
	}
	if tagged == graph.Organization && isModel(name) {
		return graph.Product
	}
	if graph.HasLegalForm(name) && tagged != graph.Person {
		return graph.Organization
	}
	words = strings.Fields(graph.NameKey(name))
	last := words[len(words)-1]
	ending := lexicon.NameEnding(last)
	if tagged == graph.Person && !ending.Impersonal {
		return tagged
	}
	if ending.Type != "" && len(words) > 1 {
		return ending.Type
	}
	if i := slices.Index(words, "of"); i > 0 && tagged != graph.Person { // "Treaty of Constantinople of 1888"
		if t := lexicon.NameEnding(words[i-1]).Type; t != "" {
			return t
		}
	}
	return tagged
}

// isModel tells whether a name ends with the number or code of a model, a
// version or an index: "Boeing 717", "Airbus A380", "Nikkei 225". Years and the
// numbers of units, stations and roads are none.
func isModel(name string) bool {
	words := strings.Fields(name)
	if len(words) < 2 || numberedBodies[strings.ToLower(words[len(words)-2])] || hasYear(name) {
		return false
	}
	last := strings.TrimLeft(words[len(words)-1], "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	letters := len(words[len(words)-1]) - len(last)
	digits := strings.TrimLeft(strings.TrimPrefix(last, "-"), "0123456789")
	return letters <= 3 && last != "" && len(digits) < len(last) && len(digits) <= 1
}

// numberedBodies are the nouns that go with a number in names of organisations.
var numberedBodies = wordSet(`channel radio tv bbc local chapter district company squadron battalion regiment brigade division unit
group team studio court school lodge troop station precinct ward section branch`)

// companyAndThing tells whether one of two names is that of a company and the
// other that of what the company has its name of: the Suez Canal Company and
// the Suez Canal. Companies are called by their names without the legal form,
// so that other organisations of one name are the same.
func companyAndThing(x, y string, xType, yType graph.Type) bool {
	if graph.HasLegalForm(x) == graph.HasLegalForm(y) {
		return false
	}
	if graph.HasLegalForm(y) {
		xType, yType = yType, xType
	}
	return yType == graph.Place || yType == graph.Product && xType != yType
}
