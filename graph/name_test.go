package graph

import (
	"strings"
	"testing"
)

func TestNameKey(t *testing.T) {
	for name, want := range map[string]string{
		"":                        "",
		"…":                       "…",
		"Donald Trump":            "donald trump",
		"  Donald\tTrump ":        "donald trump",
		"U.S.":                    "us",
		"the White House":         "white house",
		"The":                     "the",
		"Apple Inc.":              "apple",
		"Hanwell Foods Co., Ltd.": "hanwell foods",
		"Inc.":                    "inc",
		"Marks & Spencer plc":     "marks and spencer",
		"Recep Tayyip Erdoğan":    "recep tayyip erdogan",
		"Łódź":                    "lodz",
		"Asia-Pacific":            "asia pacific",
		"O’Neill":                 "oneill",
		"Syria's":                 "syria",
		"the Presidents’ Club":    "presidents club",
		"José":                    "jose", // combining accent
		"Москва":                  "москва",
		"B-52":                    "b 52",
	} {
		if got := NameKey(name); got != want {
			t.Errorf("NameKey(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestNewEntityID(t *testing.T) {
	for name, want := range map[string]string{
		"Donald Trump":        "donald-trump",
		"The Economist":       "economist",
		"UNSCR 2254":          "unscr-2254",
		"Apple Inc.":          "apple-inc",
		"São Paulo":           "sao-paulo",
		"al-Assad, Bashar":    "al-assad-bashar",
		"Smith & Sons (2019)": "smith-and-sons-2019",
	} {
		if got := NewEntityID(name); string(got) != want {
			t.Errorf("NewEntityID(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzNameKey(f *testing.F) {
	f.Add("The Apple Inc.")
	f.Add("İstanbul \xff")
	f.Fuzz(func(t *testing.T, name string) {
		key := NameKey(name)
		if words := nameWords(key); len(words) > 0 && strings.Join(words, " ") != key && !strings.HasPrefix(key, "the ") {
			t.Errorf("the key %q of %q folds to %q: a key must fold to itself", key, name, words)
		}
	})
}
