package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/dgraph-io/badger/v4"

	"factgraph/graph"
)

// PutArticle implements graph.Writer. When the article brings what it brought
// before, nothing is written.
func (s *Store) PutArticle(ctx context.Context, contribution *graph.Contribution) error {
	normal, err := contribution.Normal()
	if err != nil {
		return err
	}
	return s.update(func(c *change) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return c.replace(normal)
	})
}

// RemoveArticle implements graph.Writer.
func (s *Store) RemoveArticle(ctx context.Context, id graph.ArticleID) error {
	return s.update(func(c *change) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		old, err := c.Contribution(id)
		if err != nil {
			return err
		}
		return c.exchange(old, nil)
	})
}

// Merge implements graph.Writer.
func (s *Store) Merge(ctx context.Context, into, from graph.EntityID, d graph.Decision) error {
	return s.update(func(c *change) error {
		target, err := c.Entity(into)
		if err != nil {
			return err
		}
		if _, err := c.Entity(from); err != nil {
			return err
		}
		if into == from {
			return fmt.Errorf("merge %s into itself", into)
		}
		var places []graph.Link
		for link, err := range c.LinksTo(from) {
			if err != nil {
				return err
			}
			places = append(places, link)
		}
		articles, err := c.mentioning(from)
		if err != nil {
			return err
		}
		for _, id := range articles {
			if err := c.correct(ctx, id, func(old *graph.Contribution) (*graph.Contribution, error) {
				return old.Merge(target, from)
			}); err != nil {
				return err
			}
		}
		return c.decide(d.About(graph.DecidedMerge, into, from, "", places))
	})
}

// Move implements graph.Writer.
func (s *Store) Move(ctx context.Context, links []graph.Link, to graph.Entity, d graph.Decision) error {
	return s.update(func(c *change) error {
		known, err := c.Entity(to.ID)
		if err == nil {
			to = *known
		} else if !errors.Is(err, graph.ErrNotFound) {
			return err
		}
		var from graph.EntityID
		byArticle := make(map[graph.ArticleID][]graph.Link)
		for _, link := range links {
			from = link.Entity
			byArticle[link.Article] = append(byArticle[link.Article], link)
		}
		for _, id := range slices.Sorted(maps.Keys(byArticle)) {
			if err := c.correct(ctx, id, func(old *graph.Contribution) (*graph.Contribution, error) {
				for _, link := range byArticle[id] {
					if !old.HasLink(link) {
						return nil, fmt.Errorf("link %s to %s: %w", link.Place(), link.Entity, graph.ErrNotFound)
					}
				}
				return old.Move(byArticle[id], &to)
			}); err != nil {
				return err
			}
		}
		return c.decide(d.About(graph.DecidedSplit, to.ID, from, "", links))
	})
}

// correct replaces what an article contributes by what edit makes of it.
func (c *change) correct(ctx context.Context, id graph.ArticleID, edit func(*graph.Contribution) (*graph.Contribution, error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	old, err := c.Contribution(id)
	if err != nil {
		return err
	}
	changed, err := edit(old)
	if err != nil {
		return err
	}
	return c.exchange(old, changed)
}

// Rename implements graph.Writer.
func (s *Store) Rename(_ context.Context, id graph.EntityID, name string, d graph.Decision) error {
	return s.update(func(c *change) error {
		if _, err := c.Entity(id); err != nil {
			return err
		}
		return c.decide(d.About(graph.DecidedRename, id, "", name, nil))
	})
}

// PutDecision implements graph.Writer.
func (s *Store) PutDecision(_ context.Context, d graph.Decision) error {
	return s.update(func(c *change) error { return c.decide(d.About("", "", "", "", nil)) })
}

// RemoveDecision implements graph.Writer.
func (s *Store) RemoveDecision(_ context.Context, id string) error {
	return s.update(func(c *change) error {
		k := famDecision.key().text(id)
		record, err := c.get(k)
		if err != nil {
			return err
		}
		if record == nil {
			return fmt.Errorf("decision %s: %w", id, graph.ErrNotFound)
		}
		c.delete(k)
		return c.decided(func(all []graph.Decision) []graph.Decision {
			return slices.DeleteFunc(all, func(d graph.Decision) bool { return d.ID == id })
		})
	})
}

// decide records a decision.
func (c *change) decide(d graph.Decision) error {
	record, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("decision %s: %w", d.ID, err)
	}
	c.set(famDecision.key().text(d.ID), record)
	return c.decided(func(all []graph.Decision) []graph.Decision {
		all = slices.DeleteFunc(all, func(other graph.Decision) bool { return other.ID == d.ID })
		return append(all, d)
	})
}

// decided sets the pinned names to those of the changed decisions.
func (c *change) decided(edit func([]graph.Decision) []graph.Decision) error {
	all, err := readDecisions(c.txn)
	if err != nil {
		return err
	}
	all = edit(all)
	graph.SortDecisions(all)
	c.pins = graph.NewPins(all)
	return nil
}

// redecide replaces all decisions.
func (c *change) redecide(now []graph.Decision) error {
	before, err := readDecisions(c.txn)
	if err != nil {
		return err
	}
	for _, d := range before {
		c.delete(famDecision.key().text(d.ID))
	}
	for _, d := range now {
		if err := c.decide(d); err != nil {
			return err
		}
	}
	return c.decided(func([]graph.Decision) []graph.Decision { return now })
}

func readDecisions(txn *badger.Txn) ([]graph.Decision, error) {
	it := scan(txn, famDecision)
	defer it.Close()
	var all []graph.Decision
	for it.seek(famDecision.key()); it.next(); {
		var d graph.Decision
		if err := json.Unmarshal(it.value(), &d); err != nil {
			return nil, fmt.Errorf("%w: a decision: %w", errMalformed, err)
		}
		all = append(all, d)
	}
	graph.SortDecisions(all)
	return all, it.err
}

// replace makes the contribution, in normal form, what its article brings.
func (c *change) replace(normal *graph.Contribution) error {
	old, err := c.Contribution(normal.Article.ID)
	if errors.Is(err, graph.ErrNotFound) {
		return c.exchange(nil, normal)
	}
	if err != nil {
		return err
	}
	if d := normal.Article.Digest; d != "" && d == old.Article.Digest {
		normal.Article.Ingested = old.Article.Ingested
	}
	return c.exchange(old, normal)
}

// exchange writes what is different between two contributions of an article;
// nil is an article that is not there.
func (c *change) exchange(old, now *graph.Contribution) error {
	article := old
	if article == nil {
		article = now
	}
	number, err := c.articleNumber(article.Article.ID)
	if err != nil {
		return err
	}
	x := &exchange{change: c, article: number}
	if old == nil {
		old = &graph.Contribution{}
		c.state.Stats.Articles++
	}
	if now == nil {
		now = &graph.Contribution{}
		c.state.Stats.Articles--
	}
	x.text(old.Article.Text, now.Article.Text)
	for _, step := range []func(old, now *graph.Contribution) error{x.words, x.facts, x.entities, x.mentions, x.links, x.record} {
		if err := step(old, now); err != nil {
			return fmt.Errorf("article %s: %w", article.Article.ID, err)
		}
	}
	return nil
}

// An exchange is the change of one article.
type exchange struct {
	*change
	article graph.ID
	dirty   bool // something but the record is different
}

// chunkSize is how much of an article's text a record holds.
const chunkSize = 32 << 10

func (x *exchange) text(old, now string) {
	if old == now {
		return
	}
	x.dirty = true
	for n := 0; n*chunkSize < max(len(old), len(now)); n++ {
		k := famText.key().id(x.article).number(uint32(n))
		if from := n * chunkSize; from < len(now) {
			x.set(k, []byte(now[from:min(from+chunkSize, len(now))]))
		} else {
			x.delete(k)
		}
	}
}

// links writes the links in chunks.
func (x *exchange) links(old, now *graph.Contribution) error {
	if slices.Equal(old.Links, now.Links) {
		return nil
	}
	x.dirty = true
	before, after := len(chunks(old.Links)), chunks(now.Links)
	for n := range max(before, len(after)) {
		k := famLinks.key().id(x.article).number(uint32(n))
		if n >= len(after) {
			x.delete(k)
			continue
		}
		record, err := encodeLinks(after[n], x.entityNumber)
		if err != nil {
			return err
		}
		x.set(k, record)
	}
	return nil
}

func chunks(links []graph.Link) [][]graph.Link {
	return slices.Collect(slices.Chunk(links, linksPerChunk))
}

// mentions keeps the index of the articles that speak of an entity in no fact.
func (x *exchange) mentions(old, now *graph.Contribution) error {
	before, after := old.Unstated(), now.Unstated()
	for there, ids := range map[bool][]graph.EntityID{false: without(before, after), true: without(after, before)} {
		for _, id := range ids {
			e, err := x.entityNumber(id)
			if err != nil {
				return err
			}
			x.index(famMention.key().id(e, x.article), there)
		}
	}
	return nil
}

// without lists the ids of the first sorted list that the second lacks.
func without(ids, others []graph.EntityID) []graph.EntityID {
	var rest []graph.EntityID
	for _, id := range ids {
		if _, found := slices.BinarySearch(others, id); !found {
			rest = append(rest, id)
		}
	}
	return rest
}

// entities writes what the article contributes to entities, and sums it up.
func (x *exchange) entities(old, now *graph.Contribution) error {
	before := make(map[graph.EntityID]*graph.Entity)
	for i := range old.Entities {
		before[old.Entities[i].ID] = &old.Entities[i]
	}
	for i := range now.Entities {
		e := &now.Entities[i]
		was := before[e.ID]
		delete(before, e.ID)
		if was != nil && bytes.Equal(appendNamed(nil, was), appendNamed(nil, e)) {
			continue
		}
		if err := x.entity(e.ID, was, e); err != nil {
			return err
		}
	}
	for id, was := range before {
		if err := x.entity(id, was, nil); err != nil {
			return err
		}
	}
	return x.parts(old.Entities, now.Entities)
}

// entity exchanges what the article adds to the sum of an entity.
func (x *exchange) entity(id graph.EntityID, was, is *graph.Entity) error {
	t, err := x.tally(id)
	if err != nil {
		return err
	}
	if was != nil {
		t.Subtract(was)
	}
	if is != nil {
		t.Add(is)
	}
	return nil
}

// parts writes the chunks that are different.
func (x *exchange) parts(old, now []graph.Entity) error {
	before, err := encodeParts(old, x.entityNumber)
	if err != nil {
		return err
	}
	after, err := encodeParts(now, x.entityNumber)
	if err != nil {
		return err
	}
	for n := range max(len(before), len(after)) {
		k := famPart.key().id(x.article).number(uint32(n))
		switch {
		case n >= len(after):
			x.delete(k)
		case n < len(before) && bytes.Equal(before[n], after[n]):
			continue
		default:
			x.set(k, after[n])
		}
		x.dirty = true
	}
	return nil
}

// encodeParts writes what an article contributes to entities, in chunks.
func encodeParts(all []graph.Entity, number func(graph.EntityID) (graph.ID, error)) ([][]byte, error) {
	var chunks [][]byte
	for some := range slices.Chunk(all, entitiesPerChunk) {
		var chunk encoder
		for i := range some {
			id, err := number(some[i].ID)
			if err != nil {
				return nil, err
			}
			chunk.part(id, &some[i])
		}
		chunks = append(chunks, chunk)
	}
	return chunks, nil
}

// tally gives the sum of an entity, to be changed and written by finish.
func (c *change) tally(id graph.EntityID) (*graph.Tally, error) {
	if s, ok := c.tallies[id]; ok {
		return s.now, nil
	}
	record, err := c.get(famEntity.key().text(string(id)))
	if err != nil {
		return nil, err
	}
	t := new(graph.Tally)
	if record != nil {
		if _, t, err = decodeTally(record); err != nil {
			return nil, fmt.Errorf("entity %s: %w", id, err)
		}
	}
	c.tallies[id] = &sum{there: t.Contributions > 0, keys: slices.Clone(t.Keys), now: t}
	return t, nil
}

// record writes the article's record, if anything is different.
func (x *exchange) record(old, now *graph.Contribution) error {
	if !x.dirty && bytes.Equal(encodeArticle(&old.Article), encodeArticle(&now.Article)) {
		return nil
	}
	articleKeys(&old.Article, x.article, x.delete)
	if now.Article.ID == "" {
		x.delete(famArticle.key().text(string(old.Article.ID)))
		return nil
	}
	articleKeys(&now.Article, x.article, func(k key) { x.set(k, nil) })
	record := articleRecord{
		Article: now.Article,
		Number:  x.article,
		Size:    len(now.Article.Text),
		Chunks:  len(chunks(now.Links)),
		Version: x.articleVersion,
	}
	x.set(famArticle.key().text(string(now.Article.ID)), record.encode())
	return nil
}

// articleKeys calls yield with the keys by which an article is found: its day,
// and those that near-duplicates share.
func articleKeys(a *graph.Article, number graph.ID, yield func(key)) {
	if !a.Date.IsZero() {
		yield(dayKey(a.Date).id(number))
	}
	for _, k := range a.Keys {
		yield(famSimilar.key().text(k).id(number))
	}
}

// dayKey begins the key of an article by the day of its date.
func dayKey(date time.Time) key { return appendDay(famDay.key(), dayOf(date)) }

// dayOf counts the days of the calendar date since 1970.
func dayOf(t time.Time) int64 {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay
}

const secondsPerDay = 24 * 60 * 60

// appendDay appends a day so that days sort, those before 1970 too.
func appendDay(k key, day int64) key {
	return binary.BigEndian.AppendUint32(k, uint32(day+1<<31))
}
