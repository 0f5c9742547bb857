package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"factgraph/graph"
)

// findEntity finds the entity that a person means by a name or id. When the
// name is ambiguous the best-known one counts if it clearly is; otherwise the
// error lists the candidates.
func findEntity(r graph.Reader, name string) (graph.EntityID, error) {
	if e, err := r.Entity(graph.EntityID(name)); err == nil {
		return e.ID, nil
	} else if !errors.Is(err, graph.ErrNotFound) {
		return "", err
	}
	type candidate struct {
		e     *graph.Entity
		known int // how often the graph mentions it by this name
	}
	var candidates []candidate
	key := graph.NameKey(name)
	for id, err := range r.EntitiesByKey(key) {
		if err != nil {
			return "", err
		}
		e, err := r.Entity(id)
		if err != nil {
			return "", fmt.Errorf("entity %s: %w", id, err)
		}
		known := 0
		for _, alias := range e.Aliases {
			if graph.NameKey(alias.Text) == key {
				known += 1000 * alias.N
			}
			known += alias.N
		}
		candidates = append(candidates, candidate{e, known})
	}
	if len(candidates) == 0 {
		return "", fmt.Errorf("the graph has nothing called %q; 'factgraph entities --name PART' looks for part of a name", name)
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		if a.known != b.known {
			return b.known - a.known
		}
		return strings.Compare(string(a.e.ID), string(b.e.ID))
	})
	if len(candidates) == 1 || candidates[0].known >= 3*candidates[1].known {
		return candidates[0].e.ID, nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%q may be one of these; name it by its id:", name)
	for _, c := range candidates[:min(len(candidates), 8)] {
		fmt.Fprintf(&b, "\n  %-30s %s (%s)", c.e.ID, c.e.Name, c.e.Type)
	}
	return "", errors.New(b.String())
}

// exists tells whether the graph has the entity.
func exists(r graph.Reader, id graph.EntityID) (bool, error) {
	_, err := r.Entity(id)
	if errors.Is(err, graph.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// findPredicate finds a predicate by its name or any form of it.
func findPredicate(r graph.Reader, name string) (string, error) {
	if p, err := r.Predicate(name); err == nil {
		return p.Name, nil
	} else if !errors.Is(err, graph.ErrNotFound) {
		return "", err
	}
	var found *graph.Predicate
	for p, err := range r.Predicates(context.Background()) {
		if err != nil {
			return "", err
		}
		if slices.Contains(p.Forms, name) && (found == nil || p.Facts > found.Facts) {
			found = p
		}
	}
	if found == nil {
		return "", fmt.Errorf("no fact of the graph has the predicate %q; 'factgraph predicates' lists those there are", name)
	}
	return found.Name, nil
}

// findArticle finds an article by its id, its address or the end of it.
func findArticle(r graph.Reader, name string) (graph.ArticleID, error) {
	if a, err := r.Article(graph.ArticleID(name)); err == nil {
		return a.ID, nil
	} else if !errors.Is(err, graph.ErrNotFound) {
		return "", err
	}
	var found []*graph.Article
	for a, err := range r.Articles(context.Background()) {
		if err != nil {
			return "", err
		}
		if a.Address == name {
			return a.ID, nil
		}
		if strings.HasSuffix(a.Address, "/"+name) || strings.EqualFold(a.Title, name) {
			found = append(found, a)
		}
	}
	switch len(found) {
	case 0:
		return "", fmt.Errorf("the graph has no article %q; 'factgraph articles' lists those there are", name)
	case 1:
		return found[0].ID, nil
	}
	var addresses []string
	for _, a := range found[:min(len(found), 8)] {
		addresses = append(addresses, "\n  "+string(a.ID)+"  "+a.Address)
	}
	return "", fmt.Errorf("%q may be one of these; name it by its id:%s", name, strings.Join(addresses, ""))
}
