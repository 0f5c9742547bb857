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
		if len(fits) > 1 && th.person.lone() {
			fits = a.bearers(fits, th)
		}
		if len(fits) == 1 || len(fits) > 1 && !th.person.lone() {
			if typeConflict(fits[0].typ, th.typ) >= severe || fits[0].typ == graph.Person {
				th.types = nil // a mistake of the tagger is no vote
			}
			fits[0].absorb(th)
		} else {
			kept = append(kept, th)
		}
	}
	slices.SortStableFunc(kept, func(x, y *thing) int { return x.first - y.first })
	a.things = kept
}

// bearers leaves of the persons that a surname alone fits those whom the
// article calls by that name and no longer one, and, where pronouns tell the
// gender of the bearer, those who are not of the other.
func (a *articleThings) bearers(fits []*thing, th *thing) []*thing {
	gender := a.gender(th)
	var left []*thing
	for _, fit := range fits {
		if strings.HasSuffix(strings.ToLower(fit.name), "-"+th.key) {
			continue // "Joliot-Curie" is not called "Curie"
		}
		if g := a.gender(fit); gender == document.GenderUnknown || g == document.GenderUnknown || g == gender {
			left = append(left, fit)
		}
	}
	if gender == document.GenderUnknown {
		return fits
	}
	return left
}

// gender is that of the pronouns that stand for a thing, or without any that
// of its names; unknown where they are of both.
func (a *articleThings) gender(th *thing) document.Gender {
	of := func(kind document.MentionKind) document.Gender {
		found := document.GenderUnknown
		for _, c := range th.chains {
			for _, i := range a.doc.Chains[c].Mentions {
				m := &a.doc.Mentions[i]
				if m.Kind != kind || m.Gender != document.Masculine && m.Gender != document.Feminine {
					continue
				}
				if found != document.GenderUnknown && found != m.Gender {
					return document.GenderUnknown
				}
				found = m.Gender
			}
		}
		return found
	}
	return cmp.Or(of(document.Pronoun), of(document.Named))
}

// sameInArticle tells whether two things of the article are surely one.
func (a *articleThings) sameInArticle(x, y *thing) bool {
	if x.forced != y.forced {
		return false
	}
	if x.class == named && (y.class == kind || y.class == specific) { // the tagger saw it once and missed it once
		if graph.IsAcronym(x.name, properPart(y.name)) && typeConflict(x.typ, y.typ) < severe {
			return true // "RSF" beside "paramilitary Rapid Support Forces"
		}
		return isCapitalized(y.name) && (y.key == x.key || y.key == shortName(x.name)) && typeConflict(x.typ, y.typ) < severe
	}
	if x.class != y.class || x.class == specific {
		return (x.class == kind && y.class == kind || x.crowd && y.crowd) && kindKey(x.name) == kindKey(y.name)
	}
	if x.class == value {
		return x.name == y.name && x.typ == y.typ
	}
	if typeConflict(x.typ, y.typ) >= severe {
		return x.typ == graph.Organization && y.key == shortName(x.name) && a.maybeNoPerson(y)
	}
	if x.typ == graph.Person && y.typ == graph.Person {
		return comparePersons(x.person, y.person) != namesDiffer ||
			y.person.lone() && !x.person.lone() && y.person.surname == x.person.given && len(x.person.given) > 2 // "Daniel"
	}
	if x.typ == graph.Person && y.typ == graph.Concept && comparePersons(x.person, parsePerson(y.name)) == surnameOnly {
		return true // a surname that the tagger gave no type
	}
	if companyAndThing(x.name, y.name, x.typ, y.typ) {
		return false
	}
	if x.listed != nil && x.listed == y.listed {
		return true
	}
	if y.key == shortName(x.name) && x.typ == graph.Organization && len(gazetteer.Places(y.key)) == 0 && !endsLower(x.name) {
		return true // "Halden" beside "Halden Energy", not beside "Halden shares"
	}
	return x.key == y.key || x.called(y.key) || strings.HasPrefix(x.name, y.name+"/") || isAcronym(x.key, y.name) || isAcronym(y.key, x.name)
}

// properPart is a name without the common nouns and adjectives before it.
func properPart(name string) string {
	i := strings.IndexFunc(name, unicode.IsUpper)
	return name[max(i, 0):]
}

// endsLower tells whether the last word of a name is written as a common noun.
func endsLower(name string) bool {
	first, _ := utf8.DecodeRuneInString(name[strings.LastIndexByte(name, ' ')+1:])
	return unicode.IsLower(first)
}

// called tells whether one of the thing's names has the key.
func (t *thing) called(key string) bool {
	for name := range t.names {
		if nameKey(name) == key {
			return true
		}
	}
	return false
}

// maybeNoPerson tells whether nothing but the tagger makes a person of a thing:
// a single word, with no title, role or "he". That is how taggers take the
// names of companies and papers.
func (a *articleThings) maybeNoPerson(th *thing) bool {
	if th.typ != graph.Person || !th.person.lone() || len(th.roles) > 0 {
		return false
	}
	for _, c := range th.chains {
		for _, m := range a.doc.Chains[c].Mentions {
			if g := a.doc.Mentions[m].Gender; a.doc.Mentions[m].Kind == document.Pronoun && (g == document.Masculine || g == document.Feminine) {
				return false
			}
		}
	}
	return true
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
