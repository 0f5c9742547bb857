// Package cytoscape writes the JSON of Cytoscape.js and Cytoscape.
package cytoscape

import (
	"bufio"
	"context"
	"encoding/json"
	"io"

	"factgraph/export/network"
)

// Write writes the graph.
func Write(ctx context.Context, w io.Writer, s *network.Source) error {
	out := bufio.NewWriter(w)
	io.WriteString(out, `{"format_version":"1.0","generated_by":"factgraph","data":{"name":"factgraph"},"elements":{"nodes":[`)
	separator := "\n"
	element := func(data map[string]any) error {
		line, err := json.Marshal(map[string]any{"data": data})
		if err != nil {
			return err
		}
		io.WriteString(out, separator)
		separator = ",\n"
		_, err = out.Write(line)
		return err
	}
	for n, err := range s.Nodes(ctx) {
		if err != nil {
			return err
		}
		data := map[string]any{"id": n.ID, "value": n.ID, "name": n.Label, "type": n.Type}
		if n.Subtype != "" {
			data["subtype"] = n.Subtype
		}
		if len(n.Aliases) > 0 {
			data["aliases"] = n.Aliases
		}
		if err := element(data); err != nil {
			return err
		}
	}
	io.WriteString(out, "\n],\"edges\":[")
	separator = "\n"
	for e, err := range s.Edges(ctx) {
		if err != nil {
			return err
		}
		data := map[string]any{"id": e.ID, "source": e.From, "target": e.To, "interaction": e.Predicate}
		for i, name := range network.Attributes() {
			data[name] = e.Values()[i]
		}
		if err := element(data); err != nil {
			return err
		}
	}
	io.WriteString(out, "\n]}}\n")
	return out.Flush()
}
