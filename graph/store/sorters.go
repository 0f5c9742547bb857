package store

import (
	"errors"

	"factgraph/graph/extsort"
)

// Sorters sort the records of each family by key. They share a bound of memory:
// when it is reached, the one that holds most writes what it has to a file.
type sorters struct {
	dir    string
	limit  int // bytes held by all of them; there is up to twice that while one writes
	held   int
	chunks *extsort.Pool
	of     [1 << 8]*extsort.Sorter // by family; nil: no records
}

func (s *sorters) add(k key, value []byte) error {
	one := s.of[k[0]]
	if one == nil {
		one = extsort.New(s.dir, s.limit, s.chunks)
		s.of[k[0]] = one
	}
	before := one.Size()
	if err := one.Add(k, value); err != nil {
		return err
	}
	if s.held += one.Size() - before; s.held < s.limit {
		return nil
	}
	for _, other := range s.of {
		if other != nil && other.Size() > one.Size() {
			one = other
		}
	}
	s.held -= one.Size()
	return one.Spill()
}

// sorted calls yield with the records of a family in the order of their keys,
// and forgets them.
func (s *sorters) sorted(fam family, yield func(k, value []byte) error) error {
	one := s.of[fam]
	if one == nil {
		return nil
	}
	s.of[fam] = nil // it is not to be spilled now
	err := one.Sorted(yield)
	s.held -= one.Size()
	return errors.Join(err, one.Close())
}

// close removes the files.
func (s *sorters) close() error {
	var err error
	for _, one := range s.of {
		if one != nil {
			err = errors.Join(err, one.Close())
		}
	}
	return err
}
