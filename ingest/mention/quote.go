package mention

import (
	"slices"

	"factgraph/graph"
	"factgraph/ingest/document"
)

// A quotation is a run of tokens between quotation marks, which may go over
// several sentences.
type quotation struct {
	first, last position // the marks
	speaker     int      // node of who says it, -1 if nobody is named
}

// A position is a token of the document.
type position struct{ sentence, token int }

func (p position) before(q position) bool {
	return p.sentence < q.sentence || p.sentence == q.sentence && p.token < q.token
}

// speechVerbs govern what somebody says or writes.
var speechVerbs = map[string]bool{
	"say": true, "tell": true, "add": true, "state": true, "declare": true, "announce": true, "argue": true, "claim": true,
	"explain": true, "insist": true, "warn": true, "reply": true, "answer": true, "ask": true, "admit": true, "note": true,
	"remark": true, "observe": true, "comment": true, "write": true, "tweet": true, "post": true, "report": true,
	"acknowledge": true, "suggest": true, "respond": true, "continue": true, "conclude": true, "exclaim": true,
	"recall": true, "stress": true, "emphasize": true, "emphasise": true, "predict": true, "confirm": true, "deny": true,
	"believe": true, "think": true, "mention": true, "reveal": true, "joke": true, "urge": true, "quote": true, "promise": true,
	"vow": true, "boast": true, "complain": true, "read": true, "shout": true, "cry": true, "whisper": true, "mutter": true,
}

// maxQuotation bounds a quotation in sentences: beyond it, a mark was missed.
const maxQuotation = 12

// quotations finds the quotations and their speakers and says of each node in
// which it stands.
func (a *analysis) quotations() {
	var open, before position
	inside := false
	for s, t := range a.trees {
		if inside && (s-open.sentence > maxQuotation || t.Paragraph != a.trees[open.sentence].Paragraph && !a.startsQuoted(s)) {
			inside = false
		}
		for i := range t.Tokens {
			at := position{s, i}
			switch mark := a.doc.QuoteMark(s, i); {
			case !inside && (mark == document.Opens || mark == document.Either):
				open, inside = at, true
			case inside && mark == document.Opens: // not closed: the same words go on
				a.quotes = append(a.quotes, quotation{open, before, -1})
				open = at
			case inside && mark != document.NoMark:
				a.quotes = append(a.quotes, quotation{open, at, -1})
				inside = false
			}
			before = at
		}
	}
	a.quotes = slices.DeleteFunc(a.quotes, func(q quotation) bool {
		return q.first.sentence == q.last.sentence && q.last.token-q.first.token < 4 // scare quotes and titles
	})
	for k := range a.quotes {
		q := &a.quotes[k]
		q.speaker = a.speaker(q)
		if q.speaker < 0 && k > 0 && q.first.sentence-a.quotes[k-1].last.sentence <= 1 && a.trees[q.first.sentence].Paragraph == a.trees[a.quotes[k-1].last.sentence].Paragraph {
			q.speaker = a.quotes[k-1].speaker // "...," he said. "..."
		}
	}
	k := 0
	for _, id := range a.byOrder {
		n := a.nodes[id]
		at := position{n.Sentence, n.Head}
		for k < len(a.quotes) && a.quotes[k].last.before(at) {
			k++
		}
		if k < len(a.quotes) && a.quotes[k].first.before(at) {
			n.quote = k
		}
	}
	a.turns()
}

// turns adds the turns of an interview to the quotations, for what stands in no
// other.
func (a *analysis) turns() {
	for _, turn := range a.doc.Turns() {
		q := quotation{position{turn.First, turn.Colon}, position{turn.Last, len(a.trees[turn.Last].Tokens)}, -1}
		for i := turn.Colon - 1; i >= 0 && q.speaker < 0; i-- {
			if n := a.at(turn.First, i); n != nil && n.Kind == document.Named {
				q.speaker = n.id
			}
		}
		if turn.Letter == "A" {
			q.speaker = a.interviewed()
		}
		if q.speaker < 0 {
			continue
		}
		for _, n := range a.nodes {
			if at := (position{n.Sentence, n.Head}); n.quote < 0 && q.first.before(at) && at.before(q.last) {
				n.quote = len(a.quotes)
			}
		}
		a.quotes = append(a.quotes, q)
	}
}

// interviewed is the node of the first person that the article names, who in an
// interview of questions and answers is the one that answers; -1 for none.
func (a *analysis) interviewed() int {
	for _, id := range a.byOrder {
		if n := a.nodes[id]; n.Kind == document.Named && n.Type == graph.Person {
			return id
		}
	}
	return -1
}

// startsQuoted tells whether a sentence begins with an opening mark, as each
// paragraph of a long quotation does.
func (a *analysis) startsQuoted(s int) bool {
	if len(a.trees[s].Tokens) == 0 {
		return false
	}
	mark := a.doc.QuoteMark(s, 0)
	return mark == document.Opens || mark == document.Either
}

// speaker is the subject of the verb of speaking that stands beside the
// quotation: in its first or last sentence, outside the marks, or right after.
func (a *analysis) speaker(q *quotation) int {
	for _, s := range []int{q.last.sentence, q.first.sentence} {
		t := a.trees[s]
		best, distance := -1, 1<<30
		for i := range t.Tokens {
			at := position{s, i}
			if q.first.before(at) && at.before(q.last) || !speechVerbs[t.lower(i)] || t.Tokens[i].UPOS != "VERB" {
				continue
			}
			subj := t.child(i, "nsubj")
			if subj < 0 && t.Tokens[i].Deprel == "conj" && t.head(i) >= 0 {
				subj = t.child(t.head(i), "nsubj")
			}
			if subj < 0 {
				continue
			}
			sp := position{s, subj}
			if q.first.before(sp) && sp.before(q.last) {
				continue
			}
			d := min(abs(i-q.first.token), abs(i-q.last.token))
			if n := a.at(s, subj); n != nil && d < distance {
				best, distance = n.id, d
			}
		}
		if best >= 0 {
			return best
		}
	}
	return -1
}

func abs(i int) int {
	if i < 0 {
		return -i
	}
	return i
}
