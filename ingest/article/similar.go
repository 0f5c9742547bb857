package article

import (
	"encoding/binary"
	"encoding/hex"
	"hash/fnv"
	"strings"
	"unicode"
)

// The near-duplicate test is MinHash over word shingles with banding (Broder
// 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3):
// articles whose shingles overlap by s share a band with probability
// 1-(1-s^rows)^bands, which is 0.999 at s = 0.9 and 0.0002 at s = 0.3.
const (
	shingleWords = 4
	bands        = 6
	rows         = 6
)

// similarityKeys are the index keys under which near-duplicates are found.
// Text too short to judge has none.
func similarityKeys(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	if len(words) < 40 {
		return nil
	}
	var minima [bands * rows]uint64
	for i := range minima {
		minima[i] = ^uint64(0)
	}
	for i := 0; i+shingleWords <= len(words); i++ {
		h := fnv.New64a()
		for _, word := range words[i : i+shingleWords] {
			h.Write([]byte(word))
			h.Write([]byte{' '})
		}
		base := h.Sum64()
		for j := range minima {
			minima[j] = min(minima[j], mix(base+uint64(j)*0x9e3779b97f4a7c15))
		}
	}
	keys := make([]string, bands)
	for b := range bands {
		h := fnv.New64a()
		for _, m := range minima[b*rows : (b+1)*rows] {
			var buffer [8]byte
			binary.LittleEndian.PutUint64(buffer[:], m)
			h.Write(buffer[:])
		}
		keys[b] = string('0'+rune(b)) + hex.EncodeToString(h.Sum(nil))
	}
	return keys
}

// mix is the finaliser of SplitMix64: one hash function for each offset.
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}
