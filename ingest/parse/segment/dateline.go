package segment

import (
	"strings"
	"unicode"

	"factgraph/ingest/document"
)

// maxDateline is the number of tokens that a dateline may have.
const maxDateline = 16

// dateline is the number of tokens of the dateline that a paragraph begins with,
// "WASHINGTON, Nov. 11 (Reuters) —", or 0.
//
// It begins with a place or, in brackets, an agency in capitals and ends with a dash between blanks; what
// stands between are names, numbers, commas and brackets, but no small words.
func dateline(tokens []document.Token) int {
	agency := len(tokens) > 1 && tokens[0].Form == "(" && shouted(tokens[1].Form) // "(WIRE) —"
	if !shouted(tokens[0].Form) && !agency {
		return 0
	}
	for i, tok := range tokens[:min(len(tokens), maxDateline)] {
		switch {
		case dash(tok.Form):
			apart := i > 0 && tokens[i-1].End < tok.Start && (i+1 == len(tokens) || tok.End < tokens[i+1].Start)
			if apart || i > 0 && tok.Form == "--" {
				return i + 1
			}
			if tok.Form != "-" {
				return 0
			}
		case strings.Contains(",()/.", tok.Form), digitFirst(tok.Form), capitalized(tok.Form):
		case tok.Form == "of" || tok.Form == "de" || tok.Form == "al":
		default:
			return 0
		}
	}
	return 0
}

func dash(form string) bool { return form == "-" || form == "--" || form == "_" }

// shouted tells whether a word is a place name in capitals: three letters or
// more, as "I" and "US" begin sentences.
func shouted(form string) bool {
	letters := 0
	for _, r := range form {
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return false
			}
			letters++
		}
	}
	return letters > 2
}
