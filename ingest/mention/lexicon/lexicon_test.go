package lexicon

import (
	"os"
	"path/filepath"
	"testing"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/parse/model"
)

func load(t *testing.T) *Lexicon {
	t.Helper()
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestNoun(t *testing.T) {
	l := load(t)
	for _, test := range []struct {
		noun    string
		typ     graph.Type
		subtype string
		gender  document.Gender
	}{
		{"spokeswoman", graph.Person, "role", document.Feminine},
		{"king", graph.Person, "role", document.Masculine},
		{"teacher", graph.Person, "role", document.GenderUnknown},
		{"company", graph.Organization, "company", document.GenderUnknown},
		{"ministry", graph.Organization, "agency", document.GenderUnknown},
		{"parliament", graph.Organization, "legislature", document.GenderUnknown},
		{"city", graph.Place, "city", document.GenderUnknown},
		{"country", graph.Place, "country", document.GenderUnknown},
		{"lake", graph.Place, "water", document.GenderUnknown},
		{"war", graph.Event, "war", document.GenderUnknown},
		{"summit", graph.Event, "meeting", document.GenderUnknown},
		{"earthquake", graph.Event, "", document.GenderUnknown},
		{"treaty", graph.Document, "treaty", document.GenderUnknown},
		{"statement", graph.Document, "statement", document.GenderUnknown},
		{"car", graph.Product, "vehicle", document.GenderUnknown},
		{"rifle", graph.Product, "weapon", document.GenderUnknown},
		{"week", graph.Date, "", document.GenderUnknown},
		{"kilometer", graph.Quantity, "unit", document.GenderUnknown},
		{"freedom", graph.Concept, "", document.GenderUnknown},
		{"vice-president", graph.Person, "role", document.GenderUnknown},
	} {
		n := l.Noun(test.noun)
		if n == nil {
			t.Errorf("no noun %q", test.noun)
			continue
		}
		if n.Type != test.typ || n.Subtype != test.subtype || n.Gender != test.gender {
			t.Errorf("%s is %s/%s gender %d, want %s/%s gender %d", test.noun, n.Type, n.Subtype, n.Gender, test.typ, test.subtype, test.gender)
		}
	}
	if n := l.Noun("xyzzy"); n != nil {
		t.Errorf("xyzzy is %v", n)
	}
}

func TestRelate(t *testing.T) {
	l := load(t)
	for _, test := range []struct {
		a, b string
		want Relation
	}{
		{"car", "auto", Synonym},
		{"vehicle", "car", Hypernym},
		{"car", "vehicle", Hyponym},
		{"car", "truck", Sister},
		{"car", "freedom", Unrelated},
		{"xyzzy", "car", Unrelated},
	} {
		if got := l.Relate(l.Noun(test.a), l.Noun(test.b)); got != test.want {
			t.Errorf("%s to %s: relation %d, want %d", test.a, test.b, got, test.want)
		}
	}
}

func TestSimilarity(t *testing.T) {
	l := load(t)
	near, ok := Similarity(l.Noun("soldier"), l.Noun("army"))
	far, ok2 := Similarity(l.Noun("soldier"), l.Noun("cheese"))
	if !ok || !ok2 || near <= far {
		t.Errorf("soldier is %v like army and %v like cheese", near, far)
	}
	if self, _ := Similarity(l.Noun("army"), l.Noun("army")); self < 0.999 || self > 1.001 {
		t.Errorf("army is %v like itself", self)
	}
	if _, ok := Similarity(nil, l.Noun("army")); ok {
		t.Error("a word without vector is like another")
	}
}

func TestNames(t *testing.T) {
	l := load(t)
	for name, want := range map[string]document.Gender{"anna": document.Feminine, "peter": document.Masculine} {
		if g, known := l.GivenName(name); g != want || !known {
			t.Errorf("%s: gender %d, known %v", name, g, known)
		}
	}
	if _, known := l.GivenName("xyzzy"); known {
		t.Error("xyzzy is a given name")
	}
	for name, want := range map[string]Place{"france": CountryPlace, "texas": RegionPlace, "istanbul": CityPlace, "u.s.": CountryPlace, "xyzzy": NoPlace} {
		if got := l.Place(name); got != want {
			t.Errorf("%s: place %d, want %d", name, got, want)
		}
	}
	if a, b := l.Country("u.s."), l.Country("america"); a == nil || a != b {
		t.Errorf("U.S. is %v, America %v", a, b)
	}
	for word, code := range map[string]string{"russian": "RU", "russians": "RU", "north korean": "KP", "french": "FR"} {
		if c := l.Demonym(word); c == nil || c.Code != code {
			t.Errorf("%s belongs to %v, want %s", word, c, code)
		}
	}
	if c := l.Capital("paris"); c == nil || c.Code != "FR" {
		t.Errorf("Paris is the capital of %v", c)
	}
	if !l.Group("muslims") || l.Group("tables") {
		t.Error("groups are mixed up")
	}
}

func TestLeaning(t *testing.T) {
	l := load(t)
	for name, want := range map[string]int{
		"anna": MaxLeaning, "peter": -MaxLeaning, // in the list
		"fred": -2, "claire": 2, // in the list for both, borne by one
		"zorietta": MaxLeaning, // by its ending
		"x":        0,
	} {
		if got := l.Leaning(name); got != want {
			t.Errorf("%s leans %d, want %d", name, got, want)
		}
	}
	for name, want := range map[string]bool{"tim": true, "scott": false, "xyzzy": false} {
		if got := l.GivenOnly(name); got != want {
			t.Errorf("%s is only a given name: %v, want %v", name, got, want)
		}
	}
}

// TestRegress fits two classes that one direction tells apart.
func TestRegress(t *testing.T) {
	var examples [][]float64
	var feminine []bool
	for i := range 20 {
		x := make([]float64, vectorWidth)
		x[3], x[i%vectorWidth] = 0.5, x[i%vectorWidth]+0.1
		if i%2 == 0 {
			x[3] = -0.5
		}
		examples = append(examples, x)
		feminine = append(feminine, i%2 == 0)
	}
	w := regress(examples, feminine)
	for i, x := range examples {
		if got := odds(w, x) > 0; got != feminine[i] {
			t.Errorf("example %d: feminine %v, want %v", i, got, feminine[i])
		}
	}
}

// TestCompile makes the tables anew and compares them with the embedded ones.
func TestCompile(t *testing.T) {
	data := os.Getenv("FACTGRAPH_DATA")
	if data == "" {
		t.Skip("FACTGRAPH_DATA is not set: the embedded tables are not compared with the word lists they are made from")
	}
	out := t.TempDir()
	err := Compile(data, out, func(path string, limit int) ([]string, []int8, error) {
		v, err := model.ReadVectors(path, limit)
		if err != nil {
			return nil, nil, err
		}
		return v.Words, v.Rows, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for file, embedded := range map[string][]byte{"nouns.gz": nounData, "names.gz": nameData, "vectors.bin": vectorData} {
		made, err := os.ReadFile(filepath.Join(out, file))
		if err != nil {
			t.Fatal(err)
		}
		if string(made) != string(embedded) {
			t.Errorf("%s is not what the word lists make: run the compiler again", file)
		}
	}
}
