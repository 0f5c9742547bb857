package graph

import (
	"strings"
	"unicode"
)

// NameKey folds a name to the form under which it is indexed and compared:
// lower case, without diacritics, punctuation, possessive, a leading "the" or
// a company's legal form. Names that a reader would call spellings of one name
// have one key: "Asia-Pacific" and "asia pacific", "Apple Inc." and "Apple",
// "U.S." and "US". A name of punctuation only is its own key.
func NameKey(name string) string {
	words := nameWords(name)
	for len(words) > 1 && legalForms[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return strings.ToLower(strings.TrimSpace(name))
	}
	return strings.Join(words, " ")
}

// NewEntityID makes the readable id of an entity from its name:
// "Donald Trump" becomes "donald-trump". The caller makes it unique. The id of
// a name of punctuation only is made of a hash.
func NewEntityID(name string) EntityID {
	if words := nameWords(name); len(words) > 0 {
		return EntityID(strings.Join(words, "-"))
	}
	return EntityID("x" + digest(name))
}

// nameWords are the folded words of a name, less a leading "the".
func nameWords(name string) []string {
	words := strings.Fields(foldLetters(name))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return words
}

// foldLetters lowers the case, replaces letters with diacritics by plain ones
// and separates the words by blanks. Full stops and apostrophes join what they
// stand between ("U.S.", "O'Neill"), a possessive 's is dropped; other
// punctuation separates.
func foldLetters(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	runes := []rune(name)
	for i := 0; i < len(runes); i++ {
		r := unicode.ToLower(runes[i])
		switch {
		case isPossessive(runes[i:]):
			i++ // the s
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

// isPossessive tells whether a word ends here with an apostrophe and an s.
func isPossessive(rest []rune) bool {
	return len(rest) > 1 && (rest[0] == '\'' || rest[0] == '’') && (rest[1] == 's' || rest[1] == 'S') &&
		(len(rest) == 2 || !unicode.IsLetter(rest[2]) && !unicode.IsDigit(rest[2]))
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
