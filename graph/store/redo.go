package store

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"github.com/dgraph-io/badger/v4"
)

// A change that is too large for one transaction of Badger is written to a
// redo log first, in pieces. A mark after the last piece makes it valid; from
// then on the pieces are carried out, if need be by the next one who opens the
// store. Without the mark they are thrown away.

// redoMark is the key of the mark; it sorts after the pieces.
var redoMark = famRedo.key().number(math.MaxUint32)

// A piece is bounded so that carrying it out fits a transaction.
const (
	pieceSize = 512 << 10
	pieceOps  = 8 << 10
)

// writeLarge writes the records by way of the redo log, sorted, so that each
// piece writes neighbours, and of two with one key the later comes last. Views made meanwhile wait until all of them are
// visible.
func (s *Store) writeLarge(ops []op) error {
	slices.SortStableFunc(ops, func(a, b op) int { return bytes.Compare(a.key, b.key) })
	s.log.Debug("a change of several transactions", "records", len(ops))
	var piece encoder
	var pieces uint32
	inPiece := 0
	flush := func() error {
		if inPiece == 0 {
			return nil
		}
		if err := checkSpace(s.dir); err != nil {
			return err
		}
		k := famRedo.key().number(pieces)
		pieces++
		err := s.commit([]op{{k, bytes.Clone(piece)}})
		piece, inPiece = piece[:0], 0
		return err
	}
	for _, o := range ops {
		piece.op(o)
		inPiece++
		if len(piece) >= pieceSize || inPiece == pieceOps {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	s.showing.Lock()
	defer s.showing.Unlock()
	if err := s.commit([]op{{redoMark, []byte{}}}); err != nil {
		return err
	}
	return s.recover()
}

func (e *encoder) op(o op) {
	e.text(string(o.key))
	if o.value == nil {
		e.byte(0)
		return
	}
	e.byte(1)
	e.text(string(o.value))
}

func (d *decoder) op() op {
	o := op{key: []byte(d.text())}
	if d.byte() == 1 {
		o.value = []byte(d.text())
	}
	return o
}

// isInterrupted tells whether the process that had the store last left something
// half written: a redo log, valid or not, or a block.
func (s *Store) isInterrupted() (bool, error) {
	txn := s.db.NewTransaction(false)
	defer txn.Discard()
	keys, err := redoKeys(txn)
	if err != nil || len(keys) > 0 {
		return true, err
	}
	return s.hasBlockMark()
}

func redoKeys(txn *badger.Txn) ([]key, error) {
	it := scan(txn, famRedo)
	defer it.Close()
	var keys []key
	for it.seek(famRedo.key()); it.next(); {
		keys = append(keys, bytes.Clone(it.key()))
	}
	return keys, it.err
}

// recover carries out a valid redo log, and removes one that is not.
func (s *Store) recover() error {
	txn := s.db.NewTransaction(false)
	defer txn.Discard()
	keys, err := redoKeys(txn)
	if err != nil || len(keys) == 0 {
		return err
	}
	valid := bytes.Equal(keys[len(keys)-1], redoMark)
	for _, k := range keys {
		ops := []op{{key: k}} // the piece goes when it is done
		if valid && !bytes.Equal(k, redoMark) {
			value, err := get(txn, k)
			if err != nil {
				return err
			}
			for d := (&decoder{rest: value}); len(d.rest) > 0; {
				ops = append(ops, d.op())
				if d.err != nil {
					return fmt.Errorf("redo log: %w", d.err)
				}
			}
		}
		if err := s.commit(ops); err != nil {
			return fmt.Errorf("carry out the redo log: %w", err)
		}
	}
	return nil
}
