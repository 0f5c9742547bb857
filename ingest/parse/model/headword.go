package model

import (
	"strings"
	"unicode"
)

// headTypes gives the type of a MISC name by its head word: what the name says
// of itself is better evidence than any context.
var headTypes = map[string][]string{
	"document": {
		"accord", "accords", "act", "agreement", "amendment", "bill", "charter", "code", "communique", "constitution", "convention",
		"covenant", "declaration", "decree", "deal", "directive", "law", "manifesto", "memorandum", "pact", "protocol", "report",
		"resolution", "statement", "statute", "treaty",
	},
	"event": {
		"attack", "attacks", "battle", "bombing", "bowl", "campaign", "championship", "championships", "conference", "congress", "coup",
		"cup", "cyclone", "derby", "earthquake", "election", "elections", "expo", "festival", "games", "grand prix", "hurricane",
		"intifada", "marathon", "massacre", "olympics", "open", "operation", "referendum", "revolt", "revolution", "riots", "season",
		"series", "siege", "storm", "summit", "tour", "tournament", "tsunami", "typhoon", "uprising", "war", "wars",
	},
	"concept": {"award", "awards", "medal", "prize", "scholarship"},
}

var typeOfHead = func() map[string]string {
	m := map[string]string{}
	for typ, heads := range headTypes {
		for _, h := range heads {
			m[h] = typ
		}
	}
	return m
}()

// HeadType is the type that the head of a name tells, "" when it tells none. The
// head is the last word before "of", "on", "for" and the like, numbers aside:
// Treaty of Paris, Resolution 2254, World War II.
func HeadType(words []string) string {
	for i, w := range words {
		switch strings.ToLower(w) {
		case "of", "on", "for", "against", "to", "in", "between", "(":
			if i > 0 {
				words = words[:i]
			}
		default:
			continue
		}
		break
	}
	for i := len(words) - 1; i >= 0; i-- {
		if !ordinal(words[i]) {
			return typeOfHead[strings.ToLower(words[i])]
		}
	}
	return ""
}

// ordinal tells whether a word only numbers what stands before it: 2254, II, 2016.
func ordinal(w string) bool {
	return strings.IndexFunc(w, func(r rune) bool { return !unicode.IsDigit(r) && r != '-' && r != '/' }) < 0 ||
		strings.Trim(w, "IVX") == ""
}
