package parse

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"factgraph/graph"
	"factgraph/ingest/document"
)

func load(t testing.TB, opts ...Option) *Parser {
	t.Helper()
	p, err := Load(opts...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// tokenized makes a document of sentences, one a line, tokens between blanks.
func tokenized(text string) *document.Document {
	doc := &document.Document{Text: text}
	at := 0
	for line := range strings.Lines(text) {
		s := document.Sentence{Span: document.Span{Start: at, End: at + len(strings.TrimSuffix(line, "\n"))}}
		pos := at
		for form := range strings.FieldsSeq(line) {
			start := pos + strings.Index(text[pos:], form)
			pos = start + len(form)
			s.Tokens = append(s.Tokens, document.Token{Span: document.Span{Start: start, End: pos}, Form: form})
		}
		at += len(line)
		if len(s.Tokens) > 0 {
			doc.Sentences = append(doc.Sentences, s)
		}
	}
	return doc
}

// drawn writes a sentence as "form/UPOS/head/relation", and its names.
func drawn(s document.Sentence) string {
	var b strings.Builder
	for _, tok := range s.Tokens {
		head := "ROOT"
		if tok.Head >= 0 {
			head = s.Tokens[tok.Head].Form
		}
		fmt.Fprintf(&b, "%s/%s/%s/%s ", tok.Form, tok.UPOS, head, tok.Deprel)
	}
	for _, n := range s.Names {
		fmt.Fprintf(&b, "[%d-%d %s]", n.First, n.Last, n.Type)
	}
	return strings.TrimSpace(b.String())
}

func TestParse(t *testing.T) {
	p := load(t)
	for in, want := range map[string]string{
		"The minister met Angela Merkel in Berlin .": "The/DET/minister/det minister/NOUN/met/nsubj met/VERB/ROOT/root " +
			"Angela/PROPN/met/obj Merkel/PROPN/Angela/flat in/ADP/Berlin/case Berlin/PROPN/met/obl ./PUNCT/met/punct [3-4 person][6-6 place]",
		"Thousands of houses were destroyed by the flood .": "Thousands/NOUN/destroyed/nsubj:pass of/ADP/houses/case houses/NOUN/Thousands/nmod " +
			"were/AUX/destroyed/aux:pass destroyed/VERB/ROOT/root by/ADP/flood/case the/DET/flood/det flood/NOUN/destroyed/obl:agent ./PUNCT/destroyed/punct",
		"She denied that the bank had deceived him .": "She/PRON/denied/nsubj denied/VERB/ROOT/root that/SCONJ/deceived/mark the/DET/bank/det " +
			"bank/NOUN/deceived/nsubj had/AUX/deceived/aux deceived/VERB/denied/ccomp him/PRON/deceived/obj ./PUNCT/denied/punct",
	} {
		doc := tokenized(in)
		if err := p.Parse(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
		if got := drawn(doc.Sentences[0]); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

// FuzzParse holds that any words, valid UTF-8 or not, get one tree a sentence and
// names in order.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", mixed, "\xff\xfe \x00 ���", "((((((", strings.Repeat("x", 5000), "ſ İ ǅ \u200b 𝟙𝟚"} {
		f.Add(seed)
	}
	p := load(f, WithWorkers(1))
	f.Fuzz(func(t *testing.T, text string) {
		doc := tokenized(text)
		if err := p.Parse(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
		for _, s := range doc.Sentences {
			roots := 0
			for i, tok := range s.Tokens {
				if tok.Head == i || tok.Head >= len(s.Tokens) || tok.UPOS == "" || tok.Deprel == "" {
					t.Fatalf("token %d of %q: %+v", i, text, tok)
				}
				if tok.Head < 0 {
					roots++
				}
			}
			if roots != 1 {
				t.Fatalf("%d roots in %q", roots, text)
			}
			last := -1
			for _, n := range s.Names {
				if n.First <= last || n.Last < n.First || n.Last >= len(s.Tokens) {
					t.Fatalf("name %+v in %q", n, text)
				}
				last = n.Last
			}
		}
	})
}

const mixed = `Officials in the capital said on Monday that the bridge would reopen next week .
HEAVY RAIN CLOSES AIRPORT
Yes .
According to a report by the World Bank , exports of coffee from Uganda rose by 12 % last year , while imports fell .
He said he did not know .
The old mill , which had stood empty since the war , was bought by a young couple from Leeds who want to open a bakery there .
`

// TestBatches holds that a sentence's parse depends neither on the sentences
// around it nor on the number of workers.
func TestBatches(t *testing.T) {
	text := strings.Repeat(mixed, 20)
	whole := tokenized(text)
	if err := load(t, WithWorkers(3)).Parse(t.Context(), whole); err != nil {
		t.Fatal(err)
	}
	p := load(t, WithWorkers(1))
	again := tokenized(text)
	if err := p.Parse(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(whole, again) {
		t.Error("three workers and one differ")
	}
	lines := strings.Split(strings.TrimSpace(mixed), "\n")
	for i, line := range lines {
		alone := tokenized(line)
		if err := p.Parse(t.Context(), alone); err != nil {
			t.Fatal(err)
		}
		if got, want := drawn(alone.Sentences[0]), drawn(whole.Sentences[i]); got != want {
			t.Errorf("alone: %s\nin a batch: %s", got, want)
		}
	}
}

// TestLongSentence holds that a text without full stops is one tree, in bounded
// time and memory.
func TestLongSentence(t *testing.T) {
	p := load(t)
	doc := tokenized(strings.Repeat("the council approved the plan , and ", 715))
	if err := p.Parse(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	tokens := doc.Sentences[0].Tokens
	roots := 0
	for i, tok := range tokens {
		if tok.Head < 0 {
			roots++
		}
		steps := 0
		for h := tok.Head; h >= 0; h = tokens[h].Head {
			if steps++; steps > len(tokens) {
				t.Fatalf("token %d of %d is in a circle", i, len(tokens))
			}
		}
	}
	if roots != 1 {
		t.Errorf("%d roots in %d tokens", roots, len(tokens))
	}
}

func TestCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := load(t).Parse(ctx, tokenized(mixed)); err == nil {
		t.Error("a cancelled parse succeeds")
	}
}

func TestParseStates(t *testing.T) {
	p := load(t)
	doc := tokenized(mixed)
	states, err := p.ParseStates(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range doc.Sentences {
		if len(states[i]) != len(s.Tokens)*p.StateWidth() {
			t.Errorf("sentence %d: %d values for %d tokens", i, len(states[i]), len(s.Tokens))
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}

func BenchmarkParse(b *testing.B) {
	p := load(b, WithWorkers(1))
	doc := tokenized(strings.Repeat(mixed, 30))
	tokens := 0
	for _, s := range doc.Sentences {
		tokens += len(s.Tokens)
	}
	for b.Loop() {
		if err := p.Parse(b.Context(), doc); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkDocument measures the whole way from raw text on one core.
func BenchmarkDocument(b *testing.B) {
	p := load(b, WithWorkers(1))
	const paragraph = `The regional court in Marburg ruled on Tuesday that the power station may stay open until 2031. "We can plan again," said Hanna Vogel, who has led the works council since May.
Environmental groups said they would appeal; the state government of Hesse, which owns 30% of the plant, declined to comment. Shares of Nordstrom Energie AG rose by 4.2% in Frankfurt.
`
	article := &graph.Article{Text: strings.Repeat(paragraph+"\n", 60)}
	tokens := 0
	for b.Loop() {
		doc, err := p.Document(b.Context(), article)
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range doc.Sentences {
			tokens += len(s.Tokens)
		}
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
