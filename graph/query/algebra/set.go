package algebra

import (
	"iter"
	"math/bits"
)

// A Set is a set of variables. It is a value: what changes it gives a new one.
// The zero Set is empty.
type Set struct {
	low  uint64   // a bit each for the variables 0 to 63: most queries have no more
	high []uint64 // those above; shared between sets, and never written
}

const wordBits = 64

// SetOf makes a set of the variables; 0 is none.
func SetOf(vars ...Var) Set {
	var s Set
	for _, v := range vars {
		if v != 0 {
			s = s.With(v)
		}
	}
	return s
}

// Has tells whether the variable is in the set.
func (s Set) Has(v Var) bool {
	if v < wordBits {
		return s.low>>v&1 != 0
	}
	word := int(v)/wordBits - 1
	return word < len(s.high) && s.high[word]>>(v%wordBits)&1 != 0
}

// With is the set with the variable in it.
func (s Set) With(v Var) Set {
	if v < wordBits {
		s.low |= 1 << v
		return s
	}
	high := make([]uint64, max(int(v)/wordBits, len(s.high)))
	copy(high, s.high)
	high[v/wordBits-1] |= 1 << (v % wordBits)
	s.high = high
	return s
}

// Or is the union.
func (s Set) Or(other Set) Set {
	s.low |= other.low
	if len(s.high) < len(other.high) {
		s.high, other.high = other.high, s.high
	}
	if len(other.high) > 0 {
		high := append([]uint64(nil), s.high...)
		for i, word := range other.high {
			high[i] |= word
		}
		s.high = high
	}
	return s
}

// And is the intersection.
func (s Set) And(other Set) Set {
	s.low &= other.low
	high := make([]uint64, 0, min(len(s.high), len(other.high)))
	for i := range cap(high) {
		high = append(high, s.high[i]&other.high[i])
	}
	s.high = high
	return s
}

// Without is the set less those in the other.
func (s Set) Without(other Set) Set {
	s.low &^= other.low
	if len(other.high) > 0 && len(s.high) > 0 {
		high := append([]uint64(nil), s.high...)
		for i := range min(len(high), len(other.high)) {
			high[i] &^= other.high[i]
		}
		s.high = high
	}
	return s
}

// IsEmpty tells whether the set has no variable.
func (s Set) IsEmpty() bool { return s.Within(Set{}) }

// Within tells whether all of s is in other.
func (s Set) Within(other Set) bool {
	if s.low&^other.low != 0 {
		return false
	}
	for i, word := range s.high {
		if i < len(other.high) {
			word &^= other.high[i]
		}
		if word != 0 {
			return false
		}
	}
	return true
}

// Meets tells whether the sets share a variable.
func (s Set) Meets(other Set) bool {
	if s.low&other.low != 0 {
		return true
	}
	for i := range min(len(s.high), len(other.high)) {
		if s.high[i]&other.high[i] != 0 {
			return true
		}
	}
	return false
}

// All gives the variables, ascending.
func (s Set) All() iter.Seq[Var] {
	return func(yield func(Var) bool) {
		for i := range 1 + len(s.high) {
			word := s.low
			if i > 0 {
				word = s.high[i-1]
			}
			for ; word != 0; word &= word - 1 {
				if !yield(Var(i*wordBits + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}
