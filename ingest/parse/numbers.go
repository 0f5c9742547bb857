package parse

import (
	"strings"
)

// stage reads "a phase three trial", "a category five hurricane": nobody counts
// a noun in the singular, and the trees make the number count it.
func (t tree) stage(i int) {
	tok := &t.Tokens[i]
	if i == 0 || i+1 >= len(t.Tokens) || tok.UPOS != "NUM" || tok.Deprel != "nummod" || !stages[t.form(i-1)] {
		return
	}
	noun := tok.Head
	if noun != i+1 || t.Tokens[noun].XPOS != "NN" {
		return
	}
	phase := i - 1
	if t.Tokens[noun].Head == phase {
		t.promote(noun, phase, "compound")
		t.hand(phase, noun, "case", "det", "amod", "nmod", "acl", "cc", "conj", "appos")
	} else if t.Tokens[phase].Head != noun {
		return
	}
	t.hang(phase, noun, "compound")
	t.hang(i, phase, "nummod")
}

// yearBefore parts a year from the amount behind it: "raised its forecast for
// 2025 to 14 million francs" tells of no 2025 francs.
func (t tree) yearBefore(i int) {
	tok := &t.Tokens[i]
	if tok.Deprel != "nummod" || !t.timely(i) || i == 0 || i+2 >= len(t.Tokens) || t.form(i+1) != "to" && t.form(i+1) != "from" && t.form(i+1) != "by" {
		return
	}
	noun := tok.Head
	year, to := t.kid(noun, "case"), i+1
	if noun < to || year != i-1 || !strings.HasPrefix(t.Tokens[noun].Deprel, "ob") {
		return
	}
	verb := t.Tokens[noun].Head
	t.Tokens[i].Head, t.Tokens[i].Deprel = verb, "obl"
	if before := t.kid(verb, "obj"); before >= 0 && t.above(before, year-1) {
		t.Tokens[i].Head, t.Tokens[i].Deprel = before, "nmod"
	}
	t.hang(year, i, "case")
	t.hang(to, noun, "case")
	t.Tokens[noun].Deprel = "obl"
	for _, k := range t.kids(noun, "nmod") {
		if p := t.form(t.kid(k, "case")); p == "from" || p == "to" {
			t.hang(k, verb, "obl")
		}
	}
}

// yearList coordinates the years of "in 1998, 2000 and 2003", where the tree
// has the second be a part of the first.
func (t tree) yearList(i int) {
	tok := &t.Tokens[i]
	if tok.UPOS != "NUM" || tok.Deprel != "nmod:unmarked" || !t.timely(i) || tok.Head != i-2 || !t.timely(tok.Head) || t.form(i-1) != "," {
		return
	}
	for _, k := range t.kids(tok.Head, "conj") {
		if t.Tokens[k].UPOS == "NUM" && k > i {
			tok.Deprel = "conj"
		}
	}
}

// changedBy gives a verb of change the amount that the tree gives to its object:
// "cut the number of deaths by nine per cent".
func (t tree) changedBy(i int) {
	if t.Tokens[i].Deprel != "nmod" || t.form(t.kid(i, "case")) != "by" || !t.numbered(i) {
		return
	}
	object := t.Tokens[i].Head
	for steps := 0; object >= 0 && object < i && t.Tokens[object].Deprel == "nmod" && steps < len(t.Tokens); steps++ {
		object = t.Tokens[object].Head
	}
	if object < 0 || t.Tokens[object].Deprel != "obj" {
		return
	}
	if verb := t.Tokens[object].Head; verb < object && changing[t.form(verb)] {
		t.hang(i, verb, "obl")
	}
}
