package learn

import (
	"context"
	"log/slog"
	"math"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"factgraph/ingest/parse/model"
)

// toy is a corpus of a few sentences made up for the test, and a network to
// match.
func toy() (*Encoder, *Corpus) {
	var trees []*Sentence
	names := []string{"Ada", "Bruno", "Clara", "Dario"}
	places := []string{"Oslo", "Quito", "Lima"}
	for i := range 40 {
		subject, place := names[i%len(names)], places[i%len(places)]
		trees = append(trees, &Sentence{
			Forms:  []string{subject, "lives", "in", place, "."},
			UPOS:   []string{"PROPN", "VERB", "ADP", "PROPN", "PUNCT"},
			XPOS:   []string{"NNP", "VBZ", "IN", "NNP", "."},
			Feats:  []string{"Number=Sing", "", "", "Number=Sing", ""},
			Heads:  []int{1, -1, 3, 1, 1},
			Deprel: []string{"nsubj", "root", "case", "obl", "punct"},
			Names:  []string{"B-PERSON", "O", "O", "B-LOC", "O"}, Fine: make([]string, 5),
			TreeWeight: 1, NameWeight: 1,
		})
	}
	c := &Corpus{Trees: trees, Dev: map[string][]*Sentence{}}
	for _, name := range []string{"ewt-dev", "gum-dev", "uner-ewt-dev", "crossner-politics-dev"} {
		c.Dev[name] = trees[:4]
	}
	cfg := model.Config{
		Glove: 8, Affix: 8, Gram: 8, Shape: 8, Hidden: 16, Layers: 1, Tag: 16, Name: 16, Arc: 16, Label: 16,
		AffixRows: 64, GramRows: 64, ShapeRows: 16,
	}
	vectors := &model.Vectors{Dim: 8, Words: []string{"in"}, Scale: []float32{0.01}, Rows: make([]int8, 8)}
	return NewEncoder(cfg, CollectLabels(trees), model.NewGazetteer(), vectors, LearnedWords(c)), c
}

func toyOptions() Options {
	o := DefaultOptions()
	o.Epochs, o.BatchTokens, o.Rate, o.WarmUp = 24, 20, 2e-2, 5
	return o
}

func run(t *testing.T, tr *Trainer, save func(best bool) error) {
	t.Helper()
	if err := tr.Run(t.Context(), slog.New(slog.DiscardHandler), save); err != nil {
		t.Fatal(err)
	}
}

// TestRun holds that a run learns, that a second one gives the same weights,
// and that one taken up again from its checkpoint does, too.
func TestRun(t *testing.T) {
	enc, c := toy()
	path := filepath.Join(t.TempDir(), "run.ckpt")
	first := NewTrainer(enc, c, toyOptions())
	run(t, first, func(bool) error {
		if first.epoch == 20 {
			return first.Save(path)
		}
		return nil
	})
	last := first.History[len(first.History)-1]
	if last.Loss >= first.History[0].Loss/2 {
		t.Errorf("the loss went from %v to %v", first.History[0].Loss, last.Loss)
	}
	second := NewTrainer(enc, c, toyOptions())
	run(t, second, func(bool) error { return nil })
	if !slices.Equal(first.w, second.w) {
		t.Error("the same run again gives other weights")
	}
	third, err := Resume(path, enc.Gazetteer, enc.Vectors, c)
	if err != nil {
		t.Fatal(err)
	}
	run(t, third, func(bool) error { return nil })
	if !slices.Equal(first.w, third.w) || !slices.Equal(first.opt.average, third.opt.average) {
		t.Error("a resumed run gives other weights")
	}
}

// TestExport holds that the model file's runtime scores what the trainer's own
// forward pass does, up to quantisation, and that a style joins the bias.
func TestExport(t *testing.T) {
	enc, c := toy()
	tr := NewTrainer(enc, c, toyOptions())
	run(t, tr, func(bool) error { return nil })
	src, err := Source([]*Trainer{tr}, enc.Vectors, 0, nil, "test")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := src.Write(&b); err != nil {
		t.Fatal(err)
	}
	m, err := model.Open(b.String())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := scoreModel(m, c.Trees, nil), tr.Evaluate(c.Trees, nil); got != want {
		t.Errorf("the model file scores %+v, the trainer %+v", got, want)
	}
	other, err := Source([]*Trainer{tr}, enc.Vectors, 1, nil, "test")
	if err != nil {
		t.Fatal(err)
	}
	if slices.Equal(other.Nets[0]["hidden.b"], src.Nets[0]["hidden.b"]) {
		t.Error("the style of a data set changes nothing")
	}
}

// TestMean holds that the mean of a run and itself is the run, and that it lies
// between two others.
func TestMean(t *testing.T) {
	enc, c := toy()
	a, b := NewTrainer(enc, c, toyOptions()), NewTrainer(enc, c, toyOptions())
	for i := range b.opt.average {
		b.opt.average[i] = a.opt.average[i] + 2
	}
	want := a.opt.average[7] + 1
	m, err := Mean([]*Trainer{a, b})
	if err != nil {
		t.Fatal(err)
	}
	if got := m.opt.average[7]; math.Abs(float64(got-want)) > 1e-6 {
		t.Errorf("the mean is %v, want %v", got, want)
	}
}

func TestCanceled(t *testing.T) {
	enc, c := toy()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := NewTrainer(enc, c, toyOptions()).Run(ctx, slog.New(slog.DiscardHandler), nil); err == nil {
		t.Error("a cancelled run ends well")
	}
}

// TestFrozen holds that frozen tables stay as they are, to be shared.
func TestFrozen(t *testing.T) {
	enc, c := toy()
	o := toyOptions()
	o.Freeze = true
	tr := NewTrainer(enc, c, o)
	before := slices.Clone(tr.w)
	run(t, tr, func(bool) error { return nil })
	for _, tn := range tr.params.list {
		same := slices.Equal(tn.of(before), tn.of(tr.w)) && slices.Equal(tn.of(before), tn.of(tr.opt.average))
		if tn.sparse && !same {
			t.Errorf("the frozen table %s changed", tn.name)
		}
	}
}

func TestTeach(t *testing.T) {
	enc, c := toy()
	tr := NewTrainer(enc, c, toyOptions())
	run(t, tr, func(bool) error { return nil })
	src, err := Source([]*Trainer{tr}, enc.Vectors, 0, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := src.Write(&b); err != nil {
		t.Fatal(err)
	}
	m, err := model.Open(b.String())
	if err != nil {
		t.Fatal(err)
	}
	c.Names = []*Sentence{{Forms: []string{"Emil", "lives", "in", "Lima", "."}, Names: []string{"B-PERSON", "O", "O", "B-LOC", "O"}, NameWeight: 1}}
	if err := c.Teach(t.Context(), m, 2); err != nil {
		t.Fatal(err)
	}
	if s := c.Names[0]; !reflect.DeepEqual(s.Heads, c.Trees[0].Heads) || s.TreeWeight != silverWeight {
		t.Errorf("taught heads %v with weight %v", s.Heads, s.TreeWeight)
	}
}

func TestSettle(t *testing.T) {
	agreed := map[string]counter{"Fatah": {"ORG": 9}, "Homs": {"LOC": 5, "ORG": 5}, "Fatah Hawks": {"ORG": 4}}
	for _, c := range []struct {
		own   string
		found []bioSpan
		want  string // a question mark for a doubt
	}{
		{"B-LOC O O B-LOC", []bioSpan{{0, 0, "ORG"}, {3, 3, "LOC"}}, "B-ORG O O B-LOC"},
		{"O O O B-LOC", []bioSpan{{3, 3, "ORG"}}, "O O O ?"},
		{"B-ORG O O O", nil, "B-ORG O O O"},
		{"B-ORG I-ORG O O", []bioSpan{}, "B-ORG I-ORG O O"},
		{"B-ORG I-ORG O O", []bioSpan{{0, 0, "ORG"}}, "? ? O O"},
	} {
		s := &Sentence{Forms: strings.Fields("Fatah Hawks left Homs"), Names: strings.Fields(c.own)}
		s.settle(c.found, agreed)
		got := slices.Clone(s.Names)
		for i, doubt := range s.Doubt {
			if doubt {
				got[i] = "?"
			}
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s, found %v: %s, want %s", c.own, c.found, got, c.want)
		}
	}
}

func TestBioSpans(t *testing.T) {
	for in, want := range map[string][]bioSpan{
		"O O":                  nil,
		"B-LOC I-LOC O":        {{0, 1, "LOC"}},
		"I-ORG B-ORG I-PERSON": {{0, 0, "ORG"}, {1, 1, "ORG"}, {2, 2, "PERSON"}},
		"B-LOC O I-LOC":        {{0, 0, "LOC"}, {2, 2, "LOC"}},
	} {
		if got := bioSpans(strings.Fields(in)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want %v", in, got, want)
		}
	}
}

// TestAugment holds that whatever is done to a sentence, its columns stay of one
// length and its tree a tree over the words that are left.
func TestAugment(t *testing.T) {
	_, c := toy()
	r := rand.New(rand.NewPCG(1, 1))
	names := collectMentions(c.Trees)
	seen := map[string]bool{}
	for range 2000 {
		original := c.Trees[r.IntN(len(c.Trees))]
		s := augment(names.swap(original, r), r)
		n := len(s.Forms)
		for _, col := range [][]string{s.UPOS, s.XPOS, s.Feats, s.Deprel, s.Names, s.Fine} {
			if len(col) != n {
				t.Fatalf("%v has a column of %d", s.Forms, len(col))
			}
		}
		roots := 0
		for _, h := range s.Heads {
			if h >= n {
				t.Fatalf("%v: head %d", s.Forms, h)
			}
			if h < 0 {
				roots++
			}
		}
		if roots != 1 {
			t.Fatalf("%v has %d roots", s.Forms, roots)
		}
		seen[strings.Join(s.Forms, " ")] = true
	}
	for _, want := range []string{"ADA LIVES IN OSLO .", "ada lives in oslo .", "Ada Lives in Oslo .", "Ada lives in Oslo", "Dario lives in Oslo ."} {
		if !seen[want] {
			t.Errorf("never made: %s", want)
		}
	}
}

func TestRate(t *testing.T) {
	enc, c := toy()
	tr := NewTrainer(enc, c, toyOptions())
	tr.opt.step = 10_000
	if a, b := tr.rate(0), tr.rate(1); math.Abs(a-tr.opts.Rate) > 1e-9 || b > 0.03*a {
		t.Errorf("the rate goes from %v to %v", a, b)
	}
}
