package value

import (
	"strings"
	"unicode/utf8"

	"factgraph/graph"
)

// A Function computes a value from the values of its arguments.
type Function struct {
	Min, Max int // how many arguments; Max -1: any number
	Apply    func(args []Value) (Value, bool)
}

// functions are the built-in functions that depend on their arguments alone.
var functions = build()

// Lookup finds a function by its name in upper case.
func Lookup(name string) (Function, bool) {
	f, ok := functions[name]
	return f, ok
}

func build() map[string]Function {
	table := map[string]Function{
		"STR": one(func(v Value) (Value, bool) {
			return FromString(v.Text()), v.IsLiteral() || v.Kind == IRI
		}),
		"LANG": one(func(v Value) (Value, bool) { return FromString(v.Term.Lang), v.IsLiteral() }),
		"DATATYPE": one(func(v Value) (Value, bool) {
			if !v.IsLiteral() {
				return Value{}, false
			}
			return FromIRI(v.Datatype()), true
		}),
		"LANGMATCHES": two(langMatches),
		"STRLEN": one(func(v Value) (Value, bool) {
			return FromInt(int64(utf8.RuneCountInString(v.Term.Value))), v.isText()
		}),
		"UCASE":          one(func(v Value) (Value, bool) { return v.like(strings.ToUpper(v.Term.Value)), v.isText() }),
		"LCASE":          one(func(v Value) (Value, bool) { return v.like(strings.ToLower(v.Term.Value)), v.isText() }),
		"ENCODE_FOR_URI": one(encode),
		"STRBEFORE":      two(before),
		"STRAFTER":       two(after),
		"SUBSTR":         {2, 3, substr},
		"CONCAT":         {0, -1, concat},
		"STRLANG":        two(Tagged),
		"STRDT":          two(Typed),
		"SAMETERM": two(func(a, b Value) (Value, bool) {
			return FromBool(a.Term == b.Term), a.Kind != Unbound && b.Kind != Unbound
		}),
		"ISIRI":     is(func(v Value) bool { return v.Kind == IRI }),
		"ISURI":     is(func(v Value) bool { return v.Kind == IRI }),
		"ISBLANK":   is(func(v Value) bool { return v.Kind == Blank }),
		"ISLITERAL": is(Value.IsLiteral),
		"ISNUMERIC": is(Value.IsNumber),
		"UNARY-":    one(Negate),
		"UNARY+":    one(func(v Value) (Value, bool) { return v, v.IsNumber() }),
		"=":         two(func(a, b Value) (Value, bool) { e, ok := Equal(a, b); return FromBool(e), ok }),
		"!=":        two(func(a, b Value) (Value, bool) { e, ok := Equal(a, b); return FromBool(!e), ok }),
		"<":         compared(func(c int) bool { return c < 0 }),
		">":         compared(func(c int) bool { return c > 0 }),
		"<=":        compared(func(c int) bool { return c <= 0 }),
		">=":        compared(func(c int) bool { return c >= 0 }),
	}
	for _, op := range []string{"+", "-", "*", "/"} {
		table[op] = two(func(a, b Value) (Value, bool) { return Arithmetic(op, a, b) })
	}
	for name := range rounders {
		table[name] = one(func(v Value) (Value, bool) { return roundNumber(name, v) })
	}
	for name := range hashes {
		table[name] = one(func(v Value) (Value, bool) { return hash(name, v) })
	}
	for name, test := range search {
		table[name] = two(func(a, b Value) (Value, bool) { return FromBool(test(a.Term.Value, b.Term.Value)), compatible(a, b) })
	}
	for _, name := range []string{"YEAR", "MONTH", "DAY", "HOURS", "MINUTES", "SECONDS", "TIMEZONE", "TZ"} {
		table[name] = one(func(v Value) (Value, bool) { return part(name, v) })
	}
	return table
}

func one(f func(Value) (Value, bool)) Function {
	return Function{1, 1, func(args []Value) (Value, bool) { return f(args[0]) }}
}

func two(f func(a, b Value) (Value, bool)) Function {
	return Function{2, 2, func(args []Value) (Value, bool) { return f(args[0], args[1]) }}
}

func is(test func(Value) bool) Function {
	return one(func(v Value) (Value, bool) { return FromBool(test(v)), v.Kind != Unbound })
}

// compared makes an operator of an order. Two equal terms of no order are
// still <= and >=.
func compared(holds func(int) bool) Function {
	return two(func(a, b Value) (Value, bool) {
		c, ok := Compare(a, b)
		return FromBool(holds(c)), ok
	})
}

// FreshBlank is a blank node with a label that nothing in the data has.
func FreshBlank(label string) Value {
	return Of(graph.Term{Kind: graph.BlankTerm, Value: label})
}
