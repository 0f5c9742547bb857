// Package dot writes diagrams in the DOT language of Graphviz.
package dot

import (
	"fmt"
	"io"
	"strconv"
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

// Layers are what people read best, until so many arrows cross them that a
// force-directed layout is easier on the eye, and much faster.
const (
	manyNodes    = 80
	edgesPerNode = 1.5
	tooManyNodes = 600
)

func tangled(d *diagram.Diagram) bool {
	n := len(d.Nodes)
	return n >= tooManyNodes || n >= manyNodes && float64(len(d.Edges)) > edgesPerNode*float64(n)
}

// Source is the diagram as DOT.
func Source(d *diagram.Diagram, options Options) string {
	s := sheet{Graph: dot.NewGraph(dot.Directed), d: d, palette: lightPalette, tangled: tangled(d)}
	if options.Dark {
		s.palette = darkPalette
	}
	s.ID("factgraph")
	s.setStyle()
	s.setHead(options)
	nodes := s.addNodes(options)
	s.addEdges(nodes)
	return s.String() + "\n"
}

// A sheet is a diagram while it is drawn.
type sheet struct {
	*dot.Graph
	d       *diagram.Diagram
	palette palette
	tangled bool
}

func (s *sheet) setStyle() {
	set(s.Graph, "charset", "UTF-8", "bgcolor", s.palette.background, "fontname", font, "fontcolor", s.palette.text,
		"pad", "0.2", "tooltip", " ", "outputorder", "edgesfirst")
	if s.tangled {
		set(s.Graph, "layout", "sfdp", "overlap", "prism", "splines", "line", "K", "1.1", "sep", "+6")
	} else {
		set(s.Graph, "rankdir", "LR", "nodesep", "0.22", "ranksep", "0.45", "remincross", "true")
	}
	s.NodeInitializer(func(n dot.Node) {
		n.Attr("fontname", font).Attr("style", "filled").Attr("fontcolor", s.palette.text).
			Attr("color", s.palette.line).Attr("penwidth", "1").Attr("margin", "0.14,0.07").Attr("height", "0.35")
	})
	s.EdgeInitializer(func(e dot.Edge) {
		e.Attr("fontname", font).Attr("fontsize", "11").Attr("arrowsize", "0.7")
	})
}

// set sets attributes, given as names and values in turn.
func set(g *dot.Graph, namesAndValues ...string) {
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		g.Attr(namesAndValues[i], namesAndValues[i+1])
	}
}

func (s *sheet) addNodes(options Options) []dot.Node {
	nodes := make([]dot.Node, len(s.d.Nodes))
	clusters := make(map[string]*dot.Graph)
	for i := range s.d.Nodes {
		n := &s.d.Nodes[i]
		parent := s.Graph
		if n.Cluster != "" {
			if clusters[n.Cluster] == nil {
				clusters[n.Cluster] = s.addCluster(len(clusters), options.ArticleNames[n.Cluster])
			}
			parent = clusters[n.Cluster]
		}
		nodes[i] = s.addNode(parent, i, n)
	}
	return nodes
}

func (s *sheet) addCluster(number int, title string) *dot.Graph {
	// Graphviz draws what is named "cluster…" as a box.
	cluster := s.Subgraph("cluster_"+strconv.Itoa(number), dot.ClusterOption{})
	label := wrap(title, 40)
	if label != "" { // lines that end in \l stand left
		label = strings.ReplaceAll(label, "\n", `\l`) + `\l`
	}
	// wrap leaves no quote or backslash that would end the literal.
	cluster.Attr("label", dot.Literal(`"`+label+`"`))
	set(cluster, "labeljust", "l", "style", "rounded,filled", "color", s.palette.line,
		"fillcolor", s.palette.cluster, "fontcolor", s.palette.faint, "fontname", font, "fontsize", "12", "margin", "12")
	return cluster
}

func (s *sheet) addNode(g *dot.Graph, i int, n *diagram.Node) dot.Node {
	look := s.palette.look(n.Entity.Type)
	node := g.Node("n" + strconv.Itoa(i))
	node.Attr("label", wrap(n.Entity.Name, 20)).Attr("shape", look.shape).Attr("fillcolor", look.fill)
	node.Attr("fontsize", strconv.Itoa(11+int(9*n.Weight)))
	if look.rounded {
		node.Attr("style", "filled,rounded")
	}
	if look.margin != "" {
		node.Attr("margin", look.margin)
	}
	node.Attr("tooltip", nodeTooltip(n))
	if len(n.Entity.SameAs) > 0 && strings.HasPrefix(n.Entity.SameAs[0], "http") {
		node.Attr("URL", address(n.Entity.SameAs[0]))
	}
	return node
}

func nodeTooltip(n *diagram.Node) string {
	lines := []string{n.Entity.Name + " (" + string(n.Entity.Type) + ")"}
	if len(n.Entity.Roles) > 0 {
		lines = append(lines, n.Entity.Roles[0].Text)
	}
	lines = append(lines, n.Facts[:min(len(n.Facts), 8)]...)
	return tooltip(lines)
}

func (s *sheet) addEdges(nodes []dot.Node) {
	var hints layout
	if !s.tangled {
		hints = newLayout(s.d)
	}
	for i := range s.d.Edges {
		e := &s.d.Edges[i]
		if s.tangled || !hints.turned[i] {
			s.addEdge(nodes[e.From], nodes[e.To], e)
		} else {
			s.addEdge(nodes[e.To], nodes[e.From], e).Attr("dir", "back")
		}
	}
	for _, chain := range hints.chains {
		s.Edge(nodes[chain[0]], nodes[chain[1]]).Attr("style", "invis")
	}
}

func (s *sheet) addEdge(from, to dot.Node, e *diagram.Edge) dot.Edge {
	look := s.palette.styles[e.Style]
	var lines []string
	if !s.tangled { // there is no room: the tooltip has it
		for _, line := range e.Text(3) {
			lines = append(lines, wrap(line, 32))
		}
	}
	edge := s.Edge(from, to)
	edge.Attr("label", strings.Join(lines, "\n")).Attr("style", look.line).Attr("color", look.color).Attr("fontcolor", look.color)
	edge.Attr("penwidth", fmt.Sprintf("%.1f", min(look.width+0.4*float64(e.Evidence-1), 4)))
	if e.Style == diagram.Negated {
		edge.Attr("arrowhead", "normaltee").Attr("arrowtail", "normaltee")
	}
	text := s.edgeTooltip(e)
	return edge.Attr("tooltip", text).Attr("labeltooltip", text)
}

func (s *sheet) edgeTooltip(e *diagram.Edge) string {
	var lines []string
	for _, f := range e.Facts[:min(len(e.Facts), 6)] {
		if len(f.Evidence) > 0 {
			lines = append(lines, "“"+strings.Join(strings.Fields(f.Evidence[0].Text), " ")+"”")
		}
	}
	if len(lines) == 0 {
		lines = []string{s.d.Nodes[e.From].Entity.Name + " " + e.Labels[0].Predicate + " " + s.d.Nodes[e.To].Entity.Name}
	}
	return tooltip(lines)
}

// used is the types of the diagram's nodes and the styles of its edges.
func (s *sheet) used() (types map[graph.Type]bool, styles map[diagram.Style]bool) {
	types, styles = make(map[graph.Type]bool), make(map[diagram.Style]bool)
	for _, n := range s.d.Nodes {
		types[n.Entity.Type] = true
	}
	for _, e := range s.d.Edges {
		styles[e.Style] = true
	}
	return types, styles
}
