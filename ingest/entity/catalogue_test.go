package entity

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"factgraph/graph"
	"factgraph/graph/memory"
)

const companies = `id,name,aliases,type
Q42,Halden Energy,Halden|HE Group,organization
http://example.org/c/7,Nordbank,Nordic Bank of Commerce,organization
C-9,Vera Kestner,,person
C-10,Miro Petrak,,
C-11,Springfield Works,,organization
C-12,Springfield Works,,organization
`

func TestCatalogue(t *testing.T) {
	catalogue, err := ReadCatalogueCSV(strings.NewReader(companies))
	if err != nil {
		t.Fatal(err)
	}
	if catalogue.Len() != 6 {
		t.Errorf("%d entries", catalogue.Len())
	}
	r, err := NewResolver(Options{Catalogue: catalogue})
	if err != nil {
		t.Fatal(err)
	}
	g := memory.New()
	a := parseArticle(t, "A", "", "[HE Group:o] bought [Nordic Bank of Commerce:o]. [Vera Kestner:p] met [Miro Petrak:p]. [Vera Kestner's:o] grew. [Springfield Works:o] closed.")
	b := parseArticle(t, "B", "", "[Halden Energy:o] sold [Nordbank:o]. [Kestner:p] left.")
	for _, article := range []*caseArticle{a, b} {
		c, err := r.Resolve(context.Background(), g, article.article, article.doc, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := g.PutArticle(context.Background(), c); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []struct {
		id, name, same string
		typ            graph.Type
	}{
		{"halden-energy", "Halden Energy", "http://www.wikidata.org/entity/Q42", graph.Organization},
		{"nordbank", "Nordbank", "http://example.org/c/7", graph.Organization},
		{"vera-kestner", "Vera Kestner", "urn:catalogue:C-9", graph.Person},
		{"miro-petrak", "Miro Petrak", "urn:catalogue:C-10", graph.Person},
		{"springfield-works", "Springfield Works", "", graph.Organization}, // two entries: neither
		{"kestner", "Kestner", "", graph.Person},                           // a surname is too little
	} {
		e, err := g.Entity(graph.EntityID(want.id))
		if err != nil {
			t.Error(err)
			continue
		}
		if got := strings.Join(e.SameAs, " "); e.Name != want.name || got != want.same || e.Type != want.typ {
			t.Errorf("%s: %q, a %s, same as %q; want %q, a %s, same as %q", want.id, e.Name, e.Type, got, want.name, want.typ, want.same)
		}
	}
}

func TestCatalogueForms(t *testing.T) {
	for name, c := range map[string]struct {
		read func(string) (*Catalogue, error)
		text string
		keys []string
	}{
		"tabs and any order of columns": {readCSV, "note\ttype\tname\tid\nx\tperson\tVera \"V\" Kestner\t1\n", []string{"vera v kestner"}},
		"a byte order mark":             {readCSV, "\ufeffid,name\n1,Vera\n", []string{"vera"}},
		"short rows":                    {readCSV, "id,name,aliases,type\n1,Vera,,\n", []string{"vera"}},
		"lines of JSON":                 {readJSONL, `{"id":"Q1","name":"Vera","aliases":["V. Kestner","Vera"]}` + "\n\n", []string{"vera", "v kestner"}},
	} {
		catalogue, err := c.read(c.text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, key := range c.keys {
			if len(catalogue.byKey[key]) != 1 {
				t.Errorf("%s: %d entries of %q", name, len(catalogue.byKey[key]), key)
			}
		}
	}
}

func readCSV(text string) (*Catalogue, error)   { return ReadCatalogueCSV(strings.NewReader(text)) }
func readJSONL(text string) (*Catalogue, error) { return ReadCatalogueJSONL(strings.NewReader(text)) }

func TestMalformedCatalogues(t *testing.T) {
	for name, err := range map[string]error{
		"nothing":           second(readCSV("")),
		"no id":             second(readCSV("name\nVera\n")),
		"an empty id":       second(readCSV("id,name\n,Vera\n")),
		"an unknown type":   second(readCSV("id,name,type\n1,Vera,wizard\n")),
		"rows of two sizes": second(readCSV("id,name\n1,Vera,3\n")),
		"no JSON":           second(readJSONL("hello\n")),
		"JSON with no name": second(readJSONL(`{"id":"1"}`)),
	} {
		if !errors.Is(err, ErrCatalogue) {
			t.Errorf("%s: %v, want ErrCatalogue", name, err)
		}
	}
}

func second(_ *Catalogue, err error) error { return err }

func TestIdentifierIRI(t *testing.T) {
	got := []string{identifierIRI("Q42"), identifierIRI("https://example.org/x"), identifierIRI("urn:isbn:1"), identifierIRI("a b/c"), identifierIRI("Q")}
	want := []string{"http://www.wikidata.org/entity/Q42", "https://example.org/x", "urn:isbn:1", "urn:catalogue:a%20b%2Fc", "urn:catalogue:Q"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
