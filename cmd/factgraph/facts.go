package main

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"factgraph/export/jsonl"
	"factgraph/graph"
	"factgraph/graph/store"
)

// filterFlags are the flags that select facts.
type filterFlags struct {
	subject, object, entity, by string
	predicate                   string
	article                     string
	modality                    string
	negated, asserted, plain    bool
	since, until                string
	minConfidence               float64
}

// add adds all of them.
func (f *filterFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.subject, "subject", "", "facts whose subject this is")
	flags.StringVar(&f.object, "object", "", "facts whose object this is")
	flags.StringVar(&f.entity, "entity", "", "facts that this takes any part in")
	flags.StringVar(&f.predicate, "predicate", "", "facts with this predicate, in any of its forms")
	flags.BoolVar(&f.plain, "plain", false, "the plain view: asserted or attributed, and not negated")
	f.addMarks(cmd)
}

// addMarks adds those that say which facts count, whatever they are about.
func (f *filterFlags) addMarks(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.by, "by", "", "facts that are attributed to this speaker")
	flags.StringVar(&f.article, "article", "", "facts of the article with this id or address")
	flags.StringVar(&f.modality, "modality", "", "asserted, possible, necessary, intended, future, conditional or asked")
	flags.BoolVar(&f.negated, "negated", false, "facts that are denied")
	flags.BoolVar(&f.asserted, "not-negated", false, "facts that are not denied")
	flags.StringVar(&f.since, "since", "", "facts from this time on (2017, 2017-11 or 2017-11-11)")
	flags.StringVar(&f.until, "until", "", "facts up to and with this time")
	flags.Float64Var(&f.minConfidence, "min-confidence", 0, "facts that are at least so probable (0 to 1)")
	cmd.MarkFlagsMutuallyExclusive("negated", "not-negated")
}

// filter resolves the names in the flags.
func (f *filterFlags) filter(ctx context.Context, r graph.Reader) (graph.Filter, error) {
	filter := graph.Filter{Plain: f.plain, MinConfidence: f.minConfidence, Modality: graph.Modality(f.modality)}
	if f.modality != "" {
		var words []string
		for _, m := range graph.Modalities() {
			words = append(words, string(m))
		}
		if err := oneOf("modality", f.modality, words...); err != nil {
			return filter, err
		}
	}
	if f.negated || f.asserted {
		negated := f.negated
		filter.Negated = &negated
	}
	var err error
	for _, name := range []struct {
		text string
		id   *graph.EntityID
	}{{f.subject, &filter.Subject}, {f.entity, &filter.Entity}, {f.by, &filter.By}} {
		if name.text == "" {
			continue
		}
		if *name.id, err = findEntity(ctx, r, name.text); err != nil {
			return filter, err
		}
	}
	if f.object != "" {
		id, err := findEntity(ctx, r, f.object)
		if err != nil {
			return filter, err
		}
		filter.Object = graph.EntityObject(id)
	}
	if f.predicate != "" {
		if filter.Predicate, err = findPredicate(ctx, r, f.predicate); err != nil {
			return filter, err
		}
	}
	if f.article != "" {
		if filter.Article, err = findArticle(ctx, r, f.article); err != nil {
			return filter, err
		}
	}
	if filter.Since, _, err = timeFlag("since", f.since); err != nil {
		return filter, err
	}
	if _, filter.Until, err = timeFlag("until", f.until); err != nil {
		return filter, err
	}
	return filter, nil
}

// timeFlag reads a year, month or day as the first and last moment of it.
func timeFlag(flag, value string) (first, last time.Time, err error) {
	if value == "" {
		return first, last, nil
	}
	for _, unit := range []struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if first, err = time.Parse(unit.layout, value); err == nil {
			return first, first.AddDate(unit.years, unit.months, unit.days).Add(-time.Nanosecond), nil
		}
	}
	return first, last, usagef("--%s %s: it takes a time like 2017, 2017-11 or 2017-11-11", flag, value)
}

type factsOptions struct {
	filterFlags
	listing  listing[*graph.Fact]
	evidence bool
}

func newFactsCommand(a *app) *cobra.Command {
	o := &factsOptions{}
	cmd := &cobra.Command{
		Use:   "facts",
		Short: "List facts",
		Example: `  factgraph facts --entity Putin --evidence
  factgraph facts --negated
  factgraph facts --predicate met --since 2017-11 --format csv
  factgraph facts --by TASS --format jsonl`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.read(cmd.Context(), func(view *store.View) error {
				return runFacts(cmd.Context(), a, o, view)
			})
		},
	}
	o.add(cmd)
	o.listing.flags(cmd)
	cmd.Flags().BoolVarP(&o.evidence, "evidence", "e", false, "print the sentences, too")
	return cmd
}

func runFacts(ctx context.Context, a *app, o *factsOptions, r graph.Reader) error {
	filter, err := o.filter(ctx, r)
	if err != nil {
		return err
	}
	o.listing.empty = "No fact matches."
	if inverse, ok := o.inverse(filter); ok {
		for _, err := range r.Facts(ctx, inverse) {
			if err != nil {
				return err
			}
			o.listing.empty = "No fact matches; some do with subject and object exchanged."
			break
		}
	}
	return printFacts(a, &o.listing, r, o.evidence, r.Facts(ctx, filter))
}

// inverse is the filter with subject and object exchanged, if that is possible:
// a meeting has one subject, and the other one who met is its object.
func (f *filterFlags) inverse(filter graph.Filter) (graph.Filter, bool) {
	if f.subject == "" && f.object == "" {
		return filter, false
	}
	subject, object := filter.Subject, filter.Object
	filter.Subject, filter.Object = graph.EntityID(object.Value), graph.Term{}
	if subject != "" {
		filter.Object = graph.EntityObject(subject)
	}
	return filter, true
}

// printFacts lists facts in any format.
func printFacts(a *app, l *listing[*graph.Fact], r graph.Reader, evidence bool, facts iter.Seq2[*graph.Fact, error]) error {
	names := newNamer(r)
	l.columns = factColumns(names, evidence)
	writer := jsonl.NewWriter(a.out, r)
	l.object = func(f *graph.Fact) (any, error) { return writer.Fact(f) }
	if err := l.print(a, facts); err != nil {
		return err
	}
	return names.err
}

func factColumns(names *namer, evidence bool) []column[*graph.Fact] {
	columns := []column[*graph.Fact]{
		{name: "fact", cell: func(f *graph.Fact) string { return string(f.ID) }, style: func(*graph.Fact) string { return "2" }},
		{name: "subject", cell: func(f *graph.Fact) string { return names.entity(f.Subject) }, wide: true},
		{name: "predicate", cell: func(f *graph.Fact) string { return f.Predicate }, style: func(*graph.Fact) string { return "1" }},
		{name: "object", cell: func(f *graph.Fact) string { return names.term(f.Object) }, wide: true},
		{name: "marks", cell: func(f *graph.Fact) string { return marks(names, f) }, wide: true, style: func(f *graph.Fact) string {
			if f.Negated {
				return "31"
			}
			return "33"
		}},
		{name: "when, where, how", cell: func(f *graph.Fact) string { return qualifiers(names, f) }, wide: true},
		{name: "conf", cell: func(f *graph.Fact) string { return fmt.Sprintf("%.2f", f.Confidence) }, right: true},
	}
	if evidence {
		columns = append(columns, column[*graph.Fact]{name: "evidence", wide: true, cell: func(f *graph.Fact) string {
			var texts []string
			for _, ev := range f.Evidence {
				texts = append(texts, "“"+strings.Join(strings.Fields(ev.Text), " ")+"”")
			}
			return strings.Join(texts, " | ")
		}})
	}
	return columns
}

// marks says what keeps a fact from being plainly so: "not", "possible",
// "says TASS".
func marks(names *namer, f *graph.Fact) string {
	var parts []string
	if f.Negated {
		parts = append(parts, "not")
	}
	if f.Modality != graph.Asserted {
		parts = append(parts, string(f.Modality))
	}
	if len(f.AttributedTo) > 0 {
		var speakers []string
		for _, id := range f.AttributedTo {
			speakers = append(speakers, names.entity(id))
		}
		parts = append(parts, "says "+strings.Join(speakers, " citing "))
	}
	return strings.Join(parts, ", ")
}

func qualifiers(names *namer, f *graph.Fact) string {
	var parts []string
	for _, q := range f.Circumstances() {
		value := names.term(q.Value)
		if q.Text != "" {
			value = q.Text
			if q.Role == "time" && q.Value.Value != q.Text {
				value += " (" + q.Value.Value + ")"
			}
		}
		parts = append(parts, value)
	}
	return strings.Join(parts, "; ")
}

// A namer gives the names of entities for print; it keeps the first error.
type namer struct {
	r     graph.Reader
	names map[graph.EntityID]string
	err   error
}

func newNamer(r graph.Reader) *namer {
	return &namer{r: r, names: make(map[graph.EntityID]string)}
}

func (n *namer) entity(id graph.EntityID) string {
	if name, ok := n.names[id]; ok {
		return name
	}
	name := string(id)
	if e, err := n.r.Entity(id); err == nil {
		name = e.Name
	} else if n.err == nil {
		n.err = fmt.Errorf("entity %s: %w", id, err)
	}
	if len(n.names) > 100_000 {
		clear(n.names)
	}
	n.names[id] = name
	return name
}

func (n *namer) term(t graph.Term) string {
	switch t.Kind {
	case graph.EntityTerm:
		return n.entity(graph.EntityID(t.Value))
	case graph.FactTerm:
		return "“" + t.Text + "”"
	}
	return t.Value
}
