// Package dgraph writes the graph for Dgraph's loaders: RDF with the marks of
// facts as facets, and the schema.
package dgraph

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"factgraph/export/network"
)

// Write writes factgraph.rdf and factgraph.schema into a folder, which is made
// if need be.
func Write(ctx context.Context, folder string, s *network.Source) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	predicates := make(map[string]bool)
	err := create(filepath.Join(folder, "factgraph.rdf"), func(w io.Writer) error { return quads(ctx, w, s, predicates) })
	if err != nil {
		return err
	}
	return create(filepath.Join(folder, "factgraph.schema"), func(w io.Writer) error { return schema(w, predicates) })
}

func create(name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func quads(ctx context.Context, w io.Writer, s *network.Source, predicates map[string]bool) error {
	out := bufio.NewWriter(w)
	for n, err := range s.Nodes(ctx) {
		if err != nil {
			return err
		}
		node := blank(n.ID)
		fmt.Fprintf(out, "%s <dgraph.type> \"Node\" .\n%s <xid> %s .\n%s <name> %s .\n%s <kind> %s .\n", node, node, quote(n.ID), node, quote(n.Label), node, quote(n.Type))
		for _, alias := range n.Aliases {
			fmt.Fprintf(out, "%s <alias> %s .\n", node, quote(alias))
		}
	}
	for e, err := range s.Edges(ctx) {
		if err != nil {
			return err
		}
		predicate := predicateName(e.Predicate)
		predicates[predicate] = true
		fmt.Fprintf(out, "%s <%s> %s (%s) .\n", blank(e.From), predicate, blank(e.To), facets(e))
	}
	return out.Flush()
}

// facets are the marks of a fact. Dgraph keeps one edge for a predicate
// between two nodes; of several facts the last counts.
func facets(e *network.Edge) string {
	parts := []string{
		"fact=" + quote(e.ID), "negated=" + strconv.FormatBool(e.Negated), "modality=" + quote(e.Modality),
		"confidence=" + strconv.FormatFloat(e.Confidence, 'f', -1, 64), "phrase=" + quote(e.Phrase),
	}
	if len(e.AttributedTo) > 0 {
		parts = append(parts, "by="+quote(strings.Join(e.AttributedTo, "; ")))
	}
	if !e.Start.IsZero() {
		parts = append(parts, "since="+e.Start.Format(time.DateOnly))
	}
	if e.Text != "" {
		parts = append(parts, "text="+quote(e.Text))
	}
	return strings.Join(parts, ", ")
}

func schema(w io.Writer, predicates map[string]bool) error {
	var names []string
	for name := range predicates {
		names = append(names, name)
	}
	slices.Sort(names)
	out := bufio.NewWriter(w)
	io.WriteString(out, "xid: string @index(hash) @upsert .\nname: string @index(term, trigram) .\nkind: string @index(exact) .\nalias: [string] @index(term) .\n")
	for _, name := range names {
		fmt.Fprintf(out, "<%s>: [uid] @reverse .\n", name)
	}
	io.WriteString(out, "\ntype Node {\n  xid\n  name\n  kind\n  alias\n")
	for _, name := range names {
		fmt.Fprintf(out, "  <%s>\n", name)
	}
	io.WriteString(out, "}\n")
	return out.Flush()
}

// blank is the blank node of an id: letters, digits and dashes stay, other
// bytes are written in hexadecimal.
func blank(id string) string {
	var b strings.Builder
	b.WriteString("_:")
	for i := 0; i < len(id); i++ {
		if c := id[i]; c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "_%02x", id[i])
		}
	}
	return b.String()
}

// predicateName is a predicate as Dgraph allows it: under a prefix, so that it
// meets none of the words above, and without blanks and signs.
func predicateName(predicate string) string {
	return "fg." + strings.Map(func(c rune) rune {
		if c == ' ' {
			return '_'
		}
		if c < 0x80 && strings.ContainsRune(`<>"{}|^`+"`"+`\()=,;:@%~[]?#*+/&!$`, c) || c < 0x20 {
			return -1
		}
		return c
	}, predicate)
}

func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < 0x20 || c == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
