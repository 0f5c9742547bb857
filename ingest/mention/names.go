package mention

import (
	_ "embed"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
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
		return samePerson(a, b)
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
	return subset(a, b)
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
	"city": true, "state": true, "dc": true, "province": true, "county": true, "republic": true, "island": true, "district": true,
	"region": true, "river": true, "town": true, "prefecture": true,
}

func extendsPlace(a, b []string) bool {
	return len(b) == len(a)+1 && slices.Equal(a, b[:len(a)]) && placeTails[b[len(a)]]
}

// acronymOf tells whether x is written with the first letters of y.
func acronymOf(x, y *node) bool {
	if len(x.words) != 1 || len(y.words) < 2 || !isAcronym(x.Name) {
		return false
	}
	var all, bare, legal strings.Builder
	for w := range strings.FieldsFuncSeq(y.Name, func(r rune) bool { return r == ' ' || r == '-' }) {
		w = strings.Trim(strings.ToLower(w), "()")
		if w == "" || w == "the" {
			continue
		}
		all.WriteByte(w[0])
		if !nameFillers[w] {
			legal.WriteByte(w[0])
		}
	}
	for _, w := range y.words {
		bare.WriteByte(w[0])
	}
	acronym := x.words[0]
	return acronym == bare.String() || acronym == legal.String() || acronym == all.String()
}

// A spelling is one wording of a name and the mentions that use it.
type spelling struct {
	words []string
	nodes []*node
}

// spellings groups the names of the document by their words, in the order of
// the first mentions.
func (a *analysis) spellings() []*spelling {
	var all []*spelling
	byKey := map[string]*spelling{}
	for _, n := range a.nodes {
		if n.Kind != document.Named || len(n.words) == 0 {
			continue
		}
		key := strings.Join(n.words, " ")
		s := byKey[key]
		if s == nil {
			s = &spelling{words: n.words}
			byKey[key] = s
			all = append(all, s)
		}
		s.nodes = append(s.nodes, n)
	}
	return all
}

// settleTypes gives all mentions of one spelling, and the short forms of a
// person's name, the type that most of them have: within an article a name
// seldom changes its meaning, but a tagger changes its mind.
func (s *spelling) settleTypes(all []*spelling) {
	votes := map[graph.Type]int{}
	for _, n := range s.nodes {
		if n.typed {
			votes[n.Type]++
			if len(n.Titles) > 0 {
				votes[n.Type] += 2
			}
		}
	}
	var surname *spelling // the full name that this is the surname of
	if len(s.words) == 1 {
		for _, long := range all {
			first := long.nodes[0]
			if len(long.words) < 2 || !first.typed {
				continue
			}
			switch {
			case first.Type == graph.Person && long.surname() == s.words[0],
				first.Type == graph.Organization && long.words[0] == s.words[0] && s.nodes[0].country == nil && s.nodes[0].Type != graph.Place:
				votes[first.Type] += 2 * len(long.nodes)
				if first.Type == graph.Person {
					surname = long
				}
			}
		}
	}
	best := graph.Type("")
	for _, t := range graph.Types() {
		if votes[t] > votes[best] {
			best = t
		}
	}
	if best == "" {
		return
	}
	model := s.nodes[0]
	for _, n := range s.nodes {
		if n.Type == best {
			model = n
			break
		}
	}
	gender := any_
	if surname != nil {
		// "Ashley" is no woman's name in an article about Brian Ashley.
		for _, n := range s.nodes {
			if len(n.Titles) == 0 {
				n.Gender = surname.nodes[0].Gender
			}
		}
	}
	for _, n := range s.nodes {
		if best == graph.Person && n.Gender != neut && n.Gender != any_ && (gender == any_ || len(n.Titles) > 0) {
			gender = n.Gender
		}
	}
	for _, n := range s.nodes {
		if n.Type != best {
			n.Type, n.Subtype, n.typed = best, "", true
			if model.Type == best {
				n.Subtype = model.Subtype
			}
			n.Gender = neut
		}
		if best == graph.Person {
			n.Gender = gender
		}
	}
}

func (s *spelling) surname() string {
	words, _ := splitGeneration(s.words)
	return words[len(words)-1]
}

// mergeNames links the mentions of each spelling, and each short form to the
// only full name it can be short for.
func (a *analysis) mergeNames(all []*spelling) {
	for _, s := range all {
		for i, n := range s.nodes[1:] {
			a.link(n, s.nodes[i], "same name", 1)
		}
	}
	for _, s := range all {
		var full *spelling
		unique, fullNames := true, []*spelling(nil)
		for _, long := range all {
			if long == s || !expands(s, long) {
				continue
			}
			fullNames = append(fullNames, long)
			if full != nil && a.cluster[full.nodes[0].id] != a.cluster[long.nodes[0].id] {
				if sameName(full.nodes[0], long.nodes[0]) {
					if len(long.words) > len(full.words) {
						full = long
					}
					continue
				}
				unique = false
				continue
			}
			full = long
		}
		if !unique {
			a.onlyBefore(s, fullNames)
			continue
		}
		if full == nil {
			continue
		}
		first, second := s.nodes[0], full.nodes[0]
		if first.order < second.order {
			first, second = second, first
		}
		a.link(first, second, "short name", 1)
	}
}

// onlyBefore links an ambiguous short name to the full name that stands before
// its first use, if there is just one: "Sanders" after Sarah Sanders and before
// Bernie Sanders.
func (a *analysis) onlyBefore(s *spelling, full []*spelling) {
	n := s.nodes[0]
	var before *node
	for _, f := range full {
		if m := f.nodes[0]; m.order < n.order {
			if before != nil && a.cluster[before.id] != a.cluster[m.id] {
				return
			}
			before = m
		}
	}
	if before != nil {
		a.link(n, before, "short name", 0.9)
	}
}

// expands tells whether long is a fuller form of the name s.
func expands(s, long *spelling) bool {
	x, y := s.nodes[0], long.nodes[0]
	a, b := s.words, long.words
	switch {
	case aliasLine(a) != 0 && aliasLine(a) == aliasLine(b):
		return true
	case x.country != nil && x.country == y.country:
		return x.Type == y.Type
	case acronymOf(x, y):
		return true
	case len(a) > len(b) || slices.Equal(a, b):
		return false
	case x.Type == graph.Person || y.Type == graph.Person:
		return y.Type == graph.Person && (x.Type == graph.Person || !x.typed) && expandsPerson(a, b)
	case x.country != nil || y.country != nil:
		return false
	case x.Type == graph.Place || y.Type == graph.Place:
		return x.Type == y.Type && extendsPlace(a, b)
	case x.typed && y.typed && x.Type != y.Type:
		return false
	case len(a) == 1:
		return b[0] == a[0] && x.noun == nil && (y.Type == graph.Organization || y.Type == graph.Product)
	}
	return a[len(a)-1] == b[len(b)-1] && subset(a, b) || slices.Equal(a, b[:len(a)])
}

func expandsPerson(a, b []string) bool {
	a, genA := splitGeneration(a)
	b, genB := splitGeneration(b)
	if genA != "" && genA != genB || len(a) == 0 || len(b) < 2 {
		return false
	}
	if len(a) == 1 {
		return a[0] == b[len(b)-1] || a[0] == b[0]
	}
	return a[len(a)-1] == b[len(b)-1] && sameGiven(a[0], b[0]) || subset(a, b)
}
