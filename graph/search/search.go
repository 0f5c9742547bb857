// Package search finds entities by what people type, typos and beginnings of
// names included, and articles by their words.
package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"factgraph/graph"
)

// How tells in which way a name matches.
type How string

// The ways, best first.
const (
	Exact  How = "exact"  // the same name
	Prefix How = "prefix" // every word begins a word of the name
	Typo   How = "typo"   // a few letters differ
)

// A Match is an entity that fits what was typed.
type Match struct {
	Entity *graph.Entity
	Name   string  // the name or alias that fits best
	How    How     // the way it fits
	Score  float64 // 0 to 1
	Known  int     // how often the articles mention the entity
}

// better orders matches, best first.
func better(a, b Match) int {
	return cmp.Or(
		-cmp.Compare(a.Score, b.Score),
		-cmp.Compare(a.Known, b.Known),
		strings.Compare(string(a.Entity.ID), string(b.Entity.ID)))
}

// Names finds the entities whose names fit the query, best first. With exact
// names it costs a look in the index; otherwise every entity is compared, which
// takes about a second for a million. A limit of 0 gives them all.
func Names(ctx context.Context, r graph.Reader, query string, limit int) ([]Match, error) {
	key := graph.NameKey(query)
	if key == "" {
		return nil, nil
	}
	q := newName(key)
	var found []Match
	for e, err := range r.Entities(ctx) {
		if err != nil {
			return nil, fmt.Errorf("search names: %w", err)
		}
		if m, ok := q.match(e); ok {
			found = append(found, m)
		}
	}
	slices.SortFunc(found, better)
	if limit > 0 && len(found) > limit {
		found = found[:limit]
	}
	return found, nil
}

// match compares the query with all names of an entity.
func (q *name) match(e *graph.Entity) (Match, bool) {
	best := Match{Entity: e}
	try := func(text string) {
		if score, how := q.score(graph.NameKey(text)); score > best.Score {
			best.Name, best.Score, best.How = text, score, how
		}
	}
	try(e.Name)
	for _, alias := range e.Aliases {
		best.Known += alias.N
		try(alias.Text)
	}
	for _, key := range e.Keys {
		try(key)
	}
	return best, best.Score > 0
}

// known is how often the articles mention an entity, and how often by a name.
func known(e *graph.Entity, key string) (all, byName int) {
	for _, alias := range e.Aliases {
		all += alias.N
		if graph.NameKey(alias.Text) == key {
			byName += alias.N
		}
	}
	return all, byName
}
