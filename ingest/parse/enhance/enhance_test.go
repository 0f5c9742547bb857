package enhance_test

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"factgraph/ingest/document"
	"factgraph/ingest/parse/conllu"
	"factgraph/ingest/parse/enhance"
)

var rewrite = flag.Bool("rewrite", false, "write what the code gives into the files of testdata")

func TestTrees(t *testing.T) {
	path := filepath.Join("testdata", "trees.txt")
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
		var sent document.Sentence
		var kept, want strings.Builder
		for line := range strings.SplitSeq(block, "\n") {
			if strings.HasPrefix(line, "= ") {
				want.WriteString(line + "\n")
				continue
			}
			kept.WriteString(line + "\n")
			if !strings.HasPrefix(line, "> ") {
				sent.Tokens = append(sent.Tokens, token(t, line))
			}
		}
		enhance.Annotate(&sent)
		var got strings.Builder
		for _, arc := range sent.Enhanced {
			fmt.Fprintf(&got, "= %s %s %s\n", sent.Tokens[arc.Head].Form, arc.Deprel, sent.Tokens[arc.Dep].Form)
		}
		if got.String() != want.String() && !*rewrite {
			t.Errorf("%s\ngot:\n%swant:\n%s", strings.SplitN(block, "\n", 2)[0], &got, &want)
		}
		out.WriteString(kept.String() + got.String())
	}
	if *rewrite {
		if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func token(t testing.TB, line string) document.Token {
	t.Helper()
	field := strings.Fields(line)
	if len(field) != 7 {
		t.Fatalf("%q has %d fields, not 7", line, len(field))
	}
	head, err := strconv.Atoi(field[5])
	if err != nil {
		t.Fatal(err)
	}
	return document.Token{
		Form: field[0], Lemma: field[1], UPOS: field[2], XPOS: field[3], Feats: field[4], Head: head - 1, Deprel: field[6],
	}
}

// FuzzAnnotate checks that no tree makes it fail or run away, and that every
// relation is between two tokens.
func FuzzAnnotate(f *testing.F) {
	f.Add([]byte{0, 0, 1, 1, 2, 2, 3, 3})
	f.Add([]byte{2, 3, 0, 3, 1, 3, 1, 4, 2, 5, 7, 6})
	relations := []string{"root", "nsubj", "obj", "conj", "xcomp", "acl:relcl", "obl", "case", "cc", "mark", "advcl", "nsubj:pass", "cop", "nmod", "ccomp", "fixed"}
	tags := [][2]string{{"VERB", "VBD"}, {"NOUN", "NN"}, {"PRON", "WP"}, {"ADP", "IN"}, {"ADV", "WRB"}, {"SYM", "SYM"}}
	f.Fuzz(func(t *testing.T, data []byte) {
		var sent document.Sentence
		for i := 0; i+1 < len(data) && i < 400; i += 2 {
			tag := tags[int(data[i+1])/len(relations)%len(tags)]
			sent.Tokens = append(sent.Tokens, document.Token{
				Form: "that", Lemma: "that", UPOS: tag[0], XPOS: tag[1],
				Head: int(data[i]) - 1, Deprel: relations[int(data[i+1])%len(relations)],
			})
		}
		enhance.Annotate(&sent)
		for _, arc := range sent.Enhanced {
			if arc.Head < -1 || arc.Head >= len(sent.Tokens) || arc.Dep < 0 || arc.Dep >= len(sent.Tokens) || arc.Head == arc.Dep || arc.Deprel == "" {
				t.Fatalf("relation %+v among %d tokens", arc, len(sent.Tokens))
			}
		}
	})
}

// TestTreebanks holds the F1 of the relations that the basic tree lacks, on
// gold trees.
func TestTreebanks(t *testing.T) {
	dir := os.Getenv("FACTGRAPH_DATA")
	if dir == "" {
		t.Skip("FACTGRAPH_DATA is not set: the scores on the treebanks are left out")
	}
	for _, bar := range []struct {
		name string
		f1   float64 // percent
	}{
		{"ewt-dev", 96.5},
		{"gum-dev", 94.5},
	} {
		gold, found, right := 0, 0, 0
		for _, doc := range treebank(t, dir, bar.name) {
			for _, sent := range doc.Sentences {
				want := make(map[document.Arc]bool)
				for _, arc := range sent.Enhanced {
					want[arc] = true
				}
				enhance.Annotate(&sent)
				gold += len(want)
				found += len(sent.Enhanced)
				for _, arc := range sent.Enhanced {
					if want[arc] {
						right++
					}
				}
			}
		}
		f1 := 200 * float64(right) / float64(gold+found)
		t.Logf("%s: F1 %.2f of %d relations", bar.name, f1, gold)
		if f1 < bar.f1 {
			t.Errorf("%s: F1 %.2f, want %.2f", bar.name, f1, bar.f1)
		}
	}
}

func treebank(tb testing.TB, dir, name string) []*conllu.Document {
	tb.Helper()
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

func BenchmarkAnnotate(b *testing.B) {
	file, err := os.ReadFile(filepath.Join("testdata", "trees.txt"))
	if err != nil {
		b.Fatal(err)
	}
	var sents []document.Sentence
	tokens := 0
	for block := range strings.SplitSeq(string(file), "\n\n") {
		var sent document.Sentence
		for line := range strings.SplitSeq(block, "\n") {
			if len(strings.Fields(line)) == 7 && !strings.ContainsAny(line[:1], "=>#") {
				sent.Tokens = append(sent.Tokens, token(b, line))
				tokens++
			}
		}
		sents = append(sents, sent)
	}
	for b.Loop() {
		for i := range sents {
			enhance.Annotate(&sents[i])
		}
	}
	b.ReportMetric(float64(tokens*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
