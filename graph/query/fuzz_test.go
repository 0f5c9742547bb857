package query_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"factgraph/graph/query"
	"factgraph/graph/query/exec"
	"factgraph/graph/query/pattern"
)

// FuzzPattern asks anything: what is understood is answered within its limits,
// what is not is an error that says why.
func FuzzPattern(f *testing.F) {
	for _, seed := range []string{
		`?who met "Per Holm" . ?who "president of" ?country`, "anna-lindqvist met ?x", "?x ^met|(met/visited)+ ?y",
		"* * *", "?x is person", "?a ?b ?c . ?c ?d ?e", "?who located in+ Sundland", "?x met* ?y ; ?y met? ?z",
		"Anna Lindqvist met Per Holm", "?x “president of” ?y", "?any met ?any", "?x resigned.", "? ? ?", "U.S. met U.S.", "((((",
	} {
		f.Add(seed, false)
		f.Add(seed, true)
	}
	view := harbour(f)
	f.Fuzz(func(t *testing.T, text string, negated bool) {
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		defer cancel()
		o := pattern.Options{Forms: forms, Limit: 100}
		if negated {
			o.Filter.Negated = &negated
		}
		a, _, err := query.Pattern(ctx, view, text, o, query.Options{Limits: exec.Limits{Memory: 1 << 20}})
		if err != nil {
			if strings.TrimSpace(err.Error()) == "" {
				t.Fatal("an error that says nothing")
			}
			return
		}
		if a.Rows == nil {
			return
		}
		for row, err := range a.Rows {
			if err == nil && len(row) != len(a.Columns) {
				t.Fatalf("%d terms in %d columns", len(row), len(a.Columns))
			}
		}
	})
}
