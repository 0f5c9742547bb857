package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/dgraph-io/badger/v4"

	"factgraph/graph"
)

// A View is the graph at one moment: a graph.Reader and a graph.Index. Several
// goroutines may use it, each with its own listings and cursors.
type View struct {
	store *Store
	txn   *badger.Txn
	pins  *graph.Pins
	texts *cache[chunk, string]

	mu      sync.Mutex
	cursors map[*cursor]struct{} // open, to be closed with the view
	counter *cursor              // for Count
	idle    []*scanner           // that cursors have given back; at most idleScanners
}

var (
	_ graph.Reader = (*View)(nil)
	_ graph.Index  = (*View)(nil)
)

// idleScanners bounds the scanners that wait for the next cursor: to make one
// costs as much as a short question.
const idleScanners = 16

// textChunks bounds the chunks of articles' text that a view keeps.
const textChunks = 128

func newView(s *Store, txn *badger.Txn) *View {
	return &View{store: s, txn: txn, pins: s.pins.Load(), texts: newCache[chunk, string](textChunks), cursors: make(map[*cursor]struct{})}
}

// Close ends the view and the cursors made from it.
func (v *View) Close() error {
	v.mu.Lock()
	open, idle := v.cursors, v.idle
	v.cursors, v.counter, v.idle = nil, nil, nil
	v.mu.Unlock()
	for c := range open {
		idle = append(idle, c.release()...)
	}
	for _, it := range idle {
		it.Close()
	}
	v.txn.Discard()
	v.store.forget(v)
	return nil
}

// Entity implements graph.Reader.
func (v *View) Entity(id graph.EntityID) (*graph.Entity, error) {
	t, err := v.readTally(id)
	if err != nil {
		return nil, err
	}
	e := t.Entity(id)
	v.pins.Apply(e)
	return e, nil
}

func (v *View) readTally(id graph.EntityID) (*graph.Tally, error) {
	record, err := get(v.txn, famEntity.key().text(string(id)))
	if err != nil {
		return nil, err
	}
	if record == nil {
		return nil, fmt.Errorf("entity %s: %w", id, graph.ErrNotFound)
	}
	_, t, err := decodeTally(record)
	if err != nil {
		return nil, fmt.Errorf("entity %s: %w", id, err)
	}
	return t, nil
}

// Entities implements graph.Reader.
func (v *View) Entities(ctx context.Context) iter.Seq2[*graph.Entity, error] {
	return list(ctx, v, famEntity, func(it *scanner) (*graph.Entity, error) {
		id, t, err := decodeTally(it.value())
		if err != nil {
			return nil, err
		}
		e := t.Entity(id)
		v.pins.Apply(e)
		return e, nil
	})
}

// list gives what read makes of each record of a family.
func list[V any](ctx context.Context, v *View, fam family, read func(*scanner) (V, error)) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		it := scan(v.txn, fam)
		defer it.Close()
		for it.seek(fam.key()); it.next(); {
			value, err := read(it)
			if err = errors.Join(err, it.err, ctx.Err()); err != nil {
				var none V
				yield(none, err)
				return
			}
			if !yield(value, nil) {
				return
			}
		}
	}
}

// Article implements graph.Reader.
func (v *View) Article(id graph.ArticleID) (*graph.Article, error) {
	r, err := v.articleRecord(id)
	if err != nil {
		return nil, err
	}
	return v.wholeArticle(r)
}

func (v *View) articleRecord(id graph.ArticleID) (*articleRecord, error) {
	record, err := get(v.txn, famArticle.key().text(string(id)))
	if err != nil {
		return nil, err
	}
	if record == nil {
		return nil, fmt.Errorf("article %s: %w", id, graph.ErrNotFound)
	}
	r, err := decodeArticle(record)
	if err != nil {
		return nil, fmt.Errorf("article %s: %w", id, err)
	}
	return r, nil
}

func (v *View) wholeArticle(r *articleRecord) (*graph.Article, error) {
	text, err := v.text(r.Number, 0, r.Size)
	if err != nil {
		return nil, fmt.Errorf("article %s: %w", r.ID, err)
	}
	article := r.Article
	article.Text = text
	return &article, nil
}

// Articles implements graph.Reader.
func (v *View) Articles(ctx context.Context) iter.Seq2[*graph.Article, error] {
	return list(ctx, v, famArticle, func(it *scanner) (*graph.Article, error) {
		r, err := decodeArticle(it.value())
		if err != nil {
			return nil, err
		}
		return v.wholeArticle(r)
	})
}

// A chunk is a part of an article's text.
type chunk struct {
	article graph.ID
	number  uint32
}

// text reads an article's text between two offsets.
func (v *View) text(article graph.ID, start, end int) (string, error) {
	if start < 0 || end <= start {
		return "", nil
	}
	var b strings.Builder
	for n := start / chunkSize; n*chunkSize < end; n++ {
		part, err := v.chunk(chunk{article, uint32(n)})
		if err != nil {
			return "", err
		}
		from, to := max(start-n*chunkSize, 0), min(end-n*chunkSize, chunkSize)
		if to > len(part) {
			return "", nil // not within the text: no wording
		}
		if from > 0 || to < chunkSize {
			part = part[from:to]
		}
		if len(part) == end-start {
			return part, nil
		}
		b.WriteString(part)
	}
	return b.String(), nil
}

func (v *View) chunk(c chunk) (string, error) {
	if text, ok := v.texts.get(c); ok {
		return text, nil
	}
	record, err := get(v.txn, famText.key().id(c.article).number(c.number))
	if err != nil {
		return "", err
	}
	text := string(record)
	v.texts.put(c, text)
	return text, nil
}

// Predicate implements graph.Reader.
func (v *View) Predicate(name string) (*graph.Predicate, error) {
	id, err := v.Lookup(graph.PredicateObject(name))
	if err != nil {
		return nil, err
	}
	p, err := v.predicate(name, id)
	if err == nil && p == nil {
		err = fmt.Errorf("predicate %q: %w", name, graph.ErrNotFound)
	}
	return p, err
}

// predicate reads a predicate's counts; nil when no fact has it.
func (v *View) predicate(name string, id graph.ID) (*graph.Predicate, error) {
	record, err := get(v.txn, famPredicate.key().id(id))
	if err != nil || record == nil {
		return nil, err
	}
	d := &decoder{rest: record}
	p := &graph.Predicate{Name: name, Facts: int(d.uint())}
	if err := d.close(); err != nil {
		return nil, fmt.Errorf("predicate %q: %w", name, err)
	}
	it := scan(v.txn, famPhrase)
	defer it.Close()
	var phrases graph.Counts
	for it.seek(famPhrase.key().id(id)); it.next(); {
		d := &decoder{rest: it.value()}
		c := graph.Count{N: int(d.uint()), Text: string(d.rest)}
		if c.Text == "" {
			c.Text = strings.TrimSuffix(string(it.rest()), "\x00")
		}
		if d.err != nil {
			return nil, fmt.Errorf("predicate %q: %w", name, d.err)
		}
		phrases = append(phrases, c)
	}
	p.Phrases = graph.NewCounts(phrases).ByFrequency()
	return p, it.err
}

// Predicates implements graph.Reader. A graph has thousands of predicates, not
// millions: their names are held in memory to be sorted.
func (v *View) Predicates(ctx context.Context) iter.Seq2[*graph.Predicate, error] {
	return func(yield func(*graph.Predicate, error) bool) {
		ids, err := v.predicateIDs(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, name := range slices.Sorted(maps.Keys(ids)) {
			p, err := v.predicate(name, ids[name])
			if (err != nil || p != nil) && !yield(p, err) || err != nil {
				return
			}
		}
	}
}

// predicateIDs gives the numbers of all predicates by their names.
func (v *View) predicateIDs(ctx context.Context) (map[string]graph.ID, error) {
	it := scan(v.txn, famPredicate)
	defer it.Close()
	ids := make(map[string]graph.ID)
	for it.seek(famPredicate.key()); it.next(); {
		id := readID(it.rest())
		term, err := v.Term(id)
		if err = errors.Join(err, it.err, ctx.Err()); err != nil {
			return nil, err
		}
		ids[term.Value] = id
	}
	return ids, it.err
}

// EntitiesByKey implements graph.Reader.
func (v *View) EntitiesByKey(key string) iter.Seq2[graph.EntityID, error] {
	return func(yield func(graph.EntityID, error) bool) {
		chosen := slices.Clone(v.pins.Named(key)) // names that persons gave are no article's
		it := scan(v.txn, famKey)
		defer it.Close()
		for it.seek(famKey.key().text(key)); it.next(); {
			id, err := v.entityID(readID(it.rest()))
			chosen = slices.DeleteFunc(chosen, func(other graph.EntityID) bool { return other == id })
			if !yield(id, err) || err != nil {
				return
			}
		}
		for _, id := range chosen {
			if _, err := v.readTally(id); errors.Is(err, graph.ErrNotFound) {
				continue // a decision about an entity that is yet to come
			} else if !yield(id, err) || err != nil {
				return
			}
		}
	}
}

func (v *View) entityID(id graph.ID) (graph.EntityID, error) {
	term, err := v.Term(id)
	return graph.EntityID(term.Value), err
}

// ArticlesByKey implements graph.ArticleFinder.
func (v *View) ArticlesByKey(key string) iter.Seq2[graph.ArticleID, error] {
	return func(yield func(graph.ArticleID, error) bool) {
		it := scan(v.txn, famSimilar)
		defer it.Close()
		for it.seek(famSimilar.key().text(key)); it.next(); {
			term, err := v.Term(readID(it.rest()))
			if !yield(graph.ArticleID(term.Value), err) || err != nil {
				return
			}
		}
	}
}

// Links implements graph.Reader.
func (v *View) Links(id graph.ArticleID) iter.Seq2[graph.Link, error] {
	return func(yield func(graph.Link, error) bool) {
		r, err := v.articleRecord(id)
		if errors.Is(err, graph.ErrNotFound) {
			return
		}
		var links []graph.Link
		if err == nil {
			links, err = v.links(r)
		}
		for _, link := range links {
			if !yield(link, nil) {
				return
			}
		}
		if err != nil {
			yield(graph.Link{}, err)
		}
	}
}

func (v *View) links(r *articleRecord) ([]graph.Link, error) {
	var all []graph.Link
	for n := range r.Chunks {
		record, err := get(v.txn, famLinks.key().id(r.Number).number(uint32(n)))
		if err != nil {
			return nil, err
		}
		links, err := decodeLinks(r.ID, record, v.entityID)
		if err != nil {
			return nil, fmt.Errorf("links of article %s: %w", r.ID, err)
		}
		all = append(all, links...)
	}
	graph.SortLinks(all) // parts of a load may be out of order
	return all, nil
}

// mentioning lists the articles that speak of an entity, by id: those of its
// facts, and those that have no fact of it.
func (v *View) mentioning(id graph.EntityID) ([]graph.ArticleID, error) {
	number, err := v.Lookup(graph.EntityObject(id))
	if err != nil || number == 0 {
		return nil, err
	}
	found := make(map[graph.ID]bool)
	collect := func(prefix key) error { // keys that end with an article
		it := scan(v.txn, family(prefix[0]))
		defer it.Close()
		for it.seek(prefix); it.next(); {
			k := it.key()
			found[readID(k[len(k)-idSize:])] = true
		}
		return it.err
	}
	err = errors.Join(collect(famMention.key().id(number)), collect(famQualifier.key().id(number)), v.stating(number, found))
	if err != nil {
		return nil, err
	}
	var all []graph.ArticleID
	for article := range found {
		term, err := v.Term(article)
		if err != nil {
			return nil, err
		}
		all = append(all, graph.ArticleID(term.Value))
	}
	slices.Sort(all)
	return all, nil
}

// stating adds the articles that say something of the entity, or cite it.
func (v *View) stating(entity graph.ID, found map[graph.ID]bool) error {
	r := v.spanReader()
	defer r.Close()
	evidence := scan(v.txn, famEvidence)
	defer evidence.Close()
	for _, sp := range spansOf(entity) {
		for st, err := range r.read(&sp) {
			if err != nil {
				return err
			}
			for evidence.seek(famEvidence.key().statement(st)); evidence.next(); {
				found[readID(evidence.rest())] = true
			}
		}
	}
	return evidence.err
}

// LinksTo implements graph.Reader; the links come by article.
func (v *View) LinksTo(id graph.EntityID) iter.Seq2[graph.Link, error] {
	return func(yield func(graph.Link, error) bool) {
		articles, err := v.mentioning(id)
		if err != nil {
			yield(graph.Link{}, err)
			return
		}
		for _, article := range articles {
			for link, err := range v.Links(article) {
				if err == nil && link.Entity != id {
					continue
				}
				if !yield(link, err) || err != nil {
					return
				}
			}
		}
	}
}

// Decisions implements graph.Reader.
func (v *View) Decisions() iter.Seq2[graph.Decision, error] {
	return func(yield func(graph.Decision, error) bool) {
		all, err := readDecisions(v.txn)
		for _, d := range all {
			if !yield(d, nil) {
				return
			}
		}
		if err != nil {
			yield(graph.Decision{}, err)
		}
	}
}

// Stats implements graph.Reader.
func (v *View) Stats() (graph.Stats, error) {
	s, err := readState(v.txn)
	return s.Stats, err
}

// Version is the number of the last commit that the view sees; see Backup.
func (v *View) Version() (uint64, error) {
	s, err := readState(v.txn)
	return s.Version, err
}
