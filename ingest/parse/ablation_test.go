package parse

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"factgraph/ingest/document"
	"factgraph/ingest/parse/conllu"
	"factgraph/ingest/parse/segment"
)

var (
	ablate   = flag.Bool("ablate", false, "print what each mend of trees is worth (needs FACTGRAPH_DATA)")
	examples = flag.Int("examples", 0, "with -ablate: sentences to print of those of the news that a mend changes")
)

// newsLines is how many sentences of news the ablation reads, from three places
// of the file.
const newsLines = 9000

// TestAblation prints, for each mend, what its absence would change: the words
// of the development treebanks that it gives their right head and relation and
// those that it takes them from, and the sentences of news that it changes.
func TestAblation(t *testing.T) {
	data := os.Getenv("FACTGRAPH_DATA")
	if !*ablate || data == "" {
		t.Skip("the mends are not measured: that needs -ablate and FACTGRAPH_DATA")
	}
	p := load(t)
	raw := func(s document.Sentence) document.Sentence {
		s.Tokens, s.Names = slices.Clone(s.Tokens), slices.Clone(s.Names)
		return s
	}
	mended := func(s document.Sentence, without int) document.Sentence {
		s = raw(s)
		for k, m := range mends {
			if k != without {
				m.apply(tree{&s})
			}
		}
		return s
	}
	var gold, bank []document.Sentence
	for _, name := range []string{"ewt-dev", "gum-dev"} {
		for _, doc := range readGold(t, filepath.Join(data, "treebank", name+".conllu.gz")) {
			for _, s := range doc.Sentences {
				gold = append(gold, raw(s))
			}
			if _, err := p.analyze(t.Context(), &doc.Document, false); err != nil {
				t.Fatal(err)
			}
			bank = append(bank, doc.Sentences...)
		}
	}
	news := readNews(t, filepath.Join(data, "raw", "voa-gmb.txt.gz"))
	if _, err := p.analyze(t.Context(), news, false); err != nil {
		t.Fatal(err)
	}
	with := func(sentences []document.Sentence) (all []document.Sentence, fired [][]int) {
		fired = make([][]int, len(mends)) // the sentences that each mend changes
		for i := range sentences {
			s := raw(sentences[i])
			for k, m := range mends {
				before := raw(s)
				m.apply(tree{&s})
				if !slices.Equal(before.Tokens, s.Tokens) || !slices.Equal(before.Names, s.Names) {
					fired[k] = append(fired[k], i)
				}
			}
			all = append(all, s)
		}
		return all, fired
	}
	bankWith, bankFired := with(bank)
	newsWith, newsFired := with(news.Sentences)
	total, rawRight, right := 0, 0, 0
	for i := range gold {
		for k := range gold[i].Tokens {
			total++
			rawRight += attached(&bank[i], &gold[i], k)
			right += attached(&bankWith[i], &gold[i], k)
		}
	}
	fmt.Printf("LAS of the network %.2f, with the mends %.2f\n", 100*float64(rawRight)/float64(total), 100*float64(right)/float64(total))
	fmt.Println("| mend | treebank words right / wrong by it | sentences of the treebanks | of news |\n| --- | --- | --- | --- |")
	for k, m := range mends {
		gained, lost, changed := 0, 0, 0
		for _, i := range bankFired[k] {
			without := mended(bank[i], k)
			if difference(&without, &bankWith[i]) == "" {
				continue
			}
			changed++
			for w := range gold[i].Tokens {
				switch attached(&bankWith[i], &gold[i], w) - attached(&without, &gold[i], w) {
				case 1:
					gained++
				case -1:
					lost++
				}
			}
		}
		inNews, shown := 0, ""
		for _, i := range newsFired[k] {
			without := mended(news.Sentences[i], k)
			d := difference(&without, &newsWith[i])
			if d == "" {
				continue
			}
			if inNews++; inNews <= *examples {
				shown += d
			}
		}
		fmt.Printf("| %s | %d / %d | %d | %d |\n%s", m.name, gained, lost, changed, inNews, shown)
	}
}

// attached is 1 where word k has its gold head and relation.
func attached(s, gold *document.Sentence, k int) int {
	a, b := &s.Tokens[k], &gold.Tokens[k]
	ra, _, _ := strings.Cut(a.Deprel, ":")
	rb, _, _ := strings.Cut(b.Deprel, ":")
	if a.Head == b.Head && ra == rb {
		return 1
	}
	return 0
}

// difference shows how two analyses of a sentence differ; empty where they do
// not.
func difference(a, b *document.Sentence) string {
	var text, diff strings.Builder
	head := func(s *document.Sentence, tok *document.Token) string {
		if tok.Head < 0 {
			return "-"
		}
		return s.Tokens[tok.Head].Form
	}
	for i := range a.Tokens {
		x, y := &a.Tokens[i], &b.Tokens[i]
		fmt.Fprintf(&text, "%s ", x.Form)
		if x.Head != y.Head || x.Deprel != y.Deprel || x.UPOS != y.UPOS || x.XPOS != y.XPOS {
			fmt.Fprintf(&diff, " [%s %s←%s/%s ⇒ %s←%s/%s]", x.Form, cmp.Or(x.XPOS, x.UPOS), head(a, x), x.Deprel, cmp.Or(y.XPOS, y.UPOS), head(b, y), y.Deprel)
		}
	}
	if !slices.Equal(a.Names, b.Names) {
		fmt.Fprintf(&diff, " [names %v ⇒ %v]", a.Names, b.Names)
	}
	if diff.Len() == 0 {
		return ""
	}
	return "    " + text.String() + "\n       " + diff.String() + "\n"
}

func unpacked(t *testing.T, path string) io.Reader {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func readGold(t *testing.T, path string) []*conllu.Document {
	t.Helper()
	docs, err := conllu.Read(unpacked(t, path))
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// readNews reads a third of newsLines from the beginning, from the lines that
// follow 12,000, and from those that follow 40,000.
func readNews(t *testing.T, path string) *document.Document {
	t.Helper()
	var text strings.Builder
	lines := bufio.NewScanner(unpacked(t, path))
	for n := 0; lines.Scan(); n++ {
		for _, from := range []int{0, 12000, 40000} {
			if from <= n && n < from+newsLines/3 {
				text.WriteString(lines.Text() + "\n\n")
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return &document.Document{Text: text.String(), Sentences: segment.Text(text.String())}
}
