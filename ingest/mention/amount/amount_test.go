package amount

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"factgraph/ingest/document"
)

// tokens reads test notation: tokens stand between blanks, "_TAG" behind a
// token is its Penn tag, and "‿" between two tokens says that no blank stands
// between them in the text.
func tokens(text string) []document.Token {
	var toks []document.Token
	at := 1
	for group := range strings.FieldsSeq(text) {
		for i, word := range strings.Split(group, "‿") {
			form, tag, ok := strings.Cut(word, "_")
			if !ok {
				tag = guess(form)
			}
			if i == 0 {
				at++
			}
			toks = append(toks, document.Token{Form: form, XPOS: tag, Span: document.Span{Start: at, End: at + len(form)}})
			at += len(form)
		}
	}
	return toks
}

func guess(form string) string {
	lower := strings.ToLower(form)
	_, number := table["number"][lower]
	_, scale := table["scale"][lower]
	switch {
	case form == "-":
		return "HYPH"
	case number || scale || strings.IndexAny(form, "0123456789") == 0:
		return "CD"
	case form != lower:
		return "NNP"
	case strings.HasSuffix(form, "s"):
		return "NNS"
	}
	return "NN"
}

// The cases are lines of "sentence => amount | amount", nothing behind the
// arrow when there is none.
func TestFind(t *testing.T) {
	f, err := os.Open("testdata/amounts.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	scan := bufio.NewScanner(f)
	for n := 1; scan.Scan(); n++ {
		in, want, ok := strings.Cut(scan.Text(), "=>")
		if !ok || strings.HasPrefix(in, "#") {
			continue
		}
		toks := tokens(in)
		var got []string
		for _, a := range Find(toks) {
			var forms []string
			for _, tok := range toks[a.First : a.Last+1] {
				forms = append(forms, tok.Form)
			}
			got = append(got, fmt.Sprintf("%s = %s", strings.Join(forms, " "), a.Value()))
		}
		if got := strings.Join(got, " | "); got != strings.TrimSpace(want) {
			t.Errorf("amounts.txt:%d: %s\n got %s\nwant %s", n, in, got, strings.TrimSpace(want))
		}
	}
}

func TestTable(t *testing.T) {
	for _, class := range [...]string{"number", "scale", "suffix", "plural", "fraction"} {
		if len(table[class]) == 0 {
			t.Errorf("no words of class %s", class)
		}
		for wording, value := range table[class] {
			if _, err := strconv.ParseFloat(value, 64); err != nil {
				t.Errorf("%s %q: %v", class, wording, err)
			}
		}
	}
	for class, words := range table {
		for wording := range words {
			if n := strings.Count(wording, " ") + 1; n > longest {
				t.Errorf("%s %q has %d tokens, more than are looked up", class, wording, n)
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{"between 10 and 12", "$ 5‿bn", "two hundred and six thousand", "3 - 1", "a couple of", "half a", "hundreds of"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		toks := tokens(text)
		last := -1
		for _, a := range Find(toks) {
			if a.First <= last || a.Last < a.First || a.Last >= len(toks) {
				t.Fatalf("%q: amount at %d..%d after %d", text, a.First, a.Last, last)
			}
			last = a.Last
			if a.Value() == "" {
				t.Fatalf("%q: no value", text)
			}
		}
	})
}
