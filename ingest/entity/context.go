package entity

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
	"factgraph/ingest/entity/gazetteer"
)

// A feature is something that an article has beside a thing: a named thing or
// a telling word.
type feature struct {
	text   string  // "putin", "vietnam", "apec", "turbine"
	weight float64 // how much it tells that another article has it too, 0..1
}

const (
	maxNames = 16 // named things in a context
	maxWords = 8  // words in a context
)

// The weights of the named things of a context, by type: half the world's news
// shares a country, few articles share a person.
var contextWeights = map[graph.Type]float64{
	graph.Person: 1, graph.Organization: 0.8, graph.Product: 0.8, graph.Event: 0.8,
	graph.Document: 0.8, graph.Group: 0.4, graph.Place: 0.7,
}

const (
	countryWeight = 0.3
	wordWeight    = 0.5
)

// describe gives each thing its context: the names that stand beside it,
// those of its own sentences first, and the article's most telling words.
func (a *articleThings) describe() {
	words := a.tellingWords()
	features := make(map[*thing]feature)
	for _, th := range a.things {
		features[th] = a.featureOf(th)
	}
	sentences := make(map[*thing]map[int]int)
	for _, th := range a.things {
		sentences[th] = make(map[int]int)
		for _, c := range th.chains {
			for _, m := range a.doc.Chains[c].Mentions {
				sentences[th][a.doc.Mentions[m].Sentence]++
			}
		}
	}
	for _, th := range a.things {
		type neighbour struct {
			*thing
			shared, mentions int
		}
		var near []neighbour
		for _, other := range a.things {
			if other == th || other.class != named {
				continue
			}
			n := neighbour{thing: other}
			for s, times := range sentences[other] {
				n.mentions += times
				if sentences[th][s] > 0 {
					n.shared++
				}
			}
			near = append(near, n)
		}
		slices.SortStableFunc(near, func(x, y neighbour) int {
			return cmp.Or(cmp.Compare(y.shared, x.shared), cmp.Compare(y.mentions, x.mentions), strings.Compare(x.name, y.name))
		})
		for _, n := range near[:min(len(near), maxNames)] {
			th.addContext(features[n.thing])
		}
		for _, w := range words {
			th.addContext(w)
		}
		if a.home.Name != "" && th.class == named && genericName(th.name, th.typ) {
			th.home = string(placeID(a.home).id)
		}
	}
}

func (t *thing) addContext(f feature) {
	if f.text != "" && !slices.ContainsFunc(t.context, func(g feature) bool { return g.text == f.text }) {
		t.context = append(t.context, f)
	}
}

// featureOf is how a thing shows in the context of others: by what every
// article calls it, whatever else it knows of its names.
func (a *articleThings) featureOf(th *thing) feature {
	weight, ok := contextWeights[th.typ]
	if !ok {
		return feature{}
	}
	if th.typ == graph.Person {
		return feature{th.person.bareSurname(), weight}
	}
	if place, ok := a.country(th); ok {
		return feature{string(graph.NewEntityID(place.Name)), countryWeight}
	}
	if c := a.resolver.names.find(th.name, th.typ); c != nil {
		return feature{string(c.id), weight}
	}
	return feature{string(graph.NewEntityID(th.key)), weight}
}

// tellingWords are the article's nouns that are frequent in it and rare in
// English, as far as a list of common words can tell.
func (a *articleThings) tellingWords() []feature {
	frequency := counts{}
	for i := range a.doc.Sentences {
		for j := range a.doc.Sentences[i].Tokens {
			tok := &a.doc.Sentences[i].Tokens[j]
			if tok.UPOS == "NOUN" && len(tok.Lemma) > 3 {
				frequency.add(strings.ToLower(tok.Lemma))
			}
		}
	}
	type scored struct {
		feature
		score float64
	}
	var all []scored
	for _, c := range frequency.list() {
		rarity := rarity(c.Text)
		if rarity > 0.6 {
			all = append(all, scored{feature{c.Text, wordWeight * rarity}, rarity * (1 + math.Log(float64(c.N)))})
		}
	}
	slices.SortStableFunc(all, func(x, y scored) int { return cmp.Compare(y.score, x.score) })
	var words []feature
	for _, s := range all[:min(len(all), maxWords)] {
		words = append(words, s.feature)
	}
	return words
}

// rarity is near 0 for the most frequent words of English and 1 for those
// beyond the list, growing with the logarithm of the rank as an inverse
// document frequency does.
func rarity(word string) float64 {
	const listed = 6000
	rank := gazetteer.Rank(word)
	if rank == 0 {
		return 1
	}
	return math.Log(float64(rank)) / math.Log(listed)
}

// support tells how much of a thing's context a known entity has had beside it
// before: the sum of the weights of the shared features, and their names. A
// feature that only few of the entity's articles have counts less.
func support(context []feature, known []graph.Count) (sum float64, shared []string) {
	if len(known) == 0 {
		return 0, nil
	}
	seen := make(map[string]int, len(known))
	most := 0
	for _, c := range known {
		seen[c.Text] = c.N
		most = max(most, c.N)
	}
	for _, f := range context {
		if n := seen[f.text]; n > 0 {
			const few = 0.2 // of the entity's articles
			sum += f.weight * min(1, float64(n)/float64(most)/few)
			shared = append(shared, f.text)
		}
	}
	return sum, shared
}

// headToken is the head word of a mention.
func headToken(doc *document.Document, m *document.Mention) *document.Token {
	s := &doc.Sentences[m.Sentence]
	if m.Head < 0 || m.Head >= len(s.Tokens) {
		return nil
	}
	return &s.Tokens[m.Head]
}
