package dot

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// plain keeps a text from meaning anything to DOT: no control characters and
// no direction overrides, no backslashes (which would be escapes such as \N),
// no quotes that could end the attribute.
func plain(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n':
			return c
		case c == '\\':
			return '∖' // set minus looks alike
		case c == '"':
			return '”'
		case c >= '\u200c' && c <= '\u200d' || c == '\ufe0f': // joiners of letters and of emoji
			return -1
		case c == utf8.RuneError || !unicode.IsPrint(c):
			return ' '
		}
		return c
	}, text)
}

// literal keeps Graphviz from reading "&lt;" as "<".
func literal(text string) string { return strings.ReplaceAll(text, "&", "&amp;") }

// address is an IRI without what would end an attribute.
func address(iri string) string {
	u, err := url.Parse(iri)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return literal(strings.ReplaceAll(u.String(), `\`, "%5C"))
}

// longestTooltip is the number of letters that a reader takes in while the
// pointer rests.
const longestTooltip = 900

func tooltip(lines []string) string {
	return literal(shorten(plain(strings.Join(lines, "\n")), longestTooltip))
}

// wrap breaks a text into at most four lines of about width letters.
func wrap(text string, width int) string {
	const most = 4
	var lines []string
	line := ""
	for _, word := range strings.Fields(plain(text)) {
		word = shorten(word, width+width/2)
		if line != "" && letters(line)+1+letters(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
		if len(lines) == most {
			return literal(strings.Join(lines, "\n") + " …")
		}
	}
	return literal(strings.Join(append(lines, line), "\n"))
}

func letters(text string) int { return utf8.RuneCountInString(text) }

func shorten(word string, most int) string {
	if letters(word) <= most {
		return word
	}
	return string([]rune(word)[:most-1]) + "…"
}
