package learn

import (
	"cmp"
	"slices"
)

// counter counts strings.
type counter map[string]int

func (c *counter) add(s string) {
	if *c == nil {
		*c = counter{}
	}
	(*c)[s]++
}

// atLeast returns the strings counted n times or more, most frequent first.
func (c counter) atLeast(n int) []string {
	var keys []string
	for k, v := range c {
		if v >= n {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(c[b]-c[a], cmp.Compare(a, b))
	})
	return keys
}
