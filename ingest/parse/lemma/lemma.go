// Package lemma gives words their dictionary form and their features, by rules
// over tags and the tree and by tables compiled from a lexicon and from
// treebanks.
//
// English says little by its endings, and tags and tree say nearly all of it,
// so that no model needs to learn this.
package lemma

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"factgraph/ingest/document"
)

// Annotate gives the tokens of a sentence their lemmas and features. It
// requires Form, UPOS, XPOS, Head and Deprel.
func (x *Lexicon) Annotate(sent *document.Sentence) {
	tree := newTree(sent)
	for i := range sent.Tokens {
		tok := &sent.Tokens[i]
		tok.Lemma = tree.contracted(i)
		if tok.Lemma == "" {
			tok.Lemma = x.Lemma(tok.Form, tok.UPOS, tok.XPOS)
		}
	}
	for i := range sent.Tokens {
		sent.Tokens[i].Feats = x.feats(tree, i)
	}
}

// Lemma returns the dictionary form of a word by its tags alone.
func (x *Lexicon) Lemma(form, upos, xpos string) string {
	switch {
	case form == "":
		return ""
	case xpos == "POS":
		return "'s"
	}
	key := form
	if upos != "PROPN" && upos != "X" {
		key = strings.ToLower(form)
		if lemma, ok := shortened[wordTag{key, upos}]; ok {
			return lemma
		}
	}
	if lemma, ok := x.lemmas[entry{key, upos, xpos}]; ok {
		return lemma
	}
	return x.regular(form, upos, xpos)
}

// shortened are the lemmas of words without their apostrophes or their vowels.
var shortened = map[wordTag]string{
	{"nt", "PART"}: "not", {"n", "PART"}: "not", {"m", "AUX"}: "be", {"r", "AUX"}: "be", {"re", "AUX"}: "be",
	{"ve", "AUX"}: "have", {"ll", "AUX"}: "will", {"u", "PRON"}: "you", {"ur", "PRON"}: "your", {"s", "PRON"}: "we",
	{"b/c", "SCONJ"}: "because", {"b/c", "ADP"}: "because", {"pls", "INTJ"}: "please", {"plz", "INTJ"}: "please",
	{"ect", "NOUN"}: "etc.", {"etc", "NOUN"}: "etc.", {"n", "CCONJ"}: "and",
}

// regular returns the lemma by rule.
func (x *Lexicon) regular(form, upos, xpos string) string {
	lower := strings.ToLower(form)
	switch upos {
	case "PROPN":
		return x.name(form, xpos)
	case "NOUN":
		return x.noun(form, lower, xpos)
	case "VERB", "AUX":
		lemma := x.verb(lower, xpos)
		if xpos == "NNP" || xpos == "NNPS" { // part of a name: "United Nations"
			return capitalize(lemma)
		}
		return lemma
	case "ADJ", "ADV":
		return x.adjective(form, lower, xpos)
	case "NUM":
		if strings.IndexByte(".0123456789", form[0]) >= 0 {
			return strings.ReplaceAll(form, ",", "")
		}
		return lower
	case "X", "SYM", "PUNCT":
		return form
	}
	if xpos == "NNP" {
		return capitalize(form)
	}
	return lower
}

// name keeps the capitals of a name. A plural name loses its ending.
func (x *Lexicon) name(form, xpos string) string {
	lower := strings.ToLower(form)
	switch {
	case xpos == "ADD" || xpos == "GW" || strings.ContainsAny(form, "@/"):
		return form
	case xpos == "NNPS" && form == strings.ToUpper(form) && len(form) > 3:
		return strings.ToUpper(x.singular(lower))
	case xpos == "NNPS" && form[0] < utf8.RuneSelf:
		one := x.singular(lower)
		if strings.HasPrefix(lower, one) {
			one = form[:len(one)]
		}
		return capitalize(one)
	case form == lower:
		return capitalize(form)
	case len(form) >= shout && acronym(form) && strings.IndexFunc(form, notLetter) < 0:
		return capitalize(lower)
	}
	return form
}

// shout is the number of letters from which a name in capitals is more often a
// word than an acronym.
const shout = 6

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

func (x *Lexicon) noun(form, lower, xpos string) string {
	if xpos == "NNS" {
		if form != lower && form[:len(form)-1] == strings.ToUpper(form[:len(form)-1]) && strings.HasSuffix(form, "s") && len(form) > 2 {
			return form[:len(form)-1] // "NGOs"
		}
		return x.singular(lower)
	}
	if acronym(form) && len(form) < shout && !x.common[lower] {
		return form
	}
	return lower
}

// acronym tells whether a form is in capitals throughout.
func acronym(form string) bool {
	return form == strings.ToUpper(form) && form != strings.ToLower(form)
}

// singular is a noun without the ending of its plural.
func (x *Lexicon) singular(plural string) string {
	if one, ok := x.exceptions[exception{plural, 'n'}]; ok {
		return one
	}
	if i := strings.LastIndexByte(plural, '-'); i > 0 && i < len(plural)-1 {
		return plural[:i+1] + x.singular(plural[i+1:])
	}
	stem, found := strings.CutSuffix(plural, "s")
	switch {
	case !found && strings.HasSuffix(plural, "men"):
		return strings.TrimSuffix(plural, "men") + "man"
	case !found || x.eNouns[plural] || strings.HasSuffix(plural, "ss") || len(plural) < 3:
		return plural
	case strings.HasSuffix(stem, "'"):
		return strings.TrimSuffix(stem, "'") // "1990's"
	case !strings.HasSuffix(stem, "e"):
		return stem
	case x.eNouns[stem]:
		return stem
	case strings.HasSuffix(stem, "ie") && len(stem) > 3:
		return strings.TrimSuffix(stem, "ie") + "y"
	}
	for _, ending := range []string{"sse", "xe", "zze", "che", "she", "oe", "use", "ase"} {
		if strings.HasSuffix(stem, ending) && !strings.HasSuffix(stem, "ause") && !strings.HasSuffix(stem, "ouse") && !strings.HasSuffix(stem, "ease") && !strings.HasSuffix(stem, "rase") {
			return strings.TrimSuffix(stem, "e")
		}
	}
	return stem
}

// verb is a verb without its ending. A tag of names leaves the ending to tell.
func (x *Lexicon) verb(lower, xpos string) string {
	if one, ok := x.exceptions[exception{lower, 'v'}]; ok && xpos != "VB" && xpos != "VBP" {
		return one
	}
	named := strings.HasPrefix(xpos, "NN")
	switch {
	case xpos == "VBZ":
		return x.third(lower)
	case (xpos == "VBG" || named) && (strings.HasSuffix(lower, "ing") || strings.HasSuffix(lower, "in'")):
		return x.stem(lower[:len(lower)-3])
	case (xpos == "VBD" || xpos == "VBN" || named) && strings.HasSuffix(lower, "ied"):
		return x.yStem(strings.TrimSuffix(lower, "ied"))
	case (xpos == "VBD" || xpos == "VBN") && strings.HasSuffix(lower, "eed") && len(lower) > 4: // "freed", "agreed"
		return lower[:len(lower)-1]
	case (xpos == "VBD" || xpos == "VBN" || named) && strings.HasSuffix(lower, "ed"):
		return x.stem(strings.TrimSuffix(lower, "ed"))
	}
	return lower
}

// third is a verb without the ending of the third person.
func (x *Lexicon) third(lower string) string {
	stem, found := strings.CutSuffix(lower, "s")
	switch {
	case !found || x.verbs[lower]:
		return lower
	case x.verbs[stem]:
		return stem
	case strings.HasSuffix(stem, "ie"):
		return x.yStem(strings.TrimSuffix(stem, "ie"))
	}
	if short, found := strings.CutSuffix(stem, "e"); found && x.verbs[short] {
		return short
	}
	return stem
}

func (x *Lexicon) yStem(stem string) string {
	if x.verbs[stem+"ie"] && !x.verbs[stem+"y"] {
		return stem + "ie"
	}
	return stem + "y"
}

// verbPrefixes are taken off verbs that the lexicon lacks.
var verbPrefixes = []string{"re", "un", "over", "out", "mis", "pre", "de", "co", "under", "dis", "inter", "up"}

// stem restores what -ed and -ing take from a verb, "hop-" of "hoping" and
// "hopp-" of "hopping".
func (x *Lexicon) stem(stem string) string {
	if lemma, ok := x.knownStem(stem); ok {
		return lemma
	}
	if i := strings.LastIndexByte(stem, '-'); i > 0 {
		return stem[:i+1] + x.stem(stem[i+1:])
	}
	for _, prefix := range verbPrefixes {
		if rest, found := strings.CutPrefix(stem, prefix); found && len(rest) > 2 {
			if lemma, ok := x.knownStem(rest); ok {
				return prefix + lemma
			}
		}
	}
	n := len(stem)
	switch {
	case n < 3:
		return stem
	case stem[n-1] == stem[n-2] && !strings.ContainsRune("aeioulsz", rune(stem[n-1])):
		return stem[:n-1]
	case wantsE(stem):
		return stem + "e"
	}
	return stem
}

func (x *Lexicon) knownStem(stem string) (string, bool) {
	n := len(stem)
	bare, silent := x.verbs[stem], x.verbs[stem+"e"]
	switch {
	case bare && silent && n > 2 && shortSyllable(stem):
		return stem + "e", true // or its consonant would be doubled
	case bare && silent && wantsE(stem):
		return stem + "e", true
	case bare:
		return stem, true
	case silent:
		return stem + "e", true
	case n > 2 && stem[n-1] == stem[n-2] && x.verbs[stem[:n-1]]:
		return stem[:n-1], true
	case n > 2 && stem[n-1] == 'k' && stem[n-2] == 'c' && x.verbs[stem[:n-1]]:
		return stem[:n-1], true // "panicked"
	}
	return "", false
}

// shortSyllable tells whether a stem is one syllable that ends in one vowel and
// one consonant.
func shortSyllable(stem string) bool {
	n := len(stem)
	if vowel(stem[n-1]) || !vowel(stem[n-2]) || vowel(stem[n-3]) || strings.IndexByte("wxy", stem[n-1]) >= 0 {
		return false
	}
	for i := range n - 2 {
		if vowel(stem[i]) {
			return false
		}
	}
	return true
}

func vowel(b byte) bool { return strings.IndexByte("aeiouy", b) >= 0 }

// wantsE tells whether an unknown stem has lost a silent e, by its ending.
func wantsE(stem string) bool {
	for _, ending := range []string{"at", "iz", "yz", "is", "v", "c", "dg", "rg", "ag", "ug", "u", "bl", "tl", "pl", "cl", "gl", "dl", "fl", "kl", "ut", "ur", "ir", "id", "od", "os", "as", "us"} {
		if strings.HasSuffix(stem, ending) {
			return true
		}
	}
	return false
}

// adjective takes degrees off adjectives and adverbs.
func (x *Lexicon) adjective(form, lower, xpos string) string {
	switch xpos {
	case "JJR", "RBR":
		return x.positive(lower, "er")
	case "JJS", "RBS":
		return x.positive(lower, "est")
	case "NNP", "NNPS":
		return capitalize(form)
	}
	if capital, ok := x.capitals[lower]; ok {
		return capital
	}
	if xpos == "RB" {
		return lower
	}
	if acronym(form) && utf8.RuneCountInString(form) > 1 && len(form) < shout && !x.common[lower] {
		return form
	}
	if form != lower && !x.common[lower] && proper(lower) {
		return form
	}
	return lower
}

// proper tells by its ending whether an unknown adjective is one of a nation or
// a person.
func proper(lower string) bool {
	for _, ending := range []string{"ian", "ean", "ese", "ish", "ist", "ite", "stani", "aqi", "eli", "nian"} {
		if strings.HasSuffix(lower, ending) {
			return true
		}
	}
	return false
}

func (x *Lexicon) positive(lower, ending string) string {
	if one, ok := x.exceptions[exception{lower, 'a'}]; ok {
		return one
	}
	stem, found := strings.CutSuffix(lower, ending)
	n := len(stem)
	switch {
	case !found || n < 2:
		return lower
	case stem[n-1] == 'i':
		return stem[:n-1] + "y"
	case x.adjectives[stem]:
		return stem
	case x.adjectives[stem+"e"]:
		return stem + "e"
	case n > 3 && stem[n-1] == stem[n-2] && x.adjectives[stem[:n-1]]:
		return stem[:n-1]
	case ending == "est":
		return stem
	}
	return lower
}

func capitalize(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
