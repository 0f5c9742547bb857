package entity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"factgraph/graph"
	"factgraph/ingest/entity/gazetteer"
)

// maxContextKeys is how many of a context's features make keys of their own.
const maxContextKeys = 6

// indexKeys are the keys under which a thing is found by later articles and by
// searches: its names, a person's surname and the skeleton of the name, an
// organisation's acronym, and surnames with the context.
func indexKeys(th *thing) []string {
	var keys []string
	add := func(key string) {
		if key == "" {
			return
		}
		for _, k := range keys {
			if k == key {
				return
			}
		}
		keys = append(keys, key)
	}
	if th.entry != nil {
		for _, key := range th.entry.keys {
			add(key)
		}
	}
	for _, name := range th.names.list() {
		add(nameKey(name.Text))
		add(graph.NameKey(name.Text))
	}
	if th.frame != nil {
		for _, key := range th.frame.keys() {
			add(key)
		}
	}
	if th.class != named {
		add(graph.NameKey(th.name))
		return keys
	}
	if th.typ == graph.Person {
		p := th.person
		add(p.surname)
		add(p.bareSurname())
		if !p.lone() {
			add(p.given + " " + p.bareSurname())
			add(personSkeleton(p))
			add(firstLetter(p.given) + " " + p.bareSurname())
		}
		for i, middle := range p.middle { // "Luiz Inácio Lula da Silva" is "Luiz Lula" and "Lula da Silva" too
			if len(middle) > 1 {
				add(p.given + " " + middle)
				add(strings.Join(p.words[i+1:], " "))
			}
		}
		for _, key := range contextKeys(th) {
			add(key)
		}
		return keys
	}
	for name := range th.names {
		if acronym := acronymOf(name); acronym != "" {
			add(acronym)
		}
		if s := squeeze(nameKey(name)); s != nameKey(name) {
			add(s)
		}
		if th.typ == graph.Organization {
			add(shortName(name))
		}
	}
	return keys
}

// lookupKeys are the keys under which a known entity may be that is this thing,
// the most telling first.
func lookupKeys(th *thing) []string {
	var keys []string
	switch {
	case th.frame != nil:
		keys = th.frame.lookupKeys()
		if th.class == named {
			keys = append(keys, th.keys...)
		}
	case th.class != named:
	case th.typ == graph.Person:
		keys = personKeys(th)
	default:
		keys = slices.Clone(th.keys)
	}
	if th.entry != nil {
		keys = append(keys, th.entry.keys...)
	}
	return keys
}

// personKeys are the lookup keys of a person.
func personKeys(th *thing) []string {
	p := th.person
	keys := contextKeys(th)
	if p.lone() {
		return append(keys, p.surname, p.bareSurname())
	}
	keys = append(keys, th.key, p.given+" "+p.bareSurname(), personSkeleton(p), firstLetter(p.given)+" "+p.bareSurname())
	for _, middle := range p.middle {
		if len(middle) > 1 {
			keys = append(keys, p.given+" "+middle)
		}
	}
	return keys
}

// personSkeleton is the key of the spellings of a full name.
func personSkeleton(p personName) string {
	return "~" + skeleton(p.given) + " " + skeleton(p.bareSurname())
}

// contextKeys are keys of a surname with what stands beside it.
func contextKeys(th *thing) []string {
	surname := skeleton(th.person.bareSurname())
	var keys []string
	for _, f := range th.context {
		if len(keys) == maxContextKeys {
			break
		}
		if f.weight > countryWeight {
			keys = append(keys, "~"+surname+"|"+f.text)
		}
	}
	return keys
}

// shortName is the first word of an organisation's name if it can stand for the
// whole: "Halden" of "Halden Energy", but nothing of "National Bank".
func shortName(name string) string {
	const everyday = 3000
	first, rest, more := strings.Cut(graph.NameKey(name), " ")
	rank := gazetteer.Rank(first)
	if strings.HasPrefix(rest, "and ") || isModel(name) {
		return ""
	}
	if _, nation := gazetteer.NationalityOf(first); !more || nation || len(first) < 3 || rank > 0 && rank < everyday {
		return ""
	}
	return first
}

// acronymOf is the folded acronym of a name of three words or more; empty for
// a shorter one.
func acronymOf(name string) string {
	words := strings.Fields(graph.NameKey(name))
	var b strings.Builder
	for _, word := range words {
		switch word {
		case "of", "the", "and", "for", "in", "on", "to":
		default:
			first, _ := utf8.DecodeRuneInString(word)
			b.WriteRune(first)
		}
	}
	if utf8.RuneCountInString(b.String()) < 3 {
		return ""
	}
	return b.String()
}

func firstLetter(word string) string {
	_, size := utf8.DecodeRuneInString(word)
	return word[:size]
}
