package fact

import (
	"fmt"
	"slices"
	"strings"

	"factgraph/graph"
)

// leastConfidence is what a fact must have to be told: below it, the parse
// went wrong more often than not.
const leastConfidence = 0.15

// finish makes facts of the drafts: what a sentence says twice is told once,
// and claims point to the facts that stand for them.
func (x *extractor) finish() []Fact {
	var facts []Fact
	var claims []*clause                // by fact: the clause that is its object, or nil
	place := make([]int, len(x.drafts)) // of each draft among the facts
	seen := make(map[string]int)
	for i := range x.drafts {
		d := &x.drafts[i]
		place[i] = none
		if d.Confidence < leastConfidence {
			continue
		}
		key := x.key(d)
		if before, ok := seen[key]; ok {
			place[i] = before
			facts[before].Confidence = max(facts[before].Confidence, d.Confidence)
			continue
		}
		seen[key] = len(facts)
		place[i] = len(facts)
		facts = append(facts, d.Fact)
		claims = append(claims, d.claim)
	}
	for i, c := range claims {
		f := &facts[i]
		if c != nil && !x.settle(&f.Object, c, place) {
			f.Object = literal(f.Object, f.Object.Text, graph.StringType)
		}
		for j := range f.Qualifiers {
			if q := &f.Qualifiers[j]; q.clause != nil {
				x.settle(&q.Value, q.clause, place)
			}
		}
	}
	return facts
}

// key is the same for drafts of one sentence that say the same.
func (x *extractor) key(d *draft) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d|%s|%s|%t|%s|%p", d.Sentence, x.identity(d.Subject), d.Predicate, d.Negated, d.Modality, d.claim)
	if d.claim == nil {
		b.WriteString("|" + x.identity(d.Object))
	}
	for _, who := range d.AttributedTo {
		b.WriteString("|" + x.identity(who))
	}
	return b.String()
}

// identity names what an argument refers to.
func (x *extractor) identity(a Argument) string {
	switch a.Kind {
	case None:
		return ""
	case Mention:
		return fmt.Sprintf("chain %d", x.doc.Mentions[a.Mention].Chain)
	}
	return a.Literal.String() + a.Text
}

// settle points an argument to the fact that stands for its clause; it stays as
// it is when the clause made no fact.
func (x *extractor) settle(a *Argument, c *clause, place []int) bool {
	for c.silent() {
		i := slices.IndexFunc(c.complements, func(inner *clause) bool { return inner.merged() || inner.joined() })
		if i < 0 {
			break
		}
		c = c.complements[i]
	}
	i, ok := x.firstFact[c]
	if !ok || place[i] == none {
		return false
	}
	a.Kind, a.Claim = Claim, place[i]
	return true
}
