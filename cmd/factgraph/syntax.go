package main

import (
	"errors"
	"fmt"
	"strings"

	"factgraph/graph/query/pattern"
	"factgraph/graph/query/sparql"
)

// pointed makes a syntax error of a question one of usage, and shows the place:
//
//	factgraph: line 1, column 14: expected '}', found the end of the query
//	  SELECT * { ?s
//	               ^
func pointed(text string, err error) error {
	line, column := 1, 0
	var inSPARQL *sparql.SyntaxError
	var inPattern *pattern.SyntaxError
	switch {
	case errors.As(err, &inSPARQL):
		line, column = inSPARQL.Line, inSPARQL.Column
		text = strings.Split(text, "\n")[line-1]
	case errors.As(err, &inPattern):
		column = inPattern.Column
	default:
		return err
	}
	const width = 100
	shown := []rune(strings.ToValidUTF8(text, "?"))
	if first := column - width/2; len(shown) > width && first > 0 {
		shown, column = shown[first:], column-first
	}
	shown = shown[:min(len(shown), width)]
	blank := func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}
	return &usageError{fmt.Errorf("%w\n  %s\n  %*s", err, strings.Map(blank, string(shown)), column, "^")}
}
