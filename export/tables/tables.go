// Package tables writes the graph as tables: CSV and TSV of facts, of nodes
// and of edges, the CSV folder of neo4j-admin, and the entities and
// relationships tables of GraphRAG.
package tables

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"factgraph/export/network"
)

// Facts writes one row a fact, comma or tab separated.
func Facts(ctx context.Context, w io.Writer, s *network.Source, comma rune) error {
	t := newTable(w, comma, true)
	t.row(append([]string{"fact", "subject", "subject_id", "object", "object_id"}, network.Attributes()...)...)
	for e, err := range s.Edges(ctx) {
		if err != nil {
			return err
		}
		object, objectID := e.ToLabel, ""
		if e.IsEntity {
			objectID = e.To
		}
		t.row(append([]string{e.ID, e.FromLabel, e.From, object, objectID}, texts(e.Values())...)...)
	}
	return t.flush()
}

func texts(values []any) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = fmt.Sprint(v)
	}
	return out
}

// NodesAndEdges writes nodes.csv and edges.csv (or .tsv) into a folder, as
// Gephi and spreadsheets read them.
func NodesAndEdges(ctx context.Context, folder string, s *network.Source, comma rune) error {
	ext := ".csv"
	if comma == '\t' {
		ext = ".tsv"
	}
	err := file(folder, "nodes"+ext, func(w io.Writer) error {
		t := newTable(w, comma, true)
		t.row("Id", "Label", "Type", "Subtype", "Aliases")
		for n, err := range s.Nodes(ctx) {
			if err != nil {
				return err
			}
			t.row(n.ID, n.Label, n.Type, n.Subtype, strings.Join(n.Aliases, "; "))
		}
		return t.flush()
	})
	if err != nil {
		return err
	}
	return file(folder, "edges"+ext, func(w io.Writer) error {
		t := newTable(w, comma, true)
		t.row(append([]string{"Source", "Target", "Id", "Label", "Weight"}, network.Attributes()...)...)
		for e, err := range s.Edges(ctx) {
			if err != nil {
				return err
			}
			t.row(append([]string{e.From, e.To, e.ID, e.Predicate, fmt.Sprint(e.Evidence)}, texts(e.Values())...)...)
		}
		return t.flush()
	})
}

// Neo4j writes nodes.csv and relationships.csv with the headers of
// `neo4j-admin database import full`, and a README with the call.
func Neo4j(ctx context.Context, folder string, s *network.Source) error {
	err := file(folder, "nodes.csv", func(w io.Writer) error {
		t := newTable(w, ',', false)
		t.row("id:ID", "name", "type", "subtype", "aliases:string[]", "sameAs:string[]", ":LABEL")
		for n, err := range s.Nodes(ctx) {
			if err != nil {
				return err
			}
			t.row(n.ID, n.Label, n.Type, n.Subtype, list(n.Aliases), list(n.SameAs), labels(n))
		}
		return t.flush()
	})
	if err != nil {
		return err
	}
	err = file(folder, "relationships.csv", func(w io.Writer) error {
		t := newTable(w, ',', false)
		t.row(":START_ID", ":END_ID", ":TYPE", "fact", "phrase", "negated:boolean", "modality", "attributed_to:string[]", "confidence:double", "evidence:int", "time", "place", "qualifiers:string[]", "articles:string[]", "text")
		for e, err := range s.Edges(ctx) {
			if err != nil {
				return err
			}
			t.row(e.From, e.To, e.Predicate, e.ID, e.Phrase, fmt.Sprint(e.Negated), e.Modality, list(e.AttributedTo), fmt.Sprint(e.Confidence), fmt.Sprint(e.Evidence), e.Time, e.Place, list(e.Qualifiers), list(e.Articles), e.Text)
		}
		return t.flush()
	})
	if err != nil {
		return err
	}
	return file(folder, "README.txt", func(w io.Writer) error {
		_, err := io.WriteString(w, "neo4j-admin database import full --multiline-fields=true --nodes=nodes.csv --relationships=relationships.csv neo4j\n")
		return err
	})
}

// list joins the items of an array as neo4j-admin wants them.
func list(items []string) string {
	clean := make([]string, len(items))
	for i, item := range items {
		clean[i] = strings.ReplaceAll(item, ";", ",")
	}
	return strings.Join(clean, ";")
}

func labels(n *network.Node) string {
	if n.Entity {
		return "Entity;" + title(n.Type)
	}
	return title(n.Type)
}

func title(s string) string {
	if s == "" {
		return "Thing"
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// GraphRAG writes entities.csv and relationships.csv with the columns of
// Microsoft GraphRAG's tables, for bringing one's own graph.
func GraphRAG(ctx context.Context, folder string, s *network.Source) error {
	degree := make(map[string]int)
	units := make(map[string]map[string]bool)
	for e, err := range s.Edges(ctx) {
		if err != nil {
			return err
		}
		if !e.HasObject {
			continue
		}
		for _, id := range []string{e.From, e.To} {
			degree[id]++
			if units[id] == nil {
				units[id] = make(map[string]bool)
			}
			for _, a := range e.Articles {
				units[id][a] = true
			}
		}
	}
	err := file(folder, "entities.csv", func(w io.Writer) error {
		t := newTable(w, ',', false)
		t.row("id", "human_readable_id", "title", "type", "description", "text_unit_ids", "frequency", "degree")
		number := 0
		for n, err := range s.Nodes(ctx) {
			if err != nil {
				return err
			}
			var ids []string
			for id := range units[n.ID] {
				ids = append(ids, id)
			}
			t.row(n.ID, fmt.Sprint(number), n.Label, strings.ToUpper(n.Type), strings.Join(n.Aliases, "; "), jsonList(ids), fmt.Sprint(len(ids)), fmt.Sprint(degree[n.ID]))
			number++
		}
		return t.flush()
	})
	if err != nil {
		return err
	}
	return file(folder, "relationships.csv", func(w io.Writer) error {
		t := newTable(w, ',', false)
		t.row("id", "human_readable_id", "source", "target", "description", "weight", "combined_degree", "text_unit_ids")
		number := 0
		for e, err := range s.Edges(ctx) {
			if err != nil {
				return err
			}
			if !e.HasObject {
				continue
			}
			t.row(e.ID, fmt.Sprint(number), e.FromLabel, e.ToLabel, describe(e), fmt.Sprint(e.Evidence), fmt.Sprint(degree[e.From]+degree[e.To]), jsonList(e.Articles))
			number++
		}
		return t.flush()
	})
}

// jsonList writes ids as a JSON array, sorted.
func jsonList(ids []string) string {
	slices.Sort(ids)
	if ids == nil {
		ids = []string{}
	}
	data, err := json.Marshal(ids)
	if err != nil { // strings always marshal
		return "[]"
	}
	return string(data)
}

// describe says a fact with its marks in words.
func describe(e *network.Edge) string {
	text := e.FromLabel + " " + e.Predicate + " " + e.ToLabel
	var marks []string
	if e.Negated {
		marks = append(marks, "denied")
	}
	if e.Modality != "asserted" {
		marks = append(marks, e.Modality)
	}
	if len(e.AttributedTo) > 0 {
		marks = append(marks, "says "+strings.Join(e.AttributedTo, ", "))
	}
	if len(marks) > 0 {
		text += " (" + strings.Join(marks, "; ") + ")"
	}
	return text + ". " + e.Text
}

// A table writes rows and keeps the first error.
type table struct {
	buffer *bufio.Writer
	w      *csv.Writer
	guard  bool // keep spreadsheets from taking cells for formulas
}

func newTable(w io.Writer, comma rune, guard bool) *table {
	buffer := bufio.NewWriter(w)
	out := csv.NewWriter(buffer)
	out.Comma = comma
	return &table{buffer: buffer, w: out, guard: guard}
}

func (t *table) row(cells ...string) {
	for i, cell := range cells {
		cell = strings.ToValidUTF8(strings.ReplaceAll(cell, "\x00", ""), "\ufffd")
		if t.guard && cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0 {
			cell = "'" + cell
		}
		cells[i] = cell
	}
	_ = t.w.Write(cells) // kept, and returned by flush
}

func (t *table) flush() error {
	t.w.Flush()
	if err := t.w.Error(); err != nil {
		return err
	}
	return t.buffer.Flush()
}

// file writes one file of a folder, which is made if need be.
func file(folder, name string, write func(io.Writer) error) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(folder, name))
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		return fmt.Errorf("%s: %w", name, err)
	}
	return f.Close()
}
