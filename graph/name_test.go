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

func TestFullestName(t *testing.T) {
	for _, c := range []struct {
		names []Count
		want  string
	}{
		{nil, ""},
		{[]Count{{"Trump", 12}, {"Donald Trump", 1}}, "Donald Trump"},
		{[]Count{{"Donald Trump", 3}, {"Donald John Trump", 1}}, "Donald Trump"},
		{[]Count{{"Donald Trump", 2}, {"Donald J. Trump", 2}}, "Donald Trump"},
		{[]Count{{"Trump", 100}, {"Donald Trump Junior Building Company", 1}}, "Trump"},
		{[]Count{{"APEC", 4}, {"Asia Pacific Economic Cooperation", 1}}, "Asia Pacific Economic Cooperation"},
		{[]Count{{"Hanwell Foods", 2}, {"Hanwell", 9}, {"Hanwell Foods Company", 1}}, "Hanwell Foods Company"},
		{[]Count{{"B", 1}, {"A", 1}}, "A"},
	} {
		if got := FullestName(c.names); got != c.want {
			t.Errorf("FullestName(%v) = %q, want %q", c.names, got, c.want)
		}
	}
}

func TestIsAcronym(t *testing.T) {
	for _, c := range []struct {
		short, long string
		want        bool
	}{
		{"APEC", "Asia Pacific Economic Cooperation", true},
		{"A.P.E.C.", "Asia-Pacific Economic Cooperation", true},
		{"BoE", "the Bank of England", true},
		{"FBI", "Federal Bureau of Investigation", true},
		{"FBI", "Federal Bureau", false},
		{"A", "Apple", false},
		{"", "", false},
	} {
		if got := IsAcronym(c.short, c.long); got != c.want {
			t.Errorf("IsAcronym(%q, %q) = %v", c.short, c.long, got)
		}
	}
}
