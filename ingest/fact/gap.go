package fact

// gapped tells whether a token stands for a clause whose verb is left out, as
// "Poe" in "Roe won 54 votes and Poe 45": what is coordinated with a verb and
// has orphans.
func (s *sentence) gapped(i int) bool {
	return s.is(i, "conj") && s.nominal(i) && s.kid(i, "orphan") != none && s.clauseAt[s.firstConjunct(i)] != nil
}

// addGapped adds the clause that token i stands for. It has the verb of the
// first one, and says all that the first one says but what it replaces: a bare
// noun phrase behind i is the object, i being the subject; a prepositional
// phrase or a time leaves the subject to the first clause.
func (s *sentence) addGapped(i int) *clause {
	first := s.clauseAt[s.firstConjunct(i)]
	c := &clause{s: s, head: i, verb: first.verb, kind: first.kind, up: first.up, first: first, gap: true, particle: first.particle, name: none, host: none}
	s.clauses = append(s.clauses, c)
	s.clauseAt[i] = c
	bare := none
	for _, k := range s.kids(i, "orphan") {
		if p := s.preposition(k); p != "" || s.timely(k) {
			c.obliques = append(c.obliques, oblique{head: k, preposition: p})
		} else {
			bare = k
		}
	}
	switch {
	case bare != none:
		c.subjects, c.objects = s.nounConjuncts(i), s.conjuncts(bare)
	case len(first.objects) > 0:
		c.subjects, c.objects = first.subjects, s.nounConjuncts(i)
	default:
		c.subjects = s.nounConjuncts(i)
	}
	return c
}

// nounConjuncts are the conjuncts of token i as a noun phrase, without further
// gapped clauses.
func (s *sentence) nounConjuncts(i int) []int {
	var all []int
	for _, k := range s.conjuncts(i) {
		if k == i || !s.gapped(k) {
			all = append(all, k)
		}
	}
	return all
}
