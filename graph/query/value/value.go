// Package value computes with the terms of the graph: what literals mean, how
// they compare, and the operators and functions of SPARQL 1.1 over them.
//
// An operation that has no answer (a type error, in SPARQL's words) returns
// false as its second result; there is nothing more to say about it.
package value

import (
	"math/big"
	"strconv"
	"strings"
	"time"

	"factgraph/graph"
	"factgraph/graph/vocabulary"
)

// Kind is what a value is to the operators.
type Kind uint8

// The kinds, in the order of ORDER BY; Integer to Double are the numbers, and
// each is promoted to the next where two meet.
const (
	Unbound Kind = iota
	Blank
	IRI
	String
	LangString
	Boolean
	Integer
	Decimal
	Float
	Double
	DateTime
	Date
	Time
	Other // a literal of a datatype that is not known here, or malformed
)

// A Value is a term with what it means.
type Value struct {
	Term graph.Term
	Kind Kind

	b    bool
	i    int64    // Integer, unless rat is set
	rat  *big.Rat // Decimal, and integers beyond 64 bits
	f    float64  // Float, Double
	time time.Time
	zone string // as it is written: "", "Z", "+01:00"
}

const xsd = vocabulary.XSD

// kinds of the datatypes of XML Schema.
var kinds = map[string]Kind{
	"string": String, "boolean": Boolean, "decimal": Decimal, "float": Float, "double": Double,
	"dateTime": DateTime, "dateTimeStamp": DateTime, "date": Date, "time": Time,
	"integer": Integer, "int": Integer, "long": Integer, "short": Integer, "byte": Integer,
	"nonNegativeInteger": Integer, "positiveInteger": Integer, "nonPositiveInteger": Integer, "negativeInteger": Integer,
	"unsignedLong": Integer, "unsignedInt": Integer, "unsignedShort": Integer, "unsignedByte": Integer,
}

// Of is the value of a term.
func Of(t graph.Term) Value {
	v := Value{Term: t}
	v.Term.Text = ""
	switch t.Kind {
	case graph.NoTerm:
		return Value{}
	case graph.BlankTerm:
		v.Kind = Blank
	case graph.LiteralTerm:
		v.read()
	default:
		v.Kind = IRI
	}
	return v
}

// read finds the meaning of a literal.
func (v *Value) read() {
	t := v.Term
	if t.Lang != "" {
		v.Kind = LangString
		return
	}
	if t.Datatype == graph.StringType {
		v.Kind = String
		return
	}
	local, ok := strings.CutPrefix(vocabulary.Datatype(t), xsd)
	kind := kinds[local]
	if !ok || kind == Unbound {
		v.Kind = Other
		return
	}
	v.Kind = kind
	text := t.Value
	if kind != String {
		text = strings.Trim(text, " \t\r\n")
	}
	switch kind {
	case Boolean:
		v.b = text == "true" || text == "1"
		ok = v.b || text == "false" || text == "0"
	case Integer:
		v.i, v.rat, ok = readInteger(text)
	case Decimal:
		v.rat, ok = readDecimal(text)
	case Float, Double:
		v.f, ok = readFloat(text)
	case DateTime, Date, Time:
		v.time, v.zone, ok = readTime(text, kind)
	}
	if !ok {
		v.Kind = Other
	}
}

// IsLiteral tells whether the value is a literal.
func (v Value) IsLiteral() bool { return v.Kind >= String }

// IsNumber tells whether the value is a number.
func (v Value) IsNumber() bool { return v.Kind >= Integer && v.Kind <= Double }

// isText tells whether the value is a string, with a language or without.
func (v Value) isText() bool { return v.Kind == String || v.Kind == LangString }

// Text is the lexical form of a literal, the IRI of a resource.
func (v Value) Text() string {
	if v.Kind == IRI {
		return vocabulary.IRI(v.Term)
	}
	return v.Term.Value
}

// Datatype is the IRI of a literal's datatype.
func (v Value) Datatype() string { return vocabulary.Datatype(v.Term) }

// Bool is the effective boolean value.
func (v Value) Bool() (truth, ok bool) {
	switch v.Kind {
	case Boolean:
		return v.b, true
	case String:
		return v.Term.Value != "", true
	case Integer:
		return v.i != 0 || v.rat != nil, true
	case Decimal:
		return v.rat.Sign() != 0, true
	case Float, Double:
		return v.f != 0 && v.f == v.f, true
	case Other:
		// A malformed boolean or number is false; of an unknown type, an error.
		if k := kinds[strings.TrimPrefix(v.Datatype(), xsd)]; k == Boolean || k >= Integer && k <= Double {
			return false, true
		}
	}
	return false, false
}

// Unmarked literals.

// FromBool is the literal of a truth value.
func FromBool(b bool) Value {
	return Value{Kind: Boolean, b: b, Term: graph.LiteralObject(strconv.FormatBool(b), xsd+"boolean")}
}

// FromString is the literal of a string.
func FromString(s string) Value {
	return Value{Kind: String, Term: graph.LiteralObject(s, graph.StringType)}
}

// FromInt is the literal of an integer.
func FromInt(i int64) Value {
	return Value{Kind: Integer, i: i, Term: graph.LiteralObject(strconv.FormatInt(i, 10), graph.IntegerType)}
}

// FromIRI is the resource of an IRI.
func FromIRI(s string) Value { return Of(vocabulary.Resource(s)) }

// like is a string with the language of v.
func (v Value) like(s string) Value {
	if v.Kind == LangString {
		return Value{Kind: LangString, Term: graph.Term{Kind: graph.LiteralTerm, Value: s, Lang: v.Term.Lang}}
	}
	return FromString(s)
}
