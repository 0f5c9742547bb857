package graph

import (
	"context"
	"errors"
	"iter"
	"time"
)

// Errors that every implementation of the interfaces returns.
var (
	// ErrNotFound is returned when an id is not in the graph.
	ErrNotFound = errors.New("not in the graph")
	// ErrReadOnly is returned by writes to a graph opened for reading.
	ErrReadOnly = errors.New("the graph is open for reading only")
)

// Reader gives the things of the graph by id, by filter and by name. It is a
// consistent view: what is written after it was made is not seen.
type Reader interface {
	Entity(EntityID) (*Entity, error)
	Fact(FactID) (*Fact, error)
	Article(ArticleID) (*Article, error)
	Predicate(name string) (*Predicate, error)

	// Entities, Predicates and Articles list everything, by id.
	Entities(context.Context) iter.Seq2[*Entity, error]
	Predicates(context.Context) iter.Seq2[*Predicate, error]
	Articles(context.Context) iter.Seq2[*Article, error]

	// Facts lists the facts that match the filter, using the best index.
	Facts(context.Context, Filter) iter.Seq2[*Fact, error]

	// EntitiesByKey lists the entities that have the index key (see
	// Entity.Keys and NameKey), whatever the size of the graph.
	EntitiesByKey(key string) iter.Seq2[EntityID, error]

	// Links lists why the words of an article mean what they mean, in the
	// order of the text; LinksTo lists the same of all articles for an entity.
	Links(ArticleID) iter.Seq2[Link, error]
	LinksTo(EntityID) iter.Seq2[Link, error]

	// Decisions lists what persons decided about entities, oldest first.
	Decisions() iter.Seq2[Decision, error]

	Stats() (Stats, error)
}

// A Filter selects facts. A zero field matches everything.
type Filter struct {
	Subject       EntityID
	Predicate     string
	Object        Term
	Entity        EntityID // as subject, object, speaker or qualifier
	Article       ArticleID
	By            EntityID // attributed to
	Modality      Modality
	Negated       *bool
	Plain         bool // the plain view only
	Since         time.Time
	Until         time.Time // by the fact's time or else its article's date; Until is inclusive
	MinConfidence float64
}

// View is a consistent view of a graph in both shapes, as things and as
// triples of numbers. It is to be closed.
type View interface {
	Reader
	Index
}

// Graph is a graph that is written and viewed.
type Graph interface {
	Writer
	View() (View, error)
}

// ArticleFinder is a Reader that finds articles by index key.
type ArticleFinder interface {
	// ArticlesByKey lists the articles that have the key among Article.Keys.
	ArticlesByKey(key string) iter.Seq2[ArticleID, error]
}

// Stats counts what the graph holds.
type Stats struct {
	Articles, Entities, Predicates, Facts, PlainFacts, Evidence uint64

	Words uint64 // of the articles' titles and texts
}

// Writer changes the graph. Each call is atomic and on disk when it returns.
type Writer interface {
	// PutArticle stores an article with all that it says, replacing what the
	// article said before.
	PutArticle(context.Context, *Contribution) error
	// RemoveArticle takes back an article and all that rests on it alone.
	RemoveArticle(context.Context, ArticleID) error

	// Merge makes from's facts, aliases and links those of into. Move gives
	// the links (and the evidence that rests on them) to another entity, which
	// is made if it doesn't exist. Rename pins a canonical name. Each records
	// its Decision.
	Merge(ctx context.Context, into, from EntityID, d Decision) error
	Move(ctx context.Context, links []Link, to Entity, d Decision) error
	Rename(ctx context.Context, id EntityID, name string, d Decision) error
	PutDecision(context.Context, Decision) error
	RemoveDecision(ctx context.Context, id string) error
}

// A Contribution is everything that one article brings to the graph. Facts
// carry evidence from this article only; entities carry the counts of this
// article only.
type Contribution struct {
	Article  Article
	Entities []Entity
	Facts    []Fact
	Links    []Link
}

// A Decision is what a person said about entities; later ingests respect it.
type Decision struct {
	ID   string    `json:"id"`
	Kind string    `json:"kind"` // "same", "different", "merge", "split", "rename"
	A    EntityID  `json:"a"`
	B    EntityID  `json:"b,omitempty"`
	Name string    `json:"name,omitempty"` // rename: the new name; merge: the name that B had; split: that of A if it was new
	Type Type      `json:"type,omitempty"` // merge: the type that B had; split: that of A if it was chosen
	Keys []string  `json:"keys,omitempty"` // wordings or "article:start-end" that the decision is about
	Time time.Time `json:"time"`
}

// ID is a term of the graph encoded as a number by the store's dictionary. 0
// is no term: in a pattern, any.
type ID uint64

// A Quad is a triple, dictionary-encoded, in a graph: the default graph (G = 0)
// is the plain view; a named graph is what one article says in the plain view,
// or a graph of imported RDF.
type Quad struct{ S, P, O, G ID }

// AnyGraph as the G of a pattern asks for the quads of all named graphs.
const AnyGraph = ^ID(0)

// Index is the graph as triples of numbers: what the query engine works on. It
// is a consistent view, to be closed.
type Index interface {
	// Lookup gives the number of a term, 0 when the graph doesn't have it.
	Lookup(Term) (ID, error)
	// Term gives the term of a number; ErrNotFound when there is none.
	Term(ID) (Term, error)
	// Cursor makes a cursor; one goroutine uses it at a time.
	Cursor() Cursor
	// Count estimates how many quads match the pattern, from statistics: it
	// costs about a point read.
	Count(pattern Quad) (uint64, error)
	Close() error
}

// Cursor walks the quads that match a pattern. It is made once and sought
// often: Seek costs a step in the index, not a new iterator.
type Cursor interface {
	// Seek starts over with a pattern; zero fields match anything. Quads come
	// sorted: by the unbound positions, in the order of the index that has the
	// bound ones as its prefix (S→P O, P→O S, O→S P, SP→O, PO→S, OS→P, none→S P O).
	Seek(pattern Quad)
	Next() bool
	Quad() Quad
	Err() error
	Close() error
}

// WordIndex is an Index of the words of articles and of names; package words
// makes words into the terms by which they are indexed.
type WordIndex interface {
	// Postings lists the articles that have a term in their title or text, by
	// number. The empty term is that of all articles with words.
	Postings(term string) iter.Seq2[Posting, error]
	// NameWords makes a cursor; one goroutine uses it at a time.
	NameWords() NameCursor
}

// A Posting is where a term stands in an article.
type Posting struct {
	Article   ID
	Length    int   // of the article, in words
	Title     int   // how often the term is in the title: these come first in Positions
	Positions []int // places in title and text, counted in words
}

// A NameCursor walks the words of the names of entities, in the order of their
// bytes: the first word of each name among Entity.Keys, and of the others those
// that mean something. It gives a word for each entity that has it; an entity
// may come more than once.
type NameCursor interface {
	// Seek goes forward, so that Next gives the first word that is not less; it
	// does not go back. A new cursor is before all words.
	Seek(word string)
	Next() bool
	Word() string
	Entity() ID
	Err() error
	Close() error
}
