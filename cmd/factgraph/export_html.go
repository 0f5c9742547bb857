package main

import (
	"context"
	"io"

	"factgraph/export/html"
	"factgraph/export/selection"
	"factgraph/graph"
)

// writeHTML writes the interactive page.
func writeHTML(ctx context.Context, w io.Writer, o *exportOptions, s *selection.Selection, r graph.Reader) error {
	return html.Write(ctx, w, s.Select(ctx, r), r, html.Options{Title: o.title})
}
