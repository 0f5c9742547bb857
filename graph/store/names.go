package store

import (
	"strings"
	"unicode/utf8"

	"factgraph/graph"
	"factgraph/graph/words"
)

// nameKeys calls yield with the keys of the words by which an entity's names
// are found besides those that they begin with.
func nameKeys(number graph.ID, keys graph.Counts, yield func(key)) {
	for _, word := range words.Inner(keys.Texts()) {
		yield(famName.key().text(word).id(number))
	}
}

// A nameCursor merges the words that names begin with, from the index of keys,
// with the others.
type nameCursor struct {
	sides   [2]*nameSide
	current *nameSide
}

// NameWords implements graph.WordIndex.
func (v *View) NameWords() graph.NameCursor {
	c := &nameCursor{}
	for i, fam := range []family{famKey, famName} {
		c.sides[i] = &nameSide{it: scan(v.txn, fam), fam: fam}
		c.sides[i].it.seek(fam.key())
	}
	return c
}

func (c *nameCursor) Seek(word string) {
	if c.current != nil && c.current.word >= word {
		return
	}
	c.current = nil
	for _, side := range c.sides {
		side.seek(word)
	}
}

func (c *nameCursor) Next() bool {
	for _, side := range c.sides {
		if side == c.current || !side.read {
			side.next()
		}
	}
	c.current = nil
	for _, side := range c.sides {
		if !side.done && (c.current == nil || side.word < c.current.word) {
			c.current = side
		}
	}
	return c.current != nil
}

func (c *nameCursor) Word() string     { return c.current.word }
func (c *nameCursor) Entity() graph.ID { return c.current.entity }

func (c *nameCursor) Err() error {
	for _, side := range c.sides {
		if side.it.err != nil {
			return side.it.err
		}
	}
	return nil
}

func (c *nameCursor) Close() error {
	for _, side := range c.sides {
		side.it.Close()
	}
	return nil
}

// A nameSide walks one of the two indexes.
type nameSide struct {
	it     *scanner
	fam    family
	read   bool // word and entity are those at the scanner
	done   bool
	word   string
	entity graph.ID
}

// nearSteps is how many steps are tried before a seek, which costs as much as
// some of them.
const nearSteps = 6

func (s *nameSide) seek(word string) {
	if s.done || s.read && s.word >= word {
		return
	}
	if s.read {
		for range nearSteps {
			if s.next(); s.done || s.word >= word {
				return
			}
		}
	}
	s.read = false
	s.it.seekFrom(s.fam.key(), append(s.fam.key(), word...))
}

// next goes to the next word of a name, skipping keys of other kinds.
func (s *nameSide) next() {
	s.read = true
	for s.it.next() {
		text := s.it.rest()
		if len(text) <= idSize {
			continue
		}
		id := readID(text[len(text)-idSize:])
		text = text[:len(text)-idSize-1] // less the zero byte
		first, _, _ := strings.Cut(string(text), " ")
		if words.IsName(first) {
			s.word, s.entity = first, id
			return
		}
		s.it.seekFrom(s.fam.key(), append(s.fam.key(), beyondOthers(first)...))
	}
	s.done = true
}

// beyondOthers is where names may go on after a key that is none: behind all
// those that have the same sign at the same place.
func beyondOthers(text string) string {
	for at, r := range text {
		if r != ' ' && !words.IsLetter(r) && r < utf8.MaxRune {
			return text[:at] + string(r+1)
		}
	}
	return text + "\x00"
}
