package entity

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"factgraph/graph"
)

// identify decides which entity a thing is: what a table says it is, one that
// the graph knows, or a new one.
func (r *Resolver) identify(k *known, a *articleThings, th *thing) error {
	if th.forced != "" {
		return a.force(k, th)
	}
	if fixed, ok := a.fixedIdentity(th); ok {
		return a.settle(k, th, fixed)
	}
	if th.frame != nil {
		if other := a.sameFrame(th); other != nil {
			a.fold(other, th)
			return nil
		}
	}
	th.keys = indexKeys(th)
	before, err := k.linkedBefore(a, th)
	if err != nil {
		return err
	}
	if before != nil && th.class == specific && typeConflict(before.Type, th.typ) < severe {
		return a.link(k, th, &match{entity: before, logOdds: wSeenBefore, reasons: []string{"linked before"}})
	}
	candidates, err := k.candidates(lookupKeys(th))
	if err != nil {
		return err
	}
	if before != nil && !slices.Contains(candidates, before) {
		candidates = append(candidates, before)
	}
	var best, second *match
	for _, e := range candidates {
		m, ok := a.score(th, e)
		if !ok || a.taken[e.ID] != nil || e.ID == th.unlike {
			continue
		}
		if e == before {
			m.add(wSeenBefore, "linked before")
		}
		if best == nil || cmp.Or(cmp.Compare(best.logOdds, m.logOdds), strings.Compare(string(m.entity.ID), string(best.entity.ID))) < 0 {
			best, second = &m, best
		} else if second == nil || second.logOdds < m.logOdds {
			second = &m
		}
	}
	if best != nil && best.probability() >= sameThreshold &&
		!(best.lone && second != nil && best.logOdds-second.logOdds < margin) {
		return a.link(k, th, best)
	}
	th.reason, th.score = "new", 1
	if best != nil {
		th.reason, th.score = "new: too unlike "+string(best.entity.ID), 1-best.probability()
	}
	if th.entry != nil {
		th.reason = "catalogue"
	}
	th.id, err = k.freeID(graph.NewEntityID(a.idName(th)), a.taken)
	a.taken[th.id] = th
	return err
}

// link makes a thing the known entity that it fits, or what persons made of
// that.
func (a *articleThings) link(k *known, th *thing, m *match) error {
	th.known, th.id = m.entity, m.entity.ID
	th.reason, th.score = m.reason(), m.probability()
	if id := k.decisions.ruled(th, th.id); id != th.id {
		th.id, th.reason, th.score = id, "decided by a person", 1
		e, err := k.entity(id)
		if err != nil {
			return err
		}
		th.known = e
	}
	if other := a.taken[th.id]; other != nil {
		a.fold(other, th)
		return nil
	}
	a.taken[th.id] = th
	return nil
}

// force makes a thing the entity that a person decided it to be.
func (a *articleThings) force(k *known, th *thing) error {
	e, err := k.entity(th.forced)
	if err != nil {
		return err
	}
	th.keys = indexKeys(th)
	th.id, th.known, th.reason, th.score = th.forced, e, "decided by a person", 1
	if e != nil {
		th.typ, th.subtype = e.Type, e.Subtype // the article's vote for the type stays its own
	}
	if other := a.taken[th.id]; other != nil {
		a.fold(other, th)
		return nil
	}
	a.taken[th.id] = th
	return nil
}

// fixedIdentity is what a table says.
func (a *articleThings) fixedIdentity(th *thing) (identity, bool) {
	if c := a.wellKnown(th); c != nil {
		return identity{id: c.id, name: c.name, typ: c.typ, subtype: c.subtype, keys: c.keys, reason: "well-known name"}, true
	}
	if th.class == kind {
		return identity{id: graph.NewEntityID(kindKey(th.name)), name: th.name, typ: th.typ, subtype: kindSubtype,
			keys: []string{graph.NameKey(th.name)}, reason: "a kind of thing"}, true
	}
	if th.class != named {
		return identity{}, false
	}
	return a.placeIdentity(th)
}

// wellKnown is the class of well-known names that the thing's name is in, or
// most uses of its names: one odd wording in a chain says nothing. "The Senate"
// is that of the country which the article is about.
func (a *articleThings) wellKnown(th *thing) *aliasClass {
	if th.class != named && !strings.Contains(th.name, " ") {
		return nil
	}
	if c := a.resolver.names.find(th.name, th.typ); c != nil {
		if a.definedOtherwise(th, c) {
			th.unlike = c.id
			return nil
		}
		return c
	}
	switch {
	case th.class != named:
		return a.resolver.names.find(withoutDescriptions(th.name), th.typ)
	case th.typ == graph.Person:
		c := a.resolver.names.person(th.person)
		if c == nil && a.maybeNoPerson(th) {
			c = a.resolver.names.find(th.name, "")
		}
		return c
	case hasYear(th.name): // the 2022 World Cup is one of many
		return nil
	}
	uses, total := make(map[*aliasClass]int), 0
	for name, n := range th.names {
		total += n
		if c := a.resolver.names.find(name, th.typ); c != nil && !a.definedOtherwise(th, c) {
			uses[c] += n
		}
	}
	for c, n := range uses {
		if 2*n >= total {
			return c
		}
	}
	if prefix := nationalPrefixes[a.home.Country]; prefix != "" && typeConflict(th.typ, graph.Organization) < severe {
		return a.resolver.names.find(prefix+" "+th.name, th.typ)
	}
	return nil
}

// definedOtherwise tells whether the article itself says that an acronym which
// a table knows means something else: by a name that it is short for, or by a
// noun for another kind of body. "The copper workers' federation FTC" is no
// trade commission.
func (a *articleThings) definedOtherwise(th *thing, c *aliasClass) bool {
	acronym := ""
	for name := range th.names {
		if !strings.Contains(name, " ") && isCapitals(name) && a.resolver.names.find(name, th.typ) == c {
			acronym = name
		}
	}
	if acronym == "" || strings.EqualFold(acronym, c.name) {
		return false
	}
	for name := range th.names {
		if graph.IsAcronym(acronym, properPart(name)) && a.resolver.names.find(name, th.typ) != c {
			return true
		}
	}
	nature := nameKey(c.name + " " + c.subtype)
	for role := range th.roles {
		if head := roleHead(role); bodies[head] && !strings.Contains(nature, head) {
			return true
		}
	}
	return false
}

// bodies are the nouns for bodies that are never called by one another's noun.
var bodies = wordSet(`federation union club team party band league airline school college university festival museum
hospital newspaper magazine orchestra choir church brewery restaurant`)

// hasYear tells whether a name has a year in it.
func hasYear(name string) bool {
	return slices.ContainsFunc(strings.Fields(name), func(word string) bool {
		return len(word) == 4 && (strings.HasPrefix(word, "19") || strings.HasPrefix(word, "20")) && strings.Trim(word, "0123456789") == ""
	})
}

// withoutDescriptions leaves out the words that say how a thing is, not which:
// "raging conflict in Syria" is "conflict in Syria".
func withoutDescriptions(name string) string {
	words := strings.Fields(name)
	return strings.Join(slices.DeleteFunc(words, func(word string) bool { return frames().descriptive[strings.ToLower(word)] }), " ")
}

// nationalPrefixes are the words that the table of well-known names puts before
// institutions which the articles of their own country call by the bare name.
var nationalPrefixes = map[string]string{"US": "US", "GB": "British"}

// settle gives a thing an identity from a table.
func (a *articleThings) settle(k *known, th *thing, fixed identity) error {
	id, err := k.slot(fixed)
	if err != nil {
		return err
	}
	th.id = k.decisions.ruled(th, id)
	if fixed.name != "" {
		th.setName(fixed.name)
	}
	th.typ, th.subtype = fixed.typ, fixed.subtype
	th.types = counts{string(fixed.typ): 1}
	th.keys = slices.Clone(fixed.keys)
	th.reason, th.score, th.fixed = fixed.reason, 1, true
	e, err := k.entity(th.id)
	if err != nil {
		return err
	}
	th.known = e
	if other := a.taken[th.id]; other != nil && other != th {
		a.fold(other, th)
		return nil
	}
	a.taken[th.id] = th
	return nil
}

// fold makes one thing of two that turned out to be the same.
func (a *articleThings) fold(into, from *thing) {
	if into.class == named {
		from.names = nil // those of a table or a name say more
	}
	if into.frame != nil && from.frame != nil {
		into.frame.join(from.frame)
	}
	name := into.name
	into.absorb(from)
	into.setName(name)
	for _, c := range from.chains {
		a.ofChain[c] = into
	}
	a.things = slices.DeleteFunc(a.things, func(t *thing) bool { return t == from })
}

// linkedBefore is the entity that an earlier ingest of the article linked most
// of the thing's mentions to; nil when there is none.
func (k *known) linkedBefore(a *articleThings, th *thing) (*graph.Entity, error) {
	if len(k.before) == 0 {
		return nil, nil
	}
	times, all := make(map[graph.EntityID]int), 0
	for _, c := range th.chains {
		for _, m := range a.doc.Chains[c].Mentions {
			m := &a.doc.Mentions[m]
			all++
			times[k.before[[2]int{m.Start, m.End}]]++
		}
	}
	for id, n := range times {
		if id != "" && 2*n > all {
			return k.entity(id)
		}
	}
	return nil, nil
}

// idName is what the id of a new entity is made of: the name, and for events
// and documents of a day those who take part and the day, which tell them from
// the next of the kind.
func (a *articleThings) idName(th *thing) string {
	if th.entry != nil {
		return th.entry.name
	}
	f := th.frame
	if f == nil || f.concept || th.class == named || frames().lasting[f.head] || f.institution() || f.start.IsZero() || !f.identified() && !f.dated {
		return th.name
	}
	if frames().yearly[f.head] {
		name := th.name
		if strings.HasSuffix(name, f.head+"s") { // "elections" and "election" are one
			name = strings.TrimSuffix(name, "s")
		}
		return name + " " + f.start.Format("2006")
	}
	const shown = 2
	name := th.name
	var who []string
	for id := range f.participants {
		if other := a.taken[id]; other != nil {
			who = append(who, a.featureOf(other).text)
		}
	}
	slices.Sort(who)
	name = strings.Join(append([]string{name}, who[:min(len(who), shown)]...), " ")

	return name + " " + f.start.Format(time.DateOnly)
}
