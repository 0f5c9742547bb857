package fact_test

import (
	"os"
	"strings"
	"testing"

	"factgraph/ingest/fact"
)

// BenchmarkExtract measures trees to facts, in tokens a second.
func BenchmarkExtract(b *testing.B) {
	file, err := os.ReadFile("testdata/attribution.txt")
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	for line := range strings.Lines(string(file)) {
		if line[0] != '#' && line[0] != ' ' {
			text.WriteString(line)
		}
	}
	doc := newPipeline(b).analyze(b, text.String())
	tokens := 0
	for _, s := range doc.Sentences {
		tokens += len(s.Tokens)
	}
	for b.Loop() {
		fact.Extract(doc)
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
