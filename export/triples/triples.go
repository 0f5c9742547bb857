// Package triples turns the graph into RDF and RDF into the graph. The words
// are those of package vocabulary, so that the same SPARQL asks the graph and
// its exports.
//
//   - A fact of the plain view is a triple: entity, predicate, object. It stands
//     in the default graph and in the named graph of each article that says so.
//   - Every fact is a node with its marks (fg:negated, fg:modality,
//     fg:attributedTo ...) and its pieces of evidence, which are prov:Entity
//     derived from their article.
//   - Entities have classes of fg: and schema.org, labels and owl:sameAs.
package triples

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"factgraph/export/rdf"
	"factgraph/graph"
	"factgraph/graph/vocabulary"
)

// The namespaces beside those of package vocabulary.
const (
	schema = "https://schema.org/"
	prov   = "http://www.w3.org/ns/prov#"
)

// The words that only exports need: what a fact says beyond its triples.
const (
	speakers      = vocabulary.Namespace + "speakers" // ids in their order, when there are several
	wording       = vocabulary.Namespace + "wording"  // of a claim
	role          = vocabulary.Namespace + "role"
	value         = vocabulary.Namespace + "value"
	qualification = vocabulary.Namespace + "qualification"
	subjectSpan   = vocabulary.Namespace + "subjectSpan"
	objectSpan    = vocabulary.Namespace + "objectSpan"
	subtype       = vocabulary.Namespace + "subtype"
)

// schemaClasses are the classes of schema.org that fit the types.
var schemaClasses = map[graph.Type]string{
	graph.Person: "Person", graph.Organization: "Organization", graph.Place: "Place", graph.Event: "Event",
	graph.Group: "Organization", graph.Document: "CreativeWork", graph.Product: "Product", graph.Quantity: "QuantitativeValue",
	graph.Concept: "DefinedTerm",
}

// Prefixes are declared in Turtle and TriG.
func Prefixes() map[string]string {
	prefixes := vocabulary.Prefixes()
	prefixes["schema"], prefixes["prov"] = schema, prov
	prefixes["evidence"] = vocabulary.EvidenceNamespace
	return prefixes
}

// An Encoder writes quads in some syntax: *rdf.Encoder or *jsonld.Encoder.
type Encoder interface {
	Encode(rdf.Quad) error
	EncodeReifier(reifier rdf.Term, triple rdf.Quad) error
	Close() error
}

// Options say what is written of each fact.
type Options struct {
	PlainOnly   bool // the triples of the plain view and the names of entities only
	NamedGraphs bool // the plain triples once more in the graph of each article (N-Quads, TriG)
	Reifiers    bool // facts as RDF 1.2 reifiers of their triples
}

// Write writes the facts, and then the entities, predicates and articles that
// they speak of, each once. Apart from the set of these ids memory doesn't
// grow with the facts.
func Write(ctx context.Context, e Encoder, facts iter.Seq2[*graph.Fact, error], r graph.Reader, options Options) error {
	w := &writer{e: e, r: r, Options: options, entities: make(map[graph.EntityID]bool), predicates: make(map[string]bool), articles: make(map[graph.ArticleID]bool)}
	for f, err := range facts {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		w.fact(f)
		if w.err != nil {
			return w.err
		}
	}
	if err := w.things(ctx); err != nil {
		return err
	}
	return e.Close()
}

type writer struct {
	Options
	e          Encoder
	r          graph.Reader
	entities   map[graph.EntityID]bool
	predicates map[string]bool
	articles   map[graph.ArticleID]bool
	err        error // the first one
}

func (w *writer) quad(s rdf.Term, p string, o rdf.Term) {
	if o.Kind == rdf.None || w.err != nil {
		return
	}
	w.err = w.e.Encode(rdf.Quad{Subject: s, Predicate: rdf.NewIRI(p), Object: o})
}

func (w *writer) fact(f *graph.Fact) {
	w.mention(f)
	triple := rdf.Quad{Subject: w.entity(f.Subject), Predicate: predicate(f.Predicate), Object: w.term(f.Object)}
	if f.Plain() && !f.Object.IsZero() && w.err == nil {
		w.err = w.e.Encode(triple)
	}
	if !w.PlainOnly {
		w.node(f, triple)
	}
	if f.Plain() && !f.Object.IsZero() && w.NamedGraphs {
		var last graph.ArticleID
		for _, ev := range f.Evidence {
			if ev.Article != last && w.err == nil {
				triple.Graph = article(ev.Article)
				w.err = w.e.Encode(triple)
			}
			last = ev.Article
		}
	}
}

// mention remembers what a fact speaks of.
func (w *writer) mention(f *graph.Fact) {
	w.predicates[f.Predicate] = true
	for _, ev := range f.Evidence {
		w.articles[ev.Article] = true
	}
}

// node writes the fact as a thing with its marks and evidence.
func (w *writer) node(f *graph.Fact, triple rdf.Quad) {
	node := iri(graph.Term{Kind: graph.FactTerm, Value: string(f.ID)})
	w.quad(node, vocabulary.Type, rdf.NewIRI(vocabulary.Fact))
	if w.Reifiers && triple.Object.Kind != rdf.None && w.err == nil {
		w.err = w.e.EncodeReifier(node, triple)
	}
	w.quad(node, vocabulary.Subject, triple.Subject)
	w.quad(node, vocabulary.PredicateOf, triple.Predicate)
	w.quad(node, vocabulary.Object, triple.Object)
	if f.Object.Kind == graph.FactTerm {
		w.quad(node, wording, text(f.Object.Text))
	}
	w.quad(node, vocabulary.Negated, rdf.NewLiteral(strconv.FormatBool(f.Negated), rdf.Boolean))
	w.quad(node, vocabulary.Modality, text(string(f.Modality)))
	var ids []string
	for _, id := range f.AttributedTo {
		w.quad(node, vocabulary.AttributedTo, w.entity(id))
		ids = append(ids, string(id))
	}
	if len(ids) > 1 {
		w.quad(node, speakers, text(strings.Join(ids, " ")))
	}
	w.quad(node, vocabulary.Confidence, number(f.Confidence))
	for _, q := range f.Qualifiers() {
		switch q.Role {
		case "time":
			w.quad(node, vocabulary.Time, w.term(q.Value))
		case "place":
			w.quad(node, vocabulary.Place, w.term(q.Value))
		}
		w.quad(node, vocabulary.Qualifier, w.term(q.Value))
	}
	for n := range f.Evidence {
		w.quad(node, vocabulary.EvidenceOf, evidence(f.ID, n))
	}
	for n := range f.Evidence {
		w.evidence(evidence(f.ID, n), &f.Evidence[n])
	}
}

func (w *writer) evidence(node rdf.Term, ev *graph.Evidence) {
	w.quad(node, vocabulary.Type, rdf.NewIRI(vocabulary.Evidence))
	w.quad(node, vocabulary.Type, rdf.NewIRI(prov+"Entity"))
	w.quad(node, vocabulary.ArticleOf, article(ev.Article))
	w.quad(node, prov+"wasDerivedFrom", article(ev.Article))
	w.quad(node, vocabulary.Sentence, integer(ev.Sentence))
	w.quad(node, vocabulary.Start, integer(ev.Start))
	w.quad(node, vocabulary.End, integer(ev.End))
	w.quad(node, vocabulary.Text, text(ev.Text))
	w.quad(node, vocabulary.Phrase, text(ev.Phrase))
	w.quad(node, vocabulary.Rule, text(ev.Rule))
	w.quad(node, vocabulary.Confidence, number(ev.Confidence))
	w.quad(node, subjectSpan, span(ev.SubjectStart, ev.SubjectEnd))
	w.quad(node, objectSpan, span(ev.ObjectStart, ev.ObjectEnd))
	for i := range ev.Qualifiers {
		w.quad(node, qualification, qualifierNode(node, i))
	}
	for i, q := range ev.Qualifiers {
		part := qualifierNode(node, i)
		w.quad(part, role, rdf.NewLiteral(q.Role, rdf.String))
		w.quad(part, value, w.term(q.Value))
		if q.Value.Kind == graph.FactTerm {
			w.quad(part, wording, text(q.Value.Text))
		}
		w.quad(part, vocabulary.Text, text(q.Text))
	}
}

// things writes what the facts spoke of, in the order of the graph.
func (w *writer) things(ctx context.Context) error {
	for e, err := range w.r.Entities(ctx) {
		if err != nil {
			return err
		}
		if w.entities[e.ID] {
			w.describe(e)
		}
	}
	for p, err := range w.r.Predicates(ctx) {
		if err != nil {
			return err
		}
		if w.predicates[p.Name] {
			w.quad(predicate(p.Name), vocabulary.Type, rdf.NewIRI(vocabulary.Predicate))
			w.quad(predicate(p.Name), vocabulary.Label, rdf.NewLiteral(p.Name, rdf.String))
		}
	}
	if w.PlainOnly {
		return w.err
	}
	for a, err := range w.r.Articles(ctx) {
		if err != nil {
			return err
		}
		if w.articles[a.ID] {
			w.article(a)
		}
	}
	return w.err
}

func (w *writer) describe(e *graph.Entity) {
	node := w.entity(e.ID)
	w.quad(node, vocabulary.Type, rdf.NewIRI(vocabulary.Class(e.Type)))
	if class := schemaClasses[e.Type]; class != "" {
		w.quad(node, vocabulary.Type, rdf.NewIRI(schema+class))
	}
	w.quad(node, vocabulary.Label, rdf.NewLiteral(e.Name, rdf.String))
	for _, alias := range e.Aliases {
		if alias.Text != e.Name {
			w.quad(node, vocabulary.AltLabel, rdf.NewLiteral(alias.Text, rdf.String))
		}
	}
	w.quad(node, subtype, text(e.Subtype))
	for _, same := range e.SameAs {
		w.quad(node, vocabulary.SameAs, rdf.NewIRI(same))
	}
}

func (w *writer) article(a *graph.Article) {
	node := article(a.ID)
	w.quad(node, vocabulary.Type, rdf.NewIRI(vocabulary.Article))
	w.quad(node, vocabulary.Type, rdf.NewIRI(schema+"NewsArticle"))
	w.quad(node, vocabulary.Type, rdf.NewIRI(prov+"Entity"))
	w.quad(node, vocabulary.Title, text(a.Title))
	if !a.Date.IsZero() {
		w.quad(node, vocabulary.Date, rdf.NewLiteral(a.Date.Format(time.DateOnly), vocabulary.XSD+"date"))
	}
	w.quad(node, vocabulary.Source, text(a.Source))
	w.quad(node, vocabulary.Author, text(a.Author))
	w.quad(node, vocabulary.Address, text(a.Address))
	if a.DuplicateOf != "" {
		w.quad(node, vocabulary.DuplicateOf, article(a.DuplicateOf))
	}
}

func (w *writer) entity(id graph.EntityID) rdf.Term {
	w.entities[id] = true
	return iri(graph.EntityObject(id))
}

// term is the RDF of a term; the zero term has none.
func (w *writer) term(t graph.Term) rdf.Term {
	switch t.Kind {
	case graph.NoTerm:
		return rdf.Term{}
	case graph.EntityTerm:
		return w.entity(graph.EntityID(t.Value))
	case graph.LiteralTerm:
		if t.Lang != "" {
			return rdf.NewLangString(t.Value, t.Lang)
		}
		return rdf.NewLiteral(t.Value, vocabulary.Datatype(t))
	case graph.BlankTerm:
		return rdf.NewBlank(t.Value)
	}
	return iri(t)
}

func iri(t graph.Term) rdf.Term { return rdf.NewIRI(vocabulary.IRI(t)) }

// predicate is the IRI of a predicate; those of imported RDF are IRIs already.
func predicate(name string) rdf.Term {
	return iri(graph.PredicateObject(name))
}

func article(id graph.ArticleID) rdf.Term {
	return iri(graph.Term{Kind: graph.ArticleTerm, Value: string(id)})
}

func evidence(id graph.FactID, n int) rdf.Term {
	return rdf.NewIRI(fmt.Sprintf("%s%s/%d", vocabulary.EvidenceNamespace, id, n))
}

func qualifierNode(evidence rdf.Term, n int) rdf.Term {
	return rdf.NewIRI(fmt.Sprintf("%s/%d", evidence.Value, n))
}

// text is a string literal; an empty text is none.
func text(s string) rdf.Term {
	if s == "" {
		return rdf.Term{}
	}
	return rdf.NewLiteral(s, rdf.String)
}

func integer(n int) rdf.Term { return rdf.NewLiteral(strconv.Itoa(n), rdf.Integer) }

func number(f float64) rdf.Term {
	return rdf.NewLiteral(strconv.FormatFloat(f, 'f', -1, 64), rdf.Decimal)
}

func span(start, end int) rdf.Term {
	if end == 0 {
		return rdf.Term{}
	}
	return rdf.NewLiteral(fmt.Sprintf("%d-%d", start, end), rdf.String)
}
