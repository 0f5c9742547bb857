package parse

import (
	"slices"
	"strings"

	"factgraph/ingest/document"
)

// A tree is a sentence whose tree is being mended. The rules that work on it
// undo what no English sentence can have: two subjects side by
// side, a participle that governs a clause "that …", a verb that disagrees with
// its subject. What the words leave open is the model's to decide.
type tree struct{ *document.Sentence }

// nameParts makes one name of words that the model has torn apart, and one noun
// of "start-up".
func nameParts(s *document.Sentence) {
	t := tree{s}
	t.joinCapitals()
	t.joinPrefixes()
	t.joinDoubled()
	t.joinAuthority()
	t.joinNumbers()
	t.joinLast()
	for i := range t.Tokens {
		t.hyphenNoun(i)
	}
}

// is tells whether a token's relation is one of the given ones; a relation
// without a subtype stands for all its subtypes. No token beyond the sentence
// has one.
func (t tree) is(i int, relations ...string) bool {
	if i < 0 || i >= len(t.Tokens) {
		return false
	}
	relation, _, _ := strings.Cut(t.Tokens[i].Deprel, ":")
	return slices.Contains(relations, relation) || slices.Contains(relations, t.Tokens[i].Deprel)
}

// kids are the dependents of token i by one of the relations; all of them when
// none is given.
func (t tree) kids(i int, relations ...string) []int {
	var found []int
	for k := range t.Tokens {
		if t.Tokens[k].Head == i && (len(relations) == 0 || t.is(k, relations...)) {
			found = append(found, k)
		}
	}
	return found
}

// kid is the first dependent of token i by one of the relations, or -1.
func (t tree) kid(i int, relations ...string) int {
	for k := range t.Tokens {
		if t.Tokens[k].Head == i && t.is(k, relations...) {
			return k
		}
	}
	return -1
}

// form is the token's wording in lower case; empty outside of the sentence.
func (t tree) form(i int) string {
	if i < 0 || i >= len(t.Tokens) {
		return ""
	}
	return strings.ToLower(t.Tokens[i].Form)
}

// begins is the first token of the phrase that token i heads, punctuation at
// its edge aside.
func (t tree) begins(i int) int {
	first := i
	for k := range i {
		if t.Tokens[k].UPOS != "PUNCT" && t.above(i, k) {
			first = min(first, k)
		}
	}
	return first
}

// above tells whether token i is k or an ancestor of it.
func (t tree) above(i, k int) bool {
	for steps := 0; k >= 0 && steps <= len(t.Tokens); steps++ {
		if k == i {
			return true
		}
		k = t.Tokens[k].Head
	}
	return false
}

// hang gives token i a new head, unless the head stands below it.
func (t tree) hang(i, head int, relation string) {
	if head < 0 || t.above(i, head) {
		return
	}
	t.Tokens[i].Head, t.Tokens[i].Deprel = head, relation
}

// promote gives token k, which stands below i, the place of i in the tree.
// Token i goes below k by the relation.
func (t tree) promote(k, i int, relation string) {
	if k == i || !t.above(i, k) {
		return
	}
	t.Tokens[k].Head, t.Tokens[k].Deprel = t.Tokens[i].Head, t.Tokens[i].Deprel
	t.Tokens[i].Head, t.Tokens[i].Deprel = k, relation
}

// hand gives the dependents of token i by one of the relations to another
// token; all of them when none is given.
func (t tree) hand(i, to int, relations ...string) {
	for _, k := range t.kids(i, relations...) {
		if k != to {
			t.hang(k, to, t.Tokens[k].Deprel)
		}
	}
}

// tag changes a token's parts of speech.
func (t tree) tag(i int, upos, xpos string) {
	t.Tokens[i].UPOS, t.Tokens[i].XPOS, t.Tokens[i].Feats = upos, xpos, ""
}

// nominal tells whether a token is a noun or a name.
func (t tree) nominal(i int) bool {
	return i >= 0 && i < len(t.Tokens) && (t.Tokens[i].UPOS == "NOUN" || t.Tokens[i].UPOS == "PROPN")
}

// verbal tells whether a token is a verb.
func (t tree) verbal(i int) bool { return i >= 0 && t.Tokens[i].UPOS == "VERB" }

// touches tells whether no blank stands between token i and the next.
func (t tree) touches(i int) bool {
	return i >= 0 && i+1 < len(t.Tokens) && t.Tokens[i].End == t.Tokens[i+1].Start
}

// headline tells whether the sentence ends without a mark, as headlines do.
func (t tree) headline() bool {
	n := len(t.Tokens)
	return n > 0 && t.Tokens[n-1].UPOS != "PUNCT"
}

// numbered tells whether the phrase at i has a number or is one.
func (t tree) numbered(i int) bool {
	if t.Tokens[i].UPOS == "NUM" || t.Tokens[i].UPOS == "SYM" || t.kid(i, "nummod") >= 0 {
		return true
	}
	per := t.kid(i, "compound") // "54 per cent"
	return per >= 0 && t.kid(per, "nummod") >= 0
}

// nameAt is the index in Names of the name that token i belongs to, or -1.
func (t tree) nameAt(i int) int {
	return slices.IndexFunc(t.Names, func(n document.Name) bool { return n.First <= i && i <= n.Last })
}
