package fact

import (
	"factgraph/graph"
	"factgraph/ingest/document"
)

// turns are the turns of an interview as quotations of those that speak.
func (x *extractor) turns() []quotation {
	var all []quotation
	for _, turn := range x.doc.Turns() {
		s := x.sentences[turn.First]
		who := x.argument(s, s.labelHead(turn.Colon))
		switch turn.Letter {
		case "Q":
			continue
		case "A":
			who = x.interviewed()
		}
		if who.Kind != Mention || x.doc.Mentions[who.Mention].Kind != document.Named {
			continue
		}
		span := document.Span{Start: s.tok(turn.Colon).End, End: x.sentences[turn.Last].End}
		all = append(all, quotation{Span: span, paragraph: s.Paragraph, speaker: []Argument{who}})
	}
	return all
}

// labelHead is the token on which the others of the name before a colon hang.
func (s *sentence) labelHead(colon int) int {
	for i := range colon {
		if h := s.tok(i).Head; h < 0 || h >= colon {
			return i
		}
	}
	return 0
}

// interviewed is the first person that the article names: in an interview of
// questions and answers the one that answers.
func (x *extractor) interviewed() Argument {
	for m := range x.doc.Mentions {
		if mention := &x.doc.Mentions[m]; mention.Kind == document.Named && mention.Type == graph.Person {
			return Argument{Kind: Mention, Mention: m, Text: mention.Name, Span: mention.Span}
		}
	}
	return Argument{}
}
