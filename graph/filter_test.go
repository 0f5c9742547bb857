package graph_test

import (
	"testing"
	"time"

	"factgraph/graph"
)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func TestFilterMatch(t *testing.T) {
	fact := &graph.Fact{
		Subject: "trump", Predicate: "met", Object: graph.EntityObject("putin"), Modality: graph.Asserted,
		AttributedTo: []graph.EntityID{"tass"}, Confidence: 0.8,
		Evidence: []graph.Evidence{
			{Article: "dated"},
			{Article: "timed", Qualifiers: []graph.Qualifier{
				{Role: "time", Value: graph.LiteralObject("2017-11-11/2017-11-12", graph.DateType)},
				{Role: "place", Value: graph.EntityObject("vietnam")},
			}},
		},
	}
	dates := map[graph.ArticleID]time.Time{
		"dated": time.Date(2015, 3, 4, 18, 30, 0, 0, time.FixedZone("", 3600)),
		"timed": day(2019, 1, 1), // doesn't count: the evidence has its own time
	}
	yes, no := true, false
	for _, test := range []struct {
		name   string
		filter graph.Filter
		want   bool
	}{
		{"nothing", graph.Filter{}, true},
		{"subject", graph.Filter{Subject: "trump"}, true},
		{"another subject", graph.Filter{Subject: "putin"}, false},
		{"predicate", graph.Filter{Predicate: "met"}, true},
		{"another predicate", graph.Filter{Predicate: "meet"}, false},
		{"object", graph.Filter{Object: graph.EntityObject("putin")}, true},
		{"a literal of the same text", graph.Filter{Object: graph.LiteralObject("putin", graph.StringType)}, false},
		{"entity as object", graph.Filter{Entity: "putin"}, true},
		{"entity as speaker", graph.Filter{Entity: "tass"}, true},
		{"entity as qualifier", graph.Filter{Entity: "vietnam"}, true},
		{"another entity", graph.Filter{Entity: "xi"}, false},
		{"article", graph.Filter{Article: "timed"}, true},
		{"another article", graph.Filter{Article: "other"}, false},
		{"speaker", graph.Filter{By: "tass"}, true},
		{"another speaker", graph.Filter{By: "trump"}, false},
		{"modality", graph.Filter{Modality: graph.Asserted}, true},
		{"another modality", graph.Filter{Modality: graph.Future}, false},
		{"not negated", graph.Filter{Negated: &no}, true},
		{"negated", graph.Filter{Negated: &yes}, false},
		{"plain", graph.Filter{Plain: true}, true},
		{"confidence", graph.Filter{MinConfidence: 0.8}, true},
		{"more confidence", graph.Filter{MinConfidence: 0.81}, false},
		{"within its time", graph.Filter{Since: day(2017, 11, 12), Until: day(2017, 11, 12)}, true},
		{"after its time", graph.Filter{Since: day(2017, 11, 13)}, false},
		{"until its first day", graph.Filter{Since: day(2017, 1, 1), Until: day(2017, 11, 11)}, true},
		{"before its first day", graph.Filter{Since: day(2017, 1, 1), Until: day(2017, 11, 10)}, false},
		{"on the article's day", graph.Filter{Since: day(2015, 3, 4), Until: day(2015, 3, 4)}, true},
		{"the day after the article's", graph.Filter{Since: day(2015, 3, 5), Until: day(2015, 3, 6)}, false},
		{"on the day of the article whose time doesn't count", graph.Filter{Since: day(2019, 1, 1), Until: day(2019, 1, 1)}, false},
	} {
		if got := test.filter.Match(fact, func(id graph.ArticleID) time.Time { return dates[id] }); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
	undated := &graph.Fact{Evidence: []graph.Evidence{{Article: "none"}}}
	filter := graph.Filter{Until: day(2030, 1, 1)}
	if filter.Match(undated, func(graph.ArticleID) time.Time { return time.Time{} }) {
		t.Error("a fact without a time matches a filter that asks for one")
	}
}
