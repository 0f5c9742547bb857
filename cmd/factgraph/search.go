package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/graph"
	"factgraph/graph/search"
	"factgraph/graph/store"
)

type searchOptions struct {
	listing  listing[found]
	articles bool
	names    bool
}

// found is an entity or an article that fits the words.
type found struct {
	What    string     `json:"what"` // "entity" or "article"
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Type    graph.Type `json:"type,omitempty"`
	Score   float64    `json:"score"`
	How     string     `json:"how,omitempty"`
	Known   int        `json:"mentions,omitempty"`
	Snippet string     `json:"snippet,omitempty"`
	Marks   []mark     `json:"marks,omitempty"`
}

// A mark is a word of the query in a snippet, in bytes.
type mark struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

func newSearchCommand(a *app) *cobra.Command {
	o := &searchOptions{}
	cmd := &cobra.Command{
		Use:   "search TEXT...",
		Short: "Find entities by name (typos and beginnings count) and articles by words",
		Long: `Find entities by their names: the words may come in any order, be the beginnings
of longer ones or have typos. And find articles by their words, whatever their
endings, ranked by BM25; what stands in quotes has to stand so in the text. The
words found are marked in what is shown of an article.`,
		Example: `  factgraph search lahtinnen
  factgraph search --articles undersea cable
  factgraph search --articles '"undersea cable" repair'
  factgraph search --names "estonian pri" --format jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runSearch(cmd.Context(), a, o, view, strings.Join(args, " "))
			})
		},
	}
	o.listing.flags(cmd)
	cmd.Flags().BoolVar(&o.articles, "articles", false, "search the texts of articles only")
	cmd.Flags().BoolVar(&o.names, "names", false, "search the names of entities only")
	cmd.MarkFlagsMutuallyExclusive("articles", "names")
	return cmd
}

// shownFound is how many entities and how many articles are printed if nothing
// else is said.
const shownFound = 10

func runSearch(ctx context.Context, a *app, o *searchOptions, library search.Library, text string) error {
	l := &o.listing
	limit := l.limit
	if limit == 0 {
		limit = shownFound
	}
	var all []found
	if !o.articles {
		matches, err := search.Names(ctx, library, text, limit)
		if err != nil {
			return err
		}
		for _, m := range matches {
			all = append(all, found{What: "entity", ID: string(m.Entity.ID), Name: m.Entity.Name, Type: m.Entity.Type, Score: m.Score, How: string(m.How), Known: m.Known})
		}
	}
	if !o.names {
		hits, err := search.Text(ctx, library, text, limit)
		if err != nil {
			return err
		}
		for _, h := range hits {
			all = append(all, foundArticle(h))
		}
	}
	l.limit = 0
	l.empty = "Nothing fits."
	l.object = func(f found) (any, error) { return f, nil }
	l.columns = []column[found]{
		{name: "what", cell: func(f found) string { return f.What }},
		{name: "id", cell: func(f found) string { return f.ID }, style: func(found) string { return "2" }},
		{name: "name", cell: func(f found) string { return f.Name }, wide: true, style: func(found) string { return "1" }},
		{name: "score", cell: func(f found) string { return fmt.Sprintf("%.2f", f.Score) }, right: true},
		{name: "how, where", wide: true, cell: func(f found) string {
			switch {
			case f.What == "article" && l.format == "table":
				return f.marked(a)
			case f.What == "article":
				return f.Snippet
			}
			return fmt.Sprintf("%s, %s", f.How, plural(f.Known, "mention"))
		}},
	}
	return l.print(a, listed(all))
}

// foundArticle is a hit with its snippet on one line.
func foundArticle(h search.Hit) found {
	f := found{What: "article", ID: string(h.Article.ID), Name: cmp.Or(h.Article.Title, h.Article.Address), Score: h.Score}
	var b strings.Builder
	at := h.Snippet.Start
	add := func(end int) {
		text := h.Article.Text[at:end]
		if b.Len() > 0 && strings.TrimLeft(text, " \t\r\n") != text {
			b.WriteByte(' ')
		}
		b.WriteString(strings.Join(strings.Fields(text), " "))
		if strings.TrimRight(text, " \t\r\n") != text && strings.TrimSpace(text) != "" {
			b.WriteByte(' ')
		}
		at = end
	}
	for _, m := range h.Marks {
		add(m.Start)
		start := b.Len()
		add(m.End)
		f.Marks = append(f.Marks, mark{start, b.Len()})
	}
	add(h.Snippet.End)
	f.Snippet = b.String()
	return f
}

// marked is the snippet with the words of the query marked: bold on a terminal
// with colours, in «» elsewhere. Words that stand together have one mark.
func (f found) marked(a *app) string {
	var b strings.Builder
	at := 0
	for i := 0; i < len(f.Marks); i++ {
		start, end := f.Marks[i].Start, f.Marks[i].End
		for i+1 < len(f.Marks) && strings.TrimSpace(f.Snippet[end:f.Marks[i+1].Start]) == "" {
			i++
			end = f.Marks[i].End
		}
		b.WriteString(f.Snippet[at:start])
		if a.color() {
			b.WriteString(a.paint("1;32", f.Snippet[start:end]))
		} else {
			b.WriteString("«" + f.Snippet[start:end] + "»")
		}
		at = end
	}
	return b.String() + f.Snippet[at:]
}
