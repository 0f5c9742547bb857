package parse

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// A tree is a sentence whose tree is being mended, with the questions that the
// mends ask of it and the changes that they make.
type tree struct{ *document.Sentence }

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

// lastKid is the last dependent of token i by one of the relations, or -1.
func (t tree) lastKid(i int, relations ...string) int {
	if all := t.kids(i, relations...); len(all) > 0 {
		return all[len(all)-1]
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

// handAfter hangs the dependents of token i that stand behind a token on another.
func (t tree) handAfter(i, to, behind int) {
	for _, k := range t.kids(i) {
		if k > behind {
			t.hang(k, to, t.Tokens[k].Deprel)
		}
	}
}

// handBefore hangs the dependents of token i that stand before a token on another.
func (t tree) handBefore(i, to, before int) {
	for _, k := range t.kids(i) {
		if k < before {
			t.hang(k, to, t.Tokens[k].Deprel)
		}
	}
}

// predicate makes token v the verb of the noun that it stands below: the noun
// becomes its subject, and what stands behind the verb belongs to it.
func (t tree) predicate(v, noun int, xpos string) {
	t.promote(v, noun, "nsubj")
	t.tag(v, "VERB", xpos)
	t.handAfter(noun, v, v)
}

// subjectRelation is what the subject of verb v is to it.
func (t tree) subjectRelation(v int) string {
	if t.kid(v, "aux:pass") >= 0 {
		return "nsubj:pass"
	}
	return "nsubj"
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

// tensed tells whether clause i is in a tense.
func (t tree) tensed(i int) bool {
	switch t.Tokens[i].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return t.kid(i, "aux", "cop") >= 0
}

// finite tells whether the word itself is a verb in a tense, which has a subject.
func (t tree) finite(i int) bool {
	switch t.Tokens[i].XPOS {
	case "MD", "VBZ", "VBD", "VBP":
		return true
	}
	return false
}

// marked tells whether punctuation stands in first..last.
func (t tree) marked(first, last int) bool {
	for i := first; i <= last; i++ {
		if t.Tokens[i].UPOS == "PUNCT" && t.Tokens[i].XPOS != "HYPH" {
			return true
		}
	}
	return false
}

// attach makes token i depend on head.
func (t tree) attach(i, head int, deprel string) {
	t.Tokens[i].Head, t.Tokens[i].Deprel = head, deprel
}

// participle tells whether the token can be a past participle, whatever its
// tag: "injured" is now an adjective, now a verb.
func (t tree) participle(i int) bool {
	switch t.Tokens[i].XPOS {
	case "VBN", "VBD":
		return true
	case "JJ":
		return strings.HasSuffix(t.Tokens[i].Form, "ed")
	}
	return false
}

// phraseEndingAt is the head of the longest noun phrase that ends at token i,
// or -1.
func (t tree) phraseEndingAt(i int) int {
	if tok := &t.Tokens[i]; tok.UPOS != "NOUN" && tok.UPOS != "PROPN" {
		return -1
	}
	for {
		tok := &t.Tokens[i]
		if tok.Head < 0 || tok.Head > i || tok.Deprel != "nmod" && tok.Deprel != "flat" {
			return i
		}
		i = tok.Head
	}
}

// afterComma tells whether a comma stands before the phrase of token i.
func (t tree) afterComma(i int) bool {
	for k := i - 1; k >= 0; k-- {
		if t.Tokens[k].Form == "," {
			return true
		}
		if t.Tokens[k].Head != i {
			return false
		}
	}
	return false
}

// types are the types of the names that tokens belong to.
func (t tree) types() map[int]graph.Type {
	types := make(map[int]graph.Type)
	for _, name := range t.Names {
		for i := name.First; i <= name.Last; i++ {
			types[i] = name.Type
		}
	}
	return types
}

// months are the names of the months.
var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// timely tells whether a token is a month, a day or a year.
func (t tree) timely(i int) bool {
	if i < 0 || i >= len(t.Tokens) {
		return false
	}
	f := t.form(i)
	return slices.Contains(months, f) || strings.HasSuffix(f, "day") || t.Tokens[i].UPOS == "NUM" && len(f) == 4 && (f[0] == '1' || f[0] == '2') ||
		f == "year" || f == "week" || f == "month"
}
