package model

import (
	"math"
	"math/rand/v2"
	"testing"
)

// bestTree tries every assignment of heads.
func bestTree(scores []float32, n int) float64 {
	best := math.Inf(-1)
	heads := make([]int, n)
	var try func(d int, sum float64)
	try = func(d int, sum float64) {
		if d == n {
			roots := 0
			for _, h := range heads {
				if h < 0 {
					roots++
				}
			}
			if roots == 1 && acyclic(heads) {
				best = max(best, sum)
			}
			return
		}
		for h := 0; h <= n; h++ {
			if h != d+1 {
				heads[d] = h - 1
				try(d+1, sum+float64(scores[d*(n+1)+h]))
			}
		}
	}
	try(0, 0)
	return best
}

// TestTree compares with an exhaustive search on random scores.
func TestTree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for n := 1; n <= 5; n++ {
		for range 200 {
			scores := make([]float32, n*(n+1))
			for i := range scores {
				scores[i] = float32(r.NormFloat64() * 3)
			}
			heads := Tree(scores, n)
			sum, roots := 0.0, 0
			for d, h := range heads {
				sum += float64(scores[d*(n+1)+h+1])
				if h < 0 {
					roots++
				}
			}
			if roots != 1 || !acyclic(heads) {
				t.Fatalf("%v is no tree", heads)
			}
			if want := bestTree(scores, n); math.Abs(sum-want) > 1e-4 {
				t.Fatalf("%d words: the tree %v scores %v, the best %v", n, heads, sum, want)
			}
		}
	}
}

// TestTreeLarge holds that the worst case ends: equal scores make every word's
// best head part of a circle or the root.
func TestTreeLarge(t *testing.T) {
	const n = 300
	scores := make([]float32, n*(n+1))
	for d := range n {
		scores[d*(n+1)+(d^1)%n+1] = 1 // pairs that prefer each other
	}
	heads := Tree(scores, n)
	if !acyclic(heads) {
		t.Error("not a tree")
	}
}
