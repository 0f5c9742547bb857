// Package graphml writes GraphML (http://graphml.graphdrawing.org), which
// Gephi, yEd, NetworkX and igraph read.
package graphml

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"factgraph/export/network"
)

// Write writes the graph.
func Write(ctx context.Context, w io.Writer, s *network.Source) error {
	out := bufio.NewWriter(w)
	io.WriteString(out, xml.Header)
	io.WriteString(out, `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">`+"\n")
	for _, name := range []string{"label", "type", "subtype", "aliases"} {
		fmt.Fprintf(out, `  <key id="n_%s" for="node" attr.name="%s" attr.type="string"/>`+"\n", name, name)
	}
	for i, name := range network.Attributes() {
		fmt.Fprintf(out, `  <key id="e_%s" for="edge" attr.name="%s" attr.type="%s"/>`+"\n", name, name, kind((&network.Edge{}).Values()[i]))
	}
	io.WriteString(out, `  <graph id="factgraph" edgedefault="directed">`+"\n")
	for n, err := range s.Nodes(ctx) {
		if err != nil {
			return err
		}
		fmt.Fprintf(out, `    <node id="%s">`, Escape(n.ID))
		for _, d := range []struct{ key, value string }{{"label", n.Label}, {"type", n.Type}, {"subtype", n.Subtype}, {"aliases", strings.Join(n.Aliases, "; ")}} {
			if d.value != "" {
				fmt.Fprintf(out, `<data key="n_%s">%s</data>`, d.key, Escape(d.value))
			}
		}
		io.WriteString(out, "</node>\n")
	}
	for e, err := range s.Edges(ctx) {
		if err != nil {
			return err
		}
		fmt.Fprintf(out, `    <edge id="%s" source="%s" target="%s">`, Escape(e.ID), Escape(e.From), Escape(e.To))
		for i, value := range e.Values() {
			if text := fmt.Sprint(value); text != "" {
				fmt.Fprintf(out, `<data key="e_%s">%s</data>`, network.Attributes()[i], Escape(text))
			}
		}
		io.WriteString(out, "</edge>\n")
	}
	io.WriteString(out, "  </graph>\n</graphml>\n")
	return out.Flush()
}

// kind is the GraphML type of a value.
func kind(value any) string {
	switch value.(type) {
	case bool:
		return "boolean"
	case int:
		return "int"
	case float64:
		return "double"
	}
	return "string"
}

// Escape makes a text safe in XML content and attributes; characters that XML
// doesn't have become U+FFFD.
func Escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil { // a Builder never fails
		return ""
	}
	return b.String()
}
