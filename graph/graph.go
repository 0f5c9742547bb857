// Package graph is the vocabulary of the knowledge graph: entities, facts,
// evidence and articles, and the interfaces by which they are read and
// written. It knows nothing of language, storage or formats.
package graph

import "time"

// EntityID is the stable, readable id of an entity ("donald-trump"), or the
// IRI of a resource imported from plain RDF.
type EntityID string

// FactID is derived from what a fact says; see Fact.ComputeID.
type FactID string

// ArticleID is derived from where an article stands (its address or path) or,
// for text without an address, from its content.
type ArticleID string

// Type is the kind of thing that an entity is.
type Type string

// The types of entities.
const (
	Person       Type = "person"
	Organization Type = "organization"
	Place        Type = "place"
	Event        Type = "event"
	Group        Type = "group" // a people, party, religion or nationality
	Document     Type = "document"
	Product      Type = "product"
	Date         Type = "date"
	Quantity     Type = "quantity"
	Concept      Type = "concept"
)

// Types lists the types in the order in which listings show them.
func Types() []Type {
	return []Type{Person, Organization, Place, Event, Group, Document, Product, Date, Quantity, Concept}
}

// An Entity is a real thing: one node of the graph.
//
// What articles say of it adds up: the store keeps what each article
// contributes and sums Aliases, Types, Roles and Context over them, so that a
// removed article takes back what it alone supported.
type Entity struct {
	ID      EntityID `json:"id"`
	Name    string   `json:"name"` // canonical: the fullest common name
	Type    Type     `json:"type"`
	Subtype string   `json:"subtype,omitempty"`

	Aliases []Count `json:"aliases,omitempty"` // wordings, most frequent first
	Types   []Count `json:"types,omitempty"`   // votes for the type
	Roles   []Count `json:"roles,omitempty"`   // titles and descriptions: "president", "Kremlin spokesman"
	Context []Count `json:"context,omitempty"` // words and entity ids that occur beside it

	// Keys are the index keys under which candidates for a mention are found:
	// normalised full names, surnames, acronyms.
	Keys []string `json:"keys,omitempty"`

	SameAs []string `json:"same_as,omitempty"` // identifiers elsewhere, as IRIs
	Pinned bool     `json:"pinned,omitempty"`  // a person chose the name
}

// A Count is a text with how often it was seen.
type Count struct {
	Text string `json:"text"`
	N    int    `json:"n"`
}

// A Predicate is a relation with its use in the graph.
type Predicate struct {
	Name    string  `json:"name"` // canonical and readable: "met", "president of"
	Phrases []Count `json:"phrases,omitempty"`
	Facts   int     `json:"facts"`
}

// An Article is one input: text with where it comes from.
type Article struct {
	ID      ArticleID `json:"id"`
	Title   string    `json:"title,omitempty"`
	Date    time.Time `json:"date,omitzero"`
	Source  string    `json:"source,omitempty"`  // publisher or feed
	Author  string    `json:"author,omitempty"`  // byline
	Address string    `json:"address,omitempty"` // URL, or path as it was given
	Text    string    `json:"text,omitempty"`    // what evidence offsets refer to
	Digest  string    `json:"digest,omitempty"`  // of Text and metadata: tells whether a second ingest is needed

	// DuplicateOf names the article that this one nearly repeats.
	DuplicateOf ArticleID `json:"duplicate_of,omitempty"`

	// Keys are the index keys under which near-duplicates are found; articles
	// that share one of them are candidates.
	Keys []string `json:"keys,omitempty"`

	Ingested time.Time `json:"ingested,omitzero"`
}

// A Link says why the words at a place of an article mean an entity.
type Link struct {
	Article    ArticleID `json:"article"`
	Start, End int       // byte offsets into the article's text
	Text       string    `json:"text"`
	Entity     EntityID  `json:"entity"`
	Reason     string    `json:"reason"`
	Score      float64   `json:"score"`
}
