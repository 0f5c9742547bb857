package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"factgraph/export/jsonl"
	"factgraph/graph"
	"factgraph/graph/store"
)

type showOptions struct {
	format   string
	why      bool
	evidence bool
	all      bool
}

func newShowCommand(a *app) *cobra.Command {
	o := &showOptions{}
	cmd := &cobra.Command{
		Use:   "show ENTITY",
		Short: "Tell who or what an entity is: names, roles, facts, articles",
		Long: `Tell who or what an entity is: its names and roles, its facts by predicate (←
marks those that point to it), who says them, what it says itself, and the
articles that all this rests on. With --format csv or tsv its facts alone are
listed.`,
		Example: `  factgraph show "Donald Trump"
  factgraph show putin --evidence
  factgraph show nato --why
  factgraph show putin --format json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runShow(cmd.Context(), a, o, view, args[0])
			})
		},
	}
	formatFlag(cmd, &o.format)
	cmd.Flags().BoolVar(&o.why, "why", false, "print why each mention was taken to mean this entity")
	cmd.Flags().BoolVarP(&o.evidence, "evidence", "e", false, "print the sentences, too")
	cmd.Flags().BoolVar(&o.all, "all", false, "print all facts of a predicate, not the first few")
	return cmd
}

// A profile is what the graph knows of an entity.
type profile struct {
	Entity   *graph.Entity    `json:"entity"`
	Facts    []*jsonl.Fact    `json:"facts"`
	Articles []*graph.Article `json:"articles"`
	Links    []graph.Link     `json:"links,omitempty"`
}

func runShow(ctx context.Context, a *app, o *showOptions, r graph.Reader, name string) error {
	if err := oneOf("format", o.format, listFormats...); err != nil {
		return err
	}
	id, err := findEntity(ctx, r, name)
	if err != nil {
		return err
	}
	entity, err := r.Entity(id)
	if err != nil {
		return fmt.Errorf("entity %s: %w", id, err)
	}
	var facts []*graph.Fact
	for f, err := range r.Facts(ctx, graph.Filter{Entity: id}) {
		if err != nil {
			return err
		}
		facts = append(facts, f)
	}
	var links []graph.Link
	if o.why {
		for link, err := range r.LinksTo(id) {
			if err != nil {
				return err
			}
			links = append(links, link)
		}
	}
	articles, err := articlesOf(r, facts)
	if err != nil {
		return err
	}
	switch o.format {
	case "json", "jsonl":
		return printProfile(a, o.format, r, entity, facts, articles, links)
	case "csv", "tsv":
		return printFacts(a, &listing[*graph.Fact]{format: o.format}, r, o.evidence, listed(facts))
	}
	names := newNamer(r)
	printHead(a, entity, len(facts), len(articles))
	printGroups(a, o, names, "", facts, func(f *graph.Fact) bool { return f.Subject == id }, func(f *graph.Fact) string { return names.term(f.Object) })
	printGroups(a, o, names, "← ", facts, func(f *graph.Fact) bool {
		return f.Subject != id && f.Object == graph.EntityObject(id)
	}, func(f *graph.Fact) string { return names.entity(f.Subject) })
	printSpeakers(a, names, id, facts)
	printOthers(a, o, names, id, facts)
	for _, article := range articles {
		date := ""
		if !article.Date.IsZero() {
			date = article.Date.Format("2006-01-02") + "  "
		}
		fmt.Fprintf(a.out, "  %s%s  %s\n", a.paint("2", date), article.Title, a.paint("2", article.Address))
	}
	for _, link := range links {
		fmt.Fprintf(a.out, "  %q at %s:%d-%d: %s (%.2f)\n", link.Text, link.Article, link.Start, link.End, link.Reason, link.Score)
	}
	return names.err
}

func printProfile(a *app, format string, r graph.Reader, e *graph.Entity, facts []*graph.Fact, articles []*graph.Article, links []graph.Link) error {
	p := profile{Entity: e, Articles: articles, Links: links, Facts: []*jsonl.Fact{}}
	writer := jsonl.NewWriter(a.out, r)
	for _, f := range facts {
		line, err := writer.Fact(f)
		if err != nil {
			return err
		}
		p.Facts = append(p.Facts, line)
	}
	return printObject(a.out, format, p)
}

func printHead(a *app, e *graph.Entity, facts, articles int) {
	fmt.Fprintf(a.out, "%s  %s  %s\n", a.paint("1", e.Name), typeName(e), a.paint("2", string(e.ID)))
	fmt.Fprintf(a.out, "  %s, %s in %s\n", plural(mentions(e), "mention"), plural(facts, "fact"), plural(articles, "article"))
	if others := otherNames(e, 10); len(others) > 0 {
		fmt.Fprintf(a.out, "  also called: %s\n", strings.Join(others, ", "))
	}
	if len(e.Roles) > 0 {
		var roles []string
		for _, role := range e.Roles[:min(len(e.Roles), 8)] {
			roles = append(roles, role.Text)
		}
		fmt.Fprintf(a.out, "  described as: %s\n", strings.Join(roles, ", "))
	}
	if len(e.Types) > 1 {
		var votes []string
		for _, t := range e.Types {
			votes = append(votes, fmt.Sprintf("%s %d", t.Text, t.N))
		}
		fmt.Fprintf(a.out, "  taken for: %s\n", strings.Join(votes, ", "))
	}
	for _, iri := range e.SameAs {
		fmt.Fprintf(a.out, "  same as: %s\n", iri)
	}
	fmt.Fprintln(a.out)
}

const shownOfAPredicate = 8

// printGroups prints facts by predicate, those with the most facts first.
func printGroups(a *app, o *showOptions, names *namer, arrow string, facts []*graph.Fact, keep func(*graph.Fact) bool, other func(*graph.Fact) string) {
	groups := make(map[string][]*graph.Fact)
	var predicates []string
	for _, f := range facts {
		if !keep(f) {
			continue
		}
		if groups[f.Predicate] == nil {
			predicates = append(predicates, f.Predicate)
		}
		groups[f.Predicate] = append(groups[f.Predicate], f)
	}
	slices.SortStableFunc(predicates, func(p, q string) int {
		return cmp.Or(cmp.Compare(len(groups[q]), len(groups[p])), cmp.Compare(p, q))
	})
	for _, predicate := range predicates {
		fmt.Fprintf(a.out, "  %s%s\n", arrow, a.paint("1", predicate))
		group := groups[predicate]
		for i, f := range group {
			if i == shownOfAPredicate && !o.all {
				fmt.Fprintf(a.out, "      … and %d more (--all)\n", len(group)-i)
				break
			}
			printFactLine(a, o, names, f, other(f))
		}
	}
	if len(predicates) > 0 {
		fmt.Fprintln(a.out)
	}
}

func printFactLine(a *app, o *showOptions, names *namer, f *graph.Fact, other string) {
	line := "      " + cmp.Or(other, "·")
	if m := marks(names, f); m != "" {
		style := "33"
		if f.Negated {
			style = "31"
		}
		line += a.paint(style, " ["+m+"]")
	}
	if q := qualifiers(names, f); q != "" {
		line += "  " + q
	}
	fmt.Fprintf(a.out, "%s  %s\n", line, a.paint("2", string(f.ID)))
	if o.evidence {
		for _, ev := range f.Evidence {
			fmt.Fprintf(a.out, "        %s\n", a.paint("2", "“"+strings.Join(strings.Fields(ev.Text), " ")+"”"))
		}
	}
}

// printOthers prints the facts that have the entity neither as subject nor as
// object: what it says, and what it is the place or another part of.
func printOthers(a *app, o *showOptions, names *namer, id graph.EntityID, facts []*graph.Fact) {
	var says, part []*graph.Fact
	for _, f := range facts {
		switch {
		case f.Subject == id, f.Object.Is(id):
		case slices.Contains(f.AttributedTo, id):
			says = append(says, f)
		default:
			part = append(part, f)
		}
	}
	printWhole(a, o, names, "says", says)
	printWhole(a, o, names, "takes part in", part)
}

// printWhole prints facts with their subjects.
func printWhole(a *app, o *showOptions, names *namer, heading string, facts []*graph.Fact) {
	if len(facts) == 0 {
		return
	}
	fmt.Fprintf(a.out, "  %s\n", a.paint("1", heading))
	for i, f := range facts {
		if i == shownOfAPredicate && !o.all {
			fmt.Fprintf(a.out, "      … and %d more (--all)\n", len(facts)-i)
			break
		}
		printFactLine(a, o, names, f, strings.TrimSuffix(names.entity(f.Subject)+" – "+f.Predicate+" – "+names.term(f.Object), " – "))
	}
	fmt.Fprintln(a.out)
}

// printSpeakers prints who says how much about the entity, those who say most
// first; what they say stands among the facts.
func printSpeakers(a *app, names *namer, id graph.EntityID, facts []*graph.Fact) {
	type speaker struct {
		id            graph.EntityID
		facts, denied int
	}
	var all []speaker
	for _, f := range facts {
		if f.Subject != id && !f.Object.Is(id) {
			continue
		}
		for _, by := range f.AttributedTo {
			i := slices.IndexFunc(all, func(s speaker) bool { return s.id == by })
			if i < 0 {
				i = len(all)
				all = append(all, speaker{id: by})
			}
			all[i].facts++
			if f.Negated {
				all[i].denied++
			}
		}
	}
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(x, y speaker) int { return cmp.Compare(y.facts, x.facts) })
	fmt.Fprintf(a.out, "  %s  %s\n", a.paint("1", "who says so"), a.paint("2", "(factgraph who-says "+string(id)+")"))
	for _, s := range all[:min(len(all), shownOfAPredicate)] {
		line := names.entity(s.id) + ": " + plural(s.facts, "fact")
		if s.id == id {
			line = "itself: " + plural(s.facts, "fact")
		}
		if s.denied > 0 {
			line += a.paint("31", fmt.Sprintf(", %d denied", s.denied))
		}
		fmt.Fprintf(a.out, "      %s\n", line)
	}
	fmt.Fprintln(a.out)
}

// articlesOf lists the articles that facts rest on, by date, without texts.
func articlesOf(r graph.Reader, facts []*graph.Fact) ([]*graph.Article, error) {
	seen := make(map[graph.ArticleID]bool)
	articles := []*graph.Article{}
	for _, f := range facts {
		for _, ev := range f.Evidence {
			if seen[ev.Article] {
				continue
			}
			seen[ev.Article] = true
			article, err := r.Article(ev.Article)
			if err != nil {
				return nil, fmt.Errorf("article %s: %w", ev.Article, err)
			}
			short := *article
			short.Text, short.Keys = "", nil
			articles = append(articles, &short)
		}
	}
	slices.SortFunc(articles, func(a, b *graph.Article) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.ID, b.ID))
	})
	return articles, nil
}
