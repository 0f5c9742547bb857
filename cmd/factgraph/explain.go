package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/export/jsonl"
	"factgraph/graph"
	"factgraph/graph/store"
	"factgraph/graph/walk"
	"factgraph/ingest/document"
	"factgraph/ingest/parse"
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
the confidence comes from, and where else the same is stated or denied.`,
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
	e := &explainer{app: a, options: o, r: r, documents: make(map[graph.ArticleID]*document.Document)}
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

// An explainer gathers grounds; it parses each article once.
type explainer struct {
	*app
	options   *explainOptions
	r         graph.Reader
	parser    *parse.Parser
	documents map[graph.ArticleID]*document.Document
}

func (e *explainer) grounds(ctx context.Context, f *graph.Fact, ev *graph.Evidence) (grounds, error) {
	article, err := e.r.Article(ev.Article)
	if err != nil {
		return grounds{}, fmt.Errorf("article %s: %w", ev.Article, err)
	}
	g := grounds{
		evidence: ev, Article: article.ID, Title: article.Title, Address: article.Address,
		Text: e.marked(article.Text, ev), Rule: ev.Rule, Phrase: ev.Phrase, Confidence: ev.Confidence,
	}
	if g.Resolved, err = e.resolved(f, ev); err != nil || e.options.noTree {
		return g, err
	}
	if g.sentences, err = e.parsed(ctx, article, ev); err != nil {
		return g, err
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

// marked is the sentence with subject, predicate and object marked.
func (e *explainer) marked(text string, ev *graph.Evidence) string {
	if ev.Start < 0 || ev.End > len(text) || ev.Start >= ev.End {
		return "“" + ev.Text + "”"
	}
	type span struct {
		start, end  int
		style, open string
	}
	spans := []span{{ev.SubjectStart, ev.SubjectEnd, "1;34", "subject"}, {ev.ObjectStart, ev.ObjectEnd, "1;35", "object"}}
	if i := strings.Index(text[ev.Start:ev.End], ev.Phrase); i >= 0 && ev.Phrase != "" {
		spans = append(spans, span{ev.Start + i, ev.Start + i + len(ev.Phrase), "1;32", "predicate"})
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

// parsed parses the article, and gives the sentences of the evidence.
func (e *explainer) parsed(ctx context.Context, article *graph.Article, ev *graph.Evidence) ([]*document.Sentence, error) {
	doc, ok := e.documents[article.ID]
	if !ok {
		var err error
		if e.parser == nil {
			if e.parser, err = parse.Load(); err != nil {
				return nil, err
			}
		}
		if doc, err = e.parser.Document(ctx, article); err != nil {
			return nil, fmt.Errorf("parse article %s: %w", article.ID, err)
		}
		e.documents[article.ID] = doc
	}
	var all []*document.Sentence
	for i := range doc.Sentences {
		if s := &doc.Sentences[i]; ev.Start < s.End && ev.End > s.Start {
			all = append(all, s)
		}
	}
	return all, nil
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
