package store

import (
	"bytes"
	"errors"
	"hash/maphash"

	"factgraph/graph"
)

// writeStatements writes the evidence, which comes sorted by statement, and
// what follows from it: the facts, the orders and the counts.
func (l *loader) writeStatements() error {
	w := &statements{loader: l}
	if err := l.sorted.sorted(famEvidence, w.add); err != nil {
		return err
	}
	if err := w.finish(); err != nil {
		return err
	}
	for id, p := range l.predicates {
		l.state.Stats.Predicates++
		if err := l.sorted.add(famPredicate.key().id(id), encodeCount(p.facts, nil)); err != nil {
			return err
		}
	}
	for _, fam := range []family{famEvidence, famTriple, famOther} {
		if err := l.out.done(fam); err != nil {
			return err
		}
	}
	return nil
}

type statements struct {
	*loader

	key      key // of the evidence that is coming
	record   []byte
	hash     []byte // of its fact's id
	st       statement
	articles int // that say st
}

const hashSize = 10 // of a fact's id

// add takes the next record of evidence: the fact's hash and what an article
// says. Parts of one article may both say a fact.
func (w *statements) add(k, value []byte) error {
	hash, record := value[:hashSize], value[hashSize:]
	if bytes.Equal(k, w.key) {
		return w.join(record)
	}
	if err := w.finishEvidence(); err != nil {
		return err
	}
	st, _, err := readStatement(spo, k[1:])
	if err != nil {
		return err
	}
	if st != w.st {
		if err := w.finishStatement(); err != nil {
			return err
		}
		w.st, w.articles = st, 0
	}
	w.articles++
	w.key, w.record, w.hash = append(w.key[:0], k...), append(w.record[:0], record...), append(w.hash[:0], hash...)
	return w.ctx.Err()
}

// join joins what another part of the article says. What it says again is
// counted once.
func (w *statements) join(record []byte) error {
	if bytes.Equal(record, w.record) {
		phrases, err := evidencePhrases(record, w.predicates[w.st.P].name)
		for _, text := range phrases {
			err = errors.Join(err, w.countPhrase(phrase{w.st.P, text}, -1))
		}
		w.state.Stats.Evidence -= uint64(len(phrases))
		return err
	}
	joined, err := joinEvidence(w.record, record)
	w.record = joined
	return err
}

func (w *statements) finish() error {
	if err := w.finishEvidence(); err != nil {
		return err
	}
	return w.finishStatement()
}

func (w *statements) finishEvidence() error {
	if w.key == nil {
		return nil
	}
	return w.out.write(w.key, w.record)
}

func (w *statements) finishStatement() error {
	if w.articles == 0 {
		return nil
	}
	w.state.Stats.Facts++
	if w.st.plain() {
		w.state.Stats.PlainFacts++
	}
	w.predicates[w.st.P].facts++
	if err := w.sorted.add(append(famFact.key(), w.hash...), encodeFact(w.st, w.articles)); err != nil {
		return err
	}
	var err error
	w.st.indexes(func(fam family, o order) {
		k := fam.key().ordered(o, w.st)
		switch {
		case err != nil:
		case fam == famTriple || fam == famOther: // in the order in which they come
			err = w.out.write(k, nil)
		default:
			err = w.sorted.add(k, nil)
		}
	})
	return err
}

// phrasesHeld is how many different phrases are counted before they are put to
// the other records.
const phrasesHeld = 100_000

func (l *loader) countPhrase(p phrase, delta int) error {
	l.phrases[p] += delta
	if len(l.phrases) < phrasesHeld {
		return nil
	}
	return l.flushPhrases()
}

func (l *loader) flushPhrases() error {
	for p, n := range l.phrases {
		if err := l.sorted.add(phraseKey(p.predicate, p.text), encodeCount(n, []byte(p.text))); err != nil {
			return err
		}
	}
	clear(l.phrases)
	return nil
}

// writeRest writes the records that are still to be sorted.
func (l *loader) writeRest() error {
	for fam := range len(l.sorted.of) {
		if l.sorted.of[fam] == nil {
			continue
		}
		if err := errors.Join(l.writeSorted(family(fam)), l.out.done(family(fam))); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) writeSorted(fam family) error {
	var at key
	var record []byte
	err := l.sorted.sorted(fam, func(k, value []byte) (err error) {
		if bytes.Equal(k, at) {
			record, err = joinRecords(fam, record, value)
			return err
		}
		if at != nil {
			err = l.writeJoined(fam, at, record)
		}
		at, record = append(at[:0], k...), append(record[:0], value...)
		return errors.Join(err, l.ctx.Err())
	})
	if err != nil {
		return err
	}
	return l.writeJoined(fam, at, record)
}

// writeJoined writes a record; the mentions that are in facts are none.
func (l *loader) writeJoined(fam family, k key, record []byte) error {
	if fam == famMention && len(record) > 0 {
		return nil
	}
	return l.out.write(k, record)
}

// joinRecords joins two records of the same key: counts add up, a mention is
// marked if one of both is, and an index has a key once.
func joinRecords(fam family, a, b []byte) ([]byte, error) {
	if fam == famMention {
		return append(a, b...), nil
	}
	if fam != famPhrase {
		return a, nil
	}
	x, y := &decoder{rest: a}, &decoder{rest: b}
	n := int(x.uint() + y.uint())
	return encodeCount(n, x.rest), x.err
}

func (l *loader) writeState() error { return l.out.write(stateKey, l.state.encode()) }

// Fingerprints number terms by 128 bits of hash: for millions of terms the
// terms themselves would take too much memory, and a database too much time.
type fingerprints struct {
	seeds [2]maphash.Seed
	ids   map[[2]uint64]graph.ID
}

func newFingerprints() *fingerprints {
	return &fingerprints{
		seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()},
		ids:   make(map[[2]uint64]graph.ID),
	}
}

// get gives the number of a key; a new key gets next.
func (f *fingerprints) get(k key, next graph.ID) (id graph.ID, known bool) {
	h := [2]uint64{maphash.Bytes(f.seeds[0], k), maphash.Bytes(f.seeds[1], k)}
	if id, known = f.ids[h]; !known {
		id = next
		f.ids[h] = next
	}
	return id, known
}
