package mention

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention/lexicon"
)

// placedDefinite tells whether n is a noun for an organization with "the" that
// nothing but its home tells from others: "the Danish bank", "the Copenhagen
// lender".
func (a *analysis) placedDefinite(n *node) bool {
	if n.Kind != document.Nominal || n.det != definiteArticle || n.Number == plur || len(n.places) == 0 || n.ordinal != "" || n.numeral != "" || a.narrowed(n) {
		return false
	}
	if n.Type != graph.Organization && !companyRoles[n.lemma] || publicBodies[n.lemma] && n.lemma != "union" {
		return false
	}
	return !slices.ContainsFunc(n.mods, func(word string) bool { return !a.isPlaceWord(word) })
}

// isPlaceWord tells whether a modifier says where something is at home.
func (a *analysis) isPlaceWord(word string) bool {
	return word == "based" || word == "base" || a.lexicon.Demonym(word) != nil || a.lexicon.Country(word) != nil || a.lexicon.Place(word) != lexicon.NoPlace
}

// atHome is what a placed description takes up: the one organization named
// before that is at home there, as the words before its name tell ("Danish rival
// Sund"), another description of it, or a place in the name. Where there is none,
// it is the one whose home is unknown that the sentence, or the one before, has named
// alone. It is nil if none is the only one.
func (a *analysis) atHome(n *node, pos int) *node {
	if !a.placedDefinite(n) {
		return nil
	}
	a.stamp++ // fits is asked about n
	if said := a.spokenFor(n); len(said) == 1 {
		m := a.nodes[slices.Min(a.clusters[said[0]].members)]
		if by := a.rootSubject(n.Sentence); by != nil && by.Type == graph.Person && a.fits(n, m) && !a.isPublicBody(m) {
			return m // "Velder's chairman said the Dutch company would pay"
		}
	}
	var found *node
	city := !slices.ContainsFunc(n.places, isCountryCode)
	unplaced := map[int]bool{}
	for _, id := range a.byOrder[max(0, pos-maxParts):pos] {
		m := a.nodes[id]
		if m.Kind != document.Named || m.Type != graph.Organization || m.First >= n.First && m.Sentence == n.Sentence || a.lexicon.Place(strings.ToLower(m.Name)) != lexicon.NoPlace || a.clusterOf(m).person || !a.fits(n, m) {
			continue
		}
		home := a.home(m)
		switch {
		case a.isPublicBody(m) || m.tree.Kind == document.Dateline:
		case len(home) == 0, city && shared(home, n.places) == 0 && !slices.ContainsFunc(home, func(place string) bool { return !isCountryCode(place) }):
			unplaced[a.cluster[id]] = true // a city may be in any country
		case shared(home, n.places) == 0:
		case found == nil || a.cluster[found.id] == a.cluster[id]:
			found = m
		default:
			return nil
		}
	}
	if found != nil {
		return found
	}
	if m := a.aloneBefore(n); m != nil && unplaced[a.cluster[m.id]] {
		return m
	}
	return nil
}

// byEpithet is the body that everybody calls by the noun n with the word before it,
// "the world body", "the UN agency": the last one named. It is nil if there is none.
func (a *analysis) byEpithet(n *node, pos int) *node {
	if n.Kind != document.Nominal || n.det != definiteArticle || len(n.mods) != 1 || n.Number == plur || a.narrowed(n) {
		return nil
	}
	phrase := n.mods[0] + " " + n.lemma
	for _, id := range slices.Backward(a.byOrder[max(0, pos-maxParts):pos]) {
		if m := a.nodes[id]; m.Kind == document.Named && slices.Contains(epithets[strings.ToLower(m.Name)], phrase) && !a.clash(n, m) {
			return m
		}
	}
	return nil
}

// aloneBefore is the only organization that the sentence of n names before it, or
// else the sentence before; nil if there is none.
func (a *analysis) aloneBefore(n *node) *node {
	here, several := a.onlyBody(n, n.Sentence)
	switch {
	case several, here != nil && len(a.spokenFor(n)) > 0: // "Nordbank said the Oslo bank would recover"
		return nil
	case here != nil || n.Sentence == 0 || n.role != subject || n.tree.relation(n.clause) != "root":
		return here
	}
	before, _ := a.onlyBody(n, n.Sentence-1)
	return before
}

// onlyBody is the organization that a sentence names before n; it is nil where it
// names none, or several.
func (a *analysis) onlyBody(n *node, sentence int) (found *node, several bool) {
	for i := range a.trees[sentence].Tokens {
		m := a.at(sentence, i)
		if m == nil || m.order >= n.order || m.Kind != document.Named || m.Type != graph.Organization {
			continue
		}
		if found != nil && a.cluster[found.id] != a.cluster[m.id] {
			return nil, true
		}
		found = m
	}
	return found, false
}

// home is where the chain of m is at home: country codes, and names of cities.
func (a *analysis) home(m *node) []string {
	var places []string
	for _, k := range a.clusterOf(m).members {
		o := a.nodes[k]
		places = append(places, o.places...)
		if o.Kind != document.Named {
			continue
		}
		if o.titleCountry != nil {
			places = append(places, o.titleCountry.Code)
		}
		places = append(places, a.placesIn(o.Name)...)
	}
	return places
}

// placesIn are the places that a name begins with, or has behind "of", of up to two
// words: "Montevideo" and its country of "Montevideo Rovers".
func (a *analysis) placesIn(name string) []string {
	words := strings.Fields(strings.ToLower(name))
	var places []string
	for i := range words {
		if i > 0 && words[i-1] != "of" {
			continue
		}
		for last := i + 1; last <= min(i+2, len(words)); last++ {
			word := strings.Join(words[i:last], " ")
			if c := a.lexicon.Country(word); c != nil {
				places = append(places, c.Code)
			} else if c := a.lexicon.Demonym(word); c != nil {
				places = append(places, c.Code)
			} else if a.lexicon.Place(word) != lexicon.NoPlace {
				places = append(places, word)
				if c := a.lexicon.Capital(word); c != nil {
					places = append(places, c.Code)
				}
			}
		}
	}
	return places
}

// placesOf are the places that the modifier d names: a country by its code, a
// city by its name and, of a capital, its country.
func (r *Resolver) placesOf(t *tree, d int, c *lexicon.Country) []string {
	if c != nil {
		return []string{c.Code}
	}
	if t.Tokens[d].UPOS != "PROPN" {
		return nil
	}
	name := t.lowerName(r.lexicon, d)
	if r.lexicon.Place(name) == lexicon.NoPlace {
		return nil
	}
	if c := r.lexicon.Capital(name); c != nil {
		return []string{name, c.Code}
	}
	return []string{name}
}

// placesClash tells whether two things are at home in different places: countries
// are compared with countries.
func placesClash(x, y []string) bool {
	return len(x) > 0 && len(y) > 0 && shared(x, y) == 0 && slices.ContainsFunc(x, isCountryCode) == slices.ContainsFunc(y, isCountryCode)
}

// isCountryCode tells the codes of countries from lower-case names of places.
func isCountryCode(place string) bool { return place == strings.ToUpper(place) }
