package rdf

import (
	"hash/maphash"
	"slices"
)

// Isomorphic tells whether two sets of quads are the same up to the labels of
// their blank nodes. It colours blank nodes by what stands around them and tries
// out what the colours leave open, so it is for test data and small documents.
func Isomorphic(a, b []Quad) bool {
	a, b = distinct(a), distinct(b)
	if len(a) != len(b) {
		return false
	}
	in := make(map[Quad]bool, len(b))
	for _, q := range b {
		in[q] = true
	}
	seed := maphash.MakeSeed()
	colorA, colorB := colors(a, seed), colors(b, seed)
	if len(colorA) != len(colorB) {
		return false
	}
	m := &matcher{quads: a, in: in, candidates: make(map[string][]string), to: make(map[string]string), used: make(map[string]bool)}
	for label, color := range colorA {
		for other, c := range colorB {
			if c == color {
				m.candidates[label] = append(m.candidates[label], other)
			}
		}
		if len(m.candidates[label]) == 0 {
			return false
		}
		m.order = append(m.order, label)
	}
	slices.SortFunc(m.order, func(x, y string) int { return len(m.candidates[x]) - len(m.candidates[y]) })
	return m.match(0)
}

func distinct(quads []Quad) []Quad {
	seen := make(map[Quad]bool, len(quads))
	var kept []Quad
	for _, q := range quads {
		if !seen[q] {
			seen[q] = true
			kept = append(kept, q)
		}
	}
	return kept
}

// colors gives each blank node a number that depends on its surroundings only.
func colors(quads []Quad, seed maphash.Seed) map[string]uint64 {
	color := make(map[string]uint64)
	for _, q := range quads {
		for _, t := range []Term{q.Subject, q.Object, q.Graph} {
			if t.Kind == Blank {
				color[t.Value] = 1
			}
		}
	}
	type shade struct {
		term  Term
		color uint64
	}
	look := func(t Term, self string) shade {
		switch {
		case t.Kind != Blank:
			return shade{t, 0}
		case t.Value == self:
			return shade{Term{}, 2}
		}
		return shade{Term{}, color[t.Value]}
	}
	for range min(len(color)+1, 8) {
		next := make(map[string]uint64, len(color))
		for _, q := range quads {
			seen := make(map[string]bool, 3)
			for _, t := range []Term{q.Subject, q.Object, q.Graph} {
				if t.Kind == Blank && !seen[t.Value] {
					seen[t.Value] = true
					l := t.Value
					next[l] += maphash.Comparable(seed, [4]shade{look(q.Subject, l), look(q.Predicate, l), look(q.Object, l), look(q.Graph, l)})
				}
			}
		}
		for l, c := range next {
			next[l] = c + 31*color[l]
		}
		color = next
	}
	return color
}

type matcher struct {
	quads      []Quad
	in         map[Quad]bool
	order      []string
	candidates map[string][]string
	to         map[string]string
	used       map[string]bool
}

// match maps the blank nodes from the i-th on.
func (m *matcher) match(i int) bool {
	if i == len(m.order) {
		return m.consistent(true)
	}
	for _, other := range m.candidates[m.order[i]] {
		if m.used[other] {
			continue
		}
		m.to[m.order[i]], m.used[other] = other, true
		if m.consistent(false) && m.match(i+1) {
			return true
		}
		delete(m.to, m.order[i])
		delete(m.used, other)
	}
	return false
}

// consistent tells whether the quads whose nodes are all mapped are in the other
// set.
func (m *matcher) consistent(all bool) bool {
	for _, q := range m.quads {
		mapped := true
		for _, t := range []*Term{&q.Subject, &q.Object, &q.Graph} {
			if t.Kind == Blank {
				label, ok := m.to[t.Value]
				mapped = mapped && ok
				t.Value = label
			}
		}
		if (mapped || all) && !m.in[q] {
			return false
		}
	}
	return true
}
