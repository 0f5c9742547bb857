package graph

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Normal is the contribution in its one normal form, checked: facts with the
// same id joined and sorted by id, evidence and links in the order of the text
// and each once, entities by id with their counts summed. Graphs keep
// contributions in this form. The contribution itself is not changed.
func (c *Contribution) Normal() (*Contribution, error) {
	if c.Article.ID == "" {
		return nil, fmt.Errorf("an article without an id: %q", c.Article.Title)
	}
	normal := &Contribution{Article: c.Article, Entities: JoinEntities(c.Entities)}
	facts := make(map[FactID]*Fact, len(c.Facts))
	for i := range c.Facts {
		f := c.Facts[i]
		f.Evidence = slices.Clone(f.Evidence)
		f.AttributedTo = slices.Clone(f.AttributedTo)
		if err := f.normalize(c.Article.ID); err != nil {
			return nil, fmt.Errorf("article %s: %w", c.Article.ID, err)
		}
		first, again := facts[f.ID]
		if !again {
			facts[f.ID] = &f
			continue
		}
		first.Evidence = append(first.Evidence, f.Evidence...)
		if first.Object.Text == "" {
			first.Object.Text = f.Object.Text
		}
	}
	for _, f := range facts {
		f.Evidence = SortEvidence(f.Evidence)
		f.Corroborate()
		normal.Facts = append(normal.Facts, *f)
	}
	slices.SortFunc(normal.Facts, func(a, b Fact) int { return cmp.Compare(a.ID, b.ID) })

	normal.Links = slices.Clone(c.Links)
	for i := range normal.Links {
		normal.Links[i].Article = c.Article.ID
	}
	SortLinks(normal.Links)
	normal.Links = slices.Compact(normal.Links)
	return normal, nil
}

// normalize checks the fact and completes it with its id and the article.
func (f *Fact) normalize(article ArticleID) error {
	if f.Subject == "" || f.Predicate == "" {
		return fmt.Errorf("fact %s has no subject or no predicate: %q %q %s", f.ID, f.Subject, f.Predicate, f.Object)
	}
	if !slices.Contains(Modalities(), f.Modality) {
		return fmt.Errorf("fact %s (%s – %s – %s) has an unknown modality: %q", f.ID, f.Subject, f.Predicate, f.Object, f.Modality)
	}
	if id := f.ComputeID(); f.ID == "" {
		f.ID = id
	} else if f.ID != id {
		return fmt.Errorf("fact %s (%s – %s – %s) ought to have the id %s", f.ID, f.Subject, f.Predicate, f.Object, id)
	}
	if len(f.Evidence) == 0 {
		return fmt.Errorf("fact %s (%s – %s – %s) has no evidence", f.ID, f.Subject, f.Predicate, f.Object)
	}
	for i := range f.Evidence {
		ev := &f.Evidence[i]
		if ev.Article != "" && ev.Article != article {
			return fmt.Errorf("fact %s has evidence from another article: %s", f.ID, ev.Article)
		}
		ev.Article = article
		if len(ev.Qualifiers) == 0 {
			ev.Qualifiers = nil
		}
	}
	if len(f.AttributedTo) == 0 {
		f.AttributedTo = nil
	}
	return nil
}

// Corroborate sets the fact's confidence from its evidence.
func (f *Fact) Corroborate() {
	confidences := make([]float64, len(f.Evidence))
	for i, ev := range f.Evidence {
		confidences[i] = ev.Confidence
	}
	f.Confidence = Corroborate(confidences...)
}

// JoinFact joins what articles say of one fact: parts holds the fact with the
// evidence of one article each. The wording of a claim and the order of the
// speakers are those of the article with the smallest id.
func JoinFact(parts []Fact) *Fact {
	slices.SortFunc(parts, func(a, b Fact) int { return cmp.Compare(a.Evidence[0].Article, b.Evidence[0].Article) })
	whole := parts[0]
	whole.Evidence = nil
	for _, part := range parts {
		whole.Evidence = append(whole.Evidence, part.Evidence...)
	}
	whole.Corroborate()
	return &whole
}

// SortEvidence puts evidence in the order of the text, each once.
func SortEvidence(all []Evidence) []Evidence {
	slices.SortFunc(all, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(a.Sentence, b.Sentence), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End),
			cmp.Compare(a.SubjectStart, b.SubjectStart), cmp.Compare(a.ObjectStart, b.ObjectStart),
			cmp.Compare(a.SubjectEnd, b.SubjectEnd), cmp.Compare(a.ObjectEnd, b.ObjectEnd),
			strings.Compare(a.Phrase, b.Phrase), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Text, b.Text),
			cmp.Compare(a.Confidence, b.Confidence), slices.CompareFunc(a.Qualifiers, b.Qualifiers, compareQualifiers))
	})
	return slices.CompactFunc(all, func(a, b Evidence) bool { return reflect.DeepEqual(a, b) })
}

func compareQualifiers(a, b Qualifier) int {
	return cmp.Or(strings.Compare(a.Role, b.Role), strings.Compare(a.Value.String(), b.Value.String()),
		strings.Compare(a.Value.Text, b.Value.Text), strings.Compare(a.Text, b.Text))
}

// SortLinks puts links in the order of the text.
func SortLinks(all []Link) { slices.SortFunc(all, compareLinks) }

func compareLinks(a, b Link) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Entity, b.Entity),
		strings.Compare(a.Reason, b.Reason), cmp.Compare(a.Score, b.Score), strings.Compare(a.Text, b.Text))
}

// JoinEntities sorts what an article contributes to entities by id and sums
// what it contributes to the same one; the first name and type hold.
func JoinEntities(all []Entity) []Entity {
	sums := make(map[EntityID]*Entity, len(all))
	for _, e := range all {
		if sum, again := sums[e.ID]; again {
			sum.Aliases = append(slices.Clip(sum.Aliases), e.Aliases...)
			sum.Types = append(slices.Clip(sum.Types), e.Types...)
			sum.Roles = append(slices.Clip(sum.Roles), e.Roles...)
			sum.Context = append(slices.Clip(sum.Context), e.Context...)
			sum.Keys = append(slices.Clip(sum.Keys), e.Keys...)
			sum.SameAs = append(slices.Clip(sum.SameAs), e.SameAs...)
		} else {
			sums[e.ID] = &e
		}
	}
	joined := make([]Entity, 0, len(sums))
	for _, e := range sums {
		joined = append(joined, Entity{
			ID: e.ID, Name: e.Name, Type: e.Type, Subtype: e.Subtype,
			Aliases: NewCounts(e.Aliases).ByFrequency(), Types: NewCounts(e.Types).ByFrequency(),
			Roles: NewCounts(e.Roles).ByFrequency(), Context: NewCounts(e.Context).ByFrequency(),
			Keys: votes(e.Keys...).texts(), SameAs: votes(e.SameAs...).texts(),
		})
	}
	slices.SortFunc(joined, func(a, b Entity) int { return cmp.Compare(a.ID, b.ID) })
	return joined
}

// Mentions lists every entity that the contribution speaks of, sorted: those
// that it describes and those in its facts and links.
func (c *Contribution) Mentions() []EntityID {
	seen := make(map[EntityID]bool)
	for i := range c.Entities {
		seen[c.Entities[i].ID] = true
	}
	for i := range c.Facts {
		c.Facts[i].entities(func(id EntityID) { seen[id] = true })
	}
	for i := range c.Links {
		seen[c.Links[i].Entity] = true
	}
	all := make([]EntityID, 0, len(seen))
	for id := range seen {
		all = append(all, id)
	}
	slices.Sort(all)
	return all
}

// entities calls f for every entity in the fact, some of them repeatedly.
func (f *Fact) entities(yield func(EntityID)) {
	yield(f.Subject)
	if f.Object.Kind == EntityTerm {
		yield(EntityID(f.Object.Value))
	}
	for _, id := range f.AttributedTo {
		yield(id)
	}
	for _, ev := range f.Evidence {
		for _, q := range ev.Qualifiers {
			if q.Value.Kind == EntityTerm {
				yield(EntityID(q.Value.Value))
			}
		}
	}
}

// HasLink tells whether the words at the link's place mean its entity.
func (c *Contribution) HasLink(link Link) bool {
	return slices.ContainsFunc(c.Links, func(l Link) bool { return place(l) == place(link) })
}

// Equal tells whether two contributions in normal form say the same, whenever
// they came.
func (c *Contribution) Equal(other *Contribution) bool {
	a, b := *c, *other
	if !a.Article.Date.Equal(b.Article.Date) {
		return false
	}
	a.Article.Date, a.Article.Ingested = b.Article.Date, b.Article.Ingested
	return reflect.DeepEqual(a, b)
}
