// Package cypher writes the graph as a script for Neo4j, Memgraph and other
// stores that speak Cypher.
package cypher

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"factgraph/export/network"
)

// batch is how many rows one statement brings.
const batch = 500

// Write writes a constraint, the nodes and the facts. Running the script twice
// changes nothing.
func Write(ctx context.Context, w io.Writer, s *network.Source) error {
	out := bufio.NewWriter(w)
	io.WriteString(out, "CREATE CONSTRAINT factgraph_node IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE;\n")
	var rows []string
	nodes := func() {
		unwind(out, rows, "MERGE (n:Node {id: row.id}) SET n += row.properties")
		rows = rows[:0]
	}
	for n, err := range s.Nodes(ctx) {
		if err != nil {
			return err
		}
		properties := literalMap("name", n.Label, "type", n.Type, "subtype", n.Subtype, "aliases", n.Aliases, "sameAs", n.SameAs)
		rows = append(rows, "{id: "+literal(n.ID)+", properties: "+properties+"}")
		if len(rows) == batch {
			nodes()
		}
	}
	nodes()
	if err := edges(ctx, out, s); err != nil {
		return err
	}
	return out.Flush()
}

// edges writes the facts in batches of one predicate each, since Cypher takes
// the type of a relationship from the text of the statement only.
func edges(ctx context.Context, out *bufio.Writer, s *network.Source) error {
	waiting := make(map[string][]string)
	write := func(predicate string) {
		unwind(out, waiting[predicate], "MATCH (a:Node {id: row.from}), (b:Node {id: row.to}) MERGE (a)-[r:"+name(predicate)+" {fact: row.fact}]->(b) SET r += row.properties")
		delete(waiting, predicate)
	}
	for e, err := range s.Edges(ctx) {
		if err != nil {
			return err
		}
		var pairs []any
		for i, attribute := range network.Attributes() {
			pairs = append(pairs, attribute, e.Values()[i])
		}
		row := "{from: " + literal(e.From) + ", to: " + literal(e.To) + ", fact: " + literal(e.ID) + ", properties: " + literalMap(pairs...) + "}"
		waiting[e.Predicate] = append(waiting[e.Predicate], row)
		if len(waiting[e.Predicate]) == batch {
			write(e.Predicate)
		}
	}
	var predicates []string
	for predicate := range waiting {
		predicates = append(predicates, predicate)
	}
	slices.Sort(predicates)
	for _, predicate := range predicates {
		write(predicate)
	}
	return nil
}

func unwind(w io.Writer, rows []string, do string) {
	if len(rows) > 0 {
		fmt.Fprintf(w, "UNWIND [\n  %s\n] AS row\n%s;\n", strings.Join(rows, ",\n  "), do)
	}
}

// literalMap is a map of names and values in turn; empty values are left out.
func literalMap(pairs ...any) string {
	var parts []string
	for i := 0; i+1 < len(pairs); i += 2 {
		switch v := pairs[i+1].(type) {
		case string:
			if v == "" {
				continue
			}
		case []string:
			if len(v) == 0 {
				continue
			}
		}
		parts = append(parts, pairs[i].(string)+": "+literal(pairs[i+1]))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func literal(value any) string {
	switch v := value.(type) {
	case string:
		return quote(v)
	case []string:
		var items []string
		for _, item := range v {
			items = append(items, quote(item))
		}
		return "[" + strings.Join(items, ", ") + "]"
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(value)
}

// quote is a string literal; all that could end it or hide in it is escaped.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, c := range s {
		switch {
		case c == '\\' || c == '\'':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < 0x20 || c == 0x7f || c == '\u2028' || c == '\u2029':
			fmt.Fprintf(&b, `\u%04X`, c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('\'')
	return b.String()
}

// name is a type of relationships, quoted; backquotes within it are doubled.
// "\u0060" would be taken for one as well, so backslashes don't stand in it.
func name(s string) string {
	s = strings.NewReplacer("`", "``", "\\", "/", "\n", " ", "\r", " ", "\x00", "").Replace(s)
	return "`" + s + "`"
}
