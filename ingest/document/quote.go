package document

// A QuoteMark tells what a token does to a quotation.
type QuoteMark uint8

// The quotation marks.
const (
	NoMark QuoteMark = iota
	Opens
	Closes
	Either // a straight mark with a blank on both sides or on neither
)

// QuoteMark tells whether a token opens or closes a quotation. The straight
// mark does either: the blanks beside it tell which, so that a paragraph that
// goes on with a quotation not closed before it turns nothing inside out.
func (d *Document) QuoteMark(sentence, token int) QuoteMark {
	s := &d.Sentences[sentence]
	t := s.Tokens[token]
	wording := t.Form
	if t.End <= len(d.Text) { // the form of a curly mark is the straight one
		wording = d.Text[t.Start:t.End]
	}
	switch wording {
	case "“", "``", "«", "„":
		return Opens
	case "”", "''", "»":
		return Closes
	}
	if t.Form != "\"" {
		return NoMark
	}
	before, after := token == 0, token == len(s.Tokens)-1
	switch {
	case token > 0:
		before = s.Tokens[token-1].End < t.Start
	case sentence > 0:
		before = d.Sentences[sentence-1].End < t.Start
	}
	if !after {
		after = t.End < s.Tokens[token+1].Start
	}
	switch {
	case before && !after:
		return Opens
	case after && !before:
		return Closes
	}
	return Either
}
