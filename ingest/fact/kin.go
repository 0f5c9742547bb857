package fact

import "slices"

// A kinship is a noun for relatives that somebody is said to have, with their
// names: "daughters" of "had two daughters, Ann and Eve", and the tokens that head
// the names.
type kinship struct {
	noun  int
	names []int
}

// findKin takes the names of relatives out of the objects of "have": who "had two
// daughters, Ann and Eve" has no Ann, but Ann is a daughter. The tree hangs the
// names on the noun, or coordinates them with it.
func (c *clause) findKin() {
	s := c.s
	if s.open || c.copular || c.lemma() != "have" {
		return
	}
	for _, noun := range slices.Clone(c.objects) {
		if r := nounWords().roles[s.singular(noun)]; r.class != "kin" || s.tok(noun).UPOS != "NOUN" || s.lemma(noun) == "twin" {
			continue
		}
		names := c.namesOfKin(noun)
		if len(names) == 0 {
			continue
		}
		c.kin = append(c.kin, kinship{noun, names})
		c.objects = slices.DeleteFunc(c.objects, func(o int) bool { return slices.Contains(names, o) })
	}
}

// namesOfKin are the names that stand behind a noun for relatives, up to the next
// noun among the objects: "a son, Tom, and two daughters, Ann and Eve".
func (c *clause) namesOfKin(noun int) []int {
	s := c.s
	var all []int
	for _, name := range s.kids(noun, "appos") {
		all = append(all, s.conjuncts(name)...)
	}
	for _, o := range c.objects {
		if o > noun {
			all = append(all, o)
			all = append(all, s.kids(o, "appos")...)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	if end := slices.IndexFunc(all, func(k int) bool { return s.tok(k).UPOS != "PROPN" || s.mentions[k] == none }); end >= 0 {
		all = all[:end]
	}
	if len(all) == 0 || all[0] < noun || !s.parted(noun, all[0]) {
		return nil
	}
	return all
}

// relatives tells whether a clause names those whom the noun at i speaks of, which
// then stands for them only by its words.
func (s *sentence) relatives(i int) bool {
	return slices.ContainsFunc(s.clauses, func(c *clause) bool {
		return slices.ContainsFunc(c.kin, func(k kinship) bool { return k.noun == i })
	})
}

// parted tells whether nothing but a comma, a colon or a dash, and the words that
// belong to the name, stand between a noun and a name behind it.
func (s *sentence) parted(noun, name int) bool {
	own := s.subtree(name, nil)
	for k := noun + 1; k < name; k++ {
		if s.tok(k).UPOS != "PUNCT" && !slices.Contains(own, k) || s.is(k, "cc") {
			return false
		}
	}
	return true
}

// kinship tells whose relatives those are that a clause names: "Ann – daughter of
// – Eva Roe".
func (x *extractor) kinship(c *clause) {
	s := c.s
	for _, kin := range c.kin {
		name := s.singular(kin.noun)
		for _, i := range kin.names {
			for _, subject := range c.subjects {
				for _, parent := range x.arguments(s, subject) {
					for _, relative := range x.arguments(s, i) {
						x.addNoun(s, nounFact{
							rule: "apposition", subject: relative, predicate: canonical(relation{Verb: "be", Event: name, Preposition: "of"}),
							phrase: []int{kin.noun}, object: parent, context: c.scope,
						})
					}
				}
			}
		}
	}
}
