package entity

import (
	"strings"
	"time"

	"factgraph/graph"
	"factgraph/ingest/entity/gazetteer"
)

// The weights of what speaks for and against two noun phrases meaning one event
// or document, in log-odds.
const (
	wNoun        = -3.0 // the same noun and nothing else
	wLastingNoun = -1.5 // of what goes on for long, and is therefore seldom doubled
	wRareNoun    = -1.8 // of what strikes one region once in years
	wYearlyNoun  = -2.0
	wInstitution = -0.5 // "the Syrian army", of which there is one

	wSameKind   = 0.5 // "joint" and "joint"
	wOtherKind  = -1.5
	wSharedOne  = 1.3 // each thing in the phrase or taking part, up to three
	wOthersToo  = -1.2
	wNoneShared = -1.5
	wSharedSite = 1.0
	wOtherSite  = -0.5
	wSameDays   = 1.5
	wNearDays   = 0.5
	wNoDays     = -1.0
	wSameYear   = 0.8

	wFrameContext = 1.0 // times S/(S+1)
	wSameArticle  = 2.0 // an article seldom speaks of two of a kind without telling them apart
)

// scoreFrame matches the frames of a thing and an entity; ok is false when they
// can't be one.
func (m *match) scoreFrame(a, b *frame) (ok bool) {
	if a == nil || b == nil || !sameNoun(a, b) {
		return false
	}
	if (a.concept || b.concept) && !sameDescription(a, b) {
		return false
	}
	t := frames()
	lasting, yearly := t.lasting[a.head], t.yearly[a.head]
	institution := a.institution() && b.institution()
	switch {
	case institution:
		if shared, _, _ := compareSets(a.of, b.of); len(shared) == 0 || len(a.modifiers) != len(b.modifiers) {
			return false
		}
		m.add(wInstitution, "noun: "+a.head)
	case lasting:
		m.add(wLastingNoun, "noun: "+a.head)
	case yearly:
		m.add(wYearlyNoun, "noun: "+a.head)
	case t.rare[a.head]:
		m.add(wRareNoun, "noun: "+a.head)
	default:
		m.add(wNoun, "noun: "+a.head)
	}
	if len(a.modifiers) > 0 && len(b.modifiers) > 0 {
		if common := commonTexts(a.modifiers, b.modifiers); len(common) > 0 {
			m.add(wSameKind, strings.Join(common, " "))
		} else {
			m.add(wOtherKind, "")
		}
	}
	m.scoreThings(a, b)
	if len(a.places) > 0 && len(b.places) > 0 {
		if site, ok := commonSite(a.places, b.places); ok {
			m.add(wSharedSite, "in "+site)
		} else {
			m.add(wOtherSite, "")
		}
	}
	if lasting || institution || m.here && !a.dated && !b.dated {
		return true
	}
	return m.scoreTime(a, b, yearly)
}

// scoreThings compares the things in the phrases and the participants.
func (m *match) scoreThings(a, b *frame) {
	all := func(f *frame) map[graph.EntityID]bool {
		set := make(map[graph.EntityID]bool)
		for id := range f.of {
			set[id] = true
		}
		for id := range f.participants {
			set[id] = true
		}
		return set
	}
	mine, theirs := all(a), all(b)
	if len(mine) == 0 || len(theirs) == 0 {
		return
	}
	shared, onlyMine, onlyTheirs := compareSets(mine, theirs)
	if len(shared) == 0 {
		m.add(wNoneShared, "")
		return
	}
	m.add(wSharedOne*float64(min(len(shared), 3)), "with "+strings.Join(shared, ", "))
	if onlyMine > 0 && onlyTheirs > 0 {
		m.add(wOthersToo, "")
	}
}

// scoreTime compares the times.
func (m *match) scoreTime(a, b *frame, yearly bool) (ok bool) {
	switch {
	case a.start.IsZero() || b.start.IsZero():
		m.add(wNoDays, "")
	case yearly:
		if a.start.Year() > b.end.Add(-time.Second).Year() || b.start.Year() > a.end.Add(-time.Second).Year() {
			return false
		}
		m.add(wSameYear, a.start.Format("2006"))
	case a.start.Before(b.end) && b.start.Before(a.end):
		m.add(wSameDays, a.start.Format(time.DateOnly))
	case a.start.Before(b.end.AddDate(0, 0, window)) && b.start.Before(a.end.AddDate(0, 0, window)):
		m.add(wNearDays, "days apart")
	default:
		return false
	}
	return true
}

// compareSets lists what two sets share and counts what each has alone. An
// organiser whose name begins the other's is the same: "Asia Pacific" and
// "Asia Pacific Economic Cooperation".
func compareSets(a, b map[graph.EntityID]bool) (shared []string, onlyA, onlyB int) {
	matched := make(map[graph.EntityID]bool)
	for _, id := range sorted(a) {
		found := false
		for _, other := range sorted(b) {
			if id == other || strings.HasPrefix(string(other), string(id)+"-") || strings.HasPrefix(string(id), string(other)+"-") {
				found, matched[other] = true, true
				shared = append(shared, string(id))
				break
			}
		}
		if !found {
			onlyA++
		}
	}
	return shared, onlyA, len(b) - len(matched)
}

// sameNoun tells whether two frames are of one noun, or one noun is a wider
// word for the other and both name the same host: a summit is a meeting.
func sameNoun(a, b *frame) bool {
	if a.head == b.head {
		return a.head != ""
	}
	wider := frames().wider
	if wider[a.head] != b.head && wider[b.head] != a.head || a.head == "" || b.head == "" {
		return false
	}
	shared, _, _ := compareSets(a.of, b.of)
	return len(shared) > 0
}

// commonSite is a place that two sets share, or of which the other has a city:
// what happened in Da Nang happened in Vietnam.
func commonSite(a, b map[graph.EntityID]bool) (string, bool) {
	for _, pair := range [][2]map[graph.EntityID]bool{{a, b}, {b, a}} {
		for _, id := range sorted(pair[0]) {
			if pair[1][id] || pair[1][countryOf(id)] {
				return string(id), true
			}
		}
	}
	return "", false
}

// countryOf is the country of a city or a state of the gazetteer; empty for
// anything else.
func countryOf(id graph.EntityID) graph.EntityID {
	all := gazetteer.Places(strings.ReplaceAll(string(id), "-", " "))
	if len(all) == 0 || all[0].Kind == gazetteer.Country {
		return ""
	}
	country, ok := gazetteer.CountryByCode(all[0].Country)
	if !ok {
		return ""
	}
	return placeID(country).id
}

func commonTexts(a, b counts) []string {
	var common []string
	for _, c := range a.list() {
		if b[c.Text] > 0 {
			common = append(common, c.Text)
		}
	}
	return common
}
