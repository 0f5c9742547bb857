// Package jsonld writes and reads JSON-LD 1.1.
package jsonld

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"strings"

	"github.com/piprate/json-gold/ld"

	"factgraph/export/rdf"
)

// An Encoder writes quads as a document with one node object for each run of
// quads with the same subject. It streams: memory doesn't grow with the quads.
type Encoder struct {
	w        *bufio.Writer
	prefixes map[string]string
	from, to string
	node     map[string]any
	subject  rdf.Term
	nodes    int
}

// NewEncoder makes an encoder; the prefixes go into the context.
func NewEncoder(w io.Writer, prefixes map[string]string) *Encoder {
	return &Encoder{w: bufio.NewWriter(w), prefixes: maps.Clone(prefixes)}
}

// Rewrite makes the encoder write IRIs that begin with from with to in its
// place. It is called before the first quad.
func (e *Encoder) Rewrite(from, to string) {
	e.from, e.to = from, to
	for name, iri := range e.prefixes {
		e.prefixes[name] = e.rewritten(iri)
	}
}

func (e *Encoder) rewritten(iri string) string {
	if rest, ok := strings.CutPrefix(iri, e.from); ok && e.from != "" {
		return e.to + rest
	}
	return iri
}

// Encode writes one quad; its graph is left out.
func (e *Encoder) Encode(q rdf.Quad) error {
	if e.node == nil || q.Subject != e.subject {
		if err := e.flush(); err != nil {
			return err
		}
		e.node, e.subject = map[string]any{"@id": e.id(q.Subject)}, q.Subject
	}
	key, value := e.compact(q.Predicate.Value), e.value(q.Object)
	if q.Predicate.Value == rdf.Type && q.Object.Kind == rdf.IRI {
		key, value = "@type", e.compact(q.Object.Value)
	}
	values, _ := e.node[key].([]any)
	e.node[key] = append(values, value)
	return nil
}

// EncodeReifier is not part of JSON-LD 1.1.
func (e *Encoder) EncodeReifier(rdf.Term, rdf.Quad) error {
	return errors.New("JSON-LD 1.1 has no triple terms; leave out --rdf 1.2")
}

func (e *Encoder) flush() error {
	if e.nodes == 0 {
		context, err := json.Marshal(e.prefixes)
		if err != nil {
			return err
		}
		fmt.Fprintf(e.w, "{\"@context\":%s,\n\"@graph\":[", context)
	}
	e.nodes++
	if e.node == nil {
		return nil
	}
	line, err := json.Marshal(e.node)
	if err != nil {
		return err
	}
	if e.nodes > 2 {
		e.w.WriteByte(',')
	}
	e.w.WriteByte('\n')
	_, err = e.w.Write(line)
	return err
}

// Close ends the document.
func (e *Encoder) Close() error {
	if err := e.flush(); err != nil {
		return err
	}
	e.w.WriteString("\n]}\n")
	return e.w.Flush()
}

func (e *Encoder) id(t rdf.Term) string {
	if t.Kind == rdf.Blank {
		return "_:" + t.Value
	}
	return e.compact(t.Value)
}

// compact shortens an IRI by a prefix where that can't be misread.
func (e *Encoder) compact(iri string) string {
	iri = e.rewritten(iri)
	best, namespace := "", ""
	for name, candidate := range e.prefixes {
		if strings.HasPrefix(iri, candidate) && len(candidate) > len(namespace) {
			best, namespace = name, candidate
		}
	}
	local := iri[len(namespace):]
	if best == "" || local == "" || strings.HasPrefix(local, "//") {
		return iri
	}
	return best + ":" + local
}

func (e *Encoder) value(t rdf.Term) any {
	switch {
	case t.Kind != rdf.Literal:
		return map[string]any{"@id": e.id(t)}
	case t.Lang != "":
		return map[string]any{"@value": t.Value, "@language": t.Lang}
	case t.Datatype == rdf.String || t.Datatype == "":
		return map[string]any{"@value": t.Value}
	}
	return map[string]any{"@value": t.Value, "@type": e.compact(t.Datatype)}
}

// Read gives the quads of a document, which is held in memory. Contexts of the
// network are not fetched: a document must bring its own.
func Read(r io.Reader) iter.Seq2[rdf.Quad, error] {
	return func(yield func(rdf.Quad, error) bool) {
		var document any
		decoder := json.NewDecoder(r)
		decoder.UseNumber()
		if err := decoder.Decode(&document); err != nil {
			yield(rdf.Quad{}, fmt.Errorf("not JSON: %w", err))
			return
		}
		options := ld.NewJsonLdOptions("")
		options.DocumentLoader = offline{}
		result, err := ld.NewJsonLdProcessor().ToRDF(document, options)
		if err != nil {
			yield(rdf.Quad{}, fmt.Errorf("not JSON-LD: %w", err))
			return
		}
		dataset, ok := result.(*ld.RDFDataset)
		if !ok {
			yield(rdf.Quad{}, errors.New("not JSON-LD: no data set came of it"))
			return
		}
		for name, quads := range dataset.Graphs {
			for _, q := range quads {
				quad := rdf.Quad{Subject: term(q.Subject), Predicate: term(q.Predicate), Object: term(q.Object)}
				if name != "@default" {
					quad.Graph = term(q.Graph)
				}
				if !yield(quad, nil) {
					return
				}
			}
		}
	}
}

func term(n ld.Node) rdf.Term {
	switch n := n.(type) {
	case ld.IRI:
		return rdf.NewIRI(n.Value)
	case ld.BlankNode:
		return rdf.NewBlank(strings.TrimPrefix(n.Attribute, "_:"))
	case ld.Literal:
		if n.Language != "" {
			return rdf.NewLangString(n.Value, n.Language)
		}
		return rdf.NewLiteral(n.Value, n.Datatype)
	}
	return rdf.Term{}
}

// offline is a document loader that loads nothing.
type offline struct{}

func (offline) LoadDocument(address string) (*ld.RemoteDocument, error) {
	return nil, fmt.Errorf("the context %s would have to be fetched: put it into the document", address)
}
