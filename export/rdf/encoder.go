package rdf

import (
	"bufio"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// An Encoder writes quads in one of the syntaxes. N-Triples and N-Quads come
// out in their canonical form. Turtle and TriG group quads that follow one
// another by subject and predicate, so that sorted quads read well; memory
// doesn't grow with their number.
type Encoder struct {
	w        *bufio.Writer
	format   Format
	prefixes []prefix
	rewrite  [2]string // a namespace and what is written in its place

	// What the last quad was, for grouping.
	started            bool
	graph              Term
	subject, predicate Term
	scratch            []byte
}

type prefix struct{ name, iri string }

// NewEncoder makes an encoder. The prefixes (name → IRI) are for Turtle and
// TriG.
func NewEncoder(w io.Writer, format Format, prefixes map[string]string) *Encoder {
	e := &Encoder{w: bufio.NewWriterSize(w, 64<<10), format: format}
	for name, iri := range prefixes {
		e.prefixes = append(e.prefixes, prefix{name, iri})
	}
	slices.SortFunc(e.prefixes, func(a, b prefix) int { return strings.Compare(a.name, b.name) })
	return e
}

// Rewrite makes the encoder write IRIs that begin with from with to in its
// place. It is called before the first quad.
func (e *Encoder) Rewrite(from, to string) {
	e.rewrite = [2]string{from, to}
	for i := range e.prefixes {
		e.prefixes[i].iri = e.rewritten(e.prefixes[i].iri)
	}
}

func (e *Encoder) rewritten(iri string) string {
	if e.rewrite[0] == "" {
		return iri
	}
	if rest, ok := strings.CutPrefix(iri, e.rewrite[0]); ok {
		return e.rewrite[1] + rest
	}
	return iri
}

// Encode writes one quad. N-Triples and Turtle have no graphs: there the graph
// is left out.
func (e *Encoder) Encode(q Quad) error {
	return e.statement(q, nil)
}

// EncodeReifier writes that a thing reifies a triple, in the syntax of RDF 1.2
// triple terms: reifier rdf:reifies <<( s p o )>>.
func (e *Encoder) EncodeReifier(reifier Term, triple Quad) error {
	q := Quad{Subject: reifier, Predicate: NewIRI(rdfNS + "reifies"), Graph: triple.Graph}
	return e.statement(q, &triple)
}

// statement writes a quad, whose object is the triple term if there is one.
func (e *Encoder) statement(q Quad, triple *Quad) error {
	if e.format == NTriples || e.format == NQuads {
		e.line(q, triple)
	} else {
		e.grouped(q, triple)
	}
	return e.err()
}

// err is the error of the underlying writer, if it had one.
func (e *Encoder) err() error {
	_, err := e.w.Write(nil)
	return err
}

func (e *Encoder) line(q Quad, triple *Quad) {
	e.term(q.Subject)
	e.w.WriteByte(' ')
	e.term(q.Predicate)
	e.w.WriteByte(' ')
	e.object(q.Object, triple)
	if e.format == NQuads && q.Graph.Kind != None {
		e.w.WriteByte(' ')
		e.term(q.Graph)
	}
	e.w.WriteString(" .\n")
}

// grouped writes a quad of Turtle or TriG after what stands already.
func (e *Encoder) grouped(q Quad, triple *Quad) {
	indent := ""
	if e.format == TriG && q.Graph.Kind != None {
		indent = "  "
	}
	if e.format == Turtle {
		q.Graph = Term{}
	}
	switch {
	case !e.started:
		e.header()
		e.openGraph(q.Graph)
	case q.Graph != e.graph:
		e.w.WriteString(" .\n")
		e.closeGraph()
		e.w.WriteByte('\n')
		e.openGraph(q.Graph)
	case q.Subject != e.subject:
		e.w.WriteString(" .\n\n")
	case q.Predicate != e.predicate:
		e.w.WriteString(" ;\n    " + indent)
		e.predicateTerm(q.Predicate)
		e.w.WriteByte(' ')
		e.object(q.Object, triple)
		e.predicate = q.Predicate
		return
	default:
		e.w.WriteString(" , ")
		e.object(q.Object, triple)
		return
	}
	e.started, e.graph, e.subject, e.predicate = true, q.Graph, q.Subject, q.Predicate
	e.w.WriteString(indent)
	e.term(q.Subject)
	e.w.WriteByte(' ')
	e.predicateTerm(q.Predicate)
	e.w.WriteByte(' ')
	e.object(q.Object, triple)
}

func (e *Encoder) header() {
	for _, p := range e.prefixes {
		e.w.WriteString("@prefix " + p.name + ": <" + p.iri + "> .\n")
	}
	if len(e.prefixes) > 0 {
		e.w.WriteByte('\n')
	}
}

func (e *Encoder) openGraph(g Term) {
	if e.format == TriG && g.Kind != None {
		e.term(g)
		e.w.WriteString(" {\n")
	}
}

func (e *Encoder) closeGraph() {
	if e.format == TriG && e.graph.Kind != None {
		e.w.WriteString("}\n")
	}
}

// Close ends what is open and writes what is buffered. It doesn't close the
// underlying writer.
func (e *Encoder) Close() error {
	if e.format == Turtle || e.format == TriG {
		if !e.started {
			e.header()
		} else {
			e.w.WriteString(" .\n")
			e.closeGraph()
		}
	}
	return e.w.Flush()
}

func (e *Encoder) predicateTerm(t Term) {
	if t.Value == Type {
		e.w.WriteByte('a')
		return
	}
	e.term(t)
}

func (e *Encoder) object(t Term, triple *Quad) {
	if triple == nil {
		e.term(t)
		return
	}
	e.w.WriteString("<<( ")
	for _, t := range [...]Term{triple.Subject, triple.Predicate, triple.Object} {
		e.term(t)
		e.w.WriteByte(' ')
	}
	e.w.WriteString(")>>")
}

func (e *Encoder) term(t Term) {
	switch t.Kind {
	case IRI:
		e.iri(t.Value)
	case Blank:
		e.w.WriteString("_:" + t.Value)
	case Literal:
		e.w.WriteByte('"')
		e.scratch = appendEscaped(e.scratch[:0], t.Value)
		e.w.Write(e.scratch)
		e.w.WriteByte('"')
		switch {
		case t.Lang != "":
			e.w.WriteString("@" + t.Lang)
		case t.Datatype != String && t.Datatype != "":
			e.w.WriteString("^^")
			e.iri(t.Datatype)
		}
	}
}

func (e *Encoder) iri(iri string) {
	iri = e.rewritten(iri)
	if e.format == Turtle || e.format == TriG {
		for _, p := range e.prefixes {
			if local, ok := strings.CutPrefix(iri, p.iri); ok && plainLocal(local) {
				e.w.WriteString(p.name + ":" + local)
				return
			}
		}
	}
	e.w.WriteByte('<')
	e.scratch = appendIRI(e.scratch[:0], iri)
	e.w.Write(e.scratch)
	e.w.WriteByte('>')
}

// plainLocal tells whether a local name can stand in a prefixed name as it is:
// a safe part of what the grammar allows.
func plainLocal(local string) bool {
	if local == "" || local[0] == '-' || local[0] == '.' || local[len(local)-1] == '.' {
		return false
	}
	for i := 0; i < len(local); i++ {
		c := local[i]
		if c != '_' && c != '-' && c != '.' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

const hex = "0123456789ABCDEF"

// appendEscaped escapes the text of a literal as canonical N-Triples does.
func appendEscaped(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				b = append(b, "\uFFFD"...)
			} else {
				b = append(b, s[i:i+size]...)
			}
			i += size
			continue
		}
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		case '\b':
			b = append(b, '\\', 'b')
		case '\f':
			b = append(b, '\\', 'f')
		default:
			if c < 0x20 || c == 0x7f {
				b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			} else {
				b = append(b, c)
			}
		}
		i++
	}
	return b
}

// appendIRI escapes what may not stand in an IRI reference.
func appendIRI(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c <= 0x20 || strings.IndexByte("<>\"{}|^`\\", c) >= 0 {
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			continue
		}
		b = append(b, c)
	}
	return b
}
