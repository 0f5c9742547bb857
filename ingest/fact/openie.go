package fact

import (
	"slices"
	"strings"

	"factgraph/ingest/document"
)

// An Extraction is a fact in the words of its sentence, as open information
// extraction gives it: no coreference, no canonical names, pronouns kept.
type Extraction struct {
	Sentence   int // index in Document.Sentences
	Confidence float64
	Subject    string
	Relation   string
	Object     string   // empty when there is none
	Arguments  []string // further ones, each with its preposition
}

// OpenIE reads extractions off the trees of a document. It needs neither
// mentions nor chains. The words are those of the text, blanks between tokens.
func OpenIE(doc *document.Document) []Extraction {
	bare := *doc
	bare.Mentions, bare.Chains = nil, nil
	x := newExtractor(&bare)
	x.open = true
	x.extract()
	var all []Extraction
	for i := range x.drafts {
		d := &x.drafts[i]
		s := x.sentences[d.Sentence]
		if len(d.Words.Subject) == 0 {
			continue
		}
		e := Extraction{
			Sentence:   d.Sentence,
			Confidence: d.Confidence,
			Subject:    s.words(d.Words.Subject),
			Relation:   s.words(d.Words.Relation),
			Object:     s.words(d.Words.Object),
		}
		if e.Relation == "" {
			e.Relation = d.Phrase
		}
		for _, other := range d.Words.Others {
			e.Arguments = append(e.Arguments, s.words(other))
		}
		if e.Object == "" && len(e.Arguments) > 0 {
			e.Object, e.Arguments = e.Arguments[0], e.Arguments[1:]
		}
		all = append(all, e)
	}
	return all
}

// words are tokens as they stand in the text, blanks between them.
func (s *sentence) words(tokens []int) string {
	var b strings.Builder
	for j, i := range tokens {
		t := s.tok(i)
		if j > 0 && !t.Continued {
			b.WriteByte(' ')
		}
		b.WriteString(s.doc.Text[t.Start:t.End])
	}
	return b.String()
}

// openPhrase are the tokens of a noun phrase at i as an argument of open
// information extraction: whole, without what is coordinated with it, and
// without clauses that make facts of their own.
func (s *sentence) openPhrase(i int) []int {
	tokens := s.subtree(i, func(k int) bool {
		if s.tok(k).Head == i {
			return s.is(k, "conj", "cc", "acl:relcl", "parataxis", "appos", "cop", "nsubj", "aux", "mark", "advcl")
		}
		return false
	})
	return s.trim(tokens)
}

// trim takes punctuation off both ends of ascending tokens.
func (s *sentence) trim(tokens []int) []int {
	outside := func(i int) bool { return s.tok(i).UPOS == "PUNCT" || s.is(i, "punct") }
	for len(tokens) > 0 && outside(tokens[0]) {
		tokens = tokens[1:]
	}
	for len(tokens) > 0 && outside(tokens[len(tokens)-1]) {
		tokens = tokens[:len(tokens)-1]
	}
	return tokens
}

// others are the further arguments of the clause, each whole: what is neither
// subject, nor verb, nor object.
func (c *clause) others(used ...[]int) [][]int {
	s := c.s
	var all [][]int
	for _, k := range s.children[c.head] {
		if !s.is(k, "obl", "advmod", "iobj", "obj") || c.copular && s.is(k, "obj") {
			continue
		}
		if s.is(k, "advmod") && !s.timely(k) && s.tok(k).UPOS != "NOUN" {
			continue
		}
		tokens := s.trim(s.subtree(k, nil))
		if len(tokens) == 0 || slices.ContainsFunc(used, func(u []int) bool { return slices.Contains(u, k) }) {
			continue
		}
		all = append(all, tokens)
	}
	return all
}
