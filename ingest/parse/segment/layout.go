package segment

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"factgraph/ingest/document"
)

// A paragraph is a piece of the text that no sentence crosses.
type paragraph struct {
	document.Span
	kind document.Kind // ListItem or Prose, as far as its first line tells
}

// A line is a line of the text without the blanks around it; empty for a blank
// line.
type line struct {
	document.Span
	width int  // in characters
	item  bool // begins with a bullet or a number
	row   bool // looks like the row of a table
}

// paragraphs divides a text at its blank lines, and at those line ends that
// were not made by a program that wrapped the text.
func paragraphs(text string) []paragraph {
	lines := splitLines(text)
	wrap := wrapWidth(lines)
	var all []paragraph
	open := false
	var last line
	for _, l := range lines {
		switch {
		case l.Len() == 0:
			open = false
			continue
		case open && continues(text, last, l, wrap):
			all[len(all)-1].End = l.End
		default:
			p := paragraph{Span: l.Span}
			if l.item {
				p.kind = document.ListItem
			}
			all = append(all, p)
		}
		open = true
		last = l
	}
	return all
}

func splitLines(text string) []line {
	var lines []line
	start := 0
	for i, r := range text {
		switch r {
		case '\n', '\v', '\f', '\u0085', '\u2028', '\u2029':
			lines = append(lines, newLine(text, start, i))
			start = i + utf8.RuneLen(r)
		case '\r':
			if strings.HasPrefix(text[i+1:], "\n") {
				continue
			}
			lines = append(lines, newLine(text, start, i))
			start = i + 1
		}
	}
	return append(lines, newLine(text, start, len(text)))
}

func newLine(text string, start, end int) line {
	left := strings.TrimLeftFunc(text[start:end], blank)
	start = end - len(left)
	wording := strings.TrimRightFunc(left, blank)
	return line{
		Span:  document.Span{Start: start, End: start + len(wording)},
		width: utf8.RuneCountInString(wording),
		item:  marker(wording) > 0,
		row:   strings.Contains(wording, "\t") || strings.Contains(wording, "   ") || strings.Count(wording, "|") > 1,
	}
}

// marker is the length of the bullet or number that begins an item of a list.
func marker(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune("•‣◦▪▫●○■□➢➤►▶✓✔★*·–—-", r):
	case r == '(' || unicode.IsDigit(r) || unicode.IsLower(r):
		n = numbering(s)
	default:
		return 0
	}
	if after, _ := utf8.DecodeRuneInString(s[n:]); n == 0 || !blank(after) || n == len(s) {
		return 0
	}
	return n
}

// numbering is the length of "1.", "2.3.", "4)", "(5)", "(a)", "b)".
func numbering(s string) int {
	opened := strings.HasPrefix(s, "(")
	n := 0
	if opened {
		n = 1
	}
	begin := n
	for n < len(s) && n < 8 && (digit(s[n]) || s[n] == '.' && n > begin) {
		n++
	}
	if n == begin {
		if n >= len(s) || s[n] < 'a' || s[n] > 'z' {
			return 0
		}
		if n++; n < len(s) && s[n] == ')' {
			return n + 1
		}
		return 0
	}
	switch {
	case n < len(s) && s[n] == ')':
		return n + 1
	case !opened && s[n-1] == '.' && n-begin <= 6:
		return n
	}
	return 0
}

// The widths between which a text may have been wrapped.
const (
	leastWrap = 40
	mostWrap  = 160
)

// wrapWidth is the width at which the text was wrapped, or 0. Lines that follow
// each other without a blank line fill it, but for the last of a paragraph.
func wrapWidth(lines []line) int {
	var widths []int
	for i, l := range lines {
		if l.Len() > 0 && i+1 < len(lines) && lines[i+1].Len() > 0 {
			widths = append(widths, l.width)
		}
	}
	if len(widths) == 0 {
		return 0
	}
	sort.Ints(widths)
	width := widths[len(widths)*95/100]
	if width < leastWrap || width > mostWrap {
		return 0
	}
	return width
}

// continues tells whether the line end between last and next is a wrapping and
// no end of a paragraph: the next word had no place in the line, or the
// sentence goes on with a small letter.
func continues(text string, last, next line, wrap int) bool {
	if wrap == 0 || next.item || next.row || last.row {
		return false
	}
	word := text[next.Start:next.End]
	if strings.HasPrefix(word, "Q:") || strings.HasPrefix(word, "A:") { // a turn of an interview
		return false
	}
	if i := strings.IndexFunc(word, blank); i > 0 {
		word = word[:i]
	}
	if last.width+1+utf8.RuneCountInString(word) > wrap {
		return true
	}
	final, _ := utf8.DecodeLastRuneInString(text[last.Start:last.End])
	return unicode.IsLower(first(word)) && !strings.ContainsRune(".!?:;", final)
}
