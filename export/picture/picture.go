// Package picture lays out and renders DOT as SVG and PNG with a Graphviz that
// is compiled into the program: none needs to be installed.
package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/goccy/go-graphviz"
)

// A Format is a picture format.
type Format string

// The formats.
const (
	SVG Format = "svg"
	PNG Format = "png"
)

// MaxNodes is the number of nodes up to which a layout takes seconds rather
// than minutes.
const MaxNodes = 3000

// ErrTooLarge is returned for diagrams above MaxNodes.
var ErrTooLarge = errors.New("the diagram is too large to lay out; draw less with --top, --entity or --query, or export --format html, gexf or graphml for a graph program")

// Render draws DOT source of a diagram with so many nodes.
func Render(ctx context.Context, w io.Writer, source string, nodes int, format Format) error {
	if nodes > MaxNodes {
		return fmt.Errorf("%d nodes: %w", nodes, ErrTooLarge)
	}
	if format == PNG {
		// Graphviz only lays out: what it draws on pixels without the
		// libraries of an operating system is wrong in places.
		var drawn bytes.Buffer
		if err := layOut(ctx, &drawn, source, "json"); err != nil {
			return err
		}
		return paint(w, drawn.Bytes())
	}
	return layOut(ctx, w, source, graphviz.Format(format))
}

// layOut runs Graphviz.
func layOut(ctx context.Context, w io.Writer, source string, format graphviz.Format) error {
	engine, err := graphviz.New(ctx)
	if err != nil {
		return fmt.Errorf("start graphviz: %w", err)
	}
	// What Graphviz warns of comes as the error of Close, when the picture is
	// drawn: it is no error of the picture.
	defer func() { _ = engine.Close() }()
	g, err := graphviz.ParseBytes([]byte(source))
	if err != nil {
		return fmt.Errorf("read DOT: %w", err)
	}
	defer g.Close()
	if layout := g.GetStr("layout"); layout != "" {
		engine.SetLayout(graphviz.Layout(layout))
		if g.GetStr("overlap") == "prism" {
			// Prism needs a triangulation library, which is not compiled in.
			g.SafeSet("overlap", "scalexy", "")
		}
	}
	if err := engine.Render(ctx, g, format, w); err != nil {
		return fmt.Errorf("draw %s: %w", format, err)
	}
	return nil
}
