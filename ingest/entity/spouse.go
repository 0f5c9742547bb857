package entity

import (
	"slices"

	"factgraph/graph"
	"factgraph/ingest/fact"
)

// spouses are the nouns for the one whom somebody is or was married to.
var spouses = wordSet("wife husband spouse widow widower")

// joinSpouses makes one thing of "her husband" and the only person whom the
// article says that she married.
func (a *articleThings) joinSpouses(facts []fact.Fact) {
	married := make(map[*thing][]*thing)
	add := func(x, y *thing) {
		if !slices.Contains(married[x], y) {
			married[x] = append(married[x], y)
		}
	}
	for i := range facts {
		f := &facts[i]
		x, y := a.thingOf(f.Subject), a.thingOf(f.Object)
		if f.Predicate == "married" && !f.Negated && f.Modality == graph.Asserted && x != nil && y != nil && x.class == named && y.class == named {
			add(x, y)
			add(y, x)
		}
	}
	if len(married) == 0 {
		return
	}
	for _, th := range slices.Clone(a.things) {
		if th.class != specific || !spouses[a.headLemma(th)] {
			continue
		}
		if owner := a.owner(th); owner != nil && len(married[owner]) == 1 && married[owner][0] != th {
			a.fold(married[owner][0], th)
		}
	}
}

// thingOf is the thing that an argument mentions; nil for none.
func (a *articleThings) thingOf(arg fact.Argument) *thing {
	if arg.Kind != fact.Mention || arg.Mention < 0 || arg.Mention >= len(a.doc.Mentions) {
		return nil
	}
	return a.ofChain[a.doc.Mentions[arg.Mention].Chain]
}

// owner is the thing that the first phrase with a possessor for th names as
// such; nil for none.
func (a *articleThings) owner(th *thing) *thing {
	for _, c := range th.chains {
		for _, i := range a.doc.Chains[c].Mentions {
			if by := a.possessorOf(&a.doc.Mentions[i]); by != nil {
				return a.ofChain[by.Chain]
			}
		}
	}
	return nil
}
