package lemma

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"factgraph/ingest/document"
)

// Compile makes the lexicon that is embedded out of the folder of word lists
// and a training treebank: what the rules need to know, and what they get
// wrong. The same input gives the same bytes. Treebanks differ in their features
// of adverbs and determiners; those of the one given are followed.
func Compile(dir string, treebank []*document.Document) ([]byte, error) {
	x := newLexicon()
	for _, step := range []func(string) error{x.readIndexes, x.readExceptions, x.readCounts} {
		if err := step(dir); err != nil {
			return nil, fmt.Errorf("compile the lexicon of lemmas: %w", err)
		}
	}
	x.learnFeatures(treebank)
	var out bytes.Buffer
	zip, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	x.write(zip)
	if err := zip.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// readIndexes takes the verbs, adjectives and nouns of WordNet that the rules
// look for.
func (x *Lexicon) readIndexes(dir string) error {
	err := eachLine(filepath.Join(dir, "wordnet", "index.verb.gz"), func(line string) {
		if word := headword(line); word != "" {
			x.verbs[word] = true
		}
	})
	if err != nil {
		return err
	}
	err = eachLine(filepath.Join(dir, "wordnet", "index.adj.gz"), func(line string) {
		if word := headword(line); len(word) > 1 && len(word) < 9 {
			x.adjectives[word] = true
		}
	})
	if err != nil {
		return err
	}
	err = eachLine(filepath.Join(dir, "wordnet", "index.noun.gz"), func(line string) {
		word := headword(line)
		for _, ending := range []string{"se", "xe", "ze", "che", "she", "oe", "ie", "ies"} {
			if strings.HasSuffix(word, ending) {
				x.eNouns[word] = true
			}
		}
	})
	if err != nil {
		return err
	}
	return eachLine(filepath.Join(dir, "wordnet", "data.adj.gz"), func(line string) {
		field := strings.Fields(line)
		if strings.HasPrefix(line, " ") || len(field) < 5 {
			return
		}
		word, _, _ := strings.Cut(field[4], "(")
		if lower := strings.ToLower(word); lower != word && !strings.ContainsAny(word, "_-.") {
			x.capitals[lower] = word
		}
	})
}

// headword is the word that a line of an index is about, if it is one word.
func headword(line string) string {
	word, _, _ := strings.Cut(line, " ")
	if word == "" || strings.ContainsAny(word, "_.0123456789/") {
		return ""
	}
	return word
}

// readExceptions takes the irregular inflections of WordNet.
func (x *Lexicon) readExceptions(dir string) error {
	for _, name := range []string{"noun", "verb", "adj", "adv"} {
		class := name[0]
		err := eachLine(filepath.Join(dir, "wordnet", name+".exc.gz"), func(line string) {
			field := strings.Fields(line)
			if len(field) < 2 || strings.Contains(field[0], "_") {
				return
			}
			if _, known := x.exceptions[exception{field[0], class}]; !known {
				x.exceptions[exception{field[0], class}] = field[1]
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readCounts takes the lemmas that the treebanks have and the rules do not
// give.
func (x *Lexicon) readCounts(dir string) error {
	type vote struct {
		lemma string
		count int
	}
	best := make(map[entry]vote)
	err := eachLine(filepath.Join(dir, "lemmas.tsv.gz"), func(line string) {
		column := strings.Split(line, "\t")
		count, err := strconv.Atoi(column[len(column)-1])
		if len(column) != 5 || err != nil {
			return // the header
		}
		word := entry{column[0], column[1], column[2]}
		if count > best[word].count {
			best[word] = vote{column[3], count}
		}
		if column[3] == strings.ToLower(column[3]) && (column[1] == "NOUN" || column[1] == "ADJ") {
			x.common[column[0]] = true
		}
		if column[1] == "VERB" && column[3] == strings.ToLower(column[3]) {
			x.verbs[column[3]] = true
		}
	})
	if err != nil {
		return err
	}
	for word, v := range best {
		_, irregular := x.exceptions[exception{word.form, 'v'}]
		switch {
		case word.upos == "X" || word.upos == "PUNCT":
			continue
		case word.upos == "PROPN" && v.count < 2:
			continue
		case word.upos == "VERB" && irregular && v.count < 4: // the treebanks err too
			continue
		}
		if x.regular(word.form, word.upos, word.xpos) != v.lemma {
			x.lemmas[word] = v.lemma
		}
	}
	return nil
}

// learnFeatures takes the features of words that the rules get wrong more often
// than not, where they do not depend on the sentence.
func (x *Lexicon) learnFeatures(docs []*document.Document) {
	votes := make(map[entry]map[string]int)
	for _, doc := range docs {
		for _, sent := range doc.Sentences {
			for _, tok := range sent.Tokens {
				if tok.UPOS == "VERB" || tok.UPOS == "AUX" || tok.XPOS == "PRP" || strings.HasPrefix(tok.XPOS, "W") {
					continue
				}
				word := entry{strings.ToLower(tok.Form), tok.UPOS, tok.XPOS}
				if votes[word] == nil {
					votes[word] = make(map[string]int)
				}
				votes[word][universal(tok.Feats)]++
			}
		}
	}
	for word, counts := range votes {
		best, total := "", 0
		for _, feats := range slices.Sorted(maps.Keys(counts)) {
			total += counts[feats]
			if counts[feats] > counts[best] {
				best = feats
			}
		}
		if counts[best] >= 2 && counts[best]*3 >= total*2 && best != x.byTags(word.form, word.upos, word.xpos) {
			x.features[word] = best
		}
	}
}

// eachLine calls f with the lines of a packed file.
func eachLine(path string, f func(line string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		f(lines.Text())
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// write writes what read reads, in order. Errors are those of the writer, which
// keeps them until it is closed.
func (x *Lexicon) write(w io.Writer) {
	writeEntries(w, "lemma", x.lemmas)
	writeEntries(w, "feats", x.features)
	var irregular []string
	for word, lemma := range x.exceptions {
		irregular = append(irregular, fmt.Sprintf("irregular\t%c\t%s\t%s\n", word.class, word.form, lemma))
	}
	slices.Sort(irregular)
	for _, line := range irregular {
		io.WriteString(w, line)
	}
	for _, set := range []struct {
		kind  string
		words map[string]bool
	}{{"verbs", x.verbs}, {"adjectives", x.adjectives}, {"enouns", x.eNouns}, {"common", x.common}} {
		fmt.Fprintf(w, "%s\t%s\n", set.kind, strings.Join(slices.Sorted(maps.Keys(set.words)), " "))
	}
	fmt.Fprintf(w, "capitals\t%s\n", strings.Join(slices.Sorted(maps.Values(x.capitals)), " "))
}

func writeEntries(w io.Writer, kind string, table map[entry]string) {
	var lines []string
	for word, value := range table {
		lines = append(lines, strings.Join([]string{kind, word.form, word.upos, word.xpos, value}, "\t"))
	}
	slices.Sort(lines)
	for _, line := range lines {
		fmt.Fprintln(w, line)
	}
}
