// Command generate derives two tables of ingest/fact from the word lists of a
// data folder: event-nouns.tsv, the nouns that name what a verb says
// ("interference" is interfering), from the rolesets of PropBank and the
// derivationally related forms of WordNet; and demonyms.tsv from the list of
// countries.
//
//	go run ./ingest/fact/generate --data DIR --out ingest/fact/tables
//
// DIR holds lexicon/propbank_rolesets.tsv.gz, lexicon/wordnet and
// lexicon/countries.tsv.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	data := flag.String("data", "", "folder with the lexicon")
	out := flag.String("out", ".", "folder to write the tables to")
	flag.Parse()
	lexicon := filepath.Join(*data, "lexicon")
	if err := errors.Join(eventNouns(lexicon, *out), demonyms(lexicon, *out)); err != nil {
		log.Fatal(err)
	}
}

// eventNouns writes event-nouns.tsv.
func eventNouns(lexicon, out string) error {
	rolesets, err := readRolesets(filepath.Join(lexicon, "propbank_rolesets.tsv.gz"))
	if err != nil {
		return err
	}
	nouns, err := readNouns(filepath.Join(lexicon, "wordnet"))
	if err != nil {
		return err
	}
	events := make(map[string]string) // noun → verb
	for noun, verb := range rolesets.nouns {
		if n, ok := nouns[noun]; ok && n.event {
			events[noun] = verb
		}
	}
	for noun, n := range nouns {
		if _, ok := events[noun]; ok || !n.event || n.verb == "" {
			continue
		}
		if _, ok := rolesets.transitive[n.verb]; ok {
			events[noun] = n.verb
		}
	}
	var w bytes.Buffer
	fmt.Fprintln(&w, "# Nouns that name what a verb says. Generated from PropBank (CC BY-SA 4.0) and WordNet 3.0; see ../generate.")
	fmt.Fprintln(&w, "# noun\tverb\tt: the verb has a doer and something that it is done to; i: it has one argument")
	for _, noun := range slices.Sorted(maps.Keys(events)) {
		class := "i"
		if rolesets.transitive[events[noun]] {
			class = "t"
		}
		fmt.Fprintf(&w, "%s\t%s\t%s\n", noun, events[noun], class)
	}
	return os.WriteFile(filepath.Join(out, "event-nouns.tsv"), w.Bytes(), 0o644)
}

// demonyms writes demonyms.tsv: the adjectives and the nouns for the people of
// each country. A word for two countries is given to the first, the larger of
// the two Congos.
func demonyms(lexicon, out string) error {
	text, err := os.ReadFile(filepath.Join(lexicon, "countries.tsv"))
	if err != nil {
		return err
	}
	var w bytes.Buffer
	fmt.Fprintln(&w, "# Countries by the adjective or the noun for their people: word, country. Generated from the list of countries; see ../generate.")
	seen := make(map[string]bool)
	for line := range strings.Lines(string(text)) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t") // iso2, iso3, name, aliases, capital, continent, adjectives, person_nouns
		if len(fields) < 8 || fields[0] == "iso2" {
			continue
		}
		aliases := strings.Split(fields[3], "|")
		for word := range strings.SplitSeq(fields[6]+"|"+fields[7], "|") {
			if word == "" || word == fields[2] || seen[word] || slices.Contains(aliases, word) {
				continue
			}
			seen[word] = true
			fmt.Fprintf(&w, "%s\t%s\n", word, english(fields[2], aliases))
		}
	}
	return os.WriteFile(filepath.Join(out, "demonyms.tsv"), w.Bytes(), 0o644)
}

// english is the name of a country as English news writes it: the first alias
// in plain letters when the name has others ("Turkey").
func english(name string, aliases []string) string {
	plain := func(s string) bool { return strings.IndexFunc(s, func(r rune) bool { return r > 127 }) < 0 }
	if i := slices.IndexFunc(aliases, plain); !plain(name) && i >= 0 {
		return aliases[i]
	}
	return name
}

// rolesets is what PropBank knows of verbs.
type rolesets struct {
	nouns      map[string]string // noun → the verb that shares its roleset
	transitive map[string]bool   // by verb: its first roleset has a doer and a thing it is done to
}

func readRolesets(path string) (*rolesets, error) {
	r := &rolesets{nouns: make(map[string]string), transitive: make(map[string]bool)}
	return r, lines(path, func(line string) {
		fields := strings.Split(line, "\t") // predicate, roleset, name, aliases, roles
		if len(fields) < 5 {
			return
		}
		verb := ""
		var nouns []string
		for alias := range strings.SplitSeq(fields[3], "|") {
			word, pos, _ := strings.Cut(alias, "/")
			switch {
			case pos == "v" && (verb == "" || word == fields[0]):
				verb = word
			case pos == "n":
				nouns = append(nouns, word)
			}
		}
		if verb == "" || strings.Contains(verb, "_") {
			return
		}
		if _, seen := r.transitive[verb]; !seen {
			r.transitive[verb] = strings.Contains(fields[4], "ARG0:") && strings.Contains(fields[4], "ARG1:")
		}
		for _, noun := range nouns {
			if _, seen := r.nouns[noun]; !seen && !strings.Contains(noun, "_") {
				r.nouns[noun] = verb
			}
		}
	})
}

// A noun of WordNet.
type noun struct {
	event bool   // one of its three commonest senses is an act, event, utterance, process, state or feeling
	verb  string // a derivationally related verb
}

// eventFiles are the numbers of WordNet's lexicographer files of such senses.
var eventFiles = map[string]bool{"04": true, "10": true, "11": true, "12": true, "22": true, "26": true}

func readNouns(dir string) (map[string]noun, error) {
	verbs := make(map[string][]string) // synset → words
	err := lines(filepath.Join(dir, "data.verb.gz"), func(line string) {
		if s, ok := parseSynset(line); ok {
			verbs[s.offset] = s.words
		}
	})
	if err != nil {
		return nil, err
	}
	synsets := make(map[string]synset)
	err = lines(filepath.Join(dir, "data.noun.gz"), func(line string) {
		if s, ok := parseSynset(line); ok {
			synsets[s.offset] = s
		}
	})
	if err != nil {
		return nil, err
	}
	nouns := make(map[string]noun)
	err = lines(filepath.Join(dir, "index.noun.gz"), func(line string) {
		fields := strings.Fields(line)
		if strings.HasPrefix(line, " ") || len(fields) < 6 || strings.ContainsAny(fields[0], "_.0123456789") {
			return
		}
		pointers, _ := strconv.Atoi(fields[3])
		tagged, _ := strconv.Atoi(fields[5+pointers])
		offsets := fields[6+pointers:]
		if strings.HasSuffix(fields[0], "ing") && tagged == 0 {
			return
		}
		var n noun
		for _, offset := range offsets[:min(3, len(offsets))] {
			s := synsets[offset]
			if !eventFiles[s.file] {
				continue
			}
			n.event = true
			if n.verb == "" && tagged > 0 {
				n.verb = related(fields[0], s, verbs)
			}
		}
		nouns[fields[0]] = n
	})
	return nouns, err
}

// related is the verb that a sense of a noun is derived from, or the noun from
// it: one that shares its beginning.
func related(noun string, s synset, verbs map[string][]string) string {
	number := slices.Index(s.words, noun) + 1
	for _, p := range s.derived {
		if p.source != number {
			continue
		}
		words := verbs[p.target]
		if p.word < 1 || p.word > len(words) {
			continue
		}
		verb := words[p.word-1]
		if len(verb) >= 3 && len(noun) >= 3 && verb[:3] == noun[:3] && !strings.Contains(verb, "_") {
			return verb
		}
	}
	return ""
}

// A synset of WordNet with its derivational pointers.
type synset struct {
	offset, file string
	words        []string
	derived      []pointer
}

type pointer struct {
	target       string
	source, word int // 1-based numbers of the words in the two synsets
}

func parseSynset(line string) (synset, bool) {
	fields := strings.Fields(line)
	if strings.HasPrefix(line, " ") || len(fields) < 6 {
		return synset{}, false
	}
	s := synset{offset: fields[0], file: fields[1]}
	count, _ := strconv.ParseInt(fields[3], 16, 0)
	at := 4
	for range count {
		s.words = append(s.words, strings.ToLower(fields[at]))
		at += 2
	}
	pointers, _ := strconv.Atoi(fields[at])
	at++
	for range pointers {
		symbol, target, pos, ends := fields[at], fields[at+1], fields[at+2], fields[at+3]
		at += 4
		if symbol == "+" && pos == "v" {
			source, _ := strconv.ParseInt(ends[:2], 16, 0)
			word, _ := strconv.ParseInt(ends[2:], 16, 0)
			s.derived = append(s.derived, pointer{target, int(source), int(word)})
		}
	}
	return s, true
}

// lines calls f with every line of a gzipped file.
func lines(path string, f func(string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	scan := bufio.NewScanner(unzipped)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		f(scan.Text())
	}
	if err := scan.Err(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
