package graph

import (
	"cmp"
	"slices"
	"strings"
)

// A Tally is the sum of what articles contribute to one entity. It is what the
// entity is made of: every field adds up, so that what was added can be
// subtracted again, in any order.
type Tally struct {
	Contributions int

	// The votes of the contributions, one each, and what they count.
	Names, Types, Subtypes             Counts
	Aliases, TypeVotes, Roles, Context Counts
	Keys, SameAs                       Counts
}

// Add adds one article's contribution to the entity.
func (t *Tally) Add(e *Entity) { t.AddAll(e, 1) }

// AddAll adds n contributions that are the same.
func (t *Tally) AddAll(e *Entity, n int) { t.sum(e, n) }

// Subtract takes back what Add added.
func (t *Tally) Subtract(e *Entity) { t.sum(e, -1) }

func (t *Tally) sum(e *Entity, times int) {
	t.Contributions += times
	t.Names.vote(times, e.Name)
	t.Types.vote(times, string(e.Type))
	t.Subtypes.vote(times, e.Subtype)
	t.Aliases.add(times, e.Aliases...)
	t.TypeVotes.add(times, e.Types...)
	t.Roles.add(times, e.Roles...)
	t.Context.add(times, e.Context...)
	t.Keys.vote(times, e.Keys...)
	t.SameAs.vote(times, e.SameAs...)
}

// Entity is what the contributions amount to. The name is the fullest common
// one of those that the articles give (see FullestName); the type is the one
// with the most votes.
func (t *Tally) Entity(id EntityID) *Entity {
	return &Entity{
		ID:      id,
		Name:    FullestName(t.Names),
		Type:    t.topType(),
		Subtype: t.Subtypes.top(longer),
		Aliases: t.Aliases.ByFrequency(),
		Types:   t.TypeVotes.ByFrequency(),
		Roles:   t.Roles.ByFrequency(),
		Context: t.Context.ByFrequency(),
		Keys:    t.Keys.Texts(),
		SameAs:  t.SameAs.Texts(),
	}
}

func (t *Tally) topType() Type {
	rank := func(s string) int { // the types unknown here come last
		if i := slices.Index(Types(), Type(s)); i >= 0 {
			return i
		}
		return len(Types())
	}
	listed := func(a, b string) bool { return rank(a) < rank(b) || rank(a) == rank(b) && a < b }
	if len(t.TypeVotes) > 0 {
		return Type(t.TypeVotes.top(listed))
	}
	return Type(t.Types.top(listed))
}

// longer prefers the longer text, then the one that sorts first.
func longer(a, b string) bool {
	return len(a) > len(b) || len(a) == len(b) && a < b
}

// Counts is a multiset of texts: sorted by text, each once, no zero counts.
type Counts []Count

// NewCounts sorts counts and joins those of the same text.
func NewCounts(counts []Count) Counts {
	all := slices.Clone(counts)
	slices.SortFunc(all, byText)
	joined := all[:0]
	for _, c := range all {
		if last := len(joined) - 1; last >= 0 && joined[last].Text == c.Text {
			joined[last].N += c.N
		} else {
			joined = append(joined, c)
		}
	}
	return slices.DeleteFunc(joined, func(c Count) bool { return c.N == 0 })
}

func byText(a, b Count) int { return strings.Compare(a.Text, b.Text) }

// distinct sorts texts, each once; empty ones are left out.
func distinct(texts []string) []string {
	if len(texts) == 1 && texts[0] != "" {
		return slices.Clip(texts) // as most are
	}
	all := slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return s == "" })
	if len(all) == 0 {
		return nil
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// vote adds to the count of each text; empty texts are no votes, and a text has
// one however often it is given.
func (c *Counts) vote(times int, texts ...string) {
	for i, text := range texts {
		if text != "" && !slices.Contains(texts[:i], text) {
			c.add(times, Count{text, 1})
		}
	}
}

// add adds the counts so many times. The multiset is changed in place: most
// texts of an entity are those that were seen before.
func (c *Counts) add(times int, counts ...Count) {
	for _, count := range counts {
		n := times * count.N
		i, found := slices.BinarySearchFunc(*c, count, byText)
		switch {
		case n == 0:
		case !found:
			*c = slices.Insert(*c, i, Count{count.Text, n})
		case (*c)[i].N+n == 0:
			*c = slices.Delete(*c, i, i+1)
		default:
			(*c)[i].N += n
		}
	}
}

// Without are the counts of the texts that the other multiset lacks.
func (c Counts) Without(other Counts) Counts {
	var rest Counts
	for _, count := range c {
		if _, found := slices.BinarySearchFunc(other, count, byText); !found {
			rest = append(rest, count)
		}
	}
	return rest
}

// ByFrequency lists the counts, most frequent first, then by text.
func (c Counts) ByFrequency() []Count {
	if len(c) == 0 {
		return nil
	}
	all := slices.Clone(c)
	slices.SortStableFunc(all, func(a, b Count) int { return cmp.Compare(b.N, a.N) })
	return all
}

// Texts are the texts alone.
func (c Counts) Texts() []string {
	if len(c) == 0 {
		return nil
	}
	all := make([]string, len(c))
	for i := range c {
		all[i] = c[i].Text
	}
	return all
}

// top is the most frequent text; before settles ties.
func (c Counts) top(before func(a, b string) bool) string {
	var best Count
	for i, count := range c {
		if i == 0 || count.N > best.N || count.N == best.N && before(count.Text, best.Text) {
			best = count
		}
	}
	return best.Text
}
