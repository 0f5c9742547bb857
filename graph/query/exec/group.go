package exec

import (
	"strings"

	"factgraph/graph"
	"factgraph/graph/query/algebra"
	"factgraph/graph/query/value"
)

// A grouper gathers its inner solutions in groups and gives one solution a
// group.
type grouper struct {
	f      *frame
	inner  step
	keys   []keyExpr
	aggs   []aggregate
	groups []*group
	at     int
	set    bool
}

type keyExpr struct {
	v    algebra.Var
	expr expression
}

type aggregate struct {
	algebra.Aggregate
	arg  expression
	vars []algebra.Var // what COUNT(DISTINCT *) looks at
}

type group struct {
	keys  []graph.ID
	accus []accumulator
}

func (s *grouper) open() {
	s.groups, s.at, s.set = nil, 0, false
	byKey := make(map[string]*group)
	vars := make([]algebra.Var, len(s.keys))
	for i := range vars {
		vars[i] = algebra.Var(i)
	}
	ids := make([]graph.ID, len(s.keys))
	var key []byte
	for s.inner.open(); s.inner.next(); {
		for i, k := range s.keys {
			ids[i] = 0
			if v, ok := k.expr(s.f); ok {
				ids[i] = s.f.number(v.Term)
			}
		}
		key = appendKey(key[:0], ids, vars)
		g := byKey[string(key)]
		if g == nil {
			if !s.f.grow(rowBytes(len(ids)) + 100*len(s.aggs) + 64) {
				s.inner.stop()
				return
			}
			g = &group{keys: append([]graph.ID(nil), ids...), accus: s.accumulators()}
			byKey[string(key)] = g
			s.groups = append(s.groups, g)
		}
		for _, a := range g.accus {
			a.add(s.f)
		}
	}
	if len(s.groups) == 0 && len(s.keys) == 0 {
		s.groups = []*group{{accus: s.accumulators()}}
	}
}

func (s *grouper) next() bool {
	s.stop()
	if s.at >= len(s.groups) || !s.f.alive() {
		return false
	}
	g := s.groups[s.at]
	s.at++
	for i, k := range s.keys {
		s.f.row[k.v] = g.keys[i]
	}
	for i, a := range g.accus {
		if v, ok := a.result(); ok {
			s.f.row[s.aggs[i].Var] = s.f.number(v.Term)
		}
	}
	s.set = true
	return true
}

func (s *grouper) stop() {
	if !s.set {
		return
	}
	for _, k := range s.keys {
		s.f.row[k.v] = 0
	}
	for _, a := range s.aggs {
		s.f.row[a.Var] = 0
	}
	s.set = false
}

func (s *grouper) accumulators() []accumulator {
	all := make([]accumulator, len(s.aggs))
	for i := range s.aggs {
		all[i] = newAccumulator(&s.aggs[i])
	}
	return all
}

// An accumulator computes an aggregate, one solution after the other.
type accumulator interface {
	add(*frame)
	result() (value.Value, bool)
}

func newAccumulator(a *aggregate) accumulator {
	var to interface {
		take(value.Value)
		result() (value.Value, bool)
	}
	switch a.Func {
	case "COUNT":
		if a.arg == nil {
			return &countRows{vars: a.vars, distinct: a.Distinct}
		}
		return &argument{of: a, to: &count{}, lenient: true}
	case "SUM":
		to = &sum{total: value.FromInt(0)}
	case "AVG":
		to = &sum{total: value.FromInt(0), mean: true}
	case "MIN":
		to = &extreme{sign: -1}
	case "MAX":
		to = &extreme{sign: 1}
	case "SAMPLE":
		to = &extreme{}
		return &argument{of: a, to: to, lenient: true}
	default:
		to = &concat{separator: a.Separator}
	}
	return &argument{of: a, to: to}
}

// An argument evaluates what is aggregated. An error there spoils the
// aggregate, but for the lenient ones, which leave the solution out.
type argument struct {
	of *aggregate
	to interface {
		take(value.Value)
		result() (value.Value, bool)
	}
	lenient bool
	spoiled bool
	seen    map[graph.Term]bool
}

func (a *argument) add(f *frame) {
	v, ok := a.of.arg(f)
	if !ok {
		a.spoiled = a.spoiled || !a.lenient
		return
	}
	if a.of.Distinct {
		if a.seen == nil {
			a.seen = make(map[graph.Term]bool)
		}
		if a.seen[v.Term] || !f.grow(len(v.Term.Value)+100) {
			return
		}
		a.seen[v.Term] = true
	}
	a.to.take(v)
}

func (a *argument) result() (value.Value, bool) {
	if a.spoiled {
		return value.Value{}, false
	}
	return a.to.result()
}

// countRows is COUNT(*).
type countRows struct {
	vars     []algebra.Var
	distinct bool
	n        int64
	seen     map[string]bool
}

func (c *countRows) add(f *frame) {
	if c.distinct {
		key := string(appendKey(nil, f.row, c.vars))
		if c.seen == nil {
			c.seen = make(map[string]bool)
		}
		if c.seen[key] || !f.grow(len(key)+64) {
			return
		}
		c.seen[key] = true
	}
	c.n++
}

func (c *countRows) result() (value.Value, bool) { return value.FromInt(c.n), true }

type count struct{ n int64 }

func (c *count) take(value.Value)            { c.n++ }
func (c *count) result() (value.Value, bool) { return value.FromInt(c.n), true }

type sum struct {
	total  value.Value
	n      int64
	mean   bool
	failed bool
}

func (s *sum) take(v value.Value) {
	total, ok := value.Arithmetic("+", s.total, v)
	if !ok {
		s.failed = true
		return
	}
	s.total = total
	s.n++
}

func (s *sum) result() (value.Value, bool) {
	if s.failed {
		return value.Value{}, false
	}
	if s.mean && s.n > 0 {
		return value.Arithmetic("/", s.total, value.FromInt(s.n))
	}
	return s.total, true
}

// extreme is MIN, MAX or, with no sign, SAMPLE.
type extreme struct {
	sign int
	best value.Value
}

func (e *extreme) take(v value.Value) {
	if e.best.Kind == value.Unbound || e.sign*value.Order(v, e.best) > 0 {
		e.best = v
	}
}

func (e *extreme) result() (value.Value, bool) { return e.best, e.best.Kind != value.Unbound }

type concat struct {
	separator string
	parts     []string
	size      int // of the parts with the separators
	failed    bool
}

func (c *concat) take(v value.Value) {
	if !v.IsLiteral() && v.Kind != value.IRI {
		c.failed = true
	}
	text := v.Text()
	if c.size += len(text) + len(c.separator); c.size > value.MaxText {
		c.failed, c.parts = true, nil
		return
	}
	c.parts = append(c.parts, text)
}

func (c *concat) result() (value.Value, bool) {
	return value.FromString(strings.Join(c.parts, c.separator)), !c.failed
}
