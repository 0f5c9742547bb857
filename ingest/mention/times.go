package mention

import (
	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/mention/amount"
	"factgraph/ingest/mention/timex"
)

// measures replaces the mentions of a sentence that are times or amounts by
// mentions with a value, and takes out those that are only a part of one: the
// "2017" of "November 11, 2017".
func measures(doc *document.Document, story *timex.Story, sentence int, t *tree, nodes []node) []node {
	type stretch struct {
		first, last int
		kind        document.MentionKind
		typ         graph.Type
		value       func(head int) string
	}
	var all []stretch
	taken := make([]bool, len(t.Tokens))
	for _, e := range story.Expressions(sentence) {
		for i := e.First; i <= e.Last; i++ {
			taken[i] = true
		}
		all = append(all, stretch{e.First, e.Last, document.Temporal, graph.Date, func(head int) string {
			return e.Value(story.Reference(sentence, e.First, t.tense(head)))
		}})
	}
	for _, x := range amount.Find(t.Tokens) {
		if !taken[x.First] && !taken[x.Last] {
			all = append(all, stretch{x.First, x.Last, document.Amount, graph.Quantity, func(int) string { return x.Value() }})
		}
	}
	if len(all) == 0 {
		return nodes
	}
	kept := nodes[:0]
	for _, n := range nodes {
		keep := true
		for _, s := range all {
			if n.Head < s.first || n.Head > s.last || n.Kind == document.Pronoun || n.aged || n.Kind == document.Named && n.Type != graph.Date && n.typed {
				continue
			}
			h := t.head(n.Head)
			if h >= s.first && h <= s.last {
				keep = false
				break
			}
			n.Kind, n.Type, n.Subtype, n.typed, n.Gender = s.kind, s.typ, "", true, neut
			n.First, n.Last = s.first, s.last
			n.Span = document.Span{Start: t.Tokens[s.first].Start, End: t.Tokens[s.last].End}
			n.Name = t.text(doc, s.first, s.last)
			n.Value = s.value(n.Head)
			n.Titles, n.country, n.provisional = nil, nil, false
			break
		}
		if keep {
			kept = append(kept, n)
		}
	}
	return kept
}

// tense is the tense of the clause around token i, by its finite verb or its
// first auxiliary.
func (t *tree) tense(i int) timex.Tense {
	for range t.Tokens {
		if i < 0 {
			break
		}
		for d := range t.dependents(i) {
			if t.relation(d) == "aux" {
				if tense := verbTense(t.Tokens[d].XPOS, t.lower(d)); tense != timex.TenseUnknown {
					return tense
				}
			}
		}
		if tense := verbTense(t.Tokens[i].XPOS, ""); tense != timex.TenseUnknown {
			return tense
		}
		i = t.head(i)
	}
	return timex.TenseUnknown
}

func verbTense(tag, modal string) timex.Tense {
	switch tag {
	case "VBD":
		return timex.Past
	case "VBZ", "VBP":
		return timex.Present
	case "MD":
		switch modal {
		case "will", "shall", "can", "may", "'ll":
			return timex.Future
		}
		return timex.Past // "would", "could": as seen from then
	}
	return timex.TenseUnknown
}
