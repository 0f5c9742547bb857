package main

import (
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
)

type compareOptions struct {
	format   string
	evidence bool
	all      bool
}

func newCompareCommand(a *app) *cobra.Command {
	o := &compareOptions{}
	cmd := &cobra.Command{
		Use:   "compare A B",
		Short: "Show what two entities share",
		Long: `Show what two entities have to do with each other in the plain view: facts that
have both, what is said of both alike, and what both have facts with.`,
		Example: `  factgraph compare "Donald Trump" "Vladimir Putin"
  factgraph compare nato eu --evidence`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runCompare(cmd.Context(), a, o, view, args[0], args[1])
			})
		},
	}
	formatFlag(cmd, &o.format)
	cmd.Flags().BoolVarP(&o.evidence, "evidence", "e", false, "print the sentences, too")
	cmd.Flags().BoolVar(&o.all, "all", false, "print all that they share, not the first few")
	return cmd
}

func runCompare(ctx context.Context, a *app, o *compareOptions, r graph.Reader, nameA, nameB string) error {
	if err := oneOf("format", o.format, listFormats...); err != nil {
		return err
	}
	idA, err := findEntity(ctx, r, nameA)
	if err != nil {
		return err
	}
	idB, err := findEntity(ctx, r, nameB)
	if err != nil {
		return err
	}
	c, err := walk.Compare(ctx, r, idA, idB)
	if err != nil {
		return err
	}
	names := newNamer(r)
	switch o.format {
	case "json", "jsonl":
		return printComparisonObject(a, o.format, r, c)
	case "csv", "tsv":
		return errors.Join(comparisonListing(o.format, names).print(a, listed(comparedFacts(c))), names.err)
	}
	fmt.Fprintf(a.out, "%s and %s\n\n", a.paint("1", names.entity(idA)), a.paint("1", names.entity(idB)))
	printComparison(a, o, names, c)
	return names.err
}

// shownShared is how many shared things are printed without --all.
const shownShared = 12

func printComparison(a *app, o *compareOptions, names *namer, c *walk.Comparison) {
	show := &showOptions{evidence: o.evidence}
	if len(c.Between) > 0 {
		fmt.Fprintf(a.out, "  %s\n", a.paint("1", "facts with both"))
		for _, f := range c.Between {
			printFactLine(a, show, names, f, strings.TrimSpace(names.entity(f.Subject)+" – "+f.Predicate+" – "+names.term(f.Object)))
		}
	}
	if len(c.Alike) > 0 {
		fmt.Fprintf(a.out, "  %s\n", a.paint("1", "said of both"))
		for _, alike := range c.Alike {
			text := alike.Predicate + " – " + names.term(alike.Of)
			if alike.Inverse {
				text = names.term(alike.Of) + " – " + alike.Predicate
			}
			fmt.Fprintf(a.out, "      %s  %s\n", text, a.paint("2", string(alike.A.ID)+" "+string(alike.B.ID)))
		}
	}
	if len(c.Shared) > 0 {
		fmt.Fprintf(a.out, "  %s\n", a.paint("1", "both have to do with"))
		for i, s := range c.Shared {
			if i == shownShared && !o.all {
				fmt.Fprintf(a.out, "      … and %d more (--all)\n", len(c.Shared)-i)
				break
			}
			fmt.Fprintf(a.out, "      %s: %s | %s\n", names.entity(s.Entity), predicatesOf(s.A), predicatesOf(s.B))
		}
	}
	if len(c.Articles) > 0 {
		fmt.Fprintf(a.out, "  both stand in %s\n", plural(len(c.Articles), "article"))
	}
	if len(c.Between)+len(c.Alike)+len(c.Shared)+len(c.Articles) == 0 {
		a.say("The graph knows of nothing that they share.")
	}
}

// predicatesOf lists the predicates of facts, each once.
func predicatesOf(facts []*graph.Fact) string {
	seen := make(map[string]bool)
	var all []string
	for _, f := range facts {
		if !seen[f.Predicate] {
			seen[f.Predicate] = true
			all = append(all, f.Predicate)
		}
	}
	return strings.Join(all, ", ")
}

// A comparedFact is a fact with what it is to a comparison.
type comparedFact struct {
	how  string // between, alike or shared
	with graph.Term
	*graph.Fact
}

// comparedFacts lists all facts of a comparison.
func comparedFacts(c *walk.Comparison) []comparedFact {
	var all []comparedFact
	for _, f := range c.Between {
		all = append(all, comparedFact{"between", graph.Term{}, f})
	}
	for _, x := range c.Alike {
		all = append(all, comparedFact{"alike", x.Of, x.A}, comparedFact{"alike", x.Of, x.B})
	}
	for _, s := range c.Shared {
		for _, f := range slices.Concat(s.A, s.B) {
			all = append(all, comparedFact{"shared", graph.EntityObject(s.Entity), f})
		}
	}
	return all
}

func comparisonListing(format string, names *namer) *listing[comparedFact] {
	return &listing[comparedFact]{format: format, columns: []column[comparedFact]{
		{name: "how", cell: func(f comparedFact) string { return f.how }},
		{name: "with", cell: func(f comparedFact) string { return names.term(f.with) }},
		{name: "subject", cell: func(f comparedFact) string { return names.entity(f.Subject) }},
		{name: "predicate", cell: func(f comparedFact) string { return f.Predicate }},
		{name: "object", cell: func(f comparedFact) string { return names.term(f.Object) }},
		{name: "fact", cell: func(f comparedFact) string { return string(f.ID) }},
	}}
}

func printComparisonObject(a *app, format string, r graph.Reader, c *walk.Comparison) error {
	writer := jsonl.NewWriter(a.out, r)
	facts := func(all []*graph.Fact) ([]*jsonl.Fact, error) {
		lines := []*jsonl.Fact{}
		for _, f := range all {
			line, err := writer.Fact(f)
			if err != nil {
				return nil, err
			}
			lines = append(lines, line)
		}
		return lines, nil
	}
	type alike struct {
		Predicate string        `json:"predicate"`
		Inverse   bool          `json:"inverse"`
		Of        string        `json:"of"`
		Facts     []*jsonl.Fact `json:"facts"`
	}
	type shared struct {
		Entity graph.EntityID `json:"entity"`
		A      []*jsonl.Fact  `json:"a"`
		B      []*jsonl.Fact  `json:"b"`
	}
	object := struct {
		Between  []*jsonl.Fact     `json:"between"`
		Alike    []alike           `json:"alike"`
		Shared   []shared          `json:"shared"`
		Articles []graph.ArticleID `json:"articles"`
	}{Alike: []alike{}, Shared: []shared{}, Articles: c.Articles}
	var err error
	if object.Between, err = facts(c.Between); err != nil {
		return err
	}
	for _, x := range c.Alike {
		both, err := facts([]*graph.Fact{x.A, x.B})
		if err != nil {
			return err
		}
		object.Alike = append(object.Alike, alike{x.Predicate, x.Inverse, x.Of.Value, both})
	}
	for _, x := range c.Shared {
		one, err := facts(x.A)
		if err != nil {
			return err
		}
		other, err := facts(x.B)
		if err != nil {
			return err
		}
		object.Shared = append(object.Shared, shared{x.Entity, one, other})
	}
	return printObject(a.out, format, object)
}
