package algebra

// Possible are the variables that a solution of the node may bind.
func Possible(n Node) Set { return scope(n, false) }

// Certain are the variables that every solution of the node binds.
func Certain(n Node) Set { return scope(n, true) }

func scope(n Node, certain bool) Set {
	switch n := n.(type) {
	case *BGP:
		var s Set
		for _, p := range n.Patterns {
			s = s.Or(p.Vars())
		}
		return s
	case *Route:
		return SetOf(n.Subject.Var, n.Object.Var, n.Graph.Var)
	case *Statement:
		return SetOf(n.Subject.Var, n.Predicate.Var, n.Object.Var, n.Fact)
	case *Join:
		return scope(n.Left, certain).Or(scope(n.Right, certain))
	case *LeftJoin:
		if certain {
			return scope(n.Left, certain)
		}
		return scope(n.Left, certain).Or(scope(n.Right, certain))
	case *Union:
		return unionScope(n, certain)
	case *Minus:
		return scope(n.Left, certain)
	case *Filter:
		return scope(n.Of, certain)
	case *Extend:
		if certain {
			return scope(n.Of, certain)
		}
		return scope(n.Of, certain).With(n.Var)
	case *Graph:
		return scope(n.Of, certain).Without(SetOf(n.Context)).Or(SetOf(n.Name.Var))
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
	return Set{}
}

func unionScope(n *Union, certain bool) Set {
	var s Set
	for i, branch := range n.Branches {
		b := scope(branch, certain)
		if certain && i > 0 {
			s = s.And(b)
		} else {
			s = s.Or(b)
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
					s = s.Without(SetOf(n.Vars[i]))
				}
			}
		}
	}
	return s
}

func groupScope(n *Group, certain bool) Set {
	var s Set
	of := scope(n.Of, certain)
	for _, k := range n.Keys {
		if r, ok := k.Expr.(*Ref); !certain || ok && of.Has(r.Var) {
			s = s.With(k.Var)
		}
	}
	if !certain {
		for _, a := range n.Aggregates {
			s = s.With(a.Var)
		}
	}
	return s
}

// Vars are the variables of a pattern.
func (p Pattern) Vars() Set { return SetOf(p.S.Var, p.P.Var, p.O.Var, p.G.Var) }

// Mentioned are the variables that the evaluation of an expression may look at:
// those of the patterns of EXISTS too.
func Mentioned(e Expr) Set {
	switch e := e.(type) {
	case *Ref:
		return SetOf(e.Var)
	case *Call:
		var s Set
		for _, arg := range e.Args {
			s = s.Or(Mentioned(arg))
		}
		return s
	case *Exists:
		return Touched(e.Of)
	}
	return Set{}
}

// Touched are all variables that stand anywhere in the node, bound or not.
func Touched(n Node) Set {
	var s Set
	Walk(n, func(n Node) {
		s = s.Or(Possible(n))
		for _, e := range Expressions(n) {
			s = s.Or(Mentioned(e))
		}
		if g, ok := n.(*Graph); ok {
			s = s.With(g.Context)
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
