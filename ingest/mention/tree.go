package mention

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// A tree is a sentence with the dependents of each token in textual order.
type tree struct {
	*document.Sentence
	first []int32 // first dependent of each token, -1 for none
	next  []int32 // next dependent of the same head, -1 for the last
	up    []int32 // head of each token, -1 for the root and where heads run in a circle
	names []document.Name

	surnames map[string]bool // of the document's persons, shared by its trees
	labelled bool            // the first word is a noun for who is named behind it: "Brewer Halloran rejects a bid"
}

// newTree links the dependents of s, whatever shape its heads give.
func newTree(s *document.Sentence) *tree {
	n := len(s.Tokens)
	links := make([]int32, 3*n)
	for i := range links {
		links[i] = -1
	}
	t := &tree{Sentence: s, first: links[:n], next: links[n : 2*n], up: links[2*n:]}
	t.climb()
	for i := n - 1; i >= 0; i-- {
		if h := t.up[i]; h >= 0 {
			t.next[i] = t.first[h]
			t.first[h] = int32(i)
		}
	}
	t.names = t.numberedNames()
	return t
}

// climb fills up, and cuts the circles that a parser may leave, so that every
// way up comes to an end.
func (t *tree) climb() {
	n := len(t.Tokens)
	seen := make([]int, n) // number of the walk that came by, from 1
	for i := range n {
		for at := i; seen[at] == 0; {
			seen[at] = i + 1
			h := t.Tokens[at].Head
			if h < 0 || h >= n || seen[h] == i+1 {
				break // the root, or a circle closed by this walk
			}
			t.up[at] = int32(h)
			at = h
		}
	}
}

// numberedNames are the tagger's names with what belongs to them and a tagger
// leaves out: numbers ("Resolution 2254"), "Jr." and the kind of thing before
// the name ("Hurricane Maria").
func (t *tree) numberedNames() []document.Name {
	names := slices.Clone(t.Names)
	for k := range names {
		n := &names[k]
		next := n.Last + 1
		if n.Type == graph.Person && n.First >= 0 && next < len(t.Tokens) && generation[strings.Trim(lowerForm(&t.Tokens[next]), ".")] {
			n.Last = next
		}
		if n.First > 0 && n.Last < len(t.Tokens) {
			if typ, ok := namePrefixes[t.Tokens[n.First-1].Form]; ok && (k == 0 || names[k-1].Last < n.First-1) {
				n.First--
				n.Type = typ
			} else if typ, ok := namePrefixes[t.Tokens[n.First].Form]; ok && n.First < n.Last {
				n.Type = typ
			}
		}
		if n.Type == graph.Person || n.Type == graph.Date || n.First < 0 || next >= len(t.Tokens) {
			continue
		}
		tok := &t.Tokens[next]
		inside := tok.Head >= n.First && tok.Head <= n.Last || t.Tokens[n.Last].Head == next && t.relation(n.Last) == "compound"
		if tok.UPOS == "NUM" && inside && (numberRelations[tok.Deprel] || t.Tokens[n.Last].Head == next) && (k+1 == len(names) || names[k+1].First > next) {
			n.Last = next
		}
	}
	return names
}

// splitNames divides names that a tagger took for one, "General Motors and
// Chrysler", where the document has one of the two by itself.
func splitNames(trees []*tree) {
	alone := map[string]bool{}
	for _, t := range trees {
		for _, n := range t.names {
			alone[t.wording(n.First, n.Last)] = true
		}
		for i := range t.Tokens {
			if t.Tokens[i].UPOS == "PROPN" && t.nameAt(i) == nil {
				alone[t.wording(i, i)] = true
			}
		}
	}
	for _, t := range trees {
		for k := 0; k < len(t.names); k++ {
			n := t.names[k]
			for i := n.First + 1; i < n.Last; i++ {
				if t.Tokens[i].UPOS != "CCONJ" || !alone[t.wording(n.First, i-1)] && !alone[t.wording(i+1, n.Last)] {
					continue
				}
				second := n
				t.names[k].Last, second.First = i-1, i+1
				t.names = slices.Insert(t.names, k+1, second)
				break
			}
		}
	}
}

// findSurnames tells the trees the last words of the full names of persons, so
// that "Jobs" and "Banks" are known for names by themselves, too.
func findSurnames(trees []*tree) {
	found := map[string]bool{}
	for _, t := range trees {
		for _, n := range t.names {
			if n.Type == graph.Person && n.First < n.Last && n.Last < len(t.Tokens) && t.Tokens[n.Last].UPOS == "PROPN" {
				found[t.Tokens[n.Last].Form] = true
			}
		}
	}
	for _, t := range trees {
		t.surnames = found
	}
}

// isSurname tells whether a word that is tagged as no name is the surname of a person
// whom the text names in full, with nothing that belongs to it: "Jobs", or an
// unknown name taken for a number. A noun in the singular, "Rice", may be one.
func (t *tree) isSurname(i int) bool {
	tok := &t.Tokens[i]
	if !t.surnames[tok.Form] || tok.UPOS == "PROPN" || tok.UPOS == "NOUN" && numberOf(tok) != plur {
		return false
	}
	return t.child(i, "det", "amod", "compound", "nummod", "nmod:poss", "nmod") < 0 && (i > 0 || nounArguments[t.relation(i)])
}

// wording is the tokens first..last with blanks between them.
func (t *tree) wording(first, last int) string {
	var b strings.Builder
	for i := max(first, 0); i <= last && i < len(t.Tokens); i++ {
		b.WriteString(t.Tokens[i].Form + " ")
	}
	return b.String()
}

// namePrefixes are words before a name that belong to it and tell its type.
var namePrefixes = map[string]graph.Type{
	"Hurricane": graph.Event, "Typhoon": graph.Event, "Cyclone": graph.Event, "Operation": graph.Event,
	"Lake": graph.Place, "Mount": graph.Place, "Cape": graph.Place, "Fort": graph.Place, "Camp": graph.Place,
	"Resolution": graph.Document, "Directive": graph.Document,
}

var numberRelations = map[string]bool{"nummod": true, "nmod:unmarked": true, "flat": true, "dep": true, "compound": true, "appos": true}

// dependents calls yield with each dependent of token i, in textual order.
func (t *tree) dependents(i int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for d := t.first[i]; d >= 0; d = t.next[d] {
			if !yield(int(d)) {
				return
			}
		}
	}
}

// child returns the first dependent of i with one of the relations, -1 if none.
func (t *tree) child(i int, relations ...string) int {
	for d := range t.dependents(i) {
		for _, r := range relations {
			if t.Tokens[d].Deprel == r {
				return d
			}
		}
	}
	return -1
}

// relation is the universal relation of token i, its subtype cut off.
func (t *tree) relation(i int) string {
	r := t.Tokens[i].Deprel
	if j := strings.IndexByte(r, ':'); j >= 0 {
		return r[:j]
	}
	return r
}

// head is the head of token i, -1 for the root.
func (t *tree) head(i int) int { return int(t.up[i]) }

// dominates tells whether token a is b or an ancestor of b.
func (t *tree) dominates(a, b int) bool {
	for range t.Tokens { // bounded, should the heads run in a circle
		if b == a {
			return true
		}
		if b = t.head(b); b < 0 {
			return false
		}
	}
	return false
}

// extent is the first and last token of the subtree of i, leaving out the
// dependents of i itself whose relation skip names. Tokens cut off from i by a
// skipped one stay within the extent.
func (t *tree) extent(i int, skip func(d int) bool) (first, last int) {
	first, last = i, i
	var walk func(i, depth int)
	walk = func(i, depth int) {
		first, last = min(first, i), max(last, i)
		if depth > len(t.Tokens) {
			return
		}
		for d := range t.dependents(i) {
			if depth > 0 || !skip(d) {
				walk(d, depth+1)
			}
		}
	}
	walk(i, 0)
	return first, last
}

// lower is the lower-case lemma of token i, or its form if it has no lemma.
func (t *tree) lower(i int) string {
	tok := &t.Tokens[i]
	if tok.Lemma == "" || tok.Lemma == "_" {
		return strings.ToLower(tok.Form)
	}
	return strings.ToLower(tok.Lemma)
}

// hasFeature tells whether the token has the UD feature, given as "Number=Plur".
func hasFeature(tok *document.Token, feature string) bool {
	for rest := tok.Feats; rest != ""; {
		var f string
		f, rest, _ = strings.Cut(rest, "|")
		if f == feature {
			return true
		}
	}
	return false
}
