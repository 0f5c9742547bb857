// Package dot writes diagrams in the DOT language of Graphviz.
package dot

import (
	"fmt"
	"io"
	"strings"

	"github.com/emicklei/dot"

	"factgraph/export/diagram"
	"factgraph/graph"
)

// Options say how a diagram looks.
type Options struct {
	Dark   bool
	Title  string
	Legend bool
	// ArticleNames gives the titles of clusters by article; may be nil.
	ArticleNames map[string]string
}

// Write writes the diagram. The same diagram always gives the same bytes.
func Write(w io.Writer, d *diagram.Diagram, options Options) error {
	_, err := io.WriteString(w, Source(d, options))
	return err
}

// largeGraph is the number of nodes from which a force-directed layout is
// easier on the eye than layers.
const largeGraph = 60

// Source is the diagram as DOT.
func Source(d *diagram.Diagram, options Options) string {
	p := lightPalette
	if options.Dark {
		p = darkPalette
	}
	g := dot.NewGraph(dot.Directed)
	g.ID("factgraph")
	setGraphStyle(g, d, options, p)
	nodes := make([]dot.Node, len(d.Nodes))
	clusters := make(map[string]*dot.Graph)
	for i := range d.Nodes {
		nodes[i] = addNode(clusterOf(g, clusters, &d.Nodes[i], options, p), i, &d.Nodes[i], p)
	}
	for i := range d.Edges {
		addEdge(g, nodes, d, &d.Edges[i], p)
	}
	if d.MoreNodes > 0 || d.MoreFacts > 0 {
		g.Node("more").Attr("label", moreText(d)).Attr("shape", "plaintext").Attr("fontcolor", p.faint)
	}
	if options.Legend {
		addLegend(g, d, p)
	}
	return g.String() + "\n"
}

func setGraphStyle(g *dot.Graph, d *diagram.Diagram, options Options, p palette) {
	set(g, "charset", "UTF-8", "bgcolor", p.background, "fontname", font, "fontcolor", p.text)
	set(g, "pad", "0.3")
	if options.Title != "" {
		set(g, "label", plain(options.Title), "labelloc", "t", "fontsize", "20")
	}
	if len(d.Nodes) >= largeGraph {
		set(g, "layout", "sfdp", "overlap", "prism", "splines", "true", "K", "0.9")
	} else {
		set(g, "rankdir", "LR", "nodesep", "0.25", "ranksep", "0.7", "concentrate", "false")
	}
	g.NodeInitializer(func(n dot.Node) {
		n.Attr("fontname", font).Attr("style", "filled").Attr("fontcolor", p.text).Attr("color", p.line).Attr("penwidth", "1")
	})
	g.EdgeInitializer(func(e dot.Edge) {
		e.Attr("fontname", font).Attr("fontsize", "10").Attr("arrowsize", "0.7")
	})
}

// set sets attributes, given as names and values in turn.
func set(g *dot.Graph, namesAndValues ...string) {
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		g.Attr(namesAndValues[i], namesAndValues[i+1])
	}
}

func clusterOf(g *dot.Graph, clusters map[string]*dot.Graph, n *diagram.Node, options Options, p palette) *dot.Graph {
	if n.Cluster == "" {
		return g
	}
	sub, ok := clusters[n.Cluster]
	if !ok {
		sub = g.Subgraph("cluster_"+fmt.Sprint(len(clusters)), dot.ClusterOption{})
		set(sub, "label", plain(options.ArticleNames[n.Cluster]), "style", "rounded,filled", "color", p.line, "fillcolor", p.cluster, "fontcolor", p.faint, "fontname", font)
		clusters[n.Cluster] = sub
	}
	return sub
}

func addNode(g *dot.Graph, i int, n *diagram.Node, p palette) dot.Node {
	look := p.types[n.Entity.Type]
	if look.fill == "" {
		look = p.types[graph.Concept]
	}
	node := g.Node(fmt.Sprintf("n%d", i))
	node.Attr("label", wrap(n.Entity.Name, 20)).Attr("shape", look.shape).Attr("fillcolor", look.fill)
	node.Attr("fontsize", fmt.Sprintf("%.0f", 11+7*n.Weight))
	if look.rounded {
		node.Attr("style", "filled,rounded")
	}
	node.Attr("tooltip", nodeTooltip(n))
	if len(n.Entity.SameAs) > 0 && strings.HasPrefix(n.Entity.SameAs[0], "http") {
		node.Attr("URL", plain(n.Entity.SameAs[0]))
	}
	return node
}

func nodeTooltip(n *diagram.Node) string {
	lines := []string{n.Entity.Name + " (" + string(n.Entity.Type) + ")"}
	if len(n.Entity.Roles) > 0 {
		lines = append(lines, n.Entity.Roles[0].Text)
	}
	lines = append(lines, n.Facts[:min(len(n.Facts), 8)]...)
	return plain(strings.Join(lines, "\n"))
}

func addEdge(g *dot.Graph, nodes []dot.Node, d *diagram.Diagram, e *diagram.Edge, p palette) {
	look := p.styles[e.Style]
	var lines []string
	for _, line := range e.Text(3) {
		lines = append(lines, wrap(line, 26))
	}
	edge := g.Edge(nodes[e.From], nodes[e.To])
	edge.Attr("label", strings.Join(lines, "\n")).Attr("style", look.line).Attr("color", look.color).Attr("fontcolor", look.color)
	edge.Attr("penwidth", fmt.Sprintf("%.1f", min(1+0.5*float64(e.Evidence-1), 5)))
	if e.Style == diagram.Negated {
		edge.Attr("arrowhead", "normaltee")
	}
	edge.Attr("tooltip", edgeTooltip(d, e)).Attr("labeltooltip", edgeTooltip(d, e))
}

func edgeTooltip(d *diagram.Diagram, e *diagram.Edge) string {
	var lines []string
	for _, f := range e.Facts[:min(len(e.Facts), 6)] {
		if len(f.Evidence) > 0 {
			lines = append(lines, "“"+strings.Join(strings.Fields(f.Evidence[0].Text), " ")+"”")
		}
	}
	if len(lines) == 0 {
		lines = []string{d.Nodes[e.From].Entity.Name + " " + e.Labels[0].Predicate + " " + d.Nodes[e.To].Entity.Name}
	}
	return plain(strings.Join(lines, "\n"))
}

func moreText(d *diagram.Diagram) string {
	return fmt.Sprintf("and %d more things\nwith %d more links between them;\n--top draws more", d.MoreNodes, d.MoreFacts)
}

func addLegend(g *dot.Graph, d *diagram.Diagram, p palette) {
	legend := g.Subgraph("cluster_legend", dot.ClusterOption{})
	set(legend, "label", "", "style", "rounded", "color", p.line)
	used := make(map[graph.Type]bool)
	for _, n := range d.Nodes {
		used[n.Entity.Type] = true
	}
	var previous *dot.Node
	for _, t := range graph.Types() {
		if !used[t] {
			continue
		}
		n := legend.Node("legend_" + string(t))
		look := p.types[t]
		n.Attr("label", string(t)).Attr("shape", look.shape).Attr("fillcolor", look.fill).Attr("fontsize", "10").Attr("height", "0.25")
		if look.rounded {
			n.Attr("style", "filled,rounded")
		}
		previous = &n
	}
	styles := make(map[diagram.Style]bool)
	for _, e := range d.Edges {
		styles[e.Style] = true
	}
	for _, s := range diagram.Styles() {
		if !styles[s] || previous == nil {
			continue
		}
		from := legend.Node(fmt.Sprintf("legend_from_%d", s)).Attr("label", "").Attr("shape", "point")
		to := legend.Node(fmt.Sprintf("legend_to_%d", s)).Attr("label", s.String()).Attr("shape", "plaintext").Attr("fontsize", "10").Attr("style", "")
		edge := legend.Edge(from, to).Attr("style", p.styles[s].line).Attr("color", p.styles[s].color)
		if s == diagram.Negated {
			edge.Attr("arrowhead", "normaltee")
		}
	}
}

// wrap breaks a text into lines of about width letters.
func wrap(text string, width int) string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(plain(text)) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += shorten(word, 2*width)
	}
	lines = append(lines, line)
	if len(lines) > 4 {
		lines = append(lines[:3], lines[3]+" …")
	}
	return strings.Join(lines, "\n")
}

func shorten(word string, most int) string {
	if r := []rune(word); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return word
}
