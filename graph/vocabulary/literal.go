package vocabulary

import (
	"regexp"
	"strings"

	"factgraph/graph"
)

// The datatypes of literals that XML Schema has no type for.
const (
	Interval = Namespace + "interval" // two ISO 8601 dates with a slash between them
	Quantity = Namespace + "quantity" // number and unit
	DateText = Namespace + "date-text"
)

// LangString is the datatype of literals with a language.
const LangString = RDF + "langString"

// dates tells which datatype a date has by its form.
var dates = []struct {
	form     *regexp.Regexp
	datatype string
}{
	{regexp.MustCompile(`^\d{4}-\d\d-\d\d$`), XSD + "date"},
	{regexp.MustCompile(`^\d{4}-\d\d$`), XSD + "gYearMonth"},
	{regexp.MustCompile(`^\d{4}$`), XSD + "gYear"},
	{regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?$`), XSD + "dateTime"},
	{regexp.MustCompile(`^[^/]*/[^/]*$`), Interval},
}

// Datatype is the IRI of a literal's datatype.
func Datatype(t graph.Term) string {
	switch t.Datatype {
	case graph.StringType:
		return XSD + "string"
	case graph.IntegerType:
		return XSD + "integer"
	case graph.DecimalType:
		return XSD + "decimal"
	case graph.QuantityType:
		return Quantity
	case graph.DateType:
		return dateDatatype(t.Value)
	case "":
		if t.Lang != "" {
			return LangString
		}
		return XSD + "string"
	}
	return t.Datatype
}

func dateDatatype(value string) string {
	for _, d := range dates {
		if d.form.MatchString(value) {
			return d.datatype
		}
	}
	return DateText
}

// Literal is the term of a literal, given the IRI of its datatype.
func Literal(value, datatype, lang string) graph.Term {
	t := graph.Term{Kind: graph.LiteralTerm, Value: value, Datatype: datatype}
	switch datatype {
	case LangString:
		t.Datatype, t.Lang = "", strings.ToLower(lang)
	case "", XSD + "string":
		t.Datatype = graph.StringType
	case XSD + "integer":
		t.Datatype = graph.IntegerType
	case XSD + "decimal":
		t.Datatype = graph.DecimalType
	case Quantity:
		t.Datatype = graph.QuantityType
	case XSD + "date", XSD + "gYearMonth", XSD + "gYear", XSD + "dateTime", Interval, DateText:
		if dateDatatype(value) == datatype {
			t.Datatype = graph.DateType
		}
	}
	return t
}
