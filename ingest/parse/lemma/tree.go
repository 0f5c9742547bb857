package lemma

import (
	"strings"

	"factgraph/ingest/document"
)

// A tree is a sentence with its dependents at hand.
type tree struct {
	tokens   []document.Token
	heads    []int // -1 for the root and for a head that is none
	children [][]int
}

func newTree(sent *document.Sentence) *tree {
	n := len(sent.Tokens)
	t := &tree{tokens: sent.Tokens, heads: make([]int, n), children: make([][]int, n)}
	for i, tok := range sent.Tokens {
		t.heads[i] = -1
		if tok.Head >= 0 && tok.Head < n && tok.Head != i {
			t.heads[i] = tok.Head
			t.children[tok.Head] = append(t.children[tok.Head], i)
		}
	}
	return t
}

// child returns the first dependent of i that the predicate holds for, or -1.
func (t *tree) child(i int, holds func(*document.Token) bool) int {
	for _, c := range t.children[i] {
		if holds(&t.tokens[c]) {
			return c
		}
	}
	return -1
}

func base(deprel string) string {
	name, _, _ := strings.Cut(deprel, ":")
	return name
}

// contracted tells the lemmas of "'s" and "'d", which depend on what follows;
// it is empty for other words.
func (t *tree) contracted(i int) string {
	tok := &t.tokens[i]
	lower := strings.ToLower(tok.Form)
	if tok.UPOS != "AUX" && tok.UPOS != "VERB" {
		return ""
	}
	head := &document.Token{}
	if t.heads[i] >= 0 {
		head = &t.tokens[t.heads[i]]
	}
	switch lower {
	case "'s", "s":
		if tok.XPOS != "VBZ" {
			return ""
		}
		if tok.Deprel == "aux" && t.heads[i] >= 0 && (head.XPOS == "VBN" || t.child(t.heads[i], func(c *document.Token) bool { return strings.EqualFold(c.Form, "been") }) >= 0) {
			return "have"
		}
		return "be"
	case "'d", "d":
		if tok.XPOS == "VBD" && head.XPOS == "VB" && tok.Deprel == "aux" && t.child(t.heads[i], func(c *document.Token) bool { return strings.EqualFold(c.Form, "better") }) < 0 {
			return "do"
		}
		if tok.XPOS == "VBD" {
			return "have"
		}
	}
	return ""
}

// verb returns the features of a verb or an auxiliary.
func (t *tree) verb(i int) string {
	tok := &t.tokens[i]
	switch tok.XPOS {
	case "MD":
		return "VerbForm=Fin"
	case "VBZ":
		return "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
	case "VBP":
		return "Mood=Ind|" + t.agreement(i) + "|Tense=Pres|VerbForm=Fin"
	case "VBD":
		return "Mood=Ind|" + t.agreement(i) + "|Tense=Past|VerbForm=Fin"
	case "VBN":
		if tok.UPOS == "VERB" && t.passive(i, 0) {
			return "Tense=Past|VerbForm=Part|Voice=Pass"
		}
		return "Tense=Past|VerbForm=Part"
	case "VBG":
		if tok.UPOS == "VERB" && t.gerund(i, 0) {
			return "VerbForm=Ger"
		}
		return "Tense=Pres|VerbForm=Part"
	case "VB":
		if t.imperative(i, 0) {
			return "Mood=Imp|VerbForm=Fin"
		}
		return "VerbForm=Inf"
	case "NNP", "NNPS":
		if strings.HasSuffix(strings.ToLower(tok.Form), "ing") {
			return "VerbForm=Ger"
		}
		return "Tense=Past|VerbForm=Part"
	}
	return ""
}

// maxDepth bounds the chains of conjuncts that are followed.
const maxDepth = 8

// passive tells whether a past participle is passive: unless "have" makes it
// perfect. A conjunct is like the first.
func (t *tree) passive(i, depth int) bool {
	tok := &t.tokens[i]
	if t.child(i, func(c *document.Token) bool { return c.Deprel == "aux:pass" || c.Deprel == "nsubj:pass" }) >= 0 {
		return true
	}
	if t.child(i, isHave) >= 0 {
		return false
	}
	if tok.Deprel == "conj" && t.heads[i] >= 0 && t.tokens[t.heads[i]].XPOS == "VBN" && depth < maxDepth {
		return t.passive(t.heads[i], depth+1)
	}
	return true
}

func isHave(c *document.Token) bool { return base(c.Deprel) == "aux" && c.Lemma == "have" }

func isAux(c *document.Token) bool { return base(c.Deprel) == "aux" || c.Deprel == "cop" }

// gerund tells a gerund from a participle, as UD English does: by its place in
// the tree.
func (t *tree) gerund(i, depth int) bool {
	tok := &t.tokens[i]
	if t.child(i, isAux) >= 0 {
		return false
	}
	switch base(tok.Deprel) {
	case "acl", "amod", "xcomp", "csubj", "ccomp", "obj", "nsubj", "appos", "compound", "nmod", "obl":
		return true
	case "conj":
		if t.heads[i] >= 0 && t.tokens[t.heads[i]].XPOS == "VBG" && depth < maxDepth {
			return t.gerund(t.heads[i], depth+1)
		}
		return t.heads[i] >= 0 && t.tokens[t.heads[i]].UPOS == "NOUN"
	}
	return false
}

// imperative tells whether a base form commands: a verb, or the auxiliary of
// one ("do not go", "be quiet").
func (t *tree) imperative(i, depth int) bool {
	if t.tokens[i].UPOS != "AUX" {
		return t.bare(i, i) && t.commanding(i, depth)
	}
	head := t.heads[i]
	return head >= 0 && t.tokens[i].Lemma != "have" && t.bare(head, i) && t.commanding(head, depth)
}

// bare tells whether a clause has neither subject nor "to", and no auxiliary or
// copula but "do" and the one given.
func (t *tree) bare(clause, but int) bool {
	for _, c := range t.children[clause] {
		tok := &t.tokens[c]
		switch base(tok.Deprel) {
		case "nsubj", "csubj", "expl":
			return false
		case "mark":
			if tok.XPOS == "TO" {
				return false
			}
		case "aux", "cop":
			if c != but && !(tok.Lemma == "do" && tok.XPOS == "VB") {
				return false
			}
		}
	}
	return true
}

// commanding tells whether the place of a clause is one of commands.
func (t *tree) commanding(i, depth int) bool {
	tok := &t.tokens[i]
	switch base(tok.Deprel) {
	case "root", "parataxis", "ccomp":
		return true
	case "conj":
		head := t.heads[i]
		return head >= 0 && depth < maxDepth && t.tokens[head].XPOS == "VB" && t.imperative(head, depth+1)
	}
	return false
}

// agreement returns the number and person of a finite verb, those of its
// subject.
func (t *tree) agreement(i int) string {
	tok := &t.tokens[i]
	switch lower := strings.ToLower(tok.Form); lower {
	case "am", "'m", "m":
		return "Number=Sing|Person=1"
	}
	clause := i
	if isAux(tok) && t.heads[i] >= 0 {
		clause = t.heads[i]
	}
	subject := t.subject(clause, 0)
	if subject < 0 {
		if tok.XPOS == "VBP" && tok.UPOS == "VERB" && (base(tok.Deprel) == "root" || base(tok.Deprel) == "parataxis") {
			return "Number=Sing|Person=1" // "Thank you", "Hope to see you"
		}
		if tok.XPOS == "VBP" || strings.EqualFold(tok.Form, "were") {
			return "Number=Plur|Person=3"
		}
		return "Number=Sing|Person=3"
	}
	return t.person(subject, tok)
}

// subject finds the subject of a clause: its own, that of the clause that it is
// coordinated with, or the antecedent that it modifies.
func (t *tree) subject(i, depth int) int {
	tok := &t.tokens[i]
	relative := strings.HasPrefix(tok.Deprel, "acl:relcl")
	found := t.child(i, func(c *document.Token) bool { return base(c.Deprel) == "nsubj" || base(c.Deprel) == "csubj" })
	switch {
	case found >= 0 && relative && t.heads[i] >= 0 && relativePronoun(&t.tokens[found]):
		return t.heads[i]
	case found >= 0:
		return found
	}
	if there := t.child(i, func(c *document.Token) bool { return c.Deprel == "expl" }); there >= 0 {
		return there
	}
	if (tok.Deprel == "conj" || tok.Deprel == "parataxis") && t.heads[i] >= 0 && depth < maxDepth {
		return t.subject(t.heads[i], depth+1)
	}
	return -1
}

// plurals are pronouns that mean several.
var plurals = map[string]bool{"these": true, "those": true, "many": true, "few": true, "both": true, "several": true}

func relativePronoun(tok *document.Token) bool {
	return tok.XPOS == "WDT" || tok.XPOS == "WP"
}

// person is the number and person that a subject asks of its verb.
func (t *tree) person(subject int, verb *document.Token) string {
	sub := &t.tokens[subject]
	coordinated := t.child(subject, func(c *document.Token) bool { return c.Deprel == "conj" }) >= 0
	lower := strings.ToLower(sub.Form)
	switch {
	case coordinated && verb.XPOS == "VBP":
		return "Number=Plur|Person=3"
	case lower == "i":
		return "Number=Sing|Person=1"
	case lower == "we":
		return "Number=Plur|Person=1"
	case lower == "you" || lower == "u" || lower == "ya":
		return "Number=Sing|Person=2"
	case lower == "they" || verb.XPOS == "VBP" || strings.EqualFold(verb.Form, "were"):
		return "Number=Plur|Person=3"
	case strings.EqualFold(verb.Form, "was"):
		return "Number=Sing|Person=3"
	case coordinated || sub.XPOS == "NNS" || sub.XPOS == "NNPS" || sub.XPOS == "CD" && lower != "one" || plurals[lower]:
		return "Number=Plur|Person=3"
	}
	return "Number=Sing|Person=3"
}

// questionWord tells an interrogative from a relative: the latter stands in a
// relative clause, or is what one modifies ("what she said").
func (t *tree) questionWord(i int) string {
	kind := "PronType=Int"
	if t.inRelative(i) || t.child(i, func(c *document.Token) bool { return c.Deprel == "acl:relcl" }) >= 0 {
		kind = "PronType=Rel"
	}
	if t.tokens[i].XPOS == "WP$" {
		return "Poss=Yes|" + kind
	}
	return kind
}

// inRelative tells whether the clause that i is in is a relative one.
func (t *tree) inRelative(i int) bool {
	for at, depth := i, 0; at >= 0 && depth < maxDepth; at, depth = t.heads[at], depth+1 {
		deprel := t.tokens[at].Deprel
		switch {
		case strings.HasSuffix(deprel, ":relcl"):
			return true
		case at != i && clausal[base(deprel)]:
			return false
		}
	}
	return false
}

// clausal are the relations of the heads of clauses.
var clausal = map[string]bool{
	"root": true, "ccomp": true, "csubj": true, "advcl": true, "acl": true, "parataxis": true, "conj": true,
}
