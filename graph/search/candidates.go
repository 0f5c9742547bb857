package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"factgraph/graph"
	"factgraph/graph/words"
)

// Candidates are entities that have words like those asked for, with how unlike
// they are: 0 for the same word, 1 for a longer one, 2 for others, added up.
type candidates map[graph.ID]int

// A nameSearch looks for the candidates of a name in the index of words.
type nameSearch struct {
	*name
	ctx     context.Context
	library Library
}

// allWords finds the entities that have all words of the name.
func (s *nameSearch) allWords() (candidates, error) {
	sought := slices.Clone(s.words)
	slices.SortStableFunc(sought, func(a, b string) int { return cmp.Compare(len(b), len(a)) }) // the rarest first, likely
	var found candidates
	for i, word := range sought {
		if i > 0 && words.IsSmall(word) {
			continue // not in the index, but where names begin so
		}
		next := make(candidates)
		if err := s.like(word, func(entity graph.ID, unlike int) {
			if already, ok := found[entity]; ok || i == 0 {
				next.add(entity, already+unlike)
			}
		}); err != nil {
			return nil, err
		}
		if found = next; len(found) == 0 {
			break
		}
	}
	return found, nil
}

// add keeps the least that an entity is unlike.
func (c candidates) add(entity graph.ID, unlike int) {
	if before, ok := c[entity]; !ok || unlike < before {
		c[entity] = unlike
	}
}

// like calls yield with the entities that have a word like the given one.
func (s *nameSearch) like(word string, yield func(entity graph.ID, unlike int)) error {
	steps := 0
	err := newAutomaton(word).walk(s.library, func(found string, entity graph.ID) bool {
		switch {
		case found == word:
			yield(entity, 0)
		case strings.HasPrefix(found, word):
			yield(entity, 1)
		default:
			yield(entity, 2)
		}
		steps++
		return steps%1024 != 0 || s.ctx.Err() == nil
	})
	return errors.Join(err, s.ctx.Err())
}

// otherwiseParted finds the entities whose names are the same letters, parted
// into words elsewhere: "inter fax", "newyork".
func (s *nameSearch) otherwiseParted() (candidates, error) {
	found := make(candidates)
	if len(s.words) > 1 {
		err := s.like(strings.Join(s.words, ""), found.add)
		return found, err
	}
	for at := range s.key {
		a, b := s.key[:at], s.key[at:]
		if utf8.RuneCountInString(a) < 2 || utf8.RuneCountInString(b) < 2 {
			continue
		}
		for id, err := range s.library.EntitiesByKey(a + " " + b) {
			if err != nil {
				return nil, err
			}
			number, err := s.library.Lookup(graph.EntityObject(id))
			if err != nil {
				return nil, err
			}
			found.add(number, 2)
		}
	}
	return found, nil
}

// tellingWord is the length from which a word alone may tell what is meant.
const tellingWord = 4

// someWords finds the entities that have some of the words.
func (s *nameSearch) someWords() (candidates, error) {
	found := make(candidates)
	if len(s.words) < 2 {
		return found, nil
	}
	s.partial = true
	for _, word := range s.words {
		if utf8.RuneCountInString(word) < tellingWord || words.IsSmall(word) {
			continue
		}
		if err := s.like(word, found.add); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// compare reads the candidates, and those that persons gave a name, and
// compares all their names.
func (s *nameSearch) compare(found candidates) ([]Match, error) {
	order := make([]graph.ID, 0, len(found))
	for entity := range found {
		order = append(order, entity)
	}
	slices.SortFunc(order, func(a, b graph.ID) int { return cmp.Or(cmp.Compare(found[a], found[b]), cmp.Compare(a, b)) })
	renamed, err := s.renamed()
	if err != nil {
		return nil, err
	}
	ids := slices.Clone(renamed)
	for _, number := range order[:min(len(order), maxCandidates)] {
		term, err := s.library.Term(number)
		if err != nil {
			return nil, err
		}
		if id := graph.EntityID(term.Value); !slices.Contains(renamed, id) {
			ids = append(ids, id)
		}
	}
	var matches []Match
	for _, id := range ids {
		e, err := s.library.Entity(id)
		if err != nil {
			return nil, fmt.Errorf("entity %s: %w", id, err)
		}
		if m, ok := s.match(e); ok {
			matches = append(matches, m)
		}
	}
	return matches, s.ctx.Err()
}

// renamed lists the entities with a name like the one sought that a person gave
// them: no article does, so that it is not in the index.
func (s *nameSearch) renamed() ([]graph.EntityID, error) {
	var all []graph.EntityID
	for d, err := range s.library.Decisions() {
		if err != nil {
			return nil, err
		}
		if d.Kind != graph.DecidedRename {
			continue
		}
		if score, _ := s.score(graph.NameKey(d.Name)); score == 0 {
			continue
		}
		if _, err := s.library.Entity(d.A); err == nil && !slices.Contains(all, d.A) {
			all = append(all, d.A)
		}
	}
	return all, nil
}
