// Package example makes small graphs for the tests of diagrams, pictures and
// pages from facts as a person would jot them down.
package example

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/graph/memory"
)

// Graph reads a fact from each line, an article from each text:
//
//	Ada Lovelace/person | met | Charles Babbage/person | not | possible | says George Boole/person | in London/place | on 1842-07-08
//
// An object in quotes is a literal; one that begins with "that" is the claim
// of the line before.
func Graph(t testing.TB, articles ...string) *memory.Graph {
	t.Helper()
	g := memory.New()
	for i, text := range articles {
		id := graph.ArticleID(fmt.Sprint("a", i))
		c := &contribution{known: make(map[graph.EntityID]bool), Contribution: &graph.Contribution{Article: graph.Article{
			ID: id, Title: fmt.Sprintf("Article %d", i+1), Date: time.Date(2024, 3, i+1, 0, 0, 0, 0, time.UTC), Address: fmt.Sprintf("https://example.org/%d", i+1)}}}
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" {
				c.add(strings.Split(line, " | "))
			}
		}
		put(t, g, c.Contribution)
	}
	return g
}

// Names makes a graph in which things of these names are linked in a ring.
func Names(t testing.TB, names ...string) *memory.Graph {
	t.Helper()
	c := &contribution{Contribution: &graph.Contribution{Article: graph.Article{ID: "a", Title: names[0], Address: "javascript:alert(1)", Text: names[0]}}}
	for i, name := range names {
		c.Entities = append(c.Entities, graph.Entity{ID: graph.EntityID(fmt.Sprint("e", i)), Name: name, Type: graph.Types()[i%8],
			Aliases: []graph.Count{{Text: name, N: 1}}, Roles: []graph.Count{{Text: name, N: 1}}, SameAs: []string{"javascript:alert(1)"}})
		next := graph.EntityID(fmt.Sprint("e", (i+1)%len(names)))
		c.put(graph.Fact{Subject: graph.EntityID(fmt.Sprint("e", i)), Predicate: "did " + name, Object: graph.EntityObject(next)}, graph.Evidence{Text: name, Phrase: name})
	}
	g := memory.New()
	put(t, g, c.Contribution)
	return g
}

// Random makes a graph of so many entities and facts, in which few entities
// have many facts, as in news. The same numbers give the same graph.
func Random(t testing.TB, entities, facts int) *memory.Graph {
	t.Helper()
	r := rand.New(rand.NewPCG(uint64(entities), uint64(facts)))
	c := &contribution{Contribution: &graph.Contribution{Article: graph.Article{ID: "a", Title: "Random", Date: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)}}}
	for i := range entities {
		c.Entities = append(c.Entities, graph.Entity{ID: graph.EntityID(fmt.Sprint("e", i)), Name: fmt.Sprintf("Name Number %d", i), Type: graph.Types()[r.IntN(8)]})
	}
	some := func() graph.EntityID {
		x := r.Float64()
		return graph.EntityID(fmt.Sprint("e", int(float64(entities)*x*x*x)))
	}
	for i := range facts {
		f := graph.Fact{Subject: some(), Predicate: fmt.Sprintf("did %d to", r.IntN(40)), Object: graph.EntityObject(some()), Negated: r.IntN(12) == 0}
		c.put(f, graph.Evidence{Sentence: i, Text: fmt.Sprintf("Sentence number %d says so.", i)})
	}
	g := memory.New()
	put(t, g, c.Contribution)
	return g
}

// Hostile are names that mean something to one format or another.
func Hostile() []string {
	return []string{
		`"]; digraph {`, `</script><img src=x onerror="document.title='broken'">`, `<!--<script>`, `back\slash\N\G\`, `\N`, `<b>bold</b> &lt;i&gt; &amp;`,
		"שלום עולם", "مرحبا بالعالم", "family 👩‍👩‍👧 party 🎉", "line\nbreak\r\nand\ttab", "=SUM(A1)", strings.Repeat("Endless ", 60) + strings.Repeat("x", 300),
		"\u202eevil\u202c", "nul\x00 bell\a", "broken \xff\xfe bytes", "東京都", "{{.Title}} ${x} `y`", "",
	}
}

func put(t testing.TB, g *memory.Graph, c *graph.Contribution) {
	t.Helper()
	if err := g.PutArticle(context.Background(), c); err != nil {
		t.Fatal(err)
	}
}

type contribution struct {
	*graph.Contribution
	known map[graph.EntityID]bool
}

func (c *contribution) add(fields []string) {
	f := graph.Fact{Subject: c.entity(fields[0]), Predicate: fields[1]}
	ev := graph.Evidence{Sentence: len(c.Facts), Text: strings.Join(fields, " "), Phrase: fields[1]}
	for i, field := range fields[2:] {
		word, rest, _ := strings.Cut(field, " ")
		switch {
		case i == 0 && word == "that":
			f.Object = graph.ClaimObject(c.Facts[len(c.Facts)-1].ID, rest)
		case i == 0 && strings.HasPrefix(field, `"`):
			f.Object = graph.LiteralObject(strings.Trim(field, `"`), graph.StringType)
		case i == 0 && field != "":
			f.Object = graph.EntityObject(c.entity(field))
		case field == "not":
			f.Negated = true
		case field == string(graph.Possible):
			f.Modality = graph.Possible
		case word == "says":
			f.AttributedTo = append(f.AttributedTo, c.entity(rest))
		case word == "on":
			ev.Qualifiers = append(ev.Qualifiers, graph.Qualifier{Role: "time", Value: graph.LiteralObject(rest, graph.DateType), Text: field})
		case rest != "":
			name, _, _ := strings.Cut(rest, "/")
			ev.Qualifiers = append(ev.Qualifiers, graph.Qualifier{Role: "place", Value: graph.EntityObject(c.entity(rest)), Text: word + " " + name})
		}
	}
	c.put(f, ev)
}

func (c *contribution) put(f graph.Fact, ev graph.Evidence) {
	if f.Modality == "" {
		f.Modality = graph.Asserted
	}
	ev.Article, ev.Rule, ev.Confidence = c.Article.ID, "example", 0.9
	f.ID, f.Confidence, f.Evidence = f.ComputeID(), 0.9, []graph.Evidence{ev}
	c.Facts = append(c.Facts, f)
}

// entity reads "Ada Lovelace/person".
func (c *contribution) entity(text string) graph.EntityID {
	name, kind, _ := strings.Cut(text, "/")
	id := graph.EntityID(strings.ReplaceAll(strings.ToLower(name), " ", "-"))
	if !c.known[id] {
		c.known[id] = true
		c.Entities = append(c.Entities, graph.Entity{ID: id, Name: name, Type: graph.Type(kind)})
	}
	return id
}
