// Package jsonl writes and reads facts as JSON Lines, one a line: the contract
// by which other tools take the graph.
package jsonl

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"factgraph/graph"
)

// A Fact is a fact as it stands in JSON: entities with their names beside
// their ids, so that a line can be read on its own.
type Fact struct {
	ID           graph.FactID   `json:"id"`
	Subject      *Entity        `json:"subject"`
	Predicate    string         `json:"predicate"`
	Phrase       string         `json:"phrase"`
	Object       *Object        `json:"object"` // null: the fact has none
	Negated      bool           `json:"negated"`
	Modality     graph.Modality `json:"modality"`
	AttributedTo []*Entity      `json:"attributed_to"`
	Qualifiers   []Qualifier    `json:"qualifiers"`
	Confidence   float64        `json:"confidence"`
	Evidence     []Evidence     `json:"evidence"`
}

// An Entity is an entity as the subject, object or speaker of a fact.
type Entity struct {
	ID      graph.EntityID `json:"id"`
	Name    string         `json:"name"`
	Type    graph.Type     `json:"type,omitempty"`
	Subtype string         `json:"subtype,omitempty"`
	Aliases []string       `json:"aliases,omitempty"`
	SameAs  []string       `json:"same_as,omitempty"`
}

// An Object is one of three: an entity, a literal (Value and Datatype), or a
// claim (Fact and, as Value, its wording).
type Object struct {
	*Entity
	Value    *string      `json:"value,omitempty"`
	Datatype string       `json:"datatype,omitempty"`
	Lang     string       `json:"lang,omitempty"`
	Fact     graph.FactID `json:"fact,omitempty"`
	Blank    string       `json:"blank,omitempty"` // a blank node of imported RDF
}

// A Qualifier is a further argument of a fact; its value is a text for a
// literal, an object for an entity.
type Qualifier struct {
	Role     string       `json:"role"`
	Value    any          `json:"value"`
	Datatype string       `json:"datatype,omitempty"`
	Lang     string       `json:"lang,omitempty"`
	Fact     graph.FactID `json:"fact,omitempty"` // the value is a claim
	Text     string       `json:"text,omitempty"`
}

// Evidence is the wording that a fact rests on, with what it says beyond the
// fact.
type Evidence struct {
	Article    graph.ArticleID `json:"article"`
	CopyOf     graph.ArticleID `json:"copy_of,omitempty"` // the article that this one nearly repeats
	Title      string          `json:"title,omitempty"`   // of the article, as the next three
	Date       time.Time       `json:"date,omitzero"`
	Source     string          `json:"source,omitempty"`  // publisher or feed
	Address    string          `json:"address,omitempty"` // URL, or path as it was given
	Sentence   int             `json:"sentence"`
	Start      int             `json:"start"`
	End        int             `json:"end"`
	Text       string          `json:"text"`
	Rule       string          `json:"rule,omitempty"`
	Phrase     string          `json:"phrase,omitempty"`
	Confidence float64         `json:"confidence,omitempty"`
	Qualifiers []Qualifier     `json:"qualifiers,omitempty"` // left out when they are those of the fact
	Subject    *[2]int         `json:"subject,omitempty"`    // byte span of its mention
	Object     *[2]int         `json:"object,omitempty"`
}

// aliasesShown bounds the aliases that stand with every mention of an entity.
const aliasesShown = 12

// A Writer writes facts to w, one a line.
type Writer struct {
	w        *bufio.Writer
	encoder  *json.Encoder
	reader   graph.Reader
	entities map[graph.EntityID]*Entity
	articles map[graph.ArticleID]*graph.Article // without their texts
}

// cached bounds the entities and the articles that the writer keeps in memory,
// however many there are.
const cached = 50_000

// NewWriter makes a writer that looks up names in reader.
func NewWriter(w io.Writer, reader graph.Reader) *Writer {
	buffered := bufio.NewWriterSize(w, 64<<10)
	encoder := json.NewEncoder(buffered)
	encoder.SetEscapeHTML(false)
	return &Writer{w: buffered, encoder: encoder, reader: reader, entities: make(map[graph.EntityID]*Entity), articles: make(map[graph.ArticleID]*graph.Article)}
}

// Write writes one fact.
func (w *Writer) Write(f *graph.Fact) error {
	line, err := w.Fact(f)
	if err != nil {
		return err
	}
	return w.encoder.Encode(line)
}

// Flush writes what is buffered.
func (w *Writer) Flush() error { return w.w.Flush() }

// Fact gives the JSON form of a fact.
func (w *Writer) Fact(f *graph.Fact) (*Fact, error) {
	out := &Fact{
		ID: f.ID, Predicate: f.Predicate, Phrase: f.Phrase(),
		Negated: f.Negated, Modality: f.Modality, Confidence: f.Confidence,
		AttributedTo: []*Entity{}, Qualifiers: []Qualifier{}, Evidence: []Evidence{},
	}
	var err error
	if out.Subject, err = w.entity(f.Subject); err != nil {
		return nil, err
	}
	if out.Object, err = w.Object(f.Object); err != nil {
		return nil, err
	}
	for _, id := range f.AttributedTo {
		speaker, err := w.entity(id)
		if err != nil {
			return nil, err
		}
		out.AttributedTo = append(out.AttributedTo, &Entity{ID: speaker.ID, Name: speaker.Name, Type: speaker.Type})
	}
	if out.Qualifiers, err = w.qualifiers(f.Circumstances()); err != nil {
		return nil, err
	}
	for i := range f.Evidence {
		apart := len(f.Evidence) > 1 || len(f.Evidence[i].Qualifiers) != len(out.Qualifiers)
		ev, err := w.evidence(&f.Evidence[i], apart)
		if err != nil {
			return nil, err
		}
		out.Evidence = append(out.Evidence, ev)
	}
	return out, nil
}

func (w *Writer) entity(id graph.EntityID) (*Entity, error) {
	if e, ok := w.entities[id]; ok {
		return e, nil
	}
	e, err := w.reader.Entity(id)
	if err != nil {
		return nil, fmt.Errorf("entity %s: %w", id, err)
	}
	out := &Entity{ID: e.ID, Name: e.Name, Type: e.Type, Subtype: e.Subtype, SameAs: e.SameAs}
	for _, alias := range e.Aliases {
		if alias.Text != e.Name && len(out.Aliases) < aliasesShown {
			out.Aliases = append(out.Aliases, alias.Text)
		}
	}
	if len(w.entities) >= cached {
		clear(w.entities)
	}
	w.entities[id] = out
	return out, nil
}

// article gives what the store knows of an article; nothing but its id when
// the reader holds facts alone.
func (w *Writer) article(id graph.ArticleID) (*graph.Article, error) {
	if a, ok := w.articles[id]; ok {
		return a, nil
	}
	a, err := w.reader.Article(id)
	switch {
	case errors.Is(err, graph.ErrNotFound):
		a = &graph.Article{ID: id}
	case err != nil:
		return nil, fmt.Errorf("article %s: %w", id, err)
	}
	if len(w.articles) >= cached {
		clear(w.articles)
	}
	known := &graph.Article{ID: id, Title: a.Title, Date: a.Date, Source: a.Source, Address: a.Address}
	w.articles[id] = known
	return known, nil
}

// Object gives the JSON form of a term; nil for none.
func (w *Writer) Object(t graph.Term) (*Object, error) {
	switch t.Kind {
	case graph.NoTerm:
		return nil, nil
	case graph.EntityTerm:
		e, err := w.entity(graph.EntityID(t.Value))
		if err != nil {
			return nil, err
		}
		return &Object{Entity: e}, nil
	case graph.FactTerm:
		return &Object{Fact: graph.FactID(t.Value), Value: &t.Text}, nil
	case graph.BlankTerm:
		return &Object{Blank: t.Value}, nil
	default:
		return &Object{Value: &t.Value, Datatype: t.Datatype, Lang: t.Lang}, nil
	}
}

func (w *Writer) qualifiers(qualifiers []graph.Qualifier) ([]Qualifier, error) {
	out := []Qualifier{}
	for _, q := range qualifiers {
		value := any(q.Value.Value)
		if q.Value.Kind == graph.EntityTerm {
			e, err := w.entity(graph.EntityID(q.Value.Value))
			if err != nil {
				return nil, err
			}
			value = &Entity{ID: e.ID, Name: e.Name, Type: e.Type}
		}
		part := Qualifier{Role: q.Role, Value: value, Datatype: q.Value.Datatype, Lang: q.Value.Lang, Text: q.Text}
		if q.Value.Kind == graph.FactTerm {
			part.Value, part.Fact = q.Value.Text, graph.FactID(q.Value.Value)
		}
		out = append(out, part)
	}
	return out, nil
}

// evidence gives the JSON form of a piece of evidence, with its qualifiers when
// they aren't just those of the fact.
func (w *Writer) evidence(ev *graph.Evidence, apart bool) (Evidence, error) {
	a, err := w.article(ev.Article)
	if err != nil {
		return Evidence{}, err
	}
	out := Evidence{
		Article: ev.Article, CopyOf: ev.CopyOf, Title: a.Title, Date: a.Date, Source: a.Source, Address: a.Address, Sentence: ev.Sentence, Start: ev.Start, End: ev.End, Text: ev.Text,
		Rule: ev.Rule, Phrase: ev.Phrase, Confidence: ev.Confidence,
	}
	if ev.SubjectEnd > 0 {
		out.Subject = &[2]int{ev.SubjectStart, ev.SubjectEnd}
	}
	if ev.ObjectEnd > 0 {
		out.Object = &[2]int{ev.ObjectStart, ev.ObjectEnd}
	}
	if apart && len(ev.Qualifiers) > 0 {
		out.Qualifiers, err = w.qualifiers(ev.Qualifiers)
	}
	return out, err
}
