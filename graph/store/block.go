package store

import (
	"slices"
	"strings"

	"factgraph/graph"
	"factgraph/graph/words"
)

// recentArticles make a block: with more of them a search reads longer, with
// fewer there are more records to be written. A load, which has them at hand,
// makes blocks of loadedArticles, which are smaller in all, or of loadedPostings
// bytes.
const (
	recentArticles = 128
	loadedArticles = 1024
	loadedPostings = 16 << 20
)

// A block is what becomes a block of the full-text index: the postings of some
// articles, in the order of the articles' numbers, to be put in that of the
// terms. The zero value is empty.
type block struct {
	words    words.Indexer
	articles int
	postings []blockPosting
	bodies   encoder        // of the postings, one after another
	sorted   []blockPosting // by term; memory to be used again
}

// A blockPosting is what an article has of a term.
type blockPosting struct {
	term       uint32 // in the indexer's numbers
	article    uint32 // counted from the block's first
	start, end uint32 // of its body
}

// index adds an article by its text, if it has words, and counts them.
func (b *block) index(a *graph.Article) (length int) {
	length = b.words.Index(a.Title, a.Text, func(term uint32, entry words.Entry) {
		start := len(b.bodies)
		b.bodies.posting(entry)
		b.add(term, start)
	})
	if length > 0 {
		start := len(b.bodies)
		b.bodies.uint(uint64(length))
		b.add(b.words.Number(""), start)
		b.articles++
	}
	return length
}

// keptWords is how many words are kept from one article to the next.
const keptWords = 1 << 15

// recent gives the postings of one article, each term and its body by term, and
// counts the words. The block is empty before and after, but remembers words.
func (b *block) recent(a *graph.Article) (record encoder, length int) {
	length = b.index(a)
	terms := b.words.Terms()
	slices.SortFunc(b.postings, func(x, y blockPosting) int { return strings.Compare(terms[x.term], terms[y.term]) })
	record = make(encoder, 0, len(b.bodies)+12*len(b.postings))
	for _, p := range b.postings {
		record.text(terms[p.term])
		record = append(record, b.bodies[p.start:p.end]...)
	}
	b.articles, b.postings, b.bodies = 0, b.postings[:0], b.bodies[:0]
	if len(terms) > keptWords {
		b.words.Reset()
	}
	return record, length
}

// add adds the posting whose body was written last, from start on.
func (b *block) add(term uint32, start int) {
	b.postings = append(b.postings, blockPosting{term, uint32(b.articles), uint32(start), uint32(len(b.bodies))})
}

// addRecent adds an article by its record.
func (b *block) addRecent(record []byte) error {
	r := recentReader{decoder: decoder{rest: record}}
	for r.next() {
		start := len(b.bodies)
		b.bodies = append(b.bodies, r.body...)
		b.add(b.words.Number(string(r.term)), start)
	}
	b.articles++
	return r.err
}

// full tells whether a load begins another block.
func (b *block) full() bool {
	return b.articles >= loadedArticles || len(b.bodies) >= loadedPostings
}

// write writes the block's records, in no order, and empties it. The articles'
// numbers are given in their order.
func (b *block) write(numbers []graph.ID, write func(key, []byte) error) error {
	if b.articles == 0 {
		return nil
	}
	ends := b.sort()
	start := 0
	var w blockWriter
	for term, end := range ends {
		w.encoder, w.last = w.encoder[:0], numbers[0]
		for _, p := range b.sorted[start:end] {
			w.put(numbers[p.article], b.bodies[p.start:p.end])
		}
		start = end
		if err := write(postingKey(b.words.Terms()[term], numbers[0]), w.encoder); err != nil {
			return err
		}
	}
	b.words.Reset()
	b.articles, b.postings, b.bodies = 0, b.postings[:0], b.bodies[:0]
	return nil
}

// sort sorts the postings by term, those of a term staying in their order, and
// gives where those of each term end.
func (b *block) sort() (ends []int) {
	ends = make([]int, len(b.words.Terms()))
	for _, p := range b.postings {
		ends[p.term]++
	}
	sum := 0
	for term, n := range ends {
		ends[term] = sum
		sum += n
	}
	b.sorted = slices.Grow(b.sorted[:0], len(b.postings))[:len(b.postings)]
	for _, p := range b.postings {
		b.sorted[ends[p.term]] = p
		ends[p.term]++
	}
	return ends
}
