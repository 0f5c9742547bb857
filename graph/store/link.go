package store

import (
	"bytes"
	"fmt"
	"math/bits"
	"slices"
	"time"

	"factgraph/graph"
)

// facts writes what is different in the facts of an article. A fact's own
// records follow in finish, when it is known whether any article says it.
func (x *exchange) facts(old, now *graph.Contribution) error {
	before, err := x.statements(old.Facts)
	if err != nil {
		return err
	}
	after, err := x.statements(now.Facts)
	if err != nil {
		return err
	}
	gone := make(map[graph.FactID]int, len(old.Facts))
	for i := range old.Facts {
		gone[old.Facts[i].ID] = i
	}
	var fresh []int
	for i := range now.Facts {
		f := &now.Facts[i]
		if was, known := gone[f.ID]; known {
			same, err := x.sameRecord(&old.Facts[was], old.Article.Text, f, now.Article.Text)
			if err != nil {
				return err
			}
			if same {
				delete(gone, f.ID)
				continue
			}
		}
		fresh = append(fresh, i)
	}
	for _, i := range gone {
		if err := x.fact(&old.Facts[i], before[i], "", -1); err != nil {
			return err
		}
	}
	for _, i := range fresh {
		if err := x.fact(&now.Facts[i], after[i], now.Article.Text, 1); err != nil {
			return err
		}
	}
	x.says(before, after)
	return nil
}

// statements are the facts in numbers.
func (x *exchange) statements(facts []graph.Fact) ([]statement, error) {
	all := make([]statement, len(facts))
	for i := range facts {
		var err error
		if all[i], err = newStatement(&facts[i], x); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// says replaces the chunks of what the article says.
func (x *exchange) says(before, after []statement) {
	if slices.Equal(before, after) {
		return
	}
	for _, chunk := range saysRecords(x.article, before) {
		x.delete(chunk.key)
	}
	x.ops = append(x.ops, saysRecords(x.article, after)...)
}

func (x *exchange) sameRecord(a *graph.Fact, textA string, b *graph.Fact, textB string) (bool, error) {
	before, err := encodeEvidence(a, textA, x)
	if err != nil {
		return false, err
	}
	after, err := encodeEvidence(b, textB, x)
	return bytes.Equal(before, after), err
}

// fact adds what the article says of a fact (sign 1), or takes it back (-1).
func (x *exchange) fact(f *graph.Fact, st statement, text string, sign int) error {
	x.dirty = true
	there := sign > 0
	k := famEvidence.key().statement(st).id(x.article)
	if there {
		record, err := encodeEvidence(f, text, x)
		if err != nil {
			return err
		}
		x.set(k, record)
	} else {
		x.delete(k)
	}
	if x.said[st] == nil {
		x.said[st] = &said{fact: f.ID, speakers: f.AttributedTo}
	}
	x.said[st].delta += sign
	for _, ev := range f.Evidence {
		x.phrases[phrase{st.P, ev.Phrase}] += sign
		x.state.Stats.Evidence += uint64(sign)
		if err := qualifierKeys(st, x.article, &ev, x, func(k key) { x.index(k, there) }); err != nil {
			return err
		}
	}
	return nil
}

// qualifierKeys calls yield with the keys by which a piece of evidence is found
// for its qualifiers.
func qualifierKeys(st statement, article graph.ID, ev *graph.Evidence, numbers numbering, yield func(key)) error {
	for _, q := range ev.Qualifiers {
		if q.Value.Kind == graph.EntityTerm {
			e, err := numbers.number(q.Value)
			if err != nil {
				return err
			}
			yield(famQualifier.key().id(e).statement(st).id(article))
		}
		if start, end, ok := q.Interval(); ok {
			yield(timeKey(start, end).statement(st).id(article))
		}
	}
	return nil
}

// Evidence with a time of its own is indexed by the first day of its span,
// apart for each length class: class n has the spans of up to 2^n days, the
// last those without a beginning or end. So a search looks back only as far as
// a class's spans reach.
const (
	timeClasses = 20
	openClass   = timeClasses - 1
)

// timeKey begins the key of a span of time, open where it is zero.
func timeKey(start, end time.Time) key {
	if start.IsZero() || end.IsZero() {
		return append(famTime.key(), openClass)
	}
	days := max(dayOf(end.Add(-1))-dayOf(start)+1, 1)
	class := min(bits.Len64(uint64(days-1)), openClass)
	if class == openClass {
		return append(famTime.key(), openClass)
	}
	return appendDay(append(famTime.key(), byte(class)), dayOf(start))
}

// finish writes what was added up.
func (c *change) finish() error {
	for st, s := range c.said {
		if s.delta != 0 {
			if err := c.finishStatement(st, s); err != nil {
				return err
			}
		}
	}
	for p, delta := range c.predicates {
		if delta != 0 {
			if err := c.finishPredicate(p, delta); err != nil {
				return err
			}
		}
	}
	for p, delta := range c.phrases {
		if delta != 0 {
			if err := c.finishPhrase(p, delta); err != nil {
				return err
			}
		}
	}
	for id, t := range c.tallies {
		if err := c.finishTally(id, t); err != nil {
			return err
		}
	}
	return nil
}

// finishStatement counts the articles that say a statement; the first brings
// its records and the last takes them away.
func (c *change) finishStatement(st statement, s *said) error {
	k := factKey(s.fact)
	var record []byte
	if max(st.S, st.P, st.O, st.By) < c.fresh { // else nobody has said it before
		var err error
		if record, err = c.get(k); err != nil {
			return err
		}
	}
	var n int
	if record != nil {
		found, articles, err := decodeFact(record)
		if err != nil {
			return fmt.Errorf("fact %s: %w", s.fact, err)
		}
		if found != st {
			return fmt.Errorf("fact %s: %w: its id stands for another statement", s.fact, ErrDamaged)
		}
		n = articles
	}
	now := n + s.delta
	if now > 0 {
		c.set(k, encodeFact(st, now))
	} else {
		c.delete(k)
	}
	if n > 0 == (now > 0) {
		return nil
	}
	there := now > 0
	st.indexes(func(fam family, o order) { c.index(fam.key().ordered(o, st), there) })
	sign := 1
	if !there {
		sign = -1
	}
	c.state.Stats.Facts += uint64(sign)
	if st.plain() {
		c.state.Stats.PlainFacts += uint64(sign)
	}
	for _, id := range s.speakers {
		e, err := c.entityNumber(id)
		if err != nil {
			return err
		}
		c.index(famSpeaker.key().id(e).statement(st), there)
	}
	c.predicates[st.P] += sign
	return nil
}

// indexes calls yield with the families that the statement is in, and with the
// order of each.
func (s statement) indexes(yield func(family, order)) {
	all := func(fam family) {
		for o := spo; o < orders; o++ {
			yield(fam.in(o), o)
		}
	}
	if s.triple() {
		s.samples(all)
		all(famTriple)
	} else {
		all(famOther)
	}
}

// finishPredicate counts the facts of a predicate.
func (c *change) finishPredicate(p graph.ID, delta int) error {
	before, now, err := c.count(famPredicate.key().id(p), nil, delta)
	if before == 0 && now > 0 {
		c.state.Stats.Predicates++
	}
	if before > 0 && now == 0 {
		c.state.Stats.Predicates--
	}
	return err
}

// finishPhrase counts the pieces of evidence that word a predicate so.
func (c *change) finishPhrase(p phrase, delta int) error {
	_, _, err := c.count(phraseKey(p.predicate, p.text), []byte(p.text), delta)
	return err
}

func phraseKey(p graph.ID, text string) key { return famPhrase.key().id(p).text(text) }

// count adds to a counter, whose record goes when it is zero. The text stands
// behind the number where the key may have it hashed.
func (c *change) count(k key, text []byte, delta int) (before, now int, err error) {
	record, err := c.get(k)
	if err != nil {
		return 0, 0, err
	}
	if record != nil {
		d := &decoder{rest: record}
		before = int(d.uint())
		if d.err != nil {
			return 0, 0, d.err
		}
	}
	now = before + delta
	if now <= 0 {
		c.delete(k)
		return before, 0, nil
	}
	c.set(k, encodeCount(now, text))
	return before, now, nil
}

func encodeCount(n int, text []byte) []byte {
	var e encoder
	e.uint(uint64(n))
	if hashed(string(text)) {
		e = append(e, text...)
	}
	return e
}

// finishTally writes an entity's sum and indexes its keys.
func (c *change) finishTally(id graph.EntityID, sum *sum) error {
	number, err := c.entityNumber(id)
	if err != nil {
		return err
	}
	k := famEntity.key().text(string(id))
	switch {
	case sum.now.Contributions > 0:
		c.set(k, encodeTally(id, sum.now))
		if !sum.there {
			c.state.Stats.Entities++
		}
	case sum.there:
		c.delete(k)
		c.state.Stats.Entities--
	}
	gone, fresh := sum.keys.Without(sum.now.Keys), sum.now.Keys.Without(sum.keys)
	for _, k := range gone {
		c.delete(famKey.key().text(k.Text).id(number))
	}
	for _, k := range fresh {
		c.set(famKey.key().text(k.Text).id(number), nil)
	}
	if len(gone)+len(fresh) > 0 {
		nameKeys(number, sum.keys, c.delete)
		nameKeys(number, sum.now.Keys, func(k key) { c.set(k, nil) })
	}
	return nil
}

func encodeFact(st statement, articles int) []byte {
	e := make(encoder, 0, 32)
	e.uint(uint64(articles))
	return key(e).statement(st)
}

func decodeFact(record []byte) (st statement, articles int, err error) {
	d := &decoder{rest: record}
	articles = int(d.uint())
	if d.err != nil {
		return st, 0, d.err
	}
	st, rest, err := readStatement(spo, d.rest)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%w: a fact with a remainder", errMalformed)
	}
	return st, articles, err
}
