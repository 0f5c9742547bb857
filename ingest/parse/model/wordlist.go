package model

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

// A wordList finds the number of a word in a hash table that is read where it
// lies in the file: slots (a power of two of uint32: the word's number plus one,
// 0 when empty; open addressing), then count+1 offsets, then the text.
type wordList struct {
	count int
	slots []byte
	ends  []byte // count+1 offsets into text
	text  []byte
}

// packWords makes the sections of a word list.
func packWords(words []string) []byte {
	size := 1 << bits.Len(uint(len(words)*3/2))
	slots := make([]uint32, size)
	var text []byte
	offsets := []uint32{0}
	for i, w := range words {
		at := hash('w', w) & uint32(size-1)
		for slots[at] != 0 {
			at = (at + 1) & uint32(size-1)
		}
		slots[at] = uint32(i + 1)
		text = append(text, w...)
		offsets = append(offsets, uint32(len(text)))
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(words)))
	out = binary.LittleEndian.AppendUint32(out, uint32(size))
	for _, list := range [][]uint32{slots, offsets} {
		for _, v := range list {
			out = binary.LittleEndian.AppendUint32(out, v)
		}
	}
	return append(out, text...)
}

func openWords(b []byte) (*wordList, error) {
	if len(b) < 8 {
		return nil, fmt.Errorf("%w: word list of %d bytes", ErrFormat, len(b))
	}
	count, size := int(binary.LittleEndian.Uint32(b)), int(binary.LittleEndian.Uint32(b[4:]))
	if count > maxVocabulary || size > 4*maxVocabulary || size <= count || size&(size-1) != 0 || len(b) < 8+4*size+4*(count+1) {
		return nil, fmt.Errorf("%w: word list of %d words", ErrFormat, count)
	}
	b = b[8:]
	w := &wordList{count: count, slots: b[:4*size], ends: b[4*size : 4*size+4*(count+1)], text: b[4*size+4*(count+1):]}
	last := 0
	for i := range count + 1 {
		end := w.end(i)
		if end < last || end > len(w.text) {
			return nil, fmt.Errorf("%w: word list: offset %d", ErrFormat, i)
		}
		last = end
	}
	used := 0
	for at := range size {
		n := binary.LittleEndian.Uint32(w.slots[4*at:])
		if n > uint32(count) {
			return nil, fmt.Errorf("%w: word list: slot %d", ErrFormat, at)
		}
		if n > 0 {
			used++
		}
	}
	if used == size {
		return nil, fmt.Errorf("%w: word list without an empty slot", ErrFormat)
	}
	return w, nil
}

func (w *wordList) end(i int) int { return int(binary.LittleEndian.Uint32(w.ends[4*i:])) }

// find returns the number of a word, -1 if it is not in the list.
func (w *wordList) find(s string) int {
	mask := uint32(len(w.slots)/4 - 1)
	for at := hash('w', s) & mask; ; at = (at + 1) & mask {
		n := int(binary.LittleEndian.Uint32(w.slots[4*at:]))
		if n == 0 {
			return -1
		}
		if string(w.text[w.end(n-1):w.end(n)]) == s {
			return n - 1
		}
	}
}
