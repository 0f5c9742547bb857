package store

import (
	"bytes"
	"fmt"

	"github.com/dgraph-io/badger/v4"

	"factgraph/graph"
)

// words brings the full-text index up to date with an article.
func (x *exchange) words(old, now *graph.Contribution) error {
	if old.Article.Title == now.Article.Title && old.Article.Text == now.Article.Text {
		return nil
	}
	recent, err := x.isRecent()
	if err != nil {
		return err
	}
	if recent {
		x.setRecent(old, now)
		return nil
	}
	before, lengthBefore := postings(&old.Article)
	after, lengthAfter := postings(&now.Article)
	x.state.Stats.Words += uint64(lengthAfter - lengthBefore)
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

// isRecent tells whether the article's postings are to be in a record of its
// own: those of a new article, and of one among such. Blocks end before them.
func (x *exchange) isRecent() (bool, error) {
	r, err := x.recents()
	if err != nil || x.article < x.fresh {
		return r.n > 0 && r.first <= x.article, err
	}
	return true, nil
}

// setRecent gives the article's postings a record of its own.
func (x *exchange) setRecent(old, now *graph.Contribution) {
	words := &x.store.words
	_, before := words.recent(&old.Article)
	record, after := words.recent(&now.Article)
	x.state.Stats.Words += uint64(after - before)
	k := famRecent.key().id(x.article)
	if after == 0 {
		x.delete(k)
		x.recent.stale = true
		return
	}
	x.set(k, record)
	if x.article < x.fresh { // it may have had one
		x.recent.stale = true
		return
	}
	if x.recent.n == 0 {
		x.recent.first = x.article
	}
	x.recent.n++
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
