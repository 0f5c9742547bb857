package search

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"factgraph/graph"
)

// An automaton finds the words that are like a word, in a sorted index of words
// of which it reads little: it steps through the words letter by letter, keeps
// the rows of the edit distance that words share by their beginnings, and seeks
// the next word that can still be like it. It accepts what a Levenshtein
// automaton with transpositions accepts (Schulz and Mihov, Fast string
// correction with Levenshtein automata, 2002), and words that begin so.
type automaton struct {
	word    []rune
	letters []rune // of the word, sorted, each once
	limit   int    // edits of a whole word
	begin   int    // edits of the beginning of a longer word; -1: none may be longer

	path []rune  // the letters read
	rows [][]int // for none and each of them: the distance to each beginning of word
}

func newAutomaton(word string) *automaton {
	a := &automaton{word: []rune(word), limit: allowed(word), begin: -1}
	switch n := len(a.word); {
	case n >= 5:
		a.begin = 1
	case n >= 2:
		a.begin = 0
	}
	a.letters = slices.Clone(a.word)
	slices.Sort(a.letters)
	a.letters = slices.Compact(a.letters)
	row := make([]int, len(a.word)+1)
	for i := range row {
		row[i] = i
	}
	a.rows = [][]int{row}
	return a
}

// push reads a letter.
func (a *automaton) push(letter rune) {
	depth := len(a.path)
	last := a.rows[depth]
	row := a.row(depth + 1)
	row[0] = last[0] + 1
	for i, c := range a.word {
		change := last[i]
		if c != letter {
			change++
		}
		d := min(change, last[i+1]+1, row[i]+1)
		if i > 0 && depth > 0 && c == a.path[depth-1] && a.word[i-1] == letter {
			d = min(d, a.rows[depth-1][i-1]+1)
		}
		row[i+1] = d
	}
	if a.begun(depth) { // what goes on so is accepted
		row[len(a.word)] = min(row[len(a.word)], last[len(a.word)])
	}
	a.path = append(a.path, letter)
}

// row gives the row for a depth, which may be one that was used before.
func (a *automaton) row(depth int) []int {
	if depth == len(a.rows) {
		a.rows = append(a.rows, make([]int, len(a.word)+1))
	}
	return a.rows[depth]
}

// begun tells whether the first letters of the path begin as the word does.
func (a *automaton) begun(depth int) bool {
	return a.begin >= 0 && depth >= 1 && a.rows[depth][len(a.word)] <= a.begin
}

// alive tells whether a word that begins with the path can be like the word.
func (a *automaton) alive() bool {
	return slices.Min(a.rows[len(a.path)]) <= a.limit || a.begun(len(a.path))
}

func (a *automaton) accepts() bool {
	return a.rows[len(a.path)][len(a.word)] <= a.limit || a.begun(len(a.path))
}

// read steps to a word of the index, and stops where nothing can be like it.
func (a *automaton) read(word string) (accepted bool) {
	depth := 0
	for depth < len(a.path) {
		letter, size := utf8.DecodeRuneInString(word)
		if size == 0 || letter != a.path[depth] {
			break
		}
		word = word[size:]
		depth++
	}
	a.path = a.path[:depth]
	for _, letter := range word {
		if !a.alive() {
			return false
		}
		a.push(letter)
	}
	return a.accepts()
}

// next is the first beginning after the path, which is dead, that is alive;
// empty if there is none.
func (a *automaton) next() string {
	for depth := len(a.path) - 1; depth >= 0; depth-- {
		after := a.path[depth]
		a.path = a.path[:depth]
		if slices.Min(a.rows[depth]) < a.limit || a.begun(depth) { // any letter will do
			return string(append(a.path, after+1))
		}
		for _, letter := range a.letters {
			if letter <= after {
				continue
			}
			a.push(letter)
			if a.alive() {
				return string(a.path)
			}
			a.path = a.path[:depth]
		}
	}
	return ""
}

// walk calls yield with the entities that have a word like the automaton's,
// until it returns false.
func (a *automaton) walk(index graph.WordIndex, yield func(word string, entity graph.ID) bool) error {
	c := index.NameWords()
	defer c.Close()
	last, accepted := "", false
	for c.Next() {
		if word := c.Word(); word != last {
			last, accepted = word, a.read(word)
		}
		if accepted {
			if !yield(last, c.Entity()) {
				return nil
			}
			continue
		}
		if a.alive() {
			continue
		}
		beginning := a.next()
		if beginning == "" {
			break
		}
		c.Seek(beginning)
	}
	if err := c.Err(); err != nil {
		return fmt.Errorf("search the words of names: %w", err)
	}
	return nil
}
