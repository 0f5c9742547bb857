package fact

// A relation is what a predicate is made of, before it has its canonical form.
type relation struct {
	Verb        string // lemma; "be" for a copula
	Particle    string
	Event       string // lemma of the light verb's event noun or of the copula's nominal or adjective
	Preposition string
	Passive     bool // with no agent
}

// canonical is the readable form of a relation, the same for all wordings of it.
func canonical(r relation) string { return r.Verb }

// isLight tells whether verb and noun make a light verb construction.
func isLight(verb, noun, preposition string) bool { return false }
