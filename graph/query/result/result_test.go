package result

import (
	"errors"
	"strings"
	"testing"

	"factgraph/graph"
)

var columns = []string{"who", "what"}

func rows(yield func([]graph.Term, error) bool) {
	_ = yield([]graph.Term{graph.EntityObject("anna"), {Kind: graph.LiteralTerm, Value: "a \"b\",\n<c>", Lang: "en"}}, nil) &&
		yield([]graph.Term{{Kind: graph.BlankTerm, Value: "x"}, graph.LiteralObject("12", graph.IntegerType)}, nil) &&
		yield([]graph.Term{{}, graph.LiteralObject("2017-11", graph.DateType)}, nil)
}

func TestFormats(t *testing.T) {
	for name, c := range map[string]struct {
		write func(*strings.Builder) error
		want  string
	}{
		"json": {func(b *strings.Builder) error { return JSON(b, columns, rows) }, `{"head":{"vars":["who","what"]},"results":{"bindings":[
{"what":{"type":"literal","value":"a \"b\",\n\u003cc\u003e","xml:lang":"en"},"who":{"type":"uri","value":"urn:factgraph:entity:anna"}},
{"what":{"datatype":"http://www.w3.org/2001/XMLSchema#integer","type":"literal","value":"12"},"who":{"type":"bnode","value":"x"}},
{"what":{"datatype":"http://www.w3.org/2001/XMLSchema#gYearMonth","type":"literal","value":"2017-11"}}
]}}
`},
		"xml": {func(b *strings.Builder) error { return XML(b, columns, rows) }, `<?xml version="1.0" encoding="UTF-8"?>
<sparql xmlns="http://www.w3.org/2005/sparql-results#">
  <head><variable name="who"/><variable name="what"/></head>
  <results>
    <result><binding name="who"><uri>urn:factgraph:entity:anna</uri></binding><binding name="what"><literal xml:lang="en">a &#34;b&#34;,&#xA;&lt;c&gt;</literal></binding></result>
    <result><binding name="who"><bnode>x</bnode></binding><binding name="what"><literal datatype="http://www.w3.org/2001/XMLSchema#integer">12</literal></binding></result>
    <result><binding name="what"><literal datatype="http://www.w3.org/2001/XMLSchema#gYearMonth">2017-11</literal></binding></result>
  </results>
</sparql>
`},
		"csv": {func(b *strings.Builder) error { return CSV(b, columns, rows) },
			"who,what\r\nurn:factgraph:entity:anna,\"a \"\"b\"\",\n<c>\"\r\n_:x,12\r\n,2017-11\r\n"},
		"tsv": {func(b *strings.Builder) error { return TSV(b, columns, rows) },
			"?who\t?what\n<urn:factgraph:entity:anna>\t\"a \\\"b\\\",\\n<c>\"@en\n_:x\t12\n\t\"2017-11\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>\n"},
	} {
		var b strings.Builder
		if err := c.write(&b); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if b.String() != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, b.String(), c.want)
		}
	}
}

// An error of the query ends the writing and is given back.
func TestErrorsPass(t *testing.T) {
	broken := errors.New("broken")
	failing := func(yield func([]graph.Term, error) bool) { yield(nil, broken) }
	var b strings.Builder
	for _, err := range []error{JSON(&b, columns, failing), XML(&b, columns, failing), CSV(&b, columns, failing), TSV(&b, columns, failing)} {
		if !errors.Is(err, broken) {
			t.Errorf("got %v", err)
		}
	}
}
