package entity

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// world is what random articles speak of: each line is one thing and the ways
// in which an article may mark it.
var world = []string{
	"[Ottilie Brandauer:p]|[Chancellor ^Ottilie Brandauer:p]|[O. Brandauer:p]",
	"[Miro Petrak:p]|[Miro J. Petrak:p]|[Mr ^Miro Petrak:p]",
	"[Muammar Gaddafi:p]|[Moammar Qadhafi:p]",
	"[Recep Erdoğan:p]|[Recep Erdogan:p]",
	"[William Arkhipov:p]|[Bill Arkhipov:p]",
	"[Halden Energy:o]|[Halden Energy Ltd.:o]|[HALDEN ENERGY:o]",
	"[International Harbour Pilots Union:o]|[IHPU:o]",
	"[NATO:o]|[North Atlantic Treaty Organization:o]|[Nato:l]",
	"[ISIS:p]|[Islamic State:o]|[Daesh:g]",
	"[U.S.:l]|[the United States:o]|[America:l]",
	"[Danang:l]|[Da Nang:l]",
	"[Russia:l]|[the Russian Federation:l]",
	"[Upper Drumlin:l]|[Upper Drumlin:o]",
	"[the Syrian civil war:en]|[the conflict in Syria:en]",
	"[UNSCR 2254:d]|[UN Security Council Resolution 2254:d]",
	"[Apple:o]|[Apple Inc.:o]",
	"[the Norwegian army:on]|[the Norwegian army:on]",
	"[John Smith:p] of [Leeds Bakery:o] and [Mary Odd:p]|[John Smith:p] of [Leeds Bakery:o] and [Mary Odd:p]",
	"[inflation]|[inflation]",
}

// TestOrder ingests random articles in every order: the mentions must fall into
// the same entities each time.
func TestOrder(t *testing.T) {
	const corpora, perCorpus, things = 10, 4, 5
	for seed := range uint64(corpora) {
		random := rand.New(rand.NewPCG(seed, 7))
		c := &corpusCase{name: fmt.Sprintf("seed %d", seed)}
		for i := range perCorpus {
			var text strings.Builder
			for _, k := range random.Perm(len(world))[:things] {
				ways := strings.Split(world[k], "|")
				fmt.Fprintf(&text, "%s spoke. ", ways[random.IntN(len(ways))])
			}
			a := parseArticle(t, string(rune('A'+i)), fmt.Sprintf("2024-05-%02d", 10+i), text.String())
			for _, m := range a.doc.Mentions {
				a.addFact(t, m.Name+" | spoke")
			}
			c.articles = append(c.articles, a)
		}
		var first string
		for _, order := range permutations(perCorpus) {
			got := c.ingest(t, order).partition(c)
			if first == "" {
				first = got
			}
			if got != first {
				t.Errorf("%s: in the order %v\n%s\nin another\n%s", c.name, order, got, first)
				break
			}
		}
	}
}

// partition writes which mentions mean one thing: each mention with the number
// of its entity, counted in the order of the articles.
func (r *run) partition(c *corpusCase) string {
	var b strings.Builder
	numbers := make(map[string]int)
	for _, a := range c.articles {
		for _, m := range a.doc.Mentions {
			id := string(r.links[a.label][m.Start])
			if numbers[id] == 0 {
				numbers[id] = len(numbers) + 1
			}
			fmt.Fprintf(&b, "%s/%s=%d ", a.label, m.Name, numbers[id])
		}
	}
	return b.String()
}
