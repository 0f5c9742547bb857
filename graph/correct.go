package graph

import "slices"

// Merge is the contribution with every mention of from made one of into. The
// facts get the ids of what they say now, and claims follow the facts that
// they are about. into gives the name and type that the joined entity keeps.
func (c *Contribution) Merge(into *Entity, from EntityID) (*Contribution, error) {
	changed := *c
	changed.Entities = slices.Clone(c.Entities)
	for i := range changed.Entities {
		if e := &changed.Entities[i]; e.ID == from {
			e.ID, e.Name, e.Type, e.Subtype = into.ID, into.Name, into.Type, into.Subtype
		}
	}
	changed.Links = slices.Clone(c.Links)
	for i := range changed.Links {
		if changed.Links[i].Entity == from {
			changed.Links[i].Entity = into.ID
		}
	}
	changed.Facts = c.rewrite(func(id EntityID, _ role, _ *Evidence) EntityID {
		if id == from {
			return into.ID
		}
		return id
	})
	return changed.Normal()
}

// Move is the contribution with the given links of its article, and the
// evidence that rests on them, given to another entity. Links that the
// contribution doesn't have are passed over.
func (c *Contribution) Move(links []Link, to *Entity) (*Contribution, error) {
	m := newMove(c.Links, links)
	changed := *c
	changed.Links = slices.Clone(c.Links)
	for i := range changed.Links {
		if m.moved(changed.Links[i]) {
			changed.Links[i].Entity = to.ID
		}
	}
	changed.Entities = m.entities(c.Entities, to)
	changed.Facts = c.rewrite(func(id EntityID, r role, ev *Evidence) EntityID {
		if m.rests(id, r, ev) {
			return to.ID
		}
		return id
	})
	return changed.Normal()
}

// role is the part that an entity plays in a fact.
type role uint8

const (
	subject role = iota
	object
	further // speaker or qualifier: evidence has no span for these
)

// rewrite gives every entity of every fact a new id by rename, which sees the
// piece of evidence that the entity stands in: a fact whose pieces of evidence
// get different ids comes apart.
func (c *Contribution) rewrite(rename func(EntityID, role, *Evidence) EntityID) []Fact {
	var statements []Fact // one for each piece of evidence
	said := make(map[FactID][]int)
	for _, f := range c.Facts {
		for _, ev := range f.Evidence {
			one := f
			one.Evidence = []Evidence{ev}
			said[f.ID] = append(said[f.ID], len(statements))
			statements = append(statements, one)
		}
	}
	done := make([]bool, len(statements))
	var resolve func(i int)
	resolve = func(i int) {
		if done[i] {
			return
		}
		done[i] = true
		f := &statements[i]
		ev := &f.Evidence[0]
		f.Subject = rename(f.Subject, subject, ev)
		switch f.Object.Kind {
		case EntityTerm:
			f.Object.Value = string(rename(EntityID(f.Object.Value), object, ev))
		case FactTerm:
			if about := said[FactID(f.Object.Value)]; len(about) > 0 {
				j := about[0]
				for _, other := range about { // rather the claim of the same sentence
					if statements[other].Evidence[0].Sentence == ev.Sentence {
						j = other
						break
					}
				}
				resolve(j)
				f.Object.Value = string(statements[j].ID)
			}
		}
		f.AttributedTo = slices.Clone(f.AttributedTo)
		for k, id := range f.AttributedTo {
			f.AttributedTo[k] = rename(id, further, ev)
		}
		ev.Qualifiers = slices.Clone(ev.Qualifiers)
		for k, q := range ev.Qualifiers {
			if q.Value.Kind == EntityTerm {
				ev.Qualifiers[k].Value.Value = string(rename(EntityID(q.Value.Value), further, ev))
			}
		}
		f.ID = f.ComputeID()
	}
	for i := range statements {
		resolve(i)
	}
	return statements
}

// A move knows which links of an article change their entity.
type move struct {
	leaves map[Link]bool
	stays  map[EntityID][]Link
	goes   map[EntityID][]Link
}

func newMove(all, leaving []Link) *move {
	m := &move{leaves: make(map[Link]bool), stays: make(map[EntityID][]Link), goes: make(map[EntityID][]Link)}
	for _, link := range leaving {
		m.leaves[place(link)] = true
	}
	for _, link := range all {
		if m.moved(link) {
			m.goes[link.Entity] = append(m.goes[link.Entity], link)
		} else {
			m.stays[link.Entity] = append(m.stays[link.Entity], link)
		}
	}
	return m
}

// place is what tells the links of an article apart.
func place(link Link) Link {
	return Link{Article: link.Article, Start: link.Start, End: link.End, Entity: link.Entity}
}

func (m *move) moved(link Link) bool { return m.leaves[place(link)] }

// rests tells whether the entity's part in the evidence rests on links that
// are moved. Where the evidence doesn't say which words mean the entity, those
// within its span decide, or all of the article.
func (m *move) rests(id EntityID, r role, ev *Evidence) bool {
	goes, stays := m.goes[id], m.stays[id]
	if len(goes) == 0 {
		return false
	}
	start, end := 0, 0
	switch r {
	case subject:
		start, end = ev.SubjectStart, ev.SubjectEnd
	case object:
		start, end = ev.ObjectStart, ev.ObjectEnd
	}
	if end > start && (touch(goes, start, end) || touch(stays, start, end)) {
		return touch(goes, start, end)
	}
	return len(stays) == 0 || touch(goes, ev.Start, ev.End) && !touch(stays, ev.Start, ev.End)
}

// touch tells whether one of the links has a part in the span.
func touch(links []Link, start, end int) bool {
	return slices.ContainsFunc(links, func(l Link) bool { return l.Start < end && start < l.End })
}

// entities moves what the article says of the entities along with their links:
// all of it when no link stays, else only the wordings.
func (m *move) entities(all []Entity, to *Entity) []Entity {
	target := Entity{ID: to.ID, Name: to.Name, Type: to.Type, Subtype: to.Subtype, Keys: slices.Clip(to.Keys), SameAs: to.SameAs}
	var kept []Entity
	for _, e := range all {
		goes := m.goes[e.ID]
		if len(goes) == 0 || e.ID == to.ID {
			kept = append(kept, e)
			continue
		}
		if len(m.stays[e.ID]) == 0 {
			target.Aliases = append(target.Aliases, e.Aliases...)
			target.Types = append(target.Types, e.Types...)
			target.Roles = append(target.Roles, e.Roles...)
			target.Context = append(target.Context, e.Context...)
			for _, alias := range e.Aliases {
				target.Keys = append(target.Keys, NameKey(alias.Text))
			}
			continue
		}
		var moved []Count
		for _, link := range goes {
			moved = append(moved, Count{link.Text, 1})
			target.Keys = append(target.Keys, NameKey(link.Text))
		}
		taken := NewCounts(moved).within(NewCounts(e.Aliases))
		left := NewCounts(e.Aliases)
		left.add(-1, taken...)
		e.Aliases = left
		target.Aliases = append(target.Aliases, taken...)
		target.Types = append(target.Types, Count{string(e.Type), len(goes)})
		kept = append(kept, e)
	}
	for id := range m.goes {
		if id != to.ID {
			return append(kept, target)
		}
	}
	return kept
}

// within is the part of the multiset that the other has too.
func (c Counts) within(other Counts) Counts {
	var part Counts
	for _, count := range c {
		if i, ok := slices.BinarySearchFunc(other, count, byText); ok {
			part = append(part, Count{count.Text, min(count.N, other[i].N)})
		}
	}
	return part
}
