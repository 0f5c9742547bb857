package mention

import (
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// British reports speak of a side in the plural: "Halden have signed Roe", "Kesby,
// who were promoted last year". No person is spoken of so, and no single town;
// and whoever "they" are then has been named.

// pluralAuxiliaries are the auxiliaries and copulas that only a plural has.
var pluralAuxiliaries = map[string]bool{"have": true, "are": true, "were": true, "'ve": true, "'re": true}

// sides makes organizations of the names that the text uses as plurals, and
// plurals of all of them.
func (r *Resolver) sides(nodes []*node) {
	plural := map[string]bool{}
	for _, n := range nodes {
		if n.sided() {
			plural[strings.ToLower(n.Name)] = true
		}
	}
	if len(plural) == 0 {
		return
	}
	for _, n := range nodes { // "Roe are" is a slip where Ann Roe is spoken of
		if n.Kind == document.Named && n.Type == graph.Person && len(n.words) > 1 {
			delete(plural, n.lemma)
		}
	}
	for _, n := range nodes {
		if n.Kind == document.Pronoun && n.lemma == "who" && n.relates(plural) {
			n.Type, n.typed = graph.Organization, false
		}
		if n.Kind != document.Named || !plural[strings.ToLower(n.Name)] {
			continue
		}
		n.Number = plur
		if n.country == nil && n.Type != graph.Group && n.Type != graph.Organization {
			n.Type, n.Subtype, n.typed, n.doubtful = graph.Organization, "", true, false
			n.Gender, n.hint = neut, neut
		}
	}
}

// sided tells whether a name in the singular is the subject of a verb in the
// plural.
func (n *node) sided() bool {
	t := n.tree
	if n.Kind != document.Named || t.Tokens[n.Head].XPOS != "NNP" || len(n.Titles) > 0 || t.child(n.Head, "conj", "cc") >= 0 || t.relation(n.Head) == "conj" {
		return false
	}
	if n.role == subject || n.role == passiveSubject {
		if verb := t.head(n.Head); verb > n.Head && t.pluralVerb(verb) {
			return true
		}
	}
	clause := t.child(n.Head, "acl:relcl")
	if clause < 0 {
		return false
	}
	who := t.child(clause, "nsubj", "nsubj:pass")
	return who >= 0 && t.lower(who) == "who" && t.pluralVerb(clause)
}

// relates tells whether a pronoun's clause is about one of the names.
func (n *node) relates(names map[string]bool) bool {
	t := n.tree
	clause := t.head(n.Head)
	if clause < 0 || t.relation(clause) != "acl" {
		return false
	}
	name := t.head(clause)
	return name >= 0 && names[t.lower(name)]
}

// pluralVerb tells whether a verb or predicate is one of a plural; the "were" of
// "if it were" is not.
func (t *tree) pluralVerb(v int) bool {
	auxiliary := false
	for d := range t.dependents(v) {
		switch t.relation(d) {
		case "aux", "cop":
			if !auxiliary && pluralAuxiliaries[lowerForm(&t.Tokens[d])] && hasFeature(&t.Tokens[d], "VerbForm=Fin") {
				return t.child(v, "mark") < 0 || lowerForm(&t.Tokens[d]) != "were"
			}
			auxiliary = true
		}
	}
	tok := &t.Tokens[v]
	return !auxiliary && tok.XPOS == "VBP" && tok.UPOS == "VERB"
}
