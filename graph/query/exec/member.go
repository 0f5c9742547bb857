package exec

import (
	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/facts"
)

// A member passes when a subject stands in a list: the quads of one predicate
// and object, sorted by subject. When the subjects come in order, too, the two
// lists are merged (a merge join), for a step in the index costs a tenth of a
// seek. Subjects that come out of order or lie far ahead are sought.
type member struct {
	f      *frame
	v      algebra.Var
	list   graph.Quad   // its predicate and object
	walk   graph.Cursor // along the list; nil until begun
	seeker graph.Cursor // nil until needed

	// The neighbours in the list that the walk has come between; noID is behind
	// the end.
	before, at graph.ID
	done       bool
}

// strides is how many steps of the walk are tried: about as many as cost a seek.
const strides = 16

const noID = ^graph.ID(0)

func (m *member) open() { m.done = false }
func (m *member) stop() {}

func (m *member) next() bool {
	if m.done || !m.f.alive() {
		return false
	}
	m.done = true
	subject := m.f.row[m.v]
	return !isLocal(subject) && m.has(subject)
}

func (m *member) has(subject graph.ID) bool {
	if m.walk == nil {
		m.walk = m.f.cursor()
		m.walk.Seek(m.list)
		m.step()
	}
	for n := 0; m.at < subject && n < strides; n++ {
		m.step()
	}
	switch {
	case subject == m.at, subject == m.before:
		return true
	case m.before < subject && subject < m.at:
		return false
	}
	if m.seeker == nil {
		m.seeker = m.f.cursor()
	}
	m.seeker.Seek(graph.Quad{S: subject, P: m.list.P, O: m.list.O})
	found := m.seeker.Next()
	m.f.fail(m.seeker.Err())
	return found
}

func (m *member) step() {
	m.before, m.at = m.at, noID
	if m.walk.Next() {
		m.at = m.walk.Quad().S
	}
	m.f.fail(m.walk.Err())
}

// member makes the step of a pattern that tests whether the subjects of the
// first pattern of the join are subjects of a list as well. Nil if the pattern
// is no such test, or if the list is so long that seeking in it costs less.
func (c *compiler) member(f *frame, p algebra.Pattern, first *algebra.Pattern) step {
	if first == nil || first.S != p.S || !c.isList(p) || c.constants(p) > strides*c.constants(*first) {
		return nil
	}
	return &member{f: f, v: p.S.Var, list: graph.Quad{P: c.number(p.P.Term), O: c.number(p.O.Term)}}
}

// isList tells whether the quads of a pattern come sorted by subject, which is
// all that is open: in the plain view, and not made from facts.
func (c *compiler) isList(p algebra.Pattern) bool {
	return p.S.Var != 0 && !p.P.Term.IsZero() && !p.O.Term.IsZero() && p.G.IsZero() && c.dataset == nil &&
		!facts.IsMade(p.P.Term) && !isLocal(c.number(p.P.Term)) && !isLocal(c.number(p.O.Term))
}
