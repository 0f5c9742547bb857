package query_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/graph/memory"
	"factgraph/graph/query"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/exec"
	"factgraph/graph/query/pattern"
	"factgraph/graph/query/result"
	"factgraph/graph/vocabulary"
)

var rewrite = flag.Bool("rewrite", false, "write the answers into the files of testdata")

// harbour is a small graph of our own: what is said about a made-up harbour.
func harbour(t testing.TB) graph.View {
	t.Helper()
	g := memory.New()
	c := &graph.Contribution{Article: graph.Article{
		ID: "a1", Title: "The harbour", Date: time.Date(2021, 5, 4, 0, 0, 0, 0, time.UTC), Source: "Nordvik Post",
		Text: "Anna Lindqvist met Per Holm in Nordvik on 3 May.",
	}}
	for id, name := range map[string]string{
		"anna-lindqvist": "Anna Lindqvist", "per-holm": "Per Holm", "eva-holm": "Eva Holm", "ola-berg": "Ola Berg",
		"nordvik": "Nordvik", "sundland": "Sundland", "harbour-board": "Harbour Board",
	} {
		e := graph.Entity{ID: graph.EntityID(id), Name: name, Type: graph.Person, Aliases: []graph.Count{{Text: name, N: 2}}, Keys: []string{graph.NameKey(name)}}
		if first, last, two := strings.Cut(name, " "); two {
			e.Keys = append(e.Keys, graph.NameKey(last))
			e.Aliases = append(e.Aliases, graph.Count{Text: last, N: len(first)})
		}
		switch id {
		case "nordvik", "sundland":
			e.Type = graph.Place
		case "harbour-board":
			e.Type = graph.Organization
		}
		c.Entities = append(c.Entities, e)
	}
	slices.SortFunc(c.Entities, func(a, b graph.Entity) int { return strings.Compare(string(a.ID), string(b.ID)) })
	fact := func(subject, predicate, object, when string, change func(*graph.Fact)) {
		f := graph.Fact{
			Subject: graph.EntityID(subject), Predicate: predicate, Modality: graph.Asserted, Confidence: 0.9,
			Evidence: []graph.Evidence{{Article: "a1", Text: subject + " " + predicate + " " + object, Phrase: predicate, Rule: "test", Confidence: 0.9}},
		}
		if object != "" {
			f.Object = graph.EntityObject(graph.EntityID(object))
		}
		if when != "" {
			f.Evidence[0].Qualifiers = []graph.Qualifier{{Role: "time", Value: graph.LiteralObject(when, graph.DateType), Text: when}}
		}
		if change != nil {
			change(&f)
		}
		f.ID = f.ComputeID()
		c.Facts = append(c.Facts, f)
	}
	fact("anna-lindqvist", "met", "per-holm", "2021-05-03", nil)
	fact("anna-lindqvist", "met", "eva-holm", "2019", nil)
	fact("per-holm", "met", "ola-berg", "", nil)
	fact("per-holm", "president of", "sundland", "", nil)
	fact("anna-lindqvist", "mayor of", "nordvik", "", nil)
	fact("nordvik", "located in", "sundland", "", nil)
	fact("harbour-board", "located in", "nordvik", "", nil)
	fact("ola-berg", "resigned", "", "", nil)
	fact("ola-berg", "visited", "nordvik", "", func(f *graph.Fact) { f.Negated = true })
	fact("eva-holm", "visited", "nordvik", "", func(f *graph.Fact) { f.Modality = graph.Possible })
	fact("eva-holm", "praised", "per-holm", "", func(f *graph.Fact) { f.AttributedTo = []graph.EntityID{"harbour-board"} })
	fact("anna-lindqvist", "aged", "", "", func(f *graph.Fact) { f.Object = graph.LiteralObject("51", graph.IntegerType) })
	if err := g.PutArticle(context.Background(), c); err != nil {
		t.Fatal(err)
	}
	view, err := g.View()
	if err != nil {
		t.Fatal(err)
	}
	return view
}

// forms are the forms of the test's irregular verbs.
func forms(predicate string) []string {
	return map[string][]string{"met": {"meet", "meets", "meeting"}, "meet": {"met"}}[predicate]
}

// TestAnswers asks the questions of the files in testdata: a question, its
// answers behind it.
func TestAnswers(t *testing.T) {
	view := harbour(t)
	for _, file := range []string{"testdata/patterns.txt", "testdata/sparql.txt"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for block := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n\n") {
			var question []string
			for line := range strings.SplitSeq(block, "\n") {
				if strings.HasPrefix(line, "> ") {
					break
				}
				question = append(question, line)
			}
			asked := strings.Join(question, "\n")
			got := asked + "\n"
			for line := range strings.SplitSeq(strings.TrimSpace(answer(view, file, asked)), "\n") {
				got += "> " + line + "\n"
			}
			if strings.TrimSpace(got) != strings.TrimSpace(block) && !*rewrite {
				t.Errorf("%s:\n%s\nwant\n%s", file, got, block)
			}
			out.WriteString(got + "\n")
		}
		if *rewrite {
			if err := os.WriteFile(file, []byte(strings.TrimSpace(out.String())+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func answer(view graph.View, file, text string) string {
	ctx := context.Background()
	var a *query.Answer
	var err error
	if strings.Contains(file, "sparql") {
		a, err = query.SPARQL(ctx, view, text, query.Options{})
	} else {
		text, o := options(text)
		o.Forms = forms
		a, _, err = query.Pattern(ctx, view, text, o, query.Options{})
	}
	if err != nil {
		return "error: " + err.Error()
	}
	var lines []string
	switch a.Form {
	case algebra.Ask:
		return fmt.Sprint(a.Truth)
	case algebra.Select:
		for row, err := range a.Rows {
			if err != nil {
				return "error: " + err.Error()
			}
			var fields []string
			for _, t := range row {
				fields = append(fields, short(t))
			}
			lines = append(lines, strings.Join(fields, " | "))
		}
	default:
		for t, err := range a.Triples {
			if err != nil {
				return "error: " + err.Error()
			}
			lines = append(lines, short(t.Subject)+" "+short(t.Predicate)+" "+short(t.Object))
		}
	}
	if !strings.Contains(text, "ORDER BY") {
		slices.Sort(lines)
	}
	return strings.Join(append([]string{strings.Join(a.Columns, " | ")}, lines...), "\n")
}

func short(t graph.Term) string {
	s := result.Term(t)
	for prefix, namespace := range map[string]string{"entity": vocabulary.EntityNamespace, "fact": vocabulary.FactNamespace, "article": vocabulary.ArticleNamespace} {
		s = strings.ReplaceAll(s, "<"+namespace, "<"+prefix+":")
	}
	return strings.ReplaceAll(s, "<"+vocabulary.Namespace, "<fg:")
}

// options reads what stands behind -- in a question of the test.
func options(text string) (string, pattern.Options) {
	text, flags, _ := strings.Cut(text, " --")
	var o pattern.Options
	for flag := range strings.FieldsSeq(strings.ReplaceAll(flags, "--", "")) {
		name, value, _ := strings.Cut(flag, "=")
		switch name {
		case "negated":
			yes := true
			o.Filter.Negated = &yes
		case "modality":
			o.Filter.Modality = graph.Modality(value)
		case "by":
			o.Filter.By = graph.EntityID(value)
		case "since":
			o.Filter.Since, _ = time.Parse("2006-01-02", value)
		case "until":
			o.Filter.Until, _ = time.Parse("2006-01-02", value)
		case "article":
			o.Filter.Article = graph.ArticleID(value)
		}
	}
	return text, o
}

// TestFacts asks which facts an answer rests on.
func TestFacts(t *testing.T) {
	view := harbour(t)
	ctx := context.Background()
	for _, c := range []struct{ question, facts string }{
		{"anna-lindqvist met ?x", "anna-lindqvist met eva-holm; anna-lindqvist met per-holm"},
		{"* met ?x", "anna-lindqvist met eva-holm; anna-lindqvist met per-holm; per-holm met ola-berg"},
		{"ola-berg resigned", "ola-berg resigned "},
		{"ola-berg * *", ""},
		{"harbour-board (located in)+ Sundland", "harbour-board located in nordvik; nordvik located in sundland"},
		{"Sundland ^(located in)+ harbour-board", "harbour-board located in nordvik; nordvik located in sundland"},
		{"anna-lindqvist met/(president of) ?x", "anna-lindqvist met per-holm; per-holm president of sundland"},
		{"?x met|president of Sundland . ?x met ?y", "per-holm met ola-berg; per-holm president of sundland"},
		{"?x ?p Nordvik", "anna-lindqvist mayor of nordvik; harbour-board located in nordvik"},
		{"?x visited Nordvik --negated", "ola-berg visited nordvik"},
		{"?x visited ?y --modality=possible", "eva-holm visited nordvik"},
	} {
		text, o := options(c.question)
		o.Forms = forms
		a, q, err := query.Pattern(ctx, view, text, o, query.Options{})
		if err != nil {
			t.Fatalf("%s: %v", c.question, err)
		}
		list := func(row []graph.Term) (all []string) {
			for f, err := range query.Facts(ctx, view, q, row) {
				if err != nil {
					t.Fatalf("%s: %v", c.question, err)
				}
				all = append(all, fmt.Sprintf("%s %s %s", f.Subject, f.Predicate, f.Object.Value))
			}
			return all
		}
		var rows []string
		if a.Rows == nil {
			rows = list(nil)
		} else {
			for row, err := range a.Rows {
				if err != nil {
					t.Fatalf("%s: %v", c.question, err)
				}
				rows = append(rows, list(row)...)
			}
		}
		for which, got := range map[string][]string{"of each answer": rows, "of all": list(nil)} {
			slices.Sort(got)
			if s := strings.Join(slices.Compact(got), "; "); s != c.facts {
				t.Errorf("%s: the facts %s are\n%s, want\n%s", c.question, which, s, c.facts)
			}
		}
	}
}

func TestCancelledQueryEnds(t *testing.T) {
	view := harbour(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	cross := "SELECT * { " + strings.Repeat("?a1 ?b1 ?c1 . ", 1) + "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
	a, err := query.SPARQL(ctx, view, cross, query.Options{})
	if err == nil {
		for _, e := range a.Rows {
			err = e
		}
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestHugeTexts asks for texts that no machine can hold: they have no value.
func TestHugeTexts(t *testing.T) {
	view := harbour(t)
	var concat, replace strings.Builder
	for i := range 20 {
		fmt.Fprintf(&concat, "BIND(CONCAT(?x%[1]d, ?x%[1]d, ?x%[1]d, ?x%[1]d) AS ?x%[2]d) ", i, i+1)
		fmt.Fprintf(&replace, "BIND(REPLACE(?x%d, \"a\", %q) AS ?x%d) ", i, strings.Repeat("a", 1000), i+1)
	}
	for _, binds := range []string{concat.String(), replace.String()} {
		a, err := query.SPARQL(context.Background(), view, `SELECT ?x20 { BIND("aaaaaaaaaa" AS ?x0) `+binds+"}", query.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for row, err := range a.Rows {
			if err != nil || !row[0].IsZero() {
				t.Errorf("%s: %d bytes, %v", binds, len(row[0].Value), err)
			}
		}
	}
}

// TestTooMuch asks patterns that nest too deep or are too long.
func TestTooMuch(t *testing.T) {
	view := harbour(t)
	many := strings.Repeat
	for name, text := range map[string]string{
		"brackets": "?x " + many("(", 1000) + "met" + many(")", 1000) + " ?y",
		"choices":  "?x met" + many("|met", 2000) + " ?y",
		"steps":    "?x met" + many("/met", 2000) + " ?y",
		"words":    many("met ", 1000),
		"patterns": many("?x met ?y . ", 300),
		"length":   many("x", 1<<17),
	} {
		if _, _, err := query.Pattern(context.Background(), view, text, pattern.Options{}, query.Options{}); err == nil {
			t.Errorf("%s: understood", name)
		}
	}
}

// TestLongPlanEnds cancels a query that is long to plan.
func TestLongPlanEnds(t *testing.T) {
	view := harbour(t)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	var text strings.Builder
	for i := range 2400 {
		fmt.Fprintf(&text, "?a%d fg:met ?a%d . ", i, i+1)
	}
	a, err := query.SPARQL(ctx, view, "SELECT * { "+text.String()+"}", query.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range a.Rows {
		err = e
	}
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestLimits(t *testing.T) {
	view := harbour(t)
	for name, c := range map[string]struct {
		text string
		o    query.Options
	}{
		"rows":   {"SELECT * { ?s ?p ?o }", query.Options{Limits: exec.Limits{Rows: 2}}},
		"terms":  {"SELECT ?v { ?s ?p ?o . ?a ?b ?c BIND(CONCAT(STR(?s), STR(?p), STR(?o), STR(?a), STR(?b), STR(?c)) AS ?v) }", query.Options{Limits: exec.Limits{Memory: 5000}}},
		"memory": {"SELECT * { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f } ORDER BY ?o ?c ?f", query.Options{Limits: exec.Limits{Memory: 1000}}},
	} {
		a, err := query.SPARQL(context.Background(), view, c.text, c.o)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range a.Rows {
			err = e
		}
		if err == nil {
			t.Errorf("%s: the limit does not hold", name)
		}
	}
}
