package entity

import (
	"strings"
	"unicode"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/entity/gazetteer"
)

// dropForeignNames drops names by which a table knows something else than the
// thing that most uses of its names mean: a chain that took in "Europe" for the
// Council of Europe must not make it an alias.
func (a *articleThings) dropForeignNames(th *thing) {
	if len(th.names) < 2 {
		return
	}
	main := th.names.top()
	mainKnown := a.tableID(main, th.typ)
	for name := range th.names {
		if name == main || graph.IsAcronym(name, main) || graph.IsAcronym(main, name) {
			continue
		}
		if id := a.tableID(name, th.typ); id != "" && id != mainKnown && th.names[name] < th.names[main] {
			delete(th.names, name)
			delete(th.aliases, name)
		}
	}
}

// tableID is the id by which a table knows the name; empty for other names.
func (a *articleThings) tableID(name string, typ graph.Type) graph.EntityID {
	if c := a.resolver.names.find(name, typ); c != nil {
		return c.id
	}
	if places := gazetteer.Places(graph.NameKey(name)); len(places) > 0 && typ != graph.Person {
		return graph.NewEntityID(places[0].Name)
	}
	return ""
}

// addName counts the name, the wording and the titles of a Named mention, and
// tells what the mention is: names of days and numbers are values, and a title
// alone ("the President") is no name.
func (a *articleThings) addName(th *thing, m *document.Mention) document.MentionKind {
	switch m.Type {
	case graph.Date:
		return document.Temporal
	case graph.Quantity:
		return document.Amount
	}
	name := cleanName(m.Name)
	if whole := cleanName(a.doc.Text[m.Start:m.End]); name == "" || whole != name && a.listed(whole, m.Type) {
		name = whole // "People's Republic of China", of which the tagger saw a part
	}
	if isTitle(name) {
		return document.Nominal
	}
	name += numberAfter(a.doc, m)
	if m.Type == graph.Person {
		name = withoutTitles(name)
	}
	name = a.fullName(withoutNoun(th, name), m)
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		return document.Amount
	}
	th.names.add(name)
	th.aliases.add(name)
	for _, title := range m.Titles {
		th.roles.add(title)
		if m.Type == graph.Person {
			th.aliases.add(title + " " + name)
		}
	}
	return document.Named
}

// listed tells whether a table has the name.
func (a *articleThings) listed(name string, typ graph.Type) bool {
	return a.resolver.names.find(name, typ) != nil || typ != graph.Person && len(gazetteer.Places(graph.NameKey(name))) > 0
}

// withoutNoun drops a common noun that stands before a name, and keeps it as a
// role: "union Unite" is Unite, a union. Particles belong to the name.
func withoutNoun(th *thing, name string) string {
	first, rest, ok := strings.Cut(name, " ")
	if !ok || !isCapitalized(rest) || first != strings.ToLower(first) || gazetteer.Rank(first) == 0 || personNames().nameParticles[first] {
		return name
	}
	th.roles.add(first)
	return rest
}

// fullName is the well-known name that begins with the name and goes on in the
// text: "Organization for Security and Co-operation", in Europe.
func (a *articleThings) fullName(name string, m *document.Mention) string {
	const further = 4 // words
	tokens := a.doc.Sentences[m.Sentence].Tokens
	if m.Type != graph.Organization {
		return name
	}
	for last := m.Last + 1; last < len(tokens) && last <= m.Last+further; last++ {
		if longer := name + a.doc.Text[tokens[m.Last].End:tokens[last].End]; tokens[last].UPOS == "PROPN" && a.resolver.names.find(longer, m.Type) != nil {
			return cleanName(longer)
		}
	}
	return name
}

// numberAfter is the number that belongs to a name and stands right after it,
// with a blank before it: "UNSCR" is "UNSCR 2254".
func numberAfter(doc *document.Document, m *document.Mention) string {
	tokens := doc.Sentences[m.Sentence].Tokens
	if next := m.Last + 1; next < len(tokens) && m.Type != graph.Person && m.Type != graph.Place {
		tok := &tokens[next]
		if tok.UPOS == "NUM" && tok.Head == m.Head && strings.Trim(tok.Form, "0123456789") == "" {
			return " " + tok.Form
		}
	}
	return ""
}

// isTitle tells whether a name consists of titles only, in the singular or the
// plural.
func isTitle(name string) bool {
	titles := personNames().titles
	for word := range strings.FieldsSeq(graph.NameKey(name)) {
		if !titles[word] && !titles[strings.TrimSuffix(word, "s")] {
			return false
		}
	}
	return true
}

// cleanName strips what is no part of a name: quotes, a leading article, a
// possessive, punctuation around it, line breaks.
func cleanName(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	name = strings.Trim(name, "\"'“”‘’«»„(),;:-–—#*|\\ ")
	for _, the := range []string{"the ", "The ", "THE "} {
		if rest, ok := strings.CutPrefix(name, the); ok && rest != "" {
			name = rest
		}
	}
	for _, s := range []string{"'s", "’s"} {
		name = strings.TrimSuffix(name, s)
	}
	return strings.TrimSpace(name)
}

// withoutTitles drops the titles that stand before a person's name.
func withoutTitles(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 && personNames().titles[graph.NameKey(words[0])] {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// roleOf is the description that a nominal mention gives: "Kremlin spokesman".
func roleOf(m *document.Mention) string {
	name := cleanName(m.Name)
	if len(strings.Fields(name)) > 5 {
		return ""
	}
	return name
}
