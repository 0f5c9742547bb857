package lexicon

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"
)

// The lists of given names say nothing of names that women and men share, of
// those from countries they don't cover, and of surnames. Two models fill the
// gap, both fitted to the names that the lists are sure of: a logistic
// regression over word vectors, as the company that a name keeps in news and
// encyclopedias tells who bears it, and the odds of the last letters for names
// without a vector.

// nameVectors is how many words of the vector file are considered as names.
const nameVectors = 150000

// leaningBounds are the log-odds from which a name leans to one gender a
// little, clearly, and nearly always: probabilities 0.7, 0.9 and 0.98.
var leaningBounds = [...]float64{0.85, 2.2, 3.9}

// leaning is the strength of log-odds, positive for women: -3 to 3.
func leaning(odds float64) int {
	n := 0
	for n < len(leaningBounds) && math.Abs(odds) >= leaningBounds[n] {
		n++
	}
	if odds < 0 {
		return -n
	}
	return n
}

// persons counts the words of the persons' names in annotated texts.
type persons struct{ first, last, alone map[string]int }

// countPersons reads the files of annotated names below dir that are there to
// learn from.
func countPersons(dir string) (*persons, error) {
	p := &persons{first: map[string]int{}, last: map[string]int{}, alone: map[string]int{}}
	files, err := filepath.Glob(filepath.Join(dir, "*.conll.gz"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if strings.Contains(file, "-dev.") || strings.Contains(file, "-test.") {
			continue
		}
		var name []string
		err := table(file, false, func(f []string) {
			label := f[len(f)-1]
			if label != "I-PERSON" {
				p.add(name)
				name = nil
			}
			if label == "B-PERSON" || label == "I-PERSON" && name != nil {
				name = append(name, strings.ToLower(f[0]))
			}
		})
		if err != nil {
			return nil, err
		}
		p.add(name)
	}
	return p, nil
}

func (p *persons) add(name []string) {
	switch n := len(name); n {
	case 0:
	case 1:
		p.alone[name[0]]++
	default:
		p.first[name[0]]++
		p.last[name[n-1]]++
	}
}

// A name that stands first in a person's name this often, and is this many
// times rarer at the end, is a given name wherever it stands alone: "Tim", but
// not "Scott".
const (
	givenLeast = 3
	givenRatio = 10
)

// givenOnly lists the words that are hardly ever surnames.
func (p *persons) givenOnly() []string {
	var all []string
	for w, n := range p.first {
		if n >= givenLeast && n >= givenRatio*p.last[w] {
			all = append(all, w)
		}
	}
	slices.Sort(all)
	return all
}

// surname tells whether a word is rather a surname, as far as counts tell.
func (p *persons) surname(w string) bool { return p.last[w] > p.first[w] }

// wordVectors finds the unit vector of a word.
type wordVectors struct {
	index map[string]int
	rows  []int8
}

func newWordVectors(words []string, rows []int8) *wordVectors {
	v := &wordVectors{index: make(map[string]int, len(words)), rows: rows}
	for i, w := range words {
		v.index[w] = i
	}
	return v
}

// unit is the vector of a word, of length 1; nil if it has none.
func (v *wordVectors) unit(w string) []float64 {
	i, ok := v.index[w]
	if !ok {
		return nil
	}
	x := make([]float64, vectorWidth)
	var sum float64
	for k := range x {
		x[k] = float64(v.rows[i*vectorWidth+k])
		sum += x[k] * x[k]
	}
	for k := range x {
		x[k] /= max(math.Sqrt(sum), 1)
	}
	return x
}

// Constants of the regression; one fifth of the names held out, it is right
// about 97 % of those it gives a probability of 0.9 or more.
const (
	regressionSteps = 400
	regressionRate  = 70.0
	biasRate        = 8.0 // its input is larger than those of the weights
	regressionDecay = 1e-5
)

// regress fits weights and a bias, the last one, to examples of two classes.
func regress(examples [][]float64, feminine []bool) []float64 {
	w := make([]float64, vectorWidth+1)
	gradient := make([]float64, len(w))
	for range regressionSteps {
		clear(gradient)
		for i, x := range examples {
			d := 1 / (1 + math.Exp(-odds(w, x)))
			if feminine[i] {
				d--
			}
			for k, v := range x {
				gradient[k] += d * v
			}
			gradient[vectorWidth] += d
		}
		for k := range w {
			rate := regressionRate
			if k == vectorWidth {
				rate = biasRate
			}
			w[k] -= rate * (gradient[k]/float64(len(examples)) + regressionDecay*w[k])
		}
	}
	return w
}

func odds(w, x []float64) float64 {
	sum := w[vectorWidth]
	for k, v := range x {
		sum += w[k] * v
	}
	return sum
}

// compileGenders writes which names are hardly ever surnames, and to which
// gender names, and the endings of names, lean, as readName reads them. given
// are the names of the lists with their gender, "F", "M" or "".
func compileGenders(b *bytes.Buffer, data string, given map[string]string, vectors *wordVectors) error {
	persons, err := countPersons(filepath.Join(data, "ner"))
	if err != nil {
		return err
	}
	for _, w := range persons.givenOnly() {
		fmt.Fprintf(b, "only\t%s\n", w)
	}
	writeLeanings(b, persons, given, vectors)
	writeEndings(b, given)
	return nil
}

// writeLeanings writes the leanings of the words that stand in persons' names,
// those of known gender left out.
func writeLeanings(b *bytes.Buffer, persons *persons, given map[string]string, vectors *wordVectors) {
	words := maps.Clone(persons.first)
	maps.Copy(words, persons.last)
	maps.Copy(words, persons.alone)
	var examples [][]float64
	var feminine []bool
	for _, w := range slices.Sorted(maps.Keys(given)) {
		x := vectors.unit(w)
		if x == nil {
			continue
		}
		if given[w] == "" {
			words[w] = 1
			continue
		}
		examples = append(examples, x)
		feminine = append(feminine, given[w] == "F")
	}
	weights := regress(examples, feminine)
	// Most people in old news are men, and so lean their surnames: what counts
	// is how far one leans from the others.
	var mean, n float64
	for _, w := range slices.Sorted(maps.Keys(persons.last)) {
		if x := vectors.unit(w); x != nil && persons.surname(w) {
			mean += odds(weights, x)
			n++
		}
	}
	mean /= max(n, 1)
	for _, w := range slices.Sorted(maps.Keys(words)) {
		x := vectors.unit(w)
		if x == nil || given[w] != "" && !persons.surname(w) {
			continue
		}
		o := odds(weights, x)
		if persons.surname(w) {
			o -= mean
		}
		if l := leaning(o); l != 0 {
			fmt.Fprintf(b, "leaning\t%s\t%d\n", w, l)
		}
	}
}

// Endings of names that tell of gender: at most so many letters, and of so
// many names in the lists.
const (
	maxEnding   = 4
	leastEnding = 10
)

// writeEndings writes the leanings of the last letters of given names.
func writeEndings(b *bytes.Buffer, given map[string]string) {
	women, all := map[string]float64{}, map[string]float64{}
	for w, gender := range given {
		for n := 1; n <= min(maxEnding, len(w)-1) && gender != ""; n++ {
			ending := w[len(w)-n:]
			all[ending]++
			if gender == "F" {
				women[ending]++
			}
		}
	}
	for _, e := range slices.Sorted(maps.Keys(all)) {
		if all[e] >= leastEnding {
			fmt.Fprintf(b, "ending\t%s\t%d\n", e, leaning(math.Log((women[e]+1)/(all[e]-women[e]+1))))
		}
	}
}
