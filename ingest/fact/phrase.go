package fact

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/ingest/mention/amount"
)

// The rules of this file read what a phrase with a preposition, or a bare amount,
// says of the clause or the noun that it stands by.

// phrase makes qualifiers of a prepositional phrase, or of a bare noun phrase
// that says how much.
func (x *extractor) phrase(s *sentence, i int, preposition string) []Qualifier {
	for role, phrases := range map[string]set{"manner": qualifierWords().how, "time": qualifierWords().stage} {
		if s.fixed(i, phrases) {
			tokens := s.trim(s.subtree(i, nil))
			return []Qualifier{{Role: role, Value: s.phraseLiteral(tokens), Text: s.wording(tokens)}}
		}
	}
	if s.idle(i) || !s.nominal(i) && s.tok(i).UPOS != "VERB" && s.tok(i).UPOS != "ADJ" {
		return nil // "from now on"
	}
	outer := s.caseWords(i)
	if strings.HasPrefix(preposition, "in") && strings.HasPrefix(s.preposition(i), "to") || preposition == "during" && s.preposition(i) != preposition {
		outer = nil // "went to Oslo, where he died": not to Oslo
	}
	if qualifierWords().nouns[s.lemma(i)] == "sidelines" { // "on the sidelines of the summit" is at the summit
		for _, k := range s.kids(i, "nmod") {
			if s.preposition(k) == "of" {
				outer = append(outer, append(s.caseWords(k), i)...)
				i, preposition = k, "on the sidelines of"
			}
		}
	}
	kind := x.kindOf(s, i)
	if preposition == "" {
		if qualifierWords().adverbs[s.form(i)] == "where" {
			return []Qualifier{{Role: "place", Value: s.phraseLiteral(s.short(i)), Text: s.wording(s.short(i))}}
		}
		if s.rateBehind(i) { // "100 million doses a year"
			return []Qualifier{{Role: "time", Value: s.phraseLiteral(s.subtree(i, nil)), Text: s.wording(s.subtree(i, nil))}}
		}
		if s.form(i) == "times" && s.kid(i, "nummod", "amod") != none && s.kid(i, "det") == none { // "was broken seven times"
			tokens := s.trim(s.subtree(i, nil))
			return []Qualifier{{Role: "amount", Value: s.phraseLiteral(tokens), Text: s.wording(tokens)}}
		}
		if kind != "amount" {
			return nil
		}
		if t, _, ok := s.tallyAt(i); ok {
			value := s.tallyArgument(t)
			return []Qualifier{{Role: "amount", Value: value, Text: value.Text}}
		}
		return []Qualifier{{Role: "amount", Value: x.amountOf(s, i), Text: s.wording(s.short(i))}}
	}
	if named := s.namedBy(i); named != none && !x.open { // "for what he called an attack"
		i = named
	}
	role := roleOf(preposition, kind, x.isPlace(s, i))
	if more := strings.Count(preposition, " ") + 1 - len(outer); more > 0 && len(outer) > 0 && outer[0] >= more { // "as part" of "as part of"
		outer = append(tokensBetween(outer[0]-more, outer[0]-1), outer...)
	}
	text := s.wording(s.fullPhrase(i, outer))
	if role == "amount" {
		return []Qualifier{{Role: role, Value: x.amountOf(s, i), Text: text}}
	}
	var all []Qualifier
	for _, arg := range x.arguments(s, i) {
		all = append(all, Qualifier{Role: role, Value: arg, Text: text})
	}
	return all
}

// fullPhrase are the tokens of the phrase at i with its preposition, as the
// text has it: with its determiners, the phrases behind the noun and what
// completes it, "with an eye towards winning the election". Of a long one
// they are the short form.
func (s *sentence) fullPhrase(i int, outer []int) []int {
	whole := append(slices.Clone(outer), s.subtree(i, func(k int) bool {
		if inner := s.clauseAt[k]; inner != nil && inner.kind == complement && s.is(k, "acl") { // "wrote for the majority that …"
			return true
		}
		return s.is(k, "acl:relcl", "appos", "parataxis", "list", "dep") || s.tok(k).Head == i && (s.is(k, "conj", "cc", "case") || s.setOff(k))
	})...)
	if c := s.at(s.tok(i).Head); c != nil && len(outer) > 0 { // "a day after the vote"
		for _, k := range s.kids(c.head, "obl:unmarked") {
			if tokens := s.subtree(k, nil); tokens[len(tokens)-1] == outer[0]-1 && c.measures(k) {
				whole = append(whole, tokens...)
			}
		}
	}
	if len(whole) > longestClause {
		whole = append(slices.Clone(outer), s.short(i)...)
	}
	slices.Sort(whole)
	return s.trim(slices.Compact(whole))
}

// rateBehind tells whether "a year" stands right behind a number of things that
// the tree gives to the same verb.
func (s *sentence) rateBehind(i int) bool {
	det := s.kid(i, "det")
	if det < 1 || det != i-1 || s.tok(det).XPOS != "DT" || s.form(det) == "the" || !words().time.has(s.lemma(i)) {
		return false
	}
	return s.is(i, "obl:unmarked") && s.tok(det-1).Head == s.tok(i).Head && s.is(det-1, "obj", "obl") && s.tok(det-1).XPOS == "NNS"
}

// idle tells whether a phrase says nothing: "in fact", "as usual".
func (s *sentence) idle(i int) bool { return s.fixed(i, qualifierWords().idle) }

// fixed tells whether the prepositional phrase at i is one of the set.
func (s *sentence) fixed(i int, phrases set) bool {
	words := s.caseWords(i)
	return len(words) > 0 && words[0] < i && s.kid(i, "conj") == none && phrases[s.wordsBetween(words[0], i)]
}

// amountOf is an amount as a literal with its value.
func (x *extractor) amountOf(s *sentence, i int) Argument {
	if slices.ContainsFunc(s.kids(i, "nmod"), s.identifies) { // "$65 a share"
		return s.phraseLiteral(s.short(i))
	}
	tokens := s.subtree(i, func(k int) bool { return s.is(k, "case", "acl", "conj", "cc", "punct") })
	first, last := tokens[0], tokens[len(tokens)-1]
	arg := Argument{Text: s.wording(tokens), Span: s.span(tokens)}
	for _, a := range amount.Find(s.Tokens[first : last+1]) {
		if at := i - first; a.First <= at && at <= a.Last || len(tokens) > 1 {
			return literal(arg, a.Value(), graph.QuantityType)
		}
	}
	return literal(arg, "", graph.QuantityType)
}

// kindOf tells what the noun phrase at i is, in the words of qualifiers.tsv.
func (x *extractor) kindOf(s *sentence, i int) string {
	t := s.tok(i)
	lemma := s.lemma(i)
	if kind := qualifierWords().nouns[lemma]; kind != "" && kind != "place" && t.UPOS != "PROPN" {
		return kind
	}
	if t.UPOS == "NUM" || t.UPOS == "SYM" || x.measured(s, i) {
		for _, k := range s.kids(i, "nmod") {
			if t.UPOS == "NUM" && s.preposition(k) == "of" && k > i { // "at one of the checkpoints"
				return x.kindOf(s, k)
			}
		}
		return "amount"
	}
	switch x.typeAt(s, i) {
	case graph.Place:
		if m := s.mentions[i]; m != none && x.doc.Mentions[m].Subtype == "country" {
			return "country"
		}
		return "place"
	case graph.Event:
		if s.isName(i) {
			return "event"
		}
	case graph.Organization:
		return "organization"
	case graph.Person, graph.Group:
		return "person"
	case graph.Document:
		return "document"
	case graph.Quantity:
		if s.kid(i, "nummod") != none {
			return "amount"
		}
	}
	return qualifierWords().nouns[lemma]
}

// measured tells whether the noun at i is a unit with a number: "five percent".
func (x *extractor) measured(s *sentence, i int) bool {
	if s.kid(i, "nummod") == none {
		return false
	}
	for _, a := range amount.Find(s.Tokens) {
		if a.First <= i && i <= a.Last && a.Unit != "" {
			return true
		}
	}
	return false
}

// isPlace tells whether the phrase at i names a place or is one by its noun.
func (x *extractor) isPlace(s *sentence, i int) bool {
	return x.typeAt(s, i) == graph.Place || qualifierWords().nouns[s.lemma(i)] == "place"
}

// typeAt is the type of what the mention headed by token i refers to.
func (x *extractor) typeAt(s *sentence, i int) graph.Type {
	m := s.mentions[i]
	if m == none {
		for _, name := range s.Names {
			if name.First <= i && i <= name.Last {
				return name.Type
			}
		}
		return ""
	}
	mention := &x.doc.Mentions[m]
	if mention.Chain >= 0 && mention.Chain < len(x.doc.Chains) {
		if t := x.doc.Chains[mention.Chain].Type; t != "" && t != graph.Concept {
			return t
		}
	}
	return mention.Type
}
