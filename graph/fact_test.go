package graph

import (
	"math"
	"testing"
)

// TestCorroborate has articles say one fact: what is said independently adds
// up, what is copied does not.
func TestCorroborate(t *testing.T) {
	for name, test := range map[string]struct {
		evidence []Evidence
		want     float64
	}{
		"one":                       {[]Evidence{{Article: "a", Confidence: 0.7}}, 0.7},
		"two sentences":             {[]Evidence{{Article: "a", Confidence: 0.5}, {Article: "a", Confidence: 0.5}}, 0.75},
		"two articles":              {[]Evidence{{Article: "a", Confidence: 0.5}, {Article: "b", Confidence: 0.5}}, 0.75},
		"a copy":                    {[]Evidence{{Article: "a", Confidence: 0.5}, {Article: "b", CopyOf: "a", Confidence: 0.5}}, 0.5},
		"a copy that is surer":      {[]Evidence{{Article: "a", Confidence: 0.5}, {Article: "b", CopyOf: "a", Confidence: 0.6}}, 0.6},
		"copies of one not here":    {[]Evidence{{Article: "b", CopyOf: "a", Confidence: 0.5}, {Article: "c", CopyOf: "a", Confidence: 0.5}}, 0.5},
		"a copy with two sentences": {[]Evidence{{Article: "a", Confidence: 0.5}, {Article: "b", CopyOf: "a", Confidence: 0.5}, {Article: "b", CopyOf: "a", Confidence: 0.5}}, 0.75},
		"a copy and another":        {[]Evidence{{Article: "a", Confidence: 0.5}, {Article: "b", CopyOf: "a", Confidence: 0.5}, {Article: "c", Confidence: 0.5}}, 0.75},
		"many":                      {[]Evidence{{Article: "a", Confidence: 0.95}, {Article: "b", Confidence: 0.95}}, 0.99},
		"sure":                      {[]Evidence{{Article: "a", Confidence: 1}, {Article: "b", Confidence: 0.5}}, 1},
	} {
		f := Fact{Evidence: test.evidence}
		if f.Corroborate(); math.Abs(f.Confidence-test.want) > 1e-12 {
			t.Errorf("%s: confidence %v, want %v", name, f.Confidence, test.want)
		}
	}
}
