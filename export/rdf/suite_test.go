package rdf

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const manifestNS = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"

// left lists the tests of the W3C suites that do not pass, with the reason.
var left = map[string]string{}

// TestSuite runs the W3C suites for RDF 1.1.
func TestSuite(t *testing.T) {
	data := os.Getenv("FACTGRAPH_DATA")
	if data == "" {
		t.Skip("FACTGRAPH_DATA is not set: the W3C suites for N-Triples, N-Quads, Turtle and TriG are left out")
	}
	for name, format := range map[string]Format{
		"rdf-n-triples": NTriples, "rdf-n-quads": NQuads, "rdf-turtle": Turtle, "rdf-trig": TriG,
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(data, "rdf-tests", "rdf", "rdf11", name)
			runSuite(t, dir, "https://w3c.github.io/rdf-tests/rdf/rdf11/"+name+"/", format)
		})
	}
}

func runSuite(t *testing.T, dir, base string, format Format) {
	m := index(mustRead(t, filepath.Join(dir, "manifest.ttl"), Turtle, base+"manifest.ttl"))
	passed, total := 0, 0
	for test, properties := range m {
		kind := fragment(properties[Type].Value)
		if !strings.HasPrefix(kind, "Test") {
			continue
		}
		total++
		file := strings.TrimPrefix(properties[manifestNS+"action"].Value, base)
		quads, err := readFile(filepath.Join(dir, file), format, base+file)
		ok := false
		switch {
		case strings.HasSuffix(kind, "NegativeSyntax"), strings.HasSuffix(kind, "NegativeEval"):
			ok = err != nil
		case strings.HasSuffix(kind, "PositiveSyntax"):
			ok = err == nil
		default:
			result := strings.TrimPrefix(properties[manifestNS+"result"].Value, base)
			f, _ := FormatOf(result)
			ok = err == nil && Isomorphic(quads, mustRead(t, filepath.Join(dir, result), f, base+result))
		}
		name := fragment(test)
		switch reason := left[name]; {
		case ok && reason != "":
			t.Errorf("%s passes but is listed as left: %s", name, reason)
		case ok:
			passed++
		case reason == "":
			t.Errorf("%s (%s, %s): got error %v and %d quads", name, kind, file, err, len(quads))
		}
	}
	t.Logf("%d of %d tests pass", passed, total)
}

func fragment(iri string) string { return iri[strings.LastIndexByte(iri, '#')+1:] }

// index groups the objects by subject and predicate; the last one stays.
func index(quads []Quad) map[string]map[string]Term {
	m := make(map[string]map[string]Term)
	for _, q := range quads {
		if m[q.Subject.Value] == nil {
			m[q.Subject.Value] = make(map[string]Term)
		}
		m[q.Subject.Value][q.Predicate.Value] = q.Object
	}
	return m
}

func mustRead(t *testing.T, file string, format Format, base string) []Quad {
	t.Helper()
	quads, err := readFile(file, format, base)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return quads
}

func readFile(file string, format Format, base string) ([]Quad, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var quads []Quad
	for q, err := range NewDecoder(bytes.NewReader(b), format, WithBase(base)).Quads() {
		if err != nil {
			return quads, err
		}
		quads = append(quads, q)
	}
	return quads, nil
}
