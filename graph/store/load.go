package store

import (
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
	"factgraph/graph/extsort"
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
		WithNumCompactors(0))
	if err != nil {
		return nil, err
	}
	w := db.NewStreamWriter()
	if err := w.Prepare(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	chunks := new(extsort.Pool)
	return &loader{
		ctx: ctx, dir: dir, runs: runs, db: db,
		stream:     w,
		out:        newStreamer(dir, w),
		sorted:     &sorters{dir: runs, limit: sortMemory, chunks: chunks},
		says:       extsort.New(runs, sortMemory/8, chunks),
		parts:      extsort.New(runs, sortMemory/8, chunks),
		spare:      make(chan *block, 1),
		numbers:    newFingerprints(),
		mentioned:  make(map[graph.EntityID]mention),
		predicates: make(map[graph.ID]*predicateSum),
		phrases:    make(map[phrase]int),
		state:      state{Schema: schema, Version: 1, Next: 1},
	}, nil
}

// sortMemory bounds what is held to be sorted, as comes of half a million facts;
// there may be twice that while some of it is written.
const sortMemory = 256 << 20

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
	err := l.out.finish()
	l.stream.Cancel()
	return errors.Join(err, l.closeSorters(), l.db.Close(), os.RemoveAll(l.dir))
}

func (l *loader) closeSorters() error {
	return errors.Join(l.says.Close(), l.parts.Close(), l.sorted.close())
}

// A loader takes contributions in, and writes the store in the order of its
// keys. What is found by article is written when the article is complete:
// articles are numbered in the order in which they come. The rest is sorted
// first. Evidence is sorted by statement, so that it shows how many articles
// say each and gives the orders of triples; contributions to entities are sorted
// by entity, to be summed up. Only the numbers of terms stay in memory, by
// fingerprints.
type loader struct {
	ctx       context.Context
	dir, runs string
	db        *badger.DB
	stream    *badger.StreamWriter
	out       *streamer
	sorted    *sorters

	numbers    *fingerprints
	predicates map[graph.ID]*predicateSum
	phrases    map[phrase]int
	state      state
	words      *block      // the last one
	spare      chan *block // that was written: its memory is used again
	indexed    []graph.ID  // the articles of the block that is coming

	// The article whose parts are coming.
	article   *articleRecord
	entities  []graph.Entity  // of its only part, so far
	parts     *extsort.Sorter // by entity, when there are more
	says      *extsort.Sorter // statements
	links     []graph.Link    // not yet a whole chunk
	mentioned map[graph.EntityID]mention

	manyMentions bool     // more than are held
	lastArticle  graph.ID // its number

	record encoder // being made
}

func (l *loader) load(contributions iter.Seq2[*graph.Contribution, error], after func(*loader) error) error {
	for in, err := range l.prepared(contributions) {
		if err = errors.Join(err, l.ctx.Err()); err != nil {
			return err
		}
		if err := l.add(in); err != nil {
			return fmt.Errorf("article %s: %w", in.Article.ID, err)
		}
	}
	for _, step := range []func() error{func() error { return after(l) }, l.finishArticle, func() error { return l.writeBlock(l.words) }, l.sumEntities, l.writeStatements, l.flushPhrases, l.writeRest, l.writeState} {
		if err := errors.Join(l.ctx.Err(), step()); err != nil {
			return err
		}
	}
	return errors.Join(l.closeSorters(), l.out.flush())
}

// A prepared contribution is in normal form, with the words of its article.
type prepared struct {
	*graph.Contribution
	length int    // of the article, in words; with its first part
	words  *block // that the articles before this one have filled; or nil
}

// prepareAhead is how many contributions are read before they are taken in.
const prepareAhead = 4

// prepared reads the contributions and brings them into normal form, while
// those before them are taken in. No goroutine is left when the loop ends.
func (l *loader) prepared(contributions iter.Seq2[*graph.Contribution, error]) iter.Seq2[prepared, error] {
	type result struct {
		prepared
		err error
	}
	return func(yield func(prepared, error) bool) {
		results := make(chan result, prepareAhead)
		stop := make(chan struct{})
		defer func() {
			close(stop)
			for range results { // until the reader has seen it
			}
		}()
		go func() {
			defer close(results)
			p := &preparer{words: new(block), spare: l.spare}
			for c, err := range contributions {
				r := result{err: err}
				if err == nil {
					r.prepared, r.err = p.prepare(c)
				}
				select {
				case results <- r:
				case <-stop:
					return
				}
			}
			l.words = p.words
		}()
		for r := range results {
			if !yield(r.prepared, r.err) {
				return
			}
		}
	}
}

// A preparer prepares contributions one after another.
type preparer struct {
	words *block
	spare <-chan *block
	last  graph.ArticleID
}

func (p *preparer) prepare(c *graph.Contribution) (r prepared, err error) {
	if r.Contribution, err = c.Normal(); err != nil {
		return r, err
	}
	if r.Article.ID != p.last {
		p.last = r.Article.ID
		if p.words.full() {
			r.words = p.words
			select {
			case p.words = <-p.spare:
			default:
				p.words = new(block)
			}
		}
		r.length = p.words.index(&r.Article)
	}
	return r, nil
}

// A predicateSum is a predicate's name, and the number of its facts.
type predicateSum struct {
	name  string
	facts int
}

// add takes in a contribution, or a part of one.
func (l *loader) add(c prepared) error {
	if l.article == nil || l.article.ID != c.Article.ID {
		if err := l.beginArticle(c); err != nil {
			return err
		}
		l.entities = c.Entities
	} else if err := l.anotherPart(c.Entities); err != nil {
		return err
	}
	l.links = append(l.links, c.Links...)
	for len(l.links) >= linksPerChunk {
		if err := l.writeLinks(linksPerChunk); err != nil {
			return err
		}
	}
	for i := range c.Facts {
		if err := l.fact(l.article.Number, &c.Facts[i], c.Article.Text); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) beginArticle(c prepared) error {
	if err := l.finishArticle(); err != nil {
		return err
	}
	number, err := l.articleNumber(c.Article.ID)
	if err != nil {
		return err
	}
	if number <= l.lastArticle {
		return errors.New("the parts of the article don't come one after another")
	}
	l.lastArticle = number
	l.manyMentions = false
	l.article = &articleRecord{Article: c.Article, Number: number, Size: len(c.Article.Text), Version: l.state.Version}
	for n := 0; n*chunkSize < len(c.Article.Text); n++ {
		text := c.Article.Text[n*chunkSize : min((n+1)*chunkSize, len(c.Article.Text))]
		if err := l.out.write(famText.key().id(number).number(uint32(n)), []byte(text)); err != nil {
			return err
		}
	}
	if c.words != nil {
		if err := l.writeBlock(c.words); err != nil {
			return err
		}
	}
	if c.length > 0 {
		l.state.Stats.Words += uint64(c.length)
		l.indexed = append(l.indexed, number)
	}
	articleKeys(&c.Article, number, func(k key) { err = errors.Join(err, l.sorted.add(k, nil)) })
	return err
}

// writeBlock writes a block of the full-text index.
func (l *loader) writeBlock(b *block) error {
	err := b.write(l.indexed, l.sorted.add)
	l.indexed = l.indexed[:0]
	select {
	case l.spare <- b:
	default:
	}
	return err
}

// anotherPart takes in what a further part of an article says of entities: they
// are sorted then, to be joined.
func (l *loader) anotherPart(entities []graph.Entity) error {
	for _, all := range [][]graph.Entity{l.entities, entities} {
		for i := range all {
			id := key(nil).text(string(all[i].ID))
			if err := l.parts.Add(id, appendNamed(nil, &all[i])); err != nil {
				return err
			}
		}
	}
	l.entities = nil
	return nil
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
	for _, write := range []func() error{l.writeEntities, l.writeMentions, l.writeSays} {
		if err := write(); err != nil {
			return err
		}
	}
	return l.sorted.add(famArticle.key().text(string(l.article.ID)), l.article.encode())
}

// writeSays writes which statements the article makes, each once.
func (l *loader) writeSays() error {
	var chunk saysChunk
	flush := func() error {
		if chunk.n == 0 {
			return nil
		}
		err := l.out.write(saysKey(l.article.Number, chunk.last), chunk.encoder)
		chunk = saysChunk{encoder: chunk.encoder[:0]}
		return err
	}
	err := l.says.Sorted(func(k, _ []byte) error {
		st, _, err := readStatement(spo, k)
		if err != nil || chunk.n > 0 && st == chunk.last {
			return err
		}
		if chunk.n == statementsPerChunk {
			err = flush()
		}
		chunk.put(st)
		return err
	})
	return errors.Join(err, flush(), l.says.Reset())
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
	return l.out.write(k, record)
}

// fact takes in what an article says of a fact.
func (l *loader) fact(article graph.ID, f *graph.Fact, text string) error {
	st, err := newStatement(f, l)
	if err != nil {
		return err
	}
	if l.predicates[st.P] == nil {
		l.predicates[st.P] = &predicateSum{name: f.Predicate}
	}
	l.record = appendFactHash(l.record[:0], f.ID)
	if err := l.record.fact(f, text, l); err != nil {
		return err
	}
	if err := l.sorted.add(famEvidence.key().statement(st).id(article), l.record); err != nil {
		return err
	}
	if err := l.says.Add(key(nil).statement(st), nil); err != nil {
		return err
	}
	for _, id := range f.AttributedTo {
		e, err := l.number(graph.EntityObject(id))
		if err != nil {
			return err
		}
		if err := l.sorted.add(famSpeaker.key().id(e).statement(st), nil); err != nil {
			return err
		}
	}
	for i := range f.Evidence {
		ev := &f.Evidence[i]
		if err := l.countPhrase(phrase{st.P, ev.Phrase}, 1); err != nil {
			return err
		}
		err := qualifierKeys(st, article, ev, l, func(k key) { err = errors.Join(err, l.sorted.add(k, nil)) })
		if err != nil {
			return err
		}
	}
	l.state.Stats.Evidence += uint64(len(f.Evidence))
	return err
}

func (l *loader) decision(d graph.Decision) error {
	record, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return l.sorted.add(famDecision.key().text(d.ID), record)
}

// number gives the number of a term of a fact of the article that is coming.
func (l *loader) number(t graph.Term) (graph.ID, error) {
	if t.Kind == graph.EntityTerm {
		return l.mention(graph.EntityID(t.Value), true)
	}
	return l.termNumber(t)
}

// entityNumber gives the number of an entity that the article describes or
// links to.
func (l *loader) entityNumber(id graph.EntityID) (graph.ID, error) { return l.mention(id, false) }

// A mention is what is known of an entity of which the article speaks.
type mention struct {
	number graph.ID
	stated bool // it is in a fact
}

// mentionsHeld bounds the entities of one article that are known; the others
// are looked up again.
const mentionsHeld = 100_000

// mention gives the number of an entity of which the article speaks.
func (l *loader) mention(id graph.EntityID, stated bool) (graph.ID, error) {
	m, known := l.mentioned[id]
	if known && (m.stated || !stated) {
		return m.number, nil
	}
	if !known {
		number, err := l.termNumber(graph.EntityObject(id))
		if err != nil {
			return 0, err
		}
		m.number = number
		if len(l.mentioned) >= mentionsHeld {
			l.manyMentions = true
			if err := l.writeMentions(); err != nil {
				return 0, err
			}
		}
	}
	m.stated = stated
	l.mentioned[id] = m
	return m.number, nil
}

// writeMentions indexes the mentions that are in no fact. Those of an article
// with too many to be held may be in a fact that is yet to come: they are all
// put to the other records, marked if they are in a fact, to be joined.
func (l *loader) writeMentions() error {
	for _, m := range l.mentioned {
		if m.stated && !l.manyMentions {
			continue
		}
		var mark []byte
		if m.stated {
			mark = []byte{1}
		}
		if err := l.sorted.add(famMention.key().id(m.number, l.article.Number), mark); err != nil {
			return err
		}
	}
	clear(l.mentioned)
	return nil
}

// termNumber gives the number of a term and makes one for a new term.
func (l *loader) termNumber(t graph.Term) (graph.ID, error) {
	var buffer [64]byte
	k := appendTermKey(buffer[:0], t)
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
	return id, l.sorted.add(k, e)
}

func (l *loader) articleNumber(id graph.ArticleID) (graph.ID, error) {
	return l.termNumber(graph.Term{Kind: graph.ArticleTerm, Value: string(id)})
}
