package mention

// counted tells whether i counts members of a people or a party: "ten Iraqis"
// are no people but ten persons.
func (r *Resolver) counted(t *tree, i int) bool {
	return t.Tokens[i].XPOS == "NNPS" && t.child(i, "nummod") >= 0 && r.lexicon.Group(lowerForm(&t.Tokens[i]))
}

// quantifiers are the pronouns that tell how many of what follows "of".
var quantifiers = map[string]bool{"some": true, "many": true, "most": true, "several": true, "few": true, "none": true, "all": true}

// partitive tells whether i counts things that it names itself: "some of the
// gunmen" are no pronoun for anything said before.
func (t *tree) partitive(i int) bool {
	if tok := &t.Tokens[i]; tok.UPOS != "PRON" && tok.UPOS != "DET" && tok.UPOS != "ADJ" || !quantifiers[t.lower(i)] {
		return false
	}
	for d := range t.dependents(i) {
		if t.relation(d) != "nmod" || d < i || t.Tokens[d].UPOS != "NOUN" && t.Tokens[d].UPOS != "PROPN" {
			continue
		}
		if of := t.child(d, "case"); of == i+1 && t.lower(of) == "of" {
			return true
		}
	}
	return false
}
