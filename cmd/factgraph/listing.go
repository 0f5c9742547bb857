package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
)

// formats of every listing.
var listFormats = []string{"table", "json", "jsonl", "csv", "tsv"}

// A column is one column of a listing: its heading and how a row fills it.
type column[T any] struct {
	name  string
	cell  func(T) string
	right bool // numbers stand at the right
	wide  bool // may be cut to fit a terminal
	style func(T) string
}

// A listing prints rows of one kind in the format that the person asked for.
type listing[T any] struct {
	format  string
	limit   int
	columns []column[T]

	// object gives the JSON form of a row.
	object func(T) (any, error)
	// empty is what a table says when there are no rows.
	empty string
}

func (l *listing[T]) flags(cmd *cobra.Command) {
	formatFlag(cmd, &l.format)
	cmd.Flags().IntVarP(&l.limit, "limit", "n", 0, "print at most so many rows (0: all)")
}

// formatFlag adds the flag that every listing has.
func formatFlag(cmd *cobra.Command, format *string) {
	cmd.Flags().StringVarP(format, "format", "f", "table", "table, json, jsonl, csv or tsv")
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(listFormats, cobra.ShellCompDirectiveNoFileComp)))
}

// printObject prints an object in JSON: over several lines, or as one of jsonl.
func printObject(w io.Writer, format string, object any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	if format == "json" {
		encoder.SetIndent("", "  ")
	}
	return encoder.Encode(object)
}

// must panics: for mistakes of the programmer at start-up.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

func (l *listing[T]) print(a *app, rows iter.Seq2[T, error]) error {
	if err := oneOf("format", l.format, listFormats...); err != nil {
		return err
	}
	rows = limited(rows, l.limit)
	switch l.format {
	case "json":
		return l.printJSON(a.out, rows)
	case "jsonl":
		encoder := json.NewEncoder(a.out)
		encoder.SetEscapeHTML(false)
		return each(rows, func(row T) error {
			object, err := l.object(row)
			if err != nil {
				return err
			}
			return encoder.Encode(object)
		})
	case "csv":
		return l.printCSV(a.out, rows)
	case "tsv":
		return l.printTSV(a.out, rows)
	}
	return l.printTable(a, rows)
}

func each[T any](rows iter.Seq2[T, error], do func(T) error) error {
	for row, err := range rows {
		if err != nil {
			return err
		}
		if err := do(row); err != nil {
			return err
		}
	}
	return nil
}

func limited[T any](rows iter.Seq2[T, error], limit int) iter.Seq2[T, error] {
	if limit <= 0 {
		return rows
	}
	return func(yield func(T, error) bool) {
		n := 0
		for row, err := range rows {
			if !yield(row, err) {
				return
			}
			if n++; n == limit {
				return
			}
		}
	}
}

func (l *listing[T]) printJSON(w io.Writer, rows iter.Seq2[T, error]) error {
	separator := "[\n  "
	err := each(rows, func(row T) error {
		object, err := l.object(row)
		if err != nil {
			return err
		}
		var b strings.Builder
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("  ", "  ")
		if err := encoder.Encode(object); err != nil {
			return err
		}
		_, err = io.WriteString(w, separator+strings.TrimSpace(b.String()))
		separator = ",\n  "
		return err
	})
	if err != nil {
		return err
	}
	end := "\n]\n"
	if separator == "[\n  " {
		end = "[]\n"
	}
	_, err = io.WriteString(w, end)
	return err
}

func (l *listing[T]) header() []string {
	var names []string
	for _, c := range l.columns {
		names = append(names, c.name)
	}
	return names
}

func (l *listing[T]) cells(row T) []string {
	cells := make([]string, len(l.columns))
	for i, c := range l.columns {
		cells[i] = c.cell(row)
	}
	return cells
}

func (l *listing[T]) printCSV(w io.Writer, rows iter.Seq2[T, error]) error {
	out := csv.NewWriter(w)
	if err := out.Write(l.header()); err != nil {
		return err
	}
	err := each(rows, func(row T) error {
		cells := l.cells(row)
		for i := range cells {
			cells[i] = harmlessCell(cells[i])
		}
		return out.Write(cells)
	})
	out.Flush()
	if err != nil {
		return err
	}
	return out.Error()
}

// harmlessCell keeps a spreadsheet from taking a cell for a formula.
func harmlessCell(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

func (l *listing[T]) printTSV(w io.Writer, rows iter.Seq2[T, error]) error {
	line := func(cells []string) error {
		for i := range cells {
			cells[i] = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(cells[i])
		}
		_, err := fmt.Fprintln(w, strings.Join(cells, "\t"))
		return err
	}
	if err := line(l.header()); err != nil {
		return err
	}
	return each(rows, func(row T) error { return line(l.cells(row)) })
}

// printTable prints in blocks, so that a table of any length streams.
func (l *listing[T]) printTable(a *app, rows iter.Seq2[T, error]) error {
	const block = 500
	n := 0
	t := l.newTable(a)
	err := each(rows, func(row T) error {
		cells := make(table.Row, len(l.columns))
		for i, c := range l.columns {
			cell := strings.Join(strings.Fields(c.cell(row)), " ")
			if c.style != nil {
				cell = a.paint(c.style(row), cell)
			}
			cells[i] = cell
		}
		t.AppendRow(cells)
		if n++; n%block == 0 {
			fmt.Fprintln(a.out, t.Render())
			t = l.newTable(a)
			t.ResetHeaders()
		}
		return nil
	})
	if err != nil {
		return err
	}
	if n == 0 {
		a.say("%s", l.empty)
		return nil
	}
	if t.Length() > 0 {
		fmt.Fprintln(a.out, t.Render())
	}
	return nil
}

func (l *listing[T]) newTable(a *app) table.Writer {
	t := table.NewWriter()
	style := table.StyleDefault
	style.Options = table.OptionsNoBordersAndSeparators
	style.Format.Header = text.FormatUpper
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	t.SetStyle(style)
	header := make(table.Row, len(l.columns))
	var configs []table.ColumnConfig
	wide := 0
	for i, c := range l.columns {
		header[i] = c.name
		config := table.ColumnConfig{Number: i + 1}
		if c.right {
			config.Align, config.AlignHeader = text.AlignRight, text.AlignRight
		}
		if c.wide {
			wide++
		}
		configs = append(configs, config)
	}
	if a.width > 0 && wide > 0 {
		room := max(16, (a.width-14*(len(l.columns)-wide))/wide)
		for i, c := range l.columns {
			if c.wide {
				configs[i].WidthMax = room
				configs[i].WidthMaxEnforcer = text.WrapSoft
			}
		}
	}
	t.SetColumnConfigs(configs)
	t.AppendHeader(header)
	return t
}
