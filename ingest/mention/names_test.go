package mention

import (
	"testing"

	"factgraph/graph"
	"factgraph/ingest/document"
)

func name(s string, typ graph.Type) *node {
	n := &node{Mention: &document.Mention{Kind: document.Named, Name: s, Type: typ}, typed: typ != ""}
	n.words = nameWords(s)
	return n
}

func TestSameName(t *testing.T) {
	for _, test := range []struct {
		a, b string
		typ  graph.Type
		want bool
	}{
		{"Donald Trump", "Trump", graph.Person, true},
		{"Donald J. Trump", "Donald Trump", graph.Person, true},
		{"Sarah Huckabee Sanders", "Sarah Sanders", graph.Person, true},
		{"Sarah Sanders", "Bernie Sanders", graph.Person, false},
		{"Bill Clinton", "William Clinton", graph.Person, true},
		{"J. Smith", "John Smith", graph.Person, true},
		{"J. Smith", "Peter Smith", graph.Person, false},
		{"John Smith Jr.", "John Smith Sr.", graph.Person, false},
		{"John Smith Jr.", "John Smith", graph.Person, true},
		{"Angela Merkel", "Merkel", graph.Person, true},
		{"Angela Merkel", "Peskov", graph.Person, false},
		{"North Korea", "South Korea", graph.Place, false},
		{"New York", "New York City", graph.Place, true},
		{"York", "New York", graph.Place, false},
		{"Asia", "Asia Pacific", graph.Place, false},
		{"Apple", "Apple Inc.", graph.Organization, true},
		{"GM", "General Motors Corporation", graph.Organization, true},
		{"IAEA", "International Atomic Energy Agency", graph.Organization, true},
		{"U.N.", "United Nations", graph.Organization, true},
		{"APEC", "Asia Pacific Economic Cooperation", graph.Organization, true},
		{"ISIS", "Islamic State", graph.Organization, true},
		{"Boeing", "Airbus", graph.Organization, false},
		{"The Times", "Times", graph.Organization, true},
	} {
		a, b := name(test.a, test.typ), name(test.b, test.typ)
		if got := sameName(a, b); got != test.want {
			t.Errorf("%s and %s: %v, want %v", test.a, test.b, got, test.want)
		}
		if sameName(a, b) != sameName(b, a) {
			t.Errorf("%s and %s: the order matters", test.a, test.b)
		}
	}
}

func TestIsAcronym(t *testing.T) {
	for s, want := range map[string]bool{"NATO": true, "U.S.": true, "G20": false, "Trump": false, "A": false, "": false, "ABCDEFGH": false, "COP26": true} {
		if got := isAcronym(s); got != want {
			t.Errorf("isAcronym(%q) = %v, want %v", s, got, want)
		}
	}
}
