package store

import (
	"bytes"
	"errors"
	"fmt"

	"factgraph/graph"
)

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

// tidyRecents makes a block of the recent articles when there are enough, before
// a change adds another, or when one was begun. The caller holds s.writing.
func (s *Store) tidyRecents() error {
	if s.blockBegun || s.recent != nil && s.recent.n >= recentArticles {
		return s.makeBlock()
	}
	return nil
}

// blockMark is there while a block is being made.
var blockMark = append(famMeta.key(), "block"...)

// makeBlock makes a block of the articles that have records of their own. No
// reader sees a difference, so that it needs no single transaction: the block
// counts, and those records go, with the last of several. A process that fails
// in between leaves the mark, and the block is made again before anything else
// is written: of the same articles, over the same records.
func (s *Store) makeBlock() error {
	v, err := s.View()
	if err != nil {
		return err
	}
	defer v.Close()
	pieces, err := v.blockPieces()
	if err != nil {
		return err
	}
	s.blockBegun = true
	for _, ops := range pieces {
		if err := s.write(ops); err != nil {
			return fmt.Errorf("make a block of postings: %w", err)
		}
	}
	s.recent, s.blockBegun = new(recents), false
	return nil
}

// blockPieces gives the records of a block, for one transaction after another.
func (v *View) blockPieces() (pieces [][]op, err error) {
	var b block
	var numbers []graph.ID
	var last []op
	it := scan(v.txn, famRecent)
	defer it.Close()
	for it.seek(famRecent.key()); it.next(); {
		article := readID(it.rest())
		if err := b.addRecent(it.value()); err != nil {
			return nil, fmt.Errorf("postings of article %d: %w", article, err)
		}
		numbers = append(numbers, article)
		last = append(last, op{key: bytes.Clone(it.key())})
	}
	if len(numbers) == 0 {
		return [][]op{{{key: blockMark}}}, it.err
	}
	piece, size := []op{{blockMark, []byte{}}}, 0
	lengths := postingKey("", numbers[0])
	err = b.write(numbers, func(k key, value []byte) error {
		o := op{k, bytes.Clone(value)}
		if bytes.Equal(k, lengths) {
			last = append(last, o)
			return nil
		}
		if len(piece) == pieceOps || size >= pieceSize {
			pieces = append(pieces, piece)
			piece, size = nil, 0
		}
		piece = append(piece, o)
		size += len(k) + len(value)
		return nil
	})
	return append(pieces, piece, append(last, op{key: blockMark})), errors.Join(it.err, err)
}

// hasBlockMark tells whether a block was begun.
func (s *Store) hasBlockMark() (bool, error) {
	txn := s.db.NewTransaction(false)
	defer txn.Discard()
	mark, err := get(txn, blockMark)
	return mark != nil, err
}
