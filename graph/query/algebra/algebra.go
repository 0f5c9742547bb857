// Package algebra is what a question to the graph amounts to, whatever language
// it was asked in: patterns, joins, filters and the like, as plain data. The
// nodes are those of the SPARQL 1.1 algebra, with its meaning.
package algebra

import "factgraph/graph"

// Var numbers a variable within one query, from 1. 0 is no variable. Two
// variables of one name in different scopes (sub-selects) have two numbers.
type Var int

// An Operand is a variable or a constant term. The zero Operand is neither: as
// the graph of a pattern it means the default graph.
type Operand struct {
	Var  Var
	Term graph.Term
}

// IsZero tells whether the operand is neither a variable nor a term.
func (o Operand) IsZero() bool { return o.Var == 0 && o.Term.IsZero() }

// Node is a part of the algebra: it stands for a sequence of solutions.
type Node interface{ node() }

// The nodes.
type (
	// Unit has one solution that binds nothing.
	Unit struct{}

	// BGP is a basic graph pattern: all its patterns match.
	BGP struct{ Patterns []Pattern }

	// Route matches where a property path leads from subject to object.
	Route struct {
		Subject Operand
		Path    Path
		Object  Operand
		Graph   Operand
	}

	// Statement matches facts, those outside the plain view too. A zero Object
	// matches any, and none; a variable there wants one. Fact is bound to the
	// fact. Filter says which facts; its Subject, Predicate and Object are not
	// looked at.
	Statement struct {
		Subject, Predicate, Object Operand
		Fact                       Var
		Filter                     graph.Filter
	}

	Join struct{ Left, Right Node }

	// LeftJoin is OPTIONAL: solutions of Left, extended by those of Right that
	// are compatible and fulfil On (nil: always).
	LeftJoin struct {
		Left, Right Node
		On          Expr
	}

	Union struct{ Branches []Node }

	// Minus drops the solutions of Left that share a variable with a compatible
	// one of Right.
	Minus struct{ Left, Right Node }

	Filter struct {
		Of   Node
		Cond Expr
	}

	// Extend binds Var to the value of an expression; an error leaves it unbound.
	Extend struct {
		Of   Node
		Var  Var
		Expr Expr
	}

	// Graph evaluates Of once for each named graph. The patterns within have
	// Context as their graph; Name (a variable) is joined with it.
	Graph struct {
		Name    Operand
		Context Var
		Of      Node
	}

	// Values is a table; a zero term is unbound.
	Values struct {
		Vars []Var
		Rows [][]graph.Term
	}

	// Group forms groups of equal keys and computes aggregates for each.
	// Without keys all solutions are one group, even if there are none.
	Group struct {
		Of         Node
		Keys       []Binding
		Aggregates []Aggregate
	}

	OrderBy struct {
		Of   Node
		Keys []OrderKey
	}

	// Project keeps the variables and hides the others.
	Project struct {
		Of   Node
		Vars []Var
	}

	// Distinct drops repeated solutions; if Reduced, it need not drop them all.
	Distinct struct {
		Of      Node
		Reduced bool
	}

	// Slice skips Offset solutions and ends after Limit ones (negative: never).
	Slice struct {
		Of            Node
		Offset, Limit int64
	}
)

func (*Unit) node()      {}
func (*BGP) node()       {}
func (*Route) node()     {}
func (*Statement) node() {}
func (*Join) node()      {}
func (*LeftJoin) node()  {}
func (*Union) node()     {}
func (*Minus) node()     {}
func (*Filter) node()    {}
func (*Extend) node()    {}
func (*Graph) node()     {}
func (*Values) node()    {}
func (*Group) node()     {}
func (*OrderBy) node()   {}
func (*Project) node()   {}
func (*Distinct) node()  {}
func (*Slice) node()     {}

// A Pattern is a quad with variables.
type Pattern struct{ S, P, O, G Operand }

// A Binding gives a variable the value of an expression.
type Binding struct {
	Var  Var
	Expr Expr
}

// An Aggregate computes one value from a group.
type Aggregate struct {
	Var       Var
	Func      string // COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT
	Distinct  bool
	Arg       Expr   // nil: *
	Separator string // GROUP_CONCAT
}

// An OrderKey orders by the value of an expression.
type OrderKey struct {
	Expr Expr
	Desc bool
}

// Path is a property path.
type Path interface{ path() }

// The paths.
type (
	// Link is a path of one triple with this predicate.
	Link struct{ Term graph.Term }
	// Inverse follows a path backwards.
	Inverse struct{ Of Path }
	// Chain follows one path after the other.
	Chain struct{ Steps []Path }
	// Choice follows any one of the paths.
	Choice struct{ Of []Path }
	// Repeat follows a path again and again: at least Min times (0 or 1), and
	// only once if Once is set. Each node is reached once.
	Repeat struct {
		Of   Path
		Min  int
		Once bool
	}
	// Except is a path of one triple, the predicate of which is none of Forward,
	// or, backwards, none of Backward. The direction is tried only if its list is
	// not nil.
	Except struct{ Forward, Backward []graph.Term }
)

func (*Link) path()    {}
func (*Inverse) path() {}
func (*Chain) path()   {}
func (*Choice) path()  {}
func (*Repeat) path()  {}
func (*Except) path()  {}

// Expr is an expression.
type Expr interface{ expr() }

// The expressions.
type (
	// Ref is the value of a variable.
	Ref struct{ Var Var }
	// Const is a constant.
	Const struct{ Term graph.Term }
	// Call applies an operator ("=", "&&"), a built-in function by its name in
	// upper case ("STRLEN"), or a function by its IRI (the casts).
	Call struct {
		Func string
		Args []Expr
	}
	// Exists tells whether the node has a solution that agrees with the current
	// one.
	Exists struct {
		Of  Node
		Not bool
	}
)

func (*Ref) expr()    {}
func (*Const) expr()  {}
func (*Call) expr()   {}
func (*Exists) expr() {}

// Form is the kind of a query.
type Form uint8

// The forms.
const (
	Select Form = iota
	Ask
	Construct
	Describe
)

// A Query is a node with what becomes of its solutions.
type Query struct {
	Form    Form
	Root    Node
	Columns []Column // SELECT: the columns of the result

	Template []Pattern // CONSTRUCT; blank nodes are Blank terms
	Describe []Operand // DESCRIBE

	// Dataset names the graphs to ask; nil means the whole graph.
	Dataset *Dataset

	Names []string // the names of the variables, by number; Names[0] is unused
}

// A Column is a variable under the name that the result shows.
type Column struct {
	Name string
	Var  Var
}

// A Dataset is given by FROM and FROM NAMED.
type Dataset struct{ Default, Named []graph.Term }
