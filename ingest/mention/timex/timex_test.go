package timex

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"factgraph/ingest/document"
)

// tokens reads test notation: tokens stand between blanks, "_TAG" behind a
// token is its Penn tag.
func tokens(text string) []document.Token {
	var toks []document.Token
	at := 1
	for word := range strings.FieldsSeq(text) {
		form, tag, ok := strings.Cut(word, "_")
		if !ok {
			tag = guess(form)
		}
		toks = append(toks, document.Token{Form: form, XPOS: tag, Span: document.Span{Start: at, End: at + len(form)}})
		at += len(form) + 1
	}
	return toks
}

var tags = map[string]string{
	"the": "DT", "a": "DT", "an": "DT", "this": "DT", "that": "DT", "its": "PRP$", "his": "PRP$", "'s": "POS",
	"in": "IN", "on": "IN", "since": "IN", "from": "IN", "to": "IN", "of": "IN", "at": "IN", "for": "IN", "by": "IN",
	"now": "RB", "daily": "RB", "ago": "RB", "one": "CD", "two": "CD", "three": "CD", "four": "CD", "five": "CD",
	"six": "CD", "ten": "CD", "dozen": "CD", "-": "HYPH", ",": ",", ".": ".",
}

func guess(form string) string {
	lower := strings.ToLower(form)
	if tag, ok := tags[lower]; ok {
		return tag
	}
	switch {
	case strings.IndexAny(form, "0123456789") == 0 && !strings.HasSuffix(form, "s"):
		return "CD"
	case form != lower:
		return "NNP"
	case strings.HasSuffix(form, "s"):
		return "NNS"
	}
	return "NN"
}

var tenses = map[string]Tense{"unknown": TenseUnknown, "past": Past, "present": Present, "future": Future}

// The cases are lines of "sentence => expression = value | ...", read against
// the date and tense of the last "date" line. A preposition before the
// expression is applied to it.
func TestFind(t *testing.T) {
	f, err := os.Open("testdata/timex.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var ref Reference
	scan := bufio.NewScanner(f)
	for n := 1; scan.Scan(); n++ {
		line := scan.Text()
		if header, ok := strings.CutPrefix(line, "date "); ok {
			day, tense, _ := strings.Cut(header, " ")
			ref.Date, _ = time.Parse(time.DateOnly, day)
			ref.Tense = tenses[tense]
			continue
		}
		in, want, ok := strings.Cut(line, "=>")
		if !ok || strings.HasPrefix(in, "#") {
			continue
		}
		toks := tokens(in)
		var got []string
		for _, e := range Find(toks) {
			var forms []string
			for _, tok := range toks[e.First : e.Last+1] {
				forms = append(forms, tok.Form)
			}
			value := e.Value(ref)
			if e.First > 0 {
				value = e.Bounded(strings.ToLower(toks[e.First-1].Form), ref)
			}
			got = append(got, fmt.Sprintf("%s = %s", strings.Join(forms, " "), value))
		}
		if got, want := strings.TrimSpace(strings.Join(got, " | ")), strings.TrimSpace(want); got != want {
			t.Errorf("timex.txt:%d: %s\n got %s\nwant %s", n, in, got, want)
		}
	}
}

func TestTable(t *testing.T) {
	for class, words := range table {
		for wording := range words {
			if n := strings.Count(wording, " ") + 1; n > longest {
				t.Errorf("%s %q has %d tokens, more than are looked up", class, wording, n)
			}
			if wording != strings.ToLower(wording) {
				t.Errorf("%s %q is not in lower case", class, wording)
			}
		}
	}
	for wording, rule := range table["holiday"] {
		for y := 1990; y < 2040; y++ {
			if d := holidayRule(rule)(y); d.Year() != y {
				t.Errorf("%s of %d is on %s", wording, y, d)
			}
		}
	}
}

func TestEaster(t *testing.T) {
	for _, want := range [...]string{"2000-04-23", "2008-03-23", "2017-04-16", "2018-04-01", "2024-03-31", "2038-04-25"} {
		var y int
		fmt.Sscanf(want, "%d", &y)
		if got := easter(y).Format(time.DateOnly); got != want {
			t.Errorf("easter(%d) = %s, want %s", y, got, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range [...]string{
		"between May and July", "from 1970 to 1985", "the second half of 2016", "5 p.m. EST on Saturday", "three - and - a - half years ago",
		"the last quarter of last year", "every other Monday", "Nov. 11 - 12 , 2017", "Easter 2016", "in the fifth century BC", "'90s", "half an",
	} {
		f.Add(seed, int64(1510358400))
	}
	f.Fuzz(func(t *testing.T, text string, unix int64) {
		toks := tokens(text)
		last := -1
		for _, e := range Find(toks) {
			if e.First <= last || e.Last < e.First || e.Last >= len(toks) {
				t.Fatalf("%q: expression at %d..%d after %d", text, e.First, e.Last, last)
			}
			last = e.Last
			date := time.Unix(unix%(1<<36), 0).UTC()
			for tense := TenseUnknown; tense <= Future; tense++ {
				for _, word := range [...]string{"", "since", "by", "before", "after", "in"} {
					e.Bounded(word, Reference{Date: date, Tense: tense})
					e.Bounded(word, Reference{Tense: tense})
				}
			}
		}
	})
}

// TestStory reads what is told of the past from the last date told.
func TestStory(t *testing.T) {
	article := time.Date(2023, 5, 2, 0, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"founded on 26 July 1956 . | invaded in October . | left in January . | resigned two years later": "1956-07-26 1956-10 1957-01 1959",
		"found iron in May 1898 and gold in December of that year":                                        "1898-05 1898-12",
		"married in 1895 . | shared the prize in 1903 . | eight years later":                              "1895 1903 1911",
		"warned in 2019 . | met in March":                                                                 "2019 2023-03",
		"opened in March 2019 . | closed last week . | moved in April":                                    "2019-03 2023-04-24/2023-04-30 2023-04",
		"opened in 2021 . | the following year":                                                           "2021 2022",
		"the following year":                                                                              "",
	} {
		var sentences []document.Sentence
		for part := range strings.SplitSeq(text, " | ") {
			sentences = append(sentences, document.Sentence{Tokens: tokens(part)})
		}
		story := NewStory(article, sentences)
		var got []string
		for i := range sentences {
			for _, e := range story.Expressions(i) {
				got = append(got, e.Value(story.Reference(i, e.First, Past)))
			}
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}
