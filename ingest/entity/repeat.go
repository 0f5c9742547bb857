package entity

import (
	"cmp"
	"maps"
	"slices"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// partConcepts parts the phrases for concepts from those for other things.
func partConcepts(phrases []*thing) (others, concepts []*thing) {
	for _, th := range phrases {
		if th.class == specific && th.typ == graph.Concept {
			concepts = append(concepts, th)
		} else {
			others = append(others, th)
		}
	}
	return others, concepts
}

// bareLast puts the things that are called by their noun alone behind those
// that they can refer back to.
func bareLast(things []*thing) []*thing {
	slices.SortStableFunc(things, func(x, y *thing) int { return cmp.Compare(bareness(x), bareness(y)) })
	return things
}

func bareness(th *thing) int {
	if th.frame != nil && th.frame.bare {
		return 1
	}
	return 0
}

// sameFrame finds an event or document that was identified in this article
// before and that the thing repeats in other words; nil when there is none.
// Dates count only where the article gives them.
func (a *articleThings) sameFrame(th *thing) *thing {
	var best *thing
	var most float64
	for _, other := range a.things {
		if other == th || other.id == "" || other.frame == nil || other.class == named && th.class == named {
			continue
		}
		if th.frame.concept || other.frame.concept {
			if th.frame.concept && other.frame.concept && sameDescription(th.frame, other.frame) {
				return other
			}
			continue
		}
		if a.refersBack(th, other) {
			return other
		}
		if !repeats(th.frame, other.frame) {
			continue
		}
		m := match{here: true, logOdds: wSameArticle}
		if m.scoreFrame(th.frame, other.frame) && m.probability() >= sameThreshold && (best == nil || m.logOdds > most) {
			best, most = other, m.logOdds
		}
	}
	return best
}

// repeats tells whether two frames of one article have something in common
// beside the noun: a thing, or what kind it is. One of many and many are not
// the same, but for elections, which are spoken of in both ways.
func repeats(a, b *frame) bool {
	if a.plural != b.plural && !frames().yearly[a.head] || a.another || b.another {
		return false
	}
	if len(commonTexts(a.modifiers, b.modifiers)) > 0 {
		return true
	}
	for id := range a.of {
		if b.of[id] || b.participants[id] {
			return true
		}
	}
	for id := range a.participants {
		if b.of[id] || b.participants[id] {
			return true
		}
	}
	return false
}

// sameDescription tells whether two concepts are described alike, in whatever
// words: "a military solution to the conflict in Syria" and "a military
// solution to the Syrian civil war".
func sameDescription(a, b *frame) bool {
	return a.head == b.head && a.plural == b.plural && len(a.of) > 0 && maps.Equal(a.of, b.of) &&
		slices.Equal(slices.Sorted(maps.Keys(a.modifiers)), slices.Sorted(maps.Keys(b.modifiers)))
}

// refersBack tells whether one thing is called by its noun alone, as what is
// known already ("the strike", "such a strike"), and the other is the only one
// of that noun in the article; or whether one is what the headline announces
// and the other what the text first says of it: "Strong earthquake shakes
// Chile", "A magnitude 7.1 earthquake struck".
func (a *articleThings) refersBack(x, y *thing) bool {
	if x.frame.head != y.frame.head || x.frame.plural != y.frame.plural || x.frame.another || y.frame.another || !occurs(x) || !occurs(y) || timesClash(x.frame, y.frame) {
		return false
	}
	if x.first > y.first {
		x, y = y, x
	}
	if a.inHeadline(x) && !a.inHeadline(y) && a.firstOfNoun(y) && !kindsClash(x.frame, y.frame) {
		return true
	}
	return (y.frame.bare || a.inHeadline(x) && x.frame.bare) && a.onlyOnes(x, y)
}

// occurs tells whether a thing is one that happens or is written.
func occurs(th *thing) bool { return th.typ == graph.Event || th.typ == graph.Document }

// timesClash tells whether the article gives two things two times. Days of one
// week are not two: what broke out on Thursday went on on Saturday.
func timesClash(a, b *frame) bool {
	const week = 7
	return a.dated && b.dated && !(a.start.Before(b.end.AddDate(0, 0, week)) && b.start.Before(a.end.AddDate(0, 0, week)))
}

// kindsClash tells whether two frames say what kind they are, or of whom, and
// disagree.
func kindsClash(a, b *frame) bool {
	shared, _, _ := compareSets(a.of, b.of)
	return len(a.modifiers) > 0 && len(b.modifiers) > 0 && len(commonTexts(a.modifiers, b.modifiers)) == 0 ||
		len(a.of) > 0 && len(b.of) > 0 && len(shared) == 0
}

// inHeadline tells whether a thing is first spoken of in the headline.
func (a *articleThings) inHeadline(th *thing) bool {
	first := &a.doc.Mentions[a.doc.Chains[th.chains[0]].Mentions[0]]
	return first.Sentence == 0 && a.doc.Sentences[0].Kind == document.Headline
}

// spokenOfBefore tells whether the text below the headline speaks of a thing
// before a place.
func (a *articleThings) spokenOfBefore(th *thing, place int) bool {
	for _, c := range th.chains {
		for _, i := range a.doc.Chains[c].Mentions {
			if m := &a.doc.Mentions[i]; m.Start < place && (m.Sentence > 0 || a.doc.Sentences[0].Kind != document.Headline) {
				return true
			}
		}
	}
	return false
}

// firstOfNoun tells whether the text below the headline speaks of no other
// thing of the noun before.
func (a *articleThings) firstOfNoun(th *thing) bool {
	return !slices.ContainsFunc(a.things, func(other *thing) bool {
		return other != th && other.frame != nil && other.frame.head == th.frame.head && a.spokenOfBefore(other, th.first)
	})
}

// onlyOnes tells whether an article speaks of no third thing of the noun that
// either could be.
func (a *articleThings) onlyOnes(x, y *thing) bool {
	return !slices.ContainsFunc(a.things, func(other *thing) bool {
		f := other.frame
		return other != x && other != y && f != nil && f.head == x.frame.head && f.plural == x.frame.plural &&
			!f.another && !timesClash(f, x.frame) && !timesClash(f, y.frame)
	})
}

// join adds what another frame of the same thing says.
func (f *frame) join(other *frame) {
	f.bare = f.bare && other.bare
	f.another = f.another && other.another
	f.modifiers.addAll(other.modifiers)
	maps.Copy(f.of, other.of)
	maps.Copy(f.participants, other.participants)
	maps.Copy(f.places, other.places)
	if other.dated && !f.dated {
		f.start, f.end, f.dated = other.start, other.end, true
	}
}
