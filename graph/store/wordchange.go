package store

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/dgraph-io/badger/v4"

	"factgraph/graph"
)

// words brings the full-text index up to date with an article.
func (x *exchange) words(old, now *graph.Contribution) error {
	if old.Article.Title == now.Article.Title && old.Article.Text == now.Article.Text {
		return nil
	}
	before, lengthBefore := postings(&old.Article)
	after, lengthAfter := postings(&now.Article)
	x.state.Stats.Words += uint64(lengthAfter - lengthBefore)
	recent, err := x.isRecent()
	if err != nil {
		return err
	}
	if recent {
		x.setRecent(after)
		return nil
	}
	start, err := x.block(x.article)
	if err != nil {
		return err
	}
	for term, body := range after {
		if bytes.Equal(before[term], body) {
			continue
		}
		if err := x.posting(term, start, body); err != nil {
			return err
		}
	}
	for term := range before {
		if after[term] != nil {
			continue
		}
		if err := x.posting(term, start, nil); err != nil {
			return err
		}
	}
	return nil
}

// Recents are the articles whose postings have records of their own. The writer
// keeps their number: to count them anew is to read them.
type recents struct {
	first graph.ID
	n     int
	stale bool // to be counted
}

// recents counts the articles whose postings have records of their own.
func (c *change) recents() (*recents, error) {
	if known := c.store.recent; known != nil && !known.stale {
		copied := *known
		c.recent = &copied
		return c.recent, nil
	}
	c.recent = new(recents)
	it := scan(c.txn, famRecent)
	defer it.Close()
	for it.seek(famRecent.key()); it.next(); c.recent.n++ {
		if c.recent.n == 0 {
			c.recent.first = readID(it.rest())
		}
	}
	return c.recent, it.err
}

// isRecent tells whether the article's postings are to be in a record of its
// own: those of a new article, and of one among such. Blocks end before them. A
// new article may be one too many, so that those before it become a block.
func (x *exchange) isRecent() (bool, error) {
	r, err := x.recents()
	if err != nil || x.article < x.fresh {
		return r.n > 0 && r.first <= x.article, err
	}
	if r.n >= recentArticles {
		*r = recents{}
		return true, x.makeBlock()
	}
	return true, nil
}

// setRecent gives the article, by what has its words, a record of its own.
func (x *exchange) setRecent(bodies map[string][]byte) {
	k := famRecent.key().id(x.article)
	if len(bodies) == 0 {
		x.delete(k)
		x.recent.stale = true
		return
	}
	x.set(k, encodeRecent(bodies))
	if x.article < x.fresh { // it may have had one
		x.recent.stale = true
		return
	}
	if x.recent.n == 0 {
		x.recent.first = x.article
	}
	x.recent.n++
}

// makeBlock makes a block of the articles that have records of their own.
func (c *change) makeBlock() error {
	var b block
	var numbers []graph.ID
	it := scan(c.txn, famRecent)
	defer it.Close()
	for it.seek(famRecent.key()); it.next(); {
		article := readID(it.rest())
		if err := b.addRecent(it.value()); err != nil {
			return fmt.Errorf("postings of article %d: %w", article, err)
		}
		numbers = append(numbers, article)
		c.delete(bytes.Clone(it.key()))
	}
	err := b.write(numbers, func(k key, value []byte) error { c.set(k, bytes.Clone(value)); return nil })
	return errors.Join(it.err, err)
}

// block finds the block that an article belongs to: the last one that doesn't
// start after it, or else one of its own.
func (c *change) block(article graph.ID) (start graph.ID, err error) {
	prefix := famPosting.key().text("")
	it := c.txn.NewIterator(badger.IteratorOptions{Prefix: prefix, Reverse: true})
	defer it.Close()
	if it.Seek(postingKey("", article)); it.ValidForPrefix(prefix) {
		return blockStart(it.Item().Key())
	}
	return article, nil
}

// posting changes what a block says of the article; nil is nothing.
func (x *exchange) posting(term string, start graph.ID, body []byte) error {
	k := postingKey(term, start)
	block, err := get(x.txn, k)
	if err == nil {
		block, err = splice(term, start, block, x.article, body)
	}
	if err != nil {
		return fmt.Errorf("postings of %q: %w", term, err)
	}
	if len(block) == 0 {
		x.delete(k)
	} else {
		x.set(k, block)
	}
	return nil
}
