package walk

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/graph/memory"
)

// build makes a graph of lines "subject predicate object marks".

func build(t *testing.T, lines string) graph.View {
	t.Helper()
	c := &graph.Contribution{Article: graph.Article{ID: "a1", Date: time.Date(2020, 3, 2, 9, 0, 0, 0, time.UTC)}}
	entities := make(map[string]bool)
	for line := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
		fields := strings.Fields(line)
		f := graph.Fact{Subject: graph.EntityID(fields[0]), Predicate: fields[1], Modality: graph.Asserted, Confidence: 0.5}
		if strings.HasPrefix(fields[2], "=") {
			f.Object = graph.LiteralObject(fields[2][1:], graph.StringType)
		} else {
			f.Object = graph.EntityObject(graph.EntityID(fields[2]))
			entities[fields[2]] = true
		}
		entities[fields[0]] = true
		ev := graph.Evidence{Article: "a1", Text: line, Confidence: 0.5}
		for _, mark := range fields[3:] {
			name, value, _ := strings.Cut(mark, ":")
			switch name {
			case "conf":
				fmt.Sscan(value, &ev.Confidence)
			case "not":
				f.Negated = true
			case "by":
				f.AttributedTo = append(f.AttributedTo, graph.EntityID(value))
				entities[value] = true
			case "when":
				ev.Qualifiers = append(ev.Qualifiers, graph.Qualifier{Role: "time", Value: graph.LiteralObject(value, graph.DateType)})
			}
		}
		f.Confidence, f.Evidence = ev.Confidence, []graph.Evidence{ev}
		f.ID = f.ComputeID()
		c.Facts = append(c.Facts, f)
	}
	for name := range entities {
		c.Entities = append(c.Entities, graph.Entity{ID: graph.EntityID(name), Name: name, Type: graph.Person, Keys: []string{name}})
	}
	g := memory.New()
	if err := g.PutArticle(context.Background(), c); err != nil {
		t.Fatal(err)
	}
	view, err := g.View()
	if err != nil {
		t.Fatal(err)
	}
	return view
}

const town = `
anna met bert conf:0.9
bert met carl conf:0.9
anna knows dora conf:0.4
dora knows carl conf:0.9
carl leads union conf:0.8
eva member-of union conf:0.8
anna aged =40
eva aged =40
anna visited oslo when:2019-05
bert visited oslo when:2018
anna praised union not by:bert
anna praised union by:dora
anna praised union not
`

func draw(p Path) string {
	s := ""
	for i, step := range p.Steps {
		if i == 0 {
			s = string(step.From)
		}
		if step.Forward {
			s += " -" + step.Fact.Predicate + "> " + string(step.To)
		} else {
			s += " <" + step.Fact.Predicate + "- " + string(step.To)
		}
	}
	return s
}

func TestPaths(t *testing.T) {
	view := build(t, town)
	for _, c := range []struct {
		from, to string
		o        PathOptions
		want     string
	}{
		{"anna", "carl", PathOptions{}, "anna -met> bert -met> carl"},
		{"anna", "carl", PathOptions{Limit: 5}, "anna -met> bert -met> carl; anna -praised> union <leads- carl; anna -knows> dora -knows> carl"},
		{"anna", "carl", PathOptions{Avoid: []graph.EntityID{"bert", "union"}}, "anna -knows> dora -knows> carl"},
		{"carl", "anna", PathOptions{Avoid: []graph.EntityID{"dora", "union"}}, "carl <met- bert <met- anna"},
		{"anna", "eva", PathOptions{Avoid: []graph.EntityID{"union"}}, "not connected"},
		{"eva", "carl", PathOptions{}, "eva -member-of> union <leads- carl"},
		{"anna", "carl", PathOptions{Via: "oslo"}, "anna -visited> oslo <visited- bert -met> carl"},
		{"anna", "carl", PathOptions{Max: 1}, "not connected"},
		{"anna", "nobody", PathOptions{}, "not connected"},
		{"anna", "anna", PathOptions{}, ""},
	} {
		paths, err := Paths(context.Background(), view, graph.EntityID(c.from), graph.EntityID(c.to), c.o)
		var drawn []string
		for _, p := range paths {
			drawn = append(drawn, draw(p))
		}
		got := strings.Join(drawn, "; ")
		if errors.Is(err, ErrUnconnected) {
			got = "not connected"
		} else if err != nil {
			t.Fatal(err)
		}
		if got != c.want {
			t.Errorf("%s to %s %+v:\n got %s\nwant %s", c.from, c.to, c.o, got, c.want)
		}
	}
}

// Paths have the length that a search of everything finds.
func TestPathsAreShortest(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 30 {
		const n = 25
		var lines strings.Builder
		var length [n][n]int
		for i := range length {
			for j := range length[i] {
				length[i][j] = 1000
			}
			length[i][i] = 0
		}
		for range 28 {
			a, b := r.IntN(n), r.IntN(n)
			if a != b {
				fmt.Fprintf(&lines, "n%d p%d n%d\n", a, r.IntN(3), b)
				length[a][b], length[b][a] = 1, 1
			}
		}
		for k := range n {
			for i := range n {
				for j := range n {
					length[i][j] = min(length[i][j], length[i][k]+length[k][j])
				}
			}
		}
		view := build(t, lines.String())
		for range 40 {
			a, b := r.IntN(n), r.IntN(n)
			paths, err := Paths(context.Background(), view, graph.EntityID(fmt.Sprint("n", a)), graph.EntityID(fmt.Sprint("n", b)), PathOptions{Max: 8, Limit: 50})
			if err != nil && !errors.Is(err, ErrUnconnected) {
				t.Fatal(err)
			}
			for _, p := range paths {
				if len(p.Steps) != length[a][b] {
					t.Fatalf("n%d to n%d: %s, want %d steps", a, b, draw(p), length[a][b])
				}
			}
			if a != b && (len(paths) > 0) != (length[a][b] <= 8) {
				t.Fatalf("n%d to n%d: %d paths, the distance is %d", a, b, len(paths), length[a][b])
			}
		}
	}
}

func TestNeighbors(t *testing.T) {
	view := build(t, town)
	near, err := Neighbors(context.Background(), view, "carl", 2, 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range near {
		got = append(got, fmt.Sprintf("%d %s %d %s", n.Distance, n.ID, n.Facts, strings.Join(n.By, ",")))
	}
	sorted := strings.Join(got, "\n")
	for _, want := range []string{"1 bert 1 ^met", "1 dora 1 ^knows", "1 union 1 leads", "2 eva 1 ^member-of", "2 oslo 1 visited", "2 anna 3 ^knows,^met,^praised"} {
		if !strings.Contains(sorted, want) {
			t.Errorf("%s is missing in\n%s", want, sorted)
		}
	}
	if len(near) != 6 {
		t.Errorf("got %d neighbours", len(near))
	}
}

func TestTimeline(t *testing.T) {
	view := build(t, town)
	events, err := Timeline(context.Background(), view, "oslo", time.Time{}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range events {
		got = append(got, fmt.Sprint(e.When, " ", e.Fact.Subject, " ", e.Stated))
	}
	if s := strings.Join(got, "; "); s != "2018 bert true; 2019-05 anna true" {
		t.Errorf("got %s", s)
	}
	events, err = Timeline(context.Background(), view, "bert", time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		if e.Stated || e.When != "2020-03-02" {
			t.Errorf("got %v", e)
		}
	}
	if len(events) != 3 { // two meetings, and what he says of anna
		t.Errorf("got %d events", len(events))
	}
}

func TestCompare(t *testing.T) {
	view := build(t, town)
	c, err := Compare(context.Background(), view, "anna", "bert")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Between) != 1 || c.Between[0].Predicate != "met" {
		t.Errorf("between: %v", c.Between)
	}
	if len(c.Alike) != 1 || c.Alike[0].Predicate != "visited" || c.Alike[0].Of.Value != "oslo" {
		t.Errorf("alike: %v", c.Alike)
	}
	if len(c.Shared) != 1 || c.Shared[0].Entity != "oslo" {
		t.Errorf("shared: %v", c.Shared)
	}
	if len(c.Articles) != 1 {
		t.Errorf("articles: %v", c.Articles)
	}
}

func TestWhoSays(t *testing.T) {
	view := build(t, town)
	claims, err := WhoSays(context.Background(), view, "anna", "praised", graph.EntityObject("union"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range claims {
		got = append(got, fmt.Sprintf("%s:%t", c.Speaker, c.Denies))
	}
	if s := strings.Join(got, " "); s != ":true bert:true dora:false" {
		t.Errorf("got %s", s)
	}
	if said, err := SaidBy(context.Background(), view, "dora"); err != nil || len(said) != 1 || said[0].Denies {
		t.Errorf("got %v, %v", said, err)
	}
}

func TestRank(t *testing.T) {
	view := build(t, "a p hub\nb p hub\nc p hub\nhub p d\na aged =3\na q a")
	ranked, err := PageRank(context.Background(), view)
	if err != nil {
		t.Fatal(err)
	}
	total := 0.0
	for _, r := range ranked {
		total += r.PageRank
	}
	if math.Abs(total-1) > 1e-3 {
		t.Errorf("the ranks sum up to %f", total)
	}
	if ranked[0].ID != "d" && ranked[0].ID != "hub" || ranked[0].PageRank < 2*ranked[4].PageRank {
		t.Errorf("got %v", ranked)
	}
	degrees, err := Degrees(context.Background(), view)
	if err != nil || degrees[0].ID != "a" && degrees[0].ID != "hub" || degrees[0].In+degrees[0].Out != 4 {
		t.Errorf("got %v, %v", degrees, err)
	}
}
