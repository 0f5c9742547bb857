package learn

import (
	"math/rand/v2"
	"unicode"
	"unicode/utf8"
)

// shareSwapped is the share of training sentences whose names are exchanged for
// others of their kind, so that the network learns names by what is said of
// them and not by heart.
const shareSwapped = 0.2

// mentions are the names of the gold data by type and number of words.
type mentions map[mentionKind][][]string

type mentionKind struct {
	label string
	words int
}

func collectMentions(sets ...[]*Sentence) mentions {
	m := mentions{}
	for _, set := range sets {
		for _, s := range set {
			for _, sp := range bioSpans(s.Names) {
				if k := (mentionKind{sp.label, sp.last - sp.first + 1}); swappable(s, sp) {
					m[k] = append(m[k], s.Forms[sp.first:sp.last+1])
				}
			}
		}
	}
	return m
}

// swappable tells whether a name is written as one and short; MISC names are of
// too many kinds.
func swappable(s *Sentence, sp bioSpan) bool {
	r, _ := utf8.DecodeRuneInString(s.Forms[sp.first])
	return sp.label != "MISC" && sp.last-sp.first < 4 && unicode.IsUpper(r)
}

// swap exchanges the names of a sentence, now and then, for others of the same
// type and number of words. The tree stays as it is.
func (m mentions) swap(s *Sentence, r *rand.Rand) *Sentence {
	if s.Names == nil || r.Float64() >= shareSwapped {
		return s
	}
	c := s
	for _, sp := range bioSpans(s.Names) {
		others := m[mentionKind{sp.label, sp.last - sp.first + 1}]
		if !swappable(s, sp) || len(others) == 0 {
			continue
		}
		if c == s {
			c = recase(s, func(form string) string { return form })
		}
		copy(c.Forms[sp.first:], others[r.IntN(len(others))])
	}
	return c
}
