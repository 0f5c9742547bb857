package dot

import (
	"factgraph/export/diagram"
	"factgraph/graph"
)

const font = "Helvetica,Arial,sans-serif"

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
		graph.Person:       {"box", "#cfe2f3", true},
		graph.Organization: {"box", "#fce5cd", false},
		graph.Place:        {"ellipse", "#d9ead3", false},
		graph.Event:        {"hexagon", "#f4cccc", false},
		graph.Group:        {"octagon", "#ead1dc", false},
		graph.Document:     {"note", "#fff2cc", false},
		graph.Product:      {"component", "#d9d2e9", false},
		graph.Date:         {"plaintext", "#eeeeee", false},
		graph.Quantity:     {"plaintext", "#eeeeee", false},
		graph.Concept:      {"box", "#efefef", true},
	},
	styles: map[diagram.Style]edgeLook{
		diagram.Asserted:     {"solid", "#333333", "——→", 1.1},
		diagram.Attributed:   {"dotted", "#333333", "· · · →", 1.6},
		diagram.Hypothetical: {"dashed", "#7a5c00", "– – →", 1.1},
		diagram.Negated:      {"solid", "#b00020", "✗—→", 1.3},
	},
}

var darkPalette = palette{
	background: "#1e1f22", text: "#f2f2f2", line: "#8f939a", faint: "#b5b8bd", cluster: "#26282c",
	types: map[graph.Type]nodeLook{
		graph.Person:       {"box", "#1f4e79", true},
		graph.Organization: {"box", "#7a4510", false},
		graph.Place:        {"ellipse", "#2f5d27", false},
		graph.Event:        {"hexagon", "#7a2626", false},
		graph.Group:        {"octagon", "#6a2a4c", false},
		graph.Document:     {"note", "#665200", false},
		graph.Product:      {"component", "#46397a", false},
		graph.Date:         {"plaintext", "#3a3c40", false},
		graph.Quantity:     {"plaintext", "#3a3c40", false},
		graph.Concept:      {"box", "#3a3c40", true},
	},
	styles: map[diagram.Style]edgeLook{
		diagram.Asserted:     {"solid", "#e0e0e0", "——→", 1.1},
		diagram.Attributed:   {"dotted", "#e0e0e0", "· · · →", 1.6},
		diagram.Hypothetical: {"dashed", "#e6c35c", "– – →", 1.1},
		diagram.Negated:      {"solid", "#ff7b89", "✗—→", 1.3},
	},
}
