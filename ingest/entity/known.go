package entity

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"factgraph/graph"
)

// known is the graph as the resolution of one article sees it: entities by id
// and by key, what the article's words meant when it was ingested before, and
// what persons decided. Every read is a point read or a short scan.
type known struct {
	graph     graph.Reader // nil for an empty graph
	article   graph.ArticleID
	entities  map[graph.EntityID]*graph.Entity
	before    map[[2]int]graph.EntityID // byte span → entity of an earlier ingest
	decisions *rulings
}

// openKnown reads what concerns the article as a whole.
func openKnown(g graph.Reader, article graph.ArticleID) (*known, error) {
	k := &known{
		graph:     g,
		article:   article,
		entities:  make(map[graph.EntityID]*graph.Entity),
		before:    make(map[[2]int]graph.EntityID),
		decisions: newRulings(),
	}
	if g == nil {
		return k, nil
	}
	for link, err := range g.Links(article) {
		if err != nil {
			return nil, fmt.Errorf("links of article %s: %w", article, err)
		}
		k.before[[2]int{link.Start, link.End}] = link.Entity
	}
	for d, err := range g.Decisions() {
		if err != nil {
			return nil, fmt.Errorf("decisions: %w", err)
		}
		k.decisions.add(d)
	}
	return k, nil
}

// entity reads an entity; nil when the graph has none of the id.
func (k *known) entity(id graph.EntityID) (*graph.Entity, error) {
	if e, ok := k.entities[id]; ok {
		return e, nil
	}
	if k.graph == nil {
		return nil, nil
	}
	e, err := k.graph.Entity(id)
	if errors.Is(err, graph.ErrNotFound) {
		e, err = nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("entity %s: %w", id, err)
	}
	k.entities[id] = e
	return e, nil
}

// maxCandidates is how many entities may have a key for it to tell something.
// Of a surname that more persons bear, those of a fitting context are found by
// the keys that carry the context, which are asked first; without such support
// they don't merge anyway, so that nothing is read of them.
const (
	maxCandidates = 8
	maxRead       = 12 // for all keys of a thing
)

// candidates reads the entities that have one of the keys, in the order of the
// keys, each once.
func (k *known) candidates(keys []string) ([]*graph.Entity, error) {
	if k.graph == nil {
		return nil, nil
	}
	var all []*graph.Entity
	seen := make(map[graph.EntityID]bool)
	for _, key := range keys {
		ids, err := k.bearers(key)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if seen[id] || len(seen) == maxRead {
				continue
			}
			seen[id] = true
			e, err := k.entity(id)
			if err != nil {
				return nil, err
			}
			if e != nil {
				all = append(all, e)
			}
		}
	}
	return all, nil
}

// bearers are the entities that have a key; none of a name's when there are too
// many. Of a frame's, such as the statements of one person in a month, the
// first ones are taken: the day tells them apart.
func (k *known) bearers(key string) ([]graph.EntityID, error) {
	var ids []graph.EntityID
	for id, err := range k.graph.EntitiesByKey(key) {
		if err != nil {
			return nil, fmt.Errorf("key %q: %w", key, err)
		}
		if len(ids) == maxCandidates {
			if strings.HasPrefix(key, framePrefix) {
				break
			}
			return nil, nil
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// slot is the id of an identity from a table: its own, unless something of
// another nature got that id first, a person called Georgia or a band called
// Water; then the next numbered one.
func (k *known) slot(fixed identity) (graph.EntityID, error) {
	for n := 1; ; n++ {
		id := numbered(fixed.id, n)
		e, err := k.entity(id)
		if err != nil || e == nil {
			return id, err
		}
		if typeConflict(e.Type, fixed.typ) < severe && (e.Subtype == kindSubtype) == (fixed.subtype == kindSubtype) {
			return id, nil
		}
	}
}

// kindSubtype marks the entities that are kinds of things.
const kindSubtype = "kind"

// numbered is the id itself for 1 and the id with the number for the rest.
func numbered(id graph.EntityID, n int) graph.EntityID {
	if n == 1 {
		return id
	}
	return id + "-" + graph.EntityID(strconv.Itoa(n))
}

// onlyHere tells whether an entity rests on an earlier ingest of this article
// alone, so that its id is free when that is replaced.
func (k *known) onlyHere(id graph.EntityID) (bool, error) {
	if len(k.before) == 0 {
		return false, nil
	}
	here := false
	for link, err := range k.graph.LinksTo(id) {
		if err != nil {
			return false, fmt.Errorf("links to %s: %w", id, err)
		}
		if link.Article != k.article {
			return false, nil
		}
		here = true
	}
	return here, nil
}

// freeID is the id itself if neither the graph nor the article has it, else
// the id with the lowest free number that a doubling and halving search finds:
// the thousandth "statement" costs some twenty reads, not a thousand.
func (k *known) freeID(id graph.EntityID, taken map[graph.EntityID]*thing) (graph.EntityID, error) {
	free := func(n int) (bool, error) {
		if taken[numbered(id, n)] != nil || k.decisions.taken(numbered(id, n)) {
			return false, nil
		}
		e, err := k.entity(numbered(id, n))
		if e == nil || err != nil {
			return err == nil, err
		}
		return k.onlyHere(e.ID)
	}
	low, high := 0, 1 // low is in use (or zero), high is being tried
	for {
		ok, err := free(high)
		if err != nil {
			return "", err
		}
		if ok {
			break
		}
		low, high = high, 2*high
	}
	for high-low > 1 {
		middle := (low + high) / 2
		ok, err := free(middle)
		if err != nil {
			return "", err
		}
		if ok {
			high = middle
		} else {
			low = middle
		}
	}
	return numbered(id, high), nil
}
