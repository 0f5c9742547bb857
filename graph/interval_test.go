package graph_test

import (
	"testing"
	"time"

	"factgraph/graph"
)

func TestInterval(t *testing.T) {
	for value, want := range map[string]string{
		"2017-11-11":            "2017-11-11 2017-11-12",
		"2017-12":               "2017-12-01 2018-01-01",
		"2016-02":               "2016-02-01 2016-03-01",
		"2017":                  "2017-01-01 2018-01-01",
		"2017-11-11/2017-11-12": "2017-11-11 2017-11-13",
		"2017-11/2018":          "2017-11-01 2019-01-01",
		"2017-11-11/..":         "2017-11-11 0001-01-01",
		"../2017":               "0001-01-01 2018-01-01",
		"2017-11-11T10:30Z":     "",
		"2017-11-31":            "",
		"Saturday":              "",
		"..":                    "",
		"../..":                 "",
		"":                      "",
		"2017/Saturday":         "",
	} {
		start, end, ok := graph.Interval(value)
		got := start.Format(time.DateOnly) + " " + end.Format(time.DateOnly)
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("Interval(%q) = %q, want %q", value, got, want)
		}
	}
}
