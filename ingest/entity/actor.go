package entity

import (
	_ "embed"
	"sync"

	"factgraph/graph"
	"factgraph/ingest/entity/gazetteer"
	"factgraph/ingest/fact"
)

// The table of what only persons and organisations do, and of the offices that
// only organisations have, as predicates of facts.
//
//go:embed actors.txt
var actorsText string

// typeActors makes organisations of the things that the tagger took for places
// or gave no type and that act as only organisations do: a place that no
// gazetteer has and that offers a rise in pay is a company. Countries and
// capitals act, too, but are known.
func (a *articleThings) typeActors(plan *factPlan) {
	byChain := make(map[int]*thing)
	for _, th := range a.things {
		if th.class == named && (th.typ == graph.Place || th.typ == graph.Concept) && len(gazetteer.Places(th.key)) == 0 {
			byChain[th.chains[0]] = th
		}
	}
	acts := func(arg fact.Argument) {
		if arg.Kind != fact.Mention || !plan.isThing(arg) {
			return
		}
		th := byChain[a.doc.Mentions[arg.Mention].Chain]
		if th == nil || typeByName(th.name, "") != "" || gazetteer.Rank(th.key) > 0 { // "the South said"
			return
		}
		th.typ, th.subtype = graph.Organization, ""
		th.types = counts{string(graph.Organization): 1}
	}
	for i := range plan.source {
		f := &plan.source[i]
		switch {
		case !plan.keep[i]:
		case actors().does[f.Predicate]:
			acts(f.Subject)
		case actors().has[f.Predicate]:
			acts(f.Object)
		}
	}
}

// actorTables are predicates: what organisations do, and what is of one.
type actorTables struct{ does, has map[string]bool }

var actors = sync.OnceValue(func() *actorTables {
	t := &actorTables{does: make(map[string]bool), has: make(map[string]bool)}
	set := t.does
	for line := range tableLines(actorsText) {
		switch line {
		case "[does]":
			set = t.does
		case "[has]":
			set = t.has
		default:
			set[line] = true
		}
	}
	return t
})
