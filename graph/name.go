package graph

import (
	"strings"
	"unicode"
)

// NameKey folds a name to the form under which it is indexed and compared:
// lower case, without diacritics and punctuation, a leading "the" or a
// company's legal form. Names that a reader would call spellings of one name
// have one key: "Asia-Pacific" and "asia pacific", "Apple Inc." and "Apple",
// "U.S." and "US". The key of a name of punctuation only is empty.
func NameKey(name string) string {
	words := strings.Fields(foldLetters(name))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	for len(words) > 1 && legalForms[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// foldLetters lowers the case, replaces letters with diacritics by plain ones
// and separates the words by blanks. Full stops and apostrophes join what they
// stand between ("U.S.", "O'Neill"); other punctuation separates.
func foldLetters(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	for _, r := range name {
		r = unicode.ToLower(r)
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			b.WriteRune(r)
		case r == '.', r == '\'', r == '’', r == '‘', r == 'ʻ', r == 'ʼ', r == '`', unicode.Is(unicode.Mn, r):
			// joins
		case r == '&':
			b.WriteString(" and ")
		case plainLetters[r] != "":
			b.WriteString(plainLetters[r])
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// legalForms are the words at the end of a company's name that say what kind
// of company it is before the law, as NameKey folds them.
var legalForms = map[string]bool{
	"ag": true, "bv": true, "co": true, "company": true, "corp": true, "corporation": true,
	"gmbh": true, "inc": true, "incorporated": true, "kk": true, "limited": true, "llc": true,
	"llp": true, "ltd": true, "nv": true, "oy": true, "oyj": true, "plc": true, "pty": true,
	"sarl": true, "se": true, "spa": true, "sa": true, "ab": true, "asa": true,
}

// plainLetters maps each Latin letter with a diacritic, and each ligature, to
// the plain letters that English texts write for it.
var plainLetters = spell(map[string]string{
	"a":  "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
	"ae": "æǽ",
	"b":  "ḃḅḇɓ",
	"c":  "çćĉċčḉ",
	"d":  "ðďđḋḍḏḑḓɗ",
	"e":  "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệə",
	"f":  "ḟ",
	"g":  "ĝğġģǧǵḡ",
	"h":  "ĥħȟḣḥḧḩḫẖ",
	"i":  "ìíîïĩīĭįıǐȉȋḭḯỉị",
	"j":  "ĵǰ",
	"k":  "ķĸƙǩḱḳḵ",
	"l":  "ĺļľłḷḹḻḽ",
	"m":  "ḿṁṃ",
	"n":  "ñńņňǹṅṇṉṋ",
	"ng": "ŋ",
	"o":  "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ",
	"oe": "œ",
	"p":  "ṕṗ",
	"r":  "ŕŗřȑȓṙṛṝṟ",
	"s":  "śŝşšſșṡṣṥṧṩ",
	"ss": "ß",
	"t":  "ţťŧțṫṭṯṱẗ",
	"th": "þ",
	"u":  "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
	"v":  "ṽṿ",
	"w":  "ŵẁẃẅẇẉẘ",
	"x":  "ẋẍ",
	"y":  "ýÿŷƴȳẏẙỳỵỷỹ",
	"z":  "źżžẑẓẕ",
})

func spell(table map[string]string) map[rune]string {
	letters := make(map[rune]string)
	for plain, marked := range table {
		for _, r := range marked {
			letters[r] = plain
		}
	}
	return letters
}

// Slug makes a readable identifier of a name: its letters and digits folded as
// by NameKey, with hyphens between the words ("Donald Trump" → "donald-trump").
// It is empty when the name has neither letters nor digits.
func Slug(name string) string {
	words := strings.Fields(foldLetters(name))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, "-")
}
