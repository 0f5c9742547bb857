package jsonl_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"factgraph/export/gather"
	"factgraph/export/jsonl"
	"factgraph/export/jsonld"
	"factgraph/export/rdf"
	"factgraph/export/triples"
	"factgraph/graph"
	"factgraph/graph/memory"
)

var texts = []string{
	"Ada Lovelace", "line\nbreak", "tab\there", `"]; digraph {`, `</script><img onerror="x">`, "=SUM(A1)", "שלום", "😀", "back\\slash",
	"a\u0007bell", strings.Repeat("very long ", 300), "Zoë & Söhne", "{{x}}", "'; MATCH (n) DELETE n; //", "~2000000",
}

// randomGraph is a graph of random facts with every kind of mark and hostile
// texts in every place.
func randomGraph(t *testing.T, seed uint64) *memory.Graph {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	text := func() string { return texts[r.IntN(len(texts))] }
	id := func() graph.EntityID { return graph.EntityID(fmt.Sprint("e", r.IntN(12))) }
	term := func() graph.Term {
		switch r.IntN(6) {
		case 0:
			return graph.LiteralObject(text(), graph.StringType)
		case 1:
			return graph.LiteralObject("2017-11-11/2017-11-12", graph.DateType)
		case 2:
			return graph.LiteralObject("~2000000", graph.QuantityType)
		case 3:
			return graph.ClaimObject("fabc", text())
		}
		return graph.EntityObject(id())
	}
	g := memory.New()
	for a := range 3 {
		c := &graph.Contribution{Article: graph.Article{ID: graph.ArticleID(fmt.Sprint("a", a)), Title: text(), Source: text(), Address: text()}}
		if a < 2 {
			c.Article.Date = time.Date(2017, time.November, 11+a, 0, 0, 0, 0, time.UTC)
		}
		if a == 1 {
			c.Article.DuplicateOf = "a0"
		}
		for n := range 12 {
			c.Entities = append(c.Entities, graph.Entity{ID: graph.EntityID(fmt.Sprint("e", n)), Name: texts[n], Type: graph.Types()[n%10], Aliases: []graph.Count{{Text: texts[n], N: 1}}})
		}
		for range 15 {
			f := graph.Fact{Subject: id(), Predicate: "p " + fmt.Sprint(r.IntN(5)), Negated: r.IntN(3) == 0, Modality: graph.Modalities()[r.IntN(7)]}
			if r.IntN(4) > 0 {
				f.Object = term()
			}
			for range r.IntN(3) {
				f.AttributedTo = append(f.AttributedTo, id())
			}
			ev := graph.Evidence{Article: c.Article.ID, Sentence: r.IntN(9), Start: r.IntN(99), End: 100 + r.IntN(99), Text: text(), Phrase: text(), Rule: "rule", Confidence: 0.5 + float64(r.IntN(40))/100}
			if r.IntN(2) == 0 {
				ev.SubjectStart, ev.SubjectEnd, ev.ObjectStart, ev.ObjectEnd = 1, 5, 9, 12
			}
			for range r.IntN(3) {
				ev.Qualifiers = append(ev.Qualifiers, graph.Qualifier{Role: []string{"time", "place", "with"}[r.IntN(3)], Value: term(), Text: text()})
			}
			f.Evidence = []graph.Evidence{ev}
			f.ID = f.ComputeID()
			c.Facts = append(c.Facts, f)
		}
		if err := g.PutArticle(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	return g
}

func factsOf(t *testing.T, g graph.Reader) map[graph.FactID]*graph.Fact {
	t.Helper()
	facts := make(map[graph.FactID]*graph.Fact)
	for f, err := range g.Facts(t.Context(), graph.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		facts[f.ID] = f
	}
	return facts
}

// equal compares two graphs fact by fact, with all marks and evidence, and by
// the names and types of their entities.
func equal(t *testing.T, format string, seed uint64, got, want *memory.Graph) {
	t.Helper()
	have := factsOf(t, got)
	for id, f := range factsOf(t, want) {
		if !reflect.DeepEqual(have[id], f) {
			t.Fatalf("%s, seed %d: fact %s is\n%+v, want\n%+v", format, seed, id, have[id], f)
		}
		e, err := got.Entity(f.Subject)
		if err != nil {
			t.Fatal(err)
		}
		old, err := want.Entity(f.Subject)
		if err != nil {
			t.Fatal(err)
		}
		if e.Name != old.Name || e.Type != old.Type {
			t.Errorf("%s: entity %s is %q (%s), want %q (%s)", format, e.ID, e.Name, e.Type, old.Name, old.Type)
		}
	}
	for a, err := range want.Articles(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		back, err := got.Article(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(back, a) {
			t.Errorf("%s, seed %d: article %s is\n%+v, want\n%+v", format, seed, a.ID, back, a)
		}
	}
	if len(have) != len(factsOf(t, want)) {
		t.Errorf("%s, seed %d: %d facts, want %d", format, seed, len(have), len(factsOf(t, want)))
	}
}

func load(t *testing.T, contributions []*graph.Contribution) *memory.Graph {
	t.Helper()
	g := memory.New()
	for _, c := range contributions {
		if err := g.PutArticle(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	return g
}

// read reads facts as contributions, sorted in so little memory that most are in
// files.
func read(t *testing.T, r io.Reader, bad func(error) error) ([]*graph.Contribution, error) {
	t.Helper()
	g, err := gather.New(2_000)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if err := jsonl.Read(r, g, bad); err != nil {
		return nil, err
	}
	var all []*graph.Contribution
	for c, err := range g.Contributions() {
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// TestRoundTrip writes random graphs and reads them back: nothing is lost.
func TestRoundTrip(t *testing.T) {
	for seed := range uint64(12) {
		g := randomGraph(t, seed)
		var lines bytes.Buffer
		w := jsonl.NewWriter(&lines, g)
		for f, err := range g.Facts(t.Context(), graph.Filter{}) {
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Write(f); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		back, err := read(t, &lines, func(err error) error { return err })
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "jsonl", seed, load(t, back), g)

		for name, format := range map[string]rdf.Format{"nt": rdf.NTriples, "nq": rdf.NQuads, "ttl": rdf.Turtle, "trig": rdf.TriG} {
			var b bytes.Buffer
			e := rdf.NewEncoder(&b, format, triples.Prefixes())
			options := triples.Options{NamedGraphs: format == rdf.NQuads || format == rdf.TriG}
			if err := triples.Write(t.Context(), e, g.Facts(t.Context(), graph.Filter{}), g, options); err != nil {
				t.Fatal(err)
			}
			back, err := triples.Read(context.Background(), rdf.NewDecoder(&b, format).Quads(), "x")
			if err != nil {
				t.Fatalf("%s, seed %d: %v", name, seed, err)
			}
			equal(t, name, seed, load(t, back), g)
		}

		var document bytes.Buffer
		if err := triples.Write(t.Context(), jsonld.NewEncoder(&document, triples.Prefixes()), g.Facts(t.Context(), graph.Filter{}), g, triples.Options{}); err != nil {
			t.Fatal(err)
		}
		back, err = triples.Read(t.Context(), jsonld.Read(&document), "x")
		if err != nil {
			t.Fatalf("jsonld, seed %d: %v", seed, err)
		}
		equal(t, "jsonld", seed, load(t, back), g)
	}
}

// TestBrokenLines reports each with its number and goes on when told to.
func TestBrokenLines(t *testing.T) {
	good := `{"subject":{"id":"a","name":"A"},"predicate":"met","object":{"id":"b","name":"B"},"evidence":[{"article":"x"}]}`
	input := strings.Join([]string{
		good, `{`, `{}`, `{"subject":{"id":"a"},"predicate":"p","evidence":[]}`, `{"id":"fwrong","subject":{"id":"a"},"predicate":"p","evidence":[{"article":"x"}]}`,
		`{"subject":{"id":"a"},"predicate":"p","modality":"maybe","evidence":[{"article":"x"}]}`, `{"subject":{"id":"a"},"predicate":"p","object":{},"evidence":[{"article":"x"}]}`, "",
	}, "\n")
	var lines []int
	contributions, err := read(t, strings.NewReader(input), func(err error) error {
		var bad *jsonl.LineError
		if !errors.As(err, &bad) {
			t.Errorf("error %v names no line", err)
			return err
		}
		lines = append(lines, bad.Line)
		return nil
	})
	if err != nil || len(contributions) != 1 || len(contributions[0].Facts) != 1 {
		t.Errorf("%d contributions, error %v", len(contributions), err)
	}
	if want := []int{2, 3, 4, 5, 6, 7}; !reflect.DeepEqual(lines, want) {
		t.Errorf("bad lines %v, want %v", lines, want)
	}
	if _, err := read(t, strings.NewReader(input), func(err error) error { return err }); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("error %v, want one of line 2", err)
	}
}
