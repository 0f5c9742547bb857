package entity

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"factgraph/graph"
)

//go:embed titles.txt
var titlesText string

//go:embed surnames.txt
var surnamesText string

//go:embed givennames.txt
var givenNamesText string

//go:embed nicknames.txt
var nicknamesText string

// nameTables are what is known of the names of persons.
type nameTables struct {
	titles        map[string]bool // folded words before a name: "president", "mr"
	common        map[string]bool // surnames that many persons share
	surnameFirst  map[string]bool // surnames that stand first: "xi", "kim"
	commonGiven   map[string]bool
	nicknames     map[string]string // "bill" → "william"
	nameParticles map[string]bool
	suffixes      map[string]bool
}

var personNames = sync.OnceValue(func() *nameTables {
	t := &nameTables{
		titles:        wordSet(titlesText),
		commonGiven:   wordSet(givenNamesText),
		common:        make(map[string]bool),
		surnameFirst:  make(map[string]bool),
		nicknames:     make(map[string]string),
		nameParticles: wordSet("al el bin ibn ben abu van von der den de del della di da dos du la le ter ten st mac"),
		suffixes:      wordSet("jr sr ii iii iv v junior senior phd md"),
	}
	first := false
	for line := range tableLines(surnamesText) {
		if line == "[surname first]" {
			first = true
			continue
		}
		for word := range strings.FieldsSeq(line) {
			t.common[word] = true
			t.surnameFirst[word] = t.surnameFirst[word] || first
		}
	}
	for line := range tableLines(nicknamesText) {
		words := strings.Fields(line)
		for _, short := range words[1:] {
			t.nicknames[short] = words[0]
		}
	}
	return t
})

// tableLines yields the lines of a table that are neither empty nor comments.
func tableLines(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(text) {
			line = strings.TrimRight(line, "\n")
			if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if !yield(line) {
				return
			}
		}
	}
}

func wordSet(text string) map[string]bool {
	set := make(map[string]bool)
	for line := range tableLines(text) {
		for word := range strings.FieldsSeq(line) {
			set[word] = true
		}
	}
	return set
}

// A personName is the name of a person taken apart, every part folded.
type personName struct {
	words   []string // all words but titles and suffixes
	given   string   // first given name or initial; empty in a lone surname
	middle  []string
	surname string // with its particles: "al assad", "van der bellen"
	suffix  string // "jr", "iii"
}

// parsePerson takes a person's name apart. Titles before it are dropped.
func parsePerson(name string) personName {
	t := personNames()
	if before, after, ok := strings.Cut(name, ","); ok && after != "" {
		if rest := strings.Fields(graph.NameKey(after)); len(rest) > 0 && !t.suffixes[rest[0]] && len(strings.Fields(before)) == 1 {
			name = after + " " + before // "Smith, John"
		}
	}
	words := strings.Fields(graph.NameKey(name))
	for len(words) > 1 && t.titles[words[0]] {
		words = words[1:]
	}
	var p personName
	for len(words) > 1 && t.suffixes[words[len(words)-1]] {
		p.suffix = words[len(words)-1]
		words = words[:len(words)-1]
	}
	p.words = words
	switch {
	case len(words) == 0:
	case len(words) == 1:
		p.surname = words[0]
	case t.surnameFirst[words[0]] && len(words) <= 3 && !t.commonGiven[words[0]] && !t.westernEnding(words):
		p.surname, p.given, p.middle = words[0], words[1], words[2:]
	default:
		last := len(words) - 1
		for last > 1 && t.nameParticles[words[last-1]] {
			last--
		}
		if last == 1 && t.nameParticles[words[0]] { // "al-Assad", "de Gaulle"
			last = 0
		}
		p.surname = strings.Join(words[last:], " ")
		if last > 0 {
			p.given, p.middle = words[0], words[1:last]
		}
	}
	return p
}

// westernEnding tells whether a name that begins like an East Asian one ends in
// a common Western surname: "Lee Smith".
func (t *nameTables) westernEnding(words []string) bool {
	last := words[len(words)-1]
	return t.common[last] && !t.surnameFirst[last]
}

// lone tells whether the name is a surname (or some other single word) alone.
func (p personName) lone() bool { return p.given == "" }

// bareSurname is the surname without its particles: "assad" of "al assad".
func (p personName) bareSurname() string {
	if i := strings.LastIndexByte(p.surname, ' '); i >= 0 {
		return p.surname[i+1:]
	}
	return p.surname
}

// common tells how common the name is: 2 when both its given name and surname
// are borne by many ("John Smith"), 1 when one is, 0 for a rare name.
func (p personName) common() int {
	t := personNames()
	n := 0
	if t.common[p.bareSurname()] {
		n++
	}
	if p.given != "" && (t.commonGiven[p.given] || t.nicknames[p.given] != "" || len(p.given) == 1) {
		n++
	}
	return n
}

// A nameMatch is how two names of persons agree, the best first.
type nameMatch uint8

const (
	namesDiffer  nameMatch = iota
	surnameOnly            // "Trump" and "Donald Trump"
	initialsFit            // "J. Smith" and "John Smith"
	spellingsFit           // "Gaddafi" and "Qadhafi" with fitting given names
	nicknamesFit           // "Bill Clinton" and "William Clinton"
	partsFit               // "Donald J. Trump", "Pedro Sánchez Pérez" and "Pedro Sánchez"
	sameName
)

var nameMatchReasons = map[nameMatch]string{
	surnameOnly: "surname", initialsFit: "initials", spellingsFit: "spelling variant",
	nicknamesFit: "short given name", partsFit: "parts of the name", sameName: "full name",
}

// comparePersons tells how well two names can be those of one person.
func comparePersons(a, b personName) nameMatch {
	if a.suffix != "" && b.suffix != "" && a.suffix != b.suffix {
		return namesDiffer
	}
	switch {
	case len(a.words) == 0 || len(b.words) == 0:
		return namesDiffer
	case slices.Equal(a.words, b.words):
		if a.lone() {
			return surnameOnly
		}
		return sameName
	case a.lone() && b.lone():
		if a.bareSurname() == b.bareSurname() || skeleton(a.bareSurname()) == skeleton(b.bareSurname()) {
			return surnameOnly
		}
		return namesDiffer
	case a.lone():
		if slices.Contains(shortForms(b), a.surname) || slices.Contains(shortForms(b), a.bareSurname()) ||
			spelledAlike(a.bareSurname(), b.bareSurname()) {
			return surnameOnly
		}
		return namesDiffer
	case b.lone():
		return comparePersons(b, a)
	case middlesConflict(a.middle, b.middle):
		return namesDiffer
	}
	sameSurname := a.bareSurname() == b.bareSurname()
	alike := sameSurname || spelledAlike(a.bareSurname(), b.bareSurname())
	t := personNames()
	switch {
	case sameSurname && a.given == b.given:
		return partsFit
	case subsequence(a.words, b.words) || subsequence(b.words, a.words):
		return partsFit
	case strings.Join(a.words, "") == strings.Join(b.words, ""): // "Kim Jong-un", "Kim Jongun"
		return partsFit
	case sameSurname && nickOf(t, a.given) == nickOf(t, b.given):
		return nicknamesFit
	case alike && spelledAlike(a.given, b.given):
		return spellingsFit
	case sameSurname && initialOf(a, b):
		return initialsFit
	}
	return namesDiffer
}

func nickOf(t *nameTables, given string) string {
	if full, ok := t.nicknames[given]; ok {
		return full
	}
	return given
}

// initialOf tells whether the given name of one is the initial of the other's.
func initialOf(a, b personName) bool {
	return (len(a.given) == 1 || len(b.given) == 1) && a.given[0] == b.given[0]
}

// middlesConflict tells whether both names have middle names and these can't
// be the same: George W. Bush and George H. W. Bush.
func middlesConflict(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	return a[0][0] != b[0][0]
}

// subsequence tells whether two or more words, with the first or the last
// word of the longer name among them, stand in the longer name in order.
func subsequence(short, long []string) bool {
	if len(short) < 2 || len(short) >= len(long) {
		return false
	}
	if short[0] != long[0] && short[len(short)-1] != long[len(long)-1] {
		return false
	}
	i := 0
	for _, word := range long {
		if i < len(short) && short[i] == word {
			i++
		}
	}
	return i == len(short)
}

// shortForms are the single names by which a person is called after the first
// mention: the surname with and without particles, the first of two surnames.
func shortForms(p personName) []string {
	forms := []string{p.surname, p.bareSurname()}
	if personNames().surnameFirst[p.words[0]] {
		forms = append(forms, p.words[0])
	}
	return forms
}
