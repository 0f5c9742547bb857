package store_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"factgraph/graph"
)

// A generator makes articles about a small world, so that they share entities,
// statements and wordings.
type generator struct {
	*rand.Rand
	entities, predicates int
}

func newGenerator(seed uint64) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(seed, 1)), entities: 12, predicates: 6}
}

func (g *generator) entity() graph.EntityID {
	return graph.EntityID(fmt.Sprintf("entity-%d", g.IntN(g.entities)))
}

func (g *generator) term() graph.Term {
	switch g.IntN(8) {
	case 0:
		return graph.Term{}
	case 1:
		return graph.LiteralObject(fmt.Sprint(g.IntN(4)), graph.IntegerType)
	case 2:
		return graph.LiteralObject("a phrase with a \x00 in it", graph.StringType)
	case 3:
		return graph.LiteralObject(strings.Repeat("long ", 100+g.IntN(2)), graph.StringType)
	default:
		return graph.EntityObject(g.entity())
	}
}

func (g *generator) date() string {
	day := fmt.Sprintf("20%02d-%02d-%02d", 10+g.IntN(10), 1+g.IntN(12), 1+g.IntN(28))
	switch g.IntN(6) {
	case 0:
		return day[:4]
	case 1:
		return day[:7]
	case 2:
		return day + "/.."
	case 3:
		return day + "/2031-01-01"
	default:
		return day
	}
}

// article makes a contribution of the given number of facts.
func (g *generator) article(id string, facts int) *graph.Contribution {
	c := &graph.Contribution{Article: graph.Article{
		ID: graph.ArticleID(id), Title: "About " + id, Source: "The Daily",
		Address: "https://example.org/" + id, Digest: fmt.Sprint(g.IntN(3)),
	}}
	if g.IntN(4) == 0 {
		c.Article.DuplicateOf = graph.ArticleID(fmt.Sprintf("article-%d", g.IntN(6)))
	}
	if g.IntN(4) > 0 {
		c.Article.Date = time.Date(2010+g.IntN(10), time.Month(1+g.IntN(12)), 1+g.IntN(28), g.IntN(24), 0, 0, 0, time.UTC)
	}
	var text strings.Builder
	seen := make(map[graph.EntityID]*graph.Entity)
	mention := func(id graph.EntityID) (start, end int) {
		name := strings.ToUpper(string(id[:1])) + string(id[1:])
		start = text.Len()
		text.WriteString(name)
		end = text.Len()
		text.WriteByte(' ')
		if seen[id] == nil {
			seen[id] = &graph.Entity{ID: id, Name: name, Type: graph.Types()[g.IntN(3)], Keys: []string{graph.NameKey(name), "entity", "~entity|x", "the great " + string(id[7:])}}
			if g.IntN(3) == 0 {
				seen[id].Name += " the Great"
			}
		}
		e := seen[id]
		e.Aliases = append(e.Aliases, graph.Count{Text: name, N: 1})
		e.Types = append(e.Types, graph.Count{Text: string(e.Type), N: 1})
		if g.IntN(4) > 0 {
			c.Links = append(c.Links, graph.Link{Start: start, End: end, Text: name, Entity: id, Reason: "the name", Score: float64(g.IntN(100)) / 100})
		}
		return start, end
	}
	for n := range facts {
		var f graph.Fact
		ev := graph.Evidence{Sentence: n, Start: text.Len(), Confidence: float64(g.IntN(1000)) / 1000, Rule: "rule-" + fmt.Sprint(g.IntN(3))}
		f.Subject = g.entity()
		ev.SubjectStart, ev.SubjectEnd = mention(f.Subject)
		f.Predicate = fmt.Sprintf("predicate %d", g.IntN(g.predicates))
		ev.Phrase = f.Predicate
		if g.IntN(2) == 0 {
			ev.Phrase = "had " + f.Predicate
		}
		text.WriteString(ev.Phrase + " ")
		f.Object = g.term()
		if f.Object.Kind == graph.EntityTerm {
			ev.ObjectStart, ev.ObjectEnd = mention(graph.EntityID(f.Object.Value))
		} else {
			text.WriteString(f.Object.Value + " ")
		}
		if n > 0 && g.IntN(5) == 0 {
			about := &c.Facts[g.IntN(n)]
			f.Object = graph.ClaimObject(about.ID, fmt.Sprintf("claim %d", g.IntN(3)))
		}
		f.Negated = g.IntN(6) == 0
		f.Modality = graph.Asserted
		if g.IntN(4) == 0 {
			f.Modality = graph.Modalities()[g.IntN(7)]
		}
		for range max(g.IntN(5)-2, 0) {
			f.AttributedTo = append(f.AttributedTo, g.entity())
		}
		for range max(g.IntN(5)-2, 0) {
			q := graph.Qualifier{Role: "time", Value: graph.LiteralObject(g.date(), graph.DateType), Text: "then"}
			if g.IntN(2) == 0 {
				q = graph.Qualifier{Role: "place", Value: graph.EntityObject(g.entity()), Text: "there"}
			}
			ev.Qualifiers = append(ev.Qualifiers, q)
		}
		ev.End = text.Len()
		ev.Text = text.String()[ev.Start:ev.End]
		if g.IntN(10) == 0 {
			ev.Text = "another text"
		}
		f.Evidence = []graph.Evidence{ev}
		f.ID = f.ComputeID()
		c.Facts = append(c.Facts, f)
	}
	c.Article.Text = text.String()
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		e := seen[id]
		if g.IntN(2) == 0 {
			e.Roles = []graph.Count{{Text: fmt.Sprintf("role %d", g.IntN(3)), N: 1}}
		}
		if g.IntN(5) == 0 {
			e.SameAs = []string{"http://example.org/" + string(e.ID)}
		}
		e.Context = []graph.Count{{Text: fmt.Sprintf("word%d", g.IntN(5)), N: 1 + g.IntN(2)}}
		c.Entities = append(c.Entities, *e)
	}
	return c
}
