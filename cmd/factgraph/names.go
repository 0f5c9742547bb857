package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/graph/search"
	"factgraph/ingest/fact"
)

// findEntity finds the entity that a person means by a name or an id.
func findEntity(ctx context.Context, r graph.Reader, name string) (graph.EntityID, error) {
	e, err := search.Resolve(ctx, r, name)
	if err != nil {
		return "", err
	}
	return e.ID, nil
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
func findPredicate(ctx context.Context, r graph.Reader, name string) (string, error) {
	if p, err := r.Predicate(name); err == nil {
		return p.Name, nil
	} else if !errors.Is(err, graph.ErrNotFound) {
		return "", err
	}
	var found *graph.Predicate
	for p, err := range r.Predicates(ctx) {
		if err != nil {
			return "", err
		}
		if slices.Contains(fact.PredicateForms(p.Name), name) && (found == nil || p.Facts > found.Facts) {
			found = p
		}
	}
	if found == nil {
		return "", fmt.Errorf("no fact of the graph has the predicate %q; 'factgraph predicates' lists those there are", name)
	}
	return found.Name, nil
}

// findArticle finds an article by its id, its address or the end of it.
func findArticle(ctx context.Context, r graph.Reader, name string) (graph.ArticleID, error) {
	if a, err := r.Article(graph.ArticleID(name)); err == nil {
		return a.ID, nil
	} else if !errors.Is(err, graph.ErrNotFound) {
		return "", err
	}
	var found []*graph.Article
	for a, err := range r.Articles(ctx) {
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
