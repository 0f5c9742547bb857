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
	if th.typ == graph.Person { // a table that knows "Wen Jiabao" and not "Wen" says nothing against either
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

// fromCapitals writes the places of a dateline, "PORT VILA", as other sentences
// do. Words of up to three letters stay: most are acronyms.
func fromCapitals(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		if letters := []rune(word); len(letters) > 3 && isCapitals(word) {
			words[i] = string(letters[:1]) + strings.ToLower(string(letters[1:]))
		}
	}
	return strings.Join(words, " ")
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
	switch {
	case isTitle(name):
		return document.Nominal
	case isDate(name):
		return document.Temporal
	case strings.ContainsAny(name, "$€£¥%"):
		return document.Amount
	case isAddress(name), len(name) == 1 && m.Type == graph.Concept: // the X of "X-ray"
		return document.Pronoun
	}
	if office := officeOf(name); office != "" {
		if m.Type == graph.Person {
			return document.Nominal // "Chrysler President"
		}
		name = strings.TrimSuffix(name, " "+office)
	}
	name = a.withoutVerb(withoutScore(name), m)
	if name = a.withoutOffice(name, m); name == "" {
		return document.Pronoun
	}
	name += numberAfter(a.doc, m)
	if m.Type == graph.Person {
		name = withoutTitles(name)
	}
	name = a.fullName(withoutNoun(th, name), m)
	if a.doc.Sentences[m.Sentence].Kind == document.Dateline {
		name = fromCapitals(name)
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		return document.Amount
	}
	th.names.add(name)
	th.aliases.add(name)
	th.titled = th.titled || len(m.Titles) > 0
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

// isDate tells whether what the tagger took for a name is a month, with a day
// or a year: "May 2020".
func isDate(name string) bool {
	words := strings.Fields(graph.NameKey(name))
	months := 0
	for _, word := range words {
		switch {
		case monthNames[word]:
			months++
		case strings.Trim(word, "0123456789") != "":
			return false
		}
	}
	return months == 1 && len(words) > 1
}

var monthNames = wordSet(`january february march april may june july august september october november december`)

// isAddress tells whether a name is one of a mailbox or a page.
func isAddress(name string) bool {
	return strings.Contains(name, "@") || strings.Contains(name, "://") || strings.HasPrefix(name, "www.")
}

// withoutScore drops a number with a decimal point that the tagger took for a
// part of the name before it: "Salmela 45.8".
func withoutScore(name string) string {
	before, last, ok := cutLast(name)
	if ok && strings.Contains(last, ".") && strings.Trim(last, "0123456789.") == "" {
		return before
	}
	return name
}

// officeOf is the last word of a name that is an office and no surname:
// "President" of "Chrysler President"; empty for other names.
func officeOf(name string) string {
	if _, last, ok := cutLast(name); ok && offices[strings.ToLower(last)] {
		return last
	}
	return ""
}

var offices = wordSet(`ceo cfo coo cto president vice-president secretary minister chairman chairwoman director ambassador commissioner senator
governor spokesman spokeswoman spokesperson executive executives officials officers employees administrators dealers members leaders`)

// withoutVerb drops a verb at the end of a name, which the tagger takes in from
// headlines: "Halden unveils".
func (a *articleThings) withoutVerb(name string, m *document.Mention) string {
	before, last, ok := cutLast(name)
	tokens := a.doc.Sentences[m.Sentence].Tokens
	for i := m.First; ok && i <= m.Last && i < len(tokens); i++ {
		if tok := &tokens[i]; tok.Form == last && tok.UPOS == "VERB" && last == strings.ToLower(last) {
			return before
		}
	}
	return name
}

// withoutOffice drops the words of a name that begin the title of a person
// behind it: "White House Press" of "White House Press Secretary". Nothing is
// left of the "Scottish Energy" of a "Scottish Energy Secretary".
func (a *articleThings) withoutOffice(name string, m *document.Mention) string {
	before, last, ok := cutLast(name)
	tokens := a.doc.Sentences[m.Sentence].Tokens
	if !ok || m.Last+1 >= len(tokens) {
		return name
	}
	title := graph.NameKey(last + " " + tokens[m.Last+1].Form)
	for i := range a.doc.Mentions {
		other := &a.doc.Mentions[i]
		if other.Sentence != m.Sentence || other.Type != graph.Person {
			continue
		}
		for _, t := range other.Titles {
			if graph.NameKey(t) != title {
				continue
			}
			if tokens[m.First].UPOS == "ADJ" && !strings.Contains(before, " ") {
				return ""
			}
			return before
		}
	}
	return name
}

// cutLast parts a name before its last word.
func cutLast(name string) (before, last string, ok bool) {
	i := strings.LastIndexByte(name, ' ')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
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
