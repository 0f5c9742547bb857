package diagram_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"factgraph/export/diagram"
	"factgraph/export/internal/example"
	"factgraph/graph"
	"factgraph/graph/memory"
)

func draw(t testing.TB, g *memory.Graph, options diagram.Options) *diagram.Diagram {
	t.Helper()
	options.Reader = g
	d, err := diagram.New(g.Facts(t.Context(), graph.Filter{}), options)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// spell writes edges as "from –label, label→ to (style)".
func spell(d *diagram.Diagram) string {
	var lines []string
	for _, e := range d.Edges {
		lines = append(lines, fmt.Sprintf("%s –%s→ %s (%s)", d.Nodes[e.From].Entity.Name, strings.Join(e.Text(3), ", "), d.Nodes[e.To].Entity.Name, e.Style))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func TestEdges(t *testing.T) {
	for _, test := range []struct{ name, facts, want string }{
		{"one", `Ada Lovelace/person | met | Charles Babbage/person`,
			`Ada Lovelace –met→ Charles Babbage (reported as fact)`},
		{"merged", "Ada Lovelace/person | met | Charles Babbage/person\nAda Lovelace/person | wrote to | Charles Babbage/person",
			`Ada Lovelace –met, wrote to→ Charles Babbage (reported as fact)`},
		{"attributed", `Ada Lovelace/person | met | Charles Babbage/person | says George Boole/person`,
			`Ada Lovelace –met, (says Boole)→ Charles Babbage (said by somebody)`},
		{"negated", `Ada Lovelace/person | met | Charles Babbage/person | not | possible`,
			`Ada Lovelace –✗ not: met→ Charles Babbage (denied)`},
		{"possible", `Ada Lovelace/person | met | Charles Babbage/person | possible`,
			`Ada Lovelace –met→ Charles Babbage (possible, planned or asked)`},
		{"a place for an object", `Ada Lovelace/person | resigned |  | in London/place | on 1842-07-08`,
			`Ada Lovelace –resigned in→ London (reported as fact)`},
		{"claims", "Charles Babbage/person | is | \"generous\" | says Ada Lovelace/person\nAda Lovelace/person | said | that he is generous",
			`Ada Lovelace –said: is generous→ Charles Babbage (said by somebody)`},
		{"a claim that is drawn itself", "Charles Babbage/person | met | George Boole/person | says Ada Lovelace/person\nAda Lovelace/person | said | that they met",
			`Charles Babbage –met, (says Lovelace)→ George Boole (said by somebody)`},
		{"no amounts", "Ada Lovelace/person | paid | 54.2 per cent/quantity\nAda Lovelace/person | met | Charles Babbage/person",
			`Ada Lovelace –met→ Charles Babbage (reported as fact)`},
		{"no nouns that tie nothing", "Ada Lovelace/person | told | reporters/group\nAda Lovelace/person | met | Charles Babbage/person\nAda Lovelace/person | met | some people/concept",
			`Ada Lovelace –met→ Charles Babbage (reported as fact)`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := spell(draw(t, example.Graph(t, test.facts), diagram.Options{})); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestCorroboration(t *testing.T) {
	met := `Ada Lovelace/person | met | Charles Babbage/person`
	d := draw(t, example.Graph(t, met, met, met), diagram.Options{})
	if got, want := spell(d), `Ada Lovelace –met ×3→ Charles Babbage (reported as fact)`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestEachStory tells that many facts of one article don't crowd out another.
func TestEachStory(t *testing.T) {
	var long strings.Builder
	for i := range 30 {
		fmt.Fprintf(&long, "Ada Lovelace/person | wrote to | Friend %d/person\n", i)
	}
	d := draw(t, example.Graph(t, long.String(), `Galileo Galilei/person | observed | Jupiter/place`), diagram.Options{Most: 8})
	if !strings.Contains(spell(d), "Galileo") {
		t.Errorf("the second story is not in sight:\n%s", spell(d))
	}
	if len(d.Nodes) != 8 || d.MoreNodes != 31+2-8 || d.MoreFacts != 31-len(d.Edges) {
		t.Errorf("%d nodes, %d more; %d edges, %d more", len(d.Nodes), d.MoreNodes, len(d.Edges), d.MoreFacts)
	}
}

func TestClusters(t *testing.T) {
	g := example.Graph(t, "Ada Lovelace/person | met | Charles Babbage/person\nCharles Babbage/person | knew | Mary Somerville/person\nAda Lovelace/person | knew | Mary Somerville/person",
		"Galileo Galilei/person | observed | Jupiter/place")
	for _, by := range []string{"article", "community"} {
		clusters := make(map[string]string)
		for _, n := range draw(t, g, diagram.Options{Cluster: by}).Nodes {
			clusters[n.Entity.Name] = n.Cluster
		}
		if a, b := clusters["Ada Lovelace"], clusters["Galileo Galilei"]; a == "" || b == "" || a == b ||
			clusters["Charles Babbage"] != a || clusters["Mary Somerville"] != a || clusters["Jupiter"] != b {
			t.Errorf("by %s: %v", by, clusters)
		}
	}
}

func TestDeterministic(t *testing.T) {
	g := example.Random(t, 200, 600)
	for _, by := range []string{"", "article", "community"} {
		first := fmt.Sprintf("%+v", shape(draw(t, g, diagram.Options{Cluster: by})))
		for range 3 {
			if again := fmt.Sprintf("%+v", shape(draw(t, g, diagram.Options{Cluster: by}))); again != first {
				t.Fatalf("clusters by %q: two diagrams of one graph differ", by)
			}
		}
	}
}

// shape is the diagram without addresses of memory.
func shape(d *diagram.Diagram) []string {
	lines := []string{spell(d)}
	for _, n := range d.Nodes {
		lines = append(lines, n.Entity.Name, n.Cluster, fmt.Sprint(n.Weight))
	}
	return lines
}

func TestEmpty(t *testing.T) {
	if d := draw(t, example.Graph(t, "Ada Lovelace/person | slept"), diagram.Options{Cluster: "community"}); len(d.Nodes)+len(d.Edges) != 0 {
		t.Errorf("%d nodes of a graph without links", len(d.Nodes))
	}
}
