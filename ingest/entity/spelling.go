package entity

import "strings"

// skeleton is what spellings of one foreign name have in common: its
// consonants, with those that transliterations confuse made one. "Gaddafi",
// "Qadhafi" and "Kadafi" have the skeleton "kdf"; "Mohammed" and "Muhammad"
// "mhmd". The word is folded as by graph.NameKey.
func skeleton(word string) string {
	word = transliterations.Replace(strings.ReplaceAll(word, " ", ""))
	var b strings.Builder
	var last rune
	for i, r := range word {
		switch {
		case strings.ContainsRune("aeiouy", r):
			if i == 0 {
				r = 'a'
			} else {
				last = 0
				continue
			}
		case r == 'q' || r == 'c' || i == 0 && r == 'g':
			r = 'k'
		case r == 'w':
			r = 'v'
		case r == 'j':
			r = 'z'
		}
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// transliterations are letter groups that stand for one sound.
var transliterations = strings.NewReplacer(
	"tsch", "ch", "tch", "ch", "sch", "sh", "kh", "h", "gh", "g", "dh", "d", "th", "t", "ph", "f", "ck", "k", "dzh", "j", "zh", "j", "x", "ks",
	"yo", "o", "ye", "e", "ya", "a", "yu", "u",
)

// spelledAlike tells whether two folded words can be spellings of one name:
// one skeleton, and hardly longer or other than the other.
func spelledAlike(a, b string) bool {
	if a == b {
		return true
	}
	const shortest = 4
	if min(len(a), len(b)) < shortest || skeleton(a) != skeleton(b) {
		return false
	}
	return editDistance(a, b) <= 1+max(len(a), len(b))/3
}

// editDistance is the number of bytes to insert, delete or replace.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
