// Package document is what the stages of ingest pass along and fill in: an
// article's text cut into sentences of tokens, the mentions found in them and
// the chains of mentions that mean the same thing.
//
// It is data only. Every position is a byte offset into Document.Text, so that
// Text[span.Start:span.End] is always the wording, whatever a stage made of it.
package document

import (
	"time"

	"factgraph/graph"
)

// A Document is an article under analysis. Each stage says which fields it
// requires and which it fills: parse fills Sentences, mention fills Mentions
// and Chains.
type Document struct {
	Article   graph.ArticleID
	Title     string
	Date      time.Time // the article's own date; zero when it has none
	Text      string    // what all offsets refer to
	Sentences []Sentence
	Mentions  []Mention // by Start, then the longer first
	Chains    []Chain   // every mention belongs to exactly one
}

// A Span is a half-open byte range of Document.Text.
type Span struct{ Start, End int }

// Len is the number of bytes of the span.
func (s Span) Len() int { return s.End - s.Start }

// Contains tells whether inner lies within s.
func (s Span) Contains(inner Span) bool { return s.Start <= inner.Start && inner.End <= s.End }

// Overlaps tells whether the two spans share a byte.
func (s Span) Overlaps(other Span) bool { return s.Start < other.End && other.Start < s.End }

// Kind tells what a sentence is in the layout of the article.
type Kind uint8

// The kinds of sentences.
const (
	Prose    Kind = iota // running text
	Headline             // a title or heading, or a caption without a full stop
	ListItem             // an item of a bulleted or numbered list
	Dateline             // "WASHINGTON, Nov. 11 (Reuters) —" when it stands alone
)

// A Sentence is a run of tokens under one root.
type Sentence struct {
	Span
	Paragraph int // 0-based number of its paragraph in the article
	Kind      Kind
	Tokens    []Token
	Names     []Name // non-overlapping, in order
	Enhanced  []Arc  // relations of the enhanced tree that the basic tree lacks
}

// A Token is a syntactic word of Universal Dependencies: "don't" is two of
// them, with touching spans.
type Token struct {
	Span
	Form   string // the wording with quotes, dashes and blanks normalised
	Lemma  string
	UPOS   string // universal part of speech
	XPOS   string // Penn Treebank tag as in UD English EWT
	Feats  string // UD features, "Number=Sing|Person=3"; empty for none
	Head   int    // index of the head in Sentence.Tokens; -1 for the root
	Deprel string // UD relation with its subtype, "nsubj:pass"

	// Continued is true for the second and later parts of a multiword token
	// ("n't" of "don't").
	Continued bool
}

// An Arc is one relation of the enhanced tree, by token indexes.
type Arc struct {
	Head, Dep int
	Deprel    string // with the preposition or conjunction: "obl:in", "conj:and"
}

// A Name is a named entity as the tagger sees it: the tokens First..Last, both
// included.
type Name struct {
	First, Last int
	Type        graph.Type
	Score       float32 // probability of the tagger, 0..1
}

// MentionKind tells how a mention refers.
type MentionKind uint8

// The kinds of mentions.
const (
	Named    MentionKind = iota // "Donald Trump"
	Nominal                     // "the Russian president"
	Pronoun                     // "he", "its", "who"
	Temporal                    // "last Saturday"
	Amount                      // "nearly two million", "$5bn"
)

// A Mention is a span that names or refers to something.
type Mention struct {
	Span
	Sentence    int
	First, Last int // token indexes in the sentence, both included
	Head        int // token index of the head word
	Kind        MentionKind
	Type        graph.Type
	Subtype     string // finer than Type, "country", "newspaper"; may be empty
	Name        string // the bare name of a Named mention, without titles and determiners; else the head phrase
	Titles      []string
	Number      Number
	Gender      Gender
	Person      uint8 // 1, 2 or 3
	Definite    bool
	Chain       int // index in Document.Chains

	// Value is the resolved value of a Temporal (ISO 8601 date or interval) or
	// an Amount (number and unit); empty when it can't be resolved.
	Value string
}

// Number is the grammatical number of a mention.
type Number uint8

// The numbers.
const (
	NumberUnknown Number = iota
	Singular
	Plural
)

// Gender is the natural gender that a mention shows.
type Gender uint8

// The genders.
const (
	GenderUnknown Gender = iota
	Masculine
	Feminine
	Neuter
)

// A Chain is one thing within the article: the mentions that refer to it.
type Chain struct {
	Mentions []int // indexes in Document.Mentions, ascending
	Type     graph.Type
	Subtype  string
	Name     string // best name: the fullest common one

	// Members are the chains that a split antecedent consists of: "the two
	// leaders" of "Trump and Putin". Empty for an ordinary chain.
	Members []int

	// Links explains each mention but the first: why it is in this chain.
	Links []Link
}

// A Link is the reason that a mention is in its chain.
type Link struct {
	Mention    int     // index in Document.Mentions
	Antecedent int     // the earlier (for a cataphor: later) mention it was linked to
	Reason     string  // the name of the rule or "ranker"
	Score      float32 // probability, 0..1
}
