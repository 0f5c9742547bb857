package mention

import (
	"slices"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// A part is what somebody is in what a verb tells: of "Police arrested a
// shepherd", the shepherd is the suspect.
type part struct {
	asSubject []string // verbs whose subject is it
	asObject  []string // verbs whose object, or passive subject, is it
}

// parts are the nouns for those who have a part in what was told.
var parts = map[string]part{
	"suspect":   {nil, []string{"arrest", "detain", "charge", "seize", "catch", "question"}},
	"defendant": {nil, []string{"charge", "try", "convict", "sentence", "acquit", "indict"}},
	"accused":   {nil, []string{"charge", "try", "convict", "acquit", "indict"}},
	"detainee":  {nil, []string{"arrest", "detain", "imprison", "jail"}},
	"prisoner":  {nil, []string{"imprison", "jail", "capture"}},
	"hostage":   {nil, []string{"kidnap", "abduct", "seize", "capture"}},
	"captive":   {nil, []string{"kidnap", "abduct", "capture"}},
	"victim":    {[]string{"die", "drown", "perish"}, []string{"kill", "murder", "stab", "shoot", "rape", "rob", "assault", "attack"}},
	"gunman":    {[]string{"shoot", "fire", "kill"}, nil},
	"attacker":  {[]string{"attack", "stab", "shoot", "kill", "assault"}, nil},
	"assailant": {[]string{"attack", "stab", "shoot", "kill", "assault"}, nil},
	"killer":    {[]string{"kill", "murder", "shoot", "stab"}, nil},
	"robber":    {[]string{"rob"}, nil},
	"survivor":  {[]string{"survive"}, []string{"rescue", "save"}},
	"winner":    {[]string{"win", "beat", "defeat", "triumph"}, nil},
	"nominee":   {nil, []string{"nominate"}},
	"appointee": {nil, []string{"appoint"}},
}

// partsBack is how many sentences back a verb has told of who has a part.
const partsBack = 2

// told are the relations of the verbs that tell what is new, as relative clauses
// seldom do.
var told = map[string]bool{"root": true, "conj": true, "ccomp": true, "parataxis": true, "advcl": true}

// hadPart is who had the part in what was told last that the noun n names: "the
// victims" of "Two climbers died". It is nil where the text has called somebody so
// before, or tells of several of whom it may be said.
func (a *analysis) hadPart(n *node) *node {
	p, ok := parts[n.lemma]
	if !ok || n.Kind != document.Nominal || n.det != definiteArticle || len(n.mods) > 0 || n.numeral != "" || len(a.byLemma[n.lemma]) > 0 || a.narrowed(n) {
		return nil
	}
	var found *node
	for s := n.Sentence; s >= 0 && s >= n.Sentence-partsBack; s-- {
		t := a.trees[s]
		for i := range t.Tokens {
			if s == n.Sentence && i >= n.Head || t.Tokens[i].UPOS != "VERB" || !told[t.relation(i)] {
				continue
			}
			m := a.inPart(s, i, p)
			if m == nil || m.Number != n.Number || !a.isPerson(m) || a.clash(n, m) {
				continue
			}
			if found != nil && a.cluster[found.id] != a.cluster[m.id] {
				return nil
			}
			found = m
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// inPart is who has the part in what the verb i of a sentence tells; nil if nobody
// has.
func (a *analysis) inPart(sentence, i int, p part) *node {
	t := a.trees[sentence]
	child := -1
	switch verb := t.lower(i); {
	case slices.Contains(p.asObject, verb):
		child = t.child(i, "obj", "nsubj:pass")
	case slices.Contains(p.asSubject, verb):
		child = t.child(i, "nsubj")
	}
	m := a.at(sentence, child)
	if m == nil || m.det == negative || m.tree.coordinated(m.Head) || t.child(i, "advmod") >= 0 && t.lower(t.child(i, "advmod")) == "not" {
		return nil
	}
	return m
}

// isPerson tells whether a mention stands for a person or persons.
func (a *analysis) isPerson(m *node) bool {
	return m.Type == graph.Person || a.clusterOf(m).person
}
