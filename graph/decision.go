package graph

import (
	"cmp"
	"fmt"
	"maps"
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

// Pins are the names and types that persons chose, by renaming an entity or by
// splitting a new one off. A nil *Pins has none.
type Pins struct {
	of   map[EntityID]pin
	with map[string][]EntityID // by the key of the name
}

type pin struct {
	name string
	typ  Type // empty: as the articles say
}

// NewPins reads the pins from decisions in the order in which they were made;
// the last one for an entity holds.
func NewPins(decisions []Decision) *Pins {
	p := &Pins{of: make(map[EntityID]pin), with: make(map[string][]EntityID)}
	for _, d := range decisions {
		switch {
		case d.Kind == DecidedRename:
			p.of[d.A] = pin{d.Name, p.of[d.A].typ}
		case d.Kind == DecidedSplit && d.Name != "":
			p.of[d.A] = pin{d.Name, d.Type}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(p.of)) {
		key := NameKey(p.of[id].name)
		p.with[key] = append(p.with[key], id)
	}
	return p
}

// Apply gives the entity the name and the type that a person chose for it, if
// one did.
func (p *Pins) Apply(e *Entity) {
	if p == nil {
		return
	}
	chosen, ok := p.of[e.ID]
	if !ok {
		return
	}
	e.Name, e.Pinned = chosen.name, true
	if chosen.typ != "" {
		e.Type, e.Subtype = chosen.typ, ""
	}
}

// Named lists the entities whose chosen name has the key, by id.
func (p *Pins) Named(key string) []EntityID {
	if p == nil {
		return nil
	}
	return p.with[key]
}
