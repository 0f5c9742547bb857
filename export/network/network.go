// Package network is the graph as graph tools know it: nodes with labels and
// edges with attributes. Every tool format is written from it.
//
// A fact with an entity as its object is an edge between two entities. Literals
// and claims become nodes of their own, each value once, so that no fact is
// lost; a fact without an object is an edge to the node of its subject.
package network

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"factgraph/graph"
)

// A Node is an entity or a value.
type Node struct {
	ID      string
	Label   string
	Type    string // of the entity; "value" for literals, "claim" for what somebody says
	Subtype string
	Aliases []string
	SameAs  []string
	Entity  bool
}

// An Edge is a fact.
type Edge struct {
	ID                  string // of the fact
	From, To            string // ids of nodes
	FromLabel, ToLabel  string
	Predicate, Phrase   string
	Negated             bool
	Modality            string
	AttributedTo        []string // names
	Confidence          float64
	Evidence            int
	Articles            []string // ids
	Text                string   // the first sentence that says so
	Time, Place         string   // the first of each
	Start, End          time.Time
	Qualifiers          []string // "role: value"
	HasObject, IsEntity bool     // the fact has an object; it is an entity
}

// Facts gives the selected facts; a format may go through them more than once.
type Facts func() iter.Seq2[*graph.Fact, error]

// A Source gives the nodes and edges of facts.
type Source struct {
	facts Facts
	r     graph.Reader
	names map[graph.EntityID]string
}

// New makes a source.
func New(facts Facts, r graph.Reader) *Source {
	return &Source{facts: facts, r: r, names: make(map[graph.EntityID]string)}
}

// Nodes gives every node once, in the order in which the facts name them. The
// set of their ids is held in memory.
func (s *Source) Nodes(ctx context.Context) iter.Seq2[*Node, error] {
	return func(yield func(*Node, error) bool) {
		seen := make(map[string]bool)
		for f, err := range s.facts() {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(nil, err)
				return
			}
			for _, t := range []graph.Term{graph.EntityObject(f.Subject), f.Object} {
				id := nodeID(t)
				if t.IsZero() || seen[id] {
					continue
				}
				seen[id] = true
				n, err := s.node(t)
				if !yield(n, err) || err != nil {
					return
				}
			}
		}
	}
}

// Edges gives every fact as an edge.
func (s *Source) Edges(ctx context.Context) iter.Seq2[*Edge, error] {
	return func(yield func(*Edge, error) bool) {
		for f, err := range s.facts() {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(nil, err)
				return
			}
			e, err := s.edge(f)
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

func nodeID(t graph.Term) string {
	switch t.Kind {
	case graph.EntityTerm:
		return t.Value
	case graph.FactTerm:
		return "claim:" + t.Value
	}
	return "value:" + t.Datatype + ":" + t.Value
}

func (s *Source) node(t graph.Term) (*Node, error) {
	switch t.Kind {
	case graph.EntityTerm:
		e, err := s.r.Entity(graph.EntityID(t.Value))
		if err != nil {
			return nil, fmt.Errorf("entity %s: %w", t.Value, err)
		}
		n := &Node{ID: string(e.ID), Label: e.Name, Type: string(e.Type), Subtype: e.Subtype, SameAs: e.SameAs, Entity: true}
		for _, alias := range e.Aliases {
			if alias.Text != e.Name {
				n.Aliases = append(n.Aliases, alias.Text)
			}
		}
		return n, nil
	case graph.FactTerm:
		return &Node{ID: nodeID(t), Label: t.Text, Type: "claim"}, nil
	}
	return &Node{ID: nodeID(t), Label: t.Value, Type: "value", Subtype: t.Datatype}, nil
}

func (s *Source) edge(f *graph.Fact) (*Edge, error) {
	e := &Edge{
		ID: string(f.ID), From: string(f.Subject), Predicate: f.Predicate, Phrase: f.Phrase(), Negated: f.Negated, Modality: string(f.Modality),
		Confidence: f.Confidence, Evidence: len(f.Evidence), HasObject: !f.Object.IsZero(), IsEntity: f.Object.Kind == graph.EntityTerm,
	}
	e.To = e.From
	if e.HasObject {
		e.To = nodeID(f.Object)
	}
	var err error
	if e.FromLabel, err = s.name(f.Subject); err != nil {
		return nil, err
	}
	if e.ToLabel, err = s.text(f.Object); err != nil {
		return nil, err
	}
	for _, id := range f.AttributedTo {
		name, err := s.name(id)
		if err != nil {
			return nil, err
		}
		e.AttributedTo = append(e.AttributedTo, name)
	}
	for _, q := range f.Qualifiers() {
		value, err := s.text(q.Value)
		if err != nil {
			return nil, err
		}
		e.Qualifiers = append(e.Qualifiers, q.Role+": "+value)
		switch {
		case q.Role == "time" && e.Time == "":
			e.Time = value
			e.Start, e.End, _ = graph.Interval(value)
		case q.Role == "place" && e.Place == "":
			e.Place = value
		}
	}
	seen := make(map[graph.ArticleID]bool)
	for _, ev := range f.Evidence {
		if !seen[ev.Article] {
			seen[ev.Article] = true
			e.Articles = append(e.Articles, string(ev.Article))
		}
	}
	if len(f.Evidence) > 0 {
		e.Text = strings.Join(strings.Fields(f.Evidence[0].Text), " ")
	}
	return e, nil
}

func (s *Source) text(t graph.Term) (string, error) {
	switch t.Kind {
	case graph.EntityTerm:
		return s.name(graph.EntityID(t.Value))
	case graph.FactTerm:
		return t.Text, nil
	}
	return t.Value, nil
}

// cachedNames bounds the memory for names.
const cachedNames = 200_000

func (s *Source) name(id graph.EntityID) (string, error) {
	if name, ok := s.names[id]; ok {
		return name, nil
	}
	e, err := s.r.Entity(id)
	if err != nil {
		return "", fmt.Errorf("entity %s: %w", id, err)
	}
	if len(s.names) >= cachedNames {
		clear(s.names)
	}
	s.names[id] = e.Name
	return e.Name, nil
}

// Attributes are the attributes of an edge that every tool format has, in
// order.
func Attributes() []string {
	return []string{"predicate", "phrase", "negated", "modality", "attributed_to", "confidence", "evidence", "time", "place", "qualifiers", "articles", "text"}
}

// Values are the values of Attributes for the edge.
func (e *Edge) Values() []any {
	return []any{
		e.Predicate, e.Phrase, e.Negated, e.Modality, strings.Join(e.AttributedTo, "; "), e.Confidence, e.Evidence, e.Time, e.Place,
		strings.Join(e.Qualifiers, "; "), strings.Join(e.Articles, "; "), e.Text,
	}
}
