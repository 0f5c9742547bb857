package fact

import (
	"slices"

	"factgraph/graph"
	"factgraph/ingest/mention/amount"
)

// The rules of this file read results: scores, who came where, and wins and
// defeats told by nouns or by what the winner did "to win the cup". Their words
// stand in tables/word-sets.tsv.

// A tally is a score, or the scores of the parts of one match, "6-4, 7-5".
type tally struct {
	value  string
	tokens []int
}

// tallies are the scores of the sentence.
func (s *sentence) tallies() []tally {
	var all []tally
	end := none
	for _, a := range amount.Find(s.Tokens) {
		if a.Relation != amount.Score {
			continue
		}
		tokens := tokensBetween(a.First, a.Last)
		n := len(all)
		switch follows := n > 0 && a.First == end+2; {
		case follows && s.tok(end+1).Form == "(" && a.Last+1 < len(s.Tokens) && s.tok(a.Last+1).Form == ")": // a tie-break, "7-6 (7-5)"
			all[n-1].value += " (" + a.Value() + ")"
			all[n-1].tokens = append(all[n-1].tokens, tokensBetween(end+1, a.Last+1)...)
			end = a.Last + 1
			continue
		case follows && (s.tok(end+1).Form == "," || s.form(end+1) == "and"):
			all[n-1].value += ", " + a.Value()
			all[n-1].tokens = append(all[n-1].tokens, append([]int{end + 1}, tokens...)...)
		default:
			all = append(all, tally{a.Value(), tokens})
		}
		end = a.Last
	}
	for i := 1; i+2 < len(s.Tokens); i++ {
		if s.tok(i).UPOS == "NUM" && s.form(i+1) == "to" && s.tok(i+2).UPOS == "NUM" && (s.ballot(i-1) || s.form(i-1) == "by" && s.tok(i+2).Head == i && s.is(i+2, "nmod")) {
			all = append(all, tally{s.form(i) + "-" + s.form(i+2), tokensBetween(i, i+2)})
		}
	}
	return all
}

// ballot tells whether the result of a vote comes behind token i: "voted 52 to
// 48", "by a vote of 52 to 48". "By 52 to 48" is one where the tree has both
// numbers in one phrase.
func (s *sentence) ballot(i int) bool {
	if s.form(i) == "of" && i > 0 {
		i--
	}
	return s.lemma(i) == "vote"
}

// tallyAt is the tally that the number at i stands in; begins tells whether the
// number is in its first score, so that the rest need not be told again.
func (s *sentence) tallyAt(i int) (t tally, begins, ok bool) {
	if s.tok(i).UPOS != "NUM" {
		return tally{}, false, false
	}
	for _, t := range s.tallies() {
		if at := slices.Index(t.tokens, i); at >= 0 {
			return t, at < 3, true
		}
	}
	return tally{}, false, false
}

// tallied tells whether token i is the number of a score without a preposition.
func (s *sentence) tallied(i int) bool {
	_, _, ok := s.tallyAt(i)
	return ok && len(s.caseWords(i)) == 0
}

// tallyArgument is a tally as a literal.
func (s *sentence) tallyArgument(t tally) Argument {
	arg := Argument{Text: s.wording(t.tokens), Span: s.span(t.tokens)}
	return literal(arg, t.value, graph.QuantityType)
}

// standing is the place that somebody came in, "third" of "finished third", or
// none.
func (c *clause) standing() int {
	s := c.s
	if !wordSet("standing").has(c.lemma()) {
		return none
	}
	for _, k := range s.kids(c.head, "advmod", "xcomp", "obj", "obl") {
		if k > c.head && (s.feature(k, "NumType=Ord") || wordSet("ordinal").has(s.form(k))) && s.tok(k).UPOS != "NOUN" {
			return k
		}
	}
	return none
}

// achieves tells whether an infinitive tells not what somebody meant to do but
// what came of it: "beat Lee to win the cup".
func (c *clause) achieves() bool {
	s, up := c.s, c.up
	if up == nil || c.kind != adverbial || !c.infinitive() || c.marker() != "" || c.head < up.head || up.copular || up.passive {
		return false
	}
	closes := wordSet("moving").has(up.lemma()) && wordSet("closing").has(c.lemma()) // "rose to close at 41"
	tells := wordSet("contact").has(up.lemma()) && c.speaks()                        // "called the agency to say"
	over := up.lemma() == "win" || len(up.objects) == 0 || s.isName(up.objects[0])   // nobody beats a dog to cut a lead
	spoils := over && wordSet("victory").has(up.lemma()) && (wordSet("spoil").has(c.lemma()) || wordSet("spoil").has(c.phrasal()))
	prize := (wordSet("prize").has(c.lemma()) || wordSet("prize").has(c.phrasal())) && up.feat()
	if !up.spends() && !closes && !tells && !spoils && !prize {
		return false
	}
	xpos := s.tok(up.head).XPOS
	return xpos == "VBD" || xpos == "VBZ" || up.perfect() || up.infinitive() && up.achieves() ||
		up.gerund() && up.kind == adverbial && up.marker() == "" // "broke the record, clocking 28 minutes to win"
}

// feat tells whether the verb, with its particle or the phrase that makes an
// idiom of it, is one of winning: "came from behind".
func (c *clause) feat() bool {
	feats := wordSet("feat")
	return feats.has(c.phrasal()) || feats.has(c.lemma()) || slices.ContainsFunc(c.obliques, func(o oblique) bool {
		return feats.has(c.lemma() + " " + o.preposition + " " + c.s.form(o.head))
	})
}

// spends tells whether the clause says how long something took: "needed an
// hour to beat Lee" says that she beat him.
func (c *clause) spends() bool {
	lemma := c.lemma()
	return (lemma == "need" || lemma == "take" || lemma == "require") && slices.ContainsFunc(c.s.kids(c.head, "obj", "obl:unmarked"), c.s.timely)
}

// contender finds who won or lost where a noun tells the result and its verb
// the contender: "opened with a 2-0 win over", "led Rovik to a win over".
func (x *extractor) contender(s *sentence, noun int) []Argument {
	verb := s.tok(noun).Head
	if !wordSet("outcome").has(s.lemma(noun)) || verb < 0 || !s.is(noun, "obj", "obl") {
		return nil
	}
	c := s.clauseAt[verb]
	if c == nil || c.copular || c.passive {
		return nil
	}
	who := c.subjects
	switch p := s.preposition(noun); p {
	case "to":
		if len(c.objects) > 0 {
			who = c.objects
		}
	case "", "with", "after", "following", "from", "on":
	default:
		return nil
	}
	var all []Argument
	for _, i := range who {
		switch x.typeAt(s, i) {
		case graph.Person, graph.Organization, graph.Group, graph.Place:
			all = append(all, x.arguments(s, i)...)
		default:
			if s.isName(i) {
				all = append(all, x.arguments(s, i)...)
			}
		}
	}
	return all
}
