package algebra

// Correlates tells whether the node may be evaluated with the given variables
// already bound, instead of being evaluated by itself and joined afterwards: it
// is what makes index nested loops right. SPARQL defines evaluation from the
// inside out, so a binding from outside must not reach a place that it would
// not have reached: a filter that sees an unbound variable, an OPTIONAL that
// would match another value, a LIMIT that counts other rows.
func Correlates(n Node, bound Set) bool {
	switch n := n.(type) {
	case *Unit, *BGP, *Route, *Statement, *Values:
		return true
	case *Join:
		return Correlates(n.Left, bound) && Correlates(n.Right, bound)
	case *Union:
		for _, branch := range n.Branches {
			if !Correlates(branch, bound) {
				return false
			}
		}
		return true
	case *Filter:
		return bound.And(Mentioned(n.Cond)).Within(Certain(n.Of)) && Correlates(n.Of, bound)
	case *Extend:
		return bound.And(Mentioned(n.Expr)).Within(Certain(n.Of)) && Correlates(n.Of, bound)
	case *LeftJoin:
		sure := Certain(n.Left)
		inner := Touched(n.Right)
		if n.On != nil {
			inner = inner.Or(Mentioned(n.On))
		}
		return bound.And(inner).Within(sure) && Correlates(n.Left, bound)
	case *Minus:
		return bound.And(Touched(n.Right)).Within(Certain(n.Left)) && Correlates(n.Left, bound)
	case *Graph:
		return Correlates(n.Of, bound)
	case *Distinct:
		return Correlates(n.Of, bound)
	case *Project:
		// Hidden variables have numbers of their own unless SELECT * shares them.
		return bound.And(Touched(n.Of)).Within(SetOf(n.Vars...)) && Correlates(n.Of, bound)
	}
	return bound.And(Touched(n)).IsEmpty()
}
