// Package gazetteer knows the world's countries, the states and provinces that
// news texts name, and larger cities: which names mean the same place, which
// place is the likeliest one of a name, and which words mean the people of a
// country. It also knows how common a word of English is.
//
// The tables are written by the command in folder generate. City names and
// populations are from GeoNames (geonames.org), CC BY 4.0.
package gazetteer

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"factgraph/graph"
)

//go:embed countries.tsv
var countriesTSV string

//go:embed regions.tsv
var regionsTSV string

//go:embed cities.tsv
var citiesTSV string

// Cities that English calls otherwise than their countries do.
//
//go:embed exonyms.tsv
var exonymsTSV string

//go:embed words.txt
var wordsTXT string

// Kind is what a place is.
type Kind uint8

// The kinds, the likeliest meaning of a shared name first.
const (
	Country Kind = iota
	Region       // state or province
	City
)

// String is the kind as the subtype of an entity.
func (k Kind) String() string { return [...]string{"country", "state", "city"}[k] }

// A Place is one entry of the gazetteer.
type Place struct {
	Name       string
	Kind       Kind
	Country    string // ISO 3166-1 alpha-2
	Region     string // the code of its state or province; only where Regions has it
	Population int    // cities only
	Capital    bool   // of a country
}

// Nationality is what a word like "Syrian", "Russians" or "French" says.
type Nationality struct {
	Country string // ISO 3166-1 alpha-2
	People  string // what its people is called: "Syrians", "French people"
	Plural  bool   // the word is a plural noun
}

type tables struct {
	places    map[string][]Place // by graph.NameKey
	countries map[string]Place   // by ISO code
	regions   map[[2]string]Place
	peoples   map[string]Nationality // by lower-cased word
	ranks     map[string]int
}

var load = sync.OnceValue(func() *tables {
	t := &tables{
		places:    make(map[string][]Place),
		countries: make(map[string]Place),
		regions:   make(map[[2]string]Place),
		peoples:   make(map[string]Nationality),
		ranks:     make(map[string]int),
	}
	for f := range rows(countriesTSV) {
		t.addCountry(f)
	}
	for f := range rows(regionsTSV) {
		p := Place{Name: f[2], Kind: Region, Country: f[0], Region: f[1]}
		t.regions[[2]string{f[0], f[1]}] = p
		t.add(p, append(list(f[3]), p.Name)...)
	}
	english := make(map[[2]string]string)
	for f := range rows(exonymsTSV) {
		english[[2]string{f[1], f[2]}] = f[0]
	}
	for f := range rows(citiesTSV) {
		t.addCity(f, english[[2]string{f[0], f[1]}])
	}
	for name, all := range t.places {
		slices.SortStableFunc(all, func(a, b Place) int {
			return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(b.Population, a.Population))
		})
		t.places[name] = all
	}
	for i, word := range strings.Fields(wordsTXT) {
		t.ranks[word] = i + 1
	}
	return t
})

// rows yields the fields of each line but the header.
func rows(tsv string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		lines := strings.Split(strings.TrimRight(tsv, "\n"), "\n")
		for _, line := range lines[1:] {
			if !yield(strings.Split(line, "\t")) {
				return
			}
		}
	}
}

func list(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, "|")
}

// addCountry adds a row of iso2, name, aliases, capital, adjectives, person_nouns.
func (t *tables) addCountry(f []string) {
	p := Place{Name: f[1], Kind: Country, Country: f[0]}
	t.countries[p.Country] = p
	t.add(p, append(list(f[2]), p.Name)...)
	adjectives, nouns := list(f[4]), list(f[5])
	people := ""
	switch {
	case len(nouns) > 0 && plural(nouns[0]) != nouns[0] && !strings.HasSuffix(plural(nouns[0]), "men"):
		people = plural(nouns[0])
	case len(adjectives) > 0: // "Chinese people", not "Chinamen"
		people = adjectives[0] + " people"
	}
	add := func(word string, isPlural bool) {
		if word = strings.ToLower(word); t.peoples[word].Country == "" {
			t.peoples[word] = Nationality{Country: p.Country, People: people, Plural: isPlural}
		}
	}
	for _, word := range adjectives {
		add(word, false)
	}
	for _, word := range nouns {
		add(word, false)
		add(plural(word), true)
	}
}

// plural is the plural of a noun for a national: "Swiss", "Chinese" and
// "British" have none.
func plural(noun string) string {
	for _, ending := range []string{"s", "ese", "ish", "sh", "ch"} {
		if strings.HasSuffix(noun, ending) {
			return noun
		}
	}
	if stem, ok := strings.CutSuffix(noun, "man"); ok {
		if stem != "Ger" && stem != "Ro" && stem != "O" {
			return stem + "men"
		}
	}
	return noun + "s"
}

// addCity adds a row of name, country, admin1, feature, population; english is
// the English name where it is another.
func (t *tables) addCity(f []string, english string) {
	population, _ := strconv.Atoi(f[4]) // the generator keeps rows with a number only
	p := Place{Name: cmp.Or(english, unmarked.Replace(f[0])), Kind: City, Country: f[1], Population: population, Capital: f[3] == "PPLC"}
	if c, ok := t.countries[p.Country]; ok && c.Name == p.Name {
		return // Singapore is one place, and Luxembourg the country
	}
	if _, ok := t.regions[[2]string{f[1], f[2]}]; ok {
		p.Region = f[2]
	}
	t.add(p, p.Name, f[0])
}

// unmarked takes off the marks of long vowels, which the tables have for
// transliterated names and English texts do not: "Kandahār".
var unmarked = strings.NewReplacer("ā", "a", "ē", "e", "ī", "i", "ō", "o", "ū", "u", "Ā", "A", "Ē", "E", "Ī", "I", "Ō", "O", "Ū", "U")

func (t *tables) add(p Place, names ...string) {
	seen := make(map[string]bool)
	for _, name := range names {
		key := graph.NameKey(name)
		if key != "" && !seen[key] {
			seen[key] = true
			t.places[key] = append(t.places[key], p)
		}
	}
}

// Places lists the places whose name or alias has the key (a graph.NameKey),
// countries before states before cities, larger cities first.
func Places(key string) []Place { return load().places[key] }

// CountryByCode finds a country by its ISO 3166-1 alpha-2 code.
func CountryByCode(iso string) (Place, bool) {
	p, ok := load().countries[iso]
	return p, ok
}

// RegionByCode finds a state or province by the codes of its country and its own.
func RegionByCode(country, code string) (Place, bool) {
	p, ok := load().regions[[2]string{country, code}]
	return p, ok
}

// NationalityOf tells what a nationality adjective or noun means: "Syrian",
// "Germans", "u.s.".
func NationalityOf(word string) (Nationality, bool) {
	n, ok := load().peoples[strings.ToLower(word)]
	return n, ok
}

// Rank is the place of a lower-case word among the most frequent words of
// English, from 1; 0 for a word that is not among the first few thousand.
func Rank(word string) int { return load().ranks[word] }
