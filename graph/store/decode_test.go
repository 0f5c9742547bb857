package store

import (
	"bytes"
	"testing"

	"factgraph/graph"
)

// FuzzDecode reads any bytes as every record: an error at worst.
func FuzzDecode(f *testing.F) {
	f.Add([]byte{1, 2, 3})
	f.Add([]byte{0, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Add(bytes.Repeat([]byte{1}, 60))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = decodeTerm(b)
		_, _ = decodeArticle(b)
		_, _ = decodeParts(b, func(graph.ID) (graph.EntityID, error) { return "", nil })
		_, _, _ = decodeTally(b)
		_, _, _ = decodeFact(b)
		_, _ = decodeNamed(b)
		_, _ = evidencePhrases(b, "p")
		_, _ = joinEvidence(b, append(b, 1))
		_, _ = decodeLinks("a", b, func(graph.ID) (graph.EntityID, error) { return "", nil })
		for o := spo; o < orders; o++ {
			_, _, _ = readStatement(o, b)
		}
	})
}
