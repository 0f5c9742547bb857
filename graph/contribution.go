package graph

import (
	"cmp"
	"fmt"
	"maps"
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
	var err error
	if normal.Facts, err = c.normalFacts(); err != nil {
		return nil, fmt.Errorf("article %s: %w", c.Article.ID, err)
	}

	normal.Links = slices.Clone(c.Links)
	for i := range normal.Links {
		normal.Links[i].Article = c.Article.ID
	}
	SortLinks(normal.Links)
	normal.Links = slices.Compact(normal.Links)
	return normal, nil
}

// normalFacts are the facts of Normal.
func (c *Contribution) normalFacts() ([]Fact, error) {
	if len(c.Facts) == 0 {
		return nil, nil
	}
	ids := make([]FactID, len(c.Facts))
	pieces := 0
	for i := range c.Facts {
		var err error
		if ids[i], err = c.Facts[i].check(c.Article.ID); err != nil {
			return nil, err
		}
		pieces += len(c.Facts[i].Evidence)
	}
	facts := make([]Fact, 0, len(c.Facts))
	evidence := make([]Evidence, 0, pieces) // of all facts: one allocation instead of thousands
	from := 0                               // where that of the current fact starts
	for _, i := range orderBy(len(ids), func(i int) FactID { return ids[i] }) {
		f := &c.Facts[i]
		if last := len(facts) - 1; last < 0 || facts[last].ID != ids[i] {
			facts = append(facts, *f)
			from = len(evidence)
		}
		evidence = append(evidence, f.Evidence...)
		whole := &facts[len(facts)-1]
		whole.ID = ids[i]
		whole.Evidence = evidence[from:len(evidence):len(evidence)]
		whole.Object.Text = cmp.Or(whole.Object.Text, f.Object.Text)
	}
	for i := range facts {
		facts[i].complete(&c.Article)
	}
	return facts, nil
}

// orderBy lists the indexes of n elements by id, those of one id in their order.
func orderBy[ID ~string](n int, id func(int) ID) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if byID := strings.Compare(string(id(a)), string(id(b))); byID != 0 {
			return byID
		}
		return a - b
	})
	return order
}

// check tells what is wrong with a fact of the article, and computes its id.
func (f *Fact) check(article ArticleID) (FactID, error) {
	if f.Subject == "" || f.Predicate == "" {
		return "", fmt.Errorf("fact %s has no subject or no predicate: %q %q %s", f.ID, f.Subject, f.Predicate, f.Object)
	}
	if !slices.Contains(Modalities(), f.Modality) {
		return "", fmt.Errorf("fact %s (%s – %s – %s) has an unknown modality: %q", f.ID, f.Subject, f.Predicate, f.Object, f.Modality)
	}
	id := f.ComputeID()
	if f.ID != "" && f.ID != id {
		return "", fmt.Errorf("fact %s (%s – %s – %s) ought to have the id %s", f.ID, f.Subject, f.Predicate, f.Object, id)
	}
	if len(f.Evidence) == 0 {
		return "", fmt.Errorf("fact %s (%s – %s – %s) has no evidence", id, f.Subject, f.Predicate, f.Object)
	}
	for i := range f.Evidence {
		if from := f.Evidence[i].Article; from != "" && from != article {
			return "", fmt.Errorf("fact %s has evidence from another article: %s", id, from)
		}
	}
	return id, nil
}

// complete brings a fact, whose evidence is its own, into normal form.
func (f *Fact) complete(article *Article) {
	for i := range f.Evidence {
		ev := &f.Evidence[i]
		ev.Article, ev.CopyOf = article.ID, article.DuplicateOf
		if len(ev.Qualifiers) == 0 {
			ev.Qualifiers = nil
		}
	}
	if len(f.AttributedTo) == 0 {
		f.AttributedTo = nil
	} else {
		f.AttributedTo = slices.Clone(f.AttributedTo)
	}
	f.Evidence = SortEvidence(f.Evidence)
	f.Corroborate()
}

// Corroborate sets the fact's confidence from its evidence: that not all of it
// is wrong. An article and those that nearly repeat it (Article.DuplicateOf)
// are one witness, who is as sure as the surest of them: a wire story that two
// papers print is no better founded than in one.
func (f *Fact) Corroborate() {
	if len(f.Evidence) == 1 {
		f.Confidence = f.Evidence[0].Confidence
		return
	}
	type witness struct{ original, article ArticleID }
	said := make(map[witness][]float64)
	for _, ev := range f.Evidence {
		w := witness{ev.CopyOf, ev.Article}
		if ev.CopyOf == "" {
			w.original = ev.Article
		}
		said[w] = append(said[w], ev.Confidence)
	}
	surest := make(map[ArticleID]float64)
	for w, confidences := range said {
		surest[w.original] = max(surest[w.original], corroborate(confidences...))
	}
	// In the order of the originals: floating-point products depend on it.
	independent := make([]float64, 0, len(surest))
	for _, id := range slices.Sorted(maps.Keys(surest)) {
		independent = append(independent, surest[id])
	}
	f.Confidence = corroborate(independent...)
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
	if len(all) < 2 {
		return all
	}
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
	order := orderBy(len(all), func(i int) EntityID { return all[i].ID })
	joined := make([]Entity, 0, len(all))
	for len(order) > 0 {
		e := all[order[0]]
		for order = order[1:]; len(order) > 0 && all[order[0]].ID == e.ID; order = order[1:] {
			more := &all[order[0]]
			e.Aliases = append(slices.Clip(e.Aliases), more.Aliases...)
			e.Types = append(slices.Clip(e.Types), more.Types...)
			e.Roles = append(slices.Clip(e.Roles), more.Roles...)
			e.Context = append(slices.Clip(e.Context), more.Context...)
			e.Keys = append(slices.Clip(e.Keys), more.Keys...)
			e.SameAs = append(slices.Clip(e.SameAs), more.SameAs...)
		}
		joined = append(joined, Entity{
			ID: e.ID, Name: e.Name, Type: e.Type, Subtype: e.Subtype,
			Aliases: joinCounts(e.Aliases), Types: joinCounts(e.Types),
			Roles: joinCounts(e.Roles), Context: joinCounts(e.Context),
			Keys: distinct(e.Keys), SameAs: distinct(e.SameAs),
		})
	}
	return joined
}

// joinCounts joins counts of the same text, the most frequent first.
func joinCounts(counts []Count) []Count {
	if len(counts) == 1 && counts[0].N != 0 {
		return slices.Clip(counts) // as most are
	}
	return NewCounts(counts).ByFrequency()
}

// Mentions lists every entity that the contribution speaks of, sorted: those
// that it describes and those in its facts and links.
func (c *Contribution) Mentions() []EntityID {
	all := make([]EntityID, 0, len(c.Entities)+3*len(c.Facts)+len(c.Links))
	for i := range c.Entities {
		all = append(all, c.Entities[i].ID)
	}
	for i := range c.Facts {
		c.Facts[i].entities(func(id EntityID) { all = append(all, id) })
	}
	for i := range c.Links {
		all = append(all, c.Links[i].Entity)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Unstated lists those of the mentions that no fact has, sorted.
func (c *Contribution) Unstated() []EntityID {
	stated := make(map[EntityID]bool, 2*len(c.Facts))
	for i := range c.Facts {
		c.Facts[i].entities(func(id EntityID) { stated[id] = true })
	}
	var all []EntityID
	add := func(id EntityID) {
		if !stated[id] {
			all = append(all, id)
		}
	}
	for i := range c.Entities {
		add(c.Entities[i].ID)
	}
	for i := range c.Links {
		add(c.Links[i].Entity)
	}
	slices.Sort(all)
	return slices.Compact(all)
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
