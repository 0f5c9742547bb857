package mention

import (
	_ "embed"
	"strings"

	"factgraph/ingest/document"
)

//go:embed titles.tsv
var titleTable string

// titles maps the lower-case words that stand before a person's name to the
// gender they show.
var titles = readTitles(titleTable)

// readTitles reads lines of a gender (M, F or -), a tab, and titles with that
// gender, separated by commas.
func readTitles(text string) map[string]document.Gender {
	genders := map[string]document.Gender{"M": masc, "F": fem, "-": anyGender}
	all := map[string]document.Gender{}
	for line := range strings.Lines(text) {
		gender, list, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for title := range strings.SplitSeq(list, ",") {
			all[strings.TrimSpace(title)] = genders[gender]
		}
	}
	return all
}

// isTitle tells whether a word stands before names as a title.
func isTitle(lower string) (document.Gender, bool) {
	g, ok := titles[lower]
	if !ok {
		g, ok = titles[strings.TrimSuffix(lower, ".")]
	}
	return g, ok
}
