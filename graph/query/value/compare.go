package value

import (
	"cmp"
	"strings"
)

// Equal is the operator =: equal values of known types, or else the same term.
// Two literals that differ, of which one has a type not known here, might mean
// the same: that has no answer.
func Equal(a, b Value) (equal, ok bool) {
	switch {
	case a.Kind == Unbound || b.Kind == Unbound:
		return false, false
	case a.IsNumber() && b.IsNumber():
		c, ok := compareNumbers(a, b)
		return ok && c == 0, true
	case a.Term == b.Term:
		return true, true
	case !a.IsLiteral() || !b.IsLiteral():
		return false, true
	case a.Kind == Other || b.Kind == Other:
		return false, a.isText() && a.Kind == LangString || b.Kind == LangString
	case a.Kind != b.Kind:
		return false, true
	}
	switch a.Kind {
	case Boolean:
		return a.b == b.b, true
	case DateTime, Date, Time:
		c, ok := compareTimes(a, b)
		return ok && c == 0, ok
	}
	return false, true
}

// Compare orders two values of one type: negative, zero or positive.
func Compare(a, b Value) (int, bool) {
	if a.IsNumber() && b.IsNumber() {
		return compareNumbers(a, b)
	}
	if a.Kind != b.Kind {
		return 0, false
	}
	switch a.Kind {
	case String:
		return strings.Compare(a.Term.Value, b.Term.Value), true
	case Boolean:
		return boolRank(a.b) - boolRank(b.b), true
	case DateTime, Date, Time:
		return compareTimes(a, b)
	}
	return 0, false
}

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Order is the order of ORDER BY, in which any two values have their places:
// unbound, blank nodes, IRIs, literals.
func Order(a, b Value) int {
	if a.Kind <= IRI || b.Kind <= IRI {
		if c := cmp.Compare(min(a.Kind, String), min(b.Kind, String)); c != 0 {
			return c
		}
		return strings.Compare(a.Text(), b.Text())
	}
	if c, ok := Compare(a, b); ok && c != 0 {
		return c
	}
	rank := func(v Value) Kind {
		if v.IsNumber() {
			return Integer
		}
		return v.Kind
	}
	return cmp.Or(
		cmp.Compare(rank(a), rank(b)),
		strings.Compare(a.Term.Value, b.Term.Value),
		strings.Compare(a.Datatype(), b.Datatype()),
		strings.Compare(a.Term.Lang, b.Term.Lang))
}
