package fact

import (
	"embed"
	"strings"
	"sync"

	"factgraph/graph"
)

// The rules of language are tables that a linguist can read and edit: one
// entry a line, columns separated by tabs, "#" begins a comment line.
//
//go:embed tables
var tableFiles embed.FS

// table is the rows of tables/<name>.tsv. A table that does not exist is a
// mistake of the program; TestTables reads them all.
func table(name string) [][]string {
	text, err := tableFiles.ReadFile("tables/" + name + ".tsv")
	if err != nil {
		return nil
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		rows = append(rows, strings.Split(line, "\t"))
	}
	return rows
}

// A set is a set of words.
type set map[string]bool

func (s set) has(word string) bool { return s[word] }

// polar tells whether an adverb says whether the clause is so: "not",
// "perhaps", "almost".
func (l *lexicon) polar(word string) bool {
	for _, class := range l.polarity {
		if class.has(word) {
			return true
		}
	}
	return false
}

// addAll adds the words of a list separated by blanks.
func (s set) addAll(list string) {
	for _, word := range strings.Fields(list) {
		s[strings.ReplaceAll(word, "_", " ")] = true
	}
}

// A lexicon holds the tables in the form in which the clause rules ask for
// them. It is read once and never changed.
type lexicon struct {
	classes   map[string]class            // by name
	embedding map[string]map[frame]string // lemma → frame → name of the class
	modals    map[string]graph.Modality   // auxiliaries, by form or lemma
	polarity  map[string]set              // adverbs and determiners by class: "negative", "hedge"
	markers   map[string]string           // subordinators: "conditional", "purpose"
	control   map[string]set              // words by what they do with an understood subject: tables/control.tsv
	oblique   map[string]set              // verb → prepositions of its controller
	together  map[string]string           // reciprocal verbs and nouns → preposition
	core      map[string]set              // verb → prepositions of its objects
	time      set                         // nouns of time
}

var words = sync.OnceValue(readLexicon)

func readLexicon() *lexicon {
	l := &lexicon{
		classes:   make(map[string]class),
		embedding: make(map[string]map[frame]string),
		modals:    make(map[string]graph.Modality),
		polarity:  make(map[string]set),
		markers:   make(map[string]string),
		control:   make(map[string]set),
		oblique:   make(map[string]set),
		together:  make(map[string]string),
		core:      make(map[string]set),
		time:      make(set),
	}
	for _, row := range table("classes") {
		l.classes[row[0]] = newClass(row)
	}
	for _, row := range table("embedding") {
		for _, lemma := range strings.Fields(row[2]) {
			lemma = strings.ReplaceAll(lemma, "_", " ")
			if l.embedding[lemma] == nil {
				l.embedding[lemma] = make(map[frame]string)
			}
			for _, f := range strings.Fields(row[1]) {
				l.embedding[lemma][frame(f)] = row[0]
			}
		}
	}
	for _, row := range table("modals") {
		l.modals[row[0]] = graph.Modality(row[1])
	}
	for _, row := range table("polarity") {
		l.polarity[row[0]] = make(set)
		l.polarity[row[0]].addAll(row[1])
	}
	for _, row := range table("markers") {
		for _, word := range strings.Fields(row[1]) {
			l.markers[strings.ReplaceAll(word, "_", " ")] = row[0]
		}
	}
	for _, row := range table("control") {
		switch row[0] {
		case "oblique":
			for _, verb := range strings.Fields(row[2]) {
				if l.oblique[verb] == nil {
					l.oblique[verb] = make(set)
				}
				l.oblique[verb][row[1]] = true
			}
		default:
			if l.control[row[0]] == nil {
				l.control[row[0]] = make(set)
			}
			l.control[row[0]].addAll(row[2])
		}
	}
	for _, row := range table("reciprocal") {
		for _, word := range strings.Fields(row[1]) {
			l.together[word] = row[0]
		}
	}
	for _, row := range table("prepositional") {
		for _, verb := range strings.Fields(row[1]) {
			verb = strings.ReplaceAll(verb, "_", " ")
			if l.core[verb] == nil {
				l.core[verb] = make(set)
			}
			l.core[verb].addAll(row[0])
		}
	}
	for _, row := range table("time-nouns") {
		l.time.addAll(row[0])
	}
	return l
}
