package diagram

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"factgraph/graph"
)

// A pair is two entities with all links between them.
type pair struct {
	a, b graph.EntityID

	// weight is how much the links tell a reader, by article.
	weight map[graph.ArticleID]float64
}

// choose picks the entities to draw: pair by pair the one that tells most for
// the nodes it costs. What one article tells counts less and less the more of
// it is in sight, so that each story gets its main actors before any gets its
// extras (the greedy maximum of a submodular coverage).
func (b *builder) choose(most int) map[graph.EntityID]bool {
	pairs := b.telling(b.pairs())
	chosen := make(map[graph.EntityID]bool)
	covered := make(map[graph.ArticleID]float64)
	step := 1 + most/100 // large pictures need no such care
	for len(chosen) < most && len(pairs) > 0 {
		gains := make(map[*pair]float64, len(pairs))
		for _, p := range pairs {
			gains[p] = p.gain(covered) / p.cost(chosen)
		}
		slices.SortFunc(pairs, func(x, y *pair) int {
			return cmp.Or(cmp.Compare(gains[y], gains[x]), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
		})
		rest := pairs[:0]
		for i, p := range pairs {
			switch {
			case i >= step:
				rest = append(rest, p)
			case len(chosen)+p.nodes(chosen) <= most:
				chosen[p.a], chosen[p.b] = true, true
				for article, w := range p.weight {
					covered[article] += w
				}
			}
		}
		pairs = rest
	}
	return chosen
}

// telling leaves out the common nouns that one name alone is linked to: "told –
// reporters" tells nothing, where "issued – joint statement" ties two names.
func (b *builder) telling(pairs []*pair) []*pair {
	names := make(map[graph.EntityID]int) // names that an entity is linked to
	for _, p := range pairs {
		if named(b.entities[p.a]) == 1 {
			names[p.b]++
		}
		if named(b.entities[p.b]) == 1 {
			names[p.a]++
		}
	}
	tells := func(id graph.EntityID) bool { return named(b.entities[id]) == 1 || names[id] > 1 }
	var kept []*pair
	for _, p := range pairs {
		if tells(p.a) && tells(p.b) {
			kept = append(kept, p)
		}
	}
	if len(kept) == 0 {
		return pairs // a graph without names
	}
	return kept
}

// gain is what the pair adds to what is in sight already.
func (p *pair) gain(covered map[graph.ArticleID]float64) float64 {
	articles := make([]graph.ArticleID, 0, len(p.weight))
	for article := range p.weight {
		articles = append(articles, article)
	}
	slices.Sort(articles) // sums of floats depend on their order
	gain := 0.0
	for _, article := range articles {
		gain += math.Sqrt(covered[article]+p.weight[article]) - math.Sqrt(covered[article])
	}
	return gain
}

// nodes is how many of the two are not drawn yet.
func (p *pair) nodes(chosen map[graph.EntityID]bool) int {
	n := 0
	for _, id := range []graph.EntityID{p.a, p.b} {
		if !chosen[id] {
			n++
		}
	}
	return n
}

// cost is the room that the pair takes: its new nodes, and a little for the
// arrow.
func (p *pair) cost(chosen map[graph.EntityID]bool) float64 { return 0.2 + float64(p.nodes(chosen)) }

// pairs gathers the links by the entities that they link.
func (b *builder) pairs() []*pair {
	type key struct{ a, b graph.EntityID }
	byEnds := make(map[key]*pair)
	var pairs []*pair
	for _, l := range b.links {
		k := key{min(l.from, l.to), max(l.from, l.to)}
		p := byEnds[k]
		if p == nil {
			p = &pair{a: k.a, b: k.b, weight: make(map[graph.ArticleID]float64)}
			byEnds[k] = p
			pairs = append(pairs, p)
		}
		weight := l.fact.Confidence * styleWeight[l.style] * b.prominence(l.from) * b.prominence(l.to)
		for _, ev := range l.fact.Evidence {
			p.weight[ev.Article] += weight
		}
		if len(l.fact.Evidence) == 0 {
			p.weight[""] += weight
		}
	}
	return pairs
}

// styleWeight prefers what happened to what might.
var styleWeight = [...]float64{Asserted: 1, Attributed: 0.9, Hypothetical: 0.5, Negated: 0.7}

// prominence is how much a reader looks for an entity: one with a name of its
// own, of whom much is said.
func (b *builder) prominence(id graph.EntityID) float64 {
	return named(b.entities[id]) * (1 + math.Log1p(float64(b.said[id])))
}

// named is 1 for things with a name of their own and less for common nouns,
// the less the longer they are.
func named(e *graph.Entity) float64 {
	words := strings.Fields(e.Name)
	if len(words) == 0 {
		return 0
	}
	proper := 0
	for _, word := range words {
		if c, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(c) || unicode.Is(unicode.Lo, c) || unicode.IsDigit(c) {
			proper++
		}
	}
	last, _ := utf8.DecodeRuneInString(words[len(words)-1])
	switch {
	case proper > 0 && e.Type != graph.Concept && len(words) <= 6 || unicode.IsUpper(last) && proper*2 >= len(words):
		return 1
	case len(words) <= 3:
		return 0.3
	}
	return 0.1
}
