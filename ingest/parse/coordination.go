package parse

import (
	"strings"
	"unicode"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// The mends of this file undo coordinations that are none: the trees
// coordinate what stands in a row, with or without a conjunction.

// joinTitles makes one holder of two offices that stand before a name: in
// "Acme President and CEO Jane Roe resigned" the tree has the president and
// Jane Roe resign. The name takes the place of the first office, which then
// describes it.
func (t tree) joinTitles() {
	for i := range t.Tokens { // no conjunct stands before what it is coordinated with
		if tok := &t.Tokens[i]; tok.Deprel == "conj" && tok.Head > i && t.Tokens[tok.Head].UPOS == "PROPN" {
			tok.Deprel = "nmod:desc"
		}
	}
	for _, name := range t.Names {
		if name.Type != graph.Person || name.First < 3 {
			continue
		}
		holder := t.top(name)
		first := t.Tokens[holder].Head
		if d := t.Tokens[holder].Deprel; d != "conj" && d != "appos" || first < 0 || first+2 >= name.First || t.Tokens[first+1].XPOS != "CC" {
			continue
		}
		if !t.office(first) || t.kid(first, "det", "nmod:poss") >= 0 || !strings.HasPrefix(t.Tokens[name.First-1].Deprel, "nmod") && !positions[strings.ToLower(t.Tokens[name.First-1].Form)] {
			continue
		}
		second := name.First - 1
		t.Tokens[holder].Head, t.Tokens[holder].Deprel = t.Tokens[first].Head, t.Tokens[first].Deprel
		for i := range t.Tokens {
			tok := &t.Tokens[i]
			if tok.Head == first && i > name.Last || tok.Head == first && tok.Deprel == "case" {
				tok.Head = holder
			}
			if tok.Head == holder && tok.Deprel == "cc" && i == first+1 {
				tok.Head = second
			}
		}
		t.Tokens[first].Head, t.Tokens[first].Deprel = holder, "nmod:desc"
		t.Tokens[second].Head, t.Tokens[second].Deprel = first, "conj"
	}
}

// office tells whether a noun without an article is what somebody is: a bare
// singular such as "site director", or one of the positions.
func (t tree) office(i int) bool {
	tok := &t.Tokens[i]
	form := strings.ToLower(tok.Form)
	return positions[form] || tok.XPOS == "NN" && form == tok.Form && form != "police"
}

// hyphenated makes one name of two capitalised words with a hyphen between
// them, "Rolls-Royce", which the tree has side by side.
func (t tree) hyphenated() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		before, after := &t.Tokens[i-1], &t.Tokens[i+1]
		if t.Tokens[i].Form != "-" || before.End != t.Tokens[i].Start || t.Tokens[i].End != after.Start || after.UPOS != "PROPN" || !unicode.IsUpper([]rune(before.Form)[0]) {
			continue
		}
		if after.Head != i-1 || after.Deprel != "appos" && after.Deprel != "conj" && after.Deprel != "list" && after.Deprel != "dep" && after.Deprel != "nmod:unmarked" {
			continue
		}
		after.Deprel, before.UPOS, before.XPOS = "flat", "PROPN", "NNP"
		for k := i + 2; k < len(t.Tokens); k++ {
			if t.Tokens[k].Head == i+1 {
				t.Tokens[k].Head = i - 1
			}
		}
	}
}

// hyphenTorn makes one name of two capitalised words with a hyphen between them
// that the tree has in two phrases: "two of the Rolls-Royce engines".
func (t tree) hyphenTorn(i int) {
	first, second := i-1, i+1
	if first < 0 || second >= len(t.Tokens) || t.Tokens[i].Form != "-" || !t.touches(first) || !t.touches(i) || !t.capitalised(first) || !t.capitalised(second) ||
		!t.nominal(first) || t.Tokens[second].Deprel != "compound" || t.Tokens[second].Head < second {
		return
	}
	noun := t.Tokens[second].Head
	for t.is(noun, "compound") && t.Tokens[noun].Head > noun {
		noun = t.Tokens[noun].Head
	}
	if t.above(first, noun) || t.above(noun, first) || !t.is(first, "nmod", "obl", "obj", "nsubj") {
		return
	}
	t.hang(noun, t.Tokens[first].Head, t.Tokens[first].Deprel)
	t.hand(first, noun)
	t.hang(first, second, "compound")
	t.hang(i, second, "punct")
	t.tag(first, "PROPN", "NNP")
	t.name(first, second)
}

// ampersands makes one name of what an ampersand joins: "Lund & Co.", "Roe &
// Roe".
func (t tree) ampersands() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		before, after := &t.Tokens[i-1], &t.Tokens[i+1]
		if t.Tokens[i].Form != "&" || before.UPOS != "PROPN" || after.UPOS != "PROPN" || after.Deprel != "conj" || after.Head >= i || after.Head < 0 {
			continue
		}
		first := after.Head
		for t.Tokens[first].Deprel == "flat" && t.Tokens[first].Head >= 0 && t.Tokens[first].Head < first {
			first = t.Tokens[first].Head
		}
		after.Head, after.Deprel = first, "flat"
		t.Tokens[i].Head, t.Tokens[i].Deprel = first, "flat"
	}
}

// unlist undoes a row of nouns behind a name that no conjunction ends. Behind a
// person stand the places and bodies that the person belongs to: "Jane Roe,
// Institute of Archaeology, Haifa, said"; behind another name stands what it
// is: "the Natufians, foraging people, lived".
func (t tree) unlist() {
	types := t.types()
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		if tok.Deprel != "conj" && tok.Deprel != "list" || tok.Head < 0 || tok.Head > i || tok.UPOS != "NOUN" && tok.UPOS != "PROPN" || t.Kind == document.Headline {
			continue
		}
		first := tok.Head
		if t.Tokens[first].UPOS != "PROPN" || t.hasConjunction(first) || !t.afterComma(i) {
			continue
		}
		switch typ := types[i]; {
		case types[first] == graph.Person && (typ == graph.Organization || typ == graph.Place):
			tok.Deprel = "nmod:unmarked"
		case tok.Deprel == "conj" && tok.UPOS == "NOUN" && typ == "" && t.kid(i, "det", "nmod:poss") < 0:
			tok.Deprel = "appos"
		}
	}
}

// called hangs ", also called the Old Lady" and ", dubbed the Old Lady" on the
// noun before the comma: the tree coordinates the participle with the verb,
// whose subject then calls.
func (t tree) called() {
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		if tok.Deprel != "conj" || tok.XPOS != "VBD" && tok.XPOS != "VBN" || i < 3 || t.kid(i, "cc", "nsubj") >= 0 {
			continue
		}
		comma := i - 1
		if t.Tokens[comma].UPOS == "ADV" {
			comma--
		}
		if !naming[strings.ToLower(tok.Form)] || t.Tokens[comma].Form != "," || comma == i-1 && t.kid(tok.Head, "conj") != i {
			continue
		}
		if noun := t.phraseEndingAt(comma - 1); noun >= 0 && (comma < i-1 || !t.hasConjunction(tok.Head)) {
			tok.Head, tok.Deprel, tok.XPOS = noun, "acl", "VBN"
		}
	}
}

// top is the token of a name that hangs on no other of it.
func (t tree) top(name document.Name) int {
	for i := name.First; i <= name.Last; i++ {
		if h := t.Tokens[i].Head; h < name.First || h > name.Last {
			return i
		}
	}
	return name.First
}

// hasConjunction tells whether a conjunction joins anything to token i.
func (t tree) hasConjunction(i int) bool {
	for k := range t.Tokens {
		if t.Tokens[k].Head == i && t.Tokens[k].Deprel == "conj" && t.kid(k, "cc") >= 0 {
			return true
		}
	}
	return false
}

// bracketed hangs an acronym in brackets on the name before it, where the tree
// has it describe what comes after: "Halden Marine Works (HMW) Chairman".
func (t tree) bracketed() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		tok := &t.Tokens[i]
		if tok.Deprel != "appos" || tok.Head <= i || t.Tokens[i-1].Form != "(" || t.Tokens[i+1].Form != ")" {
			continue
		}
		if before := t.Tokens[i-2]; before.UPOS == "PROPN" || before.UPOS == "NOUN" {
			tok.Head = i - 2
		}
	}
}

// untwin gives the firm that stands before a title and its holder to the title:
// in "Halden Marine (HM) chairman Stan Deal retired" the tree has two subjects,
// or makes the holder an apposition of the firm.
func (t tree) untwin() {
	types := t.types()
	for firm := range t.Tokens {
		tok := &t.Tokens[firm]
		if tok.Deprel != "nsubj" || types[firm] != graph.Organization {
			continue
		}
		for k := firm + 1; k < len(t.Tokens); k++ {
			holder := &t.Tokens[k]
			twin := holder.Head == tok.Head && holder.Deprel == "nsubj"
			if types[k] != graph.Person || !twin && !(holder.Head == firm && holder.Deprel == "appos") {
				continue
			}
			next := t.begins(k)
			if next > 0 && t.Tokens[next-1].Form == ")" {
				for next > firm && t.Tokens[next].Form != "(" {
					next--
				}
			}
			if title := t.kid(k, "nmod:desc"); next == firm+1 && title >= 0 {
				holder.Head, holder.Deprel = tok.Head, tok.Deprel
				tok.Head, tok.Deprel = title, "compound"
			}
			break
		}
	}
}
