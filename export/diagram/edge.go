package diagram

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"factgraph/graph"
)

// A Style tells apart what is so and what only might be.
type Style uint8

// The styles of edges.
const (
	Asserted     Style = iota // the article says so
	Attributed                // somebody in the article says so
	Hypothetical              // possible, intended, asked, in the future
	Negated                   // said not to be so
)

// Styles lists the styles in the order of a legend.
func Styles() []Style { return []Style{Asserted, Attributed, Hypothetical, Negated} }

func (s Style) String() string {
	return [...]string{"reported as fact", "said by somebody", "possible, planned or asked", "denied"}[s]
}

// StyleOf is the style in which a fact is drawn.
func StyleOf(f *graph.Fact) Style {
	switch {
	case f.Negated:
		return Negated
	case f.Modality != graph.Asserted:
		return Hypothetical
	case len(f.AttributedTo) > 0:
		return Attributed
	}
	return Asserted
}

// An Edge is all that is said in one style of one thing about another.
type Edge struct {
	From, To int // indexes in Diagram.Nodes
	Style    Style
	Labels   []Label // most evidence first
	Evidence int     // pieces of evidence of all its facts
	Facts    []*graph.Fact

	// Speakers are the names of those who say all of this; empty when it is
	// the article, or when they differ.
	Speakers []string
}

// A Label is a predicate with how much evidence it has on this edge.
type Label struct {
	Predicate string
	Evidence  int
}

// edges merges the links between the entities with an index, and counts the
// other links.
func (b *builder) edges(index map[graph.EntityID]int) (edges []Edge, more int) {
	type key struct {
		from, to int
		style    Style
	}
	merged := make(map[key]*Edge)
	var order []key
	for _, l := range b.links {
		from, ok := index[l.from]
		to, both := index[l.to]
		if !ok || !both {
			more++
			continue
		}
		k := key{from, to, l.style}
		if merged[k] == nil {
			merged[k] = &Edge{From: from, To: to, Style: l.style}
			order = append(order, k)
		}
		merged[k].add(l)
	}
	slices.SortFunc(order, func(x, y key) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to), cmp.Compare(x.style, y.style))
	})
	for _, k := range order {
		merged[k].sort()
		merged[k].Speakers = b.speakers(merged[k].Facts)
		edges = append(edges, *merged[k])
	}
	return edges, more
}

func (e *Edge) add(l link) {
	evidence := max(1, len(l.fact.Evidence))
	e.Facts = append(e.Facts, l.fact)
	e.Evidence += evidence
	for i := range e.Labels {
		if e.Labels[i].Predicate == l.label {
			e.Labels[i].Evidence += evidence
			return
		}
	}
	e.Labels = append(e.Labels, Label{l.label, evidence})
}

func (e *Edge) sort() {
	slices.SortFunc(e.Labels, func(a, b Label) int {
		return cmp.Or(cmp.Compare(b.Evidence, a.Evidence), cmp.Compare(a.Predicate, b.Predicate))
	})
	slices.SortFunc(e.Facts, func(a, b *graph.Fact) int { return cmp.Compare(a.ID, b.ID) })
}

// speakers is the short names of those who say all of the facts, innermost
// first.
func (b *builder) speakers(facts []*graph.Fact) []string {
	first := facts[0].AttributedTo
	for _, f := range facts {
		if !slices.Equal(f.AttributedTo, first) {
			return nil
		}
	}
	var names []string
	for _, id := range slices.Backward(first) {
		if e, ok := b.entities[id]; ok {
			names = append(names, shortName(e))
		}
	}
	return names
}

// shortName is the surname of a person and the name of anything else.
func shortName(e *graph.Entity) string {
	words := strings.Fields(e.Name)
	if e.Type == graph.Person && len(words) > 1 && len(words) < 4 {
		return words[len(words)-1]
	}
	return strings.Join(words, " ")
}

// Text is the edge's label in at most so many predicates: "met ×7", "and 3
// more", "says Silva".
func (e *Edge) Text(most int) []string {
	var lines []string
	for i, label := range e.Labels {
		if i == most && len(e.Labels) > most {
			lines = append(lines, fmt.Sprintf("and %d more", len(e.Labels)-most))
			break
		}
		line := label.Predicate
		if label.Evidence > 1 {
			line += fmt.Sprintf(" ×%d", label.Evidence)
		}
		if e.Style == Negated {
			line = "✗ not: " + line
		}
		lines = append(lines, line)
	}
	if len(e.Speakers) > 0 {
		lines = append(lines, "(says "+e.Speakers[0]+")")
	}
	return lines
}
