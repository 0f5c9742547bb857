package model

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Kinds of gazetteer entries; the kind's number is the bit it sets on a token.
const (
	kindCountry = iota
	kindRegion
	kindCity
	kindGroup // nationalities, peoples, religions
	kindFemale
	kindMale
	kindFamily // given and family names mixed
	numKinds
)

// The bits above the kinds are set on every token of an entry of two words or
// more, which is far better evidence than a single word.
const (
	bitLongPlace = numKinds + iota
	bitLongGroup
	numGazetteerBits
)

const maxPhrase = 4 // words

// Gazetteer knows lower-cased names of places, groups and people. It is
// immutable once built.
type Gazetteer struct {
	kinds map[string]uint16 // phrase, words joined by a blank → set of kinds
	head  map[string]bool   // first words of phrases of two words or more
}

// NewGazetteer returns an empty gazetteer.
func NewGazetteer() *Gazetteer {
	return &Gazetteer{kinds: map[string]uint16{}, head: map[string]bool{}}
}

func (g *Gazetteer) add(phrase string, kind int) {
	phrase = gloveKey(strings.Join(strings.Fields(phrase), " "))
	words := strings.Count(phrase, " ") + 1
	if phrase == "" || words > maxPhrase {
		return
	}
	g.kinds[phrase] |= 1 << kind
	if words > 1 {
		first, _, _ := strings.Cut(phrase, " ")
		g.head[first] = true
	}
}

// mark sets the bits of the longest entries that begin at each word.
func (g *Gazetteer) mark(words []*Word, bits []uint16) {
	for i, w := range words {
		bits[i] |= g.kinds[w.Lower]
		if !g.head[w.Lower] {
			continue
		}
		phrase := w.Lower
		for j := i + 1; j < min(i+maxPhrase, len(words)); j++ {
			phrase += " " + words[j].Lower
			k := g.kinds[phrase]
			if k == 0 {
				continue
			}
			if k&(1<<kindCountry|1<<kindRegion|1<<kindCity) != 0 {
				k |= 1 << bitLongPlace
			}
			if k&(1<<kindGroup) != 0 {
				k |= 1 << bitLongGroup
			}
			for t := i; t <= j; t++ {
				bits[t] |= k
			}
		}
	}
}

// Write stores the gazetteer as sorted lines: the set of kinds in hexadecimal,
// a tab, the phrase.
func (g *Gazetteer) Write(w io.Writer) error {
	phrases := make([]string, 0, len(g.kinds))
	for p := range g.kinds {
		phrases = append(phrases, p)
	}
	slices.Sort(phrases)
	b := bufio.NewWriter(w)
	for _, p := range phrases {
		fmt.Fprintf(b, "%x\t%s\n", g.kinds[p], p)
	}
	return b.Flush()
}

// ReadGazetteer reads what Write wrote.
func ReadGazetteer(text string) (*Gazetteer, error) {
	g := &Gazetteer{kinds: make(map[string]uint16, len(text)/12), head: map[string]bool{}}
	for line := range strings.Lines(text) {
		hex, phrase, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		set, err := strconv.ParseUint(hex, 16, 16)
		if !ok || err != nil || set >= 1<<numKinds {
			return nil, fmt.Errorf("gazetteer: bad line %q", line)
		}
		g.kinds[phrase] = uint16(set)
		if first, _, long := strings.Cut(phrase, " "); long {
			g.head[first] = true
		}
	}
	return g, nil
}

// CompileGazetteer builds the gazetteer from the lexicon files in dir.
func CompileGazetteer(dir string) (*Gazetteer, error) {
	g := NewGazetteer()
	sources := []struct {
		file string
		kind map[int]int // column → kind
	}{
		{"countries.tsv", map[int]int{2: kindCountry, 3: kindCountry, 4: kindCity, 6: kindGroup, 7: kindGroup}},
		{"regions.tsv", map[int]int{2: kindRegion, 3: kindRegion}},
		{"cities50k.tsv", map[int]int{0: kindCity}},
		{"groups.txt", map[int]int{0: kindGroup}},
		{"names_moby.txt", map[int]int{0: kindFamily}},
	}
	for _, src := range sources {
		err := eachRow(filepath.Join(dir, src.file), func(cols []string) {
			for col, kind := range src.kind {
				if col >= len(cols) {
					continue
				}
				for _, phrase := range strings.Split(cols[col], "|") {
					g.add(phrase, kind)
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	err := eachRow(filepath.Join(dir, "given_names.tsv"), func(cols []string) {
		if strings.Contains(cols[1], "F") {
			g.add(cols[0], kindFemale)
		}
		if strings.Contains(cols[1], "M") {
			g.add(cols[0], kindMale)
		}
	})
	return g, err
}

// eachRow calls f with the columns of every line of a table; a first line that
// starts with a lower-case column name is a header in those with columns.
func eachRow(path string, f func([]string)) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("compile gazetteer: %w", err)
	}
	first := true
	for line := range strings.Lines(string(data)) {
		cols := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if first && len(cols) > 1 {
			first = false
			continue
		}
		first = false
		f(cols)
	}
	return nil
}
