package model

import "strings"

// splitPlaces cuts names like "San Francisco California", which the tagger tends
// to find as one, into the two places they are: a known city before the region
// or country that it lies in. Names that the gazetteer knows as a whole stay.
func (m *Model) splitPlaces(spans []NameSpan, words []string) []NameSpan {
	var out []NameSpan
	for _, s := range spans {
		if cut := m.placeBoundary(s, words); cut > 0 {
			out = append(out, NameSpan{s.First, cut - 1, s.Type})
			s.First = cut
		}
		out = append(out, s)
	}
	return out
}

// placeBoundary returns the word at which the second place begins, 0 if the name
// is one place.
func (m *Model) placeBoundary(s NameSpan, words []string) int {
	if m.labels.Names[s.Type] != "LOC" || s.First == s.Last {
		return 0
	}
	kinds := func(first, last int) uint16 {
		return m.gazetteer.kinds[gloveKey(strings.Join(words[first:last+1], " "))]
	}
	const city, area = 1 << kindCity, 1<<kindCountry | 1<<kindRegion
	if kinds(s.First, s.Last)&(city|area) != 0 {
		return 0
	}
	for cut := s.First + 1; cut <= s.Last; cut++ {
		if kinds(s.First, cut-1)&city != 0 && kinds(cut, s.Last)&area != 0 {
			return cut
		}
	}
	return 0
}
