package fact

import (
	"slices"
	"strings"

	"factgraph/ingest/document"
	"factgraph/ingest/mention/timex"
)

// A sentence is a parsed sentence with the look-ups that the rules need. A
// token is its index in Tokens; none stands for no token.
type sentence struct {
	*document.Sentence
	index    int // in Document.Sentences
	doc      *document.Document
	open     bool      // read for open information extraction
	root     int       // the token that heads the tree
	children [][]int   // dependents of each token, in textual order
	mentions []int     // by head token: index in Document.Mentions, or none
	clauses  []*clause // in textual order of their heads, an outer one first
	clauseAt []*clause // by head token: the (inner) clause it heads, or nil
	consumed []bool    // nouns that became part of a predicate: "conversations" of "had conversations with"

	story       *timex.Story
	expressions []timex.Expression // the time expressions; nil until asked for
}

const none = -1

func newSentence(doc *document.Document, story *timex.Story, index int) *sentence {
	ds := &doc.Sentences[index]
	n := len(ds.Tokens)
	s := &sentence{Sentence: ds, index: index, doc: doc, story: story, root: none}
	s.mentions = slices.Repeat([]int{none}, n)
	s.clauseAt = make([]*clause, n)
	s.consumed = make([]bool, n)

	counts := make([]int, n)
	for _, t := range ds.Tokens {
		if t.Head >= 0 {
			counts[t.Head]++
		}
	}
	s.children = make([][]int, n)
	all := make([]int, n)
	for i, k := range counts {
		s.children[i], all = all[:0:k], all[k:]
	}
	for i, t := range ds.Tokens {
		if t.Head >= 0 {
			s.children[t.Head] = append(s.children[t.Head], i)
		} else {
			s.root = i
		}
	}
	return s
}

// tok is the token with the index i.
func (s *sentence) tok(i int) *document.Token { return &s.Tokens[i] }

// is tells whether the token's relation to its head is one of the given ones.
// A relation without a subtype stands for all its subtypes.
func (s *sentence) is(i int, relations ...string) bool {
	return matches(s.Tokens[i].Deprel, relations)
}

func matches(deprel string, relations []string) bool {
	for _, r := range relations {
		if deprel == r || len(deprel) > len(r) && deprel[len(r)] == ':' && deprel[:len(r)] == r {
			return true
		}
	}
	return false
}

// kids are the dependents of token i by one of the relations, in textual order;
// none of no token.
func (s *sentence) kids(i int, relations ...string) []int {
	if i < 0 {
		return nil
	}
	var found []int
	for _, k := range s.children[i] {
		if s.is(k, relations...) {
			found = append(found, k)
		}
	}
	return found
}

// kid is the first dependent of token i by one of the relations, or none.
func (s *sentence) kid(i int, relations ...string) int {
	for _, k := range s.children[i] {
		if s.is(k, relations...) {
			return k
		}
	}
	return none
}

// lemma is the lower-case lemma of the token; the form where there is none.
func (s *sentence) lemma(i int) string {
	t := &s.Tokens[i]
	if t.Lemma == "" || t.Lemma == "_" {
		return strings.ToLower(t.Form)
	}
	return strings.ToLower(t.Lemma)
}

// form is the lower-case wording of the token.
func (s *sentence) form(i int) string { return strings.ToLower(s.Tokens[i].Form) }

// feature tells whether the token has a feature such as "Tense=Past".
func (s *sentence) feature(i int, feature string) bool {
	feats := s.Tokens[i].Feats
	for len(feats) > 0 {
		one, rest, _ := strings.Cut(feats, "|")
		if one == feature {
			return true
		}
		feats = rest
	}
	return false
}

// nominal tells whether the token can head a noun phrase.
func (s *sentence) nominal(i int) bool {
	switch s.Tokens[i].UPOS {
	case "NOUN", "PROPN", "PRON", "NUM", "SYM":
		return true
	case "DET": // "those", "all" standing alone
		return !s.is(i, "det")
	case "ADJ": // "the poor", "the latter"
		return s.kid(i, "det") != none && s.kid(i, "cop") == none
	}
	return false
}

// timely tells whether a noun phrase tells a time: "Saturday", "1962".
func (s *sentence) timely(i int) bool {
	if m := s.mentions[i]; m != none {
		switch s.doc.Mentions[m].Kind {
		case document.Temporal:
			return true
		case document.Amount: // "a quarter of the voters"
			return false
		}
	}
	if words().time.has(s.lemma(i)) {
		return true
	}
	form := s.Tokens[i].Form
	return s.tok(i).UPOS == "NUM" && len(form) == 4 && (form[0] == '1' || form[:2] == "20")
}

// subtree are the token and all below it, ascending. Tokens for which cut is
// true are left out with what hangs on them; cut may be nil.
func (s *sentence) subtree(i int, cut func(int) bool) []int {
	found := s.collect(nil, i, cut)
	slices.Sort(found)
	return found
}

func (s *sentence) collect(found []int, i int, cut func(int) bool) []int {
	found = append(found, i)
	for _, k := range s.children[i] {
		if cut == nil || !cut(k) {
			found = s.collect(found, k, cut)
		}
	}
	return found
}

// conjuncts are the token and what is coordinated with it, in textual order:
// "Trump" of "Trump, Putin and Xi" gives all three.
func (s *sentence) conjuncts(i int) []int {
	all := []int{i}
	for _, k := range s.children[i] {
		if s.is(k, "conj") {
			all = append(all, s.conjuncts(k)...)
		}
	}
	return all
}

// firstConjunct is the head of the coordination that the token stands in.
func (s *sentence) firstConjunct(i int) int {
	for s.is(i, "conj") && s.Tokens[i].Head >= 0 {
		i = s.Tokens[i].Head
	}
	return i
}

// coordinator is the lemma of the conjunction before conjunct i ("and", "or",
// "but"), or of a later one in the same series.
func (s *sentence) coordinator(i int) string {
	for _, k := range s.kids(i, "cc") {
		if s.tok(k).Deprel != "cc:preconj" { // the "either" of "either Rovik or Lund"
			return s.lemma(k)
		}
	}
	first := s.firstConjunct(i)
	for _, sibling := range s.kids(first, "conj") {
		if sibling > i {
			if k := s.kid(sibling, "cc"); k != none {
				return s.lemma(k)
			}
		}
	}
	return ""
}

// preposition is the case marker of a noun phrase, "in" or "according to";
// empty for a bare noun phrase. A conjunct without its own has that of the
// first: "in France and Germany".
func (s *sentence) preposition(i int) string {
	words := s.caseWords(i)
	if len(words) == 0 && s.is(i, "conj") {
		words = s.caseWords(s.firstConjunct(i))
	}
	parts := make([]string, len(words))
	for j, w := range words {
		parts[j] = s.form(w)
	}
	return strings.Join(parts, " ")
}

// caseWords are the tokens of the case marker, fixed parts included, without
// the genitive 's.
func (s *sentence) caseWords(i int) []int {
	var words []int
	for _, k := range s.kids(i, "case") {
		if f := s.form(k); f == "'s" || f == "’s" || f == "'" || f == "’" {
			continue
		}
		words = append(words, s.withFixed(k)...)
	}
	slices.Sort(words)
	return words
}

// withFixed is a function word with the rest of its fixed expression: "as
// well as".
func (s *sentence) withFixed(i int) []int {
	return append([]int{i}, s.kids(i, "fixed", "goeswith")...)
}

// span is the byte range from the first to the last of the tokens.
func (s *sentence) span(tokens []int) document.Span {
	if len(tokens) == 0 {
		return document.Span{}
	}
	return document.Span{Start: s.Tokens[tokens[0]].Start, End: s.Tokens[tokens[len(tokens)-1]].End}
}

// wording joins ascending tokens as they stand in the text: blanks where the
// text has them or where tokens are left out.
func (s *sentence) wording(tokens []int) string {
	var b strings.Builder
	for j, i := range tokens {
		t := &s.Tokens[i]
		if j > 0 {
			before := &s.Tokens[tokens[j-1]]
			if tokens[j-1] != i-1 || before.End < t.Start {
				b.WriteByte(' ')
			}
		}
		b.WriteString(t.Form)
	}
	return b.String()
}
