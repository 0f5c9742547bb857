package segment_test

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"factgraph/ingest/document"
	"factgraph/ingest/parse/conllu"
	"factgraph/ingest/parse/segment"
)

var rewrite = flag.Bool("rewrite", false, "write what the code gives into the files of testdata")

// TestFiles runs the cases of testdata: the text, on lines that begin with
// "> ", then what becomes of it.
func TestFiles(t *testing.T) {
	for _, name := range []string{"tokens", "sentences"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("testdata", name+".txt")
			file, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			for block := range strings.SplitSeq(strings.TrimSuffix(string(file), "\n"), "\n\n") {
				if out.Len() > 0 {
					out.WriteString("\n")
				}
				if strings.HasPrefix(block, "#") {
					out.WriteString(block + "\n")
					continue
				}
				var input []string
				for line := range strings.SplitSeq(block, "\n") {
					if text, found := strings.CutPrefix(line, ">"); found {
						input = append(input, strings.TrimPrefix(text, " "))
						out.WriteString(line + "\n")
					}
				}
				text := strings.Join(input, "\n")
				got := drawn(text, segment.Text(text), name == "sentences")
				out.WriteString(got)
				if want := withoutInput(block); got != want && !*rewrite {
					t.Errorf("%s\ngot:\n%s\nwant:\n%s", text, got, want)
				}
			}
			if *rewrite {
				if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func withoutInput(block string) string {
	var want strings.Builder
	for line := range strings.SplitSeq(block, "\n") {
		if !strings.HasPrefix(line, ">") {
			want.WriteString(line + "\n")
		}
	}
	return want.String()
}

var kinds = map[document.Kind]string{
	document.Prose: "prose", document.Headline: "headline", document.ListItem: "item", document.Dateline: "dateline",
}

func drawn(text string, sents []document.Sentence, layout bool) string {
	var out strings.Builder
	for _, sent := range sents {
		if layout {
			fmt.Fprintf(&out, "%d %s: ", sent.Paragraph, kinds[sent.Kind])
		}
		for i, tok := range sent.Tokens {
			if i > 0 {
				out.WriteByte(' ')
			}
			if tok.Continued {
				out.WriteByte('+')
			}
			out.WriteString(text[tok.Start:tok.End])
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func TestTokenized(t *testing.T) {
	const text = "He said : `` Do n't . ''\n\n  U.S. troops left .\nThey  won"
	got := drawn(text, segment.Tokenized(text), true)
	want := "0 prose: He said : `` Do n't . ''\n1 prose: U.S. troops left .\n1 prose: They won\n"
	if got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestForm(t *testing.T) {
	for wording, want := range map[string]string{
		"plain": "plain", "’s": "'s", "“": `"`, "``": `"`, "''": `"`, "—": "--", "–": "-", "…": "...",
		"naïve": "naïve", "co\u00adop": "coop", "a\u200bb": "ab", "\u200b": "\u200b", "5\u00a0000": "5 000", "it's": "it's", "ﬁne": "fine",
	} {
		if got := segment.Form(wording); got != want {
			t.Errorf("Form(%q) = %q, want %q", wording, got, want)
		}
	}
}

// TestLong checks that texts without a blank or a full stop are cut.
func TestLong(t *testing.T) {
	for name, text := range map[string]string{
		"no blank":     strings.Repeat("x", 1<<17),
		"punctuation":  strings.Repeat(".,!?\"'-", 1<<14),
		"an address":   "http://" + strings.Repeat("a.b/", 1<<15),
		"no full stop": strings.Repeat("and so on ", 1<<13),
		"apostrophes":  strings.Repeat("a'b's", 1<<14),
		"blank lines":  strings.Repeat("a\n\n", 1<<14),
		"short lines":  strings.Repeat("a b\n", 1<<14),
		"hyphens":      strings.Repeat("re-", 1<<15),
		"initials":     strings.Repeat("A.", 1<<15),
	} {
		sents := segment.Text(text)
		check(t, text, sents)
		for _, sent := range sents {
			if len(sent.Tokens) > 400 {
				t.Errorf("%s: a sentence of %d tokens", name, len(sent.Tokens))
			}
		}
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{
		"", " ", "Mr. O'Neil can't. He won't!", "WASHINGTON, Nov. 11 (Wire) — The president", "\u200b", "a\u200b.", "''", "I'", "’s",
		"\xff\xfe bad", "x\r\ny\rz\u2028w", "1.2.3.", "(a) b", "$5bn US$", "http://", "a@", "@a", "::-)", "U.S.", "Ph.D.", "é.é.", "\x00", "½'s",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		check(t, text, segment.Text(text))
		check(t, text, segment.Tokenized(text))
	})
}

// check holds the promises of the package: tokens in order, none of them empty,
// none across sentences, and every visible character in one of them.
func check(t *testing.T, text string, sents []document.Sentence) {
	t.Helper()
	end := 0
	skipped := func(to int) {
		t.Helper()
		for _, r := range text[end:to] {
			if !unicode.IsSpace(r) && !unicode.In(r, unicode.C, unicode.Z, unicode.Variation_Selector) {
				t.Fatalf("%q at %d is in no token of %q", r, end, text)
			}
		}
	}
	paragraph := 0
	for _, sent := range sents {
		if len(sent.Tokens) == 0 || sent.Start != sent.Tokens[0].Start || sent.End != sent.Tokens[len(sent.Tokens)-1].End {
			t.Fatalf("sentence %v with tokens %v", sent.Span, sent.Tokens)
		}
		if sent.Paragraph != paragraph && sent.Paragraph != paragraph+1 {
			t.Fatalf("paragraph %d after %d", sent.Paragraph, paragraph)
		}
		paragraph = sent.Paragraph
		for i, tok := range sent.Tokens {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(text) {
				t.Fatalf("token %v after %d in %q", tok, end, text)
			}
			if tok.Form == "" || tok.Continued && (i == 0 || tok.Start != end) {
				t.Fatalf("token %+v in %q", tok, text)
			}
			skipped(tok.Start)
			end = tok.End
		}
	}
	skipped(len(text))
}

// TestTreebanks holds the scores on raw text, so that no change of the rules
// spoils them unseen.
func TestTreebanks(t *testing.T) {
	for _, bar := range []struct {
		name              string
		tokens, sentences float64 // F1 in percent
	}{
		{"ewt-dev", 99.4, 87.0},
		{"gum-dev", 99.9, 95.0},
	} {
		tokens, sentences := score(treebank(t, bar.name))
		t.Logf("%s: tokens %.2f, sentences %.2f", bar.name, tokens, sentences)
		if tokens < bar.tokens || sentences < bar.sentences {
			t.Errorf("%s: tokens %.2f, want %.2f; sentences %.2f, want %.2f", bar.name, tokens, bar.tokens, sentences, bar.sentences)
		}
	}
}

// score segments the raw text of documents and returns the F1 of tokens (a
// multiword token counts once) and of sentences.
func score(docs []*conllu.Document) (tokens, sentences float64) {
	var tokenCount, sentCount counts
	for _, doc := range docs {
		goldTokens, goldSents := spans(doc.Sentences)
		tokenSpans, sentSpans := spans(segment.Text(doc.Text))
		tokenCount.add(goldTokens, tokenSpans)
		sentCount.add(goldSents, sentSpans)
	}
	return tokenCount.f1(), sentCount.f1()
}

type counts struct{ gold, found, right int }

func (c *counts) add(gold, found map[document.Span]bool) {
	c.gold += len(gold)
	c.found += len(found)
	for span := range found {
		if gold[span] {
			c.right++
		}
	}
}

func (c *counts) f1() float64 { return 200 * float64(c.right) / float64(c.gold+c.found) }

func spans(sents []document.Sentence) (tokens, sentences map[document.Span]bool) {
	tokens, sentences = make(map[document.Span]bool), make(map[document.Span]bool)
	for _, sent := range sents {
		sentences[sent.Span] = true
		for i := 0; i < len(sent.Tokens); i++ {
			span := sent.Tokens[i].Span
			for i+1 < len(sent.Tokens) && sent.Tokens[i+1].Continued {
				i++
				span.End = sent.Tokens[i].End
			}
			tokens[span] = true
		}
	}
	return tokens, sentences
}

func treebank(tb testing.TB, name string) []*conllu.Document {
	tb.Helper()
	dir := os.Getenv("FACTGRAPH_DATA")
	if dir == "" {
		tb.Skip("FACTGRAPH_DATA is not set: the scores on the treebanks are left out")
	}
	packed, err := os.ReadFile(filepath.Join(dir, "treebank", name+".conllu.gz"))
	if err != nil {
		tb.Fatal(err)
	}
	file, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		tb.Fatal(err)
	}
	docs, err := conllu.Read(file)
	if err != nil {
		tb.Fatal(err)
	}
	return docs
}

func BenchmarkText(b *testing.B) {
	text := strings.Repeat("President Miller's long-term plan, which he didn't explain, cost the U.S. about $5.5bn in 2016. \"It won't work,\" said Ann Lee.\n\n", 200)
	count := 0
	for _, sent := range segment.Text(text) {
		count += len(sent.Tokens)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		segment.Text(text)
	}
	b.ReportMetric(float64(count*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
