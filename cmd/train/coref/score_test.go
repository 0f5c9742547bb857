package coref

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// chains reads "a b c | d e".
func chains(s string) [][]string {
	var all [][]string
	for part := range strings.SplitSeq(s, "|") {
		if f := strings.Fields(part); len(f) > 0 {
			all = append(all, f)
		}
	}
	return all
}

// TestScores holds the measures to figures published with them.
func TestScores(t *testing.T) {
	type figures struct{ r, p float64 }
	for _, test := range []struct {
		name, key, response string
		muc, b3, ceafe, lea figures
		skipCEAF, skipLEA   bool
	}{
		{
			// Pradhan et al. 2014, section 4; LEA from Moosavi and Strube 2016.
			name: "reference implementation", key: "a b c | d e f g", response: "a b | c d | f g h i",
			muc: figures{2.0 / 5, 2.0 / 5}, b3: figures{0.4167, 0.5}, ceafe: figures{0.65, 0.4333}, lea: figures{0.2381, 0.3333},
		},
		{
			// Bagga and Baldwin 1998, two responses that MUC cannot tell apart.
			name: "small chain spoilt", key: "1 2 3 4 5 | 6 7 | 8 9 A B C", response: "1 2 3 4 5 | 6 7 8 9 A B C",
			muc: figures{1, 0.9}, b3: figures{1, 0.7619}, skipCEAF: true, skipLEA: true,
		},
		{
			name: "large chain spoilt", key: "1 2 3 4 5 | 6 7 | 8 9 A B C", response: "1 2 3 4 5 8 9 A B C | 6 7",
			muc: figures{1, 0.9}, b3: figures{1, 0.5833}, skipCEAF: true, skipLEA: true,
		},
		{
			// Vilain et al. 1995, the last row of their table.
			name: "links", key: "A B C D", response: "A B | C D",
			muc: figures{2.0 / 3, 1}, b3: figures{0.5, 1}, ceafe: figures{0.6667, 0.3333}, lea: figures{1.0 / 3, 1},
		},
		{
			name: "perfect", key: "a b | c d e", response: "c d e | b a",
			muc: figures{1, 1}, b3: figures{1, 1}, ceafe: figures{1, 1}, lea: figures{1, 1},
		},
		{name: "nothing found", key: "a b", response: ""},
	} {
		var s Scores
		Add(&s, chains(test.key), chains(test.response))
		check := func(measure string, got Measure, want figures) {
			if math.Abs(got.Recall.Value()-want.r) > 1e-4 || math.Abs(got.Precision.Value()-want.p) > 1e-4 {
				t.Errorf("%s: %s: recall %.4f precision %.4f, want %.4f %.4f", test.name, measure, got.Recall.Value(), got.Precision.Value(), want.r, want.p)
			}
		}
		check("MUC", s.MUC, test.muc)
		check("B³", s.BCubed, test.b3)
		if !test.skipCEAF {
			check("CEAFe", s.CEAFe, test.ceafe)
		}
		if !test.skipLEA {
			check("LEA", s.LEA, test.lea)
		}
	}
}

// TestAssign compares the assignment with the best of all permutations.
func TestAssign(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		n := 1 + random.IntN(6)
		weights := make([][]float64, n)
		for i := range weights {
			weights[i] = make([]float64, n)
			for j := range weights[i] {
				weights[i][j] = float64(random.IntN(10)) / 10
			}
		}
		got, seen := 0.0, map[int]bool{}
		for i, j := range Assign(weights) {
			got += weights[i][j]
			seen[j] = true
		}
		if want := best(weights, 0, make([]bool, n)); math.Abs(got-want) > 1e-9 || len(seen) != n {
			t.Fatalf("%v: assignment of %v, best is %v", weights, got, want)
		}
	}
}

func best(weights [][]float64, row int, taken []bool) float64 {
	if row == len(weights) {
		return 0
	}
	top := math.Inf(-1)
	for j := range taken {
		if !taken[j] {
			taken[j] = true
			top = max(top, weights[row][j]+best(weights, row+1, taken))
			taken[j] = false
		}
	}
	return top
}
