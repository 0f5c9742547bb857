package fact

import (
	"slices"
	"strings"
	"testing"
)

func TestCanonical(t *testing.T) {
	for _, c := range []struct {
		relation relation
		want     string
	}{
		{relation{Verb: "meet"}, "met"},
		{relation{Verb: "meet", Preposition: "with"}, "met"},
		{relation{Verb: "have", Event: "conversation", Preposition: "with"}, "met"},
		{relation{Verb: "hold", Event: "talk", Preposition: "with"}, "met"},
		{relation{Verb: "hold", Event: "meeting", Preposition: "with"}, "met"},
		{relation{Verb: "take", Event: "note", Preposition: "of"}, "noted"},
		{relation{Verb: "pay", Event: "visit", Preposition: "to"}, "visited"},
		{relation{Verb: "launch", Event: "attack", Preposition: "on"}, "attacked"},
		{relation{Verb: "reach", Event: "agreement", Preposition: "with"}, "agreed with"},
		{relation{Verb: "have", Event: "interest", Preposition: "in"}, "interested in"},
		{relation{Verb: "be", Event: "interested", Preposition: "in"}, "interested in"},
		{relation{Verb: "be", Event: "sensitive", Preposition: "about"}, "sensitive about"},
		{relation{Verb: "be", Event: "president", Preposition: "of"}, "president of"},
		{relation{Verb: "be", Event: "member", Preposition: "of"}, "member of"},
		{relation{Verb: "belong", Preposition: "to"}, "belongs to"},
		{relation{Verb: "be"}, "is"},
		{relation{Verb: "be", Preposition: "in"}, "is in"},
		{relation{Verb: "have"}, "has"},
		{relation{Verb: "cite"}, "cites"},
		{relation{Verb: "own"}, "owns"},
		{relation{Verb: "say"}, "said"},
		{relation{Verb: "agree", Preposition: "on"}, "agreed on"},
		{relation{Verb: "call", Preposition: "on"}, "called on"},
		{relation{Verb: "flee", Preposition: "from"}, "fled"},
		{relation{Verb: "take", Particle: "over"}, "took over"},
		{relation{Verb: "buy"}, "acquired"},
		{relation{Verb: "trounce"}, "defeated"},
		{relation{Verb: "stop"}, "stopped"},
		{relation{Verb: "carry"}, "carried"},
		{relation{Verb: "panic"}, "panicked"},
		{relation{Verb: "visit"}, "visited"},
		{relation{Verb: "develop"}, "developed"},
		{relation{Verb: "commit", Preposition: "to"}, "committed to"},
		{relation{Verb: "damage", Passive: true}, "was damaged"},
		{relation{Verb: "slay", Passive: true}, "was killed"},
		{relation{Verb: "sentence", Preposition: "to", Passive: true}, "was sentenced to"},
		{relation{Verb: "bear", Preposition: "in", Passive: true}, "born in"},
		{relation{Verb: "base", Preposition: "in", Passive: true}, "headquartered in"},
		{relation{Verb: "locate", Preposition: "in", Passive: true}, "located in"},
		{relation{Verb: "find", Event: "guilty"}, "found guilty"},
		{relation{Verb: "step", Particle: "down"}, "stepped down"},
		{relation{Verb: "interfere", Preposition: "in"}, "interfered in"},
		{relation{Verb: "meddle", Preposition: "in"}, "interfered in"},
		{relation{Verb: "refer"}, "referred"},
		{relation{Verb: "lie"}, "lied"},
		{relation{Verb: "overspend"}, "overspent"},
		{relation{Verb: "retake"}, "retook"},
		{relation{Verb: "refer", Passive: true}, "was referred"},
		{relation{Verb: "lie", Preposition: "in"}, "located in"},
		{relation{Verb: "hold", Passive: true}, "was held"},
		{relation{Verb: "call", Passive: true}, "was called"},
		{relation{Verb: "take", Event: "place"}, "took place"},
		{relation{Verb: "reply", Preposition: "to"}, "responded to"},
		{relation{Verb: "offer"}, "offered"},
	} {
		if got := canonical(c.relation); got != c.want {
			t.Errorf("canonical(%+v) = %q, want %q", c.relation, got, c.want)
		}
	}
}

func TestIsLight(t *testing.T) {
	for phrase, want := range map[string]bool{
		"have conversation with": true, "hold talk with": true, "pay visit to": true, "take note of": true,
		"make offer to": true, "give speech in": false, "have dog with": false, "make film about": false,
		"take part in": true, "have impact on": true, "launch attack on": true, "hold election in": false,
	} {
		f := strings.Fields(phrase)
		if got := isLight(f[0], f[1], f[2]); got != want {
			t.Errorf("isLight(%s) = %v", phrase, got)
		}
	}
}

func TestPredicateForms(t *testing.T) {
	for predicate, want := range map[string]string{
		"met": "meet", "agreed on": "agrees on", "acquired": "bought", "said": "saying", "cites": "cite",
		"was damaged": "is damaged", "president of": "is president of", "stopped": "stop", "born in": "was born in",
		"visited": "visits", "carried": "carry", "interfered in": "meddles in", "is": "be", "has": "have",
		"headquartered in": "is headquartered in", "controlled": "controlling",
	} {
		if forms := PredicateForms(predicate); !slices.Contains(forms, want) || slices.Contains(forms, predicate) {
			t.Errorf("PredicateForms(%q) = %q, without %q", predicate, forms, want)
		}
	}
}

// A wording in two groups would have two canonical forms, and a group whose
// head stands in another would have none of its own.
func TestPredicateTable(t *testing.T) {
	seen := make(map[string]string)
	for _, row := range table("predicates") {
		if len(row) != 2 {
			t.Errorf("predicates: %q has %d columns, not 2", row, len(row))
			continue
		}
		for _, wording := range append([]string{row[0]}, strings.Split(row[1], ", ")...) {
			if before, ok := seen[wording]; ok {
				t.Errorf("predicates: %q is in the groups of %q and of %q", wording, before, row[0])
			}
			seen[wording] = row[0]
		}
	}
	for _, row := range table("light-verbs") {
		for _, noun := range strings.Fields(row[1]) {
			if row[0] == "*" {
				continue
			}
			lex := relations()
			known := lex.events[noun].verb != ""
			for wording := range lex.heads {
				known = known || strings.HasPrefix(wording, "+"+noun+" ")
			}
			if !known {
				t.Errorf("light-verbs: nothing says what %s %s means", row[0], noun)
			}
		}
	}
}
