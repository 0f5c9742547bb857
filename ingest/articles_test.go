package ingest_test

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"factgraph/graph"
	"factgraph/graph/memory"
	"factgraph/ingest"
)

var rewrite = flag.Bool("rewrite", false, "write what the program finds into testdata/articles.txt")

const articlesFile = "testdata/articles.txt"

// TestArticles holds the facts of short texts, from the bytes to the names of
// the entities.
func TestArticles(t *testing.T) {
	file, err := os.ReadFile(articlesFile)
	if err != nil {
		t.Fatal(err)
	}
	stages := load(t)
	var found bytes.Buffer
	for block := range strings.SplitSeq(strings.TrimSuffix(string(file), "\n"), "\n\n") {
		if found.Len() > 0 {
			found.WriteByte('\n')
		}
		var text []string
		for line := range strings.SplitSeq(block, "\n") {
			if mark, rest, _ := strings.Cut(line, ">"); mark == "" && line != "" {
				text = append(text, strings.TrimPrefix(rest, " "))
			} else if !strings.HasPrefix(line, "#") {
				continue
			}
			found.WriteString(line + "\n")
		}
		if len(text) == 0 {
			continue
		}
		var got strings.Builder
		for extract, err := range ingest.ExtractAll(t.Context(), texts(t, strings.Join(text, "\n")), stages, 1) {
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			for _, f := range extract.Facts {
				got.WriteString(factLine(extract.Graph, f) + "\n")
			}
		}
		if want := facts(block); got.String() != want && !*rewrite {
			t.Errorf("%s\ngot:\n%swant:\n%s", strings.Join(text, "\n"), got.String(), want)
		}
		found.WriteString(got.String())
	}
	if *rewrite {
		if err := os.WriteFile(articlesFile, found.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// facts are the lines of a block that state facts.
func facts(block string) string {
	var lines strings.Builder
	for line := range strings.SplitSeq(block, "\n") {
		if line != "" && line[0] != '>' && line[0] != '#' {
			lines.WriteString(line + "\n")
		}
	}
	return lines.String()
}

// factLine is a fact in one line, its entities by name.
func factLine(g *memory.Graph, f *graph.Fact) string {
	name := func(term graph.Term) string {
		if term.Kind == graph.EntityTerm {
			if e, err := g.Entity(graph.EntityID(term.Value)); err == nil {
				return e.Name
			}
		}
		return cmp.Or(term.Text, term.Value)
	}
	var marks []string
	if f.Negated {
		marks = append(marks, "not")
	}
	if f.Modality != graph.Asserted {
		marks = append(marks, string(f.Modality))
	}
	for _, by := range f.AttributedTo {
		marks = append(marks, "by "+name(graph.EntityObject(by)))
	}
	columns := []string{name(graph.EntityObject(f.Subject)), f.Predicate, name(f.Object), strings.Join(marks, ", ")}
	for _, q := range f.Qualifiers() {
		columns = append(columns, fmt.Sprintf("%s: %s", q.Role, name(q.Value)))
	}
	return strings.TrimRight(strings.Join(columns, " | "), " |")
}
