package store

import (
	"bytes"
	"fmt"
	"iter"

	"factgraph/graph"
	"factgraph/graph/words"
)

// The full-text index has for each term, and each block of articles of which
// some have it, a record of their postings. A block is a range of the articles'
// numbers, named by its first article.
//
// To add an article to a block would be to read and write a record for each of
// its terms. So the latest articles have their postings in one record each, and
// when there are enough they become a block: a term's record is written once
// for all of them.
//
// The articles' lengths, which every posting would repeat, are the postings of
// the empty term. Their records say which blocks there are: a block without one
// is being made, and its articles still have records of their own.

// postingKey is the key of what a term has in the block that starts so.
func postingKey(term string, start graph.ID) key { return famPosting.key().text(term).id(start) }

// blockStart is the first article of the block that a key ends with.
func blockStart(k []byte) (graph.ID, error) {
	if len(k) < idSize {
		return 0, fmt.Errorf("%w: the key of a block of postings", errMalformed)
	}
	return readID(k[len(k)-idSize:]), nil
}

// postings gives for each term of an article what its block says of it, by
// term, and counts the words.
func postings(a *graph.Article) (bodies map[string][]byte, length int) {
	var x words.Indexer
	var all encoder
	bodies = make(map[string][]byte)
	add := func(term string, start int) { bodies[term] = all[start:len(all):len(all)] }
	length = x.Index(a.Title, a.Text, func(term uint32, entry words.Entry) {
		start := len(all)
		all.posting(entry)
		add(x.Terms()[term], start)
	})
	if length == 0 {
		return nil, 0
	}
	start := len(all)
	all.uint(uint64(length))
	add("", start)
	return bodies, length
}

// posting writes the number of places, whether one is in the title, how many
// are if so, and the places, each relative to the one before.
func (e *encoder) posting(entry words.Entry) {
	if entry.Title > 0 {
		e.uint(uint64(len(entry.Positions))<<1 | 1)
		e.uint(uint64(entry.Title))
	} else {
		e.uint(uint64(len(entry.Positions)) << 1)
	}
	last := 0
	for _, position := range entry.Positions {
		e.uint(uint64(position - last))
		last = position
	}
}

func (d *decoder) posting(p *graph.Posting) {
	n := d.uint()
	if n&1 == 1 {
		p.Title = int(d.uint())
	}
	if n >>= 1; n > uint64(len(d.rest)) {
		d.fail("more places than the record has")
		return
	}
	p.Positions = make([]int, n)
	last := 0
	for i := range p.Positions {
		last += int(d.uint())
		p.Positions[i] = last
	}
}

// postingBody reads what is said of an article under a term, undecoded: its
// length under the empty one.
func (d *decoder) postingBody(isLength bool) []byte {
	whole := d.rest
	n := d.uint()
	if !isLength {
		if n&1 == 1 {
			d.uint()
		}
		for n >>= 1; n > 0 && d.err == nil; n-- {
			d.uint()
		}
	}
	return whole[:len(whole)-len(d.rest)]
}

// A blockReader reads a block article by article.
type blockReader struct {
	decoder
	term    string
	article graph.ID
	body    []byte
}

func newBlockReader(term string, start graph.ID, block []byte) *blockReader {
	return &blockReader{decoder: decoder{rest: block}, term: term, article: start}
}

func (r *blockReader) next() bool {
	if len(r.rest) == 0 {
		return false
	}
	r.article += graph.ID(r.uint())
	r.body = r.postingBody(r.term == "")
	return r.err == nil
}

// A blockWriter writes a block, the articles by number.
type blockWriter struct {
	encoder
	last graph.ID // its start, then the article written last
}

func (w *blockWriter) put(article graph.ID, body []byte) {
	w.uint(uint64(article - w.last))
	w.encoder = append(w.encoder, body...)
	w.last = article
}

// splice gives the block with what it is to say of the article; nil is nothing.
func splice(term string, start graph.ID, block []byte, article graph.ID, body []byte) ([]byte, error) {
	r := newBlockReader(term, start, block)
	w := &blockWriter{encoder: make(encoder, 0, len(block)+len(body)+4), last: start}
	for r.next() {
		if body != nil && r.article >= article {
			w.put(article, body)
			body = nil
		}
		if r.article != article {
			w.put(r.article, r.body)
		}
	}
	if body != nil {
		w.put(article, body)
	}
	return w.encoder, r.err
}

// A recentReader reads the postings of one article term by term, sorted. Its
// slices are parts of the record.
type recentReader struct {
	decoder
	term []byte
	body []byte
}

func (r *recentReader) next() bool {
	if len(r.rest) == 0 {
		return false
	}
	n := r.count()
	r.term, r.rest = r.rest[:n], r.rest[n:]
	r.body = r.postingBody(len(r.term) == 0)
	return r.err == nil
}

// Postings implements graph.WordIndex.
func (v *View) Postings(term string) iter.Seq2[graph.Posting, error] {
	return func(yield func(graph.Posting, error) bool) {
		more, err := v.postingsInBlocks(term, yield)
		if more && err == nil { // articles not in blocks yet have the highest numbers
			err = v.recentPostings(term, yield)
		}
		if err != nil {
			yield(graph.Posting{}, fmt.Errorf("postings of %q: %w", term, err))
		}
	}
}

func (v *View) postingsInBlocks(term string, yield func(graph.Posting, error) bool) (more bool, err error) {
	it := scan(v.txn, famPosting)
	defer it.Close()
	for it.seek(famPosting.key().text(term)); it.next(); {
		if more, err := v.postingsInBlock(term, it, yield); err != nil || !more {
			return false, err
		}
	}
	return true, it.err
}

func (v *View) postingsInBlock(term string, it *scanner, yield func(graph.Posting, error) bool) (more bool, err error) {
	start, err := blockStart(it.key())
	if err != nil {
		return false, err
	}
	record, err := get(v.txn, postingKey("", start))
	if err != nil {
		return false, err
	}
	if record == nil {
		return true, nil // the block is being made
	}
	lengths := newBlockReader("", start, record)
	r := newBlockReader(term, start, it.value())
	for r.next() {
		for lengths.body == nil || lengths.article < r.article {
			if !lengths.next() {
				return false, fmt.Errorf("%w: an article without its length", ErrDamaged)
			}
		}
		if p, err := newPosting(term, r.article, lengths.body, r.body); err != nil || !yield(p, nil) {
			return false, err
		}
	}
	return true, r.err
}

func (v *View) recentPostings(term string, yield func(graph.Posting, error) bool) error {
	it := scan(v.txn, famRecent)
	defer it.Close()
	sought := []byte(term)
	for it.seek(famRecent.key()); it.next(); {
		var length []byte
		r := recentReader{decoder: decoder{rest: it.value()}}
		for r.next() && bytes.Compare(r.term, sought) < 0 {
			if len(r.term) == 0 {
				length = r.body
			}
		}
		if r.err != nil {
			return r.err
		}
		if !bytes.Equal(r.term, sought) {
			continue
		}
		if p, err := newPosting(term, readID(it.rest()), length, r.body); err != nil || !yield(p, nil) {
			return err
		}
	}
	return it.err
}

// newPosting reads a posting; that of the empty term has nothing but a length.
func newPosting(term string, article graph.ID, length, body []byte) (graph.Posting, error) {
	p := graph.Posting{Article: article}
	if term == "" {
		length = body
	}
	d := &decoder{rest: length}
	p.Length = int(d.uint())
	if term != "" && d.err == nil {
		d.rest = body
		d.posting(&p)
	}
	return p, d.close()
}
