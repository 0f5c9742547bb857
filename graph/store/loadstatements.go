package store

import (
	"bytes"
	"fmt"
	"hash/maphash"

	"factgraph/graph"
)

// writeStatements writes the evidence, which comes sorted by statement, and
// what follows from it: the facts, the orders and the counts.
func (l *loader) writeStatements() error {
	w := &statements{loader: l, facts: make(map[graph.ID]int)}
	if err := l.evidence.sorted(w.add); err != nil {
		return err
	}
	if err := w.finish(); err != nil {
		return err
	}
	for p, n := range w.facts {
		l.state.Stats.Predicates++
		if err := l.rest.add(famPredicate.key().id(p), encodeCount(n, nil)); err != nil {
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
	facts map[graph.ID]int // by predicate

	key      key // of the evidence that is coming
	record   []byte
	hash     []byte // of its fact's id
	st       statement
	articles int // that say st
}

const hashSize = 10 // of a fact's id

// add takes the next record of evidence: the fact's hash and what an article
// says. Parts of one article may both say a fact.
func (w *statements) add(k key, value []byte) error {
	hash, record := value[:hashSize], value[hashSize:]
	if bytes.Equal(k, w.key) {
		var err error
		w.record, err = joinEvidence(w.record, record)
		return err
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
	phrases, err := evidencePhrases(w.record, w.predicates[w.st.P])
	if err != nil {
		return err
	}
	for _, text := range phrases {
		if err := w.countPhrase(phrase{w.st.P, text}); err != nil {
			return err
		}
	}
	w.state.Stats.Evidence += uint64(len(phrases))
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
	w.facts[w.st.P]++
	if err := w.rest.add(append(famFact.key(), w.hash...), encodeFact(w.st, w.articles)); err != nil {
		return err
	}
	var err error
	w.st.indexKeys(func(k key) {
		switch {
		case err != nil:
		case k[0] == byte(famTriple) || k[0] == byte(famOther): // in the order in which they come
			err = w.out.write(k, nil)
		default:
			err = w.rest.add(k, nil)
		}
	})
	return err
}

// phrasesHeld is how many different phrases are counted before they are put to
// the other records.
const phrasesHeld = 100_000

func (l *loader) countPhrase(p phrase) error {
	l.phrases[p]++
	if len(l.phrases) < phrasesHeld {
		return nil
	}
	return l.flushPhrases()
}

func (l *loader) flushPhrases() error {
	for p, n := range l.phrases {
		if err := l.rest.add(phraseKey(p.predicate, p.text), encodeCount(n, []byte(p.text))); err != nil {
			return err
		}
	}
	clear(l.phrases)
	return nil
}

// writeRest writes the records that are sorted by key.
func (l *loader) writeRest() error {
	var at key
	var record []byte
	write := func() error {
		if at == nil {
			return nil
		}
		return l.out.write(at, record)
	}
	err := l.rest.sorted(func(k key, value []byte) error {
		if bytes.Equal(k, at) {
			var err error
			record, err = joinRecords(family(k[0]), record, value)
			return err
		}
		if err := write(); err != nil {
			return err
		}
		if at != nil && at[0] != k[0] {
			if err := l.out.done(family(at[0])); err != nil {
				return err
			}
		}
		at, record = append(at[:0], k...), append(record[:0], value...)
		return l.ctx.Err()
	})
	if err != nil {
		return err
	}
	return write()
}

// joinRecords joins two records of the same key.
func joinRecords(fam family, a, b []byte) ([]byte, error) {
	switch fam {
	case famArticle:
		return nil, fmt.Errorf("the parts of article %q don't come one after another", articleOf(a))
	case famPhrase:
		x, y := &decoder{rest: a}, &decoder{rest: b}
		n := int(x.uint() + y.uint())
		return encodeCount(n, x.rest), x.err
	default:
		return a, nil
	}
}

func articleOf(record []byte) graph.ArticleID {
	r, err := decodeArticle(record)
	if err != nil {
		return ""
	}
	return r.ID
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
