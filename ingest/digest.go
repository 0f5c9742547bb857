package ingest

import (
	"cmp"
	"slices"
	"time"

	"factgraph/graph"
)

// A Digest sums up what an ingest has learned.
type Digest struct {
	Articles   int // stored now
	Unchanged  int // in the graph before
	Duplicates int // near copies of another article
	Facts      int // pieces of evidence stored
	Entities   int // entities that the graph did not have before
	Failed     []error
	Took       time.Duration

	// Connected are the entities with the most facts in these articles.
	Connected []Connected

	start  time.Time
	before graph.Stats
	degree map[graph.EntityID]*Connected
}

// Connected is an entity with the number of facts that it takes part in.
type Connected struct {
	ID    graph.EntityID
	Name  string
	Facts int
}

func newDigest(before graph.Stats) *Digest {
	return &Digest{start: time.Now(), before: before, degree: make(map[graph.EntityID]*Connected)}
}

func (d *Digest) add(o *Outcome) {
	switch {
	case o.Err != nil:
		d.Failed = append(d.Failed, o.Err)
		return
	case o.Unchanged:
		d.Unchanged++
		return
	}
	d.Articles++
	if o.Contribution.Article.DuplicateOf != "" {
		d.Duplicates++
	}
	names := make(map[graph.EntityID]string)
	for i := range o.Contribution.Entities {
		names[o.Contribution.Entities[i].ID] = o.Contribution.Entities[i].Name
	}
	for i := range o.Contribution.Facts {
		f := &o.Contribution.Facts[i]
		d.Facts += len(f.Evidence)
		d.count(f.Subject, names)
		if f.Object.Kind == graph.EntityTerm {
			d.count(graph.EntityID(f.Object.Value), names)
		}
	}
}

// The best-connected entities are found in bounded memory by the algorithm of
// Misra and Gries (1982): with more than counted entities every count is
// lowered by one and those at zero are forgotten, so that only rare ones are
// lost.
const (
	counted        = 10_000
	connectedShown = 8
)

func (d *Digest) count(id graph.EntityID, names map[graph.EntityID]string) {
	c := d.degree[id]
	if c == nil {
		c = &Connected{ID: id, Name: string(id)}
		d.degree[id] = c
	}
	if name := names[id]; name != "" {
		c.Name = name
	}
	c.Facts++
	if len(d.degree) <= counted {
		return
	}
	for id, c := range d.degree {
		if c.Facts--; c.Facts == 0 {
			delete(d.degree, id)
		}
	}
}

func (d *Digest) finish(after graph.Stats) {
	d.Took = time.Since(d.start)
	d.Entities = int(after.Entities) - int(d.before.Entities)
	for _, c := range d.degree {
		d.Connected = append(d.Connected, *c)
	}
	slices.SortFunc(d.Connected, func(a, b Connected) int {
		return cmp.Or(cmp.Compare(b.Facts, a.Facts), cmp.Compare(a.ID, b.ID))
	})
	d.Connected = d.Connected[:min(len(d.Connected), connectedShown)]
}
