package model

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func TestNamesRoundTrip(t *testing.T) {
	for _, spans := range [][]NameSpan{
		nil,
		{{0, 0, 0}},
		{{0, 1, 2}, {2, 2, 2}, {3, 6, 0}},
	} {
		const n, types = 8, 3
		tags := EncodeNames(spans, n)
		scores := make([]float32, n*(1+4*types))
		for i, tag := range tags {
			scores[i*(1+4*types)+tag] = 1
		}
		if got := DecodeNames(scores, n, 1+4*types); !reflect.DeepEqual(got, spans) {
			t.Errorf("%v came back as %v", spans, got)
		}
	}
}

// TestDecodeNames holds that whatever the scores, names are in order, apart and
// within the sentence.
func TestDecodeNames(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		n, types := 1+r.IntN(12), 1+r.IntN(4)
		scores := make([]float32, n*(1+4*types))
		for i := range scores {
			scores[i] = float32(r.NormFloat64())
		}
		last := -1
		for _, s := range DecodeNames(scores, n, 1+4*types) {
			if s.First <= last || s.Last < s.First || s.Last >= n || s.Type < 0 || s.Type >= types {
				t.Fatalf("bad name %v after word %d of %d", s, last, n)
			}
			last = s.Last
		}
	}
}

func TestSplitPlaces(t *testing.T) {
	m := &Model{labels: Labels{Names: []string{"PERSON", "LOC"}}, gazetteer: NewGazetteer()}
	m.gazetteer.add("San José", kindCity)
	m.gazetteer.add("Mexico", kindCountry)
	m.gazetteer.add("Costa Rica", kindCountry)
	m.gazetteer.add("Mexico City", kindCity)
	for text, want := range map[string][]NameSpan{
		"San José Costa Rica":         {{0, 1, 1}, {2, 3, 1}},
		"Mexico City":                 {{0, 1, 1}},
		"mexico city mexico":          {{0, 1, 1}, {2, 2, 1}},
		"Gulf Mexico":                 {{0, 1, 1}},
		"San José Costa Rica Airport": {{0, 4, 1}},
	} {
		words := strings.Fields(text)
		if got := m.splitPlaces([]NameSpan{{0, len(words) - 1, 1}}, words); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
	if got := m.splitPlaces([]NameSpan{{0, 2, 0}}, []string{"Mexico", "City", "Mexico"}); len(got) != 1 {
		t.Error("a person is split")
	}
}
