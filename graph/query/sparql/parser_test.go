package sparql_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/exec"
	"factgraph/graph/query/internal/quads"
	"factgraph/graph/query/sparql"
	"factgraph/graph/vocabulary"
)

func TestFaultsHavePlaces(t *testing.T) {
	for text, want := range map[string]string{
		"":                                       "line 1, column 1: expected SELECT, ASK, CONSTRUCT or DESCRIBE, found the end of the query",
		"SELECT WHERE { ?s ?p ?o }":              "line 1, column 8: expected a variable, '(' or '*', found WHERE",
		"SELECT * {\n  ?s ?p }":                  "line 2, column 9: expected a variable, an IRI, a literal or a blank node, found }",
		"SELECT * { ?s ?p ?o ?x ?y ?z }":         "line 1, column 21: expected '.' between triples, found ?x",
		"SELECT * { ?s ?p 'open }":               "line 1, column 18: the string that opens here is not closed",
		"SELECT * { ?s ?p ?o FILTER ?o }":        "line 1, column 28: expected a condition in brackets or a function, found ?o",
		"SELECT * { ?s ?p ?o . FILTER(?o > ) }":  "line 1, column 35: expected an expression, found )",
		"SELECT (COUNT(?x) ?n) { ?x ?p ?o }":     "line 1, column 19: expected AS, found ?n",
		"SELECT ?x { ?x ?p ?o } GROUP BY ?p":     "line 1, column 8: the variable ?x is neither grouped by nor aggregated",
		"SELECT * { ?s ?p ?o BIND(1 AS ?o) }":    "line 1, column 31: the variable ?o is used before BIND in this group",
		"SELECT * { SERVICE <http://a/> { } }":   "line 1, column 12: SERVICE asks another machine; this program works offline",
		"SELECT * { ?s ?p ?o FILTER(STRLEN()) }": "line 1, column 28: STRLEN takes one argument, not 0",
		"SELECT * { ?s ?p ?o } LIMIT x":          "line 1, column 29: expected a number, found x",
		"SELECT * { ?s ?p é }":                   "line 1, column 18: expected a prefix with a colon behind it",
		"DELETE WHERE { ?s ?p ?o }":              "line 1, column 1: expected SELECT, ASK, CONSTRUCT or DESCRIBE, found DELETE",
	} {
		_, err := sparql.Parse(text, sparql.Options{})
		if err == nil || err.Error() != want {
			t.Errorf("%s\n got %v\nwant %s", text, err, want)
		}
	}
}

func TestTooDeepIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"groups":      "SELECT * " + strings.Repeat("{", 100000),
		"brackets":    "SELECT * { FILTER" + strings.Repeat("(", 100000),
		"not":         "SELECT * { FILTER(" + strings.Repeat("!", 100000),
		"paths":       "SELECT * { ?s " + strings.Repeat("(", 100000),
		"collections": "SELECT * { ?s ?p " + strings.Repeat("(", 100000),
		"long":        "SELECT * { " + strings.Repeat(" ", 2<<20) + "}",
	} {
		if _, err := sparql.Parse(text, sparql.Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// small is a graph to run what the fuzzer finds on.
func small() *quads.Index {
	resource := func(s string) graph.Term { return vocabulary.Resource("http://a/" + s) }
	var all []quads.Statement
	for _, s := range []string{"x p y", "y p z", "z p x", "x q y", "y q 1"} {
		f := strings.Fields(s)
		o := resource(f[2])
		if f[2] == "1" {
			o = vocabulary.Literal("1", vocabulary.XSD+"integer", "")
		}
		all = append(all, quads.Statement{Subject: resource(f[0]), Predicate: resource(f[1]), Object: o})
	}
	return quads.New(all)
}

// TestTooMuch reads queries that nest too deep or have too many parts.
func TestTooMuch(t *testing.T) {
	many := strings.Repeat
	for name, text := range map[string]string{
		"groups":      "SELECT * " + many("{", 1000) + many("}", 1000),
		"brackets":    "SELECT * { FILTER(" + many("(", 1000) + "1" + many(")", 1000) + ") }",
		"signs":       "SELECT * { FILTER(" + many("!", 1000) + "true) }",
		"paths":       "SELECT * { ?s " + many("(", 1000) + "<p>" + many(")", 1000) + " ?o }",
		"nodes":       "SELECT * { " + many("[ <p> ", 1000) + "1" + many(" ]", 1000) + " }",
		"collections": "SELECT * { " + many("(", 1000) + "1" + many(")", 1000) + " <p> ?o }",
		"exists":      "SELECT * " + many("{ FILTER EXISTS ", 1000) + "{}" + many("}", 1000),
		"selects":     "SELECT * " + many("{ SELECT * ", 1000) + "{}" + many("}", 1000),
		"patterns":    "SELECT * { " + many("?s <p> ?o . ", 6000) + "}",
		"steps":       "SELECT * { ?s <p>" + many("/<p>", 6000) + " ?o }",
		"choices":     "SELECT * { ?s <p>" + many("|<p>", 6000) + " ?o }",
		"unions":      "SELECT * { {}" + many(" UNION {}", 6000) + " }",
		"optionals":   "SELECT * { " + many("OPTIONAL { ?s <p> ?o } ", 1000) + "}",
		"minus":       "SELECT * { " + many("MINUS { ?s <p> ?o } ", 1000) + "}",
		"filters":     "SELECT * { " + many("FILTER(true) ", 1000) + "}",
		"length":      "SELECT * { " + many(" ", 1<<20) + "}",
	} {
		if _, err := sparql.Parse(text, sparql.Options{Base: "http://a/"}); err == nil {
			t.Errorf("%s: read", name)
		}
	}
}

// FuzzParse reads anything, and runs what is a query for a moment: neither may
// panic, and what ends must end with an answer or an error that says why.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"SELECT * { ?s ?p ?o }", "ASK { ?s <http://a/p>+ ?s }", "SELECT (COUNT(DISTINCT *) AS ?n) { ?s ?p ?o } GROUP BY ?p HAVING (?n > 1)",
		"CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o OPTIONAL { ?o ?q ?r FILTER(?q != ?p) } }", "DESCRIBE <http://a/x>",
		"SELECT ?x { { SELECT ?x { ?x ?y ?z } LIMIT 2 } MINUS { ?x <http://a/q> ?k } }",
		"SELECT * { VALUES (?a ?b) { (1 UNDEF) (\"x\"@en <http://a/x>) } BIND(IF(?a > 0, STR(?a), ?b) AS ?c) }",
		"SELECT * { ?s !(<http://a/p>|^<http://a/q>)* ?o FILTER NOT EXISTS { ?o ?p ?s } } ORDER BY DESC(?s) ?o OFFSET 1",
		"SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(REGEX(STR(?s), \"x+\", \"i\")) }",
		"PREFIX : <http://a/> SELECT (GROUP_CONCAT(?o; SEPARATOR=\", \") AS ?c) FROM :g { :x (:p/:q)|^:p ?o, ( 1 2.5 ) ; a [] }",
		"SELECT (REPLACE(SUBSTR(CONCAT(\"a\", \"b\"), 1, 2), \"(a)\", \"$1$1\") AS ?x) {}",
	} {
		f.Add(seed)
	}
	index := small()
	f.Fuzz(func(t *testing.T, text string) {
		q, err := sparql.Parse(text, sparql.Options{Base: "http://a/"})
		if err != nil {
			var fault *sparql.SyntaxError
			if !errors.As(err, &fault) && !errors.Is(err, sparql.ErrTooLong) {
				t.Fatalf("%v is no *SyntaxError", err)
			}
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		defer cancel()
		o := exec.Options{Limits: exec.Limits{Rows: 1000, Memory: 1 << 20}}
		switch q.Form {
		case algebra.Construct, algebra.Describe:
			for range exec.Triples(ctx, index, q, o) {
			}
		default:
			for range exec.Solutions(ctx, index, q, o) {
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	text := "SELECT ?x ?y { <urn:factgraph:entity:a> fg:met ?x . ?x fg:president_of ?y }"
	prefixes := vocabulary.Prefixes()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := sparql.Parse(text, sparql.Options{Prefixes: prefixes}); err != nil {
			b.Fatal(err)
		}
	}
}
