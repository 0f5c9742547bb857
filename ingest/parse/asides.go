package parse

import (
	"slices"
	"strings"
	"unicode"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// An aside is a run of tokens that a sentence can do without: the score of
// "beat Rovik 3-1 on Sunday", the short name of "the World Food Programme (WFP)
// said". The network, which has seen few of them, makes one phrase of them and
// what stands around; so it reads the sentence without, and the aside is hung
// where it belongs.
type aside struct {
	first, last int
	score       bool // or else a short name in brackets
}

// asides are those of a sentence, in order.
func asides(tokens []document.Token) []aside {
	var found []aside
	for i := 1; i < len(tokens); i++ {
		if last := scoresEnd(tokens, i); last > i {
			found = append(found, aside{i, last, true})
			i = last
		} else if shortName(tokens, i) {
			found = append(found, aside{i, i + 2, false})
			i += 2
		}
	}
	return found
}

// without are the indexes from..to-1 outside of the asides.
func without(from, to int, apart []aside) []int {
	tokens := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		if !slices.ContainsFunc(apart, func(a aside) bool { return a.first <= i && i <= a.last }) {
			tokens = append(tokens, i)
		}
	}
	return tokens
}

// scoresEnd returns where the scores end that begin at token i and stand by
// themselves, "6-4, 6-7 (5-7), 6-2", or a number below i. A score that a
// preposition leads or that describes a noun, "a 3-1 win", is part of a phrase.
func scoresEnd(tokens []document.Token, i int) int {
	if !isScore(tokens, i) {
		return -1
	}
	t := tree{&document.Sentence{Tokens: tokens}}
	if before := t.form(i - 1); !letters(before) || phraseWords[before] {
		return -1
	}
	last := i + 2
	for {
		if at := last + 1; at+2 < len(tokens) && tokens[at].Form == "(" && number(tokens[at+1].Form) { // a tie-break
			switch {
			case tokens[at+2].Form == ")":
				last = at + 2
			case at+4 < len(tokens) && isScore(tokens, at+1) && tokens[at+4].Form == ")":
				last = at + 4
			}
		}
		switch at := last + 1; {
		case isScore(tokens, at):
			last = at + 2
		case at < len(tokens) && (tokens[at].Form == "," || tokens[at].Form == "and") && isScore(tokens, at+1):
			last = at + 3
		default:
			if at < len(tokens) && letters(tokens[at].Form) && !behindScore[t.form(at)] {
				return -1
			}
			return last
		}
	}
}

// isScore tells whether two numbers with a dash and no blank stand at token i.
func isScore(tokens []document.Token, i int) bool {
	return i+2 < len(tokens) && number(tokens[i].Form) && dashes[tokens[i+1].Form] && number(tokens[i+2].Form) &&
		tokens[i].End == tokens[i+1].Start && tokens[i+1].End == tokens[i+2].Start && (i+3 >= len(tokens) || tokens[i+3].Form != "-" && tokens[i+3].Form != "%")
}

// number tells whether a word is a number such as scores have.
func number(form string) bool {
	return len(form) > 0 && len(form) <= 3 && !slices.ContainsFunc([]rune(form), func(r rune) bool { return !unicode.IsDigit(r) })
}

// letters tells whether a word consists of letters.
func letters(form string) bool {
	return strings.IndexFunc(form, unicode.IsLetter) == 0 && !slices.ContainsFunc([]rune(form), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '.' })
}

// shortName tells whether a short name in brackets stands at token i, right
// behind a name and before no other.
func shortName(tokens []document.Token, i int) bool {
	if i+2 >= len(tokens) || tokens[i].Form != "(" || tokens[i+2].Form != ")" {
		return false
	}
	s := tree{&document.Sentence{Tokens: tokens}}
	short := tokens[i+1].Form
	capitals := 0
	for _, r := range short {
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	return letters(short) && capitals >= 2 && capitals+1 >= len(short) && s.capitalised(i-1) && !s.capitalised(i+3)
}

// hangAsides gives the asides of the sentence their tags and their places in
// the tree.
func (t tree) hangAsides() {
	for _, a := range asides(t.Tokens) {
		if a.score {
			t.hangScore(a)
		} else {
			t.hangShortName(a)
		}
	}
}

// hangScore hangs scores on the verb that stands above the word before them.
func (t tree) hangScore(a aside) {
	verb := a.first - 1
	for !t.verbal(verb) && t.Tokens[verb].Head >= 0 {
		verb = t.Tokens[verb].Head
	}
	at := a.first // the first number of the score that is told
	for i := a.first; i <= a.last; i++ {
		tok := &t.Tokens[i]
		switch {
		case i+2 <= a.last && isScore(t.Tokens, i):
			t.number(i)
			if i == a.first {
				t.attach(i, verb, "obl:unmarked")
			} else {
				t.attach(i, a.first, "list")
			}
			t.number(i + 2)
			t.attach(i+2, i, "nmod")
			t.tag(i+1, "SYM", "SYM")
			t.attach(i+1, i+2, "case")
			at = i
			i += 2
		case number(tok.Form):
			t.number(i)
			t.attach(i, at, "appos")
		case tok.Form == "and":
			t.tag(i, "CCONJ", "CC")
			t.attach(i, a.first, "cc")
		default:
			t.tag(i, "PUNCT", tok.Form)
			t.attach(i, at, "punct")
		}
	}
}

// number tags a number in digits.
func (t tree) number(i int) {
	t.tag(i, "NUM", "CD")
	t.Tokens[i].Feats = "NumForm=Digit|NumType=Card"
}

// hangShortName makes a short name in brackets the apposition of the name whose
// first letter it begins with: "Court" of "the Court of Arbitration for Sport
// (CAS)".
func (t tree) hangShortName(a aside) {
	short, before := a.first+1, a.first-1
	head := before
	for k := before; k >= 0 && k <= before && t.nominal(k); k = t.Tokens[k].Head {
		first := k
		for first > 0 && t.Tokens[first-1].Head == k && t.capitalised(first-1) && t.kid(first-1, "case") < 0 {
			first--
		}
		if t.Tokens[first].Form[0] == t.Tokens[short].Form[0] {
			head = k
			break
		}
	}
	t.tag(short, "PROPN", "NNP")
	t.Tokens[short].Feats = "Number=Sing"
	t.attach(short, head, "appos")
	t.tag(a.first, "PUNCT", "-LRB-")
	t.attach(a.first, short, "punct")
	t.tag(a.last, "PUNCT", "-RRB-")
	t.attach(a.last, short, "punct")
	typ, score := graph.Organization, float32(0.5)
	at := len(t.Names)
	for i, n := range t.Names {
		if n.First <= before && n.Last >= before {
			typ, score = n.Type, n.Score
		}
		if n.First > short {
			at = min(at, i)
		}
	}
	t.Names = slices.Insert(t.Names, at, document.Name{First: short, Last: short, Type: typ, Score: score})
}
