package triples

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"factgraph/export/rdf"
	"factgraph/graph"
	"factgraph/graph/vocabulary"
)

// Read makes contributions of quads: of our own exports, the facts with all
// their marks; of other people's RDF, an asserted fact for each triple, with
// the source as its article. The contributions come in the order of their
// articles' ids. What can't be a fact of its own (the names and classes of
// things) goes into the entities.
//
// name stands for the source as an article of its own. The quads are held in
// memory.
func Read(ctx context.Context, quads iter.Seq2[rdf.Quad, error], name string) ([]*graph.Contribution, error) {
	in := &importer{
		name: name, things: make(map[string][]rdf.Quad), articles: make(map[graph.ArticleID]*graph.Contribution),
		entities: make(map[graph.EntityID]*graph.Entity),
	}
	for q, err := range quads {
		if err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		in.add(q)
	}
	if err := in.facts(); err != nil {
		return nil, err
	}
	return in.contributions()
}

type importer struct {
	name     string
	order    []string              // subjects in the order in which they come
	things   map[string][]rdf.Quad // by subject
	articles map[graph.ArticleID]*graph.Contribution
	entities map[graph.EntityID]*graph.Entity
}

func (in *importer) add(q rdf.Quad) {
	key := subjectKey(q.Subject)
	if in.things[key] == nil {
		in.order = append(in.order, key)
	}
	in.things[key] = append(in.things[key], q)
}

func subjectKey(t rdf.Term) string {
	if t.Kind == rdf.Blank {
		return "_:" + t.Value
	}
	return t.Value
}

// get is the first value of a property of a thing; all are its values.
func (in *importer) get(subject, property string) rdf.Term {
	for _, q := range in.things[subject] {
		if q.Predicate.Value == property {
			return q.Object
		}
	}
	return rdf.Term{}
}

func (in *importer) all(subject, property string) []rdf.Term {
	var values []rdf.Term
	for _, q := range in.things[subject] {
		if q.Predicate.Value == property && !slices.Contains(values, q.Object) {
			values = append(values, q.Object)
		}
	}
	return values
}

func (in *importer) is(subject, class string) bool {
	for _, q := range in.things[subject] {
		if q.Predicate.Value == vocabulary.Type && q.Object.Value == class {
			return true
		}
	}
	return false
}

// facts goes through all things: facts with their evidence become facts, names
// and classes go to entities, and what remains are triples of others.
func (in *importer) facts() error {
	stated := make(map[[3]string]bool)
	for _, subject := range in.order {
		if !in.is(subject, vocabulary.Fact) {
			continue
		}
		if err := in.fact(subject); err != nil {
			return fmt.Errorf("%s: %w", subject, err)
		}
		stated[[3]string{in.get(subject, vocabulary.Subject).Value, in.get(subject, vocabulary.PredicateOf).Value, objectKey(in.get(subject, vocabulary.Object))}] = true
	}
	for _, subject := range in.order {
		switch {
		case in.is(subject, vocabulary.Fact), in.is(subject, vocabulary.Evidence), in.is(subject, vocabulary.Predicate),
			strings.HasPrefix(subject, vocabulary.EvidenceNamespace):
		case in.is(subject, vocabulary.Article):
			in.article(graph.ArticleID(resource(rdf.NewIRI(subject)).Value))
		default:
			if err := in.thing(subject, stated); err != nil {
				return fmt.Errorf("%s: %w", subject, err)
			}
		}
	}
	return nil
}

func objectKey(t rdf.Term) string {
	return fmt.Sprintf("%d %s %s %s", t.Kind, t.Value, t.Datatype, t.Lang)
}

// fact reads a fact of our own from its node.
func (in *importer) fact(subject string) error {
	f := graph.Fact{
		Subject:   graph.EntityID(resource(in.get(subject, vocabulary.Subject)).Value),
		Predicate: resource(in.get(subject, vocabulary.PredicateOf)).Value,
		Object:    term(in.get(subject, vocabulary.Object)),
		Negated:   in.get(subject, vocabulary.Negated).Value == "true",
		Modality:  graph.Modality(in.get(subject, vocabulary.Modality).Value),
	}
	if f.Object.Kind == graph.FactTerm {
		f.Object.Text = in.get(subject, wording).Value
	}
	if chain := in.get(subject, speakers).Value; chain != "" {
		for id := range strings.FieldsSeq(chain) {
			f.AttributedTo = append(f.AttributedTo, graph.EntityID(id))
		}
	} else {
		for _, speaker := range in.all(subject, vocabulary.AttributedTo) {
			f.AttributedTo = append(f.AttributedTo, graph.EntityID(resource(speaker).Value))
		}
	}
	f.ID = f.ComputeID()
	if want := resource(rdf.NewIRI(subject)).Value; want != string(f.ID) {
		return fmt.Errorf("what it says belongs to a fact with the id %s", f.ID)
	}
	byArticle := make(map[graph.ArticleID][]graph.Evidence)
	for _, node := range in.all(subject, vocabulary.EvidenceOf) {
		ev, err := in.evidence(node.Value)
		if err != nil {
			return fmt.Errorf("%s: %w", node.Value, err)
		}
		byArticle[ev.Article] = append(byArticle[ev.Article], ev)
	}
	if len(byArticle) == 0 {
		return fmt.Errorf("it has no evidence")
	}
	for id, evidence := range byArticle {
		part := f
		part.Evidence = evidence
		c := in.article(id)
		c.Facts = append(c.Facts, part)
	}
	return nil
}

func (in *importer) evidence(node string) (graph.Evidence, error) {
	ev := graph.Evidence{
		Article: graph.ArticleID(resource(in.get(node, vocabulary.ArticleOf)).Value),
		Text:    in.get(node, vocabulary.Text).Value,
		Phrase:  in.get(node, vocabulary.Phrase).Value,
		Rule:    in.get(node, vocabulary.Rule).Value,
	}
	if ev.Article == "" {
		return ev, fmt.Errorf("it names no article")
	}
	var err error
	for _, n := range []struct {
		property string
		to       *int
	}{{vocabulary.Sentence, &ev.Sentence}, {vocabulary.Start, &ev.Start}, {vocabulary.End, &ev.End}} {
		if *n.to, err = strconv.Atoi(cmp.Or(in.get(node, n.property).Value, "0")); err != nil {
			return ev, err
		}
	}
	if ev.Confidence, err = strconv.ParseFloat(cmp.Or(in.get(node, vocabulary.Confidence).Value, "1"), 64); err != nil {
		return ev, err
	}
	if ev.SubjectStart, ev.SubjectEnd, err = parseSpan(in.get(node, subjectSpan).Value); err != nil {
		return ev, err
	}
	if ev.ObjectStart, ev.ObjectEnd, err = parseSpan(in.get(node, objectSpan).Value); err != nil {
		return ev, err
	}
	parts := in.all(node, qualification)
	slices.SortFunc(parts, func(a, b rdf.Term) int {
		return cmp.Or(cmp.Compare(len(a.Value), len(b.Value)), cmp.Compare(a.Value, b.Value))
	})
	for _, part := range parts {
		q := graph.Qualifier{Role: in.get(part.Value, role).Value, Value: term(in.get(part.Value, value)), Text: in.get(part.Value, vocabulary.Text).Value}
		if q.Value.Kind == graph.FactTerm {
			q.Value.Text = in.get(part.Value, wording).Value
		}
		ev.Qualifiers = append(ev.Qualifiers, q)
	}
	return ev, nil
}

func parseSpan(s string) (start, end int, err error) {
	if s == "" {
		return 0, 0, nil
	}
	_, err = fmt.Sscanf(s, "%d-%d", &start, &end)
	return start, end, err
}

// article is the contribution of an article, described if the quads do.
func (in *importer) article(id graph.ArticleID) *graph.Contribution {
	c := in.articles[id]
	if c == nil {
		node := article(id).Value
		c = &graph.Contribution{Article: graph.Article{
			ID: id, Title: in.get(node, vocabulary.Title).Value, Source: in.get(node, vocabulary.Source).Value,
			Author: in.get(node, vocabulary.Author).Value, Address: in.get(node, vocabulary.Address).Value,
			DuplicateOf: graph.ArticleID(resource(in.get(node, vocabulary.DuplicateOf)).Value),
		}}
		if date, err := time.Parse(time.DateOnly, in.get(node, vocabulary.Date).Value); err == nil {
			c.Article.Date = date
		}
		in.articles[id] = c
	}
	return c
}

// thing reads what is said of a thing by triples: its names and classes, and
// facts that no node of ours states.
func (in *importer) thing(subject string, stated map[[3]string]bool) error {
	for _, q := range in.things[subject] {
		id := entityID(q.Subject)
		e := in.entity(id)
		switch p := q.Predicate.Value; {
		case p == vocabulary.Label && q.Object.Kind == rdf.Literal:
			if e.Name == "" {
				e.Name = q.Object.Value
			}
			e.Aliases = append(e.Aliases, graph.Count{Text: q.Object.Value, N: 1})
		case p == vocabulary.AltLabel && q.Object.Kind == rdf.Literal:
			e.Aliases = append(e.Aliases, graph.Count{Text: q.Object.Value, N: 1})
		case p == subtype:
			e.Subtype = q.Object.Value
		case p == vocabulary.SameAs && q.Object.Kind == rdf.IRI:
			if !slices.Contains(e.SameAs, q.Object.Value) {
				e.SameAs = append(e.SameAs, q.Object.Value)
			}
		case p == vocabulary.Type && in.class(e, q.Object.Value):
		case stated[[3]string{q.Subject.Value, p, objectKey(q.Object)}]:
		default:
			in.triple(q)
		}
	}
	return nil
}

// class takes up a class that tells the type of an entity.
func (in *importer) class(e *graph.Entity, class string) bool {
	if t, ok := vocabulary.TypeOf(class); ok {
		e.Type = t
		return true
	}
	name, ok := strings.CutPrefix(class, schema)
	if !ok {
		return false
	}
	for _, t := range graph.Types() {
		if schemaClasses[t] == name {
			if e.Type == "" {
				e.Type = t
			}
			return true
		}
	}
	return false
}

// triple makes an asserted fact of other people's triple. Its article is the
// graph that it stands in, or the source itself.
func (in *importer) triple(q rdf.Quad) {
	source := graph.NewArticleID(in.name, "")
	if q.Graph.Kind == rdf.IRI {
		source = graph.ArticleID(resource(q.Graph).Value)
	}
	c := in.article(source)
	if c.Article.Title == "" {
		c.Article.Title = in.name
	}
	f := graph.Fact{
		Subject: entityID(q.Subject), Predicate: resource(q.Predicate).Value, Object: term(q.Object),
		Modality: graph.Asserted, Evidence: []graph.Evidence{{Article: source, Rule: "import", Confidence: 1, Phrase: localName(q.Predicate.Value)}},
	}
	f.ID = f.ComputeID()
	c.Facts = append(c.Facts, f)
	in.entity(f.Subject)
	if f.Object.Kind == graph.EntityTerm {
		in.entity(graph.EntityID(f.Object.Value))
	}
}

func (in *importer) entity(id graph.EntityID) *graph.Entity {
	e := in.entities[id]
	if e == nil {
		e = &graph.Entity{ID: id}
		in.entities[id] = e
	}
	return e
}

// contributions completes the articles with the entities that they speak of.
func (in *importer) contributions() ([]*graph.Contribution, error) {
	var all []*graph.Contribution
	for _, c := range in.articles {
		for _, id := range c.Mentions() {
			e := *in.entity(id)
			if e.Name == "" {
				e.Name = localName(string(id))
			}
			if e.Type == "" {
				e.Type = graph.Concept
			}
			e.Keys = e.NameKeys()
			c.Entities = append(c.Entities, e)
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b *graph.Contribution) int { return cmp.Compare(a.Article.ID, b.Article.ID) })
	return all, nil
}

// entityID is the id of the entity that a node stands for. Blank nodes are
// things of the source alone.
func entityID(t rdf.Term) graph.EntityID {
	if t.Kind == rdf.Blank {
		return graph.EntityID("_:" + t.Value)
	}
	return graph.EntityID(resource(t).Value)
}

// resource is the thing of the graph that an IRI stands for.
func resource(t rdf.Term) graph.Term {
	if t.Kind != rdf.IRI {
		return graph.Term{}
	}
	return vocabulary.Resource(t.Value)
}

// term is the term of the graph that an RDF term stands for.
func term(t rdf.Term) graph.Term {
	switch t.Kind {
	case rdf.IRI:
		return vocabulary.Resource(t.Value)
	case rdf.Blank:
		return graph.EntityObject(entityID(t))
	case rdf.Literal:
		return vocabulary.Literal(t.Value, t.Datatype, t.Lang)
	}
	return graph.Term{}
}

// localName is the readable end of an IRI: behind its last "#", "/" or ":".
func localName(iri string) string {
	name := strings.TrimRight(iri, "#/:")
	if i := strings.LastIndexAny(name, "#/:"); i >= 0 && i < len(name)-1 {
		name = name[i+1:]
	}
	return strings.ReplaceAll(name, "_", " ")
}
