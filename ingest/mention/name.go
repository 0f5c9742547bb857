package mention

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention/lexicon"
)

// namePart are the relations by which words before and after a proper noun
// belong to the name.
var namePart = map[string]bool{"compound": true, "flat": true, "amod": true, "nummod": true, "goeswith": true}

// lowerName is the bare name around the head i in small letters.
func (t *tree) lowerName(lex *lexicon.Lexicon, i int) string {
	first, last := t.nameSpan(lex, i)
	words := make([]string, 0, 4)
	for j := first; j <= last; j++ {
		words = append(words, lowerForm(&t.Tokens[j]))
	}
	return strings.Join(words, " ")
}

// nameSpan is the bare name around the head i: without titles, determiners and
// possessive endings. It follows the tagger where that found a name, else the
// tree.
func (t *tree) nameSpan(lex *lexicon.Lexicon, i int) (first, last int) {
	titled := true
	if n := t.nameAt(i); n != nil {
		first, last = n.First, n.Last
		titled = n.Type == graph.Person || n.Type == "" // not "General Motors"
	} else {
		first, last = t.properPhrase(lex, i)
	}
	if t.labelled && first == 0 && last > 0 || first < last && bearerNoun(lex, t.Tokens[first].Form) && capitalised(t.Tokens[first+1].Form) {
		first++ // "Brewer Halloran", "brewer Halloran"
	}
	for first+1 < last && lex.Demonym(lowerForm(&t.Tokens[first])) != nil && t.isTitleWord(first+1, last) {
		first, titled = first+1, true // "German Chancellor Olaf Scholz"
	}
	for titled && first < last && t.isTitleWord(first, last) {
		first++
	}
	for first < last && t.Tokens[first].UPOS == "DET" {
		first++
	}
	for last > first && (t.Tokens[last].UPOS == "PART" || t.Tokens[last].UPOS == "PUNCT" && t.Tokens[last].Form != "." && t.Tokens[last].Form != "!") {
		last--
	}
	return first, last
}

// properPhrase is the run of capitalised words around i that the tree joins.
func (t *tree) properPhrase(lex *lexicon.Lexicon, i int) (first, last int) {
	first, last = i, i
	for first > 0 {
		j := first - 1
		if t.Tokens[j].XPOS == "HYPH" && j > 0 && capitalised(t.Tokens[j-1].Form) {
			j--
		}
		tok := &t.Tokens[j]
		if !capitalised(tok.Form) || !namePart[t.relation(j)] || tok.Head < first || tok.Head > last {
			break
		}
		first = j
	}
	for last+1 < len(t.Tokens) {
		j := last + 1
		tok := &t.Tokens[j]
		if tok.XPOS == "HYPH" && j+1 < len(t.Tokens) {
			j++
			tok = &t.Tokens[j]
		}
		r := t.relation(j)
		inside := tok.Head >= first && tok.Head <= last && (r == "flat" || r == "goeswith" || tok.UPOS == "NUM" && numberRelations[tok.Deprel])
		if !inside {
			break
		}
		last = j
	}
	// "University of Basel", but not "President of Russia".
	if last+2 < len(t.Tokens) && t.Tokens[last].UPOS == "PROPN" && takesOf(lex, t.lower(last)) {
		of, name := last+1, last+2
		if lowerForm(&t.Tokens[of]) == "of" && t.Tokens[name].UPOS == "PROPN" && capitalised(t.Tokens[name].Form) {
			h := t.Tokens[of].Head
			if h >= 0 && h < len(t.Tokens) && t.Tokens[h].Head == i {
				last = max(h, name)
				for last+1 < len(t.Tokens) && t.relation(last+1) == "flat" && t.Tokens[last+1].Head >= name {
					last++
				}
			}
		}
	}
	return first, last
}

// takesOf tells whether names are made of a noun and "of": "Bank of England",
// "Gulf of Mexico".
func takesOf(lex *lexicon.Lexicon, lemma string) bool {
	if _, title := isTitle(lemma); title || lex.Place(lemma) != lexicon.NoPlace {
		return false
	}
	n := lex.Noun(lemma)
	return n != nil && n.Type != graph.Person && n.Type != graph.Quantity && n.Type != graph.Date
}

func capitalised(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// isTitleWord tells whether the first word of the name first..last is a title
// rather than a name. A title that is all there is ("the President") is kept.
func (t *tree) isTitleWord(first, last int) bool {
	tok := &t.Tokens[first]
	_, title := isTitle(lowerForm(tok))
	if !title {
		return false
	}
	if tok.Deprel == "nmod:desc" || strings.HasSuffix(tok.Form, ".") {
		return true
	}
	next := &t.Tokens[first+1]
	return next.UPOS == "PROPN" && lowerForm(next) != "of" && !strings.EqualFold(next.Form, "-")
}

// titlesOf are the titles of the person whose name first..last has the head i:
// the title words inside the phrase, its descriptions before and its roles in
// apposition, with the gender that they show.
func (t *tree) titlesOf(lex *lexicon.Lexicon, i, first, last int) (all []string, gender document.Gender) {
	add := func(words []string) {
		if len(words) == 0 {
			return
		}
		title := strings.Join(words, " ")
		if !slices.Contains(all, title) {
			all = append(all, title)
		}
		for _, w := range []string{title, words[len(words)-1]} {
			if g, ok := isTitle(strings.ToLower(w)); ok && g != anyGender {
				gender = g
			}
		}
	}
	for d := range t.dependents(i) {
		if d < first && t.Tokens[d].Deprel == "nmod:desc" && namesRole(lex, t.lower(d)) {
			add(t.roleWords(d))
		}
	}
	if len(all) == 0 && first > 0 {
		// A tree that takes the title for a part of the name.
		if _, ok := isTitle(lowerForm(&t.Tokens[first-1])); ok && t.Tokens[first-1].UPOS == "PROPN" && t.Tokens[first-1].Deprel != "conj" {
			add(t.roleWords(first - 1))
		}
	}
	return all, gender
}

// namesRole tells whether a noun says what somebody is.
func namesRole(lex *lexicon.Lexicon, lemma string) bool {
	if _, title := isTitle(lemma); title {
		return true
	}
	n := lex.Noun(lemma)
	return n != nil && n.Human
}

// roleWords are the words of a title or role that say what it is: "Prime
// Minister" of "former Japanese Prime Minister".
func (t *tree) roleWords(i int) []string {
	start := i
	for start > 0 && i-start < 3 {
		d := start - 1
		r := t.relation(d)
		if t.Tokens[d].XPOS == "HYPH" && d > 0 {
			start--
			continue
		}
		if t.Tokens[d].Head < start || t.Tokens[d].Head > i || r != "compound" && r != "amod" {
			break
		}
		if !roleModifiers[lowerForm(&t.Tokens[d])] {
			break
		}
		start--
	}
	var words []string
	for j := start; j <= i; j++ {
		words = append(words, t.Tokens[j].Form)
	}
	for j := i + 1; j < len(t.Tokens) && t.Tokens[j].XPOS == "HYPH" && j+1 < len(t.Tokens); j += 2 {
		words = append(words, t.Tokens[j].Form, t.Tokens[j+1].Form)
	}
	return words
}

// roleModifiers are the words before a role that belong to what it is called.
var roleModifiers = map[string]bool{
	"prime": true, "vice": true, "deputy": true, "foreign": true, "defense": true, "defence": true, "finance": true,
	"interior": true, "press": true, "chief": true, "executive": true, "attorney": true, "first": true, "lieutenant": true,
	"major": true, "brigadier": true, "general": true, "special": true, "national": true, "security": true, "assistant": true,
	"associate": true, "managing": true, "acting": true, "state": true, "district": true, "trade": true, "health": true,
	"education": true, "energy": true, "justice": true, "home": true, "secretary": true, "police": true, "crown": true,
	"spiritual": true, "supreme": true, "head": true, "co": true, "financial": true, "operating": true, "team": true,
}

// text is the wording of the tokens first..last, as it stands in the article.
func (t *tree) text(doc *document.Document, first, last int) string {
	start, end := t.Tokens[first].Start, t.Tokens[last].End
	if start < 0 || end > len(doc.Text) || start > end {
		return ""
	}
	return strings.Join(strings.Fields(doc.Text[start:end]), " ")
}

// nameWords are the lower-case words of a name without fillers, dots and
// legal forms.
func nameWords(name string) []string {
	fields := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return unicode.IsSpace(r) || r == '-' || r == ',' || r == '(' || r == ')' || r == '"' || r == '“' || r == '”' || r == '–'
	})
	words := fields[:0]
	for _, w := range fields {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		w = strings.ReplaceAll(w, ".", "")
		if w == "" || nameFillers[w] {
			continue
		}
		words = append(words, w)
	}
	if len(words) > 1 && companyForms[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return words
}

var nameFillers = map[string]bool{"the": true, "of": true, "and": true, "&": true, "for": true, "a": true, "an": true, "in": true, "on": true, "'": true, "’": true}

// companyForms end the names of companies and say nothing of which it is.
var companyForms = map[string]bool{
	"inc": true, "incorporated": true, "corp": true, "corporation": true, "ltd": true, "limited": true, "llc": true, "plc": true, "co": true,
	"company": true, "ag": true, "gmbh": true, "sa": true, "nv": true, "spa": true, "ab": true, "group": true, "holdings": true, "holding": true, "lp": true,
}

// particles begin surnames and are no given names.
var particles = map[string]bool{
	"von": true, "van": true, "der": true, "den": true, "de": true, "del": true, "della": true, "da": true, "di": true, "du": true,
	"dos": true, "la": true, "le": true, "al": true, "el": true, "bin": true, "ibn": true, "ben": true, "abu": true, "ter": true, "zu": true,
}

// generation are the words after a name that tell father from son.
var generation = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true, "junior": true, "senior": true}

// A nameType is what the form of a name tells of what it names.
type nameType struct {
	typ     graph.Type
	subtype string
	gender  document.Gender
}

// classifyName tells what the name first..last is the name of. The tagger's
// type is kept; the gazetteers say more, and decide when there is no tagger.
func (t *tree) classifyName(lex *lexicon.Lexicon, doc *document.Document, i, first, last int, titled bool) nameType {
	name := t.text(doc, first, last)
	lower := strings.ToLower(name)
	words := nameWords(name)
	var tagged graph.Type
	if n := t.nameAt(i); n != nil {
		tagged = n.Type
	}
	if len(words) == 0 {
		return nameType{typ: tagged}
	}
	place := lex.Place(strings.TrimPrefix(lower, "the "))
	if place == lexicon.NoPlace && len(words) == 2 && placeTails[words[1]] {
		place = lex.Place(words[0])
	}
	head := headNoun(lex, words)
	if len(words) > 1 && strings.Contains(lower, " of ") {
		head = lex.Noun(words[0])
	}
	given, isGiven := lex.GivenName(words[0])
	if particles[words[0]] {
		given, isGiven = anyGender, false
	}

	if tagged == graph.Person && !titled && t.articled(i, words) {
		tagged = "" // "the Sorbonne" is nobody
	}
	mistaken := tagged == graph.Person && !titled || tagged == graph.Place || (tagged == graph.Concept || tagged == "") && lex.Noun(words[0]) == nil // but "Clean Energy"
	if e := lexicon.NameEnding(words[len(words)-1]); mistaken && len(words) > 1 && e.Impersonal {
		tagged = e.Type // "Lund Foods", "Lake Town Rovers"
	}
	typ := tagged
	if n := t.nameAt(i); tagged == graph.Person && n.Score < certain && len(words) == 1 && !titled && lex.Place(lower) != lexicon.NoPlace {
		typ = graph.Place // "Geneva"
	}
	if tagged != graph.Person && tagged != graph.Group && lex.Country(strings.TrimPrefix(lower, "the ")) != nil {
		typ = graph.Place // though it acts like an organization
	}
	if tagged == graph.Concept && head != nil && len(words) > 1 {
		typ = head.Type // "Resolution 2254"
	}
	if known := aliases[strings.Join(words, " ")]; known.line != 0 && (isAcronym(name) || len(words) > 1) {
		typ = known.typ
	}
	if typ == graph.Place && place == lexicon.CityPlace && len(words) == 1 && len(name) > 3 && isAcronym(name) && !t.shouts() {
		typ = graph.Organization // "NICE" is no city
		place = lexicon.NoPlace
	}
	if len(words) == 2 && calendar[words[0]] && words[1][0] >= '0' && words[1][0] <= '9' {
		typ = graph.Date // "June 2008"
	}
	if typ == "" {
		switch {
		case titled:
			typ = graph.Person
		case place != lexicon.NoPlace:
			typ = graph.Place
		case lex.Group(lower):
			typ = graph.Group
		case calendar[lower]:
			typ = graph.Date
		case len(words) > 1 && companyForms[strings.ToLower(lastWord(name))]:
			typ = graph.Organization
		case len(words) > 1 && head != nil && head.Type != graph.Concept && head.Type != graph.Quantity && !isGiven:
			typ = head.Type
		case isGiven && !t.articled(i, words) && lex.Place(words[0]) == lexicon.NoPlace && (len(words) > 1 || given != anyGender):
			typ = graph.Person
		case isAcronym(name):
			typ = graph.Organization
		}
	}
	result := nameType{typ: typ}
	switch typ {
	case graph.Person:
		result.gender = given
	case graph.Place:
		if len(words) > 1 && head != nil && head.Type == graph.Place && lex.Place(lower) == lexicon.NoPlace {
			result.subtype = head.Subtype // "Mississippi River"
		} else {
			result.subtype = placeKinds[place]
		}
	default:
		if head != nil && head.Type == typ {
			result.subtype = head.Subtype
		}
	}
	if typ == graph.Organization && len(words) > 0 && companyForms[strings.Trim(strings.ToLower(lastWord(name)), ".")] {
		result.subtype = "company"
	}
	return result
}

// shouts tells whether the sentence is written in capitals.
func (t *tree) shouts() bool {
	for i := range t.Tokens {
		if form := t.Tokens[i].Form; len(form) > 2 && form == strings.ToLower(form) && t.Tokens[i].UPOS != "NUM" && t.Tokens[i].UPOS != "PUNCT" {
			return false
		}
	}
	return true
}

// articled tells whether a name of one word in the singular has an article, as
// persons' names don't.
func (t *tree) articled(i int, words []string) bool {
	return len(words) == 1 && t.determinerOf(i) == definiteArticle && t.Tokens[i].XPOS != "NNPS" && !strings.HasSuffix(words[0], "s")
}

// headNoun is the entry of the last word that is no number.
func headNoun(lex *lexicon.Lexicon, words []string) *lexicon.Noun {
	for i := len(words) - 1; i >= 0; i-- {
		if w := words[i]; w[0] < '0' || w[0] > '9' {
			return lex.Noun(w)
		}
	}
	return nil
}

var placeKinds = map[lexicon.Place]string{
	lexicon.CountryPlace: "country", lexicon.RegionPlace: "region", lexicon.CityPlace: "city",
}

// calendar are the names of days and months.
var calendar = func() map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(`monday tuesday wednesday thursday friday saturday sunday january february march april may
		june july august september october november december jan. feb. mar. apr. aug. sept. sep. oct. nov. dec. christmas easter`) {
		all[w] = true
	}
	return all
}()

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// isAcronym tells whether a name is written in two to six capitals, dots aside.
func isAcronym(name string) bool {
	n := 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			n++
		case r != '.' && !unicode.IsDigit(r):
			return false
		}
	}
	return n >= 2 && n <= 6
}
