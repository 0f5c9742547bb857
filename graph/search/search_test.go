package search

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"factgraph/graph"
	"factgraph/graph/memory"
)

// library is a graph of a few entities and articles of our own.
func library(t *testing.T) Library {
	t.Helper()
	g := memory.New()
	entity := func(id, name string, typ graph.Type, n int, aliases ...string) graph.Entity {
		e := graph.Entity{ID: graph.EntityID(id), Name: name, Type: typ, Aliases: []graph.Count{{Text: name, N: n}}, Keys: []string{graph.NameKey(name)}}
		for _, a := range aliases {
			e.Aliases = append(e.Aliases, graph.Count{Text: a, N: n})
			e.Keys = append(e.Keys, graph.NameKey(a))
		}
		return e
	}
	put := func(c *graph.Contribution) {
		if err := g.PutArticle(context.Background(), c); err != nil {
			t.Fatal(err)
		}
	}
	put(&graph.Contribution{
		Article: graph.Article{ID: "a1", Title: "Harbour reopened", Text: "The harbour of Nordvik reopened after the flooding. Ships are waiting."},
		Entities: []graph.Entity{
			entity("anna-lindqvist", "Anna Lindqvist", graph.Person, 5, "Lindqvist"),
			entity("nordvik", "Nordvik", graph.Place, 9),
			entity("nordvik-shipping", "Nordvik Shipping", graph.Organization, 2, "Nordvik"),
			entity("per-lindqvist", "Per Lindqvist", graph.Person, 4, "Lindqvist"),
			entity("interfax", "Interfax", graph.Organization, 1),
		},
	})
	put(&graph.Contribution{Article: graph.Article{ID: "a2", Title: "Council meets", Text: strings.Repeat("The council met about schools. ", 30) + "A ship was mentioned."}})
	put(&graph.Contribution{Article: graph.Article{ID: "a3", Title: "Weather", Text: "Rain is expected. Flooded roads are closed; the flood may last."}})
	view, err := g.View()
	if err != nil {
		t.Fatal(err)
	}
	return view.(Library)
}

func TestNames(t *testing.T) {
	r := library(t)
	for query, want := range map[string]string{
		"Nordvik":         "nordvik exact",
		"lindqvist anna":  "anna-lindqvist prefix",
		"lind":            "anna-lindqvist prefix",
		"Ana Lindqvist":   "anna-lindqvist typo",
		"Lidnqvist":       "anna-lindqvist typo",
		"inter fax":       "interfax typo",
		"nordvik shiping": "nordvik-shipping typo",
		"NORDVÍK":         "nordvik exact",
		"shipping":        "nordvik-shipping prefix",
		"shiping nordvig": "nordvik-shipping typo",
		"nordvikshipping": "nordvik-shipping typo",
		"Anna Svensson":   "anna-lindqvist partial",
		"Zanzibar":        "",
	} {
		found, err := Names(context.Background(), r, query, 5)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(found) > 0 {
			got = fmt.Sprintf("%s %s", found[0].Entity.ID, found[0].How)
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", query, got, want)
		}
	}
}

func TestResolve(t *testing.T) {
	r := library(t)
	ctx := context.Background()
	for name, want := range map[string]string{
		"nordvik": "nordvik", "ANNA LINDQVIST": "anna-lindqvist", "Nordvik": "nordvik",
	} {
		if e, err := Resolve(ctx, r, name); err != nil || string(e.ID) != want {
			t.Errorf("%q: got %v, %v", name, e, err)
		}
	}
	var ambiguous *AmbiguousError
	if _, err := Resolve(ctx, r, "Lindqvist"); !errors.As(err, &ambiguous) || len(ambiguous.Candidates) != 2 {
		t.Errorf("Lindqvist: got %v, want two candidates", err)
	}
	var unknown *UnknownError
	if _, err := Resolve(ctx, r, "Nordvig"); !errors.As(err, &unknown) || len(unknown.Nearest) == 0 || unknown.Nearest[0].Entity.ID != "nordvik" {
		t.Errorf("Nordvig: got %v, want nordvik as the nearest", err)
	}
}

func TestText(t *testing.T) {
	r := library(t)
	for query, want := range map[string]string{
		"flood":                          "a3 a1",
		"ships":                          "a1 a2",
		"meeting school":                 "a2",
		"harbours":                       "a1",
		"nothing":                        "",
		`"ships are waiting"`:            "a1",
		`"are ships"`:                    "",
		`"reopened the harbour"`:         "", // from the title into the text
		`ships "the council met"`:        "a2",
		"council-met":                    "a2",
		`“Harbour of Nordvik” “flooded”`: "a1",
	} {
		hits, err := Text(context.Background(), r, query, 10)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, h := range hits {
			ids = append(ids, string(h.Article.ID))
			if p := h.Snippet; p.Start < 0 || p.End > len(h.Article.Text) || p.Start > p.End {
				t.Errorf("%q: snippet %v of %d bytes", query, p, len(h.Article.Text))
			}
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%q: got %s, want %s", query, got, want)
		}
	}
}

func TestSnippet(t *testing.T) {
	text := "The harbour reopened. " + strings.Repeat("word ", 100) + "the Harbours had reopened, the harbour reopened " + strings.Repeat("word ", 100)
	for query, want := range map[string]string{
		"harbour":               "harbour",
		"reopened harbour":      "harbour reopened",
		`"harbour had reopens"`: "Harbours had reopened",
		"word":                  "word word",
		"absent":                "",
	} {
		piece, marks := parseText(query).snippet(text)
		var marked []string
		for _, m := range marks {
			if m.Start < piece.Start || m.End > piece.End {
				t.Errorf("%s: %v is not in %v", query, m, piece)
			}
			marked = append(marked, text[m.Start:m.End])
		}
		if got := strings.Join(marked, " "); !strings.HasPrefix(got, want) || got == "" != (want == "") {
			t.Errorf("%s: got %s, want %s", query, got, want)
		}
	}
}
