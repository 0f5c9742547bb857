// Package diagram makes of facts what a reader can take in at a glance: the
// best-connected things, and between two of them one arrow for all that is
// said alike. The DOT, picture and HTML exports draw it.
package diagram

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"unicode"

	"factgraph/graph"
)

// A Diagram is what is drawn. The same facts always give the same diagram.
type Diagram struct {
	Nodes []Node
	Edges []Edge

	// What is left out, never silently.
	MoreNodes, MoreFacts int
}

// A Node is an entity.
type Node struct {
	Entity  *graph.Entity
	Weight  float64  // how well connected, 0..1 against the best
	Facts   []string // what is said of it alone: "resigned", "employs 640 people"
	Cluster string   // community or article; empty without clusters
}

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
	return [...]string{"asserted", "said by somebody", "possible, planned or asked", "denied"}[s]
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
}

// A Label is a predicate with how much evidence it has on this edge.
type Label struct {
	Predicate string
	Evidence  int
}

// Options say what to draw.
type Options struct {
	Most    int    // nodes at most; 0: 40
	Cluster string // "", "community" or "article"
	Reader  graph.Reader
}

// New makes the diagram of facts. Claims are drawn as the facts they are
// about; facts without a second entity stand in the tooltip of their subject.
func New(facts iter.Seq2[*graph.Fact, error], options Options) (*Diagram, error) {
	if options.Most == 0 {
		options.Most = 40
	}
	b := &builder{reader: options.Reader, entities: make(map[graph.EntityID]*graph.Entity), degree: make(map[graph.EntityID]float64)}
	for f, err := range facts {
		if err != nil {
			return nil, err
		}
		if err := b.add(f); err != nil {
			return nil, err
		}
	}
	d := b.draw(b.rank(options.Most))
	if options.Cluster != "" {
		d.cluster(options.Cluster)
	}
	return d, nil
}

type builder struct {
	reader   graph.Reader
	entities map[graph.EntityID]*graph.Entity
	links    []*graph.Fact // between two entities
	alone    []*graph.Fact
	degree   map[graph.EntityID]float64
}

func (b *builder) add(f *graph.Fact) error {
	subject, err := b.entity(f.Subject)
	if err != nil {
		return err
	}
	if f.Object.Kind != graph.EntityTerm || f.Object.Value == string(f.Subject) {
		if f.Object.Kind != graph.FactTerm {
			b.alone = append(b.alone, f)
		}
		return nil
	}
	object, err := b.entity(graph.EntityID(f.Object.Value))
	if err != nil {
		return err
	}
	b.links = append(b.links, f)
	weight := math.Sqrt(float64(len(f.Evidence))) * f.Confidence
	b.degree[subject.ID] += weight * prominence(object)
	b.degree[object.ID] += weight * prominence(subject)
	return nil
}

func (b *builder) entity(id graph.EntityID) (*graph.Entity, error) {
	if e, ok := b.entities[id]; ok {
		return e, nil
	}
	e, err := b.reader.Entity(id)
	if err != nil {
		return nil, fmt.Errorf("entity %s: %w", id, err)
	}
	b.entities[id] = e
	return e, nil
}

// prominence prefers things with a name of their own to common nouns: readers
// look for the actors.
func prominence(e *graph.Entity) float64 {
	for _, c := range e.Name {
		if unicode.IsUpper(c) {
			return 1
		}
	}
	return 0.35
}

// rank chooses the nodes: the best connected, of which each has an edge to
// another one that is chosen.
func (b *builder) rank(most int) map[graph.EntityID]bool {
	order := make([]graph.EntityID, 0, len(b.degree))
	score := make(map[graph.EntityID]float64, len(b.degree))
	for id, degree := range b.degree {
		order = append(order, id)
		score[id] = degree * prominence(b.entities[id])
	}
	slices.SortFunc(order, func(x, y graph.EntityID) int {
		return cmp.Or(cmp.Compare(score[y], score[x]), cmp.Compare(x, y))
	})
	neighbours := make(map[graph.EntityID][]graph.EntityID)
	for _, f := range b.links {
		object := graph.EntityID(f.Object.Value)
		neighbours[f.Subject] = append(neighbours[f.Subject], object)
		neighbours[object] = append(neighbours[object], f.Subject)
	}
	chosen := make(map[graph.EntityID]bool)
	for len(chosen) < most {
		before := len(chosen)
		for _, id := range order {
			if len(chosen) == most {
				break
			}
			linked := slices.ContainsFunc(neighbours[id], func(n graph.EntityID) bool { return chosen[n] })
			if !chosen[id] && (linked || len(chosen) < most/8+1) {
				chosen[id] = true
			}
		}
		if len(chosen) == before {
			break
		}
	}
	for id := range chosen {
		if !slices.ContainsFunc(neighbours[id], func(n graph.EntityID) bool { return chosen[n] }) {
			delete(chosen, id)
		}
	}
	return chosen
}

func (b *builder) draw(chosen map[graph.EntityID]bool) *Diagram {
	d := &Diagram{MoreNodes: len(b.entities) - len(chosen)}
	index := make(map[graph.EntityID]int)
	ids := make([]graph.EntityID, 0, len(chosen))
	top := 0.0
	for id := range chosen {
		ids = append(ids, id)
		top = max(top, b.degree[id])
	}
	slices.SortFunc(ids, func(x, y graph.EntityID) int {
		return cmp.Or(cmp.Compare(b.degree[y], b.degree[x]), cmp.Compare(x, y))
	})
	for i, id := range ids {
		index[id] = i
		d.Nodes = append(d.Nodes, Node{Entity: b.entities[id], Weight: b.degree[id] / max(top, 1e-9)})
	}
	for _, f := range b.alone {
		if i, ok := index[f.Subject]; ok && StyleOf(f) <= Attributed {
			d.Nodes[i].Facts = append(d.Nodes[i].Facts, strings.TrimSpace(f.Predicate+" "+f.Object.Value))
		}
	}
	type key struct {
		from, to int
		style    Style
	}
	edges := make(map[key]*Edge)
	var order []key
	for _, f := range b.links {
		from, ok := index[f.Subject]
		to, both := index[graph.EntityID(f.Object.Value)]
		if !ok || !both {
			d.MoreFacts++
			continue
		}
		k := key{from, to, StyleOf(f)}
		if edges[k] == nil {
			edges[k] = &Edge{From: from, To: to, Style: k.style}
			order = append(order, k)
		}
		edges[k].add(f)
	}
	slices.SortFunc(order, func(x, y key) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to), cmp.Compare(x.style, y.style))
	})
	for _, k := range order {
		edges[k].sort()
		d.Edges = append(d.Edges, *edges[k])
	}
	return d
}

func (e *Edge) add(f *graph.Fact) {
	e.Facts = append(e.Facts, f)
	e.Evidence += len(f.Evidence)
	for i := range e.Labels {
		if e.Labels[i].Predicate == f.Predicate {
			e.Labels[i].Evidence += len(f.Evidence)
			return
		}
	}
	e.Labels = append(e.Labels, Label{f.Predicate, len(f.Evidence)})
}

func (e *Edge) sort() {
	slices.SortFunc(e.Labels, func(a, b Label) int {
		return cmp.Or(cmp.Compare(b.Evidence, a.Evidence), cmp.Compare(a.Predicate, b.Predicate))
	})
	slices.SortFunc(e.Facts, func(a, b *graph.Fact) int { return cmp.Compare(a.ID, b.ID) })
}

// Text is the edge's label in at most so many predicates: "met ×7", "and 3 more".
func (e *Edge) Text(most int) []string {
	var lines []string
	for i, label := range e.Labels {
		if i == most && len(e.Labels) > most+1 {
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
	return lines
}

// cluster gives the nodes their clusters.
func (d *Diagram) cluster(by string) {
	if by == "article" {
		d.clusterByArticle()
		return
	}
	communities := d.communities()
	for i := range d.Nodes {
		d.Nodes[i].Cluster = communities[i]
	}
}

// clusterByArticle puts each node with the article that says most of it.
func (d *Diagram) clusterByArticle() {
	votes := make([]map[graph.ArticleID]int, len(d.Nodes))
	for _, e := range d.Edges {
		for _, f := range e.Facts {
			for _, ev := range f.Evidence {
				for _, i := range []int{e.From, e.To} {
					if votes[i] == nil {
						votes[i] = make(map[graph.ArticleID]int)
					}
					votes[i][ev.Article]++
				}
			}
		}
	}
	for i, vote := range votes {
		var best graph.ArticleID
		for id, n := range vote {
			if n > vote[best] || n == vote[best] && id < best {
				best = id
			}
		}
		d.Nodes[i].Cluster = string(best)
	}
}
