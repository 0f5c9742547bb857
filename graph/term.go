package graph

import (
	"strconv"
	"strings"
)

// TermKind tells what a Term stands for.
type TermKind uint8

// The kinds of terms. The zero kind is no term at all.
const (
	NoTerm        TermKind = iota
	EntityTerm             // Value is an EntityID
	LiteralTerm            // Value is the lexical form, Datatype and Lang qualify it
	FactTerm               // Value is a FactID: a claim; Text keeps its wording
	PredicateTerm          // Value is the name of a predicate
	ArticleTerm            // Value is an ArticleID
	BlankTerm              // Value is the label of a blank node of imported RDF
)

// The datatypes of literals that come from text. Literals of imported RDF have
// the IRI of their datatype instead.
const (
	StringType   = "string"
	DateType     = "date" // ISO 8601 date, month, year or interval
	IntegerType  = "integer"
	DecimalType  = "decimal"
	QuantityType = "quantity" // number and unit: "12 km", "~2000000"
)

// A Term is anything that can stand in a triple. It is comparable; two equal
// terms are the same thing.
type Term struct {
	Kind     TermKind
	Value    string
	Datatype string // literals only
	Lang     string // language-tagged literals of imported RDF only
	Text     string // the wording of a claim (FactTerm); not part of its identity in the store
}

// EntityObject is the term of an entity.
func EntityObject(id EntityID) Term { return Term{Kind: EntityTerm, Value: string(id)} }

// LiteralObject is the term of a literal.
func LiteralObject(value, datatype string) Term {
	return Term{Kind: LiteralTerm, Value: value, Datatype: datatype}
}

// ClaimObject is the term of a fact that is what somebody says.
func ClaimObject(id FactID, wording string) Term {
	return Term{Kind: FactTerm, Value: string(id), Text: wording}
}

// PredicateObject is the term of a predicate: one of imported RDF is the
// resource that its IRI names, any other is a word of the graph itself.
func PredicateObject(name string) Term {
	if isIRI(name) {
		return Term{Kind: EntityTerm, Value: name}
	}
	return Term{Kind: PredicateTerm, Value: name}
}

// isIRI tells whether a name has the form of an absolute IRI: a scheme, a
// colon, and no blank.
func isIRI(name string) bool {
	scheme, rest, found := strings.Cut(name, ":")
	if !found || scheme == "" || rest == "" || strings.ContainsAny(name, " \t\n") {
		return false
	}
	for i, c := range scheme {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return true
}

// IsZero tells whether t is no term.
func (t Term) IsZero() bool { return t.Kind == NoTerm }

// String is an unambiguous text of the term, the same for equal terms.
func (t Term) String() string { return string(t.appendTo(nil)) }

// appendTo appends the text of String.
func (t *Term) appendTo(b []byte) []byte {
	switch t.Kind {
	case NoTerm:
		return b
	case EntityTerm:
		return append(append(append(b, '<'), t.Value...), '>')
	case LiteralTerm:
		b = strconv.AppendQuote(b, t.Value)
		if t.Lang != "" {
			return append(append(b, '@'), t.Lang...)
		}
		return append(append(b, "^^"...), t.Datatype...)
	case FactTerm:
		b = append(b, "fact:"...)
	case PredicateTerm:
		b = append(b, "predicate:"...)
	case ArticleTerm:
		b = append(b, "article:"...)
	default:
		b = append(b, "_:"...)
	}
	return append(b, t.Value...)
}
