package diagram

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"factgraph/graph"
)

// A link is a fact seen as an arrow from one entity to another.
type link struct {
	fact     *graph.Fact
	from, to graph.EntityID
	label    string
	style    Style
}

// add makes a link of a fact that names two entities: subject and object, or
// subject and a place, person or other named thing among the qualifiers when
// the object is none ("resigned – in – Lima").
func (b *builder) add(f *graph.Fact) error {
	if f.Object.Kind == graph.EntityTerm {
		if b.draws(f.Subject) && b.draws(graph.EntityID(f.Object.Value)) && !f.Object.Is(f.Subject) {
			b.links = append(b.links, link{f, f.Subject, graph.EntityID(f.Object.Value), f.Predicate, StyleOf(f)})
		}
		return nil
	}
	b.alone = append(b.alone, f)
	if !b.draws(f.Subject) {
		return nil
	}
	for _, end := range SecondEnds(f) {
		if _, err := b.entity(end.Entity); err != nil {
			return err
		}
		if b.draws(end.Entity) && named(b.entities[end.Entity]) == 1 {
			b.links = append(b.links, link{f, f.Subject, end.Entity, end.Label, StyleOf(f)})
			return nil
		}
	}
	return nil
}

// An End is an entity that a fact links its subject to.
type End struct {
	Entity graph.EntityID
	Label  string // how: the predicate, or the predicate and a preposition
}

// SecondEnds lists the entities that may stand at the other end of an arrow
// from the fact's subject: its object, or when that is none, its qualifiers.
func SecondEnds(f *graph.Fact) []End {
	if f.Object.Kind == graph.EntityTerm {
		if f.Object.Is(f.Subject) {
			return nil
		}
		return []End{{graph.EntityID(f.Object.Value), f.Predicate}}
	}
	said, fit := predication(f)
	if !fit || f.Object.Kind == graph.FactTerm {
		return nil
	}
	var ends []End
	for _, q := range f.Qualifiers() {
		if q.Value.Kind != graph.EntityTerm || q.Value.Is(f.Subject) {
			continue
		}
		label := said
		if p := preposition(q.Text); p != "" && !strings.HasSuffix(label, " "+p) {
			label += " " + p
		}
		ends = append(ends, End{graph.EntityID(q.Value.Value), label})
	}
	return ends
}

// addClaim makes a link from a speaker to the one the claim is about, unless
// the claim itself is drawn: "said: is a good man". Facts inside a claim have
// marks of their own that say who says so.
func (b *builder) addClaim(f *graph.Fact) error {
	inner, err := b.reader.Fact(graph.FactID(f.Object.Value))
	if errors.Is(err, graph.ErrNotFound) {
		return nil // the graph is a part of one that has the claim
	}
	if err != nil {
		return fmt.Errorf("claim %s: %w", f.Object.Value, err)
	}
	about := inner.Subject
	if _, err := b.entity(about); err != nil {
		return err
	}
	if inner.Object.Kind == graph.EntityTerm || inner.Object.Kind == graph.FactTerm || about == f.Subject || f.Negated ||
		!b.draws(about) || !b.draws(f.Subject) || named(b.entities[about]) < 1 {
		return nil
	}
	said, short := predication(inner)
	if !short {
		return nil
	}
	style := StyleOf(inner)
	if style == Asserted {
		style = Attributed
	}
	b.links = append(b.links, link{f, f.Subject, about, f.Predicate + ": " + said, style})
	return nil
}

// draws tells whether the entity may be a node: dates and amounts say nothing
// in a picture.
func (b *builder) draws(id graph.EntityID) bool {
	e := b.entities[id]
	return e != nil && e.Type != graph.Date && e.Type != graph.Quantity && e.Name != ""
}

// longestPredication is the number of letters of a label beyond which an arrow
// is no place for it.
const longestPredication = 28

// predication is the predicate with its literal object, and whether it is fit
// for a label: short, and no quotation.
func predication(f *graph.Fact) (text string, short bool) {
	text = f.Predicate
	if f.Object.Kind == graph.LiteralTerm {
		text += " " + f.Object.Value
		if c, _ := utf8.DecodeRuneInString(f.Object.Value); unicode.IsUpper(c) {
			return text, false
		}
	}
	return text, utf8.RuneCountInString(text) <= longestPredication
}

// preposition is the first word of a qualifier's wording when it is a
// lower-case word before others: "in Vietnam" has "in".
func preposition(wording string) string {
	word, rest, found := strings.Cut(strings.TrimSpace(wording), " ")
	if !found || rest == "" || strings.IndexFunc(word, func(c rune) bool { return !unicode.IsLower(c) }) >= 0 {
		return ""
	}
	switch word {
	case "the", "a", "an", "his", "her", "its", "their":
		return ""
	}
	return word
}
