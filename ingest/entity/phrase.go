package entity

import (
	"strings"

	"factgraph/ingest/document"
)

// maxPhrase is how many words the name of a thing without a name may have.
const maxPhrase = 8

// maxDescription is how many words a passing description may have, which makes
// no node: "largest operator of offshore wind farms in North Sea".
const maxDescription = 12

// listRoom is how many words more it may have to name all of a list: "blockade
// of air, land and sea".
const listRoom = 4

// phraseOf is the short wording of a noun phrase: the noun, the words before it
// that tell what it is, and the prepositional phrases right after it while the
// whole is short. "the raging conflict in Syria, which is now in its sixth
// year" is "raging conflict in Syria".
func phraseOf(doc *document.Document, m *document.Mention) string {
	first, last, ok := phraseSpan(doc, m)
	if !ok {
		return nominalName(m.Name)
	}
	tokens := doc.Sentences[m.Sentence].Tokens
	wording := doc.Text[tokens[first].Start:tokens[last].End]
	if m.Kind == document.Amount && tokens[m.Head].UPOS != "NUM" { // "some of the gunmen": the "some" is the head
		return strings.Join(strings.Fields(wording), " ")
	}
	return nominalName(wording)
}

// phraseSpan is the first and the last token of the short wording of a noun
// phrase; false for a mention that is not of the document.
func phraseSpan(doc *document.Document, m *document.Mention) (first, last int, ok bool) {
	if m.Sentence >= len(doc.Sentences) {
		return 0, 0, false
	}
	tokens := doc.Sentences[m.Sentence].Tokens
	if m.Head < m.First || m.Head > m.Last || m.Last >= len(tokens) {
		return 0, 0, false
	}
	first = m.Head
	for first > m.First && describes(tokens, first-1, m.Head) {
		first--
	}
	if first > m.First && first == m.Head && fractions[strings.ToLower(tokens[first].Form)] && tokens[first-1].Deprel == "det" && partitive(m, tokens[first+1]) {
		first--
	}
	last = m.Head
	for last < len(tokens)-1 {
		end := postmodifier(tokens, last+1, m.Head, first+maxPhrase-1)
		if end < 0 || last+1 > m.Last && !placed(tokens[last+1:end+1]) && !partitive(m, tokens[last+1]) {
			break
		}
		last = end
	}
	return first, last, true
}

// placed tells whether a phrase beyond the mention says where or of whom a thing
// is, by name: "in Syria", "at Nordbank".
func placed(phrase []document.Token) bool {
	last := &phrase[len(phrase)-1]
	return placing[strings.ToLower(phrase[0].Form)] && last.UPOS == "PROPN" && !timeNouns[strings.ToLower(last.Lemma)]
}

// placing are the prepositions that tell with a name which one of its kind, or
// whose, a thing is. Those of time, comparison and cause don't.
var placing = wordSet(`in of between against on with at from for to by about near off around outside inside within
into under over behind beside aboard among toward towards through`)

// partitive tells whether a number goes on to what there is of: "thousands of
// fish".
func partitive(m *document.Mention, next document.Token) bool {
	return m.Kind == document.Amount && next.Lemma == "of"
}

// describes tells whether the word i, left of the head, belongs to the name of
// the thing: it depends on the head, or on a word between that does, and is no
// determiner, pronoun, time or punctuation.
func describes(tokens []document.Token, i, head int) bool {
	top := i // the word on the way from i to the head that depends on the head
	for steps := 0; tokens[top].Head != head; steps++ {
		if top = tokens[top].Head; top < 0 || top > head || steps > head {
			return false
		}
	}
	if next := &tokens[i+1]; tokens[i].End == next.Start && (tokens[i].Form == "-" || next.Form == "-") { // "$48-a-share offer", "24-year-old"
		return true
	}
	if timeNouns[strings.ToLower(tokens[top].Lemma)] && !lasting(tokens, top) { // "last year's elections"
		return false
	}
	if exceeds(tokens, i) {
		return true
	}
	if tokens[top].Deprel == "nummod" || tokens[head].UPOS == "NUM" && tokens[top].Deprel == "advmod" { // all of "at least 14", "more than two", with a noun and without
		return true
	}
	tok := &tokens[i]
	switch tok.Deprel {
	case "cc": // "British and Danish scientists"
		return top != i && basic(&tokens[top]) == "amod"
	case "nmod:unmarked":
		return top == i+1 && tokens[top].UPOS == "NUM" // "January 30 election"
	case "det":
		return i == top && quantifiers[strings.ToLower(tok.Form)] || strings.ToLower(tokens[i+1].Form) == "few" // "a few" are some, "few" hardly any
	case "mark", "cop", "cc:preconj", "det:predet":
		return false
	case "case":
		return isPossessiveMark(tok) // "Syria 's war"
	case "advmod", "punct":
		if degrees[strings.ToLower(tok.Form)] && basic(&tokens[top]) == "amod" { // "most expensive player" is not just an expensive one
			return top != i
		}
		return tok.Form == "-" || tokens[i+1].Form == "-" // "long-running"
	}
	return tok.UPOS != "PRON" && tok.UPOS != "DET"
}

// exceeds tells whether token i stands in "more than a" of "more than a dozen".
func exceeds(tokens []document.Token, i int) bool {
	for than := max(i-1, 0); than <= i+1 && than+1 < len(tokens); than++ {
		if tokens[than].Form == "than" && tokens[than+1].Deprel == "det" {
			return true
		}
	}
	return false
}

// lasting tells whether a time says how long a thing is, and not when: the
// "20-year" of "20-year sentence".
func lasting(tokens []document.Token, time int) bool {
	return time >= 2 && tokens[time-1].Form == "-" && tokens[time-2].UPOS == "NUM" && tokens[time-2].Head == time
}

// timeNouns are nouns that date what they stand before.
var timeNouns = wordSet(`year month week day today yesterday tomorrow morning evening night weekend decade century
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december`)

// quantifiers are the determiners that belong to what is said: who praises every
// farmer praises more than a farmer, who hired more workers had some, and who founded
// another firm had founded one.
var quantifiers = wordSet(`every each more less another`)

// degrees are the adverbs that make comparatives and superlatives.
var degrees = wordSet(`more most less least`)

func isPossessiveMark(tok *document.Token) bool {
	return tok.XPOS == "POS" || tok.Form == "'s" || tok.Form == "’s" || tok.Form == "'"
}

// basic is the relation without its subtype.
func basic(tok *document.Token) string {
	r, _, _ := strings.Cut(tok.Deprel, ":")
	return r
}

// postmodifier finds the prepositional phrase of the head that begins at
// start, and gives its last word, at most limit where the phrase has parts to
// leave out: "sales of 37 million" of "… in the third quarter of the year". It
// is -1 when there is none. A clause within it, or a pronoun, makes it unfit
// for a name from there on.
func postmodifier(tokens []document.Token, start, head, limit int) int {
	if basic(&tokens[start]) != "case" || isPossessiveMark(&tokens[start]) {
		return -1
	}
	root := tokens[start].Head
	if start < root && measured(tokens, start, root) { // "sales of between 2 billion and 3 billion euros": no part of it says anything
		limit += listRoom
	}
	if tokens[start].Form == "of" && tokens[head].UPOS == "NUM" { // "two of the Rolls-Royce Trent 900 engines": "two" says nothing
		limit += listRoom
	}
	if root < 0 || root >= len(tokens) || root <= head || root > limit || tokens[root].Head != head || basic(&tokens[root]) != "nmod" {
		return -1
	}
	for i := start; i <= root; i++ {
		if tok := &tokens[i]; clausal(tokens, i) || tok.UPOS == "PRON" {
			return -1
		}
	}
	end := root
	for i := root + 1; i < len(tokens) && under(tokens, i, root); i = end + 1 {
		part := partOf(tokens, i, root)
		last := i
		for last+1 < len(tokens) && under(tokens, last+1, root) && partOf(tokens, last+1, root) == part {
			last++
		}
		joined, ofName, room := basic(&tokens[part]) == "conj", tokens[root].UPOS == "PROPN" && tokens[i].Lemma == "of", limit
		far := last
		if joined || ofName {
			room += listRoom
		}
		if goesOn(tokens, i, root, part) { // what stands in brackets behind it is no part of it
			far, room = part, room+listRoom
		}
		if far > room && ofName { // "a report from the Office" is torn
			return -1
		}
		if far > room && (joined || basic(&tokens[part]) == "nmod") {
			if joined { // all of a list, or its first
				end = beforeConjunct(tokens, root, end)
			}
			break
		}
		for j := i; j <= last; j++ {
			if tokens[j].UPOS == "PRON" {
				if tokens[root].UPOS == "NUM" { // "ten of its plants"
					return -1
				}
				return trimEnd(tokens, start, root, i-1)
			}
			if clausal(tokens, j) {
				if j <= part {
					j = i
				}
				return trimEnd(tokens, start, root, j-1)
			}
		}
		end = last
	}
	return trimEnd(tokens, start, root, end)
}

// joins tells whether the phrase of root, up to end, has something that is
// coordinated with it, or is plural itself.
func joins(tokens []document.Token, root, end int) bool {
	coordinated := false
	for i := root + 1; i < len(tokens); i++ {
		if tokens[i].Head == root && basic(&tokens[i]) == "conj" {
			if coordinated = true; i <= end {
				return true
			}
		}
	}
	return !coordinated && (strings.HasSuffix(tokens[root].XPOS, "S") || tokens[root].UPOS == "NUM")
}

// goesOn tells whether the part of a name that begins at i is another phrase of it:
// "in Europe" of "Organization for Security in Europe".
func goesOn(tokens []document.Token, i, root, part int) bool {
	return tokens[root].UPOS == "PROPN" && tokens[part].UPOS == "PROPN" && (tokens[i].Lemma == "in" || tokens[i].Lemma == "for")
}

// measured tells whether the phrase from start to root is an amount.
func measured(tokens []document.Token, start, root int) bool {
	for i := start; i < root && root < len(tokens); i++ {
		if tokens[i].Head == root && basic(&tokens[i]) == "nummod" {
			return true
		}
	}
	return false
}

// beforeConjunct is the last token before what is coordinated with root, at
// most end.
func beforeConjunct(tokens []document.Token, root, end int) int {
	for i := root + 1; i <= end; i++ {
		if basic(&tokens[partOf(tokens, i, root)]) == "conj" {
			return i - 1
		}
	}
	return end
}

// partOf is the dependent of root that token i stands under.
func partOf(tokens []document.Token, i, root int) int {
	for tokens[i].Head != root {
		i = tokens[i].Head
	}
	return i
}

// clausal tells whether token i begins what no name has: a clause, an
// apposition, a coordination of unlike things, a mark that isn't a hyphen or
// part of a list.
func clausal(tokens []document.Token, i int) bool {
	tok := &tokens[i]
	switch basic(tok) {
	case "acl", "advcl", "appos", "parataxis":
		return true
	case "conj":
		return tok.Head < 0 || !alike(tok, &tokens[tok.Head])
	case "punct":
		return tok.Form != "-" && !(tok.Form == "," && tok.Head >= 0 && basic(&tokens[tok.Head]) == "conj")
	}
	return false
}

// alike tells whether two tokens are of one part of speech; a name and a noun are.
func alike(x, y *document.Token) bool {
	noun := func(tok *document.Token) bool { return tok.UPOS == "NOUN" || tok.UPOS == "PROPN" }
	return x.UPOS == y.UPOS || noun(x) && noun(y)
}

// trimEnd is the end of a phrase that is cut before a clause or a conjunct; -1
// when nothing is left of it.
func trimEnd(tokens []document.Token, start, root, end int) int {
	for end > root && (tokens[end].UPOS == "PUNCT" || tokens[end].UPOS == "CCONJ" || basic(&tokens[end]) == "case") {
		end--
	}
	if end < start || tokens[start].Form == "between" && !joins(tokens, root, end) { // "talks between Acme": with whom?
		return -1
	}
	return end
}

// under tells whether a token is in the tree below root.
func under(tokens []document.Token, i, root int) bool {
	for steps := 0; i >= 0 && steps < len(tokens); steps++ {
		if i == root {
			return true
		}
		i = tokens[i].Head
	}
	return false
}

// fractions are the parts that have "a" before them: "a third of voters" is not
// the third.
var fractions = wordSet(`half third quarter fifth sixth seventh eighth ninth tenth fraction majority minority`)

// comparing are the words that go on with a determiner to tell how many.
var comparing = wordSet(`than of more fewer less`)

// nominalName is a noun phrase without determiner, possessive and quotes.
func nominalName(phrase string) string {
	words := strings.Fields(cleanName(phrase))
	for len(words) > 1 && determiners[strings.ToLower(words[0])] && !quantifiers[strings.ToLower(words[0])] && !comparing[words[1]] && words[1] != "few" { // not "more than two", "many of them", "no fewer than two"
		words = words[1:]
	}
	return cleanName(strings.Join(words, " "))
}
