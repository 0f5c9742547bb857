package ingest_test

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"factgraph/graph"
	"factgraph/graph/memory"
	"factgraph/ingest"
	"factgraph/ingest/article"
)

const (
	samples        = "../samples"
	expectedSuffix = ".facts.tsv" // what is expected of 01-summit.txt is in 01-summit.facts.tsv
)

// TestSamples reads the sample articles and asks of what was found that it is
// well formed, that it is the same however many articles are read at once, and
// that it has the facts which a careful reader wrote down beside each article.
func TestSamples(t *testing.T) {
	stages := load(t)
	extracts := extractSamples(t, stages, 2)
	t.Run("well formed", func(t *testing.T) { testWellFormed(t, extracts) })
	t.Run("deterministic", func(t *testing.T) { testSame(t, extracts, extractSamples(t, stages, 1)) })
	t.Run("recall", func(t *testing.T) { testRecall(t, extracts) })
}

// A sample is what one of the articles in the folder says.
type sample struct {
	file    string // "01-summit.txt"
	article *graph.Article
	*ingest.Extract
}

// extractSamples reads all samples, so many at once.
func extractSamples(t *testing.T, stages *ingest.Stages, jobs int) []sample {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(samples, "*.*"))
	if err != nil {
		t.Fatal(err)
	}
	var all []sample
	read := func(yield func(*graph.Article, error) bool) {
		for _, path := range paths {
			if strings.HasSuffix(path, expectedSuffix) {
				continue
			}
			for a, err := range article.Read(t.Context(), []string{path}, article.Options{}) {
				all = append(all, sample{file: filepath.Base(path), article: a})
				if !yield(a, err) {
					return
				}
			}
		}
	}
	var extracts []*ingest.Extract
	for extract, err := range ingest.ExtractAll(t.Context(), read, stages, jobs) {
		if err != nil {
			t.Fatal(err)
		}
		extracts = append(extracts, extract)
	}
	if len(extracts) == 0 || len(extracts) != len(all) {
		t.Fatalf("%d articles gave %d extracts", len(all), len(extracts))
	}
	for i := range all {
		all[i].Extract = extracts[i]
	}
	return all
}

// notNames are words that refer to things and name none: an entity that is
// called so was not resolved.
var notNames = regexp.MustCompile(`(?i)^(I|me|my|you|your|he|him|his|she|her|hers|it|its|we|us|our|they|them|their|` +
	`himself|herself|itself|themselves|this|that|these|those|who|whom|which|what|there|here|each other|one another|` +
	`((the|these|those) )?(two|both)( (leaders|men|women|presidents|countries|nations|companies|sides))?|(the )?(former|latter))$`)

func testWellFormed(t *testing.T, all []sample) {
	for _, s := range all {
		for e, err := range s.Graph.Entities(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if notNames.MatchString(e.Name) {
				t.Errorf("%s: an entity is called %q", s.file, e.Name)
			}
		}
		for _, f := range s.Facts {
			if len(f.Evidence) == 0 {
				t.Errorf("%s: %s: no evidence", s.file, sentenceOf(s.Graph, f))
			}
			for _, ev := range f.Evidence {
				if err := checkEvidence(s.article, f, &ev); err != nil {
					t.Errorf("%s: %s: %v", s.file, sentenceOf(s.Graph, f), err)
				}
			}
		}
	}
}

// checkEvidence tells whether the words that a fact rests on are in the
// article where it says they are.
func checkEvidence(a *graph.Article, f *graph.Fact, ev *graph.Evidence) error {
	for _, span := range []struct {
		of         string
		start, end int
	}{
		{"the evidence", ev.Start, ev.End},
		{"the subject", ev.SubjectStart, ev.SubjectEnd},
		{"the object", ev.ObjectStart, ev.ObjectEnd},
	} {
		if span.start == 0 && span.end == 0 && span.of != "the evidence" {
			continue // understood, not said
		}
		if span.start < 0 || span.end > len(a.Text) || span.start >= span.end {
			return fmt.Errorf("%s stands at %d to %d in a text of %d bytes", span.of, span.start, span.end, len(a.Text))
		}
		if words := a.Text[span.start:span.end]; strings.TrimSpace(words) != words || strings.ToValidUTF8(words, "") != words {
			return fmt.Errorf("%s stands across a word or rune: %q", span.of, words)
		}
	}
	if got := a.Text[ev.Start:ev.End]; got != ev.Text {
		return fmt.Errorf("the evidence is %q, the article says %q", ev.Text, got)
	}
	if ev.Confidence <= 0 || ev.Confidence > 1 {
		return fmt.Errorf("the confidence is %v", ev.Confidence)
	}
	if ev.Phrase == "" && f.Predicate != "is" { // "called the plan reckless" says no "is"
		return errors.New("the predicate has no words")
	}
	if ev.Rule == "" {
		return errors.New("no rule")
	}
	return nil
}

func testSame(t *testing.T, one, other []sample) {
	for i, s := range one {
		want, got := s.Facts, other[i].Facts
		if len(want) != len(got) {
			t.Errorf("%s: %d facts, and then %d", s.file, len(want), len(got))
			continue
		}
		for j, f := range want {
			if a, b := fmt.Sprintf("%+v", *f), fmt.Sprintf("%+v", *got[j]); a != b {
				t.Errorf("%s: fact %d differs:\n%s\n%s", s.file, j, a, b)
			}
		}
	}
}

// The recall that the samples must have, in per cent of the facts written down
// for them: three points below what was reached when the numbers were set, so
// that a change of the models may move a fact or two, and a loss shows. Raise
// them when the recall has risen.
const (
	leastRecall    = 83.0 // of all lines
	leastKeyRecall = 84.5 // of the lines marked as key
)

func testRecall(t *testing.T, all []sample) {
	files, err := filepath.Glob(filepath.Join(samples, "*"+expectedSuffix))
	if err != nil {
		t.Fatal(err)
	}
	var lines, met, keys, keysMet, found int
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), expectedSuffix)
		var statements []statement
		for _, s := range all {
			if strings.TrimSuffix(s.file, filepath.Ext(s.file)) != name {
				continue
			}
			for _, f := range s.Facts {
				statements = append(statements, state(s.Graph, f))
			}
		}
		if len(statements) == 0 {
			t.Errorf("%s: no article of this name has facts", file)
		}
		found += len(statements)
		for _, want := range readExpected(t, file) {
			lines++
			if want.key {
				keys++
			}
			if !slices.ContainsFunc(statements, want.metBy) {
				t.Logf("missed: %s %s", want.id, want.says)
				continue
			}
			met++
			if want.key {
				keysMet++
			}
		}
	}
	if lines == 0 || keys == 0 {
		t.Fatal("no expected facts")
	}
	recall, keyRecall := 100*float64(met)/float64(lines), 100*float64(keysMet)/float64(keys)
	t.Logf("recall %.1f %% (%d of %d), key lines %.1f %% (%d of %d), %d facts", recall, met, lines, keyRecall, keysMet, keys, found)
	if recall < leastRecall || keyRecall < leastKeyRecall {
		t.Errorf("recall %.1f %%, of key lines %.1f %%; want %.1f and %.1f", recall, keyRecall, leastRecall, leastKeyRecall)
	}
}

// An expected fact is a line of a .facts.tsv file: patterns for subject,
// predicate and object (which a qualifier can meet as well; an empty pattern
// asks for nothing), and the marks that a fact must have to meet it.
type expected struct {
	id                         string
	key                        bool // one of the facts that matter most
	subject, predicate, object *regexp.Regexp
	negated                    bool
	unasserted                 bool // any modality but asserted
	symmetric                  bool // subject and object may change places
	says                       string
}

func readExpected(t *testing.T, file string) []expected {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []expected
	for i, line := range strings.Split(strings.TrimSuffix(string(content), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 7 {
			t.Fatalf("%s:%d: %d columns, want 7", file, i+1, len(fields))
		}
		want := expected{id: fields[0], key: fields[1] == "K", says: fields[6]}
		for j, pattern := range []**regexp.Regexp{&want.subject, &want.predicate, &want.object} {
			if fields[2+j] == "" {
				*pattern = regexp.MustCompile("") // anything, and nothing too
				continue
			}
			if *pattern, err = regexp.Compile(`(?i)\b(?:` + fields[2+j] + `)`); err != nil {
				t.Fatalf("%s:%d: %v", file, i+1, err)
			}
		}
		for _, flag := range strings.Fields(fields[5]) {
			switch flag {
			case "neg":
				want.negated = true
			case "mod":
				want.unasserted = true
			case "sym":
				want.symmetric = true
			default:
				t.Fatalf("%s:%d: unknown flag %q", file, i+1, flag)
			}
		}
		all = append(all, want)
	}
	return all
}

// A statement is a fact in words, to match with patterns.
type statement struct {
	*graph.Fact
	subject, predicate, object string
	arguments                  string // the object and the qualifiers
}

func state(g *memory.Graph, f *graph.Fact) statement {
	s := statement{
		Fact:      f,
		subject:   names(g, graph.EntityObject(f.Subject)),
		predicate: f.Predicate + " | " + f.Phrase(),
		object:    names(g, f.Object),
	}
	arguments := []string{s.object}
	for _, q := range f.Qualifiers() {
		arguments = append(arguments, names(g, q.Value))
	}
	s.arguments = strings.Join(arguments, " | ")
	return s
}

// names are the words for a term: the name and aliases of an entity, the value
// of a literal, the wording of a claim.
func names(g *memory.Graph, term graph.Term) string {
	if term.Kind != graph.EntityTerm {
		return cmp.Or(term.Text, term.Value)
	}
	e, err := g.Entity(graph.EntityID(term.Value))
	if err != nil {
		return term.Value
	}
	all := []string{e.Name}
	for _, alias := range e.Aliases {
		all = append(all, alias.Text)
	}
	return strings.Join(all, " | ")
}

func (want *expected) metBy(s statement) bool {
	straight := want.subject.MatchString(s.subject) && want.object.MatchString(s.arguments)
	turned := want.symmetric && want.subject.MatchString(s.object) && want.object.MatchString(s.subject)
	return (straight || turned) && want.predicate.MatchString(s.predicate) &&
		s.Negated == want.negated && (!want.unasserted || s.Modality != graph.Asserted)
}

func sentenceOf(g *memory.Graph, f *graph.Fact) string {
	s := state(g, f)
	return strings.Join([]string{s.subject, f.Predicate, s.object}, " – ")
}
