package entity

import (
	"cmp"
	"maps"
	"slices"

	"factgraph/graph"
)

// counts is a multiset of texts.
type counts map[string]int

func (c counts) add(text string) {
	if text != "" {
		c[text]++
	}
}

func (c counts) addAll(other counts) {
	for text, n := range other {
		c[text] += n
	}
}

// list is the counts, most frequent first, then by text.
func (c counts) list() []graph.Count {
	if len(c) == 0 {
		return nil
	}
	all := make([]graph.Count, 0, len(c))
	for _, text := range slices.Sorted(maps.Keys(c)) {
		all = append(all, graph.Count{Text: text, N: c[text]})
	}
	slices.SortStableFunc(all, func(a, b graph.Count) int { return cmp.Compare(b.N, a.N) })
	return all
}

// top is the most frequent text, the first in the alphabet where they tie.
func (c counts) top() string {
	if all := c.list(); len(all) > 0 {
		return all[0].Text
	}
	return ""
}
