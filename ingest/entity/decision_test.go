package entity

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"factgraph/graph"
	"factgraph/graph/memory"
)

// A bench is a graph with a few articles, to try decisions on.
type bench struct {
	t        *testing.T
	g        *memory.Graph
	articles map[string]*caseArticle
}

func newBench(t *testing.T) *bench {
	return &bench{t: t, g: memory.New(), articles: make(map[string]*caseArticle)}
}

// put ingests an article, anew if it was before.
func (b *bench) put(label, text string, facts ...string) {
	b.t.Helper()
	a := parseArticle(b.t, label, "", text)
	for _, f := range facts {
		a.addFact(b.t, f)
	}
	b.articles[label] = a
	c, err := newTestResolver(b.t).Resolve(context.Background(), b.g, a.article, a.doc, a.facts)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := b.g.PutArticle(context.Background(), c); err != nil {
		b.t.Fatal(err)
	}
}

// link is the link of the first mention of a name in an article.
func (b *bench) link(label, name string) graph.Link {
	b.t.Helper()
	for link, err := range b.g.Links(graph.ArticleID(label)) {
		if err != nil {
			b.t.Fatal(err)
		}
		if link.Text == name {
			return link
		}
	}
	b.t.Fatalf("article %s has no link %q", label, name)
	return graph.Link{}
}

func (b *bench) want(label, name string, id graph.EntityID) {
	b.t.Helper()
	if got := b.link(label, name).Entity; got != id {
		b.t.Errorf("%s in %s is %s, want %s", name, label, got, id)
	}
}

func (b *bench) do(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func TestMergeIsRespected(t *testing.T) {
	b := newBench(t)
	b.put("A", "[Halden Works:o] grew.")
	b.put("B", "[Nordic Pulp:o] shrank.")
	b.do(b.g.Merge(context.Background(), "halden-works", "nordic-pulp", graph.Decision{Time: time.Unix(1, 0)}))
	b.put("B", "[Nordic Pulp:o] shrank.")
	b.want("B", "Nordic Pulp", "halden-works")
	b.put("C", "[Nordic Pulp:o] closed.")
	b.want("C", "Nordic Pulp", "halden-works")
	b.put("D", "[Halden Works:o] closed.")
	b.want("D", "Halden Works", "halden-works")
}

func TestMergeOfTableEntries(t *testing.T) {
	b := newBench(t)
	b.put("A", "[Burma:l] and [Thailand:l] met.")
	b.do(b.g.Merge(context.Background(), "thailand", "myanmar", graph.Decision{Time: time.Unix(1, 0)}))
	b.put("B", "[Myanmar:l] voted.")
	b.want("B", "Myanmar", "thailand")
}

func TestSameIsRespected(t *testing.T) {
	b := newBench(t)
	b.put("A", "[Halden Works:o] grew.")
	b.put("B", "[Nordic Pulp:o] shrank.")
	b.do(b.g.PutDecision(context.Background(), graph.Decision{Kind: graph.DecidedSame, A: "halden-works", B: "nordic-pulp", Time: time.Unix(1, 0)}))
	b.put("C", "[Nordic Pulp:o] closed.")
	b.want("C", "Nordic Pulp", "halden-works")
}

func TestSplitIsRespected(t *testing.T) {
	b := newBench(t)
	b.put("A", "[Vera Kestner:p] met [Miro Petrak:p].", "Vera Kestner | met | Miro Petrak")
	b.put("B", "[Vera Kestner:p] rang [Tim Odd:p].", "Vera Kestner | rang | Tim Odd")
	b.want("B", "Vera Kestner", "vera-kestner")
	to := graph.Entity{ID: "vera-kestner-of-leeds", Name: "Vera Kestner of Leeds", Type: graph.Person}
	b.do(b.g.Move(context.Background(), []graph.Link{b.link("B", "Vera Kestner")}, to, graph.Decision{Time: time.Unix(1, 0)}))
	b.put("B", "[Vera Kestner:p] rang [Tim Odd:p].", "Vera Kestner | rang | Tim Odd")
	b.want("B", "Vera Kestner", to.ID)
	b.want("A", "Vera Kestner", "vera-kestner")
	if got := (&run{g: b.g}).facts(t, b.articles["B"]); got != "vera-kestner-of-leeds rang tim-odd" {
		t.Errorf("facts of B: %s", got)
	}
}

func TestSplitWithinAnArticle(t *testing.T) {
	b := newBench(t)
	text := "[Vera Kestner:p] met [Miro Petrak:p]. [Kestner:p=Vera Kestner] rang [Tim Odd:p]."
	facts := []string{"Vera Kestner | met | Miro Petrak", "Kestner | rang | Tim Odd"}
	b.put("A", text, facts...)
	b.want("A", "Kestner", "vera-kestner")
	to := graph.Entity{ID: "paul-kestner", Name: "Paul Kestner", Type: graph.Person}
	b.do(b.g.Move(context.Background(), []graph.Link{b.link("A", "Kestner")}, to, graph.Decision{Time: time.Unix(1, 0)}))
	b.put("A", text, facts...)
	b.want("A", "Kestner", "paul-kestner")
	b.want("A", "Vera Kestner", "vera-kestner")
	if got := (&run{g: b.g}).facts(t, b.articles["A"]); got != "paul-kestner rang tim-odd; vera-kestner met miro-petrak" {
		t.Errorf("facts of A: %s", got)
	}
}

func TestDifferentIsRespected(t *testing.T) {
	b := newBench(t)
	b.put("A", "[ISIS:g] fled.")
	b.want("A", "ISIS", "islamic-state")
	b.do(b.g.PutDecision(context.Background(), graph.Decision{Kind: graph.DecidedDifferent, A: "islamic-state", B: "isis", Time: time.Unix(1, 0)}))
	b.put("B", "[ISIS:g] fled.")
	b.want("B", "ISIS", "isis")
	b.put("C", "[Islamic State:g] fled.")
	b.want("C", "Islamic State", "islamic-state")
}

func TestDifferentByWording(t *testing.T) {
	b := newBench(t)
	b.put("A", "[Halden Works:o] grew.")
	b.do(b.g.PutDecision(context.Background(), graph.Decision{
		Kind: graph.DecidedDifferent, A: "halden-works", B: "halden-works-of-leeds", Keys: []string{"Halden Works Ltd"}, Time: time.Unix(1, 0),
	}))
	b.put("B", "[Halden Works Ltd:o] grew.")
	b.want("B", "Halden Works Ltd", "halden-works-of-leeds")
}

func TestUndoneDecision(t *testing.T) {
	b := newBench(t)
	b.put("A", "[Halden Works:o] grew.")
	b.put("B", "[Nordic Pulp:o] shrank.")
	b.do(b.g.PutDecision(context.Background(), graph.Decision{ID: "d1", Kind: graph.DecidedSame, A: "halden-works", B: "nordic-pulp", Time: time.Unix(1, 0)}))
	b.do(b.g.RemoveDecision(context.Background(), "d1"))
	b.put("C", "[Nordic Pulp:o] closed.")
	b.want("C", "Nordic Pulp", "nordic-pulp")
}

func TestRenameIsRespected(t *testing.T) {
	b := newBench(t)
	b.put("A", "[Halden Works:o] grew.")
	b.do(b.g.Rename(context.Background(), "halden-works", "The Works", graph.Decision{Time: time.Unix(1, 0)}))
	b.put("A", "[Halden Works:o] grew.")
	b.put("B", "[Halden Works:o] shrank.")
	e, err := b.g.Entity("halden-works")
	b.do(err)
	if e.Name != "The Works" || !e.Pinned {
		t.Errorf("after a rename: %q, pinned %v", e.Name, e.Pinned)
	}
}

func TestRemovedArticle(t *testing.T) {
	b := newBench(t)
	b.put("A", "[Minister ^Ottilie Brandauer:p] met [Miro Petrak:p].", "Ottilie Brandauer | met | Miro Petrak")
	b.put("B", "[Minister ^Brandauer:p] met [Miro Petrak:p] and [Tim Odd:p].", "Brandauer | met | Tim Odd")
	b.want("B", "Minister Brandauer", "ottilie-brandauer")
	b.do(b.g.RemoveArticle(context.Background(), "B"))
	if _, err := b.g.Entity("tim-odd"); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("an entity of the removed article only: %v", err)
	}
	e, err := b.g.Entity("ottilie-brandauer")
	b.do(err)
	for _, alias := range e.Aliases {
		if alias.Text == "Brandauer" {
			t.Error("an alias of the removed article only is still there")
		}
	}
}

// TestAgain ingests everything again: nothing may change.
func TestAgain(t *testing.T) {
	for _, c := range readAllCases(t) {
		order := make([]int, len(c.articles))
		for i := range order {
			order[i] = i
		}
		r := c.ingest(t, order)
		before := r.entities(t)
		for _, i := range order {
			a := c.articles[i]
			again, err := newTestResolver(t).Resolve(context.Background(), r.g, a.article, a.doc, a.facts)
			if err != nil {
				t.Fatal(err)
			}
			if err := r.g.PutArticle(context.Background(), again); err != nil {
				t.Fatal(err)
			}
		}
		if after := r.entities(t); !slices.Equal(before, after) {
			t.Errorf("line %d: %s: ingested again, %v became %v", c.line, c.name, before, after)
		}
	}
}

func (r *run) entities(t *testing.T) []graph.EntityID {
	t.Helper()
	var all []graph.EntityID
	for e, err := range r.g.Entities(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e.ID)
	}
	return all
}

var someDecisions = []graph.Decision{
	{ID: "d1", Kind: graph.DecidedMerge, A: "donald-trump", B: "trump", Name: "Trump", Type: graph.Person, Keys: []string{"a7:10-15", "a7:40-45"}, Time: time.Date(2024, 5, 11, 10, 0, 0, 0, time.UTC)},
	{ID: "d2", Kind: graph.DecidedRename, A: "gop", Name: "The \"Grand\" Old\tParty", Time: time.Date(2024, 5, 12, 10, 0, 0, 5, time.UTC)},
	{ID: "d3", Kind: graph.DecidedSplit, A: "john-smith-3", B: "john-smith", Name: "John Smith", Type: graph.Person, Keys: []string{"a9:0-10", "Smith"}, Time: time.Date(2024, 5, 13, 0, 0, 0, 0, time.UTC)},
	{ID: "d4", Kind: graph.DecidedDifferent, A: "a", B: "b", Time: time.Date(2024, 5, 14, 0, 0, 0, 0, time.UTC)},
	{ID: "d5", Kind: graph.DecidedSame, A: "http://example.org/a", B: "b", Time: time.Date(2024, 5, 15, 0, 0, 0, 0, time.UTC)},
}

func TestDecisionsAsText(t *testing.T) {
	var text strings.Builder
	if err := WriteDecisions(&text, someDecisions); err != nil {
		t.Fatal(err)
	}
	got, err := ReadDecisions(strings.NewReader(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, someDecisions) {
		t.Errorf("read %+v, wrote %+v", got, someDecisions)
	}
}

func TestMalformedDecisions(t *testing.T) {
	for name, line := range map[string]string{
		"too short":            "\t\tmerge",
		"a time":               "yesterday\t\tmerge\ta\tb",
		"a kind":               "\t\tmarry\ta\tb",
		"one entity":           "\t\tmerge\ta",
		"no name":              "\t\trename\ta",
		"no places":            "\t\tsplit\ta\tb",
		"a type":               "\t\tsplit\ta\tb\t\tship\ta7:10-15",
		"no entity":            "\t\tmerge\t\tb",
		"an unfinished quote":  "\t\trename\ta\t\t\"x",
		"what is no decision":  "hello",
		"different from what?": "\t\tdifferent\ta\t",
	} {
		if _, err := ReadDecisions(strings.NewReader(line)); !errors.Is(err, ErrDecisions) {
			t.Errorf("%s: %v, want ErrDecisions", name, err)
		}
	}
	if got, err := ReadDecisions(strings.NewReader("# nothing\n\n")); err != nil || len(got) != 0 {
		t.Errorf("no decisions: %v, %v", got, err)
	}
}

func FuzzReadDecisions(f *testing.F) {
	var text strings.Builder
	if err := WriteDecisions(&text, someDecisions); err != nil {
		f.Fatal(err)
	}
	f.Add(text.String())
	f.Add("\t\tsplit\ta\tb\t\ta:1-2")
	f.Fuzz(func(t *testing.T, text string) {
		decisions, err := ReadDecisions(strings.NewReader(text))
		if err != nil {
			return
		}
		rulings := newRulings()
		for _, d := range decisions {
			rulings.add(d)
			rulings.resolve(d.A)
		}
		var again strings.Builder
		if err := WriteDecisions(&again, decisions); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadDecisions(strings.NewReader(again.String())); err != nil {
			t.Errorf("what was read from %q can't be read when written: %v", text, err)
		}
	})
}
