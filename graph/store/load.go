package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"

	"factgraph/graph"
)

// Load makes a store of many contributions at once, faster than one commit for
// each. An article that is too large for memory may come in several parts, one
// after another, each with the same Article; they add up.
//
// The store appears at dir when it is complete. Until then it is in a folder
// beside it, dir with ".loading" appended, which a process that is killed
// leaves behind: it can't be opened, and the next Load replaces it.
func Load(ctx context.Context, dir string, opts Options, contributions iter.Seq2[*graph.Contribution, error]) error {
	return load(ctx, dir, opts, contributions, nothing, nothing)
}

func nothing(*loader) error { return nil }

// load is Load with something to do before and after the contributions.
func load(ctx context.Context, dir string, opts Options, contributions iter.Seq2[*graph.Contribution, error], before, after func(*loader) error) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("load %s: the folder is not empty", dir)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("load %s: %w", dir, err)
	}
	l, err := newLoader(ctx, filepath.Clean(dir)+".loading", opts)
	if err != nil {
		return fmt.Errorf("load %s: %w", dir, err)
	}
	err = before(l)
	if err == nil {
		err = l.load(contributions, after)
	}
	if err != nil {
		return fmt.Errorf("load %s: %w", dir, errors.Join(err, l.abandon()))
	}
	if err := l.publish(dir); err != nil {
		return fmt.Errorf("load %s: %w", dir, err)
	}
	return nil
}

// newLoader prepares the folder and an empty Badger in it.
func newLoader(ctx context.Context, dir string, opts Options) (*loader, error) {
	if _, err := os.Stat(dir); err == nil {
		if !isUnfinished(dir) {
			return nil, fmt.Errorf("%s is in the way", dir)
		}
		if err := os.RemoveAll(dir); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, unfinishedFile), nil, 0o666); err != nil {
		return nil, err
	}
	runs := filepath.Join(dir, "runs")
	if err := os.Mkdir(runs, 0o777); err != nil {
		return nil, err
	}
	db, err := openBadger(badgerOptions(dir, false, opts, logOf(opts)).
		WithSyncWrites(false).
		WithNumCompactors(0).
		WithBaseTableSize(loadTableSize))
	if err != nil {
		return nil, err
	}
	w := db.NewStreamWriter()
	if err := w.Prepare(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &loader{
		ctx: ctx, dir: dir, runs: runs, db: db,
		out:        &streamer{dir: dir, w: w},
		evidence:   newSorter(runs, sortMemory),
		parts:      newSorter(runs, sortMemory/4),
		rest:       newSorter(runs, sortMemory),
		numbers:    newFingerprints(),
		predicates: make(map[graph.ID]string),
		phrases:    make(map[phrase]int),
		state:      state{Schema: schema, Version: 1, Next: 1},
	}, nil
}

// sortMemory bounds what a sorter holds; there is twice that while it writes.
const sortMemory = 64 << 20

// loadTableSize makes tables of 16 MB: Badger doubles it for each level, and
// reserves twice the result for each family that is being written.
const loadTableSize = 512 << 10

// publish closes the store and puts it where it belongs.
func (l *loader) publish(dir string) error {
	if err := l.db.Close(); err != nil {
		return err
	}
	if err := errors.Join(os.RemoveAll(l.runs), markClosed(l.dir)); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(l.dir, unfinishedFile)); err != nil {
		return err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(l.dir, dir); err != nil {
		return err
	}
	return syncDir(filepath.Dir(dir))
}

func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// abandon removes what was written.
func (l *loader) abandon() error {
	l.out.w.Cancel()
	return errors.Join(l.out.release(), l.evidence.close(), l.parts.close(), l.rest.close(), l.db.Close(), os.RemoveAll(l.dir))
}

// A loader takes contributions in, and writes the store in the order of its
// keys. Evidence is sorted by statement, so that it shows how many articles say
// each and writes the first order of triples as well; what articles contribute
// to entities is sorted by entity, so that it sums up; the rest is sorted by
// key. Only the numbers of terms are in memory, by fingerprints.
type loader struct {
	ctx       context.Context
	dir, runs string
	db        *badger.DB
	out       *streamer

	evidence, parts, rest *sorter

	numbers    *fingerprints
	predicates map[graph.ID]string
	phrases    map[phrase]int
	state      state

	article *articleRecord // whose parts are coming
	links   []graph.Link   // of it, not yet a whole chunk
}

func (l *loader) load(contributions iter.Seq2[*graph.Contribution, error], after func(*loader) error) error {
	for c, err := range contributions {
		if err = errors.Join(err, l.ctx.Err()); err != nil {
			return err
		}
		if err := l.add(c); err != nil {
			return fmt.Errorf("article %s: %w", c.Article.ID, err)
		}
	}
	for _, step := range []func() error{func() error { return after(l) }, l.finishArticle, l.sumEntities, l.writeStatements, l.flushPhrases, l.writeRest, l.writeState} {
		if err := errors.Join(l.ctx.Err(), step()); err != nil {
			return err
		}
	}
	return errors.Join(l.evidence.close(), l.parts.close(), l.rest.close(), l.out.flush())
}

// add takes in a contribution, or a part of one.
func (l *loader) add(c *graph.Contribution) error {
	normal, err := c.Normal()
	if err != nil {
		return err
	}
	number, err := l.articleNumber(c.Article.ID)
	if err != nil {
		return err
	}
	if l.article == nil || l.article.ID != c.Article.ID {
		if err := l.beginArticle(normal, number); err != nil {
			return err
		}
	}
	for _, id := range normal.Mentions() {
		e, err := l.entityNumber(id)
		if err != nil {
			return err
		}
		if err := l.rest.add(famMention.key().id(e, number), nil); err != nil {
			return err
		}
	}
	for i := range normal.Entities {
		e := &normal.Entities[i]
		if err := l.parts.add(famEntity.key().text(string(e.ID)).id(number), encodeNamed(e)); err != nil {
			return err
		}
	}
	l.links = append(l.links, normal.Links...)
	for len(l.links) >= linksPerChunk {
		if err := l.writeLinks(linksPerChunk); err != nil {
			return err
		}
	}
	for i := range normal.Facts {
		if err := l.fact(number, &normal.Facts[i], normal.Article.Text); err != nil {
			return err
		}
	}
	return nil
}

// encodeNamed is a contribution to an entity with the entity's id.
func encodeNamed(e *graph.Entity) []byte {
	var named encoder
	named.text(string(e.ID))
	return append(named, encodeEntity(e)...)
}

func decodeNamed(b []byte) (*graph.Entity, error) {
	d := &decoder{rest: b}
	id := graph.EntityID(d.text())
	if d.err != nil {
		return nil, d.err
	}
	return decodeEntity(id, d.rest)
}

func (l *loader) beginArticle(c *graph.Contribution, number graph.ID) error {
	if err := l.finishArticle(); err != nil {
		return err
	}
	l.article = &articleRecord{Article: c.Article, Number: number, Size: len(c.Article.Text), Version: l.state.Version}
	for n := 0; n*chunkSize < len(c.Article.Text); n++ {
		text := c.Article.Text[n*chunkSize : min((n+1)*chunkSize, len(c.Article.Text))]
		if err := l.rest.add(famText.key().id(number).number(uint32(n)), []byte(text)); err != nil {
			return err
		}
	}
	var err error
	articleKeys(&c.Article, number, func(k key) { err = errors.Join(err, l.rest.add(k, nil)) })
	return err
}

func (l *loader) finishArticle() error {
	if l.article == nil {
		return nil
	}
	l.state.Stats.Articles++
	if len(l.links) > 0 {
		if err := l.writeLinks(len(l.links)); err != nil {
			return err
		}
	}
	return l.rest.add(famArticle.key().text(string(l.article.ID)), l.article.encode())
}

// writeLinks makes a chunk of the first n links.
func (l *loader) writeLinks(n int) error {
	record, err := encodeLinks(l.links[:n], l.entityNumber)
	if err != nil {
		return err
	}
	k := famLinks.key().id(l.article.Number).number(uint32(l.article.Chunks))
	l.article.Chunks++
	l.links = append(l.links[:0], l.links[n:]...)
	return l.rest.add(k, record)
}

// fact takes in what an article says of a fact.
func (l *loader) fact(article graph.ID, f *graph.Fact, text string) error {
	st, err := newStatement(f, l)
	if err != nil {
		return err
	}
	l.predicates[st.P] = f.Predicate
	record, err := encodeEvidence(f, text, l)
	if err != nil {
		return err
	}
	hash := factHash(f.ID)
	value := append(append(make([]byte, 0, len(hash)+len(record)), hash...), record...)
	if err := l.evidence.add(famEvidence.key().statement(st).id(article), value); err != nil {
		return err
	}
	keys := []key{famSays.key().id(article).statement(st)}
	for _, id := range f.AttributedTo {
		e, err := l.entityNumber(id)
		if err != nil {
			return err
		}
		keys = append(keys, famSpeaker.key().id(e).statement(st))
	}
	for i := range f.Evidence {
		if err := qualifierKeys(st, article, &f.Evidence[i], l, func(k key) { keys = append(keys, k) }); err != nil {
			return err
		}
	}
	for _, k := range keys {
		if err := l.rest.add(k, nil); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) decision(d graph.Decision) error {
	record, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return l.rest.add(famDecision.key().text(d.ID), record)
}

// number gives the number of a term and makes one for a new term.
func (l *loader) number(t graph.Term) (graph.ID, error) {
	k := termKey(t)
	id, known := l.numbers.get(k, l.state.Next)
	if known {
		return id, nil
	}
	l.state.Next++
	if err := l.out.write(famID.key().id(id), encodeTerm(t)); err != nil {
		return 0, err
	}
	var e encoder
	e.uint(uint64(id))
	return id, l.rest.add(k, e)
}

func (l *loader) entityNumber(id graph.EntityID) (graph.ID, error) {
	return l.number(graph.EntityObject(id))
}

func (l *loader) articleNumber(id graph.ArticleID) (graph.ID, error) {
	return l.number(graph.Term{Kind: graph.ArticleTerm, Value: string(id)})
}

// sumEntities joins the parts of what each article contributes to an entity,
// and sums over the articles.
func (l *loader) sumEntities() error {
	var part *graph.Entity // of one article
	var at key             // entity and article of part
	var tally graph.Tally
	finishPart := func() error {
		if part == nil {
			return nil
		}
		tally.Add(part)
		e, err := l.entityNumber(part.ID)
		if err != nil {
			return err
		}
		return l.rest.add(famPart.key().id(readID(at[len(at)-idSize:]), e), encodeEntity(part))
	}
	finishEntity := func() error {
		if part == nil {
			return nil
		}
		l.state.Stats.Entities++
		e, err := l.entityNumber(part.ID)
		if err != nil {
			return err
		}
		if err := l.rest.add(at[:len(at)-idSize], encodeTally(part.ID, &tally)); err != nil {
			return err
		}
		for _, k := range tally.Keys {
			if err := l.rest.add(famKey.key().text(k.Text).id(e), nil); err != nil {
				return err
			}
		}
		tally = graph.Tally{}
		return nil
	}
	err := l.parts.sorted(func(k key, value []byte) error {
		e, err := decodeNamed(value)
		if err != nil {
			return err
		}
		if bytes.Equal(k, at) {
			part = &graph.JoinEntities([]graph.Entity{*part, *e})[0]
			return nil
		}
		if err := finishPart(); err != nil {
			return err
		}
		if part != nil && part.ID != e.ID {
			if err := finishEntity(); err != nil {
				return err
			}
		}
		part, at = e, append(at[:0], k...)
		return l.ctx.Err()
	})
	if err == nil {
		err = finishPart()
	}
	if err == nil {
		err = finishEntity()
	}
	return err
}
