package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"factgraph/graph"
)

// A Report is what Check found.
type Report struct {
	Stats    graph.Stats
	Problems []string // none: the store is sound
}

// maxProblems bounds the list of a report: one damage shows in many places.
const maxProblems = 50

// Check proves that the store is as it was written and agrees with itself: its
// files have their checksums; what the articles contribute can be read; every
// index, counter and sum is exactly what follows from that; every fact has
// evidence; the dictionary is the same both ways. What is wrong is in the
// report; the error is for what keeps it from being checked at all.
//
// A store that was not closed in order is brought in order first.
func Check(ctx context.Context, dir string, opts Options) (*Report, error) {
	report := new(Report)
	unlock, err := shareLock(ctx, dir, opts.Wait)
	if err != nil {
		return nil, fmt.Errorf("check %s: %w", dir, err)
	}
	report.Problems, err = verifyFiles(dir, false)
	unlock()
	if err != nil {
		return nil, fmt.Errorf("check %s: %w", dir, err)
	}
	if len(report.Problems) > 0 {
		return report, nil // Badger may give up the process over damaged files
	}
	opts.ReadOnly = true
	s, err := Open(ctx, dir, opts)
	if errors.Is(err, ErrDamaged) || isChecksum(err) {
		report.Problems = append(report.Problems, err.Error())
		return report, nil
	}
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if err := s.db.VerifyChecksum(); err != nil {
		report.Problems = append(report.Problems, fmt.Sprintf("the tables: %v", err))
		return report, nil
	}
	v, err := s.View()
	if err != nil {
		return nil, err
	}
	defer v.Close()
	return report, v.check(ctx, report)
}

func isChecksum(err error) bool {
	return errors.Is(err, badger.ErrTruncateNeeded) || errors.Is(err, errMalformed)
}

// A checker compares what the records of some families should be, as follows
// from others, with what they are. It keeps only how many there are and the
// sum of their hashes.
type checker struct {
	*View
	ctx    context.Context
	report *Report
	seed   maphash.Seed
	want   map[family]*fingerprint
	have   map[family]*fingerprint
	stats  graph.Stats
}

// A fingerprint is that of a multiset of keys.
type fingerprint struct{ n, sum uint64 }

func (v *View) check(ctx context.Context, report *Report) error {
	c := &checker{
		View: v, ctx: ctx, report: report, seed: maphash.MakeSeed(),
		want: make(map[family]*fingerprint), have: make(map[family]*fingerprint),
	}
	for _, step := range []func() error{c.dictionary, c.articles, c.facts, c.entities, c.indexes, c.decisions} {
		if err := step(); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			c.problem("%v", err)
		}
	}
	c.compare()
	state, err := readState(v.txn)
	if err != nil {
		return err
	}
	if state.Stats != c.stats {
		c.problem("the counters say %+v, there are %+v", state.Stats, c.stats)
	}
	report.Stats = c.stats
	return nil
}

func (c *checker) problem(format string, args ...any) {
	if len(c.report.Problems) < maxProblems {
		c.report.Problems = append(c.report.Problems, fmt.Sprintf(format, args...))
	}
}

// note adds weight times the key to one side's multiset of the family.
func (c *checker) note(side map[family]*fingerprint, fam family, k []byte, weight int) {
	f := side[fam]
	if f == nil {
		f = new(fingerprint)
		side[fam] = f
	}
	f.n += uint64(weight)
	f.sum += uint64(weight) * mix(maphash.Bytes(c.seed, k))
}

// expect notes a key that there should be, in its own family.
func (c *checker) expect(k key) { c.note(c.want, family(k[0]), k, 1) }

// walk calls f for every record of a family.
func (c *checker) walk(fam family, f func(it *scanner) error) error {
	it := scan(c.txn, fam)
	defer it.Close()
	for it.seek(fam.key()); it.next(); {
		if err := errors.Join(f(it), it.err, c.ctx.Err()); err != nil {
			return fmt.Errorf("record %q: %w", it.key(), err)
		}
	}
	return it.err
}

// dictionary expects of each direction what the other has.
func (c *checker) dictionary() error {
	state, err := readState(c.txn)
	if err != nil {
		return err
	}
	err = c.walk(famTerm, func(it *scanner) error {
		d := &decoder{rest: it.value()}
		id := graph.ID(d.uint())
		if id >= state.Next {
			return fmt.Errorf("number %d is above the last one given", id)
		}
		c.note(c.have, famTerm, key(it.key()).id(id), 1)
		return d.close()
	})
	if err != nil {
		return err
	}
	return c.walk(famID, func(it *scanner) error {
		t, err := decodeTerm(it.value())
		if err == nil {
			c.note(c.want, famTerm, termKey(t).id(readID(it.rest())), 1)
		}
		return err
	})
}

// articles reads what every article contributes and expects what follows.
func (c *checker) articles() error {
	return c.walk(famArticle, func(it *scanner) error {
		r, err := decodeArticle(it.value())
		if err != nil {
			return err
		}
		c.stats.Articles++
		contribution, err := c.Contribution(r.ID)
		if err != nil {
			return err
		}
		return c.article(r, contribution)
	})
}

func (c *checker) article(r *articleRecord, contribution *graph.Contribution) error {
	if got := len(contribution.Article.Text); got != r.Size {
		return fmt.Errorf("article %s has %d bytes of text, not %d", r.ID, got, r.Size)
	}
	articleKeys(&r.Article, r.Number, c.expect)
	bodies, length := postings(&contribution.Article)
	c.stats.Words += uint64(length)
	for term, body := range bodies {
		c.posting(c.want, postingKey(term, r.Number), body)
	}
	for n := 0; n*chunkSize < r.Size; n++ {
		c.expect(famText.key().id(r.Number).number(uint32(n)))
	}
	for n := range r.Chunks {
		c.expect(famLinks.key().id(r.Number).number(uint32(n)))
	}
	for _, id := range contribution.Unstated() {
		e, err := c.Lookup(graph.EntityObject(id))
		if err != nil {
			return err
		}
		c.expect(famMention.key().id(e, r.Number))
	}
	for i := range contribution.Entities {
		e := &contribution.Entities[i]
		if i%entitiesPerChunk == 0 {
			c.expect(famPart.key().id(r.Number).number(uint32(i / entitiesPerChunk)))
		}
		var t graph.Tally
		t.Add(e)
		c.tally(c.want, e.ID, &t)
	}
	said := make([]statement, len(contribution.Facts))
	for i := range contribution.Facts {
		var err error
		if said[i], err = c.fact(r, &contribution.Facts[i]); err != nil {
			return err
		}
	}
	for _, chunk := range saysRecords(r.Number, said) {
		c.note(c.want, famSays, append(chunk.key, chunk.value...), 1)
	}
	return nil
}

// fact expects what follows from what one article says of a fact.
func (c *checker) fact(r *articleRecord, f *graph.Fact) (st statement, err error) {
	record, err := get(c.txn, factKey(f.ID))
	if err != nil {
		return st, err
	}
	if record == nil {
		return st, fmt.Errorf("fact %s of article %s is not found by its id", f.ID, r.ID)
	}
	if st, _, err = decodeFact(record); err != nil {
		return st, err
	}
	c.expect(famEvidence.key().statement(st).id(r.Number))
	qualifiers := make(map[string]bool) // what two sentences say is indexed once
	for i := range f.Evidence {
		ev := &f.Evidence[i]
		c.stats.Evidence++
		c.note(c.want, famPhrase, phraseKey(st.P, ev.Phrase), 1)
		if err := qualifierKeys(st, r.Number, ev, c, func(k key) { qualifiers[string(k)] = true }); err != nil {
			return st, err
		}
	}
	for k := range qualifiers {
		c.expect(key(k))
	}
	return st, nil
}

func (c *checker) number(t graph.Term) (graph.ID, error) { return c.Lookup(t) }

// facts goes through the evidence, fact by fact, and expects their records.
func (c *checker) facts() error {
	var current statement
	articles := 0
	finish := func() error {
		if articles == 0 {
			return nil
		}
		f, err := c.bare(current)
		if err != nil {
			return err
		}
		c.stats.Facts++
		if current.plain() {
			c.stats.PlainFacts++
		}
		c.note(c.want, famFact, append(factKey(f.ID), encodeFact(current, articles)...), 1)
		current.indexes(func(fam family, o order) { c.expect(fam.key().ordered(o, current)) })
		c.note(c.want, famPredicate, famPredicate.key().id(current.P), 1)
		for _, speaker := range slices.Compact(f.AttributedTo) {
			e, err := c.Lookup(graph.EntityObject(speaker))
			if err != nil {
				return err
			}
			c.note(c.want, famSpeaker, famSpeaker.key().id(e).statement(current), 1)
		}
		return nil
	}
	err := c.walk(famEvidence, func(it *scanner) error {
		st, _, err := readStatement(spo, it.rest())
		if err != nil {
			return err
		}
		if st != current {
			if err := finish(); err != nil {
				return err
			}
			current, articles = st, 0
		}
		articles++
		return nil
	})
	return errors.Join(err, finish())
}

// tally notes what a sum consists of.
func (c *checker) tally(side map[family]*fingerprint, id graph.EntityID, t *graph.Tally) {
	k := famEntity.key().text(string(id))
	c.note(side, famEntity, k, t.Contributions)
	for field, counts := range tallyFields(t) {
		for _, count := range *counts {
			c.note(side, famEntity, append(append(k, byte(field)), count.Text...), count.N)
		}
	}
}

// entities notes the sums that there are and expects their index keys.
func (c *checker) entities() error {
	return c.walk(famEntity, func(it *scanner) error {
		id, t, err := decodeTally(it.value())
		if err != nil {
			return err
		}
		c.stats.Entities++
		c.tally(c.have, id, t)
		number, err := c.Lookup(graph.EntityObject(id))
		for _, key := range t.Keys {
			c.expect(famKey.key().text(key.Text).id(number))
		}
		nameKeys(number, t.Keys, c.expect)
		return err
	})
}

// indexes notes the records of the other families that there are.
func (c *checker) indexes() error {
	plain := []family{famText, famDay, famSimilar, famMention, famKey, famName, famLinks, famPart, famEvidence, famSpeaker, famQualifier, famTime}
	for fam := range orderFamilies {
		plain = append(plain, fam)
	}
	for _, fam := range plain {
		if err := c.walk(fam, func(it *scanner) error { c.note(c.have, fam, it.key(), 1); return nil }); err != nil {
			return err
		}
	}
	for _, fam := range []family{famFact, famSays} {
		if err := c.walk(fam, func(it *scanner) error {
			c.note(c.have, fam, append(key(it.key()), it.value()...), 1)
			return nil
		}); err != nil {
			return err
		}
	}
	if err := errors.Join(c.walk(famPosting, c.block), c.walk(famRecent, c.recent)); err != nil {
		return err
	}
	for _, fam := range []family{famPredicate, famPhrase} {
		if err := c.walk(fam, func(it *scanner) error {
			d := &decoder{rest: it.value()}
			c.note(c.have, fam, it.key(), int(d.uint()))
			if fam == famPredicate {
				c.stats.Predicates++
			}
			return d.err
		}); err != nil {
			return err
		}
	}
	return nil
}

// block notes the postings of a block.
func (c *checker) block(it *scanner) error {
	k := key(it.key())
	start, err := blockStart(k)
	if err != nil {
		return err
	}
	term := ""
	if !bytes.HasPrefix(k, famPosting.key().text(term)) {
		term = "any" // all but the empty one have postings of one form
	}
	r := newBlockReader(term, start, it.value())
	for r.next() {
		c.posting(c.have, k[:len(k)-idSize:len(k)-idSize].id(r.article), r.body)
	}
	return r.err
}

// recent notes the postings of an article that are not in blocks yet.
func (c *checker) recent(it *scanner) error {
	if len(it.rest()) != idSize {
		return fmt.Errorf("%w: the key of an article's postings", errMalformed)
	}
	article := readID(it.rest())
	r := recentReader{decoder: decoder{rest: it.value()}}
	for r.next() {
		c.posting(c.have, postingKey(string(r.term), article), r.body)
	}
	return r.err
}

// posting notes a posting as if it were a block of its own.
func (c *checker) posting(side map[family]*fingerprint, k key, body []byte) {
	c.note(side, famPosting, append(k, body...), 1)
}

func (c *checker) decisions() error {
	_, err := readDecisions(c.txn)
	return err
}

// orderFamilies lists the families that hold statements in an order.
func orderFamilies(yield func(family) bool) {
	for o := spo; o < orders; o++ {
		if !yield(famTriple.in(o)) || !yield(famOther.in(o)) {
			return
		}
		for level := range family(sampleLevels) {
			if !yield((famSample + level*orders).in(o)) {
				return
			}
		}
	}
}

// compare reports the families that are not what they should be.
func (c *checker) compare() {
	for fam := range 256 {
		want, have := c.want[family(fam)], c.have[family(fam)]
		if want == nil {
			want = new(fingerprint)
		}
		if have == nil {
			have = new(fingerprint)
		}
		if *want != *have {
			c.problem("%s: there are %d, there should be %d, and they are not the same", family(fam), have.n, want.n)
		}
	}
}

var familyNames = map[family]string{
	famTerm: "the dictionary", famDay: "the index of dates", famSimilar: "the index of near-duplicates", famSays: "the index of what articles say", famText: "the texts of articles",
	famEntity: "the sums of entities", famPart: "what articles contribute to entities", famMention: "the index of mentions",
	famKey: "the index of names", famName: "the index of the words of names", famPosting: "the index of words", famRecent: "the words of the latest articles", famLinks: "the links", famFact: "the facts", famEvidence: "the evidence",
	famSpeaker: "the index of speakers", famQualifier: "the index of qualifiers", famTime: "the index of times",
	famPredicate: "the counts of predicates", famPhrase: "the counts of phrases",
}

func (f family) String() string {
	if name := familyNames[f]; name != "" {
		return name
	}
	for o, name := range []string{"SPO", "POS", "OSP"} {
		switch f - family(o) {
		case famTriple:
			return "the index " + name + " of triples"
		case famOther:
			return "the index " + name + " of other facts"
		}
	}
	return fmt.Sprintf("the sample %#x", byte(f))
}
