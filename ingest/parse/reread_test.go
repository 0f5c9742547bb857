package parse

import (
	"testing"

	"factgraph/graph"
)

// TestReread holds which word is the head of headlines and of sentences that are
// read again, and what days and names in them are.
func TestReread(t *testing.T) {
	p := load(t)
	for text, want := range map[string]string{
		"Regulators eye merger of rail firms":                        "eye",
		"Bank axes 400 jobs in Leeds":                                "axes",
		"Storm batters coast, leaves thousands without power":        "batters",
		"Police probe death of cyclist in Bristol":                   "probe",
		"Mayor Backs Plan For New Tram Line":                         "Backs",
		"Rebels free hostages after talks":                           "free",
		"Judge rules nurse must stand trial":                         "rules",
		"Wheat climbs as Odessa ports stay closed":                   "climbs",
		"Drug names of the future":                                   "names",
		"Human rights court in Strasbourg":                           "court",
		"Ice cover in the Arctic":                                    "cover",
		"Halden Marine named Ann Reid treasurer.":                    "named",
		"The bank named Ann Reid chief executive.":                   "named",
		"Karl Moen scored as Halden beat leaders Rovik.":             "scored",
		"Halden beat Rovik in the final.":                            "beat",
		"Halden lead 2-1 going into the second leg.":                 "lead",
		"Mayor's visit sparks protests in Paris":                     "sparks",
		"The panel said boats built by the yard had sunk.":           "said",
		"The minister said Friday would be a day of mourning.":       "said",
		"The company said Thursday it will close two mills in Ohio.": "said",
	} {
		doc, err := p.Document(t.Context(), &graph.Article{Text: text + "\n\nThe rest of the article stands here."})
		if err != nil {
			t.Fatal(err)
		}
		s := tree{&doc.Sentences[0]}
		for i, tok := range s.Tokens {
			if tok.Head < 0 && tok.Form != want {
				t.Errorf("%s: the head is %s, want %s", text, tok.Form, want)
			}
			if tok.Form == "Ann" && tok.Deprel != "obj" || tok.Form == "Friday" && tok.Deprel != "nsubj" || tok.Form == "Thursday" && s.Tokens[tok.Head].Form != "said" {
				t.Errorf("%s: %s is %s of %s", text, tok.Form, tok.Deprel, s.Tokens[s.Tokens[i].Head].Form)
			}
		}
	}
}
