package graph_test

import (
	"reflect"
	"strings"
	"testing"

	"factgraph/graph"
)

// speech is an article in which two men of one name were taken for one:
// "Bush said that Reagan was wise. Bush criticised him." It has a claim, so that
// ids have to follow.
func speech(t *testing.T) *graph.Contribution {
	t.Helper()
	wise := graph.Fact{
		Subject: "reagan", Predicate: "was", Object: graph.LiteralObject("wise", graph.StringType),
		Modality: graph.Asserted, AttributedTo: []graph.EntityID{"bush"},
		Evidence: []graph.Evidence{{Sentence: 0, Start: 0, End: 31, SubjectStart: 15, SubjectEnd: 21}},
	}
	wise.ID = wise.ComputeID()
	said := graph.Fact{
		Subject: "bush", Predicate: "said", Object: graph.ClaimObject(wise.ID, "Reagan was wise"), Modality: graph.Asserted,
		Evidence: []graph.Evidence{{Sentence: 0, Start: 0, End: 31, SubjectStart: 0, SubjectEnd: 4}},
	}
	criticised := graph.Fact{
		Subject: "bush", Predicate: "criticised", Object: graph.EntityObject("reagan"), Modality: graph.Asserted,
		Evidence: []graph.Evidence{{Sentence: 1, Start: 32, End: 52, SubjectStart: 32, SubjectEnd: 36, ObjectStart: 48, ObjectEnd: 51}},
	}
	c, err := (&graph.Contribution{
		Article: graph.Article{ID: "a"},
		Facts:   []graph.Fact{wise, said, criticised},
		Entities: []graph.Entity{
			{ID: "bush", Name: "Bush", Type: graph.Person, Aliases: []graph.Count{{Text: "Bush", N: 2}}, Keys: []string{"bush"}},
			{ID: "reagan", Name: "Reagan", Type: graph.Person, Aliases: []graph.Count{{Text: "Reagan", N: 1}}, Keys: []string{"reagan"}},
		},
		Links: []graph.Link{
			{Start: 0, End: 4, Text: "Bush", Entity: "bush"}, {Start: 15, End: 21, Text: "Reagan", Entity: "reagan"},
			{Start: 32, End: 36, Text: "Bush", Entity: "bush"}, {Start: 48, End: 51, Text: "him", Entity: "reagan"},
		},
	}).Normal()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// summary says a contribution's facts and entities in short.
func summary(c *graph.Contribution) map[string]bool {
	all := make(map[string]bool)
	byID := make(map[graph.FactID]*graph.Fact)
	for i := range c.Facts {
		byID[c.Facts[i].ID] = &c.Facts[i]
	}
	for _, f := range c.Facts {
		object := f.Object.String()
		if f.Object.Kind == graph.FactTerm {
			if about := byID[graph.FactID(f.Object.Value)]; about != nil {
				object = "that " + string(about.Subject) + " " + about.Predicate
			}
		}
		line := string(f.Subject) + " " + f.Predicate + " " + object
		for _, by := range f.AttributedTo {
			line += " by " + string(by)
		}
		all[line] = true
	}
	for _, e := range c.Entities {
		all["entity "+string(e.ID)+" "+e.Name+" "+strings.Join(e.Keys, ",")] = true
	}
	return all
}

func want(t *testing.T, c *graph.Contribution, lines ...string) {
	t.Helper()
	expected := make(map[string]bool)
	for _, line := range lines {
		expected[line] = true
	}
	if got := summary(c); !reflect.DeepEqual(got, expected) {
		t.Errorf("got\n%v, want\n%v", got, expected)
	}
}

func TestMerge(t *testing.T) {
	c := speech(t)
	before := summary(c)
	merged, err := c.Merge(&graph.Entity{ID: "gipper", Name: "The Gipper", Type: graph.Person}, "reagan")
	if err != nil {
		t.Fatal(err)
	}
	want(t, merged,
		`gipper was "wise"^^string by bush`, `bush said that gipper was`, `bush criticised <gipper>`,
		`entity bush Bush bush`, `entity gipper The Gipper reagan`)
	if merged.Links[1].Entity != "gipper" || merged.Links[0].Entity != "bush" {
		t.Errorf("the links are %v", merged.Links)
	}
	if !reflect.DeepEqual(summary(c), before) {
		t.Error("the contribution itself was changed")
	}
}

func TestMove(t *testing.T) {
	c := speech(t)
	son := &graph.Entity{ID: "bush-junior", Name: "Bush Jr.", Type: graph.Person, Keys: []string{"junior"}}
	moved, err := c.Move(c.Links[2:3], son)
	if err != nil {
		t.Fatal(err)
	}
	want(t, moved,
		`reagan was "wise"^^string by bush`, `bush said that reagan was`, `bush-junior criticised <reagan>`,
		`entity bush Bush bush`, `entity bush-junior Bush Jr. bush,junior`, `entity reagan Reagan reagan`)

	// All links: nothing of the old entity stays, and the speaker goes along.
	moved, err = c.Move([]graph.Link{c.Links[0], c.Links[2]}, son)
	if err != nil {
		t.Fatal(err)
	}
	want(t, moved,
		`reagan was "wise"^^string by bush-junior`, `bush-junior said that reagan was`, `bush-junior criticised <reagan>`,
		`entity bush-junior Bush Jr. bush,junior`, `entity reagan Reagan reagan`)
}

func TestNormalRefuses(t *testing.T) {
	ok := func() graph.Fact {
		return graph.Fact{Subject: "s", Predicate: "p", Modality: graph.Asserted, Evidence: []graph.Evidence{{}}}
	}
	for name, spoil := range map[string]func(c *graph.Contribution){
		"no id":           func(c *graph.Contribution) { c.Article.ID = "" },
		"no subject":      func(c *graph.Contribution) { c.Facts[0].Subject = "" },
		"no predicate":    func(c *graph.Contribution) { c.Facts[0].Predicate = "" },
		"no modality":     func(c *graph.Contribution) { c.Facts[0].Modality = "" },
		"another id":      func(c *graph.Contribution) { c.Facts[0].ID = "f123" },
		"no evidence":     func(c *graph.Contribution) { c.Facts[0].Evidence = nil },
		"another article": func(c *graph.Contribution) { c.Facts[0].Evidence[0].Article = "b" },
	} {
		c := &graph.Contribution{Article: graph.Article{ID: "a"}, Facts: []graph.Fact{ok()}}
		if _, err := c.Normal(); err != nil {
			t.Fatal(err)
		}
		spoil(c)
		if _, err := c.Normal(); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
