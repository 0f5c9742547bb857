package graph_test

import (
	"fmt"
	"reflect"
	"testing"

	"factgraph/graph"
)

func TestTally(t *testing.T) {
	count := func(text string, n int) graph.Count { return graph.Count{Text: text, N: n} }
	a := &graph.Entity{ID: "trump", Name: "Trump", Type: graph.Person, Keys: []string{"trump"},
		Aliases: []graph.Count{count("Trump", 3)}, Types: []graph.Count{count("person", 3)}, Roles: []graph.Count{count("president", 1)}}
	b := &graph.Entity{ID: "trump", Name: "Donald Trump", Type: graph.Organization, Keys: []string{"donald trump", "trump"},
		Aliases: []graph.Count{count("Donald Trump", 1), count("Trump", 1)}, Types: []graph.Count{count("organization", 2)}}
	var tally graph.Tally
	tally.Add(a)
	tally.Add(b)
	want := &graph.Entity{ID: "trump", Name: "Donald Trump", Type: graph.Person, Keys: []string{"donald trump", "trump"},
		Aliases: []graph.Count{count("Trump", 4), count("Donald Trump", 1)},
		Types:   []graph.Count{count("person", 3), count("organization", 2)}, Roles: []graph.Count{count("president", 1)}}
	if got := tally.Entity("trump"); !reflect.DeepEqual(got, want) {
		t.Errorf("the sum is\n%+v, want\n%+v", got, want)
	}
	tally.Subtract(a)
	var alone graph.Tally
	alone.Add(b)
	if fmt.Sprint(tally) != fmt.Sprint(alone) {
		t.Errorf("the remainder is\n%+v, want\n%+v", tally, alone)
	}
	if tally.Entity("trump").Type != graph.Organization {
		t.Errorf("the remainder is a %s", tally.Entity("trump").Type)
	}
}
