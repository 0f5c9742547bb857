package mention

import (
	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention/lexicon"
)

// A label is a common noun right before a name that says what bears it, "Brewer
// Halloran", "its vaccine LV-21": it is no part of the name.

// findLabels tells the trees that begin with a noun for a person or a company that
// is no part of the name behind it: the document has that name alone, and nowhere
// both words within a sentence.
func findLabels(lex *lexicon.Lexicon, trees []*tree) {
	alone, joined := map[string]bool{}, map[string]bool{}
	for _, t := range trees {
		for i := 1; i < len(t.Tokens); i++ {
			if t.Tokens[i].UPOS != "PROPN" {
				continue
			}
			if before := &t.Tokens[i-1]; !capitalised(before.Form) {
				alone[t.Tokens[i].Form] = true
			} else if i > 1 && t.Kind == document.Prose {
				joined[before.Form+" "+t.Tokens[i].Form] = true
			}
		}
		if len(t.Tokens) > 0 && t.Tokens[0].UPOS == "PROPN" {
			alone[t.Tokens[0].Form] = true
		}
	}
	for _, t := range trees {
		if len(t.Tokens) < 3 || t.Tokens[1].UPOS != "PROPN" {
			continue
		}
		label, name := t.Tokens[0].Form, t.Tokens[1].Form
		_, title := isTitle(t.lower(0))
		t.labelled = !title && capitalised(label) && bearerNoun(lex, t.lower(0)) && alone[name] && !joined[label+" "+name] && !t.surnames[label]
	}
}

// bearerNoun tells whether a word is a noun for persons or companies.
func bearerNoun(lex *lexicon.Lexicon, word string) bool {
	noun := lex.Noun(word)
	return noun != nil && (noun.Type == graph.Person || noun.Subtype == "company")
}

// companyLabel tells whether the word before a name, in its phrase, is a noun for
// companies alone: "Brewer Halloran".
func (a *analysis) companyLabel(n *node) bool {
	if n.Kind != document.Named || n.nameFirst <= 0 {
		return false
	}
	t, before := n.tree, n.nameFirst-1
	noun := a.lexicon.Noun(t.lower(before))
	if noun == nil || noun.Subtype != "company" {
		return false
	}
	return t.head(before) == n.Head || before == n.Head || t.head(n.Head) == before
}

// labelOf is the noun right before a name that says what it is the name of: "its
// vaccine LV-21", "the chemical maker Dorrance Chemical", where the tree may have
// two subjects; nil if there is none. The noun has a determiner of its own.
func (a *analysis) labelOf(n *node) *node {
	t := n.tree
	if n.Kind != document.Named || n.nameFirst <= 0 || n.Type == graph.Person {
		return nil
	}
	m := a.at(n.Sentence, n.nameFirst-1)
	if m == nil || m.Kind != document.Nominal || m.Type == graph.Person || m.Number == plur || m.det != definiteArticle && t.child(m.Head, "nmod:poss") < 0 {
		return nil
	}
	within := t.head(m.Head) == n.Head && (t.relation(m.Head) == "compound" || t.relation(m.Head) == "nmod:desc")
	beside := t.head(m.Head) == t.head(n.Head) && t.relation(m.Head) == t.relation(n.Head) && (m.role == subject || m.role == passiveSubject || m.role == object)
	if !within && !beside {
		return nil
	}
	return m
}
