package segment

import (
	"strings"
	"unicode/utf8"
)

// Form is a token's wording as the models know it: typewriter quotes and
// dashes, plain blanks, no invisible characters. Treebanks and articles write
// the same word in many ways; a model should see one.
//
// An em dash becomes "--" and an en dash "-", as their uses differ: the one
// sets off a phrase, the other joins a range.
func Form(wording string) string {
	if plain(wording) {
		return wording
	}
	form := formReplacer.Replace(wording)
	if form == "" {
		return wording
	}
	return form
}

// plain tells whether Form has nothing to do, which is nearly always so.
func plain(wording string) bool {
	for i := 0; i < len(wording); i++ {
		if c := wording[i]; c >= utf8.RuneSelf || c == '`' || c == '\'' || c == '\t' {
			return wording == "'" || wording == "'s"
		}
	}
	return true
}

var formReplacer = strings.NewReplacer(
	// Quotes; the double ones come first, as the first match counts.
	"``", `"`, "''", `"`, "‘‘", `"`, "’’", `"`,
	"‘", "'", "’", "'", "‚", "'", "‛", "'", "′", "'", "´", "'", "`", "'", "ʼ", "'", "＇", "'",
	"“", `"`, "”", `"`, "„", `"`, "‟", `"`, "″", `"`, "«", `"`, "»", `"`, "＂", `"`,
	// Dashes.
	"‐", "-", "‑", "-", "‒", "-", "–", "-", "−", "-", "﹣", "-", "－", "-",
	"—", "--", "―", "--",
	// Others that stand for plain characters.
	"…", "...", "⁄", "/", "ﬁ", "fi", "ﬂ", "fl", "ﬀ", "ff", "ﬃ", "ffi", "ﬄ", "ffl",
	// Blanks.
	"\t", " ", "\u00a0", " ", "\u2002", " ", "\u2003", " ", "\u2007", " ", "\u2009", " ", "\u202f", " ", "\u3000", " ",
	// Characters that nobody sees: soft hyphen, zero-width blanks and joiners,
	// marks of direction, byte order mark, variation selectors.
	"\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u200e", "", "\u200f", "", "\u2060", "",
	"\u202a", "", "\u202b", "", "\u202c", "", "\u202d", "", "\u202e", "", "\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "",
	"\ufeff", "", "\ufe0e", "", "\ufe0f", "",
)
