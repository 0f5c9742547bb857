package picture

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// A drawing is what Graphviz's JSON output says of the picture: the drawing
// operations of the xdot language, in points from the lower left corner.
// See https://graphviz.org/docs/outputs/canon/#xdot.
type drawing struct {
	Box     string `json:"bb"` // "0,0,402,265"
	Pad     string `json:"pad"`
	Objects []part `json:"objects"` // clusters and nodes
	Edges   []part `json:"edges"`
	part
}

// A part is the graph, a cluster, a node or an edge.
type part struct {
	Nodes     []int       `json:"nodes"` // of a cluster
	Shape     []operation `json:"_draw_"`
	Head      []operation `json:"_hdraw_"`
	Tail      []operation `json:"_tdraw_"`
	Label     []operation `json:"_ldraw_"`
	HeadLabel []operation `json:"_hldraw_"`
	TailLabel []operation `json:"_tldraw_"`
}

// operations are all of a part in the order in which they are drawn. Each list
// starts with the default pen.
func (p part) operations() [][]operation {
	return [][]operation{p.Shape, p.Head, p.Tail, p.Label, p.HeadLabel, p.TailLabel}
}

// An operation draws something or changes the pen.
type operation struct {
	Op     string       `json:"op"`
	Points [][2]float64 `json:"points"`
	Rect   [4]float64   `json:"rect"` // centre and radii of an ellipse
	Point  [2]float64   `json:"pt"`
	Align  string       `json:"align"` // "l", "c" or "r"
	Width  float64      `json:"width"` // of the text as Graphviz estimates it
	Text   string       `json:"text"`
	Color  string       `json:"color"` // "#rrggbb" or "#rrggbbaa"
	Size   float64      `json:"size"`
	Style  string       `json:"style"`
	Flags  int          `json:"fontchar"` // 1: bold
}

func readDrawing(data []byte) (*drawing, error) {
	d := new(drawing)
	if err := json.Unmarshal(data, d); err != nil {
		return nil, fmt.Errorf("read the layout: %w", err)
	}
	return d, nil
}

// size is width and height in points, without the padding.
func (d *drawing) size() (width, height float64, err error) {
	numbers := strings.Split(d.Box, ",")
	if len(numbers) != 4 {
		return 0, 0, fmt.Errorf("read the layout: no bounding box %q", d.Box)
	}
	if width, err = strconv.ParseFloat(numbers[2], 64); err == nil {
		height, err = strconv.ParseFloat(numbers[3], 64)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("read the layout: bounding box %q: %w", d.Box, err)
	}
	return width, height, nil
}

// inOrder lists the parts in the order in which they are drawn: nodes stand
// upon edges, edges upon clusters.
func (d *drawing) inOrder() []part {
	parts := []part{d.part}
	for _, o := range d.Objects {
		if o.Nodes != nil {
			parts = append(parts, o)
		}
	}
	parts = append(parts, d.Edges...)
	for _, o := range d.Objects {
		if o.Nodes == nil {
			parts = append(parts, o)
		}
	}
	return parts
}
