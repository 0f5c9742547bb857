package fact

import (
	"cmp"
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

	// Features are what the confidence was estimated from, for fitting the
	// estimate.
	Features []string
}

// OpenIE reads extractions off the trees of a document. It needs neither
// mentions nor chains. The words are those of the text, blanks between tokens.
func OpenIE(doc *document.Document) []Extraction {
	bare := *doc
	bare.Mentions, bare.Chains = nil, nil
	x := newExtractor(&bare)
	x.open = true
	for _, s := range x.sentences {
		s.open = true
	}
	x.extract()
	for _, s := range x.sentences {
		x.appositions(s)
	}
	x.score()
	var all []Extraction
	for i := range x.drafts {
		d := &x.drafts[i]
		s := x.sentences[d.Sentence]
		if len(d.Words.Subject) == 0 || len(d.Words.Relation) == 0 && d.Rule != appositive {
			continue
		}
		e := Extraction{
			Sentence:   d.Sentence,
			Confidence: d.Confidence,
			Subject:    s.words(d.Words.Subject),
			Relation:   cmp.Or(s.words(d.Words.Relation), d.Phrase),
			Object:     s.words(d.Words.Object),
			Features:   d.features,
		}
		for _, other := range d.Words.Others {
			e.Arguments = append(e.Arguments, s.words(other))
		}
		if e.Object == "" {
			if len(e.Arguments) == 0 {
				continue
			}
			e.Object, e.Arguments = e.Arguments[0], e.Arguments[1:]
		}
		all = append(all, e)
	}
	return all
}

// appositive is the rule of extractions whose relation stands in no word.
const appositive = "appositive"

// appositions drafts "Jane Roe is chief executive" of "Jane Roe, chief
// executive": for open information extraction, which has no rule for nouns
// else.
func (x *extractor) appositions(s *sentence) {
	for i := range s.Tokens {
		if !s.is(i, "appos") {
			continue
		}
		named, described := s.Tokens[i].Head, i
		if s.tok(named).UPOS != "PROPN" && s.tok(described).UPOS == "PROPN" {
			named, described = described, named
		}
		x.drafts = append(x.drafts, draft{Fact: Fact{
			Phrase: "is", Rule: appositive, Sentence: s.index,
			Words: Words{Subject: s.openPhrase(named, none), Object: s.openPhrase(described, named)},
		}})
	}
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

// openWords are the words of a reading for open information extraction.
func (c *clause) openWords(r reading, subject, object int) Words {
	s := c.s
	w := Words{Relation: c.openRelation(r), Subject: s.openPhrase(subject, c.head)}
	switch {
	case r.claim != nil:
		w.Object = r.claim.wording()
	case object != none:
		w.Object = s.openPhrase(object, none)
	}
	w.Others = c.others(r, append(slices.Clone(w.Subject), w.Object...))
	return w
}

// openRelation are the tokens of the relation, with the adverbs that stand
// among them: "is also used as".
func (c *clause) openRelation(r reading) []int {
	s := c.s
	tokens := slices.Clone(r.phrase)
	for _, k := range s.kids(c.head, "advmod") {
		if len(s.children[k]) == 0 && len(tokens) > 0 && k+1 < len(s.Tokens) && slices.Contains(tokens, k+1) && s.tok(k).UPOS == "ADV" {
			tokens = append(tokens, k)
		}
	}
	if r.claim != nil {
		for _, k := range s.kids(r.claim.head, "mark") {
			if s.form(k) == "that" {
				tokens = append(tokens, k)
			}
		}
	}
	slices.Sort(tokens)
	return slices.Compact(tokens)
}

// openPhrase are the tokens of a noun phrase at i as an argument of open
// information extraction: whole, but without its preposition, without what is
// coordinated with it, and without clauses that make facts of their own. The
// clause without is left out too: it is what is being said of the phrase.
func (s *sentence) openPhrase(i, without int) []int {
	c := s.clauseAt[i]
	tokens := s.subtree(i, func(k int) bool {
		if s.tok(k).Head != i || k == without {
			return k == without
		}
		if c != nil && c.copular && c.belongs(k) {
			return true
		}
		return s.is(k, "conj", "cc", "acl:relcl", "parataxis", "appos") || s.is(k, "case") && k < i
	})
	return s.trim(tokens)
}

// trim takes punctuation off both ends of ascending tokens.
func (s *sentence) trim(tokens []int) []int {
	outside := func(i int) bool { return s.tok(i).UPOS == "PUNCT" || s.is(i, "punct", "cc") }
	for len(tokens) > 0 && outside(tokens[0]) {
		tokens = tokens[1:]
	}
	for len(tokens) > 0 && outside(tokens[len(tokens)-1]) {
		tokens = tokens[:len(tokens)-1]
	}
	return s.withoutLoneQuote(tokens)
}

// withoutLoneQuote leaves out a quotation mark whose other half is not among the
// tokens: `to "hold` of `cut it to "hold"`.
func (s *sentence) withoutLoneQuote(tokens []int) []int {
	lone, marks := 0, 0
	for at, i := range tokens {
		switch s.form(i) {
		case "\"", "“", "”", "``", "''":
			lone, marks = at, marks+1
		}
	}
	if marks != 1 {
		return tokens
	}
	return slices.Delete(slices.Clone(tokens), lone, lone+1)
}

// nearestOblique is the prepositional phrase that follows the verb first.
func (c *clause) nearestOblique() *oblique {
	return c.firstOblique(func(o *oblique) bool { return o.preposition != "" && o.head > c.head })
}

// others are the further arguments of the clause, each whole: what is neither
// subject, nor verb, nor object.
func (c *clause) others(r reading, used []int) [][]int {
	s := c.s
	var all [][]int
	for _, k := range s.children[c.head] {
		switch {
		case s.is(k, "iobj"), s.is(k, "obj"):
			if slices.Contains(r.object, k) || slices.Contains(c.objects, k) && len(r.object) > 0 && slices.Contains(c.objects, r.object[0]) {
				continue
			}
		case s.is(k, "obl"):
			if slices.ContainsFunc(r.object, func(o int) bool { return s.firstConjunct(o) == k }) {
				continue
			}
		case s.is(k, "advmod"):
			if !s.timely(k) {
				continue
			}
		default:
			continue
		}
		tokens := s.trim(s.subtree(k, nil))
		if len(tokens) > 0 && !slices.Contains(used, k) {
			all = append(all, tokens)
		}
	}
	return all
}
