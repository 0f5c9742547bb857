// Package diagram makes of facts what a reader can take in at a glance: the
// main actors, and between two of them one arrow for all that is said alike.
// The DOT and picture exports draw it.
//
// It is made in three steps: facts become links between two entities (link.go),
// the entities that tell most are chosen (choose.go), and the links between
// them are merged into edges (edge.go).
package diagram

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"factgraph/graph"
)

// A Diagram is what is drawn. The same facts always give the same diagram.
type Diagram struct {
	Nodes []Node // best connected first
	Edges []Edge

	// What is left out, never silently: entities that have links, and links.
	MoreNodes, MoreFacts int
}

// A Node is an entity.
type Node struct {
	Entity  *graph.Entity
	Weight  float64  // how much is said of it, 0..1 against the most
	Facts   []string // what is said of it alone: "resigned", "employs 640 people"
	Cluster string   // community or article; empty without clusters
}

// Options say what to draw.
type Options struct {
	Most    int    // nodes at most; 0: DefaultMost
	Cluster string // "", "community" or "article"
	Reader  graph.Reader
}

// DefaultMost is how many nodes a reader can take in on one page.
const DefaultMost = 36

// New makes the diagram of facts. Facts that link no two entities stand in the
// tooltip of their subject.
func New(facts iter.Seq2[*graph.Fact, error], options Options) (*Diagram, error) {
	if options.Most == 0 {
		options.Most = DefaultMost
	}
	b := &builder{reader: options.Reader, entities: make(map[graph.EntityID]*graph.Entity), said: make(map[graph.EntityID]int)}
	var claims []*graph.Fact
	for f, err := range facts {
		if err != nil {
			return nil, err
		}
		if err := b.count(f); err != nil {
			return nil, err
		}
		if f.Object.Kind == graph.FactTerm {
			claims = append(claims, f)
		} else if err := b.add(f); err != nil {
			return nil, err
		}
	}
	for _, f := range claims {
		if err := b.addClaim(f); err != nil {
			return nil, err
		}
	}
	d := b.draw(b.choose(options.Most))
	switch options.Cluster {
	case "article":
		d.clusterByArticle()
	case "community":
		d.clusterByCommunity()
	}
	return d, nil
}

// A builder collects what a diagram is made of.
type builder struct {
	reader   graph.Reader
	entities map[graph.EntityID]*graph.Entity
	said     map[graph.EntityID]int // evidence of the facts that an entity is in
	links    []link
	alone    []*graph.Fact
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

// count counts how much is said of and by the entities of a fact.
func (b *builder) count(f *graph.Fact) error {
	ids := append([]graph.EntityID{f.Subject}, f.AttributedTo...)
	if f.Object.Kind == graph.EntityTerm {
		ids = append(ids, graph.EntityID(f.Object.Value))
	}
	for _, id := range ids {
		if _, err := b.entity(id); err != nil {
			return err
		}
		b.said[id] += max(1, len(f.Evidence))
	}
	return nil
}

// draw makes the diagram of the chosen entities.
func (b *builder) draw(chosen map[graph.EntityID]bool) *Diagram {
	d := &Diagram{MoreNodes: b.linked() - len(chosen)}
	ids := make([]graph.EntityID, 0, len(chosen))
	most := 1
	for id := range chosen {
		ids = append(ids, id)
		most = max(most, b.said[id])
	}
	slices.SortFunc(ids, func(x, y graph.EntityID) int {
		return cmp.Or(cmp.Compare(b.said[y], b.said[x]), cmp.Compare(x, y))
	})
	index := make(map[graph.EntityID]int, len(ids))
	for i, id := range ids {
		index[id] = i
		d.Nodes = append(d.Nodes, Node{Entity: b.entities[id], Weight: math.Sqrt(float64(b.said[id]) / float64(most))})
	}
	for _, f := range b.alone {
		if i, ok := index[f.Subject]; ok && StyleOf(f) <= Attributed {
			d.Nodes[i].Facts = append(d.Nodes[i].Facts, strings.TrimSpace(f.Predicate+" "+f.Object.Value))
		}
	}
	d.Edges, d.MoreFacts = b.edges(index)
	return d
}

// linked is the number of entities that have links.
func (b *builder) linked() int {
	ids := make(map[graph.EntityID]bool)
	for _, l := range b.links {
		ids[l.from], ids[l.to] = true, true
	}
	return len(ids)
}
