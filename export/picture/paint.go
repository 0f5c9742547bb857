package picture

import (
	"fmt"
	"image/color"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/fogleman/gg"
)

// Pictures have two pixels to a point, for sharp screens, and less where that
// would be more than mostPixels.
const (
	pixelsPerPoint = 2.0
	mostPixels     = 60e6
	pointsPerInch  = 72
)

// paint draws the layout as PNG.
func paint(w io.Writer, layout []byte) error {
	d, err := readDrawing(layout)
	if err != nil {
		return err
	}
	width, height, err := d.size()
	if err != nil {
		return err
	}
	inches, _ := strconv.ParseFloat(d.Pad, 64)
	pad := inches * pointsPerInch
	width, height = width+2*pad, height+2*pad
	scale := min(pixelsPerPoint, math.Sqrt(mostPixels/(width*height)))
	fonts, err := loadFonts()
	if err != nil {
		return err
	}
	p := &painter{
		Context: gg.NewContext(int(math.Ceil(width*scale)), int(math.Ceil(height*scale))),
		fonts:   fonts, scale: scale, left: pad, bottom: height - pad,
	}
	if background, ok := fillOf(d.Shape); ok {
		p.SetColor(background)
		p.Clear()
	}
	for _, part := range d.inOrder() {
		for _, operations := range part.operations() {
			p.draw(operations)
		}
	}
	if err := p.EncodePNG(w); err != nil {
		return fmt.Errorf("write PNG: %w", err)
	}
	return nil
}

// fillOf is the first colour that the operations fill with.
func fillOf(operations []operation) (color.Color, bool) {
	for _, o := range operations {
		if o.Op == "C" {
			return parseColor(o.Color), true
		}
	}
	return nil, false
}

// A painter carries out xdot operations.
type painter struct {
	*gg.Context
	fonts        *fonts
	scale        float64 // pixels per point
	left, bottom float64 // where the layout's origin is, in points

	line, fill color.Color
	width      float64 // of lines, in points
	dashes     []float64
	size       float64 // of letters, in points
	bold       bool
	hidden     bool
}

func (p *painter) at(point [2]float64) (x, y float64) {
	return (p.left + point[0]) * p.scale, (p.bottom - point[1]) * p.scale
}

func (p *painter) draw(operations []operation) {
	p.line, p.fill, p.width, p.dashes, p.size, p.bold, p.hidden = color.Black, color.Black, 1, nil, 14, false, false
	for _, o := range operations {
		switch o.Op {
		case "c":
			p.line = parseColor(o.Color)
		case "C":
			p.fill = parseColor(o.Color)
		case "S":
			p.style(o.Style)
		case "F":
			p.size = o.Size
		case "t":
			p.bold = o.Flags&1 != 0
		case "T":
			p.text(o)
		default:
			if p.path(o) {
				p.finish(o.Op == "E" || o.Op == "P" || o.Op == "B")
			}
		}
	}
}

// style changes the pen. Dashes are as long as Graphviz's own in SVG.
func (p *painter) style(style string) {
	switch {
	case style == "solid":
		p.dashes = nil
	case style == "dashed":
		p.dashes = []float64{5, 2}
	case style == "dotted":
		p.dashes = []float64{1, 5}
	case style == "bold":
		p.width = 2
	case style == "invis":
		p.hidden = true
	case strings.HasPrefix(style, "setlinewidth("):
		if width, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimPrefix(style, "setlinewidth("), ")"), 64); err == nil {
			p.width = width
		}
	}
}

// path traces the outline of a shape, false when the operation is none.
func (p *painter) path(o operation) bool {
	switch o.Op {
	case "E", "e":
		x, y := p.at([2]float64{o.Rect[0], o.Rect[1]})
		p.DrawEllipse(x, y, o.Rect[2]*p.scale, o.Rect[3]*p.scale)
		return true
	case "P", "p", "L":
		for _, point := range o.Points {
			p.LineTo(p.at(point))
		}
		if o.Op != "L" {
			p.ClosePath()
		}
		return true
	case "B", "b":
		if len(o.Points) == 0 {
			return false
		}
		p.MoveTo(p.at(o.Points[0]))
		for i := 1; i+2 < len(o.Points); i += 3 {
			x1, y1 := p.at(o.Points[i])
			x2, y2 := p.at(o.Points[i+1])
			x3, y3 := p.at(o.Points[i+2])
			p.CubicTo(x1, y1, x2, y2, x3, y3)
		}
		return true
	}
	return false
}

// finish fills and strokes the path.
func (p *painter) finish(filled bool) {
	defer p.ClearPath()
	if p.hidden {
		return
	}
	if filled {
		p.SetColor(p.fill)
		p.FillPreserve()
	}
	dashes := make([]float64, len(p.dashes))
	for i, d := range p.dashes {
		dashes[i] = d * p.scale
	}
	p.SetDash(dashes...)
	p.SetLineCapButt()
	p.SetLineWidth(p.width * p.scale)
	p.SetColor(p.line)
	p.Stroke()
}

// text writes a line of text, no wider than Graphviz thought it to be.
func (p *painter) text(o operation) {
	runs, width := p.fonts.runs(o.Text, p.bold, p.size*p.scale)
	if room := o.Width * p.scale; width > room && room > 0 {
		runs, width = p.fonts.runs(o.Text, p.bold, p.size*p.scale*room/width)
	}
	x, y := p.at(o.Point)
	switch o.Align {
	case "c":
		x -= width / 2
	case "r":
		x -= width
	}
	p.SetColor(p.line)
	for _, run := range runs {
		p.SetFontFace(run.face)
		p.DrawString(run.text, x, y)
		x += run.width
	}
}

// parseColor reads "#rrggbb" and "#rrggbbaa"; what it can't read is black.
func parseColor(text string) color.Color {
	value, err := strconv.ParseUint(strings.TrimPrefix(text, "#"), 16, 32)
	switch {
	case err == nil && len(text) == 9:
		return color.NRGBA{uint8(value >> 24), uint8(value >> 16), uint8(value >> 8), uint8(value)}
	case err == nil && len(text) == 7:
		return color.NRGBA{uint8(value >> 16), uint8(value >> 8), uint8(value), 0xff}
	case text == "transparent":
		return color.Transparent
	case text == "white":
		return color.White
	}
	return color.Black
}
