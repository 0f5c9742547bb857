package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"factgraph/export/jsonl"
	"factgraph/graph"
	"factgraph/graph/store"
	"factgraph/graph/walk"
	"factgraph/ingest"
	"factgraph/ingest/document"
	"factgraph/ingest/entity"
	"factgraph/ingest/fact"
)

type explainOptions struct {
	format string
	noTree bool
}

func newExplainCommand(a *app) *cobra.Command {
	o := &explainOptions{}
	cmd := &cobra.Command{
		Use:   "explain FACT",
		Short: "Tell why the graph has a fact: sentence, tree, rule, names, confidence",
		Long: `Tell why the graph has a fact. For each piece of evidence: the sentence with the
words of subject, predicate and object marked, its dependency tree, the rule that
made the fact, and how subject and object came to mean what they mean; then where
the confidence comes from, and where else the same is stated or denied.

Trees are not stored: the article is read anew. Where the program, as it is now,
would not make the fact by that rule any more, this is said.`,
		Example: `  factgraph facts --entity putin        the first column has the ids
  factgraph explain f2xk3o7aabcd5e6q`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runExplain(cmd.Context(), a, o, view, graph.FactID(args[0]))
			})
		},
	}
	formatFlag(cmd, &o.format)
	cmd.Flags().BoolVar(&o.noTree, "no-tree", false, "leave out the trees")
	return cmd
}

// An explanation is why the graph has a fact.
type explanation struct {
	Fact      *jsonl.Fact  `json:"fact"`
	Sentences []grounds    `json:"sentences"`
	Elsewhere []otherStand `json:"elsewhere"`
}

// Grounds are one piece of evidence, explained.
type grounds struct {
	evidence  *graph.Evidence
	sentences []*document.Sentence // with their trees; none if these are left out

	Article    graph.ArticleID `json:"article"`
	Title      string          `json:"title"`
	Address    string          `json:"address,omitempty"`
	Text       string          `json:"text"` // the words of subject, predicate and object marked
	Rule       string          `json:"rule"`
	Phrase     string          `json:"phrase"`
	Confidence float64         `json:"confidence"`
	Resolved   []resolution    `json:"resolved"`
	Trees      [][]treeToken   `json:"trees,omitempty"` // one a sentence

	// Anew tells whether the program, as it is now, still makes the fact of
	// these words by that rule: otherwise the trees are not those that it was
	// made of. It is not asked without trees.
	Anew *bool `json:"anew,omitempty"`
}

// A resolution is why words mean an entity.
type resolution struct {
	Part   string         `json:"part"` // subject or object
	Text   string         `json:"text"`
	Entity graph.EntityID `json:"entity"`
	Reason string         `json:"reason"`
	Score  float64        `json:"score"`
}

// A treeToken is a token as in CoNLL-U: heads count from 1, that of the root is 0.
type treeToken struct {
	Form   string `json:"form"`
	UPOS   string `json:"upos"`
	Head   int    `json:"head"`
	Deprel string `json:"deprel"`
}

// An otherStand is another fact that states or denies the same.
type otherStand struct {
	Fact        graph.FactID `json:"fact"`
	Contradicts bool         `json:"contradicts"`
	Marks       string       `json:"marks"` // "asserted" for none
	Sentences   int          `json:"sentences"`
}

func runExplain(ctx context.Context, a *app, o *explainOptions, r graph.Reader, id graph.FactID) error {
	if err := oneOf("format", o.format, listFormats...); err != nil {
		return err
	}
	f, err := r.Fact(id)
	if errors.Is(err, graph.ErrNotFound) {
		return fmt.Errorf("the graph has no fact %q; the first column of 'factgraph facts' has the ids", id)
	}
	if err != nil {
		return err
	}
	names := newNamer(r)
	var x explanation
	e := &explainer{app: a, options: o, r: r, analyses: make(map[graph.ArticleID]*ingest.Analysis)}
	for i := range f.Evidence {
		g, err := e.grounds(ctx, f, &f.Evidence[i])
		if err != nil {
			return err
		}
		x.Sentences = append(x.Sentences, g)
	}
	if x.Elsewhere, err = elsewhere(ctx, r, names, f); err != nil {
		return err
	}
	switch o.format {
	case "table":
		printExplanation(a, names, f, &x)
	case "csv", "tsv":
		err = groundsListing(o.format, f).print(a, listed(x.Sentences))
	default:
		if x.Fact, err = jsonl.NewWriter(a.out, r).Fact(f); err == nil {
			err = printObject(a.out, o.format, x)
		}
	}
	return errors.Join(err, names.err)
}

// An explainer gathers grounds; it reads each article once.
type explainer struct {
	*app
	options  *explainOptions
	r        graph.Reader
	stages   *ingest.Stages
	analyses map[graph.ArticleID]*ingest.Analysis
}

func (e *explainer) grounds(ctx context.Context, f *graph.Fact, ev *graph.Evidence) (grounds, error) {
	article, err := e.r.Article(ev.Article)
	if err != nil {
		return grounds{}, fmt.Errorf("article %s: %w", ev.Article, err)
	}
	g := grounds{
		evidence: ev, Article: article.ID, Title: article.Title, Address: article.Address,
		Text: e.marked(article.Text, ev, phraseSpans(article.Text, ev)), Rule: ev.Rule, Phrase: ev.Phrase, Confidence: ev.Confidence,
	}
	if g.Resolved, err = e.resolved(f, ev); err != nil || e.options.noTree || article.Text == "" {
		return g, err
	}
	analysis, err := e.analysis(ctx, article)
	if err != nil {
		return g, err
	}
	made := madeAnew(analysis, ev)
	anew := made != nil
	g.Anew = &anew
	if anew {
		g.Text = e.marked(article.Text, ev, relationSpans(analysis.Document, made))
	}
	for i := range analysis.Document.Sentences {
		if s := &analysis.Document.Sentences[i]; ev.Start < s.End && ev.End > s.Start {
			g.sentences = append(g.sentences, s)
		}
	}
	for _, s := range g.sentences {
		var tree []treeToken
		for _, tok := range s.Tokens {
			tree = append(tree, treeToken{tok.Form, tok.UPOS, tok.Head + 1, tok.Deprel})
		}
		g.Trees = append(g.Trees, tree)
	}
	return g, nil
}

// marked is the sentence with subject, predicate and object marked; predicate
// has the words of the predicate.
func (e *explainer) marked(text string, ev *graph.Evidence, predicate []document.Span) string {
	if ev.Start < 0 || ev.End > len(text) || ev.Start >= ev.End {
		return "“" + ev.Text + "”"
	}
	type span struct {
		start, end  int
		style, open string
	}
	spans := []span{{ev.SubjectStart, ev.SubjectEnd, "1;34", "subject"}, {ev.ObjectStart, ev.ObjectEnd, "1;35", "object"}}
	for _, words := range predicate {
		spans = append(spans, span{words.Start, words.End, "1;32", "predicate"})
	}
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	var b strings.Builder
	at := ev.Start
	for _, s := range spans {
		if s.start < at || s.end > ev.End || s.start >= s.end {
			continue // understood and not said here, or within the other
		}
		b.WriteString(text[at:s.start])
		if e.color() {
			b.WriteString(e.paint(s.style, text[s.start:s.end]))
		} else {
			fmt.Fprintf(&b, "[%s: %s]", s.open, text[s.start:s.end])
		}
		at = s.end
	}
	b.WriteString(text[at:ev.End])
	return "“" + strings.Join(strings.Fields(b.String()), " ") + "”"
}

// resolved tells why the words of subject and object mean what they mean.
func (e *explainer) resolved(f *graph.Fact, ev *graph.Evidence) ([]resolution, error) {
	all := []resolution{}
	for link, err := range e.r.Links(ev.Article) {
		if err != nil {
			return nil, err
		}
		part := ""
		switch {
		case link.Entity == f.Subject && link.Start == ev.SubjectStart && link.End == ev.SubjectEnd:
			part = "subject"
		case f.Object.Is(link.Entity) && link.Start == ev.ObjectStart && link.End == ev.ObjectEnd:
			part = "object"
		default:
			continue
		}
		all = append(all, resolution{part, link.Text, link.Entity, link.Reason, link.Score})
	}
	return all, nil
}

// phraseSpans are the words of the predicate in the clause, which other words
// may part; those that stand together make one span.
func phraseSpans(text string, ev *graph.Evidence) []document.Span {
	var spans []document.Span
	at := ev.Start
	for word := range strings.FieldsSeq(ev.Phrase) {
		start, ok := wordIn(text[at:ev.End], word)
		if !ok {
			return nil // worded otherwise, as in a headline or a list
		}
		start += at
		at = start + len(word)
		if last := len(spans) - 1; last >= 0 && strings.TrimSpace(text[spans[last].End:start]) == "" {
			spans[last].End = at
		} else {
			spans = append(spans, document.Span{Start: start, End: at})
		}
	}
	return spans
}

// wordIn finds a whole word.
func wordIn(text, word string) (start int, ok bool) {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return 0, false
		}
		start := at + i
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[start+len(word):])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return start, true
		}
		at = start + len(word)
	}
}

// analysis reads the article anew.
func (e *explainer) analysis(ctx context.Context, article *graph.Article) (*ingest.Analysis, error) {
	if known, ok := e.analyses[article.ID]; ok {
		return known, nil
	}
	if e.stages == nil {
		var err error
		if e.stages, err = ingest.Load(entity.Options{}); err != nil {
			return nil, err
		}
	}
	analysis, err := e.stages.Analyze(ctx, article)
	if err != nil {
		return nil, err
	}
	e.analyses[article.ID] = analysis
	return analysis, nil
}

// madeAnew finds the fact that is made of the words of a piece of evidence by
// its rule, nil if none is. Of several the one with the same subject counts.
func madeAnew(analysis *ingest.Analysis, ev *graph.Evidence) *fact.Fact {
	var found *fact.Fact
	for i := range analysis.Facts {
		f := &analysis.Facts[i]
		if f.Rule != ev.Rule || f.Phrase != ev.Phrase || f.Span.Start >= ev.End || f.Span.End <= ev.Start {
			continue
		}
		tokens := analysis.Document.Sentences[f.Sentence].Tokens
		subject := document.Span{Start: ev.SubjectStart, End: ev.SubjectEnd}
		if slices.ContainsFunc(f.Words.Subject, func(tok int) bool { return subject.Contains(tokens[tok].Span) }) {
			return f
		}
		if found == nil {
			found = f
		}
	}
	return found
}

// relationSpans are the words of a fact's predicate; those that stand together
// make one span.
func relationSpans(doc *document.Document, f *fact.Fact) []document.Span {
	var spans []document.Span
	last := -2
	for _, i := range f.Words.Relation {
		tok := doc.Sentences[f.Sentence].Tokens[i]
		if i == last+1 {
			spans[len(spans)-1].End = tok.End
		} else {
			spans = append(spans, tok.Span)
		}
		last = i
	}
	return spans
}

// elsewhere lists the other facts that state or deny the same.
func elsewhere(ctx context.Context, r graph.Reader, names *namer, f *graph.Fact) ([]otherStand, error) {
	claims, err := walk.WhoSays(ctx, r, f.Subject, f.Predicate, f.Object)
	if err != nil {
		return nil, err
	}
	all := []otherStand{}
	for _, c := range claims {
		other := c.Fact
		listed := slices.ContainsFunc(all, func(o otherStand) bool { return o.Fact == other.ID })
		if other.ID == f.ID || listed || !other.Object.Same(f.Object) {
			continue
		}
		all = append(all, otherStand{
			Fact: other.ID, Contradicts: other.Negated != f.Negated,
			Marks: cmp.Or(marks(names, other), "asserted"), Sentences: len(other.Evidence),
		})
	}
	return all, nil
}
