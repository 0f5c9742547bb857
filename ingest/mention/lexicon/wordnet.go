package lexicon

import (
	"bytes"
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// wordnet is what is needed of WordNet's noun files.
type wordnet struct {
	parent map[string]string   // synset offset → offset of its first hypernym
	named  map[string]bool     // synsets that stand for one thing: Egypt, Newton
	senses map[string][]string // noun → offsets of its senses, in WordNet's order
	counts map[string][]int    // noun → how often each sense was tagged
}

// class is a row of classes.tsv or exceptions.tsv.
type class struct{ typ, subtype, gender string }

// compiledNouns is the text of the noun table and the words it has.
type compiledNouns struct {
	text  []byte
	words map[string]bool
}

// readWordNet reads the noun files of dir.
func readWordNet(dir string) (*wordnet, error) {
	w := &wordnet{parent: map[string]string{}, named: map[string]bool{}, senses: map[string][]string{}, counts: map[string][]int{}}
	err := table(filepath.Join(dir, "data.noun.gz"), false, func(line []string) {
		f := strings.Fields(line[0])
		if len(f) < 6 || strings.HasPrefix(line[0], "  ") {
			return
		}
		w.parent[f[0]] = ""
		for i, symbol := range f[4:] {
			if symbol == "|" {
				break
			}
			if (symbol == "@" || symbol == "@i") && i+5 < len(f) && len(f[i+5]) == 8 {
				w.parent[f[0]] = f[i+5]
				w.named[f[0]] = symbol == "@i"
				break
			}
		}
	})
	if err != nil {
		return nil, err
	}
	err = table(filepath.Join(dir, "index.noun.gz"), false, func(line []string) {
		f := strings.Fields(line[0])
		if len(f) < 7 || strings.HasPrefix(line[0], "  ") {
			return
		}
		pointers, err := strconv.Atoi(f[3])
		if err == nil && 6+pointers <= len(f) {
			w.senses[f[0]] = f[6+pointers:]
			w.counts[f[0]] = make([]int, len(f)-6-pointers)
		}
	})
	if err != nil {
		return nil, err
	}
	err = table(filepath.Join(dir, "cntlist.rev.gz"), false, func(line []string) {
		f := strings.Fields(line[0])
		if len(f) != 3 {
			return
		}
		noun, rest, ok := strings.Cut(f[0], "%")
		sense, err := strconv.Atoi(f[1])
		count, err2 := strconv.Atoi(f[2])
		if c := w.counts[noun]; ok && rest[0] == '1' && err == nil && err2 == nil && sense <= len(c) {
			c[sense-1] = count
		}
	})
	return w, err
}

// classes resolves the table of classes to synsets.
func (w *wordnet) classes() (map[string]class, error) {
	all := map[string]class{}
	for _, f := range rows(classTable, 4) {
		noun, number, _ := strings.Cut(f[0], ":")
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 || n > len(w.senses[noun]) {
			return nil, fmt.Errorf("classes: WordNet has no noun sense %s", f[0])
		}
		all[w.senses[noun][n-1]] = class{f[1], f[2], f[3]}
	}
	return all, nil
}

// classify finds the class of a synset: that of its nearest ancestor.
func (w *wordnet) classify(synset string, classes map[string]class) class {
	for ; synset != ""; synset = w.parent[synset] {
		if c, ok := classes[synset]; ok {
			return c
		}
	}
	return class{typ: "concept"}
}

// weighedSense is a sense with the weight of its use.
type weighedSense struct {
	synset string
	weight float64
	class  class
}

// frequent returns the senses of a noun that make up at least a tenth of its
// most frequent one's weight, heaviest first. Senses never tagged weigh less
// the later WordNet lists them.
func (w *wordnet) frequent(noun string, classes map[string]class) []weighedSense {
	var all []weighedSense
	for i, s := range w.senses[noun] {
		if w.named[s] {
			continue
		}
		all = append(all, weighedSense{s, float64(w.counts[noun][i]) + 1/float64(i+1), w.classify(s, classes)})
	}
	slices.SortStableFunc(all, func(a, b weighedSense) int { return cmp.Compare(b.weight, a.weight) })
	for i, s := range all {
		if i == maxSenses || s.weight*10 < all[0].weight {
			return all[:i]
		}
	}
	return all
}

// maxSenses bounds the senses kept of a noun.
const maxSenses = 4

// compileNouns writes the nouns among words as readNoun reads them.
func compileNouns(dir string, words []string) (*compiledNouns, error) {
	w, err := readWordNet(dir)
	if err != nil {
		return nil, err
	}
	classes, err := w.classes()
	if err != nil {
		return nil, err
	}
	exceptions := map[string]class{}
	for _, f := range rows(exceptionTable, 4) {
		exceptions[f[0]] = class{f[1], f[2], f[3]}
		words = append(words, f[0])
	}
	slices.Sort(words)
	words = slices.Compact(words)

	var synsets, nouns bytes.Buffer
	number := map[string]int{"": -1}
	var add func(synset string) int
	add = func(synset string) int {
		n, ok := number[synset]
		if !ok {
			parent := add(w.parent[synset])
			n = len(number) - 1
			number[synset] = n
			fmt.Fprintf(&synsets, "s\t%d\n", parent)
		}
		return n
	}
	out := &compiledNouns{words: map[string]bool{}}
	for _, noun := range words {
		senses := w.frequent(noun, classes)
		exception, special := exceptions[noun]
		if len(senses) == 0 && !special {
			continue
		}
		var ids []string
		weight := map[string]float64{}
		human := 0
		for _, s := range senses {
			ids = append(ids, strconv.Itoa(add(s.synset)))
			weight[s.class.typ] += s.weight
			if s.class.typ == "person" {
				human = 1
			}
		}
		c := exception
		if !special {
			// The class of the most frequent sense of the heaviest type.
			best := slices.MaxFunc(senses, func(a, b weighedSense) int {
				return cmp.Or(cmp.Compare(weight[a.class.typ], weight[b.class.typ]), cmp.Compare(a.weight, b.weight))
			})
			c = best.class
		}
		out.words[noun] = true
		fmt.Fprintf(&nouns, "n\t%s\t%s\t%s\t%s\t%d\t%s\n", noun, c.typ, c.subtype, c.gender, human, strings.Join(ids, " "))
	}
	out.text = append(synsets.Bytes(), nouns.Bytes()...)
	return out, nil
}
