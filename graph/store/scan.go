package store

import (
	"bytes"

	"github.com/dgraph-io/badger/v4"
)

// A scanner walks the keys of one family that begin with a prefix. It is made
// once and sought often. Values stay where they are until they are asked for.
type scanner struct {
	fam    family
	it     *badger.Iterator
	prefix key
	fresh  bool // the next step stays at the key that Seek found
	err    error
}

func scan(txn *badger.Txn, fam family) *scanner {
	return &scanner{fam: fam, it: txn.NewIterator(badger.IteratorOptions{Prefix: []byte{byte(fam)}})}
}

// seek starts over at the first key with the prefix.
func (s *scanner) seek(prefix key) { s.seekFrom(prefix, prefix) }

// seekFrom starts over at the first key from start on that has the prefix.
func (s *scanner) seekFrom(prefix, start key) {
	s.prefix = append(s.prefix[:0], prefix...)
	s.it.Seek(start)
	s.fresh = true
}

// next goes to the next key, false after the last one.
func (s *scanner) next() bool {
	if s.err != nil {
		return false
	}
	if !s.fresh && s.it.Valid() {
		s.it.Next()
	}
	s.fresh = false
	return s.it.ValidForPrefix(s.prefix)
}

// key is the current key, valid until the next step.
func (s *scanner) key() []byte { return s.it.Item().Key() }

// rest is the current key after the prefix.
func (s *scanner) rest() []byte { return bytes.TrimPrefix(s.key(), s.prefix) }

// value is a copy of the current value; err tells when it can't be read.
func (s *scanner) value() []byte {
	value, err := s.it.Item().ValueCopy(nil)
	if err != nil {
		s.err = err
	}
	return value
}

func (s *scanner) Close() { s.it.Close() }
