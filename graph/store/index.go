package store

import (
	"slices"
	"sync"

	"factgraph/graph"
)

// Lookup implements graph.Index.
func (v *View) Lookup(t graph.Term) (graph.ID, error) {
	if t.Kind != graph.PredicateTerm {
		return lookup(v.txn, t)
	}
	if id, ok := v.store.predicates.Load(t.Value); ok {
		return id.(graph.ID), nil
	}
	id, err := lookup(v.txn, t)
	if id != 0 {
		v.store.predicates.Store(t.Value, id)
	}
	return id, err
}

// Term implements graph.Index.
func (v *View) Term(id graph.ID) (graph.Term, error) {
	if t, ok := v.store.terms.get(id); ok {
		return t, nil
	}
	t, err := readTerm(v.txn, id)
	if err == nil {
		v.store.terms.put(id, t)
	}
	return t, err
}

// Cursor implements graph.Index.
func (v *View) Cursor() graph.Cursor { return v.cursor() }

func (v *View) cursor() *cursor {
	c := &cursor{view: v}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.cursors != nil {
		v.cursors[c] = struct{}{}
	}
	return c
}

// A cursor keeps one scanner for each index that it was sought in.
type cursor struct {
	view *View
	mu   sync.Mutex // between release and the rest: a view may be closed under its cursors

	scanners []*scanner
	it       *scanner    // of the current pattern
	said     *saysReader // nil: not needed yet
	order    order
	pattern  graph.Quad
	quad     graph.Quad
	next     func(*cursor) bool
	err      error

	held  statement    // group: the first statement of the next triple
	quads []graph.Quad // gathered, or the graphs of the current triple
}

// orderFor is the order in which the bound fields of the pattern come first,
// and those fields.
func orderFor(q graph.Quad) (order, []graph.ID) {
	switch {
	case q.S != 0 && q.P != 0 && q.O != 0:
		return spo, []graph.ID{q.S, q.P, q.O}
	case q.S != 0 && q.P != 0:
		return spo, []graph.ID{q.S, q.P}
	case q.S != 0 && q.O != 0:
		return osp, []graph.ID{q.O, q.S}
	case q.P != 0 && q.O != 0:
		return pos, []graph.ID{q.P, q.O}
	case q.S != 0:
		return spo, []graph.ID{q.S}
	case q.P != 0:
		return pos, []graph.ID{q.P}
	case q.O != 0:
		return osp, []graph.ID{q.O}
	default:
		return spo, nil
	}
}

// Seek implements graph.Cursor.
func (c *cursor) Seek(pattern graph.Quad) {
	if c.err != nil {
		return
	}
	var bound []graph.ID
	c.order, bound = orderFor(pattern)
	c.pattern, c.quad, c.quads, c.held = pattern, graph.Quad{}, nil, statement{}
	switch {
	case pattern.G == 0:
		c.next = (*cursor).nextPlain
	case pattern.G == graph.AnyGraph:
		c.next = (*cursor).nextGroup
	case c.order == spo:
		c.next = (*cursor).nextSaid
		c.says().seek(pattern.G, statement{S: pattern.S, P: pattern.P, O: pattern.O})
		return
	case c.gather(pattern):
		c.next = (*cursor).nextGathered
		return
	default:
		c.next = (*cursor).nextChecked
	}
	fam := famTriple.in(c.order)
	c.it = c.scanner(fam)
	c.it.seek(append(c.it.prefix[:0], byte(fam)).id(bound...))
}

// says is the cursor's reader of what articles say.
func (c *cursor) says() *saysReader {
	if c.said == nil {
		c.said = &saysReader{it: c.scanner(famSays)}
	}
	return c.said
}

func (c *cursor) scanner(fam family) *scanner {
	for _, it := range c.scanners {
		if it.fam == fam {
			return it
		}
	}
	it := c.view.borrow(fam)
	c.scanners = append(c.scanners, it)
	return it
}

// borrow gives a scanner that no cursor uses.
func (v *View) borrow(fam family) *scanner {
	v.mu.Lock()
	defer v.mu.Unlock()
	for i, it := range v.idle {
		if it.fam == fam {
			last := len(v.idle) - 1
			v.idle[i], v.idle = v.idle[last], v.idle[:last]
			return it
		}
	}
	return scan(v.txn, fam)
}

// giveBack keeps the scanners of a cursor that is closed for the next one.
func (v *View) giveBack(c *cursor) {
	scanners := c.release()
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.cursors, c)
	for _, it := range scanners {
		if v.cursors == nil || it.err != nil || len(v.idle) == idleScanners {
			it.Close()
		} else {
			v.idle = append(v.idle, it)
		}
	}
}

// Next implements graph.Cursor.
func (c *cursor) Next() bool {
	if c.err != nil || c.next == nil {
		return false
	}
	if c.next(c) {
		return true
	}
	if c.it != nil && c.err == nil {
		c.err = c.it.err
	}
	return false
}

// nextPlain walks the distinct triples of the plain view: statements that
// differ only in who says so are one triple.
func (c *cursor) nextPlain() bool {
	for c.it.next() {
		k := c.it.key()[1:]
		if len(k) < 3*idSize {
			c.err = errMalformed
			return false
		}
		var q graph.Quad
		q.S, q.P, q.O = c.order.restore(readID(k), readID(k[idSize:]), readID(k[2*idSize:]))
		if q != c.quad {
			c.quad = q
			return true
		}
	}
	return false
}

// statement reads the next statement of the current scanner.
func (c *cursor) statement(o order, skip int) (st statement, ok bool) {
	if !c.it.next() {
		return st, false
	}
	if st, _, c.err = readStatement(o, c.it.key()[skip:]); c.err != nil {
		return st, false
	}
	return st, true
}

func (s statement) quad(g graph.ID) graph.Quad { return graph.Quad{S: s.S, P: s.P, O: s.O, G: g} }

// nextSaid walks the triples of one article, which stand in the order SPO.
func (c *cursor) nextSaid() bool {
	for {
		st, ok := c.said.next()
		if !ok {
			c.err = c.said.err
			return false
		}
		if !st.matches(c.pattern) { // the bound fields are the first ones
			return false
		}
		if q := st.quad(c.pattern.G); st.triple() && q != c.quad {
			c.quad = q
			return true
		}
	}
}

// matches tells whether the statement has the bound fields of the pattern.
func (s statement) matches(pattern graph.Quad) bool {
	return (pattern.S == 0 || s.S == pattern.S) && (pattern.P == 0 || s.P == pattern.P) && (pattern.O == 0 || s.O == pattern.O)
}

// nextGroup walks the triples of all articles: for each triple the articles
// that say it, in order.
func (c *cursor) nextGroup() bool {
	for len(c.quads) == 0 {
		st, ok := c.held, c.held != statement{}
		if !ok {
			if st, ok = c.statement(c.order, 1); !ok {
				return false
			}
		}
		c.held = statement{}
		triple := st.quad(0)
		for ok && st.quad(0) == triple {
			c.articles(st)
			st, ok = c.statement(c.order, 1)
		}
		if ok {
			c.held = st
		}
		slices.SortFunc(c.quads, func(a, b graph.Quad) int { return int(int64(a.G) - int64(b.G)) })
		c.quads = slices.Compact(c.quads)
	}
	return c.nextGathered()
}

// articles appends a quad for every article that says the statement.
func (c *cursor) articles(st statement) {
	it := c.scanner(famEvidence)
	for it.seek(famEvidence.key().statement(st)); it.next(); {
		c.quads = append(c.quads, st.quad(readID(it.rest())))
	}
	if it.err != nil {
		c.err = it.err
	}
}

// gatherLimit is how many statements of an article are sorted rather than
// sought one by one.
const gatherLimit = 4096

// gather collects what an article says and matches, in the cursor's order;
// false when the article says too much for that.
func (c *cursor) gather(pattern graph.Quad) bool {
	said := c.says()
	said.seek(pattern.G, statement{})
	for n := 0; ; n++ {
		st, ok := said.next()
		if !ok {
			break
		}
		if n == gatherLimit {
			c.quads = nil
			return false
		}
		if st.triple() && st.matches(pattern) {
			c.quads = append(c.quads, st.quad(pattern.G))
		}
	}
	if c.err = said.err; c.err != nil {
		return false
	}
	slices.SortFunc(c.quads, func(x, y graph.Quad) int {
		a1, b1, c1 := c.order.arrange(x.S, x.P, x.O)
		a2, b2, c2 := c.order.arrange(y.S, y.P, y.O)
		return slices.Compare([]graph.ID{a1, b1, c1}, []graph.ID{a2, b2, c2})
	})
	c.quads = slices.Compact(c.quads)
	return true
}

func (c *cursor) nextGathered() bool {
	if len(c.quads) == 0 {
		return false
	}
	c.quad, c.quads = c.quads[0], c.quads[1:]
	return true
}

// nextChecked walks the triples of the plain view that the article says.
func (c *cursor) nextChecked() bool {
	said := c.says()
	for {
		st, ok := c.statement(c.order, 1)
		if !ok {
			return false
		}
		q := st.quad(c.pattern.G)
		if q == c.quad {
			continue
		}
		if said.has(c.pattern.G, st) {
			c.quad = q
			return true
		}
		if c.err = said.err; c.err != nil {
			return false
		}
	}
}

// Quad implements graph.Cursor.
func (c *cursor) Quad() graph.Quad { return c.quad }

// Err implements graph.Cursor.
func (c *cursor) Err() error { return c.err }

// Close implements graph.Cursor.
func (c *cursor) Close() error {
	c.view.giveBack(c)
	return c.err
}

// release takes the scanners from the cursor; it finds nothing more.
func (c *cursor) release() []*scanner {
	c.mu.Lock()
	defer c.mu.Unlock()
	scanners := c.scanners
	c.scanners, c.it, c.said, c.next = nil, nil, nil, nil
	return scanners
}

// countLimit is up to how many triples Count counts one by one.
const countLimit = 64

// Count implements graph.Index. Few triples are counted; for more the samples
// of the plain view tell, whose level n holds one in 16^n triples.
func (v *View) Count(pattern graph.Quad) (uint64, error) {
	v.mu.Lock()
	if v.counter == nil {
		v.counter = &cursor{view: v}
		if v.cursors != nil {
			v.cursors[v.counter] = struct{}{}
		}
	}
	c := v.counter
	v.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	if pattern.G != 0 && pattern.G != graph.AnyGraph {
		c.Seek(pattern)
		n, _ := c.count()
		return n, c.err
	}
	o, bound := orderFor(pattern)
	least, weight := uint64(0), uint64(1)
	for level := range family(sampleLevels + 1) {
		fam := famTriple.in(o)
		if level > 0 {
			fam = (famSample + (level-1)*orders).in(o)
		}
		c.order, c.quad, c.next = o, graph.Quad{}, (*cursor).nextPlain
		c.it = c.scanner(fam)
		c.it.seek(fam.key().id(bound...))
		n, all := c.count()
		if c.err != nil {
			return 0, c.err
		}
		if all || level == sampleLevels {
			return max(least, n*weight), nil
		}
		least = max(least, n*weight)
		weight *= 16
	}
	return least, nil
}

// count counts up to the limit; all is false when there are more.
func (c *cursor) count() (n uint64, all bool) {
	for n < countLimit {
		if !c.Next() {
			return n, true
		}
		n++
	}
	return n, !c.Next()
}
