package entity

import (
	"strings"
	"time"

	"factgraph/graph"
)

// The weights of what speaks for and against two noun phrases meaning one event
// or document, in log-odds.
const (
	wNoun        = -3.0 // the same noun and nothing else
	wLastingNoun = -1.5 // of what goes on for long, and is therefore seldom doubled
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
	if a == nil || b == nil || a.head != b.head || a.head == "" {
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
		if shared, _, _ := compareSets(a.places, b.places); len(shared) > 0 {
			m.add(wSharedSite, "in "+shared[0])
		} else {
			m.add(wOtherSite, "")
		}
	}
	if lasting || institution || m.here && !a.dated && !b.dated {
		return true
	}
	return m.scoreTime(a, b, yearly)
}

// sameFrame finds an event or document that was identified in this article
// before and that the thing repeats in other words; nil when there is none.
// Dates count only where the article gives them.
func (a *articleThings) sameFrame(th *thing) *thing {
	var best *thing
	var most float64
	for _, other := range a.things {
		if other == th || other.id == "" || other.frame == nil || other.class == named && th.class == named {
			continue
		}
		if !repeats(th.frame, other.frame) {
			continue
		}
		m := match{here: true, logOdds: wSameArticle}
		if m.scoreFrame(th.frame, other.frame) && m.probability() >= sameThreshold && (best == nil || m.logOdds > most) {
			best, most = other, m.logOdds
		}
	}
	return best
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

// repeats tells whether two frames of one article have something in common
// beside the noun: a thing, or what kind it is. One of many and many are not
// the same, but for elections, which are spoken of in both ways.
func repeats(a, b *frame) bool {
	if a.plural != b.plural && !frames().yearly[a.head] {
		return false
	}
	if len(commonTexts(a.modifiers, b.modifiers)) > 0 {
		return true
	}
	for id := range a.of {
		if b.of[id] || b.participants[id] {
			return true
		}
	}
	for id := range a.participants {
		if b.of[id] || b.participants[id] {
			return true
		}
	}
	return false
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

func commonTexts(a, b counts) []string {
	var common []string
	for _, c := range a.list() {
		if b[c.Text] > 0 {
			common = append(common, c.Text)
		}
	}
	return common
}
