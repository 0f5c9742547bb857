package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"factgraph/graph"
)

// shownCandidates is how many candidates an error lists.
const shownCandidates = 8

// An UnknownError is a name that nothing in the graph has.
type UnknownError struct {
	Name    string
	Nearest []Match // what it may have meant, best first
}

func (e *UnknownError) Error() string {
	if len(e.Nearest) == 0 {
		return fmt.Sprintf("the graph has nothing called %q, nor anything like it", e.Name)
	}
	return fmt.Sprintf("the graph has nothing called %q; the nearest names are:%s", e.Name, listed(e.Nearest))
}

// An AmbiguousError is a name that several entities have.
type AmbiguousError struct {
	Name       string
	Candidates []Match
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q may be one of these; name it by its id or its full name:%s", e.Name, listed(e.Candidates))
}

func listed(matches []Match) string {
	var b strings.Builder
	for _, m := range matches[:min(len(matches), shownCandidates)] {
		fmt.Fprintf(&b, "\n  %-30s %s (%s)", m.Entity.ID, m.Entity.Name, m.Entity.Type)
	}
	if n := len(matches) - shownCandidates; n > 0 {
		fmt.Fprintf(&b, "\n  and %d more", n)
	}
	return b.String()
}

// clearly is how many times better known an entity must be than the next of the
// same name, to be meant by it.
const clearly = 3

// Resolve finds the entity that a person means by a name or an id. Among
// several of one name the best-known one counts if it clearly is; otherwise the
// error, an *UnknownError or *AmbiguousError, lists the candidates.
func Resolve(ctx context.Context, r graph.Reader, name string) (*graph.Entity, error) {
	e, err := r.Entity(graph.EntityID(name))
	if err == nil || !errors.Is(err, graph.ErrNotFound) {
		return e, err
	}
	candidates, err := Candidates(r, name)
	if err != nil {
		return nil, err
	}
	switch {
	case len(candidates) == 0:
		unknown := &UnknownError{Name: name}
		if library, ok := r.(Library); ok {
			if unknown.Nearest, err = Names(ctx, library, name, shownCandidates); err != nil {
				return nil, err
			}
		}
		return nil, unknown
	case isClear(candidates):
		return candidates[0].Entity, nil
	}
	if e := soleBearer(candidates, graph.NameKey(name)); e != nil {
		return e, nil
	}
	return nil, &AmbiguousError{Name: name, Candidates: candidates}
}

// soleBearer is the only candidate that has a name of several words as its own,
// while the others are called so, too.
func soleBearer(candidates []Match, key string) *graph.Entity {
	var sole *graph.Entity
	for _, c := range candidates {
		if !strings.Contains(key, " ") || graph.NameKey(c.Entity.Name) != key {
			continue
		}
		if sole != nil {
			return nil
		}
		sole = c.Entity
	}
	return sole
}

// isClear tells whether the first candidate is clearly the one that is meant: it
// is called so several times and much more often than any other, and none of
// these is so much better known that it may be meant by a name that articles
// seldom give it.
func isClear(candidates []Match) bool {
	first := candidates[0]
	for _, other := range candidates[1:] {
		if first.byName < clearly*max(other.byName, 1) || other.Known >= clearly*first.Known {
			return false
		}
	}
	return true
}

// Candidates lists the entities that have exactly this name, among their keys,
// the ones best known by it first.
func Candidates(r graph.Reader, name string) ([]Match, error) {
	key := graph.NameKey(name)
	if key == "" {
		return nil, nil
	}
	var found []Match
	for id, err := range r.EntitiesByKey(key) {
		if err != nil {
			return nil, fmt.Errorf("look up %q: %w", name, err)
		}
		e, err := r.Entity(id)
		if err != nil {
			return nil, fmt.Errorf("entity %s: %w", id, err)
		}
		all, byName := known(e, key)
		found = append(found, Match{Entity: e, Name: name, How: Exact, Score: 1, Known: all, byName: byName})
	}
	slices.SortFunc(found, better)
	return found, nil
}
