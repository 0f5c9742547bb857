package dot_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"factgraph/export/diagram"
	"factgraph/export/dot"
	"factgraph/export/internal/example"
	"factgraph/graph"
	"factgraph/graph/memory"
)

var rewrite = flag.Bool("rewrite", false, "write what comes out to testdata")

func source(t testing.TB, g *memory.Graph, options dot.Options, cluster string, most int) string {
	t.Helper()
	d, err := diagram.New(g.Facts(t.Context(), graph.Filter{}), diagram.Options{Reader: g, Cluster: cluster, Most: most})
	if err != nil {
		t.Fatal(err)
	}
	return dot.Source(d, options)
}

const story = `
	Ada Lovelace/person | met | Charles Babbage/person | in London/place
	Ada Lovelace/person | wrote | Note G/document
	Note G/document | describes | Analytical Engine/product
	Charles Babbage/person | designed | Analytical Engine/product
	Charles Babbage/person | sold | Analytical Engine/product | not
	British Government/organization | funded | Analytical Engine/product | possible
	Charles Babbage/person | visited | Turin/place | says Luigi Menabrea/person
	Ada Lovelace/person | daughter of | Lord Byron/person
	Ada Lovelace/person | married | William King/person
	Ada Lovelace/person | born in | London/place`

func TestSource(t *testing.T) {
	g := example.Graph(t, story, "Galileo Galilei/person | observed | Jupiter/place")
	for _, test := range []struct {
		file    string
		options dot.Options
		cluster string
	}{
		{"light.dot", dot.Options{Title: "Engines & notes", Legend: true}, ""},
		{"dark.dot", dot.Options{Dark: true}, ""},
		{"clusters.dot", dot.Options{ArticleNames: map[string]string{"a0": "The engine", "a1": "Moons"}}, "article"},
	} {
		got := source(t, g, test.options, test.cluster, 0)
		if again := source(t, g, test.options, test.cluster, 0); again != got {
			t.Errorf("%s: written twice, it differs", test.file)
		}
		path := filepath.Join("testdata", test.file)
		if *rewrite {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nrun with -rewrite to accept", test.file, got)
		}
	}
}

// TestGraphviz lets Graphviz itself read and draw diagrams.
func TestGraphviz(t *testing.T) {
	program, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("Graphviz is not installed: the DOT files are not read by it")
	}
	hostile := example.Hostile()
	for name, text := range map[string]string{
		"story":   source(t, example.Graph(t, story), dot.Options{Title: "Engines", Legend: true}, "community", 0),
		"hostile": source(t, example.Names(t, hostile...), dot.Options{Title: strings.Join(hostile, " "), Legend: true}, "community", 0),
		"large":   source(t, example.Random(t, 120, 400), dot.Options{Legend: true}, "", 100),
	} {
		var out, complaints bytes.Buffer
		run := exec.CommandContext(t.Context(), program, "-Tsvg")
		run.Stdin, run.Stdout, run.Stderr = strings.NewReader(text), &out, &complaints
		if err := run.Run(); err != nil || complaints.Len() > 0 {
			t.Errorf("%s: %v %s", name, err, complaints.String())
		}
		if !strings.Contains(out.String(), "</svg>") {
			t.Errorf("%s: no picture", name)
		}
	}
}
