package pattern

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/graph/search"
)

// names finds what the words of a pattern mean.
type names struct {
	ctx   context.Context
	r     graph.Reader
	forms func(string) []string
	known map[string][]string // predicates by the words asked for
	all   []*graph.Predicate  // listed when the short way fails
}

func newNames(ctx context.Context, r graph.Reader, forms func(string) []string) *names {
	if forms == nil {
		forms = func(string) []string { return nil }
	}
	return &names{ctx: ctx, r: r, forms: forms, known: make(map[string][]string)}
}

// knows tells whether some entity has the name or id.
func (n *names) knows(name string) (bool, error) {
	candidates, err := search.Candidates(n.r, name)
	if err != nil || len(candidates) > 0 {
		return len(candidates) > 0, err
	}
	_, err = n.r.Entity(graph.EntityID(name))
	if errors.Is(err, graph.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// thing is the entity of a name, or else a literal of the graph, if one may
// stand here.
func (n *names) thing(name string, literal bool) (graph.Term, error) {
	e, err := search.Resolve(n.ctx, n.r, name)
	if err == nil {
		return graph.EntityObject(e.ID), nil
	}
	var unknown *search.UnknownError
	if !literal || !errors.As(err, &unknown) {
		return graph.Term{}, err
	}
	for _, datatype := range []string{graph.StringType, graph.DateType, graph.IntegerType, graph.DecimalType, graph.QuantityType} {
		t := graph.LiteralObject(name, datatype)
		for _, err := range n.r.Facts(n.ctx, graph.Filter{Object: t}) {
			return t, err
		}
	}
	return graph.Term{}, err
}

// A PredicateError is a predicate that no fact has.
type PredicateError struct {
	Name    string
	Nearest []string // predicates that look like it, most used first
}

func (e *PredicateError) Error() string {
	if len(e.Nearest) == 0 {
		return fmt.Sprintf("no fact of the graph has the predicate %q, nor one like it", e.Name)
	}
	return fmt.Sprintf("no fact of the graph has the predicate %q; the nearest are:\n  %s", e.Name, strings.Join(e.Nearest, "\n  "))
}

func (n *names) knowsPredicate(text string) (bool, error) {
	_, err := n.predicates(text)
	var unknown *PredicateError
	if errors.As(err, &unknown) {
		return false, nil
	}
	return err == nil, err
}

// predicates finds the predicates that a form stands for.
func (n *names) predicates(text string) ([]string, error) {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	found, ok := n.known[text]
	if !ok {
		var err error
		if found, err = n.find(text); err != nil {
			return nil, err
		}
		n.known[text] = found
	}
	if len(found) == 0 {
		return nil, &PredicateError{Name: text, Nearest: n.nearest(text)}
	}
	return found, nil
}

// find tries the predicates that the form could be, and lists all only if none
// of these is there.
func (n *names) find(text string) ([]string, error) {
	var found []string
	for _, guess := range guesses(text, n.forms) {
		_, err := n.r.Predicate(guess)
		if err != nil && !errors.Is(err, graph.ErrNotFound) {
			return nil, err
		}
		if err == nil && !slices.Contains(found, guess) {
			found = append(found, guess)
		}
		if guess == text && err == nil {
			return []string{text}, nil
		}
	}
	if len(found) > 0 {
		return found, nil
	}
	if err := n.list(); err != nil {
		return nil, err
	}
	stem := stems(text)
	for _, p := range n.all {
		if slices.Contains(n.forms(p.Name), text) || stems(p.Name) == stem {
			found = append(found, p.Name)
		}
	}
	if len(found) > 0 {
		return found, nil
	}
	for _, p := range n.all {
		if slices.ContainsFunc(p.Phrases, func(c graph.Count) bool { return strings.EqualFold(c.Text, text) }) {
			found = append(found, p.Name)
		}
	}
	return found, nil
}

func (n *names) list() error {
	if n.all != nil {
		return nil
	}
	for p, err := range n.r.Predicates(n.ctx) {
		if err != nil {
			return err
		}
		n.all = append(n.all, p)
	}
	slices.SortFunc(n.all, func(a, b *graph.Predicate) int {
		return cmp.Or(-cmp.Compare(a.Facts, b.Facts), strings.Compare(a.Name, b.Name))
	})
	return nil
}

// nearestShown is how many predicates an error lists.
const nearestShown = 8

// nearest lists the predicates that share a word's beginning with the text.
func (n *names) nearest(text string) []string {
	var near []string
	for _, p := range n.all {
		if len(near) < nearestShown && resembles(p.Name, text) {
			near = append(near, p.Name)
		}
	}
	return near
}

func resembles(a, b string) bool {
	for _, x := range strings.Fields(a) {
		for _, y := range strings.Fields(b) {
			common := 0
			for common < min(len(x), len(y)) && x[common] == y[common] {
				common++
			}
			if common >= 3 && common >= min(len(x), len(y))-3 {
				return true
			}
		}
	}
	return false
}
