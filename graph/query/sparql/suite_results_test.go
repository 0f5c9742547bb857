package sparql_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"factgraph/export/rdf"
	"factgraph/graph"
	"factgraph/graph/vocabulary"
)

// A description finds things in the triples of a manifest.
type description struct{ out map[rdf.Term][]rdf.Quad }

func newDescription(quads []rdf.Quad) *description {
	d := &description{out: make(map[rdf.Term][]rdf.Quad)}
	for _, q := range quads {
		d.out[q.Subject] = append(d.out[q.Subject], q)
	}
	return d
}

func (d *description) objects(s rdf.Term, predicate string) (all []rdf.Term) {
	for _, q := range d.out[s] {
		if q.Predicate.Value == predicate {
			all = append(all, q.Object)
		}
	}
	return all
}

func (d *description) object(s rdf.Term, predicate string) rdf.Term {
	for _, o := range d.objects(s, predicate) {
		return o
	}
	return rdf.Term{}
}

func (d *description) list(head rdf.Term) (all []rdf.Term) {
	for head.Kind == rdf.Blank {
		all = append(all, d.object(head, rdf.First))
		head = d.object(head, rdf.Rest)
	}
	return all
}

// A table is a result set.
type table struct {
	columns []string
	rows    [][]graph.Term
	ordered bool
}

// same compares two tables as graphs, for their blank nodes have no names.
func (t *table) same(got *table) error {
	if !rdf.Isomorphic(t.quads(t.ordered), got.quads(t.ordered)) {
		return fmt.Errorf("got %v %v\nwant %v %v", got.columns, got.rows, t.columns, t.rows)
	}
	return nil
}

// reduces tells whether got has the rows of t, each at least once and not more
// often than t: REDUCED leaves that open.
func (t *table) reduces(got *table) error {
	count := func(rows [][]graph.Term) map[string]int {
		n := make(map[string]int)
		for _, row := range rows {
			n[fmt.Sprint(row)]++
		}
		return n
	}
	want, have := count(t.rows), count(got.rows)
	for row, n := range want {
		if have[row] < 1 || have[row] > n {
			return fmt.Errorf("%s comes %d times, want 1 to %d", row, have[row], n)
		}
	}
	if len(have) != len(want) {
		return fmt.Errorf("got %d different rows, want %d", len(have), len(want))
	}
	return nil
}

func (t *table) quads(ordered bool) (all []rdf.Quad) {
	for n, row := range t.rows {
		node := rdf.NewBlank("row" + strconv.Itoa(n))
		if ordered {
			all = append(all, rdf.Quad{Subject: node, Predicate: rdf.NewIRI("x:index"), Object: rdf.NewLiteral(strconv.Itoa(n), "")})
		}
		all = append(all, rdf.Quad{Subject: node, Predicate: rdf.NewIRI(rdf.Type), Object: rdf.NewIRI("x:row")})
		for i, value := range row {
			if !value.IsZero() {
				all = append(all, rdf.Quad{Subject: node, Predicate: rdf.NewIRI("x:" + t.columns[i]), Object: rdfTerm(value)})
			}
		}
	}
	return all
}

func (s *suite) readTable(iri string) (*table, error) {
	switch {
	case strings.HasSuffix(iri, ".srx"):
		t, _, err := s.readSRX(iri)
		return t, err
	case strings.HasSuffix(iri, ".srj"):
		t, _, err := s.readSRJ(iri)
		return t, err
	}
	t, _, err := s.readResultSet(iri)
	return t, err
}

func (s *suite) readTruth(iri string) (bool, error) {
	var truth *bool
	var err error
	switch {
	case strings.HasSuffix(iri, ".srx"):
		_, truth, err = s.readSRX(iri)
	case strings.HasSuffix(iri, ".srj"):
		_, truth, err = s.readSRJ(iri)
	default:
		_, truth, err = s.readResultSet(iri)
	}
	if err == nil && truth == nil {
		err = fmt.Errorf("%s holds no boolean", iri)
	}
	return truth != nil && *truth, err
}

func (s *suite) readSRX(iri string) (*table, *bool, error) {
	b, err := os.ReadFile(s.path(iri))
	if err != nil {
		return nil, nil, err
	}
	var doc struct {
		Boolean *bool `xml:"boolean"`
		Vars    []struct {
			Name string `xml:"name,attr"`
		} `xml:"head>variable"`
		Results []struct {
			Bindings []struct {
				Name    string  `xml:"name,attr"`
				URI     *string `xml:"uri"`
				Blank   *string `xml:"bnode"`
				Literal *struct {
					Text     string `xml:",chardata"`
					Datatype string `xml:"datatype,attr"`
					Lang     string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
				} `xml:"literal"`
			} `xml:"binding"`
		} `xml:"results>result"`
	}
	if err := xml.Unmarshal(b, &doc); err != nil {
		return nil, nil, err
	}
	t := &table{}
	at := make(map[string]int)
	for i, v := range doc.Vars {
		t.columns = append(t.columns, v.Name)
		at[v.Name] = i
	}
	for _, r := range doc.Results {
		row := make([]graph.Term, len(t.columns))
		for _, b := range r.Bindings {
			switch {
			case b.URI != nil:
				row[at[b.Name]] = vocabulary.Resource(strings.TrimSpace(*b.URI))
			case b.Blank != nil:
				row[at[b.Name]] = graph.Term{Kind: graph.BlankTerm, Value: *b.Blank}
			case b.Literal != nil:
				row[at[b.Name]] = literal(b.Literal.Text, b.Literal.Datatype, b.Literal.Lang)
			}
		}
		t.rows = append(t.rows, row)
	}
	return t, doc.Boolean, nil
}

func literal(text, datatype, lang string) graph.Term {
	if lang != "" {
		datatype = vocabulary.LangString
	}
	return vocabulary.Literal(text, datatype, lang)
}

func (s *suite) readSRJ(iri string) (*table, *bool, error) {
	b, err := os.ReadFile(s.path(iri))
	if err != nil {
		return nil, nil, err
	}
	var doc struct {
		Boolean *bool
		Head    struct{ Vars []string }
		Results struct {
			Bindings []map[string]struct {
				Type, Value, Datatype string
				Lang                  string `json:"xml:lang"`
			}
		}
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		return nil, nil, err
	}
	t := &table{columns: doc.Head.Vars}
	for _, binding := range doc.Results.Bindings {
		row := make([]graph.Term, len(t.columns))
		for i, c := range t.columns {
			switch v, ok := binding[c]; {
			case !ok:
			case v.Type == "uri":
				row[i] = vocabulary.Resource(v.Value)
			case v.Type == "bnode":
				row[i] = graph.Term{Kind: graph.BlankTerm, Value: v.Value}
			default:
				row[i] = literal(v.Value, v.Datatype, v.Lang)
			}
		}
		t.rows = append(t.rows, row)
	}
	return t, doc.Boolean, nil
}

// readResultSet reads results that are written down as RDF.
func (s *suite) readResultSet(iri string) (*table, *bool, error) {
	quads, err := s.read(iri)
	if err != nil {
		return nil, nil, err
	}
	d := newDescription(quads)
	var set rdf.Term
	for _, q := range quads {
		if q.Predicate.Value == rdf.Type && q.Object.Value == rs+"ResultSet" {
			set = q.Subject
		}
	}
	if b := d.object(set, rs+"boolean"); b.Value != "" {
		truth := b.Value == "true"
		return nil, &truth, nil
	}
	t := &table{}
	at := make(map[string]int)
	for i, v := range d.objects(set, rs+"resultVariable") {
		t.columns = append(t.columns, v.Value)
		at[v.Value] = i
	}
	solutions := d.objects(set, rs+"solution")
	t.rows = make([][]graph.Term, len(solutions))
	for n, solution := range solutions {
		row := make([]graph.Term, len(t.columns))
		for _, b := range d.objects(solution, rs+"binding") {
			row[at[d.object(b, rs+"variable").Value]] = term(d.object(b, rs+"value"), "")
		}
		if index := d.object(solution, rs+"index"); index.Value != "" {
			t.ordered = true
			if n, err = strconv.Atoi(index.Value); err != nil {
				return nil, nil, err
			}
			n--
		}
		t.rows[n] = row
	}
	return t, nil, nil
}

const rdfNS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

// readRDFXML reads as much of RDF/XML as the files of the suite use.
func readRDFXML(r io.Reader, base string) ([]rdf.Quad, error) {
	x := &rdfXML{d: xml.NewDecoder(r), base: base}
	for {
		token, err := x.d.Token()
		if err == io.EOF {
			return x.quads, nil
		}
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "RDF" {
			if err := x.nodes(nil); err != nil {
				return nil, err
			}
		}
	}
}

type rdfXML struct {
	d     *xml.Decoder
	base  string
	n     int
	quads []rdf.Quad
}

func (x *rdfXML) fresh() rdf.Term {
	x.n++
	return rdf.NewBlank("xml" + strconv.Itoa(x.n))
}

func (x *rdfXML) add(s rdf.Term, p string, o rdf.Term) {
	x.quads = append(x.quads, rdf.Quad{Subject: s, Predicate: rdf.NewIRI(p), Object: o})
}

// nodes reads node elements up to the end of the parent.
func (x *rdfXML) nodes(found func(rdf.Term)) error {
	for {
		token, err := x.d.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			node, err := x.node(token)
			if err != nil {
				return err
			}
			if found != nil {
				found(node)
			}
		}
	}
}

func (x *rdfXML) node(start xml.StartElement) (rdf.Term, error) {
	node := x.fresh()
	for _, a := range start.Attr {
		switch a.Name {
		case xml.Name{Space: rdfNS, Local: "about"}:
			node = rdf.NewIRI(x.resolve(a.Value))
		case xml.Name{Space: rdfNS, Local: "nodeID"}:
			node = rdf.NewBlank(a.Value)
		}
	}
	if start.Name != (xml.Name{Space: rdfNS, Local: "Description"}) {
		x.add(node, rdf.Type, rdf.NewIRI(start.Name.Space+start.Name.Local))
	}
	return node, x.properties(node)
}

func (x *rdfXML) resolve(s string) string {
	if s == "" {
		return x.base
	}
	return s
}

func (x *rdfXML) properties(node rdf.Term) error {
	for {
		token, err := x.d.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if err := x.property(node, token); err != nil {
				return err
			}
		}
	}
}

func (x *rdfXML) property(node rdf.Term, start xml.StartElement) error {
	predicate := start.Name.Space + start.Name.Local
	datatype, lang := "", ""
	for _, a := range start.Attr {
		switch {
		case a.Name.Local == "resource":
			x.add(node, predicate, rdf.NewIRI(x.resolve(a.Value)))
			return x.d.Skip()
		case a.Name.Local == "nodeID":
			x.add(node, predicate, rdf.NewBlank(a.Value))
			return x.d.Skip()
		case a.Name.Local == "parseType":
			inner := x.fresh()
			x.add(node, predicate, inner)
			return x.properties(inner)
		case a.Name.Local == "datatype":
			datatype = a.Value
		case a.Name.Local == "lang":
			lang = a.Value
		}
	}
	var text strings.Builder
	nested := false
	for {
		token, err := x.d.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.CharData:
			text.Write(token)
		case xml.StartElement:
			inner, err := x.node(token)
			if err != nil {
				return err
			}
			x.add(node, predicate, inner)
			nested = true
		case xml.EndElement:
			switch {
			case nested:
			case lang != "":
				x.add(node, predicate, rdf.NewLangString(text.String(), lang))
			default:
				x.add(node, predicate, rdf.NewLiteral(text.String(), datatype))
			}
			return nil
		}
	}
}
