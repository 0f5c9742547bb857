package jsonl

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"factgraph/export/gather"
	"factgraph/graph"
)

// A LineError is a line that can't be read.
type LineError struct {
	Line int // from 1
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }
func (e *LineError) Unwrap() error { return e.Err }

// maxLine bounds a line: a fact with the evidence of thousands of articles.
const maxLine = 64 << 20

// Read takes in facts as a Writer writes them. bad is told of a line that can't
// be read, as a *LineError; the error that it returns ends the reading, nil
// skips the line.
func Read(r io.Reader, into *gather.Gatherer, bad func(error) error) error {
	in := &importer{into: into}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	for number := 1; lines.Scan(); number++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		if err := in.line(line); err != nil {
			if err := bad(&LineError{number, err}); err != nil {
				return err
			}
		}
	}
	return lines.Err()
}

type importer struct {
	into     *gather.Gatherer
	entities []graph.Entity // of the line
}

func (in *importer) line(line []byte) error {
	in.entities = in.entities[:0]
	var l struct {
		Fact
		Object     json.RawMessage `json:"object"`
		Qualifiers []rawQualifier  `json:"qualifiers"`
		Evidence   []struct {
			Evidence
			Qualifiers []rawQualifier `json:"qualifiers"`
		} `json:"evidence"`
	}
	if err := json.Unmarshal(line, &l); err != nil {
		return err
	}
	if l.Subject == nil || l.Subject.ID == "" || l.Predicate == "" {
		return errors.New("a fact needs a subject with an id, and a predicate")
	}
	f := graph.Fact{Subject: in.entity(l.Subject), Predicate: l.Predicate, Negated: l.Negated, Modality: cmp.Or(l.Modality, graph.Asserted)}
	if !slices.Contains(graph.Modalities(), f.Modality) {
		return fmt.Errorf("unknown modality %q", f.Modality)
	}
	var err error
	if f.Object, err = in.object(l.Object); err != nil {
		return err
	}
	for _, speaker := range l.AttributedTo {
		if speaker == nil || speaker.ID == "" {
			return errors.New("a speaker needs an id")
		}
		f.AttributedTo = append(f.AttributedTo, in.entity(speaker))
	}
	f.ID = f.ComputeID()
	if l.ID != "" && l.ID != f.ID {
		return fmt.Errorf("fact %s: what it says belongs to a fact with the id %s", l.ID, f.ID)
	}
	if len(l.Evidence) == 0 {
		return fmt.Errorf("fact %s has no evidence", f.ID)
	}
	parts := make(map[graph.ArticleID][]graph.Evidence)
	known := make(map[graph.ArticleID]graph.Article)
	for _, ev := range l.Evidence {
		if ev.Article == "" {
			return fmt.Errorf("fact %s: evidence without an article", f.ID)
		}
		raw := ev.Qualifiers
		if raw == nil && len(l.Evidence) == 1 {
			raw = l.Qualifiers
		}
		e := graph.Evidence{
			Article: ev.Article, CopyOf: ev.CopyOf, Sentence: ev.Sentence, Start: ev.Start, End: ev.End, Text: ev.Text, Rule: ev.Rule,
			Phrase: cmp.Or(ev.Phrase, l.Phrase), Confidence: cmp.Or(ev.Confidence, l.Confidence, 1),
		}
		if ev.Subject != nil {
			e.SubjectStart, e.SubjectEnd = ev.Subject[0], ev.Subject[1]
		}
		if ev.Object != nil {
			e.ObjectStart, e.ObjectEnd = ev.Object[0], ev.Object[1]
		}
		if e.Qualifiers, err = in.qualifiers(raw); err != nil {
			return fmt.Errorf("fact %s: %w", f.ID, err)
		}
		parts[ev.Article] = append(parts[ev.Article], e)
		known[ev.Article] = graph.Article{
			ID: ev.Article, DuplicateOf: ev.CopyOf, Title: ev.Title, Date: ev.Date, Source: ev.Source, Address: ev.Address,
		}
	}
	for i := range in.entities {
		if err := in.into.Describe(&in.entities[i]); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(parts)) {
		article, part := known[id], f
		part.Evidence = parts[id]
		if err := in.into.Say(&article, &part); err != nil {
			return err
		}
	}
	return nil
}

// rawQualifier is a qualifier whose value is a text or an entity.
type rawQualifier struct {
	Role     string          `json:"role"`
	Value    json.RawMessage `json:"value"`
	Datatype string          `json:"datatype"`
	Text     string          `json:"text"`
	Lang     string          `json:"lang"`
	Fact     graph.FactID    `json:"fact"`
}

func (in *importer) qualifiers(raw []rawQualifier) ([]graph.Qualifier, error) {
	var all []graph.Qualifier
	for _, q := range raw {
		out := graph.Qualifier{Role: q.Role, Text: q.Text}
		var value string
		if json.Unmarshal(q.Value, &value) == nil {
			switch {
			case q.Fact != "":
				out.Value = graph.ClaimObject(q.Fact, value)
			case q.Datatype == "" && q.Lang == "" && value == "":
			default:
				out.Value = graph.LiteralObject(value, q.Datatype)
				out.Value.Lang = q.Lang
			}
			all = append(all, out)
			continue
		}
		var e Entity
		if err := json.Unmarshal(q.Value, &e); err != nil || e.ID == "" {
			return nil, fmt.Errorf("a qualifier's value is a text or an entity with an id, not %s", q.Value)
		}
		out.Value = graph.EntityObject(in.entity(&e))
		all = append(all, out)
	}
	return all, nil
}

func (in *importer) object(raw json.RawMessage) (graph.Term, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return graph.Term{}, nil
	}
	var o struct {
		Entity
		Value    *string      `json:"value"`
		Datatype string       `json:"datatype"`
		Lang     string       `json:"lang"`
		Fact     graph.FactID `json:"fact"`
		Blank    string       `json:"blank"`
	}
	if err := json.Unmarshal(raw, &o); err != nil {
		return graph.Term{}, err
	}
	switch {
	case o.Fact != "":
		wording := ""
		if o.Value != nil {
			wording = *o.Value
		}
		return graph.ClaimObject(o.Fact, wording), nil
	case o.Value != nil:
		t := graph.LiteralObject(*o.Value, o.Datatype)
		t.Lang = o.Lang
		return t, nil
	case o.ID != "":
		return graph.EntityObject(in.entity(&o.Entity)), nil
	case o.Blank != "":
		return graph.Term{Kind: graph.BlankTerm, Value: o.Blank}, nil
	}
	return graph.Term{}, fmt.Errorf("an object is an entity with an id, a value, or a fact, not %s", raw)
}

// entity remembers what a line says of an entity and gives its id.
func (in *importer) entity(e *Entity) graph.EntityID {
	described := graph.Entity{ID: e.ID, Name: e.Name, Type: e.Type, Subtype: e.Subtype, SameAs: e.SameAs}
	for _, alias := range append([]string{e.Name}, e.Aliases...) {
		described.Aliases = append(described.Aliases, graph.Count{Text: alias, N: 1})
	}
	in.entities = append(in.entities, described)
	return e.ID
}
