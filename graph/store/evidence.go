package store

import (
	"bytes"
	"errors"
	"slices"

	"factgraph/graph"
)

// An evidence record holds what one article says of one fact. The sentence's
// text is not in it: it is the article's text between Start and End, and only
// what differs from that is kept.

// Flags of a record.
const (
	recordClaim    = 1 << iota // the wording of the claim that is the object
	recordSpeakers             // the speakers in their order, which is not that of their ids
	recordCopy                 // the article that the evidence's own nearly repeats
)

// Flags of a piece of evidence.
const (
	evidenceSubject = 1 << iota // the subject's span
	evidenceObject              // the object's
	evidencePhrase              // a phrase that is not the predicate's name
	evidenceText                // a text that is not the article's
	evidenceQualifiers
)

// numbering gives the numbers of terms; the store's change makes new ones.
type numbering interface {
	number(graph.Term) (graph.ID, error)
}

// naming gives the terms of numbers.
type naming interface {
	Term(graph.ID) (graph.Term, error)
}

// encodeEvidence writes the evidence of a fact from one article with the text.
func encodeEvidence(f *graph.Fact, text string, numbers numbering) ([]byte, error) {
	var e encoder
	err := e.fact(f, text, numbers)
	return e, err
}

func (e *encoder) fact(f *graph.Fact, text string, numbers numbering) error {
	copyOf := graph.ArticleID("")
	if len(f.Evidence) > 0 {
		copyOf = f.Evidence[0].CopyOf
	}
	e.evidenceHeader(f, copyOf)
	e.uint(uint64(len(f.Evidence)))
	for i := range f.Evidence {
		if err := e.evidence(&f.Evidence[i], f.Predicate, text, numbers); err != nil {
			return err
		}
	}
	return nil
}

// evidenceHeader is what an article, which may be a copy of another, says of a
// fact apart from its sentences.
func (e *encoder) evidenceHeader(f *graph.Fact, copyOf graph.ArticleID) {
	var flags byte
	if copyOf != "" {
		flags |= recordCopy
	}
	if f.Object.Text != "" {
		flags |= recordClaim
	}
	if !slices.IsSorted(f.AttributedTo) {
		flags |= recordSpeakers
	}
	e.byte(flags)
	if flags&recordClaim != 0 {
		e.text(f.Object.Text)
	}
	if flags&recordSpeakers != 0 {
		e.uint(uint64(len(f.AttributedTo)))
		for _, speaker := range f.AttributedTo {
			e.text(string(speaker))
		}
	}
	if copyOf != "" {
		e.text(string(copyOf))
	}
}

func (d *decoder) evidenceHeader(f *graph.Fact) (copyOf graph.ArticleID) {
	flags := d.byte()
	if flags&recordClaim != 0 {
		f.Object.Text = d.text()
	}
	if flags&recordSpeakers != 0 {
		f.AttributedTo = make([]graph.EntityID, d.count())
		for i := range f.AttributedTo {
			f.AttributedTo[i] = graph.EntityID(d.text())
		}
	}
	if flags&recordCopy != 0 {
		copyOf = graph.ArticleID(d.text())
	}
	return copyOf
}

func (e *encoder) evidence(ev *graph.Evidence, predicate, text string, numbers numbering) error {
	var flags byte
	set := func(flag byte, when bool) {
		if when {
			flags |= flag
		}
	}
	set(evidenceSubject, ev.SubjectStart != 0 || ev.SubjectEnd != 0)
	set(evidenceObject, ev.ObjectStart != 0 || ev.ObjectEnd != 0)
	set(evidencePhrase, ev.Phrase != predicate)
	set(evidenceText, ev.Text != cut(text, ev.Start, ev.End))
	set(evidenceQualifiers, len(ev.Qualifiers) > 0)
	e.byte(flags)
	e.int(ev.Sentence)
	e.int(ev.Start)
	e.int(ev.End - ev.Start)
	if flags&evidenceSubject != 0 {
		e.int(ev.SubjectStart - ev.Start)
		e.int(ev.SubjectEnd - ev.SubjectStart)
	}
	if flags&evidenceObject != 0 {
		e.int(ev.ObjectStart - ev.Start)
		e.int(ev.ObjectEnd - ev.ObjectStart)
	}
	if flags&evidencePhrase != 0 {
		e.text(ev.Phrase)
	}
	if flags&evidenceText != 0 {
		e.text(ev.Text)
	}
	rule, err := numbers.number(graph.Term{Kind: ruleTerm, Value: ev.Rule})
	if err != nil {
		return err
	}
	e.uint(uint64(rule))
	e.probability(ev.Confidence)
	if flags&evidenceQualifiers == 0 {
		return nil
	}
	e.uint(uint64(len(ev.Qualifiers)))
	for _, q := range ev.Qualifiers {
		if err := e.qualifier(q, numbers); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) qualifier(q graph.Qualifier, numbers numbering) error {
	e.text(q.Role)
	e.text(q.Text)
	e.byte(byte(q.Value.Kind))
	if q.Value.Kind == graph.EntityTerm {
		id, err := numbers.number(q.Value)
		if err != nil {
			return err
		}
		e.uint(uint64(id))
		return nil
	}
	if q.Value.Kind != graph.NoTerm {
		e.literal(q.Value)
	}
	return nil
}

func (e *encoder) literal(t graph.Term) {
	e.text(t.Value)
	if t.Kind == graph.LiteralTerm {
		e.text(t.Datatype)
		e.text(t.Lang)
	}
	e.text(t.Text)
}

func (d *decoder) literal(kind graph.TermKind) graph.Term {
	t := graph.Term{Kind: kind, Value: d.text()}
	if kind == graph.LiteralTerm {
		t.Datatype = d.text()
		t.Lang = d.text()
	}
	t.Text = d.text()
	return t
}

// decodeEvidence reads a record into the fact, whose other fields are set. The
// texts of the sentences are left to source, which gives the article's text
// between two offsets.
func decodeEvidence(f *graph.Fact, article graph.ArticleID, b []byte, names naming, source func(start, end int) (string, error)) error {
	d := &decoder{rest: b}
	copyOf := d.evidenceHeader(f)
	f.Evidence = make([]graph.Evidence, d.count())
	for i := range f.Evidence {
		ev := &f.Evidence[i]
		ev.Article, ev.CopyOf = article, copyOf
		if err := d.evidence(ev, f.Predicate, names, source); err != nil {
			return err
		}
	}
	f.Corroborate()
	return d.close()
}

// evidencePhrases are the wordings of the predicate in a record.
func evidencePhrases(b []byte, predicate string) ([]string, error) {
	f := graph.Fact{Predicate: predicate}
	err := decodeEvidence(&f, "", b, noNames{}, func(int, int) (string, error) { return "", nil })
	phrases := make([]string, len(f.Evidence))
	for i, ev := range f.Evidence {
		phrases[i] = ev.Phrase
	}
	return phrases, err
}

// noNames is for reading records whose terms don't matter.
type noNames struct{}

func (noNames) Term(graph.ID) (graph.Term, error) { return graph.Term{}, nil }

// joinEvidence joins two records of the same fact and article; two that are the
// same are one.
func joinEvidence(a, b []byte) ([]byte, error) {
	if bytes.Equal(a, b) {
		return a, nil
	}
	var f, g graph.Fact
	x, y := &decoder{rest: a}, &decoder{rest: b}
	copyOf := x.evidenceHeader(&f)
	y.evidenceHeader(&g)
	if f.Object.Text == "" {
		f.Object.Text = g.Object.Text
	}
	var joined encoder
	joined.evidenceHeader(&f, copyOf)
	joined.uint(uint64(x.count() + y.count()))
	return append(append(joined, x.rest...), y.rest...), errors.Join(x.err, y.err)
}

func (d *decoder) evidence(ev *graph.Evidence, predicate string, names naming, source func(start, end int) (string, error)) error {
	flags := d.byte()
	ev.Sentence = d.int()
	ev.Start = d.int()
	ev.End = ev.Start + d.int()
	if flags&evidenceSubject != 0 {
		ev.SubjectStart = ev.Start + d.int()
		ev.SubjectEnd = ev.SubjectStart + d.int()
	}
	if flags&evidenceObject != 0 {
		ev.ObjectStart = ev.Start + d.int()
		ev.ObjectEnd = ev.ObjectStart + d.int()
	}
	ev.Phrase = predicate
	if flags&evidencePhrase != 0 {
		ev.Phrase = d.text()
	}
	if flags&evidenceText != 0 {
		ev.Text = d.text()
	}
	rule := graph.ID(d.uint())
	ev.Confidence = d.probability()
	if d.err != nil {
		return d.err
	}
	term, err := names.Term(rule)
	if err != nil {
		return err
	}
	ev.Rule = term.Value
	if flags&evidenceQualifiers != 0 {
		ev.Qualifiers = make([]graph.Qualifier, d.count())
		for i := range ev.Qualifiers {
			if ev.Qualifiers[i], err = d.qualifier(names); err != nil {
				return err
			}
		}
	}
	if flags&evidenceText == 0 {
		ev.Text, err = source(ev.Start, ev.End)
	}
	return err
}

func (d *decoder) qualifier(names naming) (q graph.Qualifier, err error) {
	q.Role = d.text()
	q.Text = d.text()
	switch kind := graph.TermKind(d.byte()); kind {
	case graph.NoTerm:
	case graph.EntityTerm:
		id := graph.ID(d.uint())
		if d.err == nil {
			q.Value, err = names.Term(id)
		}
	default:
		q.Value = d.literal(kind)
	}
	if d.err != nil {
		err = d.err
	}
	return q, err
}

// cut is the text between two offsets, none when they are not in it.
func cut(text string, start, end int) string {
	if start < 0 || end > len(text) || start > end {
		return ""
	}
	return text[start:end]
}
