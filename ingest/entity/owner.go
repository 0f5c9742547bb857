package entity

import (
	"strings"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// noChain is no index of a chain.
const noChain = -1

// ownedPhrase is the short wording of a noun phrase with its owner by name:
// "Ann Lee's husband" for "her husband", "Ms. Lee's husband" and "the minister's
// husband", so that two people's husbands are two things. It is the plain phrase
// when the phrase has told what it is about ("its takeover of Acme"), or when
// there is no owner to name.
func (a *articleThings) ownedPhrase(m *document.Mention, unless int) string {
	first, last, ok := phraseSpan(a.doc, m)
	if !ok || last > m.Head {
		return phraseOf(a.doc, m)
	}
	name, behind := a.namedOwner(m, unless)
	if name == "" {
		return phraseOf(a.doc, m)
	}
	tokens := a.doc.Sentences[m.Sentence].Tokens
	first = max(first, behind)
	for first < m.Head && isPossessiveMark(&tokens[first]) {
		first++
	}
	return name + "'s " + nominalName(a.doc.Text[tokens[first].Start:tokens[last].End])
}

// namedOwner is the name of who owns what the mention names, and the token behind
// the owner's words. The name is empty when nobody does, nobody whose name is
// known, or when it is the given chain, which goes without saying, or may be:
// "no driller lost his job".
func (a *articleThings) namedOwner(m *document.Mention, unless int) (name string, behind int) {
	by := a.possessorOf(m)
	if by == nil || by.Chain == m.Chain || by.Chain == unless {
		return "", 0
	}
	word := a.doc.Sentences[by.Sentence].Tokens[by.Head].Lemma
	if unless != noChain && a.agrees(unless, by, word) {
		return "", 0
	}
	return a.ownerName(by.Chain, word), by.Last + 1
}

// possessorOf is the mention of the owner in the phrase of a mention: "her" of
// "her husband"; nil for none.
func (a *articleThings) possessorOf(m *document.Mention) *document.Mention {
	p := possessor(a.doc.Sentences[m.Sentence].Tokens, m)
	if i, found := a.mentionAt[[2]int{m.Sentence, p}]; found {
		return &a.doc.Mentions[i]
	}
	return nil
}

// possessor is the token of the pronoun or the noun that owns what the mention
// names; -1 for none. What is coordinated with an owned noun, and has no
// determiner, has its owner: "the firm's mines and mills".
func possessor(tokens []document.Token, m *document.Mention) int {
	determined := false
	for p := m.First; p < m.Head; p++ {
		if tokens[p].Head == m.Head && tokens[p].Deprel == "nmod:poss" {
			return p
		}
		determined = determined || tokens[p].Head == m.Head && (tokens[p].Deprel == "det" || tokens[p].Deprel == "nummod" || isCapitalized(tokens[p].Form))
	}
	first := tokens[m.Head].Head
	if determined || first < 0 || tokens[m.Head].Deprel != "conj" || tokens[m.Head].UPOS != "NOUN" {
		return -1
	}
	for p := first - 1; p >= 0; p-- {
		if tokens[p].Head == first && tokens[p].Deprel == "nmod:poss" {
			return p
		}
	}
	return -1
}

// ownerName is the fullest name of a chain that owns something: a person, an
// organization or a place. It is empty where the chain has no name, or where the
// pronoun that stands for it can't mean one of its type.
func (a *articleThings) ownerName(chain int, pronoun string) string {
	c := &a.doc.Chains[chain]
	if len(c.Members) > 0 || !ownerType(c.Type, pronoun) {
		return ""
	}
	names := counts{}
	for _, i := range c.Mentions {
		if m := &a.doc.Mentions[i]; m.Kind == document.Named {
			names.add(cleanName(m.Name))
		}
	}
	return graph.FullestName(names.list())
}

// ownerType tells whether a possessive word can mean an owner of the type.
func ownerType(t graph.Type, word string) bool {
	switch strings.ToLower(word) {
	case "he", "she", "his", "her":
		return t == graph.Person
	case "it", "its":
		return t == graph.Organization || t == graph.Place
	}
	return t == graph.Person || t == graph.Organization || t == graph.Place
}

// agrees tells whether a possessive pronoun could as well mean another chain.
func (a *articleThings) agrees(chain int, m *document.Mention, pronoun string) bool {
	if m.Kind != document.Pronoun || !ownerType(a.doc.Chains[chain].Type, pronoun) {
		return false
	}
	for _, i := range a.doc.Chains[chain].Mentions {
		if g := a.doc.Mentions[i].Gender; g != document.GenderUnknown && m.Gender != document.GenderUnknown && g != m.Gender {
			return false
		}
	}
	return true
}
