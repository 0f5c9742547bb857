// Package result writes the answers of queries in the formats of SPARQL 1.1:
// JSON, XML, CSV and TSV. Rows are written as they come.
package result

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"strings"

	"factgraph/graph"
	"factgraph/graph/query/value"
	"factgraph/graph/vocabulary"
)

// Rows are the solutions of a query: a term for each column, the zero term
// where there is none.
type Rows = iter.Seq2[[]graph.Term, error]

// JSON writes application/sparql-results+json.
func JSON(out io.Writer, columns []string, rows Rows) error {
	w := bufio.NewWriter(out)
	head, err := json.Marshal(columns)
	if err != nil {
		return err
	}
	if len(columns) == 0 {
		head = []byte("[]")
	}
	fmt.Fprintf(w, "{\"head\":{\"vars\":%s},\"results\":{\"bindings\":[", head)
	separator := "\n"
	for row, err := range rows {
		if err != nil {
			return err
		}
		line, err := json.Marshal(binding(columns, row))
		if err != nil {
			return err
		}
		w.WriteString(separator)
		w.Write(line)
		separator = ",\n"
	}
	w.WriteString("\n]}}\n")
	return w.Flush()
}

// JSONLines writes the bindings of application/sparql-results+json, one a line.
func JSONLines(out io.Writer, columns []string, rows Rows) error {
	w := bufio.NewWriter(out)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for row, err := range rows {
		if err != nil {
			return err
		}
		if err := encoder.Encode(binding(columns, row)); err != nil {
			return err
		}
	}
	return w.Flush()
}

// binding is a solution in JSON; what is unbound is left out.
func binding(columns []string, row []graph.Term) map[string]map[string]string {
	b := make(map[string]map[string]string, len(row))
	for i, t := range row {
		if !t.IsZero() {
			b[columns[i]] = jsonTerm(t)
		}
	}
	return b
}

// JSONTruth writes the answer of an ASK query.
func JSONTruth(out io.Writer, truth bool) error {
	_, err := fmt.Fprintf(out, "{\"head\":{},\"boolean\":%t}\n", truth)
	return err
}

func jsonTerm(t graph.Term) map[string]string {
	switch t.Kind {
	case graph.BlankTerm:
		return map[string]string{"type": "bnode", "value": t.Value}
	case graph.LiteralTerm:
		m := map[string]string{"type": "literal", "value": t.Value}
		if t.Lang != "" {
			m["xml:lang"] = t.Lang
		} else if t.Datatype != graph.StringType {
			m["datatype"] = vocabulary.Datatype(t)
		}
		return m
	}
	return map[string]string{"type": "uri", "value": vocabulary.IRI(t)}
}

// XML writes application/sparql-results+xml.
func XML(out io.Writer, columns []string, rows Rows) error {
	w := bufio.NewWriter(out)
	w.WriteString(xml.Header + "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n  <head>")
	for _, c := range columns {
		w.WriteString("<variable name=\"" + escapeXML(c) + "\"/>")
	}
	w.WriteString("</head>\n  <results>\n")
	for row, err := range rows {
		if err != nil {
			return err
		}
		w.WriteString("    <result>")
		for i, t := range row {
			if !t.IsZero() {
				w.WriteString("<binding name=\"" + escapeXML(columns[i]) + "\">" + xmlTerm(t) + "</binding>")
			}
		}
		w.WriteString("</result>\n")
	}
	w.WriteString("  </results>\n</sparql>\n")
	return w.Flush()
}

// XMLTruth writes the answer of an ASK query.
func XMLTruth(out io.Writer, truth bool) error {
	_, err := fmt.Fprintf(out, "%s<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n  <head/>\n  <boolean>%t</boolean>\n</sparql>\n", xml.Header, truth)
	return err
}

func xmlTerm(t graph.Term) string {
	switch t.Kind {
	case graph.BlankTerm:
		return "<bnode>" + escapeXML(t.Value) + "</bnode>"
	case graph.LiteralTerm:
		attribute := ""
		if t.Lang != "" {
			attribute = " xml:lang=\"" + escapeXML(t.Lang) + "\""
		} else if t.Datatype != graph.StringType {
			attribute = " datatype=\"" + escapeXML(vocabulary.Datatype(t)) + "\""
		}
		return "<literal" + attribute + ">" + escapeXML(t.Value) + "</literal>"
	}
	return "<uri>" + escapeXML(vocabulary.IRI(t)) + "</uri>"
}

func escapeXML(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}

// CSV writes text/csv: values without their types.
func CSV(out io.Writer, columns []string, rows Rows) error {
	w := bufio.NewWriter(out)
	write := func(fields []string) {
		for i, f := range fields {
			if strings.ContainsAny(f, ",\"\r\n") {
				f = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
			}
			fields[i] = f
		}
		w.WriteString(strings.Join(fields, ",") + "\r\n")
	}
	write(append([]string(nil), columns...))
	for row, err := range rows {
		if err != nil {
			return err
		}
		fields := make([]string, len(row))
		for i, t := range row {
			fields[i] = csvTerm(t)
		}
		write(fields)
	}
	return w.Flush()
}

func csvTerm(t graph.Term) string {
	switch t.Kind {
	case graph.NoTerm:
		return ""
	case graph.BlankTerm:
		return "_:" + t.Value
	case graph.LiteralTerm:
		return t.Value
	}
	return vocabulary.IRI(t)
}

// TSV writes text/tab-separated-values: terms as in Turtle.
func TSV(out io.Writer, columns []string, rows Rows) error {
	w := bufio.NewWriter(out)
	for i, c := range columns {
		if i > 0 {
			w.WriteByte('\t')
		}
		w.WriteString("?" + c)
	}
	w.WriteByte('\n')
	for row, err := range rows {
		if err != nil {
			return err
		}
		for i, t := range row {
			if i > 0 {
				w.WriteByte('\t')
			}
			w.WriteString(Term(t))
		}
		w.WriteByte('\n')
	}
	return w.Flush()
}

var literalEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// Term writes a term as Turtle does, numbers without quotes.
func Term(t graph.Term) string {
	switch t.Kind {
	case graph.NoTerm:
		return ""
	case graph.BlankTerm:
		return "_:" + t.Value
	case graph.LiteralTerm:
		return literal(t)
	}
	return "<" + vocabulary.IRI(t) + ">"
}

func literal(t graph.Term) string {
	quoted := `"` + literalEscapes.Replace(t.Value) + `"`
	datatype := vocabulary.Datatype(t)
	bare := func(chars string) bool {
		return value.Of(t).IsNumber() && strings.ContainsAny(t.Value, chars) && !strings.ContainsAny(t.Value, " \t\r\n")
	}
	switch {
	case t.Lang != "":
		return quoted + "@" + t.Lang
	case t.Datatype == graph.StringType:
		return quoted
	case datatype == vocabulary.XSD+"integer" && bare("0123456789"),
		datatype == vocabulary.XSD+"decimal" && bare(".") && !strings.HasSuffix(t.Value, "."),
		datatype == vocabulary.XSD+"double" && bare("eE"):
		return t.Value
	}
	return quoted + "^^<" + datatype + ">"
}

// Statement writes a term as N-Triples does.
func Statement(t graph.Term) string {
	if t.Kind != graph.LiteralTerm {
		return Term(t)
	}
	quoted := `"` + literalEscapes.Replace(t.Value) + `"`
	switch {
	case t.Lang != "":
		return quoted + "@" + t.Lang
	case t.Datatype == graph.StringType:
		return quoted
	}
	return quoted + "^^<" + vocabulary.Datatype(t) + ">"
}

// shortened are the namespaces that Short abbreviates, longer ones first.
var shortened = []struct{ prefix, namespace string }{
	{"entity:", vocabulary.EntityNamespace}, {"fact:", vocabulary.FactNamespace}, {"article:", vocabulary.ArticleNamespace},
	{"fg:", vocabulary.Namespace}, {"rdf:", vocabulary.RDF}, {"rdfs:", vocabulary.RDFS}, {"xsd:", vocabulary.XSD},
	{"owl:", vocabulary.OWL}, {"skos:", vocabulary.SKOS},
}

// Short writes a term for people: IRIs with their prefixes, literals without
// quotes and types.
func Short(t graph.Term) string {
	switch t.Kind {
	case graph.NoTerm:
		return ""
	case graph.BlankTerm:
		return "_:" + t.Value
	case graph.LiteralTerm:
		if t.Lang != "" {
			return t.Value + "@" + t.Lang
		}
		return t.Value
	}
	iri := vocabulary.IRI(t)
	for _, s := range shortened {
		if local, ok := strings.CutPrefix(iri, s.namespace); ok {
			return s.prefix + local
		}
	}
	return iri
}
