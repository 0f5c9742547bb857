package graph

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// The kinds of decisions.
const (
	DecidedSame      = "same"      // A and B are one thing
	DecidedDifferent = "different" // A and B are two things
	DecidedMerge     = "merge"     // B was made part of A; Keys are the places of B's links then
	DecidedSplit     = "split"     // the links at the places Keys were given to A, from B
	DecidedRename    = "rename"    // A is called Name
)

// About completes a decision with what it is about; what the caller said
// already stays, and without an id it gets one.
func (d Decision) About(kind string, a, b EntityID, name string, places []Link) Decision {
	d.Kind = cmp.Or(d.Kind, kind)
	d.A = cmp.Or(d.A, a)
	d.B = cmp.Or(d.B, b)
	d.Name = cmp.Or(d.Name, name)
	if len(d.Keys) == 0 {
		for _, link := range places {
			d.Keys = append(d.Keys, link.Place())
		}
	}
	if d.ID == "" {
		d.ID = "d" + digest(d.Kind, string(d.A), string(d.B), d.Name, d.Time.UTC().Format(time.RFC3339Nano))
	}
	return d
}

// Place is where the link stands, as decisions write it: "article:start-end".
func (l Link) Place() string { return fmt.Sprintf("%s:%d-%d", l.Article, l.Start, l.End) }

// SortDecisions puts decisions in the order in which they were made.
func SortDecisions(all []Decision) {
	slices.SortFunc(all, func(a, b Decision) int {
		return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.ID, b.ID))
	})
}

// Pins are the names that persons chose, the last decision for each entity.
// The decisions are sorted.
func Pins(decisions []Decision) map[EntityID]string {
	pins := make(map[EntityID]string)
	for _, d := range decisions {
		if d.Kind == DecidedRename {
			pins[d.A] = d.Name
		}
	}
	return pins
}

// Pin gives the entity the name that a person chose for it, if one did.
func (e *Entity) Pin(pins map[EntityID]string) {
	if name, ok := pins[e.ID]; ok {
		e.Name, e.Pinned = name, true
	}
}
