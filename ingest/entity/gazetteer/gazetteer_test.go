package gazetteer

import "testing"

func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		key, name string
		kind      Kind
		country   string
	}{
		{"us", "United States", Country, "US"},
		{"united states of america", "United States", Country, "US"},
		{"north korea", "North Korea", Country, "KP"},
		{"georgia", "Georgia", Country, "GE"},
		{"calif", "California", Region, "US"},
		{"london", "London", City, "GB"},
		{"lodz", "Łódź", City, "PL"},
		{"singapore", "Singapore", Country, "SG"},
		{"geneva", "Geneva", City, "CH"},
		{"geneve", "Geneva", City, "CH"},
		{"turkiye", "Turkey", Country, "TR"},
	} {
		found := Places(c.key)
		if len(found) == 0 {
			t.Errorf("Places(%q): none, want %s", c.key, c.name)
			continue
		}
		if p := found[0]; p.Name != c.name || p.Kind != c.kind || p.Country != c.country {
			t.Errorf("Places(%q)[0] = %+v, want %s, a %s of %s", c.key, p, c.name, c.kind, c.country)
		}
	}
	if got := Places("nowhere at all"); got != nil {
		t.Errorf("Places of an unknown name = %v", got)
	}
	if n := len(Places("georgia")); n != 2 {
		t.Errorf("Places(georgia) has %d places, want the country and the state", n)
	}
}

func TestNationalityOf(t *testing.T) {
	for word, want := range map[string]Nationality{
		"Syrian":    {"SY", "Syrians", false},
		"Russians":  {"RU", "Russians", true},
		"Germans":   {"DE", "Germans", true},
		"Chinese":   {"CN", "Chinese people", false},
		"u.s.":      {"US", "Americans", false},
		"Frenchmen": {"FR", "French people", true},
	} {
		got, ok := NationalityOf(word)
		if !ok || got.Country != want.Country || got.People != want.People {
			t.Errorf("NationalityOf(%q) = %+v, %v, want %+v", word, got, ok, want)
		}
	}
	if _, ok := NationalityOf("table"); ok {
		t.Error("table is no nationality")
	}
}

func TestRank(t *testing.T) {
	if Rank("the") == 0 || Rank("the") > 5 || Rank("zyzzyva") != 0 {
		t.Errorf("Rank(the) = %d, Rank(zyzzyva) = %d", Rank("the"), Rank("zyzzyva"))
	}
}
