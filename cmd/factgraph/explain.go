package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/graph"
	"factgraph/graph/store"
	"factgraph/graph/walk"
	"factgraph/ingest/document"
	"factgraph/ingest/parse"
)

type explainOptions struct{ noTree bool }

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
	cmd.Flags().BoolVar(&o.noTree, "no-tree", false, "do not draw the trees")
	return cmd
}

func runExplain(ctx context.Context, a *app, o *explainOptions, r graph.Reader, id graph.FactID) error {
	f, err := r.Fact(id)
	if err != nil {
		return fmt.Errorf("fact %s: %w", id, err)
	}
	names := newNamer(r)
	printStatement(a, names, f)
	e := &explainer{app: a, options: o, r: r, documents: make(map[graph.ArticleID]*document.Document)}
	for i := range f.Evidence {
		fmt.Fprintln(a.out)
		if err := e.evidence(ctx, f, &f.Evidence[i]); err != nil {
			return err
		}
	}
	printConfidence(a, f)
	if err := printElsewhere(ctx, a, r, names, f); err != nil {
		return err
	}
	return names.err
}

func printStatement(a *app, names *namer, f *graph.Fact) {
	statement := strings.TrimSuffix(names.entity(f.Subject)+" – "+f.Predicate+" – "+names.term(f.Object), " – ")
	line := a.paint("1", statement)
	if m := marks(names, f); m != "" {
		line += a.paint("33", " ["+m+"]")
	}
	fmt.Fprintf(a.out, "%s  %s\n", line, a.paint("2", string(f.ID)))
	if q := qualifiers(names, f); q != "" {
		fmt.Fprintf(a.out, "  %s\n", q)
	}
}

// An explainer prints evidence; it parses each article once.
type explainer struct {
	*app
	options   *explainOptions
	r         graph.Reader
	parser    *parse.Parser
	documents map[graph.ArticleID]*document.Document
}

func (e *explainer) evidence(ctx context.Context, f *graph.Fact, ev *graph.Evidence) error {
	article, err := e.r.Article(ev.Article)
	if err != nil {
		return fmt.Errorf("article %s: %w", ev.Article, err)
	}
	fmt.Fprintf(e.out, "  %s  %s\n", article.Title, e.paint("2", article.Address))
	fmt.Fprintf(e.out, "  %s\n", e.marked(article.Text, ev))
	fmt.Fprintf(e.out, "  rule %s, words %q, confidence %.2f\n", e.paint("1", ev.Rule), ev.Phrase, ev.Confidence)
	if err := e.resolved(f, ev); err != nil {
		return err
	}
	if e.options.noTree {
		return nil
	}
	return e.tree(ctx, article, ev)
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

// resolved prints why the words of subject and object mean what they mean.
func (e *explainer) resolved(f *graph.Fact, ev *graph.Evidence) error {
	for link, err := range e.r.Links(ev.Article) {
		if err != nil {
			return err
		}
		what := ""
		switch {
		case link.Entity == f.Subject && link.Start == ev.SubjectStart && link.End == ev.SubjectEnd:
			what = "subject"
		case f.Object.Is(link.Entity) && link.Start == ev.ObjectStart && link.End == ev.ObjectEnd:
			what = "object"
		default:
			continue
		}
		fmt.Fprintf(e.out, "  %s %q is %s: %s (%.2f)\n", what, link.Text, link.Entity, link.Reason, link.Score)
	}
	return nil
}

// tree draws the dependency tree of the sentence.
func (e *explainer) tree(ctx context.Context, article *graph.Article, ev *graph.Evidence) error {
	doc, ok := e.documents[article.ID]
	if !ok {
		if e.parser == nil {
			var err error
			if e.parser, err = parse.Load(); err != nil {
				return err
			}
		}
		var err error
		if doc, err = e.parser.Document(ctx, article); err != nil {
			return fmt.Errorf("parse article %s: %w", article.ID, err)
		}
		e.documents[article.ID] = doc
	}
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		if ev.Start >= s.End || ev.End <= s.Start {
			continue
		}
		marked := make(map[int]bool)
		for j, tok := range s.Tokens {
			subject := document.Span{Start: ev.SubjectStart, End: ev.SubjectEnd}
			object := document.Span{Start: ev.ObjectStart, End: ev.ObjectEnd}
			marked[j] = subject.Contains(tok.Span) || object.Contains(tok.Span)
		}
		fmt.Fprintln(e.out)
		printTree(e.app, s, marked)
	}
	return nil
}

// printConfidence says how the pieces of evidence add up.
func printConfidence(a *app, f *graph.Fact) {
	var parts []string
	for _, ev := range f.Evidence {
		parts = append(parts, fmt.Sprintf("%.2f", ev.Confidence))
	}
	why := "of the one sentence that says so"
	if len(parts) > 1 {
		why = "that not all of the sentences are wrong: " + strings.Join(parts, ", ")
	}
	fmt.Fprintf(a.out, "\nconfidence %.2f: the probability %s\n", f.Confidence, why)
}

// printElsewhere lists the other facts that state or deny the same.
func printElsewhere(ctx context.Context, a *app, r graph.Reader, names *namer, f *graph.Fact) error {
	claims, err := walk.WhoSays(ctx, r, f.Subject, f.Predicate, f.Object)
	if err != nil {
		return err
	}
	printed := make(map[graph.FactID]bool)
	for _, c := range claims {
		other := c.Fact
		if other.ID == f.ID || printed[other.ID] || !other.Object.Same(f.Object) {
			continue
		}
		printed[other.ID] = true
		verb := "also stated"
		if other.Negated != f.Negated {
			verb = "contradicted"
		}
		m := marks(names, other)
		if m == "" {
			m = "asserted"
		}
		fmt.Fprintf(a.out, "%s: %s in %s  %s\n", verb, m, plural(len(other.Evidence), "sentence"), a.paint("2", string(other.ID)))
	}
	return nil
}
