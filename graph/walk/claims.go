package walk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"factgraph/graph"
)

// A Claim is a fact with who stands for it.
type Claim struct {
	Speaker graph.EntityID // empty: the articles themselves
	Denies  bool           // says that it is not so
	Fact    *graph.Fact
}

// WhoSays lists who says something and who denies it: all facts of the subject,
// predicate and object that are given (zero fields match any), whatever their
// polarity and modality. What the articles say themselves comes first; then the
// speakers by name, what they affirm before what they deny.
func WhoSays(ctx context.Context, r graph.Reader, subject graph.EntityID, predicate string, object graph.Term) ([]Claim, error) {
	var all []Claim
	for f, err := range r.Facts(ctx, graph.Filter{Subject: subject, Predicate: predicate, Object: object}) {
		if err != nil {
			return nil, err
		}
		if len(f.AttributedTo) == 0 {
			all = append(all, Claim{Denies: f.Negated, Fact: f})
		}
		for _, speaker := range f.AttributedTo {
			all = append(all, Claim{Speaker: speaker, Denies: f.Negated, Fact: f})
		}
	}
	order(all)
	return all, nil
}

// SaidBy lists what an entity says, of whatever it may be.
func SaidBy(ctx context.Context, r graph.Reader, speaker graph.EntityID) ([]Claim, error) {
	var all []Claim
	for f, err := range r.Facts(ctx, graph.Filter{By: speaker}) {
		if err != nil {
			return nil, err
		}
		all = append(all, Claim{Speaker: speaker, Denies: f.Negated, Fact: f})
	}
	order(all)
	return all, nil
}

func order(claims []Claim) {
	denies := func(c Claim) int {
		if c.Denies {
			return 1
		}
		return 0
	}
	slices.SortFunc(claims, func(a, b Claim) int {
		return cmp.Or(
			strings.Compare(string(a.Speaker), string(b.Speaker)),
			cmp.Compare(denies(a), denies(b)),
			-cmp.Compare(a.Fact.Confidence, b.Fact.Confidence),
			strings.Compare(string(a.Fact.ID), string(b.Fact.ID)))
	})
}
