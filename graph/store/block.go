package store

import (
	"factgraph/graph"
	"factgraph/graph/words"
)

// recentArticles make a block. A load, which has them at hand, makes blocks of
// loadedArticles, which are smaller in all, or of loadedPostings bytes.
const (
	recentArticles = 64
	loadedArticles = 1024
	loadedPostings = 16 << 20
)

// A block is what becomes a block of the full-text index: the postings of some
// articles, in the order of the articles' numbers, gathered by term. The zero
// value is empty.
type block struct {
	words    words.Indexer
	articles int
	postings []encoder // by term, in the indexer's numbers: each article counted from the first, and its body
	size     int       // of the bodies
	body     encoder   // being made
}

// index adds an article by its text, if it has words, and counts them.
func (b *block) index(a *graph.Article) (length int) {
	length = b.words.Index(a.Title, a.Text, func(term uint32, entry words.Entry) {
		b.body = b.body[:0]
		b.body.posting(entry)
		b.add(term, b.body)
	})
	if length > 0 {
		b.body = b.body[:0]
		b.body.uint(uint64(length))
		b.add(b.words.Number(""), b.body)
		b.articles++
	}
	return length
}

// add adds what the article that is coming has of a term.
func (b *block) add(term uint32, body []byte) {
	for len(b.postings) <= int(term) {
		b.postings = append(b.postings, nil)
	}
	p := &b.postings[term]
	p.uint(uint64(b.articles))
	p.uint(uint64(len(body)))
	*p = append(*p, body...)
	b.size += len(body)
}

// addRecent adds an article by its record.
func (b *block) addRecent(record []byte) error {
	r := recentReader{decoder: decoder{rest: record}}
	for r.next() {
		b.add(b.words.Number(r.term), r.body)
	}
	b.articles++
	return r.err
}

// full tells whether a load begins another block.
func (b *block) full() bool {
	return b.articles >= loadedArticles || b.size >= loadedPostings
}

// write writes the block's records, in no order, and empties it. The articles'
// numbers are given in their order.
func (b *block) write(numbers []graph.ID, write func(key, []byte) error) error {
	if b.articles == 0 {
		return nil
	}
	var w blockWriter
	for i, term := range b.words.Terms() {
		w.encoder, w.last = w.encoder[:0], numbers[0]
		for d := (&decoder{rest: b.postings[i]}); len(d.rest) > 0; {
			article := numbers[d.uint()]
			n := d.count()
			w.put(article, d.rest[:n])
			d.rest = d.rest[n:]
		}
		b.postings[i] = b.postings[i][:0]
		if err := write(postingKey(term, numbers[0]), w.encoder); err != nil {
			return err
		}
	}
	b.words.Reset()
	b.articles, b.size = 0, 0
	return nil
}
