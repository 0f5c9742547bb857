package lemma

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strings"
)

//go:embed lexicon.gz
var packed []byte

// A Lexicon holds the tables. It is not changed once loaded and may be used by
// many goroutines.
type Lexicon struct {
	// lemmas and features are what the treebanks say against the rules.
	lemmas   map[entry]string
	features map[entry]string

	exceptions map[exception]string // irregular inflections
	verbs      map[string]bool
	adjectives map[string]bool   // those that may take -er and -est
	eNouns     map[string]bool   // nouns in -se, -xe, -che, -oe, -ie, whose plural adds s alone, and those in -ies
	common     map[string]bool   // words that are written small
	capitals   map[string]string // adjectives that are written with a capital, by their small form
}

// An entry is a word with its tags. The form is in small letters, but for names.
type entry struct{ form, upos, xpos string }

// An exception is an inflected form and its part of speech: n, v or a.
type exception struct {
	form  string
	class byte
}

// Load unpacks the embedded lexicon.
func Load() (*Lexicon, error) {
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack the lexicon of lemmas: %w", err)
	}
	return read(unpacked)
}

func newLexicon() *Lexicon {
	return &Lexicon{
		lemmas:     make(map[entry]string),
		features:   make(map[entry]string),
		exceptions: make(map[exception]string),
		verbs:      make(map[string]bool),
		adjectives: make(map[string]bool),
		eNouns:     make(map[string]bool),
		common:     make(map[string]bool),
		capitals:   make(map[string]string),
	}
}

// read reads the format that write writes: a line for each fact, its kind
// first, with tabs between the columns.
func read(r io.Reader) (*Lexicon, error) {
	x := newLexicon()
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for number := 1; lines.Scan(); number++ {
		kind, rest, _ := strings.Cut(lines.Text(), "\t")
		column := strings.Split(rest, "\t")
		if columns[kind] != len(column) {
			return nil, fmt.Errorf("lexicon of lemmas, line %d: %d columns of kind %q", number, len(column), kind)
		}
		switch kind {
		case "lemma":
			x.lemmas[entry{column[0], column[1], column[2]}] = column[3]
		case "feats":
			x.features[entry{column[0], column[1], column[2]}] = column[3]
		case "irregular":
			x.exceptions[exception{column[1], column[0][0]}] = column[2]
		case "verbs":
			fill(x.verbs, column[0])
		case "adjectives":
			fill(x.adjectives, column[0])
		case "enouns":
			fill(x.eNouns, column[0])
		case "common":
			fill(x.common, column[0])
		case "capitals":
			for word := range strings.FieldsSeq(column[0]) {
				x.capitals[strings.ToLower(word)] = word
			}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read the lexicon of lemmas: %w", err)
	}
	return x, nil
}

// columns is the number of columns of each kind of line, after the kind.
var columns = map[string]int{
	"lemma": 4, "feats": 4, "irregular": 3, "verbs": 1, "adjectives": 1, "enouns": 1, "common": 1, "capitals": 1,
}

func fill(set map[string]bool, words string) {
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
}
