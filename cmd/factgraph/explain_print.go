package main

import (
	"fmt"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// printExplanation prints an explanation for a person to read.
func printExplanation(a *app, names *namer, f *graph.Fact, x *explanation) {
	printStatement(a, names, f)
	for _, g := range x.Sentences {
		fmt.Fprintf(a.out, "\n  %s  %s\n", g.Title, a.paint("2", g.Address))
		fmt.Fprintf(a.out, "  %s\n", g.Text)
		fmt.Fprintf(a.out, "  rule %s, words %q, confidence %.2f\n", a.paint("1", g.Rule), g.Phrase, g.Confidence)
		for _, r := range g.Resolved {
			fmt.Fprintf(a.out, "  %s %q is %s: %s (%.2f)\n", r.Part, r.Text, r.Entity, r.Reason, r.Score)
		}
		if g.Anew != nil && !*g.Anew {
			fmt.Fprintf(a.out, "  %s\n", a.paint("33", "the program, as it is now, does not make this fact of these words: it was made by another version, and of another tree"))
		}
		for _, s := range g.sentences {
			fmt.Fprintln(a.out)
			printTree(a, s, arguments(g.evidence, s))
		}
	}
	printConfidence(a, f)
	for _, o := range x.Elsewhere {
		verb := "also stated"
		if o.Contradicts {
			verb = "contradicted"
		}
		fmt.Fprintf(a.out, "%s: %s in %s  %s\n", verb, o.Marks, plural(o.Sentences, "sentence"), a.paint("2", string(o.Fact)))
	}
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

// arguments are the tokens of a sentence that name subject and object.
func arguments(ev *graph.Evidence, s *document.Sentence) map[int]bool {
	subject := document.Span{Start: ev.SubjectStart, End: ev.SubjectEnd}
	object := document.Span{Start: ev.ObjectStart, End: ev.ObjectEnd}
	tokens := make(map[int]bool)
	for i, tok := range s.Tokens {
		tokens[i] = subject.Contains(tok.Span) || object.Contains(tok.Span)
	}
	return tokens
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

// groundsListing lists the evidence of a fact, a row each.
func groundsListing(format string, f *graph.Fact) *listing[grounds] {
	reason := func(g grounds, part string) string {
		for _, r := range g.Resolved {
			if r.Part == part {
				return fmt.Sprintf("%s: %s", r.Entity, r.Reason)
			}
		}
		return ""
	}
	return &listing[grounds]{format: format, columns: []column[grounds]{
		{name: "fact", cell: func(grounds) string { return string(f.ID) }},
		{name: "article", cell: func(g grounds) string { return string(g.Article) }},
		{name: "title", cell: func(g grounds) string { return g.Title }},
		{name: "sentence", cell: func(g grounds) string { return strings.Trim(g.Text, "“”") }},
		{name: "rule", cell: func(g grounds) string { return g.Rule }},
		{name: "words", cell: func(g grounds) string { return g.Phrase }},
		{name: "subject", cell: func(g grounds) string { return reason(g, "subject") }},
		{name: "object", cell: func(g grounds) string { return reason(g, "object") }},
		{name: "conf", cell: func(g grounds) string { return fmt.Sprintf("%.2f", g.Confidence) }},
	}}
}
