package dot

import (
	"factgraph/export/diagram"
	"factgraph/graph"
)

// font is the one whose letters Graphviz knows the widths of; a list of fonts
// would be measured as Times.
const font = "Helvetica"

// A palette is the look of a theme. The fills are light (or dark) enough for
// the text on them to have a contrast of at least 7 to 1.
type palette struct {
	background, text, line, faint, cluster string
	types                                  map[graph.Type]nodeLook
	styles                                 map[diagram.Style]edgeLook
}

type nodeLook struct {
	shape, fill string
	rounded     bool
	margin      string // in inches; empty: as others
}

// An edgeLook is how a style is drawn; sample is the line in the legend, of
// letters that every font has.
type edgeLook struct {
	line, color, sample string
	width               float64
}

func (p palette) look(t graph.Type) nodeLook {
	if look, ok := p.types[t]; ok {
		return look
	}
	return p.types[graph.Concept]
}

var lightPalette = palette{
	background: "#ffffff", text: "#1b1b1b", line: "#8a8a8a", faint: "#5f5f5f", cluster: "#f6f6f4",
	types: map[graph.Type]nodeLook{
		graph.Person:       {shape: "box", fill: "#cfe2f3", rounded: true},
		graph.Organization: {shape: "box", fill: "#fce5cd"},
		graph.Place:        {shape: "ellipse", fill: "#d9ead3"},
		graph.Event:        {shape: "hexagon", fill: "#f4cccc", margin: "0,0.01"},
		graph.Group:        {shape: "octagon", fill: "#ead1dc", margin: "0.02,0.01"},
		graph.Document:     {shape: "note", fill: "#fff2cc"},
		graph.Product:      {shape: "component", fill: "#d9d2e9"},
		graph.Date:         {shape: "plaintext", fill: "#eeeeee"},
		graph.Quantity:     {shape: "plaintext", fill: "#eeeeee"},
		graph.Concept:      {shape: "box", fill: "#efefef", rounded: true},
	},
	styles: map[diagram.Style]edgeLook{
		diagram.Asserted:     {"solid", "#333333", "—→", 1.1},
		diagram.Attributed:   {"dotted", "#333333", "···→", 1.6},
		diagram.Hypothetical: {"dashed", "#7a5c00", "– –→", 1.1},
		diagram.Negated:      {"solid", "#b00020", "✗→", 1.3},
	},
}

var darkPalette = palette{
	background: "#1e1f22", text: "#f2f2f2", line: "#8f939a", faint: "#b5b8bd", cluster: "#26282c",
	types: map[graph.Type]nodeLook{
		graph.Person:       {shape: "box", fill: "#1f4e79", rounded: true},
		graph.Organization: {shape: "box", fill: "#7a4510"},
		graph.Place:        {shape: "ellipse", fill: "#2f5d27"},
		graph.Event:        {shape: "hexagon", fill: "#7a2626", margin: "0,0.01"},
		graph.Group:        {shape: "octagon", fill: "#6a2a4c", margin: "0.02,0.01"},
		graph.Document:     {shape: "note", fill: "#665200"},
		graph.Product:      {shape: "component", fill: "#46397a"},
		graph.Date:         {shape: "plaintext", fill: "#3a3c40"},
		graph.Quantity:     {shape: "plaintext", fill: "#3a3c40"},
		graph.Concept:      {shape: "box", fill: "#3a3c40", rounded: true},
	},
	styles: map[diagram.Style]edgeLook{
		diagram.Asserted:     {"solid", "#e0e0e0", "—→", 1.1},
		diagram.Attributed:   {"dotted", "#e0e0e0", "···→", 1.6},
		diagram.Hypothetical: {"dashed", "#e6c35c", "– –→", 1.1},
		diagram.Negated:      {"solid", "#ff7b89", "✗→", 1.3},
	},
}
