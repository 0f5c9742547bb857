package main

import (
	"os"
	"testing"

	"factgraph/cmd/train/learn"
)

// TestBars holds the embedded model to the least it must score on the
// development sets.
func TestBars(t *testing.T) {
	data := os.Getenv("FACTGRAPH_DATA")
	if data == "" {
		t.Skip("FACTGRAPH_DATA is unset: the embedded model is not scored on the development sets")
	}
	m, err := openModel("")
	if err != nil {
		t.Fatal(err)
	}
	corpus, err := learn.LoadCorpus(data)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]learn.Scores{}
	for _, r := range learn.EvaluateModel(m, corpus) {
		rows[r.Name] = r.Scores
	}
	ewt, gum := rows["ewt-dev"], rows["gum-dev"]
	uner, named, politics := rows["uner-ewt-dev"], rows["gum-named-dev"], rows["crossner-politics-dev"]
	for _, bar := range []struct {
		name       string
		got, least float64
	}{
		{"EWT UPOS", ewt.Percent(ewt.UPOS), 96},
		{"EWT UAS", ewt.Percent(ewt.UAS), 89},
		{"EWT LAS", ewt.Percent(ewt.LAS), 86.5},
		{"GUM UPOS", gum.Percent(gum.UPOS), 96},
		{"GUM UAS", gum.Percent(gum.UAS), 88},
		{"GUM LAS", gum.Percent(gum.LAS), 85.5},
		{"UNER names", learn.F1(uner.Right3, uner.Gold3, uner.Found3), 76.5},
		{"GUM names", learn.F1(named.Right, named.Gold, named.Found), 68},
		{"politics names", learn.F1(politics.Right, politics.Gold, politics.Found), 66},
	} {
		if bar.got < bar.least {
			t.Errorf("%s: %.2f, at least %.2f wanted", bar.name, bar.got, bar.least)
		}
	}
	for _, guise := range []string{"title", "capitals", "lower"} {
		s := rows["ewt-dev "+guise]
		if lost := ewt.Percent(ewt.LAS) - s.Percent(s.LAS); lost > 3 {
			t.Errorf("%s costs %.2f points of LAS, at most 3 wanted", guise, lost)
		}
	}
}
