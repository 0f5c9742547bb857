// Package facts shows the facts of a graph as triples, so that SPARQL can ask
// for them: who says what, with which polarity and modality, in which words.
//
//	?fact a fg:Fact ; fg:subject ?s ; fg:predicate ?p ; fg:negated true ; fg:evidence ?e .
//	?e fg:text ?sentence ; fg:article ?article .
//
// Nothing of this is stored: the triples are made when they are asked for, from
// a graph.Reader, and stand beside those of the plain view. They are found where
// the predicate is a word of package vocabulary, or where the subject is a fact,
// a piece of evidence or an article; a pattern that asks for anything finds the
// plain view only.
package facts

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"factgraph/graph"
)

// FirstMade is the first number for terms that only these triples have: those of
// stored triples are below. The query engine's own numbers begin above.
const FirstMade graph.ID = 1 << 61

// Index adds the triples of facts, entities and articles to those of a graph.
type Index struct {
	graph.Index
	ctx    context.Context
	reader graph.Reader
	made   map[graph.Term]graph.ID
	terms  []graph.Term
	words  map[graph.ID]property // the properties that were asked for, by the number of their IRI
}

var _ graph.Index = (*Index)(nil)

// New makes the index over a view; the context ends listings. One goroutine
// uses it at a time. Closing it closes the index below.
func New(ctx context.Context, index graph.Index, reader graph.Reader) *Index {
	return &Index{Index: index, ctx: ctx, reader: reader}
}

// Lookup implements graph.Index.
func (x *Index) Lookup(t graph.Term) (graph.ID, error) { return x.number(t) }

// number numbers any term: one that the graph doesn't have may stand in the
// triples that are made.
func (x *Index) number(t graph.Term) (graph.ID, error) {
	t.Text = ""
	id, err := x.Index.Lookup(t)
	if err != nil || t.IsZero() {
		return id, err
	}
	if id == 0 {
		id = x.made[t]
	}
	if id == 0 {
		id = FirstMade + graph.ID(len(x.terms))
		if x.made == nil {
			x.made = make(map[graph.Term]graph.ID)
		}
		x.terms = append(x.terms, t)
		x.made[t] = id
	}
	if IsMade(t) {
		if x.words == nil {
			x.words = make(map[graph.ID]property)
		}
		p := properties[t.Value]
		p.iri = t.Value
		x.words[id] = p
	}
	return id, nil
}

// Term implements graph.Index.
func (x *Index) Term(id graph.ID) (graph.Term, error) {
	if id >= FirstMade {
		if n := int(id - FirstMade); n < len(x.terms) {
			return x.terms[n], nil
		}
		return graph.Term{}, graph.ErrNotFound
	}
	return x.Index.Term(id)
}

// Count implements graph.Index.
func (x *Index) Count(q graph.Quad) (uint64, error) {
	p, virtual := x.words[q.P]
	switch {
	case virtual && q.S != 0:
		return 2, nil
	case virtual:
		return x.countAll(p, q.O)
	case x.described(q.S):
		return 10, nil
	case q.S >= FirstMade || q.P >= FirstMade || q.O >= FirstMade && q.O != graph.AnyGraph:
		return 0, nil
	}
	return x.Index.Count(q)
}

// countAll guesses the number of all triples of a property.
func (x *Index) countAll(p property, object graph.ID) (uint64, error) {
	stats, err := x.reader.Stats()
	if err != nil {
		return 0, err
	}
	var n uint64
	switch p.of {
	case ofFact:
		n = stats.Facts
	case ofEvidence:
		n = stats.Evidence
	case ofArticle:
		n = stats.Articles
	default:
		n = stats.Entities + stats.Facts
	}
	if object != 0 && p.selective {
		n = n/100 + 1
	} else if object != 0 {
		n = n/2 + 1
	}
	return n, nil
}

// IsMade tells whether triples with the predicate are made, not stored. They
// come in no order.
func IsMade(predicate graph.Term) bool {
	_, made := properties[predicate.Value]
	return made && predicate.Kind == graph.EntityTerm
}

// described tells whether a node has nothing but made triples: a fact, a piece
// of evidence or an article.
func (x *Index) described(id graph.ID) bool {
	if id == 0 {
		return false
	}
	t, err := x.Term(id)
	return err == nil && (t.Kind == graph.FactTerm || t.Kind == graph.ArticleTerm || isEvidence(t))
}

// Cursor implements graph.Index.
func (x *Index) Cursor() graph.Cursor { return &cursor{x: x, below: x.Index.Cursor()} }

// A cursor walks stored triples or made ones.
type cursor struct {
	x     *Index
	below graph.Cursor
	made  bool
	pull  func() (graph.Quad, error, bool)
	end   func()
	quad  graph.Quad
	err   error
}

// Seek implements graph.Cursor.
func (c *cursor) Seek(q graph.Quad) {
	c.stop()
	c.err = nil
	_, virtual := c.x.words[q.P]
	c.made = q.G == 0 && (virtual || q.P == 0 && c.x.described(q.S)) // what is made stands in the default graph
	if !c.made {
		if q.S >= FirstMade || q.P >= FirstMade || q.O >= FirstMade || q.G >= FirstMade && q.G != graph.AnyGraph {
			c.made = true // nothing is made, and nothing is stored
			return
		}
		c.below.Seek(q)
		return
	}
	c.pull, c.end = iter.Pull2(c.x.triples(q))
}

// Next implements graph.Cursor.
func (c *cursor) Next() bool {
	if !c.made {
		return c.below.Next()
	}
	if c.pull == nil {
		return false
	}
	quad, err, ok := c.pull()
	if !ok || err != nil {
		c.err = err
		c.stop()
		return false
	}
	c.quad = quad
	return true
}

// Quad implements graph.Cursor.
func (c *cursor) Quad() graph.Quad {
	if c.made {
		return c.quad
	}
	return c.below.Quad()
}

// Err implements graph.Cursor.
func (c *cursor) Err() error { return errors.Join(c.err, c.below.Err()) }

// Close implements graph.Cursor.
func (c *cursor) Close() error {
	c.stop()
	return c.below.Close()
}

func (c *cursor) stop() {
	if c.end != nil {
		c.end()
		c.pull, c.end = nil, nil
	}
}

// triples makes the triples of a pattern, whose subject or predicate says that
// they are made.
func (x *Index) triples(q graph.Quad) iter.Seq2[graph.Quad, error] {
	return func(yield func(graph.Quad, error) bool) {
		m := &maker{x: x, want: q, yield: yield}
		err := m.make()
		if err != nil && !m.stopped {
			yield(graph.Quad{}, fmt.Errorf("facts as triples: %w", err))
		}
	}
}
