// Package words finds the words of texts and names, in the form in which they
// are indexed and sought.
//
// What an index holds follows from this package: a change of what it gives
// needs a new layout of the stores (see package store).
package words

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"factgraph/graph"
)

// A Word is a word of a text: its term and its bytes.
type Word struct {
	Term       string
	Start, End int
}

// In lists the words of a text: runs of letters and digits.
func In(text string) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		for start, end := range spans(text) {
			if !yield(Word{Term(text[start:end]), start, end}) {
				return
			}
		}
	}
}

// spans gives the first byte of each word and the one after its last.
func spans(text string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		start := -1
		for i, r := range text {
			switch inside := IsLetter(r); {
			case inside && start < 0:
				start = i
			case !inside && start >= 0:
				if !yield(start, i) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(start, len(text))
		}
	}
}

// IsLetter tells whether words are made of the rune.
func IsLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// smallWords are in so many names that nothing is found by them.
var smallWords = map[string]bool{
	"a": true, "an": true, "and": true, "at": true, "by": true, "de": true, "for": true, "from": true,
	"in": true, "la": true, "of": true, "on": true, "the": true, "to": true, "with": true,
}

// IsSmall tells whether a word of a name is too common to find anything by.
func IsSmall(word string) bool { return smallWords[word] }

// Inner lists the words of an entity's names, given by their index keys, that
// none of the names begins with, sorted. Names are found by the words that they
// begin with in the index of keys; this is what is to be indexed beside it.
func Inner(keys []string) []string {
	var inner []string
	first := make(map[string]bool)
	for _, key := range keys {
		if !IsName(key) {
			continue
		}
		word, rest, _ := strings.Cut(key, " ")
		first[word] = true
		for word := range strings.FieldsSeq(rest) {
			if !smallWords[word] {
				inner = append(inner, word)
			}
		}
	}
	slices.Sort(inner)
	return slices.DeleteFunc(slices.Compact(inner), func(word string) bool { return first[word] })
}

// IsName tells whether an index key is a name, as graph.NameKey folds it: there
// are keys of other kinds, with signs that no name has.
func IsName(key string) bool {
	return key != "" && strings.IndexFunc(key, func(r rune) bool { return r != ' ' && !IsLetter(r) }) < 0
}

// plain folds the case and the diacritics of a word.
func plain(word string) string {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return graph.NameKey(word)
		}
	}
	return strings.ToLower(word)
}
