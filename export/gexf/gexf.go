// Package gexf writes GEXF 1.3 (https://gexf.net), the format of Gephi, with
// the times of facts as spans of a dynamic graph.
package gexf

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"factgraph/export/graphml"
	"factgraph/export/network"
)

// Write writes the graph.
func Write(ctx context.Context, w io.Writer, s *network.Source) error {
	out := bufio.NewWriter(w)
	io.WriteString(out, xml.Header)
	io.WriteString(out, `<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">`+"\n")
	io.WriteString(out, "  <meta><creator>factgraph</creator></meta>\n")
	io.WriteString(out, `  <graph defaultedgetype="directed" mode="dynamic" timeformat="date">`+"\n")
	io.WriteString(out, `    <attributes class="node">`+"\n")
	for i, name := range []string{"type", "subtype", "aliases"} {
		fmt.Fprintf(out, `      <attribute id="%d" title="%s" type="string"/>`+"\n", i, name)
	}
	io.WriteString(out, "    </attributes>\n    <attributes class=\"edge\">\n")
	for i, name := range network.Attributes() {
		fmt.Fprintf(out, `      <attribute id="%d" title="%s" type="%s"/>`+"\n", i, name, kind((&network.Edge{}).Values()[i]))
	}
	io.WriteString(out, "    </attributes>\n    <nodes>\n")
	for n, err := range s.Nodes(ctx) {
		if err != nil {
			return err
		}
		fmt.Fprintf(out, `      <node id="%s" label="%s"><attvalues>`, graphml.Escape(n.ID), graphml.Escape(n.Label))
		for i, value := range []string{n.Type, n.Subtype, strings.Join(n.Aliases, "; ")} {
			attribute(out, i, value)
		}
		io.WriteString(out, "</attvalues></node>\n")
	}
	io.WriteString(out, "    </nodes>\n    <edges>\n")
	for e, err := range s.Edges(ctx) {
		if err != nil {
			return err
		}
		fmt.Fprintf(out, `      <edge id="%s" source="%s" target="%s" label="%s" weight="%d"%s><attvalues>`,
			graphml.Escape(e.ID), graphml.Escape(e.From), graphml.Escape(e.To), graphml.Escape(e.Predicate), max(e.Evidence, 1), span(e))
		for i, value := range e.Values() {
			attribute(out, i, fmt.Sprint(value))
		}
		io.WriteString(out, "</attvalues></edge>\n")
	}
	io.WriteString(out, "    </edges>\n  </graph>\n</gexf>\n")
	return out.Flush()
}

func attribute(w io.Writer, i int, value string) {
	if value != "" {
		fmt.Fprintf(w, `<attvalue for="%d" value="%s"/>`, i, graphml.Escape(value))
	}
}

// span is the time of an edge; its last day is in it.
func span(e *network.Edge) string {
	var attributes string
	if !e.Start.IsZero() {
		attributes += fmt.Sprintf(` start="%s"`, e.Start.Format(time.DateOnly))
	}
	if !e.End.IsZero() {
		last := e.End.AddDate(0, 0, -1)
		if last.Before(e.Start) {
			last = e.Start
		}
		attributes += fmt.Sprintf(` end="%s"`, last.Format(time.DateOnly))
	}
	return attributes
}

// kind is the GEXF type of a value.
func kind(value any) string {
	switch value.(type) {
	case bool:
		return "boolean"
	case int:
		return "integer"
	case float64:
		return "double"
	}
	return "string"
}
