package segment

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"factgraph/ingest/document"
)

// maxDateline is the number of tokens that a dateline may have.
const maxDateline = 16

// dateline is the number of tokens of the dateline that a paragraph begins with,
// "WASHINGTON, Nov. 11 (Reuters) —", or 0; a paragraph that is but a date is a
// dateline as a whole.
//
// It begins with a place or, in brackets, an agency in capitals and ends with a
// dash between blanks; what stands between are names, numbers, commas and
// brackets, but no small words. A place in small letters needs more to be told
// from a list: a date or an agency, "Oslo, March 3, 2025 (Wire) -".
func dateline(tokens []document.Token) int {
	if n := min(len(tokens), maxDateline); n == len(tokens) && onlyDate(tokens) {
		return n
	}
	agency := len(tokens) > 1 && tokens[0].Form == "(" && shouted(tokens[1].Form) // "(WIRE) —"
	certain := shouted(tokens[0].Form) || agency
	if !certain && !capitalized(tokens[0].Form) {
		return 0
	}
	open := false // a bracket
	for i, tok := range tokens[:min(len(tokens), maxDateline)] {
		if tok.Form == "(" || tok.Form == ")" {
			open = tok.Form == "("
		}
		switch {
		case dash(tok.Form):
			apart := i > 0 && tokens[i-1].End < tok.Start && (i+1 == len(tokens) || tok.End < tokens[i+1].Start)
			if apart || i > 0 && tok.Form == "--" {
				if open {
					return 0 // "Ada Roe (May 4, 1920 – June 3, 1999)"
				}
				if certain || dated(tokens[:i]) || byAgency(tokens[:i]) {
					return i + 1
				}
				return 0
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

var (
	months   = strings.Fields("january february march april may june july august september october november december")
	weekdays = strings.Fields("monday tuesday wednesday thursday friday saturday sunday")
)

// shortFor tells whether a form is one of the names or cut from it: "Nov.", "Sept".
func shortFor(form string, names []string) bool {
	start := strings.ToLower(strings.TrimSuffix(form, "."))
	return len(start) >= 3 && capitalized(form) && slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, start) })
}

// dated tells whether a month stands beside a number.
func dated(tokens []document.Token) bool {
	for i := range tokens[:max(len(tokens)-1, 0)] {
		this, next := tokens[i].Form, tokens[i+1].Form
		if shortFor(this, months) && digitFirst(next) || digitFirst(this) && shortFor(next, months) {
			return true
		}
	}
	return false
}

// onlyDate tells whether the tokens are a date and nothing else: "Friday, 14
// March 2025", "2025-03-14".
func onlyDate(tokens []document.Token) bool {
	numbers := 0
	for _, tok := range tokens {
		switch {
		case digitFirst(tok.Form):
			numbers++
		case strings.Contains(",.-/", tok.Form), shortFor(tok.Form, months), shortFor(tok.Form, weekdays):
		default:
			return false
		}
	}
	return dated(tokens) || numbers > 0 && isoDate(tokens)
}

// isoDate tells whether the tokens, joined, are a year, a month and a day.
func isoDate(tokens []document.Token) bool {
	var joined strings.Builder
	for _, tok := range tokens {
		joined.WriteString(tok.Form)
	}
	_, err := time.Parse(time.DateOnly, joined.String())
	return err == nil
}

// agencies are the news agencies and wires that do not write their name in
// capitals.
var agencies = []string{"Reuters", "Bloomberg", "Xinhua", "Interfax", "Kyodo", "Yonhap", "Tass", "Ansa", "Efe", "Newswire", "PRNewswire", "Wire", "GlobeNewswire", "Wikinews"}

// byAgency tells whether the tokens end with an agency in brackets.
func byAgency(tokens []document.Token) bool {
	n := len(tokens)
	if n < 4 || tokens[n-1].Form != ")" {
		return false
	}
	name := tokens[n-2].Form
	return shouted(name) || len(name) == 2 && strings.ToUpper(name) == name || slices.Contains(agencies, name)
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
