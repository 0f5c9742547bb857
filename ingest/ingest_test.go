package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"

	"factgraph/graph"
	"factgraph/graph/memory"
	"factgraph/ingest"
	"factgraph/ingest/article"
	"factgraph/ingest/entity"
)

// stages are the models, loaded once for all tests.
var stages = sync.OnceValues(func() (*ingest.Stages, error) { return ingest.Load(entity.Options{}) })

func load(t *testing.T) *ingest.Stages {
	t.Helper()
	s, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// texts are articles of plain texts, named by their numbers.
func texts(t *testing.T, bodies ...string) iter.Seq2[*graph.Article, error] {
	return func(yield func(*graph.Article, error) bool) {
		for i, body := range bodies {
			if body == "" {
				if !yield(nil, errors.New("unreadable")) {
					return
				}
				continue
			}
			for a, err := range article.Read(t.Context(), []string{"-"}, article.Options{Stdin: strings.NewReader(body)}) {
				if err == nil {
					a.Address = fmt.Sprint(i)
					a.ID = graph.NewArticleID(a.Address, "")
				}
				if !yield(a, err) {
					return
				}
			}
		}
	}
}

const (
	bridge = "Lieve Peeters opened a new bridge in Ghent on Monday. The mayor said that the bridge had cost nine million euros."
	strike = "Railway workers in Ghent began a strike on Tuesday. Lieve Peeters met the union's leader, Marc Dubois."
)

func factsOf(t *testing.T, g *memory.Graph) []string {
	t.Helper()
	var all []string
	for f, err := range g.Facts(t.Context(), graph.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprintf("%s %s %s %s %v %v", f.ID, f.Subject, f.Predicate, f.Object, f.Negated, f.Evidence))
	}
	slices.Sort(all)
	return all
}

// TestJobs ingests with different numbers of workers: the graph is the same.
func TestJobs(t *testing.T) {
	var want []string
	for _, jobs := range []int{1, 2, 7} {
		g := memory.New()
		digest, err := ingest.Ingest(t.Context(), g, texts(t, bridge, strike, bridge+" "+strike), load(t), ingest.Options{Jobs: jobs})
		if err != nil {
			t.Fatal(err)
		}
		if digest.Articles != 3 || digest.Facts == 0 || len(digest.Connected) == 0 || digest.Entities == 0 {
			t.Errorf("digest %+v", digest)
		}
		got := factsOf(t, g)
		if want == nil {
			want = got
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d jobs give other facts:\n%s\nwant\n%s", jobs, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestAgain ingests twice: nothing is new. A changed article replaces its old
// self.
func TestAgain(t *testing.T) {
	g := memory.New()
	run := func(options ingest.Options, bodies ...string) *ingest.Digest {
		t.Helper()
		digest, err := ingest.Ingest(t.Context(), g, texts(t, bodies...), load(t), options)
		if err != nil {
			t.Fatal(err)
		}
		return digest
	}
	run(ingest.Options{}, bridge, strike)
	before := factsOf(t, g)
	if d := run(ingest.Options{}, bridge, strike); d.Unchanged != 2 || d.Articles != 0 {
		t.Errorf("a second time: %+v", d)
	}
	if d := run(ingest.Options{Again: true}, bridge, strike); d.Articles != 2 {
		t.Errorf("analysed anew: %+v", d)
	}
	if after := factsOf(t, g); !slices.Equal(before, after) {
		t.Errorf("analysed anew, the facts are\n%s\nwant\n%s", strings.Join(after, "\n"), strings.Join(before, "\n"))
	}
	run(ingest.Options{}, strings.ReplaceAll(bridge, "Ghent", "Bruges"))
	for _, f := range factsOf(t, g) {
		if strings.Contains(f, "bridge in Ghent") {
			t.Errorf("the old version of the article still says %s", f)
		}
	}
}

// TestFailures goes on after an article that can't be read, unless told not to.
func TestFailures(t *testing.T) {
	g := memory.New()
	digest, err := ingest.Ingest(t.Context(), g, texts(t, bridge, "", strike), load(t), ingest.Options{})
	if err != nil || digest.Articles != 2 || len(digest.Failed) != 1 {
		t.Errorf("digest %+v, error %v", digest, err)
	}
	digest, err = ingest.Ingest(t.Context(), memory.New(), texts(t, "", bridge), load(t), ingest.Options{FailFast: true})
	if err == nil || digest.Articles != 0 {
		t.Errorf("with FailFast: digest %+v, error %v", digest, err)
	}
}

// failing is a graph whose disk is full.
type failing struct{ *memory.Graph }

var errFull = errors.New("no space left")

func (failing) PutArticle(context.Context, *graph.Contribution) error { return errFull }

func TestFullDisk(t *testing.T) {
	_, err := ingest.Ingest(t.Context(), failing{memory.New()}, texts(t, bridge, strike), load(t), ingest.Options{})
	if !errors.Is(err, errFull) {
		t.Errorf("error %v, want %v", err, errFull)
	}
}

// TestCancel stops in the middle and goes on from there the next time.
func TestCancel(t *testing.T) {
	g := memory.New()
	ctx, cancel := context.WithCancel(t.Context())
	bodies := []string{bridge, strike, "Snow fell in Liège.", "Marc Dubois left Ghent."}
	done := 0
	_, err := ingest.Ingest(ctx, g, texts(t, bodies...), load(t), ingest.Options{Jobs: 1, Done: func(ingest.Outcome) {
		if done++; done == 2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want %v", err, context.Canceled)
	}
	digest, err := ingest.Ingest(t.Context(), g, texts(t, bodies...), load(t), ingest.Options{})
	if err != nil || digest.Unchanged != 2 || digest.Articles != 2 {
		t.Errorf("the second run: %+v, error %v", digest, err)
	}
}

// TestNearDuplicate records that the same story stands in two papers.
func TestNearDuplicate(t *testing.T) {
	story := bridge + " " + strike + strings.Repeat(" The river was high after days of rain, and ferries between the two banks were cancelled for the first time in years, the harbour master said.", 3)
	g := memory.New()
	digest, err := ingest.Ingest(t.Context(), g, texts(t, story, story+" Readers can write to the editor.", strike), load(t), ingest.Options{})
	if err != nil || digest.Duplicates != 1 {
		t.Fatalf("digest %+v, error %v", digest, err)
	}
	second, err := g.Article(graph.NewArticleID("1", ""))
	if err != nil || second.DuplicateOf != graph.NewArticleID("0", "") {
		t.Errorf("article %+v, error %v", second, err)
	}
}
