package parse

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"factgraph/ingest/document"
)

// A reading is a second look at a sentence: its words with one of them replaced
// by another that can be read in one way only, or with one more that could be
// left out. What linguists call a test of substitution tells whether the word
// stands in the other's place: if "Bank rejects 400 jobs" is a sentence, so is
// "Bank axes 400 jobs".
type reading struct {
	sentence   int // in the document
	at         int // the token that is replaced, or before which one is put
	substitute string
	inserted   bool
	holds      func(t tree, at int) bool // whether the new tree is as the substitute wants it
	upos, xpos string                    // of the token in that tree; as the substitute's where empty
}

// reread gives sentences that the network has likely misread a second reading,
// and takes that where the substitute stands in it as it should.
func (p *Parser) reread(ctx context.Context, doc *document.Document) error {
	var readings []reading
	for i := range doc.Sentences {
		t := tree{&doc.Sentences[i]}
		for _, r := range slices.Concat(t.headlineVerbs(), t.secondVerbs(), t.contestVerbs(), t.lostVerbs(), t.subjectDays(), t.lostClauses(), t.claimedPasts(), t.barredClaims(), t.strayPasts()) {
			r.sentence = i
			readings = append(readings, r)
		}
	}
	if len(readings) == 0 {
		return nil
	}
	second := &document.Document{Sentences: make([]document.Sentence, len(readings))}
	for i, r := range readings {
		second.Sentences[i] = r.wording(doc.Sentences[r.sentence])
	}
	if _, err := p.analyze(ctx, second, false); err != nil {
		return err
	}
	done := -1
	for i, r := range readings {
		s := &second.Sentences[i]
		if r.sentence == done || !r.holds(tree{s}, r.at) {
			continue
		}
		done = r.sentence
		if r.inserted {
			tree{s}.remove(r.at)
		} else {
			s.Tokens[r.at].Form = doc.Sentences[done].Tokens[r.at].Form
		}
		if r.xpos != "" {
			tree{s}.tag(r.at, r.upos, r.xpos)
		}
		doc.Sentences[done] = *s
	}
	return nil
}

// wording is the sentence with the words of the reading.
func (r reading) wording(s document.Sentence) document.Sentence {
	s.Tokens = slices.Clone(s.Tokens)
	if r.inserted {
		at := s.Tokens[r.at].Start
		s.Tokens = slices.Insert(s.Tokens, r.at, document.Token{Span: document.Span{Start: at, End: at}})
	}
	s.Tokens[r.at].Form = r.substitute
	return s
}

// remove takes out a token that nothing hangs on, as no conjunction has dependents.
func (t tree) remove(i int) {
	t.Tokens = slices.Delete(t.Tokens, i, i+1)
	for k := range t.Tokens {
		if t.Tokens[k].Head > i {
			t.Tokens[k].Head--
		}
	}
	for k := range t.Names {
		n := &t.Names[k]
		if n.First > i {
			n.First--
		}
		if n.Last >= i {
			n.Last--
		}
	}
}

// headlineVerbs are readings of a headline that find its verb in a word that is
// a noun or an adjective as well. The word agrees with what stands before it.
func (t tree) headlineVerbs() []reading {
	if t.Kind != document.Headline {
		return nil
	}
	var found []reading
	for i := 1; i+1 < len(t.Tokens); i++ {
		if t.verbal(i) && t.kid(i, "nsubj") >= 0 {
			return found // the sentence has a verb, and so had to have before
		}
		third, can := t.headlineVerb(i)
		if !can {
			continue
		}
		substitutes := []string{"reject", "say"}
		switch next := &t.Tokens[i+1]; next.UPOS {
		case "ADP", "SCONJ", "ADV":
			if third && !timeMarks[t.form(i+1)] || next.XPOS == "TO" {
				continue // "Tax cuts in Norway"
			}
			substitutes = []string{"fall"}
		case "PUNCT", "PART", "CCONJ", "AUX":
			continue
		}
		for _, s := range substitutes {
			if third {
				s += "s"
			}
			if first, size := utf8.DecodeRuneInString(t.Tokens[i].Form); unicode.IsUpper(first) {
				s = strings.ToUpper(s[:1]) + s[size:]
			}
			found = append(found, reading{at: i, substitute: s, holds: tree.isVerb})
		}
	}
	return found
}

// headlineVerb tells whether a token can be the verb of what stands before it,
// and whether it ends in "-s".
func (t tree) headlineVerb(i int) (third, can bool) {
	before := &t.Tokens[i-1]
	third, can = t.inHeadline(i)
	if third {
		return third, can && t.nominal(i-1) && before.XPOS != "NNS"
	}
	return third, can && (before.XPOS == "NNS" || t.form(i-1) == "police")
}

// inHeadline tells whether a token is a word that is a verb in headlines, and
// whether it ends in "-s".
func (t tree) inHeadline(i int) (third, can bool) {
	form := t.form(i)
	if headlineVerbs[form] {
		return false, true
	}
	stem := strings.TrimSuffix(form, "s")
	return true, stem != form && (headlineVerbs[stem] || headlineVerbs[strings.TrimSuffix(stem, "e")])
}

// isVerb tells whether token i is the verb of the sentence, whose subject ends
// right before it, with something behind it that it asks for.
func (t tree) isVerb(i int) bool {
	subject := t.kid(i, "nsubj")
	return t.verbal(i) && t.Tokens[i].Head < 0 && subject >= 0 && subject < i && t.above(subject, i-1) && t.begins(subject) == 0 &&
		t.kid(i, "obj", "ccomp", "obl", "advcl") > i
}

// secondVerbs are readings of "Acme posts loss, cuts 400 jobs" in which the word
// behind the comma is a second verb.
func (t tree) secondVerbs() []reading {
	if t.Kind != document.Headline {
		return nil
	}
	var found []reading
	for i := 3; i+1 < len(t.Tokens); i++ {
		if t.form(i-1) != "," || t.verbal(i) && t.is(i, "conj", "parataxis") {
			continue
		}
		if third, can := t.inHeadline(i); third && can && t.Tokens[i+1].UPOS != "PUNCT" {
			found = append(found, reading{at: i, substitute: "rejects", holds: func(t tree, i int) bool {
				return t.verbal(i) && t.is(i, "conj", "parataxis", "advcl") && t.verbal(t.Tokens[i].Head) && t.kid(i, "obj") > i
			}})
		}
	}
	return found
}

// subjectDays are readings of "The minister said Tuesday would be a day of
// mourning" in which the day is a subject: no finite verb has none.
func (t tree) subjectDays() []reading {
	var found []reading
	for i := 1; i+1 < len(t.Tokens); i++ {
		if !days[t.form(i)] || !saying[t.form(i-1)] || t.is(i, "nsubj") {
			continue
		}
		if t.finite(i + 1) {
			found = append(found, reading{at: i, substitute: "it", holds: tree.isClaimed, upos: "PROPN", xpos: "NNP"})
		}
	}
	return found
}

// isClaimed tells whether token i is the subject of what somebody says by the
// verb before it.
func (t tree) isClaimed(i int) bool {
	claim, verb := t.Tokens[i].Head, i-1
	return t.is(i, "nsubj") && t.is(claim, "ccomp") && t.Tokens[claim].Head == verb && t.verbal(verb) && t.kid(verb, "nsubj") >= 0
}

// lostClauses are readings of "after a fight in a bar left a man dead" in which
// the preposition is a conjunction, where a verb behind the phrase has no
// subject of its own.
func (t tree) lostClauses() []reading {
	var found []reading
	for i := range t.Tokens {
		noun := t.Tokens[i].Head
		if !conjunctive[t.form(i)] || !t.is(i, "case") || noun < i || !t.nominal(noun) && t.Tokens[noun].UPOS != "PRON" {
			continue
		}
		for v := noun + 1; v < len(t.Tokens) && t.Tokens[v].UPOS != "PUNCT"; v++ {
			if !t.lost(v) || !t.above(t.Tokens[noun].Head, v) {
				continue
			}
			found = append(found, reading{at: i, substitute: "because", holds: func(t tree, i int) bool {
				return t.Tokens[i].Head == v && t.is(i, "mark") && t.is(v, "advcl") && t.kid(v, "nsubj") == noun && (t.kid(v, "obj", "xcomp", "compound:prt") > v || t.kid(v, "aux") >= 0 || away[t.form(v+1)])
			}})
			break
		}
	}
	return found
}

// lost tells whether the network has a verb without a subject of its own hang
// where a clause in the past that begins with a conjunction would have its verb.
func (t tree) lost(v int) bool {
	if !t.verbal(v) || t.kid(v, "nsubj", "cc", "mark", "csubj", "expl") >= 0 {
		return false
	}
	aux := t.kid(v, "aux") >= 0
	switch t.Tokens[v].XPOS {
	case "VBD":
		return !aux && t.is(v, "conj", "acl", "advcl", "parataxis", "ccomp")
	case "VBN":
		return aux && t.is(v, "conj", "advcl", "parataxis") || !aux && t.is(v, "acl") && (t.kid(v, "obj") > v || away[t.form(v+1)]) || t.is(v, "amod") && t.nominal(v-1) || !aux && t.is(v, "xcomp") && t.Tokens[v].Head >= 0 && t.kid(t.Tokens[v].Head, "mark") >= 0 && !smallVerbs[t.form(t.Tokens[v].Head)]
	}
	return false
}

// claimedPasts are readings of "found that bees exposed to the dust laid fewer
// eggs" in which the last participle is in the past: what follows "that" has a
// verb in a tense.
func (t tree) claimedPasts() []reading {
	var found []reading
	for claim := range t.Tokens {
		mark := t.kid(claim, "mark")
		if !t.is(claim, "ccomp") || !t.nominal(claim) || mark < 0 || t.form(mark) != "that" || t.kid(claim, "cop", "nsubj", "aux") >= 0 {
			continue
		}
		for v := len(t.Tokens) - 1; v > claim; v-- {
			if x := t.Tokens[v].XPOS; !t.verbal(v) || x != "VBN" && x != "VBD" || !t.above(claim, v) || t.kid(v, "aux", "nsubj") >= 0 {
				continue
			}
			found = append(found, reading{at: v, substitute: "gave", holds: func(t tree, v int) bool {
				return t.is(v, "ccomp") && t.kid(v, "nsubj") == claim && t.kid(v, "mark") == mark
			}})
		}
	}
	return found
}

// lostVerbs are readings of "The drug cut deaths by a third." that find the verb
// of a sentence that has none: what ends with a full stop is no headline.
func (t tree) lostVerbs() []reading {
	root := t.kid(-1, "root")
	if n := len(t.Tokens); n < 4 || root < 0 || t.Tokens[n-1].Form != "." || t.Kind == document.Headline || t.kid(root, "cop", "csubj", "aux", "expl", "parataxis", "ccomp") >= 0 {
		return nil
	}
	if t.Tokens[root].UPOS == "VERB" && t.Tokens[root].XPOS != "VBN" || !t.verbal(root) && t.kid(root, "nsubj") >= 0 && !t.nominal(root) {
		return nil
	}
	var found []reading
	for i := 1; i+1 < len(t.Tokens); i++ {
		if i == root && t.verbal(i) || !t.couldBeVerb(i) {
			continue
		}
		substitute, behind := "fall", &t.Tokens[i+1]
		switch behind.UPOS {
		case "DET", "PRON", "NUM", "ADJ", "NOUN", "PROPN", "SYM":
			substitute = "give"
		case "ADP", "PART":
			if t.Tokens[i].XPOS == "VBN" && !t.is(t.Tokens[i].Head, "obl") {
				continue // "Trees planted in cities cool streets", but "A probe built by a firm landed on Mars"
			}
		}
		switch x := t.Tokens[i].XPOS; {
		case x == "VBD" || x == "VBN" || unchanging[t.form(i)]:
			substitute = map[string]string{"fall": "fell", "give": "gave"}[substitute]
		case x == "NNS" || x == "VBZ":
			substitute += "s"
		}
		found = append(found, reading{at: i, substitute: substitute, holds: tree.isOnlyVerb})
	}
	return found
}

// couldBeVerb tells whether the word at i can be a verb in a tense, whatever the
// network takes it for.
func (t tree) couldBeVerb(i int) bool {
	form := t.form(i)
	if t.Tokens[i-1].XPOS == "HYPH" || t.form(i-1) == "-" || t.form(i+1) == "-" {
		return false // "the state-owned producer"
	}
	switch t.Tokens[i].XPOS {
	case "VBD":
		return true
	case "VBN":
		return t.kid(i, "aux", "obl:agent") < 0
	case "NNS": // "The offer values the firm at $2 billion."
		if x := t.Tokens[i-1].XPOS; (x == "NN" || x == "NNP") && form == t.Tokens[i].Form && !t.marked(0, i) {
			return true
		}
		_, can := t.headlineVerb(i)
		return can
	case "VBZ", "VBP":
		_, can := t.headlineVerb(i)
		return can
	}
	plural := t.Tokens[i-1].XPOS == "NNS" || t.Tokens[0].XPOS == "NNS" // "Companies that break the law face fines"
	return headlineVerbs[form] && (plural || unchanging[form]) && t.Tokens[i].UPOS != "PROPN"
}

// isOnlyVerb tells whether token i is the verb of the sentence, whose subject
// ends right before it.
func (t tree) isOnlyVerb(i int) bool {
	subject := t.kid(i, "nsubj")
	if !t.verbal(i) || t.Tokens[i].Head >= 0 || subject < 0 || subject > i || !t.above(subject, i-1) {
		return false
	}
	return t.Tokens[i].XPOS != "VBZ" || t.Tokens[subject].XPOS != "NNS"
}

// barredClaims are readings of "said the papers sent by the clerk had been
// forged" and "demanded Osland stop the tests" with the "that" which English
// leaves out, where the tree has the subject of the claim for the object of the
// verb of saying, and so its verb for another one of the speaker or of nobody.
func (t tree) barredClaims() []reading {
	var found []reading
	for v := 0; v+2 < len(t.Tokens); v++ {
		demands := demanding[t.form(v)]
		if !saying[t.form(v)] && !goingOn[t.form(v)] && !thinking[t.form(v)] && !demands || !t.verbal(v) {
			continue
		}
		if claim := t.kid(v, "ccomp"); claim >= 0 && t.kid(claim, "nsubj", "csubj", "expl", "mark") >= 0 {
			continue
		}
		obj := t.kid(v, "obj", "obl", "xcomp", "nsubj")
		if demands && t.nominal(v+1) {
			obj = v + 1
		}
		if obj < v || t.begins(obj) != v+1 || !t.nominal(obj) && t.Tokens[obj].UPOS != "PRON" {
			continue
		}
		if !demands && !slices.ContainsFunc(t.Tokens[obj+1:], func(tok document.Token) bool {
			switch tok.XPOS {
			case "MD", "VBZ", "VBD", "VBP":
				return true
			}
			return false
		}) {
			continue
		}
		found = append(found, reading{at: v + 1, substitute: "that", inserted: true, holds: func(t tree, mark int) bool {
			claim := t.Tokens[mark].Head
			subject := t.kid(claim, "nsubj")
			return t.is(mark, "mark") && t.is(claim, "ccomp") && t.Tokens[claim].Head == v && (t.tensed(claim) || demands && t.Tokens[claim].XPOS == "VB") && subject > mark && t.begins(subject) == mark+1 && len(t.kids(mark)) == 0
		}})
	}
	return found
}
