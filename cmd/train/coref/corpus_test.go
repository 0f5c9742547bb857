package coref

import (
	"compress/gzip"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"factgraph/ingest/document"
	"factgraph/ingest/mention"
	"factgraph/ingest/parse"
)

// writeFile writes a gzipped file of one line or more.
func writeFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func tools(t *testing.T) (*parse.Parser, *mention.Resolver) {
	t.Helper()
	p, err := parse.Load()
	if err != nil {
		t.Fatal(err)
	}
	r, err := mention.Load()
	if err != nil {
		t.Fatal(err)
	}
	return p, r
}

func TestGAP(t *testing.T) {
	parser, resolver := tools(t)
	ctx := context.Background()
	const text = "In café Élan, Maria Lopez met Peter Novak. She paid."
	path := writeFile(t, "gap.tsv.gz", "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"+
		"x-1\t"+text+"\tShe\t43\tMaria Lopez\t14\tTRUE\tPeter Novak\t30\tFALSE\thttp://example.org\n")
	snippets, err := ReadGAP(ctx, path, parser)
	if err != nil {
		t.Fatal(err)
	}
	if len(snippets) != 1 {
		t.Fatalf("%d snippets, want 1", len(snippets))
	}
	s := snippets[0]
	for span, want := range map[document.Span]string{s.Pronoun: "She", s.Names[0]: "Maria Lopez", s.Names[1]: "Peter Novak"} {
		if got := text[span.Start:span.End]; got != want {
			t.Errorf("span %v is %q, want %q", span, got, want)
		}
	}
	scores, err := EvaluateGAP(ctx, resolver, snippets)
	if err != nil {
		t.Fatal(err)
	}
	if scores.All.F1() != 1 || scores.Feminine.F1() != 1 || scores.Masculine.F1() != 0 {
		t.Errorf("scores %+v", *scores)
	}
	if _, err := ReadGAP(ctx, writeFile(t, "bad.tsv.gz", "x-1\tno columns\n"), parser); err == nil || !strings.Contains(err.Error(), "columns") {
		t.Errorf("error %v for a bad line", err)
	}
}

func TestGivenMentions(t *testing.T) {
	parser, resolver := tools(t)
	ctx := context.Background()
	path := writeFile(t, "given.jsonl.gz", `{"doc": "x", "genre": "news", "sents": [["Maria", "Lopez", "won", "the", "race", "."], ["She", "thanked", "her", "coach", "."]], "mentions": [{"s": 0, "b": 0, "e": 2, "h": 0, "c": "1"}, {"s": 0, "b": 3, "e": 5, "c": "2"}, {"s": 1, "b": 0, "e": 1, "c": "1"}, {"s": 1, "b": 2, "e": 3, "c": "1"}]}`+"\n")
	docs, err := ReadTokens(ctx, path, parser)
	if err != nil {
		t.Fatal(err)
	}
	for _, single := range []bool{false, true} {
		s, err := EvaluateGiven(ctx, resolver, docs, single)
		if err != nil {
			t.Fatal(err)
		}
		if s.CoNLL() != 1 {
			t.Errorf("CoNLL %v with single ones %v, want 1", s.CoNLL(), single)
		}
	}
	s, err := EvaluateGUM(ctx, resolver, docs)
	if err != nil {
		t.Fatal(err)
	}
	if s.CoNLL() != 1 {
		t.Errorf("CoNLL %v with mentions of its own, want 1", s.CoNLL())
	}
	if choices, err := Choices(ctx, resolver, docs); err != nil || len(choices) == 0 {
		t.Errorf("%d choices, error %v", len(choices), err)
	}
	if _, err := ReadTokens(ctx, writeFile(t, "bad.jsonl.gz", `{"doc": "x", "sents": [["a"]], "mentions": [{"s": 0, "b": 0, "e": 3}]}`), parser); err == nil {
		t.Error("a mention outside its sentence was read")
	}
}

func TestByteOffset(t *testing.T) {
	for _, test := range []struct {
		text string
		n    int
		want int
	}{{"abc", 0, 0}, {"abc", 2, 2}, {"éa", 1, 2}, {"é", 1, 2}, {"", 5, 0}} {
		if got := byteOffset(test.text, test.n); got != test.want {
			t.Errorf("byteOffset(%q, %d) = %d, want %d", test.text, test.n, got, test.want)
		}
	}
}
