package walk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"factgraph/graph"
)

// A Comparison is what two entities have to do with each other.
type Comparison struct {
	Between  []*graph.Fact     // facts that have both
	Alike    []Alike           // what is said of both in the same words
	Shared   []Common          // entities that both have facts with
	Articles []graph.ArticleID // articles that speak of both
}

// Alike is a predicate and an object (or subject) that both entities have.
type Alike struct {
	Predicate string
	Inverse   bool       // the entities are the objects
	Of        graph.Term // the object, or the subject if inverse
	A, B      *graph.Fact
}

// Common is an entity that both have facts with.
type Common struct {
	Entity graph.EntityID
	A, B   []*graph.Fact
}

// Compare finds what two entities share in the plain view.
func Compare(ctx context.Context, r graph.Reader, a, b graph.EntityID) (*Comparison, error) {
	factsA, err := plain(ctx, r, a)
	if err != nil {
		return nil, err
	}
	factsB, err := plain(ctx, r, b)
	if err != nil {
		return nil, err
	}
	c := &Comparison{}
	for _, f := range factsA {
		if f.Involves(b) {
			c.Between = append(c.Between, f)
		}
	}
	c.Alike = alike(factsA, factsB, a, b)
	c.Shared = shared(factsA, factsB, a, b)
	c.Articles = both(articles(factsA), articles(factsB))
	return c, nil
}

func plain(ctx context.Context, r graph.Reader, id graph.EntityID) ([]*graph.Fact, error) {
	var all []*graph.Fact
	for f, err := range r.Facts(ctx, graph.Filter{Entity: id, Plain: true}) {
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

// A role is what a fact says of an entity apart from who it is.
type role struct {
	predicate string
	inverse   bool
	of        graph.Term
}

// roleOf is the role of an entity in a fact of which it is subject or object.
func roleOf(f *graph.Fact, id graph.EntityID) (role, bool) {
	switch {
	case f.Subject == id:
		object := f.Object
		object.Text = ""
		return role{f.Predicate, false, object}, true
	case f.Object.Is(id):
		return role{f.Predicate, true, graph.EntityObject(f.Subject)}, true
	}
	return role{}, false
}

func alike(factsA, factsB []*graph.Fact, a, b graph.EntityID) []Alike {
	of := make(map[role]*graph.Fact)
	for _, f := range factsA {
		if r, ok := roleOf(f, a); ok && (of[r] == nil || of[r].Confidence < f.Confidence) {
			of[r] = f
		}
	}
	var all []Alike
	seen := make(map[role]bool)
	for _, f := range factsB {
		r, ok := roleOf(f, b)
		if first := of[r]; ok && first != nil && !seen[r] {
			seen[r] = true
			if !r.inverse {
				r.of = first.Object // with the wording of a claim
			}
			all = append(all, Alike{Predicate: r.predicate, Inverse: r.inverse, Of: r.of, A: first, B: f})
		}
	}
	slices.SortFunc(all, func(x, y Alike) int {
		return cmp.Or(strings.Compare(x.Predicate, y.Predicate), strings.Compare(x.Of.String(), y.Of.String()))
	})
	return all
}

// others groups facts by the entity at the other end.
func others(facts []*graph.Fact, id graph.EntityID) map[graph.EntityID][]*graph.Fact {
	by := make(map[graph.EntityID][]*graph.Fact)
	for _, f := range facts {
		if r, ok := roleOf(f, id); ok && r.of.Kind == graph.EntityTerm {
			other := graph.EntityID(r.of.Value)
			by[other] = append(by[other], f)
		}
	}
	return by
}

func shared(factsA, factsB []*graph.Fact, a, b graph.EntityID) []Common {
	byA, byB := others(factsA, a), others(factsB, b)
	var all []Common
	for id, facts := range byA {
		if len(byB[id]) > 0 && id != a && id != b {
			all = append(all, Common{Entity: id, A: facts, B: byB[id]})
		}
	}
	slices.SortFunc(all, func(x, y Common) int {
		return cmp.Or(-cmp.Compare(min(len(x.A), len(x.B)), min(len(y.A), len(y.B))), cmp.Compare(x.Entity, y.Entity))
	})
	return all
}

func articles(facts []*graph.Fact) map[graph.ArticleID]bool {
	set := make(map[graph.ArticleID]bool)
	for _, f := range facts {
		for _, ev := range f.Evidence {
			set[ev.Article] = true
		}
	}
	return set
}

func both(a, b map[graph.ArticleID]bool) []graph.ArticleID {
	var all []graph.ArticleID
	for id := range a {
		if b[id] {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return all
}
