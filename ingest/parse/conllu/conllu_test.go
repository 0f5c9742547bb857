package conllu_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"factgraph/ingest/document"
	"factgraph/ingest/parse/conllu"
)

// small has two documents, two paragraphs, multiword tokens, an empty node and
// enhanced relations that add to the basic tree or take the place of it.
const small = `# newdoc id = weblog-own_1
# newpar
# sent_id = own-1
# text = Ann can't sing, Bob can.
1	Ann	Ann	PROPN	NNP	Number=Sing	4	nsubj	4:nsubj	_
2-3	can't	_	_	_	_	_	_	_	_
2	ca	can	AUX	MD	VerbForm=Fin	4	aux	4:aux	_
3	n't	not	PART	RB	Polarity=Neg	4	advmod	4:advmod	_
4	sing	sing	VERB	VB	VerbForm=Inf	0	root	0:root	SpaceAfter=No
5	,	,	PUNCT	,	_	7	punct	7:punct	_
6	Bob	Bob	PROPN	NNP	Number=Sing	7	nsubj	7:nsubj|7.1:nsubj	_
7	can	can	AUX	MD	VerbForm=Fin	4	parataxis	4:parataxis	SpaceAfter=No
7.1	sing	sing	VERB	VB	_	_	_	7:dep	_
8	.	.	PUNCT	.	_	4	punct	4:punct	_

# sent_id = own-2
# speaker = Bob
# text = “Songs of birds” that stay…
1	“	"	PUNCT	` + "``" + `	_	2	punct	2:punct	SpaceAfter=No
2	Songs	song	NOUN	NNS	Number=Plur	0	root	0:root|7:nsubj	_
3	of	of	ADP	IN	_	4	case	4:case	_
4	birds	bird	NOUN	NNS	Number=Plur	2	nmod	2:nmod:of	SpaceAfter=No
5	”	"	PUNCT	''	_	2	punct	2:punct	_
6	that	that	PRON	WDT	PronType=Rel	7	nsubj	2:ref	_
7	stay	stay	VERB	VBP	_	2	acl:relcl	2:acl:relcl	SpaceAfter=No
8	…	...	PUNCT	.	_	2	punct	2:punct	_

# newpar
# sent_id = own-3
# text = So.
1	So	so	ADV	RB	_	0	root	0:root	SpaceAfter=No
2	.	.	PUNCT	.	_	1	punct	1:punct	_

# newdoc id = own_2
# meta::genre = news
# meta::title = A day
# meta::dateCreated = 2017-11-12
# newpar
# sent_id = own-4
# text = End
1	End	end	NOUN	NN	Number=Sing	0	root	0:root	_

`

func TestRead(t *testing.T) {
	docs, err := conllu.Read(strings.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2 {
		t.Fatalf("%d documents, want 2", len(docs))
	}
	first, second := docs[0], docs[1]
	if want := "Ann can't sing, Bob can. “Songs of birds” that stay…\n\nSo."; first.Text != want {
		t.Errorf("text %q, want %q", first.Text, want)
	}
	if first.Genre != "weblog" || first.Article != "weblog-own_1" || first.Notes[1].Speaker != "Bob" {
		t.Errorf("genre %q, article %q, notes %v", first.Genre, first.Article, first.Notes)
	}
	if second.Genre != "news" || second.Title != "A day" || second.Date.Day() != 12 {
		t.Errorf("second document: genre %q, title %q, date %v", second.Genre, second.Title, second.Date)
	}

	tokens := first.Sentences[0].Tokens
	if not := tokens[2]; !not.Continued || tokens[1].End != not.Start || first.Text[not.Start:not.End] != "n't" {
		t.Errorf("the parts of can't: %+v %+v", tokens[1], not)
	}
	quoted := first.Sentences[1]
	if quoted.Tokens[0].Form != `"` || quoted.Tokens[7].Form != "..." {
		t.Errorf("forms %q and %q", quoted.Tokens[0].Form, quoted.Tokens[7].Form)
	}
	want := []document.Arc{{Head: 6, Dep: 1, Deprel: "nsubj"}, {Head: 1, Dep: 3, Deprel: "nmod:of"}, {Head: 1, Dep: 5, Deprel: "ref"}}
	if !reflect.DeepEqual(quoted.Enhanced, want) {
		t.Errorf("enhanced %v, want %v", quoted.Enhanced, want)
	}
	if first.Sentences[1].Paragraph != 0 || first.Sentences[2].Paragraph != 1 {
		t.Error("paragraphs are not counted from 0")
	}
}

func TestWrite(t *testing.T) {
	docs, err := conllu.Read(strings.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	want := withoutLines(small, "7.1\t", "# meta")
	want = strings.ReplaceAll(want, "|7.1:nsubj", "")
	if got := written(t, docs); got != want {
		t.Errorf("written:\n%s\nwant:\n%s", got, want)
	}
}

func TestReadErrors(t *testing.T) {
	const row = "\t_\t_\t_\t_\t0\troot\t_\t_\n"
	tests := map[string]string{
		"too few columns":      "1\ta\n",
		"no form":              "1\t" + row,
		"words out of order":   "2\ta" + row,
		"head out of range":    "1\ta\t_\t_\t_\t_\t7\tdep\t_\t_\n",
		"head of its own":      "1\ta\t_\t_\t_\t_\t1\tdep\t_\t_\n",
		"negative head":        "1\ta\t_\t_\t_\t_\t-1\tdep\t_\t_\n",
		"no number":            "x\ta" + row,
		"bad range":            "3-2\tab" + row,
		"range without words":  "1-2\tab" + row + "1\ta" + row + "\n",
		"range within a range": "1-3\tabc" + row + "1\ta" + row + "2-3\tbc" + row,
		"bad enhanced":         "1\ta\t_\t_\t_\t_\t0\troot\tx\t_\n",
		"enhanced head":        "1\ta\t_\t_\t_\t_\t0\troot\t9:dep\t_\n\n",
		"invalid UTF-8":        "1\ta\xff" + row,
	}
	for name, input := range tests {
		if _, err := conllu.Read(strings.NewReader(input)); !errors.Is(err, conllu.ErrMalformed) {
			t.Errorf("%s: error %v, want ErrMalformed", name, err)
		}
	}
}

// TestTreebanks checks that reading and writing the treebanks loses nothing but
// what the package says it loses.
func TestTreebanks(t *testing.T) {
	dir := os.Getenv("FACTGRAPH_DATA")
	if dir == "" {
		t.Skip("FACTGRAPH_DATA is not set: the round trip of the treebanks is left out")
	}
	for _, name := range []string{"ewt-train", "ewt-dev", "gum-train", "gum-dev"} {
		t.Run(name, func(t *testing.T) {
			original := unpacked(t, filepath.Join(dir, "treebank", name+".conllu.gz"))
			docs, err := conllu.Read(bytes.NewReader(original))
			if err != nil {
				t.Fatal(err)
			}
			checkOffsets(t, docs)
			got, want := rows(written(t, docs)), rows(string(original))
			if len(got) != len(want) {
				t.Fatalf("%d rows, want %d", len(got), len(want))
			}
			deps, lastBlank := 0, 0
			for i := range got {
				if got[i].text != want[i].text || got[i].fixed != want[i].fixed {
					t.Fatalf("row %d: got %+v, want %+v", i, got[i], want[i])
				}
				if got[i].deps != want[i].deps {
					deps++
				}
				if got[i].touching != want[i].touching {
					lastBlank++
				}
			}
			// Relations to empty nodes are lost, and GUM sometimes keeps the basic
			// relation of a relative pronoun beside "ref". The blank after the last
			// word of a paragraph is not a blank.
			if deps*250 > len(got) {
				t.Errorf("%d of %d enhanced columns differ", deps, len(got))
			}
			if lastBlank > len(docs)+rowsAtParagraphEnds(docs) {
				t.Errorf("%d blanks differ", lastBlank)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte("1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n1\tx\t_\t_\t_\t_\t0\troot\t_\t_\n2\ty\t_\t_\t_\t_\t1\tdep\t1:dep\t_\n"))
	f.Add([]byte("# text = a  b\n1\ta\u00a0b\t_\t_\t_\t_\t_\t_\t_\t_\n"))
	f.Fuzz(func(t *testing.T, input []byte) {
		docs, err := conllu.Read(bytes.NewReader(input))
		if err != nil {
			return
		}
		checkOffsets(t, docs)
		again, err := conllu.Read(strings.NewReader(written(t, docs)))
		if err != nil {
			t.Fatalf("written but not read: %v\n%s", err, written(t, docs))
		}
		if countTokens(again) != countTokens(docs) {
			t.Fatalf("%d tokens, after writing %d", countTokens(docs), countTokens(again))
		}
	})
}

func countTokens(docs []*conllu.Document) (n int) {
	for _, doc := range docs {
		for _, sent := range doc.Sentences {
			n += len(sent.Tokens)
		}
	}
	return n
}

func checkOffsets(t *testing.T, docs []*conllu.Document) {
	t.Helper()
	for _, doc := range docs {
		end := 0
		for _, sent := range doc.Sentences {
			for _, tok := range sent.Tokens {
				if tok.Start < end && !tok.Continued || tok.End < tok.Start || !sent.Contains(tok.Span) {
					t.Fatalf("token %+v in sentence %v after %d", tok, sent.Span, end)
				}
				end = tok.End
			}
			if sent.End > len(doc.Text) || end != sent.End {
				t.Fatalf("sentence %v of %d bytes ends with a token at %d", sent.Span, len(doc.Text), end)
			}
		}
	}
}

// A row is a line of a word or a multiword token, by what must be kept.
type row struct{ text, fixed, deps, touching string }

func rows(file string) []row {
	var all []row
	text := ""
	for line := range strings.Lines(file) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "# text = ") {
			text = line
		}
		column := strings.Split(line, "\t")
		if len(column) != 10 || strings.Contains(column[0], ".") {
			continue
		}
		all = append(all, row{
			text:     text,
			fixed:    strings.Join(column[:8], " "),
			deps:     column[8],
			touching: map[bool]string{true: "touching"}[strings.Contains(column[9], "SpaceAfter=No")],
		})
	}
	return all
}

func rowsAtParagraphEnds(docs []*conllu.Document) (n int) {
	for _, doc := range docs {
		n += doc.Sentences[len(doc.Sentences)-1].Paragraph
	}
	return n
}

func written(t *testing.T, docs []*conllu.Document) string {
	t.Helper()
	var out strings.Builder
	for _, doc := range docs {
		if err := conllu.Write(&out, &doc.Document, doc.Notes); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func withoutLines(text string, prefixes ...string) string {
	var kept strings.Builder
next:
	for line := range strings.Lines(text) {
		for _, prefix := range prefixes {
			if strings.HasPrefix(line, prefix) {
				continue next
			}
		}
		kept.WriteString(line)
	}
	return kept.String()
}

func unpacked(t *testing.T, path string) []byte {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	zip, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(zip)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
