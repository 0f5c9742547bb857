// Package vocabulary gives the things of the graph IRIs, so that they can stand
// in RDF and in SPARQL, and finds the things back by their IRIs. Both ways are
// one to one: two terms are equal if and only if their RDF is.
package vocabulary

import (
	"strings"

	"factgraph/graph"
	"factgraph/graph/iri"
)

// Namespace is what the prefix fg: stands for: the words below, and the
// predicates of the plain view (fg:met, fg:president_of).
const Namespace = "urn:factgraph:"

// The namespaces of the things themselves.
const (
	EntityNamespace   = Namespace + "entity:"
	FactNamespace     = Namespace + "fact:"
	ArticleNamespace  = Namespace + "article:"
	EvidenceNamespace = Namespace + "evidence:"
)

// The namespaces of others.
const (
	RDF  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	RDFS = "http://www.w3.org/2000/01/rdf-schema#"
	XSD  = "http://www.w3.org/2001/XMLSchema#"
	OWL  = "http://www.w3.org/2002/07/owl#"
	SKOS = "http://www.w3.org/2004/02/skos/core#"
)

// Prefixes are known in every query and declared in every export.
func Prefixes() map[string]string {
	return map[string]string{
		"fg": Namespace, "entity": EntityNamespace, "fact": FactNamespace, "article": ArticleNamespace,
		"rdf": RDF, "rdfs": RDFS, "xsd": XSD, "owl": OWL, "skos": SKOS,
	}
}

// The classes. Types of entities are classes too: fg:Person; see Class.
const (
	Fact      = Namespace + "Fact"
	Evidence  = Namespace + "Evidence"
	Article   = Namespace + "Article"
	Predicate = Namespace + "Predicate"
)

// The properties of facts, of evidence and of articles.
const (
	Subject      = Namespace + "subject"
	PredicateOf  = Namespace + "predicate"
	Object       = Namespace + "object"
	Negated      = Namespace + "negated"
	Modality     = Namespace + "modality"
	AttributedTo = Namespace + "attributedTo"
	Confidence   = Namespace + "confidence"
	EvidenceOf   = Namespace + "evidence"
	Time         = Namespace + "time"  // time qualifiers of a fact
	Place        = Namespace + "place" // place qualifiers of a fact
	Qualifier    = Namespace + "qualifier"

	ArticleOf = Namespace + "article"
	Sentence  = Namespace + "sentence"
	Start     = Namespace + "start"
	End       = Namespace + "end"
	Text      = Namespace + "text"
	Phrase    = Namespace + "phrase"
	Rule      = Namespace + "rule"

	Title   = Namespace + "title"
	Date    = Namespace + "date"
	Source  = Namespace + "source"
	Author  = Namespace + "author"
	Address = Namespace + "address"

	DuplicateOf = Namespace + "duplicateOf" // the article that this one nearly repeats
)

// Properties and names of the wider world that entities have.
const (
	Type     = RDF + "type"
	Label    = RDFS + "label"
	AltLabel = SKOS + "altLabel"
	SameAs   = OWL + "sameAs"
)

// words are the local names under Namespace that are not predicates of the
// plain view; a predicate of such a name is escaped.
var words = func() map[string]bool {
	set := map[string]bool{
		"interval": true, "quantity": true, "date-text": true,
		"Fact": true, "Evidence": true, "Article": true, "Predicate": true,
	}
	for _, word := range []string{
		Subject, PredicateOf, Object, Negated, Modality, AttributedTo, Confidence, EvidenceOf, Time, Place, Qualifier,
		ArticleOf, Sentence, Start, End, Text, Phrase, Rule, Title, Date, Source, Author, Address, DuplicateOf,
	} {
		set[strings.TrimPrefix(word, Namespace)] = true
	}
	for _, t := range graph.Types() {
		set[strings.TrimPrefix(Class(t), Namespace)] = true
	}
	return set
}()

// Class is the IRI of a type of entities: fg:Person.
func Class(t graph.Type) string {
	if t == "" {
		return Namespace + "Thing"
	}
	return Namespace + strings.ToUpper(string(t[:1])) + string(t[1:])
}

// TypeOf is the type that a class stands for.
func TypeOf(class string) (graph.Type, bool) {
	for _, t := range graph.Types() {
		if Class(t) == class {
			return t, true
		}
	}
	return "", false
}

// IRI is the IRI of a term that is neither a literal nor a blank node.
func IRI(t graph.Term) string {
	switch t.Kind {
	case graph.EntityTerm:
		if iri.IsAbsolute(t.Value) {
			return t.Value
		}
		return EntityNamespace + escape(t.Value)
	case graph.PredicateTerm:
		return Namespace + predicateName(t.Value)
	case graph.FactTerm:
		return FactNamespace + escape(t.Value)
	case graph.ArticleTerm:
		return ArticleNamespace + escape(t.Value)
	}
	return ""
}

// predicateName is a predicate's local name: blanks become underscores.
func predicateName(predicate string) string {
	pieces := strings.Split(predicate, " ")
	for i, piece := range pieces {
		pieces[i] = strings.ReplaceAll(escape(piece), "_", "%5F")
	}
	name := strings.Join(pieces, "_")
	if words[name] {
		return percent(name[0]) + name[1:]
	}
	return name
}

// kinds are those of the things that have a namespace within Namespace.
var kinds = map[string]graph.TermKind{
	"entity": graph.EntityTerm, "fact": graph.FactTerm, "article": graph.ArticleTerm,
}

// Resource is the term that an IRI stands for: an entity, predicate, fact or
// article of the graph, or else the resource of imported RDF that it names.
func Resource(s string) graph.Term {
	local, ours := strings.CutPrefix(s, Namespace)
	if !ours || words[local] {
		return graph.Term{Kind: graph.EntityTerm, Value: s}
	}
	term := graph.Term{Kind: graph.PredicateTerm, Value: strings.ReplaceAll(local, "_", " ")}
	name := local
	if namespace, rest, found := strings.Cut(local, ":"); found {
		kind, ok := kinds[namespace]
		if !ok {
			return graph.Term{Kind: graph.EntityTerm, Value: s}
		}
		term, name = graph.Term{Kind: kind, Value: rest}, rest
	}
	if isSafe(name) {
		return term
	}
	term.Value = unescape(term.Value)
	if IRI(term) != s { // an unusual way to write it is another IRI
		return graph.Term{Kind: graph.EntityTerm, Value: s}
	}
	return term
}

// safe are the bytes that stay as they are in an IRI's local part; multi-byte
// characters do too.
func safe(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		c == '-' || c == '.' || c == '_' || c == '~' || c >= 0x80
}

// isSafe tells whether a text is its own escape.
func isSafe(s string) bool {
	for i := range len(s) {
		if !safe(s[i]) {
			return false
		}
	}
	return true
}

func escape(s string) string {
	if isSafe(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; safe(c) {
			b.WriteByte(c)
		} else {
			b.WriteString(percent(c))
		}
	}
	return b.String()
}

const digits = "0123456789ABCDEF"

// percent is the percent-encoding of a byte.
func percent(c byte) string { return string([]byte{'%', digits[c>>4], digits[c&15]}) }

func unescape(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	digit := func(c byte) int { return strings.IndexByte(digits, c) }
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && digit(s[i+1]) >= 0 && digit(s[i+2]) >= 0 {
			b.WriteByte(byte(digit(s[i+1])<<4 | digit(s[i+2])))
			i += 2
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
