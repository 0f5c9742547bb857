package model

import (
	"math"
	"strings"
	"unicode"
)

// Limits of the sub-word features. Longer words (addresses, runs of
// punctuation) are told apart by their first runes and their last ones.
const (
	maxPrefix = 4
	maxSuffix = 5
	maxRunes  = 24
)

// Word holds the features of a word form that do not depend on its sentence.
// It is immutable and may be shared.
type Word struct {
	Glove int32   // row of the pretrained vectors, -1 if none
	Known int32   // row of the learned words, 0 if unknown
	Shape int32   // row of the shape table
	Affix []int32 // rows of the affix table: prefixes, then suffixes
	Grams []int32 // rows of the n-gram table: character 3- and 4-grams
	Lower string  // the key that the gazetteer is asked with
	Cased Casing
}

// Casing says how a word is capitalised.
type Casing uint8

// The ways a word may be written. Words without letters are Caseless.
const (
	Caseless Casing = iota
	Lowercase
	Capitalised // first letter only, or mixed
	Capitals    // two letters or more, all capital
)

// typography maps the glyphs that typesetters use onto those of the treebanks,
// so that the model never has to learn them apart.
var typography = strings.NewReplacer(
	"’", "'", "‘", "'", "‛", "'", "′", "'", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "``", `"`, "''", `"`,
	"–", "-", "‐", "-", "‑", "-", "−", "-", "—", "--", "―", "--", "…", "...",
)

// Normalise lower-cases a form, straightens its quotes and dashes, and writes
// every digit as 0: the key under which learned words are kept.
func Normalise(form string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, gloveKey(form))
}

// gloveKey is the key under which pretrained vectors are kept.
func gloveKey(form string) string {
	return strings.ToLower(typography.Replace(form))
}

// Vocabulary finds the rows of whole words.
type Vocabulary interface {
	Pretrained(lower string) int32 // row or -1
	Learned(key string) int32      // row or 0
}

// Describe computes the features of a word form.
func Describe(form string, v Vocabulary, c *Config) *Word {
	lower := gloveKey(form)
	key := Normalise(form)
	w := &Word{
		Glove: v.Pretrained(lower),
		Known: v.Learned(key),
		Lower: lower,
		Cased: casing(form),
	}
	if w.Glove < 0 {
		if bare := strings.TrimRight(lower, "."); bare != "" && bare != lower {
			w.Glove = v.Pretrained(bare)
		}
	}
	w.Shape = int32(hash('#', shape(typography.Replace(form))) & uint32(c.ShapeRows-1))

	runes := []rune(key)
	if len(runes) > maxRunes {
		runes = append(runes[:maxRunes/2:maxRunes/2], runes[len(runes)-maxRunes/2:]...)
	}
	n := len(runes)
	for i := 1; i <= min(n, maxPrefix); i++ {
		w.Affix = append(w.Affix, int32(hash('p', string(runes[:i]))&uint32(c.AffixRows-1)))
	}
	for i := 1; i <= min(n, maxSuffix); i++ {
		w.Affix = append(w.Affix, int32(hash('s', string(runes[n-i:]))&uint32(c.AffixRows-1)))
	}
	bounded := make([]rune, 0, n+2)
	bounded = append(append(append(bounded, '^'), runes...), '$')
	for size := 3; size <= 4; size++ {
		for i := 0; i+size <= len(bounded); i++ {
			w.Grams = append(w.Grams, int32(hash('g', string(bounded[i:i+size]))&uint32(c.GramRows-1)))
		}
	}
	return w
}

// hash is 32-bit FNV-1a of a kind and a string, with its high bits folded into
// the low ones that select a bucket.
func hash(kind byte, s string) uint32 {
	h := uint32(2166136261)
	h = (h ^ uint32(kind)) * 16777619
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h ^ h>>15
}

// shape writes letters as X or x, digits as d, and keeps everything else; runs
// longer than two are cut to two ("Obama's" is "Xxx'x", "1999" is "dd").
func shape(form string) string {
	var b strings.Builder
	var last rune
	run := 0
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLetter(r):
			r = 'x'
		case unicode.IsDigit(r):
			r = 'd'
		}
		if r == last {
			run++
		} else {
			last, run = r, 1
		}
		if run <= 2 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func casing(form string) Casing {
	upper, lower := 0, 0
	first := Caseless
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			upper++
			if first == Caseless {
				first = Capitalised
			}
		case unicode.IsLetter(r):
			lower++
			if first == Caseless {
				first = Lowercase
			}
		}
	}
	switch {
	case upper == 0 && lower == 0:
		return Caseless
	case upper == 0:
		return Lowercase
	case lower == 0 && upper > 1:
		return Capitals
	default:
		return Capitalised
	}
}

// Bits that every token carries besides its embeddings. The first ones are the
// gazetteer's (see Gazetteer), the last ones tell of the sentence.
const (
	bitFirst = numGazetteerBits + iota // first token of the sentence
	bitNoCapitals
	bitAllCapitals
	bitTitleCase
	NumBits = 16 // padded to keep rows aligned
)

// Sentence returns the words' bit sets, with those that depend on the words
// around them: multi-word gazetteer entries and the sentence's own casing, by
// which the network learns to distrust capitals in headlines.
func Sentence(words []*Word, g *Gazetteer) []uint16 {
	bits := make([]uint16, len(words))
	g.mark(words, bits)
	var count [4]int
	for _, w := range words {
		count[w.Cased]++
	}
	letters := count[Lowercase] + count[Capitalised] + count[Capitals]
	var all uint16
	switch {
	case count[Capitalised]+count[Capitals] == 0:
		all = 1 << bitNoCapitals
	case letters >= 2 && count[Lowercase] == 0 && count[Capitals] >= count[Capitalised]:
		all = 1 << bitAllCapitals
	case letters >= 3 && count[Lowercase]*4 <= letters:
		all = 1 << bitTitleCase
	}
	for i := range bits {
		bits[i] |= all
	}
	if len(bits) > 0 {
		bits[0] |= 1 << bitFirst
	}
	return bits
}

// AffixScale is the factor of every affix embedding, which are summed.
const AffixScale = 0.4

// GramScale is the factor of each of n n-gram embeddings, which are summed.
func GramScale(n int) float32 { return 1 / float32(math.Sqrt(float64(max(n, 1)))) }
