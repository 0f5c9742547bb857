package value

import (
	"testing"

	"factgraph/graph"
	"factgraph/graph/vocabulary"
)

func lit(text, local string) Value { return Of(vocabulary.Literal(text, vocabulary.XSD+local, "")) }

func TestArithmetic(t *testing.T) {
	for _, c := range []struct {
		a    Value
		op   string
		b    Value
		want string
	}{
		{lit("2", "integer"), "+", lit("3", "integer"), "5 integer"},
		{lit("9223372036854775807", "integer"), "+", lit("1", "integer"), "9223372036854775808 integer"},
		{lit("-9223372036854775808", "integer"), "*", lit("-1", "integer"), "9223372036854775808 integer"},
		{lit("1", "integer"), "/", lit("4", "integer"), "0.25 decimal"},
		{lit("1", "integer"), "/", lit("0", "integer"), "none"},
		{lit("1", "double"), "/", lit("0", "integer"), "INF " + vocabulary.XSD + "double"},
		{lit("0.1", "decimal"), "+", lit("0.2", "decimal"), "0.3 decimal"},
		{lit("2", "integer"), "*", lit("1.5", "float"), "3.0E0 " + vocabulary.XSD + "float"},
		{lit("2", "integer"), "-", FromString("1"), "none"},
	} {
		got := "none"
		if v, ok := Arithmetic(c.op, c.a, c.b); ok {
			got = v.Term.Value + " " + v.Term.Datatype
		}
		if got != c.want {
			t.Errorf("%s %s %s = %s, want %s", c.a.Term, c.op, c.b.Term, got, c.want)
		}
	}
}

func TestOrderIsTotal(t *testing.T) {
	values := []Value{
		{}, Of(graph.Term{Kind: graph.BlankTerm, Value: "b"}), FromIRI("http://a/"), FromString(""), FromString("a"),
		Of(graph.Term{Kind: graph.LiteralTerm, Value: "a", Lang: "en"}), FromBool(false), FromBool(true),
		FromInt(-1), lit("0.5", "decimal"), FromInt(2), lit("1e3", "double"),
		lit("2017-11-11T00:00:00Z", "dateTime"), lit("2017-11-12", "date"), lit("x", "integer"),
	}
	for i, a := range values {
		for j, b := range values {
			c := Order(a, b)
			if c > 0 && i < j || c < 0 && i > j || c == 0 && i != j {
				t.Errorf("%v and %v (%d, %d) compare as %d", a.Term, b.Term, i, j, c)
			}
		}
	}
}

func TestEqual(t *testing.T) {
	for _, c := range []struct {
		a, b      Value
		equal, ok bool
	}{
		{lit("1", "integer"), lit("1.0", "decimal"), true, true},
		{lit("1", "integer"), lit("01", "integer"), true, true},
		{FromString("a"), FromString("b"), false, true},
		{FromString("a"), FromIRI("a:b"), false, true},
		{lit("a", "unknown"), lit("b", "unknown"), false, false},
		{lit("a", "unknown"), lit("a", "unknown"), true, true},
		{lit("2017-11-11T12:00:00Z", "dateTime"), lit("2017-11-11T13:00:00+01:00", "dateTime"), true, true},
		{Value{}, FromString("a"), false, false},
	} {
		if equal, ok := Equal(c.a, c.b); equal != c.equal || ok != c.ok {
			t.Errorf("%v = %v: got %t, %t", c.a.Term, c.b.Term, equal, ok)
		}
	}
}
