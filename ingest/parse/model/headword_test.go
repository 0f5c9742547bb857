package model

import (
	"strings"
	"testing"
)

func TestHeadType(t *testing.T) {
	for name, want := range map[string]string{
		"Treaty of Paris": "document", "Resolution 2254": "document", "World War II": "event", "2016 U.S. election": "event",
		"Nobel Prize in Physics": "concept", "Battle of the Somme": "event", "Galaxy S8": "", "French": "", "": "", "of": "", "2016": "",
	} {
		if got := HeadType(strings.Fields(name)); got != want {
			t.Errorf("HeadType(%s) is %q, want %q", name, got, want)
		}
	}
}
