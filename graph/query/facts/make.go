package facts

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"factgraph/graph"
	"factgraph/graph/vocabulary"
)

// owner is the kind of thing that a property belongs to.
type owner uint8

const (
	ofFact owner = 1 << iota
	ofEvidence
	ofArticle
	ofEntity
)

// A property is a predicate of made triples.
type property struct {
	of        owner
	selective bool // a given object has few subjects
	iri       string
}

// properties are the predicates of made triples, by their IRIs.
var properties = map[string]property{
	vocabulary.Subject:      {of: ofFact, selective: true},
	vocabulary.PredicateOf:  {of: ofFact, selective: true},
	vocabulary.Object:       {of: ofFact, selective: true},
	vocabulary.Negated:      {of: ofFact},
	vocabulary.Modality:     {of: ofFact},
	vocabulary.AttributedTo: {of: ofFact, selective: true},
	vocabulary.Confidence:   {of: ofFact},
	vocabulary.EvidenceOf:   {of: ofFact, selective: true},
	vocabulary.Time:         {of: ofFact},
	vocabulary.Place:        {of: ofFact},
	vocabulary.Qualifier:    {of: ofFact},
	vocabulary.ArticleOf:    {of: ofEvidence, selective: true},
	vocabulary.Sentence:     {of: ofEvidence},
	vocabulary.Start:        {of: ofEvidence},
	vocabulary.End:          {of: ofEvidence},
	vocabulary.Text:         {of: ofEvidence | ofArticle},
	vocabulary.Phrase:       {of: ofEvidence},
	vocabulary.Rule:         {of: ofEvidence},
	vocabulary.Title:        {of: ofArticle},
	vocabulary.Date:         {of: ofArticle},
	vocabulary.Source:       {of: ofArticle},
	vocabulary.Author:       {of: ofArticle},
	vocabulary.Address:      {of: ofArticle, selective: true},
	vocabulary.DuplicateOf:  {of: ofArticle, selective: true},
	vocabulary.Type:         {of: ofFact | ofEvidence | ofArticle | ofEntity},
	vocabulary.Label:        {of: ofEntity},
	vocabulary.AltLabel:     {of: ofEntity},
	vocabulary.SameAs:       {of: ofEntity},
}

// A maker makes the triples that match one pattern.
type maker struct {
	x       *Index
	want    graph.Quad
	yield   func(graph.Quad, error) bool
	stopped bool
}

// errStopped ends the making when no more is wanted.
var errStopped = errors.New("stopped")

func (m *maker) make() error {
	err := m.list()
	if err == errStopped {
		return nil
	}
	return err
}

// list finds the things that the pattern may be about.
func (m *maker) list() error {
	if m.want.S != 0 {
		return m.subject()
	}
	of := m.x.words[m.want.P].of
	if err := m.stored(); err != nil {
		return err
	}
	if done, err := m.owner(); done || err != nil {
		return err
	}
	if of == ofFact|ofEvidence|ofArticle|ofEntity && m.want.O != 0 {
		of = m.classOwner() // rdf:type with a class
	}
	if of&ofEntity != 0 {
		for e, err := range m.x.reader.Entities(m.x.ctx) {
			if err != nil {
				return err
			}
			if err := m.entity(e); err != nil {
				return err
			}
		}
	}
	if of&ofArticle != 0 {
		for a, err := range m.x.reader.Articles(m.x.ctx) {
			if err != nil {
				return err
			}
			if err := m.article(a); err != nil {
				return err
			}
		}
	}
	if of&(ofFact|ofEvidence) != 0 {
		return m.facts(of)
	}
	return nil
}

// owner goes straight to the things that the object names, if it can.
func (m *maker) owner() (done bool, err error) {
	if m.want.O == 0 {
		return false, nil
	}
	o, err := m.x.Term(m.want.O)
	if err != nil {
		return false, err
	}
	switch m.x.words[m.want.P].iri {
	case vocabulary.EvidenceOf:
		if !isEvidence(o) {
			return true, nil
		}
		id, n := evidenceOf(o)
		f, err := m.x.reader.Fact(id)
		if err != nil || n >= len(f.Evidence) {
			return true, unlessMissing(err)
		}
		return true, m.fact(f)
	case vocabulary.Label, vocabulary.AltLabel:
		for id, err := range m.x.reader.EntitiesByKey(graph.NameKey(o.Value)) {
			if err != nil {
				return true, err
			}
			e, err := m.x.reader.Entity(id)
			if err != nil {
				return true, err
			}
			if err := m.entity(e); err != nil {
				return true, err
			}
		}
		return true, nil
	}
	return false, nil
}

// stored gives the triples of imported RDF that have the predicate.
func (m *maker) stored() error {
	if m.want.P >= FirstMade || m.want.S >= FirstMade || m.want.O >= FirstMade {
		return nil
	}
	c := m.x.Index.Cursor()
	defer c.Close()
	for c.Seek(m.want); c.Next(); {
		if !m.yield(c.Quad(), nil) {
			m.stopped = true
			return errStopped
		}
	}
	return c.Err()
}

// classOwner is the kind of thing that a class has.
func (m *maker) classOwner() owner {
	t, err := m.x.Term(m.want.O)
	if err != nil {
		return 0
	}
	switch vocabulary.IRI(t) {
	case vocabulary.Fact:
		return ofFact
	case vocabulary.Evidence:
		return ofEvidence
	case vocabulary.Article:
		return ofArticle
	}
	return ofEntity
}

// subject makes the triples of one thing.
func (m *maker) subject() error {
	t, err := m.x.Term(m.want.S)
	if err != nil {
		return err
	}
	switch {
	case t.Kind == graph.FactTerm:
		f, err := m.x.reader.Fact(graph.FactID(t.Value))
		if err != nil {
			return unlessMissing(err)
		}
		return m.fact(f)
	case t.Kind == graph.ArticleTerm:
		a, err := m.x.reader.Article(graph.ArticleID(t.Value))
		if err != nil {
			return unlessMissing(err)
		}
		return m.article(a)
	case isEvidence(t):
		id, n := evidenceOf(t)
		f, err := m.x.reader.Fact(id)
		if err != nil || n >= len(f.Evidence) {
			return unlessMissing(err)
		}
		return m.evidence(f, n)
	case t.Kind == graph.EntityTerm:
		if err := m.stored(); err != nil {
			return err
		}
		e, err := m.x.reader.Entity(graph.EntityID(t.Value))
		if err != nil {
			return unlessMissing(err)
		}
		return m.entity(e)
	}
	return nil
}

func unlessMissing(err error) error {
	if errors.Is(err, graph.ErrNotFound) {
		return nil
	}
	return err
}

// facts makes the triples of all facts, or of those that the object selects.
func (m *maker) facts(of owner) error {
	filter, err := m.filter()
	if err != nil {
		return err
	}
	for f, err := range m.x.reader.Facts(m.x.ctx, filter) {
		if err != nil {
			return err
		}
		if of&ofFact != 0 {
			if err := m.fact(f); err != nil {
				return err
			}
		}
		if of&ofEvidence != 0 {
			for n := range f.Evidence {
				if err := m.evidence(f, n); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// filter uses the object of the pattern to find facts in an index.
func (m *maker) filter() (f graph.Filter, err error) {
	if m.want.O == 0 {
		return f, nil
	}
	o, err := m.x.Term(m.want.O)
	if err != nil {
		return f, err
	}
	entity := o.Kind == graph.EntityTerm
	switch p := m.x.words[m.want.P].iri; {
	case p == vocabulary.Subject:
		f.Subject = graph.EntityID(o.Value)
	case p == vocabulary.PredicateOf:
		f.Predicate = o.Value
	case p == vocabulary.Object:
		f.Object = o
	case p == vocabulary.AttributedTo:
		f.By = graph.EntityID(o.Value)
	case p == vocabulary.Modality:
		f.Modality = graph.Modality(o.Value)
	case p == vocabulary.Negated:
		negated := o.Value == "true" || o.Value == "1"
		f.Negated = &negated
	case p == vocabulary.ArticleOf && o.Kind == graph.ArticleTerm:
		f.Article = graph.ArticleID(o.Value)
	case (p == vocabulary.Place || p == vocabulary.Qualifier) && entity:
		f.Entity = graph.EntityID(o.Value)
	}
	return f, nil
}

// emit gives a triple if the pattern wants it.
func (m *maker) emit(subject graph.Term, predicate string, object graph.Term) error {
	if object.IsZero() {
		return nil
	}
	p, err := m.x.number(vocabulary.Resource(predicate))
	if err != nil || m.want.P != 0 && p != m.want.P {
		return err
	}
	s, err := m.x.number(subject)
	if err != nil || m.want.S != 0 && s != m.want.S {
		return err
	}
	o, err := m.x.number(object)
	if err != nil || m.want.O != 0 && o != m.want.O {
		return err
	}
	if !m.yield(graph.Quad{S: s, P: p, O: o}, nil) {
		m.stopped = true
		return errStopped
	}
	return nil
}

// statement is the part of a triple behind its subject.
type statement struct {
	predicate string
	object    graph.Term
}

func (m *maker) all(subject graph.Term, statements []statement) error {
	for i, st := range statements {
		if slices.Contains(statements[:i], st) {
			continue
		}
		if err := m.emit(subject, st.predicate, st.object); err != nil {
			return err
		}
	}
	return nil
}

func text(s string) graph.Term {
	if s == "" {
		return graph.Term{}
	}
	return graph.LiteralObject(s, graph.StringType)
}

func integer(n int) graph.Term {
	return graph.LiteralObject(strconv.Itoa(n), graph.IntegerType)
}

func typed(value, datatype string) graph.Term {
	return vocabulary.Literal(value, vocabulary.XSD+datatype, "")
}

func (m *maker) fact(f *graph.Fact) error {
	node := graph.Term{Kind: graph.FactTerm, Value: string(f.ID)}
	statements := []statement{
		{vocabulary.Type, vocabulary.Resource(vocabulary.Fact)},
		{vocabulary.Subject, graph.EntityObject(f.Subject)},
		{vocabulary.PredicateOf, graph.PredicateObject(f.Predicate)},
		{vocabulary.Object, f.Object},
		{vocabulary.Negated, typed(strconv.FormatBool(f.Negated), "boolean")},
		{vocabulary.Modality, text(string(f.Modality))},
		{vocabulary.Confidence, typed(strconv.FormatFloat(f.Confidence, 'f', -1, 64), "decimal")},
	}
	for _, id := range f.AttributedTo {
		statements = append(statements, statement{vocabulary.AttributedTo, graph.EntityObject(id)})
	}
	for _, q := range f.Qualifiers() {
		switch q.Role {
		case "time":
			statements = append(statements, statement{vocabulary.Time, q.Value})
		case "place":
			statements = append(statements, statement{vocabulary.Place, q.Value})
		}
		statements = append(statements, statement{vocabulary.Qualifier, q.Value})
	}
	for n := range f.Evidence {
		statements = append(statements, statement{vocabulary.EvidenceOf, evidenceTerm(f.ID, n)})
	}
	return m.all(node, statements)
}

func (m *maker) evidence(f *graph.Fact, n int) error {
	ev := f.Evidence[n]
	return m.all(evidenceTerm(f.ID, n), []statement{
		{vocabulary.Type, vocabulary.Resource(vocabulary.Evidence)},
		{vocabulary.ArticleOf, graph.Term{Kind: graph.ArticleTerm, Value: string(ev.Article)}},
		{vocabulary.Sentence, integer(ev.Sentence)},
		{vocabulary.Start, integer(ev.Start)},
		{vocabulary.End, integer(ev.End)},
		{vocabulary.Text, text(ev.Text)},
		{vocabulary.Phrase, text(ev.Phrase)},
		{vocabulary.Rule, text(ev.Rule)},
		{vocabulary.Confidence, typed(strconv.FormatFloat(ev.Confidence, 'f', -1, 64), "decimal")},
	})
}

func (m *maker) article(a *graph.Article) error {
	statements := []statement{
		{vocabulary.Type, vocabulary.Resource(vocabulary.Article)},
		{vocabulary.Title, text(a.Title)},
		{vocabulary.Source, text(a.Source)},
		{vocabulary.Author, text(a.Author)},
		{vocabulary.Address, text(a.Address)},
		{vocabulary.Text, text(a.Text)},
	}
	if !a.Date.IsZero() {
		statements = append(statements, statement{vocabulary.Date, typed(a.Date.Format("2006-01-02"), "date")})
	}
	if a.DuplicateOf != "" {
		statements = append(statements, statement{vocabulary.DuplicateOf, graph.Term{Kind: graph.ArticleTerm, Value: string(a.DuplicateOf)}})
	}
	return m.all(graph.Term{Kind: graph.ArticleTerm, Value: string(a.ID)}, statements)
}

func (m *maker) entity(e *graph.Entity) error {
	statements := []statement{
		{vocabulary.Type, vocabulary.Resource(vocabulary.Class(e.Type))},
		{vocabulary.Label, text(e.Name)},
	}
	for _, alias := range e.Aliases {
		if alias.Text != e.Name {
			statements = append(statements, statement{vocabulary.AltLabel, text(alias.Text)})
		}
	}
	for _, iri := range e.SameAs {
		statements = append(statements, statement{vocabulary.SameAs, vocabulary.Resource(iri)})
	}
	return m.all(graph.EntityObject(e.ID), statements)
}

// evidenceTerm is the node of a piece of evidence: the fact and the number of it.
func evidenceTerm(fact graph.FactID, n int) graph.Term {
	return vocabulary.Resource(fmt.Sprintf("%s%s/%d", vocabulary.EvidenceNamespace, fact, n))
}

func isEvidence(t graph.Term) bool {
	return t.Kind == graph.EntityTerm && strings.HasPrefix(t.Value, vocabulary.EvidenceNamespace)
}

func evidenceOf(t graph.Term) (graph.FactID, int) {
	id, n, _ := strings.Cut(strings.TrimPrefix(t.Value, vocabulary.EvidenceNamespace), "/")
	number, err := strconv.Atoi(n)
	if err != nil || number < 0 {
		return "", 1 << 30
	}
	return graph.FactID(id), number
}
