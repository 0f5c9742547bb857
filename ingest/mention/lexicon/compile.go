package lexicon

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed classes.tsv
var classTable string

//go:embed exceptions.tsv
var exceptionTable string

// Sizes of the compiled tables: of the words of the vector file, which stand
// most frequent first, how many are considered.
const (
	nounLimit   = 60000 // nouns with an entry
	vectorLimit = 16000 // nouns with a vector
)

// Vectors reads pretrained word vectors: the first limit words, most frequent
// first, and vectorWidth signed bytes for each.
type Vectors func(path string, limit int) (words []string, rows []int8, err error)

// Compile makes the embedded tables from the word lists below data (folders
// lexicon and vectors) and writes them to the folder out.
func Compile(data, out string, vectors Vectors) error {
	words, rows, err := vectors(filepath.Join(data, "vectors", "glove-wink-100d.svec.gz"), nameVectors)
	if err != nil {
		return fmt.Errorf("compile lexicon: %w", err)
	}
	nouns, err := compileNouns(filepath.Join(data, "lexicon", "wordnet"), slices.Clone(words[:min(nounLimit, len(words))]))
	if err != nil {
		return fmt.Errorf("compile lexicon: nouns: %w", err)
	}
	names, err := compileNames(data, newWordVectors(words, rows))
	if err != nil {
		return fmt.Errorf("compile lexicon: names: %w", err)
	}
	for _, part := range []struct {
		file string
		data []byte
	}{
		{"nouns.gz", compress(nouns.text)},
		{"names.gz", compress(names)},
		{"vectors.bin", selectVectors(nouns.words, words, rows)},
	} {
		if err := os.WriteFile(filepath.Join(out, part.file), part.data, 0o644); err != nil {
			return fmt.Errorf("compile lexicon: %w", err)
		}
	}
	return nil
}

// compress never fails: it writes to memory, at a level that exists.
func compress(text []byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	_, _ = z.Write(text)
	_ = z.Close()
	return b.Bytes()
}

// selectVectors keeps the vectors of the words that have an entry.
func selectVectors(entries map[string]bool, words []string, rows []int8) []byte {
	var list, values bytes.Buffer
	n := 0
	for i, w := range words[:min(vectorLimit, len(words))] {
		if !entries[w] {
			continue
		}
		n++
		list.WriteString(w + "\n")
		for _, v := range rows[i*vectorWidth : (i+1)*vectorWidth] {
			values.WriteByte(byte(v))
		}
	}
	return slices.Concat(fmt.Appendf(nil, "%d\n", n), list.Bytes(), values.Bytes())
}

// table calls row with the fields of each line of a tab-separated file, its
// header and comments left out.
func table(path string, header bool, row func(fields []string)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for first := true; s.Scan(); first = false {
		if !first || !header {
			row(strings.Split(s.Text(), "\t"))
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// rows are the lines of an embedded table, comments left out, padded to width
// fields.
func rows(text string, width int) [][]string {
	var all [][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		for len(fields) < width {
			fields = append(fields, "")
		}
		all = append(all, fields)
	}
	return all
}

// compileNames writes the gazetteers as readName reads them.
func compileNames(data string, vectors *wordVectors) ([]byte, error) {
	var b bytes.Buffer
	dir := filepath.Join(data, "lexicon")
	given := map[string]string{}
	lower := func(s string) string { return strings.ToLower(s) }
	genders := map[string]string{"F": "F", "M": "M", "FM": ""}
	err := table(filepath.Join(dir, "given_names.tsv"), true, func(f []string) {
		given[lower(f[0])] = genders[f[1]]
		fmt.Fprintf(&b, "given\t%s\t%s\n", lower(f[0]), genders[f[1]])
	})
	if err != nil {
		return nil, err
	}
	if err := compileGenders(&b, data, given, vectors); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	err = table(filepath.Join(dir, "cities50k.tsv"), true, func(f []string) {
		if !seen[f[0]] {
			seen[f[0]] = true
			fmt.Fprintf(&b, "city\t%s\n", lower(f[0]))
		}
	})
	if err != nil {
		return nil, err
	}
	err = table(filepath.Join(dir, "regions.tsv"), true, func(f []string) {
		for _, name := range strings.Split(strings.Join(f[2:], "|"), "|") {
			if name != "" {
				fmt.Fprintf(&b, "region\t%s\n", lower(name))
			}
		}
	})
	if err != nil {
		return nil, err
	}
	err = table(filepath.Join(dir, "groups.txt"), false, func(f []string) {
		fmt.Fprintf(&b, "group\t%s\n", lower(f[0]))
	})
	if err != nil {
		return nil, err
	}
	// Countries come last: a name of a country and a city is the country.
	err = table(filepath.Join(dir, "countries.tsv"), true, func(f []string) {
		names, people := f[2], f[6]
		if f[3] != "" {
			names += "|" + f[3]
		}
		if f[7] != "" {
			people += "|" + f[7]
		}
		fmt.Fprintf(&b, "country\t%s\t%s\t%s\t%s\t%s\n", f[2], f[0], lower(names), lower(people), lower(f[4]))
	})
	return b.Bytes(), err
}
