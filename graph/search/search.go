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
	"factgraph/graph/words"
)

// How tells in which way a name matches.
type How string

// The ways, best first.
const (
	Exact  How = "exact"  // the same name
	Prefix How = "prefix" // every word begins a word of the name
	Typo   How = "typo"   // a few letters differ
	// Partial: only some of the words fit, in one of these ways.
	Partial How = "partial"
)

// A Match is an entity that fits what was typed.
type Match struct {
	Entity *graph.Entity
	Name   string  // the name or alias that fits best
	How    How     // the way it fits
	Score  float64 // 0 to 1
	Known  int     // how often the articles mention the entity

	byName int // how often by that name
}

// better orders matches, best first.
func better(a, b Match) int {
	return cmp.Or(
		-cmp.Compare(a.Score, b.Score),
		-cmp.Compare(a.byName, b.byName),
		-cmp.Compare(a.Known, b.Known),
		strings.Compare(string(a.Entity.ID), string(b.Entity.ID)))
}

// maxCandidates bounds the entities whose names are compared: those that have
// the words as they were typed go before those that have longer ones, and these
// before those with other letters.
const maxCandidates = 500

// Names finds the entities whose names fit the query, best first: each word of
// the query is to be like one of a name, in any order, or only some are if no
// name has them all. It costs what is like the words, whatever the size of the
// graph. A limit of 0 gives all, up to maxCandidates.
func Names(ctx context.Context, library Library, query string, limit int) ([]Match, error) {
	key := graph.NameKey(query)
	if key == "" {
		return nil, nil
	}
	s := &nameSearch{ctx: ctx, library: library, name: newName(key)}
	for _, find := range []func() (candidates, error){s.allWords, s.otherwiseParted, s.someWords} {
		found, err := find()
		if err != nil {
			return nil, fmt.Errorf("search names: %w", err)
		}
		matches, err := s.compare(found)
		if err != nil {
			return nil, fmt.Errorf("search names: %w", err)
		}
		if len(matches) == 0 {
			continue
		}
		slices.SortFunc(matches, better)
		if limit > 0 && len(matches) > limit {
			matches = matches[:limit]
		}
		return matches, nil
	}
	return nil, nil
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
		if words.IsName(key) {
			try(key)
		}
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
