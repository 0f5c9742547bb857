package fact_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"factgraph/ingest/document"
	"factgraph/ingest/fact"
	"factgraph/ingest/parse/segment"
)

// TestOpenIE reads testdata/openie/sentences.txt: a tokenized sentence at the
// margin, its extractions below, the parts between bars.
func TestOpenIE(t *testing.T) {
	const file = "testdata/openie/sentences.txt"
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	pipeline := newPipeline(t)
	var got bytes.Buffer
	for line := range strings.Lines(string(want)) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, " ") {
			continue
		}
		fmt.Fprintln(&got, line)
		if line == "" || line[0] == '#' {
			continue
		}
		doc := &document.Document{Text: line, Sentences: segment.Tokenized(line)}
		if err := pipeline.parser.Parse(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
		for _, e := range fact.OpenIE(doc) {
			parts := append([]string{e.Subject, e.Relation, e.Object}, e.Arguments...)
			fmt.Fprintln(&got, "  "+strings.Join(parts, " | "))
			checkWords(t, line, e)
		}
	}
	if *rewrite {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	compare(t, file, string(want), got.String())
}

// checkWords tells whether subject and object are made of tokens of the
// sentence and the confidence is a probability.
func checkWords(t *testing.T, sentence string, e fact.Extraction) {
	t.Helper()
	tokens := make(map[string]bool)
	for _, token := range strings.Fields(sentence) {
		tokens[token] = true
	}
	for _, word := range strings.Fields(e.Subject + " " + e.Object) {
		if !tokens[word] {
			t.Errorf("%q: %q is no token of the sentence", sentence, word)
		}
	}
	if e.Confidence <= 0 || e.Confidence >= 1 {
		t.Errorf("%q: confidence %v", sentence, e.Confidence)
	}
}
