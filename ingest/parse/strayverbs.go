package parse

import (
	"strings"

	"factgraph/ingest/document"
)

// strayPasts are readings of "said a blast late on Sunday near the bridge killed
// two guards" in which the verb is in the past and can be nothing else: the
// network often has a participle for it that describes the noun before, or a
// verb in the past that has no subject.
func (t tree) strayPasts() []reading {
	if t.Kind == document.Headline {
		return nil
	}
	var found []reading
	for v := 1; v < len(t.Tokens); v++ {
		if !t.stray(v) {
			continue
		}
		substitute := "went"
		if t.kid(v, "obj") > v {
			substitute = "gave"
		}
		before := t.clauses()
		found = append(found, reading{at: v, substitute: substitute, holds: func(t tree, v int) bool {
			subject := t.kid(v, "nsubj")
			return t.keeps(before) && t.verbal(v) && subject >= 0 && subject < v && t.Tokens[subject].UPOS != "NUM" && t.kid(v, "aux") < 0 && !t.is(v, "acl") && !t.strayed()
		}})
	}
	return found
}

// stray tells whether the tree has a verb in the past, or what may be one, where
// no verb in a tense can stand.
func (t tree) stray(v int) bool {
	tok := &t.Tokens[v]
	if !t.verbal(v) || tok.XPOS != "VBD" && tok.XPOS != "VBN" || !strings.HasSuffix(t.form(v), "ed") && tok.XPOS != "VBD" || t.kid(v, "nsubj", "csubj", "expl", "aux", "obl:agent", "cop", "det") >= 0 {
		return false
	}
	object := t.kid(v, "obj")
	switch {
	case tok.XPOS == "VBN":
		return t.Tokens[v].Deprel == "acl" && t.twoSubjects() && t.is(t.Tokens[v].Head, "obj", "obl", "nmod")
	case tok.Deprel == "acl":
		return object > v || t.kid(v, "compound:prt", "obl") > v
	case t.is(v, "amod", "ccomp", "obl", "nmod", "obj"):
		return !t.marked(v-1, v-1)
	case t.is(v, "advcl"):
		return t.kid(v, "mark") >= 0
	case t.is(v, "conj"):
		return t.nominal(tok.Head) && t.kid(tok.Head, "cop") < 0
	}
	return false
}

// strayed tells whether any verb of the sentence is a stray one.
func (t tree) strayed() bool {
	for v := range t.Tokens {
		if t.stray(v) {
			return true
		}
	}
	return false
}

// twoSubjects tells whether a verb of the sentence has two subjects: one of them
// has lost its own verb.
func (t tree) twoSubjects() bool {
	for v := range t.Tokens {
		if t.verbal(v) && len(t.kids(v, "nsubj")) > 1 && t.kid(v, "nsubj:outer") < 0 {
			return true
		}
	}
	return false
}

// clauses are the verbs in a tense that have a subject.
func (t tree) clauses() []int {
	var found []int
	for v := range t.Tokens {
		if t.finite(v) && t.kid(v, "nsubj", "csubj", "expl") >= 0 {
			found = append(found, v)
		}
	}
	return found
}

// keeps tells whether these verbs are all in a tense with a subject.
func (t tree) keeps(clauses []int) bool {
	for _, v := range clauses {
		if !t.finite(v) || t.kid(v, "nsubj", "csubj", "expl") < 0 {
			return false
		}
	}
	return true
}
