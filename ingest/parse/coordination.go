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
func joinTitles(s *document.Sentence) {
	for i := range s.Tokens { // no conjunct stands before what it is coordinated with
		if tok := &s.Tokens[i]; tok.Deprel == "conj" && tok.Head > i && s.Tokens[tok.Head].UPOS == "PROPN" {
			tok.Deprel = "nmod:desc"
		}
	}
	for _, name := range s.Names {
		if name.Type != graph.Person || name.First < 3 {
			continue
		}
		holder := top(s, name)
		first := s.Tokens[holder].Head
		if d := s.Tokens[holder].Deprel; d != "conj" && d != "appos" || first < 0 || first+2 >= name.First || s.Tokens[first+1].XPOS != "CC" {
			continue
		}
		if !office(s, first) || child(s, first, "det", "nmod:poss") >= 0 || !strings.HasPrefix(s.Tokens[name.First-1].Deprel, "nmod") && !positions[strings.ToLower(s.Tokens[name.First-1].Form)] {
			continue
		}
		second := name.First - 1
		s.Tokens[holder].Head, s.Tokens[holder].Deprel = s.Tokens[first].Head, s.Tokens[first].Deprel
		for i := range s.Tokens {
			tok := &s.Tokens[i]
			if tok.Head == first && i > name.Last || tok.Head == first && tok.Deprel == "case" {
				tok.Head = holder
			}
			if tok.Head == holder && tok.Deprel == "cc" && i == first+1 {
				tok.Head = second
			}
		}
		s.Tokens[first].Head, s.Tokens[first].Deprel = holder, "nmod:desc"
		s.Tokens[second].Head, s.Tokens[second].Deprel = first, "conj"
	}
}

// office tells whether a noun without an article is what somebody is: a bare
// singular such as "site director", or one of the positions.
func office(s *document.Sentence, i int) bool {
	tok := &s.Tokens[i]
	form := strings.ToLower(tok.Form)
	return positions[form] || tok.XPOS == "NN" && form == tok.Form && form != "police"
}

// hyphenated makes one name of two capitalised words with a hyphen between
// them, "Rolls-Royce", which the tree has side by side.
func hyphenated(s *document.Sentence) {
	for i := 1; i+1 < len(s.Tokens); i++ {
		before, after := &s.Tokens[i-1], &s.Tokens[i+1]
		if s.Tokens[i].Form != "-" || before.End != s.Tokens[i].Start || s.Tokens[i].End != after.Start || after.UPOS != "PROPN" || !unicode.IsUpper([]rune(before.Form)[0]) {
			continue
		}
		if after.Head != i-1 || after.Deprel != "appos" && after.Deprel != "conj" && after.Deprel != "list" && after.Deprel != "dep" && after.Deprel != "nmod:unmarked" {
			continue
		}
		after.Deprel, before.UPOS, before.XPOS = "flat", "PROPN", "NNP"
		for k := i + 2; k < len(s.Tokens); k++ {
			if s.Tokens[k].Head == i+1 {
				s.Tokens[k].Head = i - 1
			}
		}
	}
}

// ampersands makes one name of what an ampersand joins: "Lund & Co.", "Roe &
// Roe".
func ampersands(s *document.Sentence) {
	for i := 1; i+1 < len(s.Tokens); i++ {
		before, after := &s.Tokens[i-1], &s.Tokens[i+1]
		if s.Tokens[i].Form != "&" || before.UPOS != "PROPN" || after.UPOS != "PROPN" || after.Deprel != "conj" || after.Head >= i || after.Head < 0 {
			continue
		}
		first := after.Head
		for s.Tokens[first].Deprel == "flat" && s.Tokens[first].Head >= 0 && s.Tokens[first].Head < first {
			first = s.Tokens[first].Head
		}
		after.Head, after.Deprel = first, "flat"
		s.Tokens[i].Head, s.Tokens[i].Deprel = first, "flat"
	}
}

// bracketed hangs an acronym in brackets on the name before it, where the tree
// has it describe what comes after: "Halden Marine Works (HMW) Chairman".
func bracketed(s *document.Sentence) {
	for i := 2; i+1 < len(s.Tokens); i++ {
		tok := &s.Tokens[i]
		if tok.Deprel != "appos" || tok.Head <= i || s.Tokens[i-1].Form != "(" || s.Tokens[i+1].Form != ")" {
			continue
		}
		if before := s.Tokens[i-2]; before.UPOS == "PROPN" || before.UPOS == "NOUN" {
			tok.Head = i - 2
		}
	}
}

// untwin gives the firm that stands before a title and its holder to the title:
// in "Halden Marine (HM) chairman Stan Deal retired" the tree has two subjects,
// or makes the holder an apposition of the firm.
func untwin(s *document.Sentence) {
	types := typesOf(s)
	for firm := range s.Tokens {
		tok := &s.Tokens[firm]
		if tok.Deprel != "nsubj" || types[firm] != graph.Organization {
			continue
		}
		for k := firm + 1; k < len(s.Tokens); k++ {
			holder := &s.Tokens[k]
			twin := holder.Head == tok.Head && holder.Deprel == "nsubj"
			if types[k] != graph.Person || !twin && !(holder.Head == firm && holder.Deprel == "appos") {
				continue
			}
			next := firstOf(s, k)
			if next > 0 && s.Tokens[next-1].Form == ")" {
				for next > firm && s.Tokens[next].Form != "(" {
					next--
				}
			}
			if title := child(s, k, "nmod:desc"); next == firm+1 && title >= 0 {
				holder.Head, holder.Deprel = tok.Head, tok.Deprel
				tok.Head, tok.Deprel = title, "compound"
			}
			break
		}
	}
}

// unlist undoes a row of nouns behind a name that no conjunction ends. Behind a
// person stand the places and bodies that the person belongs to: "Jane Roe,
// Institute of Archaeology, Haifa, said"; behind another name stands what it
// is: "the Natufians, foraging people, lived".
func unlist(s *document.Sentence) {
	types := typesOf(s)
	for i := range s.Tokens {
		tok := &s.Tokens[i]
		if tok.Deprel != "conj" && tok.Deprel != "list" || tok.Head < 0 || tok.Head > i || tok.UPOS != "NOUN" && tok.UPOS != "PROPN" || s.Kind == document.Headline {
			continue
		}
		first := tok.Head
		if s.Tokens[first].UPOS != "PROPN" || hasConjunction(s, first) || !afterComma(s, i) {
			continue
		}
		switch t := types[i]; {
		case types[first] == graph.Person && (t == graph.Organization || t == graph.Place):
			tok.Deprel = "nmod:unmarked"
		case tok.Deprel == "conj" && tok.UPOS == "NOUN" && t == "" && child(s, i, "det", "nmod:poss") < 0:
			tok.Deprel = "appos"
		}
	}
}

// called hangs ", also called the Old Lady" and ", dubbed the Old Lady" on the
// noun before the comma: the tree coordinates the participle with the verb,
// whose subject then calls.
func called(s *document.Sentence) {
	for i := range s.Tokens {
		tok := &s.Tokens[i]
		if tok.Deprel != "conj" || tok.XPOS != "VBD" && tok.XPOS != "VBN" || i < 3 || child(s, i, "cc", "nsubj") >= 0 {
			continue
		}
		comma := i - 1
		if s.Tokens[comma].UPOS == "ADV" {
			comma--
		}
		if !naming[strings.ToLower(tok.Form)] || s.Tokens[comma].Form != "," || comma == i-1 && child(s, tok.Head, "conj") != i {
			continue
		}
		if noun := phraseEndingAt(s, comma-1); noun >= 0 && (comma < i-1 || !hasConjunction(s, tok.Head)) {
			tok.Head, tok.Deprel, tok.XPOS = noun, "acl", "VBN"
		}
	}
}

// phraseEndingAt is the head of the longest noun phrase that ends at token i,
// or -1.
func phraseEndingAt(s *document.Sentence, i int) int {
	if tok := &s.Tokens[i]; tok.UPOS != "NOUN" && tok.UPOS != "PROPN" {
		return -1
	}
	for {
		tok := &s.Tokens[i]
		if tok.Head < 0 || tok.Head > i || tok.Deprel != "nmod" && tok.Deprel != "flat" {
			return i
		}
		i = tok.Head
	}
}

// top is the token of a name that hangs on no other of it.
func top(s *document.Sentence, name document.Name) int {
	for i := name.First; i <= name.Last; i++ {
		if h := s.Tokens[i].Head; h < name.First || h > name.Last {
			return i
		}
	}
	return name.First
}

// hasConjunction tells whether a conjunction joins anything to token i.
func hasConjunction(s *document.Sentence, i int) bool {
	for k := range s.Tokens {
		if s.Tokens[k].Head == i && s.Tokens[k].Deprel == "conj" && child(s, k, "cc") >= 0 {
			return true
		}
	}
	return false
}

// afterComma tells whether a comma stands before the phrase of token i.
func afterComma(s *document.Sentence, i int) bool {
	for k := i - 1; k >= 0; k-- {
		if s.Tokens[k].Form == "," {
			return true
		}
		if s.Tokens[k].Head != i {
			return false
		}
	}
	return false
}

// child is the first dependent of token i by one of the relations, or -1.
func child(s *document.Sentence, i int, relations ...string) int {
	for k := range s.Tokens {
		if s.Tokens[k].Head != i {
			continue
		}
		for _, r := range relations {
			if d := s.Tokens[k].Deprel; d == r || strings.HasPrefix(d, r+":") {
				return k
			}
		}
	}
	return -1
}

// typesOf are the types of the names that tokens belong to.
func typesOf(s *document.Sentence) map[int]graph.Type {
	types := make(map[int]graph.Type)
	for _, name := range s.Names {
		for i := name.First; i <= name.Last; i++ {
			types[i] = name.Type
		}
	}
	return types
}
