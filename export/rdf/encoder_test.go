package rdf_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"factgraph/export/rdf"
)

var hostile = []string{
	"", "plain", "a b", `"]; digraph {`, `</script><img onerror=x>`, "line\nbreak\r\ttab", `back\slash`, "שלום עולם", "😀 emoji", "\x00\x01\x7f", "=1+1", "'; DROP", strings.Repeat("long ", 5000), "trailing.", "-dash", "%20", "{}|^`", "a:b/c?d=e&f#g",
}

func randomTerm(r *rand.Rand, kinds int) rdf.Term {
	text := hostile[r.IntN(len(hostile))]
	switch r.IntN(kinds) {
	case 0:
		return rdf.NewIRI("http://example.org/" + fmt.Sprint(r.IntN(20)))
	case 1:
		return rdf.NewIRI("urn:factgraph:entity:" + fmt.Sprint(r.IntN(20)))
	case 2:
		return rdf.NewBlank(fmt.Sprint("b", r.IntN(5)))
	case 3:
		return rdf.NewLangString(text, "en-gb")
	case 4:
		return rdf.NewLiteral(text, "http://example.org/type")
	}
	return rdf.NewLiteral(text, "")
}

// TestEncoder reads back what it writes: random quads with hostile texts.
func TestEncoder(t *testing.T) {
	prefixes := map[string]string{"ex": "http://example.org/", "e": "urn:factgraph:entity:"}
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 1))
		var quads []rdf.Quad
		for range 40 {
			q := rdf.Quad{Subject: randomTerm(r, 3), Predicate: randomTerm(r, 2), Object: randomTerm(r, 6)}
			if r.IntN(2) == 0 {
				q.Graph = randomTerm(r, 2)
			}
			quads = append(quads, q)
		}
		for _, format := range []rdf.Format{rdf.NTriples, rdf.NQuads, rdf.Turtle, rdf.TriG} {
			want := quads
			if format == rdf.NTriples || format == rdf.Turtle {
				want = nil
				for _, q := range quads {
					q.Graph = rdf.Term{}
					want = append(want, q)
				}
			}
			var b bytes.Buffer
			e := rdf.NewEncoder(&b, format, prefixes)
			for _, q := range quads {
				if err := e.Encode(q); err != nil {
					t.Fatal(err)
				}
			}
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			var got []rdf.Quad
			for q, err := range rdf.NewDecoder(bytes.NewReader(b.Bytes()), format).Quads() {
				if err != nil {
					t.Fatalf("seed %d, format %d: %v in\n%s", seed, format, err, b.String())
				}
				got = append(got, q)
			}
			if len(got) != len(want) {
				t.Fatalf("seed %d, format %d: %d quads, want %d", seed, format, len(got), len(want))
			}
			names := blankNames{}
			for i := range got {
				if names.of(got[i]) != want[i] {
					t.Fatalf("seed %d, format %d: quad %d is %v, want %v", seed, format, i, got[i], want[i])
				}
			}
		}
	}
}

// blankNames gives blank nodes that were read the labels they were written
// with: readers may name them anew.
type blankNames map[string]string

func (n blankNames) of(q rdf.Quad) rdf.Quad {
	q.Subject, q.Object = n.term(q.Subject), n.term(q.Object)
	return q
}

func (n blankNames) term(t rdf.Term) rdf.Term {
	if t.Kind == rdf.Blank {
		if i := strings.LastIndex(t.Value, "b"); i >= 0 {
			t.Value = t.Value[i:]
		}
	}
	return t
}

func BenchmarkNTriples(b *testing.B) {
	q := rdf.Quad{Subject: rdf.NewIRI("urn:factgraph:entity:donald-trump"), Predicate: rdf.NewIRI("urn:factgraph:met"), Object: rdf.NewIRI("urn:factgraph:entity:vladimir-putin")}
	b.Run("write", func(b *testing.B) {
		e := rdf.NewEncoder(discard{}, rdf.NTriples, nil)
		for b.Loop() {
			if err := e.Encode(q); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "triples/s")
	})
	b.Run("read", func(b *testing.B) {
		const n = 100_000
		var text bytes.Buffer
		e := rdf.NewEncoder(&text, rdf.NTriples, nil)
		for range n {
			if err := e.Encode(q); err != nil {
				b.Fatal(err)
			}
		}
		if err := e.Close(); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			for _, err := range rdf.NewDecoder(bytes.NewReader(text.Bytes()), rdf.NTriples).Quads() {
				if err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(float64(b.N)*n/b.Elapsed().Seconds(), "triples/s")
	})
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
