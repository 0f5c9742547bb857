package words

import (
	"slices"
	"strings"
)

// An Entry is where a term stands in an article.
type Entry struct {
	Title     int   // how often it is in the title
	Positions []int // places, counted in words: first the title's, then, after a gap, the text's
}

// Index lists where each term stands in an article, and counts the words.
func Index(title, text string) (entries map[string]*Entry, length int) {
	entries = make(map[string]*Entry)
	position := 0
	add := func(term string, title int) {
		e := entries[term]
		if e == nil {
			e = new(Entry)
			entries[term] = e
		}
		e.Title += title
		e.Positions = append(e.Positions, position)
		position++
		length++
	}
	for w := range In(title) {
		add(w.Term, 1)
	}
	position++ // no phrase reaches from the title into the text
	for w := range In(text) {
		add(w.Term, 0)
	}
	return entries, length
}

// An Indexer does what Index does for many articles: it folds a word once for
// all of them, numbers the terms, and uses its memory again. It keeps every word
// that it has met. The zero value is ready to use.
type Indexer struct {
	terms   []string          // by number
	numbers map[string]uint32 // of terms
	short   map[uint64]uint32 // the terms of words as they are written, of those of up to eight bytes
	long    map[string]uint32 // and of the others

	article   []uint32 // the terms of the article, word by word
	met       []uint32 // those terms, each once
	next      []int    // by term: how often it is in the article, then where its next position goes
	positions []int    // of all entries
}

// Index calls yield with each term of an article, in no order, and where it
// stands, and counts the words. The entry is valid until yield returns.
func (x *Indexer) Index(title, text string, yield func(term uint32, entry Entry)) (length int) {
	x.article, x.met = x.article[:0], x.met[:0]
	x.read(title)
	inTitle := len(x.article)
	x.read(text)
	for _, term := range x.article {
		if x.next[term] == 0 {
			x.met = append(x.met, term)
		}
		x.next[term]++
	}
	start := 0
	for _, term := range x.met {
		x.next[term], start = start, start+x.next[term]
	}
	x.positions = slices.Grow(x.positions[:0], start)[:start]
	for i, term := range x.article {
		if i >= inTitle {
			i++ // no phrase reaches from the title into the text
		}
		x.positions[x.next[term]] = i
		x.next[term]++
	}
	start = 0
	for _, term := range x.met {
		e := Entry{Positions: x.positions[start:x.next[term]]}
		for e.Title < len(e.Positions) && e.Positions[e.Title] < inTitle {
			e.Title++
		}
		yield(term, e)
		start = x.next[term]
		x.next[term] = 0
	}
	return len(x.article)
}

// read appends the terms of a text to those of the article.
func (x *Indexer) read(text string) {
	for start, end := range spans(text) {
		var term uint32
		var known bool
		bits, short := pack(text, start, end)
		if short {
			term, known = x.short[bits]
		} else {
			term, known = x.long[text[start:end]]
		}
		if !known {
			term = x.fold(strings.Clone(text[start:end]), bits, short) // not to keep the article
		}
		x.article = append(x.article, term)
	}
}

// pack gives a word of up to eight bytes as a number, which is found faster than
// a string: most words are short. Words have no zero bytes.
func pack(text string, start, end int) (bits uint64, short bool) {
	if end-start > 8 {
		return 0, false
	}
	if start+8 <= len(text) {
		w := text[start : start+8]
		bits = uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24 |
			uint64(w[4])<<32 | uint64(w[5])<<40 | uint64(w[6])<<48 | uint64(w[7])<<56
		return bits & (1<<(8*(end-start)) - 1), true
	}
	for i := end - 1; i >= start; i-- {
		bits = bits<<8 | uint64(text[i])
	}
	return bits, true
}

// fold numbers the term of a word and remembers it.
func (x *Indexer) fold(word string, bits uint64, short bool) uint32 {
	if x.short == nil {
		x.short, x.long = make(map[uint64]uint32), make(map[string]uint32)
	}
	term := x.Number(Term(word))
	if short {
		x.short[bits] = term
	} else {
		x.long[word] = term
	}
	return term
}

// Number gives the number of a term.
func (x *Indexer) Number(term string) uint32 {
	n, known := x.numbers[term]
	if !known {
		n = uint32(len(x.terms))
		x.terms = append(x.terms, term)
		x.next = append(x.next, 0)
		if x.numbers == nil {
			x.numbers = make(map[string]uint32)
		}
		x.numbers[term] = n
	}
	return n
}

// Terms lists the terms by number.
func (x *Indexer) Terms() []string { return x.terms }

// Reset forgets the words.
func (x *Indexer) Reset() {
	clear(x.numbers)
	clear(x.short)
	clear(x.long)
	clear(x.terms)
	x.terms, x.next = x.terms[:0], x.next[:0]
}
