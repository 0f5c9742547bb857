package graph

import (
	"cmp"
	"slices"
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
		if n := len(words) - 1; n > 0 && words[n] == "and" { // "& Co."
			words = words[:n]
		}
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

// HasLegalForm tells whether a name of several words ends with a company's
// legal form, which NameKey leaves out.
func HasLegalForm(name string) bool {
	words := nameWords(name)
	return len(words) > 1 && legalForms[words[len(words)-1]]
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

// FullestName is the name by which a thing is best called: the most frequent
// of the given names or one that says more, if it is about as common. A full
// name beats a surname or an acronym when it has a twentieth of its uses, and
// a shorter full name when it has half of them; a middle initial says nothing
// more. Ties go to the name without initials, then to the longer one, then to
// the alphabet.
func FullestName(names []Count) string {
	sorted := slices.Clone(names)
	slices.SortFunc(sorted, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(initials(a.Text), initials(b.Text)), cmp.Compare(len(b.Text), len(a.Text)), cmp.Compare(a.Text, b.Text))
	})
	var best Count
	for i, name := range sorted {
		if i == 0 || saysMore(name, best) {
			best = name
		}
	}
	return best.Text
}

// initials counts the words of one letter.
func initials(name string) int {
	n := 0
	for _, word := range nameWords(name) {
		if len(word) == 1 {
			n++
		}
	}
	return n
}

// saysMore tells whether a name is a fuller form of another and common enough.
func saysMore(name, than Count) bool {
	long, short := nameWords(name.Text), nameWords(than.Text)
	const longest = 6 // what is longer is a description
	if len(long) > longest || len(short) == 0 {
		return false
	}
	if len(short) == 1 && 20*name.N >= than.N {
		return len(long) > 1 && (slices.Contains(long, short[0]) || isInitials(short[0], long))
	}
	if 2*name.N < than.N || len(long) <= len(short) {
		return false
	}
	more := 0
	for _, word := range long {
		if len(short) > 0 && word == short[0] {
			short = short[1:]
		} else if len(word) > 1 {
			more++
		}
	}
	return len(short) == 0 && more > 0
}

// isInitials tells whether an acronym is made of the initials of the words,
// with or without "of", "and" and the like.
func isInitials(acronym string, words []string) bool {
	var all, main strings.Builder
	for _, word := range words {
		all.WriteByte(word[0])
		if len(word) > 3 || !smallWords[word] {
			main.WriteByte(word[0])
		}
	}
	return len(acronym) > 1 && (acronym == all.String() || acronym == main.String())
}

var smallWords = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "on": true, "to": true, "de": true, "la": true}

// IsAcronym tells whether a short name is made of the initials of a long one:
// "APEC" of "Asia Pacific Economic Cooperation", "IAEA" of "International
// Atomic Energy Agency".
func IsAcronym(short, long string) bool {
	letters, words := nameWords(short), nameWords(long)
	return len(letters) == 1 && len(words) > 1 && isInitials(letters[0], words)
}

// NameKeys are the index keys of an entity by its name and aliases alone,
// sorted, each once.
func (e *Entity) NameKeys() []string {
	keys := []string{NameKey(e.Name)}
	for _, alias := range e.Aliases {
		keys = append(keys, NameKey(alias.Text))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
