package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"factgraph/graph"
)

// Fact implements graph.Reader.
func (v *View) Fact(id graph.FactID) (*graph.Fact, error) {
	record, err := get(v.txn, factKey(id))
	if err != nil {
		return nil, err
	}
	if record == nil {
		return nil, fmt.Errorf("fact %s: %w", id, graph.ErrNotFound)
	}
	st, _, err := decodeFact(record)
	if err == nil {
		r := v.factReader()
		defer r.Close()
		var f *graph.Fact
		if f, err = r.fact(st); err == nil {
			return f, nil
		}
	}
	return nil, fmt.Errorf("fact %s: %w", id, err)
}

// A factReader reads facts one after another.
type factReader struct {
	*View
	evidence *scanner
	dates    map[graph.ArticleID]time.Time
}

func (v *View) factReader() *factReader {
	return &factReader{View: v, evidence: scan(v.txn, famEvidence), dates: make(map[graph.ArticleID]time.Time)}
}

func (r *factReader) Close() { r.evidence.Close() }

// fact reads what a statement says with all its evidence.
func (r *factReader) fact(st statement) (*graph.Fact, error) {
	bare, err := r.bare(st)
	if err != nil {
		return nil, err
	}
	var parts []graph.Fact
	it := r.evidence
	for it.seek(famEvidence.key().statement(st)); it.next(); {
		rest := it.rest()
		if len(rest) != idSize {
			return nil, fmt.Errorf("%w: the key of a piece of evidence", errMalformed)
		}
		part := *bare
		if err := r.part(&part, readID(rest), it.value()); err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	if it.err != nil {
		return nil, it.err
	}
	if len(parts) == 0 {
		return nil, fmt.Errorf("%w: a fact without evidence", ErrDamaged)
	}
	return graph.JoinFact(parts), nil
}

// part completes a fact with the evidence of one article.
func (v *View) part(f *graph.Fact, article graph.ID, record []byte) error {
	term, err := v.Term(article)
	if err != nil {
		return err
	}
	err = decodeEvidence(f, graph.ArticleID(term.Value), record, v, func(start, end int) (string, error) {
		return v.text(article, start, end)
	})
	f.Evidence = graph.SortEvidence(f.Evidence) // parts of a load may be out of order
	return err
}

// bare is what a statement says, without evidence.
func (v *View) bare(st statement) (*graph.Fact, error) {
	f := &graph.Fact{Negated: st.negated(), Modality: st.modality()}
	subject, err := v.entityID(st.S)
	if err != nil {
		return nil, err
	}
	f.Subject = subject
	p, err := v.Term(st.P)
	if err != nil {
		return nil, err
	}
	f.Predicate = p.Value
	if st.O != 0 {
		if f.Object, err = v.Term(st.O); err != nil {
			return nil, err
		}
		f.Object.Text = "" // that of the evidence counts
	}
	if st.By != 0 {
		if f.AttributedTo, err = v.speakers(st.By); err != nil {
			return nil, err
		}
	}
	f.ID = f.ComputeID()
	return f, nil
}

// speakers reads a list of speakers, sorted.
func (v *View) speakers(id graph.ID) ([]graph.EntityID, error) {
	t, err := v.Term(id)
	if err != nil {
		return nil, err
	}
	var by []graph.EntityID
	for s := range strings.SplitSeq(t.Value, "\x01") {
		by = append(by, graph.EntityID(s))
	}
	return by, nil
}

// dateOf is the date of an article, the zero time when it has none.
func (r *factReader) dateOf(id graph.ArticleID) time.Time {
	date, ok := r.dates[id]
	if !ok {
		if record, err := r.articleRecord(id); err == nil {
			date = record.Date
		}
		r.dates[id] = date
	}
	return date
}

// Facts implements graph.Reader. Each fact comes once, in the order of the
// index that serves the filter.
func (v *View) Facts(ctx context.Context, filter graph.Filter) iter.Seq2[*graph.Fact, error] {
	return func(yield func(*graph.Fact, error) bool) {
		r := v.factReader()
		defer r.Close()
		for st, err := range v.candidates(&filter) {
			var f *graph.Fact
			if err = errors.Join(err, ctx.Err()); err == nil {
				f, err = r.fact(st)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if filter.Match(f, r.dateOf) && !yield(f, nil) {
				return
			}
		}
	}
}

// Contribution is all that an article brings to the graph, in normal form.
func (v *View) Contribution(id graph.ArticleID) (*graph.Contribution, error) {
	r, err := v.articleRecord(id)
	if err != nil {
		return nil, err
	}
	article, err := v.wholeArticle(r)
	if err != nil {
		return nil, err
	}
	c := &graph.Contribution{Article: *article}
	if c.Facts, err = v.says(r); err != nil {
		return nil, err
	}
	if c.Entities, err = v.contributed(r); err != nil {
		return nil, err
	}
	if c.Links, err = v.links(r); err != nil {
		return nil, err
	}
	return c.Normal()
}

// says reads the facts of an article, with its own evidence only.
func (v *View) says(r *articleRecord) ([]graph.Fact, error) {
	said := v.saysReader()
	defer said.Close()
	said.seek(r.Number, statement{})
	var facts []graph.Fact
	for st, ok := said.next(); ok; st, ok = said.next() {
		f, err := v.bare(st)
		if err != nil {
			return nil, err
		}
		record, err := get(v.txn, famEvidence.key().statement(st).id(r.Number))
		if err != nil {
			return nil, err
		}
		if err := v.part(f, r.Number, record); err != nil {
			return nil, fmt.Errorf("fact %s: %w", f.ID, err)
		}
		if len(f.Evidence) > 0 && f.Evidence[0].CopyOf != r.DuplicateOf {
			return nil, fmt.Errorf("fact %s: %w: its evidence is of a copy of %q, the article one of %q", f.ID, ErrDamaged, f.Evidence[0].CopyOf, r.DuplicateOf)
		}
		facts = append(facts, *f)
	}
	return facts, said.err
}

// contributed reads what an article contributes to entities.
func (v *View) contributed(r *articleRecord) ([]graph.Entity, error) {
	it := scan(v.txn, famPart)
	defer it.Close()
	var all []graph.Entity
	for it.seek(famPart.key().id(r.Number)); it.next(); {
		part, err := decodeParts(it.value(), v.entityID)
		if err != nil {
			return nil, fmt.Errorf("entities of article %s: %w", r.ID, err)
		}
		all = append(all, part...)
	}
	return all, it.err
}
