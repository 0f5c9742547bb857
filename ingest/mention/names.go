package mention

import (
	_ "embed"
	"slices"
	"strings"

	"factgraph/graph"
)

//go:embed aliases.tsv
var aliasTable string

// An alias is a line of the table.
type alias struct {
	line int
	typ  graph.Type
}

// aliases maps the words of a name to its line.
var aliases = func() map[string]alias {
	all := map[string]alias{}
	n := 0
	for line := range strings.Lines(aliasTable) {
		n++
		typ, names, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for name := range strings.SplitSeq(names, "|") {
			all[name] = alias{n, graph.Type(typ)}
		}
	}
	return all
}()

// aliasLine is the line of the table that has the name, 0 for none.
func aliasLine(words []string) int { return aliases[strings.Join(words, " ")].line }

// sameName tells whether two names can be names of one thing. It errs on the
// side of yes: it keeps chains apart, mergeNames brings them together.
func sameName(x, y *node) bool {
	a, b := x.words, y.words
	if x.unlike != nil && slices.Equal(x.unlike, b) || y.unlike != nil && slices.Equal(y.unlike, a) {
		return false
	}
	if slices.Equal(a, b) || len(a) == 0 || len(b) == 0 {
		return true
	}
	if line := aliasLine(a); line != 0 && line == aliasLine(b) {
		return true
	}
	if x.country != nil && y.country != nil {
		return x.country == y.country && (x.Type == y.Type)
	}
	if acronymOf(x, y) || acronymOf(y, x) {
		return true
	}
	if x.Type == graph.Person || y.Type == graph.Person {
		return !halfSurname(x, y) && !halfSurname(y, x) && samePerson(a, b)
	}
	if x.country != nil || y.country != nil {
		return false
	}
	if len(a) > len(b) {
		a, b, x, y = b, a, y, x
	}
	if x.Type == graph.Place && y.Type == graph.Place {
		return extendsPlace(a, b)
	}
	if x.Type == graph.Place && y.typed && (x.Subtype != "" || x.noun != nil && x.noun.Type == graph.Place) {
		return false // "Tallinn" and "Tallinn Declaration"
	}
	return subset(a, b)
}

// halfSurname tells whether x is only a part of the double surname of y:
// "Curie" of "Joliot-Curie".
func halfSurname(x, y *node) bool {
	first, second, ok := strings.Cut(strings.ToLower(lastWord(y.Name)), "-")
	return ok && len(x.words) == 1 && !particles[first] && (x.words[0] == first || x.words[0] == second)
}

// samePerson tells whether two names can be names of one person: of which one
// is the surname or the given name of the other, or which differ in middle
// names and initials only.
func samePerson(a, b []string) bool {
	a, genA := splitGeneration(a)
	b, genB := splitGeneration(b)
	if genA != genB && genA != "" && genB != "" {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return true
	}
	if len(a) == 1 {
		return a[0] == b[len(b)-1] || a[0] == b[0] || len(b) > 2 && slices.Contains(b, a[0])
	}
	if a[len(a)-1] == b[len(b)-1] && sameGiven(a[0], b[0]) {
		return true
	}
	return subset(a, b)
}

// sameGiven tells whether two given names are equal, or one is the initial or
// a short form of the other.
func sameGiven(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) == 1 && b[0] == a[0] || len(a) >= 3 && strings.HasPrefix(b, a) || shortGiven[a] == b || shortGiven[b] == a
}

// shortGiven are short forms of given names that are no prefix of them.
var shortGiven = map[string]string{
	"bill": "william", "will": "william", "bob": "robert", "rob": "robert", "dick": "richard", "rick": "richard", "jim": "james",
	"jimmy": "james", "mike": "michael", "tony": "anthony", "ted": "edward", "ned": "edward", "jack": "john", "johnny": "john",
	"hank": "henry", "harry": "henry", "liz": "elizabeth", "beth": "elizabeth", "betty": "elizabeth", "kate": "katherine",
	"kathy": "kathleen", "peggy": "margaret", "maggie": "margaret", "sally": "sarah", "chuck": "charles", "charlie": "charles",
	"joe": "joseph", "steve": "stephen", "dave": "david", "tom": "thomas", "andy": "andrew", "larry": "lawrence", "gene": "eugene",
}

func splitGeneration(words []string) (rest []string, mark string) {
	if n := len(words); n > 1 && generation[words[n-1]] {
		return words[:n-1], words[n-1]
	}
	return words, ""
}

// subset tells whether all words of a stand in b, in the same order.
func subset(a, b []string) bool {
	i := 0
	for _, w := range b {
		if i < len(a) && a[i] == w {
			i++
		}
	}
	return i == len(a)
}

// placeTails may follow the name of a place without making it another.
var placeTails = map[string]bool{
	"city": true, "state": true, "dc": true, "province": true, "county": true, "republic": true, "district": true,
	"region": true, "town": true, "prefecture": true,
}

func extendsPlace(a, b []string) bool {
	return len(b) == len(a)+1 && slices.Equal(a, b[:len(a)]) && placeTails[b[len(a)]]
}

// acronymOf tells whether x is written with the first letters of y, or is said
// to be short for it.
func acronymOf(x, y *node) bool {
	if x.full != nil {
		return slices.Equal(x.full, y.words)
	}
	if len(x.words) != 1 || len(y.words) < 2 || !isAcronym(x.Name) {
		return false
	}
	return slices.Contains(initials(y), x.words[0])
}

// initials are the acronyms that a name can have: of all its words, of those
// that are no fillers, and of those that are no legal form either.
func initials(n *node) []string {
	var all, full, bare strings.Builder
	for w := range strings.FieldsFuncSeq(n.Name, func(r rune) bool { return r == ' ' || r == '-' }) {
		w = strings.Trim(strings.ToLower(w), "()")
		if w == "" || w == "the" {
			continue
		}
		all.WriteByte(w[0])
		if !nameFillers[w] {
			full.WriteByte(w[0])
		}
	}
	for _, w := range n.words {
		bare.WriteByte(w[0])
	}
	return []string{all.String(), full.String(), bare.String()}
}
