package algebra

import "maps"

// Set is a set of variables.
type Set map[Var]bool

// SetOf makes a set of the variables.
func SetOf(vars ...Var) Set {
	s := make(Set, len(vars))
	for _, v := range vars {
		if v != 0 {
			s[v] = true
		}
	}
	return s
}

// Clone is a copy that may be changed.
func (s Set) Clone() Set {
	clone := make(Set, len(s)+4)
	maps.Copy(clone, s)
	return clone
}

// Add puts the variables of another set into s.
func (s Set) Add(other Set) Set {
	maps.Copy(s, other)
	return s
}

// And is the intersection.
func (s Set) And(other Set) Set {
	both := make(Set)
	for v := range s {
		if other[v] {
			both[v] = true
		}
	}
	return both
}

// Within tells whether all of s is in other.
func (s Set) Within(other Set) bool {
	for v := range s {
		if !other[v] {
			return false
		}
	}
	return true
}

// Possible are the variables that a solution of the node may bind.
func Possible(n Node) Set { return scope(n, false) }

// Certain are the variables that every solution of the node binds.
func Certain(n Node) Set { return scope(n, true) }

func scope(n Node, certain bool) Set {
	switch n := n.(type) {
	case *BGP:
		s := make(Set)
		for _, p := range n.Patterns {
			s.Add(p.Vars())
		}
		return s
	case *Route:
		return SetOf(n.Subject.Var, n.Object.Var, n.Graph.Var)
	case *Statement:
		return SetOf(n.Subject.Var, n.Predicate.Var, n.Object.Var, n.Fact)
	case *Join:
		return scope(n.Left, certain).Add(scope(n.Right, certain))
	case *LeftJoin:
		if certain {
			return scope(n.Left, certain)
		}
		return scope(n.Left, certain).Add(scope(n.Right, certain))
	case *Union:
		return unionScope(n, certain)
	case *Minus:
		return scope(n.Left, certain)
	case *Filter:
		return scope(n.Of, certain)
	case *Extend:
		s := scope(n.Of, certain)
		if !certain {
			s[n.Var] = true
		}
		return s
	case *Graph:
		s := scope(n.Of, certain)
		delete(s, n.Context)
		return s.Add(SetOf(n.Name.Var))
	case *Values:
		return valuesScope(n, certain)
	case *Group:
		return groupScope(n, certain)
	case *OrderBy:
		return scope(n.Of, certain)
	case *Project:
		return scope(n.Of, certain).And(SetOf(n.Vars...))
	case *Distinct:
		return scope(n.Of, certain)
	case *Slice:
		return scope(n.Of, certain)
	}
	return make(Set)
}

func unionScope(n *Union, certain bool) Set {
	var s Set
	for _, branch := range n.Branches {
		b := scope(branch, certain)
		switch {
		case s == nil:
			s = b
		case certain:
			s = s.And(b)
		default:
			s.Add(b)
		}
	}
	return s
}

func valuesScope(n *Values, certain bool) Set {
	s := SetOf(n.Vars...)
	if certain {
		for _, row := range n.Rows {
			for i, t := range row {
				if t.IsZero() {
					delete(s, n.Vars[i])
				}
			}
		}
	}
	return s
}

func groupScope(n *Group, certain bool) Set {
	s := make(Set)
	of := scope(n.Of, certain)
	for _, k := range n.Keys {
		if r, ok := k.Expr.(*Ref); !certain || ok && of[r.Var] {
			s[k.Var] = true
		}
	}
	if !certain {
		for _, a := range n.Aggregates {
			s[a.Var] = true
		}
	}
	return s
}

// Vars are the variables of a pattern.
func (p Pattern) Vars() Set { return SetOf(p.S.Var, p.P.Var, p.O.Var, p.G.Var) }

// Mentioned are the variables that the evaluation of an expression may look at:
// those of the patterns of EXISTS too.
func Mentioned(e Expr) Set {
	s := make(Set)
	mention(e, s)
	return s
}

func mention(e Expr, s Set) {
	switch e := e.(type) {
	case *Ref:
		s[e.Var] = true
	case *Call:
		for _, arg := range e.Args {
			mention(arg, s)
		}
	case *Exists:
		s.Add(Touched(e.Of))
	}
}

// Touched are all variables that stand anywhere in the node, bound or not.
func Touched(n Node) Set {
	s := Possible(n)
	Walk(n, func(n Node) {
		s.Add(Possible(n))
		for _, e := range Expressions(n) {
			mention(e, s)
		}
		if g, ok := n.(*Graph); ok {
			s[g.Context] = true
		}
	})
	return s
}

// Expressions are the expressions that stand in the node itself.
func Expressions(n Node) []Expr {
	var all []Expr
	switch n := n.(type) {
	case *LeftJoin:
		if n.On != nil {
			all = append(all, n.On)
		}
	case *Filter:
		all = append(all, n.Cond)
	case *Extend:
		all = append(all, n.Expr)
	case *Group:
		for _, k := range n.Keys {
			all = append(all, k.Expr)
		}
		for _, a := range n.Aggregates {
			if a.Arg != nil {
				all = append(all, a.Arg)
			}
		}
	case *OrderBy:
		for _, k := range n.Keys {
			all = append(all, k.Expr)
		}
	}
	return all
}

// Walk calls visit for the node and all below it, those in EXISTS excepted.
func Walk(n Node, visit func(Node)) {
	visit(n)
	for _, child := range Children(n) {
		Walk(child, visit)
	}
}

// Children are the nodes directly below a node.
func Children(n Node) []Node {
	switch n := n.(type) {
	case *Join:
		return []Node{n.Left, n.Right}
	case *LeftJoin:
		return []Node{n.Left, n.Right}
	case *Union:
		return n.Branches
	case *Minus:
		return []Node{n.Left, n.Right}
	case *Filter:
		return []Node{n.Of}
	case *Extend:
		return []Node{n.Of}
	case *Graph:
		return []Node{n.Of}
	case *Group:
		return []Node{n.Of}
	case *OrderBy:
		return []Node{n.Of}
	case *Project:
		return []Node{n.Of}
	case *Distinct:
		return []Node{n.Of}
	case *Slice:
		return []Node{n.Of}
	}
	return nil
}
