package main

import (
	"fmt"
	"strings"

	"factgraph/ingest/document"
)

// printTree draws a dependency tree, a token a line in the order of the
// sentence, its parents at the left. Tokens in marked are emphasised.
//
//	     ┌─ Trump    PROPN nsubj
//	─────┼─ met      VERB  root
//	     └─ Putin    PROPN obj
func printTree(a *app, s *document.Sentence, marked map[int]bool) {
	lines := drawTree(s)
	width, formWidth := 0, 0
	for i, line := range lines {
		width = max(width, len([]rune(line)))
		formWidth = max(formWidth, len([]rune(s.Tokens[i].Form)))
	}
	for i, line := range lines {
		tok := &s.Tokens[i]
		form := tok.Form + strings.Repeat(" ", formWidth-len([]rune(tok.Form)))
		if marked[i] {
			form = a.paint("1;32", form)
		}
		fmt.Fprintf(a.out, "%s%s %s  %-5s %s\n", line, strings.Repeat("─", width-len([]rune(line))), form, tok.UPOS, a.paint("2", tok.Deprel))
	}
	fmt.Fprintln(a.out)
}

// drawTree gives the lines of the arcs, one for each token: a column for each
// depth of the tree.
func drawTree(s *document.Sentence) []string {
	n := len(s.Tokens)
	depth := make([]int, n)
	first, last := make([]int, n), make([]int, n) // span of a token and its children
	for i := range n {
		first[i], last[i] = i, i
		for j, steps := s.Tokens[i].Head, 0; j >= 0 && steps < n; j, steps = s.Tokens[j].Head, steps+1 {
			depth[i]++
		}
	}
	deepest := 0
	for i := range n {
		deepest = max(deepest, depth[i])
		if h := s.Tokens[i].Head; h >= 0 {
			first[h], last[h] = min(first[h], i), max(last[h], i)
		}
	}
	const shown = 12 // deeper trees than this are drawn flat from there on
	deepest = min(deepest, shown)
	lines := make([]string, n)
	for i := range n {
		var b strings.Builder
		for column := range deepest + 1 {
			b.WriteString(cell(s, depth, first, last, i, column, min(depth[i], shown)))
		}
		lines[i] = b.String()
	}
	return lines
}

// cell is what stands at a token's line in the column of a depth: the vertical
// line of the arcs from a head of that depth, or the token's own branch.
func cell(s *document.Sentence, depth, first, last []int, i, column, own int) string {
	switch {
	case column > own:
		return "──"
	case column == own:
		if first[i] < i && last[i] > i {
			return "┼─"
		}
		if first[i] < i {
			return "┴─"
		}
		if last[i] > i {
			return "┬─"
		}
		return "──"
	}
	for h := range s.Tokens {
		if depth[h] != column || i < first[h] || i > last[h] || h == i {
			continue
		}
		if s.Tokens[i].Head == h && column == own-1 {
			switch i {
			case first[h]:
				return "┌─"
			case last[h]:
				return "└─"
			}
			return "├─"
		}
		return "│ "
	}
	return "  "
}
