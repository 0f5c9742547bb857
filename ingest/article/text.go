package article

import (
	"regexp"
	"strings"
	"time"

	"factgraph/graph"
)

// text reads plain text: an optional title line, an optional "date 2017-11-11"
// (or "source ...", "author ...") header, and paragraphs.
func (r *reader) text(in *input) bool {
	data, err := r.all(in)
	if err != nil {
		return r.fail(in.name, err)
	}
	a := plainArticle(normalise(decode(data, in.hint)))
	if a.Date.IsZero() {
		a.Date = parseDate(in.date)
	}
	return r.emit(in.name, a)
}

var (
	dateHeader  = regexp.MustCompile(`(?i)^(?:date|published|updated)[:\t ]\s*(\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)[ \t]*\n*`)
	plainHeader = regexp.MustCompile(`(?i)^(title|source|author|byline|address|url)[:\t][ \t]*(.+)(?:\n+|$)`)
)

// boilerplate are the lines that open press releases and say nothing.
var boilerplate = regexp.MustCompile(`(?i)^(?:(?:for immediate release|press release|news release|media release|embargoed until[^\n]*|breaking news|\*{3,}|={3,}|-{3,})[:.!]?[ \t]*\n+)+`)

// plainArticle takes the headers off plain text and finds its title.
func plainArticle(text string) graph.Article {
	var a graph.Article
	text = boilerplate.ReplaceAllString(text, "")
	text = takeHeaders(&a, text)
	if a.Title == "" {
		a.Title = titleLine(text)
		if a.Title != "" {
			body := strings.TrimLeft(text[len(a.Title):], " \t\n")
			if body = takeHeaders(&a, body); body != "" {
				text = a.Title + "\n\n" + body
			}
		}
	}
	a.Text = text
	return a
}

func takeHeaders(a *graph.Article, text string) string {
	for {
		if m := dateHeader.FindStringSubmatch(text); m != nil {
			a.Date = parseDate(m[1])
			text = text[len(m[0]):]
			continue
		}
		m := plainHeader.FindStringSubmatch(text)
		if m == nil {
			return text
		}
		switch strings.ToLower(m[1]) {
		case "title":
			a.Title = m[2]
		case "source":
			a.Source = m[2]
		case "author", "byline":
			a.Author = m[2]
		default:
			a.Address = m[2]
		}
		text = text[len(m[0]):]
	}
}

// titleLine is the first line when it stands alone, is short, and does not end
// as a sentence does.
func titleLine(text string) string {
	line, rest, found := strings.Cut(text, "\n")
	if !found || len(line) > 200 || len(strings.Fields(line)) > 30 {
		return ""
	}
	alone := strings.HasPrefix(rest, "\n") || dateHeader.MatchString(rest) || plainHeader.MatchString(rest)
	if !alone || strings.HasSuffix(line, ".") || strings.HasSuffix(line, ":") || strings.HasPrefix(line, "- ") {
		return ""
	}
	return line
}

// dateFormats are the ways in which dates of articles are written.
var dateFormats = []string{
	time.RFC3339Nano, time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.RFC822Z, time.RFC822,
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST",
	"2006-01-02T15:04:05", "2006-01-02 15:04:05-07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02 15:04",
	"2006-01-02", "2006/01/02", "20060102", "2006-01", "January 2, 2006", "Jan. 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006",
	"Monday, January 2, 2006", "Monday, 2 January 2006", "02.01.2006", "2006",
}

// parseDate reads a date in any of the usual ways; the zero time for others.
// Unix times in seconds and milliseconds are read too.
func parseDate(s string) time.Time {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}
	}
	if i := strings.LastIndex(s, " ("); i > 0 && strings.HasSuffix(s, ")") { // "… +0000 (UTC)" of mail
		s = s[:i]
	}
	for _, format := range dateFormats {
		if t, err := time.Parse(format, s); err == nil && t.Year() > 1000 {
			return t
		}
	}
	return time.Time{}
}
