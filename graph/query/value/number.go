package value

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"factgraph/graph"
)

// decimalPlaces is how many digits of a quotient are kept.
const decimalPlaces = 24

// maxDigits bounds the digits of a number in a query or in the data: nobody
// counts that far, and arithmetic on longer ones would take the machine.
const maxDigits = 400

func readInteger(s string) (int64, *big.Rat, bool) {
	if i, err := strconv.ParseInt(s, 10, 64); err == nil {
		return i, nil, true
	}
	digits := strings.TrimLeft(s, "+-")
	if len(s)-len(digits) > 1 || digits == "" || len(digits) > maxDigits || strings.Trim(digits, "0123456789") != "" {
		return 0, nil, false
	}
	rat, ok := new(big.Rat).SetString(s)
	return 0, rat, ok
}

func readDecimal(s string) (*big.Rat, bool) {
	digits := strings.TrimLeft(s, "+-")
	whole, fraction, _ := strings.Cut(digits, ".")
	if len(s)-len(digits) > 1 || whole+fraction == "" || len(digits) > maxDigits || strings.Trim(whole+fraction, "0123456789") != "" {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

func readFloat(s string) (float64, bool) {
	switch s {
	case "INF", "+INF":
		return math.Inf(1), true
	case "-INF":
		return math.Inf(-1), true
	case "NaN":
		return math.NaN(), true
	}
	if strings.Trim(s, "0123456789+-.eE") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil || math.IsInf(f, 0)
}

// ratOf is an exact number as a fraction.
func (v Value) ratOf() *big.Rat {
	if v.rat != nil {
		return v.rat
	}
	return new(big.Rat).SetInt64(v.i)
}

// float is any number as a double.
func (v Value) float() float64 {
	switch {
	case v.Kind >= Float:
		return v.f
	case v.rat != nil:
		f, _ := v.rat.Float64()
		return f
	}
	return float64(v.i)
}

func fromRat(r *big.Rat, kind Kind) (Value, bool) {
	if r.Num().BitLen() > 4*maxDigits || r.Denom().BitLen() > 4*maxDigits {
		return Value{}, false
	}
	if kind == Integer {
		if r.Num().IsInt64() {
			return FromInt(r.Num().Int64()), true
		}
		return Value{Kind: Integer, rat: r, Term: graph.LiteralObject(r.Num().String(), graph.IntegerType)}, true
	}
	return Value{Kind: Decimal, rat: r, Term: graph.LiteralObject(decimalText(r), graph.DecimalType)}, true
}

// decimalText is the canonical form of a decimal: at least one digit on both
// sides of the point.
func decimalText(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String() + ".0"
	}
	s := strings.TrimRight(r.FloatString(decimalPlaces), "0")
	if strings.HasSuffix(s, ".") {
		s += "0"
	}
	return s
}

func fromFloat(f float64, kind Kind) Value {
	datatype := xsd + "double"
	if kind == Float {
		f = float64(float32(f))
		datatype = xsd + "float"
	}
	return Value{Kind: kind, f: f, Term: graph.LiteralObject(floatText(f, kind), datatype)}
}

// floatText is the canonical form of a double: 1.5E2.
func floatText(f float64, kind Kind) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	case math.IsNaN(f):
		return "NaN"
	}
	bits := 64
	if kind == Float {
		bits = 32
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, bits), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(n)
}

// Arithmetic applies + - * or /.
func Arithmetic(op string, a, b Value) (Value, bool) {
	if !a.IsNumber() || !b.IsNumber() {
		return Value{}, false
	}
	kind := max(a.Kind, b.Kind)
	if kind >= Float {
		return floatArithmetic(op, a.float(), b.float(), kind)
	}
	if kind == Integer && a.rat == nil && b.rat == nil {
		if v, ok := intArithmetic(op, a.i, b.i); ok {
			return v, true
		}
	}
	x, y, r := a.ratOf(), b.ratOf(), new(big.Rat)
	switch op {
	case "+":
		r.Add(x, y)
	case "-":
		r.Sub(x, y)
	case "*":
		r.Mul(x, y)
	default:
		if y.Sign() == 0 {
			return Value{}, false
		}
		r.Quo(x, y)
		return roundRat(r)
	}
	return fromRat(r, kind)
}

// roundRat cuts the digits behind decimalPlaces, so that fractions stay short.
func roundRat(r *big.Rat) (Value, bool) {
	rounded, ok := new(big.Rat).SetString(r.FloatString(decimalPlaces))
	if !ok {
		return Value{}, false
	}
	return fromRat(rounded, Decimal)
}

func intArithmetic(op string, a, b int64) (Value, bool) {
	switch op {
	case "+":
		if c := a + b; (c > a) == (b > 0) {
			return FromInt(c), true
		}
	case "-":
		if c := a - b; (c < a) == (b > 0) {
			return FromInt(c), true
		}
	case "*":
		if a == 0 || b == 0 {
			return FromInt(0), true
		}
		if c := a * b; c/b == a && !(a == -1 && b == math.MinInt64) && !(b == -1 && a == math.MinInt64) {
			return FromInt(c), true
		}
	}
	return Value{}, false
}

func floatArithmetic(op string, a, b float64, kind Kind) (Value, bool) {
	switch op {
	case "+":
		return fromFloat(a+b, kind), true
	case "-":
		return fromFloat(a-b, kind), true
	case "*":
		return fromFloat(a*b, kind), true
	}
	return fromFloat(a/b, kind), true
}

// compareNumbers is false when a NaN takes part.
func compareNumbers(a, b Value) (int, bool) {
	if a.Kind >= Float || b.Kind >= Float {
		x, y := a.float(), b.float()
		if a.Kind == Float || b.Kind == Float {
			if max(a.Kind, b.Kind) == Float {
				x, y = float64(float32(x)), float64(float32(y))
			}
		}
		switch {
		case x < y:
			return -1, true
		case x > y:
			return 1, true
		}
		return 0, x == y
	}
	if a.rat == nil && b.rat == nil {
		switch {
		case a.i < b.i:
			return -1, true
		case a.i > b.i:
			return 1, true
		}
		return 0, true
	}
	return a.ratOf().Cmp(b.ratOf()), true
}

// rounders are the functions from numbers to numbers of the same type.
var rounders = map[string]struct {
	rat   func(*big.Rat) *big.Rat
	float func(float64) float64
}{
	"ABS":   {func(r *big.Rat) *big.Rat { return new(big.Rat).Abs(r) }, math.Abs},
	"CEIL":  {func(r *big.Rat) *big.Rat { return neg(floorRat(neg(r))) }, math.Ceil},
	"FLOOR": {floorRat, math.Floor},
	"ROUND": {
		func(r *big.Rat) *big.Rat { return floorRat(new(big.Rat).Add(r, big.NewRat(1, 2))) },
		func(f float64) float64 { return math.Floor(f + 0.5) },
	},
}

func neg(r *big.Rat) *big.Rat { return new(big.Rat).Neg(r) }

func floorRat(r *big.Rat) *big.Rat {
	q := new(big.Int)
	q.DivMod(r.Num(), r.Denom(), new(big.Int)) // Euclidean: rounds down, for the denominator is positive
	return new(big.Rat).SetInt(q)
}

func roundNumber(name string, v Value) (Value, bool) {
	if !v.IsNumber() {
		return Value{}, false
	}
	if v.Kind >= Float {
		return fromFloat(rounders[name].float(v.f), v.Kind), true
	}
	return fromRat(rounders[name].rat(v.ratOf()), v.Kind)
}

// Negate is the unary minus.
func Negate(v Value) (Value, bool) { return Arithmetic("-", FromInt(0), v) }
