// Package walk answers the questions about a graph that need no language: how
// two things are connected, what stands around one, what happened to it when,
// what two things share, who says and who denies something, and which things
// matter most.
//
// The functions work over the indexes of a view and read facts only where they
// are shown, so that they cost what their answers are worth, not the graph.
package walk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"factgraph/graph"
)

// ErrUnconnected is returned when no path of the allowed length connects two
// entities.
var ErrUnconnected = errors.New("not connected")

// DefaultMax is how many steps a path may have if nothing else is said: more
// connect almost anything with anything.
const DefaultMax = 6

// maxPaths bounds the paths of one length that are compared.
const maxPaths = 200

// PathOptions narrow what paths are wanted.
type PathOptions struct {
	Max   int              // steps; 0: DefaultMax
	Avoid []graph.EntityID // entities that no path may touch
	Via   graph.EntityID   // an entity that every path must touch; empty: none
	Limit int              // paths; 0: 1
}

// A Step goes along one fact.
type Step struct {
	From, To graph.EntityID
	Forward  bool        // From is the fact's subject
	Fact     *graph.Fact // the surest of the facts that connect the two so
}

// A Path is how two entities are connected. Its confidence is the product of
// those of its facts.
type Path struct {
	Steps      []Step
	Confidence float64
}

// Paths finds the shortest paths between two entities along facts of the plain
// view, in either direction, the surest first. It searches from both ends.
func Paths(ctx context.Context, view graph.View, from, to graph.EntityID, o PathOptions) ([]Path, error) {
	if o.Max == 0 {
		o.Max = DefaultMax
	}
	if o.Limit == 0 {
		o.Limit = 1
	}
	if o.Via != "" && o.Via != from && o.Via != to {
		return pathsVia(ctx, view, from, to, o)
	}
	s, err := newSearcher(ctx, view, o.Avoid)
	if err != nil {
		return nil, err
	}
	defer s.close()
	routes, err := s.shortest(from, to, o.Max)
	if err != nil {
		return nil, err
	}
	if len(routes) == 0 {
		return nil, fmt.Errorf("%s and %s are %w in %d steps", from, to, ErrUnconnected, o.Max)
	}
	paths := make([]Path, 0, len(routes))
	for _, route := range routes {
		p, err := s.path(route)
		if err != nil {
			return nil, err
		}
		paths = append(paths, p)
	}
	slices.SortStableFunc(paths, func(a, b Path) int { return -cmp.Compare(a.Confidence, b.Confidence) })
	return paths[:min(len(paths), o.Limit)], nil
}

// Route finds the entities along one of the shortest paths, both ends included;
// none if there is no path of at most that many steps. It reads no facts.
func Route(ctx context.Context, view graph.View, from, to graph.EntityID, steps int) ([]graph.EntityID, error) {
	s, err := newSearcher(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	defer s.close()
	routes, err := s.shortest(from, to, steps)
	if err != nil || len(routes) == 0 {
		return nil, err
	}
	var all []graph.EntityID
	for _, id := range routes[0] {
		t, err := view.Term(id)
		if err != nil {
			return nil, err
		}
		all = append(all, graph.EntityID(t.Value))
	}
	return all, nil
}

// pathsVia joins the paths to the entity between with those from there.
func pathsVia(ctx context.Context, view graph.View, from, to graph.EntityID, o PathOptions) ([]Path, error) {
	via := o.Via
	o.Via = ""
	o.Max--
	first, err := Paths(ctx, view, from, via, o)
	if err != nil {
		return nil, err
	}
	o.Max -= len(first[0].Steps) - 1
	o.Avoid = append(slices.Clone(o.Avoid), from)
	second, err := Paths(ctx, view, via, to, o)
	if err != nil {
		return nil, err
	}
	var all []Path
	for _, a := range first {
		for _, b := range second {
			all = append(all, Path{slices.Concat(a.Steps, b.Steps), a.Confidence * b.Confidence})
		}
	}
	slices.SortStableFunc(all, func(a, b Path) int { return -cmp.Compare(a.Confidence, b.Confidence) })
	return all[:min(len(all), o.Limit)], nil
}

// A searcher walks the triples of the plain view.
type searcher struct {
	ctx    context.Context
	view   graph.View
	cursor graph.Cursor
	avoid  map[graph.ID]bool
	things map[graph.ID]bool // nodes known to be entities
	best   map[[2]graph.EntityID]*graph.Fact
	ticks  uint
}

func newSearcher(ctx context.Context, view graph.View, avoid []graph.EntityID) (*searcher, error) {
	s := &searcher{
		ctx: ctx, view: view, cursor: view.Cursor(), avoid: make(map[graph.ID]bool),
		things: make(map[graph.ID]bool), best: make(map[[2]graph.EntityID]*graph.Fact),
	}
	for _, id := range avoid {
		n, err := view.Lookup(graph.EntityObject(id))
		if err != nil {
			return nil, errors.Join(err, s.close())
		}
		s.avoid[n] = true
	}
	return s, nil
}

func (s *searcher) close() error { return s.cursor.Close() }

// A wave is what has been reached from one end: the nodes before each node on
// the shortest ways to it.
type wave struct {
	before   map[graph.ID][]graph.ID
	frontier []graph.ID
	steps    int
}

func newWave(start graph.ID) *wave {
	return &wave{before: map[graph.ID][]graph.ID{start: nil}, frontier: []graph.ID{start}}
}

// shortest finds the node sequences of all shortest paths, up to maxPaths.
func (s *searcher) shortest(from, to graph.EntityID, limit int) ([][]graph.ID, error) {
	a, err := s.view.Lookup(graph.EntityObject(from))
	if err != nil {
		return nil, err
	}
	b, err := s.view.Lookup(graph.EntityObject(to))
	if err != nil || a == 0 || b == 0 {
		return nil, err
	}
	if a == b {
		return [][]graph.ID{{a}}, nil
	}
	left, right := newWave(a), newWave(b)
	for left.steps+right.steps < limit && len(left.frontier) > 0 && len(right.frontier) > 0 {
		this, other := left, right
		cheaper, err := s.cheaper(right, left)
		if err != nil {
			return nil, err
		}
		if cheaper {
			this, other = right, left
		}
		meeting, err := s.expand(this, other)
		if err != nil {
			return nil, err
		}
		if len(meeting) > 0 {
			return join(left, right, meeting), nil
		}
	}
	return nil, nil
}

// countedFrontier is up to how many nodes it pays to count the triples before
// following them.
const countedFrontier = 64

// cheaper tells whether it costs less to go on from a than from b.
func (s *searcher) cheaper(a, b *wave) (bool, error) {
	if len(a.frontier) > countedFrontier || len(b.frontier) > countedFrontier {
		return len(a.frontier) < len(b.frontier), nil
	}
	x, err := s.degree(a.frontier)
	if err != nil {
		return false, err
	}
	y, err := s.degree(b.frontier)
	return x < y, err
}

func (s *searcher) degree(nodes []graph.ID) (uint64, error) {
	var total uint64
	for _, id := range nodes {
		for _, q := range []graph.Quad{{S: id}, {O: id}} {
			n, err := s.view.Count(q)
			if err != nil {
				return 0, err
			}
			total += n
		}
	}
	return total, nil
}

// expand makes one more step from a wave and gives the nodes where it meets the
// other.
func (s *searcher) expand(w, other *wave) ([]graph.ID, error) {
	fresh := make(map[graph.ID]bool)
	var next, meeting []graph.ID
	visit := func(from, to graph.ID) error {
		if s.avoid[to] || to == from {
			return nil
		}
		if _, known := w.before[to]; known && !fresh[to] {
			return nil // nearer already
		}
		if !fresh[to] {
			if _, met := other.before[to]; met {
				thing, err := s.isThing(to)
				if err != nil || !thing {
					return err
				}
				meeting = append(meeting, to)
			}
			fresh[to] = true
			next = append(next, to)
		}
		if before := w.before[to]; !slices.Contains(before, from) {
			w.before[to] = append(before, from)
		}
		return nil
	}
	for _, id := range w.frontier {
		thing, err := s.isThing(id)
		if err != nil {
			return nil, err
		}
		if !thing {
			continue
		}
		if err := s.around(id, func(q graph.Quad) error {
			if q.S == id {
				return visit(id, q.O)
			}
			return visit(id, q.S)
		}); err != nil {
			return nil, err
		}
	}
	w.frontier = next
	w.steps++
	return meeting, nil
}

// around visits the triples with the node as subject or object.
func (s *searcher) around(id graph.ID, visit func(graph.Quad) error) error {
	for _, pattern := range []graph.Quad{{S: id}, {O: id}} {
		for s.cursor.Seek(pattern); s.cursor.Next(); {
			if s.ticks++; s.ticks%1024 == 0 && s.ctx.Err() != nil {
				return s.ctx.Err()
			}
			if err := visit(s.cursor.Quad()); err != nil {
				return err
			}
		}
		if err := s.cursor.Err(); err != nil {
			return err
		}
	}
	return nil
}

// isThing tells an entity from a literal: that two people are of one age
// connects them with nothing.
func (s *searcher) isThing(id graph.ID) (bool, error) {
	if is, known := s.things[id]; known {
		return is, nil
	}
	t, err := s.view.Term(id)
	if err != nil {
		return false, err
	}
	s.things[id] = t.Kind == graph.EntityTerm
	return s.things[id], nil
}

// join puts the ways of both waves together at the nodes where they meet.
func join(left, right *wave, meeting []graph.ID) [][]graph.ID {
	var all [][]graph.ID
	for _, m := range meeting {
		for _, a := range left.ways(m) {
			for _, b := range right.ways(m) {
				if len(all) == maxPaths {
					return all
				}
				slices.Reverse(b)
				all = append(all, slices.Concat(a, b[1:]))
				slices.Reverse(b)
			}
		}
	}
	return all
}

// ways lists the node sequences from the start of the wave to a node.
func (w *wave) ways(node graph.ID) [][]graph.ID {
	before := w.before[node]
	if len(before) == 0 {
		return [][]graph.ID{{node}}
	}
	var all [][]graph.ID
	for _, b := range before {
		for _, way := range w.ways(b) {
			if len(all) == maxPaths {
				return all
			}
			all = append(all, append(slices.Clone(way), node))
		}
	}
	return all
}

// path reads the facts of a node sequence.
func (s *searcher) path(nodes []graph.ID) (Path, error) {
	p := Path{Confidence: 1}
	var last graph.EntityID
	for i, id := range nodes {
		t, err := s.view.Term(id)
		if err != nil {
			return Path{}, err
		}
		this := graph.EntityID(t.Value)
		if i > 0 {
			step, err := s.step(last, this)
			if err != nil {
				return Path{}, err
			}
			p.Steps = append(p.Steps, step)
			p.Confidence *= step.Fact.Confidence
		}
		last = this
	}
	return p, nil
}

// step finds the surest fact between two entities.
func (s *searcher) step(from, to graph.EntityID) (Step, error) {
	out, err := s.surest(from, to)
	if err != nil {
		return Step{}, err
	}
	back, err := s.surest(to, from)
	if err != nil {
		return Step{}, err
	}
	switch {
	case out == nil && back == nil:
		return Step{}, fmt.Errorf("fact between %s and %s: %w", from, to, graph.ErrNotFound)
	case back == nil || out != nil && out.Confidence >= back.Confidence:
		return Step{From: from, To: to, Forward: true, Fact: out}, nil
	}
	return Step{From: from, To: to, Fact: back}, nil
}

func (s *searcher) surest(subject, object graph.EntityID) (*graph.Fact, error) {
	pair := [2]graph.EntityID{subject, object}
	if f, known := s.best[pair]; known {
		return f, nil
	}
	var best *graph.Fact
	for f, err := range s.view.Facts(s.ctx, graph.Filter{Subject: subject, Object: graph.EntityObject(object), Plain: true}) {
		if err != nil {
			return nil, err
		}
		if best == nil || f.Confidence > best.Confidence {
			best = f
		}
	}
	s.best[pair] = best
	return best, nil
}
