package parse

import (
	"strings"
	"testing"
)

// TestClasses holds that the table has every class that the mends ask for, in
// lower case, and no other.
func TestClasses(t *testing.T) {
	asked := []map[string]bool{
		saying, claiming, commenting, judging, promising, happening, remaining, reportingNouns, smallVerbs, rareVerbs, positions, naming, money, days, participleMarks, timeMarks,
		currencyPrefixes, stages, changing, since, ofVerbs, comings, personal, appointing, fractions, pastOnly, rating, granting, conjunctive, harm, goingOn, perceiving, having, causing,
		conditions, mishaps, fields, bodies, unchanging, thinking, demanding, disputing, singularPronouns, phraseWords, behindScore, leading, objectless, gerundNouns, askedNouns, bringing,
		unaided, over, states, taking, thingVerbs, fluctuating, meeting, headlineVerbs, outlooks, partsOfDay, pastTimes, laying, meetings, quotes, beating,
		harmed, presumed, lost, describing, recounting, sensing, leaving, participlePrepositions,
		meetingEvents, held, outcomes, ending, reaching, several, settlements,
		ranks, champions, dashes, spans, seeding, paying,
		bounds, overs, posting, penal, movers, adverbialMarks, neverVerbs, shortMonths, securities, holding, comparatives, activities, speaking, telling,
		voting, reporting, units, within, away, particles["down"], particles["off"], particles["out"], particles["up"], particles["over"],
		winning, triumphs,
		extents, striking,
	}
	for i, class := range asked {
		if len(class) == 0 {
			t.Errorf("class %d is empty", i)
		}
	}
	if len(classes) != len(asked) {
		t.Errorf("%d classes in the table, %d in use", len(classes), len(asked))
	}
	for name, class := range classes {
		for word := range class {
			if word != strings.ToLower(word) {
				t.Errorf("%s: %q is not in lower case", name, word)
			}
		}
	}
}
