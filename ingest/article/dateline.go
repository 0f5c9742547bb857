package article

import (
	"regexp"
	"strings"
	"time"
)

// writtenDate is a date with its year as texts write it.
const writtenDate = `((?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?) \d{1,2},? \d{4}` +
	`|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December),? \d{4}` +
	`|\d{4}-\d{2}-\d{2})`

// The places near the start of a text where the day stands on which it was
// written, the most telling first. Only a date with its year counts.
var dateMarks = []*regexp.Regexp{
	// A dateline, which opens a paragraph: "TALLINN, March 14, 2025 (Reuters) —",
	// "Tallinn, March 14, 2025 -".
	regexp.MustCompile(`(?m)^(?:[^\n]{0,60}?\p{Lu}{3,}[^\n]{0,40}?,? |(?:\p{Lu}[\pL.'’-]+,? ){1,5}|\()?` + writtenDate + `\)?(?: ?\([^()\n]{1,40}\))? ?(?:[—–-]|$)`),

	// A line of its own: "Friday, 14 March 2025", "Updated March 14, 2025 at 9:30 GMT".
	regexp.MustCompile(`(?m)^(?:(?i:published|posted|updated|last updated|date|by [^\n,]{1,40})[:,]? (?:on )?)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?` +
		writtenDate + `(?:,? (?:at )?\d{1,2}[:.]\d\d[^\n]{0,12})?$`),

	// A caption, which ends with the place and the day of the picture: "Two
	// ministers talk in Tallinn, Estonia, March 14, 2025." A sentence that tells
	// when something happened has a word before the date: "was born in Warsaw on".
	regexp.MustCompile(`(?m)^[^\n]{10,300} \p{Lu}[\pL.]+,? (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?` + writtenDate + `\.?(?: ?\([^()\n]{1,60}\))?$`),
}

// datelineDate finds the day on which an article was written, or the picture
// above it was taken, near the start of the text.
func datelineDate(text string) time.Time {
	start := text[:min(len(text), 1500)]
	for _, mark := range dateMarks {
		if m := mark.FindStringSubmatch(start); m != nil {
			return parseDate(withComma.ReplaceAllString(strings.Replace(m[1], "Sept", "Sep", 1), "$1, $2"))
		}
	}
	return time.Time{}
}

// withComma finds the place where dates of the form "March 14 2025" lack their
// comma; the dates that begin with the day have none.
var withComma = regexp.MustCompile(`^(\pL+\.? \d{1,2}) (\d{4})$`)

// addressDate finds the day in an address or a file name: ".../2025/03/14/title",
// "2025-03-14-title.txt".
func addressDate(address string) time.Time {
	m := datePath.FindStringSubmatch(address)
	if m == nil {
		return time.Time{}
	}
	return parseDate(m[1] + "-" + m[2] + "-" + m[3])
}

var datePath = regexp.MustCompile(`(?:^|[/_.-])((?:19|20)\d\d)[/_-](\d\d)[/_-](\d\d)(?:[/_.T-]|$)`)
