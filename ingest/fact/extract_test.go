package fact_test

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/fact"
	"factgraph/ingest/mention"
	"factgraph/ingest/parse"
)

var rewrite = flag.Bool("rewrite", false, "write what the program finds into testdata; read the change in review")

// TestFacts reads testdata/*.txt. A line at the margin is an article; the
// indented lines below it are its facts. The articles are of 15 June 2020, a
// Monday.
func TestFacts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test files: %v", err)
	}
	pipeline := newPipeline(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := pipeline.redo(t, want)
			if *rewrite {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			compare(t, file, string(want), string(got))
		})
	}
}

// A pipeline is the stages up to the facts.
type pipeline struct {
	parser   *parse.Parser
	resolver *mention.Resolver
}

func newPipeline(t testing.TB) pipeline {
	t.Helper()
	parser, err := parse.Load()
	if err != nil {
		t.Fatal(err)
	}
	resolver, err := mention.Load()
	if err != nil {
		t.Fatal(err)
	}
	return pipeline{parser, resolver}
}

// analyze runs the stages before the facts on a text.
func (p pipeline) analyze(t testing.TB, text string) *document.Document {
	t.Helper()
	article := graph.Article{ID: "test", Text: text, Date: time.Date(2020, 6, 15, 0, 0, 0, 0, time.UTC)}
	doc, err := p.parser.Document(context.Background(), &article)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.resolver.Resolve(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// redo is a test file with the facts as the program finds them.
func (p pipeline) redo(t testing.TB, file []byte) []byte {
	var out bytes.Buffer
	lines := bufio.NewScanner(bytes.NewReader(file))
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, " "):
			continue
		case line == "" || line[0] == '#':
			fmt.Fprintln(&out, line)
		default:
			fmt.Fprintln(&out, line)
			doc := p.analyze(t, line)
			facts := fact.Extract(doc)
			for i := range facts {
				fmt.Fprintln(&out, "  "+notation(doc, facts, i))
			}
		}
	}
	return out.Bytes()
}

// compare reports the first articles whose facts differ.
func compare(t *testing.T, file, want, got string) {
	if want == got {
		return
	}
	wants, gots := strings.Split(want, "\n\n"), strings.Split(got, "\n\n")
	reported := 0
	for i := range max(len(wants), len(gots)) {
		var w, g string
		if i < len(wants) {
			w = wants[i]
		}
		if i < len(gots) {
			g = gots[i]
		}
		if w != g && reported < 10 {
			reported++
			t.Errorf("%s:\nwant\n%s\ngot\n%s\n", file, w, g)
		}
	}
}

// notation writes a fact on one line:
//
//	subject – predicate – object [neg] [modality] [by speaker] [role value]
//
// A claim is the wording in ⟨⟩, no object is ∅, a literal stands in quotes.
func notation(doc *document.Document, facts []fact.Fact, i int) string {
	f := &facts[i]
	var b strings.Builder
	fmt.Fprintf(&b, "%s – %s – %s", shown(doc, f.Subject), f.Predicate, shown(doc, f.Object))
	if f.Negated {
		b.WriteString(" [neg]")
	}
	if f.Modality != graph.Asserted {
		fmt.Fprintf(&b, " [%s]", f.Modality)
	}
	for _, by := range f.AttributedTo {
		fmt.Fprintf(&b, " [by %s]", shown(doc, by))
	}
	for _, q := range f.Qualifiers {
		fmt.Fprintf(&b, " [%s %s]", q.Role, shown(doc, q.Value))
	}
	return b.String()
}

func shown(doc *document.Document, a fact.Argument) string {
	switch a.Kind {
	case fact.None:
		return "∅"
	case fact.Claim:
		return "⟨" + a.Text + "⟩"
	case fact.Literal:
		return `"` + a.Literal.Value + `"`
	case fact.Named:
		return a.Text
	}
	m := &doc.Mentions[a.Mention]
	if m.Kind == document.Pronoun {
		return doc.Chains[m.Chain].Name
	}
	return a.Text
}
