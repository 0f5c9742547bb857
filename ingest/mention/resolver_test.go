package mention

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/quick"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// check holds what is true of every resolved document.
func check(t *testing.T, doc *document.Document) {
	t.Helper()
	seen := make([]bool, len(doc.Mentions))
	for k, c := range doc.Chains {
		if len(c.Mentions) == 0 {
			t.Fatalf("chain %d is empty", k)
		}
		if !slices.IsSorted(c.Mentions) {
			t.Errorf("chain %d is out of order: %v", k, c.Mentions)
		}
		for _, m := range c.Mentions {
			if m < 0 || m >= len(doc.Mentions) || seen[m] {
				t.Fatalf("chain %d: mention %d is none, or in two chains", k, m)
			}
			seen[m] = true
			if doc.Mentions[m].Chain != k {
				t.Errorf("mention %d says chain %d, is in %d", m, doc.Mentions[m].Chain, k)
			}
		}
		for _, m := range c.Members {
			if m < 0 || m >= len(doc.Chains) || m == k {
				t.Errorf("chain %d has member %d", k, m)
			}
		}
		for _, l := range c.Links {
			if !slices.Contains(c.Mentions, l.Mention) || !slices.Contains(c.Mentions, l.Antecedent) || l.Reason == "" {
				t.Errorf("chain %d of %v has link %+v", k, c.Mentions, l)
			}
		}
	}
	heads := map[[2]int]bool{}
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if !seen[i] {
			t.Errorf("mention %d is in no chain", i)
		}
		if m.Sentence < 0 || m.Sentence >= len(doc.Sentences) {
			t.Fatalf("mention %d is in sentence %d", i, m.Sentence)
		}
		tokens := doc.Sentences[m.Sentence].Tokens
		if m.First < 0 || m.First > m.Head || m.Head > m.Last || m.Last >= len(tokens) {
			t.Fatalf("mention %d has tokens %d..%d, head %d of %d", i, m.First, m.Last, m.Head, len(tokens))
		}
		if m.Start != tokens[m.First].Start || m.End != tokens[m.Last].End {
			t.Errorf("mention %d has span %v", i, m.Span)
		}
		if key := [2]int{m.Sentence, m.Head}; heads[key] {
			t.Errorf("two mentions with the head %v", key)
		} else {
			heads[key] = true
		}
		if !slices.Contains(graph.Types(), m.Type) {
			t.Errorf("mention %d has type %q", i, m.Type)
		}
	}
}

// randomDocument makes a document of whatever bytes: trees with any heads, even
// circles, and names anywhere.
func randomDocument(data []byte) *document.Document {
	forms := []string{
		"Trump", "Putin", "he", "she", "it", "they", "the", "The", "leaders", "two", "president", "Russian", "Russia", "APEC", "(", ")",
		"\"", "said", "who", "himself", "and", "I", "their", "summit", "2017", "Monday", "million", "$", "another", "first", "of", "WHO",
		"Jr.", "Hurricane", "Sarah", "Sanders", "company", "its", "-", "both",
	}
	tags := []string{"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "VERB", "PUNCT", "SYM", "X", "ADP"}
	relations := []string{
		"nsubj", "obj", "nmod", "nmod:poss", "compound", "flat", "conj", "appos", "root", "acl:relcl", "advcl", "cop", "det", "amod",
		"nummod", "case", "obl", "nmod:desc", "punct", "ccomp", "acl",
	}
	types := graph.Types()
	doc := &document.Document{}
	var text strings.Builder
	next := func() int {
		if len(data) == 0 {
			return 0
		}
		b := data[0]
		data = data[1:]
		return int(b)
	}
	for len(data) > 0 && len(doc.Sentences) < 30 {
		s := document.Sentence{Paragraph: next() % 3, Kind: document.Kind(next() % 4)}
		n := 1 + next()%20
		s.Start = text.Len()
		for range n {
			form := forms[next()%len(forms)]
			start := text.Len()
			text.WriteString(form)
			s.Tokens = append(s.Tokens, document.Token{
				Span: document.Span{Start: start, End: text.Len()}, Form: form,
				UPOS: tags[next()%len(tags)], Deprel: relations[next()%len(relations)], Head: next()%(n+1) - 1,
			})
			text.WriteByte(' ')
		}
		s.End = text.Len()
		for first := next() % 8; first < n; first += 1 + next()%8 {
			last := min(n-1, first+next()%3)
			s.Names = append(s.Names, document.Name{First: first, Last: last, Type: types[next()%len(types)], Score: 1})
			first = last
		}
		doc.Sentences = append(doc.Sentences, s)
	}
	doc.Text = text.String()
	return doc
}

// TestAnyTree resolves random trees.
func TestAnyTree(t *testing.T) {
	r := testResolver(t)
	property := func(data []byte, more [512]byte) bool {
		doc := randomDocument(append(data, more[:]...))
		if err := r.Resolve(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
		check(t, doc)
		return !t.Failed()
	}
	if err := quick.Check(property, &quick.Config{MaxCount: 150}); err != nil {
		t.Error(err)
	}
}

func FuzzResolve(f *testing.F) {
	f.Add([]byte("he said that she saw himself and the two leaders"))
	f.Add([]byte{3, 0, 0, 12, 1, 1, 8, 0, 2, 0, 0, 5, 3, 3, 3, 9, 9, 9, 4, 7})
	r := testResolver(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		doc := randomDocument(data)
		if err := r.Resolve(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
		check(t, doc)
	})
}

// TestTwice: a second run finds the same, whatever the first left behind.
func TestTwice(t *testing.T) {
	r := testResolver(t)
	trees, err := loadTrees()
	if err != nil {
		t.Fatal(err)
	}
	for text, doc := range trees {
		if err := r.Resolve(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
		check(t, doc)
		first := showMentions(doc) + showChains(doc)
		if err := r.Resolve(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
		if second := showMentions(doc) + showChains(doc); second != first {
			t.Errorf("%s\nfirst:\n%s\nsecond:\n%s", text, first, second)
		}
	}
}

func TestResolveStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	doc := randomDocument([]byte(strings.Repeat("stop the work", 20)))
	if err := testResolver(t).Resolve(ctx, doc); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestIndex(t *testing.T) {
	doc := randomDocument([]byte(strings.Repeat("find every head of it", 20)))
	if err := testResolver(t).Resolve(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	heads := Index(doc)
	for i := range doc.Mentions {
		if got := heads.Mention(doc.Mentions[i].Sentence, doc.Mentions[i].Head); got != i {
			t.Errorf("mention %d is found as %d", i, got)
		}
	}
	for _, at := range [][2]int{{-1, 0}, {0, -1}, {0, 1 << 20}, {1 << 20, 0}} {
		if got := heads.Mention(at[0], at[1]); got != -1 {
			t.Errorf("mention %d at %v", got, at)
		}
	}
}

// benchmarkDocument is a long article made of the tests' texts.
func benchmarkDocument(b *testing.B) (*document.Document, int) {
	b.Helper()
	trees, err := loadTrees()
	if err != nil {
		b.Fatal(err)
	}
	var texts []string
	for text := range trees {
		texts = append(texts, text)
	}
	slices.Sort(texts)
	all := &document.Document{}
	tokens := 0
	for _, text := range texts {
		offset := len(all.Text)
		all.Text += text + "\n\n"
		for _, s := range trees[text].Sentences {
			s.Start += offset
			s.End += offset
			s.Tokens = slices.Clone(s.Tokens)
			for i := range s.Tokens {
				s.Tokens[i].Start += offset
				s.Tokens[i].End += offset
			}
			tokens += len(s.Tokens)
			all.Sentences = append(all.Sentences, s)
		}
	}
	return all, tokens
}

func BenchmarkResolve(b *testing.B) {
	r := testResolver(b)
	doc, tokens := benchmarkDocument(b)
	for b.Loop() {
		if err := r.Resolve(context.Background(), doc); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
