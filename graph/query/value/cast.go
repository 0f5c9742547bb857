package value

import (
	"math"
	"math/big"
	"strings"

	"factgraph/graph"
	"factgraph/graph/vocabulary"
)

// Cast applies the constructor function of a datatype of XML Schema, given by
// its local name ("integer").
func Cast(local string, v Value) (Value, bool) {
	if v.Kind == IRI && local == "string" {
		return FromString(v.Text()), true
	}
	if !v.IsLiteral() || v.Kind == Unbound {
		return Value{}, false
	}
	switch local {
	case "string":
		return FromString(castText(v)), true
	case "boolean":
		if v.IsNumber() {
			b, _ := v.Bool()
			return FromBool(b), true
		}
	case "integer", "decimal", "float", "double":
		if v.IsNumber() {
			return castNumber(kinds[local], v)
		}
		if v.Kind == Boolean {
			return castNumber(kinds[local], FromInt(int64(boolRank(v.b))))
		}
	case "date":
		if v.Kind == DateTime {
			return castParsed(local, v.local().Format("2006-01-02")+v.zone)
		}
	case "dateTime":
		if v.Kind == Date {
			return castParsed(local, v.local().Format("2006-01-02T15:04:05")+v.zone)
		}
	case "time":
		if v.Kind == DateTime {
			return castParsed(local, v.local().Format("15:04:05.999999999")+v.zone)
		}
	default:
		return Value{}, false
	}
	if v.Kind != String && v.Kind != kinds[local] {
		return Value{}, false
	}
	return castParsed(local, strings.Trim(v.Term.Value, " \t\r\n"))
}

// IsCast tells whether there is a constructor function of this local name.
func IsCast(local string) bool {
	switch local {
	case "string", "boolean", "integer", "decimal", "float", "double", "date", "dateTime", "time":
		return true
	}
	return false
}

func castParsed(local, text string) (Value, bool) {
	v := Of(vocabulary.Literal(text, xsd+local, ""))
	if v.Kind == Boolean {
		v = FromBool(v.b)
	}
	return v, v.Kind == kinds[local]
}

// castText is the string of a literal; numbers in their canonical form, whole
// ones without a point.
func castText(v Value) string {
	switch v.Kind {
	case Boolean:
		return FromBool(v.b).Term.Value
	case Float, Double:
		if a := math.Abs(v.f); a >= 1e-6 && a < 1e6 {
			r, _ := new(big.Rat).SetString(strings.ToLower(floatText(v.f, v.Kind)))
			return strings.TrimSuffix(decimalText(r), ".0")
		}
		return strings.TrimSuffix(floatText(v.f, v.Kind), ".0E0")
	case Decimal:
		return strings.TrimSuffix(decimalText(v.rat), ".0")
	case Integer:
		if v.rat == nil {
			return FromInt(v.i).Term.Value
		}
	}
	return v.Term.Value
}

func castNumber(kind Kind, v Value) (Value, bool) {
	if kind >= Float {
		return fromFloat(v.float(), kind), true
	}
	var r *big.Rat
	if v.Kind >= Float {
		if math.IsNaN(v.f) || math.IsInf(v.f, 0) {
			return Value{}, false
		}
		r = new(big.Rat).SetFloat64(v.f)
	} else {
		r = v.ratOf()
	}
	if kind == Integer {
		r = new(big.Rat).SetInt(new(big.Int).Quo(r.Num(), r.Denom()))
	}
	return fromRat(r, kind)
}

// Typed is STRDT: a literal of a lexical form and a datatype.
func Typed(text, datatype Value) (Value, bool) {
	if text.Kind != String || datatype.Kind != IRI {
		return Value{}, false
	}
	return Of(vocabulary.Literal(text.Term.Value, datatype.Text(), "")), true
}

// Tagged is STRLANG: a literal with a language.
func Tagged(text, lang Value) (Value, bool) {
	if text.Kind != String || lang.Kind != String || lang.Term.Value == "" {
		return Value{}, false
	}
	return Of(graph.Term{Kind: graph.LiteralTerm, Value: text.Term.Value, Lang: strings.ToLower(lang.Term.Value)}), true
}
