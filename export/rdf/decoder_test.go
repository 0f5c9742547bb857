package rdf

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"
)

func TestFaultsHavePlaces(t *testing.T) {
	for _, c := range []struct {
		format Format
		in     string
		want   string
	}{
		{NTriples, "<http://a/s> <http://a/p> .\n", `line 1, column 27: expected an object: an IRI, a blank node or a literal, found '.'`},
		{NTriples, "\n# note\n<http://a/s> <p> <http://a/o> .", `line 3, column 17: the IRI <p> is relative and there is no base`},
		{NTriples, `<http://a/s> <http://a/p> "o`, `line 1, column 29: expected the closing quote of a literal, found the end of the input`},
		{NQuads, "_:s <http://a/p> _:o _:g _:h .", `line 1, column 26: expected '.', found '_'`},
		{Turtle, "@prefix a: <http://a/> .\na:s b:p a:o .", `line 2, column 5: the prefix "b:" is not declared`},
		{Turtle, "<http://a/s> <http://a/p> \"\"\"x\ny", `line 1, column 27: the literal that opens here is not closed`},
		{Turtle, "<http://a/s> <http://a/p> 1e .", `line 1, column 27: expected the digits of an exponent`},
		{Turtle, "<http://a/s> <http://a/p> (" + strings.Repeat("(", maxDepth), `line 1, column 1027: nested deeper than 1000 levels`},
		{TriG, "<http://a/g> { <http://a/s> <http://a/p> 1 ", `line 1, column 44: expected '.' or '}', found the end of the input`},
	} {
		var first error
		for _, err := range NewDecoder(strings.NewReader(c.in), c.format).Quads() {
			if err != nil {
				first = err
				break
			}
		}
		if first == nil || first.Error() != c.want {
			t.Errorf("%q:\n got %v\nwant %s", c.in, first, c.want)
		}
	}
}

// A bad statement costs itself only.
func TestGoesOnAfterFaults(t *testing.T) {
	for format, in := range map[Format]string{
		NTriples: "<http://a/s> <http://a/p> _:a .\nrubbish\n<http://a/s> <http://a/p> _:b .\n",
		Turtle:   "@prefix : <http://a/> .\n:s :p _:a .\n:s ! rubbish .\n:s :p _:b .\n",
		TriG:     "@prefix : <http://a/> .\n{ :s :p _:a }\n:g { :s ! rubbish } .\n:s :p _:b .\n",
	} {
		var objects []string
		faults := 0
		for q, err := range NewDecoder(strings.NewReader(in), format).Quads() {
			if err != nil {
				faults++
				continue
			}
			objects = append(objects, q.Object.Value)
		}
		if got := strings.Join(objects, " "); got != "a b" || faults != 1 {
			t.Errorf("format %d: got %s with %d faults", format, got, faults)
		}
	}
}

func TestReadErrorEndsTheSequence(t *testing.T) {
	broken := errors.New("broken pipe")
	for _, format := range []Format{NTriples, Turtle} {
		r := iotest.ErrReader(broken)
		n := 0
		for _, err := range NewDecoder(r, format).Quads() {
			if n++; !errors.Is(err, broken) {
				t.Errorf("got %v", err)
			}
		}
		if n != 1 {
			t.Errorf("got %d items, want the error alone", n)
		}
	}
}

// What is read does not depend on where the reader cuts the input.
func TestOneByteReads(t *testing.T) {
	const in = `@prefix é: <http://a/> . é:s é:p "日本\u0041"@en-GB, 1.5, -2e3, true, é:x.y, [ é:q ( 1 _:b ) ] .`
	whole := fmt.Sprint(readString(t, in, false))
	if bytes := fmt.Sprint(readString(t, in, true)); bytes != whole {
		t.Errorf("whole: %s\nbytes: %s", whole, bytes)
	}
}

func readString(t *testing.T, in string, bytewise bool) []Quad {
	t.Helper()
	var quads []Quad
	d := NewDecoder(strings.NewReader(in), Turtle)
	if bytewise {
		d = NewDecoder(iotest.OneByteReader(strings.NewReader(in)), Turtle)
	}
	for q, err := range d.Quads() {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	return quads
}

func TestUnnamedNodesKeepClear(t *testing.T) {
	quads := readString(t, `_:anon1 <http://a/p> [] . _:anon-anon1 <http://a/p> [] .`, false)
	labels := make(map[string]bool)
	for _, q := range quads {
		labels[q.Subject.Value], labels[q.Object.Value] = true, true
	}
	if len(labels) != 4 {
		t.Errorf("got labels %v, want four", labels)
	}
}

func BenchmarkNTriples(b *testing.B) {
	var lines strings.Builder
	const n = 10000
	for i := range n {
		fmt.Fprintf(&lines, "<http://example.org/entity/%d> <http://example.org/predicate/%d> \"some words of text %d\"@en .\n", i, i%50, i)
	}
	in := lines.String()
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		for _, err := range NewDecoder(strings.NewReader(in), NTriples).Quads() {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "triples/s")
}

func FuzzDecoder(f *testing.F) {
	for _, seed := range []string{
		"<http://a/s> <http://a/p> \"o\\n\"@en-gb .\n", "_:a <http://a/p> _:b <http://a/g> .",
		"@prefix a: <http://a/> .\na:s a a:o ; a:p 1, 2.5, 3e4, true .", "PREFIX : <#> :g { :s :p ( 1 [ :q '''x''' ] ) }",
		"@base <http://a/b/> . <../c> <?d> <#e> .", "[] <http://a/p> \"x\"^^<http://a/t> .", "<http://\\u00e9> a 1. .",
	} {
		for format := NTriples; format <= TriG; format++ {
			f.Add(uint8(format), seed)
		}
	}
	f.Fuzz(func(t *testing.T, format uint8, in string) {
		n := 0
		for q, err := range NewDecoder(strings.NewReader(in), Format(format%4+1), WithBase("http://base/")).Quads() {
			if n++; n > 10*len(in)+10 {
				t.Fatalf("%d quads and faults from %d bytes", n, len(in))
			}
			if err == nil && (q.Subject.Kind == None || q.Predicate.Kind != IRI || q.Object.Kind == None) {
				t.Fatalf("incomplete quad %v", q)
			}
		}
	})
}
