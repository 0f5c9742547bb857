package vocabulary

import (
	"testing"

	"factgraph/graph"
	"factgraph/graph/iri"
)

func TestResources(t *testing.T) {
	for iri, term := range map[string]graph.Term{
		"urn:factgraph:met":                  {Kind: graph.PredicateTerm, Value: "met"},
		"urn:factgraph:president_of":         {Kind: graph.PredicateTerm, Value: "president of"},
		"urn:factgraph:a%5Fb":                {Kind: graph.PredicateTerm, Value: "a_b"},
		"urn:factgraph:%74ext":               {Kind: graph.PredicateTerm, Value: "text"},
		"urn:factgraph:%65nd":                {Kind: graph.PredicateTerm, Value: "end"},
		"urn:factgraph:text":                 {Kind: graph.EntityTerm, Value: "urn:factgraph:text"},
		"urn:factgraph:entity:donald-trump":  {Kind: graph.EntityTerm, Value: "donald-trump"},
		"urn:factgraph:entity:a%20b":         {Kind: graph.EntityTerm, Value: "a b"},
		"urn:factgraph:entity:a%2Db":         {Kind: graph.EntityTerm, Value: "urn:factgraph:entity:a%2Db"},
		"urn:factgraph:fact:fabc":            {Kind: graph.FactTerm, Value: "fabc"},
		"urn:factgraph:article:aabc":         {Kind: graph.ArticleTerm, Value: "aabc"},
		"http://xmlns.com/foaf/0.1/knows":    {Kind: graph.EntityTerm, Value: "http://xmlns.com/foaf/0.1/knows"},
		"urn:factgraph:said%20%E2%80%93said": {Kind: graph.EntityTerm, Value: "urn:factgraph:said%20%E2%80%93said"},
	} {
		if got := Resource(iri); got != term {
			t.Errorf("Resource(%s) = %v, want %v", iri, got, term)
		}
		if got := IRI(term); got != iri {
			t.Errorf("IRI(%v) = %s, want %s", term, got, iri)
		}
	}
}

func FuzzResources(f *testing.F) {
	for _, name := range []string{"", "met", "president of", "a_b", "text", "Person", "x:y", "entity:z", "100%", "\x00", "%5F"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		for _, kind := range []graph.TermKind{graph.PredicateTerm, graph.FactTerm, graph.ArticleTerm, graph.EntityTerm} {
			term := graph.Term{Kind: kind, Value: name}
			if kind == graph.EntityTerm && iri.IsAbsolute(name) {
				term = Resource(name)
			}
			if got := Resource(IRI(term)); got != term {
				t.Errorf("%v is <%s>, which is %v", term, IRI(term), got)
			}
		}
	})
}

func TestLiterals(t *testing.T) {
	for _, c := range []struct{ value, datatype, lang, short string }{
		{"a", XSD + "string", "", graph.StringType},
		{"a", LangString, "en", ""},
		{"12", XSD + "integer", "", graph.IntegerType},
		{"2017-11-11", XSD + "date", "", graph.DateType},
		{"2017-11", XSD + "gYearMonth", "", graph.DateType},
		{"2017-11-11/2017-11-12", Interval, "", graph.DateType},
		{"Saturday", DateText, "", graph.DateType},
		{"Saturday", XSD + "date", "", XSD + "date"},
		{"12 km", Quantity, "", graph.QuantityType},
		{"1e0", XSD + "double", "", XSD + "double"},
	} {
		term := Literal(c.value, c.datatype, c.lang)
		if term.Datatype != c.short || Datatype(term) != c.datatype || term.Lang != c.lang {
			t.Errorf("%v: got %v with datatype %s", c, term, Datatype(term))
		}
	}
}
