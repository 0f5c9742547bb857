package enhance

import (
	"slices"
	"strings"

	"factgraph/ingest/document"
)

// subjectControl are the verbs whose subject, not their object, does what their
// infinitive says: "he promised her to come".
var subjectControl = words(`promise threaten vow pledge swear commit offer use take spend cost waste`)

func words(list string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// understoodSubjects gives open complements the subject that is not said: the
// object of the verb above ("asked Ann to go"), or its subject ("wants to go").
func (g *graph) understoodSubjects() {
	for i, tok := range g.tokens {
		if tok.Deprel != "xcomp" || g.heads[i] < 0 || g.child(i, "nsubj", "csubj", "expl") >= 0 {
			continue
		}
		for _, controller := range g.controllers(g.heads[i], i) {
			g.add(i, controller.Dep, "nsubj:xsubj")
		}
	}
}

// controllers returns the relations by which the verb governs what its
// complement is about.
func (g *graph) controllers(verb, complement int) []document.Arc {
	governed := slices.Clone(g.governed[verb])
	if !subjectControl[g.tokens[verb].Lemma] {
		for _, relation := range []string{"obj", "iobj"} {
			objects := slices.DeleteFunc(slices.Clone(governed), func(arc document.Arc) bool {
				return arc.Deprel != relation || arc.Dep == complement
			})
			if len(objects) > 0 {
				return objects
			}
		}
	}
	return slices.DeleteFunc(governed, func(arc document.Arc) bool {
		return !subjectRelation(arc.Deprel) || arc.Deprel == "nsubj:outer"
	})
}
