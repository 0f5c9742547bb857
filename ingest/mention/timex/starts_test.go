package timex

import (
	"os"
	"strings"
	"testing"
)

// What starts rules out must be nothing that a rule finds.
func TestStarts(t *testing.T) {
	text, err := os.ReadFile("testdata/timex.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		in, _, _ := strings.Cut(line, "=>")
		s := newScanner(tokens(in))
		for i := range s.words {
			if _, next := s.expression(i); next > i && !s.starts(i) {
				t.Errorf("%q: %q begins an expression", in, s.words[i])
			}
		}
	}
}
