package exec

import (
	"iter"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
)

// A statement finds facts by a filter.
type statement struct {
	f                          *frame
	subject, predicate, object slot
	objectAsked                bool
	fact                       algebra.Var
	filter                     graph.Filter

	pull  func() (*graph.Fact, error, bool)
	end   func()
	bound [4]algebra.Var // what the current fact bound
}

func newStatement(f *frame, n *algebra.Statement) *statement {
	if f.reader == nil {
		f.fail(ErrNoFacts)
	}
	return &statement{
		f: f, subject: f.slot(n.Subject), predicate: f.slot(n.Predicate), object: f.slot(n.Object),
		objectAsked: !n.Object.IsZero(), fact: n.Fact, filter: n.Filter,
	}
}

func (s *statement) open() {
	filter := s.filter
	ok := true
	get := func(place slot, kind graph.TermKind) graph.Term {
		id := place.get(s.f.row)
		if id == 0 {
			return graph.Term{}
		}
		t, err := s.f.terms.term(id)
		s.f.fail(err)
		ok = ok && (kind == graph.NoTerm || t.Kind == kind)
		return t
	}
	filter.Subject = graph.EntityID(get(s.subject, graph.EntityTerm).Value)
	predicate := get(s.predicate, graph.NoTerm)
	ok = ok && (predicate.IsZero() || predicate == graph.PredicateObject(predicate.Value))
	filter.Predicate = predicate.Value
	filter.Object = get(s.object, graph.NoTerm)
	if ok && s.f.err == nil {
		s.pull, s.end = iter.Pull2(s.f.reader.Facts(s.f.ctx, filter))
	}
}

func (s *statement) next() bool {
	s.release()
	for s.pull != nil && s.f.alive() {
		fact, err, ok := s.pull()
		s.f.fail(err)
		if !ok || err != nil {
			break
		}
		if s.bind(fact) {
			return true
		}
		s.release()
	}
	s.stop()
	return false
}

// bind puts a fact into the row; false when it doesn't fit.
func (s *statement) bind(fact *graph.Fact) bool {
	if s.objectAsked && fact.Object.IsZero() {
		return false
	}
	set := func(i int, v algebra.Var, t graph.Term) bool {
		if v == 0 {
			return true
		}
		id := s.f.number(t)
		if have := s.f.row[v]; have != 0 {
			return have == id
		}
		s.f.row[v], s.bound[i] = id, v
		return true
	}
	return set(0, s.subject.v, graph.EntityObject(fact.Subject)) &&
		set(1, s.predicate.v, graph.PredicateObject(fact.Predicate)) &&
		(!s.objectAsked || set(2, s.object.v, fact.Object)) &&
		set(3, s.fact, graph.Term{Kind: graph.FactTerm, Value: string(fact.ID)})
}

func (s *statement) release() {
	for i, v := range s.bound {
		if v != 0 {
			s.f.row[v], s.bound[i] = 0, 0
		}
	}
}

func (s *statement) stop() {
	s.release()
	if s.end != nil {
		s.end()
		s.pull, s.end = nil, nil
	}
}
