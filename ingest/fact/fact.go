// Package fact reads facts off the trees: who did what to whom, who says so,
// whether it is denied, and whether it is so or only might be.
//
// It requires a document's Sentences (with trees and names), Mentions and
// Chains, and changes none of them.
package fact

import (
	"factgraph/graph"
	"factgraph/ingest/document"
)

// A Fact is a statement of the article, its arguments given as mentions of
// the document: the entity stage turns their chains into entities.
type Fact struct {
	Subject   Argument
	Predicate string // canonical: "met", "president of"
	Phrase    string // the article's wording: "had several brief conversations with"
	Object    Argument

	Negated      bool
	Modality     graph.Modality
	AttributedTo []Argument // who says so, outermost first; mentions only
	Qualifiers   []Qualifier

	Confidence float64 // probability that the fact is right, 0..1
	Rule       string  // name of the rule that made it

	Sentence int           // index in Document.Sentences
	Span     document.Span // the clause that says so

	// The words that the fact is made of, as token indexes of the sentence in
	// textual order: for open-IE output and for explanations.
	Words Words
}

// Words are the tokens of a fact's parts.
type Words struct {
	Subject, Relation, Object []int
	Others                    [][]int // one for each qualifier that stands in the sentence
}

// ArgumentKind tells what an argument is.
type ArgumentKind uint8

// The kinds of arguments.
const (
	None    ArgumentKind = iota // "minister – resigned" has no object
	Mention                     // something that a mention of the document refers to
	Literal                     // an amount, a date, a phrase
	Claim                       // another fact: "agreed" → "there is no military solution"
	Named                       // a thing by its name alone, that no mention refers to: the China of "Chinese"
)

// An Argument is a subject, an object or a qualifier's value.
type Argument struct {
	Kind    ArgumentKind
	Mention int        // Mention: index in Document.Mentions
	Literal graph.Term // Literal; of a Named thing its name as a string
	Type    graph.Type // Named: the type of the thing
	Claim   int        // Claim: index in the slice that Extract returns
	Text    string     // the wording
	Span    document.Span
}

// A Qualifier is a further argument of a fact; Role as in graph.Qualifier.
type Qualifier struct {
	Role  string
	Value Argument
	Text  string // the wording with its preposition: "in Vietnam"

	clause *clause // the clause that Value is the wording of, until finish looks for its fact
}
