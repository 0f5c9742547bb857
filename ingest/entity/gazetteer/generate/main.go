// Generate writes the tables that package gazetteer embeds from the word lists
// of a data folder:
//
//	go run ./ingest/entity/gazetteer/generate --data DIR --out ingest/entity/gazetteer
//
// It reads DIR/lexicon/countries.tsv, regions.tsv and cities50k.tsv and the
// words of DIR/vectors, which stand in the order of their frequency.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Smaller cities are seldom in the news under a name that needs a table, and
// their names clash with those of persons and companies.
const minPopulation = 100_000

// commonWords is how many of the most frequent words are kept.
const commonWords = 6000

func main() {
	data := flag.String("data", "", "folder with lexicon/ and vectors/")
	out := flag.String("out", ".", "folder to write the tables to")
	flag.Parse()
	if err := generate(*data, *out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func generate(data, out string) error {
	lexicon := filepath.Join(data, "lexicon")
	return errors.Join(
		selectRows(filepath.Join(lexicon, "countries.tsv"), filepath.Join(out, "countries.tsv"),
			[]string{"iso2", "name", "aliases", "capital", "adjectives", "person_nouns"}, english),
		selectRows(filepath.Join(lexicon, "regions.tsv"), filepath.Join(out, "regions.tsv"),
			[]string{"country", "code", "name", "abbreviations"}, nil),
		selectRows(filepath.Join(lexicon, "cities50k.tsv"), filepath.Join(out, "cities.tsv"),
			[]string{"name", "country", "admin1", "feature", "population"}, wanted),
		frequentWords(filepath.Join(data, "vectors", "glove-wink-100d.svec.gz"), filepath.Join(out, "words.txt")),
	)
}

// postalCodes are the letters of the states and provinces that the list of
// cities has by number.
var postalCodes = map[string]map[string]string{
	"CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU"},
	"AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
}

// wanted tells whether a city is a capital or large enough, and gives its state
// the code that the list of states has.
func wanted(city map[string]string) bool {
	if code, ok := postalCodes[city["country"]][city["admin1"]]; ok {
		city["admin1"] = code
	}
	n, err := strconv.Atoi(city["population"])
	return err == nil && (n >= minPopulation || city["feature"] == "PPLC")
}

// english calls a country by the name that English news texts use. It accepts
// every row.
func english(country map[string]string) bool {
	if country["name"] == "Türkiye" {
		country["name"], country["aliases"] = "Turkey", "Türkiye|Turkiye"
	}
	return true
}

// selectRows copies the named columns of the rows that keep accepts; keep may
// change the row, and nil keeps all.
func selectRows(from, to string, columns []string, keep func(map[string]string) bool) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	header := strings.Split(lines[0], "\t")
	var b strings.Builder
	b.WriteString(strings.Join(columns, "\t") + "\n")
	for i, line := range lines[1:] {
		fields := strings.Split(line, "\t")
		if len(fields) != len(header) {
			return fmt.Errorf("%s:%d: %d columns, the header has %d", from, i+2, len(fields), len(header))
		}
		row := make(map[string]string, len(header))
		for j, name := range header {
			row[name] = fields[j]
		}
		if keep != nil && !keep(row) {
			continue
		}
		for j, name := range columns {
			if j > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(row[name])
		}
		b.WriteByte('\n')
	}
	return os.WriteFile(to, []byte(b.String()), 0o644)
}

// frequentWords writes the first words of a file of word vectors, a line each.
func frequentWords(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	const header = 16
	if len(text) < header || !bytes.HasPrefix(text, []byte("SVEC0001")) {
		return fmt.Errorf("%s: not a file of word vectors", from)
	}
	n, dim := int(binary.LittleEndian.Uint32(text[8:])), int(binary.LittleEndian.Uint32(text[12:]))
	start := header + 4*n + n*dim
	if start > len(text) {
		return fmt.Errorf("%s: cut short", from)
	}
	var b strings.Builder
	left := commonWords
	for _, word := range strings.Split(string(text[start:]), "\n") {
		if left == 0 {
			break
		}
		if word != "" && strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == "" {
			b.WriteString(word + "\n")
			left--
		}
	}
	return os.WriteFile(to, []byte(b.String()), 0o644)
}
