package store

import (
	"factgraph/graph"
)

// The records of articles, entities and links: values in the order of the
// fields, texts with their length before them.

// An articleRecord is an article without its text.
type articleRecord struct {
	graph.Article
	Number  graph.ID // its term's
	Size    int      // bytes of text
	Chunks  int      // records of links
	Version uint64   // of the commit that changed it last
}

func (r *articleRecord) encode() []byte {
	var e encoder
	e.uint(uint64(r.Number))
	e.uint(uint64(r.Size))
	e.uint(uint64(r.Chunks))
	e.uint(r.Version)
	e.time(r.Ingested)
	return append(e, encodeArticle(&r.Article)...)
}

// encodeArticle is what the caller says of an article, without its text and
// the time at which it came.
func encodeArticle(a *graph.Article) []byte {
	var e encoder
	e.text(string(a.ID))
	e.text(a.Title)
	e.time(a.Date)
	e.text(a.Source)
	e.text(a.Author)
	e.text(a.Address)
	e.text(a.Digest)
	e.text(string(a.DuplicateOf))
	e.uint(uint64(len(a.Keys)))
	for _, key := range a.Keys {
		e.text(key)
	}
	return e
}

func decodeArticle(b []byte) (*articleRecord, error) {
	d := &decoder{rest: b}
	r := &articleRecord{
		Number:  graph.ID(d.uint()),
		Size:    int(d.uint()),
		Chunks:  int(d.uint()),
		Version: d.uint(),
	}
	r.Ingested = d.time()
	r.ID = graph.ArticleID(d.text())
	r.Title = d.text()
	r.Date = d.time()
	r.Source = d.text()
	r.Author = d.text()
	r.Address = d.text()
	r.Digest = d.text()
	r.DuplicateOf = graph.ArticleID(d.text())
	for range d.count() {
		r.Keys = append(r.Keys, d.text())
	}
	return r, d.close()
}

func (e *encoder) counts(all []graph.Count) {
	e.uint(uint64(len(all)))
	for _, c := range all {
		e.text(c.Text)
		e.int(c.N)
	}
}

func (d *decoder) counts() []graph.Count {
	n := d.count()
	if n == 0 {
		return nil
	}
	all := make([]graph.Count, n)
	for i := range all {
		all[i] = graph.Count{Text: d.text(), N: d.int()}
	}
	return all
}

func (e *encoder) texts(all []string) {
	e.uint(uint64(len(all)))
	for _, s := range all {
		e.text(s)
	}
}

func (d *decoder) texts() []string {
	n := d.count()
	if n == 0 {
		return nil
	}
	all := make([]string, n)
	for i := range all {
		all[i] = d.text()
	}
	return all
}

// entitiesPerChunk is how many entities a record of what an article contributes
// to them is about: one record for each would be a seventh of all records.
const entitiesPerChunk = 32

// part is what one article contributes to the entity of the number.
func (e *encoder) part(number graph.ID, ent *graph.Entity) {
	e.uint(uint64(number))
	e.entity(ent)
}

// entity is what an article contributes to an entity, without its id.
func (e *encoder) entity(ent *graph.Entity) {
	e.text(ent.Name)
	e.text(string(ent.Type))
	e.text(ent.Subtype)
	e.counts(ent.Aliases)
	e.counts(ent.Types)
	e.counts(ent.Roles)
	e.counts(ent.Context)
	e.texts(ent.Keys)
	e.texts(ent.SameAs)
}

func (d *decoder) entity(id graph.EntityID) *graph.Entity {
	ent := &graph.Entity{ID: id, Name: d.text(), Type: graph.Type(d.text()), Subtype: d.text()}
	ent.Aliases = d.counts()
	ent.Types = d.counts()
	ent.Roles = d.counts()
	ent.Context = d.counts()
	ent.Keys = d.texts()
	ent.SameAs = d.texts()
	return ent
}

// decodeParts reads a chunk.
func decodeParts(b []byte, name func(graph.ID) (graph.EntityID, error)) ([]graph.Entity, error) {
	var all []graph.Entity
	for d := (&decoder{rest: b}); len(d.rest) > 0; {
		number := graph.ID(d.uint())
		ent := d.entity("")
		if d.err != nil {
			return nil, d.err
		}
		id, err := name(number)
		if err != nil {
			return nil, err
		}
		ent.ID = id
		all = append(all, *ent)
	}
	return all, nil
}

// appendNamed is a contribution to an entity with the entity's id.
func appendNamed(b []byte, ent *graph.Entity) []byte {
	e := encoder(b)
	e.text(string(ent.ID))
	e.entity(ent)
	return e
}

func decodeNamed(b []byte) (*graph.Entity, error) {
	d := &decoder{rest: b}
	ent := d.entity(graph.EntityID(d.text()))
	return ent, d.close()
}

// encodeTally is an entity's sum; its id stands before it because the key may
// have it hashed.
func encodeTally(id graph.EntityID, t *graph.Tally) []byte {
	var e encoder
	e.text(string(id))
	e.uint(uint64(t.Contributions))
	for _, counts := range tallyFields(t) {
		e.counts(*counts)
	}
	return e
}

func decodeTally(b []byte) (graph.EntityID, *graph.Tally, error) {
	d := &decoder{rest: b}
	id, t := graph.EntityID(d.text()), new(graph.Tally)
	t.Contributions = int(d.uint())
	for _, counts := range tallyFields(t) {
		*counts = d.counts()
	}
	return id, t, d.close()
}

func tallyFields(t *graph.Tally) []*graph.Counts {
	return []*graph.Counts{&t.Names, &t.Types, &t.Subtypes, &t.Aliases, &t.TypeVotes, &t.Roles, &t.Context, &t.Keys, &t.SameAs}
}

// linksPerChunk keeps the records of links small.
const linksPerChunk = 256

// encodeLinks writes links in the order of the text, each place relative to
// the one before.
func encodeLinks(links []graph.Link, number func(graph.EntityID) (graph.ID, error)) ([]byte, error) {
	var e encoder
	e.uint(uint64(len(links)))
	start := 0
	for _, link := range links {
		id, err := number(link.Entity)
		if err != nil {
			return nil, err
		}
		e.int(link.Start - start)
		e.int(link.End - link.Start)
		e.text(link.Text)
		e.uint(uint64(id))
		e.text(link.Reason)
		e.probability(link.Score)
		start = link.Start
	}
	return e, nil
}

func decodeLinks(article graph.ArticleID, b []byte, name func(graph.ID) (graph.EntityID, error)) ([]graph.Link, error) {
	d := &decoder{rest: b}
	links := make([]graph.Link, d.count())
	start := 0
	for i := range links {
		start += d.int()
		link := graph.Link{Article: article, Start: start, End: start + d.int(), Text: d.text()}
		id := graph.ID(d.uint())
		link.Reason = d.text()
		link.Score = d.probability()
		if d.err != nil {
			break
		}
		var err error
		if link.Entity, err = name(id); err != nil {
			return nil, err
		}
		links[i] = link
	}
	return links, d.close()
}
