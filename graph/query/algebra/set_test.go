package algebra

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSet compares sets with maps, for variables on both sides of a word's end.
func TestSet(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func() (Set, map[Var]bool) {
		var s Set
		m := make(map[Var]bool)
		for range r.IntN(12) {
			v := Var(1 + r.IntN([]int{10, 70, 300}[r.IntN(3)]))
			s, m[v] = s.With(v), true
		}
		return s, m
	}
	for range 2000 {
		a, x := random()
		b, y := random()
		or, and, without := maps.Clone(x), maps.Clone(x), maps.Clone(x)
		maps.Copy(or, y)
		maps.DeleteFunc(and, func(v Var, _ bool) bool { return !y[v] })
		maps.DeleteFunc(without, func(v Var, _ bool) bool { return y[v] })
		for name, c := range map[string]struct {
			set  Set
			want map[Var]bool
		}{"the set": {a, x}, "or": {a.Or(b), or}, "and": {a.And(b), and}, "without": {a.Without(b), without}} {
			got, want := slices.Collect(c.set.All()), slices.Sorted(maps.Keys(c.want))
			if !slices.Equal(got, want) {
				t.Fatalf("%s of %v and %v: got %v, want %v", name, x, y, got, want)
			}
			if c.set.IsEmpty() != (len(want) == 0) {
				t.Fatalf("%s of %v and %v: IsEmpty is %v", name, x, y, c.set.IsEmpty())
			}
			for v := range Var(400) {
				if c.set.Has(v) != c.want[v] {
					t.Fatalf("%s of %v and %v: Has(%d) is %v", name, x, y, v, c.set.Has(v))
				}
			}
		}
		if a.Meets(b) == (len(and) == 0) {
			t.Fatalf("%v meets %v: %v", x, y, a.Meets(b))
		}
		if a.Within(b) != (len(without) == 0) {
			t.Fatalf("%v within %v: %v", x, y, a.Within(b))
		}
	}
}
