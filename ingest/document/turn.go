package document

import "unicode"

// A Turn is a paragraph of an interview or a debate that begins with the name
// of who speaks and a colon, "Calder: We needed capital.", or with a letter for
// who asks and who answers: "Q: Why?".
type Turn struct {
	First, Last int    // sentences, both included
	Colon       int    // token of the first sentence; the name or letter stands before it
	Letter      string // "Q" or "A"; empty where a name stands
}

// longestLabel is the number of tokens that the name before the colon may have.
const longestLabel = 6

// Turns finds the turns of an interview or a debate. One such paragraph alone is
// none, but a heading.
func (d *Document) Turns() []Turn {
	var turns []Turn
	for i := 0; i < len(d.Sentences); i++ {
		first := i
		for i+1 < len(d.Sentences) && d.Sentences[i+1].Paragraph == d.Sentences[first].Paragraph {
			i++
		}
		colon := label(&d.Sentences[first])
		if colon > 0 && (i > first || colon+1 < len(d.Sentences[first].Tokens)) {
			turns = append(turns, Turn{First: first, Last: i, Colon: colon, Letter: letter(&d.Sentences[first], colon)})
		}
	}
	if len(turns) < 2 {
		return nil
	}
	return turns
}

// label is the token of the colon behind the name that a sentence begins with,
// or -1.
func label(s *Sentence) int {
	for i := range min(len(s.Tokens), longestLabel+1) {
		tok := &s.Tokens[i]
		switch first := []rune(tok.Form); {
		case tok.Form == ":":
			return i
		case i == 0 && (tok.Form == "Q" || tok.Form == "A"):
		case tok.UPOS != "PROPN" && tok.Form != "." && tok.Form != "-", len(first) == 0 || unicode.IsLower(first[0]):
			return -1
		}
	}
	return -1
}

// letter is the "Q" or "A" that stands for a name before the colon, or empty.
func letter(s *Sentence, colon int) string {
	if form := s.Tokens[0].Form; colon == 1 && (form == "Q" || form == "A") {
		return form
	}
	return ""
}
