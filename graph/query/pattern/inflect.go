package pattern

import (
	"slices"
	"strings"
)

// guesses lists the predicates that a form could stand for: itself, the forms
// that the lexicon gives for it, and those of what it may be an inflection of.
// The first word is the verb, unless "is" or "was" stands before it.
func guesses(text string, forms func(string) []string) []string {
	all := []string{text}
	add := func(s string) {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	verb, rest, more := strings.Cut(text, " ")
	if more {
		rest = " " + rest
	}
	if more && slices.Contains([]string{"is", "are", "was", "were", "be", "been"}, verb) {
		add("was" + rest)
		add("is" + rest)
		add(strings.TrimPrefix(rest, " "))
	}
	for _, base := range bases(verb) {
		add(base + rest)
		add(past(base) + rest)
		for _, f := range forms(base + rest) {
			add(f)
		}
	}
	return all
}

// bases lists what a verb's form may be an inflection of: itself, and what is
// left without the endings of English.
func bases(word string) []string {
	all := []string{word}
	add := func(ending, instead string) {
		if stem, ok := strings.CutSuffix(word, ending); ok && len(stem) > 1 {
			all = append(all, stem+instead)
			if n := len(stem); instead == "" && n > 2 && stem[n-1] == stem[n-2] && ending != "s" {
				all = append(all, stem[:n-1]) // stopped
			}
		}
	}
	add("ies", "y")
	add("ied", "y")
	add("es", "")
	add("s", "")
	add("ed", "")
	add("d", "")
	add("ing", "")
	add("ing", "e")
	return all
}

// past is the regular past of a verb.
func past(base string) string {
	n := len(base)
	switch {
	case n < 2:
		return base
	case base[n-1] == 'e':
		return base + "d"
	case base[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(base[n-2])):
		return base[:n-1] + "ied"
	}
	return base + "ed"
}

// stems folds a predicate to what its forms have in common, for verbs that no
// lexicon knows.
func stems(text string) string {
	verb, rest, _ := strings.Cut(text, " ")
	all := bases(verb)
	stem := all[len(all)-1]
	for _, b := range all {
		if len(b) < len(stem) {
			stem = b
		}
	}
	return strings.TrimSuffix(stem, "e") + " " + rest
}
