// Package lexicon is what the mention stage knows of words before it reads an
// article: which type of thing a noun names, how nouns are related in WordNet,
// which names are given to women and men, the countries with their adjectives,
// and vectors of frequent nouns. The tables are compiled from public word lists
// (see Compile) and embedded.
package lexicon

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

//go:embed data/nouns.gz
var nounData []byte

//go:embed data/names.gz
var nameData []byte

//go:embed data/vectors.bin
var vectorData []byte

// A Noun is what a lower-case noun can be told to name.
type Noun struct {
	Type    graph.Type
	Subtype string
	Gender  document.Gender
	Human   bool // one of its common senses is a person

	senses []int32 // most frequent first
	vector []int8  // of length vectorWidth, or nil
	norm   float32
}

// A Country has a name, an ISO 3166 code and the words made from it.
type Country struct {
	Code string
	Name string
}

// Place tells what kind of place a name is known as.
type Place uint8

// The kinds of places of the gazetteer.
const (
	NoPlace Place = iota
	CountryPlace
	RegionPlace
	CityPlace
)

// Lexicon is immutable and may be shared.
type Lexicon struct {
	nouns     map[string]*Noun
	parents   []int32 // hypernym of each synset, -1 for the top
	gender    map[string]document.Gender
	givenOnly map[string]bool
	leanings  map[string]int8 // of names
	endings   map[string]int8 // of names
	places    map[string]Place
	countries map[string]*Country // lower-case names and aliases
	demonyms  map[string]*Country // lower-case adjectives and nouns for people
	capitals  map[string]*Country
	groups    map[string]bool
}

// Load reads the embedded tables.
func Load() (*Lexicon, error) {
	l := &Lexicon{
		nouns:     map[string]*Noun{},
		gender:    map[string]document.Gender{},
		givenOnly: map[string]bool{},
		leanings:  map[string]int8{},
		endings:   map[string]int8{},
		places:    map[string]Place{},
		countries: map[string]*Country{},
		demonyms:  map[string]*Country{},
		capitals:  map[string]*Country{},
		groups:    map[string]bool{},
	}
	for _, part := range []struct {
		name string
		data []byte
		read func(fields []string) error
	}{
		{"nouns", nounData, l.readNoun},
		{"names", nameData, l.readName},
	} {
		if err := readLines(part.data, part.read); err != nil {
			return nil, fmt.Errorf("lexicon: %s: %w", part.name, err)
		}
	}
	if err := l.readVectors(vectorData); err != nil {
		return nil, fmt.Errorf("lexicon: vectors: %w", err)
	}
	return l, nil
}

// readLines calls read with the tab-separated fields of each line of gzipped
// data.
func readLines(data []byte, read func(fields []string) error) error {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		if err := read(strings.Split(strings.TrimSuffix(line, "\n"), "\t")); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil
}

var genders = map[string]document.Gender{
	"":  document.GenderUnknown,
	"M": document.Masculine,
	"F": document.Feminine,
	"N": document.Neuter,
}

// readNoun reads a synset ("s", parent) or a noun ("n", word, type, subtype,
// gender, human, senses).
func (l *Lexicon) readNoun(f []string) error {
	switch {
	case f[0] == "s" && len(f) == 2:
		parent, err := strconv.ParseInt(f[1], 10, 32)
		if err != nil || parent >= int64(len(l.parents)) {
			return fmt.Errorf("bad synset %q", f)
		}
		l.parents = append(l.parents, int32(parent))
		return nil
	case f[0] == "n" && len(f) == 7:
		n := &Noun{Type: graph.Type(f[2]), Subtype: f[3], Gender: genders[f[4]], Human: f[5] == "1"}
		for s := range strings.FieldsSeq(f[6]) {
			id, err := strconv.ParseUint(s, 10, 31)
			if err != nil || int(id) >= len(l.parents) {
				return fmt.Errorf("bad sense %q of %s", s, f[1])
			}
			n.senses = append(n.senses, int32(id))
		}
		l.nouns[f[1]] = n
		return nil
	}
	return fmt.Errorf("bad entry %q", f)
}

// readName reads an entry of the names: its kind, the name, and what it says.
func (l *Lexicon) readName(f []string) error {
	if len(f) < 2 {
		return fmt.Errorf("bad entry %q", f)
	}
	name := f[1]
	switch {
	case f[0] == "given" && len(f) == 3:
		l.gender[name] = genders[f[2]]
	case f[0] == "only":
		l.givenOnly[name] = true
	case (f[0] == "leaning" || f[0] == "ending") && len(f) == 3:
		n, err := strconv.ParseInt(f[2], 10, 8)
		if err != nil {
			return fmt.Errorf("bad leaning %q", f)
		}
		if f[0] == "leaning" {
			l.leanings[name] = int8(n)
		} else {
			l.endings[name] = int8(n)
		}
	case f[0] == "city":
		l.places[name] = CityPlace
	case f[0] == "region":
		l.places[name] = RegionPlace
	case f[0] == "group":
		l.groups[name] = true
	case f[0] == "country" && len(f) == 6:
		c := &Country{Code: f[2], Name: name}
		for alias := range strings.SplitSeq(f[3], "|") {
			l.countries[alias] = c
			l.places[alias] = CountryPlace
		}
		for d := range strings.SplitSeq(f[4], "|") {
			l.demonyms[d] = c
		}
		if f[5] != "" {
			l.capitals[f[5]] = c
		}
	default:
		return fmt.Errorf("bad entry %q", f)
	}
	return nil
}

// vectorWidth is the length of a noun's vector.
const vectorWidth = 100

// readVectors reads vectors: the number of words in decimal and a line end,
// the words a line each, then vectorWidth signed bytes a word.
func (l *Lexicon) readVectors(data []byte) error {
	count, rest, ok := bytes.Cut(data, []byte{'\n'})
	n, err := strconv.Atoi(string(count))
	if !ok || err != nil || n < 0 {
		return fmt.Errorf("bad count %q", count)
	}
	words := make([]string, n)
	for i := range words {
		word, after, ok := bytes.Cut(rest, []byte{'\n'})
		if !ok {
			return io.ErrUnexpectedEOF
		}
		words[i], rest = string(word), after
	}
	if len(rest) != n*vectorWidth {
		return fmt.Errorf("%d bytes of vectors for %d words", len(rest), n)
	}
	for i, word := range words {
		noun := l.nouns[word]
		if noun == nil {
			return fmt.Errorf("%q is no noun", word)
		}
		noun.vector = make([]int8, vectorWidth)
		var sum int64
		for k := range noun.vector {
			v := int8(rest[i*vectorWidth+k])
			noun.vector[k] = v
			sum += int64(v) * int64(v)
		}
		noun.norm = float32(math.Sqrt(float64(sum)))
	}
	return nil
}

// Noun returns the entry of a lower-case lemma, nil if it has none.
func (l *Lexicon) Noun(lemma string) *Noun {
	if n := l.nouns[lemma]; n != nil {
		return n
	}
	// "spokesperson-elect", "co-founder": the parts of a compound with hyphens.
	if i := strings.LastIndexByte(lemma, '-'); i > 0 && i < len(lemma)-1 {
		return l.nouns[lemma[i+1:]]
	}
	return nil
}

// GivenName is the gender that a lower-case given name shows; known is false
// for a name that is not in the list. Names of both have GenderUnknown.
func (l *Lexicon) GivenName(name string) (g document.Gender, known bool) {
	g, known = l.gender[name]
	return g, known
}

// GivenOnly tells whether a lower-case given name is hardly ever a surname.
func (l *Lexicon) GivenOnly(name string) bool { return l.givenOnly[name] }

// Leaning tells whether a lower-case name is rather a woman's (1 to 3) or a
// man's (-1 to -3): by the list, by the people who bear it or, for a name that
// was never seen, by its last letters; 0 if nothing speaks for either.
func (l *Lexicon) Leaning(name string) int {
	if n, ok := l.leanings[name]; ok {
		return int(n)
	}
	switch l.gender[name] {
	case document.Feminine:
		return MaxLeaning
	case document.Masculine:
		return -MaxLeaning
	}
	for n := min(maxEnding, len(name)-1); n > 0; n-- {
		if e, ok := l.endings[name[len(name)-n:]]; ok {
			return int(e)
		}
	}
	return 0
}

// MaxLeaning is the leaning of a name that is nearly always one gender's.
const MaxLeaning = 3

// Country finds a country by a lower-case name or alias.
func (l *Lexicon) Country(name string) *Country { return l.countries[name] }

// Demonym finds the country of a lower-case adjective or noun for its people.
func (l *Lexicon) Demonym(word string) *Country {
	if c := l.demonyms[word]; c != nil {
		return c
	}
	return l.demonyms[strings.TrimSuffix(word, "s")]
}

// Capital finds the country whose capital a lower-case name is.
func (l *Lexicon) Capital(name string) *Country { return l.capitals[name] }

// Place tells what a lower-case name is known as.
func (l *Lexicon) Place(name string) Place { return l.places[name] }

// Group tells whether a lower-case word names a people, nationality or
// religion.
func (l *Lexicon) Group(word string) bool { return l.groups[word] }

// maxClimb bounds how far apart related nouns may lie in WordNet.
const maxClimb = 4

// Relation tells how two nouns are related in WordNet.
type Relation uint8

// The relations, the closest first.
const (
	Synonym  Relation = iota // some sense is shared
	Hypernym                 // the second is a kind of the first
	Hyponym                  // the first is a kind of the second
	Sister                   // they share a parent or grandparent
	Unrelated
)

// Relate tells how the nouns a and b are related by their frequent senses.
func (l *Lexicon) Relate(a, b *Noun) Relation {
	if a == nil || b == nil {
		return Unrelated
	}
	best := Unrelated
	for _, s := range a.senses {
		for _, t := range b.senses {
			switch {
			case s == t:
				return Synonym
			case l.above(s, t):
				best = min(best, Hypernym)
			case l.above(t, s):
				best = min(best, Hyponym)
			case l.parents[s] >= 0 && l.parents[s] == l.parents[t]:
				best = min(best, Sister)
			}
		}
	}
	return best
}

// above tells whether synset s is an ancestor of t, at most maxClimb steps up.
func (l *Lexicon) above(s, t int32) bool {
	for range maxClimb {
		t = l.parents[t]
		if t < 0 {
			return false
		}
		if t == s {
			return true
		}
	}
	return false
}

// Similarity is the cosine of the nouns' vectors; ok is false if one has none.
func Similarity(a, b *Noun) (cosine float32, ok bool) {
	if a == nil || b == nil || a.vector == nil || b.vector == nil || a.norm == 0 || b.norm == 0 {
		return 0, false
	}
	var sum int32
	for i, v := range a.vector {
		sum += int32(v) * int32(b.vector[i])
	}
	return float32(sum) / (a.norm * b.norm), true
}
