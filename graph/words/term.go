package words

import "strings"

// Term folds a word to the term under which it is indexed: without case,
// diacritics and the endings of English inflection, so that "flooded" is found
// by "floods". It is a light stemmer: it joins the forms of one word and leaves
// words of one family apart ("organ", "organization").
func Term(word string) string {
	word = plain(word)
	if stem, irregular := irregularTerms[word]; irregular {
		return stem
	}
	word = withoutEnding(word)
	for n := len(word); n > 3 && word[n-1] == 'e'; n-- {
		word = word[:n-1]
	}
	if n := len(word); n > 3 && word[n-1] == word[n-2] && doubles(word[n-1]) {
		word = word[:n-1]
	}
	if n := len(word); n > 3 && word[n-1] == 'y' {
		word = word[:n-1] + "i"
	}
	return word
}

// irregularTerms are words that only look inflected, and plurals that don't.
var irregularTerms = map[string]string{
	"always": "always", "during": "during", "evening": "evening", "morning": "morning", "news": "news",
	"paris": "paris", "perhaps": "perhaps", "series": "series", "species": "species", "texas": "texas", "united": "united",
	"children": "child", "feet": "foot", "men": "man", "teeth": "tooth", "women": "woman",
}

// withoutEnding takes an ending of inflection away from what is a word without
// it: one with a vowel, of three letters or more.
func withoutEnding(word string) string {
	if strings.HasSuffix(word, "ss") || strings.HasSuffix(word, "us") || strings.HasSuffix(word, "is") {
		return word
	}
	for _, ending := range []string{"ies", "es", "s", "ed", "ing"} {
		stem, ok := strings.CutSuffix(word, ending)
		if !ok || len(stem) < 3 || !strings.ContainsAny(stem, "aeiouy") {
			continue
		}
		if ending == "ies" {
			return stem + "i"
		}
		return stem
	}
	return word
}

// doubles tells whether English doubles the letter before an ending.
func doubles(c byte) bool { return strings.IndexByte("bdgmnprt", c) >= 0 }
