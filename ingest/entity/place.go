package entity

import (
	"cmp"
	"math"
	"slices"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/entity/gazetteer"
)

// identity is what a table says a thing is, whatever the article.
type identity struct {
	id      graph.EntityID
	name    string
	typ     graph.Type
	subtype string
	keys    []string
	reason  string
}

// placeIdentity finds a place of the gazetteer, or the country or people that
// a nationality word means.
func (a *articleThings) placeIdentity(th *thing) (identity, bool) {
	if th.class != named || th.typ == graph.Person {
		return identity{}, false
	}
	if n, ok := a.nationality(th); ok {
		return n, true
	}
	if typeConflict(th.typ, graph.Place) >= severe {
		return identity{}, false
	}
	all := gazetteer.Places(graph.NameKey(th.name))
	if th.typ != graph.Place && th.subtype != "city" { // of an organisation's name only countries and capitals, which act for them, are sure
		all = slices.DeleteFunc(slices.Clone(all), func(p gazetteer.Place) bool { return p.Kind != gazetteer.Country && !p.Capital })
	}
	if len(all) == 0 {
		return identity{}, false
	}
	return placeID(a.likeliest(all)), true
}

// nationality finds what "Russian", "the Russians" or "U.S." means: the country
// when the word stands before a noun, a people when it is a plural or has an
// article, else the language.
func (a *articleThings) nationality(th *thing) (identity, bool) {
	n, ok := gazetteer.NationalityOf(th.name)
	if !ok || len(gazetteer.Places(graph.NameKey(th.name))) > 0 {
		return identity{}, false
	}
	country, ok := gazetteer.CountryByCode(n.Country)
	if !ok {
		return identity{}, false
	}
	if !n.Plural && a.modifies(th) {
		return placeID(country), true
	}
	if !n.Plural && a.isLanguage(th) {
		return identity{
			id: graph.NewEntityID(th.name + " language"), name: th.name, typ: graph.Concept, subtype: "language",
			keys: []string{graph.NameKey(th.name), graph.NameKey(th.name + " language")}, reason: "language of " + country.Name,
		}, true
	}
	return identity{
		id: graph.NewEntityID(n.People), name: n.People, typ: graph.Group, subtype: "nationality",
		keys: []string{graph.NameKey(n.People), graph.NameKey(th.name)}, reason: "people of " + country.Name,
	}, true
}

// isLanguage tells whether every mention of a nationality word stands bare, as
// a singular noun: "he spoke Spanish".
func (a *articleThings) isLanguage(th *thing) bool {
	for _, c := range th.chains {
		for _, m := range a.doc.Chains[c].Mentions {
			m := &a.doc.Mentions[m]
			tok := headToken(a.doc, m)
			if m.Kind != document.Named || tok == nil || tok.UPOS == "ADJ" || m.First != m.Last || m.Number == document.Plural || basic(tok) == "nsubj" {
				return false
			}
		}
	}
	return true
}

// isPlaceAfterAll tells whether what was taken for a person is a place: a single
// name that the gazetteer has, without a title, that stands before a noun or
// after "in": "the Geneva process".
func (a *articleThings) isPlaceAfterAll(th *thing) bool {
	if th.typ != graph.Person || len(th.roles) > 0 || len(th.names) > 1 || len(gazetteer.Places(graph.NameKey(th.name))) == 0 {
		return false
	}
	if th.subtype == "city" || th.subtype == "country" || a.modifies(th) {
		return true
	}
	for _, c := range th.chains {
		for _, i := range a.doc.Chains[c].Mentions {
			m := &a.doc.Mentions[i]
			if m.Kind == document.Pronoun {
				return false
			}
			tokens := a.doc.Sentences[m.Sentence].Tokens
			if before := m.First - 1; before >= 0 && tokens[before].Head == m.Head && (tokens[before].Lemma == "in" || tokens[before].Lemma == "near") {
				return true
			}
		}
	}
	return false
}

// modifies tells whether most mentions of a thing stand before a noun: "Russian"
// in "the Russian president".
func (a *articleThings) modifies(th *thing) bool {
	n := 0
	for _, c := range th.chains {
		for _, m := range a.doc.Chains[c].Mentions {
			m := &a.doc.Mentions[m]
			tok := headToken(a.doc, m)
			if m.Kind != document.Named || tok == nil {
				continue
			}
			if relation := basic(tok); tok.UPOS == "ADJ" || relation == "amod" || relation == "compound" {
				n++
			} else {
				n--
			}
		}
	}
	return n > 0
}

// country tells which country a named thing is, if any.
func (a *articleThings) country(th *thing) (gazetteer.Place, bool) {
	if th.class != named || th.typ == graph.Person {
		return gazetteer.Place{}, false
	}
	key := graph.NameKey(th.name)
	if all := gazetteer.Places(key); len(all) > 0 && all[0].Kind == gazetteer.Country {
		return all[0], true
	}
	if n, ok := gazetteer.NationalityOf(th.name); ok {
		return gazetteer.CountryByCode(n.Country)
	}
	return gazetteer.Place{}, false
}

// likeliest picks the place that a name means in this article: countries before
// cities before states, larger cities before smaller, unless the article speaks
// of the country or the state of another. One of them is given.
func (a *articleThings) likeliest(all []gazetteer.Place) gazetteer.Place {
	if len(all) == 1 {
		return all[0]
	}
	countries, regions := a.placesNamed()
	score := func(p gazetteer.Place) float64 {
		var s float64
		switch p.Kind {
		case gazetteer.Country:
			s = 3
		case gazetteer.Region:
			s = 2
		case gazetteer.City:
			s = math.Log10(float64(p.Population)+1) / 3 // 1.7 for 100,000, 2.3 for ten million
		}
		if p.Kind != gazetteer.Country {
			s += min(1, 0.4*float64(countries[p.Country]))
			if p.Region != "" {
				s += min(1.5, 1.5*float64(regions[[2]string{p.Country, p.Region}]))
			}
		}
		return s
	}
	return slices.MaxFunc(all, func(p, q gazetteer.Place) int { return cmp.Compare(score(p), score(q)) })
}

// placesNamed counts how many things of the article name each country and each
// state, nationalities and the unambiguous cities of a state too.
func (a *articleThings) placesNamed() (countries map[string]int, regions map[[2]string]int) {
	countries, regions = make(map[string]int), make(map[[2]string]int)
	for _, th := range a.things {
		if th.class != named || th.typ == graph.Person {
			continue
		}
		if n, ok := gazetteer.NationalityOf(th.name); ok {
			countries[n.Country]++
			continue
		}
		if all := gazetteer.Places(graph.NameKey(th.name)); len(all) == 1 {
			countries[all[0].Country]++
			if all[0].Region != "" {
				regions[[2]string{all[0].Country, all[0].Region}]++
			}
		}
	}
	return countries, regions
}

// placeID is the identity of a place of the gazetteer. The likeliest place of
// a name has the bare name; others carry their state or country: "London" and
// "London, Ontario".
func placeID(p gazetteer.Place) identity {
	key := graph.NameKey(p.Name)
	name := p.Name
	if gazetteer.Places(key)[0] != p {
		if region, ok := gazetteer.RegionByCode(p.Country, p.Region); ok && p.Kind == gazetteer.City {
			name += ", " + region.Name
		} else if country, ok := gazetteer.CountryByCode(p.Country); ok {
			name += ", " + country.Name
		}
	}
	return identity{
		id: graph.NewEntityID(name), name: name, typ: graph.Place, subtype: p.Kind.String(),
		keys: []string{key, graph.NameKey(name)}, reason: "gazetteer: " + p.Kind.String(),
	}
}

// homeCountry is the country that the article mostly speaks of; the zero place
// when it names none, or two as often.
func (a *articleThings) homeCountry() gazetteer.Place {
	times := make(map[string]int)
	for _, th := range a.things {
		if place, ok := a.country(th); ok {
			times[place.Country] += th.mentions(a.doc)
		} else if all := gazetteer.Places(graph.NameKey(th.name)); len(all) > 0 && th.class == named && th.typ == graph.Place {
			times[all[0].Country] += th.mentions(a.doc)
		}
	}
	best, most, tie := "", 0, false
	for iso, n := range times {
		switch {
		case n > most:
			best, most, tie = iso, n, false
		case n == most:
			tie = true
		}
	}
	if tie {
		return gazetteer.Place{}
	}
	home, _ := gazetteer.CountryByCode(best)
	return home
}

// mentions counts the mentions of a thing.
func (t *thing) mentions(doc *document.Document) int {
	n := 0
	for _, c := range t.chains {
		n += len(doc.Chains[c].Mentions)
	}
	return n
}
